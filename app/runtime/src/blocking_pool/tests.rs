//! Tests of `blocking_pool`.

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

/// A closure for the pool that signals when it starts and blocks until a second signal.
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
