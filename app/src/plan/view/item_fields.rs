//! The fields of the forms that add or edit a plan item.

use leptos::prelude::*;
use model::id::TextId;
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use model::policy::is_agency_staff;
use store::plan::PlanItem;
use store::plan::form_options::{Assignee, FormOptions};
use store::plan::working_copy::WorkingItem;

use super::form_values::FormValues;
use super::step_fields::{effort_fields, linked_item_choices};
use crate::i18n::{Localizer, isolate_bidi};
use crate::plan::view::children;
use crate::request::form::FormState;
use crate::ui::field::{InputField, RadioGroup};

/// The fields of a line. The words of a family goal belong to the family: they are shown above the
/// form and sent unchanged in a hidden field.
pub(in crate::plan) fn item_fields(
    text: Localizer,
    kind: PlanItemKind,
    working_item: Option<&WorkingItem>,
    choice: &FormOptions,
    state: Option<&FormState>,
) -> AnyView {
    let filled = FormValues { text, state };
    let item = working_item.map(|working| &working.item);
    // These conditions repeat those of `PlanItemInput::parse`, which ignores the fields that a kind
    // does not have: one that is shown here for another kind would be lost.
    let (goal, step, well) = (
        matches!(kind, PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal),
        kind == PlanItemKind::Step,
        kind == PlanItemKind::WellBeing,
    );
    let is_update = working_item.is_some();
    view! {
        {(well && !is_update).then(|| child_and_area_choices(&filled, choice))}
        {words_field(&filled, kind, working_item)}
        {goal.then(|| benchmark_field(&filled, "plan-line-benchmark", working_item))}
        {(kind == PlanItemKind::Worry).then(|| worry_fields(&filled, working_item))}
        {(step || well || goal).then(|| owner_choice(&filled, kind, item, choice))}
        {(step || well || goal).then(|| due_date_field(&filled, kind, item))}
        {step
            .then(|| {
                view! {
                    {linked_item_choices(&filled, item, choice)}
                    {effort_fields(&filled, item)}
                }
            })}
        // Family members choose themselves who reads what they wrote, and need no reason to change
        // their own words.
        {(!matches!(kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal))
            .then(|| audience_choice(&filled, is_update, choice))}
        {(kind != PlanItemKind::OwnWords && is_update)
            .then(|| filled.text_area("why", "plan-line-why", None))}
    }
    .into_any()
}

/// A stored text in the language it was written in, so that saving the form does not replace it
/// with its translation.
fn stored_text(working_item: Option<&WorkingItem>, id: Option<TextId>) -> Option<String> {
    let wording = working_item?.texts.get(&id?)?;
    Some(wording.body.clone())
}

fn words_field(
    filled: &FormValues<'_>,
    kind: PlanItemKind,
    working_item: Option<&WorkingItem>,
) -> AnyView {
    let stored = stored_text(
        working_item,
        working_item.map(|working| working.item.text_id),
    );
    if kind == PlanItemKind::FamilyGoal {
        // Sent because a line without words is refused. The store refuses other words than the
        // stored ones, so they never come from a form that came back.
        return view! { <input type="hidden" name="words" value=stored /> }.into_any();
    }
    let label = if kind == PlanItemKind::Worry {
        "plan-worried"
    } else {
        "plan-line-words"
    };
    filled.text_area("words", label, stored)
}

fn benchmark_field(
    filled: &FormValues<'_>,
    label: &'static str,
    working_item: Option<&WorkingItem>,
) -> AnyView {
    let id = working_item.and_then(|working| working.item.benchmark_text_id);
    filled.text_area("benchmark", label, stored_text(working_item, id))
}

/// What would make a worry safe, and what is done so far.
fn worry_fields(filled: &FormValues<'_>, working_item: Option<&WorkingItem>) -> AnyView {
    let so_far = working_item.and_then(|working| working.item.progress_text_id);
    view! {
        {benchmark_field(filled, "plan-safe-when", working_item)}
        {filled.text_area("so_far", "plan-so-far", stored_text(working_item, so_far))}
    }
    .into_any()
}

fn due_date_field(filled: &FormValues<'_>, kind: PlanItemKind, item: Option<&PlanItem>) -> AnyView {
    // A browser without date fields shows a text field. The error message has an example of the
    // format for its users.
    let stored = item
        .and_then(|item| item.due.as_ref())
        .map(|due| due.to_jiff().to_string());
    let label = if kind == PlanItemKind::WellBeing {
        "plan-next-when"
    } else {
        "plan-when"
    };
    InputField {
        name: "due",
        kind: "date",
        label: filled.text.get(label),
        value: filled.value_or_stored("due", stored),
        error: filled.field_error_message("due"),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

pub(in crate::plan) fn name_with_role(text: Localizer, one: &Assignee) -> String {
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
        // Without an empty choice: a step is refused until it says who does it.
        // With the person whom an import names, because the store keeps them.
        let agency = item
            .filter(|item| item.owed_by_agency)
            .and_then(|item| item.owner.clone())
            .map_or_else(
                || text.get("plan-agency-owes"),
                |name| text.format("plan-agency-who", &[("name", name.into())]),
            );
        options.push(("agency".into(), agency));
    } else {
        options.insert(0, (String::new(), text.get("plan-nobody-yet")));
    }
    let chosen = item.map(|item| {
        if item.owed_by_agency {
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
    let areas = AreaOf::ALL
        .iter()
        .map(|one| (one.slug().to_owned(), children::area_label(text, *one)))
        .collect();
    // Both are only asked for a new line. The store keeps the child and the area of an existing
    // line, whatever the form says.
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
    // With one child there is nothing to choose.
    let child = match choice.children.as_slice() {
        [only] => {
            view! { <input type="hidden" name="child" value=only.id.to_string() /> }.into_any()
        }
        children => {
            let children = children
                .iter()
                .map(|child| (child.id.to_string(), isolate_bidi(&child.name)))
                .collect();
            one("child", "plan-which-child", children)
        }
    };
    view! {
        {child}
        {one("area", "plan-which-area", areas)}
    }
    .into_any()
}

/// Who can see the line. Limiting it to one person keeps one parent's step hidden from the other.
/// An existing line (`is_update`) can also keep its audience.
pub(in crate::plan) fn audience_choice(
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
    // Staff are not offered: workers and supervisors see every line that is limited to one person.
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
    // For an existing line the audience is kept by default, so that a change of its words does not
    // show it to more people.
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
