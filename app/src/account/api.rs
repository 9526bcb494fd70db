//! Account forms: each validates its fields, calls the store, and redirects (303).

use leptos::prelude::*;

/// Signs in with a name and a passphrase.
#[server(prefix = "/api", endpoint = "account/sign-in")]
pub async fn sign_in(
    #[server(default)] name: String,
    #[server(default)] passphrase: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::sign_in(name, passphrase).await);
    Ok(())
}

/// Redirects to the page of a typed welcome code.
#[server(prefix = "/api", endpoint = "account/code")]
pub async fn submit_invitation_code(#[server(default)] code: String) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::submit_invitation_code(code).await);
    Ok(())
}

/// Redeems a welcome code with a new sign-in name and passphrase.
#[server(prefix = "/api", endpoint = "account/accept")]
pub async fn create_account(
    #[server(default)] code: String,
    #[server(default)] name: String,
    #[server(default)] passphrase: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::create_account(code, name, passphrase).await);
    Ok(())
}

/// Sets the language of the user interface and redirects back.
#[server(prefix = "/api", endpoint = "account/language")]
pub async fn set_language(
    #[server(default)] language: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::set_language(language, from).await);
    Ok(())
}

/// Signs in as a demo person. Demo installations only.
#[server(prefix = "/api", endpoint = "account/look-around")]
pub async fn sign_in_as_demo(#[server(default)] person: String) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::sign_in_as_demo(person).await);
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
    use store::throttle::GuessTarget;
    use store::{Intent, authentication};

    use crate::account::{passphrase, throttle};
    use crate::error::AppError;
    use crate::form::{FormState, local_path_or_root, see_other};
    use crate::request_context::{RequestContext, request_context};

    pub async fn sign_in(name: String, typed: String) -> Result<(), AppError> {
        let visit = request_context();
        let attempt = throttle::count_attempt(&visit, GuessTarget::SignIn { name: &name }).await?;
        let parsed = SignInName::parse(&name).ok();
        let account = match &parsed {
            Some(name) => match authentication::find_credentials(&visit.db, name).await {
                Ok(account) => Some(account),
                Err(store::Error::NotFound) => None,
                Err(other) => return Err(other.into()),
            },
            None => None,
        };
        let hash = account.as_ref().map(|(_, hash)| hash.clone());
        // The same answer for a wrong name, a wrong passphrase and a person too young for an
        // account, so that it does not reveal which accounts exist.
        let state =
            FormState::from_request("account/sign-in").with_error("name", "account-no-match");
        if !passphrase::matches_hash(Passphrase::for_verification(&typed), hash).await? {
            throttle::log_wrong_attempt(&visit, GuessTarget::SignIn { name: &name });
            return visit.redisplay_with_errors(state, "/sign-in").await;
        }
        let ((person, hash), name) = account.zip(parsed).ok_or(AppError::Internal)?;
        authentication::confirm_sign_in(&visit.db, &name, &hash).await?;
        match visit.sign_in(person).await {
            // The attempt stays counted, as for a wrong passphrase, which gets the same answer.
            Err(AppError::NotFound) => return visit.redisplay_with_errors(state, "/sign-in").await,
            other => other?,
        }
        attempt.refund_succeeded(&visit.db).await;
        let page = visit
            .stored_form_page(person)
            .await?
            .unwrap_or_else(|| "/".to_owned());
        see_other(&visit.with_cookie_mark(&page));
        Ok(())
    }

    pub async fn submit_invitation_code(typed: String) -> Result<(), AppError> {
        let visit = request_context();
        let code = normalize_code(&typed);
        match throttle::invited_person(&visit, &code).await {
            Ok(_) => {
                see_other(&format!("/welcome/{code}"));
                Ok(())
            }
            Err(AppError::NotFound) => {
                visit
                    .redisplay_with_errors(
                        FormState::from_request("account/code").with_error("code", "account-code"),
                        "/welcome",
                    )
                    .await
            }
            Err(other) => Err(other),
        }
    }

    pub async fn create_account(code: String, name: String, typed: String) -> Result<(), AppError> {
        let visit = request_context();
        let code = normalize_code(&code);
        let page = format!("/welcome/{code}");
        let mut state = FormState::from_request("account/accept");
        let name = SignInName::parse(&name)
            .map_err(|code| state = state.clone().with_error("name", code))
            .ok();
        let chosen = Passphrase::parse_new(&typed)
            .map_err(|code| state = state.clone().with_error("passphrase", code))
            .ok();
        let (Some(name), Some(chosen)) = (name, chosen) else {
            return visit.redisplay_with_errors(state, &page).await;
        };
        // Counted before the expensive hash, so that guessing codes costs the server little.
        let attempt =
            throttle::count_attempt(&visit, GuessTarget::NewAccount { code: &code }).await?;
        match throttle::invited_person(&visit, &code).await {
            Err(AppError::NotFound) => {
                return handle_redeemed_code(&visit, &code, &name, &typed).await;
            }
            other => other?,
        };
        let hash = passphrase::hash_passphrase(chosen).await?;
        let person = match authentication::redeem_invitation(&visit.db, &code, &name, &hash).await {
            Ok(person) => person,
            Err(store::Error::Invalid(taken)) => {
                throttle::log_wrong_attempt(&visit, GuessTarget::NewAccount { code: &code });
                return visit
                    .redisplay_with_errors(state.with_error("name", taken), &page)
                    .await;
            }
            // A concurrent submission redeemed the code first.
            Err(store::Error::NotFound) => {
                return handle_redeemed_code(&visit, &code, &name, &typed).await;
            }
            Err(other) => return Err(other.into()),
        };
        attempt.refund_succeeded(&visit.db).await;
        visit.sign_in(person).await?;
        let frame = visit
            .db
            .load_profile(person, &jiff::tz::TimeZone::UTC)
            .await?;
        let mut tx = visit.db.acting_as(&frame.actor, Intent::Write).await?;
        store::profile::save_language(&mut tx, visit.language).await?;
        tx.commit().await?;
        see_other(&visit.with_cookie_mark("/exit"));
        Ok(())
    }

    /// Handles a code that is not valid any more. If it was redeemed with the same name and
    /// passphrase, this is a repeated submission (a double tap) and signs in; otherwise redirects
    /// to the page that says that the code is not valid.
    async fn handle_redeemed_code(
        visit: &RequestContext,
        code: &str,
        name: &SignInName,
        typed: &str,
    ) -> Result<(), AppError> {
        if let Some(person) = authentication::redeemed_by(&visit.db, code).await? {
            let guess = GuessTarget::SignIn {
                name: name.as_str(),
            };
            let attempt = throttle::count_attempt(visit, guess).await?;
            let account = match authentication::find_credentials(&visit.db, name).await {
                Ok((owner, hash)) => (owner == person).then_some(hash),
                Err(store::Error::NotFound) => None,
                Err(other) => return Err(other.into()),
            };
            if let Some(hash) = account
                && passphrase::matches_hash(Passphrase::for_verification(typed), Some(hash.clone()))
                    .await?
            {
                authentication::confirm_sign_in(&visit.db, name, &hash).await?;
                visit.sign_in(person).await?;
                attempt.refund_succeeded(&visit.db).await;
                see_other(&visit.with_cookie_mark("/exit"));
                return Ok(());
            }
            throttle::log_wrong_attempt(visit, guess);
        }
        see_other(&format!("/welcome/{code}"));
        Ok(())
    }

    pub async fn set_language(language: String, from: String) -> Result<(), AppError> {
        let visit = request_context();
        let language = Language::parse(&language).ok_or(AppError::NotFound)?;
        let (name, secure) = if visit.config.secure {
            ("__Host-language", "; Secure")
        } else {
            ("language", "")
        };
        let cookie = format!(
            "{name}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}",
            language.language_tag()
        );
        if let (Some(options), Ok(value)) = (
            use_context::<ResponseOptions>(),
            HeaderValue::from_str(&cookie),
        ) {
            options.append_header(header::SET_COOKIE, value);
        }
        if visit.profile.is_some() {
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            store::profile::save_language(&mut tx, language).await?;
            tx.commit().await?;
        }
        see_other(&visit.with_cookie_mark(&local_path_or_root(&from)));
        Ok(())
    }

    pub async fn sign_in_as_demo(person: String) -> Result<(), AppError> {
        let visit = request_context();
        let person: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
        let known = visit.config.demo
            && authentication::list_demo_people(&visit.db)
                .await?
                .iter()
                .any(|p| p.id == person);
        if !known {
            return Err(AppError::NotFound);
        }
        visit.sign_in(person).await?;
        see_other(&visit.with_cookie_mark("/"));
        Ok(())
    }
}
