//! `/family/{id}/plan`, and `/plan`, which redirects to it.

pub mod closure;
pub mod edit;
pub mod item;
pub mod item_form;
pub mod own_words;
pub mod permanency;
pub mod print;
pub mod progress;
pub mod publish;
pub mod replies;
pub mod safety;
pub mod section;
pub mod translations;
pub mod versions;
pub mod workload;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::id::FamilyId;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use model::policy::may_edit_plan;
use model::role::Role;
use store::plan::{PublishedPlan, VersionHead};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::items::PlanView;
use crate::plan::view::permanency::permanency_facts;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::replies::section_title;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/plan`
#[component]
pub fn RedirectToPlan() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "plan")
    })
}

/// `/family/{id}/plan`
#[component]
pub fn PlanPage() -> impl IntoView {
    let family = item::family_id_from_path();
    let done = use_query_map().read_untracked().get("done").is_some();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let plan = store::plan::read_plan(&mut tx, family, context.language.language_tag()).await?;
        // The commit stores the entry in the family's access log and, on SQLite, releases the write
        // lock before the page is rendered.
        tx.commit().await?;
        let actor = context.actor()?;
        let role = actor.membership_in(family)?.role;
        let plan_view = PlanView {
            context: &context,
            text,
            plan: &plan,
            me: actor.person,
            today: actor.today,
            return_path: context.path_and_query.clone(),
            family,
            shows_completed: done,
        };
        let body = view! {
            <h1>{text.get(plan_view.reader().heading_key("plan-title"))}</h1>
            {plan.head.as_ref().map(|head| version_line(text, family, head))}
            // Also at the top, because a person in a crisis may not scroll to the end.
            {safety_plan_link(&plan_view)}
            {plan_body(&plan_view, role)}
            {(plan.head.is_some() || may_edit_plan(role)).then(|| action_links(text, family, role))}
            {(plan.head.is_none() && plan.items.is_empty())
                .then(|| empty_state(
                    text.get(plan_view.reader().heading_key("plan-empty")),
                    Some((paths::CHOOSE_RECIPIENT.into(), text.get("messages-start"))),
                ))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get(plan_view.reader().heading_key("plan-title")),
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The sections of the plan.
fn plan_body(plan_view: &PlanView<'_>, role: Role) -> AnyView {
    let plan = plan_view.plan;
    let has_goals =
        has_items(plan, PlanItemKind::FamilyGoal) || has_items(plan, PlanItemKind::AgencyGoal);
    // The order is part of what the portal promises: the family's own words come first, and
    // strengths and the family's goals come before the agency's goals, needs and worries.
    view! {
        {own_words_section(plan_view, role)}
        {item_section(plan_view, PlanItemKind::Strength, "strengths")}
        {plan_view.next_steps()}
        {permanency_section(plan_view)}
        {goal_section(plan_view, PlanItemKind::FamilyGoal, "plan-family-goals")}
        {goal_section(plan_view, PlanItemKind::AgencyGoal, "plan-agency-goals")}
        {plan_view.steps_without_goal()}
        {has_goals.then(|| plan_view.reply_link(PlanSection::Goals))}
        {plan_view.children_section()}
        {item_section(plan_view, PlanItemKind::Need, "stack card")}
        {plan_view.worries_section()}
        {item_section(plan_view, PlanItemKind::ClosureCondition, "stack card")}
        {closure_link(plan_view)}
        {plan_view.court_orders()}
        {safety_section(plan_view)}
    }
    .into_any()
}

fn has_items(plan: &PublishedPlan, kind: PlanItemKind) -> bool {
    plan.items_of_kind(kind).next().is_some()
}

/// A link that looks like a button, in a paragraph of its own.
fn button_paragraph(href: String, label: String) -> AnyView {
    view! {
        <p>
            <a class="btn secondary" href=href>
                {label}
            </a>
        </p>
    }
    .into_any()
}

/// The number and date of the published version, with a link to what changed in it.
fn version_line(text: Localizer, family: FamilyId, head: &VersionHead) -> AnyView {
    // As a string, because Fluent would group the digits of a number.
    let version = text.format(
        "plan-version",
        &[
            ("version", head.version.to_string().into()),
            ("day", text.format_date(head.since.to_jiff()).into()),
        ],
    );
    view! {
        <p class="muted">
            {version} " "
            <a href=paths::plan_version(family, head.version)>{text.get("plan-what-changed")}</a>
        </p>
    }
    .into_any()
}

fn own_words_section(plan_view: &PlanView<'_>, role: Role) -> AnyView {
    let text = plan_view.text;
    let words = if has_items(plan_view.plan, PlanItemKind::OwnWords) {
        plan_view
            .plan
            .items_of_kind(PlanItemKind::OwnWords)
            .map(|item| plan_view.family_words(item))
            .collect_view()
            .into_any()
    } else {
        empty_state(
            text.get(plan_view.reader().heading_key("plan-ours-empty")),
            None,
        )
    };
    view! {
        <h2>{text.get(plan_view.reader().heading_key("plan-ours"))}</h2>
        {words}
        {role
            .is_family()
            .then(|| button_paragraph(paths::own_words(plan_view.family), text.get("plan-own")))}
    }
    .into_any()
}

/// A section that is one list, with a link to reply to it; `None` without items. `class` is the CSS
/// class of the list.
fn item_section(
    plan_view: &PlanView<'_>,
    kind: PlanItemKind,
    class: &'static str,
) -> Option<AnyView> {
    let section = PlanSection::for_item_kind(kind).filter(|_| has_items(plan_view.plan, kind))?;
    let view = view! {
        <h2>{section_title(plan_view.text, plan_view.reader(), section)}</h2>
        {plan_view.item_list(kind, class)}
        {plan_view.reply_link(section)}
    };
    Some(view.into_any())
}

/// The goals of one kind; `None` without goals.
fn goal_section(
    plan_view: &PlanView<'_>,
    kind: PlanItemKind,
    title: &'static str,
) -> Option<AnyView> {
    has_items(plan_view.plan, kind).then(|| {
        let goals = plan_view
            .plan
            .items_of_kind(kind)
            .map(|goal| plan_view.goal_card(goal))
            .collect_view();
        view! {
            <h2>{plan_view.text.get(plan_view.reader().heading_key(title))}</h2>
            {goals}
        }
        .into_any()
    })
}

/// A link to which conditions for closing the case are met; `None` without conditions.
fn closure_link(plan_view: &PlanView<'_>) -> Option<AnyView> {
    has_items(plan_view.plan, PlanItemKind::ClosureCondition).then(|| {
        button_paragraph(
            paths::closure(plan_view.family),
            plan_view.text.get("plan-closure-open"),
        )
    })
}

/// A link to the safety plan; `None` without one that the reader may see.
fn safety_plan_link(plan_view: &PlanView<'_>) -> Option<AnyView> {
    let plan = plan_view.plan;
    let has_safety_plan =
        has_items(plan, PlanItemKind::SafetyAction) || has_items(plan, PlanItemKind::SafetyContact);
    has_safety_plan.then(|| {
        button_paragraph(
            paths::safety_plan(plan_view.family),
            plan_view.text.get("plan-safety-open"),
        )
    })
}

fn safety_section(plan_view: &PlanView<'_>) -> Option<AnyView> {
    let link = safety_plan_link(plan_view)?;
    let section = view! {
        <h2>{plan_view.text.get(plan_view.reader().heading_key("plan-safety"))}</h2>
        {link}
    };
    Some(section.into_any())
}

/// Links to the other pages of the plan. Each is shown only to roles that its page answers.
fn action_links(text: Localizer, family: FamilyId, role: Role) -> AnyView {
    let shows_workload = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    let plain_link = |href: String, key: &'static str| {
        view! {
            <a class="btn secondary" href=href>
                {text.get(key)}
            </a>
        }
    };
    view! {
        <p class="row">
            {may_edit_plan(role)
                .then(|| {
                    view! {
                        <a class="btn" href=paths::edit_plan(family)>
                            {text.get("plan-edit")}
                        </a>
                    }
                })}
            {role.is_family().then(|| plain_link(paths::plan_proposal(family), "plan-propose"))}
            {plain_link(paths::plan_replies(family), "plan-replies")}
            {plain_link(paths::progress(family), "plan-progress")}
            {shows_workload
                .then(|| {
                    plain_link(
                        paths::workload(family),
                        PlanReader::from_role(role).heading_key("plan-week"),
                    )
                })}
            {plain_link(paths::plan_versions(family), "plan-versions")}
        </p>
    }
    .into_any()
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
