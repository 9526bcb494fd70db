//! Where validated records are written: into one transaction, or into SQLite's staging tables.

use model::import::{ImportAgency, ImportFamily, ImportPerson, KnownPeople};
use store::import::{
    ImportFindings, ImportStaging, ImportTransaction, RecordSource, mark_demo, upsert_family,
};
use store::{Db, Error};

use crate::config::Installation;

#[derive(Debug)]
pub enum ImportTarget {
    /// One transaction: on PostgreSQL, where it does not block other writers, and for the demo,
    /// which is small and loaded before the server accepts requests.
    Transaction(Box<ImportTransaction>),
    /// Staging tables: on SQLite, where one long transaction would block all other writers.
    Staged(Box<ImportStaging>),
}

impl ImportTarget {
    /// Begins an import into the target that suits this database and installation.
    ///
    /// # Errors
    /// As for `ImportTransaction::begin` or `ImportStaging::begin`.
    pub async fn begin(db: &Db, installation: Installation) -> Result<Self, Error> {
        if installation.is_demo() || db.is_postgres() {
            return Ok(Self::Transaction(Box::new(
                ImportTransaction::begin(db).await?,
            )));
        }
        Ok(Self::Staged(Box::new(ImportStaging::begin(db).await?)))
    }

    /// The people whom a family may reference, by key with their birth dates: those read from the
    /// files and those already in the database.
    pub fn known_people(&mut self) -> &KnownPeople {
        match self {
            Self::Transaction(import) => import.known_people(),
            Self::Staged(staging) => staging.known_people(),
        }
    }

    /// Marks the database as a demo; `as_of` is the stored value of the flag.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_demo(&mut self, as_of: &str) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => mark_demo(import, as_of).await,
            // The demo is never staged.
            Self::Staged(_) => Ok(()),
        }
    }

    /// Writes or stages an agency, to which the records after it belong.
    ///
    /// # Errors
    /// When the database fails; staging also fails when no write transaction can begin, as for
    /// `Db::acting_as_system`.
    pub async fn add_agency(
        &mut self,
        agency: &ImportAgency,
        source: RecordSource,
    ) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => import.upsert_agency(agency).await,
            Self::Staged(staging) => staging.stage_agency(agency, source).await,
        }
    }

    /// Writes or stages a person of the current agency.
    ///
    /// # Errors
    /// As for `add_agency`.
    pub async fn add_person(
        &mut self,
        person: &ImportPerson,
        source: RecordSource,
    ) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => import.upsert_person(person).await,
            Self::Staged(staging) => staging.stage_person(person, source).await,
        }
    }

    /// Writes or stages a family of the current agency. The caller must have validated it.
    ///
    /// # Errors
    /// As for `add_agency`; without staging also `NotFound` for an unknown key, which validation
    /// should have rejected.
    pub async fn add_family(
        &mut self,
        family: &ImportFamily,
        source: RecordSource,
    ) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => upsert_family(import, family).await,
            Self::Staged(staging) => staging.stage_family(source).await,
        }
    }

    /// The total amount of work that `commit` reports to its `progress`.
    pub fn total_work(&self) -> u64 {
        match self {
            // The records were written while they were read. One COMMIT is left.
            Self::Transaction(_) => 0,
            // Each record is tried in a transaction that is rolled back, and then applied.
            Self::Staged(staging) => 2 * staging.record_count(),
        }
    }

    /// Commits the import and returns the people who still have access to a family although its
    /// file no longer names them. `progress` is called with the amount of work done since its last
    /// call.
    ///
    /// # Errors
    /// As for `Tx::commit` or `ImportStaging::apply_staged`.
    pub async fn commit(
        self,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<ImportFindings, Error> {
        match self {
            Self::Transaction(import) => {
                let findings = import.findings().clone();
                import.commit().await?;
                Ok(findings)
            }
            Self::Staged(staging) => staging.apply_staged(progress).await,
        }
    }

    /// Discards the import. A transaction is rolled back when it is dropped.
    pub async fn discard(self) {
        if let Self::Staged(staging) = self {
            staging.discard_staged().await;
        }
    }
}
