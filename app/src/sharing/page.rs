//! `/family/{id}/sharing`, and `/sharing`, which redirects to it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::sharing::{PAGE, list};

use crate::actor::Visit;
use crate::error::Error;
use crate::ui::empty::empty;
use crate::ui::page::{Layout, Place, document, draw};

/// `/sharing`
#[component]
pub fn ToSharing() -> impl IntoView {
    draw(async |visit: Visit| crate::home::page::onward(&visit, "sharing"))
}

/// `/family/{id}/sharing`. keys: sharing-what-*
#[component]
pub fn Sharing() -> impl IntoView {
    let family = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    let before = use_query_map().read_untracked().get("before").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let looks = list(&mut tx, family, before).await?;
        tx.save().await?;
        let actor = visit.actor()?;
        let older = (i64::try_from(looks.len()) == Ok(PAGE)).then(|| looks.last().map(|look| format!("/family/{family}/sharing?before={}", look.id))).flatten();
        let rows = looks
            .iter()
            .map(|look| {
                let at = look.at.to_jiff().to_zoned(actor.zone.clone());
                let what = text.say(&format!("sharing-what-{}", look.what));
                view! {
                    <li>
                        <p><b>{look.name.clone()}</b> " · " {text.role(look.role)}</p>
                        <p>{what}</p>
                        <p class="soft">{text.near(actor.today, at.date())} " · " <bdi>{text.time(at.datetime())}</bdi></p>
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{text.say("sharing-title")}</h1>
            <p>{text.say("sharing-body")}</p>
            {if looks.is_empty() { empty(text.say("sharing-empty"), None) } else { view! { <ol class="looks" role="list">{rows}</ol> }.into_any() }}
            {older.map(|href| view! { <p><a class="btn plain" href=href>{text.say("common-older")}</a></p> })}
            <p>{text.say("sharing-wrong")}</p>
        };
        Ok(document(&visit, Layout { title: text.say("sharing-title"), place: Place::Sharing, ..Layout::default() }, body.into_any()))
    })
}
