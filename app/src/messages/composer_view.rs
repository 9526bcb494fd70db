//! The composer, shared by the message pages, with its quick replies, attachment controls and help
//! lines.

use leptos::prelude::*;
use model::files::FILE_INPUT_ACCEPT;
use model::id::{PersonId, ThreadId};
use model::language::Language;
use model::policy::is_agency_staff;

use super::composer_island::Composer;
use super::wire::ComposerLabels;
use crate::form::FormState;
use crate::i18n::Localizer;
use crate::page::form::upload_form;
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::writing_language::writing_language_select;

/// Fluent keys of the quick replies that staff can start from.
pub const QUICK_REPLIES: [&str; 4] = [
    "messages-start-seen",
    "messages-start-meeting",
    "messages-start-how",
    "messages-start-late",
];

fn quick_replies(visit: &RequestContext) -> AnyView {
    let text = visit.localizer();
    let rows = QUICK_REPLIES
        .iter()
        .enumerate()
        .map(|(n, key)| {
            view! {
                <li>
                    <a href=format!("?start={n}")>{text.get(key)}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="term">
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

/// The form to write a message. The page shows above it who reads the message; the form itself
/// shows that messages are not monitored around the clock.
pub fn composer_view(visit: &RequestContext, form: ComposerForm<'_>) -> AnyView {
    let ComposerForm {
        target: goes,
        label,
        state,
        draft,
        last_language,
        recipient_language,
    } = form;
    let text = visit.localizer();
    let form = visit.form_id(state);
    let is_staff = visit
        .profile
        .as_ref()
        .is_some_and(|frame| frame.actor.has_role_where(is_agency_staff));
    // `?start=` selects a quick reply, which never replaces text that the person has written.
    let start = visit
        .path_and_query
        .split_once("start=")
        .and_then(|(_, n)| n.parse::<usize>().ok())
        .and_then(|n| QUICK_REPLIES.get(n))
        .filter(|_| is_staff);
    // Every quick reply exists in all languages: the recipient gets it in theirs, and the author
    // still knows what it says.
    let into = recipient_language.unwrap_or(text.0);
    let start = start
        .filter(|_| state.is_none() && draft.is_none())
        .map(|key| Localizer(into).get(key));
    // The author's last message may be a quick reply in a language that they do not read.
    let last_language = last_language.filter(|tag| visit.writable_languages().contains(tag));
    let language = if start.is_some() {
        Some(into.language_tag())
    } else {
        last_language
    };
    let body = state
        .map(|s| s.field_value("body"))
        .or(draft)
        .or(start)
        .unwrap_or_default();
    let error = field_error_message(text, state, "body");
    let (thread, to) = match &goes {
        ComposerTarget::Thread(thread) => (Some(thread.to_string()), None),
        ComposerTarget::Person(person) => (None, Some(person.to_string())),
    };
    let body_empty = body.is_empty();
    let says = ComposerLabels {
        saved: text.get("messages-draft-saved"),
        not_saved: text.get("messages-draft-not-saved"),
        left: text.get("messages-left"),
        too_long: text.get("messages-too-long"),
        sending: text.get("messages-sending"),
        sent: text.get("messages-sent"),
        waiting: text.get("messages-not-sent-yet"),
        earlier: text.get("messages-first-sent"),
    };
    // Only staff can mark a message as urgent and are offered quick replies.
    let urgent = state.is_some_and(|s| s.field_value("urgent") == "yes");
    // A message that may describe danger is not sent at once: the form comes back with help lines,
    // and the same button then sends it.
    let offered = state.is_some_and(|s| s.field_value("offered") == "1");
    let described = described_by("body", true, error.is_some()).unwrap_or_default();
    let fields = view! {
        <input type="hidden" name="form" value=form />
        {thread.clone().map(|id| view! { <input type="hidden" name="thread" value=id /> })}
        {to.clone().map(|id| view! { <input type="hidden" name="to" value=id /> })}
        <div class="field">
            <label for="body">{label}</label>
            {error_view("body", error.clone())}
            <Composer thread to body described invalid=error.is_some() says />
        </div>
        {writing_language_select(visit, state, language)}
        {visit.config.attachment_store.is_some().then(|| attachment_controls(text, state))}
        {offered.then(|| view! { <input type="hidden" name="offered" value="1" /> })}
        {is_staff
            .then(|| {
                view! {
                    <label class="choice" for="urgent">
                        <input
                            type="checkbox"
                            id="urgent"
                            name="urgent"
                            value="yes"
                            checked=urgent
                        />
                        <span>{text.get("messages-urgent")}</span>
                    </label>
                }
            })}
        <button class="btn">
            {text.get(if offered { "messages-send-now" } else { "messages-send" })}
        </button>
    };
    view! {
        <div id="body-hint">
            {info_notice(
                text.format("messages-not-watched", &[("phone", visit.help_line().into())]),
            )}
        </div>
        {offered.then(|| crisis_lines(visit))}
        {(is_staff && body_empty).then(|| quick_replies(visit))}
        {upload_form(visit, "/api/messages/send", fields.into_any())}
    }
    .into_any()
}

/// The controls to attach a photo, a document or a voice recording.
fn attachment_controls(text: Localizer, state: Option<&FormState>) -> AnyView {
    let wrong = field_error_message(text, state, "file");
    // Attachments of a message that was not sent yet are held on the server: browsers do not
    // restore file inputs.
    let held: i64 = state
        .and_then(|s| s.field_value("held").parse().ok())
        .unwrap_or(0);
    let described = described_by("file", true, wrong.is_some());
    let again = state
        .map(|state| state.files.join(", "))
        .filter(|names| held == 0 && !names.is_empty());
    let without = state.is_some_and(|state| state.field_value("without") == "1");
    let open = wrong.is_some() || held > 0 || again.is_some();
    view! {
        <details class="term add-file" open=open>
            <summary>{text.get("messages-file-add")}</summary>
            {(held > 0)
                .then(|| {
                    view! {
                        <p>{text.format("messages-file-held", &[("count", held.into())])}</p>
                        {state
                            .map(|state| {
                                view! {
                                    <input
                                        type="hidden"
                                        name="brought"
                                        value=state.files.join("\n")
                                    />
                                }
                            })}
                        <label class="choice" for="without">
                            <input
                                type="checkbox"
                                id="without"
                                name="without"
                                value="1"
                                checked=without
                            />
                            <span>{text.get("messages-file-without")}</span>
                        </label>
                    }
                })}
            {again
                .map(|names| {
                    view! {
                        <p>{text.format("messages-file-again", &[("names", names.into())])}</p>
                    }
                })}
            <div class="field">
                <label for="file">{text.get("messages-file-label")}</label>
                {hint_view(
                    "file",
                    text.get(if held > 0 { "messages-file-others" } else { "messages-file-hint" }),
                )}
                {error_view("file", wrong.clone())}
                <input
                    type="file"
                    id="file"
                    name="file"
                    multiple
                    accept=FILE_INPUT_ACCEPT
                    aria-describedby=described
                    aria-invalid=wrong.is_some().then_some("true")
                />
            </div>
            <div
                id="voice"
                hidden
                data-start=text.get("messages-voice-start")
                data-stop=text.get("messages-voice-stop")
                data-on=text.get("messages-voice-on")
                data-done=text.get("messages-voice-done")
                data-no=text.get("messages-voice-no")
            >
                <button type="button" class="btn plain small">
                    {text.get("messages-voice-start")}
                </button>
                <p class="soft" role="status"></p>
            </div>
        </details>
        <div
            id="aloud"
            hidden
            data-read=text.get("messages-aloud")
            data-stop=text.get("messages-aloud-stop")
        ></div>
    }
    .into_any()
}

/// Help lines for an author whose message may describe danger. No other person is notified.
fn crisis_lines(visit: &RequestContext) -> AnyView {
    let text = visit.localizer();
    view! {
        <section
            class="card lines-now"
            role="status"
            tabindex="-1"
            autofocus
            aria-labelledby="lines-now"
        >
            <h2 id="lines-now">{text.get("messages-lines-title")}</h2>
            <p>{text.get("messages-lines-body")}</p>
            <ul>
                <li>
                    <a href="tel:911">
                        <bdi dir="ltr">"911"</bdi>
                    </a>
                    " "
                    {text.get("messages-lines-911")}
                </li>
                <li>
                    <a href="tel:988">
                        <bdi dir="ltr">"988"</bdi>
                    </a>
                    " "
                    {text.get("messages-lines-988")}
                </li>
                <li>
                    <a href="tel:18007997233">
                        <bdi dir="ltr">"1-800-799-7233"</bdi>
                    </a>
                    " "
                    {text.get("messages-lines-home")}
                </li>
                <li>
                    <a href="tel:211">
                        <bdi dir="ltr">"211"</bdi>
                    </a>
                    " "
                    {text.get("messages-lines-211")}
                </li>
            </ul>
            <p class="soft">{text.get("messages-lines-after")}</p>
        </section>
    }
    .into_any()
}
