//! `/messages/new`: the choice of a recipient; `/messages/new/{person}`: the first message to one
//! person.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::PersonId;
use model::language::Language;
use model::role::Role;
use store::Intent;
use store::messages::{self, Candidate};

use super::thread::who_reads;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::messages::held::Held;
use crate::messages::part::{ComposerForm, Goes, composer};
use crate::text::{Text, name};
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// The path of the page to write to `person`: their common thread, or `/messages/new/{person}`.
pub fn address(person: &Candidate) -> String {
    match person.thread_id {
        Some(thread) => format!("/messages/{thread}"),
        None => format!("/messages/new/{}", person.person_id),
    }
}

/// `/messages/new`: everyone the signed-in person may write to, with the role in plain words, most
/// recent contact first.
#[component]
pub fn New() -> impl IntoView {
    draw(async |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        let mut tx = visit.act(Intent::Read).await?;
        let people = messages::people(&mut tx).await?;
        drop(tx);
        // Family members who do not know whom to ask can write to the coordinator of their team.
        let lead = people.iter().find(|p| p.coordinator).filter(|_| actor.is_family());
        let not_sure = match lead {
            Some(lead) => {
                view! { <p><a class="btn plain" href=address(lead)>{text.with("messages-not-sure-write", &[("name", lead.name.clone().into())])}</a></p> }
                    .into_any()
            }
            None => view! { <p class="soft">{text.say("messages-not-sure")}</p> }.into_any(),
        };
        let several: Vec<Task> = actor
            .teams
            .iter()
            .filter(|team| people.iter().filter(|p| p.family_id == team.family_id).count() > 1)
            .map(|team| {
                let (several, family) = (text.say("messages-several"), name(&team.family));
                // Staff can have many families: their rows are titled by family, because equal
                // titles are hard to tell apart.
                let (title, small) = if actor.is_family() { (several, String::new()) } else { (family, several) };
                Task { href: Some(format!("/family/{}/messages/new", team.family_id)), title: Some(title.into_any()), small, ..Task::default() }
            })
            .collect();
        let rows = people
            .iter()
            .map(|person| Task {
                href: Some(address(person)),
                title: Some(name(&person.name).into_any()),
                small: what_for(text, person.role),
                ..Task::default()
            })
            .collect::<Vec<_>>();
        let body = view! {
            <h1>{text.say("messages-new-title")}</h1>
            {if rows.is_empty() { empty(text.say("messages-new-empty"), None) } else { task_list(rows) }}
            {not_sure}
            {task_list(several)}
        };
        Ok(document(&visit, Layout { title: text.say("messages-new-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// A role, and what to ask a person in that role. keys: messages-for-*
pub fn what_for(text: Text, role: Role) -> String {
    let what = match role {
        Role::Worker => "messages-for-worker",
        Role::Mentor => "messages-for-mentor",
        Role::Supervisor => "messages-for-supervisor",
        _ => return text.role(role),
    };
    text.with("messages-role-for", &[("role", text.role(role).into()), ("what", text.say(what).into())])
}

/// `/messages/new/{person}`: the form for the first message. Redirects to the thread if the two
/// already have one.
#[component]
pub fn NewTo() -> impl IntoView {
    let person: Option<PersonId> = use_params_map().read_untracked().get("person").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| {
        let (text, person) = (visit.text(), person.ok_or(Error::NotFound)?);
        let mut tx = visit.act(Intent::Read).await?;
        let found = messages::people(&mut tx).await?.into_iter().find(|p| p.person_id == person).ok_or(Error::NotFound)?;
        let draft = messages::draft(&mut tx, person).await?;
        drop(tx);
        if let Some(thread) = found.thread_id {
            crate::form::go(&format!("/messages/{thread}"));
            return Ok(().into_any());
        }
        let state = Held::confirmed(&visit, visit.kept_form_where("messages/send", |form| form.value("to") == person.to_string()).await?).await?;
        let title = text.with("messages-with", &[("names", found.name.clone().into())]);
        let label = text.with("messages-to", &[("name", found.name.clone().into())]);
        let recipient_language = found.preferred_language().and_then(|tag| Language::parse(&tag));
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {who_reads(visit.actor()?, text, &[(found.name, Some(found.role))], Some(found.family_id), None)}
            {composer(&visit, ComposerForm { goes: Goes::Person(person), label, state: state.as_ref(), draft, last_language: None, recipient_language })}
        };
        let layout = Layout { title, place: Place::Messages, refused: refused(state.as_ref()), form: true, island: true, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}
