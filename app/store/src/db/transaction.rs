//! A transaction on SQLite or PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::clock::Clock;
use model::id::PersonId;

use super::connection::PostgresConnection;
use crate::access_ledger::TransactionAccessLog;
use crate::change_bus::{ChangeBus, ChangeEvent};
use crate::db::{Intent, run_on};
use crate::error::Error;
use crate::identity::Actor;
use crate::messages::ReadMark;
use crate::sqlite_writer::SqliteTx;

#[derive(Debug)]
pub(crate) enum EngineTransaction {
    Sqlite(SqliteTx),
    Postgres(PostgresConnection),
}

/// A transaction on behalf of one actor or of the system. Rolled back when it is dropped without
/// `commit`.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: EngineTransaction,
    pub(super) actor: Option<Actor>,
    pub(super) today: jiff::civil::Date,
    pub(super) clock: Clock,
    pub(super) statement_counter: Arc<AtomicU64>,
    pub(super) change_bus: ChangeBus,
    /// Change events to publish on the bus (`ChangeBus`) after the commit.
    pub(super) pending_changes: Vec<ChangeEvent>,
    pub(super) notification_delay: i64,
    pub(super) intent: Intent,
    /// The read mark that a read-only transaction could not write; a later transaction writes it.
    pub(crate) deferred_read_mark: Option<ReadMark>,
    /// The access log entries that this transaction has written.
    pub(crate) access: TransactionAccessLog,
}

impl Tx {
    /// Commits the transaction, then publishes its change events.
    ///
    /// # Errors
    /// When the commit fails; nothing is committed then. The exception is `Busy` after a timeout or
    /// a lost connection to PostgreSQL, where the outcome is unknown; sending the same form again
    /// is idempotent and finds the committed rows.
    pub async fn commit(self) -> Result<(), Error> {
        match self.inner {
            EngineTransaction::Sqlite(inner) => match inner {
                SqliteTx::Reader(reader) => reader.commit().await?,
                SqliteTx::Writer(writer) => writer.commit().await?,
            },
            EngineTransaction::Postgres(inner) => inner.commit().await?,
        }
        // Only after the commit: a response that shows a record is sent only when its access log
        // entry is stored, and a subscriber fetches at once and must find the change.
        self.access.mark_committed();
        self.pending_changes
            .into_iter()
            .for_each(|event| self.change_bus.publish(event));
        Ok(())
    }

    /// The actor of this transaction.
    ///
    /// # Errors
    /// `NotFound` in a transaction of the system, which has no actor.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.actor.as_ref().ok_or(Error::NotFound)
    }

    pub(crate) fn actor_id(&self) -> Result<PersonId, Error> {
        self.actor().map(|actor| actor.person)
    }

    pub(crate) fn today(&self) -> jiff_sqlx::Date {
        self.today.to_sqlx()
    }

    /// Today in the time zone with this IANA name, for work that has no actor; in UTC if there is
    /// no such zone.
    pub(crate) fn today_in(&self, zone: &str) -> jiff_sqlx::Date {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        self.clock.today(&zone).to_sqlx()
    }

    pub(crate) fn now(&self) -> jiff_sqlx::Timestamp {
        self.clock.now().to_sqlx()
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.inner, EngineTransaction::Postgres(_))
    }

    /// Makes transactions that lock the same key wait for each other until they end. Needed where
    /// two writes of different rows exclude each other. The actor may not lock the rows themselves
    /// where row-level security lets them read but not update these.
    ///
    /// # Errors
    /// When the database fails, or the wait takes too long.
    pub(crate) async fn lock_key(&mut self, key: &str) -> Result<(), Error> {
        // SQLite has one writer.
        if self.is_postgres() {
            run_on!(self, |c| sqlx::query(
                "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
            )
            .bind(key)
            .execute(c))?;
        }
        Ok(())
    }

    pub(crate) fn is_write_transaction(&self) -> bool {
        self.intent == Intent::Write
    }

    /// Takes the read mark that this read-only transaction could not write;
    /// `messages::save_read_mark` writes it in a transaction of its own. Reading a thread thus
    /// never waits for SQLite's only writer.
    pub fn take_read_mark(&mut self) -> Option<ReadMark> {
        self.deferred_read_mark.take()
    }

    pub(crate) fn notification_delay(&self) -> i64 {
        self.notification_delay
    }

    /// Publishes a change event after the commit, on SQLite only: on PostgreSQL a trigger sends
    /// NOTIFY.
    pub(crate) fn publish_on_commit(&mut self, event: ChangeEvent) {
        if !self.is_postgres() {
            self.pending_changes.push(event);
        }
    }

    /// Publishes a change event after the commit, on PostgreSQL too: for writes whose NOTIFY
    /// trigger is suppressed.
    pub(crate) fn publish_on_commit_always(&mut self, event: ChangeEvent) {
        self.pending_changes.push(event);
    }

    pub(crate) fn count_statement(&self) {
        self.statement_counter.fetch_add(1, Ordering::Relaxed);
    }
}
