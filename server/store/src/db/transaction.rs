//! One transaction, on either engine.

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

/// A transaction of one actor. Dropped without `save`, it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: Inner,
    pub(super) actor: Option<Actor>,
    pub(super) today: jiff::civil::Date,
    pub(super) clock: Clock,
    pub(super) statements: Arc<AtomicU64>,
    pub(super) bell: Bell,
    /// What to ring once this is kept.
    pub(super) rings: Vec<Ring>,
    pub(super) notify_after: i64,
    pub(super) intent: Intent,
    /// What the actor has read, to be written by a transaction that writes.
    pub(crate) mark: Option<ReadMark>,
    /// The lines about opened records, in the access log.
    pub(crate) access: TxAccess,
}

impl Tx {
    /// Keeps what was done. An error here means nothing was kept, or that nobody can say: `Busy`, where PostgreSQL was lost
    /// on the way. The same form sent again finds what was kept.
    ///
    /// # Errors
    /// When the database fails.
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

    /// The actor.
    ///
    /// # Errors
    /// `NotFound` in a transaction of the system, which reads nobody's pages.
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

    /// What the actor has read in this transaction, where it only reads and so could not mark it. Nobody who reads waits for
    /// SQLite's one writer: `messages::mark` writes it later.
    pub fn take_mark(&mut self) -> Option<ReadMark> {
        self.mark.take()
    }

    pub(crate) fn notify_after(&self) -> i64 {
        self.notify_after
    }

    /// Rings the bell once this transaction is kept. On PostgreSQL a trigger has seen to it.
    pub(crate) fn ring(&mut self, ring: Ring) {
        if !self.is_postgres() {
            self.rings.push(ring);
        }
    }

    /// Rings once this is kept, on PostgreSQL too: for what its triggers are quiet about.
    pub(crate) fn ring_after(&mut self, ring: Ring) {
        self.rings.push(ring);
    }

    pub(crate) fn count(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }
}
