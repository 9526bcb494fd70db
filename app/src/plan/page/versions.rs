//! The list of plan versions, and the page of one: what changed, why, and a link to print it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::plan::version;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::home::part::words;
use crate::plan::change::Changes;
use crate::plan::heading;
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};

/// `/family/{id}/plan/versions`
#[component]
pub fn Versions() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let (heads, texts) = version::list(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let rows = heads
            .iter()
            .map(|head| {
                let why = head.why_id.and_then(|id| texts.get(&id)).map(words);
                let name = text.with("plan-version-by", &[("version", head.version.to_string().into()), ("day", text.date(head.since.to_jiff()).into())]);
                view! {
                    <li class="card">
                        <h2><a href=format!("/family/{family}/plan/version/{}", head.version)>{name}</a></h2>
                        {why.map(|why| view! { <p><b>{text.say("plan-why")}</b> " " {why.inline(text)}</p>{why.beneath(text, &visit.path)} })}
                        {head.by_name.clone().map(|by| view! { <p class="soft"><bdi>{by}</bdi></p> })}
                    </li>
                }
            })
            .collect_view();
        let title = text.say("plan-versions");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {if heads.is_empty() { empty(text.say("plan-empty"), None) } else { view! { <ol class="talk" role="list">{rows}</ol> }.into_any() }}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// `/family/{id}/plan/version/{version}`
#[component]
pub fn Version() -> impl IntoView {
    let (family, number) = (family(), use_params_map().read_untracked().get("version").and_then(|n| n.parse::<i32>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, number) = (visit.text(), family.ok_or(Error::NotFound)?, number.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let one = version::read(&mut tx, family, number, visit.language.code()).await?;
        tx.save().await?;
        let title = text.with("plan-version-by", &[("version", number.to_string().into()), ("day", text.date(one.head.since.to_jiff()).into())]);
        let why = one.head.why_id.and_then(|id| one.texts.get(&id)).map(words);
        let changes = version::changes(&one.old, &one.lines);
        let drawn = Changes { text, texts: &one.texts, from: &visit.path, helps: false };
        let say = |id| one.texts.get(&id).map(words).map(|said| view! { {said.inline(text)}{said.beneath(text, &visit.path)} }).into_any();
        let turned = one.old_direction.as_ref().map(|old| heading::turned(text, old, &one.head.direction, &say));
        let stays = one.old_direction.as_ref().is_none_or(|old| *old == one.head.direction);
        let link = |n: i32, key: &'static str| view! { <a class="btn plain" href=format!("/family/{family}/plan/version/{n}")>{text.say(key)}</a> };
        let what = if one.before.is_none() {
            empty(text.say("plan-first-version"), None)
        } else if changes.is_empty() && !stays {
            ().into_any()
        } else if changes.is_empty() {
            empty(text.say("plan-no-changes"), None)
        } else {
            drawn.list(&changes)
        };
        let body = view! {
            <p><a href=format!("/family/{family}/plan/versions")>{text.say("plan-versions")}</a></p>
            <h1>{title.clone()}</h1>
            {why.map(|why| view! { <p><b>{text.say("plan-why")}</b> " " {why.inline(text)}</p>{why.beneath(text, &visit.path)} })}
            {one.head.by_name.clone().map(|by| view! { <p class="soft"><bdi>{by}</bdi></p> })}
            <h2>{text.say("plan-what-changed")}</h2>
            {turned}
            {what}
            <p class="row"><a class="btn plain" href=format!("/family/{family}/plan/version/{number}/print")>{text.say("plan-print")}</a>{one.before.map(|n| link(n, "plan-version-before"))}{one.after.map(|n| link(n, "plan-version-after"))}</p>
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}
