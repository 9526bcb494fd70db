//! Timeouts and a minimum rate for request bodies, against slow clients (slowloris). This layer
//! wraps every layer that reads a body, because each of them waits for it.

use std::io::{self, ErrorKind};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream::unfold;
use http::Method;
use tokio::time::{Instant, timeout};

use crate::http::form_body;

/// Timeout between two chunks of a body. Generous, for phones that lose their connection for a
/// moment.
const CHUNK_TIMEOUT: Duration = Duration::from_secs(20);
/// Longest time to receive the body of a form without files.
const FORM_DEADLINE: Duration = Duration::from_secs(60);
/// Longest time to receive the body of a form with files.
const UPLOAD_DEADLINE: Duration = Duration::from_secs(300);
/// Time after which the average rate of a body must be at least `MIN_BYTES_PER_SECOND`.
const RATE_GRACE_PERIOD: Duration = Duration::from_secs(20);
/// Minimum average rate in bytes per second: about a tenth of what a phone on EDGE (2G) sends.
const MIN_BYTES_PER_SECOND: u64 = 512;

/// The timeouts for request bodies; tests use shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimits {
    pub chunk_timeout: Duration,
    pub form_deadline: Duration,
    pub upload_deadline: Duration,
    pub rate_grace_period: Duration,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self {
            chunk_timeout: CHUNK_TIMEOUT,
            form_deadline: FORM_DEADLINE,
            upload_deadline: UPLOAD_DEADLINE,
            rate_grace_period: RATE_GRACE_PERIOD,
        }
    }
}

/// Middleware: a body that arrives too slowly ends with an error of kind `TimedOut`.
pub async fn limit_body(limits: BodyLimits, request: Request, next: Next) -> Response {
    // `security_headers` refuses all other methods that have a body.
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let deadline = if form_body::multipart_boundary(request.headers()).is_some() {
        limits.upload_deadline
    } else {
        limits.form_deadline
    };
    next.run(request.map(|body| limit_body_stream(body, limits, deadline)))
        .await
}

fn limit_body_stream(body: Body, limits: BodyLimits, deadline: Duration) -> Body {
    let start = Instant::now();
    let first = (body.into_data_stream(), 0_u64, false);
    Body::from_stream(unfold(
        first,
        move |(mut stream, received, over)| async move {
            if over {
                return None;
            }
            // The deadline ends a client that stays just above the minimum rate.
            let wait = limits
                .chunk_timeout
                .min(deadline.saturating_sub(start.elapsed()));
            let next = match timeout(wait, stream.next()).await {
                Ok(None) => return None,
                Ok(Some(Ok(chunk))) => chunk,
                Ok(Some(Err(error))) => {
                    return Some((Err(io::Error::other(error)), (stream, received, true)));
                }
                // `form_body` answers this kind with 408, and every other error with 400.
                Err(_) => return Some((Err(ErrorKind::TimedOut.into()), (stream, received, true))),
            };
            // The average and not the last chunk: a phone may pause for some seconds.
            let received = received + next.len() as u64;
            let elapsed = start.elapsed();
            if elapsed > limits.rate_grace_period
                && received < MIN_BYTES_PER_SECOND * elapsed.as_secs()
            {
                return Some((Err(ErrorKind::TimedOut.into()), (stream, received, true)));
            }
            Some((Ok(next), (stream, received, false)))
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use tokio::time::sleep;

    fn dripping_body(pieces: usize, pause: Duration) -> Body {
        Body::from_stream(unfold(0, move |sent| async move {
            if sent == pieces {
                return None;
            }
            sleep(pause).await;
            Some((Ok::<_, io::Error>(vec![b'x']), sent + 1))
        }))
    }

    #[tokio::test]
    async fn a_body_that_stops_or_drips_is_given_up() {
        let second = Duration::from_secs(1);
        let limits = BodyLimits {
            chunk_timeout: second,
            form_deadline: 2 * second,
            rate_grace_period: second,
            ..BodyLimits::default()
        };
        let deadline = limits.form_deadline;
        let quick = limit_body_stream(
            dripping_body(3, Duration::from_millis(10)),
            limits,
            deadline,
        );
        assert_eq!(to_bytes(quick, 1024).await.unwrap().len(), 3);
        // The first body stalls for a minute, the second sends single bytes without end.
        for (pieces, pause) in [(1, 60 * second), (10_000, Duration::from_millis(100))] {
            assert!(
                to_bytes(
                    limit_body_stream(dripping_body(pieces, pause), limits, deadline),
                    1024 * 1024
                )
                .await
                .is_err()
            );
        }
    }
}
