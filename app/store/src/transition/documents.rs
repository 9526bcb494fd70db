//! The documents that a young person holds when care ends: what they and their agency say about
//! each. Nothing is overwritten: the row with the highest revision holds, and the others are the
//! history.
//!
//! The part `documents` is required by law, so those in `reads_required` read the states. The files
//! are in `vault`, and are never read for that reason alone.

use std::collections::HashSet;

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, PersonId};
use model::role::Role;
use model::transition::document::{DocumentInput, is_overdue};
use model::transition::{DocumentKind, DocumentState, TransitionPart};

use super::access::{
    OwnTransition, ReleasedTransition, insert_youth, own_transition_for_update, read_released,
    visible_part,
};
use crate::access::{RecordPart, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// What was said about a document.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DocumentStatus {
    pub kind: DocumentKind,
    pub revision: i32,
    pub state: DocumentState,
    /// Who gets it, in the words of the owner.
    pub helper: Option<String>,
    pub due_on: Option<jiff_sqlx::Date>,
    /// `None` for a state that was imported.
    pub written_by_id: Option<PersonId>,
    /// `None` also for someone whom the actor does not see any more.
    pub written_by: Option<String>,
    pub written_at: jiff_sqlx::Timestamp,
}

impl DocumentStatus {
    /// Whether the agency said it: a worker, or an import.
    // An imported state has no writer and counts as the agency's: only the agency's system imports.
    pub fn is_by_agency(&self, owner: PersonId) -> bool {
        self.written_by_id != Some(owner)
    }

    pub fn is_overdue(&self, today: jiff::civil::Date) -> bool {
        is_overdue(self.state, self.due_on.map(|due| due.to_jiff()), today)
    }

    /// Whether state, helper and due date equal those of `input`. Does not compare the author.
    fn matches_input(&self, input: &DocumentInput) -> bool {
        (self.state, &self.helper, self.due_on)
            == (
                input.state,
                &input.helper,
                input.due_on.map(|due| due.to_sqlx()),
            )
    }
}

/// The columns of `DocumentStatus`, of the rows with the alias `x`.
// A left join, because row-level security hides a worker who has left the team, and what they said
// still holds.
macro_rules! select_statuses {
    () => {
        "SELECT x.kind, x.revision, x.state, x.helper, x.due_on, x.written_by_id, \
            coalesce(w.chosen_name, w.name) AS written_by, x.written_at FROM transition_document \
            x LEFT JOIN person w ON w.id = x.written_by_id WHERE "
    };
}

/// SQL condition: the row with the alias `x` is the one that holds.
macro_rules! is_latest {
    () => {
        " AND x.revision = (SELECT max(latest.revision) FROM transition_document latest WHERE \
            latest.owner_id = x.owner_id AND latest.kind = x.kind)"
    };
}

/// What holds for each of the actor's own documents. Those about which nothing was said have no
/// status. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_own_documents(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<DocumentStatus>, Error> {
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_statuses!(),
        // `OwnTransition` is made for the actor only, so no other condition on the reader is
        // needed.
        "x.owner_id = $1",
        is_latest!(),
        " ORDER BY x.kind"
    ))
    .bind(own.owner)
    .fetch_all(c))
}

/// Everything that was said about one of the actor's own documents, the newest first. One
/// statement.
///
/// # Errors
/// When the database fails.
pub async fn read_own_document(
    tx: &mut Tx,
    own: &OwnTransition,
    kind: DocumentKind,
) -> Result<Vec<DocumentStatus>, Error> {
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_statuses!(),
        "x.owner_id = $1 AND x.kind = $2 ORDER BY x.revision DESC"
    ))
    .bind(own.owner)
    .bind(kind)
    .fetch_all(c))
}

/// Stores what the actor says about one of their documents. `revision` is the one that the form was
/// filled in against, 0 if nothing had been said. A form that says what holds changes nothing,
/// which makes a retry idempotent.
///
/// # Errors
/// As `own_transition_for_update`; `Raced` when a concurrent request stored the same revision.
pub async fn save_own_document(
    tx: &mut Tx,
    kind: DocumentKind,
    revision: i32,
    input: &DocumentInput,
) -> Result<SaveOutcome<()>, Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = read_own_document(tx, &own, kind).await?.into_iter().next();
    // The same state from the agency is no answer of the owner, so it is stored once more as
    // theirs.
    let says_same =
        |status: &DocumentStatus| status.matches_input(input) && !status.is_by_agency(own.owner);
    // Before the revision is compared: a form that is sent twice finds its own row, and its
    // revision is then an old one.
    if stored.as_ref().is_some_and(says_same) {
        return Ok(SaveOutcome::Saved(()));
    }
    if stored.map_or(0, |status| status.revision) != revision {
        return Ok(SaveOutcome::Stale);
    }
    let writer = Some(own.owner);
    insert_status(
        tx,
        (own.owner, own.family),
        (kind, revision + 1),
        input,
        writer,
    )
    .await?;
    Ok(SaveOutcome::Saved(()))
}

async fn insert_status(
    tx: &mut Tx,
    (owner, family): (PersonId, FamilyId),
    (kind, revision): (DocumentKind, i32),
    input: &DocumentInput,
    writer: Option<PersonId>,
) -> Result<(), Error> {
    let now = tx.now();
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_document (owner_id, kind, revision, family_id, state, helper, \
            due_on, written_by_id, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(owner)
    .bind(kind)
    .bind(revision)
    .bind(family)
    .bind(input.state)
    .bind(&input.helper)
    .bind(input.due_on.map(|due| due.to_sqlx()))
    .bind(writer)
    .bind(now)
    .execute(c));
    // Two requests that read the same revision insert the same primary key. The second one is
    // repeated on what the first one stored.
    unique_violation_as_race(inserted).map(|_| ())
}

/// What holds for each document of a young person, for an adult who may read the part. At most one
/// statement; none where the part is not shown.
///
/// # Errors
/// When the database fails.
pub async fn list_released_documents(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Vec<DocumentStatus>, Error> {
    // The statement below checks the release by itself. This spares it where the reader sees other
    // parts only.
    if !released.shows(TransitionPart::Documents) {
        return Ok(Vec::new());
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_statuses!(),
        "x.owner_id = $3 AND ",
        visible_part!("x.owner_id", "'documents'"),
        is_latest!(),
        " ORDER BY x.kind"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_all(c))
}

/// A document of a young person, for the worker who says by when the agency gets it.
#[derive(Debug, Clone)]
pub struct PromisedDocument {
    pub released: ReleasedTransition,
    /// `None` while nothing was said about it.
    pub status: Option<DocumentStatus>,
}

impl PromisedDocument {
    /// Whether the agency can say that it gets the document: not where the young person has it.
    pub fn is_open(&self) -> bool {
        self.status
            .as_ref()
            .is_none_or(|status| status.state != DocumentState::Have)
    }
}

/// A document, for the page on which a worker says by when the agency gets it. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but a worker of this family, and for a young person without a plan in it.
pub async fn read_promised_document(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
    kind: DocumentKind,
) -> Result<PromisedDocument, Error> {
    let released = read_released(tx, family, youth).await?;
    if !has_worker_role(tx, family)? {
        return Err(Error::NotFound);
    }
    let status = list_released_documents(tx, &released)
        .await?
        .into_iter()
        // The states of all documents are few, and are read by one statement that knows who may
        // read them.
        .find(|status| status.kind == kind);
    Ok(PromisedDocument { released, status })
}

/// A worker says by when the agency gets a document. `revision` as for `save_own_document`.
///
/// # Errors
/// As `read_promised_document`; `Invalid("transition-document-has")` when the young person has it;
/// `Raced` when a concurrent request stored the same revision.
pub async fn promise_document(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
    (kind, revision): (DocumentKind, i32),
    input: &DocumentInput,
) -> Result<SaveOutcome<()>, Error> {
    // Checks the membership inside this transaction: it may have ended since the actor was read.
    open_record_for_update(tx, family, RecordPart::Transition).await?;
    let found = read_promised_document(tx, family, youth, kind).await?;
    let stored = found.status.as_ref();
    // What the young person says in the same words is not the agency's promise, so it is stored
    // once more.
    if stored.is_some_and(|status| status.matches_input(input) && status.is_by_agency(youth)) {
        return Ok(SaveOutcome::Saved(()));
    }
    if stored.map_or(0, |status| status.revision) != revision {
        return Ok(SaveOutcome::Stale);
    }
    // After the revision: a worker whose page is old is shown the new state instead of an error.
    if !found.is_open() {
        return Err(Error::Invalid("transition-document-has"));
    }
    let writer = Some(tx.actor_id()?);
    require_stored_youth(tx, family, youth).await?;
    insert_status(tx, (youth, family), (kind, revision + 1), input, writer).await?;
    Ok(SaveOutcome::Saved(()))
}

/// Whether the actor is a worker of this family, beside any other role.
fn has_worker_role(tx: &Tx, family: FamilyId) -> Result<bool, Error> {
    let teams = &tx.actor()?.teams;
    Ok(teams
        .iter()
        .any(|team| team.family_id == family && team.role == Role::Worker))
}

/// Stores the owner of the plan, on which the rules for readers depend, before the first row about
/// them.
async fn require_stored_youth(tx: &mut Tx, family: FamilyId, youth: PersonId) -> Result<(), Error> {
    let stored: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT y.owner_id FROM transition_youth y WHERE y.owner_id = $1"
    )
    .bind(youth)
    .fetch_optional(c))?;
    if stored.is_some() {
        return Ok(());
    }
    insert_youth(tx, youth, family).await
}

/// What the agency's system says about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedDocument {
    pub kind: DocumentKind,
    pub input: DocumentInput,
}

/// Stores what the agency's system says, in a transaction of the system. The owner must be stored
/// in `transition_youth`. What was imported before and has not changed is not stored again, so that
/// an import never repeats itself over what the young person said since. Returns the number of
/// changes.
///
/// # Errors
/// `Raced` when a concurrent request stored the same revision. Also when the database fails.
pub async fn import_documents(
    tx: &mut Tx,
    owner: PersonId,
    family: FamilyId,
    imported: &[ImportedDocument],
) -> Result<usize, Error> {
    let rows: Vec<DocumentStatus> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_statuses!(),
        "x.owner_id = $1 ORDER BY x.revision DESC"
    ))
    .bind(owner)
    .fetch_all(c))?;
    let mut changed = HashSet::new();
    for ImportedDocument { kind, input } in imported {
        let of_kind = || rows.iter().filter(|row| row.kind == *kind);
        // The last row of an import, and not the last row: what a person said in between must not
        // make an unchanged file count as news.
        let last_import = of_kind().find(|row| row.written_by_id.is_none());
        // One document is imported once: the first of two rows for it counts.
        if last_import.is_some_and(|row| row.matches_input(input)) || !changed.insert(*kind) {
            continue;
        }
        let revision = of_kind().next().map_or(0, |row| row.revision) + 1;
        insert_status(tx, (owner, family), (*kind, revision), input, None).await?;
    }
    Ok(changed.len())
}
