//! `/messages`, `/messages/new`, `/messages/new/{person}`, `/messages/{id}`.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{PersonId, ThreadId};
use model::role::Role;
use store::messages::{self, Line, Message, Other};
use store::{Actor, Intent};

use super::live::Live;
use super::part::{Goes, composer, meta};
use crate::actor::Visit;
use crate::error::Error;
use crate::text::{Text, name};
use crate::ui::bubble::Bubble;
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/messages`
#[component]
pub fn Messages() -> impl IntoView {
    draw(async |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        let mut tx = visit.act(Intent::Read).await?;
        let lines = messages::list(&mut tx).await?;
        drop(tx);
        let mut threads: Vec<(ThreadId, Vec<Line>)> = Vec::new();
        for line in lines {
            match threads.last_mut().filter(|(id, _)| *id == line.thread_id) {
                Some((_, all)) => all.push(line),
                None => threads.push((line.thread_id, vec![line])),
            }
        }
        let rows = threads.into_iter().filter_map(|(id, lines)| row(text, actor, id, &lines)).collect::<Vec<_>>();
        let body = view! {
            <h1>{text.say("messages-title")}</h1>
            {if rows.is_empty() { empty(text.say("messages-empty"), None) } else { task_list(rows) }}
            <p><a class="btn" href="/messages/new">{text.say("messages-start")}</a></p>
        };
        Ok(document(&visit, Layout { title: text.say("messages-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// One thread as a row: who, when, how much is new. Never what was said.
fn row(text: Text, actor: &Actor, id: ThreadId, lines: &[Line]) -> Option<Task> {
    let first = lines.first()?;
    let names = lines.iter().map(|line| name(&line.name)).collect::<Vec<_>>().join(" · ");
    let when = first.last_at.as_ref().map(|at| text.near(actor.today, at.to_jiff().to_zoned(actor.zone.clone()).date()));
    let role = if lines.len() == 1 { first.role.map(|role| text.role(role)) } else { None };
    let small = [role, when].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let tag = (first.unread > 0).then(|| ("us", text.with("common-unread", &[("count", first.unread.into())])));
    Some(Task { href: Some(format!("/messages/{id}")), title: Some(names.into_any()), small, tag, ..Task::default() })
}

/// `/messages/new`: who to write to, by role in plain words.
#[component]
pub fn New() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let mut tx = visit.act(Intent::Read).await?;
        let people = messages::people(&mut tx).await?;
        drop(tx);
        let rows = people
            .into_iter()
            .map(|person| {
                let href = match person.thread_id {
                    Some(thread) => format!("/messages/{thread}"),
                    None => format!("/messages/new/{}", person.person_id),
                };
                Task { href: Some(href), title: Some(name(&person.name).into_any()), small: what_for(text, person.role), ..Task::default() }
            })
            .collect::<Vec<_>>();
        let body = view! {
            <h1>{text.say("messages-new-title")}</h1>
            {if rows.is_empty() { empty(text.say("messages-new-empty"), None) } else { task_list(rows) }}
            <p class="soft">{text.say("messages-not-sure")}</p>
        };
        Ok(document(&visit, Layout { title: text.say("messages-new-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// A role, and what to ask them. keys: messages-for-*
fn what_for(text: Text, role: Role) -> String {
    let what = match role {
        Role::Worker => "messages-for-worker",
        Role::Mentor => "messages-for-mentor",
        Role::Supervisor => "messages-for-supervisor",
        _ => return text.role(role),
    };
    text.with("messages-role-for", &[("role", text.role(role).into()), ("what", text.say(what).into())])
}

/// `/messages/new/{person}`
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
        let state = visit.take_form("messages/send").await?;
        let others = [Other { name: found.name.clone(), role: Some(found.role) }];
        let title = text.with("messages-with", &[("names", found.name.clone().into())]);
        let label = text.with("messages-to", &[("name", found.name.into())]);
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {who_reads(text, &others)}
            {composer(&visit, &Goes::Person(person), label, state.as_ref(), draft)}
        };
        let refused = state.is_some_and(|s| !s.errors.is_empty());
        Ok(document(&visit, Layout { title, place: Place::Messages, refused, form: true, island: true }, body.into_any()))
    })
}

/// `/messages/{id}`
#[component]
pub fn Thread() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    let before = use_query_map().read_untracked().get("before").and_then(|seq| seq.parse().ok());
    draw(async move |visit: Visit| {
        let (text, id) = (visit.text(), id.ok_or(Error::NotFound)?);
        let me = visit.frame.as_ref().map(|frame| frame.actor.person);
        let mut tx = visit.act(Intent::Write).await?;
        let thread = messages::read(&mut tx, id, before).await?;
        tx.save().await?;
        let state = visit.take_form("messages/send").await?;
        let visit = visit.having_read(thread.messages.iter().filter(|m| m.seq > thread.read_seq && Some(m.author_id) != me).count());
        let actor = visit.actor()?;
        let names = thread.others.iter().map(|other| other.name.clone()).collect::<Vec<_>>().join(" · ");
        let title = text.with("messages-with", &[("names", names.clone().into())]);
        let label = match thread.others.as_slice() {
            [one] => text.with("messages-to", &[("name", one.name.clone().into())]),
            _ => text.say("messages-to-all"),
        };
        let older = thread.messages.first().filter(|_| thread.older).map(|first| format!("/messages/{id}?before={}", first.seq));
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {who_reads(text, &thread.others)}
            {older.map(|href| view! { <p><a class="btn plain" href=href>{text.say("messages-older")}</a></p> })}
            {bubbles(text, actor, &thread.messages, thread.read_seq)}
            {before.is_none().then(|| view! {
                <Live thread=id.to_string() after=thread.messages.last().map_or(0, |last| last.seq)/>
                <noscript><p><a class="btn plain small" href=format!("/messages/{id}")>{text.say("messages-look-again")}</a></p></noscript>
            })}
            {composer(&visit, &Goes::Thread(id), label, state.as_ref(), thread.draft.clone())}
        };
        let refused = state.is_some_and(|s| !s.errors.is_empty());
        Ok(document(&visit, Layout { title, place: Place::Messages, refused, form: true, island: true }, body.into_any()))
    })
}

/// Who can read, before and while writing; for a mentor, also what they must report and to whom.
fn who_reads(text: Text, others: &[Other]) -> AnyView {
    let faces = others.iter().map(|other| view! { <span class="face" aria-hidden="true">{other.name.chars().next().map(String::from)}</span> }).collect_view();
    let names = others
        .iter()
        .map(|other| match other.role {
            Some(role) => text.with("messages-name-role", &[("name", other.name.clone().into()), ("role", text.role(role).into())]),
            None => other.name.clone(),
        })
        .collect::<Vec<_>>()
        .join(" · ");
    let mentor = others.iter().any(|other| other.role == Some(Role::Mentor));
    view! {
        <div class="readers">
            <span class="faces">{faces}</span>
            <p class="soft">{text.with("messages-readers", &[("names", names.into())])}</p>
        </div>
        {mentor.then(|| view! {
            <details class="term"><summary>{text.say("messages-mentor-reports")}</summary><p>{text.say("messages-mentor-reports-body")}</p></details>
        })}
    }
    .into_any()
}

fn bubbles(text: Text, actor: &Actor, all: &[Message], read_seq: i64) -> AnyView {
    if all.is_empty() {
        return empty(text.say("messages-thread-empty"), None);
    }
    let mut last = None;
    let rows = all
        .iter()
        .map(|message| {
            let at = message.at.to_jiff().to_zoned(actor.zone.clone());
            let day = (last.replace(at.date()) != Some(at.date())).then(|| view! { <li class="on">{text.near(actor.today, at.date())}</li> });
            let mine = message.author_id == actor.person;
            let bubble = Bubble {
                mine,
                new: !mine && message.seq > read_seq,
                id: format!("m{}", message.seq),
                language: message.language.clone(),
                body: message.body.clone(),
                meta: meta(text, actor, message),
            };
            view! { {day}{bubble.view()} }
        })
        .collect_view();
    view! { <ol class="thread" role="list">{rows}</ol> }.into_any()
}
