//! Database timeouts. Each wait has its own timeout, and all waits of one request share a total
//! budget, so that timeouts do not add up when a session lookup, a transaction and a statement all
//! wait for the same unreachable server.

use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};

/// Timeout for acquiring an SQLite read connection, the SQLite writer or SQLite's file lock. A
/// request waits less in total.
pub(crate) const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// The total time that a request may wait for SQLite's only writer: in the queue of this process
/// and for the file lock that another process holds. PostgreSQL's `lock_timeout` has the same
/// value.
const WRITER_WAIT: Duration = Duration::from_secs(2);

/// The remaining budgets of the current task's request.
#[derive(Debug, Clone, Copy)]
struct RemainingBudget {
    database: Duration,
    writer: Duration,
}

tokio::task_local! {
    static REMAINING_BUDGET: Cell<RemainingBudget>;
}

/// Runs a request with a budget of `total` for all its database waits. Only database waits count:
/// a slow upload leaves the budget untouched.
pub async fn with_wait_budget<F: Future>(total: Duration, request: F) -> F::Output {
    let budget = RemainingBudget {
        database: total,
        writer: WRITER_WAIT,
    };
    REMAINING_BUDGET.scope(Cell::new(budget), request).await
}

/// Which timeout expired: that of the wait itself, or the remaining budget of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimedOut {
    Wait,
    Request,
}

/// Waits for `answer` until `most` or the remaining budget of the request has passed.
pub(crate) async fn wait_at_most<F: Future>(
    most: Duration,
    answer: F,
) -> Result<F::Output, TimedOut> {
    wait_within_budget(
        most,
        REMAINING_BUDGET.try_with(|left| left.get().database).ok(),
        answer,
    )
    .await
}

/// Like `wait_at_most`, for SQLite's writer: also limited by the request's remaining `WRITER_WAIT`.
pub(crate) async fn wait_for_writer<F: Future>(
    most: Duration,
    turn: F,
) -> Result<F::Output, TimedOut> {
    let left = REMAINING_BUDGET
        .try_with(|left| left.get().database.min(left.get().writer))
        .ok();
    let began = Instant::now();
    let outcome = wait_within_budget(most, left, turn).await;
    let spent = if outcome.is_err() {
        most
    } else {
        began.elapsed()
    };
    update_budget(|left| left.writer = left.writer.saturating_sub(spent));
    outcome
}

async fn wait_within_budget<F: Future>(
    most: Duration,
    left: Option<Duration>,
    answer: F,
) -> Result<F::Output, TimedOut> {
    let (most, timed_out) = match left {
        Some(left) if left < most => (left, TimedOut::Request),
        _ => (most, TimedOut::Wait),
    };
    // `timeout` polls the future once even with a zero duration, which could still send a
    // statement.
    if most.is_zero() {
        return Err(timed_out);
    }
    let began = Instant::now();
    let outcome = timeout(most, answer).await;
    // After a timeout all of `most` counts as spent, because the timer's resolution may make the
    // measured time slightly shorter.
    let spent = if outcome.is_err() {
        most
    } else {
        began.elapsed()
    };
    update_budget(|left| left.database = left.database.saturating_sub(spent));
    outcome.map_err(|_| timed_out)
}

/// Updates the budgets of the current request. Does nothing outside of a request.
fn update_budget(change: impl FnOnce(&mut RemainingBudget)) {
    // Fails outside of a request, as in background jobs, which have no budget.
    let _ = REMAINING_BUDGET.try_with(|cell| {
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
        with_wait_budget(Duration::from_millis(40), async {
            assert_eq!(
                wait_at_most(Duration::from_millis(30), pending::<()>()).await,
                Err(TimedOut::Wait)
            );
            // Time that is not spent waiting for the database does not count.
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert_eq!(wait_at_most(HOUR, async { 1 }).await, Ok(1));
            assert_eq!(
                wait_at_most(HOUR, pending::<()>()).await,
                Err(TimedOut::Request),
                "what was left of it"
            );
            assert_eq!(
                wait_at_most(HOUR, async { 1 }).await,
                Err(TimedOut::Request),
                "nothing is left"
            );
        })
        .await;
    }

    #[tokio::test]
    async fn wait_outside_of_a_request_has_its_own_end() {
        assert_eq!(
            wait_at_most(Duration::from_millis(30), pending::<()>()).await,
            Err(TimedOut::Wait)
        );
        assert_eq!(
            wait_at_most(Duration::from_millis(30), pending::<()>()).await,
            Err(TimedOut::Wait)
        );
        assert_eq!(wait_at_most(HOUR, async { 1 }).await, Ok(1));
    }

    // The session, the access log entry and the form of one request each waited five seconds for a
    // file that another program had locked.
    #[tokio::test]
    async fn waits_of_one_request_for_the_writer_do_not_add_up() {
        let budget = RemainingBudget {
            database: HOUR,
            writer: Duration::from_millis(40),
        };
        let request = async {
            assert_eq!(
                wait_for_writer(Duration::from_millis(30), pending::<()>()).await,
                Err(TimedOut::Wait)
            );
            assert_eq!(
                wait_for_writer(HOUR, pending::<()>()).await,
                Err(TimedOut::Request),
                "what was left of it"
            );
            assert_eq!(
                wait_for_writer(HOUR, async { 1 }).await,
                Err(TimedOut::Request),
                "nothing is left"
            );
            assert_eq!(
                wait_at_most(HOUR, async { 1 }).await,
                Ok(1),
                "for reading there is"
            );
        };
        REMAINING_BUDGET.scope(Cell::new(budget), request).await;
        let of_request = async { REMAINING_BUDGET.with(|left| left.get().writer) };
        assert_eq!(with_wait_budget(HOUR, of_request).await, WRITER_WAIT);
    }
}
