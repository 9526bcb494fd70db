//! Serializes SQLite writers (FIFO) and commits them in groups. SQLite's own file lock is not fair,
//! so writers queue in this process. A writer that finishes while others wait leaves its work in
//! the open transaction, behind a savepoint; one COMMIT covers the whole group. This saves an fsync
//! for each writer, which takes about as long as the rest of a message's write.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use crate::db::PATIENCE;
use crate::deadline::wait_for_writer;
use crate::error::Error;

/// The queue for the write connection. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Turns {
    desk: Arc<Mutex<Desk>>,
    waiting: Arc<AtomicUsize>,
}

/// The write connection and the state of its transaction, guarded by the queue's mutex.
#[derive(Debug)]
struct Desk {
    connection: SqliteConnection,
    /// Broadcasts to the group's finished writers whether their transaction was committed. `Some`
    /// while a group is open; the work of its last finished writer ends at the savepoint `one`.
    group: Option<watch::Sender<Option<bool>>>,
    /// True while a writer is active, and after one was dropped unfinished: the work after the
    /// savepoint must then be rolled back, not committed.
    unfinished: bool,
}

/// A transaction on SQLite. Rolled back when it is dropped without a commit.
#[derive(Debug)]
pub(crate) enum SqliteTx {
    Reader(Transaction<'static, Sqlite>),
    Writer(Writer),
}

/// Exclusive access to the write connection, for one transaction.
#[derive(Debug)]
pub(crate) struct Writer {
    turns: Turns,
    desk: OwnedMutexGuard<Desk>,
    /// Never joins a group: finished writers must not wait for the commit of a long import.
    alone: bool,
}

/// Counts a waiting writer until it is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}
impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Turns {
    pub(crate) fn new(connection: SqliteConnection) -> Self {
        let desk = Desk { connection, group: None, unfinished: false };
        Self { desk: Arc::new(Mutex::new(desk)), waiting: Arc::default() }
    }

    /// Waits for the write connection and begins a transaction, or joins the open group. With
    /// `alone`, commits the open group first and begins a transaction of its own.
    ///
    /// # Errors
    /// `Busy` after `PATIENCE` or when the request's remaining time is used up, while other writers
    /// or another process hold the file.
    pub(crate) async fn take(&self, alone: bool) -> Result<Writer, Error> {
        // One timeout covers the queue and the file lock. If it drops a `Writer` that still waits
        // for the file lock, `Drop` schedules the rollback.
        wait_for_writer(PATIENCE, self.take_turn(alone)).await.map_err(|_| Error::Busy)?
    }

    async fn take_turn(&self, alone: bool) -> Result<Writer, Error> {
        let waiting = Waiting::new(&self.waiting);
        let mut desk = self.desk.clone().lock_owned().await;
        drop(waiting);
        if desk.unfinished || (alone && desk.group.is_some()) {
            // Spawned, so that cancelling this request cannot interrupt the rollback or the group's
            // commit, on which other writers depend.
            let set_right = tokio::spawn(async move {
                desk.tidy().await;
                if alone {
                    desk.keep().await;
                }
                desk
            });
            desk = set_right.await.map_err(|_| Error::Busy)?;
        }
        let mut writer = Writer { turns: self.clone(), desk, alone };
        writer.desk.unfinished = true;
        if writer.desk.group.is_none() {
            writer.desk.run("BEGIN IMMEDIATE").await?;
        }
        Ok(writer)
    }

    /// Schedules the commit of the open group and the rollback of unfinished work, once the writers
    /// that wait now have finished.
    fn settle(&self) {
        let desk = self.desk.clone();
        // Spawned, so that it runs even when the request that scheduled it is cancelled.
        tokio::spawn(async move {
            let mut desk = desk.lock_owned().await;
            desk.tidy().await;
            desk.keep().await;
        });
    }
}

impl Desk {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(sql).execute(&mut self.connection).await.map(|_| ())
    }

    /// Rolls back the work of a writer that was dropped unfinished. When the rollback to the
    /// savepoint fails, as on a full disk, the whole transaction is rolled back and the group is
    /// told so.
    async fn tidy(&mut self) {
        if !self.unfinished {
            return;
        }
        if self.group.is_none() || self.run("ROLLBACK TO one").await.is_err() {
            // Fails when no transaction is open any more, which is harmless.
            let _ = self.run("ROLLBACK").await;
            if let Some(told) = self.group.take() {
                tracing::error!("what several had written was taken back");
                told.send_replace(Some(false));
            }
        }
        self.unfinished = false;
    }

    /// Commits the open group and broadcasts the result to its writers.
    async fn keep(&mut self) {
        if self.group.is_none() {
            return;
        }
        let kept = self.run("COMMIT").await;
        if let Err(error) = &kept {
            tracing::error!(%error, "what several had written was not kept");
            let _ = self.run("ROLLBACK").await;
        }
        if let Some(told) = self.group.take() {
            told.send_replace(Some(kept.is_ok()));
        }
    }
}

impl Writer {
    /// Commits: the work is on disk when this returns. Joins or opens a group when other writers
    /// wait.
    ///
    /// # Errors
    /// When the commit fails; `Busy` when the group's commit fails.
    pub(crate) async fn save(mut self) -> Result<(), Error> {
        if self.desk.group.is_none() && (self.alone || self.turns.waiting.load(Ordering::SeqCst) == 0) {
            self.desk.run("COMMIT").await?;
            self.desk.unfinished = false;
            return Ok(());
        }
        // Spawned, so that cancelling this request cannot abort the group's transaction.
        let mut told = tokio::spawn(self.hand_on()).await.map_err(|_| Error::Busy)??;
        let kept = told.wait_for(Option::is_some).await.is_ok_and(|kept| *kept == Some(true));
        if kept { Ok(()) } else { Err(Error::Busy) }
    }

    /// Leaves the transaction open for the next writer, with this writer's work before the
    /// savepoint. The receiver gets the result of the group's commit.
    async fn hand_on(mut self) -> Result<watch::Receiver<Option<bool>>, Error> {
        let told = match &self.desk.group {
            Some(group) => {
                let told = group.subscribe();
                self.desk.run("RELEASE one; SAVEPOINT one").await?;
                told
            }
            None => {
                self.desk.run("SAVEPOINT one").await?;
                let (group, told) = watch::channel(None);
                self.desk.group = Some(group);
                self.turns.settle();
                told
            }
        };
        self.desk.unfinished = false;
        Ok(told)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.desk.unfinished {
            self.turns.settle();
        }
    }
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Reader(reader) => reader,
            Self::Writer(writer) => &writer.desk.connection,
        }
    }
}
impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reader(reader) => reader,
            Self::Writer(writer) => &mut writer.desk.connection,
        }
    }
}
