//! Account forms: each validates its fields, calls the store, and redirects (303).

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
    crate::request::form::respond(ssr::submit_invitation_code(code).await);
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
    crate::request::form::respond(ssr::create_account(fields).await);
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
    use model::account::{Passphrase, SignInName, normalize_code};
    use model::id::PersonId;
    use model::language::Language;
    use store::authentication::{self, Credentials};
    use store::throttle::GuessTarget;
    use store::{Db, Intent};
    use tower_sessions::cookie::time::Duration;
    use tower_sessions::cookie::{Cookie, SameSite};

    use super::{LanguageForm, NewAccountForm, SignInForm};
    use crate::account::{passphrase, throttle};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, see_other};
    use crate::request::local_path::local_path_or_root;

    async fn find_credentials(db: &Db, name: &SignInName) -> Result<Option<Credentials>, AppError> {
        match authentication::find_credentials(db, name).await {
            Ok(account) => Ok(Some(account)),
            Err(store::Error::NotFound) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

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
        let state =
            FormState::from_request("account/sign-in").with_error("name", "account-no-match");
        let typed = Passphrase::for_verification(&fields.passphrase);
        // Also without an account, so that the time of the answer reveals nothing either.
        if !passphrase::matches_hash(typed, hash).await? {
            throttle::log_wrong_attempt(&context, guess);
            return context.redisplay_with_errors(state, paths::SIGN_IN).await;
        }
        // Both exist here: without an account, nothing matches the dummy hash.
        let (account, name) = account.zip(parsed).ok_or(AppError::Internal)?;
        // Before `context.sign_in`: PostgreSQL gives a session to a person only shortly after this.
        authentication::confirm_sign_in(&context.db, &name, &account.passphrase_hash).await?;
        match context.sign_in(account.person_id).await {
            // The attempt stays counted, as for a wrong passphrase, which gets the same answer.
            Err(AppError::NotFound) => {
                return context.redisplay_with_errors(state, paths::SIGN_IN).await;
            }
            other => other?,
        }
        attempt.refund_succeeded(&context.db).await;
        let page = context
            .stored_form_page(account.person_id)
            .await?
            .unwrap_or_else(|| paths::HOME.to_owned());
        see_other(&context.with_cookie_mark(&page));
        Ok(())
    }

    pub async fn submit_invitation_code(typed: String) -> Result<(), AppError> {
        let context = request_context();
        let code = normalize_code(&typed);
        match throttle::invited_person(&context, &code).await {
            Ok(_) => {
                see_other(&paths::welcome_code(&code));
                Ok(())
            }
            Err(AppError::NotFound) => {
                context
                    .redisplay_with_errors(
                        FormState::from_request("account/code").with_error("code", "account-code"),
                        paths::WELCOME,
                    )
                    .await
            }
            Err(other) => Err(other),
        }
    }

    pub async fn create_account(fields: NewAccountForm) -> Result<(), AppError> {
        let context = request_context();
        let code = normalize_code(&fields.code);
        let page = paths::welcome_code(&code);
        // Both fields are checked before anything is returned, so that one answer has the errors of
        // both.
        let mut state = FormState::from_request("account/accept");
        let name = SignInName::parse(&fields.name)
            .map_err(|code| state = state.clone().with_error("name", code))
            .ok();
        let chosen = Passphrase::parse_new(&fields.passphrase)
            .map_err(|code| state = state.clone().with_error("passphrase", code))
            .ok();
        let (Some(name), Some(chosen)) = (name, chosen) else {
            return context.redisplay_with_errors(state, &page).await;
        };
        // Counted before the expensive hash, so that guessing codes costs the server little.
        let guess = GuessTarget::NewAccount { code: &code };
        let attempt = throttle::count_attempt(&context, guess).await?;
        match throttle::invited_person(&context, &code).await {
            Err(AppError::NotFound) => {
                return handle_redeemed_code(&context, &code, &name, &fields.passphrase).await;
            }
            other => other?,
        };
        let hash = passphrase::hash_passphrase(chosen).await?;
        let person = match authentication::redeem_invitation(&context.db, &code, &name, &hash).await
        {
            Ok(person) => person,
            Err(store::Error::Invalid(taken)) => {
                // Counted and logged, because this answer tells whether a sign-in name exists.
                throttle::log_wrong_attempt(&context, guess);
                return context
                    .redisplay_with_errors(state.with_error("name", taken), &page)
                    .await;
            }
            // A concurrent submission redeemed the code first.
            Err(store::Error::NotFound) => {
                return handle_redeemed_code(&context, &code, &name, &fields.passphrase).await;
            }
            Err(other) => return Err(other.into()),
        };
        attempt.refund_succeeded(&context.db).await;
        context.sign_in(person).await?;
        save_invitation_language(&context, person).await?;
        // The first page of a new account explains "Leave now" and what it cannot do, before anyone
        // relies on it.
        see_other(&context.with_cookie_mark(paths::EXIT));
        Ok(())
    }

    /// Stores the language in which the person read the welcome page. `context` was built before
    /// they signed in and has no profile.
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

    /// Handles a code that is not valid any more. If it was redeemed with the same name and
    /// passphrase, this is a repeated submission (a double tap) and signs in; otherwise redirects
    /// to the page that says that the code is not valid.
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
            let hash = find_credentials(&context.db, name)
                .await?
                // The account must be that of the code. Otherwise anyone could sign in as the
                // person of a used code with a name and passphrase of their own.
                .filter(|found| found.person_id == person)
                .map(|found| found.passphrase_hash);
            if let Some(hash) = hash
                && passphrase::matches_hash(Passphrase::for_verification(typed), Some(hash.clone()))
                    .await?
            {
                authentication::confirm_sign_in(&context.db, name, &hash).await?;
                context.sign_in(person).await?;
                attempt.refund_succeeded(&context.db).await;
                see_other(&context.with_cookie_mark(paths::EXIT));
                return Ok(());
            }
            throttle::log_wrong_attempt(context, guess);
        }
        see_other(&paths::welcome_code(code));
        Ok(())
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
        context.sign_in(person).await?;
        see_other(&context.with_cookie_mark(paths::HOME));
        Ok(())
    }
}
