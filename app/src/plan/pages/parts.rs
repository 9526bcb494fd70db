//! `/family/{id}/plan/words`, `…/goals`, `…/children`, `…/needs` and `…/orders`: the parts of the
//! plan that the overview leads to.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use model::role::Role;
use store::plan::parts::{PlanPart, read_plan_part};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::plan::view::items::PlanView;
use crate::plan::view::permanency::permanency_facts;
use crate::plan::view::replies::section_title;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::read_aloud::read_aloud_labels;

/// `/family/{id}/plan/words`: all of the family's own words, and the strengths.
#[component]
pub fn PlanWordsPage() -> impl IntoView {
    part_page(PlanPart::Words, "plan-words-all", |plan_view, role| {
        view! {
            {own_words_section(plan_view, role)}
            {item_section(plan_view, PlanItemKind::Strength, "strengths")}
        }
        .into_any()
    })
}

/// `/family/{id}/plan/goals`: where the case is heading, and the goals with their steps.
#[component]
pub fn PlanGoalsPage() -> impl IntoView {
    part_page(PlanPart::Goals, "plan-goals", |plan_view, _| {
        let has_goals = has_items(plan_view, PlanItemKind::FamilyGoal)
            || has_items(plan_view, PlanItemKind::AgencyGoal);
        // The family's goals come before the agency's: that is part of what the portal promises.
        view! {
            {permanency_section(plan_view)}
            {goal_section(plan_view, PlanItemKind::FamilyGoal, "plan-family-goals")}
            {goal_section(plan_view, PlanItemKind::AgencyGoal, "plan-agency-goals")}
            {plan_view.steps_without_goal()}
            {has_goals.then(|| plan_view.reply_link(PlanSection::Goals))}
        }
        .into_any()
    })
}

/// `/family/{id}/plan/children`: how each child is.
#[component]
pub fn PlanChildrenPage() -> impl IntoView {
    part_page(PlanPart::Children, "plan-children", |plan_view, _| {
        plan_view.children_section()
    })
}

/// `/family/{id}/plan/needs`: needs, and what worried people.
#[component]
pub fn PlanNeedsPage() -> impl IntoView {
    part_page(PlanPart::Needs, "plan-needs-worries", |plan_view, _| {
        view! {
            {item_section(plan_view, PlanItemKind::Need, "stack card")}
            {plan_view.worries_section()}
        }
        .into_any()
    })
}

/// `/family/{id}/plan/orders`: what a court ordered, and the steps for it.
#[component]
pub fn PlanOrdersPage() -> impl IntoView {
    part_page(PlanPart::Orders, "plan-orders", |plan_view, _| {
        plan_view.court_orders()
    })
}

/// The page of one part. `title` is the key of its title, and `body` draws its items.
fn part_page(
    part: PlanPart,
    title: &'static str,
    body: fn(&PlanView<'_>, Role) -> AnyView,
) -> AnyView {
    let family = family_id_from_path();
    let done = use_query_map().read_untracked().get("done").is_some();
    let original = use_query_map().read_untracked().get("original").is_some();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let plan = read_plan_part(&mut tx, family, part, context.language.language_tag()).await?;
        // Commits the access log entry of a reader from outside the family.
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
            shows_original: original,
        };
        // The heading of the children depends on which of them the reader sees.
        let title = text.get(if part == PlanPart::Children {
            plan_view.children_heading_key()
        } else {
            plan_view.reader().heading_key(title)
        });
        let heading = plan.head.as_ref().map(|head| &head.permanency_goals);
        // The family's own words say themselves that there are none.
        let has_own_words = part == PlanPart::Words;
        let is_empty =
            !has_own_words && plan.items.is_empty() && heading.is_none_or(|goals| goals.is_none());
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {plan_view.original_link()}
            {plan_view.untranslated_note()}
            {has_own_words.then(|| read_aloud_labels(text))}
            {body(&plan_view, role)}
            {is_empty.then(|| empty_state(text.get("plan-page-empty"), None))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                script: has_own_words.then_some(PageScript::Speech),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn has_items(plan_view: &PlanView<'_>, kind: PlanItemKind) -> bool {
    plan_view.plan.items_of_kind(kind).next().is_some()
}

fn own_words_section(plan_view: &PlanView<'_>, role: Role) -> AnyView {
    let text = plan_view.text;
    let words = if has_items(plan_view, PlanItemKind::OwnWords) {
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
            .then(|| {
                view! {
                    <p>
                        <a class="btn secondary" href=paths::own_words(plan_view.family)>
                            {text.get("plan-own")}
                        </a>
                    </p>
                }
            })}
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
    let section = PlanSection::for_item_kind(kind).filter(|_| has_items(plan_view, kind))?;
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
    has_items(plan_view, kind).then(|| {
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
