//! Data for agency staff: the age of messages that workers have left unread, without their content,
//! and the contact records of mentors (parent partners).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, PersonId};
use model::messages::ContactKind as Kind;

use crate::db::{EngineTransaction, run_on, unique_violation_as_race};
use crate::visibility::family_roles;
use crate::{Error, Tx};

/// The age from which a family's unread message to a worker is reported to the supervisor.
const BACKLOG_AFTER: SignedDuration = SignedDuration::from_hours(48);

/// A worker who has messages of a family that are unread for longer than `BACKLOG_AFTER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerBacklog {
    pub family: FamilyId,
    pub worker: PersonId,
    pub name: String,
    /// The time of the oldest unread message.
    pub since: Timestamp,
}

#[derive(sqlx::FromRow)]
struct UnreadMessageRow {
    family_id: FamilyId,
    person_id: PersonId,
    name: String,
    created_at: jiff_sqlx::Timestamp,
}

/// For a supervisor: the workers of their families who have messages of a family member unread for
/// more than 48 hours, the oldest first. Contains neither content nor authors, and nothing about
/// mentors. Empty for any other role.
///
/// # Errors
/// When the database fails.
pub async fn list_worker_backlogs(tx: &mut Tx) -> Result<Vec<WorkerBacklog>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // On PostgreSQL row-level security hides the conversations from a supervisor, so a function
    // with the owner's rights returns the age alone.
    let rows: Vec<UnreadMessageRow> = if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        run_on!(tx, |c| {
            sqlx::query_as(
                "SELECT u.family_id, u.person_id, coalesce(p.chosen_name, p.name) AS \
                name, u.created_at FROM alongside_unread() u JOIN person p ON p.id = u.person_id",
            )
            .fetch_all(c)
        })?
    } else {
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
            "SELECT h.family_id, r.person_id, coalesce(p.chosen_name, p.name) AS name, x.created_at FROM membership s JOIN thread h ON h.family_id = s.family_id
             JOIN thread_participant r ON r.thread_id = h.id AND r.left_at IS NULL JOIN person p ON p.id = r.person_id
             JOIN membership w ON w.family_id = h.family_id AND w.person_id = r.person_id AND w.role = 'worker' AND (w.until IS NULL OR w.until > $2)
             JOIN message x ON x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.visible_from_seq AND x.kind = 'words' AND x.author_id <> r.person_id
             JOIN membership a ON a.family_id = h.family_id AND a.person_id = x.author_id AND \
             a.role IN (",
            family_roles!(),
            ") WHERE s.person_id = $1 AND s.role = 'supervisor' AND s.since <= $2 AND (s.until IS \
            NULL OR s.until > $2)"))
            .bind(person).bind(today).fetch_all(c)
        })?
    };
    // Compared here, because SQLite stores times as text.
    let long_ago = tx.clock().now() - BACKLOG_AFTER;
    let mut backlogs: Vec<WorkerBacklog> = Vec::new();
    for row in rows
        .into_iter()
        .filter(|row| row.created_at.to_jiff() < long_ago)
    {
        let since = row.created_at.to_jiff();
        match backlogs
            .iter_mut()
            .find(|one| one.family == row.family_id && one.worker == row.person_id)
        {
            Some(one) => one.since = one.since.min(since),
            None => backlogs.push(WorkerBacklog {
                family: row.family_id,
                worker: row.person_id,
                name: row.name,
                since,
            }),
        }
    }
    backlogs.sort_by_key(|one| one.since);
    Ok(backlogs)
}

/// A recorded contact of a mentor (parent partner) with the parent they support.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MentorContact {
    pub id: FormId,
    pub mentor_id: PersonId,
    pub mentor: String,
    pub parent: String,
    pub kind: Kind,
    day: jiff_sqlx::Date,
}

impl MentorContact {
    pub fn day(&self) -> Date {
        self.day.to_jiff()
    }
}

/// Records a contact of today. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` when the actor is not this parent's mentor; `Raced` when a concurrent request stored
/// the same form.
pub async fn add_contact(
    tx: &mut Tx,
    form: FormId,
    parent: PersonId,
    kind: Kind,
) -> Result<(), Error> {
    let (me, day, now) = (tx.actor_id()?, tx.today(), tx.now());
    // The membership of the mentor names the parent, so no one records a contact with another
    // parent.
    let family = tx
        .actor()?
        .teams
        .iter()
        .find(|team| team.mentee_id == Some(parent))
        .map(|team| team.family_id)
        .ok_or(Error::NotFound)?;
    // Only the actor's own contact counts as the same form: another person's id is a unique
    // violation below.
    let known: Option<(FormId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM mentor_contact WHERE id = $1 AND mentor_id = $2"
    )
    .bind(form)
    .bind(me)
    .fetch_optional(c))?;
    if known.is_some() {
        return Ok(());
    }
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO mentor_contact (id, family_id, mentor_id, parent_id, kind, day, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(form)
        .bind(family)
        .bind(me)
        .bind(parent)
        .bind(kind)
        .bind(day)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Deletes a contact that the actor recorded.
///
/// # Errors
/// `NotFound` when the contact does not exist or was recorded by another person.
pub async fn delete_contact(tx: &mut Tx, id: FormId) -> Result<(), Error> {
    let me = tx.actor_id()?;
    // By its mentor: the id alone would delete what another mentor has recorded.
    let deleted = run_on!(tx, |c| sqlx::query(
        "DELETE FROM mentor_contact WHERE id = $1 AND mentor_id = $2"
    )
    .bind(id)
    .bind(me)
    .execute(c))?;
    if deleted == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// The contacts since that day, the newest first, at most 500: those the actor recorded as a
/// mentor, those with the actor as the parent, and all contacts in the families where the actor is
/// a mentor coordinator.
///
/// # Errors
/// When the database fails.
pub async fn list_contacts(tx: &mut Tx, since: Date) -> Result<Vec<MentorContact>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT k.id, k.mentor_id, coalesce(m.chosen_name, m.name) AS mentor, coalesce(p.chosen_name, p.name) AS parent, k.kind, k.day
         FROM mentor_contact k JOIN person m ON m.id = k.mentor_id JOIN person p ON p.id = \
            k.parent_id
         WHERE k.day >= $3 AND (k.mentor_id = $1 OR k.parent_id = $1 OR EXISTS (SELECT 1 FROM membership s WHERE s.family_id = k.family_id AND s.person_id = $1
            AND s.role = 'mentor_coordinator' AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)))
         ORDER BY k.day DESC, k.id DESC LIMIT 500")
        .bind(person).bind(today).bind(since.to_sqlx()).fetch_all(c)
    })
}
