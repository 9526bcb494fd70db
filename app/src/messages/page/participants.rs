//! `/messages/{id}/readers`: who reads a conversation and since when; adding people, leaving, and
//! the read receipts of the signed-in person.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::ThreadId;
use model::messages::ThreadKind;
use model::role::Role;
use store::messages::readers::{self, Reader};
use store::{Actor, Intent};

use crate::actor::Visit;
use crate::error::Error;
use crate::text::{Text, name};
use crate::ui::form::button_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/messages/{id}/readers`
#[component]
pub fn Readers() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| {
        let (text, actor, id) = (visit.text(), visit.actor()?, id.ok_or(Error::NotFound)?);
        let mut tx = visit.act(Intent::Read).await?;
        let all = readers::of(&mut tx, id).await?;
        drop(tx);
        let me = all.readers.iter().find(|r| r.person_id == actor.person);
        let shows = me.and_then(|me| me.receipts);
        let parents = all.readers.iter().filter(|r| r.left_at.is_none() && r.role.is_some_and(|role| role.is_parent())).count();
        let mentor = all.readers.iter().any(|r| r.role == Some(Role::Mentor));
        let rows = all.readers.iter().map(|r| row(text, actor, id, r, all.tends)).collect();
        let hidden = |person: String| vec![("thread", id.to_string()), ("person", person)];
        let others = all
            .others
            .iter()
            .map(|person| {
                let label = text.with("messages-readers-add", &[("name", person.name.clone().into()), ("role", text.role(person.role).into())]);
                button_form("/api/messages/join", hidden(person.person_id.to_string()), "btn plain", label)
            })
            .collect_view();
        let put_in = (!all.others.is_empty()).then(|| {
            view! {
                <h2>{text.say("messages-readers-put-in")}</h2>
                <p>{text.say("messages-readers-put-in-hint")}</p>
                <div class="lines">{others}</div>
            }
        });
        let leave = (all.kind != ThreadKind::Pair).then(|| {
            view! {
                <h2>{text.say("messages-leave-title")}</h2>
                <p>{text.say("messages-leave-hint")}</p>
                {button_form("/api/messages/leave", hidden(actor.person.to_string()), "btn plain", text.say("messages-leave"))}
            }
        });
        // With two or more parents an unset choice of a parent counts as off: a parent's receipts
        // are shown only once every parent has turned them on. Other readers show theirs.
        let parent = me.and_then(|me| me.role).is_some_and(Role::is_parent);
        let on = shows.unwrap_or(parents < 2 || !parent);
        let (now, act) = if on { ("messages-receipts-on", "messages-receipts-turn-off") } else { ("messages-receipts-off", "messages-receipts-turn-on") };
        let fields = vec![("thread", id.to_string()), ("show", if on { "no" } else { "yes" }.to_owned())];
        let body = view! {
            <h1>{text.say("messages-readers-title")}</h1>
            <p><a href=format!("/messages/{id}")>{text.say("messages-back")}</a></p>
            {task_list(rows)}
            {put_in}
            <h2>{text.say("messages-receipts-title")}</h2>
            <p>{text.say(now)}</p>
            {(parents > 1).then(|| view! { <p class="soft">{text.say("messages-receipts-both")}</p> })}
            {button_form("/api/messages/receipts", fields, "btn plain", text.say(act))}
            {leave}
            <h2>{text.say("messages-paper-title")}</h2>
            <p><a class="btn plain" href=format!("/messages/{id}/print")>{text.say("messages-paper-take")}</a></p>
            {mentor.then(|| view! { <p><a href="/messages/contacts">{text.say("messages-contact-title")}</a></p> })}
            {visit.site.keep_days.map(|days| view! { <p class="soft">{text.with("messages-kept-days", &[("count", i64::from(days).into())])}</p> })}
        };
        Ok(document(&visit, Layout { title: text.say("messages-readers-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

fn row(text: Text, actor: &Actor, id: ThreadId, reader: &Reader, tends: bool) -> Task {
    let day = |at: &jiff_sqlx::Timestamp| text.near(actor.today, at.to_jiff().to_zoned(actor.zone.clone()).date());
    let me = reader.person_id == actor.person;
    let since = match (&reader.left_at, &reader.since) {
        (Some(left), _) => text.with("messages-readers-until", &[("day", day(left).into())]),
        (None, _) if reader.from_seq <= 1 => text.say("messages-readers-all"),
        (None, Some(since)) => text.with("messages-readers-since", &[("day", day(since).into())]),
        (None, None) => text.say("messages-readers-now"),
    };
    let role = reader.role.map(|role| text.role(role));
    let small = [role, Some(since)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let beneath = (tends && !me && reader.left_at.is_none()).then(|| {
        let label = text.with("messages-readers-take-off", &[("name", reader.name.clone().into())]);
        let hidden = vec![("thread", id.to_string()), ("person", reader.person_id.to_string())];
        view! { <div class="beneath">{button_form("/api/messages/leave", hidden, "btn link", label)}</div> }.into_any()
    });
    let title = if me { text.say("messages-you") } else { name(&reader.name) };
    Task { title: Some(title.into_any()), small, beneath, ..Task::default() }
}
