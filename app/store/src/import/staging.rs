//! Staged imports on SQLite, which allows a single writer at a time. Writing a file of thousands of
//! families takes about a minute. One transaction would block every other write for that time, so
//! an import is staged, validated as a whole, and then applied in short transactions
//! (`apply_staged`).
//!
//! An import is still applied completely or not at all: errors are found before any record is
//! applied, and an import that is interrupted while it is applied is resumed by the next import or
//! by a running portal. Only a record that passes the trial and fails later stops an import midway
//! (`apply_and_commit`).

mod import_lock;
mod run_state;

use std::collections::HashMap;

use model::import::{ImportAgency, ImportPerson, KnownPeople};

use self::import_lock::ImportLock;
use self::run_state::{delete_staged_records, load_run_state, set_run_state};
use super::ImportFindings;
use super::apply::{self, ImportPass, RecordKind};
use crate::db::{bulk_insert, run_on};
use crate::{Db, Error};

/// The size in bytes of the records staged in one transaction. Writing them holds the write lock
/// for some milliseconds.
const BATCH_BYTES: usize = 1 << 20;

#[derive(Debug)]
struct StagedRow {
    seq: i64,
    kind: RecordKind,
    place: String,
    body: String,
}

/// A record of an import file: its place (file name and JSON pointer) and its JSON text.
#[derive(Debug)]
pub struct RecordSource {
    pub place: String,
    pub body: String,
}

/// An import that is being staged. When it is dropped without `apply_staged`, nothing visible has
/// changed, and the next import deletes the staged records.
#[derive(Debug)]
pub struct ImportStaging {
    db: Db,
    lock: ImportLock,
    /// The people that families may refer to, from the database and from this import, by agency
    /// key.
    known: HashMap<String, KnownPeople>,
    agency: String,
    rows: Vec<StagedRow>,
    bytes: usize,
    seq: i64,
}

impl ImportStaging {
    /// Begins staging. First completes or discards an interrupted import.
    ///
    /// # Errors
    /// `Refused` while another import is running, or when a record of the interrupted import cannot
    /// be written; otherwise when the database fails.
    pub async fn begin(db: &Db) -> Result<Self, Error> {
        let lock = ImportLock::try_acquire(db)?.ok_or_else(|| {
            Error::Refused(
                "another import is running on this database; wait until it is done".into(),
            )
        })?;
        // First, because its staged records would mix with those of this import.
        finish_interrupted(db, &lock).await?;
        let mut tx = db.acting_as_system("import").await?;
        let now = tx.now();
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO import_run (id, state, applied_seq, started_at) VALUES (1, \
                'staging', 0, $1)",
            )
            .bind(now)
            .execute(c)
        })?;
        tx.commit().await?;
        Ok(Self {
            db: db.clone(),
            lock,
            known: HashMap::new(),
            agency: String::new(),
            rows: Vec::new(),
            bytes: 0,
            seq: 0,
        })
    }

    /// The keys of the people that a family of the current agency may refer to, with their birth
    /// dates.
    pub fn known_people(&mut self) -> &KnownPeople {
        self.known.entry(self.agency.clone()).or_default()
    }

    /// Stages an agency and makes it the current one, whose people are loaded from the database.
    ///
    /// # Errors
    /// As for `Db::acting_as_system` and `Tx::commit`, or when the database fails otherwise.
    pub async fn stage_agency(
        &mut self,
        agency: &ImportAgency,
        source: RecordSource,
    ) -> Result<(), Error> {
        self.agency.clone_from(&agency.key);
        // An agency can be in several files; the people who were staged for it stay known.
        if !self.known.contains_key(&agency.key) {
            let people = load_known_people(&self.db, &agency.key).await?;
            self.known.insert(agency.key.clone(), people);
        }
        self.stage_record(RecordKind::Agency, source).await
    }

    /// Stages a person of the current agency. The database is written only when a batch is full.
    ///
    /// # Errors
    /// As for `stage_agency`.
    pub async fn stage_person(
        &mut self,
        person: &ImportPerson,
        source: RecordSource,
    ) -> Result<(), Error> {
        self.known
            .entry(self.agency.clone())
            .or_default()
            .insert(person.key.clone(), person.born);
        self.stage_record(RecordKind::Person, source).await
    }

    /// Stages a family of the current agency. The database is written only when a batch is full.
    ///
    /// # Errors
    /// As for `stage_agency`.
    pub async fn stage_family(&mut self, source: RecordSource) -> Result<(), Error> {
        self.stage_record(RecordKind::Family, source).await
    }

    async fn stage_record(&mut self, kind: RecordKind, source: RecordSource) -> Result<(), Error> {
        self.seq += 1;
        self.bytes += source.body.len();
        self.rows.push(StagedRow {
            seq: self.seq,
            kind,
            place: source.place,
            body: source.body,
        });
        if self.bytes >= BATCH_BYTES {
            self.flush_rows().await
        } else {
            Ok(())
        }
    }

    async fn flush_rows(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        let mut tx = self.db.acting_as_system("import, staging").await?;
        bulk_insert!(
            tx,
            "INSERT INTO import_record (seq, kind, place, body) ",
            rows,
            |row, r| row
                .push_bind(r.seq)
                .push_bind(r.kind)
                .push_bind(r.place.clone())
                .push_bind(r.body.clone()),
            ""
        );
        tx.commit().await
    }

    /// Applies all staged records, and returns the people who keep access without being named.
    /// `progress` is called with the number of records processed since its last call. The numbers
    /// add up to twice `record_count`, because a trial pass first writes each record in a
    /// transaction that is rolled back.
    ///
    /// # Errors
    /// In the trial pass: `Refused` with the place of a record that cannot be written, `Busy` or
    /// `Unavailable` when the database fails; nothing was imported then. After it: `Refused`, with
    /// the place where the import stopped, or saying that the next import or a running portal
    /// resumes it.
    pub async fn apply_staged(
        mut self,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<ImportFindings, Error> {
        self.flush_rows().await?;
        let findings = match apply::run_pass(&self.db, ImportPass::DryRun, progress).await {
            Ok(findings) => findings,
            Err(error) => {
                self.discard_staged().await;
                return Err(map_refusal(error, |words| {
                    format!("nothing was imported: {words}")
                }));
            }
        };
        // From here on an interrupted import is resumed, and not discarded.
        set_run_state(&self.db, "applying").await?;
        apply_and_commit(&self.db, &self.lock, progress).await.map_err(|error| match error {
            Error::Refused(_) => error,
            other => Error::Refused(format!(
                "the import was interrupted: {other}; what is left of it is written by the next \
                    import, or by a running portal within a minute"
            )),
        })?;
        Ok(findings)
    }

    /// The number of staged records.
    pub fn record_count(&self) -> u64 {
        u64::try_from(self.seq).unwrap_or(0)
    }

    /// Deletes the staged records. When the database fails, it logs a warning, and the next import
    /// deletes them.
    pub async fn discard_staged(self) {
        if let Err(error) = delete_staged_records(&self.db).await {
            tracing::warn!(%error, "staged import records could not be deleted; the next import deletes them");
        }
    }
}

/// Completes an import that was interrupted while it was applied, or discards one that was
/// interrupted while it was staged. Does nothing while an import is running, and on PostgreSQL.
///
/// # Errors
/// When the database fails, or a record cannot be written.
pub async fn resume_interrupted(db: &Db) -> Result<(), Error> {
    if db.is_postgres() || load_run_state(db).await?.is_none() {
        return Ok(());
    }
    match ImportLock::try_acquire(db)? {
        Some(lock) => finish_interrupted(db, &lock).await,
        None => Ok(()),
    }
}

async fn finish_interrupted(db: &Db, lock: &ImportLock) -> Result<(), Error> {
    match load_run_state(db).await?.as_deref() {
        None => Ok(()),
        Some("applying") => {
            tracing::warn!("resuming an interrupted import");
            apply_and_commit(db, lock, &mut |_| {}).await
        }
        Some(_) => delete_staged_records(db).await,
    }
}

/// Runs the committing pass. Requires the lock as proof that no other process applies the same
/// records.
async fn apply_and_commit(
    db: &Db,
    _lock: &ImportLock,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<(), Error> {
    match apply::run_pass(db, ImportPass::Commit, progress).await {
        // The record passed the trial, but something has changed since. A retry would fail again
        // and block every later import, so the rest is discarded.
        Err(error @ Error::Refused(_)) => {
            // First: if the process ends while it deletes, the rest is discarded and not applied.
            set_run_state(db, "staging").await?;
            delete_staged_records(db).await?;
            Err(map_refusal(error, |words| {
                format!("{words}; the records before it are imported, those after it are not")
            }))
        }
        other => other.map(|_| ()),
    }
}

fn map_refusal(error: Error, rephrase: impl Fn(&str) -> String) -> Error {
    match error {
        Error::Refused(words) => Error::Refused(rephrase(&words)),
        other => other,
    }
}

async fn load_known_people(db: &Db, agency: &str) -> Result<KnownPeople, Error> {
    let mut tx = db.acting_as_system("import, known people").await?;
    let known: Vec<(String, Option<jiff_sqlx::Date>)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT p.key, p.date_of_birth FROM person p JOIN agency a ON a.id = p.agency_id WHERE \
            a.key = $1",
        )
        .bind(agency)
        .fetch_all(c)
    })?;
    Ok(known
        .into_iter()
        .map(|(key, born)| (key, born.map(|born| born.to_jiff())))
        .collect())
}
