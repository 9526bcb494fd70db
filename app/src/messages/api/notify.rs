//! Server functions for the notification settings.

use leptos::prelude::*;

/// Saves how and when the signed-in person is notified.
#[server(prefix = "/api", endpoint = "messages/notify")]
pub async fn notify(
    #[server(default)] mode: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] safe_from: String,
    #[server(default)] safe_until: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::notify(mode, email, phone, safe_from, safe_until).await);
    Ok(())
}

/// Subscribes this browser to push notifications.
#[server(prefix = "/api", endpoint = "messages/browser")]
pub async fn browser(#[server(default)] endpoint: String, #[server(default)] key: String, #[server(default)] secret: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::browser(endpoint, key, secret).await);
    Ok(())
}

/// Unsubscribes all browsers of the signed-in person from push notifications.
#[server(prefix = "/api", endpoint = "messages/browsers-off")]
pub async fn browsers_off() -> Result<(), ServerFnError> {
    crate::form::settle(ssr::browsers_off().await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::notify::{Choice, Mode, email, is_known, phone};
    use store::{Intent, notify};

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};

    const PAGE: &str = "/messages/notify";

    fn hour(typed: &str, otherwise: i32) -> i32 {
        typed.parse::<i32>().ok().filter(|hour| (0..24).contains(hour)).map_or(otherwise, |hour| hour * 60)
    }

    pub async fn notify(mode: String, mail: String, number: String, from: String, until: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let mut state = FormState::posted("messages/notify");
        let plain = Choice::default();
        let choice =
            Choice { mode: Mode::parse(&mode).unwrap_or_default(), safe_from: hour(&from, plain.safe_from), safe_until: hour(&until, plain.safe_until) };
        let mail = email(&mail).map_err(|code| state = state.clone().with_error("email", code)).ok();
        let number = phone(&number).map_err(|code| state = state.clone().with_error("phone", code)).ok();
        let (Some(mail), Some(number)) = (mail, number) else { return visit.refuse(state, PAGE).await };
        let wording = visit.text().say("messages-notify-consent");
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            notify::choose(&mut tx, choice, mail.as_deref(), number.as_deref(), (&wording, visit.language.code())).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/notify?saved=1");
        Ok(())
    }

    pub async fn browser(endpoint: String, key: String, secret: String) -> Result<(), Error> {
        let visit = visit();
        let known = endpoint.len() <= 1_000 && key.len() <= 200 && secret.len() <= 100 && is_known(&visit.site.tells.push_hosts, &endpoint);
        if !known || key.is_empty() || secret.is_empty() {
            return Err(Error::NotFound);
        }
        let browser = notify::Browser { endpoint, key, secret };
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            notify::add_browser(&mut tx, &browser).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/notify?saved=1");
        Ok(())
    }

    pub async fn browsers_off() -> Result<(), Error> {
        let visit = visit();
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            notify::remove_browsers(&mut tx).await?;
            Ok(tx.save().await?)
        })?;
        go(PAGE);
        Ok(())
    }
}
