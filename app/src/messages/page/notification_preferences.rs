//! `/messages/notify`: how and when the signed-in person is notified that there is something new.

use leptos::prelude::*;
use model::notify::{NotificationChannel, NotificationFrequency, NotificationPreferences};
use store::{Intent, notify};

use crate::form::is_rejected;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::banner::{info_notice, success_notice};
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{InputField, RadioGroup, SelectField};

/// `/messages/notify`
#[component]
pub fn NotificationPreferencesPage() -> impl IntoView {
    let saved = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("saved")
        .is_some();
    render_page(async move |visit: RequestContext| {
        let text = visit.localizer();
        let mut tx = visit.begin_transaction(Intent::Read).await?;
        let preferences = notify::load_settings(&mut tx).await?;
        drop(tx);
        let state = visit.stored_form("messages/notify").await?;
        let choice = preferences
            .preferences
            .unwrap_or_else(NotificationPreferences::default);
        let value = |name: &str, kept: Option<String>| {
            state
                .as_ref()
                .map(|s| s.field_value(name))
                .or(kept)
                .unwrap_or_default()
        };
        let mode = RadioGroup {
            name: "mode",
            legend: text.get("messages-notify-mode"),
            options: NotificationFrequency::ALL
                .into_iter()
                .map(|mode| (mode.slug().to_owned(), text.get(frequency_label_key(mode))))
                .collect(),
            chosen: value("mode", Some(choice.frequency.slug().to_owned())),
            ..RadioGroup::default()
        };
        let hours = |name: &'static str, label: &str, hint: &str, at: i32| SelectField {
            name,
            label: text.get(label),
            hint: if hint.is_empty() {
                String::new()
            } else {
                text.get(hint)
            },
            options: (0..24)
                .map(|hour| {
                    (
                        hour.to_string(),
                        text.format_time(jiff::civil::date(2026, 1, 1).at(hour, 0, 0, 0)),
                    )
                })
                .collect(),
            chosen: value(name, Some((at / 60).to_string())),
            ..SelectField::default()
        };
        let (email, phone) = (
            visit.config.notification_channels.email,
            visit.config.notification_channels.sms,
        );
        let address =
            |name: &'static str, kind, label: &str, hint: &str, kept: Option<String>| InputField {
                name,
                kind,
                label: text.get(label),
                hint: text.get(hint),
                value: value(name, kept),
                error: field_error_message(text, state.as_ref(), name),
                autocomplete: kind,
            };
        let fields = view! {
            {mode.view()}
            {email
                .then(|| {
                    address(
                            "email",
                            "email",
                            "messages-notify-email",
                            "messages-notify-email-hint",
                            preferences.email.clone(),
                        )
                        .view()
                })}
            {phone
                .then(|| {
                    let mut field = address(
                        "phone",
                        "tel",
                        "messages-notify-phone",
                        "messages-notify-phone-hint",
                        preferences.phone.clone(),
                    );
                    field.hint = format!("{} {}", field.hint, text.get("messages-notify-consent"));
                    field.view()
                })}
            {hours(
                    "safe_from",
                    "messages-notify-from",
                    "messages-notify-from-hint",
                    choice.safe_from,
                )
                .view()}
            {hours("safe_until", "messages-notify-until", "", choice.safe_until).view()}
            <button class="btn">{text.get("messages-notify-save")}</button>
        };
        let none = !email && !phone && visit.config.notification_channels.push.is_none();
        let body = view! {
            <h1>{text.get("messages-notify-title")}</h1>
            {saved.then(|| success_notice(text.get("messages-notify-saved")))}
            {error_summary(text, state.as_ref())}
            <p>
                {text
                    .format("messages-notify-what", &[("words", text.get("common-notice").into())])}
            </p>
            {none.then(|| info_notice(text.get("messages-notify-none")))}
            {delivery_problems(&visit, &preferences)}
            {page_form(&visit, "/api/messages/notify", fields.into_any())}
            {push_subscription_section(&visit, preferences.browsers)}
        };
        let layout = PageLayout {
            title: text.get("messages-notify-title"),
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            script: Some(PageScript::Notify),
            ..PageLayout::default()
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}

const fn frequency_label_key(mode: NotificationFrequency) -> &'static str {
    match mode {
        NotificationFrequency::Immediate => "messages-notify-each",
        NotificationFrequency::Daily => "messages-notify-daily",
        NotificationFrequency::Off => "messages-notify-off",
    }
}

/// Delivery problems of each notification channel offered here. The signed-in person sees them
/// because only they can fix them.
fn delivery_problems(
    visit: &RequestContext,
    preferences: &notify::NotificationSettings,
) -> AnyView {
    let text = visit.localizer();
    let tells = &visit.config.notification_channels;
    let zone = visit
        .profile
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |frame| frame.actor.zone.clone());
    let since = |key: &str, at: jiff::Timestamp| {
        info_notice(text.format(
            key,
            &[(
                "date",
                text.format_date(at.to_zoned(zone.clone()).date()).into(),
            )],
        ))
    };
    let stopped = preferences
        .opted_out_since
        .filter(|_| tells.sms)
        .map(|at| since("messages-notify-stopped", at));
    let lines = preferences
        .failing_channels
        .iter()
        .filter_map(|(way, at)| match way {
            NotificationChannel::Email if tells.email => {
                Some(since("messages-notify-trouble-email", *at))
            }
            // The notice that text messages were stopped already explains the failure.
            NotificationChannel::Sms if tells.sms && stopped.is_none() => {
                Some(since("messages-notify-trouble-sms", *at))
            }
            NotificationChannel::Push if tells.push.is_some() => {
                Some(since("messages-notify-trouble-push", *at))
            }
            _ => None,
        })
        .collect_view();
    view! {
        {lines}
        {stopped}
    }
    .into_any()
}

/// iOS allows push notifications only for sites on the home screen, and never offers to add one.
fn iphone_instructions(visit: &RequestContext) -> AnyView {
    let text = visit.localizer();
    view! {
        <details class="term">
            <summary>{text.get("messages-notify-iphone")}</summary>
            <ol>
                <li>{text.get("messages-notify-iphone-1")}</li>
                <li>{text.get("messages-notify-iphone-2")}</li>
                <li>
                    {text
                        .format(
                            "messages-notify-iphone-3",
                            &[("button", text.get("messages-notify-browser-on").into())],
                        )}
                </li>
            </ol>
        </details>
    }
    .into_any()
}

/// Push notifications in this browser. `notify.js` reveals the section if the browser supports
/// them.
fn push_subscription_section(visit: &RequestContext, count: usize) -> AnyView {
    let Some(key) = visit.config.notification_channels.push.clone() else {
        return ().into_any();
    };
    let text = visit.localizer();
    let forget = (count > 0).then(|| {
        view! {
            <p>
                {text
                    .format(
                        "messages-notify-browsers",
                        &[("count", i64::try_from(count).unwrap_or(0).into())],
                    )}
            </p>
            {button_form(
                "/api/messages/browsers-off",
                Vec::new(),
                "btn plain",
                text.get("messages-notify-browsers-off"),
            )}
        }
    });
    view! {
        <section
            id="push"
            hidden
            data-key=key
            data-no=text.get("messages-notify-browser-no")
            aria-labelledby="push-title"
        >
            <h2 id="push-title">{text.get("messages-notify-browser")}</h2>
            <p>{text.get("messages-notify-browser-hint")}</p>
            <form method="post" action="/api/messages/browser">
                <input type="hidden" name="endpoint" value="" />
                <input type="hidden" name="key" value="" />
                <input type="hidden" name="secret" value="" />
                <button class="btn plain">{text.get("messages-notify-browser-on")}</button>
            </form>
            <p role="status"></p>
        </section>
        {iphone_instructions(visit)}
        {forget}
    }
    .into_any()
}
