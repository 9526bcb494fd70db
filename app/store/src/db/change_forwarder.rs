//! Sends the change events of this process to every server on the PostgreSQL database.

use std::collections::HashSet;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use super::{PostgresPools, run_on_postgres};
use crate::change_bus::{ChangeEvent, MEMBERSHIP_PAYLOAD, NOTIFY_CHANNEL};
use crate::error::Error;

/// Pause after each NOTIFY, so that events under load are coalesced.
const DEBOUNCE: Duration = Duration::from_millis(10);
/// Delay before a failed NOTIFY is retried.
const NOTIFY_RETRY_DELAY: Duration = Duration::from_secs(1);

/// Background task that sends NOTIFY for committed changes. Events that arrive meanwhile are sent
/// together with the next batch, each thread once. Ends when the last `ChangeBus` is dropped.
pub(super) async fn forward_to_postgres(
    pools: PostgresPools,
    mut events: UnboundedReceiver<ChangeEvent>,
) {
    let mut changes = Vec::new();
    while events.recv_many(&mut changes, 1_000).await > 0 {
        // Each thread once: several messages of one thread need only one event.
        let each: HashSet<ChangeEvent> = changes.drain(..).collect();
        let payloads: Vec<String> = each
            .iter()
            .map(|event| {
                if let ChangeEvent::Thread(thread) = event {
                    thread.to_string()
                } else {
                    MEMBERSHIP_PAYLOAD.into()
                }
            })
            .collect();
        while let Err(error) = send_notify(&pools, &payloads).await {
            // A delay here loses no change: open streams also check for changes at each heartbeat.
            tracing::warn!(%error, "NOTIFY failed; retrying");
            tokio::time::sleep(NOTIFY_RETRY_DELAY).await;
        }
        tokio::time::sleep(DEBOUNCE).await;
    }
}

async fn send_notify(pools: &PostgresPools, payloads: &[String]) -> Result<(), Error> {
    let connection = &mut pools.acquire(pools.first_login()?.0).await?;
    // `pg_notify`, because the statement NOTIFY takes no bound parameters. All payloads are sent in
    // one round trip.
    run_on_postgres!(connection, |c| sqlx::query(
        "SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload"
    )
    .bind(NOTIFY_CHANNEL)
    .bind(payloads)
    .execute(c))?;
    Ok(())
}
