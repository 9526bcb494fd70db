//! `/account/email` and `/account/phone`: confirming that an address reaches its person, with a
//! code that is sent there.

use jiff::civil::date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::notify::{NotificationChannel, NotificationPreferences};
use store::Intent;
use store::notifications::confirmation::{ContactState, OwnContact};
use store::notifications::{NotificationSettings, load_settings};

use crate::account::forms::contact::{ConfirmContact, SendConfirmationCode};
use crate::account::view::contact::confirmed_sentence;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::InputField;

/// `/account/email`
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        confirm_page(&context, NotificationChannel::Email).await
    })
}

/// `/account/phone`
#[component]
pub fn ConfirmPhonePage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        confirm_page(&context, NotificationChannel::Sms).await
    })
}

async fn confirm_page(
    context: &RequestContext,
    channel: NotificationChannel,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(ConfirmContact::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let settings = load_settings(&mut tx).await?;
    drop(tx);
    let title = text.get(match channel {
        NotificationChannel::Sms => "account-confirm-phone-title",
        NotificationChannel::Email | NotificationChannel::Push => "account-confirm-email-title",
    });
    let body = view! {
        <p>
            <a href=paths::NOTIFICATION_PREFERENCES>{text.get("messages-notify-title")}</a>
        </p>
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        {contact_part(context, channel, &settings, state.as_ref())?}
    };
    let layout = PageLayout {
        title,
        nav_item: NavItem::More,
        has_errors: is_rejected(state.as_ref()),
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// What there is to say and to do about the address of a channel.
fn contact_part(
    context: &RequestContext,
    channel: NotificationChannel,
    settings: &NotificationSettings,
    state: Option<&FormState>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let channels = &context.config.notification_channels;
    let (is_configured, none) = match channel {
        NotificationChannel::Sms => (channels.sms, "account-confirm-no-phone"),
        NotificationChannel::Email | NotificationChannel::Push => {
            (channels.email, "account-confirm-no-email")
        }
    };
    if !is_configured {
        return Ok(info_notice(text.get("messages-notify-none")));
    }
    let contacts = &settings.contacts;
    let Some(contact) = contacts.iter().find(|one| one.channel == channel) else {
        return Ok(view! { <p>{text.get(none)}</p> }.into_any());
    };
    let address = view! {
        <p>
            <b>
                <bdi dir="ltr">{contact.address.clone()}</bdi>
            </b>
        </p>
    };
    if let ContactState::Confirmed(at) = contact.state {
        let since = confirmed_sentence(text, at, &context.actor()?.zone);
        return Ok(view! {
            {address}
            <p>{since}</p>
        }
        .into_any());
    }
    let next_step = match send_block_reason(context, channel, settings)? {
        Some(words) => info_notice(words),
        None => send_part(context, contact),
    };
    let is_unsent = contact.state == ContactState::NotSent;
    Ok(view! {
        {address}
        <p>{text.get("account-confirm-not-yet")} " " {text.get("account-confirm-still")}</p>
        {is_unsent.then(|| info_notice(text.get("account-confirm-failed")))}
        {code_form(context, contact, state)}
        {next_step}
    }
    .into_any())
}

/// Why no code may be sent now, as a sentence for the person; `None` when one may.
fn send_block_reason(
    context: &RequestContext,
    channel: NotificationChannel,
    settings: &NotificationSettings,
) -> Result<Option<String>, AppError> {
    let (text, zone) = (context.localizer(), &context.actor()?.zone);
    if let (NotificationChannel::Sms, Some(at)) = (channel, settings.opted_out_since) {
        let day = text.format_date(at.to_zoned(zone.clone()).date());
        let words = text.format("messages-notify-stopped", &[("date", day.into())]);
        return Ok(Some(words));
    }
    let preferences = settings.preferences.unwrap_or_default();
    let now = context.db.clock().now().to_zoned(zone.clone());
    // The person has said that others may see their phone at other hours, and has no way to say
    // that this time it is safe without changing that.
    Ok((!preferences.is_safe_time(&now)).then(|| safe_hours(text, preferences)))
}

fn safe_hours(text: Localizer, preferences: NotificationPreferences) -> String {
    let hour = |minutes: i32| {
        // Any date: only the time is shown.
        let hour = i8::try_from(minutes / 60).unwrap_or(0);
        text.format_time(date(2026, 1, 1).at(hour, 0, 0, 0))
    };
    text.format(
        "account-confirm-hours",
        &[
            ("from", hour(preferences.safe_from).into()),
            ("until", hour(preferences.safe_until).into()),
        ],
    )
}

/// The field for the code, once one was asked for.
fn code_form(
    context: &RequestContext,
    contact: &OwnContact,
    state: Option<&FormState>,
) -> Option<AnyView> {
    // Also with an error, which belongs to this field, when the code has ended meanwhile.
    if contact.state != ContactState::CodeSent && !is_rejected(state) {
        return None;
    }
    let text = context.localizer();
    let field = InputField {
        name: "code",
        label: text.get("account-confirm-code"),
        hint: text.get("account-confirm-code-hint"),
        error: field_error_message(text, state, "code"),
        autocomplete: "one-time-code",
        direction: Some("ltr"),
        input_mode: Some("numeric"),
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="channel" value=contact.channel.slug() />
        {field.view()}
        <button class="btn">{text.get("account-confirm-go")}</button>
    };
    Some(page_form(context, ConfirmContact::PATH, fields.into_any()))
}

/// The button that sends a code, below the sentence that arrives: a person decides better whether
/// someone else may read it when they have read it themself.
fn send_part(context: &RequestContext, contact: &OwnContact) -> AnyView {
    let text = context.localizer();
    let (class, label) = match contact.state {
        ContactState::CodeSent | ContactState::NotSent => {
            ("btn secondary", "account-confirm-again")
        }
        ContactState::Unconfirmed | ContactState::Confirmed(_) => ("btn", "account-confirm-send"),
    };
    let sample = text.format("account-confirm-message", &[("code", "123456".into())]);
    let hidden = vec![
        ("form", context.form_id(None)),
        ("channel", contact.channel.slug().to_owned()),
    ];
    view! {
        <p>{text.format("account-confirm-what", &[("words", sample.into())])}</p>
        {button_form(SendConfirmationCode::PATH, hidden, class, text.get(label))}
    }
    .into_any()
}
