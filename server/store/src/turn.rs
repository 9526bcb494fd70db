//! SQLite's one writer. Whoever wants to write takes turns, first come, first served, where the file's own lock lets anyone
//! in by chance. Whoever is done while others wait hands the open transaction on, and all who finished in it are told at
//! once, after one way to the disk instead of one for each: the disk takes as long as the rest of a message.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use crate::db::PATIENCE;
use crate::deadline::wait_for_writer;
use crate::error::Error;

/// Whose turn it is. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Turns {
    desk: Arc<Mutex<Desk>>,
    waiting: Arc<AtomicUsize>,
}

/// The connection that writes, and where its transaction stands.
#[derive(Debug)]
struct Desk {
    connection: SqliteConnection,
    /// Says to those who finished in the open transaction whether it was kept. Behind the last of them stands a savepoint.
    group: Option<watch::Sender<Option<bool>>>,
    /// Somebody writes, or gave up halfway: what stands behind the savepoint must not be kept.
    unfinished: bool,
}

/// A transaction on SQLite; dropped without `save`, it leaves nothing behind.
#[derive(Debug)]
pub(crate) enum SqliteTx {
    Reader(Transaction<'static, Sqlite>),
    Writer(Writer),
}

/// A turn at the desk.
#[derive(Debug)]
pub(crate) struct Writer {
    turns: Turns,
    desk: OwnedMutexGuard<Desk>,
    /// Shares no transaction: an import takes its time, and nobody is to wait for it who is done.
    alone: bool,
}

/// One more who waits, until dropped.
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

    /// Waits for a turn: `PATIENCE` at most, and in a request no longer than is left to it.
    ///
    /// # Errors
    /// `Busy` when none comes up in time, or another program holds the file.
    pub(crate) async fn take(&self, alone: bool) -> Result<Writer, Error> {
        // One wait over all of it. Dropped while SQLite still waits for the file, the writer is tidied away by a task.
        wait_for_writer(PATIENCE, self.take_turn(alone)).await.map_err(|_| Error::Busy)?
    }

    async fn take_turn(&self, alone: bool) -> Result<Writer, Error> {
        let waiting = Waiting::new(&self.waiting);
        let mut desk = self.desk.clone().lock_owned().await;
        drop(waiting);
        if desk.unfinished || (alone && desk.group.is_some()) {
            // A task of its own: others depend on it, and whoever waits here may hang up meanwhile.
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

    /// Keeps what is finished and takes back what is not, once those who wait now have had their turn.
    fn settle(&self) {
        let desk = self.desk.clone();
        // A task of its own: whoever began may hang up meanwhile.
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

    /// Takes back what somebody left unfinished. Where even that fails, as on a full disk, SQLite has taken back everything,
    /// and those who finished before are told so.
    async fn tidy(&mut self) {
        if !self.unfinished {
            return;
        }
        if self.group.is_none() || self.run("ROLLBACK TO one").await.is_err() {
            // Where there is nothing to take back, this says so; that is no fault.
            let _ = self.run("ROLLBACK").await;
            if let Some(told) = self.group.take() {
                tracing::error!("what several had written was taken back");
                told.send_replace(Some(false));
            }
        }
        self.unfinished = false;
    }

    /// Brings what is finished to the disk, and tells those who wait for it.
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
    /// On the disk when this returns.
    ///
    /// # Errors
    /// When it was not kept.
    pub(crate) async fn save(mut self) -> Result<(), Error> {
        if self.desk.group.is_none() && (self.alone || self.turns.waiting.load(Ordering::SeqCst) == 0) {
            self.desk.run("COMMIT").await?;
            self.desk.unfinished = false;
            return Ok(());
        }
        // A task of its own: whoever hangs up in the middle of it would take the others along.
        let mut told = tokio::spawn(self.hand_on()).await.map_err(|_| Error::Busy)??;
        let kept = told.wait_for(Option::is_some).await.is_ok_and(|kept| *kept == Some(true));
        if kept { Ok(()) } else { Err(Error::Busy) }
    }

    /// Leaves the open transaction to the next one, with everything up to here behind the savepoint.
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
