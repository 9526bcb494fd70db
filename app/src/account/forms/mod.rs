//! Account forms: each validates its fields, calls the store, and redirects (303).

pub mod contact;
pub mod details;
pub mod invite;

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The sign-in form. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    pub name: String,
    pub passphrase: String,
}

impl fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInForm").finish_non_exhaustive()
    }
}

/// Signs in with a name and a passphrase.
#[server(prefix = "/api", endpoint = "account/sign-in")]
pub async fn sign_in(#[server(flatten)] fields: SignInForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::sign_in(fields).await);
    Ok(())
}

/// Redirects to the page of a typed welcome code.
#[server(prefix = "/api", endpoint = "account/code")]
pub async fn submit_invitation_code(#[server(default)] code: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::invitation::submit_code(&code).await);
    Ok(())
}

/// The form that redeems a welcome code. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewAccountForm {
    pub code: String,
    pub name: String,
    pub passphrase: String,
}

impl fmt::Debug for NewAccountForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAccountForm").finish_non_exhaustive()
    }
}

/// Redeems a welcome code with a new sign-in name and passphrase.
#[server(prefix = "/api", endpoint = "account/accept")]
pub async fn create_account(
    #[server(flatten)] fields: NewAccountForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(
        crate::account::invitation::create_account(&fields.code, &fields.name, &fields.passphrase)
            .await,
    );
    Ok(())
}

/// The form of a language button.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LanguageForm {
    /// A language tag.
    pub language: String,
    /// The address of the page to return to.
    pub from: String,
}

/// Sets the language of the user interface and redirects back.
#[server(prefix = "/api", endpoint = "account/language")]
pub async fn set_language(#[server(flatten)] fields: LanguageForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_language(fields).await);
    Ok(())
}

/// Marks what happened to one's account as seen.
#[server(prefix = "/api", endpoint = "account/seen")]
pub async fn mark_events_seen() -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::own::mark_events_seen().await);
    Ok(())
}

/// Ends one of one's own sessions.
#[server(prefix = "/api", endpoint = "account/end-session")]
pub async fn end_session(#[server(default)] session: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::own::end_session(&session).await);
    Ok(())
}

/// Ends every one of one's own sessions but this.
#[server(prefix = "/api", endpoint = "account/end-others")]
pub async fn end_other_sessions() -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::own::end_other_sessions().await);
    Ok(())
}

/// The form that asks for the passphrase again. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    pub name: String,
    pub passphrase: String,
    /// The address of the page to return to.
    pub page: String,
}

impl fmt::Debug for ProofForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProofForm").finish_non_exhaustive()
    }
}

/// Proves with the passphrase who one is, before an act that needs it.
#[server(prefix = "/api", endpoint = "account/again")]
pub async fn prove_again(#[server(flatten)] fields: ProofForm) -> Result<(), ServerFnError> {
    let ProofForm {
        name,
        passphrase,
        page,
    } = fields;
    crate::request::form::respond(
        crate::account::own::prove_again(&name, &passphrase, &page).await,
    );
    Ok(())
}

/// Signs in with the code of an authenticator app, after the passphrase.
#[server(prefix = "/api", endpoint = "account/second-step")]
pub async fn finish_sign_in(#[server(default)] code: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::second_step::finish_sign_in(&code).await);
    Ok(())
}

/// Makes the secret of an authenticator app.
#[server(prefix = "/api", endpoint = "account/begin-app")]
pub async fn begin_app() -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::second_step::begin_app().await);
    Ok(())
}

/// Adds the authenticator app whose code was typed.
#[server(prefix = "/api", endpoint = "account/add-app")]
pub async fn add_app(#[server(default)] code: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::second_step::add_app(&code).await);
    Ok(())
}

/// Removes one's authenticator app.
#[server(prefix = "/api", endpoint = "account/remove-app")]
pub async fn remove_app() -> Result<(), ServerFnError> {
    crate::request::form::respond(crate::account::second_step::remove_app().await);
    Ok(())
}

/// Signs in as a demo person. Demo installations only.
#[server(prefix = "/api", endpoint = "account/look-around")]
pub async fn sign_in_as_demo(#[server(default)] person: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::sign_in_as_demo(person).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use http::{HeaderValue, header};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;
    use model::account::{CredentialKind, DeviceUse, Passphrase, SignInName};
    use model::id::PersonId;
    use model::language::Language;
    use store::Intent;
    use store::authentication::{self, Credentials};
    use store::throttle::GuessTarget;
    use tower_sessions::cookie::time::Duration;
    use tower_sessions::cookie::{Cookie, SameSite};

    use super::{LanguageForm, SignInForm};
    use crate::account::credentials::{find_credentials, submitted_device};
    use crate::account::first_page::page_after_sign_in;
    use crate::account::{passphrase, throttle};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, see_other};
    use crate::request::local_path::local_path_or_root;

    pub async fn sign_in(fields: SignInForm) -> Result<(), AppError> {
        let context = request_context();
        // Counted for what was typed, also when it is no valid name, so that such an attempt is
        // neither free nor answered differently.
        let guess = GuessTarget::SignIn { name: &fields.name };
        let attempt = throttle::count_attempt(&context, guess).await?;
        let parsed = SignInName::parse(&fields.name).ok();
        let account = match &parsed {
            Some(name) => find_credentials(&context.db, name).await?,
            None => None,
        };
        let hash = account.as_ref().map(|found| found.passphrase_hash.clone());
        // The same answer for a wrong name, a wrong passphrase and a person too young for an
        // account, so that it does not reveal which accounts exist.
        let state = FormState::from_request().with_error("name", "account-no-match");
        let typed = Passphrase::for_verification(&fields.passphrase);
        // Also without an account, so that the time of the answer reveals nothing either.
        if !passphrase::matches_hash(typed, hash).await? {
            throttle::log_wrong_attempt(&context, guess);
            return context.redisplay_with_errors(state, paths::SIGN_IN).await;
        }
        // Both exist here: without an account, nothing matches the dummy hash.
        let (account, name) = account.zip(parsed).ok_or(AppError::Internal)?;
        match sign_in_to(&context, &name, &account).await {
            // The attempt stays counted, as for a wrong passphrase, which gets the same answer.
            Err(AppError::NotFound) => {
                return context.redisplay_with_errors(state, paths::SIGN_IN).await;
            }
            other => other?,
        }
        attempt.refund_succeeded(&context.db).await;
        let page = page_after_sign_in(&context, account.person_id).await?;
        see_other(&context.with_cookie_mark(&page));
        Ok(())
    }

    /// Signs in the person of this account, whose passphrase was right.
    ///
    /// # Errors
    /// `NotFound` when the passphrase was replaced meanwhile, and as `RequestContext::sign_in`.
    async fn sign_in_to(
        context: &RequestContext,
        name: &SignInName,
        account: &Credentials,
    ) -> Result<(), AppError> {
        // Before `context.sign_in`: PostgreSQL gives a session to a person only shortly after this.
        authentication::confirm_sign_in(&context.db, name, &account.passphrase_hash).await?;
        let (credential, version) = (CredentialKind::Passphrase, account.credential_version);
        context
            .sign_in(
                account.person_id,
                submitted_device(),
                credential,
                Some(version),
            )
            .await
    }

    pub async fn set_language(fields: LanguageForm) -> Result<(), AppError> {
        let context = request_context();
        let language = Language::parse(&fields.language).ok_or(AppError::NotFound)?;
        // Browsers accept the prefix `__Host-` on `Secure` cookies only, and those over https only.
        let name = if context.config.secure {
            "__Host-language"
        } else {
            "language"
        };
        let cookie = Cookie::build((name, language.language_tag()))
            .path("/")
            .max_age(Duration::days(365))
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(context.config.secure)
            .build()
            .to_string();
        if let (Some(options), Ok(value)) = (
            use_context::<ResponseOptions>(),
            HeaderValue::from_str(&cookie),
        ) {
            // Appended, because `insert` would replace another cookie of the same response.
            options.append_header(header::SET_COOKIE, value);
        }
        // The cookie serves the pages before sign-in. The profile serves the person's other
        // browsers, and their notifications.
        if context.profile.is_some() {
            let mut tx = context.begin_transaction(Intent::Write).await?;
            store::profile::save_language(&mut tx, language).await?;
            tx.commit().await?;
        }
        see_other(&context.with_cookie_mark(&local_path_or_root(&fields.from)));
        Ok(())
    }

    pub async fn sign_in_as_demo(person: String) -> Result<(), AppError> {
        let context = request_context();
        let person: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
        // Without this check anyone could sign in to a real installation as anyone.
        let known = context.config.demo
            && authentication::list_demo_people(&context.db)
                .await?
                .iter()
                .any(|p| p.id == person);
        if !known {
            return Err(AppError::NotFound);
        }
        context
            .sign_in(person, DeviceUse::Own, CredentialKind::Demo, None)
            .await?;
        see_other(&context.with_cookie_mark(paths::HOME));
        Ok(())
    }
}
