//! Where validated records are written: into one transaction, or into SQLite's staging tables.

use model::import::{Agency, Family, People, Person};
use store::import::{Import, KeepsAccess, Source, Staging, add_family, mark_demo};
use store::{Db, Error};

#[derive(Debug)]
pub enum Target {
    /// One transaction: on PostgreSQL, where it does not block other writers, and for the demo,
    /// which is small and loaded before the server accepts requests.
    Transaction(Box<Import>),
    /// Staging tables: on SQLite, where one long transaction would block all other writers.
    Staged(Box<Staging>),
}

impl Target {
    pub async fn begin(db: &Db, demo: bool) -> Result<Self, Error> {
        if demo || db.is_postgres() {
            return Ok(Self::Transaction(Box::new(Import::begin(db).await?)));
        }
        Ok(Self::Staged(Box::new(Staging::begin(db).await?)))
    }

    /// The people whom a family may reference, by key with their birth dates: those read from the
    /// files and those already in the database.
    pub fn known(&mut self) -> &People {
        match self {
            Self::Transaction(import) => import.known(),
            Self::Staged(staging) => staging.known(),
        }
    }

    pub async fn mark_demo(&mut self, as_of: &str) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => mark_demo(import, as_of).await,
            Self::Staged(_) => Ok(()),
        }
    }

    pub async fn agency(&mut self, agency: &Agency, source: Source) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => import.agency(agency).await,
            Self::Staged(staging) => staging.agency(agency, source).await,
        }
    }

    pub async fn person(&mut self, person: &Person, source: Source) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => import.person(person).await,
            Self::Staged(staging) => staging.person(person, source).await,
        }
    }

    pub async fn family(&mut self, family: &Family, source: Source) -> Result<(), Error> {
        match self {
            Self::Transaction(import) => add_family(import, family).await,
            Self::Staged(staging) => staging.family(source).await,
        }
    }

    /// The total amount of work that `commit` reports to its `progress`.
    pub fn work(&self) -> u64 {
        match self {
            Self::Transaction(_) => 0,
            Self::Staged(staging) => 2 * staging.count(),
        }
    }

    /// Commits the import and returns the people who still have access to a family although its
    /// file no longer names them. `progress` is called with the amount of work done since its last
    /// call.
    pub async fn commit(self, progress: &mut (dyn FnMut(u64) + Send)) -> Result<Vec<KeepsAccess>, Error> {
        match self {
            Self::Transaction(import) => {
                let kept = import.keeps_access().to_vec();
                import.save().await?;
                Ok(kept)
            }
            Self::Staged(staging) => staging.apply(progress).await,
        }
    }

    /// Discards the import. A transaction is rolled back when it is dropped.
    pub async fn discard(self) {
        if let Self::Staged(staging) = self {
            staging.discard().await;
        }
    }
}
