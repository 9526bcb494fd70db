//! Saving the form of the notification settings. A change of the contact is an event of the
//! account, and needs a recent sign-in.

use model::account::{AccountEventKind, ClientDevice};
use model::notify::{NotificationChannel, NotificationFrequency, NotificationPreferences};

use super::consent::{self, ConsentWording};
use super::{channel_failures, confirmation};
use crate::account::record_account_event;
use crate::db::run_on;
use crate::{Error, Tx};

/// What a saved form says about the address of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressUpdate<'a> {
    /// Nothing: forms have no field for a channel that is not configured. Its address is kept for
    /// when it is configured again.
    Keep,
    /// The new address; `None` removes the stored one.
    Replace(Option<&'a str>),
}

impl<'a> AddressUpdate<'a> {
    fn apply_to(self, stored: Option<&'a str>) -> Option<&'a str> {
        match self {
            Self::Keep => stored,
            Self::Replace(address) => address,
        }
    }
}

/// The frequency that the actor has chosen and the addresses by which they are reached, browsers
/// included.
struct StoredContact {
    frequency: NotificationFrequency,
    addresses: Vec<(NotificationChannel, String)>,
}

impl StoredContact {
    async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let me = tx.actor_id()?;
        let frequency: Option<NotificationFrequency> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT mode FROM notification_preference WHERE person_id = $1"
        )
        .bind(me)
        .fetch_optional(c))?;
        let addresses: Vec<(NotificationChannel, String)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT channel, address FROM notification_channel WHERE person_id = $1"
        )
        .bind(me)
        .fetch_all(c))?;
        Ok(Self {
            frequency: frequency.unwrap_or_default(),
            addresses,
        })
    }

    fn address(&self, wanted: NotificationChannel) -> Option<&str> {
        self.addresses
            .iter()
            .find(|(channel, _)| *channel == wanted)
            .map(|(_, address)| address.as_str())
    }

    /// Whether the form changes the e-mail address or the phone number, or turns off the
    /// notifications of a person who gets them.
    fn is_changed_by(&self, form: &SettingsForm<'_>) -> bool {
        let is_silenced = form.choice.frequency == NotificationFrequency::Off
            && self.frequency != NotificationFrequency::Off
            && !self.addresses.is_empty();
        is_silenced
            || form
                .addresses(self)
                .iter()
                .any(|(channel, address)| self.address(*channel) != *address)
    }
}

/// What a person has chosen in the form of their notification settings.
#[derive(Debug, Clone, Copy)]
pub struct SettingsForm<'a> {
    pub choice: NotificationPreferences,
    pub email: AddressUpdate<'a>,
    pub phone: AddressUpdate<'a>,
}

impl<'a> SettingsForm<'a> {
    /// The e-mail address and the phone number after the form.
    fn addresses(&self, stored: &'a StoredContact) -> [(NotificationChannel, Option<&'a str>); 2] {
        [
            (NotificationChannel::Email, self.email),
            (NotificationChannel::Sms, self.phone),
        ]
        .map(|(channel, update)| (channel, update.apply_to(stored.address(channel))))
    }
}

/// Whether the form changes how the actor is reached, which needs a recent sign-in: a new address,
/// or none, keeps from them what happens to their account.
///
/// # Errors
/// When the database fails.
pub async fn changes_contact(tx: &mut Tx, form: &SettingsForm<'_>) -> Result<bool, Error> {
    Ok(StoredContact::load(tx).await?.is_changed_by(form))
}

/// Replaces the actor's preferences, and updates their e-mail address and phone number; leaves
/// their browsers as they are. `wording` is stored as what the person agreed to. A change of the
/// contact, made on the device `client`, is recorded as an event of the account.
///
/// # Errors
/// When the database fails, or refuses a change of the contact without a recent sign-in.
pub async fn save_settings(
    tx: &mut Tx,
    form: &SettingsForm<'_>,
    wording: ConsentWording<'_>,
    client: ClientDevice,
) -> Result<(), Error> {
    let (me, choice) = (tx.actor_id()?, form.choice);
    let before = StoredContact::load(tx).await?;
    if before.is_changed_by(form) {
        // Before the change, so that the addresses of now are told of it.
        let kind = AccountEventKind::ContactChanged;
        record_account_event(tx, me, kind, client).await?;
    }
    let addresses = form.addresses(&before);
    // In the same transaction as the number: no number is stored without the consent to it.
    let [_, (_, phone)] = addresses;
    let phone_before = before.address(NotificationChannel::Sms);
    consent::log_phone_change(tx, phone_before, phone, wording).await?;
    run_on!(tx, |c| {
        sqlx::query("INSERT INTO notification_preference (person_id, mode, safe_from, safe_until, reminder) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person_id) DO UPDATE SET mode = excluded.mode, safe_from = excluded.safe_from, safe_until = excluded.safe_until, reminder = excluded.reminder")
        .bind(me).bind(choice.frequency).bind(choice.safe_from).bind(choice.safe_until).bind(choice.reminder).execute(c)
    })?;
    for (channel, address) in addresses {
        if before.address(channel) != address {
            replace_address(tx, channel, address).await?;
        }
    }
    Ok(())
}

/// Replaces the actor's address of this channel, which is not push: only a browser itself can
/// create its subscription.
async fn replace_address(
    tx: &mut Tx,
    channel: NotificationChannel,
    address: Option<&str>,
) -> Result<(), Error> {
    let me = tx.actor_id()?;
    // A new or removed address may work, so the failure of the old one says nothing about it. Nor
    // does a code that confirmed the old one.
    channel_failures::clear_failure(tx, channel).await?;
    confirmation::forget_confirmation(tx, channel).await?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE person_id = $1 AND channel = $2"
    )
    .bind(me)
    .bind(channel)
    .execute(c))?;
    if let Some(address) = address {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO notification_channel (person_id, channel, address) VALUES ($1, $2, $3)"
        )
        .bind(me)
        .bind(channel)
        .bind(address)
        .execute(c))?;
    }
    Ok(())
}
