//! `/family/{id}/plan/heading`: a worker edits the permanency goals in the working copy.

use leptos::prelude::*;
use model::plan::{Decider, Permanency};
use store::plan::heading;

use super::item::family;
use super::line::{Filled, basis};
use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::home::part::words;
use crate::plan::heading::{decider, facts, permanency};
use crate::ui::error_summary::error_summary;
use crate::ui::field::{Choices, Field, Select};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

/// Names of one goal's fields: goal, since, by, why.
pub type Names = [&'static str; 4];
pub const FIRST: Names = ["permanency", "permanency_since", "permanency_by", "permanency_why"];
pub const SECOND: Names = ["concurrent", "concurrent_since", "concurrent_by", "concurrent_why"];

/// `/family/{id}/plan/heading`
#[component]
pub fn EditHeading() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let state = visit.kept_form("plan/heading").await?;
        let mut tx = visit.look(family).await?;
        let desk = heading::read(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let d = &desk.direction;
        let filled = Filled { text, state: state.as_ref() };
        let stale = state.as_ref().is_some_and(|state| state.error("stale").is_some());
        let why = |id: Option<_>| id.and_then(|id| desk.texts.get(&id)).map(|said| said.body.clone());
        let one = |names: Names, legend: &'static str, goal: Option<Permanency>, since: Option<String>, by: Option<Decider>, why: Option<String>| {
            let [goal_name, since_name, by_name, why_name] = names;
            let mut goals = vec![(String::new(), text.say("plan-heading-none"))];
            goals.extend(Permanency::ALL.iter().map(|one| (one.slug().to_owned(), permanency(text, *one))));
            let hint = if names == FIRST { text.say("plan-heading-hint") } else { String::new() };
            view! {
                {(names == SECOND).then(|| view! { <h2>{text.say(legend)}</h2> })}
                {Choices {
                    name: goal_name,
                    legend: text.say("plan-goal"),
                    hint,
                    options: goals,
                    chosen: filled.value(goal_name, goal.map(|goal| goal.slug().to_owned())),
                    error: filled.error(goal_name),
                }.view()}
                {Field {
                    name: since_name,
                    kind: "date",
                    label: text.say("plan-since"),
                    value: filled.value(since_name, since),
                    error: filled.error(since_name),
                    autocomplete: "off",
                    ..Field::default()
                }.view()}
                {Select {
                    name: by_name,
                    label: text.say("plan-decided-by"),
                    options: std::iter::once((String::new(), text.say("plan-pick")))
                        .chain(Decider::ALL.iter().map(|one| (one.slug().to_owned(), decider(text, *one)))).collect(),
                    chosen: filled.value(by_name, by.map(|by| by.slug().to_owned())),
                    error: filled.error(by_name),
                    ..Select::default()
                }.view()}
                {filled.area(why_name, "plan-heading-why", why)}
            }
        };
        let day = |date: &Option<jiff_sqlx::Date>| date.as_ref().map(|date| date.to_jiff().to_string());
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="revision" value=basis(state.as_ref(), "revision", desk.revision)/>
            {one(FIRST, "plan-goal", d.permanency, day(&d.permanency_since), d.permanency_by, why(d.permanency_why))}
            {one(SECOND, "plan-concurrent", d.concurrent, day(&d.concurrent_since), d.concurrent_by, why(d.concurrent_why))}
            {writing_language(&visit, state.as_ref(), None)}
            <button class="btn">{text.say("plan-save-draft")}</button>
        };
        let say = |id| desk.texts.get(&id).map(|said| words(said).inline(text)).into_any();
        let title = text.say("plan-heading");
        let body = view! {
            <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {stale.then(|| view! { <div class="card" id="stale"><p class="soft">{text.say("plan-meanwhile")}</p>{facts(text, d, &say)}</div> })}
            {main_form(&visit, "/api/plan/heading", fields.into_any())}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}
