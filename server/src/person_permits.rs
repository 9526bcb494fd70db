//! How many of something one person may have at once: open streams, uploads.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::id::PersonId;

/// Counts for each person. Cheap to clone; all clones share the counts.
#[derive(Debug, Clone)]
pub struct PersonPermits {
    max: usize,
    held: Arc<Mutex<HashMap<PersonId, usize>>>,
}

/// One of a person's permits, until dropped.
#[derive(Debug)]
pub struct PersonPermit {
    permits: PersonPermits,
    person: PersonId,
}

impl PersonPermits {
    pub fn new(max: usize) -> Self {
        Self { max, held: Arc::default() }
    }

    /// One more for this person; none where they hold all of theirs. Never waits.
    pub fn try_acquire(&self, person: PersonId) -> Option<PersonPermit> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(person).or_default();
        if *count >= self.max {
            return None;
        }
        *count += 1;
        Some(PersonPermit { permits: self.clone(), person })
    }
}

impl Drop for PersonPermit {
    fn drop(&mut self) {
        let mut held = self.permits.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.person);
            }
        }
    }
}
