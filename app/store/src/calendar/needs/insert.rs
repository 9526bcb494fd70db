//! A need that is asked for at another event, too.

use model::calendar::needs::EventNeed;
use model::id::{EventId, EventNeedId, FamilyId, PersonId, TextId};

use crate::Error;
use crate::access::OpenRecord;
use crate::db::run_on;

/// A need as it is asked for again.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct StandingNeed {
    pub(super) person_id: PersonId,
    pub(super) need: EventNeed,
    pub(super) language: Option<String>,
    pub(super) text_id: Option<TextId>,
}

/// Asks for a need once more, unless the person has asked for it at this event. Returns how many
/// rows were inserted.
pub(super) async fn insert_standing(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    (one, at): (&StandingNeed, jiff_sqlx::Timestamp),
) -> Result<u64, Error> {
    let id: EventNeedId = tx.clock().new_id();
    // What the person asked for, or withdrew, at that event is their own decision and stays.
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_need (id, event_id, person_id, family_id, need, language, text_id, \
            withdrawn, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT \
            (event_id, person_id, need) DO NOTHING"
    )
    .bind(id)
    .bind(event)
    .bind(one.person_id)
    .bind(family)
    .bind(one.need)
    .bind(&one.language)
    .bind(one.text_id)
    .bind(false)
    .bind(at)
    .execute(c))
}
