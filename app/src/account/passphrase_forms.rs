//! The form with which a signed-in person chooses a new passphrase.

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that replaces the passphrase. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PassphraseForm {
    pub name: String,
    pub current_passphrase: String,
    pub passphrase: String,
}

impl fmt::Debug for PassphraseForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassphraseForm").finish_non_exhaustive()
    }
}

/// Replaces the passphrase of the signed-in person.
#[server(prefix = "/api", endpoint = "account/passphrase")]
pub async fn change_passphrase(
    #[server(flatten)] fields: PassphraseForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(
        crate::account::passphrase_change::change_passphrase(
            &fields.name,
            &fields.current_passphrase,
            &fields.passphrase,
        )
        .await,
    );
    Ok(())
}
