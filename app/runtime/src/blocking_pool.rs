//! Bounded pools for blocking work such as hashing, image decoding and PDF layout. The permit moves
//! into the blocking closure, so that a cancelled request does not free its permit while its work
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
    /// work when the request is cancelled.
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
            // The request may have been cancelled before this thread started.
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

    /// The number of running pieces of work, including those whose request was cancelled.
    pub fn running_count(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// The maximum of `running` since the start.
    pub fn peak_running_count(&self) -> usize {
        self.peak_running.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    use super::*;

    /// Polls until `holds` returns true; panics after 20 seconds.
    async fn wait_until(holds: impl Fn() -> bool) {
        tokio::time::timeout(Duration::from_secs(20), async {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        })
        .await
        .expect("it came to pass");
    }

    /// Work that signals when it starts and blocks until it is told to finish.
    #[allow(
        clippy::type_complexity,
        reason = "an opaque closure cannot stand in a type alias"
    )]
    fn gated_work() -> (
        impl FnOnce(&mut Vec<u8>, &Cancellation) -> bool + Send + 'static,
        Receiver<()>,
        Sender<()>,
    ) {
        let (began, has_begun) = channel();
        let (go, may_go) = channel();
        let work = move |_: &mut Vec<u8>, cancellation: &Cancellation| {
            began.send(()).unwrap();
            may_go.recv().unwrap();
            cancellation.is_cancelled()
        };
        (work, has_begun, go)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn hung_up_work_keeps_its_permit_until_it_ends() {
        static POOL: BlockingPool<Vec<u8>> = BlockingPool::new(2, 100);
        // Guards against a permit that ends with its request while the work goes on: 2,000 dropped
        // sign-ins then held 10 GB.
        let mut gates = Vec::new();
        for _ in 0..2 {
            let (work, has_begun, go) = gated_work();
            let request = tokio::spawn(POOL.run(work));
            tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
                .await
                .unwrap();
            request.abort();
            let _ = request.await;
            gates.push(go);
        }
        assert_eq!(
            POOL.running_count(),
            2,
            "both go on although nobody waits for them"
        );
        let next = tokio::spawn(POOL.run(|_, _| ()));
        wait_until(|| POOL.queued_count() == 1).await;
        assert!(!next.is_finished(), "the third waits for a permit");
        gates.pop().unwrap().send(()).unwrap();
        next.await.unwrap().unwrap();
        gates.pop().unwrap().send(()).unwrap();
        wait_until(|| POOL.running_count() == 0 && POOL.queued_count() == 0).await;
        assert_eq!(POOL.peak_running_count(), 2);
    }

    #[tokio::test]
    async fn queued_work_of_a_hung_up_request_never_begins() {
        static POOL: BlockingPool<Vec<u8>> = BlockingPool::new(1, 10);
        let (work, has_begun, go) = gated_work();
        let first = tokio::spawn(POOL.run(work));
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
            .await
            .unwrap();
        // Guards against spending time on work of requests that ended while they waited.
        let begun = Arc::new(AtomicBool::new(false));
        let seen = begun.clone();
        let second = tokio::spawn(POOL.run(move |_, _| seen.store(true, Ordering::SeqCst)));
        wait_until(|| POOL.queued_count() == 1).await;
        second.abort();
        wait_until(|| POOL.queued_count() == 0).await;
        go.send(()).unwrap();
        assert!(
            !first.await.unwrap().unwrap(),
            "its requester was there to the end"
        );
        POOL.run(|_, _| ()).await.unwrap();
        assert!(!begun.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn more_than_the_queue_holds_is_refused_at_once() {
        static POOL: BlockingPool<Vec<u8>> = BlockingPool::new(1, 2);
        let (work, has_begun, go) = gated_work();
        let first = tokio::spawn(POOL.run(work));
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
            .await
            .unwrap();
        let waiting = [
            tokio::spawn(POOL.run(|_, _| ())),
            tokio::spawn(POOL.run(|_, _| ())),
        ];
        wait_until(|| POOL.queued_count() == 2).await;
        assert_eq!(POOL.run(|_, _| ()).await, Err(PoolError::Full));
        assert_eq!(POOL.queued_count(), 2, "who was refused takes no place");
        go.send(()).unwrap();
        first.await.unwrap().unwrap();
        for one in waiting {
            one.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn work_is_told_that_its_requester_is_gone() {
        static POOL: BlockingPool<Vec<u8>> = BlockingPool::new(1, 2);
        let (tell, told) = channel();
        let both = Arc::new(Barrier::new(2));
        let gate = both.clone();
        let request = tokio::spawn(POOL.run(move |_, cancellation| {
            gate.wait();
            gate.wait();
            tell.send(cancellation.is_cancelled()).unwrap();
        }));
        let gate = both.clone();
        tokio::task::spawn_blocking(move || gate.wait())
            .await
            .unwrap();
        request.abort();
        let _ = request.await;
        tokio::task::spawn_blocking(move || both.wait())
            .await
            .unwrap();
        assert!(
            tokio::task::spawn_blocking(move || told.recv().unwrap())
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn buffers_are_reused_and_a_panic_costs_one_and_no_permit() {
        static POOL: BlockingPool<Vec<u8>> = BlockingPool::new(1, 2);
        let first = POOL
            .run(|buffer, _| (buffer.resize(1_000, 7), buffer.as_ptr() as usize).1)
            .await
            .unwrap();
        let second = POOL
            .run(|buffer, _| (buffer.len(), buffer.as_ptr() as usize))
            .await
            .unwrap();
        assert_eq!(second, (1_000, first));
        assert_eq!(
            POOL.run(|_, _| panic!("a broken picture")).await,
            Err::<(), _>(PoolError::Panicked)
        );
        assert_eq!(POOL.run(|buffer, _| buffer.len()).await, Ok(0));
        assert_eq!(
            (
                POOL.running_count(),
                POOL.queued_count(),
                POOL.peak_running_count()
            ),
            (0, 0, 1)
        );
    }
}
