//! Serializes SQLite writers (FIFO) and commits them in groups. SQLite's own file lock is not fair,
//! so writers queue in this process. A writer that finishes while others wait leaves its work in
//! the open transaction, behind a savepoint; one COMMIT covers the whole group. This saves an fsync
//! for each writer, which takes about as long as the rest of a message's write.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use crate::deadline::{ACQUIRE_TIMEOUT, wait_for_writer};
use crate::error::Error;

/// The queue for the write connection. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct WriterQueue {
    state: Arc<Mutex<WriterState>>,
    waiting: Arc<AtomicUsize>,
}

/// The write connection and the state of its transaction, guarded by the queue's mutex.
#[derive(Debug)]
struct WriterState {
    connection: SqliteConnection,
    /// Broadcasts to the group's finished writers whether their transaction was committed. `Some`
    /// while a group is open; the work of its last finished writer ends at the savepoint `one`.
    open_group: Option<watch::Sender<Option<bool>>>,
    /// True while a writer is active, and after one was dropped unfinished: the work after the
    /// savepoint must then be rolled back, not committed.
    dirty: bool,
}

/// A transaction on SQLite. Rolled back when it is dropped without a commit.
#[derive(Debug)]
pub(crate) enum SqliteTx {
    Reader(Transaction<'static, Sqlite>),
    Writer(WriteGuard),
}

/// With whom a writer commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommitMode {
    /// Together with the writers before and after it, in one group.
    Grouped,
    /// On its own: finished writers must not wait for the commit of a long import.
    Alone,
}

/// Exclusive access to the write connection, for one transaction.
#[derive(Debug)]
pub(crate) struct WriteGuard {
    queue: WriterQueue,
    state: OwnedMutexGuard<WriterState>,
    mode: CommitMode,
}

/// Counts a waiting writer until it is dropped.
struct WaitingWriter<'a>(&'a AtomicUsize);

impl<'a> WaitingWriter<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}
impl Drop for WaitingWriter<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl WriterQueue {
    pub(crate) fn new(connection: SqliteConnection) -> Self {
        let state = WriterState {
            connection,
            open_group: None,
            dirty: false,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            waiting: Arc::default(),
        }
    }

    /// Waits for the write connection and begins a transaction, or joins the open group. A writer
    /// that commits alone commits the open group first.
    ///
    /// # Errors
    /// `Busy` after `ACQUIRE_TIMEOUT` or when the request's remaining time is used up, while other
    /// writers or another process hold the file.
    pub(crate) async fn acquire(&self, mode: CommitMode) -> Result<WriteGuard, Error> {
        // One timeout covers the queue and the file lock. If it drops a `WriteGuard` that still
        // waits for the file lock, `Drop` schedules the rollback.
        wait_for_writer(ACQUIRE_TIMEOUT, self.acquire_and_begin(mode))
            .await
            .map_err(|_| Error::Busy)?
    }

    async fn acquire_and_begin(&self, mode: CommitMode) -> Result<WriteGuard, Error> {
        let waiting = WaitingWriter::new(&self.waiting);
        let mut state = self.state.clone().lock_owned().await;
        // Not counted any more: `commit` opens a group only for writers that still wait.
        drop(waiting);
        if state.dirty || (mode == CommitMode::Alone && state.open_group.is_some()) {
            // Spawned, so that canceling this request cannot interrupt the rollback or the group's
            // commit, on which other writers depend.
            let cleanup = tokio::spawn(async move {
                state.roll_back_unfinished().await;
                if mode == CommitMode::Alone {
                    state.commit_group().await;
                }
                state
            });
            state = cleanup.await.map_err(|_| Error::Busy)?;
        }
        let mut writer = WriteGuard {
            queue: self.clone(),
            state,
            mode,
        };
        // Set before BEGIN: when this future is dropped during it, `Drop` rolls back.
        writer.state.dirty = true;
        if writer.state.open_group.is_none() {
            // IMMEDIATE takes the write lock now. A deferred transaction that reads first fails at
            // its first write, without waiting, when another process has written meanwhile.
            writer.state.run_sql("BEGIN IMMEDIATE").await?;
        }
        Ok(writer)
    }

    /// Schedules the commit of the open group and the rollback of unfinished work, once the writers
    /// that wait now have finished.
    fn schedule_commit(&self) {
        let state = self.state.clone();
        // Spawned, so that it runs even when the request that scheduled it is canceled.
        tokio::spawn(async move {
            let mut state = state.lock_owned().await;
            state.roll_back_unfinished().await;
            state.commit_group().await;
        });
    }
}

impl WriterState {
    async fn run_sql(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(sql)
            .execute(&mut self.connection)
            .await
            .map(|_| ())
    }

    /// Rolls back the work of a writer that was dropped unfinished. When the rollback to the
    /// savepoint fails, as on a full disk, the whole transaction is rolled back and the
    /// writers of the group get an error.
    async fn roll_back_unfinished(&mut self) {
        if !self.dirty {
            return;
        }
        if self.open_group.is_none() || self.run_sql("ROLLBACK TO one").await.is_err() {
            // Fails when no transaction is open any more, which is harmless.
            let _ = self.run_sql("ROLLBACK").await;
            if let Some(group) = self.open_group.take() {
                tracing::error!("the transaction of a write group was rolled back");
                group.send_replace(Some(false));
            }
        }
        self.dirty = false;
    }

    /// Commits the open group and broadcasts the result to its writers.
    async fn commit_group(&mut self) {
        if self.open_group.is_none() {
            return;
        }
        let committed = self.run_sql("COMMIT").await;
        if let Err(error) = &committed {
            tracing::error!(%error, "the commit of a write group failed");
            // A failed COMMIT may leave the transaction open, and the next BEGIN would fail in it.
            let _ = self.run_sql("ROLLBACK").await;
        }
        if let Some(group) = self.open_group.take() {
            // `send` would fail when every writer of the group was canceled; `send_replace` does
            // not.
            group.send_replace(Some(committed.is_ok()));
        }
    }
}

impl WriteGuard {
    /// Commits: the work is on disk when this returns. Joins or opens a group when other writers
    /// wait.
    ///
    /// # Errors
    /// When the commit fails; `Busy` when the group's commit fails.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        if self.state.open_group.is_none()
            && (self.mode == CommitMode::Alone || self.queue.waiting.load(Ordering::SeqCst) == 0)
        {
            self.state.run_sql("COMMIT").await?;
            self.state.dirty = false;
            return Ok(());
        }
        // Spawned, so that canceling this request cannot abort the group's transaction.
        let mut result = tokio::spawn(self.join_group())
            .await
            .map_err(|_| Error::Busy)??;
        let committed = result
            .wait_for(Option::is_some)
            .await
            .is_ok_and(|committed| *committed == Some(true));
        if committed { Ok(()) } else { Err(Error::Busy) }
    }

    /// Leaves the transaction open for the next writer, with this writer's work before the
    /// savepoint. The receiver gets the result of the group's commit.
    async fn join_group(mut self) -> Result<watch::Receiver<Option<bool>>, Error> {
        let result = match &self.state.open_group {
            Some(group) => {
                let result = group.subscribe();
                // The new savepoint keeps this writer's work when the next writer rolls back to it.
                self.state.run_sql("RELEASE one; SAVEPOINT one").await?;
                result
            }
            None => {
                self.state.run_sql("SAVEPOINT one").await?;
                let (group, result) = watch::channel(None);
                self.state.open_group = Some(group);
                self.queue.schedule_commit();
                result
            }
        };
        self.state.dirty = false;
        Ok(result)
    }
}

impl Drop for WriteGuard {
    fn drop(&mut self) {
        if self.state.dirty {
            self.queue.schedule_commit();
        }
    }
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Reader(reader) => reader,
            Self::Writer(writer) => &writer.state.connection,
        }
    }
}
impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reader(reader) => reader,
            Self::Writer(writer) => &mut writer.state.connection,
        }
    }
}
