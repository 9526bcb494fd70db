//! `/messages/search`: full-text search in the signed-in person's own conversations. The query is
//! stored in the session, not in the URL, because the browser's history keeps URLs.

use leptos::prelude::*;
use store::Actor;
use store::blocking_pool::Cancellation;
use store::messages::{Message, search};
use tracing::Instrument;

use crate::actor::Visit;
use crate::error::Error;
use crate::limits::SEARCHES;
use crate::messages::api::search::KEY;
use crate::messages::excerpt::{Piece, excerpt, stands_in};
use crate::text::{Text, name};
use crate::ui::empty::empty;
use crate::ui::field::Field;
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/messages/search`
#[component]
pub fn Search() -> impl IntoView {
    draw(async |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        let kept: Option<(model::id::PersonId, String)> = visit.session.get(KEY).await.map_err(Error::session)?;
        let words = kept.filter(|(person, _)| *person == actor.person).map(|(_, words)| words).unwrap_or_default();
        let found = if words.is_empty() { None } else { Some(find(&visit, words.clone()).await?) };
        let typed = visit.kept_form("messages/search").await?.map_or_else(|| words.clone(), |form| form.value("words"));
        let field = Field { name: "words", label: text.say("messages-search-label"), value: typed, autocomplete: "off", ..Field::default() };
        let fields = view! { {field.view()}<button class="btn">{text.say("messages-search-go")}</button> };
        let results = found.map(|found| {
            if found.is_empty() {
                return empty(text.say("messages-search-none"), None);
            }
            let count = i64::try_from(found.len()).unwrap_or(0);
            view! {
                <h2>{text.with("messages-search-found", &[("count", count.into())])}</h2>
                {task_list(found.iter().map(|one| row(text, actor, one, &words)).collect())}
            }
            .into_any()
        });
        let body = view! {
            <h1>{text.say("messages-search-title")}</h1>
            <search>{main_form(&visit, "/api/messages/search", fields.into_any())}</search>
            <div role="status">{results}</div>
        };
        Ok(document(&visit, Layout { title: text.say("messages-search-title"), place: Place::Messages, form: true, ..Layout::default() }, body.into_any()))
    })
}

/// Runs the search, one at a time per person. It runs in a spawned task, so that the permit is held
/// until the database query ends; if the request is dropped, `Cancellation` stops the query.
async fn find(visit: &Visit, words: String) -> Result<Vec<Message>, Error> {
    let turn = SEARCHES.enter(visit.actor()?.person).await?;
    let (visit, cancellation) = (visit.clone(), Cancellation::default());
    let _cancel = cancellation.on_drop();
    let found = async move {
        let _turn = turn;
        let mut tx = visit.look_at_threads().await?;
        let found = search::search(&mut tx, &words, visit.language.code(), &cancellation).await?;
        tx.save().await?;
        Ok(found)
    };
    tokio::spawn(found.in_current_span()).await.map_err(|_| Error::Broken)?
}

fn row(text: Text, actor: &Actor, message: &Message, typed: &str) -> Task {
    let at = message.at.to_jiff().to_zoned(actor.zone.clone());
    let who = if message.author_id == actor.person { text.say("messages-you") } else { name(&message.author) };
    // The match may be in the interpreter's or the machine's translation and not in the original.
    let made = [message.interpreted(), message.by_machine()].into_iter().flatten().map(|made| made.body);
    let (words, language) = match made.filter(|_| !stands_in(&message.body, typed)).find(|words| stands_in(words, typed)) {
        Some(words) => (words, text.0.code()),
        None => (message.body.as_str(), message.language.as_str()),
    };
    let pieces = excerpt(words, typed).into_iter().map(|Piece { words, found }| match found {
        true => view! { <mark>{words}</mark> }.into_any(),
        false => words.into_any(),
    });
    Task {
        href: Some(format!("/messages/{}?at={}#m{}", message.thread_id, message.seq, message.seq)),
        title: Some(view! { <bdi lang=language.to_owned() dir="auto">{pieces.collect_view()}</bdi> }.into_any()),
        small: format!("{who} · {}", text.near(actor.today, at.date())),
        ..Task::default()
    }
}
