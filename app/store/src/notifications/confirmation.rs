//! Confirmed e-mail addresses and telephone numbers. A person asks for a code, a job sends it to
//! their own stored address (`sending`), and they type it in the portal. Any number of people may
//! confirm the same address, such as that of a shared phone, so that a refusal never tells who else
//! has it.

pub mod sending;

use jiff::Timestamp;
use model::id::FormId;
use model::notify::{CONFIRMATION_CODE_TRIES, ConfirmationCode, NotificationChannel};

use crate::authentication::token_digest;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// An address of the actor, and whether it is known to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnContact {
    pub channel: NotificationChannel,
    pub address: String,
    pub state: ContactState,
}

/// Whether an address is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactState {
    /// No code was asked for.
    Unconfirmed,
    /// A code was asked for, and is on its way or was sent. It may have expired.
    CodeSent,
    /// A code was asked for and could not be sent.
    NotSent,
    /// Since this time.
    Confirmed(Timestamp),
}

#[derive(sqlx::FromRow)]
struct ContactRow {
    channel: NotificationChannel,
    address: String,
    state: Option<String>,
    confirmed_at: Option<jiff_sqlx::Timestamp>,
}

impl From<ContactRow> for OwnContact {
    fn from(row: ContactRow) -> Self {
        let confirmed = row.confirmed_at.map(jiff_sqlx::Timestamp::to_jiff);
        Self {
            channel: row.channel,
            address: row.address,
            state: match (confirmed, row.state.as_deref()) {
                (Some(at), _) => ContactState::Confirmed(at),
                (None, Some("failed")) => ContactState::NotSent,
                (None, Some(_)) => ContactState::CodeSent,
                (None, None) => ContactState::Unconfirmed,
            },
        }
    }
}

/// The addresses of every channel of the actor. A browser cannot be confirmed.
pub(super) async fn list_contacts(tx: &mut Tx) -> Result<Vec<OwnContact>, Error> {
    let me = tx.actor_id()?;
    let rows: Vec<ContactRow> = run_on!(tx, |c| {
        sqlx::query_as(
        // Joined by the address too: what was confirmed is the address, and not the channel.
        "SELECT w.channel, w.address, d.state, d.confirmed_at FROM notification_channel w LEFT JOIN \
            contact_confirmation d ON d.person_id = w.person_id AND d.channel = w.channel AND \
            d.address = w.address WHERE w.person_id = $1 ORDER BY w.channel, w.address"
    )
    .bind(me)
    .fetch_all(c)
    })?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The actor's e-mail address or telephone number; `None` for a channel without one.
///
/// # Errors
/// When the database fails.
pub async fn find_contact(
    tx: &mut Tx,
    channel: NotificationChannel,
) -> Result<Option<OwnContact>, Error> {
    let contacts = list_contacts(tx).await?;
    let is_wanted =
        |one: &OwnContact| one.channel == channel && one.channel != NotificationChannel::Push;
    Ok(contacts.into_iter().find(is_wanted))
}

/// Whether this form of the actor has asked for the code of a channel already.
///
/// # Errors
/// When the database fails.
pub async fn is_requested(
    tx: &mut Tx,
    channel: NotificationChannel,
    form: FormId,
) -> Result<bool, Error> {
    let me = tx.actor_id()?;
    let asked: Option<(FormId,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT d.form_id FROM contact_confirmation d JOIN notification_channel w ON w.person_id = \
            d.person_id AND w.channel = d.channel AND w.address = d.address WHERE d.person_id = $1 \
            AND d.channel = $2 AND d.form_id = $3"
    )
    .bind(me)
    .bind(channel)
    .bind(form)
    .fetch_optional(c)
    })?;
    Ok(asked.is_some())
}

/// Asks for a code to the actor's own address of this channel, in the place of an earlier code,
/// which ends at once. Idempotent for each form: returns false when it has asked already, and for
/// an address that is confirmed.
///
/// # Errors
/// `NotFound` when the actor has no such address; `Raced` when two forms are sent at once.
pub async fn request_code(
    tx: &mut Tx,
    channel: NotificationChannel,
    form: FormId,
) -> Result<bool, Error> {
    let me = tx.actor_id()?;
    let contact = find_contact(tx, channel).await?.ok_or(Error::NotFound)?;
    let is_confirmed = matches!(contact.state, ContactState::Confirmed(_));
    if is_confirmed || is_requested(tx, channel, form).await? {
        return Ok(false);
    }
    // Replaced and not updated: on PostgreSQL the portal's role may not update the row, so that it
    // cannot confirm one.
    forget_confirmation(tx, channel).await?;
    let now = tx.clock().now().as_second();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO contact_confirmation (person_id, channel, address, form_id, state, \
            created_at, attempts, next_attempt_at, tries) VALUES ($1, $2, $3, $4, 'waiting', $5, \
            0, $5, 0)",
        )
        .bind(me)
        .bind(channel)
        .bind(&contact.address)
        .bind(form)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok(true)
}

/// Forgets that the actor has confirmed the address of a channel, and the code for it: the address
/// has changed.
pub(super) async fn forget_confirmation(
    tx: &mut Tx,
    channel: NotificationChannel,
) -> Result<(), Error> {
    let me = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM contact_confirmation WHERE person_id = $1 AND channel = $2"
    )
    .bind(me)
    .bind(channel)
    .execute(c))?;
    Ok(())
}

/// Confirms the actor's address of this channel with the code that was sent there, and returns
/// whether it is confirmed now: false for every code that is wrong, used, replaced, expired or
/// typed too often. Counts the try, so commit the transaction in both cases.
///
/// # Errors
/// When the database fails.
pub async fn confirm_contact(
    tx: &mut Tx,
    channel: NotificationChannel,
    code: &ConfirmationCode,
) -> Result<bool, Error> {
    // A double tap sends the form twice, and the second time the code is used up.
    let contact = find_contact(tx, channel).await?;
    if contact.is_some_and(|contact| matches!(contact.state, ContactState::Confirmed(_))) {
        return Ok(true);
    }
    if !tx.is_postgres() {
        return confirm_row(tx, channel, code).await;
    }
    // The portal's role can read no digest: the function compares it.
    let now = tx.now();
    let confirmed: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
        "SELECT alongside_confirm_contact($1, $2, $3)"
    )
    .bind(channel)
    .bind(code.expose())
    .bind(now)
    .fetch_optional(c))?;
    Ok(confirmed.unwrap_or(false))
}

/// For SQLite.
async fn confirm_row(
    tx: &mut Tx,
    channel: NotificationChannel,
    code: &ConfirmationCode,
) -> Result<bool, Error> {
    let (me, now) = (tx.actor_id()?, tx.now());
    let seconds = tx.clock().now().as_second();
    let sent: Option<(FormId, Option<String>)> = run_on!(tx, |c| {
        sqlx::query_as(
            "UPDATE contact_confirmation SET tries = tries + 1 WHERE person_id = $1 AND channel = \
            $2 AND state = 'sent' AND tries < $3 AND expires_at > $4 AND EXISTS (SELECT 1 FROM \
            notification_channel w WHERE w.person_id = contact_confirmation.person_id AND \
            w.channel = contact_confirmation.channel AND w.address = contact_confirmation.address) \
            RETURNING form_id, code_hash",
        )
        .bind(me)
        .bind(channel)
        .bind(CONFIRMATION_CODE_TRIES)
        .bind(seconds)
        .fetch_optional(c)
    })?;
    let is_right = sent.is_some_and(|(form, digest)| digest == Some(code_digest(form, code)));
    if is_right {
        run_on!(tx, |c| sqlx::query(
            "UPDATE contact_confirmation SET state = 'confirmed', confirmed_at = $3, code_hash = \
                NULL, expires_at = NULL WHERE person_id = $1 AND channel = $2"
        )
        .bind(me)
        .bind(channel)
        .bind(now)
        .execute(c))?;
    }
    Ok(is_right)
}

/// The digest of a code, with the id of its form as the salt: equal codes have different digests.
/// PostgreSQL computes the same in `alongside_confirm_contact`.
fn code_digest(form: FormId, code: &ConfirmationCode) -> String {
    token_digest(&format!("{form} {}", code.expose()))
}
