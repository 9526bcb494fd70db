//! Live updates of an open conversation: the server signals that there are new messages, and the
//! page fetches them. Without JavaScript the page has a link that reloads it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::changing_text::changing_text;

/// A message, rendered by the server in the language of the signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderedMessage {
    pub seq: i64,
    /// The date it was written, in the agency's time zone: in ISO 8601, and as displayed.
    pub day: (String, String),
    pub class: String,
    pub html: String,
}

/// New messages, and the read receipt of the signed-in person's last message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessages {
    pub fresh: Vec<RenderedMessage>,
    pub receipt: String,
    /// True if the response is full, so that more messages may follow.
    pub more: bool,
}

/// The error for a client whose session has ended, or who does not read the conversation any more:
/// it must not retry. Any other error, of the server or of a proxy, may be temporary.
pub const THREAD_GONE: &str = "gone";

/// The part of a conversation that is updated while the page is open.
#[island]
pub fn Live(
    thread: String,
    /// Sequence number of the last message in the server-rendered page.
    after: i64,
    /// The date of that message in ISO 8601, or empty without one.
    day: String,
    receipt: String,
    /// The text that the page shows while it is disconnected.
    disconnected_notice: String,
) -> impl IntoView {
    let news = RwSignal::new(NewMessages {
        fresh: Vec::new(),
        receipt,
        more: false,
    });
    let disconnected = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    super::live_connection::open_connection(thread.clone(), after, news, disconnected);
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, after);
    let rows = move || {
        let mut last = day.clone();
        let row = |one: RenderedMessage| {
            let (day, said) = one.day;
            let new_day = (std::mem::replace(&mut last, day.clone()) != day)
                .then(|| view! { <li class="on">{said}</li> });
            view! {
                {new_day}
                // raw-html: from `message_view::render_message`; Leptos escapes user text.
                <li class=one.class id=format!("m{}", one.seq) inner_html=one.html></li>
            }
        };
        news.get().fresh.into_iter().map(row).collect_view()
    };
    view! {
        <div role="log">
            <ol class="thread" role="list">
                {rows}
            </ol>
        </div>
        {changing_text(
            "soft receipt",
            None,
            Box::new(move || news.with(|news| news.receipt.clone())),
        )}
        {changing_text(
            "soft live-status",
            Some("status"),
            Box::new(move || {
                if disconnected.get() { disconnected_notice.clone() } else { String::new() }
            }),
        )}
    }
}
