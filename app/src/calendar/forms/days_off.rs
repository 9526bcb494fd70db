//! Server functions with which a family member names days that they keep, and the question whether
//! an event is meant to be on such a day.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that names days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ObservanceFields {
    pub form: String,
    pub family: String,
    pub name: String,
    pub first_day: String,
    /// Empty for one day.
    pub last_day: String,
}

/// Adds days that the person keeps. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/observance")]
pub async fn add_observance(
    #[server(flatten)] fields: ObservanceFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_observance(fields).await);
    Ok(())
}

/// The form that removes days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ObservanceRemoval {
    pub family: String,
    pub observance: String,
}

/// Removes days that the person keeps. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/observance-off")]
pub async fn remove_observance(
    #[server(flatten)] fields: ObservanceRemoval,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_observance(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
pub(super) use ssr::{days_off_confirmation, days_off_confirmation_for_series};

#[cfg(feature = "ssr")]
mod ssr {
    use model::calendar::series::SeriesTime;
    use model::calendar::{EventInput, ObservanceInput};
    use model::id::{EventId, FamilyId, ObservanceId};
    use model::policy::may_name_observances;
    use store::Intent;
    use store::calendar::{days_off, editable};

    use super::{ObservanceFields, ObservanceRemoval};
    use crate::calendar::view::days_off::{DATES_VALUE, DAY_OFF_ERROR, NAMES_VALUE};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    /// As `days_off_confirmation_for_series`, for one event.
    ///
    /// # Errors
    /// As `days_off_confirmation_for_series`.
    pub(in crate::calendar::forms) async fn days_off_confirmation(
        context: &RequestContext,
        about: (FamilyId, Option<EventId>),
        (input, anyway): (&EventInput, &str),
    ) -> Result<Option<FormState>, AppError> {
        let times = [(input.starts, input.ends)];
        days_off_confirmation_for_series(context, about, (&times, anyway)).await
    }

    /// `Some(form)` when an event of the series is on a day off and `anyway` is empty; the form is
    /// shown again with the question. A day off is a holiday or a day that a family member keeps.
    /// `times` begins with the earliest event. `stored` is an event that is changed: `None` when
    /// its time stays the same.
    ///
    /// # Errors
    /// `NotFound` for an event that this worker may not see.
    pub(in crate::calendar::forms) async fn days_off_confirmation_for_series(
        context: &RequestContext,
        (family, stored): (FamilyId, Option<EventId>),
        (times, anyway): (&[SeriesTime], &str),
    ) -> Result<Option<FormState>, AppError> {
        let days = |(starts, ends): &SeriesTime| {
            let first = starts.date();
            (first, ends.map_or(first, |ends| ends.date()))
        };
        let (Some(one), Some(last)) = (times.first(), times.iter().map(|time| days(time).1).max())
        else {
            return Ok(None);
        };
        if !anyway.is_empty() {
            return Ok(None);
        }
        // Dropped without a commit, and with it the access log entry: the page that the redirect
        // leads to writes its own.
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        if let Some(event) = stored {
            let stored = editable::read_editable(&mut tx, family, event, language).await?;
            let ends = stored.event.ends.as_ref().map(|ends| ends.to_jiff());
            if (stored.event.starts.to_jiff(), ends) == *one {
                return Ok(None);
            }
        }
        let mut found = days_off::list_days_off(&mut tx, family, days(one).0, last).await?;
        // The query covers the time from the first event to the last. A day off between two events
        // of a series is no reason to ask.
        found.retain(|off| {
            let mut all = times.iter().map(days);
            all.any(|(first, last)| off.first() <= last && off.last() >= first)
        });
        if found.is_empty() {
            return Ok(None);
        }
        // An error of the field for the day, to which the error summary links.
        let state = FormState::from_request().with_error("day", DAY_OFF_ERROR);
        let text = context.localizer();
        if times.len() == 1 {
            let names = found.iter().map(|one| one.name(language).to_owned());
            let names: Vec<String> = names.collect();
            return Ok(Some(
                state.with_value(NAMES_VALUE, &text.format_list(&names)),
            ));
        }
        // Each date, so that the worker sees how many of them there are.
        let mut dates = Vec::new();
        for (first, last) in times.iter().map(days) {
            for off in &found {
                if off.first() <= last && off.last() >= first {
                    let (day, name) = (text.format_day(first), off.name(language).to_owned());
                    dates.push(text.format(
                        "calendar-day-off-date",
                        &[("day", day.into()), ("name", name.into())],
                    ));
                }
            }
        }
        let state = state.with_value(DATES_VALUE, &dates.join("\n"));
        Ok(Some(state))
    }

    pub async fn add_observance(fields: ObservanceFields) -> Result<(), AppError> {
        let context = request_context();
        let family = require_family(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::calendar_days(family);
        let parsed = ObservanceInput::parse(&fields.name, &fields.first_day, &fields.last_day);
        let input = match parsed {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            days_off::add_observance(&mut tx, family, form, &input).await?;
            tx.commit().await?;
            Ok(())
        })?;
        context
            .answer_with_notice(&page, PageNotice::new("calendar-notice-day-added"))
            .await
    }

    pub async fn remove_observance(fields: ObservanceRemoval) -> Result<(), AppError> {
        let context = request_context();
        let family = require_family(&context, &fields.family)?;
        let id: ObservanceId = fields.observance.parse().map_err(|_| AppError::NotFound)?;
        let mut tx = context.begin_transaction(Intent::Write).await?;
        days_off::remove_observance(&mut tx, family, id).await?;
        tx.commit().await?;
        context
            .answer_with_notice(
                &paths::calendar_days(family),
                PageNotice::new("calendar-notice-day-removed"),
            )
            .await
    }

    /// Before an invalid field is reported: for every role outside the family the answer is 404,
    /// whatever was typed.
    fn require_family(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_name_observances)?;
        Ok(family)
    }
}
