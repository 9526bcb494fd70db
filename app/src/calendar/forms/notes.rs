//! Server functions with which a worker writes the notes of an event and promises a day for them,
//! and a family member says what they think of a decision.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for notes. Who was there, the answers and the decisions are not in it: their fields
/// have the ids of people, words and decisions in their names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NotesFields {
    pub family: String,
    pub event: String,
    /// The version that the form was filled in against; 0 without one.
    pub revision: String,
    pub result: String,
    /// How many decisions the form has.
    pub decisions: String,
    /// `publish`, or `draft`.
    pub act: String,
}

/// Stores the notes of an event as a new version. An older `revision` than the stored one is an
/// edit conflict.
#[server(prefix = "/api", endpoint = "calendar/notes")]
pub async fn save_event_notes(#[server(flatten)] fields: NotesFields) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_notes(fields).await);
    Ok(())
}

/// The form for the day by which the notes are promised.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NotesDueForm {
    pub family: String,
    pub event: String,
    pub due: String,
}

/// Stores the day by which the notes of an event are promised. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/notes-due")]
pub async fn promise_event_notes(
    #[server(flatten)] fields: NotesDueForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::promise_notes(fields).await);
    Ok(())
}

/// The form with which a family member says what they think of a decision.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnPositionForm {
    pub form: String,
    pub family: String,
    pub event: String,
    pub decision: String,
    /// Slug of an `EventPosition`.
    pub position: String,
    pub said: String,
}

/// Stores what a family member says about their own position. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/position")]
pub async fn say_own_position(
    #[server(flatten)] fields: OwnPositionForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::say_position(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use std::collections::HashSet;

    use model::calendar::{
        DecisionForm, MAX_DECISIONS, NotesForm, NotesInput, PositionForm, parse_notes_due,
        parse_own_position,
    };
    use model::id::{DecisionId, EventId, FamilyId};
    use model::policy::may_change_events;
    use store::Intent;
    use store::calendar::notes::EventForNotes;
    use store::calendar::{decisions, notes};
    use store::plan::working_copy::SaveOutcome;

    use super::{NotesDueForm, NotesFields, OwnPositionForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{checked_ids, retry_on_race, submitted_value};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    /// The fields of the form that belong to this event.
    fn read_form(fields: &NotesFields, stored: &EventForNotes) -> NotesForm {
        let answers = stored
            .parts
            .words
            .iter()
            .map(|one| (one.id, submitted_value(&format!("answer-{}", one.id))))
            .collect();
        // The number comes with the form, and anyone can send any number: the limit bounds the
        // work.
        let count = fields.decisions.parse::<usize>().unwrap_or_default();
        // An id that is sent twice would be one decision with two texts.
        let mut seen = HashSet::new();
        let decisions = (0..count.min(MAX_DECISIONS))
            .filter_map(|index| {
                let id = submitted_value(&format!("decision-id-{index}"));
                let id: DecisionId = id.parse().ok()?;
                seen.insert(id).then(|| read_decision(index, id, stored))
            })
            .collect();
        NotesForm {
            result: fields.result.clone(),
            there: checked_ids("there"),
            answers,
            decisions,
        }
    }

    fn read_decision(index: usize, id: DecisionId, stored: &EventForNotes) -> DecisionForm {
        let positions = stored
            .family()
            .map(|one| PositionForm {
                person: one.person_id,
                position: submitted_value(&format!("position-{index}-{}", one.person_id)),
                why: submitted_value(&format!("why-{index}-{}", one.person_id)),
            })
            .collect();
        DecisionForm {
            id,
            words: submitted_value(&format!("decision-{index}")),
            positions,
        }
    }

    pub async fn save_notes(fields: NotesFields) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_change_events)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let language = context.submitted_language();
        let page = paths::event_notes(family, event);
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        let stored = notes::read_for_notes(&mut tx, family, event, &language).await?;
        // SQLite has one writer: the transaction below would wait for this one.
        drop(tx);
        let form = read_form(&fields, &stored);
        let (people, members) = (stored.people_ids(), stored.family_ids());
        let input = match NotesInput::parse(&form, &people, &members, &language) {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let publish = fields.act == "publish";
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match notes::save_notes(&mut tx, (family, event), revision, publish, &input).await {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(error) => Err(error.into()),
            }
        })?;
        let error = match saved {
            Ok(SaveOutcome::Saved(_)) => {
                return answer_saved(&context, family, event, publish).await;
            }
            // Another worker has saved a version meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => ("stale", "plan-stale"),
            Err(code) => ("there-0", code),
        };
        refuse(&context, vec![error], &page).await
    }

    async fn answer_saved(
        context: &RequestContext,
        family: FamilyId,
        event: EventId,
        publish: bool,
    ) -> Result<(), AppError> {
        // After a draft the worker stays on the form, because they are still writing.
        let (page, key) = if publish {
            (
                paths::calendar_event(family, event),
                "calendar-notice-notes",
            )
        } else {
            (paths::event_notes(family, event), "calendar-notice-draft")
        };
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }

    pub async fn promise_notes(fields: NotesDueForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_change_events)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::event_notes(family, event);
        let language = context.language.language_tag();
        let mut tx = context.begin_record_read(family).await?;
        let stored = notes::read_for_notes(&mut tx, family, event, language).await?;
        drop(tx);
        let due = match parse_notes_due(&fields.due, stored.event.starts.to_jiff().date()) {
            Ok(due) => due,
            Err(code) => {
                return refuse(&context, vec![("due", code)], &page).await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            notes::save_promise(&mut tx, family, event, due).await?;
            tx.commit().await?;
            Ok(())
        })?;
        context
            .answer_with_notice(&page, PageNotice::new("calendar-notice-due"))
            .await
    }

    pub async fn say_position(fields: OwnPositionForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Workers write positions in the notes. Only the family speaks for itself here.
        context.require_role(family, |role| role.is_family())?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let decision: DecisionId = fields.decision.parse().map_err(|_| AppError::NotFound)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let language = context.submitted_language();
        let (position, said) = match parse_own_position(&fields.position, &fields.said) {
            Ok(parsed) => parsed,
            Err(errors) => {
                let mut tx = context.begin_transaction(Intent::Write).await?;
                decisions::require_decision(&mut tx, family, event, decision).await?;
                tx.commit().await?;
                let page = paths::own_position(family, event, decision);
                return refuse(&context, errors, &page).await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let of = (family, event, decision);
            let stated = (position, said.as_str());
            decisions::save_own_position(&mut tx, of, form, stated, &language).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let page = paths::calendar_event(family, event);
        context
            .answer_with_notice(&page, PageNotice::new("calendar-notice-position"))
            .await
    }
}
