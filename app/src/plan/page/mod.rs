//! `/family/{id}/plan`, and `/plan`, which redirects to it.

pub mod closure;
pub mod edit;
mod form_values;
pub mod item;
mod item_fields;
pub mod item_form;
pub mod own_words;
pub mod permanency;
pub mod print;
pub mod progress;
pub mod publish;
pub mod replies;
pub mod safety;
pub mod section;
mod step_fields;
pub mod versions;
pub mod workload;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use model::policy::may_edit_plan;
use model::role::Role;

use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::items::PlanView;
use crate::plan::permanency::permanency_facts;
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;

/// `/plan`
#[component]
pub fn RedirectToPlan() -> impl IntoView {
    render_page(async |visit: RequestContext| {
        crate::home::page::redirect_to_family_page(&visit, "plan")
    })
}

/// `/family/{id}/plan`
#[component]
pub fn PlanPage() -> impl IntoView {
    let family = item::family_id_from_path();
    let done = use_query_map().read_untracked().get("done").is_some();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let plan = store::plan::read_plan(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let actor = visit.actor()?;
        let plan_view = PlanView {
            visit: &visit,
            text,
            plan: &plan,
            me: actor.person,
            today: actor.today,
            return_path: visit.path_and_query.clone(),
            family,
            shows_completed: done,
        };
        let family_words = plan
            .items_of_kind(PlanItemKind::OwnWords)
            .map(|item| plan_view.family_words(item))
            .collect_view();
        let has = |kind| plan.items_of_kind(kind).next().is_some();
        let goals = |kind| {
            plan.items_of_kind(kind)
                .map(|goal| plan_view.goal_card(goal))
                .collect_view()
        };
        let section = |kind: PlanItemKind, class: &'static str| {
            let part = PlanSection::for_item_kind(kind).filter(|_| has(kind))?;
            Some(view! {
                <h2>{crate::plan::replies::section_title(text, part)}</h2>
                {plan_view.item_list(kind, class)}
                {plan_view.reply_link(part)}
            })
        };
        let is_family = actor.membership_in(family)?.role.is_family();
        let role = actor.membership_in(family)?.role;
        let (can_edit, is_agency) = (
            may_edit_plan(role),
            matches!(role, Role::Worker | Role::Supervisor),
        );
        let action_links = view! {
            <p class="row">
                {can_edit
                    .then(|| {
                        view! {
                            <a class="btn" href=format!("/family/{family}/plan/edit")>
                                {text.get("plan-edit")}
                            </a>
                        }
                    })}
                {is_family
                    .then(|| {
                        view! {
                            <a class="btn plain" href=format!("/family/{family}/plan/propose")>
                                {text.get("plan-propose")}
                            </a>
                        }
                    })} <a class="btn plain" href=format!("/family/{family}/plan/replies")>
                    {text.get("plan-replies")}
                </a> <a class="btn plain" href=format!("/family/{family}/plan/progress")>
                    {text.get("plan-progress")}
                </a>
                {(is_family || is_agency)
                    .then(|| {
                        view! {
                            <a class="btn plain" href=format!("/family/{family}/plan/week")>
                                {text.get("plan-week")}
                            </a>
                        }
                    })} <a class="btn plain" href=format!("/family/{family}/plan/versions")>
                    {text.get("plan-versions")}
                </a>
            </p>
        };
        let body = view! {
            <h1>{text.get("plan-title")}</h1>
            {plan
                .head
                .as_ref()
                .map(|head| {
                    view! {
                        <p class="soft">
                            {text
                                .format(
                                    "plan-version",
                                    &[
                                        ("version", head.version.into()),
                                        ("day", text.format_date(head.since.to_jiff()).into()),
                                    ],
                                )} " "
                            <a href=format!(
                                "/family/{family}/plan/version/{}",
                                head.version,
                            )>{text.get("plan-what-changed")}</a>
                        </p>
                    }
                })}
            <h2>{text.get("plan-ours")}</h2>
            {if has(PlanItemKind::OwnWords) {
                family_words.into_any()
            } else {
                empty_state(text.get("plan-ours-empty"), None)
            }}
            {is_family
                .then(|| {
                    view! {
                        <p>
                            <a class="btn plain" href=format!("/family/{family}/plan/own")>
                                {text.get("plan-own")}
                            </a>
                        </p>
                    }
                })}
            {section(PlanItemKind::Strength, "strengths")}
            {plan_view.next_steps()}
            {permanency_section(&plan_view)}
            {has(PlanItemKind::FamilyGoal)
                .then(|| {
                    view! {
                        <h2>{text.get("plan-family-goals")}</h2>
                        {goals(PlanItemKind::FamilyGoal)}
                    }
                })}
            {has(PlanItemKind::AgencyGoal)
                .then(|| {
                    view! {
                        <h2>{text.get("plan-agency-goals")}</h2>
                        {goals(PlanItemKind::AgencyGoal)}
                    }
                })}
            {plan_view.steps_without_goal()}
            {(has(PlanItemKind::FamilyGoal) || has(PlanItemKind::AgencyGoal))
                .then(|| plan_view.reply_link(PlanSection::Goals))}
            {plan_view.children_section()}
            {section(PlanItemKind::Need, "lines card")}
            {plan_view.worries_section()}
            {section(PlanItemKind::ClosureCondition, "lines card")}
            {has(PlanItemKind::ClosureCondition)
                .then(|| {
                    view! {
                        <p>
                            <a class="btn plain" href=format!("/family/{family}/plan/closure")>
                                {text.get("plan-closure-open")}
                            </a>
                        </p>
                    }
                })}
            {plan_view.court_orders()}
            {(has(PlanItemKind::SafetyAction) || has(PlanItemKind::SafetyContact))
                .then(|| {
                    view! {
                        <h2>{text.get("plan-safety")}</h2>
                        <p>
                            <a class="btn plain" href=format!("/family/{family}/plan/safety")>
                                {text.get("plan-safety-open")}
                            </a>
                        </p>
                    }
                })}
            {(plan.head.is_some() || can_edit).then_some(action_links)}
            {(plan.head.is_none() && plan.items.is_empty())
                .then(|| empty_state(
                    text.get("plan-empty"),
                    Some(("/messages/new".into(), text.get("messages-start"))),
                ))}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title: text.get("plan-title"),
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The permanency goals; empty without any, as for in-home cases.
fn permanency_section(plan_view: &PlanView<'_>) -> AnyView {
    let Some(head) = plan_view
        .plan
        .head
        .as_ref()
        .filter(|head| !head.permanency_goals.is_none())
    else {
        return ().into_any();
    };
    let facts = permanency_facts(plan_view.text, &head.permanency_goals, &|id| {
        view! {
            {plan_view.render_text(id)}
            {plan_view.translation_details(id)}
        }
        .into_any()
    });
    view! {
        <h2>{plan_view.text.get("plan-heading")}</h2>
        <div class="card">{facts}</div>
    }
    .into_any()
}
