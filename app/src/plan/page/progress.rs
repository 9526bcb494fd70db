//! `/family/{id}/plan/progress`: ratings over time and the form to rate;
//! `/family/{id}/plan/review`: a worker adds a review.

use leptos::prelude::*;
use model::plan::progress::{TOPS, Voice};
use model::policy::may_edit_plan;
use store::plan::progress;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, refused};
use crate::home::part::words;
use crate::plan::chart;
use crate::ui::empty::empty;
use crate::ui::error_summary::{self, error_summary};
use crate::ui::field::{Area, Choices, Field};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

fn value(state: Option<&FormState>, name: &str) -> String {
    state.map(|state| state.value(name)).unwrap_or_default()
}

/// `/family/{id}/plan/progress`
#[component]
pub fn Progress() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let all = progress::read(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.kept_form("plan/rate").await?;
        let me = visit.actor()?.person;
        let rows = chart::rows(text, &all, me);
        let latest = all.reviews.last();
        let rates = Voice::of(all.role).is_some() && latest.is_some();
        let said = |id: Option<_>| id.and_then(|id| all.texts.get(&id)).map(words);
        let error = |name: &str| state.as_ref().and_then(|state| state.error(name)).map(|code| error_summary::words(text, code));
        let mine = latest.and_then(|latest| all.ratings.iter().find(|rating| rating.review_id == latest.id && rating.person_id == me));
        let form = rates.then(|| {
            let options = (1..=all.top)
                .map(|n| {
                    let end = if n == 1 {
                        said(all.low)
                    } else if n == all.top {
                        said(all.high)
                    } else {
                        None
                    };
                    let plain = if n == 1 {
                        text.say("plan-progress-low")
                    } else if n == all.top {
                        text.say("plan-progress-high")
                    } else {
                        String::new()
                    };
                    let words = end.map_or(plain, |end| end.plain());
                    (
                        n.to_string(),
                        if words.is_empty() { n.to_string() } else { text.with("plan-progress-end", &[("value", n.into()), ("words", words.into())]) },
                    )
                })
                .collect();
            let chosen = state.as_ref().map_or_else(|| mine.map(|rating| rating.value.to_string()).unwrap_or_default(), |state| state.value("value"));
            let scale = Choices { name: "value", legend: text.say("plan-progress-ask"), options, chosen, error: error("value"), ..Choices::default() };
            let area =
                Area { name: "words", label: text.say("plan-step-why"), value: value(state.as_ref(), "words"), error: error("words"), ..Area::default() };
            let who = all.role.is_family().then(|| {
                let chosen = Some(value(state.as_ref(), "who")).filter(|who| !who.is_empty()).unwrap_or_else(|| "own".into());
                let options = vec![("own".into(), text.say("plan-who-own")), ("wide".into(), text.say("plan-who-plan"))];
                Choices { name: "who", legend: text.say("plan-who"), options, chosen, ..Choices::default() }.view()
            });
            let fields = view! {
                <input type="hidden" name="family" value=family.to_string()/>
                {latest.map(|review| view! { <input type="hidden" name="review" value=review.id.to_string()/> })}
                {scale.view()}
                {area.view()}
                {writing_language(&visit, state.as_ref(), None)}
                {who}
                <button class="btn">{text.say("plan-send")}</button>
            };
            main_form(&visit, "/api/plan/rate", fields.into_any())
        });
        let heard = all
            .reviews
            .iter()
            .rev()
            .filter_map(|review| {
                let mut lines: Vec<AnyView> = Vec::new();
                if let Some(said) = said(review.text_id) {
                    lines.push(view! { <p>{said.inline(text)}</p>{said.beneath(text, &visit.path)} }.into_any());
                }
                for rating in all.ratings.iter().filter(|rating| rating.review_id == review.id) {
                    if let Some(said) = said(rating.text_id) {
                        lines.push(view! { <p class="soft"><bdi>{rating.name.clone()}</bdi></p><blockquote>{said.inline(text)}</blockquote>{said.beneath(text, &visit.path)} }.into_any());
                    }
                }
                (!lines.is_empty()).then(|| view! { <li class="card"><h3>{text.date(review.held.to_jiff())}</h3>{lines}</li> })
            })
            .collect::<Vec<_>>();
        let title = text.say("plan-progress");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {may_edit_plan(all.role).then(|| view! { <p><a class="btn plain" href=format!("/family/{family}/plan/review")>{text.say("plan-review-add")}</a></p> })}
            {if rows.is_empty() {
                empty(text.say(if latest.is_some() { "plan-progress-nobody" } else { "plan-progress-empty" }), None)
            } else {
                view! {
                    <p><b>{chart::finding(text, &all, &rows)}</b></p>
                    {chart::chart(text, &all, &rows)}
                    {chart::table(text, &all, &rows)}
                }
                .into_any()
            }}
            {form.map(|form| view! {
                <h2 id="say">{text.with("plan-progress-yours", &[("day", latest.map(|review| text.day(review.held.to_jiff())).unwrap_or_default().into())])}</h2>
                {form}
            })}
            {(!heard.is_empty()).then(|| view! { <h2>{text.say("plan-talk")}</h2><ol class="talk" role="list">{heard}</ol> })}
        };
        let refused = refused(state.as_ref());
        Ok(document(&visit, Layout { title, place: Place::Plan, refused, form: rates, ..Layout::default() }, body.into_any()))
    })
}

/// `/family/{id}/plan/review`
#[component]
pub fn AddReview() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        if !may_edit_plan(visit.actor()?.team(family)?.role) {
            return Err(Error::NotFound);
        }
        let mut tx = visit.look(family).await?;
        let all = progress::read(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.kept_form("plan/review").await?;
        let value = |name: &str| value(state.as_ref(), name);
        let error = |name: &str| state.as_ref().and_then(|state| state.error(name)).map(|code| error_summary::words(text, code));
        let form = visit.form_id(state.as_ref());
        let held =
            Some(value("held")).filter(|held| !held.is_empty()).unwrap_or_else(|| visit.actor().map(|actor| actor.today.to_string()).unwrap_or_default());
        let held = Field {
            name: "held",
            kind: "date",
            label: text.say("plan-review-held"),
            value: held,
            error: error("held"),
            autocomplete: "off",
            ..Field::default()
        };
        let area =
            |name: &'static str, label: &'static str| Area { name, label: text.say(label), value: value(name), error: error(name), ..Area::default() }.view();
        // The scale is fixed once a rating exists: its value would mean something else on another.
        let scale = all.ratings.is_empty().then(|| {
            let options = TOPS.iter().map(|top| (top.to_string(), text.with("plan-review-scale-to", &[("top", (*top).into())]))).collect();
            let chosen = Some(value("top")).filter(|top| !top.is_empty()).unwrap_or_else(|| all.top.to_string());
            view! {
                {Choices { name: "top", legend: text.say("plan-review-scale"), hint: text.say("plan-review-scale-hint"), options, chosen, error: error("top") }.view()}
                {area("low", "plan-review-low")}
                {area("high", "plan-review-high")}
            }
        });
        let fields = view! {
            <input type="hidden" name="form" value=form/>
            <input type="hidden" name="family" value=family.to_string()/>
            {held.view()}
            {area("words", "plan-review-words")}
            {scale}
            {writing_language(&visit, state.as_ref(), None)}
            <button class="btn">{text.say("plan-review-save")}</button>
        };
        let title = text.say("plan-review-add");
        let body = view! {
            <p><a href=format!("/family/{family}/plan/progress")>{text.say("plan-progress")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {main_form(&visit, "/api/plan/review", fields.into_any())}
        };
        let refused = refused(state.as_ref());
        Ok(document(&visit, Layout { title, place: Place::Plan, refused, form: true, ..Layout::default() }, body.into_any()))
    })
}
