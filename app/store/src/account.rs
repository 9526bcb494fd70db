//! What happened to an account. A person reads their own events, and no page deletes one, so
//! that who takes over an account cannot hide it.

use jiff::Timestamp;
use model::account::{AccountEventKind, BrowserFamily, ClientDevice, DeviceKind};
use model::id::{AccountEventId, PersonId};

use crate::db::run_on;
use crate::notifications::outbox::account_events::enqueue_for_account_event;
use crate::{Error, Tx};

/// The most events that a page lists.
const MAX_LISTED_EVENTS: i64 = 50;

/// Something that happened to the actor's account.
#[derive(Debug, Clone)]
pub struct AccountEvent {
    pub kind: AccountEventKind,
    /// The device on which it was done; empty where no device was recognized.
    pub client: ClientDevice,
    /// Whether another person did it.
    pub is_by_other: bool,
    /// The name of that person, where the actor may see it.
    pub acted_by: Option<String>,
    pub at: Timestamp,
    pub is_seen: bool,
}

#[derive(sqlx::FromRow)]
struct AccountEventRow {
    kind: AccountEventKind,
    browser: Option<BrowserFamily>,
    device: Option<DeviceKind>,
    by_other: bool,
    acted_by: Option<String>,
    created_at: jiff_sqlx::Timestamp,
    seen_at: Option<jiff_sqlx::Timestamp>,
}

/// Records what happened to the account of `person`, on the device `client`, and queues the
/// notification about it. Call it in the transaction of the act itself, so that neither is stored
/// without the other. The actor of the transaction is stored as the one who did it.
///
/// On PostgreSQL, row-level security admits events of the actor's own account, of people whom the
/// actor knows from a team, and, before sign-in, of a person who has just proven who they are.
///
/// # Errors
/// When the database fails, or refuses the event.
pub async fn record_account_event(
    tx: &mut Tx,
    person: PersonId,
    kind: AccountEventKind,
    client: ClientDevice,
) -> Result<(), Error> {
    let (id, now) = (tx.clock().new_id::<AccountEventId>(), tx.now());
    let acted_by = tx.actor_id().ok();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO account_event (id, person_id, kind, browser, device, acted_by_id, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(id)
    .bind(person)
    .bind(kind)
    .bind(client.browser)
    .bind(client.device)
    .bind(acted_by)
    .bind(now)
    .execute(c))?;
    enqueue_for_account_event(tx, id, person).await
}

/// The actor's newest events, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_account_events(tx: &mut Tx) -> Result<Vec<AccountEvent>, Error> {
    let person = tx.actor_id()?;
    let rows: Vec<AccountEventRow> = run_on!(tx, |c| sqlx::query_as(
        // By id: the ids are UUIDs v7, which sort by time, and SQLite stores times as text that
        // does not.
        "SELECT e.kind, e.browser, e.device, \
            (e.acted_by_id IS NOT NULL AND e.acted_by_id <> e.person_id) AS by_other, \
            coalesce(p.chosen_name, p.name) AS acted_by, e.created_at, e.seen_at \
        FROM account_event e \
        LEFT JOIN person p ON p.id = e.acted_by_id AND p.id <> e.person_id \
        WHERE e.person_id = $1 ORDER BY e.id DESC LIMIT $2"
    )
    .bind(person)
    .bind(MAX_LISTED_EVENTS)
    .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|row| AccountEvent {
            kind: row.kind,
            client: ClientDevice {
                browser: row.browser,
                device: row.device,
            },
            is_by_other: row.by_other,
            acted_by: row.acted_by,
            at: row.created_at.to_jiff(),
            is_seen: row.seen_at.is_some(),
        })
        .collect())
}

/// How many of the actor's events they have not seen.
///
/// # Errors
/// When the database fails.
pub async fn count_unseen_events(tx: &mut Tx) -> Result<i64, Error> {
    let person = tx.actor_id()?;
    let count: Option<i64> = run_on!(tx, |c| sqlx::query_scalar(
        "SELECT count(*) FROM account_event WHERE person_id = $1 AND seen_at IS NULL"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(count.unwrap_or(0))
}

/// Marks every event of the actor as seen. Idempotent.
///
/// # Errors
/// When the database fails.
pub async fn mark_events_seen(tx: &mut Tx) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE account_event SET seen_at = $2 WHERE person_id = $1 AND seen_at IS NULL"
    )
    .bind(person)
    .bind(now)
    .execute(c))?;
    Ok(())
}
