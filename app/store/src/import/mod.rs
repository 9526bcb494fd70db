//! Importing agencies, people and families, matched by their keys. The caller parses and validates
//! the file, and commits or drops the transaction; one file, or several given together, are one
//! transaction. On SQLite a long transaction would block all other writers, so the records are
//! staged first and then applied in many short transactions (`staging`).

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

/// A running import: one system transaction, with the state of the current agency.
#[derive(Debug)]
pub struct Import {
    pub(crate) tx: Tx,
    pub(crate) agency: AgencyId,
    pub(crate) zone: String,
    pub(crate) people: HashMap<String, PersonId>,
    born: People,
    /// Rows of the current family that are not yet written.
    pub(crate) batch: batch::Batch,
    keeps_access: Vec<KeepsAccess>,
}

/// The state of the current agency, carried from one transaction to the next.
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
    /// Begins an import in a new transaction, which is rolled back unless `save` is called.
    ///
    /// # Errors
    /// `Busy` when no connection is free in time, or another writer holds the SQLite write lock.
    pub async fn begin(db: &Db) -> Result<Self, Error> {
        Ok(Self::with(db.acting_as_system("import").await?, Known::default()))
    }

    /// Continues in a new transaction with the state of an earlier one.
    pub(crate) fn with(tx: Tx, known: Known) -> Self {
        let Known { agency, zone, people, born } = known;
        Self { tx, agency, zone, people, born, batch: batch::Batch::default(), keeps_access: Vec::new() }
    }

    /// The transaction, and the state to continue with in the next one.
    pub(crate) fn into_parts(self) -> (Tx, Known) {
        (self.tx, Known { agency: self.agency, zone: self.zone, people: self.people, born: self.born })
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// As for `Tx::save`.
    pub async fn save(self) -> Result<(), Error> {
        self.tx.save().await
    }

    /// The keys of the people that a family of the current agency may refer to, from this import
    /// and from the database, with their birth dates.
    pub fn known(&self) -> &People {
        &self.born
    }

    /// The people who keep access to an imported family although the file does not name them.
    pub fn keeps_access(&self) -> &[KeepsAccess] {
        &self.keeps_access
    }

    /// Adds or updates the agency, makes it the current one, and loads its people from the
    /// database.
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

    /// Replaces the agency's glossary. An empty glossary in the file leaves the stored one
    /// unchanged.
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

    /// Adds or updates a person of the current agency.
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

    /// Writes the rows of the batch.
    pub(crate) async fn flush(&mut self) -> Result<(), Error> {
        std::mem::take(&mut self.batch).write(&mut self.tx).await
    }

    pub(crate) fn person_id(&self, key: &str) -> Result<PersonId, Error> {
        self.people.get(key).copied().ok_or(Error::NotFound)
    }
}

/// Updates PostgreSQL's planner statistics after a large import, instead of waiting minutes for
/// autovacuum. Does nothing on SQLite.
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

/// Two flags: whether the database is marked as a demo, and whether it contains no agency.
///
/// # Errors
/// When the database fails.
pub async fn is_demo_or_empty(db: &Db) -> Result<(bool, bool), Error> {
    let mut tx = db.acting_as_system("demo mark").await?;
    let marked: Vec<(String,)> = on!(tx, c => sqlx::query_as("SELECT value FROM mark WHERE name = 'demo'").fetch_all(c))?;
    let agencies: Vec<(AgencyId,)> = on!(tx, c => sqlx::query_as("SELECT id FROM agency LIMIT 1").fetch_all(c))?;
    Ok((!marked.is_empty(), agencies.is_empty()))
}

/// Marks the database as a demo, so that real data is never imported into it, and demo data never
/// into a real database. `as_of` is the stored value of the mark.
///
/// # Errors
/// When the database fails.
pub async fn mark_demo(import: &mut Import, as_of: &str) -> Result<(), Error> {
    on!(import.tx, c => sqlx::query("INSERT INTO mark (name, value) VALUES ('demo', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(as_of).execute(c))?;
    Ok(())
}
