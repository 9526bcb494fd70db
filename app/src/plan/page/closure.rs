//! `/family/{id}/plan/closure`: the conditions for closing the case, and which are met.

use leptos::prelude::*;
use model::id::{FamilyId, ItemId};
use model::plan::State;
use model::plan::reply::{ReplyKind, Section};
use model::policy::may_edit_plan;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::home::part::words;
use crate::ui::empty::empty;
use crate::ui::form::way_back;
use crate::ui::icon::Icon;
use crate::ui::page::{Layout, Place, document, draw};

/// `/family/{id}/plan/closure`
#[component]
pub fn Closure() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let store::plan::Part { items, talk, .. } = store::plan::part(&mut tx, family, Section::Changes, visit.language.code()).await?;
        tx.save().await?;
        let writes = may_edit_plan(talk.role);
        let done = items.iter().filter(|item| item.state == State::Done).count();
        let rows = items
            .iter()
            .map(|item| {
                let said = talk.texts.get(&item.text_id).map(words);
                let (class, key) = if item.state == State::Done { ("tag done", "plan-true-now") } else { ("tag", "plan-true-later") };
                view! {
                    <li class="card" id=item.id.to_string()>
                        <p><a class="line" href=format!("/family/{family}/plan/item/{}", item.id)>{said.as_ref().map(|said| said.inline(text))}</a></p>
                        {said.as_ref().map(|said| said.beneath(text, &visit.path))}
                        <p><span class=class>{(item.state == State::Done).then(|| Icon::Check.view())}{text.say(key)}</span></p>
                        {writes.then(|| judge(&visit, family, item.id))}
                    </li>
                }
            })
            .collect_view();
        let title = text.say("plan-changes");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {if items.is_empty() {
                empty(text.say("plan-closure-empty"), None)
            } else {
                view! {
                    <p>{text.with("plan-closure-count", &[("done", done.to_string().into()), ("all", items.len().to_string().into())])}</p>
                    <ol class="talk" role="list">{rows}</ol>
                }
                .into_any()
            }}
            <p class="soft">{text.say("plan-closure-after")}</p>
            <p><a href=format!("/family/{family}/plan/section/changes")>{text.say("plan-think")}</a></p>
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// Buttons for a worker to mark a condition as met or not. The family can disagree on the line's
/// page.
fn judge(visit: &Visit, family: FamilyId, item: ItemId) -> AnyView {
    let text = visit.text();
    let button = |kind: ReplyKind, key: &'static str| view! { <button class="btn plain small" name="kind" value=kind.slug()>{text.say(key)}</button> };
    view! {
        <form method="post" action="/api/plan/step">
            {way_back(visit, "/api/plan/step")}
            <input type="hidden" name="form" value=visit.form_id(None)/>
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="item" value=item.to_string()/>
            <div class="row">{button(ReplyKind::Done, "plan-true-now")}{button(ReplyKind::NotYet, "plan-true-later")}</div>
        </form>
    }
    .into_any()
}
