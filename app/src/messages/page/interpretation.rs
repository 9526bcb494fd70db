//! `/messages/{id}/interpret/{seq}`: the request for an interpreter; `/messages/queue` and
//! `/messages/queue/{request}`: the interpreter's queue of requests.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::files::FileKind;
use model::id::{InterpretationId, ThreadId};
use model::messages::BEFORE_MAX;
use store::Intent;
use store::messages::interpret::{self, Given, Waiting};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::messages::part::{voice, with_line};
use crate::text::Text;
use crate::ui::banner::{calm, done};
use crate::ui::empty::empty;
use crate::ui::error_summary::{error, error_summary};
use crate::ui::field::{Area, Choices};
use crate::ui::form::{button_form, main_form};
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/messages/{id}/interpret/{seq}`: the form that requests an interpreter for a message and sets
/// how many earlier messages the interpreter may read.
#[component]
pub fn Ask() -> impl IntoView {
    let params = use_params_map().read_untracked().clone();
    let thread: Option<ThreadId> = params.get("id").and_then(|id| id.parse().ok());
    let seq: Option<i64> = params.get("seq").and_then(|seq| seq.parse().ok());
    let silent = leptos_router::hooks::use_query_map().read_untracked().get("machine").is_some();
    draw(async move |visit: Visit| {
        let (text, thread, seq) = (visit.text(), thread.ok_or(Error::NotFound)?, seq.ok_or(Error::NotFound)?);
        let mut tx = visit.look_at_threads().await?;
        let original = interpret::original(&mut tx, thread, seq).await?;
        tx.save().await?;
        let state = visit.kept_form("messages/interpret").await?;
        let options = [(0, "messages-interpret-only"), (3, "messages-interpret-three"), (BEFORE_MAX, "messages-interpret-ten")];
        let before = Choices {
            name: "before",
            legend: text.say("messages-interpret-before"),
            options: options.into_iter().map(|(count, key)| (count.to_string(), text.say(key))).collect(),
            chosen: state.map_or_else(|| "0".to_owned(), |state| state.value("before")),
            ..Choices::default()
        };
        let fields = view! {
            <input type="hidden" name="thread" value=thread.to_string()/>
            <input type="hidden" name="seq" value=seq.to_string()/>
            {before.view()}
            <button class="btn">{text.say("messages-interpret-ask")}</button>
        };
        let body = view! {
            <h1>{text.say("messages-interpret-title")}</h1>
            <blockquote class="card" lang=original.language dir="auto">{original.body}</blockquote>
            {silent.then(|| calm(text.say("messages-machine-no")))}
            <p>{text.say("messages-interpret-hint")}</p>
            {main_form(&visit, "/api/messages/interpret", fields.into_any())}
            <p><a href=format!("/messages/{thread}#m{seq}")>{text.say("messages-back")}</a></p>
        };
        Ok(document(&visit, Layout { title: text.say("messages-interpret-title"), place: Place::Messages, form: true, ..Layout::default() }, body.into_any()))
    })
}

/// `/messages/queue`: the waiting requests, without message text or names.
#[component]
pub fn Queue() -> impl IntoView {
    let kept = leptos_router::hooks::use_query_map().read_untracked().get("done").is_some();
    draw(async move |visit: Visit| {
        let (text, actor) = (visit.text(), visit.actor()?);
        let mut tx = visit.act(Intent::Read).await?;
        let waiting = interpret::queue(&mut tx).await?;
        drop(tx);
        let rows = waiting
            .iter()
            .map(|one| Task {
                href: Some(format!("/messages/queue/{}", one.id)),
                title: Some(text.with("messages-queue-into", &[("language", text.language(&one.language).into())]).into_any()),
                small: text.near(actor.today, one.at.to_jiff().to_zoned(actor.zone.clone()).date()),
                tag: one.taken_by.map(|_| ("us", text.say("messages-queue-yours"))),
                ..Task::default()
            })
            .collect::<Vec<_>>();
        let body = view! {
            <h1>{text.say("messages-queue-title")}</h1>
            {kept.then(|| done(text.say("messages-queue-done")))}
            {if rows.is_empty() { empty(text.say("messages-queue-empty"), None) } else { task_list(rows) }}
        };
        Ok(document(&visit, Layout { title: text.say("messages-queue-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// `/messages/queue/{request}`: one request. Its message text is shown once the interpreter has
/// claimed it.
#[component]
pub fn Interpret() -> impl IntoView {
    let id: Option<InterpretationId> = use_params_map().read_untracked().get("request").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| {
        let (text, id) = (visit.text(), id.ok_or(Error::NotFound)?);
        let mut tx = visit.act(Intent::Write).await?;
        let one = interpret::waiting(&mut tx, id).await?;
        if one.taken_by.is_none() {
            return Ok(to_claim(&visit, &one));
        }
        let (one, given) = interpret::read(&mut tx, id).await?;
        tx.save().await?;
        let state = visit.kept_form("messages/translate").await?;
        let language = text.language(&one.language);
        let (last, before) = given.split_last().ok_or(Error::NotFound)?;
        let area = Area {
            name: "body",
            label: text.with("messages-translate-label", &[("language", language.clone().into())]),
            value: state.as_ref().map(|s| s.value("body")).unwrap_or_default(),
            error: error(text, state.as_ref(), "body"),
            ..Area::default()
        };
        let fields = view! {
            <input type="hidden" name="request" value=id.to_string()/>
            {area.view()}
            <button class="btn">{text.say("messages-translate-save")}</button>
        };
        let earlier = (!before.is_empty()).then(|| {
            view! { <details class="term"><summary>{text.say("messages-translate-before")}</summary>{before.iter().map(|one| words(text, id, one)).collect_view()}</details> }
        });
        let title = text.with("messages-queue-into", &[("language", language.into())]);
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {calm(text.say("messages-translate-rules"))}
            {earlier}
            {words(text, id, last)}
            {main_form(&visit, "/api/messages/translate", fields.into_any())}
            {button_form("/api/messages/put-back", vec![("request", id.to_string())], "btn link", text.say("messages-translate-back"))}
        };
        Ok(document(&visit, Layout { title, place: Place::Messages, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}

/// The page of an unclaimed request: the target language and the button that claims the request.
/// The message text is shown only after the claim.
fn to_claim(visit: &Visit, one: &Waiting) -> AnyView {
    let text = visit.text();
    let title = text.with("messages-queue-into", &[("language", text.language(&one.language).into())]);
    let body = view! {
        <h1>{title.clone()}</h1>
        {calm(text.say("messages-translate-rules"))}
        <p>{text.say("messages-claim-hint")}</p>
        {button_form("/api/messages/claim-interpretation", vec![("request", one.id.to_string())], "btn", text.say("messages-claim"))}
        <p><a href="/messages/queue">{text.say("messages-queue-title")}</a></p>
    };
    document(visit, Layout { title, place: Place::Messages, ..Layout::default() }, body.into_any())
}

/// One message for the interpreter. Shows the role of the author instead of the name.
fn words(text: Text, id: InterpretationId, one: &Given) -> AnyView {
    let role = one.role.map(|role| text.role(role));
    let voices = one
        .files()
        .iter()
        .enumerate()
        .filter(|(_, file)| file.kind == FileKind::Voice)
        .map(|(n, file)| {
            let href = with_line(format!("/messages/queue/{id}/file/{}/{n}", one.seq), one.line);
            voice(text, file, href, text.say("messages-translate-voice"))
        })
        .collect_view();
    view! {
        <div class="card">
            {role.map(|role| view! { <p class="soft">{role}</p> })}
            {voices}
            <p lang=one.language.clone() dir="auto">{one.body.clone()}</p>
        </div>
    }
    .into_any()
}
