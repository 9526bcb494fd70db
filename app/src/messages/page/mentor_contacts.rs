//! `/messages/contacts`: a mentor's (parent partner's) contacts with a parent in this month and the
//! last. The mentor records a contact with one tap; the parent and the mentor coordinator read the
//! same list.

use jiff::ToSpan;
use leptos::prelude::*;
use model::messages::Contact as Kind;
use store::messages::staff::{self, Contact};
use store::{Actor, Intent, messages};

use crate::actor::Visit;
use crate::text::Text;
use crate::ui::banner::done;
use crate::ui::empty::empty;
use crate::ui::form::button_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// The label of a contact kind. keys: messages-contact-kind-*
fn kind(text: Text, kind: Kind) -> String {
    text.say(&format!("messages-contact-kind-{}", kind.slug()))
}

/// `/messages/contacts`
#[component]
pub fn Contacts() -> impl IntoView {
    let noted = leptos_router::hooks::use_query_map().read_untracked().get("noted").is_some();
    draw(async move |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        let since = actor.today.first_of_month() - 1.month();
        let mut tx = visit.act(Intent::Read).await?;
        let contacts = staff::contacts(&mut tx, since).await?;
        let parents: Vec<_> =
            messages::people(&mut tx).await?.into_iter().filter(|p| actor.teams.iter().any(|team| team.walks_with == Some(p.person_id))).collect();
        drop(tx);
        let buttons = parents
            .iter()
            .map(|parent| {
                let each = Kind::ALL
                    .into_iter()
                    .map(|one| {
                        let form = visit.form_id(None);
                        let hidden = vec![("form", form), ("parent", parent.person_id.to_string()), ("kind", one.slug().to_owned())];
                        button_form("/api/messages/contact", hidden, "btn plain small", kind(text, one))
                    })
                    .collect_view();
                view! { <h2>{text.with("messages-contact-today", &[("name", parent.name.clone().into())])}</h2><div class="row">{each}</div> }
            })
            .collect_view();
        let month = |first: jiff::civil::Date| {
            let of: Vec<&Contact> = contacts.iter().filter(|one| one.day().first_of_month() == first).collect();
            let count = i64::try_from(of.len()).unwrap_or(0);
            let rows: Vec<Task> = of.into_iter().map(|one| row(text, actor, one)).collect();
            let list = if rows.is_empty() { empty(text.say("messages-contact-none"), None) } else { task_list(rows) };
            view! { <h2>{text.with("messages-contact-month", &[("month", text.month(first.month()).into()), ("count", count.into())])}</h2>{list} }
        };
        let body = view! {
            <h1>{text.say("messages-contact-title")}</h1>
            {noted.then(|| done(text.say("messages-contact-noted")))}
            <p>{text.say(if parents.is_empty() { "messages-contact-reads" } else { "messages-contact-hint" })}</p>
            {buttons}
            {month(actor.today.first_of_month())}
            {month(since)}
        };
        Ok(document(&visit, Layout { title: text.say("messages-contact-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

fn row(text: Text, actor: &Actor, one: &Contact) -> Task {
    let mine = one.mentor_id == actor.person;
    let names = text.with("messages-contact-names", &[("mentor", one.mentor.clone().into()), ("parent", one.parent.clone().into())]);
    let out = mine.then(|| view! { <div class="beneath">{button_form("/api/messages/contact-out", vec![("contact", one.id.to_string())], "btn link", text.say("messages-contact-out"))}</div> }.into_any());
    Task { title: Some(names.into_any()), small: format!("{} · {}", kind(text, one.kind), text.near(actor.today, one.day())), beneath: out, ..Task::default() }
}
