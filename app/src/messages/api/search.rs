//! Server functions for search and for a mentor's contacts with a parent.

use leptos::prelude::*;

/// Session key of the search text and of the person who entered it.
pub const SEARCH_QUERY_KEY: &str = "search";

/// Stores the search text in the session and redirects to the page that runs the search.
#[server(prefix = "/api", endpoint = "messages/search")]
pub async fn store_search_query(#[server(default)] words: String) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::store_search_query(words).await);
    Ok(())
}

/// Records a contact of a mentor (parent partner) with their parent.
#[server(prefix = "/api", endpoint = "messages/contact")]
pub async fn record_mentor_contact(
    #[server(default)] form: String,
    #[server(default)] parent: String,
    #[server(default)] kind: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::record_mentor_contact(form, parent, kind).await);
    Ok(())
}

/// Removes a recorded contact.
#[server(prefix = "/api", endpoint = "messages/contact-out")]
pub async fn delete_mentor_contact(
    #[server(default)] contact: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::delete_mentor_contact(contact).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::messages::ContactKind;
    use store::Intent;
    use store::messages::staff;

    use super::SEARCH_QUERY_KEY;
    use crate::error::AppError;
    use crate::form::{retry_on_race, see_other};
    use crate::request_context::request_context;

    /// Maximum length of a search text, in characters.
    const MAX_QUERY_CHARS: usize = 200;

    pub async fn store_search_query(words: String) -> Result<(), AppError> {
        let visit = request_context();
        let person = visit.actor()?.person;
        let words: String = model::text::normalize_text(&words)
            .chars()
            .take(MAX_QUERY_CHARS)
            .collect();
        visit
            .session
            .insert(SEARCH_QUERY_KEY, (person, words))
            .await
            .map_err(AppError::from_session_error)?;
        see_other("/messages/search");
        Ok(())
    }

    pub async fn record_mentor_contact(
        form: String,
        parent: String,
        kind: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        let (form, parent) = (
            form.parse().map_err(|_| AppError::NotFound)?,
            parent.parse().map_err(|_| AppError::NotFound)?,
        );
        let kind = ContactKind::parse(&kind).ok_or(AppError::NotFound)?;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            staff::add_contact(&mut tx, form, parent, kind).await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/contacts?noted=1");
        Ok(())
    }

    pub async fn delete_mentor_contact(contact: String) -> Result<(), AppError> {
        let visit = request_context();
        let id = contact.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            staff::delete_contact(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/contacts");
        Ok(())
    }
}
