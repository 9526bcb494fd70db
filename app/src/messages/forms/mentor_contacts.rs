//! Server functions for a mentor's contacts with a parent.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that records a contact.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MentorContactForm {
    pub form: String,
    /// The id of the parent.
    pub parent: String,
    /// Slug of a `ContactKind`.
    pub kind: String,
}

/// Records a contact of a mentor (parent partner) with their parent.
#[server(prefix = "/api", endpoint = "messages/contact")]
pub async fn record_mentor_contact(
    #[server(flatten)] fields: MentorContactForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::record_mentor_contact(fields).await);
    Ok(())
}

/// Removes a recorded contact.
#[server(prefix = "/api", endpoint = "messages/contact-out")]
pub async fn delete_mentor_contact(
    #[server(default)] contact: String,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::delete_mentor_contact(contact).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::messages::ContactKind;
    use store::Intent;
    use store::messages::staff;

    use super::MentorContactForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{retry_on_race, see_other};

    pub async fn record_mentor_contact(fields: MentorContactForm) -> Result<(), AppError> {
        let context = request_context();
        let (form, parent) = (
            fields.form.parse().map_err(|_| AppError::NotFound)?,
            fields.parent.parse().map_err(|_| AppError::NotFound)?,
        );
        let kind = ContactKind::parse(&fields.kind).ok_or(AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            staff::add_contact(&mut tx, form, parent, kind).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("{}?noted=1", paths::MENTOR_CONTACTS));
        Ok(())
    }

    pub async fn delete_mentor_contact(contact: String) -> Result<(), AppError> {
        let context = request_context();
        let id = contact.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            staff::delete_contact(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(paths::MENTOR_CONTACTS);
        Ok(())
    }
}
