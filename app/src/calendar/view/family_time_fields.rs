//! The fields of the form for a plan for family time.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::family_time::{ConfirmRule, MAX_CONFIRM_DAYS, SupervisionLevel};
use model::id::ChildId;
use store::authored_text::AuthoredText;
use store::calendar::family_time::plans::{EditablePlan, PlanChoices};
use strum::VariantArray;

use crate::calendar::view::event_fields::PeopleChoice;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, SelectField, described_by, error_view};

/// The value of the field `parent` for time of the children with each other.
pub const SIBLINGS: &str = "siblings";

/// All fields, filled in from the form that is shown again or else from `stored`.
pub(crate) fn plan_fields(
    filled: &FormValues<'_>,
    choices: &PlanChoices,
    stored: Option<&EditablePlan>,
) -> AnyView {
    let words = |words: Option<&Option<AuthoredText>>| {
        words
            .and_then(Option::as_ref)
            .map(|words| words.body.clone())
    };
    let people = PeopleChoice {
        name: "people",
        legend: "calendar-time-people",
        hint: "calendar-time-people-hint",
        chosen: stored.map_or_else(BTreeSet::new, |stored| stored.people.clone()),
    };
    let hidden = PeopleChoice {
        name: "hidden",
        legend: "calendar-hide",
        hint: "calendar-time-hide-hint",
        chosen: stored.map_or_else(BTreeSet::new, |stored| stored.hidden.clone()),
    };
    let chosen = stored.map_or_else(BTreeSet::new, |stored| stored.children.clone());
    let place = InputField {
        name: "place",
        label: filled.text.get("calendar-where"),
        value: filled.value_or_stored("place", stored.and_then(|one| one.plan.place.clone())),
        error: filled.field_error_message("place"),
        autocomplete: "off",
        ..InputField::default()
    };
    view! {
        {stored.is_none().then(|| parent_select(filled, choices))}
        {children_boxes(filled, &choices.children, &chosen)}
        {filled
            .text_area("often", "calendar-time-often", words(stored.map(|stored| &stored.often)))}
        {place.view()}
        {level_select(filled, stored)}
        {supervisor_select(filled, choices, stored)}
        {filled
            .text_area(
                "transport",
                "calendar-time-transport",
                words(stored.map(|stored| &stored.transport)),
            )}
        {confirm_fields(filled, stored.and_then(|stored| stored.plan.confirm_rule()))}
        {filled.text_area("next", "calendar-time-step", words(stored.map(|stored| &stored.next)))}
        {people.view(filled, &choices.invitable)}
        {hidden.view(filled, &choices.invitable)}
        {stored.map(|stored| ended_box(filled, stored.plan.ended))}
    }
    .into_any()
}

fn parent_select(filled: &FormValues<'_>, choices: &PlanChoices) -> AnyView {
    let text = filled.text;
    let parents = choices
        .parents()
        .map(|one| (one.person_id.to_string(), one.name.clone()));
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(parents);
    options.push((SIBLINGS.to_owned(), text.get("calendar-time-siblings-only")));
    SelectField {
        name: "parent",
        label: text.get("calendar-time-parent"),
        options,
        chosen: filled.value_or_stored("parent", None),
        error: filled.field_error_message("parent"),
        ..SelectField::default()
    }
    .view()
}

fn children_boxes(
    filled: &FormValues<'_>,
    children: &[(ChildId, String)],
    chosen: &BTreeSet<ChildId>,
) -> AnyView {
    let error = filled.field_error_message("children-0");
    let described = described_by("children", false, error.is_some());
    let boxes = children
        .iter()
        .enumerate()
        .map(|(index, (child, called))| {
            let (id, name) = (format!("children-{index}"), format!("children-{child}"));
            let checked = filled.state.map_or_else(
                || chosen.contains(child),
                |state| !state.field_value(&name).is_empty(),
            );
            view! {
                <label class="choice" for=id.clone()>
                    <input type="checkbox" id=id.clone() name=name value="yes" checked=checked />
                    <span>
                        <bdi>{called.clone()}</bdi>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend>{filled.text.get("calendar-time-children")}</legend>
            {error_view("children", error)}
            {boxes}
        </fieldset>
    }
    .into_any()
}

fn level_select(filled: &FormValues<'_>, stored: Option<&EditablePlan>) -> AnyView {
    let text = filled.text;
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(
        SupervisionLevel::VARIANTS
            .iter()
            .map(|level| (level.slug().to_owned(), text.get_value(*level))),
    );
    let stored = stored.map(|stored| stored.plan.level.slug().to_owned());
    SelectField {
        name: "level",
        label: text.get("calendar-time-level"),
        options,
        chosen: filled.value_or_stored("level", stored),
        error: filled.field_error_message("level"),
        ..SelectField::default()
    }
    .view()
}

fn supervisor_select(
    filled: &FormValues<'_>,
    choices: &PlanChoices,
    stored: Option<&EditablePlan>,
) -> AnyView {
    let text = filled.text;
    let mut options = vec![(String::new(), text.get("calendar-time-nobody"))];
    options.extend(
        choices
            .supervisors
            .iter()
            .map(|(who, name)| (who.to_string(), name.clone())),
    );
    let stored = stored.and_then(EditablePlan::supervisor);
    SelectField {
        name: "supervisor",
        label: text.get("calendar-time-supervisor"),
        hint: text.get("calendar-time-supervisor-hint"),
        options,
        chosen: filled.value_or_stored("supervisor", stored.map(|who| who.to_string())),
        error: filled.field_error_message("supervisor"),
    }
    .view()
}

/// How many days before a visit, and by what time.
fn confirm_fields(filled: &FormValues<'_>, stored: Option<ConfirmRule>) -> AnyView {
    let text = filled.text;
    let mut options = vec![(String::new(), text.get("calendar-time-confirm-never"))];
    options.extend((0..=MAX_CONFIRM_DAYS).map(|days| {
        let words = text.format(
            "calendar-time-days-before",
            &[("days", i64::from(days).into())],
        );
        (days.to_string(), words)
    }));
    let days = stored.map(|rule| rule.days_before.to_string());
    let at = stored.map(|rule| format!("{:02}:{:02}", rule.at.hour(), rule.at.minute()));
    let days = SelectField {
        name: "confirm_days",
        label: text.get("calendar-time-confirm-when"),
        options,
        chosen: filled.value_or_stored("confirm_days", days),
        error: filled.field_error_message("confirm_days"),
        ..SelectField::default()
    };
    let at = InputField {
        name: "confirm_at",
        kind: "time",
        label: text.get("calendar-time-confirm-at"),
        value: filled.value_or_stored("confirm_at", at),
        error: filled.field_error_message("confirm_at"),
        autocomplete: "off",
        ..InputField::default()
    };
    view! {
        {days.view()}
        {at.view()}
    }
    .into_any()
}

fn ended_box(filled: &FormValues<'_>, stored: bool) -> AnyView {
    let checked = filled
        .state
        .map_or(stored, |state| !state.field_value("ended").is_empty());
    view! {
        <label class="choice" for="ended">
            <input type="checkbox" id="ended" name="ended" value="yes" checked=checked />
            <span>{filled.text.get("calendar-time-ended")}</span>
        </label>
    }
    .into_any()
}
