//! Server function for the weekly capacity of a family member.
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server fn are the fields of its form"
)]

use leptos::prelude::*;

/// Saves how many hours and trips a week the signed-in family member can manage, and when they are
/// busy. The numbers in `starts_1` to `ends_7` are weekdays, 1 for Monday.
#[server(prefix = "/api", endpoint = "plan/week")]
pub async fn save_capacity(
    #[server(default)] family: String,
    #[server(default)] hours: String,
    #[server(default)] trips: String,
    #[server(default)] starts_1: String,
    #[server(default)] ends_1: String,
    #[server(default)] starts_2: String,
    #[server(default)] ends_2: String,
    #[server(default)] starts_3: String,
    #[server(default)] ends_3: String,
    #[server(default)] starts_4: String,
    #[server(default)] ends_4: String,
    #[server(default)] starts_5: String,
    #[server(default)] ends_5: String,
    #[server(default)] starts_6: String,
    #[server(default)] ends_6: String,
    #[server(default)] starts_7: String,
    #[server(default)] ends_7: String,
) -> Result<(), ServerFnError> {
    let times = [
        [starts_1, ends_1],
        [starts_2, ends_2],
        [starts_3, ends_3],
        [starts_4, ends_4],
        [starts_5, ends_5],
        [starts_6, ends_6],
        [starts_7, ends_7],
    ];
    crate::form::respond(ssr::store_capacity(family, hours, trips, times).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::workload::{TimeSlot, parse_count, parse_hours, parse_time_slot};
    use model::role::Role;
    use store::Intent;
    use store::plan::workload::{self, WeeklyCapacity};

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::request_context::request_context;

    type CapacityFieldError = (String, model::ErrorCode);

    fn parse_capacity(
        minutes: &str,
        trips: &str,
        times: &[[String; 2]; 7],
    ) -> Result<(WeeklyCapacity, Vec<TimeSlot>), CapacityFieldError> {
        let minutes = parse_hours(minutes).map_err(|code| ("hours".to_owned(), code))?;
        let trips = parse_count(trips).map_err(|code| ("trips".to_owned(), code))?;
        let mut busy = Vec::new();
        for (day, [starts, ends]) in (1..).zip(times) {
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

    pub async fn store_capacity(
        family: String,
        minutes: String,
        trips: String,
        times: [[String; 2]; 7],
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, Role::is_family)?;
        let page = format!("/family/{family}/plan/week");
        let (capacity, busy) = match parse_capacity(&minutes, &trips, &times) {
            Ok(parsed) => parsed,
            Err((field, code)) => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/week").with_error(&field, code),
                        &page,
                    )
                    .await;
            }
        };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            workload::save_capacity(&mut tx, family, capacity, &busy).await?;
            tx.commit().await?;
            Ok(())
        })?;
        see_other(&page);
        Ok(())
    }
}
