//! Where nothing is yet: what will appear here, and what to do.

use leptos::prelude::*;

/// An empty place. `action` is a link's address and its words.
pub fn empty(words: String, action: Option<(String, String)>) -> AnyView {
    view! {
        <div class="empty">
            <p>{words}</p>
            {action.map(|(href, label)| view! { <p><a class="btn plain" href=href>{label}</a></p> })}
        </div>
    }
    .into_any()
}
