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
    pub id: AccountEventId,
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
    id: AccountEventId,
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
    insert_event(tx, person, kind, client).await.map(|_| ())
}

/// Records that the actor has signed in on a device that is new, like `record_account_event`.
/// Returns the event, which the session of this sign-in must not mark as seen.
///
/// # Errors
/// As `record_account_event`.
pub async fn record_new_device(tx: &mut Tx, client: ClientDevice) -> Result<AccountEventId, Error> {
    let person = tx.actor_id()?;
    insert_event(tx, person, AccountEventKind::SignedInNewDevice, client).await
}

async fn insert_event(
    tx: &mut Tx,
    person: PersonId,
    kind: AccountEventKind,
    client: ClientDevice,
) -> Result<AccountEventId, Error> {
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
    enqueue_for_account_event(tx, (id, kind), person).await?;
    Ok(id)
}

/// SQL condition for SQLite: the actor `$1` may know the person with the alias `p` on the date
/// `$3`, from a team, a thread, or as a coordinator of mentors. `alongside_can_see_person` is the
/// same rule for PostgreSQL.
macro_rules! actor_knows_person {
    () => {
        "(EXISTS (SELECT 1 FROM membership o JOIN membership m ON \
        m.family_id = o.family_id AND m.person_id = $1 AND m.since <= $3 AND (m.until IS NULL OR \
        m.until > $3) WHERE o.person_id = p.id AND (m.role IN ('worker', 'supervisor') OR \
        ((o.mentee_id IS NULL OR o.mentee_id = $1) AND m.role NOT IN ('interpreter', \
        'administrator', 'mentor_coordinator')))) \
    OR EXISTS (SELECT 1 FROM membership c JOIN membership t ON t.family_id = c.family_id AND t.role \
        = 'mentor' WHERE c.person_id = $1 AND c.role = 'mentor_coordinator' AND c.since <= $3 AND \
        (c.until IS NULL OR c.until > $3) AND (t.person_id = p.id OR t.mentee_id = p.id)) \
    OR EXISTS (SELECT 1 FROM thread_participant r JOIN thread h ON h.id = r.thread_id JOIN \
        thread_participant w ON w.thread_id = r.thread_id AND w.person_id = p.id WHERE r.person_id \
        = $1 AND r.left_at IS NULL AND (w.left_at IS NULL OR EXISTS (SELECT 1 FROM message x WHERE \
        x.thread_id = r.thread_id AND x.about_id = p.id AND x.kind IN ('left', 'taken_off') AND \
        x.seq >= r.visible_from_seq)) AND (h.family_id IS NULL OR EXISTS (SELECT 1 FROM membership \
        m WHERE m.family_id = h.family_id AND m.person_id = $1 AND m.since <= $3 AND (m.until IS \
        NULL OR m.until > $3)))))"
    };
}

/// The events of `$1` up to the condition on the name of who did it.
macro_rules! select_events {
    () => {
        "SELECT e.id, e.kind, e.browser, e.device, \
            (e.acted_by_id IS NOT NULL AND e.acted_by_id <> e.person_id) AS by_other, \
            coalesce(p.chosen_name, p.name) AS acted_by, e.created_at, e.seen_at \
        FROM account_event e \
        LEFT JOIN person p ON p.id = e.acted_by_id AND p.id <> e.person_id AND "
    };
}

/// After that condition. By id: the ids are UUIDs v7, which sort by time, and SQLite stores times
/// as text that does not.
macro_rules! newest_own_events {
    () => {
        " WHERE e.person_id = $1 ORDER BY e.id DESC LIMIT $2"
    };
}

/// The actor's newest events, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_account_events(tx: &mut Tx) -> Result<Vec<AccountEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // On PostgreSQL a function with the owner's rights decides: the actor does not see every
    // membership and thread that counts.
    let list = if tx.is_postgres() {
        concat!(
            select_events!(),
            "alongside_can_see_person(p.id) AND $3 = alongside_today()",
            newest_own_events!()
        )
    } else {
        concat!(
            select_events!(),
            actor_knows_person!(),
            newest_own_events!()
        )
    };
    let rows: Vec<AccountEventRow> = run_on!(tx, |c| sqlx::query_as(list)
        .bind(person)
        .bind(MAX_LISTED_EVENTS)
        .bind(today)
        .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|row| AccountEvent {
            id: row.id,
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

/// How many of the actor's events they have not seen, without `sign_in`: the one with which the
/// session that asks has begun, which it cannot mark as seen.
///
/// # Errors
/// When the database fails.
pub async fn count_unseen_events(
    tx: &mut Tx,
    sign_in: Option<AccountEventId>,
) -> Result<i64, Error> {
    let person = tx.actor_id()?;
    let count: Option<i64> = run_on!(tx, |c| sqlx::query_scalar(
        "SELECT count(*) FROM account_event WHERE person_id = $1 AND seen_at IS NULL AND \
            ($2 IS NULL OR id <> $2)"
    )
    .bind(person)
    .bind(sign_in)
    .fetch_optional(c))?;
    Ok(count.unwrap_or(0))
}

/// Marks every event of the actor as seen, but for `sign_in`: the one with which the session that
/// asks has begun. One who signs in as another person could otherwise hide it. Idempotent.
///
/// # Errors
/// When the database fails.
pub async fn mark_events_seen(tx: &mut Tx, sign_in: Option<AccountEventId>) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE account_event SET seen_at = $2 WHERE person_id = $1 AND seen_at IS NULL AND \
            ($3 IS NULL OR id <> $3)"
    )
    .bind(person)
    .bind(now)
    .bind(sign_in)
    .execute(c))?;
    Ok(())
}
