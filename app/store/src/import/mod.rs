//! Importing agencies, people and families, matched by their keys. The caller parses and validates
//! the file, and commits or drops the transaction; one file, or several given together, are one
//! transaction. On SQLite a long transaction would block all other writers, so the records are
//! staged first and then applied in many short transactions (`staging`).

mod apply;
mod children;
mod clocks;
pub mod court_list;
mod event_kinds;
mod event_notices;
mod event_parts;
mod family;
mod family_time;
mod findings;
mod import_text;
mod insert_batch;
mod plan;
mod plan_item_row;
mod plan_items;
mod published_version;
mod referenced_rows;
mod retained_access;
mod reviews;
mod staging;
mod team;
mod threads;
mod transition;
mod tribe;
mod visit_readers;
mod whole_database;

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AgencyId, PersonId};
use model::import::{ImportAgency, ImportPerson, ImportWorkHours, KnownPeople};
use sqlx::types::Json;

use crate::db::run_on;
use crate::{Db, Error, Tx};

pub use family::upsert_family;
pub use findings::{ImportFindings, KeptRecord};
pub use retained_access::RetainedAccess;
pub use staging::{ImportStaging, RecordSource, resume_interrupted};
pub use whole_database::{
    DatabaseContent, mark_demo, read_database_content, update_planner_statistics,
};

/// SQL assignment: the agency's value of a column of `person`, unless the person has saved one of
/// their own. The languages of interpreters are always the agency's: by them they take requests.
macro_rules! unless_saved {
    ($column:literal) => {
        unless_saved!($column, "")
    };
    ($column:literal, interpreters) => {
        unless_saved!(
            $column,
            " OR EXISTS (SELECT 1 FROM membership m WHERE m.person_id = person.id AND m.role = \
                'interpreter')"
        )
    };
    ($column:literal, $agency_keeps:literal) => {
        concat!(
            $column,
            " = CASE WHEN person.details_saved_at IS NULL",
            $agency_keeps,
            " THEN excluded.",
            $column,
            " ELSE person.",
            $column,
            " END, "
        )
    };
}

/// A running import: one system transaction, with the state of the current agency.
#[derive(Debug)]
pub struct ImportTransaction {
    pub(crate) tx: Tx,
    pub(crate) agency: AgencyId,
    pub(crate) zone: String,
    pub(crate) people: HashMap<String, PersonId>,
    born: KnownPeople,
    /// Rows of the current family that are not yet written.
    pub(crate) batch: insert_batch::InsertBatch,
    findings: ImportFindings,
}

/// The state of the current agency, carried from one transaction to the next.
#[derive(Debug)]
pub(crate) struct AgencyState {
    agency: AgencyId,
    zone: String,
    people: HashMap<String, PersonId>,
    born: KnownPeople,
}

impl Default for AgencyState {
    fn default() -> Self {
        Self {
            agency: AgencyId(uuid::Uuid::nil()),
            // Replaced by `upsert_agency` before any family: a file begins with its agency.
            zone: "UTC".into(),
            people: HashMap::new(),
            born: HashMap::new(),
        }
    }
}

impl ImportTransaction {
    /// Begins an import in a new transaction, which is rolled back unless `commit` is called.
    ///
    /// # Errors
    /// `Busy` when no connection is free in time, or another writer holds the SQLite write lock.
    pub async fn begin(db: &Db) -> Result<Self, Error> {
        Ok(Self::continue_with(
            db.acting_as_system("import").await?,
            AgencyState::default(),
        ))
    }

    /// Continues in a new transaction with the state of an earlier one.
    pub(crate) fn continue_with(tx: Tx, state: AgencyState) -> Self {
        let AgencyState {
            agency,
            zone,
            people,
            born,
        } = state;
        Self {
            tx,
            agency,
            zone,
            people,
            born,
            batch: insert_batch::InsertBatch::default(),
            findings: ImportFindings::default(),
        }
    }

    /// The transaction, and the state to continue with in the next one.
    pub(crate) fn into_parts(self) -> (Tx, AgencyState) {
        (
            self.tx,
            AgencyState {
                agency: self.agency,
                zone: self.zone,
                people: self.people,
                born: self.born,
            },
        )
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// As for `Tx::commit`.
    pub async fn commit(self) -> Result<(), Error> {
        self.tx.commit().await
    }

    /// The keys of the people that a family of the current agency may refer to, from this import
    /// and from the database, with their birth dates.
    pub fn known_people(&self) -> &KnownPeople {
        &self.born
    }

    /// The people who keep access to an imported family although the file does not name them.
    pub fn retained_access(&self) -> &[RetainedAccess] {
        &self.findings.retained_access
    }

    /// What the operator is told.
    pub const fn findings(&self) -> &ImportFindings {
        &self.findings
    }

    /// Adds or updates the agency, makes it the current one, and loads its people from the
    /// database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upsert_agency(&mut self, agency: &ImportAgency) -> Result<(), Error> {
        // Used only if there is no agency with this key; an existing one keeps its id, which
        // RETURNING gives.
        let id: AgencyId = self.tx.clock().new_id();
        let row: Option<(AgencyId,)> = run_on!(self.tx, |c| {
            sqlx::query_as(
            "INSERT INTO agency (id, key, name, time_zone, languages, phone, exit_address) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (key) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, languages = excluded.languages,
             phone = excluded.phone, exit_address = excluded.exit_address RETURNING id")
            .bind(id).bind(&agency.key).bind(&agency.name).bind(&agency.time_zone).bind(Json(&agency.languages))
            .bind(&agency.phone).bind(&agency.exit_address).fetch_optional(c)
        })?;
        self.agency = row.ok_or(Error::NotFound)?.0;
        // After the agency is current: these write rows of `self.agency`.
        self.replace_glossary(agency).await?;
        self.replace_event_kinds(agency).await?;
        self.replace_holidays(agency).await?;
        self.zone.clone_from(&agency.time_zone);
        let known: Vec<(String, PersonId, Option<jiff_sqlx::Date>)> =
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT key, id, date_of_birth FROM person WHERE agency_id = $1"
            )
            .bind(self.agency)
            .fetch_all(c))?;
        // Keys are unique within an agency only: no one of the previous agency may be found by one.
        self.people.clear();
        self.born.clear();
        for (key, id, born) in known {
            self.born
                .insert(key.clone(), born.map(|born| born.to_jiff()));
            self.people.insert(key, id);
        }
        Ok(())
    }

    /// Replaces the agency's glossary. An empty glossary in the file leaves the stored one
    /// unchanged.
    async fn replace_glossary(&mut self, agency: &ImportAgency) -> Result<(), Error> {
        if agency.glossary.is_empty() {
            return Ok(());
        }
        // Deleted and written again, so that a term that the agency took out of its file is gone.
        run_on!(self.tx, |c| sqlx::query(
            "DELETE FROM glossary WHERE agency_id = $1"
        )
        .bind(self.agency)
        .execute(c))?;
        for term in &agency.glossary {
            // The first of several entries for one term counts.
            for into in &term.into {
                run_on!(self.tx, |c| {
                    sqlx::query(
                        "INSERT INTO glossary (agency_id, language, term, to_language, \
                        words) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                    )
                    .bind(self.agency)
                    .bind(import_text::language_tag(&term.language))
                    .bind(&term.term)
                    .bind(import_text::language_tag(&into.language))
                    .bind(&into.words)
                    .execute(c)
                })?;
            }
        }
        Ok(())
    }

    /// Adds or updates a person of the current agency.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upsert_person(&mut self, person: &ImportPerson) -> Result<(), Error> {
        let id: PersonId = self.tx.clock().new_id();
        // Hours that make no sense are `None` here; the validation of the file has reported them.
        let work_hours = person
            .work_hours
            .as_ref()
            .and_then(ImportWorkHours::to_hours)
            .map(|hours| hours.to_string());
        // An existing person keeps their id, which RETURNING gives.
        let row: Option<(PersonId,)> = run_on!(self.tx, |c| {
            sqlx::query_as(concat!(
            "INSERT INTO person (id, agency_id, key, name, chosen_name, pronouns, pronunciation, languages_spoken, languages_read, date_of_birth, work_phone, work_hours)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (agency_id, key) DO UPDATE SET name = excluded.name, ",
            unless_saved!("chosen_name"), unless_saved!("pronouns"), unless_saved!("pronunciation"),
            unless_saved!("languages_spoken", interpreters),
            unless_saved!("languages_read", interpreters),
            "date_of_birth = excluded.date_of_birth, work_phone = excluded.work_phone, work_hours = excluded.work_hours RETURNING id"))
            .bind(id).bind(self.agency).bind(&person.key).bind(&person.name).bind(&person.chosen_name).bind(&person.pronouns)
            .bind(&person.pronunciation).bind(Json(&person.languages_spoken)).bind(Json(&person.languages_read))
            .bind(person.born.map(|born| born.to_sqlx())).bind(&person.work_phone).bind(&work_hours).fetch_optional(c)
        })?;
        // Also in memory: families later in the file refer to people by their keys.
        self.people
            .insert(person.key.clone(), row.ok_or(Error::NotFound)?.0);
        self.born.insert(person.key.clone(), person.born);
        Ok(())
    }

    /// Writes the rows of the batch.
    pub(crate) async fn flush_batch(&mut self) -> Result<(), Error> {
        // The batch is left empty, so that a later call writes nothing twice.
        std::mem::take(&mut self.batch)
            .write_rows(&mut self.tx)
            .await
    }

    pub(crate) fn person_id(&self, key: &str) -> Result<PersonId, Error> {
        self.people.get(key).copied().ok_or(Error::NotFound)
    }
}
