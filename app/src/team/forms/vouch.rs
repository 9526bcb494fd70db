//! Server function with which a member of the team vouches for someone who cannot sign in.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with which a member of the team vouches for a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VouchForm {
    pub form: String,
    pub family: String,
    /// The id of the person who cannot sign in.
    pub holder: String,
    /// `yes` once the sender has checked in person who it is.
    pub in_person: String,
}

/// Makes a code with which a person gets back in, and which the page shows once. Idempotent for
/// each `form` id, for a few minutes.
#[server(prefix = "/api", endpoint = "team/vouch")]
pub async fn vouch(#[server(flatten)] fields: VouchForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::vouch(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, FormId, PersonId};
    use model::policy::may_vouch;
    use store::Intent;
    use store::authentication::recovery;

    use super::VouchForm;
    use crate::account::new_codes;
    use crate::account::session::{RECENT_MINUTES, require_recent_sign_in};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{retry_on_race, see_other};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    pub async fn vouch(fields: VouchForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_vouch)?;
        let holder: PersonId = fields.holder.parse().map_err(|_| AppError::NotFound)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::vouch(family, holder);
        // First of all: for a person for whom the sender may not vouch, the answer is 404, whatever
        // else is missing.
        let mut tx = context.begin_transaction(Intent::Read).await?;
        recovery::find_holder(&mut tx, family, holder).await?;
        tx.commit().await?;
        if fields.in_person != "yes" {
            let missing = vec![("in_person", "team-vouch-in-person")];
            return refuse(&context, missing, &page).await;
        }
        if !require_recent_sign_in(&context, RECENT_MINUTES, &page).await? {
            return Ok(());
        }
        let codes = new_codes::derive_for_session(&context, form, 1)?;
        let code = codes.first().ok_or(AppError::Internal)?;
        let made = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let made = recovery::vouch(&mut tx, family, holder, code).await;
            commit_or_refuse(tx, made, "in_person").await
        })?;
        if let Err(error) = made {
            return refuse(&context, vec![error], &page).await;
        }
        new_codes::store_for_page(&context, form, &holder.to_string()).await?;
        see_other(&page);
        Ok(())
    }
}
