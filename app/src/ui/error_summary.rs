//! The error summary above a form: it takes the focus, and each error links to its field.

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::request::form::FormState;

/// The message of an error code.
pub fn error_message(text: Localizer, code: &str) -> String {
    text.get(&format!("error-{code}"))
}

/// The error message of one field, in the reader's language; `None` if the field has no error.
pub fn field_error_message(
    text: Localizer,
    state: Option<&FormState>,
    field: &str,
) -> Option<String> {
    state
        .and_then(|state| state.field_error(field))
        .map(|code| error_message(text, code))
}

/// The summary of a refused form; empty for a form without errors.
pub fn error_summary(text: Localizer, state: Option<&FormState>) -> AnyView {
    error_summary_of(text, &[state])
}

/// The one summary of all refused forms of a page: two would have the same id, and both would take
/// the focus.
pub fn error_summary_of(text: Localizer, states: &[Option<&FormState>]) -> AnyView {
    let errors: Vec<&(String, String)> = states
        .iter()
        .flatten()
        .flat_map(|state| &state.errors)
        .collect();
    if errors.is_empty() {
        return ().into_any();
    }
    // The id of a field is its name, so the name that comes with an error is also the target of its
    // link.
    let lines = errors
        .into_iter()
        .map(|(field, code)| {
            let message = error_message(text, code);
            // An error without a field concerns the form as a whole.
            if field.is_empty() {
                view! { <li>{message}</li> }.into_any()
            } else {
                view! {
                    <li>
                        <a href=format!("#{field}")>{message}</a>
                    </li>
                }
                .into_any()
            }
        })
        .collect_view();
    // `autofocus` moves the focus here without JavaScript. `tabindex` lets a `div` have the focus.
    view! {
        <div
            class="error-summary"
            role="alert"
            tabindex="-1"
            autofocus
            aria-labelledby="error-summary"
        >
            <h2 id="error-summary">{text.get("error-summary-title")}</h2>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
