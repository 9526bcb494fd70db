//! Server functions for the notification settings.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with the notification settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NotificationPreferencesForm {
    /// Slug of a `NotificationFrequency`.
    pub mode: String,
    /// An empty address or number is none.
    pub email: String,
    pub phone: String,
    /// Notifications are sent between these two full hours, 0 to 23.
    pub safe_from: String,
    pub safe_until: String,
    /// Slug of a `ReminderChoice`.
    pub reminder: String,
}

/// Saves how and when the signed-in person is notified.
#[server(prefix = "/api", endpoint = "messages/notify")]
pub async fn save_notification_preferences(
    #[server(flatten)] fields: NotificationPreferencesForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_notification_preferences(fields).await);
    Ok(())
}

/// The form with the push subscription of a browser, which `push_subscribe.js` fills in and
/// submits. `Debug` never prints it, because the three values suffice to send notifications to this
/// browser.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BrowserSubscriptionForm {
    /// The URL of the browser's push service.
    pub endpoint: String,
    /// The key and the secret that encrypt the notifications, in base64url.
    pub key: String,
    pub secret: String,
}

impl std::fmt::Debug for BrowserSubscriptionForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BrowserSubscriptionForm")
            .finish_non_exhaustive()
    }
}

/// Subscribes this browser to push notifications.
#[server(prefix = "/api", endpoint = "messages/browser")]
pub async fn subscribe_browser(
    #[server(flatten)] fields: BrowserSubscriptionForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::subscribe_browser(fields).await);
    Ok(())
}

/// Unsubscribes all browsers of the signed-in person from push notifications.
#[server(prefix = "/api", endpoint = "messages/browsers-off")]
pub async fn unsubscribe_browsers() -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::unsubscribe_browsers().await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::account::DeviceUse;
    use model::notify::{
        NotificationFrequency, NotificationPreferences, ReminderChoice, is_allowed_push_endpoint,
        parse_email_address, parse_phone_number,
    };
    use store::authentication::find_current_session;
    use store::notifications::consent::ConsentWording;
    use store::notifications::{AddressUpdate, SettingsForm};
    use store::{Intent, notifications};

    use super::{BrowserSubscriptionForm, NotificationPreferencesForm};
    use crate::account::session::{client_device, require_recent_sign_in_keeping_form};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, has_submitted_field, retry_on_race, see_other};

    // The form offers full hours only. Anything else becomes the default, whose hours wake no one.
    fn hour_to_minutes(typed: &str, otherwise: i32) -> i32 {
        typed
            .parse::<i32>()
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .map_or(otherwise, |hour| hour * 60)
    }

    // Decided by the submitted form and not by the configuration, which may have changed since the
    // form was rendered.
    fn address_update<'a>(field: &str, address: Option<&'a str>) -> AddressUpdate<'a> {
        if has_submitted_field(field) {
            AddressUpdate::Replace(address)
        } else {
            AddressUpdate::Keep
        }
    }

    fn parse_choice(fields: &NotificationPreferencesForm) -> NotificationPreferences {
        let plain = NotificationPreferences::default();
        NotificationPreferences {
            frequency: NotificationFrequency::parse(&fields.mode).unwrap_or_default(),
            safe_from: hour_to_minutes(&fields.safe_from, plain.safe_from),
            safe_until: hour_to_minutes(&fields.safe_until, plain.safe_until),
            reminder: ReminderChoice::parse(&fields.reminder).unwrap_or_default(),
        }
    }

    pub async fn save_notification_preferences(
        fields: NotificationPreferencesForm,
    ) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let mut state = FormState::from_request();
        // Both fields are checked before the form comes back, so that it shows all errors at once.
        let mail = parse_email_address(&fields.email)
            .map_err(|code| state = state.clone().with_error("email", code))
            .ok();
        let number = parse_phone_number(&fields.phone)
            .map_err(|code| state = state.clone().with_error("phone", code))
            .ok();
        let (Some(mail), Some(number)) = (mail, number) else {
            return context
                .redisplay_with_errors(state, paths::NOTIFICATION_PREFERENCES)
                .await;
        };
        let form = SettingsForm {
            choice: parse_choice(&fields),
            email: address_update("email", mail.as_deref()),
            phone: address_update("phone", number.as_deref()),
        };
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let changes_contact = notifications::changes_contact(&mut tx, &form).await?;
        drop(tx);
        // Else a person with access to an unlocked phone could turn off the account's security
        // notices before they change a credential.
        let page = paths::NOTIFICATION_PREFERENCES;
        if changes_contact && !require_recent_sign_in_keeping_form(&context, page).await? {
            return Ok(());
        }
        // Not a field of the form: the consent log must hold what the portal shows, whatever a
        // client sends.
        let wording = context.localizer().get("messages-notify-consent");
        let client = client_device();
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            notifications::save_settings(
                &mut tx,
                &form,
                ConsentWording {
                    words: &wording,
                    language: context.language.language_tag(),
                },
                client,
            )
            .await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("{}?saved=1", paths::NOTIFICATION_PREFERENCES));
        Ok(())
    }

    pub async fn subscribe_browser(fields: BrowserSubscriptionForm) -> Result<(), AppError> {
        let context = request_context();
        let BrowserSubscriptionForm {
            endpoint,
            key,
            secret,
        } = fields;
        // The server will send requests to this address, so it must be that of a push service.
        let push_hosts = &context.config.notification_channels.push_hosts;
        // The limits on the lengths bound what one person can store.
        let known = endpoint.len() <= 1_000
            && key.len() <= 200
            && secret.len() <= 100
            && is_allowed_push_endpoint(push_hosts, &endpoint);
        // On a shared device the next person would see the notification; the page offers none.
        let is_shared = context.device_use == Some(DeviceUse::Shared);
        if !known || is_shared || key.is_empty() || secret.is_empty() {
            return Err(AppError::NotFound);
        }
        let browser = notifications::BrowserSubscription {
            endpoint,
            key,
            secret,
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let token = context.session_token();
            let session = find_current_session(&mut tx, &token).await?;
            let session = session.ok_or(AppError::SignedOut)?;
            notifications::add_browser(&mut tx, session, &browser).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("{}?saved=1", paths::NOTIFICATION_PREFERENCES));
        Ok(())
    }

    pub async fn unsubscribe_browsers() -> Result<(), AppError> {
        let context = request_context();
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            notifications::remove_browsers(&mut tx).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(paths::NOTIFICATION_PREFERENCES);
        Ok(())
    }
}
