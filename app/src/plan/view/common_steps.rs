//! Steps that many plans have, offered to a worker who adds a step to a goal.

use leptos::prelude::*;
use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;

use crate::i18n::Localizer;
use crate::paths;
use crate::request::form::FormState;

/// Steps that many plans have. keys: plan-common-*
const COMMON_STEPS: [&str; 10] = [
    "visit",
    "class",
    "doctor",
    "counseling",
    "school",
    "home",
    "ride",
    "papers",
    "work",
    "kin",
];

fn common_step_words(text: Localizer, slug: &str) -> String {
    text.get(&format!("plan-common-{slug}"))
}

/// Links to add a common step: they prefill its words, which the worker adapts to the family.
pub(in crate::plan) fn common_step_links(
    text: Localizer,
    family: FamilyId,
    goal: ItemId,
) -> AnyView {
    let page = paths::add_plan_item(family, PlanItemKind::Step);
    // Links and not a script: the page that they load has the words in its form already.
    let rows = COMMON_STEPS
        .iter()
        .map(|slug| {
            view! {
                <li>
                    <a class="item-link" href=format!("{page}?goal={goal}&common={slug}")>
                        {common_step_words(text, slug)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="card">
            <summary>{text.get("plan-common")}</summary>
            <ul class="stack" role="list">
                {rows}
            </ul>
        </details>
    }
    .into_any()
}

/// A form prefilled with the words of the common step `slug`; `None` if there is no such step.
pub(in crate::plan) fn prefilled_form(text: Localizer, slug: &str) -> Option<FormState> {
    // Only the listed slugs: the value comes from the address.
    COMMON_STEPS.contains(&slug).then(|| {
        // As a form that came back, because the fields of a form take their values from one.
        // Without an error it does not count as rejected.
        FormState::new(
            "plan/add",
            None,
            [("words".to_owned(), common_step_words(text, slug))],
        )
    })
}
