//! What a worker of the family says about a need: that it is confirmed, or that it cannot be
//! arranged.

use model::calendar::needs::{NeedOutcome, NewNeedAnswer};
use model::id::{EventId, EventNeedId, FamilyId, PersonId, TextId};
use model::policy::may_answer_event_needs;
use model::role::Role;

use super::need_readers;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::calendar::answers::find_event;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx, audience, authored_text};

/// A need with its stored answer.
#[derive(sqlx::FromRow)]
struct AnsweredNeed {
    person_id: PersonId,
    withdrawn: bool,
    outcome: Option<NeedOutcome>,
    text_id: Option<TextId>,
    body: Option<String>,
}

/// The need of someone whom the workers may answer: `None` once they have asked in other words.
async fn load_need(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    id: EventNeedId,
) -> Result<Option<AnsweredNeed>, Error> {
    // By event and family, too: the caller has checked that the worker sees this event and no
    // other.
    run_on!(tx, |c| sqlx::query_as(
        "SELECT n.person_id, n.withdrawn, a.outcome, a.text_id, t.body FROM event_need n LEFT JOIN \
            event_need_answer a ON a.need_id = n.id LEFT JOIN text t ON t.id = a.text_id WHERE \
            n.id = $1 AND n.event_id = $2 AND n.family_id = $3"
    )
    .bind(id)
    .bind(event)
    .bind(family)
    .fetch_optional(c))
}

async fn open_as_worker(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
) -> Result<OpenRecord<'_>, Error> {
    let mut tx = open_record_for_update(tx, family, RecordPart::Calendar).await?;
    if !may_answer_event_needs(tx.role) {
        return Err(Error::NotFound);
    }
    find_event(&mut tx, family, event).await?;
    Ok(tx)
}

/// Says what came of a need, in the place of an earlier answer. Idempotent. `Stale` when the person
/// has withdrawn the need, or has asked for it in other words, since the worker read it.
///
/// # Errors
/// `NotFound` for anyone but a worker of the family who sees the event; `Raced` when another worker
/// answered, or the person withdrew the need, at the same time.
pub async fn answer_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    id: EventNeedId,
    answer: &NewNeedAnswer,
) -> Result<SaveOutcome<()>, Error> {
    let tx = &mut open_as_worker(tx, family, event).await?;
    let stored = load_need(tx, family, event, id).await?;
    let Some(stored) = stored.filter(|stored| !stored.withdrawn) else {
        return Ok(SaveOutcome::Stale);
    };
    if stored.outcome == Some(answer.outcome) && stored.body == answer.words.body {
        return Ok(SaveOutcome::Saved(()));
    }
    remove_answer(tx, family, id, &stored).await?;
    let mut text = None;
    if let Some(body) = &answer.words.body {
        let readers = audience::find_or_add(tx, family, need_readers(stored.person_id)).await?;
        let written_in = &answer.words.written_in;
        let words = authored_text::insert_text(tx, family, readers, None, written_in, body).await?;
        text = Some(words);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    // The need is read once more: on PostgreSQL it may have been withdrawn since.
    let written = run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_need_answer (need_id, family_id, outcome, text_id, answered_by_id, \
            created_at) SELECT n.id, n.family_id, $3, $4, $5, $6 FROM event_need n WHERE n.id = $1 \
            AND n.family_id = $2 AND NOT n.withdrawn"
    )
    .bind(id)
    .bind(family)
    .bind(answer.outcome)
    .bind(text)
    .bind(person)
    .bind(now)
    .execute(c));
    if unique_violation_as_race(written)? == 0 {
        return Err(Error::Raced);
    }
    Ok(SaveOutcome::Saved(()))
}

/// Takes back what was said about a need. Also notes that a confirmed need, which the person has
/// withdrawn, was canceled. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but a worker of the family who sees the event. Also when the database
/// fails.
pub async fn withdraw_need_answer(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    id: EventNeedId,
) -> Result<(), Error> {
    let tx = &mut open_as_worker(tx, family, event).await?;
    if let Some(stored) = load_need(tx, family, event, id).await? {
        remove_answer(tx, family, id, &stored).await?;
    }
    Ok(())
}

/// Deletes the answer to a need, and leaves its words to the workers.
async fn remove_answer(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventNeedId,
    stored: &AnsweredNeed,
) -> Result<(), Error> {
    if stored.outcome.is_none() {
        return Ok(());
    }
    // Replaced words must not stay readable where texts are read without their need.
    if let Some(text) = stored.text_id {
        let workers = vec![AudienceEntry::for_role(Role::Worker)];
        let workers = audience::find_or_add(tx, family, workers).await?;
        run_on!(tx, |c| sqlx::query(
            "UPDATE text SET audience_id = $3 WHERE family_id = $1 AND id = $2"
        )
        .bind(family)
        .bind(text)
        .bind(workers)
        .execute(c))?;
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM event_need_answer WHERE need_id = $1 AND family_id = $2"
    )
    .bind(id)
    .bind(family)
    .execute(c))?;
    Ok(())
}
