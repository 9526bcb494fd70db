//! Signing in with the identity provider of the agency. Who the provider vouches for is signed in
//! only as the person whom an invitation has linked to that identity; an e-mail address is never
//! looked at.

use clients::openid::{OpenIdError, VerifiedIdentity};
use http::request::Parts;
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use model::account::{CredentialKind, DeviceUse, normalize_code};
use model::id::PersonId;
use serde::{Deserialize, Serialize};
use store::authentication::staff::{
    StaffIdentity, confirm_staff_sign_in, find_staff_person, link_staff_identity,
};
use store::throttle::GuessTarget;
use tower_sessions::cookie::time::Duration;
use tower_sessions::cookie::{Cookie, SameSite};

use crate::account::first_page::page_after_sign_in;
use crate::account::session::client_device;
use crate::account::throttle;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::see_other;
use crate::request::identity_provider::IdentityProvider;
use crate::request::local_path::local_path_or_root;

/// How long a person has for the pages of the provider, in minutes.
const ATTEMPT_MINUTES: i64 = 15;

/// Why there is no session after all. The page of each says what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffProblem {
    /// The provider does not answer.
    Unavailable,
    /// The browser began no sign-in, or too long ago.
    Stale,
    /// The provider refuses, or what it says is not enough: no second factor, or not the groups.
    Refused,
    /// No person is linked to the identity, or the person does not work with a family any more.
    Unknown,
    /// The invitation code is not valid, or the identity is another person's.
    Code,
}

/// What a browser asks for when it begins a sign-in. Without `Debug`, which would print the code.
#[derive(Default)]
pub struct StaffRequest {
    pub device: DeviceUse,
    /// An invitation code, to link the identity to its person; empty to sign in.
    pub code: String,
    /// The page to return to after the person has proven again who they are; empty otherwise.
    pub from: String,
}

/// What the browser keeps while the person is at the provider, in a cookie, so that a
/// sign-in that was begun in one browser cannot be completed in another person's (login CSRF).
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct StaffAttempt {
    state: String,
    nonce: String,
    verifier: String,
    device: String,
    code: String,
    from: String,
}

/// Leads to the provider. Changes nothing in the database.
///
/// # Errors
/// Nothing yet: what goes wrong is returned as a problem to tell.
pub async fn begin_staff_sign_in(
    context: &RequestContext,
    asked: StaffRequest,
) -> Result<Option<StaffProblem>, AppError> {
    let Some(provider) = &context.config.identity_provider else {
        see_other(paths::SIGN_IN);
        return Ok(None);
    };
    let again = context.profile.is_some() && !asked.from.is_empty();
    let authorization = match provider.client.begin_sign_in(again).await {
        Ok(authorization) => authorization,
        Err(error) => return Ok(Some(log_failure(&error))),
    };
    let attempt = StaffAttempt {
        state: authorization.state,
        nonce: authorization.nonce,
        verifier: authorization.code_verifier,
        device: asked.device.slug().to_owned(),
        code: normalize_code(&asked.code),
        from: if again { asked.from } else { String::new() },
    };
    let value = serde_urlencoded::to_string(&attempt).map_err(|_| AppError::Internal)?;
    set_attempt_cookie(context, value, Duration::minutes(ATTEMPT_MINUTES));
    see_other(&authorization.url);
    Ok(None)
}

/// What the provider has sent with the browser. Without `Debug`, which would print the code.
#[derive(Default)]
pub struct ProviderAnswer {
    pub code: String,
    pub state: String,
}

/// Ends a sign-in that `begin_staff_sign_in` began: signs the person in and leads to their page.
///
/// # Errors
/// `TooMany` when too many codes were tried, `Busy` or `Internal` when the database fails.
pub async fn finish_staff_sign_in(
    context: &RequestContext,
    answer: ProviderAnswer,
) -> Result<Option<StaffProblem>, AppError> {
    let Some(provider) = &context.config.identity_provider else {
        see_other(paths::SIGN_IN);
        return Ok(None);
    };
    let Some(attempt) = take_attempt(context).filter(|attempt| attempt.state == answer.state)
    else {
        return Ok(Some(StaffProblem::Stale));
    };
    // The provider sends an error instead of a code, such as when the person has no access to the
    // portal there.
    if answer.code.is_empty() {
        return Ok(Some(StaffProblem::Refused));
    }
    // A browser can make up attempts and answers, each of which is a request to the provider.
    let counted = throttle::count_attempt(context, GuessTarget::StaffSignIn).await?;
    let verified = provider
        .client
        .finish_sign_in(
            &answer.code,
            &attempt.nonce,
            &attempt.verifier,
            !attempt.from.is_empty(),
        )
        .await;
    let identity = match verified {
        Ok(identity) => identity,
        Err(error) => return Ok(Some(log_failure(&error))),
    };
    let person = match find_person(context, provider, &identity, &attempt.code).await? {
        Ok(person) => person,
        Err(problem) => return Ok(Some(problem)),
    };
    counted.refund_succeeded(&context.db).await;
    if !attempt.from.is_empty() {
        return prove_again(context, person, &attempt.from).await;
    }
    let device = DeviceUse::from_slug(&attempt.device);
    context
        .sign_in(person, device, CredentialKind::StaffIdentity, None)
        .await?;
    context.keep_identity_token(identity.refresh_token).await?;
    let page = page_after_sign_in(context, person).await?;
    see_other(&context.with_cookie_mark(&page));
    Ok(None)
}

/// The person of an identity, whose groups allow a session: whom it was linked to earlier, or whose
/// invitation code this is.
async fn find_person(
    context: &RequestContext,
    provider: &IdentityProvider,
    identity: &VerifiedIdentity,
    code: &str,
) -> Result<Result<PersonId, StaffProblem>, AppError> {
    let stored = StaffIdentity {
        issuer: &identity.issuer,
        subject: &identity.subject,
    };
    let person = if code.is_empty() {
        find_staff_person(&context.db, stored).await
    } else {
        match throttle::invited_person(context, code).await {
            Ok(invitee) => Ok(invitee.person),
            Err(AppError::NotFound) => return Ok(Err(StaffProblem::Code)),
            Err(other) => return Err(other),
        }
    };
    let person = match person {
        Ok(person) => person,
        Err(store::Error::NotFound) => return Ok(Err(StaffProblem::Unknown)),
        Err(other) => return Err(other.into()),
    };
    let profile = match context
        .db
        .load_profile(person, &jiff::tz::TimeZone::UTC)
        .await
    {
        Ok(profile) => profile,
        Err(store::Error::NotFound) => return Ok(Err(StaffProblem::Unknown)),
        Err(other) => return Err(other.into()),
    };
    if !profile.actor.is_staff() {
        return Ok(Err(StaffProblem::Unknown));
    }
    if !provider.allows_session(&profile.actor, &identity.groups) {
        tracing::warn!(
            person = %profile.actor.person,
            "staff sign-in refused: the identity provider's groups do not cover every staff role \
                of this person"
        );
        return Ok(Err(StaffProblem::Refused));
    }
    // Before `context.sign_in`: PostgreSQL gives a session to a person only shortly after this.
    let confirmed = if code.is_empty() {
        confirm_staff_sign_in(&context.db, stored).await
    } else {
        link_staff_identity(&context.db, code, stored, client_device())
            .await
            .map(|_| ())
    };
    match confirmed {
        Ok(()) => Ok(Ok(person)),
        Err(store::Error::NotFound | store::Error::Conflict) => Ok(Err(StaffProblem::Code)),
        Err(other) => Err(other.into()),
    }
}

/// The signed-in person has proven again who they are. Another person's identity proves nothing
/// about this one.
async fn prove_again(
    context: &RequestContext,
    person: PersonId,
    page: &str,
) -> Result<Option<StaffProblem>, AppError> {
    if context.actor()?.person != person {
        return Ok(Some(StaffProblem::Refused));
    }
    context.mark_proven().await?;
    see_other(&local_path_or_root(page));
    Ok(None)
}

/// Logs why the provider gave no identity, for the operator.
fn log_failure(error: &OpenIdError) -> StaffProblem {
    tracing::warn!(%error, "a sign-in with the identity provider failed");
    match error {
        OpenIdError::Unavailable(_) => StaffProblem::Unavailable,
        OpenIdError::Refused(_) => StaffProblem::Refused,
    }
}

const fn attempt_cookie_name(context_is_secure: bool) -> &'static str {
    // Browsers accept the prefix only on `Secure` cookies. It keeps other hosts of the domain from
    // setting the cookie.
    if context_is_secure {
        "__Host-staff"
    } else {
        "staff"
    }
}

fn set_attempt_cookie(context: &RequestContext, value: String, lifetime: Duration) {
    let secure = context.config.secure;
    let cookie = Cookie::build((attempt_cookie_name(secure), value))
        .path("/")
        .max_age(lifetime)
        .http_only(true)
        // Not `Strict`: the provider leads back from another site.
        .same_site(SameSite::Lax)
        .secure(secure)
        .build()
        .to_string();
    if let (Some(options), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&cookie),
    ) {
        options.append_header(header::SET_COOKIE, value);
    }
}

/// The attempt of this browser, which can be ended once: the cookie is removed.
fn take_attempt(context: &RequestContext) -> Option<StaffAttempt> {
    let parts = use_context::<Parts>()?;
    let name = attempt_cookie_name(context.config.secure);
    let lines = parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let value = lines
        .flat_map(|line| Cookie::split_parse(line.to_owned()))
        .flatten()
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())?;
    set_attempt_cookie(context, String::new(), Duration::ZERO);
    let attempt: StaffAttempt = serde_urlencoded::from_str(&value).ok()?;
    // Without a state, an answer without one would belong to this attempt.
    (!attempt.state.is_empty()).then_some(attempt)
}
