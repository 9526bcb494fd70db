//! Forms of a page, their fields, and values to fill them with.
#![allow(dead_code, reason = "shared by several test files")]

use std::collections::{BTreeMap, BTreeSet};

use super::form_fields::form_samples;
use super::html_document::{HtmlDocument, HtmlElement};

/// How many values `HtmlForm::valid_values` has for a field at most.
pub const MAX_TRIES: usize = 5;

/// The value of the samples for a field that takes any words.
const SAMPLE_WORDS: &str = "a word";

/// A form with method POST.
#[derive(Debug, Clone)]
pub struct HtmlForm {
    pub action: String,
    pub controls: Vec<FormControl>,
}

#[derive(Debug, Clone)]
pub struct FormControl {
    pub name: String,
    pub kind: ControlKind,
    pub value: String,
    /// Whether the checkbox is checked.
    pub checked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlKind {
    Hidden,
    /// A text input or textarea.
    Text,
    /// An input of another type: date, time, email, tel or password.
    Typed(String),
    Checkbox,
    /// Radio buttons or a select, with their values.
    Choice(Vec<String>),
}

impl FormControl {
    /// The chosen option or else the first; another one after each refusal.
    fn choose(&self, options: &[String], tried: usize) -> String {
        // The empty option means no choice, which a required field refuses.
        let real: Vec<&String> = options.iter().filter(|option| !option.is_empty()).collect();
        let first = if self.value.is_empty() {
            real.first().map_or("", |value| value.as_str())
        } else {
            &self.value
        };
        if tried == 0 {
            return first.to_owned();
        }
        real.get(tried)
            .map_or(first, |value| value.as_str())
            .to_owned()
    }
}

pub type FieldValues = Vec<(String, String)>;

/// The page's forms with method POST.
pub fn post_forms(page: &HtmlDocument) -> Vec<HtmlForm> {
    page.all_elements()
        .filter(|element| element.name == "form" && element.attribute("method") == Some("post"))
        .map(parse_form)
        .collect()
}

fn parse_form(drawn: HtmlElement<'_>) -> HtmlForm {
    let mut controls: Vec<FormControl> = pressed_button(drawn).into_iter().collect();
    for element in drawn.descendants().filter(|element| {
        ["input", "textarea", "select"].contains(&element.name)
            // A browser does not send a field without a name.
            && element.attribute("name").is_some()
    }) {
        if !join_radio_group(&mut controls, element) {
            controls.extend(parse_control(element));
        }
    }
    HtmlForm {
        action: drawn.attribute_or_empty("action"),
        controls,
    }
}

/// The button that submits the form, if its name and value are sent: when every button has a name,
/// the form is submitted with the first one.
fn pressed_button(drawn: HtmlElement<'_>) -> Option<FormControl> {
    let buttons: Vec<HtmlElement<'_>> = drawn
        .descendants()
        .filter(|element| element.name == "button")
        .collect();
    let pressed = buttons.first().filter(|_| {
        buttons
            .iter()
            .all(|button| button.attribute("name").is_some())
    })?;
    Some(FormControl {
        name: pressed.attribute_or_empty("name"),
        kind: ControlKind::Hidden,
        value: pressed.attribute_or_empty("value"),
        checked: false,
    })
}

/// Adds a radio button to the group that an earlier one of the same name began. Returns whether
/// there is such a group.
fn join_radio_group(controls: &mut [FormControl], element: HtmlElement<'_>) -> bool {
    if element.name != "input" || element.attribute("type") != Some("radio") {
        return false;
    }
    let (name, value) = (
        element.attribute_or_empty("name"),
        element.attribute_or_empty("value"),
    );
    let Some(FormControl {
        kind: ControlKind::Choice(options),
        value: chosen,
        ..
    }) = controls.iter_mut().find(|control| control.name == name)
    else {
        return false;
    };
    options.push(value.clone());
    if element.attribute("checked").is_some() {
        *chosen = value;
    }
    true
}

/// A form field; `None` for a file field, which a form without files leaves out.
fn parse_control(element: HtmlElement<'_>) -> Option<FormControl> {
    let value = element.attribute_or_empty("value");
    let checked = element.attribute("checked").is_some();
    let (kind, value) = match (element.name, element.attribute("type").unwrap_or("text")) {
        // Without a line break at its beginning, which the parser drops as browsers do.
        ("textarea", _) => (ControlKind::Text, element.text_content()),
        ("select", _) => parse_select(element),
        (_, "hidden") => (ControlKind::Hidden, value),
        (_, "checkbox") => (ControlKind::Checkbox, value),
        (_, "radio") => (
            ControlKind::Choice(vec![value.clone()]),
            if checked { value } else { String::new() },
        ),
        (_, "file") => return None,
        (_, "text" | "search") => (ControlKind::Text, value),
        (_, other) => (ControlKind::Typed(other.to_owned()), value),
    };
    Some(FormControl {
        name: element.attribute_or_empty("name"),
        kind,
        value,
        checked,
    })
}

/// The options of a select, and the chosen value.
fn parse_select(select: HtmlElement<'_>) -> (ControlKind, String) {
    let options: Vec<HtmlElement<'_>> = select
        .descendants()
        .filter(|option| option.name == "option")
        .collect();
    // A browser selects the first option where none is marked.
    let chosen = options
        .iter()
        .find(|option| option.attribute("selected").is_some())
        .or(options.first());
    let value = chosen
        .map(|option| option.attribute_or_empty("value"))
        .unwrap_or_default();
    let values = options
        .iter()
        .map(|option| option.attribute_or_empty("value"))
        .collect();
    (ControlKind::Choice(values), value)
}

impl HtmlForm {
    pub fn count_text_fields(&self) -> usize {
        self.controls
            .iter()
            .filter(|control| control.kind == ControlKind::Text)
            .count()
    }

    /// The value of the hidden `form` field, if any.
    pub fn form_id(&self) -> Option<&str> {
        self.controls
            .iter()
            .find(|control| control.name == "form" && control.kind == ControlKind::Hidden)
            .map(|control| control.value.as_str())
    }

    /// Whether this is the sent form, redisplayed by a page that `refuses` input: the same action
    /// and form id.
    pub fn is_redisplayed(&self, sent: &Self, refuses: bool) -> bool {
        // A form without an id, such as settings, is on its page after it was accepted as well.
        refuses && self.action == sent.action && self.form_id() == sent.form_id()
    }

    /// Identifies a form across pages: its action, its hidden `kind` and its editable fields.
    pub fn form_signature(&self) -> String {
        // The forms that add an item have the same action for every kind, and often the same
        // fields. A kind that the person chooses is a value of the same form.
        let kind = self
            .controls
            .iter()
            .find(|control| control.name == "kind" && control.kind == ControlKind::Hidden)
            .map_or("", |control| &control.value);
        let typed = self
            .controls
            .iter()
            .filter(|control| matches!(control.kind, ControlKind::Text | ControlKind::Typed(_)))
            .map(|control| control.name.as_str());
        format!(
            "{} {kind} {:?}",
            self.action,
            typed.collect::<BTreeSet<_>>()
        )
    }

    /// What `form_samples` has for a field; `None` for words and for ids.
    fn sample_value(&self, name: &str) -> Option<&'static str> {
        let (.., fields) = form_samples().find(|(path, ..)| *path == self.action)?;
        let (_, value) = fields.iter().find(|(field, _)| *field == name)?;
        (*value != SAMPLE_WORDS && !value.contains('{')).then_some(*value)
    }

    /// The fields with `text` in every editable field, whether it is valid there or not.
    pub fn values_with_text_everywhere(&self, text: &str) -> FieldValues {
        let fill = |control: &FormControl| match control.kind {
            ControlKind::Hidden => control.value.clone(),
            _ => text.to_owned(),
        };
        self.controls
            .iter()
            .map(|control| (control.name.clone(), fill(control)))
            .collect()
    }

    /// The fields with `text` in each text field and a valid value in the others. `tries` counts
    /// how often each field was refused; every refusal selects a simpler value, `MAX_TRIES` at
    /// most. `short` is for a field that refuses `text`.
    pub fn valid_values(
        &self,
        (text, short): (&str, &str),
        tries: &BTreeMap<String, usize>,
    ) -> FieldValues {
        let mut times = 0;
        let mut fields = Vec::new();
        for control in &self.controls {
            let tried = tries.get(&control.name).copied().unwrap_or(0);
            let of = |candidates: &[&str]| candidates[tried.min(candidates.len() - 1)].to_owned();
            let sample = self.sample_value(&control.name);
            let value = match &control.kind {
                ControlKind::Hidden | ControlKind::Checkbox => control.value.clone(),
                // A field that refuses the text gets a sample such as a link, then a number, then
                // nothing: the hours and trips of a week are text fields too.
                ControlKind::Text => of(&[text, short, sample.unwrap_or("3"), "3", ""]),
                // Fields that depend on each other, such as a day and a time that are not past,
                // have samples that fit together.
                ControlKind::Typed(kind)
                    if kind != "password" && tried == 0 && sample.is_some() =>
                {
                    sample.unwrap_or_default().to_owned()
                }
                ControlKind::Typed(kind) => match kind.as_str() {
                    // The test clock is at 2026-11-23. Some dates must be before it, such as that
                    // of a review, and others after it.
                    "date" => of(&["2026-11-20", "2026-11-30", "2026-12-15", ""]),
                    // Times come in pairs, and the end must be after the start.
                    "time" => {
                        times += 1;
                        if times % 2 == 1 {
                            "09:00".to_owned()
                        } else {
                            "17:00".to_owned()
                        }
                    }
                    "email" => "somebody@example.org".to_owned(),
                    "tel" => "+16085550100".to_owned(),
                    _ => control.value.clone(),
                },
                ControlKind::Choice(options) => control.choose(options, tried),
            };
            fields.push((control.name.clone(), value));
        }
        fields
    }
}
