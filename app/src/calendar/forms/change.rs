//! Server functions with which a worker adds, changes and cancels an event.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for an event. The people are not in it: they are checkboxes named `people-` and
/// `hidden-` and the id of a person (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventFields {
    /// The id of the form that adds an event.
    pub form: String,
    pub family: String,
    /// The id of an event to change, and the revision that the form was filled in against.
    pub event: String,
    pub revision: String,
    /// Slug of an `EventKind`, or of a kind that the agency added.
    pub kind: String,
    pub day: String,
    pub starts: String,
    pub ends: String,
    /// The day on which it ends, if that is another one.
    pub last: String,
    /// Not empty: a time that the clocks repeat means the first of the two.
    pub first: String,
    /// Not empty: the event is meant to be on a holiday, or on days that a family member keeps.
    pub anyway: String,
    pub about: String,
    pub place: String,
    pub remote_link: String,
    pub bring: String,
    pub way: String,
    pub after: String,
    pub court: String,
    pub join: String,
    /// `check` saves nothing, and shows who has something else at that time.
    pub act: String,
    /// Slug of a `SeriesRule` for a new event that repeats, and its end.
    pub repeat: String,
    pub times: String,
    pub until: String,
    /// Not empty: a change is also one of all later events of the series.
    pub later: String,
}

/// Adds an event. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/add")]
pub async fn add_event(#[server(flatten)] fields: EventFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_event(fields).await);
    Ok(())
}

/// Changes an event. An older `revision` than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "calendar/save")]
pub async fn save_event(#[server(flatten)] fields: EventFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::change_event(fields).await);
    Ok(())
}

/// The form that cancels an event, or lets it take place after all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CancelFields {
    pub family: String,
    pub event: String,
    /// The reason; may be empty.
    pub why: String,
    /// `restore` lets a canceled event take place; `undo` takes back a change of a series. `why`
    /// and `later` are then ignored.
    pub act: String,
    /// For `undo`: the events that were changed (`saved::undo_button`).
    pub changed: String,
    /// For `restore`: the ids of later events of the series that take place after all, too, with
    /// commas between them.
    pub also: String,
    /// Not empty: all later events of the series are canceled, too.
    pub later: String,
}

/// Cancels an event, lets it take place after all, or takes back a change of its series.
/// Idempotent.
#[server(prefix = "/api", endpoint = "calendar/cancel")]
pub async fn cancel_event(#[server(flatten)] fields: CancelFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::cancel_event(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::ErrorCode;
    use model::calendar::EventInput;
    use model::calendar::series::SeriesTimes;
    use model::field_errors::FieldError;
    use model::id::{EventId, FamilyId};
    use model::plan::reply::parse_optional_text;
    use model::policy::may_change_events;
    use store::Intent;
    use store::calendar::clashes::PersonClash;
    use store::calendar::series::LaterChange;
    use store::calendar::{answers, changes, editable, history, series};
    use store::plan::working_copy::SaveOutcome;

    use super::super::new_event::{added_notice, find_rules};
    use super::super::saved::{answer_saved, cancelled_notice, clashes_of, series_notice};
    use super::super::undo;
    use super::{CancelEvent, CancelFields, EventFields};
    use crate::calendar::forms::days_off::{
        days_off_confirmation, days_off_confirmation_for_series,
    };
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    pub async fn create_event(fields: EventFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_change_events)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::add_calendar_event(family);
        // A kind that the agency added is in the database, and its rules decide how the form is
        // parsed.
        let rules_of = find_rules(&context, family, &fields.kind).await?;
        let (input, repeated) = match fields.parse_new(&context, rules_of)? {
            Ok(new) => new,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        // No errors: the page comes back with what was typed and shows who has something else then.
        if fields.act == "check" {
            return refuse::<&str>(&context, Vec::new(), &page).await;
        }
        let single = [(input.starts, input.ends)];
        let times = repeated
            .as_ref()
            .map_or(&single[..], |repeated| &repeated.times[..]);
        let (about, confirmed) = ((family, None), (times, fields.anyway.as_str()));
        if let Some(state) = days_off_confirmation_for_series(&context, about, confirmed).await? {
            return context.redisplay_with_errors(state, &page).await;
        }
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = match &repeated {
                Some(SeriesTimes { times, .. }) => {
                    series::add_series(&mut tx, family, form, &input, times).await
                }
                None => changes::add_event(&mut tx, family, form, &input).await,
            };
            match added {
                Ok(id) => {
                    let language = context.language.language_tag();
                    let clashes = clashes_of(&mut tx, (family, id), &input, language).await?;
                    tx.commit().await?;
                    Ok(Ok((id, clashes)))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(with_field(code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match added {
            Ok((id, clashes)) => {
                let notice = added_notice(repeated.as_ref());
                answer_saved(&context, (family, id), notice, &clashes).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    pub async fn change_event(fields: EventFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_event`.
        context.require_role(family, may_change_events)?;
        let id: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::edit_calendar_event(family, id);
        let rules_of = find_rules(&context, family, &fields.kind).await?;
        let input = match fields.parse(&context, rules_of, false)? {
            Ok(input) => input,
            Err(errors) => {
                require_event(&context, family, id).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        if fields.act == "check" {
            require_event(&context, family, id).await?;
            return refuse::<&str>(&context, Vec::new(), &page).await;
        }
        // Read before the change is saved, because the notice afterwards says which events it
        // changed.
        let later = find_later_change(&context, (family, id), &fields, &input).await?;
        if let Some(state) =
            ask_about_change(&context, (family, id), &fields, &input, later.as_ref()).await?
        {
            return context.redisplay_with_errors(state, &page).await;
        }
        match save_change(&context, (family, id, revision), &fields, &input).await? {
            Ok((SaveOutcome::Saved(changed), clashes)) => {
                let notice = later.as_ref().map_or_else(
                    || PageNotice::new("calendar-notice-saved"),
                    |later| series_notice(CancelEvent::PATH, (family, id), later, &changed),
                );
                answer_saved(&context, (family, id), notice, &clashes).await
            }
            // Another worker changed it meanwhile. The page then shows both versions.
            Ok((SaveOutcome::Stale, _)) => {
                let errors = vec![("stale", "plan-stale")];
                refuse(&context, errors, &page).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// What the form changes of the later events of the series; `None` for a change of one event.
    async fn find_later_change(
        context: &RequestContext,
        (family, id): (FamilyId, EventId),
        fields: &EventFields,
        input: &EventInput,
    ) -> Result<Option<LaterChange>, AppError> {
        if fields.later.is_empty() {
            return Ok(None);
        }
        // Dropped without a commit, as in `require_event`.
        let mut tx = context.begin_record_read(family).await?;
        Ok(Some(
            series::read_later_change(&mut tx, family, id, input).await?,
        ))
    }

    /// The question about the days off to which the event is moved, or one of the later ones.
    async fn ask_about_change(
        context: &RequestContext,
        (family, id): (FamilyId, EventId),
        fields: &EventFields,
        input: &EventInput,
        later: Option<&LaterChange>,
    ) -> Result<Option<FormState>, AppError> {
        let anyway = fields.anyway.as_str();
        match later {
            Some(later) => {
                let confirmed = (later.moved.as_slice(), anyway);
                days_off_confirmation_for_series(context, (family, None), confirmed).await
            }
            None => {
                let about = (family, Some(id));
                days_off_confirmation(context, about, (input, anyway)).await
            }
        }
    }

    /// The field that an error of the store is about.
    fn with_field(code: ErrorCode) -> FieldError {
        // The first checkbox of a group has the id to which the error summary links.
        let field = if code == "calendar-not-on-team" {
            "people-0"
        } else {
            "starts"
        };
        (field, code)
    }

    /// The changed events of a series, for `series::undo_later`, and what keeps those who are
    /// invited from coming; or the field that is wrong.
    type SavedChange = Result<(SaveOutcome<Vec<(EventId, i32)>>, Vec<PersonClash>), FieldError>;

    /// Saves a change of an event; where the form says so, also of all later ones of its series.
    async fn save_change(
        context: &RequestContext,
        (family, id, revision): (FamilyId, EventId, i32),
        fields: &EventFields,
        input: &EventInput,
    ) -> Result<SavedChange, AppError> {
        let (is_for_later, first) = (!fields.later.is_empty(), !fields.first.is_empty());
        let language = context.language.language_tag();
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = if is_for_later {
                series::save_later(&mut tx, family, (id, revision), input, first).await
            } else {
                let saved = changes::save_event(&mut tx, family, id, revision, input).await;
                saved.map(|saved| match saved {
                    SaveOutcome::Saved(_) => SaveOutcome::Saved(Vec::new()),
                    SaveOutcome::Stale => SaveOutcome::Stale,
                })
            };
            match saved {
                Ok(saved) => {
                    let mut clashes = Vec::new();
                    // A stale form has changed nothing, so there is no new time to compare with
                    // proposed ones.
                    if saved != SaveOutcome::Stale {
                        answers::settle_moved(&mut tx, family, id).await?;
                        clashes = clashes_of(&mut tx, (family, id), input, language).await?;
                    }
                    tx.commit().await?;
                    Ok(Ok((saved, clashes)))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(with_field(code))),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// An event that this worker may not see is 404 here too, whatever they typed.
    async fn require_event(
        context: &RequestContext,
        family: FamilyId,
        id: EventId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        editable::read_editable(&mut tx, family, id, language).await?;
        Ok(())
    }

    pub async fn cancel_event(fields: CancelFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_event`.
        context.require_role(family, may_change_events)?;
        let id: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let language = context.submitted_language();
        match fields.act.as_str() {
            "undo" => return undo::undo_change(&context, (family, id), &fields.changed).await,
            "restore" => return undo::restore_events(&context, (family, id), &fields.also).await,
            _ => {}
        }
        let why = match parse_optional_text(&fields.why) {
            Ok(why) => why,
            Err(code) => {
                require_event(&context, family, id).await?;
                let page = paths::edit_calendar_event(family, id);
                return refuse(&context, vec![("why", code)], &page).await;
            }
        };
        let is_for_later = !fields.later.is_empty();
        let cancelled = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let cancelled = if is_for_later {
                series::cancel_later(&mut tx, family, id, why.as_deref(), &language).await
            } else {
                history::cancel_event(&mut tx, family, id, why.as_deref(), &language)
                    .await
                    .map(|()| Vec::new())
            };
            commit_or_refuse(tx, cancelled, "").await
        })?;
        match cancelled {
            Ok(later) => {
                context
                    .answer_with_notice(
                        &paths::calendar_event(family, id),
                        cancelled_notice(
                            CancelEvent::PATH,
                            (family, id),
                            is_for_later.then_some(&later[..]),
                        ),
                    )
                    .await
            }
            // Another worker did it first. The page of the event says who, and has their reason.
            Err(error) => {
                let page = paths::calendar_event(family, id);
                refuse(&context, vec![error], &page).await
            }
        }
    }
}
