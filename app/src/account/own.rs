//! The forms of one's own account: sessions, events, and the passphrase once more.

use model::account::{AccountEventKind, Passphrase, SignInName};
use model::id::SessionId;
use store::throttle::GuessTarget;
use store::{Intent, account, authentication};

use crate::account::credentials::find_credentials;
use crate::account::session::{RECENT_MINUTES, client_device, require_recent_sign_in};
use crate::account::{passphrase, throttle};
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::{FormState, see_other};
use crate::request::local_path::local_path_or_root;
use crate::request::notice::PageNotice;

/// Marks the events of the account as seen, but for the sign-in of this session.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` or `Internal` when the database fails.
pub async fn mark_events_seen() -> Result<(), AppError> {
    let context = request_context();
    let sign_in = context.sign_in_event().await?;
    let mut tx = context.begin_transaction(Intent::Write).await?;
    account::mark_events_seen(&mut tx, sign_in).await?;
    tx.commit().await?;
    context.clear_unseen_account_events().await?;
    see_other(paths::ACCOUNT_EVENTS);
    Ok(())
}

/// Ends one session of the person, which is then out with its next request. Idempotent: one that
/// has ended already, and one of another person, get the same answer.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` or `Internal` when the database fails.
pub async fn end_session(typed: &str) -> Result<(), AppError> {
    let context = request_context();
    let session: SessionId = typed.parse().map_err(|_| AppError::NotFound)?;
    if !require_recent_sign_in(&context, RECENT_MINUTES, paths::ACCOUNT_DEVICES).await? {
        return Ok(());
    }
    let mut tx = context.begin_transaction(Intent::Write).await?;
    let person = context.actor()?.person;
    if authentication::end_own_session(&mut tx, session).await? {
        let kind = AccountEventKind::SessionEnded;
        account::record_account_event(&mut tx, person, kind, client_device()).await?;
    }
    tx.commit().await?;
    let notice = PageNotice::new("account-devices-ended");
    context
        .answer_with_notice(paths::ACCOUNT_DEVICES, notice)
        .await
}

/// Ends every session of the person but this one.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Busy` or `Internal` when the database fails.
pub async fn end_other_sessions() -> Result<(), AppError> {
    let context = request_context();
    // ASVS 7.5.2: one who finds a phone unlocked must not be able to shut its owner out.
    if !require_recent_sign_in(&context, RECENT_MINUTES, paths::ACCOUNT_DEVICES).await? {
        return Ok(());
    }
    let mut tx = context.begin_transaction(Intent::Write).await?;
    let person = context.actor()?.person;
    let ended = authentication::end_other_sessions(&mut tx, &context.session_token()).await?;
    if ended > 0 {
        let kind = AccountEventKind::SessionsEnded;
        account::record_account_event(&mut tx, person, kind, client_device()).await?;
    }
    tx.commit().await?;
    let notice = PageNotice::new("account-devices-all-ended");
    context
        .answer_with_notice(paths::ACCOUNT_DEVICES, notice)
        .await
}

/// The account of the signed-in person, if this is its name and its passphrase. Another person's
/// prove nothing about this one.
pub(super) async fn prove_account(
    context: &RequestContext,
    typed_name: &str,
    typed_passphrase: &str,
) -> Result<Option<(SignInName, String)>, AppError> {
    let person = context.actor()?.person;
    let name = SignInName::parse(typed_name).ok();
    let account = match &name {
        Some(name) => find_credentials(&context.db, name).await?,
        None => None,
    };
    let hash = account
        .filter(|found| found.person_id == person)
        .map(|found| found.passphrase_hash);
    let typed = Passphrase::for_verification(typed_passphrase);
    // Also without an account, so that the time of the answer does not tell which names exist.
    let same = passphrase::matches_hash(typed, hash.clone()).await?;
    Ok(name.zip(hash).filter(|_| same))
}

/// Checks the passphrase of the signed-in person again, and leads back to the page that asked.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `SignedOut` without a signed-in person, `Busy` or
/// `Internal` when the database fails.
pub async fn prove_again(
    typed_name: &str,
    typed_passphrase: &str,
    page: &str,
) -> Result<(), AppError> {
    let context = request_context();
    // The same limits as at sign-in: a session that is left open must not be a way past them.
    let guess = GuessTarget::SignIn { name: typed_name };
    let attempt = throttle::count_attempt(&context, guess).await?;
    let Some((name, hash)) = prove_account(&context, typed_name, typed_passphrase).await? else {
        throttle::log_wrong_attempt(&context, guess);
        let state = FormState::from_request().with_error("name", "account-no-match");
        return context
            .redisplay_with_errors(state, paths::ACCOUNT_AGAIN)
            .await;
    };
    attempt.refund_succeeded(&context.db).await;
    // PostgreSQL makes recovery codes only for a person who has proven this recently.
    authentication::confirm_sign_in(&context.db, &name, &hash).await?;
    context.mark_proven().await?;
    see_other(&local_path_or_root(page));
    Ok(())
}
