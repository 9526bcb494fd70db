//! Empty states: what will appear here, and what to do.

use leptos::prelude::*;

/// An empty state. `action` is the address and the label of a link.
pub fn empty_state(words: String, action: Option<(String, String)>) -> AnyView {
    view! {
        <div class="empty-state">
            <p>{words}</p>
            {action
                .map(|(href, label)| {
                    view! {
                        <p>
                            <a class="btn secondary" href=href>
                                {label}
                            </a>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}
