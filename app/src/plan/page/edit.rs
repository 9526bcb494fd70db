//! `/family/{id}/plan/edit`: the whole working copy.

use leptos::prelude::*;
use model::plan::Kind;
use store::plan::version::{self, Change};

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::home::part::words;
use crate::plan::heading;
use crate::text::name;
use crate::ui::banner::calm;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/family/{id}/plan/edit`
#[component]
pub fn EditPlan() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let working = version::working(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let plan = format!("/family/{family}/plan");
        let rows = |kinds: &[Kind]| {
            let tasks: Vec<Task> = working
                .lines
                .iter()
                .filter(|line| kinds.contains(&line.kind))
                .map(|line| {
                    let said = working.texts.get(&line.text_id).map(words);
                    let changed = working.changes.iter().any(|change| match change {
                        Change::Added(new) | Change::Changed(_, new) => new.item_id == line.item_id,
                        Change::Gone(_) => false,
                    });
                    Task {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: said.map(|said| said.inline(text)),
                        small: [line.area.map(|area| crate::plan::child::area(text, area)), line.owner.as_deref().map(name)]
                            .into_iter()
                            .flatten()
                            .collect::<Vec<_>>()
                            .join(" · "),
                        tag: changed.then(|| ("us", text.say("plan-not-published"))),
                        ..Task::default()
                    }
                })
                .collect();
            task_list(tasks)
        };
        let add = |kind: Kind, key: &'static str| view! { <p><a class="btn plain" href=format!("{plan}/add/{}", kind.slug())>{text.say(key)}</a></p> };
        let part = |kind: Kind, heading: &'static str, key: &'static str| view! { <h2>{text.say(heading)}</h2>{rows(&[kind])}{add(kind, key)} };
        let goals = working
            .lines
            .iter()
            .filter(|line| matches!(line.kind, Kind::FamilyGoal | Kind::AgencyGoal))
            .map(|goal| {
                let said = working.texts.get(&goal.text_id).map(words);
                let steps: Vec<Task> = working
                    .lines
                    .iter()
                    .filter(|line| line.goal_id == Some(goal.item_id))
                    .map(|line| Task {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: working.texts.get(&line.text_id).map(|said| words(said).inline(text)),
                        small: line.owner.as_deref().map(name).unwrap_or_default(),
                        ..Task::default()
                    })
                    .collect();
                view! {
                    <section class="card">
                        <h3><a href=format!("{plan}/edit/{}", goal.item_id)>{said.map(|said| said.inline(text))}</a></h3>
                        {(!steps.is_empty()).then(|| task_list(steps))}
                        <p><a class="btn plain" href=format!("{plan}/add/step?goal={}", goal.item_id)>{text.say("plan-add-step")}</a></p>
                    </section>
                }
            })
            .collect_view();
        let loose: Vec<Task> = working
            .lines
            .iter()
            .filter(|line| line.kind == Kind::Step && line.goal_id.is_none())
            .map(|line| Task {
                href: Some(format!("{plan}/edit/{}", line.item_id)),
                title: working.texts.get(&line.text_id).map(|said| words(said).inline(text)),
                ..Task::default()
            })
            .collect();
        // Shows the worker a warning about each court order that no step fulfills yet.
        let unmet: Vec<_> =
            working.lines.iter().filter(|order| order.kind == Kind::Order && !working.lines.iter().any(|step| step.order_id == Some(order.item_id))).collect();
        let in_home = visit.actor()?.team(family)?.in_home;
        let say = |id| working.texts.get(&id).map(|said| words(said).inline(text)).into_any();
        let turned = usize::from(working.direction != working.old_direction);
        let title = text.say("plan-edit");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {calm(text.say("plan-edit-note"))}
            <p class="row"><a class="btn" href=format!("{plan}/publish")>{text.with("plan-publish-count", &[("count", (working.changes.len() + turned).into())])}</a>
                <a class="btn plain" href=format!("{plan}/week")>{text.say("plan-week")}</a></p>
            {part(Kind::Strength, "plan-strengths", "plan-add-strength")}
            {(!in_home).then(|| view! {
                <h2>{text.say("plan-heading")}</h2>
                <div class="card">
                    {if working.direction.is_none() { view! { <p class="soft">{text.say("plan-heading-none")}</p> }.into_any() } else { heading::facts(text, &working.direction, &say) }}
                    <p><a class="btn plain" href=format!("{plan}/heading")>{text.say("plan-heading-edit")}</a></p>
                </div>
            })}
            <h2>{text.say("plan-goals")}</h2>
            {goals}
            {(!loose.is_empty()).then(|| view! { <h3>{text.say("plan-steps-without-goal")}</h3>{task_list(loose)} })}
            {add(Kind::AgencyGoal, "plan-add-goal")}
            {part(Kind::WellBeing, "plan-children", "plan-add-well-being")}
            {part(Kind::Need, "plan-needs", "plan-add-need")}
            {part(Kind::Worry, "plan-worries", "plan-add-worry")}
            {part(Kind::Change, "plan-changes", "plan-add-change")}
            {part(Kind::Order, "plan-orders", "plan-add-order")}
            {(!unmet.is_empty()).then(|| calm(text.with("plan-orders-unmet", &[("count", unmet.len().into())])))}
            {part(Kind::SafetyDo, "plan-safety", "plan-add-safety-do")}
            {rows(&[Kind::SafetyCall])}
            {add(Kind::SafetyCall, "plan-add-safety-call")}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}
