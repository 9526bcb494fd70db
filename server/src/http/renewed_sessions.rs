//! Tokens of sessions that a proof replaces, or has replaced a moment ago. A double tap sends the
//! form of a proof twice; the browser drops the first answer, and the new token with it. The second
//! request then gets the same new token if it proves the person as well. A request that proves
//! nothing gets nothing (ASVS 7.2.4).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tower_sessions::session::Id;

/// How long a form may take to arrive for the second time.
const REPEAT_WINDOW: SignedDuration = SignedDuration::from_secs(20);

/// The new token of each former one, in this process. Cheap to clone; all clones share one map. A
/// proof makes at most one entry, and each new entry removes the old ones.
#[derive(Debug, Clone, Default)]
pub struct RenewedSessions(Arc<Mutex<HashMap<Id, (Id, Timestamp)>>>);

impl RenewedSessions {
    fn lock(&self) -> MutexGuard<'_, HashMap<Id, (Id, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The new token for the session that had `former`. Created at the first call; further proofs
    /// within `REPEAT_WINDOW` get the same token. Only one of them renews the session in the
    /// database. Removes older entries.
    pub fn get_or_create_token(&self, former: Id, now: Timestamp) -> Id {
        let mut renewed = self.lock();
        renewed.retain(|_, (_, at)| is_recent(*at, now));
        renewed
            .entry(former)
            .or_insert_with(|| (Id::default(), now))
            .0
    }

    /// The token that has replaced `former`, or is about to, unless that is too long ago.
    pub fn new_token(&self, former: &Id, now: Timestamp) -> Option<Id> {
        let (new, at) = *self.lock().get(former)?;
        is_recent(at, now).then_some(new)
    }
}

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    // `abs`: a clock that was set back must not prolong the time.
    now.duration_since(at).abs() < REPEAT_WINDOW
}
