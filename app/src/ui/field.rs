//! Form fields with their label, hint and error associated for assistive technology, so that no
//! page can forget one.

use leptos::prelude::*;

use super::textarea::TextArea;

/// A one-line input.
#[derive(Debug, Clone, Default)]
pub struct InputField {
    /// Name in the form, and id in the page.
    pub name: &'static str,
    pub kind: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// The message in the reader's language; `None` if the field has no error.
    pub error: Option<String>,
    pub autocomplete: &'static str,
    /// The direction of what is typed, where it is not that of the page.
    pub direction: Option<&'static str>,
    /// The keyboard that a phone shows, such as `decimal`, where it does not follow from `kind`.
    pub input_mode: Option<&'static str>,
}

impl InputField {
    pub fn view(self) -> AnyView {
        let Self {
            name,
            kind,
            label,
            hint,
            value,
            error,
            autocomplete,
            direction,
            input_mode,
        } = self;
        let described = described_by(name, !hint.is_empty(), error.is_some());
        let kind = if kind.is_empty() { "text" } else { kind };
        // These fields hold names and codes: no automatic capitals, no spell checking.
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {hint_view(name, hint)}
                {error_view(name, error.clone())}
                <input
                    id=name
                    name=name
                    r#type=kind
                    value=value
                    dir=direction
                    inputmode=input_mode
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=error.is_some().then_some("true")
                />
            </div>
        }
        .into_any()
    }
}

/// The ids for a field's `aria-describedby`; `None` without hint and error.
pub fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    // The hint is read out before the error, in the order of the page.
    let ids: Vec<String> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The hint below a label.
pub fn hint_view(name: &str, hint: String) -> Option<AnyView> {
    (!hint.is_empty()).then(|| {
        view! {
            <p class="hint" id=format!("{name}-hint")>
                {hint}
            </p>
        }
        .into_any()
    })
}

/// The error above a field.
pub fn error_view(name: &str, error: Option<String>) -> Option<AnyView> {
    error.map(|error| {
        view! {
            <p class="error" id=format!("{name}-error")>
                {error}
            </p>
        }
        .into_any()
    })
}

/// A multi-line text field with its label.
#[derive(Debug, Clone, Default)]
pub struct TextAreaField {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// The message in the reader's language; `None` if the field has no error.
    pub error: Option<String>,
}

impl TextAreaField {
    pub fn view(self) -> AnyView {
        let Self {
            name,
            label,
            hint,
            value,
            error,
        } = self;
        let described_by = described_by(name, !hint.is_empty(), error.is_some());
        // Three lines are the least: the style sheet lets the field grow with its text.
        let area = TextArea {
            name: name.to_owned(),
            rows: 3,
            described_by,
            invalid: error.is_some(),
            value,
            node_ref: None,
        };
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {hint_view(name, hint)}
                {error_view(name, error.clone())}
                {area.view()}
            </div>
        }
        .into_any()
    }
}

/// A drop-down list, for lists too long for radio buttons on a phone.
#[derive(Debug, Clone, Default)]
pub struct SelectField {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    /// Value and label of each option.
    pub options: Vec<(String, String)>,
    pub chosen: String,
    pub error: Option<String>,
}

impl SelectField {
    pub fn view(self) -> AnyView {
        let Self {
            name,
            label,
            hint,
            options,
            chosen,
            error,
        } = self;
        let described = described_by(name, !hint.is_empty(), error.is_some());
        let options = options
            .into_iter()
            .map(|(value, words)| {
                let selected = value == chosen;
                view! {
                    <option value=value selected=selected>
                        {words}
                    </option>
                }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {hint_view(name, hint)}
                {error_view(name, error.clone())}
                <select
                    id=name
                    name=name
                    aria-describedby=described
                    aria-invalid=error.is_some().then_some("true")
                >
                    {options}
                </select>
            </div>
        }
        .into_any()
    }
}

/// Radio buttons, each with a touch target as large as a button.
#[derive(Debug, Clone, Default)]
pub struct RadioGroup {
    /// Name in the form. The first radio button has it as its id, because the error summary links
    /// to `#name`.
    pub name: &'static str,
    pub legend: String,
    pub hint: String,
    /// Value and label of each option.
    pub options: Vec<(String, String)>,
    pub chosen: String,
    pub error: Option<String>,
}

impl RadioGroup {
    pub fn view(self) -> AnyView {
        let Self {
            name,
            legend,
            hint,
            options,
            chosen,
            error,
        } = self;
        let described = described_by(name, !hint.is_empty(), error.is_some());
        let rows = options
            .into_iter()
            .enumerate()
            .map(|(i, (value, words))| {
                let id = if i == 0 {
                    name.to_owned()
                } else {
                    format!("{name}-{i}")
                };
                let checked = value == chosen;
                view! {
                    <label class="choice" for=id.clone()>
                        <input type="radio" id=id.clone() name=name value=value checked=checked />
                        <span>{words}</span>
                    </label>
                }
            })
            .collect_view();
        // Without `aria-invalid`, which ARIA 1.2 deprecates on the role of a fieldset: the error is
        // part of its description.
        view! {
            // The hint and the error are read out with the group, not with each button.
            <fieldset class="field choices" aria-describedby=described>
                <legend>{legend}</legend>
                {hint_view(name, hint)}
                {error_view(name, error)}
                {rows}
            </fieldset>
        }
        .into_any()
    }
}
