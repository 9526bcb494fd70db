//! Bounded pools for blocking work such as hashing, image decoding and PDF layout. The permit moves
//! into the blocking closure, so that a canceled request does not free its permit while its work
//! still runs. The queue is bounded too, which bounds memory.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

/// Why blocking work did not finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// The queue is full. A later retry may succeed.
    #[error("the queue is full")]
    Full,
    #[error("the work panicked")]
    Panicked,
}

/// A cancellation flag, shared between a request and its blocking work. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// A guard that cancels when it is dropped. Held by the future of a request, it cancels the
    /// work when the request is canceled.
    #[must_use]
    pub fn cancel_on_drop(&self) -> CancelOnDrop {
        CancelOnDrop(self.clone())
    }
}

/// Cancels when dropped.
#[derive(Debug)]
pub struct CancelOnDrop(Cancellation);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// A semaphore for blocking work with a bounded queue, and a reusable buffer for each permit. There
/// is one for the whole process and each kind of work, because memory and cores belong to the
/// process.
#[derive(Debug)]
pub struct BlockingPool<Buffer = ()> {
    permits: Semaphore,
    queue_limit: usize,
    queued: AtomicUsize,
    running: AtomicUsize,
    peak_running: AtomicUsize,
    buffers: Mutex<Vec<Buffer>>,
}

/// Increments a counter until it is dropped.
struct CountGuard<'a>(&'a AtomicUsize);

impl<'a> CountGuard<'a> {
    /// The guard, and the count including it.
    fn new(count: &'a AtomicUsize) -> (Self, usize) {
        let now = count.fetch_add(1, Ordering::SeqCst) + 1;
        (Self(count), now)
    }
}

impl Drop for CountGuard<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl<Buffer: Default + Send + 'static> BlockingPool<Buffer> {
    /// A pool that runs `permits` pieces of work concurrently and queues up to `queue_limit` more.
    #[must_use]
    pub const fn new(permits: usize, queue_limit: usize) -> Self {
        Self {
            permits: Semaphore::const_new(permits),
            queue_limit,
            queued: AtomicUsize::new(0),
            running: AtomicUsize::new(0),
            peak_running: AtomicUsize::new(0),
            buffers: Mutex::new(Vec::new()),
        }
    }

    /// Runs `work` on a blocking thread once a permit is free. The permit is released when the work
    /// ends, not when this future is dropped. When this future is dropped, work that has not
    /// started never starts, and work that has started sees its `Cancellation` set.
    ///
    /// # Errors
    /// `Full` immediately when the queue is full; `Panicked` when the work panics.
    pub async fn run<T: Send + 'static>(
        &'static self,
        work: impl FnOnce(&mut Buffer, &Cancellation) -> T + Send + 'static,
    ) -> Result<T, PoolError> {
        let permit = self.acquire_permit().await?;
        let cancellation = Cancellation::default();
        // Bound to a name, because `_` alone would drop the guard, and so cancel, at once.
        let _cancel = cancellation.cancel_on_drop();
        let done = tokio::task::spawn_blocking(move || {
            // The request may have been canceled before this thread started.
            (!cancellation.is_cancelled())
                .then(|| self.run_with_buffer(&permit, |buffer| work(buffer, &cancellation)))
        });
        // `None` only after cancellation, and then this future is dropped and returns nothing.
        done.await.ok().flatten().ok_or(PoolError::Panicked)
    }

    async fn acquire_permit(&'static self) -> Result<SemaphorePermit<'static>, PoolError> {
        // Without this, a request that need not wait would count as queued and could be refused for
        // it.
        if let Ok(permit) = self.permits.try_acquire() {
            return Ok(permit);
        }
        // Counted before the comparison: two requests that come at once cannot both take the last
        // place.
        let (_queued, count) = CountGuard::new(&self.queued);
        if count > self.queue_limit {
            return Err(PoolError::Full);
        }
        // Fails only when the semaphore is closed, which never happens.
        self.permits.acquire().await.map_err(|_| PoolError::Full)
    }

    /// Requires the permit as proof that one is held. A panic loses the buffer; the next run
    /// allocates a new one.
    fn run_with_buffer<T>(
        &self,
        _permit: &SemaphorePermit<'_>,
        work: impl FnOnce(&mut Buffer) -> T,
    ) -> T {
        let (_running, count) = CountGuard::new(&self.running);
        self.peak_running.fetch_max(count, Ordering::SeqCst);
        let mut buffer = self
            .buffers
            .lock()
            // A panic of other work leaves the list of buffers as it was, so it is used again.
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_default();
        // Outside the lock, which would otherwise let one piece of work run at a time.
        let made = work(&mut buffer);
        self.buffers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(buffer);
        made
    }

    /// The number of callers that wait for a permit.
    pub fn queued_count(&self) -> usize {
        self.queued.load(Ordering::SeqCst)
    }

    /// The number of running pieces of work, including those whose request was canceled.
    pub fn running_count(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// The maximum of `running` since the start.
    pub fn peak_running_count(&self) -> usize {
        self.peak_running.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests;
