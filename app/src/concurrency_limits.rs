//! Concurrency limits per person. `store::blocking_pool` limits expensive work of the whole
//! process; this module keeps one person from using all of it.

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

/// How long a request waits for the same person's previous one: reloading a page cancels its work,
/// which ends shortly after.
const WAIT: Duration = Duration::from_secs(2);

/// One permit per person.
#[derive(Debug)]
pub struct OneEach(Mutex<BTreeMap<PersonId, Arc<Semaphore>>>);

/// A person's permit, released on drop. Move it into the work, so that it is held until that ends.
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

    /// Waits up to `WAIT` for the person's permit.
    ///
    /// # Errors
    /// `Busy` when the person's previous work does not end in time, or when another request of
    /// theirs is already waiting.
    pub async fn enter(&'static self, person: PersonId) -> Result<Turn, Error> {
        // Created before the permit, so that dropping it on any path removes an unused semaphore.
        let mut turn = Turn { all: self, person, permit: None };
        let semaphore = {
            let mut all = self.lock();
            let semaphore = all.entry(person).or_insert_with(|| Arc::new(Semaphore::new(1)));
            // One reference each for the map, the permit's holder and a waiting request.
            if Arc::strong_count(semaphore) > 2 {
                return Err(Error::Busy);
            }
            semaphore.clone()
        };
        turn.permit = Some(timeout(WAIT, semaphore.acquire_owned()).await.map_err(|_| Error::Busy)?.map_err(|_| Error::Broken)?);
        Ok(turn)
    }

    /// Number of people who hold a permit or wait for one.
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

    /// Starts to wait for a permit that is held.
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
