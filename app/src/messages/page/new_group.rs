//! `/family/{id}/messages/new`: the form that starts a group thread with participants chosen by
//! name.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::FamilyId;
use model::policy::may_gather;
use store::Intent;
use store::messages;

use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::ui::banner::{calm, done};
use crate::ui::error_summary::{error, error_summary};
use crate::ui::field::{Choices, error_view};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};

/// `/family/{id}/messages/new`
#[component]
pub fn Together() -> impl IntoView {
    let family: Option<FamilyId> = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    let begun = use_query_map().read_untracked().get("begun").is_some();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let role = visit.actor()?.team(family)?.role;
        let mut tx = visit.act(Intent::Read).await?;
        let people = messages::people_of(&mut tx, family).await?;
        drop(tx);
        if people.len() < 2 {
            return Err(Error::NotFound);
        }
        let state = visit.kept_form("messages/begin").await?;
        let said = |name: &str| state.as_ref().map(|s| s.value(name)).unwrap_or_default();
        let parents = people.iter().filter(|p| p.role.is_parent()).count();
        let kind = may_gather(role).then(|| {
            let options = vec![("team".to_owned(), text.say("messages-kind-team")), ("family".to_owned(), text.say("messages-kind-family"))];
            let chosen = Some(said("kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "team".to_owned());
            Choices { name: "kind", legend: text.say("messages-kind"), options, chosen, ..Choices::default() }.view()
        });
        let wrong = error(text, state.as_ref(), "people");
        let boxes = people
            .iter()
            .enumerate()
            .map(|(i, person)| {
                let field = format!("people-{}", person.person_id);
                let id = if i == 0 { "people".to_owned() } else { format!("people-at-{i}") };
                let checked = said(&field) == "yes";
                let words = text.with("messages-name-role", &[("name", person.name.clone().into()), ("role", text.role(person.role).into())]);
                view! { <label class="choice" for=id.clone()><input type="checkbox" id=id.clone() name=field value="yes" checked=checked/><span>{words}</span></label> }
            })
            .collect_view();
        let fields = view! {
            <input type="hidden" name="form" value=visit.form_id(state.as_ref())/>
            <input type="hidden" name="family" value=family.to_string()/>
            {kind}
            <fieldset class="field choices">
                <legend>{text.say("messages-who")}</legend>
                {error_view("people", wrong)}
                {boxes}
            </fieldset>
            <button class="btn">{text.say("messages-begin")}</button>
        };
        let body = view! {
            <h1>{text.say("messages-several")}</h1>
            {begun.then(|| done(text.say("messages-begun")))}
            {error_summary(text, state.as_ref())}
            <p>{text.say("messages-several-hint")}</p>
            {(parents > 1).then(|| calm(text.say("messages-two-parents")))}
            {main_form(&visit, "/api/messages/begin", fields.into_any())}
        };
        let layout = Layout { title: text.say("messages-several"), place: Place::Messages, refused: refused(state.as_ref()), form: true, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}
