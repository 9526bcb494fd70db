//! `/family/{id}/calendar`, and `/calendar`, which redirects to it.

pub mod change;
pub mod clocks;
pub mod event;
pub mod family_time;
pub mod family_time_plan;
pub mod feed;
pub mod held_date;
pub mod month;
pub mod needs;
pub mod notes;
pub mod observances;
pub mod print;
pub mod words;

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{EventId, FamilyId, PersonId};
use model::policy::{may_change_events, may_name_observances};
use model::role::Role;
use store::calendar::days_off::{DayOff, list_days_off};
use store::calendar::{self, CalendarEvents, CalendarRange, InvitedPerson};
use store::events::EventSummary;

use crate::calendar::view::days_off::with_days_off;
use crate::calendar::view::event_row::event_row;
use crate::calendar::view::month::week_start;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// `/calendar`
#[component]
pub fn RedirectToCalendar() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "calendar")
    })
}

/// `/family/{id}/calendar`
#[component]
pub fn CalendarPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let range = requested_range();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let found = calendar::read_calendar(&mut tx, family, range, language).await?;
        // Days off are read for the weeks that this page shows, and for no others.
        let (first, last) = shown_weeks(text, &found.events, context.actor()?.today);
        let days_off = list_days_off(&mut tx, family, first, last).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let actor = context.actor()?;
        let list = EventList {
            text,
            family,
            me: actor.person,
            today: actor.today,
            found: &found,
            days_off: &days_off,
        };
        let title = text.get(match range {
            CalendarRange::Upcoming(_) => "calendar-title",
            CalendarRange::Past(_) => "calendar-earlier-title",
        });
        let body = view! {
            <h1>{title.clone()}</h1>
            {may_change_events(found.role).then(|| add_link(text, family))}
            <p>
                <a href=paths::family_time(family)>{text.get("calendar-time-title")}</a>
            </p>
            {list.week_sections()}
            {found.events.is_empty().then(|| list.empty(range))}
            {page_links(text, family, range, found.next, actor.today)}
            {other_links(text, family, found.role)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The range in the query of the address. A day that is no date is left out.
fn requested_range() -> CalendarRange {
    let map = use_query_map();
    let query = map.read_untracked();
    let day = |name: &str| {
        query
            .get(name)
            .and_then(|day| day.parse::<Date>().ok())
            // The day after the end of the calendar does not exist.
            .filter(|day| (1900..=2200).contains(&day.year()))
    };
    day("before").map_or_else(|| CalendarRange::Upcoming(day("from")), CalendarRange::Past)
}

/// Renders the events of one page, grouped by week.
struct EventList<'a> {
    text: Localizer,
    family: FamilyId,
    me: PersonId,
    today: Date,
    found: &'a CalendarEvents,
    days_off: &'a [DayOff],
}

impl EventList<'_> {
    fn week_sections(&self) -> AnyView {
        self.found
            .events
            .chunk_by(|one, next| week_of(self.text, one) == week_of(self.text, next))
            .map(|week| self.week_section(week))
            .collect_view()
            .into_any()
    }

    fn week_section(&self, week: &[EventSummary]) -> AnyView {
        let begins = week
            .first()
            .map_or(self.today, |event| week_of(self.text, event));
        let rows: Vec<(Date, ListRow)> = week
            .iter()
            .map(|event| (event.starts.to_jiff().date(), self.row(event)))
            .collect();
        view! {
            <h2>{self.week_heading(begins)}</h2>
            {link_list(with_days_off(self.text, self.days_off, begins, rows))}
        }
        .into_any()
    }

    fn week_heading(&self, begins: Date) -> String {
        let this_week = week_start(self.text.0, self.today);
        if begins == this_week {
            return self.text.get("calendar-this-week");
        }
        if this_week.checked_add(7.days()).ok() == Some(begins) {
            return self.text.get("calendar-next-week");
        }
        let day = self.text.format_date(begins);
        self.text.format("calendar-week-of", &[("day", day.into())])
    }

    /// A row with the names of the other people who are invited.
    fn row(&self, event: &EventSummary) -> ListRow {
        let mut row = event_row(self.text, self.today, self.family, event);
        let names = self.names_of_others(event.id);
        if !names.is_empty() {
            let names = self.text.format_list(&names);
            let with = self
                .text
                .format("calendar-with", &[("names", names.into())]);
            row.small = format!("{} · {with}", row.small);
        }
        row
    }

    fn names_of_others(&self, event: EventId) -> Vec<String> {
        let name = |one: &InvitedPerson| {
            // First names are enough within a family and keep the row short.
            if self.found.role.is_family() {
                one.first_name()
            } else {
                one.name.clone()
            }
        };
        self.found
            .invited
            .iter()
            .filter(|one| one.event_id == event && one.person_id != self.me)
            .map(name)
            .collect()
    }

    fn empty(&self, range: CalendarRange) -> AnyView {
        let key = match range {
            CalendarRange::Past(_) => "calendar-earlier-empty",
            CalendarRange::Upcoming(_) if self.found.role.is_family() => "home-next-empty",
            CalendarRange::Upcoming(_) => "home-next-none",
        };
        empty_state(self.text.get(key), None)
    }
}

fn add_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a class="btn" href=paths::add_calendar_event(family)>
                {text.get("calendar-add")}
            </a>
        </p>
    }
    .into_any()
}

/// The first and the last day of the weeks with these events.
fn shown_weeks(text: Localizer, events: &[EventSummary], today: Date) -> (Date, Date) {
    let weeks = || events.iter().map(|event| week_of(text, event));
    let (first, last) = weeks().min().zip(weeks().max()).unwrap_or((today, today));
    (first, last.saturating_add(6.days()))
}

/// The pages beside the list: what the law wants, days that one keeps, and one's own phone.
fn other_links(text: Localizer, family: FamilyId, role: Role) -> AnyView {
    let days = may_name_observances(role).then(|| {
        view! {
            <p>
                <a href=paths::calendar_days(family)>{text.get("calendar-days-title")}</a>
            </p>
        }
    });
    view! {
        <p>
            <a href=paths::calendar_month(family)>{text.get("calendar-month-open")}</a>
        </p>
        <p>
            <a href=paths::print_calendar(family)>{text.get("calendar-print")}</a>
        </p>
        <p>
            <a href=paths::calendar_clocks(family)>{text.get("calendar-clocks-title")}</a>
        </p>
        {days}
        <p>
            <a href=paths::CALENDAR_FEED>{text.get("calendar-feed-title")}</a>
        </p>
    }
    .into_any()
}

/// The first day of the week that the event begins in.
fn week_of(text: Localizer, event: &EventSummary) -> Date {
    week_start(text.0, event.starts.to_jiff().date())
}

/// Links to the page that follows, and to the other direction in time.
fn page_links(
    text: Localizer,
    family: FamilyId,
    range: CalendarRange,
    next: Option<Date>,
    today: Date,
) -> AnyView {
    let address = paths::calendar(family);
    let link = |href: String, key: &'static str| {
        view! {
            <a class="btn secondary" href=href>
                {text.get(key)}
            </a>
        }
    };
    let (more, other) = match range {
        CalendarRange::Upcoming(_) => {
            // Everything that is over began before tomorrow.
            let tomorrow = today.tomorrow().unwrap_or(today);
            (
                next.map(|day| link(format!("{address}?from={day}"), "calendar-later")),
                link(format!("{address}?before={tomorrow}"), "calendar-earlier"),
            )
        }
        CalendarRange::Past(_) => (
            next.map(|day| link(format!("{address}?before={day}"), "calendar-earlier")),
            link(address, "calendar-coming"),
        ),
    };
    view! { <p class="row">{more} {other}</p> }.into_any()
}
