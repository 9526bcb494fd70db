//! `/family/{id}/plan/week`: what a week asks of each family member, and their capacity.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::week::{as_hours, in_hours, monday, of_day};
use store::plan::week::{self, Person, Week};

use super::item::{family, to_plan};
use super::line::Filled;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, refused};
use crate::home::part::{kind, words};
use crate::plan::week::{asked, slot, takes};
use crate::text::{Text, name};
use crate::ui::banner::calm;
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::field::Field;
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};

/// `/family/{id}/plan/week`
#[component]
pub fn WeekPage() -> impl IntoView {
    let family = family();
    let day: Option<Date> =
        use_query_map().read_untracked().get("of").and_then(|day| day.parse().ok()).filter(|day: &Date| (1900..=2200).contains(&day.year()));
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let state = visit.kept_form("plan/week").await?;
        let today = visit.actor()?.today;
        let from = monday(day.unwrap_or(today));
        let mut tx = visit.look(family).await?;
        let week = week::read(&mut tx, family, from, visit.language.code()).await?;
        tx.save().await?;
        let mine = week.role.is_family();
        let people = week.people.iter().map(|one| person(text, &week, one, mine, &visit.path, family)).collect_view();
        let href = |day: Result<Date, jiff::Error>| day.map(|day| format!("/family/{family}/plan/week?of={day}")).unwrap_or_default();
        let ways = view! {
            <p class="row">
                <a class="btn plain small" href=href(from.checked_sub(7.days()))>{text.say("plan-week-before")}</a>
                <a class="btn plain small" href=href(from.checked_add(7.days()))>{text.say("plan-week-after")}</a>
            </p>
        };
        let title = text.say("plan-week");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p class="soft">{text.with("plan-week-of", &[("day", text.date(from).into())])}</p>
            {ways}
            {if week.people.is_empty() { empty(text.say("plan-week-empty"), None) } else { people.into_any() }}
            {week.people.first().filter(|_| mine).map(|me| carry_form(&visit, me, state.as_ref(), family))}
        };
        let layout = Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: mine, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}

/// One person's week: the totals first, then the events and steps they add up.
fn person(text: Text, week: &Week, one: &Person, mine: bool, from: &str, family: model::id::FamilyId) -> AnyView {
    let dates = one.events.iter().map(|event| {
        let at = event.starts.to_jiff();
        let when = text.with("home-when", &[("day", text.day(at.date()).into()), ("time", text.time(at).into())]);
        let said = week.texts.get(&event.about_id).map(words);
        view! { <li><b>{kind(text, event.kind)}</b> " " {said.as_ref().map(|said| said.inline(text))}<br/><span class="soft">{when}</span>{said.as_ref().map(|said| said.beneath(text, from))}</li> }.into_any()
    });
    let steps = one.steps.iter().filter(|step| !step.load.is_none()).map(|step| {
        let said = week.texts.get(&step.text_id).map(words);
        view! {
            <li><a class="line" href=format!("/family/{family}/plan/item/{}", step.id)>{said.as_ref().map(|said| said.inline(text))}</a>
                <br/><span class="soft">{takes(text, &step.load)}</span>{said.as_ref().map(|said| said.beneath(text, from))}</li>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = dates.chain(steps).collect();
    let carry = [
        one.carry.minutes.map(|most| text.with("plan-week-can-hours", &[("hours", in_hours(most).into())])),
        one.carry.trips.map(|most| text.with("plan-week-can-trips", &[("trips", most.into())])),
    ];
    let carry = carry.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let busy = one.busy.iter().map(|busy| view! { <li>{slot(text, *busy)}</li> }).collect::<Vec<_>>();
    view! {
        <section class="card">
            {(!mine).then(|| view! { <h2>{name(&one.name)}</h2> })}
            <p><b>{asked(text, &one.asked)}</b></p>
            {(!carry.is_empty()).then(|| view! { <p class="soft">{text.say(if mine { "plan-week-you-said" } else { "plan-week-they-said" })} " " {carry}</p> })}
            {one.is_over().then(|| calm(text.say(if mine { "plan-week-over-mine" } else { "plan-week-over-theirs" })))}
            {if rows.is_empty() { view! { <p class="soft">{text.say("plan-week-nothing")}</p> }.into_any() } else { view! { <ul class="lines" role="list">{rows}</ul> }.into_any() }}
            {(!mine && !busy.is_empty()).then(|| view! { <details class="term"><summary>{text.say("plan-week-busy")}</summary><ul>{busy}</ul></details> })}
        </section>
    }
    .into_any()
}

/// The form for the signed-in family member's own weekly capacity and busy times.
fn carry_form(visit: &Visit, me: &Person, state: Option<&FormState>, family: model::id::FamilyId) -> AnyView {
    let text = visit.text();
    let filled = Filled { text, state };
    let number = |name: &'static str, label: &'static str, stands: Option<String>| {
        Field { name, label: text.say(label), value: filled.value(name, stands), error: filled.error(name), autocomplete: "off", ..Field::default() }.view()
    };
    let days = (1..=7)
        .map(|day: i32| {
            let stands = me.busy.iter().find(|busy| busy.weekday == day);
            let time = |what: &str, label: &'static str, at: Option<i32>| {
                let id = format!("{what}_{day}");
                let value = filled.value(&id, at.map(of_day));
                let wrong = filled.error(&id).is_some();
                view! { <div><label for=id.clone()>{text.say(label)}</label><input type="time" id=id.clone() name=id.clone() value=value aria-invalid=wrong.then_some("true")/></div> }
            };
            let error = ["starts", "ends"].iter().find_map(|what| filled.error(&format!("{what}_{day}")));
            view! {
                <fieldset class="field"><legend>{text.say(&format!("common-weekday-{day}"))}</legend>
                    {error.map(|error| view! { <p class="error">{error}</p> })}
                    <div class="times">{time("starts", "plan-week-from", stands.map(|busy| busy.starts))}{time("ends", "plan-week-to", stands.map(|busy| busy.ends))}</div>
                </fieldset>
            }
        })
        .collect_view();
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string()/>
        {number("hours", "plan-week-hours-most", me.carry.minutes.map(as_hours))}
        {number("trips", "plan-week-trips-most", me.carry.trips.map(|trips| trips.to_string()))}
        <h3>{text.say("plan-week-busy")}</h3>
        <p class="hint">{text.say("plan-week-busy-hint")}</p>
        {days}
        <button class="btn">{text.say("plan-week-save")}</button>
    };
    view! { <h2 id="carry">{text.say("plan-week-carry")}</h2><p>{text.say("plan-week-carry-note")}</p>{main_form(visit, "/api/plan/week", fields.into_any())} }
        .into_any()
}
