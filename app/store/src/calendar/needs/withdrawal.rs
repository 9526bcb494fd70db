//! Taking back what one asked for, and asking for it after all.

use model::calendar::needs::EventNeed;
use model::id::{EventId, FamilyId, TextId};

use super::later::{NeedDates, list_later_with};
use super::{load_own_need, need_readers};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::calendar::answers::find_event;
use crate::db::run_on;
use crate::{Error, Tx, audience};

/// Takes back what the actor asked for. Idempotent. What a worker had confirmed is shown to the
/// workers as withdrawn, so that they can cancel it. Returns at how many later events.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn withdraw_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    need: EventNeed,
    dates: NeedDates,
) -> Result<usize, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let later = list_later_with(tx, (family, event, need), dates, false).await?;
    // One time for all events: needs with the same time were changed together, and are put back so.
    let now = tx.now();
    for one in later.iter().copied().chain([event]) {
        hide_words(tx, family, one, need).await?;
        set_withdrawn(tx, (family, one, need), true, now).await?;
    }
    Ok(later.len())
}

/// Asks once more for what the actor has withdrawn, in the same words; at the later events of a
/// series as well where they withdrew it together with this one. Idempotent. What a worker had
/// confirmed, and has not canceled since, is confirmed again. Returns at how many later events.
///
/// # Errors
/// As `withdraw_need`.
pub async fn restore_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    need: EventNeed,
) -> Result<usize, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let Some(stored) = load_own_need(tx, event, need).await? else {
        return Ok(0);
    };
    if !stored.withdrawn {
        return Ok(0);
    }
    let together = NeedDates::Together;
    let later = list_later_with(tx, (family, event, need), together, true).await?;
    let now = tx.now();
    for one in later.iter().copied().chain([event]) {
        let stored = load_own_need(tx, one, need).await?;
        if let Some(text) = stored.and_then(|stored| stored.text_id) {
            show_words(tx, family, text).await?;
        }
        set_withdrawn(tx, (family, one, need), false, now).await?;
    }
    Ok(later.len())
}

/// Sets whether the actor's need is withdrawn. Nothing if it is so already.
async fn set_withdrawn(
    tx: &mut OpenRecord<'_>,
    (family, event, need): (FamilyId, EventId, EventNeed),
    withdrawn: bool,
    at: jiff_sqlx::Timestamp,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE event_need SET withdrawn = $5, created_at = $6 WHERE event_id = $1 AND person_id = \
            $2 AND family_id = $3 AND need = $4 AND withdrawn <> $5"
    )
    .bind(event)
    .bind(person)
    .bind(family)
    .bind(need)
    .bind(withdrawn)
    .bind(at)
    .execute(c))?;
    Ok(())
}

/// Leaves the words about the actor's need to the actor, before they are replaced or removed: they
/// would otherwise stay readable where texts are read without their need. Words that stand for a
/// need at another event as well stay there.
pub(super) async fn hide_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    need: EventNeed,
) -> Result<(), Error> {
    let stored = load_own_need(tx, event, need).await?;
    let Some(text) = stored.and_then(|stored| stored.text_id) else {
        return Ok(());
    };
    let person = tx.actor_id()?;
    let alone = vec![AudienceEntry::for_person(person)];
    let alone = audience::find_or_add(tx, family, alone).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3 AND \
            NOT EXISTS (SELECT 1 FROM event_need o WHERE o.text_id = $3 AND o.person_id = $1 AND \
            NOT o.withdrawn AND NOT (o.event_id = $5 AND o.need = $6))"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(alone)
    .bind(event)
    .bind(need)
    .execute(c))?;
    Ok(())
}

/// Shows words of the actor to those who read their needs.
async fn show_words(tx: &mut OpenRecord<'_>, family: FamilyId, text: TextId) -> Result<(), Error> {
    let person = tx.actor_id()?;
    let readers = audience::find_or_add(tx, family, need_readers(person)).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(readers)
    .execute(c))?;
    Ok(())
}
