//! What a worker did about an answer to an event.

use model::calendar::{NewSettlement, SettlementOutcome};
use model::id::{EventId, FamilyId, PersonId, TextId};
use model::policy::may_settle_event_answer;
use model::role::Role;
use uuid::Uuid;

use super::find_event;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx, audience, authored_text};

/// The answer of a person, as a worker settles it.
#[derive(sqlx::FromRow)]
struct SettledAnswer {
    id: Uuid,
    is_settled: bool,
}

/// Notes that the actor has dealt with the answer of `of`, as the worker of the family, and how.
/// Idempotent: an answer that is settled stays as the first worker settled it.
///
/// # Errors
/// As `require_event`; `NotFound` also for anyone but a worker, and when that person has not
/// answered. `Raced` when another worker did the same.
pub async fn settle_answer(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    of: PersonId,
    settlement: &NewSettlement,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    if !may_settle_event_answer(tx.role) {
        return Err(Error::NotFound);
    }
    // An event that was imported can exclude the worker.
    find_event(tx, family, event).await?;
    let answer: Option<SettledAnswer> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.id, EXISTS (SELECT 1 FROM event_settlement s WHERE s.answer_id = a.id) AS \
            is_settled FROM event_answer a WHERE a.event_id = $1 AND a.person_id = $2 AND \
            a.family_id = $3"
    )
    .bind(event)
    .bind(of)
    .bind(family)
    .fetch_optional(c))?;
    let answer = answer.ok_or(Error::NotFound)?;
    if answer.is_settled {
        return Ok(());
    }
    let mut text = None;
    // Other people who see the event, such as the other parent, learn nothing of the answer.
    if let Some(words) = &settlement.words {
        let readers = vec![
            AudienceEntry::for_person(of),
            AudienceEntry::for_role(Role::Worker),
        ];
        let readers = audience::find_or_add(tx, family, readers).await?;
        let language = &settlement.language;
        let stored = authored_text::insert_text(tx, family, readers, None, language, words).await?;
        text = Some(stored);
    }
    insert_settlement(tx, family, answer.id, settlement.outcome, text).await
}

async fn insert_settlement(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    answer: Uuid,
    outcome: SettlementOutcome,
    text: Option<TextId>,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    // One row for each answer: of two workers, the second gets `Raced` and then finds it settled.
    let written = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO event_settlement (answer_id, family_id, settled_by_id, created_at, outcome, \
            text_id) VALUES ($1, $2, $3, $4, $5, $6)"
    )
    .bind(answer)
    .bind(family)
    .bind(person)
    .bind(now)
    .bind(outcome)
    .bind(text)
    .execute(c)
    });
    unique_violation_as_race(written).map(|_| ())
}

/// After an event was moved: notes for everyone who had proposed the time that it has now, and
/// whose wish was open, that it was moved to their time. Idempotent.
///
/// # Errors
/// As `require_event`; `NotFound` also for anyone but a worker. `Raced` when another worker settled
/// one of them at the same time.
pub async fn settle_moved(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    if !may_settle_event_answer(tx.role) {
        return Err(Error::NotFound);
    }
    // Only open wishes: where a worker has said something else already, that stays.
    let granted: Vec<(Uuid,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT a.id FROM event_answer a JOIN event v ON v.id = a.event_id WHERE a.event_id = $1 \
            AND a.family_id = $2 AND a.answer = 'change' AND v.starts IN (a.first_choice, \
            a.second_choice) AND NOT EXISTS (SELECT 1 FROM event_settlement s WHERE s.answer_id = \
            a.id)"
    )
    .bind(event)
    .bind(family)
    .fetch_all(c)
    })?;
    for (answer,) in granted {
        insert_settlement(tx, family, answer, SettlementOutcome::Moved, None).await?;
    }
    Ok(())
}
