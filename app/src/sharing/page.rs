//! `/family/{id}/sharing`, and `/sharing`, which redirects to it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::access_log::{PAGE_SIZE, list_entries};

use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;

/// `/sharing`
#[component]
pub fn RedirectToSharing() -> impl IntoView {
    render_page(async |visit: RequestContext| {
        crate::home::page::redirect_to_family_page(&visit, "sharing")
    })
}

/// `/family/{id}/sharing`. keys: sharing-what-*
#[component]
pub fn AccessLogPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let before = use_query_map()
        .read_untracked()
        .get("before")
        .and_then(|id| id.parse().ok());
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let entries = list_entries(&mut tx, family, before).await?;
        tx.commit().await?;
        let actor = visit.actor()?;
        let older = (i64::try_from(entries.len()) == Ok(PAGE_SIZE))
            .then(|| {
                entries
                    .last()
                    .map(|look| format!("/family/{family}/sharing?before={}", look.id))
            })
            .flatten();
        let rows = entries
            .iter()
            .map(|look| {
                let at = look.at.to_jiff().to_zoned(actor.zone.clone());
                let what = text.get(&format!("sharing-what-{}", look.what));
                view! {
                    <li>
                        <p>
                            <b>{look.name.clone()}</b>
                            " · "
                            {text.role_name(look.role)}
                        </p>
                        <p>{what}</p>
                        <p class="soft">
                            {text.relative_day(actor.today, at.date())} " · "
                            <bdi>{text.format_time(at.datetime())}</bdi>
                        </p>
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{text.get("sharing-title")}</h1>
            <p>{text.get("sharing-body")}</p>
            {if entries.is_empty() {
                empty_state(text.get("sharing-empty"), None)
            } else {
                view! {
                    <ol class="looks" role="list">
                        {rows}
                    </ol>
                }
                    .into_any()
            }}
            {older
                .map(|href| {
                    view! {
                        <p>
                            <a class="btn plain" href=href>
                                {text.get("common-older")}
                            </a>
                        </p>
                    }
                })}
            <p>{text.get("sharing-wrong")}</p>
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title: text.get("sharing-title"),
                nav_item: NavItem::Sharing,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
