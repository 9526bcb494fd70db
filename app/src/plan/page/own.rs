//! The form to add own words of a family member.

use leptos::prelude::*;

use super::item::{family, to_plan};
use super::line::Filled;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::ui::error_summary::error_summary;
use crate::ui::field::Choices;
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

/// `/family/{id}/plan/own`: a family member adds own words.
#[component]
pub fn AddOwn() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        if !visit.actor()?.team(family)?.role.is_family() {
            return Err(Error::NotFound);
        }
        let state = visit.kept_form("plan/own").await?;
        let filled = Filled { text, state: state.as_ref() };
        let who = Choices {
            name: "who",
            legend: text.say("plan-who"),
            options: vec![
                ("own".into(), text.say("plan-who-own")),
                ("partner".into(), text.say("plan-who-partner")),
                ("wide".into(), text.say("plan-who-plan")),
            ],
            chosen: filled.value("who", Some("own".into())),
            ..Choices::default()
        };
        let fields = view! {
            <input type="hidden" name="form" value=visit.form_id(state.as_ref())/>
            <input type="hidden" name="family" value=family.to_string()/>
            {filled.area("words", "plan-own-words", None)}
            {writing_language(&visit, state.as_ref(), None)}
            {who.view()}
            <button class="btn">{text.say("plan-save-own")}</button>
        };
        let title = text.say("plan-own");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.say("plan-own-note")}</p>
            {main_form(&visit, "/api/plan/own", fields.into_any())}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}
