//! Concurrency limits for each person, such as for open streams and uploads.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::id::PersonId;

/// A counting semaphore for each person. Cheap to clone; all clones share the counts.
#[derive(Debug, Clone)]
pub struct PersonPermits {
    max: usize,
    counts: Arc<Mutex<HashMap<PersonId, usize>>>,
}

/// One permit of a person; dropping it releases the permit.
#[derive(Debug)]
pub struct PersonPermit {
    permits: PersonPermits,
    person: PersonId,
}

impl PersonPermits {
    pub fn new(max: usize) -> Self {
        Self {
            max,
            counts: Arc::default(),
        }
    }

    /// Acquires a permit for this person; `None` where they hold the maximum. Does not block.
    pub fn try_acquire(&self, person: PersonId) -> Option<PersonPermit> {
        // Used after a panic too: a count is always whole, and a poisoned lock would refuse
        // everyone.
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(person).or_default();
        if *count >= self.max {
            return None;
        }
        *count += 1;
        Some(PersonPermit {
            permits: self.clone(),
            person,
        })
    }
}

impl Drop for PersonPermit {
    fn drop(&mut self) {
        let mut counts = self
            .permits
            .counts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.person) {
            *count -= 1;
            // Otherwise the map would grow with every person who ever connected.
            if *count == 0 {
                counts.remove(&self.person);
            }
        }
    }
}
