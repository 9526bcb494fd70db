//! Live updates of an open conversation: the server signals that there are new messages, and the
//! page fetches them. Without JavaScript the page has a link that reloads it.

use leptos::prelude::*;

use crate::messages::wire::{NewMessages, RenderedMessage};
use crate::ui::changing_text::changing_text;

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
        // A message of the same day continues the list of the page without a second date.
        let mut last = day.clone();
        let row = |one: RenderedMessage| {
            let new_day = (last != one.date).then(|| {
                last = one.date;
                view! { <li class="day-separator">{one.date_label}</li> }
            });
            view! {
                {new_day}
                // HTML, so that the views of a message are not in the WebAssembly module.
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
            "muted receipt",
            None,
            Box::new(move || news.with(|news| news.receipt.clone())),
        )}
        {changing_text(
            "muted live-status",
            Some("status"),
            Box::new(move || {
                if disconnected.get() { disconnected_notice.clone() } else { String::new() }
            }),
        )}
    }
}
