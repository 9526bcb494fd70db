//! The notes of an event, by a worker. Each save adds a version with everything in it: a form that
//! was filled in against another version is a conflict, and no worker overwrites another one's.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::{Decision, NOTES_EXPECTED_DAYS, NotesInput, default_notes_due};
use model::id::{AudienceId, EventId, EventWordsId, FamilyId};

use super::editable::{require_worker, workers};
pub use super::notes_version::{EventForNotes, NotesPerson};
use super::notes_version::{NotesWriter, reusable_texts};
use super::parts::{EventDecision, EventNotes, EventParts, NotesVersion, list_parts};
use super::{find_summary, list_invited};
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::events::EventSummary;
use crate::plan::working_copy::SaveOutcome;
use crate::team::load_members;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience};

/// The day by which the notes of an event are promised: by a worker, or by default. `None` for an
/// event whose notes are not expected.
pub fn notes_due(event: &EventSummary, promised: Option<Date>, today: Date) -> Option<Date> {
    if !event.kind.has_words_and_notes() || event.cancelled {
        return None;
    }
    let held = event.starts.to_jiff().date();
    let is_recent = held >= first_expected(today);
    promised.or(is_recent.then(|| default_notes_due(held)))
}

/// The first day of events whose notes are expected without a promise.
pub(crate) fn first_expected(today: Date) -> Date {
    today
        .checked_sub(NOTES_EXPECTED_DAYS.days())
        .unwrap_or(today)
}

/// An event for the form of its notes. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, for an event that they may not see, and for one
/// of which there are no notes. Also when the database fails.
pub async fn read_for_notes(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventForNotes, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    load_for_notes(tx, family, event, language).await
}

async fn load_for_notes(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventForNotes, Error> {
    require_worker(tx)?;
    let found = find_summary(tx, family, event, language)
        .await?
        .filter(|event| event.kind.has_words_and_notes())
        .ok_or(Error::NotFound)?;
    let people = load_people(tx, family, &found).await?;
    let parts = list_parts(tx, family, event, NotesVersion::Newest, language).await?;
    Ok(EventForNotes {
        event: found,
        people,
        parts,
    })
}

async fn load_people(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &EventSummary,
) -> Result<Vec<NotesPerson>, Error> {
    let invited = list_invited(tx, family, std::slice::from_ref(event)).await?;
    let mut people: Vec<NotesPerson> = invited
        .into_iter()
        // Another event may begin at the same time.
        .filter(|one| one.event_id == event.id)
        .map(|one| NotesPerson {
            person_id: one.person_id,
            name: one.name,
            role: one.role,
        })
        .collect();
    if !people.iter().any(|one| one.role.is_family()) {
        // What is decided without the family is decided about them.
        let members = load_members(tx, family).await?;
        people.extend(
            members
                .into_iter()
                .filter(|one| one.role.is_family())
                .map(|one| NotesPerson {
                    person_id: one.person_id,
                    name: one.name,
                    role: one.role,
                }),
        );
        // A family member with two roles on the team is listed once.
        let mut seen = BTreeSet::new();
        people.retain(|one| seen.insert(one.person_id));
    }
    Ok(people)
}

/// The audience of an event that the actor may see.
///
/// # Errors
/// `NotFound` without such an event. Also when the database fails.
pub(super) async fn event_audience(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<AudienceId, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<(AudienceId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.audience_id FROM event v WHERE v.family_id = $3 AND v.id = $4 AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_optional(c))?;
    found.map(|(id,)| id).ok_or(Error::NotFound)
}

/// Stores the notes of an event as a new version: a draft, which workers read, or with `publish`
/// for everyone who may see the event. `revision` is the version that the form was filled in
/// against, 0 without one. Unchanged notes are a no-op that returns `Saved`, which makes a retry
/// idempotent.
///
/// # Errors
/// As `read_for_notes`; `Invalid("calendar-attendance")` when no one of those who were invited was
/// there, and `Invalid("calendar-position")` for a decision without the position of each family
/// member whom it concerns, where that has changed since the form was checked; `Raced` when a
/// concurrent request stored a version.
pub async fn save_notes(
    tx: &mut Tx,
    (family, event): (FamilyId, EventId),
    revision: i32,
    publish: bool,
    input: &NotesInput,
) -> Result<SaveOutcome<EventId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let stored = load_for_notes(tx, family, event, &input.language).await?;
    check_rule(&stored, input)?;
    // The family does not read a draft, so its texts have an audience of their own.
    let audience = if publish {
        event_audience(tx, family, event).await?
    } else {
        audience::find_or_add(tx, family, workers()).await?
    };
    // Before the revision, which the first request of a form that is sent twice has raised itself.
    if is_unchanged(&stored.parts, publish.then_some(audience), input) {
        return Ok(SaveOutcome::Saved(event));
    }
    if stored.revision() != revision {
        return Ok(SaveOutcome::Stale);
    }
    let mut writer = NotesWriter {
        family,
        event,
        audience,
        publish,
        stored: &stored,
        input,
        texts: reusable_texts(stored.parts.notes.as_ref(), audience),
    };
    writer.write(tx).await?;
    Ok(SaveOutcome::Saved(event))
}

/// A decision has attendance and the family's positions; see `NotesInput`. Checked again with the
/// people of this transaction.
fn check_rule(stored: &EventForNotes, input: &NotesInput) -> Result<(), Error> {
    let was_there = |one: &NotesPerson| input.attendance.includes(one.person_id);
    if !stored.people.iter().any(was_there) {
        return Err(Error::Invalid("calendar-attendance"));
    }
    let family = stored.family_ids();
    let is_covered = |decision: &Decision| decision.positions.covers(&family);
    if input.decisions.iter().all(is_covered) {
        Ok(())
    } else {
        Err(Error::Invalid("calendar-position"))
    }
}

/// Whether this is stored already; with `publish`, also for this audience: published again, notes
/// are for those who were invited since.
fn is_unchanged(parts: &EventParts, publish: Option<AudienceId>, input: &NotesInput) -> bool {
    let Some(notes) = &parts.notes else {
        return false;
    };
    let answers: HashMap<EventWordsId, &str> = parts
        .words
        .iter()
        .filter_map(|one| Some((one.id, one.answer.as_ref()?.body.as_str())))
        .collect();
    let wanted: HashMap<EventWordsId, &str> = input
        .answers
        .iter()
        .map(|(id, words)| (*id, words.as_str()))
        .collect();
    publish.is_none_or(|audience| notes.published && notes.audience_id == audience)
        && notes.result.body == input.result
        && answers == wanted
        && notes
            .attendance
            .iter()
            .all(|one| one.attended == input.attendance.includes(one.person_id))
        && has_same_decisions(notes, input)
}

fn has_same_decisions(notes: &EventNotes, input: &NotesInput) -> bool {
    let has_same_positions = |stored: &EventDecision, wanted: &Decision| {
        wanted.positions.as_slice().iter().all(|wanted| {
            let stored = stored
                .positions
                .iter()
                .find(|one| one.person_id == wanted.person);
            let noted = stored.and_then(|one| one.noted.as_ref());
            noted.is_some_and(|noted| {
                let why = noted.words.as_ref().map(|words| words.body.as_str());
                noted.position == wanted.position && why == wanted.why.as_deref()
            })
        })
    };
    notes.decisions.len() == input.decisions.len()
        && notes
            .decisions
            .iter()
            .zip(&input.decisions)
            .all(|(stored, wanted)| {
                stored.id == wanted.id
                    && stored.words.body == wanted.words
                    && has_same_positions(stored, wanted)
            })
}

/// Stores the day by which the notes of an event are promised, in the place of an earlier one.
/// Idempotent.
///
/// # Errors
/// As `read_for_notes`.
pub async fn save_promise(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    due: Date,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    // Only to refuse an event that the worker does not see.
    event_audience(tx, family, event).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    // Any worker of the family may promise another day; the last one holds.
    let written = run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_notes_promise (event_id, family_id, due, created_by_id, created_at) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event_id) DO UPDATE SET due = excluded.due, \
            created_by_id = excluded.created_by_id, created_at = excluded.created_at"
    )
    .bind(event)
    .bind(family)
    .bind(due.to_sqlx())
    .bind(person)
    .bind(now)
    .execute(c));
    unique_violation_as_race(written).map(|_| ())
}
