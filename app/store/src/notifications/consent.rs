//! Consent to text messages: an append-only log of what each person agreed to, with the wording
//! they saw, and of opt-outs (STOP) and opt-ins (START) by text message. An opt-out by text message
//! can be reversed only by text message, because the mobile carriers enforce it too.

use jiff::Timestamp;
use model::id::PersonId;

use crate::db::run_on;
use crate::{Db, Error, Tx};

/// SQL condition: this person's number is opted out, because the last `stopped` entry of the log
/// has no later `started` entry.
macro_rules! phone_is_opted_out {
    ($person:literal, $phone:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM text_consent s WHERE s.person_id = ",
            $person,
            " AND s.phone = ",
            $phone,
            " AND s.kind = 'stopped'
                AND NOT EXISTS (SELECT 1 FROM text_consent b WHERE b.person_id = s.person_id AND b.phone = s.phone
                AND b.kind = 'started' AND b.n > s.n))"
        )
    };
}
pub(crate) use phone_is_opted_out;

/// The consent text that was shown at the phone number field, and its language.
#[derive(Debug, Clone, Copy)]
pub struct ConsentWording<'a> {
    pub words: &'a str,
    pub language: &'a str,
}

/// A consent log entry.
struct ConsentEntry<'a> {
    person: PersonId,
    phone: &'a str,
    kind: &'static str,
    words: &'a str,
    language: &'a str,
}

async fn append_entry(tx: &mut Tx, entry: ConsentEntry<'_>) -> Result<(), Error> {
    // Several entries can have the same second, so `n` numbers them.
    let now = tx.clock().now().as_second();
    run_on!(tx, |c| {
        sqlx::query("INSERT INTO text_consent (person_id, n, phone, created_at, kind, words, \
        language)
        SELECT $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6 FROM text_consent WHERE person_id = $1")
        .bind(entry.person).bind(entry.phone).bind(now).bind(entry.kind).bind(entry.words).bind(entry.language).execute(c)
    })?;
    Ok(())
}

/// Logs that the actor adds, removes or replaces their phone number. Logs nothing when it is
/// unchanged.
pub(super) async fn log_phone_change(
    tx: &mut Tx,
    before: Option<&str>,
    now: Option<&str>,
    wording: ConsentWording<'_>,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    if before == now {
        return Ok(());
    }
    // `given` does not end an opt-out: typing the number into the portal again must not override a
    // STOP.
    for (phone, kind) in [(before, "withdrawn"), (now, "given")] {
        if let Some(phone) = phone {
            append_entry(
                tx,
                ConsentEntry {
                    person,
                    phone,
                    kind,
                    words: wording.words,
                    language: wording.language,
                },
            )
            .await?;
        }
    }
    Ok(())
}

/// When the actor opted out of text messages to this number; `None` when they are not opted out.
pub(super) async fn opted_out_since(tx: &mut Tx, phone: &str) -> Result<Option<Timestamp>, Error> {
    let me = tx.actor_id()?;
    let row: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT t.created_at FROM text_consent t WHERE t.person_id = $1 AND t.phone = $2 AND \
            t.kind = 'stopped' AND ",
            phone_is_opted_out!("t.person_id", "t.phone"),
            " ORDER BY t.n DESC LIMIT 1"
        ))
        .bind(me)
        .bind(phone)
        .fetch_optional(c)
    })?;
    Ok(row.and_then(|(at,)| Timestamp::from_second(at).ok()))
}

/// The sender of an inbound text message, and the languages for the reply.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SmsSender {
    pub person_id: PersonId,
    pub language: Option<String>,
    pub languages_read: sqlx::types::Json<Vec<String>>,
}

const SELECT_OPTED_IN: &str = concat!(
    "SELECT p.id AS person_id, p.language, p.languages_read FROM notification_channel w JOIN person p ON p.id = w.person_id
     WHERE w.channel = 'sms' AND w.address = $1 AND NOT ",
    phone_is_opted_out!("w.person_id", "w.address"),
    " ORDER BY p.id"
);
const SELECT_OPTED_OUT: &str = concat!(
    "SELECT p.id AS person_id, p.language, p.languages_read FROM notification_channel w JOIN person p ON p.id = w.person_id
     WHERE w.channel = 'sms' AND w.address = $1 AND ",
    phone_is_opted_out!("w.person_id", "w.address"),
    " ORDER BY p.id"
);

/// Opts a phone number out for every person who uses it. Returns one person for whom this changed
/// anything, so that exactly one reply is sent; `None` when the number is unknown or opted out
/// already.
///
/// # Errors
/// When the database fails.
pub async fn opt_out_phone(db: &Db, phone: &str, words: &str) -> Result<Option<SmsSender>, Error> {
    change_consent(db, SELECT_OPTED_IN, "stopped", phone, words).await
}

/// Reverses an opt-out for every person who still has this number in their preferences; never adds
/// a number. Returns the same as `opt_out_phone`.
///
/// # Errors
/// When the database fails.
pub async fn opt_in_phone(db: &Db, phone: &str, words: &str) -> Result<Option<SmsSender>, Error> {
    change_consent(db, SELECT_OPTED_OUT, "started", phone, words).await
}

async fn change_consent(
    db: &Db,
    senders_query: &'static str,
    kind: &'static str,
    phone: &str,
    words: &str,
) -> Result<Option<SmsSender>, Error> {
    let mut tx = db.acting_as_system("SMS opt-out or opt-in").await?;
    // Only persons whose state changes: a gateway delivers an inbound message again when it gets no
    // answer in time, and STOP twice must be logged and answered once.
    let senders: Vec<SmsSender> = run_on!(tx, |c| sqlx::query_as(senders_query)
        .bind(phone)
        .fetch_all(c))?;
    // A phone may be shared, and a carrier stops all messages to it, so the change is logged for
    // every person with this number.
    for sender in &senders {
        let language = sender.language.as_deref().unwrap_or_default();
        append_entry(
            &mut tx,
            ConsentEntry {
                person: sender.person_id,
                phone,
                kind,
                words,
                language,
            },
        )
        .await?;
    }
    tx.commit().await?;
    Ok(senders.into_iter().next())
}
