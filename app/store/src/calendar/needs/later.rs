//! Needs at the later events of a series: what a person asks for at one event they also ask for at
//! those, and take back together with it.

use model::calendar::needs::EventNeed;
use model::id::{EventId, EventNeedId, FamilyId, TextId};

use super::insert::{StandingNeed, insert_standing};
use crate::Error;
use crate::access::OpenRecord;
use crate::db::run_on;
use crate::visibility::visible_to_actor;

/// The events that an act on a need is about. For an event that does not repeat, it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedDates {
    /// The event alone.
    One,
    /// The event, and the later ones of its series at which the need was last changed together with
    /// it.
    Together,
    /// The event, and all later ones of its series.
    Later,
}

/// The later events of the series of an event that take place and that the actor sees.
async fn list_later(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<Vec<EventId>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // To later events that they do not see the actor is not invited.
    let rows: Vec<(EventId,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT v.id FROM event v JOIN event o ON o.id = $4 AND o.series_id = v.series_id WHERE \
            v.family_id = $3 AND v.starts > o.starts AND NOT v.cancelled AND ",
            visible_to_actor!(event "v"),
            " ORDER BY v.starts, v.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(event)
        .fetch_all(c)
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Asks at the later events for what the actor asks for at one. What they have asked for there, or
/// withdrawn, stays as it is. Returns at how many it was not asked for before.
pub(super) async fn carry_to_later(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    (need, at): (&StandingNeed, jiff_sqlx::Timestamp),
) -> Result<usize, Error> {
    let mut carried = 0;
    for later in list_later(tx, family, event).await? {
        if insert_standing(tx, family, later, (need, at)).await? > 0 {
            carried += 1;
        }
    }
    Ok(carried)
}

/// The later events at which the actor asks for this need, or has withdrawn it. `Together`: of
/// those only the ones at which it was last changed when it was at `event`.
pub(super) async fn list_later_with(
    tx: &mut OpenRecord<'_>,
    (family, event, need): (FamilyId, EventId, EventNeed),
    dates: NeedDates,
    withdrawn: bool,
) -> Result<Vec<EventId>, Error> {
    if dates == NeedDates::One {
        return Ok(Vec::new());
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<(EventId,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT v.id FROM event v JOIN event o ON o.id = $4 AND o.series_id = v.series_id JOIN \
            event_need n ON n.event_id = v.id AND n.person_id = $1 AND n.need = $5 LEFT JOIN \
            event_need mine ON mine.event_id = o.id AND mine.person_id = $1 AND mine.need = $5 \
            WHERE v.family_id = $3 AND v.starts > o.starts AND n.withdrawn = $6 AND ($7 OR \
            n.created_at = mine.created_at) AND ",
            visible_to_actor!(event "v"),
            " ORDER BY v.starts, v.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(event)
        .bind(need)
        .bind(withdrawn)
        .bind(dates == NeedDates::Later)
        .fetch_all(c)
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Gives the need other words or another language at the later events at which it was asked for
/// together with the one at `event`. Returns at how many. The worker answers it anew.
pub(super) async fn change_later(
    tx: &mut OpenRecord<'_>,
    (family, event, need): (FamilyId, EventId, EventNeed),
    (language, text): (Option<&str>, Option<TextId>),
    at: jiff_sqlx::Timestamp,
) -> Result<usize, Error> {
    let together = NeedDates::Together;
    let later = list_later_with(tx, (family, event, need), together, false).await?;
    let person = tx.actor_id()?;
    for one in &later {
        // The worker answered the earlier words; with a new id the need is open for them again.
        let id: EventNeedId = tx.clock().new_id();
        run_on!(tx, |c| sqlx::query(
            "UPDATE event_need SET id = $5, language = $6, text_id = $7, created_at = $8 WHERE \
                event_id = $1 AND person_id = $2 AND family_id = $3 AND need = $4 AND NOT \
                withdrawn"
        )
        .bind(*one)
        .bind(person)
        .bind(family)
        .bind(need)
        .bind(id)
        .bind(language)
        .bind(text)
        .bind(at)
        .execute(c))?;
    }
    Ok(later.len())
}
