//! `/family/{id}/calendar/clocks`: by when the law wants reviews and hearings, what is planned, and
//! what was held.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::calendar::clocks::read_clocks;
use store::calendar::held_dates::read_case_dates;

use crate::calendar::view::clocks::clock_cards;
use crate::calendar::view::held_dates::held_section;
use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/family/{id}/calendar/clocks`
#[component]
pub fn ClocksPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let found = read_clocks(&mut tx, family).await?;
        let dates = read_case_dates(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let cards = if found.clocks.is_empty() {
            empty_state(text.get("calendar-clocks-empty"), None)
        } else {
            clock_cards(&context, family, &found)?
        };
        let title = text.get("calendar-clocks-title");
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            <p>{text.get("calendar-clocks-intro")}</p>
            {cards}
            {held_section(&context, family, &dates)?}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
