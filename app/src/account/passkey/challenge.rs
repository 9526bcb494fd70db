//! The WebAuthn challenge that was sent to a browser, and the check of the answer. A challenge is
//! stored in the session; it expires after five minutes or with the first answer.

use model::account::{CredentialKind, DeviceUse};
use model::id::PersonId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::account::list_account_events;
use store::authentication::{has_passphrase, list_own_sessions, passkeys};
use store::{Intent, Tx};
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use super::verifier::{Challenge, MadePasskey, PasskeyVerifier};
use crate::error::AppError;
use crate::request::context::{RequestContext, SIGNED_IN_KEY, SignedIn};

/// How long a challenge may be answered, in milliseconds, as the library tells the browser.
const CHALLENGE_MILLISECONDS: i64 = 300_000;

/// A passkey whose answer is right and recorded.
#[derive(Debug, Clone, Copy)]
pub(super) struct AcceptedPasskey {
    pub(super) person: PersonId,
    /// The version of the account's credentials at that moment.
    pub(super) credential_version: Option<i64>,
}

/// What a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAct {
    /// Making a passkey.
    Make,
    /// Using one, to sign in or to prove again who one is.
    Use,
}

impl PasskeyAct {
    /// Session key of the challenge.
    const fn session_key(self) -> &'static str {
        match self {
            Self::Make => "passkey_to_make",
            Self::Use => "passkey_to_use",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredChallenge<S> {
    /// When it was stored, in milliseconds since the Unix epoch.
    at: i64,
    /// Who was signed in. The data of a session survives a sign-in as another person.
    person: Option<PersonId>,
    challenge: Challenge<S>,
}

impl RequestContext {
    /// `None` where the portal has no passkeys.
    pub(super) fn passkey_verifier(&self) -> Option<PasskeyVerifier<'_>> {
        self.config.webauthn.as_deref().map(PasskeyVerifier)
    }

    fn person_signed_in(&self) -> Option<PersonId> {
        self.profile.as_ref().map(|profile| profile.actor.person)
    }

    /// Stores a challenge, in the place of an earlier one.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(super) async fn store_challenge<S: Serialize>(
        &self,
        act: PasskeyAct,
        challenge: Challenge<S>,
    ) -> Result<(), AppError> {
        let stored = StoredChallenge {
            at: self.db.clock().now().as_millisecond(),
            person: self.person_signed_in(),
            challenge,
        };
        self.insert_session_value(act.session_key(), stored).await
    }

    async fn read_challenge<S: DeserializeOwned>(
        &self,
        act: PasskeyAct,
    ) -> Result<Option<StoredChallenge<S>>, AppError> {
        let stored: Option<StoredChallenge<S>> = self.session_value(act.session_key()).await?;
        let now = self.db.clock().now().as_millisecond();
        Ok(stored.filter(|stored| {
            stored.person == self.person_signed_in() && now - stored.at < CHALLENGE_MILLISECONDS
        }))
    }

    /// The options of the challenge that the session has, for the browser; `None` without one.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(in crate::account) async fn passkey_options(
        &self,
        act: PasskeyAct,
    ) -> Result<Option<String>, AppError> {
        // Without the state, which a page must not show.
        let stored: Option<StoredChallenge<serde_json::Value>> = self.read_challenge(act).await?;
        Ok(stored.map(|stored| stored.challenge.browser_options()))
    }

    /// Takes the challenge out of the session, so that it is answered once, rightly or wrongly.
    async fn take_challenge<S: DeserializeOwned>(
        &self,
        act: PasskeyAct,
    ) -> Result<Option<StoredChallenge<S>>, AppError> {
        let stored = self.read_challenge(act).await?;
        self.remove_session_value(act.session_key()).await?;
        Ok(stored)
    }

    /// The verifier where the signed-in person may make passkeys: not on a device that others use,
    /// where the next person could sign in with it, not as a person of the demo, and not without a
    /// passphrase, beside which a passkey is.
    ///
    /// # Errors
    /// `Busy` or `Internal` when the session store or the database fails.
    pub(in crate::account) async fn verifier_for_new_passkeys(
        &self,
    ) -> Result<Option<PasskeyVerifier<'_>>, AppError> {
        let signed_in: Option<SignedIn> = self.session_value(SIGNED_IN_KEY).await?;
        let own = signed_in.filter(|signed_in| signed_in.device == DeviceUse::Own);
        let may_make = match own.map(|signed_in| signed_in.credential) {
            None | Some(CredentialKind::Demo) => false,
            // Asked before the device makes one, which it would keep although it opens nothing.
            Some(CredentialKind::StaffIdentity) => {
                let mut tx = self.begin_transaction(Intent::Read).await?;
                has_passphrase(&mut tx).await?
            }
            Some(_) => true,
        };
        Ok(self.passkey_verifier().filter(|_| may_make))
    }

    /// The passkey that a device has made in answer to this session's challenge, and when that was
    /// asked for, in milliseconds since the Unix epoch; `None` when the answer is not valid.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub(super) async fn accept_made_passkey(
        &self,
        verifier: PasskeyVerifier<'_>,
        answer: &str,
    ) -> Result<Option<(MadePasskey, i64)>, AppError> {
        let stored: Option<StoredChallenge<PasskeyRegistration>> =
            self.take_challenge(PasskeyAct::Make).await?;
        Ok(stored.and_then(|stored| {
            let made = verifier.check_made(answer, &stored.challenge.state)?;
            Some((made, stored.at))
        }))
    }

    /// Whether a passkey that was asked for at `asked_at` may still be added, in the transaction
    /// that adds it: this session goes on, and no act since then has ended what was begun. Asked
    /// after the passkey is added, which on PostgreSQL waits for a passphrase that is just being
    /// replaced.
    ///
    /// # Errors
    /// `Busy` or `Internal` when the database fails.
    pub(super) async fn may_still_add_passkey(
        &self,
        tx: &mut Tx,
        asked_at: i64,
    ) -> Result<bool, AppError> {
        let sessions = list_own_sessions(tx, &self.session_token()).await?;
        let events = list_account_events(tx).await?;
        let is_over = events
            .iter()
            .any(|event| event.kind.ends_what_was_begun() && event.at.as_millisecond() > asked_at);
        Ok(!is_over && sessions.iter().any(|session| session.is_current))
    }

    /// The passkey that has answered this session's challenge, and its person, of whom the answer
    /// is recorded; `None` when it is not valid, for whatever reason. With `expected`, only that
    /// person.
    ///
    /// # Errors
    /// `Busy` or `Internal` when the session store or the database fails.
    pub(super) async fn accept_passkey(
        &self,
        answer: &str,
        expected: Option<PersonId>,
    ) -> Result<Option<AcceptedPasskey>, AppError> {
        let stored: Option<StoredChallenge<DiscoverableAuthentication>> =
            self.take_challenge(PasskeyAct::Use).await?;
        let (Some(StoredChallenge { challenge, .. }), Some(verifier)) =
            (stored, self.passkey_verifier())
        else {
            return Ok(None);
        };
        let Some(answer) = verifier.read_use(answer) else {
            return Ok(None);
        };
        let found = match passkeys::find_passkey(&self.db, answer.credential_id()).await {
            Ok(found) => found,
            Err(store::Error::NotFound) => return Ok(None),
            Err(other) => return Err(other.into()),
        };
        // The device names the person whom it made the passkey for, which must be the one stored.
        if found.person != answer.person || expected.is_some_and(|one| one != found.person) {
            return Ok(None);
        }
        let nonce = challenge.nonce().to_owned();
        let Some(used) = verifier.check_use(&answer, challenge.state, found.credential) else {
            return Ok(None);
        };
        let id = answer.credential_id();
        match passkeys::use_passkey(&self.db, id, &used, &nonce, found.person).await {
            Ok(credential_version) => Ok(Some(AcceptedPasskey {
                person: found.person,
                credential_version,
            })),
            Err(store::Error::NotFound) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }
}
