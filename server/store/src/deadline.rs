//! How long is waited for the database. Each wait has an end of its own, and all waits of one request together have another,
//! so that they do not add up: a session, a transaction and a statement that wait for the same lost server are one wait.

use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};

/// How long a request may wait for SQLite's one writer in all: for its turn in this process, and for the lock on the file while
/// another program holds it. On PostgreSQL `lock_timeout` is as long.
const WRITER_WAIT: Duration = Duration::from_secs(2);

/// What is left of the time that the request of this task may wait.
#[derive(Debug, Clone, Copy)]
struct Left {
    database: Duration,
    writer: Duration,
}

tokio::task_local! {
    static LEFT: Cell<Left>;
}

/// Runs a request, in which no more than this is waited for the database in all. What it does besides takes its own time: a
/// picture that comes in slowly leaves as much for the database as a message does.
pub async fn within<F: Future>(total: Duration, request: F) -> F::Output {
    LEFT.scope(Cell::new(Left { database: total, writer: WRITER_WAIT }), request).await
}

/// Nothing came in time: in that of the wait itself, or in what was left of the request's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimedOut {
    Wait,
    Request,
}

/// Waits for `answer`, but not longer than `most`, nor than is left to the request.
pub(crate) async fn wait<F: Future>(most: Duration, answer: F) -> Result<F::Output, TimedOut> {
    bounded(most, LEFT.try_with(|left| left.get().database).ok(), answer).await
}

/// Waits for SQLite's writer, but not longer than `most`, nor than is left to the request for that.
pub(crate) async fn wait_for_writer<F: Future>(most: Duration, turn: F) -> Result<F::Output, TimedOut> {
    let left = LEFT.try_with(|left| left.get().database.min(left.get().writer)).ok();
    let began = Instant::now();
    let outcome = bounded(most, left, turn).await;
    let spent = if outcome.is_err() { most } else { began.elapsed() };
    update(|left| left.writer = left.writer.saturating_sub(spent));
    outcome
}

async fn bounded<F: Future>(most: Duration, left: Option<Duration>, answer: F) -> Result<F::Output, TimedOut> {
    let (most, timed_out) = match left {
        Some(left) if left < most => (left, TimedOut::Request),
        _ => (most, TimedOut::Wait),
    };
    if most.is_zero() {
        return Err(timed_out);
    }
    let began = Instant::now();
    let outcome = timeout(most, answer).await;
    // Where the answer never came, nothing of `most` is left over, whatever the timer's grain.
    let spent = if outcome.is_err() { most } else { began.elapsed() };
    update(|left| left.database = left.database.saturating_sub(spent));
    outcome.map_err(|_| timed_out)
}

/// Outside of a request there is nothing to update.
fn update(change: impl FnOnce(&mut Left)) {
    let _ = LEFT.try_with(|cell| {
        let mut left = cell.get();
        change(&mut left);
        cell.set(left);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::pending;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn waits_of_one_request_do_not_add_up() {
        within(Duration::from_millis(40), async {
            assert_eq!(wait(Duration::from_millis(30), pending::<()>()).await, Err(TimedOut::Wait));
            // What is not waiting for the database costs nothing of it.
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert_eq!(wait(HOUR, async { 1 }).await, Ok(1));
            assert_eq!(wait(HOUR, pending::<()>()).await, Err(TimedOut::Request), "what was left of it");
            assert_eq!(wait(HOUR, async { 1 }).await, Err(TimedOut::Request), "nothing is left");
        })
        .await;
    }

    #[tokio::test]
    async fn wait_outside_of_a_request_has_its_own_end() {
        assert_eq!(wait(Duration::from_millis(30), pending::<()>()).await, Err(TimedOut::Wait));
        assert_eq!(wait(Duration::from_millis(30), pending::<()>()).await, Err(TimedOut::Wait));
        assert_eq!(wait(HOUR, async { 1 }).await, Ok(1));
    }

    #[tokio::test(start_paused = true)]
    async fn waits_of_one_request_for_the_writer_do_not_add_up() {
        let began = Instant::now();
        within(HOUR, async {
            assert_eq!(wait_for_writer(Duration::from_secs(1), pending::<()>()).await, Err(TimedOut::Wait));
            assert_eq!(wait_for_writer(HOUR, pending::<()>()).await, Err(TimedOut::Request), "what was left of it");
            assert_eq!(wait_for_writer(HOUR, async { 1 }).await, Err(TimedOut::Request), "nothing is left");
            assert_eq!(wait(HOUR, async { 1 }).await, Ok(1), "for reading there is");
        })
        .await;
        assert_eq!(began.elapsed().as_secs(), WRITER_WAIT.as_secs());
    }
}
