//! Server functions for the notification settings.

use leptos::prelude::*;

/// Saves how and when the signed-in person is notified.
#[server(prefix = "/api", endpoint = "messages/notify")]
pub async fn save_notification_preferences(
    #[server(default)] mode: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] safe_from: String,
    #[server(default)] safe_until: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(
        ssr::save_notification_preferences(mode, email, phone, safe_from, safe_until).await,
    );
    Ok(())
}

/// Subscribes this browser to push notifications.
#[server(prefix = "/api", endpoint = "messages/browser")]
pub async fn subscribe_browser(
    #[server(default)] endpoint: String,
    #[server(default)] key: String,
    #[server(default)] secret: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::subscribe_browser(endpoint, key, secret).await);
    Ok(())
}

/// Unsubscribes all browsers of the signed-in person from push notifications.
#[server(prefix = "/api", endpoint = "messages/browsers-off")]
pub async fn unsubscribe_browsers() -> Result<(), ServerFnError> {
    crate::form::respond(ssr::unsubscribe_browsers().await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::notify::{
        NotificationFrequency, NotificationPreferences, is_allowed_push_endpoint,
        parse_email_address, parse_phone_number,
    };
    use store::{Intent, notify};

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::request_context::request_context;

    const PREFERENCES_PAGE: &str = "/messages/notify";

    fn hour_to_minutes(typed: &str, otherwise: i32) -> i32 {
        typed
            .parse::<i32>()
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .map_or(otherwise, |hour| hour * 60)
    }

    pub async fn save_notification_preferences(
        mode: String,
        mail: String,
        number: String,
        from: String,
        until: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let mut state = FormState::from_request("messages/notify");
        let plain = NotificationPreferences::default();
        let choice = NotificationPreferences {
            frequency: NotificationFrequency::parse(&mode).unwrap_or_default(),
            safe_from: hour_to_minutes(&from, plain.safe_from),
            safe_until: hour_to_minutes(&until, plain.safe_until),
        };
        let mail = parse_email_address(&mail)
            .map_err(|code| state = state.clone().with_error("email", code))
            .ok();
        let number = parse_phone_number(&number)
            .map_err(|code| state = state.clone().with_error("phone", code))
            .ok();
        let (Some(mail), Some(number)) = (mail, number) else {
            return visit.redisplay_with_errors(state, PREFERENCES_PAGE).await;
        };
        let wording = visit.localizer().get("messages-notify-consent");
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            notify::save_settings(
                &mut tx,
                choice,
                mail.as_deref(),
                number.as_deref(),
                (&wording, visit.language.language_tag()),
            )
            .await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/notify?saved=1");
        Ok(())
    }

    pub async fn subscribe_browser(
        endpoint: String,
        key: String,
        secret: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        let known = endpoint.len() <= 1_000
            && key.len() <= 200
            && secret.len() <= 100
            && is_allowed_push_endpoint(&visit.config.notification_channels.push_hosts, &endpoint);
        if !known || key.is_empty() || secret.is_empty() {
            return Err(AppError::NotFound);
        }
        let browser = notify::BrowserSubscription {
            endpoint,
            key,
            secret,
        };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            notify::add_browser(&mut tx, &browser).await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/notify?saved=1");
        Ok(())
    }

    pub async fn unsubscribe_browsers() -> Result<(), AppError> {
        let visit = request_context();
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            notify::remove_browsers(&mut tx).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(PREFERENCES_PAGE);
        Ok(())
    }
}
