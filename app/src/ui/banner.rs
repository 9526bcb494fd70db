//! Notices above the content: information, or confirmation of an action.

use leptos::prelude::*;

use super::icon::Icon;

/// Information to read before acting on the page.
pub fn info_notice(words: String) -> AnyView {
    view! { <div class="notice-info">{Icon::Info.view()}<p>{words}</p></div> }.into_any()
}

/// Confirmation of what the reader has just done; a live region (`status`) for screen readers.
pub fn success_notice(words: String) -> AnyView {
    view! {
        <div class="notice-success" role="status">
            {Icon::Check.view()}
            <p>{words}</p>
        </div>
    }
    .into_any()
}
