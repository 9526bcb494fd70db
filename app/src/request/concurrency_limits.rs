//! Concurrency limits per person. `runtime::blocking_pool` limits expensive work of the whole
//! process; this module keeps one person from using all of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::id::PersonId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::error::AppError;

/// PDFs and exports.
pub static EXPORTS: PerPersonLimit = PerPersonLimit::new();
/// Searches.
pub static SEARCHES: PerPersonLimit = PerPersonLimit::new();

/// How long a request waits for the same person's previous one: reloading a page cancels its work,
/// which ends shortly after.
const PERMIT_TIMEOUT: Duration = Duration::from_secs(2);

/// One permit per person.
#[derive(Debug)]
pub struct PerPersonLimit(Mutex<BTreeMap<PersonId, Arc<Semaphore>>>);

/// A person's permit, released on drop. Move it into the work, so that it is held until that ends.
#[derive(Debug)]
pub struct ExclusivePermit {
    limit: &'static PerPersonLimit,
    person: PersonId,
    permit: Option<OwnedSemaphorePermit>,
}

impl PerPersonLimit {
    const fn new() -> Self {
        // Not a `HashMap`, which cannot be created in the initializer of a `static`.
        Self(Mutex::new(BTreeMap::new()))
    }

    /// Waits up to `PERMIT_TIMEOUT` for the person's permit.
    ///
    /// # Errors
    /// `Busy` when the person's previous work does not end in time, or when another request of
    /// theirs is already waiting.
    pub async fn acquire_permit(
        &'static self,
        person: PersonId,
    ) -> Result<ExclusivePermit, AppError> {
        // Created before the permit, so that dropping it on any path removes an unused semaphore.
        let mut person_permit = ExclusivePermit {
            limit: self,
            person,
            permit: None,
        };
        let semaphore = {
            let mut all = self.lock_semaphores();
            let semaphore = all
                .entry(person)
                .or_insert_with(|| Arc::new(Semaphore::new(1)));
            // One reference each for the map, the permit's holder and a waiting request.
            if Arc::strong_count(semaphore) > 2 {
                return Err(AppError::Busy);
            }
            semaphore.clone()
        };
        person_permit.permit = Some(
            timeout(PERMIT_TIMEOUT, semaphore.acquire_owned())
                .await
                .map_err(|_| AppError::Busy)?
                .map_err(|_| AppError::Internal)?,
        );
        Ok(person_permit)
    }

    /// Number of people who hold a permit or wait for one.
    pub fn active_people(&self) -> usize {
        self.lock_semaphores().len()
    }

    fn lock_semaphores(&self) -> MutexGuard<'_, BTreeMap<PersonId, Arc<Semaphore>>> {
        // A panic elsewhere must not refuse every later export: no change of the map can be half
        // done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for ExclusivePermit {
    fn drop(&mut self) {
        // Under the lock, so that no request can take the semaphore between the count and its
        // removal. The permit itself holds a reference, so it is released before the count.
        let mut all = self.limit.lock_semaphores();
        drop(self.permit.take());
        if all
            .get(&self.person)
            .is_some_and(|semaphore| Arc::strong_count(semaphore) == 1)
        {
            all.remove(&self.person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person_id(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    /// Starts to wait for a permit that is held.
    async fn spawn_waiting(
        all: &'static PerPersonLimit,
        person: PersonId,
    ) -> tokio::task::JoinHandle<Result<ExclusivePermit, AppError>> {
        let waiting = tokio::spawn(all.acquire_permit(person));
        // Three references: the map, the holder and the request that waits.
        while Arc::strong_count(&all.lock_semaphores()[&person]) < 3 {
            tokio::task::yield_now().await;
        }
        waiting
    }

    #[tokio::test]
    async fn permits_are_limited_per_person() {
        static ALL: PerPersonLimit = PerPersonLimit::new();
        let first = ALL.acquire_permit(person_id(1)).await.unwrap();
        let other = ALL.acquire_permit(person_id(2)).await.unwrap();
        // The permit is held for longer than `PERMIT_TIMEOUT`.
        assert_eq!(
            ALL.acquire_permit(person_id(1)).await.unwrap_err(),
            AppError::Busy,
            "refused after a moment"
        );
        let second = spawn_waiting(&ALL, person_id(1)).await;
        assert_eq!(
            ALL.acquire_permit(person_id(1)).await.unwrap_err(),
            AppError::Busy,
            "and a third at once"
        );
        drop(first);
        let second = second.await.unwrap().unwrap();
        assert_eq!(ALL.active_people(), 2);
        drop((second, other));
        assert_eq!(
            ALL.active_people(),
            0,
            "nothing is remembered of who is done"
        );
    }

    #[tokio::test]
    async fn a_request_that_gave_up_waiting_leaves_nothing_behind() {
        static ALL: PerPersonLimit = PerPersonLimit::new();
        let first = ALL.acquire_permit(person_id(1)).await.unwrap();
        let waiting = spawn_waiting(&ALL, person_id(1)).await;
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        drop(first);
        assert_eq!(ALL.active_people(), 0);
        ALL.acquire_permit(person_id(1)).await.unwrap();
    }
}
