//! The outbox of notifications about translations, `translation_notification`: one row for each
//! person who asked for a text that was translated.

use model::id::{PersonId, TextId};

use super::recipient_row::RecipientRow;
use super::{CLAIM_BATCH, CLAIM_SECONDS, ClaimedNotification, NotificationSubject, RecordedResult};
use crate::db::run_on;
use crate::visibility::text_visible_to_person;
use crate::{Error, Tx};

/// How long a notification covers other translations, in seconds: when a worker translates several
/// texts, the person who asked is told once.
const MERGE_SECONDS: i64 = 12 * 3600;

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    text_id: TextId,
    language: String,
    person_id: PersonId,
    created_at: i64,
    delivered_channels: String,
    attempts: i32,
}

impl From<ClaimedRow> for ClaimedNotification {
    fn from(row: ClaimedRow) -> Self {
        Self {
            subject: NotificationSubject::Translation {
                text: row.text_id,
                language: row.language,
            },
            person_id: row.person_id,
            urgent: false,
            created_at: row.created_at,
            delivered_channels: row.delivered_channels,
            attempts: row.attempts,
        }
    }
}

/// Claims due notifications, as `super::claim_due` does for messages.
pub(super) async fn claim_due(tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
    let taken: Vec<ClaimedRow> = run_on!(tx, |c| {
        sqlx::query_as(
            // The outer condition is checked again on the locked row: of two servers that select
            // the same row, only one updates it.
            "UPDATE translation_notification SET next_attempt_at = $2 WHERE state = 'waiting' AND \
            next_attempt_at <= $1 AND (text_id, language, person_id) IN (SELECT o.text_id, \
            o.language, o.person_id FROM translation_notification o WHERE o.state = 'waiting' AND \
            o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, o.text_id LIMIT $3) RETURNING \
            text_id, language, person_id, created_at, delivered_channels, attempts",
        )
        .bind(now)
        .bind(now + CLAIM_SECONDS)
        .bind(CLAIM_BATCH)
        .fetch_all(c)
    })?;
    Ok(taken.into_iter().map(Into::into).collect())
}

/// The recipient of a notification about a translation of `text`. They are gone when they may no
/// longer read it.
///
/// # Errors
/// `NotFound` when the person or the text does not exist any more.
pub(super) async fn find_recipient(
    tx: &mut Tx,
    person: PersonId,
    text: TextId,
) -> Result<RecipientRow, Error> {
    let zone: Option<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT a.time_zone FROM text t JOIN family f ON f.id = t.family_id JOIN agency a ON \
            a.id = f.agency_id WHERE t.id = $1",
        )
        .bind(text)
        .fetch_optional(c)
    })?;
    // Whether the recipient is still on the team depends on the date at the family's agency.
    let today = tx.today_in(zone.as_ref().map_or("UTC", |(name,)| name.as_str()));
    let since = tx.clock().now().as_second() - MERGE_SECONDS;
    let row: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.language, p.languages_read, a.time_zone, n.mode, n.safe_from, \
            n.safe_until, CAST(NULL AS bigint) AS read_seq, NOT ",
            text_visible_to_person!("t", "p.id"),
            " AS gone, (SELECT max(b.delivered_at) FROM translation_notification b WHERE \
            b.person_id = p.id AND b.delivered_at > $4) AS delivered_at FROM person p JOIN agency \
            a ON a.id = p.agency_id JOIN text t ON t.id = $1 LEFT JOIN notification_preference n \
            ON n.person_id = p.id WHERE p.id = $3"
        ))
        .bind(text)
        .bind(today)
        .bind(person)
        .bind(since)
        .fetch_optional(c)
    })?;
    row.ok_or(Error::NotFound)
}

pub(super) async fn update_row(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    (text, language): (TextId, &str),
    result: RecordedResult,
) -> Result<(), Error> {
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE translation_notification SET state = $4, delivered_channels = $5, attempts = \
            $6, next_attempt_at = $7, delivered_at = coalesce($8, delivered_at) WHERE text_id = \
            $1 AND language = $2 AND person_id = $3",
        )
        .bind(text)
        .bind(language)
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
