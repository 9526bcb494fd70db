//! Applies the staged records of an import on SQLite in short transactions, with pauses in which
//! other writers can acquire the write lock.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use model::id::PersonId;
use model::import::{Agency, Family, Person};
use tokio::time::{Instant, sleep};

use super::staging::RecordKind;
use super::{Import, KeepsAccess, Known, add_family};
use crate::db::on;
use crate::{Db, Error, Tx};

/// The time after which a transaction stops adding records. With the commit and the wait for the
/// lock, another writer is delayed by well below a second.
const TURN: Duration = Duration::from_millis(250);
/// The pause between two transactions. It is longer than the busy handler of SQLite in another
/// process sleeps between two attempts to acquire the lock (at most 100 ms), so each waiting writer
/// succeeds.
pub(super) const PAUSE: Duration = Duration::from_millis(120);
/// The number of records read and parsed in advance, outside the write transaction.
const AHEAD: i64 = 200;
/// The number of attempts to acquire the write lock before the import fails, each with a timeout of
/// 5 seconds.
const TRIES: u32 = 24;

/// Whether the transactions of a pass are rolled back or committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Rolled back: a dry run that checks whether every record can be written.
    Trial,
    /// Committed, together with the progress of the import.
    Real,
}

enum Record {
    Agency(Box<Agency>),
    Person(Box<Person>),
    Family(Box<Family>),
}

struct Staged {
    seq: i64,
    place: String,
    record: Record,
}

/// Runs one pass over the staged records. A real pass resumes after the last committed record.
/// Returns the people who keep access to the families of this pass without being named.
///
/// # Errors
/// `Refused` with the place of a record that cannot be written, `Busy` when the write lock is not
/// acquired after all attempts, `Unavailable` when the database fails.
pub(super) async fn run(db: &Db, pass: Pass, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Vec<KeepsAccess>, Error> {
    let mut after = if pass == Pass::Real { applied(db).await? } else { 0 };
    let mut applier = Applier { pass, known: None, people: HashMap::new(), agency: String::new(), keeps_access: Vec::new() };
    let mut ahead = VecDeque::new();
    loop {
        if ahead.is_empty() {
            ahead = load(db, after).await?;
        }
        if ahead.is_empty() {
            break;
        }
        let tx = begin(db).await?;
        let done = applier.turn(tx, after, &ahead).await?;
        after = ahead.get(done - 1).map_or(after, |last| last.seq);
        ahead.drain(..done);
        progress(u64::try_from(done).unwrap_or(0));
        sleep(PAUSE).await;
    }
    if pass == Pass::Real {
        let mut tx = begin(db).await?;
        // Deletes the records of agencies: they are kept until the end, because a resumed import
        // needs the agency that precedes its next record.
        on!(tx, c => sqlx::query("DELETE FROM import_record").execute(c))?;
        on!(tx, c => sqlx::query("DELETE FROM import_run").execute(c))?;
        tx.save().await?;
    }
    Ok(applier.keeps_access)
}

async fn begin(db: &Db) -> Result<Tx, Error> {
    let mut tries = 1;
    loop {
        match db.acting_as_system("import").await {
            Err(Error::Busy) if tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

async fn applied(db: &Db) -> Result<i64, Error> {
    let mut tx = begin(db).await?;
    let row: Option<(i64,)> = on!(tx, c => sqlx::query_as("SELECT applied_seq FROM import_run").fetch_optional(c))?;
    Ok(row.map_or(0, |(seq,)| seq))
}

async fn load(db: &Db, after: i64) -> Result<VecDeque<Staged>, Error> {
    let mut tx = begin(db).await?;
    let rows: Vec<(i64, RecordKind, String, String)> = on!(tx, c =>
        sqlx::query_as("SELECT seq, kind, place, body FROM import_record WHERE seq > $1 ORDER BY seq LIMIT $2").bind(after).bind(AHEAD).fetch_all(c))?;
    drop(tx);
    rows.into_iter()
        .map(|(seq, kind, place, body)| Ok::<_, Error>(Staged { seq, record: parse(kind, &body).map_err(|error| at(&place, &error))?, place }))
        .collect()
}

fn parse(kind: RecordKind, body: &str) -> serde_json::Result<Record> {
    Ok(match kind {
        RecordKind::Agency => Record::Agency(serde_json::from_str(body)?),
        RecordKind::Person => Record::Person(serde_json::from_str(body)?),
        RecordKind::Family => Record::Family(serde_json::from_str(body)?),
    })
}

fn at(place: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Refused(format!("the import stopped at {place}, which can't be written: {error}"))
}

/// The state that is carried from one transaction to the next.
struct Applier {
    pass: Pass,
    known: Option<Known>,
    /// In a trial pass: the people of each agency so far. Their rows are rolled back, so later
    /// transactions cannot find them in the database.
    people: HashMap<String, HashMap<String, PersonId>>,
    agency: String,
    keeps_access: Vec<KeepsAccess>,
}

impl Applier {
    /// Writes records in one transaction until `TURN` has elapsed, and returns their number.
    /// `after` is the number of the record before the first.
    async fn turn(&mut self, tx: Tx, after: i64, ahead: &VecDeque<Staged>) -> Result<usize, Error> {
        let started = Instant::now();
        let mut import = match self.known.take() {
            Some(known) => Import::with(tx, known),
            None => resumed(tx, after).await?,
        };
        if self.pass == Pass::Trial {
            // Rows of earlier transactions of the trial were rolled back, so references to them are
            // violated. A deferred check runs at commit only, and a trial never commits.
            on!(import.tx, c => sqlx::query("PRAGMA defer_foreign_keys = ON").execute(c))?;
        }
        let mut done = 0;
        for staged in ahead {
            self.record(&mut import, &staged.record).await.map_err(|error| match error {
                Error::Busy | Error::Unavailable(_) => error,
                Error::NotFound => at(&staged.place, &"it names a key that is not known"),
                other => at(&staged.place, &other),
            })?;
            done += 1;
            if started.elapsed() >= TURN {
                break;
            }
        }
        if self.pass == Pass::Real {
            let last = ahead.get(done - 1).map_or(after, |staged| staged.seq);
            on!(import.tx, c => sqlx::query("DELETE FROM import_record WHERE seq <= $1 AND kind <> 'agency'").bind(last).execute(c))?;
            on!(import.tx, c => sqlx::query("UPDATE import_run SET applied_seq = $1").bind(last).execute(c))?;
        }
        self.keeps_access.append(&mut import.keeps_access);
        let (tx, known) = import.into_parts();
        self.known = Some(known);
        // Dropping the transaction of a trial pass rolls it back.
        if self.pass == Pass::Real {
            tx.save().await?;
        }
        Ok(done)
    }

    async fn record(&mut self, import: &mut Import, record: &Record) -> Result<(), Error> {
        match record {
            Record::Person(person) => import.person(person).await,
            Record::Family(family) => add_family(import, family).await,
            Record::Agency(agency) if self.pass == Pass::Real => import.agency(agency).await,
            Record::Agency(agency) => {
                let before = std::mem::replace(&mut self.agency, agency.key.clone());
                self.people.entry(before).or_default().extend(import.people.drain());
                import.agency(agency).await?;
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
async fn resumed(tx: Tx, after: i64) -> Result<Import, Error> {
    let mut import = Import::with(tx, Known::default());
    let body: Option<(String,)> = on!(import.tx, c =>
        sqlx::query_as("SELECT body FROM import_record WHERE kind = 'agency' AND seq <= $1 ORDER BY seq DESC LIMIT 1").bind(after).fetch_optional(c))?;
    if let Some((body,)) = body {
        let agency: Agency = serde_json::from_str(&body).map_err(|error| at("the agency", &error))?;
        import.agency(&agency).await?;
    }
    Ok(import)
}
