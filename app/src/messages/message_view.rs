//! Views shared by the message pages: a message with its attachments and translations, the read
//! receipt, and the composer.

use jiff::civil::Date;
use leptos::prelude::*;
use model::files::{Attachment, AttachmentKind, FILE_INPUT_ACCEPT};
use model::id::{PersonId, ThreadId};
use model::language::Language;
use model::messages::{MessageKind, ThreadKind};
use model::policy::is_agency_staff;
use store::Actor;
use store::messages::{MessageTranslation, ReadReceipt, ThreadMessage};
use uuid::Uuid;

use super::composer_island::{Composer, ComposerLabels};
use super::live_thread::RenderedMessage;
use crate::error::AppError;
use crate::form::FormState;
use crate::i18n::{Localizer, isolate_bidi};
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::{error_message, field_error_message};
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::form::{button_form, upload_form};
use crate::ui::writing_language::writing_language_select;

/// What the rendering of a message needs to know about the signed-in person.
pub struct MessageViewer<'a> {
    pub text: Localizer,
    pub actor: &'a Actor,
    /// Tags of the languages that the person reads besides the language of the portal.
    languages_read: &'a [String],
    can_translate: bool,
}

impl<'a> MessageViewer<'a> {
    /// # Errors
    /// `SignedOut` when the request has no signed-in person.
    pub fn from_context(visit: &'a RequestContext) -> Result<Self, AppError> {
        let frame = visit.profile()?;
        Ok(Self {
            text: visit.localizer(),
            actor: &frame.actor,
            languages_read: &frame.languages_read,
            can_translate: visit.config.translation_client.is_some(),
        })
    }
}

/// The date a message was written, in the agency's time zone.
pub fn local_date(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> Date {
    message
        .at
        .to_jiff()
        .to_zoned(viewer.actor.zone.clone())
        .date()
}

/// The author and the time of a message.
fn author_and_time(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> String {
    let at = message.at.to_jiff().to_zoned(viewer.actor.zone.clone());
    let who = if message.author_id == viewer.actor.person {
        viewer.text.get("messages-you")
    } else {
        isolate_bidi(&message.author)
    };
    let mut meta = vec![who, viewer.text.format_time(at.datetime())];
    if message.entered_by_agency {
        meta.push(viewer.text.get("messages-entered"));
    }
    meta.join(" · ")
}

/// A system message as a sentence. keys: messages-told-*
pub fn system_message_text(text: Localizer, message: &ThreadMessage) -> String {
    let who = message.about.clone().unwrap_or_default();
    text.format(
        &format!("messages-told-{}", message.kind.slug().replace('_', "-")),
        &[("by", message.author.clone().into()), ("who", who.into())],
    )
}

fn system_message_view(text: Localizer, message: &ThreadMessage) -> AnyView {
    let words = system_message_text(text, message);
    let link = (message.kind == MessageKind::Translated).then(|| {
        // With `?at=`, because the message may not be on the page that is open.
        view! {
            " "
            <a href=format!(
                "/messages/{}?at={}#m{}",
                message.thread_id,
                message.body,
                message.body,
            )>{text.get("messages-told-see")}</a>
        }
    });
    view! { <p>{words}{link}</p> }.into_any()
}

/// A message: the CSS classes of its row, and its content.
pub fn message_view(
    viewer: &MessageViewer<'_>,
    message: &ThreadMessage,
    unread: bool,
) -> (&'static str, AnyView) {
    if !message.is_text_message() {
        return ("told", system_message_view(viewer.text, message));
    }
    let class = match (message.author_id == viewer.actor.person, unread) {
        (true, _) => "bubble mine",
        (false, true) => "bubble new",
        (false, false) => "bubble",
    };
    let inside = view! {
        {attachment_views(viewer.text, message)}
        {(!message.body.is_empty())
            .then(|| {
                view! {
                    <p lang=message.language.clone() dir="auto">
                        {message.body.clone()}
                    </p>
                }
            })}
        <div class="meta">{author_and_time(viewer, message)}</div>
        {translation_view(viewer, message)}
    };
    (class, inside.into_any())
}

/// The translation of a message into the reader's language, with its author and date, or the
/// controls to request one.
fn translation_view(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> AnyView {
    let (text, to) = (viewer.text, viewer.text.0.language_tag());
    let made = |one: MessageTranslation<'_>| {
        view! {
            <p class="made" lang=to dir="auto">
                {one.body.to_owned()}
            </p>
        }
    };
    if let Some(one) = message.human_translation() {
        let day = one
            .at
            .map(|at| {
                text.relative_day(
                    viewer.actor.today,
                    at.to_zoned(viewer.actor.zone.clone()).date(),
                )
            })
            .unwrap_or_default();
        let who = text.format(
            "messages-made-person",
            &[("name", one.by.to_owned().into()), ("day", day.into())],
        );
        return view! {
            {made(one)}
            <p class="soft">{who}</p>
        }
        .into_any();
    }
    let spoken = message
        .attachments()
        .iter()
        .any(|file| file.kind == AttachmentKind::Voice);
    let foreign = !message.body.is_empty()
        && message.language != to
        && !viewer.languages_read.contains(&message.language);
    let machine = message.machine_translation();
    if message.author_id == viewer.actor.person || !(foreign || spoken || machine.is_some()) {
        return ().into_any();
    }
    let shown = machine.map(|one| {
        view! {
            {made(one)}
            <p class="soft">
                {text.format("common-words-machine", &[("by", one.by.to_owned().into())])}
            </p>
        }
    });
    let ask = if message.asked {
        view! { <p class="soft">{text.get("messages-interpret-asked")}</p> }.into_any()
    } else {
        let words = match (spoken, shown.is_some()) {
            (true, _) => "messages-interpret-voice",
            (false, true) => "messages-interpret-person",
            (false, false) => "messages-interpret-link",
        };
        view! {
            <p>
                <a href=format!(
                    "/messages/{}/interpret/{}",
                    message.thread_id,
                    message.seq,
                )>{text.get(words)}</a>
            </p>
        }
        .into_any()
    };
    let by_machine = (viewer.can_translate && foreign && shown.is_none()).then(|| {
        let hidden = vec![
            ("thread", message.thread_id.to_string()),
            ("seq", message.seq.to_string()),
        ];
        button_form(
            "/api/messages/machine",
            hidden,
            "btn link",
            text.get("messages-machine-ask"),
        )
    });
    view! {
        {shown}
        {by_machine}
        {ask}
    }
    .into_any()
}

/// The URL of a file that is part of a page, with the id of that page's entry in the family's
/// access log: opening a page with ten pictures is logged once.
pub fn with_access_log_id(href: String, line: Option<Uuid>) -> String {
    match line {
        Some(line) => format!("{href}?page={line}"),
        None => href,
    }
}

/// An audio player for a voice message, or a download link if browsers cannot play its format.
pub fn audio_player(text: Localizer, file: &Attachment, href: String, label: String) -> AnyView {
    if file.is_playable() {
        return view! { <audio controls preload="none" src=href aria-label=label></audio> }
            .into_any();
    }
    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
    view! {
        <a href=href class="btn plain small">
            {text
                .format(
                    "messages-file-recording",
                    &[("label", label.into()), ("size", size.into())],
                )}
        </a>
    }
    .into_any()
}

/// The attachments of a message.
fn attachment_views(text: Localizer, message: &ThreadMessage) -> AnyView {
    message
        .attachments()
        .iter()
        .enumerate()
        .map(|(n, file)| {
            let href = with_access_log_id(
                format!("/messages/{}/file/{}/{n}", message.thread_id, message.seq),
                message.log_entry_id,
            );
            let who = message.author.clone();
            match file.kind {
                AttachmentKind::Picture => {
                    let (width, height) = file.sides.unwrap_or((1, 1));
                    let alt = text.format("messages-file-picture", &[("name", who.into())]);
                    view! {
                        <a href=href.clone() class="photo">
                            <img
                                src=href.clone()
                                alt=alt
                                width=width
                                height=height
                                loading="lazy"
                                decoding="async"
                            />
                        </a>
                    }
                    .into_any()
                }
                AttachmentKind::Voice => audio_player(
                    text,
                    file,
                    href,
                    text.format("messages-file-voice", &[("name", who.into())]),
                ),
                AttachmentKind::Paper => {
                    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
                    view! {
                        <a href=href class="btn plain small">
                            {text.format("messages-file-paper", &[("size", size.into())])}
                        </a>
                    }
                    .into_any()
                }
            }
        })
        .collect_view()
        .into_any()
}

/// Renders a message for a page that is already open.
pub fn render_message(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> RenderedMessage {
    let (class, inside) = message_view(viewer, message, true);
    let day = local_date(viewer, message);
    RenderedMessage {
        seq: message.seq,
        day: (
            day.to_string(),
            viewer.text.relative_day(viewer.actor.today, day),
        ),
        class: class.to_owned(),
        html: inside.to_html(),
    }
}

/// The read receipt of the reader's own last message, or an empty string without one.
pub fn receipt_text(text: Localizer, receipt: Option<&ReadReceipt>, kind: ThreadKind) -> String {
    match receipt {
        None => String::new(),
        Some(receipt) if kind == ThreadKind::Pair && !receipt.read_by.is_empty() => {
            text.get("messages-receipt-read")
        }
        Some(receipt) if !receipt.read_by.is_empty() => text.format(
            "messages-receipt-read-by",
            &[("names", receipt.read_by.join(" · ").into())],
        ),
        Some(receipt) if receipt.delivered_count == receipt.sharing_count => {
            text.get("messages-receipt-reached")
        }
        Some(_) => text.get("messages-receipt-sent"),
    }
}

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
    let error = state
        .and_then(|s| s.field_error("body"))
        .map(|code| error_message(text, code));
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
