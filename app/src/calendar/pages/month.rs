//! `/family/{id}/calendar/month?month=2026-12` and `/family/{id}/calendar/day?day=2026-12-04`.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::FamilyId;
use store::calendar::month::{read_day, read_month};

use crate::calendar::view::event_row::event_row;
use crate::calendar::view::month::MonthTable;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::link_list;

/// `/family/{id}/calendar/month`; without a month, the one that today is in.
#[component]
pub fn MonthPage() -> impl IntoView {
    let family = requested_family();
    // The day of a month is the first of it.
    let month = requested_date("month", |month| format!("{month}-01"));
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let today = context.actor()?.today;
        let first = month.unwrap_or(today).first_of_month();
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let events = read_month(&mut tx, family, first, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format(
            "calendar-month-title",
            &[
                ("month", text.month_name(first.month()).into()),
                // As a string, because Fluent would group the digits of a number.
                ("year", first.year().to_string().into()),
            ],
        );
        let table = MonthTable {
            text,
            family,
            today,
            first,
            events: &events,
        };
        let body = view! {
            {calendar_link(text, family)}
            <h1>{title.clone()}</h1>
            {month_links(text, family, first)}
            {table.view(title.clone())}
            {events
                .is_empty()
                .then(|| empty_state(text.get("calendar-month-empty"), None))}
        };
        Ok(calendar_document(&context, title, body.into_any()))
    })
}

/// `/family/{id}/calendar/day`; without a day, today.
#[component]
pub fn CalendarDayPage() -> impl IntoView {
    let family = requested_family();
    let day = requested_date("day", str::to_owned);
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let today = context.actor()?.today;
        let day = day.unwrap_or(today);
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let events = read_day(&mut tx, family, day, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let rows = events
            .iter()
            .map(|event| event_row(text, today, family, event))
            .collect();
        let title = text.format_date(day);
        let month = format!("{}?month={}", paths::calendar_month(family), month_of(day));
        let body = view! {
            {calendar_link(text, family)}
            <h1>{title.clone()}</h1>
            {link_list(rows)}
            {events.is_empty().then(|| empty_state(text.get("calendar-day-empty"), None))}
            <p>
                <a href=month>{text.get("calendar-month-open")}</a>
            </p>
        };
        Ok(calendar_document(&context, title, body.into_any()))
    })
}

fn requested_family() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// The date in the query of the address; `None` for one that is no date.
fn requested_date(name: &str, to_date: impl Fn(&str) -> String) -> Option<Date> {
    let map = use_query_map();
    let typed = map.read_untracked().get(name)?;
    to_date(&typed)
        .parse::<Date>()
        .ok()
        // The months after the end of the calendar do not exist.
        .filter(|day| (1900..=2200).contains(&day.year()))
}

/// A month as in the query of the address: `2026-12`.
fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn calendar_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
        </p>
    }
    .into_any()
}

/// Links to the months before and after the one that begins on `first`.
fn month_links(text: Localizer, family: FamilyId, first: Date) -> AnyView {
    let href = |day: Date| format!("{}?month={}", paths::calendar_month(family), month_of(day));
    let (before, after) = (
        first.saturating_sub(1.month()),
        first.saturating_add(1.month()),
    );
    view! {
        <p class="row">
            <a class="btn secondary small" href=href(before)>
                {text.get("calendar-month-before")}
            </a>
            <a class="btn secondary small" href=href(after)>
                {text.get("calendar-month-after")}
            </a>
        </p>
    }
    .into_any()
}

fn calendar_document(context: &RequestContext, title: String, body: AnyView) -> AnyView {
    let layout = PageLayout {
        title,
        nav_item: NavItem::Calendar,
        ..PageLayout::default()
    };
    html_document(context, layout, body)
}
