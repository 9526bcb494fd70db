//! `/messages/notify`: how and when the signed-in person is notified that there is something new.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::notify::{NotificationChannel, NotificationFrequency, ReminderChoice};
use store::Intent;
use store::notifications;
use store::notifications::NotificationSettings;

use crate::account::view::contact::confirmation_rows;
use crate::i18n::Localizer;
use crate::messages::forms::notification_preferences::SaveNotificationPreferences;
use crate::messages::view::push_subscription::push_subscription_section;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::request::context::{NotificationChannels, RequestContext};
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::{info_notice, success_notice};
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{InputField, RadioGroup, SelectField};

/// `/messages/notify`
#[component]
pub fn NotificationPreferencesPage() -> impl IntoView {
    let saved = use_query_map().read_untracked().get("saved").is_some();
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let settings = notifications::load_settings(&mut tx).await?;
        drop(tx);
        let state = context
            .stored_form(SaveNotificationPreferences::PATH)
            .await?;
        let channels = &context.config.notification_channels;
        // Without this notice a person would wait for notifications that cannot come.
        let has_no_channel = !channels.email && !channels.sms && channels.push.is_none();
        let fields = PreferenceFields {
            text,
            state: state.as_ref(),
            settings: &settings,
        };
        let body = view! {
            <h1>{text.get("messages-notify-title")}</h1>
            {saved.then(|| success_notice(text.get("messages-notify-saved")))}
            {error_summary(text, state.as_ref())}
            <p>
                {text
                    .format("messages-notify-what", &[("words", text.get("common-notice").into())])}
            </p>
            {has_no_channel.then(|| info_notice(text.get("messages-notify-none")))}
            {delivery_problems(&context, &settings)}
            {confirmation_rows(&context, &settings.contacts)?}
            {page_form(&context, SaveNotificationPreferences::PATH, fields.view(channels))}
            {push_subscription_section(&context, settings.browsers)}
        };
        let layout = PageLayout {
            title: text.get("messages-notify-title"),
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            script: Some(PageScript::PushSubscribe),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The fields of the form, with what was typed into a redisplayed form, else what is stored.
struct PreferenceFields<'a> {
    text: Localizer,
    state: Option<&'a FormState>,
    settings: &'a NotificationSettings,
}

impl PreferenceFields<'_> {
    fn view(&self, channels: &NotificationChannels) -> AnyView {
        let text = self.text;
        // The defaults until the person has saved the form for the first time.
        let preferences = self.settings.preferences.unwrap_or_default();
        view! {
            {self.frequency_choice(preferences.frequency)}
            {channels.email.then(|| self.email_field())}
            {channels.sms.then(|| self.phone_field())}
            {self
                .hour_select(
                    "safe_from",
                    "messages-notify-from",
                    text.get("messages-notify-from-hint"),
                    preferences.safe_from,
                )}
            {self
                .hour_select(
                    "safe_until",
                    "messages-notify-until",
                    String::new(),
                    preferences.safe_until,
                )}
            {self.reminder_select(preferences.reminder)}
            <p class="muted">{text.get("messages-notify-old-way")}</p>
            <button class="btn">{text.get("messages-notify-save")}</button>
        }
        .into_any()
    }

    fn value(&self, name: &str, stored: Option<String>) -> String {
        self.state
            // `None` where the form had no such field, because the channel was not configured then.
            .and_then(|state| state.values.get(name).cloned())
            // What was typed comes before what is stored, or a rejected form would lose it.
            .or(stored)
            .unwrap_or_default()
    }

    fn frequency_choice(&self, chosen: NotificationFrequency) -> AnyView {
        RadioGroup {
            name: "mode",
            legend: self.text.get("messages-notify-mode"),
            options: NotificationFrequency::ALL
                .iter()
                .map(|mode| {
                    (
                        mode.slug().to_owned(),
                        self.text.get(frequency_label_key(*mode)),
                    )
                })
                .collect(),
            chosen: self.value("mode", Some(chosen.slug().to_owned())),
            ..RadioGroup::default()
        }
        .view()
    }

    fn reminder_select(&self, stored: ReminderChoice) -> AnyView {
        SelectField {
            name: "reminder",
            label: self.text.get("messages-notify-remind"),
            hint: self.text.get("messages-notify-remind-hint"),
            options: ReminderChoice::ALL
                .iter()
                .map(|choice| {
                    (
                        choice.slug().to_owned(),
                        self.text.get(reminder_label_key(*choice)),
                    )
                })
                .collect(),
            chosen: self.value("reminder", Some(stored.slug().to_owned())),
            ..SelectField::default()
        }
        .view()
    }

    fn email_field(&self) -> AnyView {
        InputField {
            name: "email",
            kind: "email",
            label: self.text.get("messages-notify-email"),
            hint: self.text.get("messages-notify-email-hint"),
            value: self.value("email", self.settings.email.clone()),
            error: field_error_message(self.text, self.state, "email"),
            autocomplete: "email",
            direction: Some("ltr"),
            ..InputField::default()
        }
        .view()
    }

    fn phone_field(&self) -> AnyView {
        // `save_notification_preferences` stores the sentence of consent as what the person agreed
        // to, so it must be shown next to the field.
        let hint = format!(
            "{} {}",
            self.text.get("messages-notify-phone-hint"),
            self.text.get("messages-notify-consent")
        );
        InputField {
            name: "phone",
            kind: "tel",
            label: self.text.get("messages-notify-phone"),
            hint,
            value: self.value("phone", self.settings.phone.clone()),
            error: field_error_message(self.text, self.state, "phone"),
            autocomplete: "tel",
            direction: Some("ltr"),
            ..InputField::default()
        }
        .view()
    }

    /// The choice of a full hour. `stored` is in minutes after midnight.
    fn hour_select(&self, name: &'static str, label: &str, hint: String, stored: i32) -> AnyView {
        let hour_name = |hour: i8| {
            // Any date: only the time is shown.
            self.text
                .format_time(jiff::civil::date(2026, 1, 1).at(hour, 0, 0, 0))
        };
        SelectField {
            name,
            label: self.text.get(label),
            hint,
            options: (0..24)
                .map(|hour| (hour.to_string(), hour_name(hour)))
                .collect(),
            chosen: self.value(name, Some((stored / 60).to_string())),
            ..SelectField::default()
        }
        .view()
    }
}

const fn frequency_label_key(mode: NotificationFrequency) -> &'static str {
    match mode {
        NotificationFrequency::Immediate => "messages-notify-each",
        NotificationFrequency::Daily => "messages-notify-daily",
        NotificationFrequency::Off => "messages-notify-off",
    }
}

const fn reminder_label_key(choice: ReminderChoice) -> &'static str {
    match choice {
        ReminderChoice::Never => "messages-notify-remind-never",
        ReminderChoice::DayBefore => "messages-notify-remind-day",
        ReminderChoice::TwoHoursBefore => "messages-notify-remind-hours",
        ReminderChoice::Both => "messages-notify-remind-both",
    }
}

/// Delivery problems of each notification channel offered here. The signed-in person sees them
/// because only they can fix them.
fn delivery_problems(context: &RequestContext, settings: &NotificationSettings) -> AnyView {
    let text = context.localizer();
    // Only channels that are configured: no one can correct an address where its field is not
    // shown.
    let tells = &context.config.notification_channels;
    let zone = context
        .profile
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |profile| {
            profile.actor.zone.clone()
        });
    let since = |key: &str, at: jiff::Timestamp| {
        info_notice(text.format(
            key,
            &[(
                "date",
                text.format_date(at.to_zoned(zone.clone()).date()).into(),
            )],
        ))
    };
    let stopped = settings
        .opted_out_since
        .filter(|_| tells.sms)
        .map(|at| since("messages-notify-stopped", at));
    let lines = settings
        .failing_channels
        .iter()
        .filter_map(|failure| match failure.channel {
            NotificationChannel::Email if tells.email => {
                Some(since("messages-notify-trouble-email", failure.since))
            }
            // The notice that text messages were stopped already explains the failure.
            NotificationChannel::Sms if tells.sms && stopped.is_none() => {
                Some(since("messages-notify-trouble-sms", failure.since))
            }
            NotificationChannel::Push if tells.push.is_some() => {
                Some(since("messages-notify-trouble-push", failure.since))
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
