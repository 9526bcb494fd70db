//! Finds every form that a person is shown, fills it in, and checks that the input is returned.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use app::request::form::{FormState, form_endpoint};
use model::transition::area::parse_area;

use super::crawler::{self, ControlKind, HtmlDocument, HtmlForm};
use super::{TestBrowser, TestResponse};

/// One person for each role whose forms differ.
pub const FORM_WALK_PEOPLE: [&str; 8] = [
    "tasha-carter",
    "ben-ortiz",
    "june-bell",
    "maria-luna",
    "elena-ruiz",
    "pat-nguyen",
    "jay-riley",
    "grace-hall",
];
/// How many pages of one URL pattern are opened.
// More than one, because pages of one pattern differ: that of a step has a form more than that of a
// goal. `forms_on_pages` in forms.rs fails when these are too few.
const PAGES_PER_PATTERN: usize = 2;

/// A URL pattern: the path with its ids replaced, and the areas of a transition plan, whose pages
/// are alike.
fn url_pattern(path: &str) -> String {
    let parts = path.split('?').next().unwrap().split('/');
    parts
        .map(|part| {
            let is_id = part.parse::<uuid::Uuid>().is_ok() || part.parse::<i64>().is_ok();
            if is_id || path.starts_with("/transition/") && parse_area(part).is_some() {
                "/{}"
            } else {
                part
            }
        })
        .collect()
}

/// Fails on a password field that would be stored in the session and returned.
fn assert_passwords_are_not_kept(html: &HtmlDocument, path: &str) {
    for control in crawler::post_forms(html)
        .iter()
        .flat_map(|form| &form.controls)
        .filter(|control| control.kind == ControlKind::Typed("password".to_owned()))
    {
        assert!(
            app::request::form::is_secret_field(&control.name),
            "{path}: the password field {} would be kept and given back",
            control.name
        );
    }
}

/// Fails on two forms of a page that the portal takes for one, so that what was typed into one of
/// them would be given back in both.
fn assert_forms_are_told_apart(forms: &[HtmlForm], path: &str) {
    let hidden_fields = |form: &HtmlForm| -> BTreeMap<String, String> {
        let hidden = form.controls.iter().filter(|control| {
            control.kind == ControlKind::Hidden
                && !app::request::form::is_context_field(&control.name)
        });
        hidden
            .map(|control| (control.name.clone(), control.value.clone()))
            .collect()
    };
    let editable = forms
        .iter()
        .filter(|form| form.controls.iter().any(is_editable));
    let mut met: Vec<(FormState, BTreeMap<String, String>)> = Vec::new();
    for form in editable {
        let hidden = hidden_fields(form);
        let state = FormState::new(form_endpoint(&form.action), None, hidden.clone());
        let taken_for = met
            .iter()
            .find(|(other, fields)| other.is_same_form(&state) && *fields != hidden);
        assert!(
            taken_for.is_none(),
            "{path}: {} has two subjects that are taken for one: {hidden:?} and {:?}",
            form.action,
            taken_for.map(|(_, fields)| fields)
        );
        met.push((state, hidden));
    }
}

/// Follows links and returns every form with an editable field, with its page. Fails on a password
/// field that would be kept, and on forms that the portal does not tell apart.
pub async fn collect_forms(browser: &mut TestBrowser, start: &str) -> Vec<(String, HtmlForm)> {
    let mut waiting = VecDeque::from([start.to_owned()]);
    let (mut met, mut counts, mut found) = (
        BTreeSet::new(),
        BTreeMap::<String, usize>::new(),
        BTreeMap::new(),
    );
    while let Some(path) = waiting.pop_front() {
        let count = counts.entry(url_pattern(&path)).or_default();
        // A file has no links and no forms.
        if *count == PAGES_PER_PATTERN
            || path.ends_with("/pdf")
            || path.ends_with("/table")
            || !met.insert(path.clone())
        {
            continue;
        }
        *count += 1;
        let page = browser.get(&path).await;
        let html = HtmlDocument::parse(&page.body);
        waiting.extend(
            page.status
                .is_redirection()
                .then(|| page.location().to_owned()),
        );
        waiting.extend(crawler::local_links(&html));
        assert_passwords_are_not_kept(&html, &path);
        let forms = crawler::post_forms(&html);
        assert_forms_are_told_apart(&forms, &path);
        for form in forms
            .into_iter()
            .filter(|form| form.controls.iter().any(is_editable))
        {
            found
                // Forms with the same fields are handled by the same code, so one of them is
                // enough.
                .entry(form.form_signature())
                .or_insert((path.clone(), form));
        }
    }
    found.into_values().collect()
}

/// Whether the field is editable and its value is returned after a refusal.
fn is_editable(control: &crawler::FormControl) -> bool {
    // A passphrase and a code are secrets, which are never stored.
    !matches!(&control.kind, ControlKind::Hidden)
        && control.kind != ControlKind::Typed("password".to_owned())
        && control.name != "code"
}

/// A different value for every editable field; text fields get `length` filler characters.
pub fn distinct_values(form: &HtmlForm, length: usize) -> Vec<(String, String)> {
    // Each value differs, so that two fields whose values were exchanged are noticed.
    let fill = |n: usize, control: &crawler::FormControl| match &control.kind {
        ControlKind::Hidden | ControlKind::Checkbox => control.value.clone(),
        ControlKind::Text => format!("typed-{n} {}", "x".repeat(length)),
        ControlKind::Typed(kind) => match kind.as_str() {
            "date" => format!("2026-10-{:02}", n % 28 + 1),
            "time" => format!("{:02}:15", n % 24),
            "email" => format!("typed-{n}@example.org"),
            "tel" => format!("+1608555{:04}", n % 10_000),
            _ => format!("typed-{n}"),
        },
        // A form that has lost the choice shows the first option or none.
        ControlKind::Choice(options) => options.last().unwrap().clone(),
    };
    form.controls
        .iter()
        .enumerate()
        .map(|(n, control)| (control.name.clone(), fill(n, control)))
        .collect()
}

pub async fn post_form(
    browser: &mut TestBrowser,
    form: &HtmlForm,
    fields: &[(String, String)],
) -> TestResponse {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(&form.action, &fields).await
}

/// Fails when an entered value is missing from the page's forms with the same action.
pub fn assert_values_returned(
    page: &TestResponse,
    form: &HtmlForm,
    fields: &[(String, String)],
    at: &str,
) {
    let forms = crawler::post_forms(&HtmlDocument::parse(&page.body));
    let controls: Vec<_> = forms
        .iter()
        .filter(|again| again.action == form.action)
        .flat_map(|again| &again.controls)
        .collect();
    for (control, (name, value)) in form
        .controls
        .iter()
        .zip(fields)
        .filter(|(control, _)| is_editable(control))
    {
        // A value that the original form had already need not be returned.
        let stands = controls.iter().any(|again| {
            again.name == *name
                && again.value.trim() == value.trim()
                && (again.kind != ControlKind::Checkbox || again.checked)
        });
        assert!(
            stands || control.value == *value && control.kind != ControlKind::Checkbox,
            "{at}: {name} = {value:.60} is lost in\n{controls:#?}"
        );
    }
}
