//! `/family/{id}/plan/safety`: the safety plan (what to do, whom to call) as one printable page.

use leptos::prelude::*;
use model::plan::Kind;
use model::plan::reply::Section;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::home::part::words;
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::summary_list::summary_list;

/// `/family/{id}/plan/safety`
#[component]
pub fn Safety() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let store::plan::Part { items, talk, .. } = store::plan::part(&mut tx, family, Section::Safety, visit.language.code()).await?;
        tx.save().await?;
        let list = |kind: Kind| {
            let rows = items
                .iter()
                .filter(|item| item.kind == kind)
                .filter_map(|item| {
                    let said = talk.texts.get(&item.text_id).map(words)?;
                    Some(view! { <li>{said.inline(text)}{said.beneath(text, &visit.path)}</li> })
                })
                .collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <ol class="card lines safety">{rows}</ol> })
        };
        let call = |number: &str| view! { <a href=format!("tel:{number}")><bdi dir="ltr">{number.to_owned()}</bdi></a> }.into_any();
        let phone = visit.phone().to_owned();
        let lines = summary_list(vec![
            (text.say("help-line-danger"), call("911")),
            (text.say("help-line-talk"), call("988")),
            (text.say("help-line-agency"), call(&phone)),
        ]);
        let title = text.say("plan-safety");
        let body = view! {
            <div class="on-screen">{to_plan(text, family)}</div>
            <article class="print">
                <h1>{title.clone()}</h1>
                {items.is_empty().then(|| empty(text.say("plan-safety-empty"), None))}
                {list(Kind::SafetyDo).map(|rows| view! { <h2>{text.say("plan-safety-do")}</h2>{rows} })}
                {list(Kind::SafetyCall).map(|rows| view! { <h2>{text.say("plan-safety-call")}</h2>{rows} })}
                <h2>{text.say("plan-safety-always")}</h2>
                {lines}
            </article>
            <p class="on-screen"><a href=format!("/family/{family}/plan/section/safety")>{text.say("plan-think")}</a></p>
            <p class="on-screen soft">{text.say("plan-print-how")}</p>
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}
