//! Opening a family's record. Every read of one begins here: whether the actor may, and the line in the family's access
//! log, in the transaction that reads. `docs/architecture.md`, "The access log", says why it is done like this.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::SignedDuration;
use model::id::{FamilyId, MessageId, PersonId, ThreadId};
use model::policy;
use model::role::Role;
use uuid::Uuid;

use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// The parts of a family's record, as the access log names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordPart {
    Home,
    Plan,
    Thread(ThreadId),
    AccessLog,
}

impl RecordPart {
    /// The value of the column `what`, and the end of the Fluent key `sharing-what-<slug>`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Plan => "plan",
            Self::Thread(_) => "thread",
            Self::AccessLog => "sharing",
        }
    }

    const fn thread(self) -> Option<ThreadId> {
        match self {
            Self::Thread(thread) => Some(thread),
            _ => None,
        }
    }
}

/// A part of one family's record, opened for the actor of this transaction. There is no other way to make one than
/// `open_record` and `open_record_for_update`, which write the log line first. Dereferences to the transaction.
#[derive(Debug)]
pub struct OpenRecord<'t> {
    tx: &'t mut Tx,
    /// The actor's role on this family's team.
    pub role: Role,
    /// The log line about this reading; none for the family's own people.
    pub line: Option<Uuid>,
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

/// Opens a part of a family's record: finds the actor's role in it, and writes a log line for anyone outside the family
/// (S0 "transparent"). One transaction writes one line for a part, however often it opens it, and so does one request.
///
/// # Errors
/// `NotFound` when the actor is not on the team today, or their role opens no record.
pub(crate) async fn open_record(tx: &mut Tx, family: FamilyId, part: RecordPart) -> Result<OpenRecord<'_>, Error> {
    let team = tx.actor()?.team(family)?.clone();
    if part.thread().is_none() && !policy::opens_record(team.role) {
        return Err(Error::NotFound);
    }
    let line = if policy::is_logged(team.role) { Some(write_line(tx, family, part, team.role, team.walks_with).await?) } else { None };
    Ok(OpenRecord { tx, role: team.role, line })
}

/// Opens a part of a family's record for a write: as `open_record`, and asks the database once more, in the transaction
/// that will write, whether the actor is still on the team.
///
/// # Errors
/// `NotFound` as for `open_record`.
pub(crate) async fn open_record_for_update(tx: &mut Tx, family: FamilyId, part: RecordPart) -> Result<OpenRecord<'_>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let still: Option<(FamilyId,)> = on!(tx, c => sqlx::query_as(concat!("SELECT f.id FROM family f WHERE f.id = $3 AND ", on_team!("f.id")))
        .bind(person).bind(today).bind(family).fetch_optional(c))?;
    still.ok_or(Error::NotFound)?;
    open_record(tx, family, part).await
}

/// How long the page that a log line is about is taken to be open, for the pictures and voices in it.
const PAGE_OPEN: SignedDuration = SignedDuration::from_hours(1);

/// Whether a page that the actor opened in this thread shows this message: `line` is the log line of the page, and the
/// message is older. A conversation with ten pictures is then one line and not eleven.
///
/// # Errors
/// When the database fails.
pub(crate) async fn page_covers(tx: &mut Tx, thread: ThreadId, message: MessageId, line: Option<Uuid>) -> Result<bool, Error> {
    let Some(line) = line else { return Ok(false) };
    let (person, since) = (tx.person()?, tx.clock().now() - PAGE_OPEN);
    // On PostgreSQL a function asks: most of those who are logged do not read the log. Times are compared in Rust, because
    // SQLite keeps them as text that does not sort.
    let found: Option<(jiff_sqlx::Timestamp, jiff_sqlx::Timestamp)> = if tx.is_postgres() {
        on!(tx, c => sqlx::query_as("SELECT opened, written FROM alongside_page_line($1, $2, $3)").bind(line).bind(thread).bind(message).fetch_optional(c))?
    } else {
        on!(tx, c => sqlx::query_as(
            "SELECT l.at, x.at FROM access_log l JOIN message x ON x.thread_id = l.thread_id WHERE l.id = $1 AND l.thread_id = $2 AND x.id = $3 AND l.person_id = $4")
            .bind(line).bind(thread).bind(message).bind(person).fetch_optional(c))?
    };
    Ok(found.is_some_and(|(opened, written)| opened.to_jiff() >= written.to_jiff() && opened.to_jiff() > since))
}

async fn write_line(tx: &mut Tx, family: FamilyId, part: RecordPart, role: Role, subject: Option<PersonId>) -> Result<Uuid, Error> {
    if let Some(line) = tx.access.line(family, part) {
        return Ok(line);
    }
    let (id, person, now): (Uuid, _, _) = (tx.clock().mint(), tx.person()?, tx.now());
    on!(tx, c => sqlx::query("INSERT INTO access_log (id, family_id, person_id, role, what, thread_id, subject_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id).bind(family).bind(person).bind(role).bind(part.slug()).bind(part.thread()).bind(subject).bind(now).execute(c))?;
    tx.access.wrote(family, part, id);
    Ok(id)
}

/// Which log lines one request has written, and which of them are committed. An answer that shows a record may leave the
/// server only when none is missing; the server asks `Db::access_is_committed` before it sends one.
#[derive(Debug, Default)]
pub(crate) struct AccessLedger(Mutex<HashMap<(FamilyId, RecordPart), Written>>);

#[derive(Debug, Clone, Copy)]
struct Written {
    line: Uuid,
    committed: bool,
}

impl AccessLedger {
    fn lines(&self) -> MutexGuard<'_, HashMap<(FamilyId, RecordPart), Written>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn all_committed(&self) -> bool {
        self.lines().values().all(|written| written.committed)
    }
}

/// The log lines of one transaction, reported to the ledger of its request.
#[derive(Debug)]
pub(crate) struct TxAccess {
    ledger: Arc<AccessLedger>,
    lines: Vec<(FamilyId, RecordPart, Uuid)>,
}

impl TxAccess {
    pub(crate) const fn new(ledger: Arc<AccessLedger>) -> Self {
        Self { ledger, lines: Vec::new() }
    }

    /// The line about this part that this transaction has written, or that another of the same request has committed.
    fn line(&self, family: FamilyId, part: RecordPart) -> Option<Uuid> {
        let own = self.lines.iter().find(|(of, about, _)| (*of, *about) == (family, part)).map(|(.., line)| *line);
        own.or_else(|| self.ledger.lines().get(&(family, part)).filter(|written| written.committed).map(|written| written.line))
    }

    fn wrote(&mut self, family: FamilyId, part: RecordPart, line: Uuid) {
        self.lines.push((family, part, line));
        self.ledger.lines().insert((family, part), Written { line, committed: false });
    }

    /// Called once the transaction is committed, and not when it is rolled back.
    pub(crate) fn committed(self) {
        let mut lines = self.ledger.lines();
        for (family, part, line) in self.lines {
            lines.insert((family, part), Written { line, committed: true });
        }
    }
}
