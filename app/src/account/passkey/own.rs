//! One's own passkeys: making, naming and removing them.

use model::account::{MAX_PASSKEYS, passkey_name};
use model::id::PasskeyId;
use store::Intent;
use store::authentication::passkeys::{self, NewPasskey};

use super::challenge::PasskeyAct;
use crate::account::session::{RECENT_MINUTES, client_device, require_recent_sign_in};
use crate::account::view::device::device_name;
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::{FormState, see_other};
use crate::request::notice::PageNotice;

/// Begins to make a passkey: stores a challenge, and leads to the page with the button that makes
/// one. Where none may be made, the page says why.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` or `Internal` when the database fails.
pub async fn begin_passkey() -> Result<(), AppError> {
    let context = request_context();
    let actor = context.actor()?;
    if !require_recent_sign_in(&context, RECENT_MINUTES, paths::PASSKEYS).await? {
        return Ok(());
    }
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let known = passkeys::list_own_credentials(&mut tx).await?;
    drop(tx);
    if known.len() < MAX_PASSKEYS
        && let Some(verifier) = context.verifier_for_new_passkeys().await?
    {
        let name = &context.profile()?.name;
        let challenge = verifier.ask_to_make(actor.person, name, known)?;
        context.store_challenge(PasskeyAct::Make, challenge).await?;
    }
    see_other(paths::PASSKEYS);
    Ok(())
}

/// Adds the passkey that the device has made. `typed` is what the person calls it.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` or `Internal` when the database fails.
pub async fn add_passkey(typed: &str, answer: &str) -> Result<(), AppError> {
    let context = request_context();
    context.actor()?;
    let made = match context.verifier_for_new_passkeys().await? {
        Some(verifier) => context.accept_made_passkey(verifier, answer).await?,
        None => None,
    };
    let Some((made, asked_at)) = made else {
        return refuse_new_passkey(&context).await;
    };
    let client = client_device();
    let name = passkey_name(typed, &device_name(context.localizer(), client));
    let new = NewPasskey {
        credential_id: &made.credential_id,
        credential: &made.credential,
        name: &name,
    };
    let mut tx = context.begin_transaction(Intent::Write).await?;
    let added = passkeys::add_passkey(&mut tx, new, client).await;
    // Another person who began this on an unlocked phone could otherwise still add their passkey.
    let is_allowed = added.is_ok() && context.may_still_add_passkey(&mut tx, asked_at).await?;
    match added {
        Ok(()) if is_allowed => tx.commit().await?,
        // One passkey too many, one that exists already, or a proof that is too old: the challenge
        // was asked for in the right way, so only two tabs or two devices at once lead here.
        Ok(()) | Err(store::Error::Conflict | store::Error::Raced | store::Error::NotFound) => {
            drop(tx);
            return refuse_new_passkey(&context).await;
        }
        Err(other) => return Err(other.into()),
    }
    let notice = PageNotice::new("account-passkeys-added");
    context.answer_with_notice(paths::PASSKEYS, notice).await
}

async fn refuse_new_passkey(context: &RequestContext) -> Result<(), AppError> {
    let state = FormState::from_request().with_error("", "account-passkey");
    context.redisplay_with_errors(state, paths::PASSKEYS).await
}

/// Removes one of the person's passkeys. Idempotent: one that was removed before, and one of
/// another person, get the same answer.
///
/// # Errors
/// `SignedOut` without a signed-in person, `NotFound` for what is no id, `Busy` or `Internal` when
/// the database fails.
pub async fn remove_passkey(typed: &str) -> Result<(), AppError> {
    let context = request_context();
    context.actor()?;
    let passkey: PasskeyId = typed.parse().map_err(|_| AppError::NotFound)?;
    if !require_recent_sign_in(&context, RECENT_MINUTES, paths::PASSKEYS).await? {
        return Ok(());
    }
    let mut tx = context.begin_transaction(Intent::Write).await?;
    passkeys::remove_passkey(&mut tx, passkey, client_device()).await?;
    tx.commit().await?;
    let notice = PageNotice::new("account-passkeys-removed");
    context.answer_with_notice(paths::PASSKEYS, notice).await
}
