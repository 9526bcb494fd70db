//! Account forms: each validates its fields, calls the store, and redirects (303).

use leptos::prelude::*;

/// Signs in with a name and a passphrase.
#[server(prefix = "/api", endpoint = "account/sign-in")]
pub async fn sign_in(#[server(default)] name: String, #[server(default)] passphrase: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::sign_in(name, passphrase).await);
    Ok(())
}

/// Redirects to the page of a typed welcome code.
#[server(prefix = "/api", endpoint = "account/code")]
pub async fn code(#[server(default)] code: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::code(code).await);
    Ok(())
}

/// Redeems a welcome code with a new sign-in name and passphrase.
#[server(prefix = "/api", endpoint = "account/accept")]
pub async fn accept(#[server(default)] code: String, #[server(default)] name: String, #[server(default)] passphrase: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::accept(code, name, passphrase).await);
    Ok(())
}

/// Sets the language of the user interface and redirects back.
#[server(prefix = "/api", endpoint = "account/language")]
pub async fn language(#[server(default)] language: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::language(language, from).await);
    Ok(())
}

/// Signs in as a demo person. Demo installations only.
#[server(prefix = "/api", endpoint = "account/look-around")]
pub async fn look_around(#[server(default)] person: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::look_around(person).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use http::{HeaderValue, header};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;
    use model::account::{Passphrase, SignInName, welcome_code};
    use model::id::PersonId;
    use model::language::Language;
    use store::throttle::Guess;
    use store::{Intent, door};

    use crate::account::{passphrase, throttle};
    use crate::actor::{Visit, visit};
    use crate::error::Error;
    use crate::form::{FormState, go, own_path};

    pub async fn sign_in(name: String, typed: String) -> Result<(), Error> {
        let visit = visit();
        let attempt = throttle::count(&visit, Guess::SignIn { name: &name }).await?;
        let parsed = SignInName::parse(&name).ok();
        let account = match &parsed {
            Some(name) => match door::account(&visit.db, name).await {
                Ok(account) => Some(account),
                Err(store::Error::NotFound) => None,
                Err(other) => return Err(other.into()),
            },
            None => None,
        };
        let hash = account.as_ref().map(|(_, hash)| hash.clone());
        // The same answer for a wrong name, a wrong passphrase and a person too young for an
        // account, so that it does not reveal which accounts exist.
        let state = FormState::posted("account/sign-in").with_error("name", "account-no-match");
        if !passphrase::matches(Passphrase::given(&typed), hash).await? {
            throttle::wrong(&visit, Guess::SignIn { name: &name });
            return visit.refuse(state, "/sign-in").await;
        }
        let ((person, hash), name) = account.zip(parsed).ok_or(Error::Broken)?;
        door::confirm_sign_in(&visit.db, &name, &hash).await?;
        match visit.sign_in(person).await {
            // The attempt stays counted, as for a wrong passphrase, which gets the same answer.
            Err(Error::NotFound) => return visit.refuse(state, "/sign-in").await,
            other => other?,
        }
        attempt.succeeded(&visit.db).await;
        let page = visit.kept_page(person).await?.unwrap_or_else(|| "/".to_owned());
        go(&visit.marked(&page));
        Ok(())
    }

    pub async fn code(typed: String) -> Result<(), Error> {
        let visit = visit();
        let code = welcome_code(&typed);
        match throttle::invited(&visit, &code).await {
            Ok(_) => {
                go(&format!("/welcome/{code}"));
                Ok(())
            }
            Err(Error::NotFound) => visit.refuse(FormState::posted("account/code").with_error("code", "account-code"), "/welcome").await,
            Err(other) => Err(other),
        }
    }

    pub async fn accept(code: String, name: String, typed: String) -> Result<(), Error> {
        let visit = visit();
        let code = welcome_code(&code);
        let page = format!("/welcome/{code}");
        let mut state = FormState::posted("account/accept");
        let name = SignInName::parse(&name).map_err(|code| state = state.clone().with_error("name", code)).ok();
        let chosen = Passphrase::choose(&typed).map_err(|code| state = state.clone().with_error("passphrase", code)).ok();
        let (Some(name), Some(chosen)) = (name, chosen) else { return visit.refuse(state, &page).await };
        // Counted before the expensive hash, so that guessing codes costs the server little.
        let attempt = throttle::count(&visit, Guess::NewAccount { code: &code }).await?;
        match throttle::invited(&visit, &code).await {
            Err(Error::NotFound) => return used(&visit, &code, &name, &typed).await,
            other => other?,
        };
        let hash = passphrase::hash(chosen).await?;
        let person = match door::accept(&visit.db, &code, &name, &hash).await {
            Ok(person) => person,
            Err(store::Error::Invalid(taken)) => {
                throttle::wrong(&visit, Guess::NewAccount { code: &code });
                return visit.refuse(state.with_error("name", taken), &page).await;
            }
            // A concurrent submission redeemed the code first.
            Err(store::Error::NotFound) => return used(&visit, &code, &name, &typed).await,
            Err(other) => return Err(other.into()),
        };
        attempt.succeeded(&visit.db).await;
        visit.sign_in(person).await?;
        let frame = visit.db.frame(person, &jiff::tz::TimeZone::UTC).await?;
        let mut tx = visit.db.acting_as(&frame.actor, Intent::Write).await?;
        store::actor::save_language(&mut tx, visit.language).await?;
        tx.save().await?;
        go(&visit.marked("/exit"));
        Ok(())
    }

    /// Handles a code that is not valid any more. If it was redeemed with the same name and
    /// passphrase, this is a repeated submission (a double tap) and signs in; otherwise redirects
    /// to the page that says that the code is not valid.
    async fn used(visit: &Visit, code: &str, name: &SignInName, typed: &str) -> Result<(), Error> {
        if let Some(person) = door::redeemed(&visit.db, code).await? {
            let guess = Guess::SignIn { name: name.as_str() };
            let attempt = throttle::count(visit, guess).await?;
            let account = match door::account(&visit.db, name).await {
                Ok((owner, hash)) => (owner == person).then_some(hash),
                Err(store::Error::NotFound) => None,
                Err(other) => return Err(other.into()),
            };
            if let Some(hash) = account
                && passphrase::matches(Passphrase::given(typed), Some(hash.clone())).await?
            {
                door::confirm_sign_in(&visit.db, name, &hash).await?;
                visit.sign_in(person).await?;
                attempt.succeeded(&visit.db).await;
                go(&visit.marked("/exit"));
                return Ok(());
            }
            throttle::wrong(visit, guess);
        }
        go(&format!("/welcome/{code}"));
        Ok(())
    }

    pub async fn language(language: String, from: String) -> Result<(), Error> {
        let visit = visit();
        let language = Language::parse(&language).ok_or(Error::NotFound)?;
        let (name, secure) = if visit.site.secure { ("__Host-language", "; Secure") } else { ("language", "") };
        let cookie = format!("{name}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}", language.code());
        if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
            options.append_header(header::SET_COOKIE, value);
        }
        if visit.frame.is_some() {
            let mut tx = visit.act(Intent::Write).await?;
            store::actor::save_language(&mut tx, language).await?;
            tx.save().await?;
        }
        go(&visit.marked(&own_path(&from)));
        Ok(())
    }

    pub async fn look_around(person: String) -> Result<(), Error> {
        let visit = visit();
        let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
        let known = visit.site.demo && door::demo_people(&visit.db).await?.iter().any(|p| p.id == person);
        if !known {
            return Err(Error::NotFound);
        }
        visit.sign_in(person).await?;
        go(&visit.marked("/"));
        Ok(())
    }
}
