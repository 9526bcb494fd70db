//! The parents whom a mentor (parent partner) supports.

use jiff::civil::{Date, DateTime};
use model::id::{FamilyId, PersonId};

use crate::db::run_on;
use crate::events::{event_is_upcoming, upcoming_bounds};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A parent whom the actor supports as their mentor. No text of the record: the days and numbers
/// of this row are not logged as a read of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Mentee {
    pub family_id: FamilyId,
    pub person_id: PersonId,
    pub name: String,
    /// How to say the name, as its owner wrote it.
    pub pronunciation: Option<String>,
    /// The number of this parent's messages that the actor has not read.
    pub unread: i64,
    last_contact: Option<jiff_sqlx::Date>,
    next_event: Option<jiff_sqlx::DateTime>,
}

impl Mentee {
    /// The day of the last contact that the actor recorded with this parent.
    pub fn last_contact(&self) -> Option<Date> {
        self.last_contact.as_ref().map(|day| day.to_jiff())
    }

    /// When the family's next event begins that the actor may see, in the agency's local time.
    pub fn next_event(&self) -> Option<DateTime> {
        self.next_event.as_ref().map(|starts| starts.to_jiff())
    }
}

/// The parents whom the actor supports today, in the order of their names. Empty for any other role
/// than a mentor's.
///
/// # Errors
/// When the database fails.
pub async fn list_mentees(tx: &mut Tx) -> Result<Vec<Mentee>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let (midnight, now) = upcoming_bounds(tx)?;
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT q.family_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, \
            p.pronunciation, ",
            // As `unread_activity` counts.
            "(SELECT count(*) FROM thread_participant r JOIN thread h ON h.id = r.thread_id JOIN \
            message x ON x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= \
            r.visible_from_seq AND x.kind = 'words' WHERE r.person_id = $1 AND r.left_at IS NULL \
            AND h.family_id = q.family_id AND x.author_id = p.id) AS unread, ",
            "(SELECT max(k.day) FROM mentor_contact k WHERE k.mentor_id = $1 AND k.parent_id = \
            p.id) AS last_contact, ",
            "(SELECT min(v.starts) FROM event v WHERE v.family_id = q.family_id AND \
            NOT v.cancelled AND ",
            event_is_upcoming!("$3", "$4"),
            " AND ",
            visible_to_actor!(event "v"),
            ") AS next_event ",
            "FROM membership q JOIN person p ON p.id = q.mentee_id WHERE q.person_id = $1 AND \
            q.role = 'mentor' AND q.since <= $2 AND (q.until IS NULL OR q.until > $2) ORDER BY \
            name, p.id"
        ))
        .bind(person)
        .bind(today)
        .bind(midnight)
        .bind(now)
        .fetch_all(c)
    })
}
