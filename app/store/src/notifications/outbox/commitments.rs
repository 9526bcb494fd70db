//! The outbox of notifications about commitments, `transition_commitment_notification`: one row for
//! what one of the two did, for the other one.

use model::id::PersonId;
use uuid::Uuid;

use super::recipient_row::RecipientRow;
use super::{
    CLAIM_BATCH, CLAIM_SECONDS, ClaimedNotification, NotificationSubject, RecordedResult, due_times,
};
use crate::db::run_on;
use crate::{Error, Tx};

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    version_id: Uuid,
    person_id: PersonId,
    created_at: i64,
    delivered_channels: String,
    attempts: i32,
}

impl From<ClaimedRow> for ClaimedNotification {
    fn from(row: ClaimedRow) -> Self {
        Self {
            subject: NotificationSubject::Commitment(row.version_id),
            person_id: row.person_id,
            urgent: false,
            created_at: row.created_at,
            delivered_channels: row.delivered_channels,
            attempts: row.attempts,
        }
    }
}

/// Inserts a notification of the actor's own version of a commitment for the other one of the two.
///
/// # Errors
/// `NotFound` when PostgreSQL, which checks it again, finds that the actor made no such version.
pub(crate) async fn enqueue_for_version(
    tx: &mut Tx,
    version: Uuid,
    recipient: PersonId,
) -> Result<(), Error> {
    let times = due_times(tx);
    if tx.is_postgres() {
        // In a `SECURITY DEFINER` function, which finds the recipient itself: the role of the
        // portal has no right to write these rows.
        let added = run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_add_commitment_notification($1, $2, $3)"
        )
        .bind(version)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .fetch_optional(c))?;
        return (added == Some(true)).then_some(()).ok_or(Error::NotFound);
    }
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO transition_commitment_notification (version_id, person_id, created_at, \
                state, delivered_channels, attempts, next_attempt_at) VALUES ($1, $2, $3, \
                'waiting', '', 0, $4) ON CONFLICT DO NOTHING",
        )
        .bind(version)
        .bind(recipient)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .execute(c)
    })?;
    Ok(())
}

/// Claims due notifications, as `super::claim_due` does for messages.
pub(super) async fn claim_due(tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
    let taken: Vec<ClaimedRow> = run_on!(tx, |c| {
        sqlx::query_as(
            // The outer condition is checked again on the locked row: of two servers that select
            // the same row, only one updates it.
            "UPDATE transition_commitment_notification SET next_attempt_at = $2 WHERE state = \
                'waiting' AND next_attempt_at <= $1 AND (version_id, person_id) IN (SELECT \
                o.version_id, o.person_id FROM transition_commitment_notification o WHERE o.state \
                = 'waiting' AND o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, o.version_id \
                LIMIT $3) RETURNING version_id, person_id, created_at, delivered_channels, \
                attempts",
        )
        .bind(now)
        .bind(now + CLAIM_SECONDS)
        .bind(CLAIM_BATCH)
        .fetch_all(c)
    })?;
    Ok(taken.into_iter().map(Into::into).collect())
}

/// The recipient of a notification about a commitment. An adult is gone once they have left the
/// team; both are when one of the two has done something since, which has a notification of its
/// own.
///
/// # Errors
/// `NotFound` when the person or the commitment does not exist any more.
pub(super) async fn find_recipient(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    version: Uuid,
) -> Result<RecipientRow, Error> {
    let zone: Option<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT a.time_zone FROM transition_commitment_version v JOIN transition_commitment k \
                ON k.id = v.commitment_id JOIN family f ON f.id = k.family_id JOIN agency a ON \
                a.id = f.agency_id WHERE v.id = $1",
        )
        .bind(version)
        .fetch_optional(c)
    })?;
    // Whether the recipient is still on the team depends on the date at the family's agency.
    let today = tx.today_in(zone.as_ref().map_or("UTC", |(name,)| name.as_str()));
    let row: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT p.language, p.languages_read, a.time_zone, n.mode, n.safe_from, \
                n.safe_until, CAST(NULL AS bigint) AS read_seq, (EXISTS (SELECT 1 FROM \
                transition_commitment_version newer WHERE newer.commitment_id = k.id AND \
                newer.revision > v.revision) OR NOT (k.owner_id = p.id OR (k.adult_id = p.id AND \
                EXISTS (SELECT 1 FROM membership m WHERE m.family_id = k.family_id AND \
                m.person_id = p.id AND m.since <= $2 AND (m.until IS NULL OR m.until > $2))))) AS \
                gone, (SELECT max(b.delivered_at) FROM transition_commitment_notification b WHERE \
                b.person_id = p.id AND b.delivered_at > $4) AS delivered_at FROM \
                transition_commitment_version v JOIN transition_commitment k ON k.id = \
                v.commitment_id JOIN family f ON f.id = k.family_id JOIN agency a ON a.id = \
                f.agency_id JOIN person p ON p.id = $1 LEFT JOIN notification_preference n ON \
                n.person_id = p.id WHERE v.id = $3",
        )
        .bind(notice.person_id)
        .bind(today)
        .bind(version)
        .bind(notice.created_at)
        .fetch_optional(c)
    })?;
    row.ok_or(Error::NotFound)
}

pub(super) async fn update_row(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    version: Uuid,
    result: RecordedResult,
) -> Result<(), Error> {
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE transition_commitment_notification SET state = $3, delivered_channels = $4, \
                attempts = $5, next_attempt_at = $6, delivered_at = coalesce($7, delivered_at) \
                WHERE version_id = $1 AND person_id = $2",
        )
        .bind(version)
        .bind(notice.person_id)
        .bind(result.state)
        .bind(result.delivered_channels)
        .bind(notice.attempts)
        .bind(result.next_attempt_at)
        .bind(result.delivered_at)
        .execute(c)
    })?;
    Ok(())
}
