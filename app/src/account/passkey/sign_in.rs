//! Signing in with a passkey, and proving with one who one is.

use model::account::CredentialKind;
use store::throttle::GuessTarget;

use super::challenge::PasskeyAct;
use crate::account::credentials::submitted_device;
use crate::account::first_page::page_after_sign_in;
use crate::account::session::again_page;
use crate::account::throttle;
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::{FormState, see_other};
use crate::request::local_path::local_path_or_root;

/// Asks for a passkey: stores a challenge, and leads to the page with the button that uses one. For
/// a signed-in person, that is the page that asks once more who they are, on the way to `page`.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `Busy` or `Internal` when the session store fails.
pub async fn ask_for_passkey(page: &str) -> Result<(), AppError> {
    let context = request_context();
    let target = if context.profile.is_some() {
        again_page(&local_path_or_root(page))
    } else {
        context.with_cookie_mark(paths::SIGN_IN_PASSKEY)
    };
    if let Some(verifier) = context.passkey_verifier() {
        // Not given back: each challenge of a visitor begins a session.
        let _counted = throttle::count_attempt(&context, GuessTarget::Passkey).await?;
        let challenge = verifier.ask_to_use()?;
        context.store_challenge(PasskeyAct::Use, challenge).await?;
    }
    see_other(&target);
    Ok(())
}

/// Signs in the person whose passkey has answered. The answer is the same for every answer that is
/// not valid, so that it does not tell which passkeys exist.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `Busy` or `Internal` when the database fails.
pub async fn sign_in_with_passkey(answer: &str) -> Result<(), AppError> {
    let context = request_context();
    let attempt = throttle::count_attempt(&context, GuessTarget::Passkey).await?;
    let Some(accepted) = context.accept_passkey(answer, None).await? else {
        return refuse_sign_in(&context).await;
    };
    let (person, version) = (accepted.person, accepted.credential_version);
    match context
        .sign_in(person, submitted_device(), CredentialKind::Passkey, version)
        .await
    {
        // A person who may not have an account any more, or a passkey that a new passphrase has
        // just removed. The attempt stays counted.
        Err(AppError::NotFound) => return refuse_sign_in(&context).await,
        other => other?,
    }
    attempt.refund_succeeded(&context.db).await;
    let page = page_after_sign_in(&context, person).await?;
    see_other(&context.with_cookie_mark(&page));
    Ok(())
}

async fn refuse_sign_in(context: &RequestContext) -> Result<(), AppError> {
    throttle::log_wrong_attempt(context, GuessTarget::Passkey);
    let state = FormState::from_request().with_error("", "account-passkey");
    context
        .redisplay_with_errors(state, paths::SIGN_IN_PASSKEY)
        .await
}

/// Checks with a passkey that it is still the signed-in person, and leads back to `page`.
///
/// # Errors
/// `SignedOut` without a signed-in person, `TooMany` when the rate limit is exceeded, `Busy` or
/// `Internal` when the database fails.
pub async fn prove_with_passkey(answer: &str, page: &str) -> Result<(), AppError> {
    let context = request_context();
    let person = context.actor()?.person;
    let attempt = throttle::count_attempt(&context, GuessTarget::Passkey).await?;
    // Another person's passkey proves nothing about this one.
    if context
        .accept_passkey(answer, Some(person))
        .await?
        .is_none()
    {
        throttle::log_wrong_attempt(&context, GuessTarget::Passkey);
        let state = FormState::from_request().with_error("", "account-passkey");
        return context
            .redisplay_with_errors(state, paths::ACCOUNT_AGAIN)
            .await;
    }
    attempt.refund_succeeded(&context.db).await;
    context.mark_proven().await?;
    see_other(&local_path_or_root(page));
    Ok(())
}
