//! The values of a form's fields, and the revision a form was filled in against.

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::TextAreaField;

/// Fills a form's fields, from the form that came back if there is one.
pub(crate) struct FormValues<'a> {
    pub text: Localizer,
    pub state: Option<&'a FormState>,
}

impl FormValues<'_> {
    /// The value of the form that came back, else `stored`.
    pub fn value_or_stored(&self, name: &str, stored: Option<String>) -> String {
        // A field that the person emptied stays empty, and does not get the stored value again.
        self.state.map_or_else(
            || stored.unwrap_or_default(),
            |state| state.field_value(name),
        )
    }

    pub fn field_error_message(&self, name: &str) -> Option<String> {
        field_error_message(self.text, self.state, name)
    }

    pub fn text_area(
        &self,
        name: &'static str,
        label: &'static str,
        stored: Option<String>,
    ) -> AnyView {
        TextAreaField {
            name,
            label: self.text.get(label),
            value: self.value_or_stored(name, stored),
            error: self.field_error_message(name),
            ..TextAreaField::default()
        }
        .view()
    }
}

/// The revision a form was filled in against, for optimistic locking. A form that came back keeps
/// its own, so that submitting it again does not overwrite an edit made by someone else meanwhile.
/// After an edit conflict it gets the current one (`current`), because its page then shows both
/// texts.
pub(crate) fn base_revision(state: Option<&FormState>, name: &str, current: i32) -> String {
    let submitted = state
        .filter(|state| state.field_error("stale").is_none())
        .map(|state| state.field_value(name));
    submitted
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| current.to_string())
}
