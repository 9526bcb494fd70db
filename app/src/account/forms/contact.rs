//! The forms with which people confirm their e-mail address and telephone number.

use std::fmt;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The button that asks for a code.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SendCodeForm {
    pub form: String,
    /// Slug of a `NotificationChannel`: `email` or `sms`.
    pub channel: String,
}

/// Sends a code to one's own stored e-mail address or telephone number. Idempotent for each `form`
/// id.
#[server(prefix = "/api", endpoint = "account/send-code")]
pub async fn send_confirmation_code(
    #[server(flatten)] fields: SendCodeForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::send_code(fields).await);
    Ok(())
}

/// The form for the code that was sent. `Debug` never prints what was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmContactForm {
    /// As in `SendCodeForm`.
    pub channel: String,
    pub code: String,
}

impl fmt::Debug for ConfirmContactForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfirmContactForm").finish_non_exhaustive()
    }
}

/// Confirms one's own e-mail address or telephone number with the code that was sent there.
#[server(prefix = "/api", endpoint = "account/confirm-contact")]
pub async fn confirm_contact(
    #[server(flatten)] fields: ConfirmContactForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::confirm(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::ErrorCode;
    use model::id::FormId;
    use model::notify::{ConfirmationCode, NotificationChannel};
    use store::notifications::confirmation::{self, ContactState};
    use store::throttle::GuessTarget;
    use store::{Intent, notifications};

    use super::{ConfirmContact, ConfirmContactForm, SendCodeForm};
    use crate::account::throttle;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, see_other};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    /// One error for every code that does not work, so that the next step is always the same.
    const WRONG_CODE: ErrorCode = "account-confirm-wrong";

    /// The channel of a form, and its page.
    fn parse_channel(slug: &str) -> Result<(NotificationChannel, &'static str), AppError> {
        match NotificationChannel::parse(slug) {
            Some(channel @ NotificationChannel::Email) => Ok((channel, paths::CONFIRM_EMAIL)),
            Some(channel @ NotificationChannel::Sms) => Ok((channel, paths::CONFIRM_PHONE)),
            Some(NotificationChannel::Push) | None => Err(AppError::NotFound),
        }
    }

    pub async fn send_code(fields: SendCodeForm) -> Result<(), AppError> {
        let context = request_context();
        let person = context.actor()?.person;
        let (channel, page) = parse_channel(&fields.channel)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let notice = PageNotice::new("account-confirm-sent");
        // A double tap sends one code, and counts as one.
        if is_repeated(&context, channel, form).await? {
            return context.answer_with_notice(page, notice).await;
        }
        let Some(contact) = sendable_address(&context, channel).await? else {
            // The page says why there is no code now, as it did not when the form was rendered.
            see_other(page);
            return Ok(());
        };
        let target = GuessTarget::ConfirmationCode {
            person,
            contact: &contact,
        };
        let attempt = throttle::count_attempt(&context, target).await?;
        let is_new = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let is_new = confirmation::request_code(&mut tx, channel, form).await?;
            tx.commit().await?;
            Ok(is_new)
        })?;
        // Two requests at once: the other one has asked.
        if !is_new {
            attempt.refund_succeeded(&context.db).await;
        }
        // The error of an earlier code is no longer true beside a new one.
        let is_here = |form: &FormState| form.page == page;
        if let Some(old) = context
            .stored_form_where(ConfirmContact::PATH, is_here)
            .await?
        {
            context.remove_accepted_form(&old).await?;
        }
        context.answer_with_notice(page, notice).await
    }

    async fn is_repeated(
        context: &RequestContext,
        channel: NotificationChannel,
        form: FormId,
    ) -> Result<bool, AppError> {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        Ok(confirmation::is_requested(&mut tx, channel, form).await?)
    }

    /// The actor's address of this channel, if a code may be sent there now. Outside the safe hours
    /// another person may see it.
    async fn sendable_address(
        context: &RequestContext,
        channel: NotificationChannel,
    ) -> Result<Option<String>, AppError> {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let settings = notifications::load_settings(&mut tx).await?;
        drop(tx);
        let now = context.db.clock().now();
        let now = now.to_zoned(context.actor()?.zone.clone());
        let is_stopped = channel == NotificationChannel::Sms && settings.opted_out_since.is_some();
        if is_stopped || !settings.preferences.unwrap_or_default().is_safe_time(&now) {
            return Ok(None);
        }
        let contacts = settings.contacts.into_iter();
        let mut unconfirmed = contacts.filter(|one| {
            one.channel == channel && !matches!(one.state, ContactState::Confirmed(_))
        });
        Ok(unconfirmed.next().map(|contact| contact.address))
    }

    pub async fn confirm(fields: ConfirmContactForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let (channel, page) = parse_channel(&fields.channel)?;
        let Some(code) = ConfirmationCode::parse(&fields.code) else {
            return refuse(&context, vec![("code", WRONG_CODE)], page).await;
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let is_confirmed = confirmation::confirm_contact(&mut tx, channel, &code).await?;
        // Also after a wrong code, which was counted.
        tx.commit().await?;
        if !is_confirmed {
            return refuse(&context, vec![("code", WRONG_CODE)], page).await;
        }
        context
            .answer_with_notice(page, PageNotice::new("account-confirm-done"))
            .await
    }
}
