//! The access log entries that a request writes, so that no response shows a record before its
//! entry is committed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::id::{FamilyId, TextId, ThreadId};
use uuid::Uuid;

use crate::Error;

/// The parts of a family's record that the access log distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumDiscriminants)]
#[strum_discriminants(
    name(RecordPartKind),
    vis(pub(crate)),
    derive(strum::EnumString, strum::IntoStaticStr, strum::VariantArray),
    doc = "A `RecordPart` without its id."
)]
pub enum RecordPart {
    // No slug is derived from a variant's name: stored slugs must stay when one is renamed.
    #[strum_discriminants(strum(to_string = "home"))]
    Home,
    #[strum_discriminants(strum(to_string = "plan"))]
    Plan,
    #[strum_discriminants(strum(to_string = "team"))]
    Team,
    /// What is known about the children's tribes.
    #[strum_discriminants(strum(to_string = "tribe"))]
    Tribe,
    /// What a young person has released of their transition plan.
    #[strum_discriminants(strum(to_string = "transition"))]
    Transition,
    #[strum_discriminants(strum(to_string = "calendar"))]
    Calendar,
    #[strum_discriminants(strum(to_string = "thread"))]
    Thread(ThreadId),
    /// One text, which an interpreter translates.
    #[strum_discriminants(strum(to_string = "text"))]
    Text(TextId),
    #[strum_discriminants(strum(to_string = "sharing"))]
    AccessLog,
}

impl RecordPart {
    /// The value of the column `access_log.what`.
    pub(crate) fn slug(self) -> &'static str {
        RecordPartKind::from(self).into()
    }

    pub(crate) const fn thread_id(self) -> Option<ThreadId> {
        match self {
            Self::Thread(thread) => Some(thread),
            _ => None,
        }
    }

    pub(crate) const fn text_id(self) -> Option<TextId> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The part of the columns `what`, `thread_id` and `text_id`.
    ///
    /// # Errors
    /// When they name no part, as after a newer version has written to the database.
    pub(crate) fn from_columns(
        slug: &str,
        thread: Option<ThreadId>,
        text: Option<TextId>,
    ) -> Result<Self, Error> {
        let kind = slug.parse::<RecordPartKind>().ok();
        // Without an arm for all others, so that the compiler finds a part that is missing here.
        let part = kind.and_then(|kind| match kind {
            RecordPartKind::Home => Some(Self::Home),
            RecordPartKind::Plan => Some(Self::Plan),
            RecordPartKind::Team => Some(Self::Team),
            RecordPartKind::Tribe => Some(Self::Tribe),
            RecordPartKind::Transition => Some(Self::Transition),
            RecordPartKind::Calendar => Some(Self::Calendar),
            RecordPartKind::Thread => thread.map(Self::Thread),
            RecordPartKind::Text => text.map(Self::Text),
            RecordPartKind::AccessLog => Some(Self::AccessLog),
        });
        // Not with an id in a column that this part does not have.
        part.filter(|part| (part.thread_id(), part.text_id()) == (thread, text))
            .ok_or_else(|| {
                Error::Db(sqlx::Error::Decode(
                    format!("no part of a record is called {slug:?}").into(),
                ))
            })
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

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_part_is_read_back_from_its_columns() {
        for &kind in RecordPartKind::VARIANTS {
            let thread = (kind == RecordPartKind::Thread).then_some(ThreadId(Uuid::from_u128(7)));
            let text = (kind == RecordPartKind::Text).then_some(TextId(Uuid::from_u128(8)));
            let part = RecordPart::from_columns(kind.into(), thread, text).unwrap();
            assert_eq!(RecordPartKind::from(part), kind);
            let read = RecordPart::from_columns(part.slug(), part.thread_id(), part.text_id());
            assert_eq!(read.unwrap(), part);
        }
        assert!(RecordPart::from_columns("thread", None, None).is_err());
        assert!(RecordPart::from_columns("text", None, None).is_err());
        assert!(RecordPart::from_columns("nothing", None, None).is_err());
    }
}
