//! Views shared by the message pages: a message with its translations, and the read receipt.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::files::AttachmentKind;
use model::messages::{MessageKind, ThreadKind};
use store::Actor;
use store::messages::{MessageTranslation, ReadReceipt, ThreadMessage};

use super::attachments::attachment_views;
use crate::enum_messages::EnumMessage;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::interpretation::RequestMachineTranslation;
use crate::messages::wire::RenderedMessage;
use crate::page::form::button_form;
use crate::paths;
use crate::request::context::RequestContext;

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
    pub fn from_context(context: &'a RequestContext) -> Result<Self, AppError> {
        let profile = context.profile()?;
        Ok(Self {
            text: context.localizer(),
            actor: &profile.actor,
            languages_read: &profile.languages_read,
            can_translate: context.config.translation_client.is_some(),
        })
    }
}

/// The date a message was written, in the agency's time zone.
pub fn local_date(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> Date {
    message
        .created_at
        .to_jiff()
        .to_zoned(viewer.actor.zone.clone())
        .date()
}

/// The author and the time of a message.
fn author_and_time(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> String {
    let at = message
        .created_at
        .to_jiff()
        .to_zoned(viewer.actor.zone.clone());
    let who = if message.author_id == viewer.actor.person {
        viewer.text.get("messages-you")
    } else {
        isolate_bidi(&message.author)
    };
    let mut meta = vec![who, viewer.text.format_time(at.datetime())];
    // The agency can write in a person's name, by an import. Every reader must see that.
    if message.entered_by_agency {
        meta.push(viewer.text.get("messages-entered"));
    }
    meta.join(" · ")
}

/// A system message as a sentence.
pub fn system_message_text(text: Localizer, message: &ThreadMessage) -> String {
    let who = message.about.clone().unwrap_or_default();
    text.format(
        &message.kind.message_key(),
        &[("by", message.author.clone().into()), ("who", who.into())],
    )
}

fn system_message_view(text: Localizer, message: &ThreadMessage) -> AnyView {
    let words = system_message_text(text, message);
    // The body of this kind of message is the number of the translated message.
    let translated: Option<i64> = (message.kind == MessageKind::Translated)
        .then(|| message.body.parse().ok())
        .flatten();
    let link = translated.map(|seq| {
        let href = paths::message_page(message.thread_id, seq);
        view! {
            " "
            <a href=href>{text.get("messages-told-see")}</a>
        }
    });
    view! { <p>{words}{link}</p> }.into_any()
}

/// A message: the CSS classes of its row, and its content.
pub fn message_view(
    viewer: &MessageViewer<'_>,
    message: &ThreadMessage,
) -> (&'static str, AnyView) {
    if !message.is_text_message() {
        return ("system-message", system_message_view(viewer.text, message));
    }
    let class = if message.author_id == viewer.actor.person {
        "bubble mine"
    } else {
        "bubble"
    };
    let inside = view! {
        {attachment_views(viewer.text, message)}
        {message_text(viewer, message)}
        <div class="meta">{author_and_time(viewer, message)}</div>
        {translation_requests(viewer, message)}
    };
    (class, inside.into_any())
}

/// The text of a message. Where it has a translation, the reader's language comes first, with the
/// original one tap away.
fn message_text(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> AnyView {
    // The language chooses the voice that reads the message aloud. The direction comes from the
    // first strong letter, because an author may have written in another script than that of the
    // page.
    let original = (!message.body.is_empty()).then(|| {
        view! {
            <p lang=message.language.clone() dir="auto">
                {message.body.clone()}
            </p>
        }
    });
    let translation = match (message.human_translation(), message.machine_translation()) {
        // An interpreter's translation replaces that of the machine.
        (Some(one), _) => human_translation_view(viewer, one),
        // Authors read their own words, and not what a machine made of them.
        (None, Some(one)) if message.author_id != viewer.actor.person => {
            machine_translation_view(viewer, one)
        }
        _ => return original.into_any(),
    };
    let label = viewer.text.format(
        "common-words-original",
        &[(
            "language",
            viewer.text.language_name(&message.language).into(),
        )],
    );
    view! {
        {translation}
        {original
            .map(|original| {
                view! {
                    <details class="translation-details">
                        <summary>
                            <span class="as-link">{label}</span>
                        </summary>
                        {original}
                    </details>
                }
            })}
    }
    .into_any()
}

/// The controls to request a translation, or that one was requested.
fn translation_requests(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> AnyView {
    let needs = TranslationNeeds {
        spoken: message
            .attachments()
            .iter()
            .any(|file| file.kind == AttachmentKind::Audio),
        foreign: !message.body.is_empty()
            && message.language != viewer.text.0.language_tag()
            && !viewer.languages_read.contains(&message.language),
        has_machine: message.machine_translation().is_some(),
    };
    // No one needs a translation of a message that they wrote, or a second one.
    if message.author_id == viewer.actor.person
        || message.human_translation().is_some()
        || !(needs.foreign || needs.spoken || needs.has_machine)
    {
        return ().into_any();
    }
    view! {
        {machine_request(viewer, message, &needs)}
        {interpreter_request(viewer, message, &needs)}
    }
    .into_any()
}

/// Why a reader may want a translation of a message.
struct TranslationNeeds {
    /// The message has a voice recording, which no machine translates.
    spoken: bool,
    /// The text is in a language that the reader does not read.
    foreign: bool,
    /// A machine translation of the text is shown.
    has_machine: bool,
}

fn translated_text(viewer: &MessageViewer<'_>, one: MessageTranslation<'_>) -> AnyView {
    view! {
        <p class="translation" lang=viewer.text.0.language_tag() dir="auto">
            {one.body.to_owned()}
        </p>
    }
    .into_any()
}

fn human_translation_view(viewer: &MessageViewer<'_>, one: MessageTranslation<'_>) -> AnyView {
    let text = viewer.text;
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
    view! {
        {translated_text(viewer, one)}
        <p class="muted">{who}</p>
    }
    .into_any()
}

fn machine_translation_view(viewer: &MessageViewer<'_>, one: MessageTranslation<'_>) -> AnyView {
    let label = viewer
        .text
        .format("common-words-machine", &[("by", one.by.to_owned().into())]);
    view! {
        {translated_text(viewer, one)}
        <p class="muted">{label}</p>
    }
    .into_any()
}

/// The button that sends the text to the translation service.
fn machine_request(
    viewer: &MessageViewer<'_>,
    message: &ThreadMessage,
    needs: &TranslationNeeds,
) -> Option<AnyView> {
    // Offered and not done by itself: a text leaves the portal only when a reader asks.
    (viewer.can_translate && needs.foreign && !needs.has_machine).then(|| {
        let hidden = vec![
            ("thread", message.thread_id.to_string()),
            ("seq", message.seq.to_string()),
        ];
        button_form(
            RequestMachineTranslation::PATH,
            hidden,
            "btn link",
            viewer.text.get("messages-machine-ask"),
        )
    })
}

/// The link to request an interpreter, or that one was requested.
fn interpreter_request(
    viewer: &MessageViewer<'_>,
    message: &ThreadMessage,
    needs: &TranslationNeeds,
) -> AnyView {
    let text = viewer.text;
    if message.asked {
        return view! { <p class="muted">{text.get("messages-interpret-asked")}</p> }.into_any();
    }
    let words = match (needs.spoken, needs.has_machine) {
        (true, _) => "messages-interpret-voice",
        (false, true) => "messages-interpret-person",
        (false, false) => "messages-interpret-link",
    };
    view! {
        <p>
            <a href=paths::request_interpreter(message.thread_id, message.seq)>{text.get(words)}</a>
        </p>
    }
    .into_any()
}

/// Renders a message for a page that is already open.
pub fn render_message(viewer: &MessageViewer<'_>, message: &ThreadMessage) -> RenderedMessage {
    let (class, inside) = message_view(viewer, message);
    let date = local_date(viewer, message);
    RenderedMessage {
        seq: message.seq,
        date: date.to_string(),
        date_label: viewer.text.relative_day(viewer.actor.today, date),
        class: class.to_owned(),
        html: inside.to_html(),
    }
}

/// The read receipt of the reader's own last message, or an empty string without one.
pub fn receipt_text(text: Localizer, receipt: Option<&ReadReceipt>, kind: ThreadKind) -> String {
    match receipt {
        None => String::new(),
        // Between two people the name of the reader says nothing new.
        Some(receipt) if kind == ThreadKind::Pair && !receipt.read_by.is_empty() => {
            text.get("messages-receipt-read")
        }
        Some(receipt) if !receipt.read_by.is_empty() => text.format(
            "messages-receipt-read-by",
            &[("names", text.format_list(&receipt.read_by).into())],
        ),
        // Compared only with those who share receipts: the text must not reveal who does not.
        Some(receipt) if receipt.delivered_count == receipt.sharing_count => {
            text.get("messages-receipt-reached")
        }
        Some(_) => text.get("messages-receipt-sent"),
    }
}
