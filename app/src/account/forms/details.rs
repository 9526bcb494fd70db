//! Server functions with which people keep their own details: name and languages, how they describe
//! themselves, the look of their window, and that they have read what the quick exit does.

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of one's own name and languages. Languages and formats are not in it: they are
/// checkboxes named `speaks-`, `reads-` or `formats-` and a value (`request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsFields {
    pub chosen_name: String,
    pub pronouns: String,
    pub pronunciation: String,
}

/// Saves one's own name and languages.
#[server(prefix = "/api", endpoint = "account/details")]
pub async fn save_details(#[server(flatten)] fields: DetailsFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_details(fields).await);
    Ok(())
}

/// The form in which a person describes themself. The categories are checkboxes named `races-` and
/// a slug. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfIdentificationFields {
    pub race_words: String,
    pub tribe: String,
    pub gender: String,
    /// `workers` or `me`.
    pub who: String,
}

impl fmt::Debug for SelfIdentificationFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SelfIdentificationFields")
            .finish_non_exhaustive()
    }
}

/// Saves how one describes oneself. An empty form deletes what was saved before.
#[server(prefix = "/api", endpoint = "account/self")]
pub async fn save_self_identification(
    #[server(flatten)] fields: SelfIdentificationFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_self_identification(fields).await);
    Ok(())
}

/// Saves the neutral title and icon of one's window: a slug of a `WindowLook`, or anything else for
/// those of the portal.
#[server(prefix = "/api", endpoint = "account/window")]
pub async fn save_window_look(#[server(default)] look: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_window_look(&look).await);
    Ok(())
}

/// Records that one has read what the quick exit does, and continues.
#[server(prefix = "/api", endpoint = "account/exit-read")]
pub async fn confirm_exit() -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::confirm_exit().await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::account::AccountEventKind;
    use model::details::{
        DetailsForm, DetailsInput, SelfIdentification, SelfIdentificationForm, WindowLook,
    };
    use store::{Intent, account, details};

    use super::{DetailsFields, SelfIdentificationFields};
    use crate::account::session::client_device;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{checked_ids, see_other};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    pub async fn save_details(fields: DetailsFields) -> Result<(), AppError> {
        let context = request_context();
        let person = context.actor()?.person;
        let (spoken, read) = (checked_ids("speaks"), checked_ids("reads"));
        let formats = checked_ids("formats");
        let form = DetailsForm {
            chosen_name: &fields.chosen_name,
            pronouns: &fields.pronouns,
            pronunciation: &fields.pronunciation,
            spoken: &spoken,
            read: &read,
            formats: &formats,
        };
        let input = match DetailsInput::parse(&form) {
            Ok(input) => input,
            Err(errors) => {
                return refuse(&context, errors, paths::ACCOUNT_DETAILS).await;
            }
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let before = details::read_own(&mut tx).await?;
        details::save_own(&mut tx, &input).await?;
        // Everyone on the team is shown the name from now on, so its owner has to learn of a change
        // that they did not make.
        if before.has_other_name(&input) {
            let kind = AccountEventKind::DetailsChanged;
            account::record_account_event(&mut tx, person, kind, client_device()).await?;
        }
        tx.commit().await?;
        context
            .answer_with_notice(
                paths::ACCOUNT_DETAILS,
                PageNotice::new("account-details-saved"),
            )
            .await
    }

    pub async fn save_self_identification(
        fields: SelfIdentificationFields,
    ) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let races = checked_ids("races");
        let form = SelfIdentificationForm {
            races: &races,
            race_words: &fields.race_words,
            tribe: &fields.tribe,
            gender: &fields.gender,
            who: &fields.who,
        };
        let said = match SelfIdentification::parse(&form) {
            Ok(said) => said,
            Err(errors) => {
                return refuse(&context, errors, paths::ACCOUNT_SELF).await;
            }
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        details::save_self_identification(&mut tx, &said).await?;
        tx.commit().await?;
        // Who reads it now is said each time, because that is what a person has to be sure of.
        let key = if said.is_empty() {
            "account-self-deleted"
        } else if said.shared {
            "account-self-saved-workers"
        } else {
            "account-self-saved-me"
        };
        context
            .answer_with_notice(paths::ACCOUNT_SELF, PageNotice::new(key))
            .await
    }

    pub async fn save_window_look(look: &str) -> Result<(), AppError> {
        let context = request_context();
        let mut tx = context.begin_transaction(Intent::Write).await?;
        details::save_window_look(&mut tx, WindowLook::parse(look)).await?;
        tx.commit().await?;
        context
            .answer_with_notice(
                paths::ACCOUNT_WINDOW,
                PageNotice::new("account-window-saved"),
            )
            .await
    }

    pub async fn confirm_exit() -> Result<(), AppError> {
        let context = request_context();
        let person = context.actor()?.person;
        let mut tx = context.begin_transaction(Intent::Write).await?;
        details::confirm_exit_explained(&mut tx).await?;
        tx.commit().await?;
        // A form that was kept when an earlier session ended is waiting for them.
        let page = context.stored_form_page(person).await?;
        see_other(page.as_deref().unwrap_or(paths::HOME));
        Ok(())
    }
}
