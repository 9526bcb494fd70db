//! The fields of the form for what is known about a child's tribe.

use leptos::prelude::*;
use model::team::tribe::{NoticeMethod, PlacementPreference, TribeAnswer};
use store::team::tribe::TribeFacts;
use store::team::tribe::facts::EditableChildTribe;

use super::contact_fields::short_field;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, SelectField};

/// A day that may be empty.
pub(crate) fn day_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    stored: Option<jiff_sqlx::Date>,
) -> AnyView {
    InputField {
        name,
        kind: "date",
        label: filled.text.get(label),
        value: filled.value_or_stored(name, stored.map(|day| day.to_jiff().to_string())),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// A choice, after an empty first option for what is not known yet.
fn choice_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    choices: Vec<(String, String)>,
    stored: Option<&'static str>,
) -> AnyView {
    let text = filled.text;
    let mut options = vec![(String::new(), text.get("team-tribe-unknown"))];
    options.extend(choices);
    SelectField {
        name,
        label: text.get(label),
        options,
        chosen: filled.value_or_stored(name, stored.map(str::to_owned)),
        error: filled.field_error_message(name),
        ..SelectField::default()
    }
    .view()
}

/// All fields, filled in from the form that came back or else from `stored`.
pub(crate) fn facts_fields(
    filled: &FormValues<'_>,
    stored: Option<&EditableChildTribe>,
) -> AnyView {
    let facts = stored.map(|stored| &stored.row.facts);
    let good_cause = stored
        .and_then(|stored| stored.good_cause.as_ref())
        .map(|(body, _)| body.clone());
    let tribe = facts.and_then(|facts| facts.tribe.clone());
    let asked_by = facts.and_then(|facts| facts.asked_by.clone());
    let asked_on = facts.and_then(|facts| facts.asked_on);
    view! {
        {short_field(filled, "tribe", "team-tribe-name", tribe)}
        {day_field(filled, "asked_on", "team-tribe-asked-on", asked_on)}
        {short_field(filled, "asked_by", "team-tribe-asked-by", asked_by)}
        {notice_fields(filled, facts)}
        {placement_fields(filled, facts)}
        {filled.text_area("good_cause", "team-tribe-cause", good_cause)}
    }
    .into_any()
}

/// The notice to the tribe, and its answer.
fn notice_fields(filled: &FormValues<'_>, facts: Option<&TribeFacts>) -> AnyView {
    let text = filled.text;
    let methods = NoticeMethod::ALL
        .iter()
        .map(|how| (how.slug().to_owned(), text.get_value(*how)))
        .collect();
    let answers = TribeAnswer::ALL
        .iter()
        .map(|answer| (answer.slug().to_owned(), text.get_value(*answer)))
        .collect();
    let how = facts
        .and_then(|facts| facts.notified_how)
        .map(|how| how.slug());
    let answer = facts
        .and_then(|facts| facts.answer)
        .map(|answer| answer.slug());
    let notified_on = facts.and_then(|facts| facts.notified_on);
    let answered_on = facts.and_then(|facts| facts.answered_on);
    view! {
        {day_field(filled, "notified_on", "team-tribe-notified-on", notified_on)}
        {choice_field(filled, "notified_how", "team-tribe-notified-how", methods, how)}
        {choice_field(filled, "answer", "team-tribe-part", answers, answer)}
        {day_field(filled, "answered_on", "team-tribe-answered-on", answered_on)}
    }
    .into_any()
}

/// Which placement preference applies, and whether it was followed.
fn placement_fields(filled: &FormValues<'_>, facts: Option<&TribeFacts>) -> AnyView {
    let text = filled.text;
    let preferences = PlacementPreference::ALL
        .iter()
        .map(|which| (which.slug().to_owned(), text.get_value(*which)))
        .collect();
    let yes_or_no = vec![
        ("yes".to_owned(), text.get("team-tribe-yes")),
        ("no".to_owned(), text.get("team-tribe-no")),
    ];
    let preference = facts
        .and_then(|facts| facts.preference)
        .map(|which| which.slug());
    let followed = facts
        .and_then(|facts| facts.preference_followed)
        .map(|is_followed| if is_followed { "yes" } else { "no" });
    view! {
        {choice_field(filled, "preference", "team-tribe-preference", preferences, preference)}
        {choice_field(filled, "followed", "team-tribe-followed", yes_or_no, followed)}
    }
    .into_any()
}
