//! The outbox of notifications about events of an account, `account_event_notification`: one row
//! for each event, for the person whose account it is. A change of their contact has one more row
//! for each address that was in use before it, and a new passphrase one for each browser whose
//! session it has ended, so that who did it cannot keep it from its person.

use std::fmt;

use model::account::AccountEventKind;
use model::id::{AccountEventId, PersonId};

use super::addresses::{ChannelAddress, list_channels};
use super::recipient_row::RecipientRow;
use super::{CLAIM_BATCH, CLAIM_SECONDS, ClaimedNotification, NotificationSubject, RecordedResult};
use crate::db::run_on;
use crate::notifications::consent::phone_is_opted_out;
use crate::{Db, Error, Tx};

/// Days after the event at which an earlier address is deleted. Longer than any notification waits
/// to be sent.
const EARLIER_ADDRESS_DAYS: i64 = 30;

/// A notification about an event of an account. `Debug` leaves out the address, which must not
/// reach a log.
#[derive(Clone)]
pub struct AccountEventNotice {
    pub event: AccountEventId,
    /// The address that was in use before the contact changed, or that of a browser whose notices
    /// have ended; it is sent only there. Empty: the addresses that the person has now.
    address: String,
}

impl fmt::Debug for AccountEventNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountEventNotice")
            .field("event", &self.event)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    event_id: AccountEventId,
    address: String,
    kind: AccountEventKind,
    person_id: PersonId,
    created_at: i64,
    delivered_channels: String,
    attempts: i32,
}

impl From<ClaimedRow> for ClaimedNotification {
    fn from(row: ClaimedRow) -> Self {
        Self {
            subject: NotificationSubject::AccountEvent(AccountEventNotice {
                event: row.event_id,
                address: row.address,
            }),
            person_id: row.person_id,
            urgent: row.kind.is_told_by_every_channel(),
            created_at: row.created_at,
            delivered_channels: row.delivered_channels,
            attempts: row.attempts,
        }
    }
}

impl ClaimedNotification {
    /// Whether it is sent by all channels at once: another person may have taken over one of them.
    pub const fn is_for_every_channel(&self) -> bool {
        self.urgent && matches!(self.subject, NotificationSubject::AccountEvent(_))
    }

    /// Whether it is sent to an earlier address: the one that was in use before the contact
    /// changed, or that of a browser whose notices have ended. Its delivery failures are not shown,
    /// because the person can no longer correct it.
    pub const fn is_for_earlier_address(&self) -> bool {
        match &self.subject {
            NotificationSubject::AccountEvent(about) => !about.address.is_empty(),
            _ => false,
        }
    }
}

/// Inserts a notification of an event for its person, if they have an address now: one that is
/// added later may be that of who took the account over. Due at once, because no page shows it
/// meanwhile. A change of their contact is told to each address of this moment as well, by the
/// choices of this moment. An event that has ended sessions ends the notices in their browsers. On
/// PostgreSQL a trigger has done it.
pub(crate) async fn enqueue_for_account_event(
    tx: &mut Tx,
    (event, kind): (AccountEventId, AccountEventKind),
    person: PersonId,
) -> Result<(), Error> {
    if tx.is_postgres() {
        return Ok(());
    }
    let now = tx.clock().now().as_second();
    if kind.ends_sessions() {
        end_browsers(tx, (event, kind), person, now).await?;
    }
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO account_event_notification (event_id, person_id, created_at, state, \
            delivered_channels, attempts, next_attempt_at, address) \
        SELECT $1, $2, $3, 'waiting', '', 0, $3, '' \
        WHERE EXISTS (SELECT 1 FROM notification_channel c WHERE c.person_id = $2)"
    )
    .bind(event)
    .bind(person)
    .bind(now)
    .execute(c))?;
    if kind == AccountEventKind::ContactChanged {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO account_event_notification (event_id, person_id, created_at, state, \
                delivered_channels, attempts, next_attempt_at, address, channel, mode, safe_from, \
                safe_until) \
            SELECT $1, $2, $3, 'waiting', '', 0, $3, c.address, c.channel, n.mode, n.safe_from, \
                n.safe_until \
            FROM notification_channel c \
                LEFT JOIN notification_preference n ON n.person_id = c.person_id \
            WHERE c.person_id = $2"
        )
        .bind(event)
        .bind(person)
        .bind(now)
        .execute(c))?;
    }
    Ok(())
}

/// The push subscriptions of the person `$1` whose session has ended; with `$2`, also those of no
/// known session. `w` is the alias of `notification_channel`.
macro_rules! ended_browsers {
    () => {
        "w.person_id = $1 AND w.channel = 'push' AND (w.session_id IS NOT NULL OR $2) AND NOT \
            EXISTS (SELECT 1 FROM session s WHERE s.id = w.session_id)"
    };
}

/// For SQLite: removes the push subscriptions of sessions that have ended. Where the event replaces
/// how the person signs in, each is told of it once more: the one who did it may be another person,
/// and have ended the session of the account's own person.
async fn end_browsers(
    tx: &mut Tx,
    (event, kind): (AccountEventId, AccountEventKind),
    person: PersonId,
    now: i64,
) -> Result<(), Error> {
    if kind.is_told_in_ended_browsers() {
        run_on!(tx, |c| sqlx::query(concat!(
            "INSERT INTO account_event_notification (event_id, person_id, created_at, state, \
                delivered_channels, attempts, next_attempt_at, address, channel, mode, safe_from, \
                safe_until, key, secret) \
            SELECT $3, $1, $4, 'waiting', '', 0, $4, w.address, w.channel, n.mode, n.safe_from, \
                n.safe_until, w.key, w.secret \
            FROM notification_channel w \
                LEFT JOIN notification_preference n ON n.person_id = w.person_id \
            WHERE ",
            ended_browsers!()
        ))
        .bind(person)
        .bind(kind.ends_every_session())
        .bind(event)
        .bind(now)
        .execute(c))?;
    }
    run_on!(tx, |c| sqlx::query(concat!(
        "DELETE FROM notification_channel AS w WHERE ",
        ended_browsers!()
    ))
    .bind(person)
    .bind(kind.ends_every_session())
    .execute(c))?;
    Ok(())
}

/// Claims due notifications, as `super::claim_due` does for messages.
pub(super) async fn claim_due(tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
    let taken: Vec<ClaimedRow> = run_on!(tx, |c| {
        sqlx::query_as(
        // The outer condition is checked again on the locked row: of two servers that select the
        // same row, only one updates it.
        "UPDATE account_event_notification SET next_attempt_at = $2 WHERE state = 'waiting' AND \
            next_attempt_at <= $1 AND (event_id, address) IN (SELECT o.event_id, o.address FROM \
            account_event_notification o WHERE o.state = 'waiting' AND o.next_attempt_at <= $1 \
            ORDER BY o.next_attempt_at, o.event_id, o.address LIMIT $3) \
        RETURNING event_id, address, (SELECT e.kind FROM account_event e WHERE e.id = \
            account_event_notification.event_id) AS kind, person_id, created_at, \
            delivered_channels, attempts"
    )
    .bind(now)
    .bind(now + CLAIM_SECONDS)
    .bind(CLAIM_BATCH)
    .fetch_all(c)
    })?;
    Ok(taken.into_iter().map(Into::into).collect())
}

/// The recipient of a notification about an event. It is not sent once they have said that they
/// have read it, unless the account was recovered or someone signed in: the person who did that may
/// have said so, in another session of theirs.
///
/// # Errors
/// `NotFound` when the event does not exist any more.
pub(super) async fn find_recipient(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    about: &AccountEventNotice,
) -> Result<RecipientRow, Error> {
    // For an earlier address: by what the person had chosen when the event happened.
    let row: Option<RecipientRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT p.language, p.languages_read, a.time_zone, \
            CASE WHEN o.address = '' THEN n.mode ELSE o.mode END AS mode, \
            CASE WHEN o.address = '' THEN n.safe_from ELSE o.safe_from END AS safe_from, \
            CASE WHEN o.address = '' THEN n.safe_until ELSE o.safe_until END AS safe_until, \
            CAST(NULL AS bigint) AS read_seq, \
            (e.seen_at IS NOT NULL AND NOT $3 AND e.kind <> 'signed_in_new_device') AS gone, \
            (SELECT max(b.delivered_at) FROM account_event_notification b WHERE \
            b.person_id = p.id AND b.delivered_at > $2) AS delivered_at \
        FROM account_event e JOIN person p ON p.id = e.person_id \
            JOIN agency a ON a.id = p.agency_id \
            JOIN account_event_notification o ON o.event_id = e.id AND o.address = $4 \
            LEFT JOIN notification_preference n ON n.person_id = p.id WHERE e.id = $1"
    )
    .bind(about.event)
    .bind(notice.created_at)
    .bind(notice.is_for_every_channel())
    .bind(&about.address)
    .fetch_optional(c))?;
    row.ok_or(Error::NotFound)
}

/// Where the notification is sent: the one earlier address, or the current addresses that have no
/// notification of their own.
pub(super) async fn list_addresses(
    tx: &mut Tx,
    person: PersonId,
    about: &AccountEventNotice,
) -> Result<Vec<ChannelAddress>, Error> {
    // A browser that was unsubscribed meanwhile has no key any more. One whose notices have ended
    // with its session has left its own with the notification.
    let mut earlier: Vec<ChannelAddress> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT o.channel, o.address, coalesce(o.key, w.key) AS key, \
            coalesce(o.secret, w.secret) AS secret FROM account_event_notification o LEFT JOIN notification_channel w ON w.person_id = o.person_id AND w.channel = \
            o.channel AND w.address = o.address \
        WHERE o.event_id = $1 AND o.channel IS NOT NULL AND NOT (o.channel = 'push' AND o.key IS \
            NULL AND w.key IS NULL) AND NOT (o.channel = 'sms' AND ",
        phone_is_opted_out!("o.person_id", "o.address"),
        ")"
    ))
    .bind(about.event)
    .fetch_all(c)
    })?;
    if !about.address.is_empty() {
        earlier.retain(|one| one.address == about.address);
        return Ok(earlier);
    }
    let mut now = list_channels(tx, person).await?;
    now.retain(|one| !earlier.iter().any(|told| told.address == one.address));
    Ok(now)
}

pub(super) async fn update_row(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    about: &AccountEventNotice,
    result: RecordedResult,
) -> Result<(), Error> {
    run_on!(tx, |c| sqlx::query(
        "UPDATE account_event_notification SET state = $2, delivered_channels = $3, \
            attempts = $4, next_attempt_at = $5, delivered_at = coalesce($6, delivered_at) \
        WHERE event_id = $1 AND address = $7"
    )
    .bind(about.event)
    .bind(result.state)
    .bind(result.delivered_channels)
    .bind(notice.attempts)
    .bind(result.next_attempt_at)
    .bind(result.delivered_at)
    .bind(&about.address)
    .execute(c))?;
    Ok(())
}

/// Deletes the notifications to earlier addresses, a month after the event: an address that a
/// person took away, such as one that another person reads, is not kept. Run by a background job.
///
/// # Errors
/// When the database fails.
pub async fn delete_earlier_addresses(db: &Db) -> Result<(), Error> {
    let before = db.clock().now().as_second() - EARLIER_ADDRESS_DAYS * 24 * 3_600;
    let mut tx = db.acting_as_system("delete earlier addresses").await?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM account_event_notification WHERE address <> '' AND created_at < $1"
    )
    .bind(before)
    .execute(c))?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use model::account::AccountEventKind;

    #[test]
    fn kinds_that_end_browser_notices_are_those_of_the_model() {
        let migration = include_str!("../../../migrations/postgres/0057_account_sessions.sql");
        let words: Vec<_> = migration.split_whitespace().collect();
        let migration = words.join(" ");
        for rule in [
            AccountEventKind::is_told_in_ended_browsers as fn(AccountEventKind) -> bool,
            AccountEventKind::ends_sessions,
        ] {
            let kinds: Vec<_> = AccountEventKind::ALL
                .iter()
                .filter(|kind| rule(**kind))
                .map(|kind| format!("'{}'", kind.slug()))
                .collect();
            let list = format!("NEW.kind IN ({}) THEN", kinds.join(", "));
            assert!(migration.contains(&list), "{list}");
        }
        let kinds: Vec<_> = AccountEventKind::ALL
            .iter()
            .filter(|kind| kind.ends_every_session())
            .map(|kind| format!("'{}'", kind.slug()))
            .collect();
        let list = format!("boolean := NEW.kind IN ({});", kinds.join(", "));
        assert!(migration.contains(&list), "{list}");
    }
}
