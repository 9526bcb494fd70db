//! One calm notice: what to know here, or what has just worked.

use leptos::prelude::*;

use super::icon::Icon;

/// Something to know before acting here.
pub fn calm(words: String) -> AnyView {
    view! { <div class="calm">{Icon::Info.view()}<p>{words}</p></div> }.into_any()
}

/// What the reader has just done, said once.
pub fn done(words: String) -> AnyView {
    view! { <div class="done" role="status">{Icon::Check.view()}<p>{words}</p></div> }.into_any()
}
