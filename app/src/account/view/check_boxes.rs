//! Groups of checkboxes: a few values, or languages.

use leptos::prelude::*;
use model::language::Language;
use model::text::sort_key;

use crate::i18n::NAMED_LANGUAGES;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{described_by, hint_view};

/// Whether the box of this value is checked: in the form that came back, else in what is stored.
fn is_checked(filled: &FormValues<'_>, name: &str, value: &str, stored: &[String]) -> bool {
    filled.state.map_or_else(
        || stored.iter().any(|one| one == value),
        |state| !state.field_value(&format!("{name}-{value}")).is_empty(),
    )
}

/// The boxes, named `<name>-<value>`, because a list argument of a server function would need names
/// with brackets.
fn boxes(
    filled: &FormValues<'_>,
    name: &str,
    options: Vec<(String, String)>,
    stored: &[String],
) -> AnyView {
    let rows = options
        .into_iter()
        .map(|(value, label)| {
            let id = format!("{name}-{value}");
            let checked = is_checked(filled, name, &value, stored);
            view! {
                <label class="choice" for=id.clone()>
                    <input type="checkbox" id=id.clone() name=id.clone() value="yes" checked=checked />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    rows.into_any()
}

/// A group of checkboxes with a hint. `options` are values and labels.
pub(in crate::account) fn check_boxes(
    filled: &FormValues<'_>,
    name: &'static str,
    (legend, hint): (String, String),
    options: Vec<(String, String)>,
    stored: &[String],
) -> AnyView {
    let described = described_by(name, !hint.is_empty(), false);
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend>{legend}</legend>
            {hint_view(name, hint)}
            {boxes(filled, name, options, stored)}
        </fieldset>
    }
    .into_any()
}

/// A group of checkboxes for languages. Those of the portal and the chosen ones come first; the
/// others that have a name are folded.
pub(in crate::account) fn language_boxes(
    filled: &FormValues<'_>,
    name: &'static str,
    legend: String,
    stored: &[String],
) -> AnyView {
    let text = filled.text;
    let mut first: Vec<String> = Language::ALL
        .iter()
        .map(|language| language.language_tag().to_owned())
        .collect();
    // A language without a box would be lost when the form is saved.
    for tag in stored {
        if !first.contains(tag) {
            first.push(tag.clone());
        }
    }
    let (mut others, mut chosen) = (Vec::new(), Vec::new());
    for tag in NAMED_LANGUAGES.map(str::to_owned) {
        if first.contains(&tag) {
            continue;
        }
        if is_checked(filled, name, &tag, stored) {
            chosen.push(tag);
        } else {
            others.push((tag.clone(), text.language_name(&tag)));
        }
    }
    first.append(&mut chosen);
    others.sort_by_cached_key(|(_, label)| sort_key(label));
    let first = first
        .into_iter()
        .map(|tag| {
            let label = text.language_name(&tag);
            (tag, label)
        })
        .collect();
    view! {
        <fieldset class="field choices">
            <legend>{legend}</legend>
            {boxes(filled, name, first, stored)}
            <details class="disclosure">
                <summary>{text.get("account-details-more-languages")}</summary>
                <div class="choices">{boxes(filled, name, others, stored)}</div>
            </details>
        </fieldset>
    }
    .into_any()
}
