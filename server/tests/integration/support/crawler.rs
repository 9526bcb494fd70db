//! Parses pages as a browser without JavaScript does: links, forms and fields.
#![allow(dead_code, clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page: its nodes in document order; each element knows where its descendants end.
#[derive(Debug, Default)]
pub struct Html(Vec<Node>);

#[derive(Debug)]
pub enum Node {
    Element { name: String, attributes: BTreeMap<String, String>, end: usize },
    Text(String),
    Comment(String),
}

impl Html {
    pub fn parse(text: &str) -> Self {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let mut page = Self::default();
        page.add(&dom.document);
        page
    }

    fn add(&mut self, node: &Handle) {
        let at = self.0.len();
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
                self.0.push(Node::Element { name: name.local.to_string(), attributes, end: 0 });
            }
            NodeData::Text { contents } => self.0.push(Node::Text(contents.borrow().to_string())),
            NodeData::Comment { contents } => self.0.push(Node::Comment(contents.to_string())),
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.add(child);
        }
        let last = self.0.len();
        if matches!(node.data, NodeData::Element { .. })
            && let Some(Node::Element { end, .. }) = self.0.get_mut(at)
        {
            *end = last;
        }
    }

    fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.within(0, self.0.len())
    }

    fn within(&self, from: usize, to: usize) -> impl Iterator<Item = Element<'_>> {
        (from..to).filter_map(|at| match &self.0[at] {
            Node::Element { name, attributes, end } => Some(Element { page: self, at, name, attributes, end: *end }),
            _ => None,
        })
    }
}

#[derive(Clone, Copy)]
struct Element<'a> {
    page: &'a Html,
    at: usize,
    name: &'a str,
    attributes: &'a BTreeMap<String, String>,
    end: usize,
}

impl<'a> Element<'a> {
    fn attr(&self, name: &str) -> Option<&'a str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn value(&self, name: &str) -> String {
        self.attr(name).unwrap_or("").to_owned()
    }

    fn text(&self) -> String {
        self.page.0[self.at..self.end].iter().filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None }).collect()
    }

    fn descendants(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        self.page.within(self.at + 1, self.end)
    }
}

/// A form with method POST.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub controls: Vec<Control>,
}

#[derive(Debug, Clone)]
pub struct Control {
    pub name: String,
    pub kind: Kind,
    pub value: String,
    /// Whether the checkbox is checked.
    pub checked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Hidden,
    /// A text input or textarea.
    Text,
    /// An input of another type: date, time, email, tel or password.
    Typed(String),
    Checkbox,
    /// Radio buttons or a select, with their values.
    Choice(Vec<String>),
}

pub type Fields = Vec<(String, String)>;

/// The local URLs to which a page links, without their fragments.
pub fn links(page: &Html) -> Vec<String> {
    let hrefs = page.elements().filter(|element| element.name == "a").map(|link| link.value("href")).filter(|href| href.starts_with('/'));
    hrefs.map(|href| href.split('#').next().unwrap().to_owned()).collect()
}

/// The page's forms with method POST.
pub fn forms(page: &Html) -> Vec<Form> {
    page.elements().filter(|element| element.name == "form" && element.attr("method") == Some("post")).map(form).collect()
}

fn form(drawn: Element<'_>) -> Form {
    let mut controls: Vec<Control> = Vec::new();
    let buttons: Vec<Element<'_>> = drawn.descendants().filter(|element| element.name == "button").collect();
    // When every button has a name, the form is submitted with the first one.
    let pressed = buttons.first().filter(|_| buttons.iter().all(|button| button.attr("name").is_some()));
    controls.extend(pressed.map(|button| Control { name: button.value("name"), kind: Kind::Hidden, value: button.value("value"), checked: false }));
    for element in drawn.descendants().filter(|element| ["input", "textarea", "select"].contains(&element.name) && element.attr("name").is_some()) {
        let (name, value) = (element.value("name"), element.value("value"));
        let (kind, value) = match (element.name, element.attr("type").unwrap_or("text")) {
            ("textarea", _) => (Kind::Text, element.text()),
            ("select", _) => {
                let options: Vec<Element<'_>> = element.descendants().filter(|option| option.name == "option").collect();
                let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first());
                let value = chosen.map(|option| option.value("value")).unwrap_or_default();
                (Kind::Choice(options.iter().map(|option| option.value("value")).collect()), value)
            }
            (_, "hidden") => (Kind::Hidden, value),
            (_, "checkbox") => (Kind::Checkbox, value),
            (_, "radio") => {
                let checked = element.attr("checked").is_some();
                if let Some(Control { kind: Kind::Choice(options), value: chosen, .. }) = controls.iter_mut().find(|control| control.name == name) {
                    options.push(value.clone());
                    if checked {
                        *chosen = value;
                    }
                    continue;
                }
                (Kind::Choice(vec![value.clone()]), if checked { value } else { String::new() })
            }
            (_, "file") => continue,
            (_, "text" | "search") => (Kind::Text, value),
            (_, other) => (Kind::Typed(other.to_owned()), value),
        };
        controls.push(Control { name, kind, value, checked: element.attr("checked").is_some() });
    }
    Form { action: drawn.value("action"), controls }
}

impl Form {
    pub fn texts(&self) -> usize {
        self.controls.iter().filter(|control| control.kind == Kind::Text).count()
    }

    /// The value of the hidden `form` field, if any.
    pub fn id(&self) -> Option<&str> {
        self.controls.iter().find(|control| control.name == "form" && control.kind == Kind::Hidden).map(|control| control.value.as_str())
    }

    /// Whether this is the sent form, redisplayed by a page that `refuses` input: the same action
    /// and form id.
    pub fn came_back(&self, sent: &Self, refuses: bool) -> bool {
        refuses && self.action == sent.action && self.id() == sent.id()
    }

    /// Identifies a form across pages: its action, its `kind` and its editable fields.
    pub fn shape(&self) -> String {
        let kind = self.controls.iter().find(|control| control.name == "kind").map_or("", |control| &control.value);
        let typed = self.controls.iter().filter(|control| matches!(control.kind, Kind::Text | Kind::Typed(_))).map(|control| control.name.as_str());
        format!("{} {kind} {:?}", self.action, typed.collect::<BTreeSet<_>>())
    }

    /// The fields with `text` in every editable field, whether it is valid there or not.
    pub fn misfilled(&self, text: &str) -> Fields {
        let fill = |control: &Control| match control.kind {
            Kind::Hidden => control.value.clone(),
            _ => text.to_owned(),
        };
        self.controls.iter().map(|control| (control.name.clone(), fill(control))).collect()
    }

    /// The fields with `text` in each text field and a valid value in the others. `tries` counts
    /// how often each field was refused; every refusal selects a simpler value.
    pub fn filled(&self, text: &str, tries: &BTreeMap<String, usize>) -> Fields {
        let mut times = 0;
        let mut fields = Vec::new();
        for control in &self.controls {
            let tried = tries.get(&control.name).copied().unwrap_or(0);
            let of = |candidates: &[&str]| candidates[tried.min(candidates.len() - 1)].to_owned();
            let value = match &control.kind {
                Kind::Hidden | Kind::Checkbox => control.value.clone(),
                Kind::Text => of(&[text, "3", ""]),
                Kind::Typed(kind) => match kind.as_str() {
                    "date" => of(&["2026-11-20", "2026-11-30", "2026-12-15", ""]),
                    "time" => {
                        times += 1;
                        if times % 2 == 1 { "09:00".to_owned() } else { "17:00".to_owned() }
                    }
                    "email" => "somebody@example.org".to_owned(),
                    "tel" => "+16085550100".to_owned(),
                    _ => control.value.clone(),
                },
                Kind::Choice(options) => {
                    let real: Vec<&String> = options.iter().filter(|option| !option.is_empty()).collect();
                    let first = if control.value.is_empty() { real.first().map_or("", |value| value.as_str()) } else { &control.value };
                    if tried == 0 { first.to_owned() } else { real.get(tried).map_or(first, |value| value.as_str()).to_owned() }
                }
            };
            fields.push((control.name.clone(), value));
        }
        fields
    }
}

/// The names of the refused fields, and whether the page refuses anything at all.
pub fn refused(page: &Html) -> (BTreeSet<String>, bool) {
    let (mut fields, mut any) = (BTreeSet::new(), false);
    for element in page.elements() {
        if element.attr("aria-invalid") == Some("true") {
            fields.insert(element.value("name"));
        }
        match element.attr("class") {
            Some("error") => fields.extend(element.attr("id").and_then(|id| id.strip_suffix("-error")).map(str::to_owned)),
            Some("error-summary") => any = true,
            _ => {}
        }
    }
    any |= !fields.is_empty();
    (fields, any)
}

/// Everything that a person sees or could send back: text nodes and field values.
pub fn visible(page: &Html) -> String {
    let mut all = String::new();
    for node in &page.0 {
        match node {
            Node::Text(text) => all.push_str(text),
            Node::Element { attributes, .. } => all.push_str(attributes.get("value").map_or("", |value| value)),
            Node::Comment(_) => {}
        }
        all.push('\n');
    }
    all
}

/// The contents of the textareas.
pub fn areas(page: &Html) -> Vec<String> {
    page.elements().filter(|element| element.name == "textarea").map(|area| area.text()).collect()
}

/// The elements, attributes and comments whose name or text contains `name`. Escaped text produces
/// none.
pub fn made_of(page: &Html, name: &str) -> Vec<String> {
    let made = page.0.iter().filter_map(|node| match node {
        Node::Element { name: element, attributes, .. } => {
            (element.contains(name) || attributes.keys().any(|attribute| attribute.contains(name))).then(|| format!("<{element}>"))
        }
        Node::Comment(comment) => comment.contains(name).then(|| "a comment".to_owned()),
        Node::Text(_) => None,
    });
    made.collect()
}

/// The cells of a CSV table.
pub fn cells(table: &str) -> Vec<String> {
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
