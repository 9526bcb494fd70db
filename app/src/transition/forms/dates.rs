//! Server function with which a worker writes the dates from which terms are counted.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of the dates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DatesForm {
    pub family: String,
    /// The id of the young person.
    pub youth: String,
    pub care_since: String,
    pub discharge_on: String,
    pub order_ends_on: String,
    /// The revision that the form was filled in against.
    pub revision: String,
}

/// Writes the dates of a young person.
#[server(prefix = "/api", endpoint = "transition/dates")]
pub async fn save_dates(#[server(flatten)] fields: DatesForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_dates(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, PersonId};
    use model::transition::{TransitionDates, dates as rules};
    use store::Intent;
    use store::transition::dates::{self, may_write_dates};
    use store::transition::read_released;

    use super::DatesForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    pub async fn save_dates(fields: DatesForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_write_dates)?;
        let youth: PersonId = fields.youth.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        let born = read_released(&mut tx, family, youth).await?.born;
        // SQLite has one writer: the transaction below would wait for this one.
        drop(tx);
        let typed = rules::DatesForm {
            care_since: &fields.care_since,
            discharge_on: &fields.discharge_on,
            order_ends_on: &fields.order_ends_on,
        };
        let page = paths::transition_dates(family, youth);
        // The dates are checked against the birth date, which only readers of required parts get.
        let born = born.ok_or(AppError::NotFound)?;
        let written = match TransitionDates::parse(&typed, born, today) {
            Ok(written) => written,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let is_saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match dates::save_dates(&mut tx, family, youth, &written, revision).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(true)
                }
                Err(store::Error::Conflict) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })?;
        if is_saved {
            let notice = PageNotice::new("transition-dates-saved");
            return context.answer_with_notice(&page, notice).await;
        }
        // Another worker saved them meanwhile. The page then shows both.
        refuse(&context, vec![("stale", "plan-stale")], &page).await
    }
}
