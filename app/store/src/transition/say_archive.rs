//! What a young person wanted for their meetings, for the archive of their plan: also for meetings
//! that are over and for those of a team that they have left. It is the owner's alone.

use model::calendar::EventKind;
use model::id::EventId;
use model::transition::say::SayWay;

use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// What the owner wanted for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ArchivedWish {
    pub event_id: EventId,
    pub kind: EventKind,
    /// `None` for a meeting after the owner left the team: it may have been moved since.
    pub day: Option<jiff_sqlx::Date>,
    pub way: Option<SayWay>,
    /// The language of `words`.
    pub language: Option<String>,
    /// What they wanted said.
    pub words: Option<String>,
}

/// Someone who should not be at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ArchivedExclusion {
    pub event_id: EventId,
    /// Empty where the owner may not know the name of today.
    pub name: String,
    pub words: Option<String>,
    /// The language of `words`.
    pub language: String,
}

/// What the actor wanted for each meeting, the earliest first. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_archived_wishes(tx: &mut Tx) -> Result<Vec<ArchivedWish>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut wishes: Vec<ArchivedWish> = if tx.is_postgres() {
        // A function, because row-level security hides events and their words after the membership.
        run_on!(tx, |c| sqlx::query_as(
            "SELECT meeting AS event_id, meeting_kind AS kind, meeting_day AS day, chosen_way AS \
                way, written_in AS language, wanted_words AS words FROM \
                alongside_own_meeting_wishes()"
        )
        .fetch_all(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT v.id AS event_id, v.kind, CASE WHEN EXISTS (SELECT 1 FROM membership taking \
                WHERE taking.family_id = v.family_id AND taking.person_id = $1 AND (taking.until \
                IS NULL OR taking.until > $2 OR taking.until > substr(v.starts, 1, 10))) THEN \
                substr(v.starts, 1, 10) END AS day, s.way, t.language, t.body AS words FROM event \
                v LEFT JOIN transition_say s ON s.event_id = v.id AND s.owner_id = $1 LEFT JOIN \
                event_words w ON w.event_id = v.id AND w.author_id = $1 AND w.kind = 'say' AND NOT \
                w.removed LEFT JOIN text t ON t.id = w.text_id WHERE s.owner_id = $1 OR \
                w.author_id = $1 OR EXISTS (SELECT 1 FROM transition_exclusion x WHERE x.event_id \
                = v.id AND x.owner_id = $1 AND x.withdrawn_at IS NULL)"
        )
        .bind(person)
        .bind(today)
        .fetch_all(c))?
    };
    wishes.sort_by_key(|one| (one.day.map(|day| day.to_jiff()), one.event_id));
    Ok(wishes)
}

/// Whom the actor did not want at their meetings, without those that they took back, in the order
/// in which they were named. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_archived_exclusions(tx: &mut Tx) -> Result<Vec<ArchivedExclusion>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Someone who has left the team does not learn how a member is called today.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT x.event_id, CASE WHEN ",
        actor_is_member!("x.family_id"),
        " THEN coalesce(p.chosen_name, p.name, k.name, x.name, '') ELSE coalesce(x.name, '') END \
            AS name, x.words, x.language FROM transition_exclusion x LEFT JOIN person p ON p.id = \
            x.person_id LEFT JOIN team_contact k ON k.id = x.contact_id AND ",
        visible_to_actor!(team_contact "k"),
        " WHERE x.owner_id = $1 AND x.withdrawn_at IS NULL ORDER BY x.id"
    ))
    .bind(person)
    .bind(today)
    .fetch_all(c))
}
