//! The forms with which people get back in: using a recovery code, and making a recovery card.

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that uses a recovery code. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecoverForm {
    pub code: String,
    pub passphrase: String,
}

impl fmt::Debug for RecoverForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoverForm").finish_non_exhaustive()
    }
}

/// Uses a recovery code: sets a new passphrase, and signs in.
#[server(prefix = "/api", endpoint = "account/recover")]
pub async fn recover_account(#[server(flatten)] fields: RecoverForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(
        crate::account::recovery::recover_account(&fields.code, &fields.passphrase).await,
    );
    Ok(())
}

/// The form that makes a recovery card.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecoveryCardForm {
    pub form: String,
}

/// Gives the signed-in person a recovery card, which their page shows once. An earlier one ends at
/// once. Idempotent for each `form` id, for a few minutes.
#[server(prefix = "/api", endpoint = "account/recovery-card")]
pub async fn make_recovery_card(
    #[server(flatten)] fields: RecoveryCardForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::recovery::make_card(&fields.form).await);
    Ok(())
}
