//! The fields with which an event repeats, and with which a change is one of all later events.

use leptos::prelude::*;
use model::calendar::series::SeriesRule;
use strum::VariantArray;

use crate::i18n::Localizer;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, SelectField};

/// How often the event repeats and when that ends; collapsed until one of them is filled in.
pub(crate) fn series_fields(filled: &FormValues<'_>) -> AnyView {
    let text = filled.text;
    let value = |name: &str| filled.value_or_stored(name, None);
    let names = ["repeat", "times", "until"];
    // A collapsed part would hide what was typed, and its errors.
    let open = names.iter().any(|name| !value(name).is_empty());
    let rules = SeriesRule::VARIANTS
        .iter()
        .map(|rule| (rule.slug().to_owned(), text.get_value(*rule)));
    let repeat = SelectField {
        name: "repeat",
        label: text.get("calendar-repeat-label"),
        hint: text.get("calendar-repeat-hint"),
        options: std::iter::once((String::new(), text.get("calendar-repeat-never")))
            .chain(rules)
            .collect(),
        chosen: value("repeat"),
        error: filled.field_error_message("repeat"),
    };
    let times = InputField {
        name: "times",
        kind: "number",
        label: text.get("calendar-times-label"),
        value: value("times"),
        error: filled.field_error_message("times"),
        autocomplete: "off",
        ..InputField::default()
    };
    let until = InputField {
        name: "until",
        kind: "date",
        label: text.get("calendar-until-label"),
        value: value("until"),
        error: filled.field_error_message("until"),
        autocomplete: "off",
        ..InputField::default()
    };
    view! {
        <details class="disclosure" open=open>
            <summary>{text.get("calendar-repeat-title")}</summary>
            {repeat.view()}
            {times.view()}
            {until.view()}
        </details>
    }
    .into_any()
}

/// For an event of a series: a checkbox for its `count` later events, with this id and this
/// message.
pub(crate) fn later_choice(
    filled: &FormValues<'_>,
    id: &'static str,
    label: &str,
    count: i64,
) -> Option<AnyView> {
    let checked = filled
        .state
        .is_some_and(|state| !state.field_value("later").is_empty());
    let label = filled.text.format(label, &[("count", count.into())]);
    // A form that is shown again keeps its choice, even if the later events are canceled
    // meanwhile.
    (count > 0 || checked).then(|| {
        view! {
            <label class="choice" for=id>
                <input type="checkbox" id=id name="later" value="yes" checked=checked />
                <span>{label}</span>
            </label>
        }
        .into_any()
    })
}

/// That `count` later events of the series were changed alone and stay as they are.
pub(crate) fn kept_note(text: Localizer, count: i64) -> Option<AnyView> {
    (count > 0).then(|| {
        let words = text.format("calendar-later-kept", &[("count", count.into())]);
        view! { <p class="muted">{words}</p> }.into_any()
    })
}
