//! The second step of signing in: a code of an authenticator app after the passphrase. Until it is
//! right the session has no person, whatever page is asked for.

use std::fmt;

use jiff::tz::TimeZone;
use model::account::CredentialKind;
use model::account::staff::{SignInDecision, StaffSignInRule, may_have_authenticator_app};
use serde::{Deserialize, Serialize};
use store::account::list_account_events;
use store::authentication::totp::{
    TotpSecret, add_totp, find_totp_secret, remove_totp, use_totp_step,
};
use store::profile::Profile;
use store::throttle::GuessTarget;
use store::{Intent, Tx};

use crate::account::first_page::page_after_sign_in;
use crate::account::session::{RECENT_MINUTES, client_device, require_recent_sign_in};
use crate::account::throttle;
use crate::account::totp::{matching_step, new_secret};
use crate::error::AppError;
use crate::paths;
use crate::request::context::{RequestContext, SignedIn, request_context};
use crate::request::form::{FormState, see_other};
use crate::request::notice::PageNotice;

/// Session key of a sign-in that waits for its second step.
const PENDING_KEY: &str = "second_step";
/// Session key of the secret that a signed-in person is about to add.
const NEW_SECRET_KEY: &str = "new_totp";
/// Seconds that a person has for the second step, and to add an app. PostgreSQL gives a session to
/// a person only for a quarter of an hour after the passphrase.
const STEP_SECONDS: i64 = 600;

/// A secret that no app has shown a code for yet.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewSecret {
    secret: String,
    /// When it was made, in seconds since the Unix epoch.
    at: i64,
}

/// Omits the secret, which must not reach a log.
impl fmt::Debug for NewSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewSecret(…)")
    }
}

impl NewSecret {
    fn generate(now: i64) -> Self {
        Self {
            secret: new_secret().0,
            at: now,
        }
    }

    pub fn secret(&self) -> TotpSecret {
        TotpSecret(self.secret.clone())
    }

    fn is_recent(&self, now: i64) -> bool {
        now - self.at < STEP_SECONDS
    }
}

/// A sign-in whose first step succeeded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingSignIn {
    signed_in: SignedIn,
    /// When the first step succeeded, in seconds since the Unix epoch.
    at: i64,
    /// For a person who has to set up an app first.
    pub new_secret: Option<NewSecret>,
}

impl PendingSignIn {
    /// Whether the first step was taken with a credential of before, or before the sessions of the
    /// person ended. This one was no session yet, and so did not end with them.
    async fn is_outdated(&self, tx: &mut Tx) -> Result<bool, AppError> {
        let events = list_account_events(tx).await?;
        Ok(events.iter().any(|event| {
            // An event of the same second may be the one that led to this step.
            event.kind.ends_what_was_begun() && event.at.as_second() > self.at
        }))
    }
}

impl RequestContext {
    /// Whether a sign-in with this credential is complete, has to wait for a code, or is refused.
    pub(in crate::account) async fn decide_sign_in(
        &self,
        profile: &Profile,
        credential: CredentialKind,
    ) -> Result<SignInDecision, AppError> {
        // Others who work with families may have an app too, which their agency does not ask for.
        let rule = if profile.actor.is_staff() {
            profile.staff_sign_in
        } else {
            StaffSignInRule::Passphrase
        };
        let decision = rule.decide(credential, true);
        if decision != SignInDecision::SecondStep {
            return Ok(decision);
        }
        // Families are not asked, so their sign-in does not look for an app.
        if !profile.actor.has_role_where(may_have_authenticator_app) {
            return Ok(SignInDecision::Allowed);
        }
        Ok(rule.decide(credential, self.has_totp(profile).await?))
    }

    async fn has_totp(&self, profile: &Profile) -> Result<bool, AppError> {
        let mut tx = self.db.acting_as(&profile.actor, Intent::Read).await?;
        Ok(find_totp_secret(&mut tx).await?.is_some())
    }

    /// Keeps a sign-in until its second step, with a new session token. A person without an app
    /// gets the secret for one.
    pub(in crate::account) async fn await_second_step(
        &self,
        profile: &Profile,
        signed_in: SignedIn,
    ) -> Result<(), AppError> {
        let now = self.db.clock().now().as_second();
        let new_secret = if self.has_totp(profile).await? {
            None
        } else {
            Some(NewSecret::generate(now))
        };
        // Who was signed in here before is not the person who has just typed a passphrase.
        self.forget_signed_in().await?;
        let pending = PendingSignIn {
            signed_in,
            at: now,
            new_secret,
        };
        self.insert_session_value(PENDING_KEY, pending).await
    }

    /// A person is signed in now, so no sign-in waits in this browser any more.
    pub(in crate::account) async fn forget_pending_sign_in(&self) -> Result<(), AppError> {
        // The person before, who has seen the secret, could make the codes of the one of now.
        self.remove_session_value(NEW_SECRET_KEY).await?;
        self.remove_session_value(PENDING_KEY).await
    }

    /// The sign-in that waits for its second step in this browser; `None` when there is none, or it
    /// has waited too long.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn pending_sign_in(&self) -> Result<Option<PendingSignIn>, AppError> {
        let now = self.db.clock().now().as_second();
        let pending: Option<PendingSignIn> = self.session_value(PENDING_KEY).await?;
        Ok(pending.filter(|pending| now - pending.at < STEP_SECONDS))
    }

    /// The secret that the signed-in person is about to add; `None` before they began.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn new_totp_secret(&self) -> Result<Option<NewSecret>, AppError> {
        let now = self.db.clock().now().as_second();
        let new: Option<NewSecret> = self.session_value(NEW_SECRET_KEY).await?;
        Ok(new.filter(|new| new.is_recent(now)))
    }
}

/// Takes the code of the second step, and signs in.
///
/// # Errors
/// `TooMany` after too many wrong codes, `Busy` or `Internal` when the database fails.
pub async fn finish_sign_in(typed: &str) -> Result<(), AppError> {
    let context = request_context();
    let Some(pending) = context.pending_sign_in().await? else {
        see_other(paths::SIGN_IN);
        return Ok(());
    };
    let person = pending.signed_in.id;
    let guess = GuessTarget::SecondStep { person };
    let attempt = throttle::count_attempt(&context, guess).await?;
    let profile = context.db.load_profile(person, &TimeZone::UTC).await?;
    let mut tx = context.db.acting_as(&profile.actor, Intent::Write).await?;
    if pending.is_outdated(&mut tx).await? {
        drop(tx);
        context.forget_pending_sign_in().await?;
        see_other(paths::SIGN_IN);
        return Ok(());
    }
    if !use_code(&mut tx, pending.new_secret.as_ref(), typed).await? {
        drop(tx);
        throttle::log_wrong_attempt(&context, guess);
        return refuse_code(&context, paths::SIGN_IN).await;
    }
    tx.commit().await?;
    attempt.refund_succeeded(&context.db).await;
    match context.open_session(&profile, pending.signed_in).await {
        // The passphrase was replaced between the check above and here.
        Err(AppError::NotFound) => {
            see_other(paths::SIGN_IN);
            return Ok(());
        }
        other => other?,
    }
    let page = page_after_sign_in(&context, person).await?;
    see_other(&context.with_cookie_mark(&page));
    Ok(())
}

/// Uses up a code of the actor's app. With a new secret, the code shows that the app has it, and
/// the app is added.
async fn use_code(
    tx: &mut Tx,
    new_secret: Option<&NewSecret>,
    typed: &str,
) -> Result<bool, AppError> {
    let now = tx.clock().now().as_second();
    if let Some(new) = new_secret {
        let secret = new.secret();
        let Some(step) = matching_step(&secret, typed, now)? else {
            return Ok(false);
        };
        return match add_totp(tx, &secret, step, client_device()).await {
            Ok(()) => Ok(true),
            // An app was added in another browser meanwhile: it is the one that counts.
            Err(store::Error::Conflict) => Ok(false),
            Err(other) => Err(other.into()),
        };
    }
    let Some(secret) = find_totp_secret(tx).await? else {
        return Ok(false);
    };
    match matching_step(&secret, typed, now)? {
        Some(step) => Ok(use_totp_step(tx, step).await?),
        None => Ok(false),
    }
}

async fn refuse_code(context: &RequestContext, page: &str) -> Result<(), AppError> {
    let state = FormState::from_request().with_error("code", "account-second-step");
    context.redisplay_with_errors(state, page).await
}

/// Begins to add an authenticator app: makes a secret, which the page then shows.
///
/// # Errors
/// `NotFound` for a person who does not work with families, `SignedOut` without a signed-in person,
/// `Busy` or `Internal` when the session store fails.
pub async fn begin_app() -> Result<(), AppError> {
    let context = request_context();
    if !may_change_app(&context).await? {
        return Ok(());
    }
    let new = NewSecret::generate(context.db.clock().now().as_second());
    context.insert_session_value(NEW_SECRET_KEY, new).await?;
    see_other(paths::ACCOUNT_SECOND_STEP);
    Ok(())
}

/// Adds the authenticator app whose code was typed.
///
/// # Errors
/// As `begin_app`; `TooMany` after too many wrong codes.
pub async fn add_app(typed: &str) -> Result<(), AppError> {
    let context = request_context();
    if !may_change_app(&context).await? {
        return Ok(());
    }
    let Some(new) = context.new_totp_secret().await? else {
        see_other(paths::ACCOUNT_SECOND_STEP);
        return Ok(());
    };
    let person = context.actor()?.person;
    let guess = GuessTarget::SecondStep { person };
    let attempt = throttle::count_attempt(&context, guess).await?;
    let mut tx = context.begin_transaction(Intent::Write).await?;
    if !use_code(&mut tx, Some(&new), typed).await? {
        drop(tx);
        throttle::log_wrong_attempt(&context, guess);
        return refuse_code(&context, paths::ACCOUNT_SECOND_STEP).await;
    }
    tx.commit().await?;
    attempt.refund_succeeded(&context.db).await;
    context.remove_session_value(NEW_SECRET_KEY).await?;
    let notice = PageNotice::new("account-app-added");
    context
        .answer_with_notice(paths::ACCOUNT_SECOND_STEP, notice)
        .await
}

/// Removes the authenticator app. Idempotent.
///
/// # Errors
/// As `begin_app`.
pub async fn remove_app() -> Result<(), AppError> {
    let context = request_context();
    if !may_change_app(&context).await? {
        return Ok(());
    }
    let mut tx = context.begin_transaction(Intent::Write).await?;
    remove_totp(&mut tx, client_device()).await?;
    tx.commit().await?;
    let notice = PageNotice::new("account-app-removed");
    context
        .answer_with_notice(paths::ACCOUNT_SECOND_STEP, notice)
        .await
}

/// Whether the person may change their app now. If not, the answer asks them to prove again who
/// they are.
async fn may_change_app(context: &RequestContext) -> Result<bool, AppError> {
    if !context.actor()?.has_role_where(may_have_authenticator_app) {
        return Err(AppError::NotFound);
    }
    require_recent_sign_in(context, RECENT_MINUTES, paths::ACCOUNT_SECOND_STEP).await
}
