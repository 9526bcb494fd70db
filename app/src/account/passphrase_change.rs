//! A new passphrase of a person who is signed in and knows the one of before.

use model::ErrorCode;
use model::account::{Passphrase, SignInName};
use store::throttle::GuessTarget;
use store::{Intent, authentication};

use crate::account::own::prove_account;
use crate::account::passphrase_strength::known_words;
use crate::account::session::client_device;
use crate::account::{passphrase, throttle};
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::FormState;
use crate::request::notice::{NoticeSentence, PageNotice};

/// Replaces the passphrase, ends every other session of the person, and removes their passkeys and
/// their private calendar address. ASVS 6.2.3: the current passphrase is asked for in the same
/// form, also right after a sign-in.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `SignedOut` without a signed-in person, `Busy` or
/// `Internal` when the database fails.
pub async fn change_passphrase(
    typed_name: &str,
    current: &str,
    typed_passphrase: &str,
) -> Result<(), AppError> {
    let context = request_context();
    let profile = context.profile()?;
    let chosen = match Passphrase::parse_new(typed_passphrase) {
        Ok(chosen) => chosen,
        Err(code) => return refuse(&context, "passphrase", code).await,
    };
    // The same limits as at sign-in: a session that is left open must not be a way past them.
    let guess = GuessTarget::SignIn { name: typed_name };
    let attempt = throttle::count_attempt(&context, guess).await?;
    let Some((name, former)) = prove_account(&context, typed_name, current).await? else {
        return refuse_unless_repeated(&context, typed_name, typed_passphrase).await;
    };
    let names: [&str; 3] = [name.as_str(), &profile.name, &profile.agency];
    let known = known_words(&names);
    let Some(hash) = passphrase::hash_new_passphrase(chosen, known).await? else {
        attempt.refund_succeeded(&context.db).await;
        return refuse(&context, "passphrase", "account-passphrase-common").await;
    };
    match replace(&context, &name, (former.as_str(), hash.as_str())).await {
        // A form that was sent at the same time has replaced it.
        Err(AppError::NotFound) => {
            return refuse_unless_repeated(&context, typed_name, typed_passphrase).await;
        }
        other => other?,
    }
    attempt.refund_succeeded(&context.db).await;
    context.mark_proven().await?;
    answer(&context).await
}

/// Replaces the hash `former` of the account with this name.
///
/// # Errors
/// `NotFound` when the account has another name or hash by now.
async fn replace(
    context: &RequestContext,
    name: &SignInName,
    (former, new): (&str, &str),
) -> Result<(), AppError> {
    // PostgreSQL replaces a passphrase only within a minute of this.
    authentication::confirm_sign_in(&context.db, name, former).await?;
    let token = context.session_token();
    let mut tx = context.begin_transaction(Intent::Write).await?;
    authentication::replace_passphrase(&mut tx, former, new, &token, client_device()).await?;
    Ok(tx.commit().await?)
}

/// Refuses a form with a wrong name or current passphrase. One that is sent again, as by a double
/// tap, is answered like the first, which has replaced the passphrase.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded; `Busy` or `Internal` when the database fails.
async fn refuse_unless_repeated(
    context: &RequestContext,
    typed_name: &str,
    typed_passphrase: &str,
) -> Result<(), AppError> {
    // The answer tells whether the new passphrase is the one of the account, too, so it is a second
    // guess and counts as one.
    let guess = GuessTarget::SignIn { name: typed_name };
    let attempt = throttle::count_attempt(context, guess).await?;
    let repeated = prove_account(context, typed_name, typed_passphrase).await?;
    if let Some((name, hash)) = repeated {
        attempt.refund_succeeded(&context.db).await;
        // PostgreSQL gives the session a new token only within a minute of this.
        authentication::confirm_sign_in(&context.db, &name, &hash).await?;
        context.mark_proven().await?;
        return answer(context).await;
    }
    throttle::log_wrong_attempt(context, guess);
    refuse(context, "name", "account-no-match").await
}

async fn refuse(context: &RequestContext, field: &str, code: ErrorCode) -> Result<(), AppError> {
    let state = FormState::from_request().with_error(field, code);
    context
        .redisplay_with_errors(state, paths::ACCOUNT_PASSPHRASE)
        .await
}

/// On the page of the account: the page of the form would offer other words than those that were
/// just chosen.
async fn answer(context: &RequestContext) -> Result<(), AppError> {
    let card = NoticeSentence {
        key: "account-new-passphrase-card".to_owned(),
        ..NoticeSentence::default()
    };
    let notice = PageNotice::new("account-new-passphrase-saved")
        .with_sentence(card)
        .with_link("account-recovery-title", paths::RECOVERY_CARD.to_owned());
    context.answer_with_notice(paths::ACCOUNT, notice).await
}
