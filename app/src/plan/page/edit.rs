//! `/family/{id}/plan/edit`: the whole working copy.

use leptos::prelude::*;
use model::plan::PlanItemKind;
use store::plan::versions::{self, PlanItemChange};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::isolate_bidi;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::permanency;
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::link_list::{ListRow, link_list};

/// `/family/{id}/plan/edit`
#[component]
pub fn EditPlan() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let working =
            versions::read_working_copy(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let plan = format!("/family/{family}/plan");
        let rows = |kinds: &[PlanItemKind]| {
            let tasks: Vec<ListRow> = working
                .items
                .iter()
                .filter(|line| kinds.contains(&line.kind))
                .map(|line| {
                    let said = working.texts.get(&line.text_id).map(to_translated_text);
                    let changed = working.changes.iter().any(|change| match change {
                        PlanItemChange::Added(new) | PlanItemChange::Changed(_, new) => {
                            new.item_id == line.item_id
                        }
                        PlanItemChange::Removed(_) => false,
                    });
                    ListRow {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: said.map(|said| said.inline_text(text)),
                        small: [
                            line.area
                                .map(|area| crate::plan::children::area_label(text, area)),
                            line.owner.as_deref().map(isolate_bidi),
                        ]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" · "),
                        tag: changed.then(|| ("us", text.get("plan-not-published"))),
                        ..ListRow::default()
                    }
                })
                .collect();
            link_list(tasks)
        };
        let add = |kind: PlanItemKind, key: &'static str| {
            view! {
                <p>
                    <a class="btn plain" href=format!("{plan}/add/{}", kind.slug())>
                        {text.get(key)}
                    </a>
                </p>
            }
        };
        let part = |kind: PlanItemKind, heading: &'static str, key: &'static str| {
            view! {
                <h2>{text.get(heading)}</h2>
                {rows(&[kind])}
                {add(kind, key)}
            }
        };
        let goals = working
            .items
            .iter()
            .filter(|line| {
                matches!(
                    line.kind,
                    PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal
                )
            })
            .map(|goal| {
                let said = working.texts.get(&goal.text_id).map(to_translated_text);
                let steps: Vec<ListRow> = working
                    .items
                    .iter()
                    .filter(|line| line.goal_id == Some(goal.item_id))
                    .map(|line| ListRow {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: working
                            .texts
                            .get(&line.text_id)
                            .map(|said| to_translated_text(said).inline_text(text)),
                        small: line.owner.as_deref().map(isolate_bidi).unwrap_or_default(),
                        ..ListRow::default()
                    })
                    .collect();
                view! {
                    <section class="card">
                        <h3>
                            <a href=format!(
                                "{plan}/edit/{}",
                                goal.item_id,
                            )>{said.map(|said| said.inline_text(text))}</a>
                        </h3>
                        {(!steps.is_empty()).then(|| link_list(steps))}
                        <p>
                            <a
                                class="btn plain"
                                href=format!("{plan}/add/step?goal={}", goal.item_id)
                            >
                                {text.get("plan-add-step")}
                            </a>
                        </p>
                    </section>
                }
            })
            .collect_view();
        let steps_without_goal: Vec<ListRow> = working
            .items
            .iter()
            .filter(|line| line.kind == PlanItemKind::Step && line.goal_id.is_none())
            .map(|line| ListRow {
                href: Some(format!("{plan}/edit/{}", line.item_id)),
                title: working
                    .texts
                    .get(&line.text_id)
                    .map(|said| to_translated_text(said).inline_text(text)),
                ..ListRow::default()
            })
            .collect();
        // Shows the worker a warning about each court order that no step fulfills yet.
        let unmet_orders: Vec<_> = working
            .items
            .iter()
            .filter(|order| {
                order.kind == PlanItemKind::CourtOrder
                    && !working
                        .items
                        .iter()
                        .any(|step| step.order_id == Some(order.item_id))
            })
            .collect();
        let in_home = visit.actor()?.membership_in(family)?.in_home;
        let say = |id| {
            working
                .texts
                .get(&id)
                .map(|said| to_translated_text(said).inline_text(text))
                .into_any()
        };
        let goal_changes = usize::from(working.permanency_goals != working.old_permanency_goals);
        let title = text.get("plan-edit");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {info_notice(text.get("plan-edit-note"))}
            <p class="row">
                <a class="btn" href=format!("{plan}/publish")>
                    {text
                        .format(
                            "plan-publish-count",
                            &[("count", (working.changes.len() + goal_changes).into())],
                        )}
                </a>
                <a class="btn plain" href=format!("{plan}/week")>
                    {text.get("plan-week")}
                </a>
            </p>
            {part(PlanItemKind::Strength, "plan-strengths", "plan-add-strength")}
            {(!in_home)
                .then(|| {
                    view! {
                        <h2>{text.get("plan-heading")}</h2>
                        <div class="card">
                            {if working.permanency_goals.is_none() {
                                view! { <p class="soft">{text.get("plan-heading-none")}</p> }
                                    .into_any()
                            } else {
                                permanency::permanency_facts(text, &working.permanency_goals, &say)
                            }} <p>
                                <a class="btn plain" href=format!("{plan}/heading")>
                                    {text.get("plan-heading-edit")}
                                </a>
                            </p>
                        </div>
                    }
                })}
            <h2>{text.get("plan-goals")}</h2>
            {goals}
            {(!steps_without_goal.is_empty())
                .then(|| {
                    view! {
                        <h3>{text.get("plan-steps-without-goal")}</h3>
                        {link_list(steps_without_goal)}
                    }
                })}
            {add(PlanItemKind::AgencyGoal, "plan-add-goal")}
            {part(PlanItemKind::WellBeing, "plan-children", "plan-add-well-being")}
            {part(PlanItemKind::Need, "plan-needs", "plan-add-need")}
            {part(PlanItemKind::Worry, "plan-worries", "plan-add-worry")}
            {part(PlanItemKind::ClosureCondition, "plan-changes", "plan-add-change")}
            {part(PlanItemKind::CourtOrder, "plan-orders", "plan-add-order")}
            {(!unmet_orders.is_empty())
                .then(|| info_notice(
                    text.format("plan-orders-unmet", &[("count", unmet_orders.len().into())]),
                ))}
            {part(PlanItemKind::SafetyAction, "plan-safety", "plan-add-safety-do")}
            {rows(&[PlanItemKind::SafetyContact])}
            {add(PlanItemKind::SafetyContact, "plan-add-safety-call")}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
