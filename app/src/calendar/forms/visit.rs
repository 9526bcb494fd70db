//! Server functions for visits of family time: a worker adds one and records what came of it, and a
//! caregiver cancels one.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that adds a visit to a plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitFields {
    pub form: String,
    pub family: String,
    pub plan: String,
    pub day: String,
    pub starts: String,
    pub ends: String,
    /// The day on which it ends, if that is another one.
    pub last: String,
    /// Not empty: a time that the clocks repeat means the first of the two.
    pub first: String,
    /// Not empty: the visit is meant to be on a holiday, or on days that a family member keeps.
    pub anyway: String,
    pub about: String,
    /// The id of the event that it makes up for; empty for none.
    pub makes_up: String,
}

/// Adds a visit. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/visit-add")]
pub async fn add_visit(#[server(flatten)] fields: VisitFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_visit(fields).await);
    Ok(())
}

/// The form that makes an event of the kind family time a visit of a plan, or takes it off the
/// plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitLinkFields {
    pub family: String,
    pub plan: String,
    pub event: String,
    /// `off` takes it off the plan.
    pub act: String,
}

/// Makes an event a visit of a plan, or takes it off the plan. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/visit-link")]
pub async fn link_visit(#[server(flatten)] fields: VisitLinkFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::link_visit(fields).await);
    Ok(())
}

/// The form that records what came of a visit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitRecordFields {
    pub family: String,
    pub event: String,
    /// The revisions of the record and of the event that the form was filled in against.
    pub seen: String,
    pub revision: String,
    /// Slug of a `VisitOutcome`.
    pub outcome: String,
    pub minutes: String,
    /// Slug of a `VisitCanceller`.
    pub by: String,
    pub why: String,
}

/// Records what came of a visit. Idempotent; older revisions than the stored ones are an edit
/// conflict.
#[server(prefix = "/api", endpoint = "calendar/visit-record")]
pub async fn record_visit(
    #[server(flatten)] fields: VisitRecordFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::record_visit(fields).await);
    Ok(())
}

/// The form with which a caregiver cancels a visit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitCancelFields {
    pub family: String,
    pub event: String,
    pub why: String,
}

/// Cancels a visit as its caregiver. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/visit-cancel")]
pub async fn cancel_visit(
    #[server(flatten)] fields: VisitCancelFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::cancel_visit(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::calendar::EventForm;
    use model::family_time::{NewVisitRecord, VisitForm, VisitInput, VisitRecordForm};
    use model::field_errors::FieldError;
    use model::id::{EventId, FamilyId, FamilyTimeId};
    use model::plan::reply::parse_optional_text;
    use model::policy::{may_cancel_visit, may_keep_family_time};
    use store::Intent;
    use store::calendar::family_time::visits::{self, SeenVisit};
    use store::calendar::family_time::{links, plans};
    use store::plan::working_copy::SaveOutcome;

    use super::{LinkVisit, VisitCancelFields, VisitFields, VisitLinkFields, VisitRecordFields};
    use crate::calendar::forms::days_off::days_off_confirmation;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    async fn answer_on_event(
        context: &RequestContext,
        (family, event): (FamilyId, EventId),
        key: &'static str,
    ) -> Result<(), AppError> {
        context
            .answer_with_notice(&paths::calendar_event(family, event), PageNotice::new(key))
            .await
    }

    /// A new visit does not begin in the past.
    fn parse_visit(
        context: &RequestContext,
        fields: &VisitFields,
    ) -> Result<Result<VisitInput, Vec<FieldError>>, AppError> {
        let form = VisitForm {
            event: EventForm {
                day: &fields.day,
                starts: &fields.starts,
                ends: &fields.ends,
                last: &fields.last,
                first: !fields.first.is_empty(),
                about: &fields.about,
                ..EventForm::default()
            },
            makes_up: &fields.makes_up,
        };
        let zone = &context.actor()?.zone;
        let now = context.db.clock().now().to_zoned(zone.clone()).datetime();
        let language = context.submitted_language();
        Ok(VisitInput::parse(&form, &language, zone, Some(now)))
    }

    pub async fn create_visit(fields: VisitFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_keep_family_time)?;
        let plan: FamilyTimeId = fields.plan.parse().map_err(|_| AppError::NotFound)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::add_visit(family, plan);
        let input = match parse_visit(&context, &fields)? {
            Ok(input) => input,
            Err(errors) => {
                require_plan(&context, family, plan).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let (about, confirmed) = ((family, None), (&input.event, fields.anyway.as_str()));
        if let Some(state) = days_off_confirmation(&context, about, confirmed).await? {
            return context.redisplay_with_errors(state, &page).await;
        }
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match visits::add_visit(&mut tx, family, plan, form, &input).await {
                Ok(id) => {
                    tx.commit().await?;
                    Ok(Ok(id))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(("makes_up", code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match added {
            Ok(id) => answer_on_event(&context, (family, id), "calendar-notice-visit-added").await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    pub async fn link_visit(fields: VisitLinkFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_visit`.
        context.require_role(family, may_keep_family_time)?;
        let plan: FamilyTimeId = fields.plan.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::add_visit(family, plan);
        // The first option of the list is empty. Choosing nothing is an error, and no missing page.
        if fields.event.is_empty() {
            require_plan(&context, family, plan).await?;
            let errors = vec![("event", "plan-choose")];
            return refuse(&context, errors, &page).await;
        }
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        if fields.act == "off" {
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let is_off = links::unlink_event(&mut tx, family, plan, event).await?;
            tx.commit().await?;
            // It stays a visit once its outcome is recorded, and when it makes up for another or is
            // made up for.
            let key = if is_off {
                "calendar-notice-visit-off"
            } else {
                "calendar-notice-visit-kept"
            };
            return answer_on_event(&context, (family, event), key).await;
        }
        let linked = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let linked = links::link_event(&mut tx, family, plan, event).await;
            commit_or_refuse(tx, linked, "event").await
        })?;
        if let Err(error) = linked {
            return refuse(&context, vec![error], &page).await;
        }
        context
            .answer_with_notice(
                &paths::calendar_event(family, event),
                linked_notice(family, plan, event),
            )
            .await
    }

    /// That the event is a visit, with the button that takes that back.
    fn linked_notice(family: FamilyId, plan: FamilyTimeId, event: EventId) -> PageNotice {
        let fields = [
            ("family", family.to_string()),
            ("plan", plan.to_string()),
            ("event", event.to_string()),
            ("act", "off".to_owned()),
        ];
        PageNotice {
            button: Some(NoticeButton {
                label_key: "plan-notice-undo".to_owned(),
                action: LinkVisit::PATH.to_owned(),
                fields: fields
                    .map(|(field, value)| (field.to_owned(), value))
                    .to_vec(),
            }),
            ..PageNotice::new("calendar-notice-visit-linked")
        }
    }

    /// A plan that the worker may not see is 404 here too, whatever they typed.
    async fn require_plan(
        context: &RequestContext,
        family: FamilyId,
        plan: FamilyTimeId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, as below.
        let mut tx = context.begin_record_read(family).await?;
        plans::read_plan(&mut tx, family, plan, context.language.language_tag()).await?;
        Ok(())
    }

    /// A visit that the person may not see is 404 here too, whatever they typed.
    async fn require_visit(
        context: &RequestContext,
        family: FamilyId,
        event: EventId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        visits::require_visit(&mut tx, family, event).await?;
        Ok(())
    }

    pub async fn record_visit(fields: VisitRecordFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_visit`.
        context.require_role(family, may_keep_family_time)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        // Two revisions, because the event can be moved without a change of what was recorded.
        let seen = SeenVisit {
            record: fields.seen.parse().map_err(|_| AppError::NotFound)?,
            event: fields.revision.parse().map_err(|_| AppError::NotFound)?,
        };
        let page = paths::calendar_event(family, event);
        let form = VisitRecordForm {
            outcome: &fields.outcome,
            minutes: &fields.minutes,
            by: &fields.by,
            why: &fields.why,
        };
        let record = match NewVisitRecord::parse(&form, &context.submitted_language()) {
            Ok(record) => record,
            Err(errors) => {
                require_visit(&context, family, event).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = visits::record_visit(&mut tx, family, event, seen, &record).await;
            commit_or_refuse(tx, saved, "outcome").await
        })?;
        match saved {
            Ok(SaveOutcome::Saved(id)) => {
                answer_on_event(&context, (family, id), "calendar-notice-recorded").await
            }
            // Someone else recorded it meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => {
                let errors = vec![("stale", "plan-stale")];
                refuse(&context, errors, &page).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    pub async fn cancel_visit(fields: VisitCancelFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_cancel_visit)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let why = parse_optional_text(&fields.why);
        // Required, because the reason is what those who see the visit read about its cancellation.
        let why = match why.and_then(|why| why.ok_or("plan-words-missing")) {
            Ok(why) => why,
            Err(code) => {
                require_visit(&context, family, event).await?;
                let page = paths::calendar_event(family, event);
                let errors = vec![("why", code)];
                return refuse(&context, errors, &page).await;
            }
        };
        let language = context.submitted_language();
        let cancelled = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let cancelled = visits::cancel_visit(&mut tx, family, event, &why, &language).await;
            commit_or_refuse(tx, cancelled, "").await
        })?;
        if let Err(error) = cancelled {
            // Without a field, because the page has no form: the visit is over.
            let page = paths::calendar_event(family, event);
            return refuse(&context, vec![error], &page).await;
        }
        answer_on_event(&context, (family, event), "calendar-notice-visit-cancelled").await
    }
}
