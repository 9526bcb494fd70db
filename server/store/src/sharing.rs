//! Who looked at a family's record: written with every look, readable by the family.

use model::id::{FamilyId, ThreadId};
use model::policy::{self, Reach, Thing};
use model::role::Role;

use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// Lines on one page of the log.
pub const PAGE: i64 = 50;

/// Opens a family's record to the actor: finds their role in it, and writes the look down when they stand
/// outside the family (S0 "transparent"). Every read of a record begins here.
///
/// # Errors
/// `NotFound` when the actor is not on the team today, or their role opens no record.
pub(crate) async fn look(tx: &mut Tx, family: FamilyId, what: &'static str, thread: Option<ThreadId>) -> Result<Role, Error> {
    let team = tx.actor()?.team(family)?.clone();
    if thread.is_none() && !policy::opens_record(team.role) {
        return Err(Error::NotFound);
    }
    if policy::is_logged(team.role) {
        let (id, person, now): (uuid::Uuid, _, _) = (tx.clock().mint(), tx.person()?, tx.now());
        on!(tx, c => sqlx::query("INSERT INTO access_log (id, family_id, person_id, role, what, thread_id, subject_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(id).bind(family).bind(person).bind(team.role).bind(what).bind(thread).bind(team.walks_with).bind(now).execute(c))?;
    }
    Ok(team.role)
}

/// Opens a family's record to the actor for a write: as `look`, and asks the database once more, in the transaction that
/// will write, whether they are still on the team.
///
/// # Errors
/// `NotFound` as for `look`.
pub(crate) async fn act(tx: &mut Tx, family: FamilyId, what: &'static str) -> Result<Role, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let still: Option<(FamilyId,)> = on!(tx, c => sqlx::query_as(concat!("SELECT f.id FROM family f WHERE f.id = $3 AND ", on_team!("f.id")))
        .bind(person).bind(today).bind(family).fetch_optional(c))?;
    still.ok_or(Error::NotFound)?;
    look(tx, family, what, None).await
}

/// One look.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Look {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: Role,
    /// `home`, `plan`, `thread` or `sharing`.
    pub what: String,
    pub at: jiff_sqlx::Timestamp,
}

/// The newest 50 looks at this family's record that the actor may know of, before `before` if given.
///
/// # Errors
/// `NotFound` when the actor may not read the log.
pub async fn list(tx: &mut Tx, family: FamilyId, before: Option<uuid::Uuid>) -> Result<Vec<Look>, Error> {
    let role = tx.actor()?.team(family)?.role;
    if policy::reach(role, Thing::AccessLog) == Reach::Never {
        return Err(Error::NotFound);
    }
    look(tx, family, "sharing", None).await?;
    let (person, today) = (tx.person()?, tx.today());
    let before = before.unwrap_or(uuid::Uuid::max());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT l.id, coalesce(p.chosen_name, p.name) AS name, l.role, l.what, l.at FROM access_log l JOIN person p ON p.id = l.person_id ",
        "WHERE l.family_id = $3 AND l.id < $4 AND ", on_team!("l.family_id"),
        " AND (l.subject_id IS NULL OR l.subject_id = $1) AND (l.thread_id IS NULL OR EXISTS (",
        "SELECT 1 FROM reader r WHERE r.thread_id = l.thread_id AND r.person_id = $1 AND r.left_at IS NULL)) ",
        "ORDER BY l.id DESC LIMIT $5"))
        .bind(person).bind(today).bind(family).bind(before).bind(PAGE).fetch_all(c))
}
