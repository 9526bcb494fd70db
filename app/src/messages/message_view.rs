//! Views shared by the message pages: a message with its attachments and translations, and the read
//! receipt.

use jiff::civil::Date;
use leptos::prelude::*;
use model::files::{Attachment, AttachmentKind};
use model::messages::{MessageKind, ThreadKind};
use store::Actor;
use store::messages::{MessageTranslation, ReadReceipt, ThreadMessage};
use uuid::Uuid;

use super::wire::RenderedMessage;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::form::button_form;
use crate::request_context::RequestContext;

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
