//! The fields of the forms that add or edit a plan item.

use leptos::prelude::*;
use model::id::ItemId;
use model::plan::workload::{format_hours, format_time_of_day};
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use model::policy::is_agency_staff;
use store::plan::PlanItem;
use store::plan::form_options::{Assignee, FormOptions};
use store::plan::working_copy::WorkingItem;

use crate::form::FormState;
use crate::i18n::{Localizer, isolate_bidi};
use crate::plan::children;
use crate::ui::error_summary::{self};
use crate::ui::field::{InputField, RadioGroup, SelectField, TextAreaField};

/// The values for a form's fields: those of the form that came back, else the stored ones
/// (`stored`).
pub(super) struct FormValues<'a> {
    pub text: Localizer,
    pub state: Option<&'a FormState>,
}

impl FormValues<'_> {
    pub fn value_or_stored(&self, name: &str, stored: Option<String>) -> String {
        self.state.map_or_else(
            || stored.unwrap_or_default(),
            |state| state.field_value(name),
        )
    }

    pub fn field_error_message(&self, name: &str) -> Option<String> {
        self.state
            .and_then(|state| state.field_error(name))
            .map(|code| error_summary::error_message(self.text, code))
    }

    pub fn text_area(
        &self,
        name: &'static str,
        label: &'static str,
        stored: Option<String>,
    ) -> AnyView {
        TextAreaField {
            name,
            label: self.text.get(label),
            value: self.value_or_stored(name, stored),
            error: self.field_error_message(name),
            ..TextAreaField::default()
        }
        .view()
    }
}

/// The revision a form was filled in against, for optimistic locking. A form that came back keeps
/// its own, so that submitting it again does not overwrite an edit made by someone else meanwhile.
/// After an edit conflict it gets the current one (`current`), because its page then shows both
/// texts.
pub(super) fn base_revision(state: Option<&FormState>, name: &str, current: i32) -> String {
    let submitted = state
        .filter(|state| state.field_error("stale").is_none())
        .map(|state| state.field_value(name));
    submitted
        .filter(|kept| !kept.is_empty())
        .unwrap_or_else(|| current.to_string())
}

/// The fields of a line. The words of a family goal belong to the family: they are shown above the
/// form and sent unchanged in a hidden field.
pub(super) fn item_fields(
    text: Localizer,
    kind: PlanItemKind,
    working_item: Option<&WorkingItem>,
    choice: &FormOptions,
    state: Option<&FormState>,
) -> AnyView {
    let filled = FormValues { text, state };
    let said = |id| {
        working_item
            .and_then(|desk| desk.texts.get(&id))
            .map(|said| said.body.clone())
    };
    let item = working_item.map(|desk| &desk.item);
    let (goal, step, well) = (
        matches!(kind, PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal),
        kind == PlanItemKind::Step,
        kind == PlanItemKind::WellBeing,
    );
    let stored_words = item.and_then(|item| said(item.text_id));
    let own = (kind == PlanItemKind::FamilyGoal).then(|| {
        view! { <input type="hidden" name="words" value=stored_words.clone() /> }.into_any()
    });
    let due = (goal || step || well).then(|| {
        let stored_due = item
            .and_then(|item| item.due.as_ref())
            .map(|due| due.to_jiff().to_string());
        InputField {
            name: "due",
            kind: "date",
            label: text.get(if well { "plan-next-when" } else { "plan-when" }),
            value: filled.value_or_stored("due", stored_due),
            error: filled.field_error_message("due"),
            autocomplete: "off",
            ..InputField::default()
        }
        .view()
    });
    view! {
        {(well && working_item.is_none()).then(|| child_and_area_choices(&filled, choice))}
        {own
            .unwrap_or_else(|| {
                filled
                    .text_area(
                        "words",
                        if kind == PlanItemKind::Worry {
                            "plan-worried"
                        } else {
                            "plan-line-words"
                        },
                        stored_words.clone(),
                    )
            })}
        {goal
            .then(|| {
                filled
                    .text_area(
                        "benchmark",
                        "plan-line-benchmark",
                        item.and_then(|item| item.benchmark_id).and_then(said),
                    )
            })}
        {(kind == PlanItemKind::Worry)
            .then(|| {
                view! {
                    {filled
                        .text_area(
                            "benchmark",
                            "plan-safe-when",
                            item.and_then(|item| item.benchmark_id).and_then(said),
                        )}
                    {filled
                        .text_area(
                            "so_far",
                            "plan-so-far",
                            item.and_then(|item| item.so_far_id).and_then(said),
                        )}
                }
            })}
        {(step || well || goal).then(|| owner_choice(&filled, kind, item, choice))}
        {due}
        {step
            .then(|| {
                view! {
                    {linked_item_choices(&filled, item, choice)}
                    {effort_fields(&filled, item)}
                }
            })}
        {(!matches!(kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal))
            .then(|| audience_choice(&filled, working_item.is_some(), choice))}
        {(kind != PlanItemKind::OwnWords && working_item.is_some())
            .then(|| filled.text_area("why", "plan-line-why", None))}
    }
    .into_any()
}

pub(super) fn name_with_role(text: Localizer, one: &Assignee) -> String {
    text.format(
        "messages-name-role",
        &[
            ("name", one.name.clone().into()),
            ("role", text.role_name(one.role).into()),
        ],
    )
}

/// The choice of an owner. The agency can own a step; goals and well-being can be without an owner.
fn owner_choice(
    filled: &FormValues<'_>,
    kind: PlanItemKind,
    item: Option<&PlanItem>,
    choice: &FormOptions,
) -> AnyView {
    let text = filled.text;
    let mut options: Vec<(String, String)> = choice
        .assignees
        .iter()
        .map(|one| (one.person_id.to_string(), name_with_role(text, one)))
        .collect();
    if kind == PlanItemKind::Step {
        options.push(("agency".into(), text.get("plan-agency-owes")));
    } else {
        options.insert(0, (String::new(), text.get("plan-nobody-yet")));
    }
    let chosen = item.map(|item| {
        if item.owed {
            "agency".to_owned()
        } else {
            item.owner_id.map(|id| id.to_string()).unwrap_or_default()
        }
    });
    let legend = text.get(match kind {
        PlanItemKind::Step => "plan-who-does",
        PlanItemKind::WellBeing => "plan-responsible",
        _ => "plan-keeps",
    });
    RadioGroup {
        name: "owner",
        legend,
        options,
        chosen: filled.value_or_stored("owner", chosen),
        error: filled.field_error_message("owner"),
        ..RadioGroup::default()
    }
    .view()
}

/// The choice of the child and of the area that a new well-being line is about.
fn child_and_area_choices(filled: &FormValues<'_>, choice: &FormOptions) -> AnyView {
    let text = filled.text;
    let children = choice
        .children
        .iter()
        .map(|child| (child.id.to_string(), isolate_bidi(&child.name)))
        .collect();
    let areas = AreaOf::ALL
        .iter()
        .map(|one| (one.slug().to_owned(), children::area_label(text, *one)))
        .collect();
    let one = |name: &'static str, legend: &'static str, options| {
        RadioGroup {
            name,
            legend: text.get(legend),
            options,
            chosen: filled.value_or_stored(name, None),
            error: filled.field_error_message(name),
            ..RadioGroup::default()
        }
        .view()
    };
    view! {
        {one("child", "plan-which-child", children)}
        {one("area", "plan-which-area", areas)}
    }
    .into_any()
}

/// The goal of a step (only for an existing step), the step that must be done first, and the court
/// order it fulfills.
fn linked_item_choices(
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
fn effort_fields(filled: &FormValues<'_>, item: Option<&PlanItem>) -> AnyView {
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

/// Who can see the line. Limiting it to one person keeps one parent's step hidden from the other.
/// An existing line (`is_update`) can also keep its audience.
pub(super) fn audience_choice(
    filled: &FormValues<'_>,
    is_update: bool,
    choice: &FormOptions,
) -> AnyView {
    let text = filled.text;
    let mut options = if is_update {
        vec![("keep".to_owned(), text.get("plan-seen-keep"))]
    } else {
        Vec::new()
    };
    options.push(("all".to_owned(), text.get("plan-seen-all")));
    options.extend(
        choice
            .assignees
            .iter()
            .filter(|one| !is_agency_staff(one.role))
            .map(|one| {
                (
                    one.person_id.to_string(),
                    text.format(
                        "plan-seen-only",
                        &[("name", name_with_role(text, one).into())],
                    ),
                )
            }),
    );
    let chosen = options.first().map(|(value, _)| value.clone());
    RadioGroup {
        name: "seen",
        legend: text.get("plan-seen-by"),
        options,
        chosen: filled.value_or_stored("seen", chosen),
        error: filled.field_error_message("seen"),
        ..RadioGroup::default()
    }
    .view()
}
