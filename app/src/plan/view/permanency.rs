//! The permanency goal and the concurrent goal of a case, and how they differ between versions.

use leptos::prelude::*;
use model::id::TextId;
use model::plan::{DecisionMaker, Permanency};
use store::plan::permanency::PermanencyGoals;

use crate::i18n::Localizer;
use crate::ui::summary_list::summary_list;

/// The name of a permanency goal.
pub fn permanency_label(text: Localizer, goal: Permanency) -> String {
    text.get_value(goal)
}

/// Who decided.
pub fn decision_maker_label(text: Localizer, by: DecisionMaker) -> String {
    text.get_value(by)
}

/// Both goals, each with its start date, who decided and why; empty without goals. `say` renders a
/// text by its id.
pub fn permanency_facts(
    text: Localizer,
    direction: &PermanencyGoals,
    // A callback, because the plan and a version show the original of a translated text below it,
    // and the pages for a worker do not.
    say: &dyn Fn(TextId) -> AnyView,
) -> AnyView {
    let d = direction;
    let mut rows = Vec::new();
    for (name, goal, since, by, why) in [
        (
            "plan-goal",
            d.permanency,
            &d.permanency_since,
            d.permanency_by,
            d.permanency_why,
        ),
        (
            "plan-concurrent",
            d.concurrent,
            &d.concurrent_since,
            d.concurrent_by,
            d.concurrent_why,
        ),
    ] {
        // A case can have a permanency goal without a concurrent goal.
        let Some(goal) = goal else { continue };
        let words = permanency_label(text, goal);
        rows.push((text.get(name), view! { <b>{words}</b> }.into_any()));
        if let Some(since) = since {
            rows.push((
                text.get("plan-since"),
                text.format_date(since.to_jiff()).into_any(),
            ));
        }
        // Required in the form, but optional in an import file.
        if let Some(by) = by {
            rows.push((
                text.get("plan-decided-by"),
                decision_maker_label(text, by).into_any(),
            ));
        }
        if let Some(why) = why {
            rows.push((text.get("plan-why"), say(why)));
        }
    }
    if rows.is_empty() {
        ().into_any()
    } else {
        summary_list(rows)
    }
}

/// The goals before and now, side by side; empty when they are equal. `say` renders a text by its
/// id.
pub fn permanency_diff(
    text: Localizer,
    old: &PermanencyGoals,
    new: &PermanencyGoals,
    say: &dyn Fn(TextId) -> AnyView,
) -> AnyView {
    // Reasons are compared by the id of their text, which is enough: `store::plan::permanency`
    // keeps the text of a reason that was saved unchanged.
    if old == new {
        return ().into_any();
    }
    let side = |key: &'static str, direction: &PermanencyGoals| {
        let facts = if direction.is_none() {
            text.get("plan-heading-none").into_any()
        } else {
            permanency_facts(text, direction, say)
        };
        view! {
            <div>
                <p class="muted">{text.get(key)}</p>
                {facts}
            </div>
        }
    };
    view! {
        <div class="card">
            <p>
                <b>{text.get("plan-heading")}</b>
            </p>
            <div class="side-by-side">{side("plan-before", old)}{side("plan-after", new)}</div>
        </div>
    }
    .into_any()
}
