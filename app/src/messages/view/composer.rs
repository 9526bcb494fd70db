//! The composer, shared by the message pages, with its quick replies and help lines.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{PersonId, ThreadId};
use model::language::Language;
use model::policy::is_agency_staff;

use super::attachment_controls::attachment_controls;
use crate::i18n::Localizer;
use crate::messages::forms::send::SendMessage;
use crate::messages::islands::composer::Composer;
use crate::messages::wire::ComposerLabels;
use crate::page::form::upload_form;
use crate::page::{HelpLine, crisis_sms_link, help_line_list};
use crate::paths::THREAD_OPENING_ID;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{described_by, error_view};
use crate::ui::phone::call_link;
use crate::ui::writing_language::writing_language_select;

/// Fluent keys of the quick replies that staff can start from.
pub const QUICK_REPLIES: [&str; 4] = [
    "messages-start-seen",
    "messages-start-meeting",
    "messages-start-how",
    "messages-start-late",
];

/// Whom to call instead of waiting for an answer.
const HELP_LINES: [HelpLine; 4] = [
    HelpLine::Emergency,
    HelpLine::Crisis,
    HelpLine::BasicNeeds,
    HelpLine::Agency,
];

fn quick_replies(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    let rows = QUICK_REPLIES
        .iter()
        .enumerate()
        .map(|(n, key)| {
            view! {
                <li>
                    <a href=format!("?start={n}#{THREAD_OPENING_ID}")>{text.get(key)}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="disclosure">
            <summary>{text.get("messages-starts")}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

/// The destination of a message.
pub enum ComposerTarget {
    Thread(ThreadId),
    Person(PersonId),
}

/// The parameters of the composer.
pub struct ComposerForm<'a> {
    pub target: ComposerTarget,
    pub label: String,
    pub state: Option<&'a FormState>,
    pub draft: Option<String>,
    /// The language of the author's last message in this thread.
    pub last_language: Option<&'a str>,
    /// The language that the recipient reads best.
    pub recipient_language: Option<Language>,
}

/// The form to write a message, docked at the bottom of the window. The page shows above it who
/// reads the message; the form itself shows that messages are not monitored around the clock.
pub fn composer_view(context: &RequestContext, form: ComposerForm<'_>) -> AnyView {
    // Only staff can mark a message as urgent and are offered quick replies.
    let is_staff = context
        .profile
        .as_ref()
        .is_some_and(|profile| profile.actor.has_role_where(is_agency_staff));
    let initial = initial_text(context, &form, is_staff);
    let offers_quick_replies = is_staff && initial.body.is_empty();
    let offered = help_was_offered(form.state);
    // With errors or help lines the form is higher than a part of the window: it is not docked.
    let class = if offered || is_rejected(form.state) {
        "composer"
    } else {
        "composer docked"
    };
    let fields = composer_fields(context, form, initial, is_staff);
    view! {
        {offered.then(|| crisis_lines(context))}
        {offers_quick_replies.then(|| quick_replies(context))}
        <div class=class>
            {response_time_notice(context)} {upload_form(context, SendMessage::PATH, fields)}
        </div>
    }
    .into_any()
}

/// That messages are not monitored around the clock, and whom to call instead, in one line.
fn response_time_notice(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    // The text field refers to `body-hint`, so a screen reader reads the notice with the field.
    view! {
        <div class="response-time" id="body-hint">
            <details>
                <summary>{text.get("messages-not-watched")}</summary>
                <p>{text.get("messages-not-watched-body")}</p>
                {help_line_list(context, &HELP_LINES)}
            </details>
            <p>
                {text.get("messages-not-watched-call")} " " {call_link("911")} " "
                {call_link("988")}
            </p>
        </div>
    }
    .into_any()
}

/// Whether the help lines were offered for this text. A message that may describe danger is not
/// sent at once: the form comes back with help lines, and the same button then sends it.
fn help_was_offered(state: Option<&FormState>) -> bool {
    state.is_some_and(|s| s.field_value("offered") == "1")
}

/// The text with which the field begins, and the language preselected for it.
struct InitialText<'a> {
    body: String,
    language: Option<&'a str>,
}

fn initial_text<'a>(
    context: &RequestContext,
    form: &ComposerForm<'a>,
    is_staff: bool,
) -> InitialText<'a> {
    // Every quick reply exists in all languages: the recipient gets it in theirs, and the author
    // still knows what it says.
    let into = form.recipient_language.unwrap_or(context.language);
    // A quick reply never replaces text that the person has written.
    let start = selected_quick_reply(context)
        .filter(|_| is_staff && form.state.is_none() && form.draft.is_none())
        .map(|key| Localizer(into).get(key));
    // A draft has no language of its own: one that begins with a quick reply was saved while that
    // was in the field.
    let is_quick_reply = start.is_some()
        || (is_staff
            && form
                .draft
                .as_deref()
                .is_some_and(|d| begins_with_quick_reply(d, into)));
    let language = if is_quick_reply {
        Some(into.language_tag())
    } else {
        // The author's last message may be a quick reply in a language that they do not read.
        form.last_language
            .filter(|tag| context.writable_languages().contains(tag))
    };
    let body = form
        .state
        .map(|s| s.field_value("body"))
        .or_else(|| form.draft.clone())
        .or(start)
        .unwrap_or_default();
    InitialText { body, language }
}

/// Whether the text is a quick reply in this language, with or without more words behind it.
fn begins_with_quick_reply(body: &str, language: Language) -> bool {
    QUICK_REPLIES
        .iter()
        .any(|key| body.trim_start().starts_with(&Localizer(language).get(key)))
}

/// The key of the quick reply that `?start=` selects.
fn selected_quick_reply(context: &RequestContext) -> Option<&'static str> {
    // A number and not the text, so that a link from outside cannot put words into the field.
    let (_, n) = context.path_and_query.split_once("start=")?;
    QUICK_REPLIES.get(n.parse::<usize>().ok()?).copied()
}

fn composer_fields(
    context: &RequestContext,
    form: ComposerForm<'_>,
    initial: InitialText<'_>,
    is_staff: bool,
) -> AnyView {
    let (text, state) = (context.localizer(), form.state);
    let (thread, to) = match &form.target {
        ComposerTarget::Thread(thread) => (Some(thread.to_string()), None),
        ComposerTarget::Person(person) => (None, Some(person.to_string())),
    };
    let InitialText { body, language } = initial;
    let error = field_error_message(text, state, "body");
    let described = described_by("body", true, error.is_some()).unwrap_or_default();
    let says = composer_labels(text);
    let offered = help_was_offered(state);
    view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        {thread.clone().map(|id| view! { <input type="hidden" name="thread" value=id /> })}
        {to.clone().map(|id| view! { <input type="hidden" name="to" value=id /> })}
        <div class="field">
            <label for="body">{form.label}</label>
            {error_view("body", error.clone())}
            <Composer thread to body described invalid=error.is_some() says />
        </div>
        {offered.then(|| view! { <input type="hidden" name="offered" value="1" /> })}
        <div class="composer-actions">
            {context.config.attachment_store.is_some().then(|| attachment_controls(text, state))}
            {is_staff.then(|| urgent_checkbox(text, state))}
            {writing_language_select(context, state, language)}
            <button class="btn">
                {text.get(if offered { "messages-send-now" } else { "messages-send" })}
            </button>
        </div>
    }
    .into_any()
}

fn composer_labels(text: Localizer) -> ComposerLabels {
    ComposerLabels {
        saved: text.get("messages-draft-saved"),
        not_saved: text.get("messages-draft-not-saved"),
        left: text.get("messages-left"),
        too_long: text.get("messages-too-long"),
        sending: text.get("messages-sending"),
        sent: text.get("messages-sent"),
        waiting: text.get("messages-not-sent-yet"),
        earlier: text.get("messages-first-sent"),
    }
}

fn urgent_checkbox(text: Localizer, state: Option<&FormState>) -> AnyView {
    let urgent = state.is_some_and(|s| s.field_value("urgent") == "yes");
    view! {
        <label class="choice" for="urgent">
            <input type="checkbox" id="urgent" name="urgent" value="yes" checked=urgent />
            <span>{text.get("messages-urgent")}</span>
        </label>
    }
    .into_any()
}

/// Help lines for an author whose message may describe danger. No other person is notified.
fn crisis_lines(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    // `autofocus` brings the lines into view and to a screen reader, also without JavaScript.
    view! {
        <section
            class="card crisis-lines"
            role="status"
            tabindex="-1"
            autofocus
            aria-labelledby="lines-now"
        >
            <h2 id="lines-now">{text.get("messages-lines-title")}</h2>
            <p>{text.get("messages-lines-body")}</p>
            <ul>
                <li>{call_link("911")} " " {text.get("messages-lines-911")}</li>
                <li>
                    {call_link("988")} " " {text.get("messages-lines-988")} " "
                    {crisis_sms_link(text)}
                </li>
                <li>{call_link("1-800-799-7233")} " " {text.get("messages-lines-home")}</li>
                <li>{call_link("211")} " " {text.get("messages-lines-211")}</li>
            </ul>
            <p class="muted">{text.get("messages-lines-after")}</p>
        </section>
    }
    .into_any()
}
