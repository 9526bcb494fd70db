//! Signing in and proving again who one is: what a session remembers about it.

use http::request::Parts;
use http::{HeaderName, HeaderValue, header};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use model::account::staff::SignInDecision;
use model::account::{ClientDevice, CredentialKind, DeviceUse};
use model::id::{AccountEventId, PersonId};
use store::profile::Profile;
use store::{Intent, account};

use crate::account::new_codes::NEW_CODES_KEY;
use crate::error::AppError;
use crate::page::percent_encode;
use crate::paths;
use crate::request::context::{
    IDENTITY_TOKEN_KEY, LOCKED_KEY, RENEW_KEY, RequestContext, SIGNED_IN_KEY, SignedIn,
};
use crate::request::form::{FormState, see_other};

/// Session key of the number of account events that were unseen at sign-in.
const UNSEEN_EVENTS_KEY: &str = "account_events";
/// Session key of the account event with which the session began, on a device that was new then.
const SIGN_IN_EVENT_KEY: &str = "sign_in_event";
/// Session key of the time at which the person last proved who they are, in seconds since the Unix
/// epoch.
const PROVEN_AT_KEY: &str = "proven_at";
/// How long, in minutes, a person may change how they sign in after they proved who they are.
pub const RECENT_MINUTES: i64 = 10;

/// The device of this request, from its `User-Agent` header.
pub fn client_device() -> ClientDevice {
    use_context::<Parts>()
        .and_then(|parts| {
            let header = parts.headers.get(header::USER_AGENT)?.to_str().ok()?;
            Some(ClientDevice::from_user_agent(header))
        })
        .unwrap_or_default()
}

/// Asks the browser to forget what the portal has stored in it, such as a worker for notifications
/// from when the device was one person's own.
fn clear_browser_storage() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(
            HeaderName::from_static("clear-site-data"),
            // Without "cache": pages are never stored in it, and emptying it is slow.
            HeaderValue::from_static("\"storage\""),
        );
    }
}

impl RequestContext {
    /// Signs `person` in on this device, with a new session token. Records an account event where
    /// the device is new. Where a second step is asked for, every page leads to it instead.
    /// `version` is that of the account's credentials with which this one was checked, where a new
    /// passphrase replaces it.
    ///
    /// # Errors
    /// `NotFound` when the person may not have an account, their agency does not take this
    /// credential from its staff, or the credential was replaced since it was checked; `Busy` when
    /// the session store fails.
    pub async fn sign_in(
        &self,
        person: PersonId,
        device: DeviceUse,
        credential: CredentialKind,
        version: Option<i64>,
    ) -> Result<(), AppError> {
        // Any zone will do for this query: only the zone of the profile is used.
        let profile = self.db.load_profile(person, &TimeZone::UTC).await?;
        let signed_in = SignedIn {
            id: person,
            zone: profile.actor.zone.iana_name().unwrap_or("UTC").to_owned(),
            device,
            client: client_device(),
            credential,
            credential_version: version,
        };
        // Here, where every way to sign in passes, so that none leads past the rule of the agency.
        match self.decide_sign_in(&profile, credential).await? {
            SignInDecision::Refused => Err(AppError::NotFound),
            SignInDecision::SecondStep => {
                Box::pin(self.await_second_step(&profile, signed_in)).await
            }
            SignInDecision::Allowed => Box::pin(self.open_session(&profile, signed_in)).await,
        }
    }

    /// Opens the session of a person who has passed every step.
    ///
    /// # Errors
    /// `NotFound` when the credential was replaced since it was checked; `Busy` when the session
    /// store fails.
    pub(in crate::account) async fn open_session(
        &self,
        profile: &Profile,
        signed_in: SignedIn,
    ) -> Result<(), AppError> {
        let (client, credential) = (signed_in.client, signed_in.credential);
        let device = signed_in.device;
        let is_versioned = signed_in.credential_version.is_some();
        let unseen = self.record_sign_in(profile, client, credential).await?;
        // Prevents session fixation: a token that was known before sign-in is invalid after it.
        self.session
            .cycle_id()
            .await
            .map_err(AppError::from_session_error)?;
        self.insert_session_value(SIGNED_IN_KEY, signed_in).await?;
        self.remove_session_value(LOCKED_KEY).await?;
        self.forget_pending_sign_in().await?;
        // They follow from the former token.
        self.remove_session_value(NEW_CODES_KEY).await?;
        // Of an earlier person on this device, whose number is not this one's.
        self.insert_session_value(UNSEEN_EVENTS_KEY, unseen).await?;
        if device == DeviceUse::Shared {
            clear_browser_storage();
        }
        self.record_proof().await?;
        if is_versioned {
            self.store_opened_session().await?;
        }
        Ok(())
    }

    /// Stores the session now, and not with the answer: the form answers when the credential was
    /// replaced. Then no one is signed in.
    async fn store_opened_session(&self) -> Result<(), AppError> {
        let stored = self.session.save().await;
        let stored = stored.map_err(AppError::from_session_error);
        if stored == Err(AppError::NotFound) {
            for key in [
                SIGNED_IN_KEY,
                SIGN_IN_EVENT_KEY,
                UNSEEN_EVENTS_KEY,
                PROVEN_AT_KEY,
            ] {
                self.remove_session_value(key).await?;
            }
        }
        stored
    }

    /// Records a sign-in on a new device. Returns how many earlier events the person has not seen.
    async fn record_sign_in(
        &self,
        profile: &Profile,
        client: ClientDevice,
        credential: CredentialKind,
    ) -> Result<i64, AppError> {
        // Everyone signs in as the people of the demo, which therefore tells them nothing.
        if credential == CredentialKind::Demo {
            return Ok(0);
        }
        let person = profile.actor.person;
        let is_known = self
            .session_value::<SignedIn>(LOCKED_KEY)
            .await?
            .is_some_and(|earlier| {
                // On a shared device the next person may be another one who knows the passphrase.
                earlier.id == person && earlier.device == DeviceUse::Own
            });
        // Of a known device, which is not told of its own first sign-in.
        let earlier = if is_known {
            self.sign_in_event().await?
        } else {
            None
        };
        let mut tx = self.db.acting_as(&profile.actor, Intent::Write).await?;
        // Before this sign-in is recorded: the notice about it is for the next sign-in.
        let unseen = account::count_unseen_events(&mut tx, earlier).await?;
        let event = if is_known {
            None
        } else {
            Some(account::record_new_device(&mut tx, client).await?)
        };
        tx.commit().await?;
        // Kept through later sign-ins on this device, which are no events.
        if let Some(event) = event {
            self.insert_session_value(SIGN_IN_EVENT_KEY, event).await?;
        }
        Ok(unseen)
    }

    /// The account event with which this session began; `None` where there was none. The session
    /// must not mark it as seen.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn sign_in_event(&self) -> Result<Option<AccountEventId>, AppError> {
        self.session_value(SIGN_IN_EVENT_KEY).await
    }

    /// How many account events the person had not seen when they signed in.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn unseen_account_events(&self) -> Result<i64, AppError> {
        Ok(self.session_value(UNSEEN_EVENTS_KEY).await?.unwrap_or(0))
    }

    /// The person has seen their account events.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn clear_unseen_account_events(&self) -> Result<(), AppError> {
        self.remove_session_value(UNSEEN_EVENTS_KEY).await
    }

    /// The signed-in person has just proven again who they are. Like every other proof, this gives
    /// the session a new token (ASVS 7.2.4): one who has copied the former one is not taken for the
    /// person.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn mark_proven(&self) -> Result<(), AppError> {
        self.insert_session_value(RENEW_KEY, true).await?;
        // They follow from the former token.
        self.remove_session_value(NEW_CODES_KEY).await?;
        self.record_proof().await
    }

    async fn record_proof(&self) -> Result<(), AppError> {
        let now = self.db.clock().now().as_second();
        self.insert_session_value(PROVEN_AT_KEY, now).await
    }

    /// What a person said about this device whose session is locked; `None` where none is.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn locked_device_use(&self) -> Result<Option<DeviceUse>, AppError> {
        let locked: Option<SignedIn> = self.session_value(LOCKED_KEY).await?;
        Ok(locked.map(|signed_in| signed_in.device))
    }

    /// Keeps the refresh token of the identity provider with the session that was just opened. The
    /// session store moves it out of the data of the session.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn keep_identity_token(&self, token: Option<String>) -> Result<(), AppError> {
        match token {
            Some(token) => self.insert_session_value(IDENTITY_TOKEN_KEY, token).await,
            None => Ok(()),
        }
    }

    /// What the signed-in person has signed in with.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the session store fails.
    pub async fn credential(&self) -> Result<CredentialKind, AppError> {
        let signed_in: Option<SignedIn> = self.session_value(SIGNED_IN_KEY).await?;
        signed_in
            .map(|signed_in| signed_in.credential)
            .ok_or(AppError::SignedOut)
    }

    /// The token of this request's session; empty before a session exists.
    pub fn session_token(&self) -> String {
        self.session
            .id()
            .map(|id| id.to_string())
            .unwrap_or_default()
    }

    /// Ends what a person did in this browser, and gives the session a new token.
    pub(in crate::account) async fn forget_signed_in(&self) -> Result<(), AppError> {
        self.session
            .cycle_id()
            .await
            .map_err(AppError::from_session_error)?;
        self.remove_session_value(SIGNED_IN_KEY).await
    }

    /// A value of the session; `None` where it has none, or one of another format, such as of an
    /// older version.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(crate) async fn session_value<T: serde::de::DeserializeOwned>(
        &self,
        key: &str,
    ) -> Result<Option<T>, AppError> {
        let stored = self
            .session
            .get::<serde_json::Value>(key)
            .await
            .map_err(AppError::from_session_error)?;
        Ok(stored.and_then(|stored| serde_json::from_value(stored).ok()))
    }

    /// Stores a value in the session, in the place of an earlier one.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(crate) async fn insert_session_value(
        &self,
        key: &str,
        value: impl serde::Serialize,
    ) -> Result<(), AppError> {
        self.session
            .insert(key, value)
            .await
            .map_err(AppError::from_session_error)
    }

    /// Removes a value of the session. Idempotent, but it changes the session even without a value.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(crate) async fn remove_session_value(&self, key: &str) -> Result<(), AppError> {
        self.session
            .remove_value(key)
            .await
            .map(|_| ())
            .map_err(AppError::from_session_error)
    }
}

/// Whether the person proved who they are within the last `minutes`. If not, the answer is a
/// redirect to the page that asks for the passphrase or a passkey and then leads back to `page`;
/// the caller must then return without doing anything. Guards every change of how a person signs in
/// or is reached: a phone that is left unlocked must not be enough.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` when the session store fails.
pub async fn require_recent_sign_in(
    context: &RequestContext,
    minutes: i64,
    page: &str,
) -> Result<bool, AppError> {
    let signed_in: SignedIn = context
        .session_value(SIGNED_IN_KEY)
        .await?
        .ok_or(AppError::SignedOut)?;
    let proven_at: i64 = context.session_value(PROVEN_AT_KEY).await?.unwrap_or(0);
    let age = context.db.clock().now().as_second() - proven_at;
    // Not in the future, by more than clocks of servers differ: a clock that was set back would
    // prolong the proof.
    let is_recent = (-60..minutes * 60).contains(&age);
    // A person of the demo has no passphrase to ask for.
    if signed_in.credential == CredentialKind::Demo || is_recent {
        return Ok(true);
    }
    see_other(&again_page(page));
    Ok(false)
}

/// As `require_recent_sign_in`, for a form that a person has typed into: after the proof its `page`
/// shows what they typed, to be sent again.
///
/// # Errors
/// As `require_recent_sign_in`.
pub async fn require_recent_sign_in_keeping_form(
    context: &RequestContext,
    page: &str,
) -> Result<bool, AppError> {
    if require_recent_sign_in(context, RECENT_MINUTES, page).await? {
        return Ok(true);
    }
    context.keep_form(FormState::from_request(), page).await?;
    Ok(false)
}

/// The page that asks once more who one is, and then leads back to `page`.
pub(in crate::account) fn again_page(page: &str) -> String {
    format!("{}?from={}", paths::ACCOUNT_AGAIN, percent_encode(page))
}
