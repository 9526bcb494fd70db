//! The fields that only the form of a step has: linked items and the weekly load.

use leptos::prelude::*;
use model::id::ItemId;
use model::plan::PlanItemKind;
use model::plan::workload::{format_hours, format_time_of_day};
use store::plan::PlanItem;
use store::plan::form_options::FormOptions;

use super::form_values::FormValues;
use crate::i18n::isolate_bidi;
use crate::ui::field::{InputField, SelectField};

/// The goal of a step (only for an existing step), the step that must be done first, and the court
/// order it fulfills.
pub(super) fn linked_item_choices(
    filled: &FormValues<'_>,
    item: Option<&PlanItem>,
    choice: &FormOptions,
) -> AnyView {
    let text = filled.text;
    let select = |field: &'static str,
                  label: &'static str,
                  none: Option<&'static str>,
                  kinds: &[PlanItemKind],
                  stored: Option<ItemId>| {
        let lines = choice
            .items_of_kinds(kinds)
            .filter(|line| Some(line.id) != item.map(|item| item.id))
            .filter_map(|line| {
                let said = choice.texts.get(&line.text_id)?;
                Some((
                    line.id.to_string(),
                    isolate_bidi(said.tr_body.as_ref().unwrap_or(&said.body)),
                ))
            });
        let options: Vec<_> = none
            .map(|key| (String::new(), text.get(key)))
            .into_iter()
            .chain(lines)
            .collect();
        let chosen = filled.value_or_stored(field, stored.map(|id| id.to_string()));
        (options.len() > 1 || none.is_none() && !options.is_empty()).then(|| {
            SelectField {
                name: field,
                label: text.get(label),
                options,
                chosen,
                error: filled.field_error_message(field),
                ..SelectField::default()
            }
            .view()
        })
    };
    let none = item
        .and_then(|item| item.goal_id)
        .is_none()
        .then_some("plan-no-goal");
    view! {
        {item
            .map(|item| select(
                "goal",
                "plan-which-goal",
                none,
                &[PlanItemKind::FamilyGoal, PlanItemKind::AgencyGoal],
                item.goal_id,
            ))}
        {select(
            "after",
            "plan-which-after",
            Some("plan-no-after"),
            &[PlanItemKind::Step],
            item.and_then(|item| item.after_id),
        )}
        {select(
            "order",
            "plan-which-order",
            Some("plan-no-order"),
            &[PlanItemKind::CourtOrder],
            item.and_then(|item| item.order_id),
        )}
    }
    .into_any()
}

/// The weekly load of a step. Collapsed while empty, because most steps have none.
pub(super) fn effort_fields(filled: &FormValues<'_>, item: Option<&PlanItem>) -> AnyView {
    let text = filled.text;
    let stored_effort = item.map(|item| item.load).unwrap_or_default();
    let field =
        |name: &'static str, kind: &'static str, label: &'static str, stored: Option<String>| {
            InputField {
                name,
                kind,
                label: text.get(label),
                value: filled.value_or_stored(name, stored),
                error: filled.field_error_message(name),
                autocomplete: "off",
                ..InputField::default()
            }
            .view()
        };
    let mut days = vec![(String::new(), text.get("plan-week-no-day"))];
    days.extend((1..=7).map(|day| (day.to_string(), text.get(&format!("common-weekday-{day}")))));
    let day = SelectField {
        name: "weekday",
        label: text.get("plan-week-day"),
        options: days,
        chosen: filled.value_or_stored("weekday", stored_effort.weekday.map(|day| day.to_string())),
        error: filled.field_error_message("weekday"),
        ..SelectField::default()
    };
    let wrong = ["hours", "trips", "weekday", "starts", "ends"]
        .iter()
        .any(|name| filled.field_error_message(name).is_some());
    view! {
        <details class="card" open=wrong || !stored_effort.is_none()>
            <summary>{text.get("plan-week-takes")}</summary>
            {field("hours", "", "plan-week-hours", stored_effort.minutes.map(format_hours))}
            {field(
                "trips",
                "",
                "plan-week-trips",
                stored_effort.trips.map(|trips| trips.to_string()),
            )}
            {day.view()}
            {field(
                "starts",
                "time",
                "plan-week-from",
                stored_effort.starts.map(format_time_of_day),
            )}
            {field("ends", "time", "plan-week-to", stored_effort.ends.map(format_time_of_day))}
        </details>
    }
    .into_any()
}
