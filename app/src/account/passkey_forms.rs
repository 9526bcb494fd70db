//! The forms of passkeys. Compiled for the browser too, where each server function is a stub.

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that asks for a passkey.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskPasskeyForm {
    /// The address of the page to return to, for a signed-in person.
    pub page: String,
}

/// Asks for a passkey, at sign-in or to prove again who one is.
#[server(prefix = "/api", endpoint = "account/passkey")]
pub async fn ask_passkey(#[server(flatten)] fields: AskPasskeyForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(
        crate::account::passkey::sign_in::ask_for_passkey(&fields.page).await,
    );
    Ok(())
}

/// An answer of a device. `Debug` never prints it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasskeyAnswerForm {
    /// What the browser's WebAuthn function has returned, as JSON.
    pub credential: String,
    /// The address of the page to return to.
    pub page: String,
    /// What the person calls a new passkey.
    pub name: String,
}

impl fmt::Debug for PasskeyAnswerForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeyAnswerForm").finish_non_exhaustive()
    }
}

/// Signs in with a passkey.
#[server(prefix = "/api", endpoint = "account/passkey-sign-in")]
pub async fn sign_in_with_passkey(
    #[server(flatten)] fields: PasskeyAnswerForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(
        crate::account::passkey::sign_in::sign_in_with_passkey(&fields.credential).await,
    );
    Ok(())
}

/// Proves with a passkey who one is, before one changes how one signs in.
#[server(prefix = "/api", endpoint = "account/passkey-again")]
pub async fn prove_with_passkey(
    #[server(flatten)] fields: PasskeyAnswerForm,
) -> Result<(), ServerFnError> {
    let PasskeyAnswerForm {
        credential, page, ..
    } = fields;
    crate::request::form::respond(
        crate::account::passkey::sign_in::prove_with_passkey(&credential, &page).await,
    );
    Ok(())
}

/// Begins to make a passkey.
#[server(prefix = "/api", endpoint = "account/new-passkey")]
pub async fn begin_passkey() -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::passkey::own::begin_passkey().await);
    Ok(())
}

/// Adds the passkey that the device has made.
#[server(prefix = "/api", endpoint = "account/add-passkey")]
pub async fn add_passkey(
    #[server(flatten)] fields: PasskeyAnswerForm,
) -> Result<(), ServerFnError> {
    let PasskeyAnswerForm {
        credential, name, ..
    } = fields;
    crate::request::form::respond(
        crate::account::passkey::own::add_passkey(&name, &credential).await,
    );
    Ok(())
}

/// Removes one of one's passkeys.
#[server(prefix = "/api", endpoint = "account/remove-passkey")]
pub async fn remove_passkey(#[server(default)] passkey: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::passkey::own::remove_passkey(&passkey).await);
    Ok(())
}
