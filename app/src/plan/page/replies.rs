//! All replies to the plan, and the page of one reply, where a worker answers it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::ReplyId;
use model::role::Role;
use store::plan::reply;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::plan::talk::{Talking, outcome};
use crate::ui::empty::empty;
use crate::ui::error_summary::{error_summary, words};
use crate::ui::field::{Area, Choices};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

/// `/family/{id}/plan/replies`
#[component]
pub fn Replies() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let talk = reply::list(&mut tx, family, None, visit.language.code()).await?;
        tx.save().await?;
        let talking = Talking { visit: &visit, text, family, texts: &talk.texts, answers: talk.role == Role::Worker, about: true };
        let (waiting, rest): (Vec<_>, Vec<_>) = talk.replies.iter().cloned().rev().partition(reply::Reply::waits);
        let title = text.say("plan-replies");
        let propose = talk.role.is_family().then(|| (format!("/family/{family}/plan/propose"), text.say("plan-propose")));
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {(!waiting.is_empty()).then(|| view! { <h2>{text.say("plan-replies-waiting")}</h2>{talking.list(&waiting)} })}
            {(!rest.is_empty()).then(|| view! { <h2>{text.say("plan-replies-rest")}</h2>{talking.list(&rest)} })}
            {talk.replies.is_empty().then(|| empty(text.say("plan-replies-empty"), propose))}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// `/family/{id}/plan/reply/{reply}`
#[component]
pub fn Reply() -> impl IntoView {
    let (family, id) = (family(), use_params_map().read_untracked().get("reply").and_then(|id| id.parse::<ReplyId>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, id) = (visit.text(), family.ok_or(Error::NotFound)?, id.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let talk = reply::read(&mut tx, family, id, visit.language.code()).await?;
        tx.save().await?;
        let one = talk.replies.first().ok_or(Error::NotFound)?;
        let state = visit.kept_form("plan/answer").await?;
        let answers = talk.role == Role::Worker && one.waits();
        let talking = Talking { visit: &visit, text, family, texts: &talk.texts, answers: false, about: true };
        let title = text.say(if answers { "plan-answer" } else { "plan-talk" });
        let value = |name: &str| state.as_ref().map(|state| state.value(name)).unwrap_or_default();
        let error = |name: &str| state.as_ref().and_then(|state| state.error(name)).map(|code| words(text, code));
        let form = answers.then(|| {
            let choices = Choices {
                name: "outcome",
                legend: text.say("plan-answer-what"),
                options: one.kind.outcomes().iter().map(|each| (each.slug().to_owned(), outcome(text, one.kind, *each))).collect(),
                chosen: value("outcome"),
                error: error("outcome"),
                ..Choices::default()
            };
            let area = Area { name: "words", label: text.say("plan-answer-words"), value: value("words"), error: error("words"), ..Area::default() };
            let fields = view! {
                <input type="hidden" name="family" value=family.to_string()/>
                <input type="hidden" name="reply" value=id.to_string()/>
                {choices.view()}
                {area.view()}
                {writing_language(&visit, state.as_ref(), None)}
                <button class="btn">{text.say("plan-answer-send")}</button>
            };
            main_form(&visit, "/api/plan/answer", fields.into_any())
        });
        let body = view! {
            <p><a href=format!("/family/{family}/plan/replies")>{text.say("plan-replies")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {talking.list(&talk.replies)}
            {form}
        };
        let refused = state.as_ref().is_some_and(|state| !state.errors.is_empty());
        Ok(document(&visit, Layout { title, place: Place::Plan, refused, form: answers, ..Layout::default() }, body.into_any()))
    })
}
