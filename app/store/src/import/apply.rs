//! Applies the staged records of an import on SQLite in short transactions, with pauses in which
//! other writers can acquire the write lock.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use model::id::PersonId;
use model::import::{ImportAgency, ImportFamily, ImportPerson};
use tokio::time::{Instant, sleep};

use super::{AgencyState, ImportFindings, ImportTransaction, upsert_family};
use crate::db::run_on;
use crate::{Db, Error, Tx};

/// The kind of a record of an import file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub(super) enum RecordKind {
    Agency,
    Person,
    Family,
}

/// The time after which a transaction stops adding records. With the commit and the wait for the
/// lock, another writer is delayed by well below a second.
const MAX_TRANSACTION_TIME: Duration = Duration::from_millis(250);
/// The pause between two transactions. It is longer than the busy handler of SQLite in another
/// process sleeps between two attempts to acquire the lock (at most 100 ms), so each waiting writer
/// succeeds.
pub(super) const PAUSE_BETWEEN_TRANSACTIONS: Duration = Duration::from_millis(120);
/// The number of records read and parsed in advance, outside the write transaction.
const READ_AHEAD_RECORDS: i64 = 200;
/// The number of attempts to acquire the write lock before the import fails, each with a timeout of
/// 5 seconds.
const MAX_LOCK_ATTEMPTS: u32 = 24;

/// Whether the transactions of a pass are rolled back or committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ImportPass {
    /// Rolled back: a dry run that checks whether every record can be written.
    DryRun,
    /// Committed, together with the progress of the import.
    Commit,
}

enum ParsedRecord {
    Agency(Box<ImportAgency>),
    Person(Box<ImportPerson>),
    Family(Box<ImportFamily>),
}

struct StagedRecord {
    seq: i64,
    place: String,
    /// The JSON text of `record`.
    body: String,
    record: ParsedRecord,
}

/// Runs one pass over the staged records. A real pass resumes after the last committed record.
/// Returns the findings of this pass: retained access (people whom the file does not name) and kept
/// records.
///
/// # Errors
/// `Refused` with the place of a record that cannot be written, `Busy` when the write lock is not
/// acquired after all attempts, `Unavailable` when the database fails.
pub(super) async fn run_pass(
    db: &Db,
    pass: ImportPass,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<ImportFindings, Error> {
    // A dry run stores nothing, so it always begins with the first record.
    let mut after = if pass == ImportPass::Commit {
        load_applied_seq(db).await?
    } else {
        0
    };
    let mut applier = RecordApplier {
        pass,
        agency_state: None,
        people: HashMap::new(),
        agency: String::new(),
        inserted_people: HashSet::new(),
        findings: ImportFindings::default(),
    };
    let mut ahead = VecDeque::new();
    loop {
        if ahead.is_empty() {
            ahead = load_staged_records(db, after).await?;
        }
        if ahead.is_empty() {
            break;
        }
        let tx = begin_with_retry(db).await?;
        let done = applier.apply_in_transaction(tx, after, &ahead).await?;
        after = ahead.get(done - 1).map_or(after, |last| last.seq);
        ahead.drain(..done);
        progress(u64::try_from(done).unwrap_or(0));
        sleep(PAUSE_BETWEEN_TRANSACTIONS).await;
    }
    if pass == ImportPass::Commit {
        let mut tx = begin_with_retry(db).await?;
        // Agency records are deleted last, because a resumed import needs the agency that
        // precedes its next record.
        run_on!(tx, |c| sqlx::query("DELETE FROM import_record").execute(c))?;
        run_on!(tx, |c| sqlx::query("DELETE FROM import_run").execute(c))?;
        tx.commit().await?;
    }
    Ok(applier.findings)
}

async fn begin_with_retry(db: &Db) -> Result<Tx, Error> {
    let mut attempt = 1;
    loop {
        match db.acting_as_system("import").await {
            // Without a pause: each attempt has waited for the lock itself.
            Err(Error::Busy) if attempt < MAX_LOCK_ATTEMPTS => attempt += 1,
            other => return other,
        }
    }
}

async fn load_applied_seq(db: &Db) -> Result<i64, Error> {
    let mut tx = begin_with_retry(db).await?;
    let row: Option<(i64,)> =
        run_on!(tx, |c| sqlx::query_as("SELECT applied_seq FROM import_run")
            .fetch_optional(c))?;
    Ok(row.map_or(0, |(seq,)| seq))
}

async fn load_staged_records(db: &Db, after: i64) -> Result<VecDeque<StagedRecord>, Error> {
    let mut tx = begin_with_retry(db).await?;
    let rows: Vec<(i64, RecordKind, String, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT seq, kind, place, body FROM import_record WHERE seq > $1 ORDER BY seq LIMIT $2"
    )
    .bind(after)
    .bind(READ_AHEAD_RECORDS)
    .fetch_all(c))?;
    // Before the records are parsed, so that other writers do not wait for that.
    drop(tx);
    rows.into_iter()
        .map(|(seq, kind, place, body)| {
            Ok::<_, Error>(StagedRecord {
                seq,
                record: parse_record(kind, &body).map_err(|error| refused_at(&place, &error))?,
                place,
                body,
            })
        })
        .collect()
}

fn parse_record(kind: RecordKind, body: &str) -> serde_json::Result<ParsedRecord> {
    Ok(match kind {
        RecordKind::Agency => ParsedRecord::Agency(serde_json::from_str(body)?),
        RecordKind::Person => ParsedRecord::Person(serde_json::from_str(body)?),
        RecordKind::Family => ParsedRecord::Family(serde_json::from_str(body)?),
    })
}

fn refused_at(place: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Refused(format!(
        "the import stopped at {place}, which can't be written: {error}"
    ))
}

/// The state that is carried from one transaction to the next.
struct RecordApplier {
    pass: ImportPass,
    agency_state: Option<AgencyState>,
    /// In a trial pass: the people of each agency so far. Their rows are rolled back, so later
    /// transactions cannot find them in the database.
    people: HashMap<String, HashMap<String, PersonId>>,
    agency: String,
    /// In a trial pass: the people who were inserted for the families of this transaction.
    inserted_people: HashSet<PersonId>,
    findings: ImportFindings,
}

impl RecordApplier {
    /// Writes records in one transaction until `MAX_TRANSACTION_TIME` has elapsed, and returns
    /// their number. `after` is the number of the record before the first.
    async fn apply_in_transaction(
        &mut self,
        tx: Tx,
        after: i64,
        ahead: &VecDeque<StagedRecord>,
    ) -> Result<usize, Error> {
        let started = Instant::now();
        let mut import = match self.agency_state.take() {
            Some(known) => ImportTransaction::continue_with(tx, known),
            None => restore_import(tx, after).await?,
        };
        // Rows of earlier transactions of the trial were rolled back.
        self.inserted_people.clear();
        if self.pass == ImportPass::DryRun && !self.agency.is_empty() {
            import.insert_referenced_agency(&self.agency).await?;
        }
        let mut done = 0;
        for staged in ahead {
            self.apply_record(&mut import, staged)
                .await
                .map_err(|error| match error {
                    // Not faults of the record: the same import succeeds later.
                    Error::Busy | Error::Unavailable(_) => error,
                    Error::NotFound => {
                        refused_at(&staged.place, &"it names a key that is not known")
                    }
                    other => refused_at(&staged.place, &other),
                })?;
            done += 1;
            if started.elapsed() >= MAX_TRANSACTION_TIME {
                break;
            }
        }
        if self.pass == ImportPass::Commit {
            // With the rows in one transaction: an interrupted import resumes after what is stored.
            let last = ahead.get(done - 1).map_or(after, |staged| staged.seq);
            run_on!(import.tx, |c| sqlx::query(
                "DELETE FROM import_record WHERE seq <= $1 AND kind <> 'agency'"
            )
            .bind(last)
            .execute(c))?;
            run_on!(import.tx, |c| sqlx::query(
                "UPDATE import_run SET applied_seq = $1"
            )
            .bind(last)
            .execute(c))?;
        }
        self.findings.append(&mut import.findings);
        let (tx, known) = import.into_parts();
        self.agency_state = Some(known);
        // Dropping the transaction of a trial pass rolls it back.
        if self.pass == ImportPass::Commit {
            tx.commit().await?;
        }
        Ok(done)
    }

    async fn apply_record(
        &mut self,
        import: &mut ImportTransaction,
        staged: &StagedRecord,
    ) -> Result<(), Error> {
        match &staged.record {
            ParsedRecord::Person(person) => import.upsert_person(person).await,
            ParsedRecord::Family(family) => {
                if self.pass == ImportPass::DryRun {
                    import
                        .insert_referenced_people(&staged.body, &mut self.inserted_people)
                        .await?;
                }
                upsert_family(import, family).await
            }
            ParsedRecord::Agency(agency) if self.pass == ImportPass::Commit => {
                import.upsert_agency(agency).await
            }
            ParsedRecord::Agency(agency) => {
                // The database does not contain the people of earlier transactions of the trial.
                let before = std::mem::replace(&mut self.agency, agency.key.clone());
                self.people
                    .entry(before)
                    .or_default()
                    .extend(import.people.drain());
                import.upsert_agency(agency).await?;
                for (key, id) in self.people.get(&agency.key).into_iter().flatten() {
                    import.people.entry(key.clone()).or_insert(*id);
                }
                Ok(())
            }
        }
    }
}

/// Restores the state of the import after the record `after`: the agency, and its people in the
/// database.
async fn restore_import(tx: Tx, after: i64) -> Result<ImportTransaction, Error> {
    // An interrupted import can be resumed by a process that has not read its agency.
    let mut import = ImportTransaction::continue_with(tx, AgencyState::default());
    let body: Option<(String,)> = run_on!(import.tx, |c| {
        sqlx::query_as(
            "SELECT body FROM import_record WHERE kind = 'agency' AND seq <= $1 ORDER \
            BY seq DESC LIMIT 1",
        )
        .bind(after)
        .fetch_optional(c)
    })?;
    if let Some((body,)) = body {
        let agency: ImportAgency =
            serde_json::from_str(&body).map_err(|error| refused_at("the agency", &error))?;
        import.upsert_agency(&agency).await?;
    }
    Ok(import)
}
