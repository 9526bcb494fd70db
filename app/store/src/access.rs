//! Authorization and access logging for a family's record. Every read of a record starts here: it
//! checks that the actor may read it and writes the access log entry in the same transaction.
//! `docs/architecture.md`, "Access log", explains the design.

use std::ops::{Deref, DerefMut};

use jiff::SignedDuration;
use model::id::{FamilyId, MessageId, PersonId, ThreadId};
use model::policy;
use model::role::Role;
use model::transition::part::reads_required;
use uuid::Uuid;

pub use crate::access_ledger::RecordPart;
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// Proof that the actor of this transaction is authorized to read a part of a family's record and
/// that the read is logged. Only `open_record` and `open_record_for_update` create one.
/// Dereferences to the transaction.
#[derive(Debug)]
pub struct OpenRecord<'t> {
    tx: &'t mut Tx,
    /// The actor's role on this family's team.
    pub role: Role,
    /// The id of the access log entry for this read; none for family members, who are not logged.
    pub log_entry_id: Option<Uuid>,
}

impl Deref for OpenRecord<'_> {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        self.tx
    }
}
impl DerefMut for OpenRecord<'_> {
    fn deref_mut(&mut self) -> &mut Tx {
        self.tx
    }
}

/// Opens a part of a family's record for reading: looks up the actor's role on the family's team
/// and writes an access log entry for an actor outside the family (S0 "transparent"). Idempotent
/// for each part: one transaction writes one entry, and one request reuses a committed entry.
///
/// # Errors
/// `NotFound` when the actor is not a member of the team today, or when their role may not open
/// this part. Also when the database fails.
pub(crate) async fn open_record(
    tx: &mut Tx,
    family: FamilyId,
    part: RecordPart,
) -> Result<OpenRecord<'_>, Error> {
    let team = tx.actor()?.membership_in(family)?.clone();
    // A conversation is authorized by its list of participants, and a text to interpret by its
    // claim: an interpreter or a coordinator, who may not open the record, can read one.
    let is_authorized_elsewhere = part.thread_id().is_some() || part.text_id().is_some();
    if !is_authorized_elsewhere && !policy::can_open_record(team.role) {
        return Err(Error::NotFound);
    }
    // A family member reads the family's own record, so only people outside the family are logged.
    let line = if policy::is_logged(team.role) {
        Some(write_log_entry(tx, family, part, team.role, team.mentee_id).await?)
    } else {
        None
    };
    Ok(OpenRecord {
        tx,
        role: team.role,
        log_entry_id: line,
    })
}

/// Like `open_record`, for a transaction that writes. Checks the team membership again inside that
/// transaction, because `Actor::teams` was read earlier and the membership may have ended since.
///
/// # Errors
/// The same as `open_record`.
pub(crate) async fn open_record_for_update(
    tx: &mut Tx,
    family: FamilyId,
    part: RecordPart,
) -> Result<OpenRecord<'_>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let membership: Option<(FamilyId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT f.id FROM family f WHERE f.id = $3 AND ",
        actor_is_member!("f.id")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))?;
    membership.ok_or(Error::NotFound)?;
    open_record(tx, family, part).await
}

/// Logs that the actor is shown what `youth` has released of their transition plan, for an actor
/// outside the family. The entry of someone who reads it only because of a release is for the young
/// person alone: others would learn from it to whom something was released. The caller has found
/// `youth` to be a young person of this family.
///
/// # Errors
/// `NotFound` when the actor is not a member of the team today, or when their role opens no record.
/// Also when the database fails.
pub(crate) async fn log_released_transition(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<(), Error> {
    let role = tx.actor()?.membership_in(family)?.role;
    if reads_required(role) || role == Role::Mentor || !policy::can_open_record(role) {
        // The entry of a mentor has the person whom they support as its subject anyway.
        open_record(tx, family, RecordPart::Transition).await?;
    } else if policy::is_logged(role) {
        insert_log_entry(tx, family, RecordPart::Transition, role, Some(youth)).await?;
    }
    Ok(())
}

/// How long after a page view its access log entry also covers the attachments on that page.
const PAGE_VIEW_LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// Whether the access log entry `line` already covers an attachment of this message: it is the
/// actor's own entry for this thread, younger than `PAGE_VIEW_LIFETIME`, and not older than the
/// message. A thread page with ten images then writes one entry instead of eleven.
///
/// # Errors
/// When the database fails.
pub(crate) async fn page_entry_covers(
    tx: &mut Tx,
    thread: ThreadId,
    message: MessageId,
    line: Option<Uuid>,
) -> Result<bool, Error> {
    let Some(line) = line else { return Ok(false) };
    let (person, since) = (tx.actor_id()?, tx.clock().now() - PAGE_VIEW_LIFETIME);
    // PostgreSQL uses a SECURITY DEFINER function, because row-level security hides the access log
    // from most roles that are logged. Times are compared in Rust, because SQLite stores them as
    // text that does not sort chronologically.
    let found: Option<(jiff_sqlx::Timestamp, jiff_sqlx::Timestamp)> = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT opened, written FROM alongside_page_view($1, $2, $3)"
        )
        .bind(line)
        .bind(thread)
        .bind(message)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| {
            sqlx::query_as(
            "SELECT l.created_at, x.created_at FROM access_log l JOIN message x ON x.thread_id = \
                l.thread_id WHERE l.id = $1 AND l.thread_id = $2 AND x.id = $3 AND \
                l.person_id = $4")
            .bind(line).bind(thread).bind(message).bind(person).fetch_optional(c)
        })?
    };
    Ok(found.is_some_and(|(opened, written)| {
        opened.to_jiff() >= written.to_jiff() && opened.to_jiff() > since
    }))
}

async fn write_log_entry(
    tx: &mut Tx,
    family: FamilyId,
    part: RecordPart,
    role: Role,
    subject: Option<PersonId>,
) -> Result<Uuid, Error> {
    // A page reads the same part several times, but the family sees one visit.
    if let Some(line) = tx.access.find_entry(family, part) {
        return Ok(line);
    }
    insert_log_entry(tx, family, part, role, subject).await
}

async fn insert_log_entry(
    tx: &mut Tx,
    family: FamilyId,
    part: RecordPart,
    role: Role,
    subject: Option<PersonId>,
) -> Result<Uuid, Error> {
    let (id, person, now): (Uuid, _, _) = (tx.clock().new_id(), tx.actor_id()?, tx.now());
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO access_log (id, family_id, person_id, role, what, thread_id, \
            subject_id, created_at, text_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(family)
        .bind(person)
        .bind(role)
        .bind(part.slug())
        .bind(part.thread_id())
        .bind(subject)
        .bind(now)
        .bind(part.text_id())
        .execute(c)
    })?;
    tx.access.record_entry(family, part, id);
    Ok(id)
}
