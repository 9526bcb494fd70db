//! Where a checked import goes: into one transaction, or into the staging tables of SQLite.

use model::import::{Agency, Family, People, Person};
use store::import::{Import, KeepsAccess, Source, Staging, add_family, mark_demo};
use store::{Db, Error};

#[derive(Debug)]
pub enum Target {
    /// PostgreSQL, where nobody waits for it; and a demo, which is small and loaded before anybody is let in.
    Transaction(Box<Import>),
    /// SQLite, with its one writer.
    Staged(Box<Staging>),
}

impl Target {
    pub async fn begin(db: &Db, demo: bool) -> Result<Self, Error> {
        if demo || db.is_postgres() {
            return Ok(Self::Transaction(Box::new(Import::begin(db).await?)));
        }
        Ok(Self::Staged(Box::new(Staging::begin(db).await?)))
    }

    /// The people a family may speak of, from these files and from before, with their birth dates.
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

    /// How much work `commit` will report.
    pub fn work(&self) -> u64 {
        match self {
            Self::Transaction(_) => 0,
            Self::Staged(staging) => 2 * staging.count(),
        }
    }

    /// Keeps everything, and tells who keeps access without being named. `progress` is told of the work done since it was last told.
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

    /// Keeps nothing.
    pub async fn discard(self) {
        if let Self::Staged(staging) = self {
            staging.discard().await;
        }
    }
}
