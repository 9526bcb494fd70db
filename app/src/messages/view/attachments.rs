//! Views of the attachments of a message.

use leptos::prelude::*;
use model::files::{Attachment, AttachmentKind};
use store::messages::ThreadMessage;
use uuid::Uuid;

use crate::i18n::Localizer;
use crate::paths;

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
    // `preload="none"`, because a page can have many recordings and a phone pays for its data.
    if file.is_playable() {
        return view! { <audio controls preload="none" src=href aria-label=label></audio> }
            .into_any();
    }
    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
    view! {
        <a href=href class="btn secondary small">
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
pub(in crate::messages) fn attachment_views(text: Localizer, message: &ThreadMessage) -> AnyView {
    message
        .attachments()
        .iter()
        .enumerate()
        .map(|(n, file)| {
            let href = with_access_log_id(
                paths::message_file(message.thread_id, message.seq, n),
                message.log_entry_id,
            );
            let who = message.author.clone();
            match file.kind {
                AttachmentKind::Image => {
                    let (width, height) = file.dimensions.unwrap_or((1, 1));
                    let alt = text.format("messages-file-picture", &[("name", who.into())]);
                    // The dimensions reserve the space, so that the text does not move while
                    // pictures arrive.
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
                AttachmentKind::Audio => audio_player(
                    text,
                    file,
                    href,
                    text.format("messages-file-voice", &[("name", who.into())]),
                ),
                AttachmentKind::Pdf => {
                    // A link and no preview: a PDF comes from outside and is only served as a
                    // download.
                    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
                    view! {
                        <a href=href class="btn secondary small">
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
