//! New words as they come: an open conversation hears from the server that there are some, and asks for them. Without
//! script the page has a link that looks again.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::changing_text::changing_text;

/// A message as the page shows it, drawn by the server in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    pub seq: i64,
    /// The day it was written, by the reader's clock, and how that is said.
    pub day: (String, String),
    pub class: String,
    pub html: String,
}

/// What has come since, and how far the reader's own last words have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub fresh: Vec<Fresh>,
    pub receipt: String,
    /// There are more than were asked for at once.
    pub more: bool,
}

/// What the server answers to somebody whose session has ended, or who does not read the conversation any more: there is
/// nothing to try again for. Any other error, of ours or of a proxy, may pass.
pub const GONE: &str = "gone";

/// The part of a conversation that grows while one looks at it.
#[island]
pub fn Live(
    thread: String,
    /// The last message that the page shows already.
    after: i64,
    /// The day of that message.
    day: String,
    receipt: String,
    /// What the page says while it is not connected.
    disconnected_notice: String,
) -> impl IntoView {
    let news = RwSignal::new(News { fresh: Vec::new(), receipt, more: false });
    let disconnected = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    super::live_connection::open(thread.clone(), after, news, disconnected);
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, after);
    let rows = move || {
        let mut last = day.clone();
        let row = |one: Fresh| {
            let (day, said) = one.day;
            let new_day = (std::mem::replace(&mut last, day.clone()) != day).then(|| view! { <li class="on">{said}</li> });
            // raw-html: `messages::part::fresh` draws it on the server, where Leptos escapes what was typed.
            view! { {new_day}<li class=one.class id=format!("m{}", one.seq) inner_html=one.html></li> }
        };
        news.get().fresh.into_iter().map(row).collect_view()
    };
    view! {
        <div role="log"><ol class="thread" role="list">{rows}</ol></div>
        {changing_text("soft receipt", None, Box::new(move || news.with(|news| news.receipt.clone())))}
        {changing_text("soft live-status", Some("status"), Box::new(move || if disconnected.get() { disconnected_notice.clone() } else { String::new() }))}
    }
}
