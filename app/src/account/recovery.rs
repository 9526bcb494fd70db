//! Getting back in: the use of a recovery code, and the making of a recovery card.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::ErrorCode;
use model::account::{
    AccountEventKind, CredentialKind, Passphrase, RECOVERY_CARD_CODES, SignInName, normalize_code,
};
use model::id::FormId;
use store::account::list_account_events;
use store::authentication::recovery::{self, RecoveredAccount, UsedCode};
use store::throttle::{CountedAttempt, GuessTarget};
use store::{Intent, authentication};

use crate::account::credentials::{find_credentials, submitted_device};
use crate::account::first_page::page_after_sign_in;
use crate::account::passphrase_strength::known_words;
use crate::account::session::{RECENT_MINUTES, client_device, require_recent_sign_in};
use crate::account::{new_codes, passphrase, throttle};
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, request_context};
use crate::request::form::{FormState, retry_on_race, see_other};
use crate::request::notice::{NoticeSentence, PageNotice};
use crate::request::stored_forms::{commit_or_refuse, refuse};

/// Uses a recovery code: sets the new passphrase, ends every other session and signs in. The code
/// is spent by this form only, never by opening an address.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded, `Busy` or `Internal` when the database fails.
pub async fn recover_account(typed_code: &str, typed_passphrase: &str) -> Result<(), AppError> {
    let context = request_context();
    let chosen = match Passphrase::parse_new(typed_passphrase) {
        Ok(chosen) => chosen,
        Err(code) => return refuse_recovery(&context, "passphrase", code).await,
    };
    let code = normalize_code(typed_code);
    let refuse_or_repeat = |attempt| {
        Box::pin(refuse_unless_repeated(
            &context,
            &code,
            typed_passphrase,
            attempt,
        ))
    };
    // Counted before the look-up and the expensive hash, so that guessing costs the server little.
    let attempt = throttle::count_attempt(&context, GuessTarget::RecoveryCode).await?;
    let holder = match recovery::check_code(&context.db, &code).await {
        Err(store::Error::NotFound) => return refuse_or_repeat(attempt).await,
        other => other?,
    };
    let names: [&str; 3] = [&holder.sign_in_name, &holder.name, &holder.agency];
    let known = known_words(&names);
    let Some(hash) = passphrase::hash_new_passphrase(chosen, known).await? else {
        attempt.refund_succeeded(&context.db).await;
        return refuse_recovery(&context, "passphrase", "account-passphrase-common").await;
    };
    let device = client_device();
    let redeemed =
        recovery::redeem_code(&context.db, &code, &hash, holder.may_lose_app, device).await;
    let account = match redeemed {
        Ok(account) => account,
        // A concurrent submission has used the code.
        Err(store::Error::NotFound) => return refuse_or_repeat(attempt).await,
        Err(other) => return Err(other.into()),
    };
    Box::pin(answer_recovered(&context, &account, attempt)).await
}

/// Signs in the person of a used code, and says what its use did.
async fn answer_recovered(
    context: &RequestContext,
    account: &RecoveredAccount,
    attempt: CountedAttempt,
) -> Result<(), AppError> {
    let credential = match account.vouched_by {
        Some(_) => CredentialKind::Voucher,
        None => CredentialKind::RecoveryCode,
    };
    match context
        .sign_in(
            account.person,
            submitted_device(),
            credential,
            account.credential_version,
        )
        .await
    {
        // The agency takes only its identity provider from this person, or the passphrase was
        // replaced once more.
        Err(AppError::NotFound) => return refuse_code(context).await,
        other => other?,
    }
    attempt.refund_succeeded(&context.db).await;
    let page = page_after_sign_in(context, account.person).await?;
    context
        .answer_with_notice_to(Some(account.person), &page, recovered_notice(account))
        .await
}

/// Refuses a code that is not valid. One that was used within minutes, with the same passphrase, is
/// that of a form that was sent again, as by a double tap: it is answered like the first.
async fn refuse_unless_repeated(
    context: &RequestContext,
    code: &str,
    typed_passphrase: &str,
    attempt: CountedAttempt,
) -> Result<(), AppError> {
    let Some(UsedCode {
        mut account,
        used_at,
    }) = recovery::find_used_code(&context.db, code).await?
    else {
        return refuse_code(context).await;
    };
    let name = SignInName::parse(&account.sign_in_name).map_err(|_| AppError::Internal)?;
    // A used code must not be a way to guess at a passphrase past the limits of sign-in.
    let guess = GuessTarget::SignIn {
        name: name.as_str(),
    };
    let sign_in_attempt = throttle::count_attempt(context, guess).await?;
    let found = find_credentials(&context.db, &name).await?;
    let hash = found.as_ref().map(|found| found.passphrase_hash.clone());
    let typed = Passphrase::for_verification(typed_passphrase);
    let is_same = passphrase::matches_hash(typed, hash).await?;
    let Some(found) = found.filter(|_| is_same) else {
        return refuse_code(context).await;
    };
    sign_in_attempt.refund_succeeded(&context.db).await;
    // PostgreSQL gives a session to a person only shortly after this.
    match authentication::confirm_sign_in(&context.db, &name, &found.passphrase_hash).await {
        // The passphrase was replaced once more.
        Err(store::Error::NotFound) => return refuse_code(context).await,
        other => other?,
    }
    account.credential_version = Some(found.credential_version);
    account.lost_app = account.vouched_by.is_some()
        && match has_lost_app(context, &account, used_at).await {
            // The person may have no account any more.
            Err(AppError::NotFound) => return refuse_code(context).await,
            other => other?,
        };
    Box::pin(answer_recovered(context, &account, attempt)).await
}

/// Whether the use of a code at this time removed the person's authenticator app.
async fn has_lost_app(
    context: &RequestContext,
    account: &RecoveredAccount,
    used_at: Timestamp,
) -> Result<bool, AppError> {
    let profile = context
        .db
        .load_profile(account.person, &TimeZone::UTC)
        .await?;
    let mut tx = context.db.acting_as(&profile.actor, Intent::Read).await?;
    let events = list_account_events(&mut tx).await?;
    Ok(events
        .iter()
        .any(|event| event.kind == AccountEventKind::TotpRemoved && event.at >= used_at))
}

/// One answer for wrong, used, replaced and expired codes, and for what is no code at all.
async fn refuse_code(context: &RequestContext) -> Result<(), AppError> {
    throttle::log_wrong_attempt(context, GuessTarget::RecoveryCode);
    refuse_recovery(context, "code", "account-recovery-code").await
}

/// Shows the recovery form again, with the error `code` at `field`.
async fn refuse_recovery(
    context: &RequestContext,
    field: &str,
    code: ErrorCode,
) -> Result<(), AppError> {
    let state = FormState::from_request().with_error(field, code);
    context.redisplay_with_errors(state, paths::RECOVER).await
}

/// With the sign-in name, which a person who lost their passphrase may have forgotten, too.
fn recovered_notice(account: &RecoveredAccount) -> PageNotice {
    let name = NoticeSentence {
        key: "account-recovered-name".to_owned(),
        names: vec![account.sign_in_name.clone()],
        ..NoticeSentence::default()
    };
    let mut notice = PageNotice::new("account-recovered").with_sentence(name);
    for (key, is_told) in [
        ("account-recovered-card", account.vouched_by.is_some()),
        ("account-recovered-app", account.lost_app),
    ] {
        if is_told {
            notice = notice.with_sentence(NoticeSentence {
                key: key.to_owned(),
                ..NoticeSentence::default()
            });
        }
    }
    notice.with_link("account-recovery-title", paths::RECOVERY_CARD.to_owned())
}

/// Makes a recovery card for the signed-in person.
///
/// # Errors
/// `SignedOut` without a signed-in person, `Conflict` for a form that a browser has kept, `Busy` or
/// `Internal` when the database fails.
pub async fn make_card(form: &str) -> Result<(), AppError> {
    let context = request_context();
    context.actor()?;
    let form: FormId = form.parse().map_err(|_| AppError::NotFound)?;
    let page = paths::RECOVERY_CARD;
    if !require_recent_sign_in(&context, RECENT_MINUTES, page).await? {
        return Ok(());
    }
    let codes = new_codes::derive_for_session(&context, form, RECOVERY_CARD_CODES)?;
    let device = client_device();
    let made = retry_on_race!({
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let made = recovery::make_card(&mut tx, &codes, device).await;
        commit_or_refuse(tx, made, "card").await
    })?;
    if let Err(error) = made {
        return refuse(&context, vec![error], page).await;
    }
    new_codes::store_for_page(&context, form, new_codes::CARD).await?;
    see_other(page);
    Ok(())
}
