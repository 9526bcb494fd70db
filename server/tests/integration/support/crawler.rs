//! Parses pages as a browser without JavaScript does: links, forms and fields.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page: its nodes in document order; each element knows where its descendants end.
#[derive(Debug, Default)]
pub struct HtmlDocument(Vec<HtmlNode>);

#[derive(Debug)]
pub enum HtmlNode {
    Element {
        name: String,
        attributes: BTreeMap<String, String>,
        end: usize,
    },
    Text(String),
    Comment(String),
}

impl HtmlDocument {
    pub fn parse(text: &str) -> Self {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let mut page = Self::default();
        page.add_node(&dom.document);
        page
    }

    fn add_node(&mut self, node: &Handle) {
        let at = self.0.len();
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs
                    .borrow()
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect();
                self.0.push(HtmlNode::Element {
                    name: name.local.to_string(),
                    attributes,
                    end: 0,
                });
            }
            NodeData::Text { contents } => {
                self.0.push(HtmlNode::Text(contents.borrow().to_string()))
            }
            NodeData::Comment { contents } => self.0.push(HtmlNode::Comment(contents.to_string())),
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.add_node(child);
        }
        let last = self.0.len();
        if matches!(node.data, NodeData::Element { .. })
            && let Some(HtmlNode::Element { end, .. }) = self.0.get_mut(at)
        {
            *end = last;
        }
    }

    fn all_elements(&self) -> impl Iterator<Item = HtmlElement<'_>> {
        self.elements_between(0, self.0.len())
    }

    fn elements_between(&self, from: usize, to: usize) -> impl Iterator<Item = HtmlElement<'_>> {
        (from..to).filter_map(|at| match &self.0[at] {
            HtmlNode::Element {
                name,
                attributes,
                end,
            } => Some(HtmlElement {
                page: self,
                at,
                name,
                attributes,
                end: *end,
            }),
            _ => None,
        })
    }
}

#[derive(Clone, Copy)]
struct HtmlElement<'a> {
    page: &'a HtmlDocument,
    at: usize,
    name: &'a str,
    attributes: &'a BTreeMap<String, String>,
    end: usize,
}

impl<'a> HtmlElement<'a> {
    fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn attribute_or_empty(&self, name: &str) -> String {
        self.attribute(name).unwrap_or("").to_owned()
    }

    fn text_content(&self) -> String {
        self.page.0[self.at..self.end]
            .iter()
            .filter_map(|node| {
                if let HtmlNode::Text(text) = node {
                    Some(text.as_str())
                } else {
                    None
                }
            })
            .collect()
    }

    fn descendants(&self) -> impl Iterator<Item = HtmlElement<'a>> + use<'a> {
        self.page.elements_between(self.at + 1, self.end)
    }
}

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

pub type FieldValues = Vec<(String, String)>;

/// The local URLs to which a page links, without their fragments.
pub fn local_links(page: &HtmlDocument) -> Vec<String> {
    let hrefs = page
        .all_elements()
        .filter(|element| element.name == "a")
        .map(|link| link.attribute_or_empty("href"))
        .filter(|href| href.starts_with('/'));
    hrefs
        .map(|href| href.split('#').next().unwrap().to_owned())
        .collect()
}

/// The page's forms with method POST.
pub fn post_forms(page: &HtmlDocument) -> Vec<HtmlForm> {
    page.all_elements()
        .filter(|element| element.name == "form" && element.attribute("method") == Some("post"))
        .map(parse_form)
        .collect()
}

fn parse_form(drawn: HtmlElement<'_>) -> HtmlForm {
    let mut controls: Vec<FormControl> = Vec::new();
    let buttons: Vec<HtmlElement<'_>> = drawn
        .descendants()
        .filter(|element| element.name == "button")
        .collect();
    // When every button has a name, the form is submitted with the first one.
    let pressed = buttons.first().filter(|_| {
        buttons
            .iter()
            .all(|button| button.attribute("name").is_some())
    });
    controls.extend(pressed.map(|button| FormControl {
        name: button.attribute_or_empty("name"),
        kind: ControlKind::Hidden,
        value: button.attribute_or_empty("value"),
        checked: false,
    }));
    for element in drawn.descendants().filter(|element| {
        ["input", "textarea", "select"].contains(&element.name)
            && element.attribute("name").is_some()
    }) {
        let (name, value) = (
            element.attribute_or_empty("name"),
            element.attribute_or_empty("value"),
        );
        let (kind, value) = match (element.name, element.attribute("type").unwrap_or("text")) {
            ("textarea", _) => (ControlKind::Text, element.text_content()),
            ("select", _) => {
                let options: Vec<HtmlElement<'_>> = element
                    .descendants()
                    .filter(|option| option.name == "option")
                    .collect();
                let chosen = options
                    .iter()
                    .find(|option| option.attribute("selected").is_some())
                    .or(options.first());
                let value = chosen
                    .map(|option| option.attribute_or_empty("value"))
                    .unwrap_or_default();
                (
                    ControlKind::Choice(
                        options
                            .iter()
                            .map(|option| option.attribute_or_empty("value"))
                            .collect(),
                    ),
                    value,
                )
            }
            (_, "hidden") => (ControlKind::Hidden, value),
            (_, "checkbox") => (ControlKind::Checkbox, value),
            (_, "radio") => {
                let checked = element.attribute("checked").is_some();
                if let Some(FormControl {
                    kind: ControlKind::Choice(options),
                    value: chosen,
                    ..
                }) = controls.iter_mut().find(|control| control.name == name)
                {
                    options.push(value.clone());
                    if checked {
                        *chosen = value;
                    }
                    continue;
                }
                (
                    ControlKind::Choice(vec![value.clone()]),
                    if checked { value } else { String::new() },
                )
            }
            (_, "file") => continue,
            (_, "text" | "search") => (ControlKind::Text, value),
            (_, other) => (ControlKind::Typed(other.to_owned()), value),
        };
        controls.push(FormControl {
            name,
            kind,
            value,
            checked: element.attribute("checked").is_some(),
        });
    }
    HtmlForm {
        action: drawn.attribute_or_empty("action"),
        controls,
    }
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
        refuses && self.action == sent.action && self.form_id() == sent.form_id()
    }

    /// Identifies a form across pages: its action, its `kind` and its editable fields.
    pub fn form_signature(&self) -> String {
        let kind = self
            .controls
            .iter()
            .find(|control| control.name == "kind")
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
    /// how often each field was refused; every refusal selects a simpler value.
    pub fn valid_values(&self, text: &str, tries: &BTreeMap<String, usize>) -> FieldValues {
        let mut times = 0;
        let mut fields = Vec::new();
        for control in &self.controls {
            let tried = tries.get(&control.name).copied().unwrap_or(0);
            let of = |candidates: &[&str]| candidates[tried.min(candidates.len() - 1)].to_owned();
            let value = match &control.kind {
                ControlKind::Hidden | ControlKind::Checkbox => control.value.clone(),
                ControlKind::Text => of(&[text, "3", ""]),
                ControlKind::Typed(kind) => match kind.as_str() {
                    "date" => of(&["2026-11-20", "2026-11-30", "2026-12-15", ""]),
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
                ControlKind::Choice(options) => {
                    let real: Vec<&String> =
                        options.iter().filter(|option| !option.is_empty()).collect();
                    let first = if control.value.is_empty() {
                        real.first().map_or("", |value| value.as_str())
                    } else {
                        &control.value
                    };
                    if tried == 0 {
                        first.to_owned()
                    } else {
                        real.get(tried)
                            .map_or(first, |value| value.as_str())
                            .to_owned()
                    }
                }
            };
            fields.push((control.name.clone(), value));
        }
        fields
    }
}

/// The names of the refused fields, and whether the page refuses anything at all.
pub fn refused_fields(page: &HtmlDocument) -> (BTreeSet<String>, bool) {
    let (mut fields, mut any) = (BTreeSet::new(), false);
    for element in page.all_elements() {
        if element.attribute("aria-invalid") == Some("true") {
            fields.insert(element.attribute_or_empty("name"));
        }
        match element.attribute("class") {
            Some("error") => fields.extend(
                element
                    .attribute("id")
                    .and_then(|id| id.strip_suffix("-error"))
                    .map(str::to_owned),
            ),
            Some("error-summary") => any = true,
            _ => {}
        }
    }
    any |= !fields.is_empty();
    (fields, any)
}

/// Everything that a person sees or could send back: text nodes and field values.
pub fn visible_text(page: &HtmlDocument) -> String {
    let mut all = String::new();
    for node in &page.0 {
        match node {
            HtmlNode::Text(text) => all.push_str(text),
            HtmlNode::Element { attributes, .. } => {
                all.push_str(attributes.get("value").map_or("", |value| value))
            }
            HtmlNode::Comment(_) => {}
        }
        all.push('\n');
    }
    all
}

/// The contents of the textareas.
pub fn textarea_contents(page: &HtmlDocument) -> Vec<String> {
    page.all_elements()
        .filter(|element| element.name == "textarea")
        .map(|area| area.text_content())
        .collect()
}

/// The elements, attributes and comments whose name or text contains `name`. Escaped text produces
/// none.
pub fn markup_containing(page: &HtmlDocument, name: &str) -> Vec<String> {
    let made = page.0.iter().filter_map(|node| match node {
        HtmlNode::Element {
            name: element,
            attributes,
            ..
        } => (element.contains(name)
            || attributes.keys().any(|attribute| attribute.contains(name)))
        .then(|| format!("<{element}>")),
        HtmlNode::Comment(comment) => comment.contains(name).then(|| "a comment".to_owned()),
        HtmlNode::Text(_) => None,
    });
    made.collect()
}

/// The cells of a CSV table.
pub fn csv_cells(table: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = table.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' | '\r' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}
