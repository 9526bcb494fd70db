//! Needs that carry over to another event: the actor's from the latest earlier one, and everyone's
//! to the next event of a series.

use model::calendar::needs::EventNeed;
use model::id::{EventId, FamilyId};

use super::insert::{StandingNeed, insert_standing};
use super::later::carry_to_later;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::calendar::answers::find_event;
use crate::calendar::editable::require_worker;
use crate::db::run_on;
use crate::visibility::{audience_includes_person, visible_to_actor};
use crate::{Error, Tx};

#[derive(sqlx::FromRow)]
struct LastNeedRow {
    event_id: EventId,
    #[sqlx(flatten)]
    standing: StandingNeed,
}

/// What the actor asked for at the latest event before this one at which they asked for anything.
pub(super) async fn list_last_needs(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<Vec<StandingNeed>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // An event has one row for each need at most, so this many rows hold all of the latest one.
    let most = i64::try_from(EventNeed::ALL.len()).unwrap_or(i64::MAX);
    let rows: Vec<LastNeedRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT n.event_id, n.person_id, n.need, n.language, n.text_id FROM event_need n JOIN \
            event v ON v.id = n.event_id WHERE n.person_id = $1 AND n.family_id = $3 AND NOT \
            n.withdrawn AND v.starts < (SELECT w.starts FROM event w WHERE w.id = $4) AND ",
            visible_to_actor!(event "v"),
            " ORDER BY v.starts DESC, v.id, n.id LIMIT $5"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(event)
        .bind(most)
        .fetch_all(c)
    })?;
    let latest = rows.first().map(|row| row.event_id);
    let mut needs: Vec<StandingNeed> = rows
        .into_iter()
        .filter(|row| Some(row.event_id) == latest)
        .map(|row| row.standing)
        .collect();
    needs.sort_by_key(|one| one.need);
    Ok(needs)
}

/// Asks for what the actor asked for at the latest earlier event, in the same words. What they have
/// asked for at this one, or withdrawn, stays as it is. For an event of a series, also at the later
/// ones. Idempotent.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn ask_for_same(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let now = tx.now();
    for one in list_last_needs(tx, family, event).await? {
        if insert_standing(tx, family, event, (&one, now)).await? > 0 {
            carry_to_later(tx, family, event, (&one, now)).await?;
        }
    }
    Ok(())
}

/// For the next event of a series: copies what people need for `from_event` to `to_event`, as
/// requested, in the same words. Only for people on the team today who are in the audience of the
/// next event; what they withdrew is left out, and what they have asked for there stays as it is.
/// Returns how many needs were copied. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but a worker of the family who sees both events, and for events of two
/// families. Also when the database fails.
pub async fn carry_over(tx: &mut Tx, from_event: EventId, to_event: EventId) -> Result<u64, Error> {
    // One statement for both, so that events of two families have no row.
    let family: Option<(FamilyId,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT v.family_id FROM event v JOIN event w ON w.id = $2 AND w.family_id = v.family_id \
            WHERE v.id = $1"
    )
    .bind(from_event)
    .bind(to_event)
    .fetch_optional(c)
    })?;
    let (family,) = family.ok_or(Error::NotFound)?;
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    // Both: a worker who does not see one of the events must not learn what was asked for there.
    find_event(tx, family, from_event).await?;
    find_event(tx, family, to_event).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let standing: Vec<StandingNeed> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT n.person_id, n.need, n.language, n.text_id FROM event_need n JOIN event v ON v.id \
            = $4 WHERE n.event_id = $3 AND n.family_id = v.family_id AND NOT n.withdrawn AND ",
        visible_to_actor!(event "v"),
        " AND ",
        audience_includes_person!("v", "n.person_id")
    ))
    .bind(person)
    .bind(today)
    .bind(from_event)
    .bind(to_event)
    .fetch_all(c)
    })?;
    let (mut copied, now) = (0, tx.now());
    for one in &standing {
        copied += insert_standing(tx, family, to_event, (one, now)).await?;
    }
    Ok(copied)
}

/// For an event of a series that takes place again, or to which other people are invited: copies
/// what people need for the event of the series before it, as `carry_over` does. Nothing for any
/// other event.
///
/// # Errors
/// As `carry_over`.
pub(in crate::calendar) async fn carry_from_earlier(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let earlier: Option<(EventId,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT v.id FROM event v JOIN event o ON o.id = $4 AND o.series_id = v.series_id WHERE \
            v.family_id = $3 AND v.starts < o.starts AND NOT v.cancelled AND ",
            visible_to_actor!(event "v"),
            " ORDER BY v.starts DESC, v.id LIMIT 1"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(event)
        .fetch_optional(c)
    })?;
    if let Some((earlier,)) = earlier {
        carry_over(tx, earlier, event).await?;
    }
    Ok(())
}
