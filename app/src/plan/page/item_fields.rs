//! The fields of the forms that add or edit a plan item.

use leptos::prelude::*;
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use model::policy::is_agency_staff;
use store::plan::PlanItem;
use store::plan::form_options::{Assignee, FormOptions};
use store::plan::working_copy::WorkingItem;

use super::form_values::FormValues;
use super::step_fields::{effort_fields, linked_item_choices};
use crate::form::FormState;
use crate::i18n::{Localizer, isolate_bidi};
use crate::plan::children;
use crate::ui::field::{InputField, RadioGroup};

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
