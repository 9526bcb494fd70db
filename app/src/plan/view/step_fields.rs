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

/// A drop-down list of plan items that a step can refer to.
struct ItemSelect<'a> {
    name: &'static str,
    label: &'static str,
    /// The label of the empty option; `None` when an item must be chosen.
    none: Option<&'static str>,
    kinds: &'a [PlanItemKind],
    stored: Option<ItemId>,
}

impl ItemSelect<'_> {
    /// The list without the step itself (`except`); `None` when there is nothing to choose.
    fn select_view(
        self,
        filled: &FormValues<'_>,
        choice: &FormOptions,
        except: Option<ItemId>,
    ) -> Option<AnyView> {
        let text = filled.text;
        // The translation, because the worker only picks the item here and does not edit it.
        let lines = choice
            .items_of_kinds(self.kinds)
            .filter(|line| Some(line.id) != except)
            .filter_map(|line| {
                let wording = choice.texts.get(&line.text_id)?;
                Some((
                    line.id.to_string(),
                    isolate_bidi(wording.tr_body.as_ref().unwrap_or(&wording.body)),
                ))
            });
        let options: Vec<_> = self
            .none
            .map(|key| (String::new(), text.get(key)))
            .into_iter()
            .chain(lines)
            .collect();
        let empty_options = usize::from(self.none.is_some());
        (options.len() > empty_options).then(|| {
            SelectField {
                name: self.name,
                label: text.get(self.label),
                options,
                chosen: filled.value_or_stored(self.name, self.stored.map(|id| id.to_string())),
                error: filled.field_error_message(self.name),
                ..SelectField::default()
            }
            .view()
        })
    }
}

/// The goal of a step (only for an existing step), the step that must be done first, and the court
/// order it fulfills.
pub(in crate::plan) fn linked_item_choices(
    filled: &FormValues<'_>,
    item: Option<&PlanItem>,
    choice: &FormOptions,
) -> AnyView {
    let except = item.map(|item| item.id);
    // A new step gets its goal from the address of the page. One that has a goal can be moved to
    // another, but not taken out of every goal.
    const GOALS: &[PlanItemKind] = &[PlanItemKind::FamilyGoal, PlanItemKind::AgencyGoal];
    let goal = item.map(|item| {
        // A goal that was removed is no option. Without the empty one, a browser would select the
        // first goal of the list, and saving the step would move it there.
        let is_listed = choice
            .items_of_kinds(GOALS)
            .any(|goal| Some(goal.id) == item.goal_id && choice.texts.contains_key(&goal.text_id));
        ItemSelect {
            name: "goal",
            label: "plan-which-goal",
            none: (!is_listed).then_some("plan-no-goal"),
            kinds: GOALS,
            stored: item.goal_id.filter(|_| is_listed),
        }
    });
    // The list also has steps that wait for this one. The store refuses such a circle
    // (`plan-circle`).
    let prerequisite = ItemSelect {
        name: "after",
        label: "plan-which-after",
        none: Some("plan-no-after"),
        kinds: &[PlanItemKind::Step],
        stored: item.and_then(|item| item.prerequisite_id),
    };
    let order = ItemSelect {
        name: "order",
        label: "plan-which-order",
        none: Some("plan-no-order"),
        kinds: &[PlanItemKind::CourtOrder],
        stored: item.and_then(|item| item.order_id),
    };
    view! {
        {goal.and_then(|goal| goal.select_view(filled, choice, except))}
        {prerequisite.select_view(filled, choice, except)}
        {order.select_view(filled, choice, except)}
    }
    .into_any()
}

/// The weekly load of a step. Collapsed while empty, because most steps have none.
pub(in crate::plan) fn effort_fields(filled: &FormValues<'_>, item: Option<&PlanItem>) -> AnyView {
    let text = filled.text;
    let stored_effort = item.map(|item| item.load).unwrap_or_default();
    // Text fields and not `type="number"`: for a decimal comma or Arabic digits, which
    // `parse_hours` accepts, a browser may send an empty value.
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
    // An error in a collapsed section would be invisible.
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
