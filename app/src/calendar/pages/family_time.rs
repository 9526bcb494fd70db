//! `/family/{id}/calendar/family-time`: when a parent sees their children next, what is owed, and
//! how family time works; and `…/print`, the same for court.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::policy::may_keep_family_time;
use store::calendar::family_time::{FamilyTime, read_family_time};

use crate::calendar::view::family_time::FamilyTimeView;
use crate::calendar::view::family_time_paper::FamilyTimePaper;
use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::button_link::button_paragraph;
use crate::ui::empty::empty_state;
use crate::ui::print_view::print_view;

fn family_from_path() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

async fn read(context: &RequestContext, family: FamilyId) -> Result<FamilyTime, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let language = context.language.language_tag();
    let found = read_family_time(&mut tx, family, language).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    Ok(found)
}

fn local_now(context: &RequestContext) -> Result<jiff::civil::DateTime, AppError> {
    let zone = context.actor()?.zone.clone();
    Ok(context.db.clock().now().to_zoned(zone).datetime())
}

/// `/family/{id}/calendar/family-time`
#[component]
pub fn FamilyTimePage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let found = read(&context, family).await?;
        let list = FamilyTimeView {
            context: &context,
            actor: context.actor()?,
            family,
            found: &found,
            now: local_now(&context)?,
        };
        let title = text.get("calendar-time-title");
        let is_empty = found.plans.is_empty();
        let add = may_keep_family_time(found.role).then(|| {
            button_paragraph(
                paths::add_family_time(family),
                text.get("calendar-time-add"),
            )
        });
        let print = (!is_empty).then(|| {
            button_paragraph(
                paths::print_family_time(family),
                text.get("calendar-time-print"),
            )
        });
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {is_empty.then(|| empty_state(text.get("calendar-time-empty"), None))}
            {list.sections()}
            {add}
            {print}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// `/family/{id}/calendar/family-time/print`
#[component]
pub fn PrintFamilyTime() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let found = read(&context, family).await?;
        let actor = context.actor()?;
        let paper = FamilyTimePaper {
            text,
            actor,
            family: &actor.membership_in(family)?.family,
            found: &found,
            now: local_now(&context)?,
        };
        let body = view! {
            <p class="no-print">
                <a href=paths::family_time(family)>{text.get("calendar-time-back")}</a>
            </p>
            <p class="no-print muted">{text.get("plan-print-how")}</p>
            {print_view(paper.to_blocks())}
        };
        let layout = PageLayout {
            title: text.get("calendar-time-title"),
            nav_item: NavItem::Calendar,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
