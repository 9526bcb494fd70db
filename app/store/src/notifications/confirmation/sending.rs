//! The outbox of confirmation codes. A code exists in the memory of the job that sends it, and in
//! the message: the row has only its digest. So nothing has to be erased, and no copy of the
//! database has a code.

use jiff::tz::TimeZone;
use model::id::{FormId, PersonId};
use model::notify::{
    CONFIRMATION_CODE_MINUTES, ConfirmationCode, NotificationChannel, NotificationPreferences,
};

use super::code_digest;
use crate::db::run_on;
use crate::notifications::consent::phone_is_opted_out;
use crate::{Db, Error};

/// How long a server's claim on a request lasts, in seconds.
const CLAIM_SECONDS: i64 = 120;
/// The maximum number of requests that are claimed at once.
const CLAIM_BATCH: i64 = 50;
/// The number of failed attempts after which a code counts as not sent. With the waits between them
/// they take three minutes: a code that comes later is not waited for any more.
const MAX_ATTEMPTS: i32 = 4;

/// A claimed request for a code. There is no code yet.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CodeRequest {
    pub person_id: PersonId,
    pub channel: NotificationChannel,
    form_id: FormId,
    created_at: i64,
    attempts: i32,
}

/// The person who asked, read just before the code is sent.
#[derive(Debug, Clone)]
pub struct CodeRecipient {
    pub address: String,
    pub language: Option<String>,
    pub languages_read: Vec<String>,
    pub zone: TimeZone,
    /// The defaults for a person who has not chosen.
    pub preferences: NotificationPreferences,
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    address: String,
    language: Option<String>,
    languages_read: sqlx::types::Json<Vec<String>>,
    time_zone: String,
    safe_from: Option<i32>,
    safe_until: Option<i32>,
}

impl From<RecipientRow> for CodeRecipient {
    fn from(row: RecipientRow) -> Self {
        let defaults = NotificationPreferences::default();
        Self {
            address: row.address,
            language: row.language,
            languages_read: row.languages_read.0,
            zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
            preferences: NotificationPreferences {
                safe_from: row.safe_from.unwrap_or(defaults.safe_from),
                safe_until: row.safe_until.unwrap_or(defaults.safe_until),
                ..defaults
            },
        }
    }
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeOutcome {
    /// A temporary failure: another code is sent later.
    Retry,
    /// Not sent, and not tried again. The person may ask once more.
    NotSent,
}

/// Claims the requests that are due, so that no other server sends a code for them meanwhile, and
/// erases the digests of expired codes.
///
/// # Errors
/// When the database fails.
pub async fn claim_requests(db: &Db) -> Result<Vec<CodeRequest>, Error> {
    let now = db.clock().now().as_second();
    let mut tx = db.acting_as_system("claim confirmation codes").await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE contact_confirmation SET code_hash = NULL WHERE expires_at <= $1 AND code_hash IS \
            NOT NULL"
    )
    .bind(now)
    .execute(c))?;
    let claimed: Vec<CodeRequest> = run_on!(tx, |c| {
        sqlx::query_as(
            // The outer condition is checked again on the locked row: of two servers that select
            // the same row, only one updates it.
            "UPDATE contact_confirmation SET next_attempt_at = $2 WHERE state = 'waiting' AND \
            next_attempt_at <= $1 AND (person_id, channel) IN (SELECT o.person_id, o.channel FROM \
            contact_confirmation o WHERE o.state = 'waiting' AND o.next_attempt_at <= $1 ORDER BY \
            o.next_attempt_at, o.person_id LIMIT $3) RETURNING person_id, channel, form_id, \
            created_at, attempts",
        )
        .bind(now)
        .bind(now + CLAIM_SECONDS)
        .bind(CLAIM_BATCH)
        .fetch_all(c)
    })?;
    tx.commit().await?;
    Ok(claimed)
}

/// Makes the code of a request, stores its digest, and returns the code with the person to whom it
/// goes. From now on the code is valid: it may arrive before the mail server answers. `None` when
/// none may be sent: the address has changed, its owner has stopped text messages, they have asked
/// again meanwhile, or nothing could be sent for a quarter of an hour.
///
/// # Errors
/// When the database fails.
pub async fn start_code(
    db: &Db,
    request: &CodeRequest,
) -> Result<Option<(ConfirmationCode, CodeRecipient)>, Error> {
    let now = db.clock().now().as_second();
    let valid_seconds = CONFIRMATION_CODE_MINUTES * 60;
    if request.created_at + valid_seconds <= now {
        return Ok(None);
    }
    let mut tx = db.acting_as_system("send a confirmation code").await?;
    let row: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT w.address, p.language, p.languages_read, a.time_zone, n.safe_from, \
            n.safe_until FROM contact_confirmation d JOIN notification_channel w ON w.person_id = \
            d.person_id AND w.channel = d.channel AND w.address = d.address JOIN person p ON p.id \
            = d.person_id JOIN agency a ON a.id = p.agency_id LEFT JOIN notification_preference n \
            ON n.person_id = p.id WHERE d.person_id = $1 AND d.channel = $2 AND d.form_id = $3 \
            AND NOT (w.channel = 'sms' AND ",
            phone_is_opted_out!("w.person_id", "w.address"),
            ")"
        ))
        .bind(request.person_id)
        .bind(request.channel)
        .bind(request.form_id)
        .fetch_optional(c)
    })?;
    let Some(row) = row else {
        return Ok(None);
    };
    let code = ConfirmationCode::generate();
    let stored = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE contact_confirmation SET state = 'sent', code_hash = $4, expires_at = $5, tries = \
            0 WHERE person_id = $1 AND channel = $2 AND form_id = $3 AND state = 'waiting'"
    )
    .bind(request.person_id)
    .bind(request.channel)
    .bind(request.form_id)
    .bind(code_digest(request.form_id, &code))
    .bind(now + valid_seconds)
    .execute(c)
    })?;
    tx.commit().await?;
    Ok((stored == 1).then(|| (code, row.into())))
}

/// Records that a code was not sent: the one that was made for it ends.
///
/// # Errors
/// When the database fails.
pub async fn record_not_sent(
    db: &Db,
    request: &CodeRequest,
    outcome: CodeOutcome,
) -> Result<(), Error> {
    let attempts = request.attempts + 1;
    let is_last = outcome == CodeOutcome::NotSent || attempts >= MAX_ATTEMPTS;
    // 30, 60 and 90 seconds.
    let next = db.clock().now().as_second() + 30 * i64::from(attempts);
    let mut tx = db.acting_as_system("record an unsent code").await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE contact_confirmation SET state = $4, code_hash = NULL, expires_at = NULL, attempts \
            = $5, next_attempt_at = $6 WHERE person_id = $1 AND channel = $2 AND form_id = $3 AND \
            state <> 'confirmed'"
    )
    .bind(request.person_id)
    .bind(request.channel)
    .bind(request.form_id)
    .bind(if is_last { "failed" } else { "waiting" })
    .bind(attempts)
    .bind(next)
    .execute(c))?;
    tx.commit().await
}
