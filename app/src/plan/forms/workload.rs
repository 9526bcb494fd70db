//! Server function for the weekly capacity of a family member.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with what the signed-in family member can manage in a week.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CapacityForm {
    pub family: String,
    /// Hours and round trips a week, such as `1.5` and `2`.
    pub hours: String,
    pub trips: String,
    /// When the person is busy on each weekday, 1 for Monday: times such as `18:00`.
    pub starts_1: String,
    pub ends_1: String,
    pub starts_2: String,
    pub ends_2: String,
    pub starts_3: String,
    pub ends_3: String,
    pub starts_4: String,
    pub ends_4: String,
    pub starts_5: String,
    pub ends_5: String,
    pub starts_6: String,
    pub ends_6: String,
    pub starts_7: String,
    pub ends_7: String,
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
    use model::id::FamilyId;
    use model::plan::workload::{TimeSlot, parse_count, parse_hours, parse_time_slot};
    use model::role::Role;
    use store::Intent;
    use store::plan::workload::{self, WeeklyCapacity};

    use super::CapacityForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race, see_other};

    type CapacityFieldError = (String, model::ErrorCode);

    impl CapacityForm {
        /// Start and end of the busy time of each weekday, from Monday.
        fn busy_times(&self) -> [[&str; 2]; 7] {
            [
                [&self.starts_1, &self.ends_1],
                [&self.starts_2, &self.ends_2],
                [&self.starts_3, &self.ends_3],
                [&self.starts_4, &self.ends_4],
                [&self.starts_5, &self.ends_5],
                [&self.starts_6, &self.ends_6],
                [&self.starts_7, &self.ends_7],
            ]
        }

        fn parse(&self) -> Result<(WeeklyCapacity, Vec<TimeSlot>), CapacityFieldError> {
            let minutes = parse_hours(&self.hours).map_err(|code| ("hours".to_owned(), code))?;
            let trips = parse_count(&self.trips).map_err(|code| ("trips".to_owned(), code))?;
            let mut busy = Vec::new();
            for (day, [starts, ends]) in (1..).zip(self.busy_times()) {
                // Not busy that day; `parse_time_slot` would refuse the missing times.
                if model::text::is_blank(starts) && model::text::is_blank(ends) {
                    continue;
                }
                busy.extend(
                    parse_time_slot(&day.to_string(), starts, ends)
                        .map_err(|(field, code)| (format!("{field}_{day}"), code))?,
                );
            }
            Ok((WeeklyCapacity { minutes, trips }, busy))
        }
    }

    pub async fn store_capacity(fields: CapacityForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Only the person states what they can manage. A worker and the supervisor can read it.
        context.require_role(family, Role::is_family)?;
        let page = paths::workload(family);
        let (capacity, busy) = match fields.parse() {
            Ok(parsed) => parsed,
            Err((field, code)) => {
                return context
                    .redisplay_with_errors(
                        FormState::from_request("plan/week").with_error(&field, code),
                        &page,
                    )
                    .await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            workload::save_capacity(&mut tx, family, capacity, &busy).await?;
            tx.commit().await?;
            Ok(())
        })?;
        see_other(&page);
        Ok(())
    }
}
