//! Reading the access log of a family's record, for the page that shows it to the family. `access`
//! writes the entries.

use model::id::FamilyId;
use model::policy::{self, ResourceKind, Visibility};
use model::role::Role;

use crate::access::{RecordPart, open_record};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// The number of access log entries on one page.
pub const PAGE_SIZE: i64 = 50;

/// An access log entry.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AccessLogEntry {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: Role,
    /// The slug of the `RecordPart` that was read: `home`, `plan`, `thread` or `sharing`.
    pub what: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// The newest `PAGE_SIZE` access log entries of a family that the actor may see, newest first; only
/// those before the entry `before` if it is given. The read itself is logged for an actor outside
/// the family.
///
/// # Errors
/// `NotFound` when the actor may not read the log. Also when the database fails.
pub async fn list_entries(
    tx: &mut Tx,
    family: FamilyId,
    before: Option<uuid::Uuid>,
) -> Result<Vec<AccessLogEntry>, Error> {
    let role = tx.actor()?.membership_in(family)?.role;
    if policy::role_visibility(role, ResourceKind::AccessLog) == Visibility::Never {
        return Err(Error::NotFound);
    }
    let tx = &mut open_record(tx, family, RecordPart::AccessLog).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Ids are UUIDs v7, so their order is the order of time, on both engines.
    let before = before.unwrap_or(uuid::Uuid::max());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.id, coalesce(p.chosen_name, p.name) AS name, l.role, l.what, l.created_at \
            FROM access_log l JOIN person p ON p.id = l.person_id ",
            "WHERE l.family_id = $3 AND l.id < $4 AND ",
            actor_is_member!("l.family_id"),
            // The entry of a mentor is shown only to the parent whom they support, and the entry of
            // a conversation only to its participants: the log must not reveal them to the other
            // parent.
            " AND (l.subject_id IS NULL OR l.subject_id = $1) AND (l.thread_id IS NULL OR EXISTS (",
            "SELECT 1 FROM thread_participant r WHERE r.thread_id = l.thread_id AND r.person_id = \
            $1 AND r.left_at IS NULL)) ",
            "ORDER BY l.id DESC LIMIT $5"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(before)
        .bind(PAGE_SIZE)
        .fetch_all(c)
    })
}
