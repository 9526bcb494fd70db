//! `/messages/notify`: how and when the signed-in person is notified that there is something new.

use leptos::prelude::*;
use model::notify::{Choice, Mode, Way};
use store::{Intent, notify};

use crate::actor::Visit;
use crate::form::refused;
use crate::ui::banner::{calm, done};
use crate::ui::error_summary::{error, error_summary};
use crate::ui::field::{Choices, Field, Select};
use crate::ui::form::{button_form, main_form};
use crate::ui::page::{Layout, Place, Script, document, draw};

/// `/messages/notify`
#[component]
pub fn Notify() -> impl IntoView {
    let saved = leptos_router::hooks::use_query_map().read_untracked().get("saved").is_some();
    draw(async move |visit: Visit| {
        let text = visit.text();
        let mut tx = visit.act(Intent::Read).await?;
        let told = notify::mine(&mut tx).await?;
        drop(tx);
        let state = visit.kept_form("messages/notify").await?;
        let choice = told.choice.unwrap_or_else(Choice::default);
        let value = |name: &str, kept: Option<String>| state.as_ref().map(|s| s.value(name)).or(kept).unwrap_or_default();
        let mode = Choices {
            name: "mode",
            legend: text.say("messages-notify-mode"),
            options: Mode::ALL.into_iter().map(|mode| (mode.slug().to_owned(), text.say(words(mode)))).collect(),
            chosen: value("mode", Some(choice.mode.slug().to_owned())),
            ..Choices::default()
        };
        let hours = |name: &'static str, label: &str, hint: &str, at: i32| Select {
            name,
            label: text.say(label),
            hint: if hint.is_empty() { String::new() } else { text.say(hint) },
            options: (0..24).map(|hour| (hour.to_string(), text.time(jiff::civil::date(2026, 1, 1).at(hour, 0, 0, 0)))).collect(),
            chosen: value(name, Some((at / 60).to_string())),
            ..Select::default()
        };
        let (email, phone) = (visit.site.tells.mail, visit.site.tells.sms);
        let address = |name: &'static str, kind, label: &str, hint: &str, kept: Option<String>| Field {
            name,
            kind,
            label: text.say(label),
            hint: text.say(hint),
            value: value(name, kept),
            error: error(text, state.as_ref(), name),
            autocomplete: kind,
        };
        let fields = view! {
            {mode.view()}
            {email.then(|| address("email", "email", "messages-notify-email", "messages-notify-email-hint", told.email.clone()).view())}
            {phone.then(|| {
                let mut field = address("phone", "tel", "messages-notify-phone", "messages-notify-phone-hint", told.phone.clone());
                field.hint = format!("{} {}", field.hint, text.say("messages-notify-consent"));
                field.view()
            })}
            {hours("safe_from", "messages-notify-from", "messages-notify-from-hint", choice.safe_from).view()}
            {hours("safe_until", "messages-notify-until", "", choice.safe_until).view()}
            <button class="btn">{text.say("messages-notify-save")}</button>
        };
        let none = !email && !phone && visit.site.tells.push.is_none();
        let body = view! {
            <h1>{text.say("messages-notify-title")}</h1>
            {saved.then(|| done(text.say("messages-notify-saved")))}
            {error_summary(text, state.as_ref())}
            <p>{text.with("messages-notify-what", &[("words", text.say("common-notice").into())])}</p>
            {none.then(|| calm(text.say("messages-notify-none")))}
            {troubles(&visit, &told)}
            {main_form(&visit, "/api/messages/notify", fields.into_any())}
            {browsers(&visit, told.browsers)}
        };
        let layout = Layout {
            title: text.say("messages-notify-title"),
            place: Place::Messages,
            refused: refused(state.as_ref()),
            form: true,
            script: Some(Script::Notify),
            ..Layout::default()
        };
        Ok(document(&visit, layout, body.into_any()))
    })
}

const fn words(mode: Mode) -> &'static str {
    match mode {
        Mode::Each => "messages-notify-each",
        Mode::Daily => "messages-notify-daily",
        Mode::Off => "messages-notify-off",
    }
}

/// Delivery problems of each notification channel offered here. The signed-in person sees them
/// because only they can fix them.
fn troubles(visit: &Visit, told: &notify::Told) -> AnyView {
    let text = visit.text();
    let tells = &visit.site.tells;
    let zone = visit.frame.as_ref().map_or(jiff::tz::TimeZone::UTC, |frame| frame.actor.zone.clone());
    let since = |key: &str, at: jiff::Timestamp| calm(text.with(key, &[("date", text.date(at.to_zoned(zone.clone()).date()).into())]));
    let stopped = told.stopped.filter(|_| tells.sms).map(|at| since("messages-notify-stopped", at));
    let lines = told
        .trouble
        .iter()
        .filter_map(|(way, at)| match way {
            Way::Email if tells.mail => Some(since("messages-notify-trouble-email", *at)),
            // The notice that text messages were stopped already explains the failure.
            Way::Sms if tells.sms && stopped.is_none() => Some(since("messages-notify-trouble-sms", *at)),
            Way::Push if tells.push.is_some() => Some(since("messages-notify-trouble-push", *at)),
            _ => None,
        })
        .collect_view();
    view! { {lines}{stopped} }.into_any()
}

/// iOS allows push notifications only for sites on the home screen, and never offers to add one.
fn iphone(visit: &Visit) -> AnyView {
    let text = visit.text();
    view! {
        <details class="term">
            <summary>{text.say("messages-notify-iphone")}</summary>
            <ol>
                <li>{text.say("messages-notify-iphone-1")}</li>
                <li>{text.say("messages-notify-iphone-2")}</li>
                <li>{text.with("messages-notify-iphone-3", &[("button", text.say("messages-notify-browser-on").into())])}</li>
            </ol>
        </details>
    }
    .into_any()
}

/// Push notifications in this browser. `notify.js` reveals the section if the browser supports
/// them.
fn browsers(visit: &Visit, count: usize) -> AnyView {
    let Some(key) = visit.site.tells.push.clone() else { return ().into_any() };
    let text = visit.text();
    let forget = (count > 0).then(|| {
        view! {
            <p>{text.with("messages-notify-browsers", &[("count", i64::try_from(count).unwrap_or(0).into())])}</p>
            {button_form("/api/messages/browsers-off", Vec::new(), "btn plain", text.say("messages-notify-browsers-off"))}
        }
    });
    view! {
        <section id="push" hidden data-key=key data-no=text.say("messages-notify-browser-no") aria-labelledby="push-title">
            <h2 id="push-title">{text.say("messages-notify-browser")}</h2>
            <p>{text.say("messages-notify-browser-hint")}</p>
            <form method="post" action="/api/messages/browser">
                <input type="hidden" name="endpoint" value=""/><input type="hidden" name="key" value=""/><input type="hidden" name="secret" value=""/>
                <button class="btn plain">{text.say("messages-notify-browser-on")}</button>
            </form>
            <p role="status"></p>
        </section>
        {iphone(visit)}
        {forget}
    }
    .into_any()
}
