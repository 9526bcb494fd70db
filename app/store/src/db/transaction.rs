//! A transaction on SQLite or PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff_sqlx::ToSqlx;
use model::clock::Clock;
use model::id::PersonId;

use super::connection::PostgresConnection;
use crate::access::TxAccess;
use crate::actor::Actor;
use crate::bell::{Bell, Ring};
use crate::db::Intent;
use crate::error::Error;
use crate::messages::ReadMark;
use crate::turn::SqliteTx;

#[derive(Debug)]
pub(crate) enum Inner {
    Sqlite(SqliteTx),
    Postgres(PostgresConnection),
}

/// A transaction on behalf of one actor or of the system. Rolled back when it is dropped without
/// `save`.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: Inner,
    pub(super) actor: Option<Actor>,
    pub(super) today: jiff::civil::Date,
    pub(super) clock: Clock,
    pub(super) statements: Arc<AtomicU64>,
    pub(super) bell: Bell,
    /// Change events to publish on the bus (`Bell`) after the commit.
    pub(super) rings: Vec<Ring>,
    pub(super) notify_after: i64,
    pub(super) intent: Intent,
    /// The read mark that a read-only transaction could not write; a later transaction writes it.
    pub(crate) mark: Option<ReadMark>,
    /// The access log entries that this transaction has written.
    pub(crate) access: TxAccess,
}

impl Tx {
    /// Commits the transaction, then publishes its change events.
    ///
    /// # Errors
    /// When the commit fails; nothing is committed then. The exception is `Busy` after a timeout or
    /// a lost connection to PostgreSQL, where the outcome is unknown; sending the same form again
    /// is idempotent and finds the committed rows.
    pub async fn save(self) -> Result<(), Error> {
        match self.inner {
            Inner::Sqlite(inner) => match inner {
                SqliteTx::Reader(reader) => reader.commit().await?,
                SqliteTx::Writer(writer) => writer.save().await?,
            },
            Inner::Postgres(inner) => inner.commit().await?,
        }
        self.access.committed();
        self.rings.into_iter().for_each(|ring| self.bell.ring_for_all(ring));
        Ok(())
    }

    /// The actor of this transaction.
    ///
    /// # Errors
    /// `NotFound` in a transaction of the system, which has no actor.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.actor.as_ref().ok_or(Error::NotFound)
    }

    pub(crate) fn person(&self) -> Result<PersonId, Error> {
        self.actor().map(|actor| actor.person)
    }

    pub(crate) fn today(&self) -> jiff_sqlx::Date {
        self.today.to_sqlx()
    }

    pub(crate) fn now(&self) -> jiff_sqlx::Timestamp {
        self.clock.now().to_sqlx()
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    pub(crate) fn writes(&self) -> bool {
        self.intent == Intent::Write
    }

    /// Takes the read mark that this read-only transaction could not write; `messages::mark` writes
    /// it in a transaction of its own. Reading a thread thus never waits for SQLite's only writer.
    pub fn take_mark(&mut self) -> Option<ReadMark> {
        self.mark.take()
    }

    pub(crate) fn notify_after(&self) -> i64 {
        self.notify_after
    }

    /// Publishes a change event after the commit, on SQLite only: on PostgreSQL a trigger sends
    /// NOTIFY.
    pub(crate) fn ring(&mut self, ring: Ring) {
        if !self.is_postgres() {
            self.rings.push(ring);
        }
    }

    /// Publishes a change event after the commit, on PostgreSQL too: for writes whose NOTIFY
    /// trigger is suppressed.
    pub(crate) fn ring_after(&mut self, ring: Ring) {
        self.rings.push(ring);
    }

    pub(crate) fn count(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }
}
