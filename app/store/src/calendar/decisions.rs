//! What a family member says about their own position on a decision.

use model::calendar::EventPosition;
use model::id::{DecisionId, EventId, FamilyId, FormId};

use super::notes::event_audience;
use super::parts::{EventNotes, NotesVersion, list_parts};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// Checks that the actor, a family member, may say their position on a decision in the newest
/// published notes of an event, so that an invalid form of anyone else is answered as if the event
/// did not exist.
///
/// # Errors
/// `NotFound` when the actor is no member of this family, or does not see the decision. Also when
/// the database fails.
pub async fn require_decision(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    decision: DecisionId,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    // Without a language, because nothing of it is shown.
    find_decision(tx, family, event, decision, "")
        .await
        .map(|_| ())
}

async fn find_decision(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    decision: DecisionId,
    language: &str,
) -> Result<EventNotes, Error> {
    if !tx.role.is_family() {
        return Err(Error::NotFound);
    }
    // The family does not know the decisions of a draft.
    let version = NotesVersion::Published;
    let parts = list_parts(tx, family, event, version, language).await?;
    parts
        .notes
        .filter(|notes| notes.decisions.iter().any(|one| one.id == decision))
        .ok_or(Error::NotFound)
}

/// Stores what the actor, a family member, says about their own position on a decision. Those who
/// may see the event read it beside the notes. Idempotent for each form.
///
/// # Errors
/// As `require_decision`; `Conflict` when the form id was already used with other values; `Raced`
/// when a concurrent request stored the same form.
pub async fn save_own_position(
    tx: &mut Tx,
    (family, event, decision): (FamilyId, EventId, DecisionId),
    form: FormId,
    (position, words): (EventPosition, &str),
    language: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let notes = find_decision(tx, family, event, decision, language).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    let sent: Option<(DecisionId, EventPosition, String)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT o.decision_id, o.position, t.body FROM event_own_position o JOIN text t ON t.id = \
            o.text_id WHERE o.id = $1 AND o.person_id = $2"
    )
    .bind(form)
    .bind(person)
    .fetch_optional(c)
    })?;
    if let Some((of, stated, body)) = sent {
        // A person who went back and changed their words must not read that the change is saved.
        let is_same = (of, stated, body.as_str()) == (decision, position, words);
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    // Those who read what the notes say about a person also read what the person says.
    let readers = event_audience(tx, family, event).await?;
    let text = insert_text(tx, family, readers, None, language, words).await?;
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO event_own_position (id, event_id, family_id, notes_id, decision_id, \
            person_id, position, text_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(form)
        .bind(event)
        .bind(family)
        .bind(notes.id)
        .bind(decision)
        .bind(person)
        .bind(position)
        .bind(text)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}
