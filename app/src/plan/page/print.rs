//! `/family/{id}/plan/version/{version}/print`: a version on clean letter-size pages, in the reader's language.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::plan::Kind;
use model::plan::reply::Section;
use store::plan::version::{self, Line};

use super::item::family;
use crate::actor::Visit;
use crate::error::Error;
use crate::home::part::words;
use crate::plan::talk;
use crate::text::name;
use crate::ui::page::{Layout, Place, document, draw};

/// `/family/{id}/plan/version/{version}/print`
#[component]
pub fn Print() -> impl IntoView {
    let (family, number) = (family(), use_params_map().read_untracked().get("version").and_then(|n| n.parse::<i32>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, number) = (visit.text(), family.ok_or(Error::NotFound)?, number.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let one = version::read(&mut tx, family, number, visit.language.code()).await?;
        tx.save().await?;
        let actor = visit.actor()?;
        let say = |id| one.texts.get(&id).map(words);
        let facts = |line: &Line| {
            let who = if line.owed { Some(text.say("plan-agency")) } else { line.owner.as_deref().map(name) };
            let due = line.due.as_ref().map(|due| text.with("plan-by", &[("day", text.date(due.to_jiff()).into())]));
            [who, due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        let of = |kind: Kind| one.lines.iter().filter(move |line| line.kind == kind);
        let author = |line: &Line| {
            let said = one.texts.get(&line.text_id)?;
            Some(view! { <p class="by"><bdi>{said.author.clone()?}</bdi></p> })
        };
        let list = |kind: Kind, heading: String| {
            let rows = of(kind).map(|line| view! { <li>{say(line.text_id).map(|said| said.inline(text))}</li> }).collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <h2>{heading}</h2><ul>{rows}</ul> })
        };
        let own =
            of(Kind::OwnWords).map(|line| view! { <blockquote>{say(line.text_id).map(|said| said.inline(text))}</blockquote>{author(line)} }).collect_view();
        let steps = |goal| {
            let rows = one
                .lines
                .iter()
                .filter(|line| line.kind == Kind::Step && line.goal_id == goal)
                .map(|line| view! { <li>{say(line.text_id).map(|said| said.inline(text))}<br/><span class="soft">{facts(line)}</span></li> })
                .collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })
        };
        let goals = |kind: Kind, heading: &'static str| {
            let rows = of(kind)
                .map(|goal| {
                    let facts = facts(goal);
                    view! {
                        <section>
                            <h3>{say(goal.text_id).map(|said| said.inline(text))}</h3>
                            {goal.benchmark_id.and_then(say).map(|said| view! { <p>{text.say("plan-how-we-know")} " " {said.inline(text)}</p> })}
                            {(!facts.is_empty()).then(|| view! { <p class="soft">{facts}</p> })}
                            {steps(Some(goal.item_id))}
                        </section>
                    }
                })
                .collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <h2>{text.say(heading)}</h2>{rows} })
        };
        let decision = |goal, why: Option<_>| {
            view! { <p><b>{super::permanency(text, goal)}</b></p>{why.and_then(say).map(|said| view! { <p>{said.inline(text)}</p> })} }
        };
        let title = text.say("plan-title");
        let version = text.with("plan-version-by", &[("version", number.to_string().into()), ("day", text.date(one.head.since.to_jiff()).into())]);
        let body = view! {
            <p class="on-screen"><a href=format!("/family/{family}/plan/version/{number}")>{text.say("plan-versions")}</a></p>
            <article class="print">
                <h1>{title.clone()}</h1>
                <p><bdi>{actor.team(family)?.family.clone()}</bdi><br/>{version}</p>
                <p class="on-screen soft">{text.say("plan-print-how")}</p>
                {(of(Kind::OwnWords).next().is_some()).then(|| view! { <h2>{text.say("plan-ours")}</h2>{own} })}
                {list(Kind::Strength, talk::section(text, Section::Strengths))}
                {one.head.permanency.map(|goal| view! { <h2>{text.say("plan-heading")}</h2>{decision(goal, one.head.permanency_why)} })}
                {one.head.concurrent.map(|goal| view! { <h3>{text.say("plan-concurrent")}</h3>{decision(goal, one.head.concurrent_why)} })}
                {goals(Kind::FamilyGoal, "plan-family-goals")}
                {goals(Kind::AgencyGoal, "plan-agency-goals")}
                {steps(None).map(|rows| view! { <h2>{text.say("plan-more-steps")}</h2>{rows} })}
                {list(Kind::Need, talk::section(text, Section::Needs))}
                {list(Kind::Worry, talk::section(text, Section::Worries))}
                {list(Kind::Change, talk::section(text, Section::Changes))}
                {list(Kind::Order, text.say("plan-orders"))}
                {list(Kind::SafetyDo, text.say("plan-safety-do"))}
                {list(Kind::SafetyCall, text.say("plan-safety-call"))}
            </article>
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}
