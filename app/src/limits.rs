//! What one person may have done at once. Costly reads are bounded for the whole process by `store::blocking_pool`; this
//! keeps one person from taking all of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::id::PersonId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::error::Error;

/// PDFs and exports.
pub static EXPORTS: OneEach = OneEach::new();
/// Searches.
pub static SEARCHES: OneEach = OneEach::new();

/// How long the next request of a person waits for their last one to end: a page that is loaded again cancels what was under
/// way, and that ends a moment later.
const WAIT: Duration = Duration::from_secs(2);

/// One at a time for each person.
#[derive(Debug)]
pub struct OneEach(Mutex<BTreeMap<PersonId, Arc<Semaphore>>>);

/// The one turn of a person, until dropped. It moves into the work, and lives as long as that.
#[derive(Debug)]
pub struct Turn {
    all: &'static OneEach,
    person: PersonId,
    permit: Option<OwnedSemaphorePermit>,
}

impl OneEach {
    const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// Waits a moment for the turn of this person.
    ///
    /// # Errors
    /// `Busy` when their last work goes on, or another request of theirs waits already.
    pub async fn enter(&'static self, person: PersonId) -> Result<Turn, Error> {
        // Dropped in any case, it takes out what nobody uses any more.
        let mut turn = Turn { all: self, person, permit: None };
        let semaphore = {
            let mut all = self.lock();
            let semaphore = all.entry(person).or_insert_with(|| Arc::new(Semaphore::new(1)));
            // The map has one, who works another, who waits a third.
            if Arc::strong_count(semaphore) > 2 {
                return Err(Error::Busy);
            }
            semaphore.clone()
        };
        turn.permit = Some(timeout(WAIT, semaphore.acquire_owned()).await.map_err(|_| Error::Busy)?.map_err(|_| Error::Broken)?);
        Ok(turn)
    }

    /// How many people have a turn or wait for one.
    pub fn people(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<PersonId, Arc<Semaphore>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut all = self.all.lock();
        drop(self.permit.take());
        if all.get(&self.person).is_some_and(|semaphore| Arc::strong_count(semaphore) == 1) {
            all.remove(&self.person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    /// Begins to wait behind who has the turn.
    async fn waiting(all: &'static OneEach, person: PersonId) -> tokio::task::JoinHandle<Result<Turn, Error>> {
        let waiting = tokio::spawn(all.enter(person));
        while Arc::strong_count(&all.lock()[&person]) < 3 {
            tokio::task::yield_now().await;
        }
        waiting
    }

    #[tokio::test]
    async fn one_person_has_one_turn_and_others_have_theirs() {
        static ALL: OneEach = OneEach::new();
        let first = ALL.enter(person(1)).await.unwrap();
        let other = ALL.enter(person(2)).await.unwrap();
        assert_eq!(ALL.enter(person(1)).await.unwrap_err(), Error::Busy, "refused after a moment");
        let second = waiting(&ALL, person(1)).await;
        assert_eq!(ALL.enter(person(1)).await.unwrap_err(), Error::Busy, "and a third at once");
        drop(first);
        let second = second.await.unwrap().unwrap();
        assert_eq!(ALL.people(), 2);
        drop((second, other));
        assert_eq!(ALL.people(), 0, "nothing is remembered of who is done");
    }

    #[tokio::test]
    async fn a_request_that_gave_up_waiting_leaves_nothing_behind() {
        static ALL: OneEach = OneEach::new();
        let first = ALL.enter(person(1)).await.unwrap();
        let waiting = waiting(&ALL, person(1)).await;
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        drop(first);
        assert_eq!(ALL.people(), 0);
        ALL.enter(person(1)).await.unwrap();
    }
}
