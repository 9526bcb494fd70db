//! Staged imports on SQLite, which allows a single writer at a time. Writing a file of thousands of
//! families takes about a minute. One transaction would block every other write for that time, so
//! an import is staged, validated as a whole, and then applied in short transactions (`apply`).
//!
//! An import is still applied completely or not at all: errors are found before any record is
//! applied, and an import that is interrupted while it is applied is resumed by the next import or
//! by a running portal. Only a record that passes the trial and fails later stops an import midway
//! (`apply_to_the_end`).

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

use model::import::{Agency, People, Person};

use super::KeepsAccess;
use super::apply::{self, Pass};
use crate::db::{add_all, on};
use crate::{Db, Error};

/// The size in bytes of the records staged in one transaction. Writing them holds the write lock
/// for some milliseconds.
const BATCH_BYTES: usize = 1 << 20;
/// The number of staged records deleted in one transaction.
const REMOVED_AT_ONCE: i64 = 500;

/// The kind of a record of an import file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub(super) enum RecordKind {
    Agency,
    Person,
    Family,
}

#[derive(Debug)]
struct Row {
    seq: i64,
    kind: RecordKind,
    place: String,
    body: String,
}

/// A record of an import file: its place (file name and JSON pointer) and its JSON text.
#[derive(Debug)]
pub struct Source {
    pub place: String,
    pub body: String,
}

/// An import that is being staged. When it is dropped without `apply`, nothing visible has changed,
/// and the next import deletes the staged records.
#[derive(Debug)]
pub struct Staging {
    db: Db,
    lock: ImportLock,
    /// The people that families may refer to, from the database and from this import, by agency
    /// key.
    known: HashMap<String, People>,
    agency: String,
    rows: Vec<Row>,
    bytes: usize,
    seq: i64,
}

impl Staging {
    /// Begins staging. First completes or discards an interrupted import.
    ///
    /// # Errors
    /// `Refused` while another import is running, or when a record of the interrupted import cannot
    /// be written; otherwise when the database fails.
    pub async fn begin(db: &Db) -> Result<Self, Error> {
        let lock = ImportLock::acquire(db)?.ok_or_else(|| Error::Refused("another import is running on this database; wait until it is done".into()))?;
        finish_interrupted(db, &lock).await?;
        let mut tx = db.acting_as_system("import").await?;
        let now = tx.now();
        on!(tx, c => sqlx::query("INSERT INTO import_run (id, state, applied_seq, started_at) VALUES (1, 'staging', 0, $1)").bind(now).execute(c))?;
        tx.save().await?;
        Ok(Self { db: db.clone(), lock, known: HashMap::new(), agency: String::new(), rows: Vec::new(), bytes: 0, seq: 0 })
    }

    /// The keys of the people that a family of the current agency may refer to, with their birth
    /// dates.
    pub fn known(&mut self) -> &People {
        self.known.entry(self.agency.clone()).or_default()
    }

    pub async fn agency(&mut self, agency: &Agency, source: Source) -> Result<(), Error> {
        self.agency.clone_from(&agency.key);
        if !self.known.contains_key(&agency.key) {
            let people = known_people(&self.db, &agency.key).await?;
            self.known.insert(agency.key.clone(), people);
        }
        self.stage(RecordKind::Agency, source).await
    }

    pub async fn person(&mut self, person: &Person, source: Source) -> Result<(), Error> {
        self.known.entry(self.agency.clone()).or_default().insert(person.key.clone(), person.born);
        self.stage(RecordKind::Person, source).await
    }

    pub async fn family(&mut self, source: Source) -> Result<(), Error> {
        self.stage(RecordKind::Family, source).await
    }

    async fn stage(&mut self, kind: RecordKind, source: Source) -> Result<(), Error> {
        self.seq += 1;
        self.bytes += source.body.len();
        self.rows.push(Row { seq: self.seq, kind, place: source.place, body: source.body });
        if self.bytes >= BATCH_BYTES { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        let mut tx = self.db.acting_as_system("import, staging").await?;
        add_all!(
            tx,
            "INSERT INTO import_record (seq, kind, place, body) ",
            rows,
            |row, r| row.push_bind(r.seq).push_bind(r.kind).push_bind(r.place.clone()).push_bind(r.body.clone()),
            ""
        );
        tx.save().await
    }

    /// Applies all staged records, and returns the people who keep access without being named.
    /// `progress` is called with the number of records processed since its last call. The numbers
    /// add up to twice `count`, because a trial pass first writes each record in a transaction that
    /// is rolled back.
    ///
    /// # Errors
    /// In the trial pass: `Refused` with the place of a record that cannot be written, `Busy` or
    /// `Unavailable` when the database fails; nothing was imported then. After it: `Refused`, with
    /// the place where the import stopped, or saying that the next import or a running portal
    /// resumes it.
    pub async fn apply(mut self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Vec<KeepsAccess>, Error> {
        self.flush().await?;
        let kept = match apply::run(&self.db, Pass::Trial, progress).await {
            Ok(kept) => kept,
            Err(error) => {
                self.discard().await;
                return Err(with_words(error, |words| format!("nothing was imported: {words}")));
            }
        };
        set_state(&self.db, "applying").await?;
        apply_to_the_end(&self.db, &self.lock, progress).await.map_err(|error| match error {
            Error::Refused(_) => error,
            other => Error::Refused(format!(
                "the import was interrupted: {other}; what is left of it is written by the next import, or by a running portal within a minute"
            )),
        })?;
        Ok(kept)
    }

    /// The number of staged records.
    pub fn count(&self) -> u64 {
        u64::try_from(self.seq).unwrap_or(0)
    }

    /// Deletes the staged records. When the database fails, it logs a warning, and the next import
    /// deletes them.
    pub async fn discard(self) {
        if let Err(error) = discard(&self.db).await {
            tracing::warn!(%error, "what an import had staged is left for the next one to remove");
        }
    }
}

/// Completes an import that was interrupted while it was applied, or discards one that was
/// interrupted while it was staged. Does nothing while an import is running, and on PostgreSQL.
///
/// # Errors
/// When the database fails, or a record cannot be written.
pub async fn resume(db: &Db) -> Result<(), Error> {
    if db.is_postgres() || state(db).await?.is_none() {
        return Ok(());
    }
    match ImportLock::acquire(db)? {
        Some(lock) => finish_interrupted(db, &lock).await,
        None => Ok(()),
    }
}

async fn finish_interrupted(db: &Db, lock: &ImportLock) -> Result<(), Error> {
    match state(db).await?.as_deref() {
        None => Ok(()),
        Some("applying") => {
            tracing::warn!("an import was interrupted; carrying it to its end");
            apply_to_the_end(db, lock, &mut |_| {}).await
        }
        Some(_) => discard(db).await,
    }
}

/// Runs the committing pass. Requires the lock as proof that no other process applies the same
/// records.
async fn apply_to_the_end(db: &Db, _lock: &ImportLock, progress: &mut (dyn FnMut(u64) + Send)) -> Result<(), Error> {
    match apply::run(db, Pass::Real, progress).await {
        // The record passed the trial, but something has changed since. A retry would fail again
        // and block every later import, so the rest is discarded.
        Err(error @ Error::Refused(_)) => {
            set_state(db, "staging").await?;
            discard(db).await?;
            Err(with_words(error, |words| format!("{words}; what stands before it is imported, what follows is not")))
        }
        other => other.map(|_| ()),
    }
}

fn with_words(error: Error, say: impl Fn(&str) -> String) -> Error {
    match error {
        Error::Refused(words) => Error::Refused(say(&words)),
        other => other,
    }
}

async fn state(db: &Db) -> Result<Option<String>, Error> {
    let mut tx = db.acting_as_system("import, state").await?;
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as("SELECT state FROM import_run").fetch_optional(c))?;
    Ok(row.map(|(state,)| state))
}

async fn set_state(db: &Db, state: &'static str) -> Result<(), Error> {
    let mut tx = db.acting_as_system("import, state").await?;
    on!(tx, c => sqlx::query("UPDATE import_run SET state = $1").bind(state).execute(c))?;
    tx.save().await
}

async fn discard(db: &Db) -> Result<(), Error> {
    loop {
        let mut tx = db.acting_as_system("import, removing what was staged").await?;
        let removed = on!(tx, c => sqlx::query("DELETE FROM import_record WHERE seq IN (SELECT seq FROM import_record ORDER BY seq LIMIT $1)")
            .bind(REMOVED_AT_ONCE).execute(c))?;
        if removed == 0 {
            on!(tx, c => sqlx::query("DELETE FROM import_run").execute(c))?;
            return tx.save().await;
        }
        tx.save().await?;
        tokio::time::sleep(apply::PAUSE).await;
    }
}

async fn known_people(db: &Db, agency: &str) -> Result<People, Error> {
    let mut tx = db.acting_as_system("import, known people").await?;
    let known: Vec<(String, Option<jiff_sqlx::Date>)> = on!(tx, c =>
        sqlx::query_as("SELECT p.key, p.born FROM person p JOIN agency a ON a.id = p.agency_id WHERE a.key = $1").bind(agency).fetch_all(c))?;
    Ok(known.into_iter().map(|(key, born)| (key, born.map(|born| born.to_jiff()))).collect())
}

/// A file lock held by the one process that imports into an SQLite database. The operating system
/// releases it when the process ends, even after a crash.
#[derive(Debug)]
struct ImportLock {
    _file: Option<File>,
}

impl ImportLock {
    /// `None` while another process holds the lock.
    fn acquire(db: &Db) -> Result<Option<Self>, Error> {
        let Some(database) = db.sqlite_path().filter(|path| path.is_file()) else { return Ok(Some(Self { _file: None })) };
        // A separate file: SQLite's POSIX locks on the database file are lost when the process
        // closes any handle to it. The empty lock file is never deleted: otherwise two processes
        // could each hold a lock, one on the deleted file and one on its replacement.
        let mut name = OsString::from(database);
        name.push("-import.lock");
        let path = PathBuf::from(name);
        let failed = |error: std::io::Error| Error::Refused(format!("the lock file {} can't be used: {error}", path.display()));
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
