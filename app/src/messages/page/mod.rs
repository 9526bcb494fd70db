//! `/messages`: the signed-in person's conversations, most recent first. The submodules hold the
//! other pages of the feature.

pub mod away;
pub mod contacts;
pub mod interpret;
pub mod new;
pub mod notify;
pub mod readers;
pub mod search;
pub mod thread;
pub mod together;

use leptos::prelude::*;
use model::id::ThreadId;
use model::policy::may_be_away;
use model::role::Role;
use store::messages::{self, Line};
use store::{Actor, Intent};

use crate::actor::Visit;
use crate::text::{Text, name};
use crate::ui::empty::empty;
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
        let notes = |role: Role| matches!(role, Role::Mentor | Role::MentorCoordinator);
        let contacts = actor.has(notes).then(|| view! { <p><a href="/messages/contacts">{text.say("messages-contact-title")}</a></p> });
        let away = actor.has(may_be_away).then(|| view! { <p><a href="/messages/away">{text.say("messages-away-title")}</a></p> });
        let body = view! {
            <h1>{text.say("messages-title")}</h1>
            {if rows.is_empty() { empty(text.say("messages-empty"), None) } else { task_list(rows) }}
            <p><a class="btn" href="/messages/new">{text.say("messages-start")}</a></p>
            <p><a href="/messages/search">{text.say("messages-search-title")}</a></p>
            {contacts}
            <p><a href="/messages/notify">{text.say("messages-notify-title")}</a></p>
            {away}
        };
        Ok(document(&visit, Layout { title: text.say("messages-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// One conversation as a list row: participants, date and unread count, but no message text.
fn row(text: Text, actor: &Actor, id: ThreadId, lines: &[Line]) -> Option<Task> {
    let first = lines.first()?;
    let closed = lines.iter().all(|line| line.gone || line.name.is_none());
    let shown: Vec<(&Line, &str)> = lines.iter().filter(|line| closed || !line.gone).filter_map(|line| line.name.as_deref().map(|name| (line, name))).collect();
    let names = shown.iter().map(|(_, one)| name(one)).collect::<Vec<_>>().join(" · ");
    let names = if names.is_empty() { text.say("messages-alone") } else { names };
    let when = first.last_at.as_ref().map(|at| text.near(actor.today, at.to_jiff().to_zoned(actor.zone.clone()).date()));
    let role = match shown.as_slice() {
        [] => Some(text.say("messages-list-closed")),
        [(one, _)] if closed => one.role.map(|_| text.say("messages-list-closed")),
        [(one, _)] => one.role.map(|role| text.role(role)),
        _ => None,
    };
    let small = [role, when].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let tag = (first.unread > 0).then(|| ("us", text.with("common-unread", &[("count", first.unread.into())])));
    Some(Task { href: Some(format!("/messages/{id}")), title: Some(names.into_any()), small, tag, ..Task::default() })
}
