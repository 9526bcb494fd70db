//! A link that looks like a button.

use leptos::prelude::*;

/// A link that looks like a button, in a paragraph of its own.
pub fn button_paragraph(href: String, label: String) -> AnyView {
    view! {
        <p>
            <a class="btn secondary" href=href>
                {label}
            </a>
        </p>
    }
    .into_any()
}
