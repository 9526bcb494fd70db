//! `/family/{id}/plan`, and `/plan` on the way to it.

pub mod edit;
pub mod item;
pub mod own;
pub mod print;
pub mod progress;
pub mod publish;
pub mod replies;
pub mod safety;
pub mod versions;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::reply::Section;
use model::plan::{Kind, Permanency};
use model::policy::may_edit_plan;

use crate::actor::Visit;
use crate::error::Error;
use crate::plan::part::Reader;
use crate::plan::talk;
use crate::text::Text;
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::summary_list::summary_list;

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
        let writes = may_edit_plan(actor.team(family)?.role);
        let ways = view! {
            <p class="row">
                {writes.then(|| view! { <a class="btn" href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a> })}
                {mine.then(|| view! { <a class="btn plain" href=format!("/family/{family}/plan/propose")>{text.say("plan-propose")}</a> })}
                <a class="btn plain" href=format!("/family/{family}/plan/replies")>{text.say("plan-replies")}</a>
                <a class="btn plain" href=format!("/family/{family}/plan/progress")>{text.say("plan-progress")}</a>
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
            {section(Kind::Need, "lines card")}
            {reader.worries()}
            {section(Kind::Change, "lines card")}
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

/// A permanency goal in plain words. keys: plan-permanency-*
pub fn permanency(text: Text, goal: Permanency) -> String {
    text.say(&format!("plan-permanency-{}", goal.slug().replace('_', "-")))
}

/// Where this is heading: the goal, what if it cannot be, since when and why. In-home cases have none.
fn where_to(reader: &Reader<'_>) -> AnyView {
    let text = reader.text;
    let Some((head, goal)) = reader.plan.head.as_ref().and_then(|head| head.permanency.map(|goal| (head, goal))) else { return ().into_any() };
    let bold = |words: String| view! { <b>{words}</b> }.into_any();
    let mut rows = vec![(text.say("plan-goal"), bold(permanency(text, goal)))];
    if let Some(since) = &head.permanency_since {
        rows.push((text.say("plan-since"), text.date(since.to_jiff()).into_any()));
    }
    if let Some(why) = head.permanency_why {
        rows.push((text.say("plan-why"), reader.say(why)));
    }
    if let Some(concurrent) = head.concurrent {
        rows.push((text.say("plan-concurrent"), permanency(text, concurrent).into_any()));
    }
    if let Some(why) = head.concurrent_why {
        rows.push((text.say("plan-why"), reader.say(why)));
    }
    view! { <h2>{text.say("plan-heading")}</h2><div class="card">{summary_list(rows)}</div> }.into_any()
}
