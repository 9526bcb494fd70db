//! Challenges for passkeys, and the check of the answers to them, with the WebAuthn library.

use std::sync::Arc;

use model::id::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::error::AppError;

/// A question to a device: the options for its browser, and what the server needs in order to check
/// the answer. Kept in the session on the server, never in the page: who has the state could send
/// an old answer again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Challenge<S> {
    options: Value,
    pub state: S,
}

impl<S> Challenge<S> {
    /// The options as the browser's WebAuthn functions take them, in JSON with base64url for bytes.
    pub fn browser_options(&self) -> String {
        self.options["publicKey"].to_string()
    }

    /// The random bytes of this challenge, in base64url. No two challenges have the same.
    pub fn nonce(&self) -> &str {
        self.options["publicKey"]["challenge"]
            .as_str()
            .unwrap_or_default()
    }
}

/// A passkey that a device has just made.
#[derive(Debug)]
pub struct MadePasskey {
    pub credential_id: Vec<u8>,
    /// As it is stored.
    pub credential: Value,
}

/// The answer of a device that has used a passkey, not checked yet.
#[derive(Debug)]
pub struct UseAnswer {
    /// The person whom the passkey was made for, as the device says.
    pub person: PersonId,
    answer: PublicKeyCredential,
}

impl UseAnswer {
    pub fn credential_id(&self) -> &[u8] {
        self.answer.get_credential_id()
    }
}

/// The settings of the WebAuthn library for pages of this origin; `None` where browsers make no
/// passkeys, which is for an IP address. A passkey is bound to the host: after a change of the host
/// people have to make new ones.
pub fn webauthn_of(origin: &str) -> Option<Arc<Webauthn>> {
    let origin = Url::parse(origin).ok()?;
    // The name that a device shows stays that of the host: a person who looks through its passkeys
    // reads nothing more there.
    let host = origin.domain()?.to_owned();
    let webauthn = WebauthnBuilder::new(&host, &origin).ok()?.build().ok()?;
    Some(Arc::new(webauthn))
}

/// Makes challenges for passkeys, and checks the answers.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyVerifier<'a>(pub &'a Webauthn);

impl PasskeyVerifier<'_> {
    /// Asks a device to make a passkey for `person`, shown there under `name`. A device with one of
    /// the `known` passkeys makes no second one.
    ///
    /// # Errors
    /// `Internal` when the library refuses the person or the name, which must not be empty.
    pub fn ask_to_make(
        &self,
        person: PersonId,
        name: &str,
        known: Vec<Value>,
    ) -> Result<Challenge<PasskeyRegistration>, AppError> {
        let known: Vec<CredentialID> = known
            .into_iter()
            .filter_map(|stored| serde_json::from_value::<Passkey>(stored).ok())
            .map(|passkey| passkey.cred_id().clone())
            .collect();
        let (options, state) = self
            .0
            .start_passkey_registration(person.0, name, name, Some(known))
            .map_err(|error| library_failure(&error))?;
        let mut options = serde_json::to_value(options).map_err(|_| AppError::Internal)?;
        // The library discourages devices from remembering whom a passkey is for. Without that, a
        // person would have to type a name first, and the answer would tell which names exist.
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
        Ok(Challenge { options, state })
    }

    /// The passkey of an answer; `None` when the answer is not valid for this challenge.
    pub fn check_made(&self, answer: &str, state: &PasskeyRegistration) -> Option<MadePasskey> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).ok()?;
        let passkey = self
            .0
            .finish_passkey_registration(&answer, state)
            .inspect_err(log_refusal)
            .ok()?;
        Some(MadePasskey {
            credential_id: passkey.cred_id().to_vec(),
            credential: serde_json::to_value(&passkey).ok()?,
        })
    }

    /// Asks a device to use any passkey that it has for this portal.
    ///
    /// # Errors
    /// `Internal` when the library fails.
    pub fn ask_to_use(&self) -> Result<Challenge<DiscoverableAuthentication>, AppError> {
        let (options, state) = self
            .0
            .start_discoverable_authentication()
            .map_err(|error| library_failure(&error))?;
        let options = serde_json::to_value(options).map_err(|_| AppError::Internal)?;
        Ok(Challenge { options, state })
    }

    /// Reads an answer, to find its passkey; `None` when it is malformed or names no person.
    pub fn read_use(&self, answer: &str) -> Option<UseAnswer> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
        let (person, _) = self.0.identify_discoverable_authentication(&answer).ok()?;
        let person = PersonId(person);
        Some(UseAnswer { person, answer })
    }

    /// Checks the answer with the stored passkey. Returns the passkey as it is to be stored from
    /// now on; `None` when the answer is of another challenge, origin or key, when the device has
    /// not verified the person, or when its counter shows a copy of the key.
    pub fn check_use(
        &self,
        answer: &UseAnswer,
        state: DiscoverableAuthentication,
        stored: Value,
    ) -> Option<Value> {
        let mut passkey: Passkey = serde_json::from_value(stored).ok()?;
        let result = self
            .0
            .finish_discoverable_authentication_v2(&answer.answer, state, &passkey)
            .inspect_err(log_refusal)
            .ok()?;
        passkey.update_credential(&result);
        serde_json::to_value(&passkey).ok()
    }
}

/// The texts of the library's errors are fixed: nothing of an answer gets into the log.
fn log_refusal(error: &WebauthnError) {
    tracing::info!(%error, "the answer of a passkey was refused");
}

fn library_failure(error: &WebauthnError) -> AppError {
    tracing::error!(%error, "no challenge for a passkey could be made");
    AppError::Internal
}
