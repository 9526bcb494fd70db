//! Fields with label, hint and error tied together, so that no page can forget one.

use leptos::prelude::*;

/// A line to type into.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Name in the form, and id in the page.
    pub name: &'static str,
    pub kind: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// Already in the reader's words; empty when nothing is wrong.
    pub error: Option<String>,
    pub autocomplete: &'static str,
}

impl Field {
    pub fn view(self) -> AnyView {
        let Self { name, kind, label, hint, value, error, autocomplete } = self;
        let described = described_by(name, !hint.is_empty(), error.is_some());
        let kind = if kind.is_empty() { "text" } else { kind };
        // Names and codes are no prose: no capital letters, no corrections.
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {hint_view(name, hint)}
                {error_view(name, error.clone())}
                <input id=name name=name r#type=kind value=value autocomplete=autocomplete autocapitalize="none" spellcheck="false"
                    aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
            </div>
        }
        .into_any()
    }
}

/// The ids a field is described by.
pub fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (error, "error")].into_iter().filter(|(is, _)| *is).map(|(_, what)| format!("{name}-{what}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The hint below a label.
pub fn hint_view(name: &str, hint: String) -> Option<AnyView> {
    (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> }.into_any())
}

/// The error above a field.
pub fn error_view(name: &str, error: Option<String>) -> Option<AnyView> {
    error.map(|error| view! { <p class="error" id=format!("{name}-error")>{error}</p> }.into_any())
}
