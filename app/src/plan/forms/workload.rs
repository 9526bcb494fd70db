//! Server function for the weekly capacity of a family member.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with what the signed-in family member can manage in a week. When they are busy is not
/// in it: those are checkboxes named `busy-` and the `field_id` of a `BusyPart`
/// (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CapacityForm {
    pub family: String,
    /// Hours and round trips a week, such as `1.5` and `2`.
    pub hours: String,
    pub trips: String,
}

/// Saves how many hours and trips a week the signed-in family member can manage, and when they are
/// busy.
#[server(prefix = "/api", endpoint = "plan/week")]
pub async fn save_capacity(#[server(flatten)] fields: CapacityForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::store_capacity(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::{FieldError, FieldErrors};
    use model::id::FamilyId;
    use model::plan::workload::{BusyPart, parse_count, parse_hours};
    use model::role::Role;
    use store::Intent;
    use store::plan::workload::{self, WeeklyCapacity};

    use super::CapacityForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, checked_ids, retry_on_race};
    use crate::request::notice::PageNotice;

    impl CapacityForm {
        /// The capacity, or every invalid field.
        fn parse(&self) -> Result<WeeklyCapacity, Vec<FieldError>> {
            let mut errors = FieldErrors::default();
            let capacity = WeeklyCapacity {
                minutes: errors.take(parse_hours(&self.hours).map_err(|code| ("hours", code))),
                trips: errors.take(parse_count(&self.trips).map_err(|code| ("trips", code))),
            };
            errors.finish(Some(capacity))
        }
    }

    pub async fn store_capacity(fields: CapacityForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Only the person states what they can manage. A worker and the supervisor can read it.
        context.require_role(family, Role::is_family)?;
        let page = paths::workload(family);
        let capacity = match fields.parse() {
            Ok(parsed) => parsed,
            Err(errors) => {
                let state = FormState::from_request().with_errors(errors);
                return context.redisplay_with_errors(state, &page).await;
            }
        };
        let busy: Vec<BusyPart> = checked_ids("busy")
            .iter()
            .filter_map(|id| BusyPart::parse_field_id(id))
            .collect();
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            workload::save_capacity(&mut tx, family, capacity, &busy).await?;
            tx.commit().await?;
            Ok(())
        })?;
        context
            .answer_with_notice(&page, PageNotice::new("plan-notice-week-saved"))
            .await
    }
}
