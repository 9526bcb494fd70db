//! `/family/{id}/calendar/print`: the events of the next four weeks on paper.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::calendar::print::read_printed;

use crate::calendar::view::print::CalendarDocument;
use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::print_view::print_view;

/// `/family/{id}/calendar/print`
#[component]
pub fn PrintCalendar() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let actor = context.actor()?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let printed = read_printed(&mut tx, family, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let document = CalendarDocument {
            text,
            family: &actor.membership_in(family)?.family,
            printed: &printed,
            today: actor.today,
        };
        let body = view! {
            <p class="no-print">
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <p class="no-print muted">{text.get("plan-print-how")}</p>
            {print_view(document.to_blocks())}
        };
        let layout = PageLayout {
            title: text.get("calendar-print-title"),
            nav_item: NavItem::Calendar,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
