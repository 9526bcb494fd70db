//! Steps that many plans have, offered to a worker who adds a step to a goal.

use leptos::prelude::*;
use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;

use crate::i18n::Localizer;
use crate::paths;
use crate::request::form::FormState;

/// A step that many plans have.
struct CommonStep {
    /// Its name in an address.
    slug: &'static str,
    /// The key of its words.
    key: &'static str,
}

static COMMON_STEPS: [CommonStep; 10] = [
    CommonStep {
        slug: "visit",
        key: "plan-common-visit",
    },
    CommonStep {
        slug: "class",
        key: "plan-common-class",
    },
    CommonStep {
        slug: "doctor",
        key: "plan-common-doctor",
    },
    CommonStep {
        slug: "counseling",
        key: "plan-common-counseling",
    },
    CommonStep {
        slug: "school",
        key: "plan-common-school",
    },
    CommonStep {
        slug: "home",
        key: "plan-common-home",
    },
    CommonStep {
        slug: "ride",
        key: "plan-common-ride",
    },
    CommonStep {
        slug: "papers",
        key: "plan-common-papers",
    },
    CommonStep {
        slug: "work",
        key: "plan-common-work",
    },
    CommonStep {
        slug: "kin",
        key: "plan-common-kin",
    },
];

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
        .map(|step| {
            let href = format!("{page}?goal={goal}&common={}", step.slug);
            view! {
                <li>
                    <a class="item-link" href=href>
                        {text.get(step.key)}
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
    let step = COMMON_STEPS.iter().find(|step| step.slug == slug)?;
    // As a form that came back, because the fields of a form take their values from one. Without an
    // error it does not count as rejected.
    Some(FormState::default().with_value("words", &text.get(step.key)))
}
