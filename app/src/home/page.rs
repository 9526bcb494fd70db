//! `/`, `/families`, `/family/{id}`.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::policy::opens_record;
use model::role::Role;
use store::{Intent, home, messages};

use super::part;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::go;
use crate::text::{Text, name};
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/`: the family's page for a family member of one family, else the list of families.
#[component]
pub fn Home() -> impl IntoView {
    draw(async |visit: Visit| {
        let actor = visit.actor()?;
        match actor.teams.as_slice() {
            [team] if team.role.is_family() => family(&visit, team.family_id).await,
            _ => caseload(&visit).await,
        }
    })
}

/// `/families`
#[component]
pub fn Families() -> impl IntoView {
    draw(async |visit: Visit| caseload(&visit).await)
}

/// `/family/{id}`
#[component]
pub fn Family() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| family(&visit, id.ok_or(Error::NotFound)?).await)
}

/// Redirects a short address such as `/plan` to that page of the person's only family, or to the
/// list of families.
pub fn onward(visit: &Visit, page: &str) -> Result<AnyView, Error> {
    match visit.actor()?.teams.as_slice() {
        [team] => go(&format!("/family/{}/{page}", team.family_id)),
        _ => go("/families"),
    }
    Ok(().into_any())
}

fn hello(text: Text, visit: &Visit) -> Result<String, Error> {
    Ok(text.with("home-hello", &[("name", visit.frame()?.name.clone().into())]))
}

async fn family(visit: &Visit, id: FamilyId) -> Result<AnyView, Error> {
    let (text, actor) = (visit.text(), visit.actor()?);
    let mut tx = visit.look(id).await?;
    let home = home::read(&mut tx, id, visit.language.code()).await?;
    tx.save().await?;
    let plan = format!("/family/{id}/plan");
    let mine = home.role.is_family();
    let title = if mine { hello(text, visit)? } else { name(&actor.team(id)?.family) };
    let owed: Vec<_> = home.steps.iter().filter(|step| step.owed).collect();
    let own: Vec<_> = home.steps.iter().filter(|step| !step.owed && step.owner_id == Some(actor.person)).collect();
    let next = match home.events.split_first() {
        Some((first, rest)) => view! { {part::next(text, actor.today, first)}{part::later(text, actor.today, rest)} }.into_any(),
        None => empty(text.say("home-next-empty"), None),
    };
    let news = if home.news.is_empty() {
        empty(text.say("home-new-empty"), Some(("/messages/new".into(), text.say("messages-start"))))
    } else {
        part::news(text, actor.today, &home.news)
    };
    let wanted = home
        .wanted
        .iter()
        .map(|w| {
            let words = text.with("home-wanted", &[("count", w.texts.into()), ("language", text.language(&w.language).into())]);
            Task { title: Some(words.into_any()), ..Task::default() }
        })
        .collect::<Vec<_>>();
    let see_plan = (!mine).then(|| view! { <p><a class="btn plain" href=plan.clone()>{text.say("plan-title")}</a></p> });
    let body = view! {
        <h1>{title.clone()}</h1>
        {(!mine).then(|| view! { <p class="soft">{text.say("home-looked")}</p> })}
        {see_plan}
        <h2>{text.say("home-next")}</h2>
        {next}
        {(!owed.is_empty()).then(|| view! { <h2>{text.say(if mine { "home-owed" } else { "home-agency-owes" })}</h2>{part::steps(text, actor.today, &plan, &owed)} })}
        {(!home.waiting.is_empty()).then(|| view! {
            <h2>{text.say(if mine { "home-asked" } else { "home-to-answer" })}</h2>
            {part::waiting(text, actor.today, &plan, &home.waiting, mine)}
        })}
        {(mine || !own.is_empty()).then(|| view! {
            <h2>{text.say("home-steps")}</h2>
            {if own.is_empty() { empty(text.say("home-steps-empty"), Some((plan.clone(), text.say("home-see-plan")))) } else { part::steps(text, actor.today, &plan, &own) }}
        })}
        {mine.then(|| view! { <h2>{text.say("home-new")}</h2>{news} })}
        {(!wanted.is_empty()).then(|| view! { <h2>{text.say("home-wanted-title")}</h2>{task_list(wanted)} })}
    };
    Ok(document(visit, Layout { title, place: Place::Home, ..Layout::default() }, body.into_any()))
}

/// The families on whose team the person is, and what is new.
async fn caseload(visit: &Visit) -> Result<AnyView, Error> {
    let (text, actor) = (visit.text(), visit.actor()?);
    let mut tx = visit.act(Intent::Read).await?;
    let news = home::news(&mut tx).await?;
    let left = if actor.has(|role| role == Role::Supervisor) { messages::staff::unread(&mut tx).await? } else { Vec::new() };
    let coordinates = actor.has(|role| role == Role::MentorCoordinator);
    let partners = if coordinates { home::partners(&mut tx).await? } else { Vec::new() };
    drop(tx);
    let waiting = left
        .iter()
        .map(|one| Task {
            title: Some(name(&one.name).into_any()),
            small: actor.team(one.family).map(|team| name(&team.family)).unwrap_or_default(),
            tag: Some(("late", text.with("home-unread-days", &[("count", (visit.db.clock().now().duration_since(one.since).as_hours() / 24).into())]))),
            ..Task::default()
        })
        .collect::<Vec<_>>();
    let families = actor
        .teams
        .iter()
        .filter(|team| opens_record(team.role))
        .map(|team| Task {
            href: Some(format!("/family/{}", team.family_id)),
            title: Some(name(&team.family).into_any()),
            small: text.role(team.role),
            ..Task::default()
        })
        .collect::<Vec<_>>();
    let interprets = actor.has(|role| role == Role::Interpreter);
    let queue = interprets.then(|| view! { <p><a class="btn" href="/messages/queue">{text.say("messages-queue-title")}</a></p> });
    let walks = actor.has(|role| role == Role::Mentor);
    let title = hello(text, visit)?;
    let body = view! {
        <h1>{title.clone()}</h1>
        {queue}
        {(!waiting.is_empty()).then(|| view! { <h2>{text.say("home-unread")}</h2><p class="soft">{text.say("home-unread-hint")}</p>{task_list(waiting)} })}
        <h2>{text.say("home-new")}</h2>
        {if news.is_empty() { empty(text.say("home-new-empty"), Some(("/messages/new".into(), text.say("messages-start")))) } else { part::news(text, actor.today, &news) }}
        {coordinates.then(|| view! {
            <h2>{text.say("home-partners")}</h2>
            {if partners.is_empty() { empty(text.say("home-partners-empty"), None) } else { part::partners(text, &partners) }}
        })}
        {(!(coordinates || interprets) || !families.is_empty()).then(|| view! { <h2>{text.say(if walks { "home-walk-with" } else { "home-families" })}</h2> })}
        {if (coordinates || interprets) && families.is_empty() { ().into_any() } else if families.is_empty() { empty(text.say("home-families-empty"), None) } else { task_list(families) }}
    };
    Ok(document(visit, Layout { title, place: Place::Home, ..Layout::default() }, body.into_any()))
}
