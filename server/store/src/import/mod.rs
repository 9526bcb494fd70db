//! Writing an import file's agency, people and families, by key. The caller reads the file, checks it, and
//! keeps or drops the transaction; one file, or several given together, are one transaction. On SQLite, where a long one would keep
//! everybody else from writing, they are staged first and applied in many (`staging`).

mod access;
mod apply;
mod batch;
mod child;
mod family;
mod progress;
mod staging;
mod thread;
mod words;

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AgencyId, PersonId};
use model::import::{Agency, People, Person};
use sqlx::types::Json;

use crate::db::on;
use crate::{Db, Error, Tx};

pub use access::KeepsAccess;
pub use family::add_family;
pub use staging::{Source, Staging, resume};

/// An import under way: one transaction of the system, for one agency at a time.
#[derive(Debug)]
pub struct Import {
    pub(crate) tx: Tx,
    pub(crate) agency: AgencyId,
    pub(crate) zone: String,
    pub(crate) people: HashMap<String, PersonId>,
    born: People,
    /// Rows of the family being read, not yet written.
    pub(crate) batch: batch::Batch,
    keeps_access: Vec<KeepsAccess>,
}

/// What an import has learned of its agency; carried from one transaction to the next.
#[derive(Debug)]
pub(crate) struct Known {
    agency: AgencyId,
    zone: String,
    people: HashMap<String, PersonId>,
    born: People,
}

impl Default for Known {
    fn default() -> Self {
        Self { agency: AgencyId(uuid::Uuid::nil()), zone: "UTC".into(), people: HashMap::new(), born: HashMap::new() }
    }
}

impl Import {
    /// Begins an import. Nothing is kept until `save`.
    ///
    /// # Errors
    /// `Busy` when another writer holds SQLite.
    pub async fn begin(db: &Db) -> Result<Self, Error> {
        Ok(Self::with(db.acting_as_system("import").await?, Known::default()))
    }

    /// Goes on in a new transaction with what was learned in an earlier one.
    pub(crate) fn with(tx: Tx, known: Known) -> Self {
        let Known { agency, zone, people, born } = known;
        Self { tx, agency, zone, people, born, batch: batch::Batch::default(), keeps_access: Vec::new() }
    }

    /// The transaction, and what was learned in it.
    pub(crate) fn into_parts(self) -> (Tx, Known) {
        (self.tx, Known { agency: self.agency, zone: self.zone, people: self.people, born: self.born })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// When the database fails; then nothing was kept.
    pub async fn save(self) -> Result<(), Error> {
        self.tx.save().await
    }

    /// The people a family may speak of, from this file and from before, with their birth dates.
    pub fn known(&self) -> &People {
        &self.born
    }

    /// People who can still open a family that was read, although its file does not name them any more.
    pub fn keeps_access(&self) -> &[KeepsAccess] {
        &self.keeps_access
    }

    /// Adds or updates the agency, and learns whom it knows already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agency(&mut self, agency: &Agency) -> Result<(), Error> {
        let id: AgencyId = self.tx.clock().mint();
        let row: Option<(AgencyId,)> = on!(self.tx, c => sqlx::query_as(
            "INSERT INTO agency (id, key, name, time_zone, languages, phone, exit_address) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (key) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, languages = excluded.languages,
             phone = excluded.phone, exit_address = excluded.exit_address RETURNING id")
            .bind(id).bind(&agency.key).bind(&agency.name).bind(&agency.time_zone).bind(Json(&agency.languages))
            .bind(&agency.phone).bind(&agency.exit_address).fetch_optional(c))?;
        self.agency = row.ok_or(Error::NotFound)?.0;
        self.glossary(agency).await?;
        self.zone.clone_from(&agency.time_zone);
        let known: Vec<(String, PersonId, Option<jiff_sqlx::Date>)> = on!(self.tx, c =>
            sqlx::query_as("SELECT key, id, born FROM person WHERE agency_id = $1").bind(self.agency).fetch_all(c))?;
        self.people.clear();
        self.born.clear();
        for (key, id, born) in known {
            self.born.insert(key.clone(), born.map(|born| born.to_jiff()));
            self.people.insert(key, id);
        }
        Ok(())
    }

    async fn glossary(&mut self, agency: &Agency) -> Result<(), Error> {
        if agency.glossary.is_empty() {
            return Ok(());
        }
        on!(self.tx, c => sqlx::query("DELETE FROM glossary WHERE agency_id = $1").bind(self.agency).execute(c))?;
        for term in &agency.glossary {
            for into in &term.into {
                on!(self.tx, c => sqlx::query("INSERT INTO glossary (agency_id, language, term, to_language, words) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
                    .bind(self.agency).bind(words::tag(&term.language)).bind(&term.term).bind(words::tag(&into.language)).bind(&into.words).execute(c))?;
            }
        }
        Ok(())
    }

    /// Adds or updates a person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn person(&mut self, person: &Person) -> Result<(), Error> {
        let id: PersonId = self.tx.clock().mint();
        let row: Option<(PersonId,)> = on!(self.tx, c => sqlx::query_as(
            "INSERT INTO person (id, agency_id, key, name, chosen_name, pronouns, pronunciation, languages_spoken, languages_read, born)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (agency_id, key) DO UPDATE SET name = excluded.name, chosen_name = excluded.chosen_name, pronouns = excluded.pronouns,
             pronunciation = excluded.pronunciation, languages_spoken = excluded.languages_spoken, languages_read = excluded.languages_read,
             born = excluded.born RETURNING id")
            .bind(id).bind(self.agency).bind(&person.key).bind(&person.name).bind(&person.chosen_name).bind(&person.pronouns)
            .bind(&person.pronunciation).bind(Json(&person.languages_spoken)).bind(Json(&person.languages_read))
            .bind(person.born.map(|born| born.to_sqlx())).fetch_optional(c))?;
        self.people.insert(person.key.clone(), row.ok_or(Error::NotFound)?.0);
        self.born.insert(person.key.clone(), person.born);
        Ok(())
    }

    /// Writes the rows that wait.
    pub(crate) async fn flush(&mut self) -> Result<(), Error> {
        std::mem::take(&mut self.batch).write(&mut self.tx).await
    }

    pub(crate) fn person_id(&self, key: &str) -> Result<PersonId, Error> {
        self.people.get(key).copied().ok_or(Error::NotFound)
    }
}

/// Renews PostgreSQL's statistics after a large import, which would else come some minutes later.
///
/// # Errors
/// When the database fails.
pub async fn analyze(db: &Db) -> Result<(), Error> {
    if !db.is_postgres() {
        return Ok(());
    }
    let mut tx = db.acting_as_system("statistics after an import").await?;
    on!(tx, c => sqlx::query("SELECT alongside_analyze()").execute(c))?;
    tx.save().await
}

/// Whether a database holds nothing but a demo, or nothing at all.
///
/// # Errors
/// When the database fails.
pub async fn is_demo_or_empty(db: &Db) -> Result<(bool, bool), Error> {
    let mut tx = db.acting_as_system("demo mark").await?;
    let marked: Vec<(String,)> = on!(tx, c => sqlx::query_as("SELECT value FROM mark WHERE name = 'demo'").fetch_all(c))?;
    let agencies: Vec<(AgencyId,)> = on!(tx, c => sqlx::query_as("SELECT id FROM agency LIMIT 1").fetch_all(c))?;
    Ok((!marked.is_empty(), agencies.is_empty()))
}

/// Marks the database as a demo's, so that no real data is ever loaded beside it, or lost to it.
///
/// # Errors
/// When the database fails.
pub async fn mark_demo(import: &mut Import, as_of: &str) -> Result<(), Error> {
    on!(import.tx, c => sqlx::query("INSERT INTO mark (name, value) VALUES ('demo', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(as_of).execute(c))?;
    Ok(())
}
