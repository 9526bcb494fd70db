//! `/family/{id}/plan`, and `/plan`, which redirects to it.

pub mod closure;
pub mod edit;
pub mod heading;
pub mod item;
pub mod line;
pub mod own;
pub mod print;
pub mod progress;
pub mod publish;
pub mod replies;
pub mod safety;
pub mod versions;
pub mod week;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::Kind;
use model::plan::reply::Section;
use model::policy::may_edit_plan;
use model::role::Role;

use crate::actor::Visit;
use crate::error::Error;
use crate::plan::heading::facts;
use crate::plan::part::Reader;
use crate::plan::talk;
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};

/// `/plan`
#[component]
pub fn ToPlan() -> impl IntoView {
    draw(async |visit: Visit| crate::home::page::onward(&visit, "plan"))
}

/// `/family/{id}/plan`
#[component]
pub fn Plan() -> impl IntoView {
    let family = item::family();
    let done = use_query_map().read_untracked().get("done").is_some();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let plan = store::plan::read(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let actor = visit.actor()?;
        let reader = Reader { visit: &visit, text, plan: &plan, me: actor.person, today: actor.today, from: visit.path.clone(), family, done };
        let ours = plan.of(Kind::OwnWords).map(|item| reader.ours(item)).collect_view();
        let has = |kind| plan.of(kind).next().is_some();
        let goals = |kind| plan.of(kind).map(|goal| reader.goal(goal)).collect_view();
        let section = |kind: Kind, class: &'static str| {
            let part = Section::of(kind).filter(|_| has(kind))?;
            Some(view! { <h2>{talk::section(text, part)}</h2>{reader.lines(kind, class)}{reader.think(part)} })
        };
        let mine = actor.team(family)?.role.is_family();
        let role = actor.team(family)?.role;
        let (writes, agency) = (may_edit_plan(role), matches!(role, Role::Worker | Role::Supervisor));
        let ways = view! {
            <p class="row">
                {writes.then(|| view! { <a class="btn" href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a> })}
                {mine.then(|| view! { <a class="btn plain" href=format!("/family/{family}/plan/propose")>{text.say("plan-propose")}</a> })}
                <a class="btn plain" href=format!("/family/{family}/plan/replies")>{text.say("plan-replies")}</a>
                <a class="btn plain" href=format!("/family/{family}/plan/progress")>{text.say("plan-progress")}</a>
                {(mine || agency).then(|| view! { <a class="btn plain" href=format!("/family/{family}/plan/week")>{text.say("plan-week")}</a> })}
                <a class="btn plain" href=format!("/family/{family}/plan/versions")>{text.say("plan-versions")}</a>
            </p>
        };
        let body = view! {
            <h1>{text.say("plan-title")}</h1>
            {plan.head.as_ref().map(|head| view! {
                <p class="soft">{text.with("plan-version", &[("version", head.version.into()), ("day", text.date(head.since.to_jiff()).into())])}
                    " " <a href=format!("/family/{family}/plan/version/{}", head.version)>{text.say("plan-what-changed")}</a></p>
            })}
            <h2>{text.say("plan-ours")}</h2>
            {if has(Kind::OwnWords) { ours.into_any() } else { empty(text.say("plan-ours-empty"), None) }}
            {mine.then(|| view! { <p><a class="btn plain" href=format!("/family/{family}/plan/own")>{text.say("plan-own")}</a></p> })}
            {section(Kind::Strength, "strengths")}
            {reader.next()}
            {where_to(&reader)}
            {has(Kind::FamilyGoal).then(|| view! { <h2>{text.say("plan-family-goals")}</h2>{goals(Kind::FamilyGoal)} })}
            {has(Kind::AgencyGoal).then(|| view! { <h2>{text.say("plan-agency-goals")}</h2>{goals(Kind::AgencyGoal)} })}
            {reader.loose()}
            {(has(Kind::FamilyGoal) || has(Kind::AgencyGoal)).then(|| reader.think(Section::Goals))}
            {reader.children()}
            {section(Kind::Need, "lines card")}
            {reader.worries()}
            {section(Kind::Change, "lines card")}
            {has(Kind::Change).then(|| view! { <p><a class="btn plain" href=format!("/family/{family}/plan/closure")>{text.say("plan-closure-open")}</a></p> })}
            {reader.orders()}
            {(has(Kind::SafetyDo) || has(Kind::SafetyCall)).then(|| view! {
                <h2>{text.say("plan-safety")}</h2>
                <p><a class="btn plain" href=format!("/family/{family}/plan/safety")>{text.say("plan-safety-open")}</a></p>
            })}
            {(plan.head.is_some() || writes).then_some(ways)}
            {(plan.head.is_none() && plan.items.is_empty()).then(|| empty(text.say("plan-empty"), Some(("/messages/new".into(), text.say("messages-start")))))}
        };
        Ok(document(&visit, Layout { title: text.say("plan-title"), place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// The permanency goals; empty without any, as for in-home cases.
fn where_to(reader: &Reader<'_>) -> AnyView {
    let Some(head) = reader.plan.head.as_ref().filter(|head| !head.direction.is_none()) else { return ().into_any() };
    let facts = facts(reader.text, &head.direction, &|id| view! { {reader.say(id)}{reader.beneath(id)} }.into_any());
    view! { <h2>{reader.text.say("plan-heading")}</h2><div class="card">{facts}</div> }.into_any()
}
