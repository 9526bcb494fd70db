//! The error summary above a form: it takes the focus, and each error links to its field.

use leptos::prelude::*;

use crate::form::FormState;
use crate::text::Text;

/// The message of an error code.
pub fn words(text: Text, code: &str) -> String {
    text.say(&format!("error-{code}"))
}

/// The error message of one field, in the reader's language; `None` if the field has no error.
pub fn error(text: Text, state: Option<&FormState>, field: &str) -> Option<String> {
    state.and_then(|state| state.error(field)).map(|code| words(text, code))
}

/// The summary of a refused form; empty for a form without errors.
pub fn error_summary(text: Text, state: Option<&FormState>) -> AnyView {
    let Some(state) = state.filter(|state| !state.errors.is_empty()) else { return ().into_any() };
    let lines = state
        .errors
        .iter()
        .map(|(field, code)| {
            let said = words(text, code);
            if field.is_empty() { view! { <li>{said}</li> }.into_any() } else { view! { <li><a href=format!("#{field}")>{said}</a></li> }.into_any() }
        })
        .collect_view();
    // `autofocus` moves the focus here without JavaScript.
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary">
            <h2 id="error-summary">{text.say("error-summary-title")}</h2>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
