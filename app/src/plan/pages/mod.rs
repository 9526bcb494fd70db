//! `/family/{id}/plan`, the overview, and `/plan`, which redirects to it.

pub mod closure;
pub mod edit;
pub mod item;
pub mod item_add;
pub mod item_form;
pub mod own_words;
pub mod parts;
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
use model::policy::may_edit_plan;
use model::role::Role;
use store::plan::VersionHead;
use store::plan::overview::read_plan_overview;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::items::PlanView;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/plan`
#[component]
pub fn RedirectToPlan() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "plan")
    })
}

/// `/family/{id}/plan`: the overview.
#[component]
pub fn PlanPage() -> impl IntoView {
    let family = item::family_id_from_path();
    let original = use_query_map().read_untracked().get("original").is_some();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let plan = read_plan_overview(&mut tx, family, context.language.language_tag()).await?;
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
            shows_completed: false,
            shows_original: original,
        };
        // The order is part of what the portal promises: the family's own words come first, and
        // strengths come before goals, needs and worries.
        let body = view! {
            <h1>{text.get(plan_view.reader().heading_key("plan-title"))}</h1>
            {plan.head.as_ref().map(|head| version_line(text, family, head))}
            {main_links(&plan_view, role)}
            {plan_view.words_preview(role)}
            {plan_view.original_link()}
            {plan_view.next_steps()}
            {plan_view.part_list(role)}
            {plan_view.more_list(role)}
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

/// What people come to the plan to do: edit it, suggest something, or open the safety plan, which a
/// person in a crisis must not have to search for. Empty for readers who may do none of it.
fn main_links(plan_view: &PlanView<'_>, role: Role) -> Option<AnyView> {
    let (text, family, plan) = (plan_view.text, plan_view.family, plan_view.plan);
    let has_safety_plan = [PlanItemKind::SafetyAction, PlanItemKind::SafetyContact]
        .into_iter()
        .any(|kind| plan.items_of_kind(kind).next().is_some());
    let link = |class: &'static str, href: String, key: &'static str| {
        view! {
            <a class=class href=href>
                {text.get(key)}
            </a>
        }
    };
    let links: Vec<_> = [
        may_edit_plan(role).then(|| link("btn", paths::edit_plan(family), "plan-edit")),
        role.is_family()
            .then(|| link("btn", paths::plan_proposal(family), "plan-propose")),
        (role == Role::Youth).then(|| {
            link(
                "btn secondary",
                paths::TRANSITION.to_owned(),
                "transition-open",
            )
        }),
        has_safety_plan.then(|| {
            link(
                "btn secondary small",
                paths::safety_plan(family),
                "plan-safety-open",
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!links.is_empty()).then(|| view! { <p class="row">{links}</p> }.into_any())
}
