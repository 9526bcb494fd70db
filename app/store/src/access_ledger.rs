//! The access log entries that a request writes, so that no response shows a record before its
//! entry is committed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::id::{FamilyId, ThreadId};
use uuid::Uuid;

/// The parts of a family's record that the access log distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordPart {
    Home,
    Plan,
    Thread(ThreadId),
    AccessLog,
}

impl RecordPart {
    /// The value of the column `access_log.what`, and the suffix of the Fluent key
    /// `sharing-what-<slug>`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Plan => "plan",
            Self::Thread(_) => "thread",
            Self::AccessLog => "sharing",
        }
    }

    pub(crate) const fn thread_id(self) -> Option<ThreadId> {
        match self {
            Self::Thread(thread) => Some(thread),
            _ => None,
        }
    }
}

/// The access log entries that one request has written, and whether each is committed. The server
/// checks `Db::access_is_committed` before it sends a response, because a response may show a
/// record only when all its entries are committed.
#[derive(Debug, Default)]
pub(crate) struct AccessLedger(Mutex<HashMap<(FamilyId, RecordPart), LedgerEntry>>);

#[derive(Debug, Clone, Copy)]
struct LedgerEntry {
    entry_id: Uuid,
    committed: bool,
}

impl AccessLedger {
    fn lock_entries(&self) -> MutexGuard<'_, HashMap<(FamilyId, RecordPart), LedgerEntry>> {
        // A panic while the lock is held leaves the map usable: each change is one insert.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn all_committed(&self) -> bool {
        self.lock_entries()
            .values()
            .all(|written| written.committed)
    }
}

/// The access log entries of one transaction, reported to the `AccessLedger` of its request.
#[derive(Debug)]
pub(crate) struct TransactionAccessLog {
    ledger: Arc<AccessLedger>,
    entries: Vec<(FamilyId, RecordPart, Uuid)>,
}

impl TransactionAccessLog {
    pub(crate) const fn new(ledger: Arc<AccessLedger>) -> Self {
        Self {
            ledger,
            entries: Vec::new(),
        }
    }

    /// The entry for this part that this transaction has written, or that another transaction of
    /// the same request has committed. An uncommitted entry of another transaction may be rolled
    /// back.
    pub(crate) fn find_entry(&self, family: FamilyId, part: RecordPart) -> Option<Uuid> {
        let own = self
            .entries
            .iter()
            .find(|(of, about, _)| (*of, *about) == (family, part))
            .map(|(.., line)| *line);
        own.or_else(|| {
            self.ledger
                .lock_entries()
                .get(&(family, part))
                // Reusing an entry that is rolled back later would leave this read without any
                // entry.
                .filter(|written| written.committed)
                .map(|written| written.entry_id)
        })
    }

    pub(crate) fn record_entry(&mut self, family: FamilyId, part: RecordPart, line: Uuid) {
        self.entries.push((family, part, line));
        self.ledger.lock_entries().insert(
            (family, part),
            LedgerEntry {
                entry_id: line,
                committed: false,
            },
        );
    }

    /// Marks the entries as committed. Call it only after a successful commit.
    pub(crate) fn mark_committed(self) {
        let mut lines = self.ledger.lock_entries();
        for (family, part, line) in self.entries {
            lines.insert(
                (family, part),
                LedgerEntry {
                    entry_id: line,
                    committed: true,
                },
            );
        }
    }
}
