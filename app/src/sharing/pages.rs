//! `/family/{id}/sharing`, and `/sharing`, which redirects to it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::FamilyId;
use store::Actor;
use store::access_log::{AccessLogEntry, PAGE_SIZE, list_entries};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/sharing`
#[component]
pub fn RedirectToSharing() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "sharing")
    })
}

/// `/family/{id}/sharing`
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
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to roles that never see the log.
        let entries = list_entries(&mut tx, family, before).await?;
        // Commits the entry of a reader from outside the family: their look at the log is logged
        // too.
        tx.commit().await?;
        let actor = context.actor()?;
        let body = view! {
            <h1>{text.get("sharing-title")}</h1>
            <p>{text.get("sharing-body")}</p>
            {entry_list(text, actor, &entries)}
            {older_link(text, family, &entries)}
            <p>{text.get("sharing-wrong")}</p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("sharing-title"),
                nav_item: NavItem::Sharing,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn entry_list(text: Localizer, actor: &Actor, entries: &[AccessLogEntry]) -> AnyView {
    if entries.is_empty() {
        return empty_state(text.get("sharing-empty"), None);
    }
    let rows = entries
        .iter()
        .map(|entry| entry_row(text, actor, entry))
        .collect_view();
    view! {
        <ol class="access-log" role="list">
            {rows}
        </ol>
    }
    .into_any()
}

/// Who looked, at what and when. keys: sharing-what-*
fn entry_row(text: Localizer, actor: &Actor, entry: &AccessLogEntry) -> AnyView {
    // In the agency's time zone: an evening there can already be the next day in UTC.
    let at = entry.created_at.to_jiff().to_zoned(actor.zone.clone());
    let what = text.get(&format!("sharing-what-{}", entry.what));
    view! {
        <li>
            <p>
                <b>{entry.name.clone()}</b>
                " · "
                {text.role_name(entry.role)}
            </p>
            <p>{what}</p>
            <p class="muted">
                {text.relative_day(actor.today, at.date())} " · "
                <bdi>{text.format_time(at.datetime())}</bdi>
            </p>
        </li>
    }
    .into_any()
}

/// The link to earlier entries. A full page may also be the last one, and then the next is empty.
fn older_link(text: Localizer, family: FamilyId, entries: &[AccessLogEntry]) -> Option<AnyView> {
    let last = entries
        .last()
        .filter(|_| i64::try_from(entries.len()) == Ok(PAGE_SIZE))?;
    // By the last entry and not by a page number: entries that are added meanwhile would move
    // others to the next page, where they would appear twice.
    let href = format!("{}?before={}", paths::sharing(family), last.id);
    Some(
        view! {
            <p>
                <a class="btn secondary" href=href>
                    {text.get("common-older")}
                </a>
            </p>
        }
        .into_any(),
    )
}
