//! The two steps with which a person redeems a welcome code: typing it, and choosing a sign-in name
//! and a passphrase.

use model::ErrorCode;
use model::account::{
    CredentialKind, INVITATION_CODE_LENGTH, Passphrase, SignInName, group_code, normalize_code,
};
use model::id::PersonId;
use store::authentication::{Credentials, RedeemedAccount};
use store::throttle::GuessTarget;
use store::{Intent, authentication};

use crate::account::credentials::{find_credentials, submitted_device};
use crate::account::first_page::page_after_sign_in;
use crate::account::passphrase_strength::known_words;
use crate::account::{passphrase, throttle};
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::{FormState, see_other};

/// Redirects to the page of a typed code. A code that is not valid comes back to be corrected, in
/// groups of four.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `Busy` or `Internal` when the database fails.
pub async fn submit_code(typed: &str) -> Result<(), AppError> {
    let context = request_context();
    let code = normalize_code(typed);
    match throttle::invited_person(&context, &code).await {
        Ok(_) => {
            see_other(&paths::welcome_code(&code));
            return Ok(());
        }
        Err(AppError::NotFound) => {}
        Err(other) => return Err(other),
    }
    // Stored although the field is secret: this code opens nothing, and only the browser that sent
    // it is shown it, by its session, for five minutes. One who guesses from many networks learns
    // nothing from it: without this browser's cookie they get only what they typed themselves.
    let state = FormState::from_request()
        .with_error("code", invalid_code_error(&code))
        .with_value("code", &group_code(&code));
    context.redisplay_with_errors(state, paths::WELCOME).await
}

/// What is wrong with a code that is not valid. Not whether it was ever issued: a mistyped, used,
/// expired and revoked code are told the same.
const fn invalid_code_error(code: &str) -> ErrorCode {
    match code.len() {
        0 => "account-code-missing",
        INVITATION_CODE_LENGTH => "account-code",
        _ => "account-code-length",
    }
}

/// The sign-in name and the passphrase; otherwise `state` gets the errors of both fields, so that
/// one answer has them all.
fn parse_new_account(
    typed_name: &str,
    typed_passphrase: &str,
    state: &mut FormState,
) -> Option<(SignInName, Passphrase)> {
    let name = SignInName::parse(typed_name)
        .map_err(|code| *state = state.clone().with_error("name", code))
        .ok();
    let chosen = Passphrase::parse_new(typed_passphrase)
        .map_err(|code| *state = state.clone().with_error("passphrase", code))
        .ok();
    name.zip(chosen)
}

/// Creates the account of an invitation code, and signs its person in.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `Busy` or `Internal` when the database fails.
pub async fn create_account(
    typed_code: &str,
    typed_name: &str,
    typed_passphrase: &str,
) -> Result<(), AppError> {
    let context = request_context();
    let code = normalize_code(typed_code);
    let page = paths::welcome_code(&code);
    let mut state = FormState::from_request();
    let Some((name, chosen)) = parse_new_account(typed_name, typed_passphrase, &mut state) else {
        return context.redisplay_with_errors(state, &page).await;
    };
    let answer_redeemed = || {
        Box::pin(handle_redeemed_code(
            &context,
            &code,
            &name,
            typed_passphrase,
        ))
    };
    // Counted before the expensive hash, so that guessing codes costs the server little.
    let guess = GuessTarget::NewAccount { code: &code };
    let attempt = throttle::count_attempt(&context, guess).await?;
    let invitee = match throttle::invited_person(&context, &code).await {
        Err(AppError::NotFound) => {
            return answer_redeemed().await;
        }
        // The page of the code leads to the identity provider, and the code stays unused.
        Ok(invitee) if invitee.needs_identity_provider => {
            see_other(&page);
            return Ok(());
        }
        other => other?,
    };
    let names: [&str; 3] = [name.as_str(), &invitee.name, &invitee.agency];
    let known = known_words(&names);
    let Some(hash) = passphrase::hash_new_passphrase(chosen, known).await? else {
        // No guess at a code or a name, so it does not use up the attempts.
        attempt.refund_succeeded(&context.db).await;
        let state = state.with_error("passphrase", "account-passphrase-common");
        return context.redisplay_with_errors(state, &page).await;
    };
    let account = match authentication::redeem_invitation(&context.db, &code, &name, &hash).await {
        Ok(account) => account,
        Err(store::Error::Invalid(taken)) => {
            // Counted and logged, because this answer tells whether a sign-in name exists.
            throttle::log_wrong_attempt(&context, guess);
            return context
                .redisplay_with_errors(state.with_error("name", taken), &page)
                .await;
        }
        // A concurrent submission redeemed the code first.
        Err(store::Error::NotFound) => {
            return answer_redeemed().await;
        }
        Err(other) => return Err(other.into()),
    };
    attempt.refund_succeeded(&context.db).await;
    Box::pin(sign_in_to_new(&context, account, &page)).await
}

/// Signs in the person of a code that was just redeemed. `code_page` is the page of the code.
async fn sign_in_to_new(
    context: &RequestContext,
    account: RedeemedAccount,
    code_page: &str,
) -> Result<(), AppError> {
    let (person, version) = (account.person, account.credential_version);
    let credential = CredentialKind::Passphrase;
    match context
        .sign_in(person, submitted_device(), credential, version)
        .await
    {
        // The passphrase was replaced meanwhile. The page says that the code is not valid any more.
        Err(AppError::NotFound) => {
            see_other(code_page);
            return Ok(());
        }
        other => other?,
    }
    save_invitation_language(context, person).await?;
    let page = page_after_sign_in(context, person).await?;
    see_other(&context.with_cookie_mark(&page));
    Ok(())
}

/// Stores the language in which the person read the welcome page. `context` was built before they
/// signed in and has no profile.
async fn save_invitation_language(
    context: &RequestContext,
    person: PersonId,
) -> Result<(), AppError> {
    let profile = context
        .db
        .load_profile(person, &jiff::tz::TimeZone::UTC)
        .await?;
    let mut tx = context.db.acting_as(&profile.actor, Intent::Write).await?;
    store::profile::save_language(&mut tx, context.language).await?;
    Ok(tx.commit().await?)
}

/// Handles a code that is not valid any more. If it was redeemed with the same name and passphrase,
/// this is a repeated submission (a double tap) and signs in; otherwise redirects to the page that
/// says that the code is not valid.
async fn handle_redeemed_code(
    context: &RequestContext,
    code: &str,
    name: &SignInName,
    typed: &str,
) -> Result<(), AppError> {
    if let Some(person) = authentication::redeemed_by(&context.db, code).await? {
        // A used code must not be a way to guess at a passphrase past the limits of sign-in.
        let guess = GuessTarget::SignIn {
            name: name.as_str(),
        };
        let attempt = throttle::count_attempt(context, guess).await?;
        let account = find_credentials(&context.db, name)
            .await?
            // The account must be that of the code. Otherwise anyone could sign in as the person of
            // a used code with a name and passphrase of their own.
            .filter(|found| found.person_id == person);
        if let Some(account) = account
            && passphrase::matches_hash(
                Passphrase::for_verification(typed),
                Some(account.passphrase_hash.clone()),
            )
            .await?
        {
            match sign_in_again(context, name, &account).await {
                // The same answer as for a wrong passphrase, and the attempt stays counted.
                Err(AppError::NotFound) => {
                    see_other(&paths::welcome_code(code));
                    return Ok(());
                }
                other => other?,
            }
            attempt.refund_succeeded(&context.db).await;
            let page = page_after_sign_in(context, person).await?;
            see_other(&context.with_cookie_mark(&page));
            return Ok(());
        }
        throttle::log_wrong_attempt(context, guess);
    }
    see_other(&paths::welcome_code(code));
    Ok(())
}

/// Signs in the person of a code that was redeemed before, whose passphrase was right.
///
/// # Errors
/// `NotFound` when the passphrase was replaced meanwhile, and as `RequestContext::sign_in`.
async fn sign_in_again(
    context: &RequestContext,
    name: &SignInName,
    account: &Credentials,
) -> Result<(), AppError> {
    authentication::confirm_sign_in(&context.db, name, &account.passphrase_hash).await?;
    let (person, version) = (account.person_id, account.credential_version);
    let credential = CredentialKind::Passphrase;
    context
        .sign_in(person, submitted_device(), credential, Some(version))
        .await
}
