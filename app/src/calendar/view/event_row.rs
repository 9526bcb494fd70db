//! An event in a list, and its day and time in words.

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::days_until;
use model::id::FamilyId;
use store::events::EventSummary;

use super::event_kind::event_name;
use crate::i18n::{HALF_YEAR_DAYS, Localizer, capitalize_line, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag};

/// The day on which an event begins: today, tomorrow or yesterday, else with its weekday; with its
/// year instead where that is not the current one and the day is far off or past.
pub fn event_day(text: Localizer, today: Date, event: &EventSummary) -> String {
    let day = event.starts.to_jiff().date();
    let is_near = (0..=HALF_YEAR_DAYS).contains(&days_until(today, day));
    if is_near || day.year() == today.year() {
        text.relative_day(today, day)
    } else {
        text.format_date(day)
    }
}

/// From when to when, or the time at which the event begins where its end is not known.
pub fn event_time(text: Localizer, event: &EventSummary) -> String {
    let starts = event.starts.to_jiff();
    let Some(ends) = event.ends.as_ref().map(|ends| ends.to_jiff()) else {
        return text.format_unbroken_time(starts);
    };
    let to = if ends.date() == starts.date() {
        text.format_unbroken_time(ends)
    } else {
        day_and_time(
            text,
            text.format_day(ends.date()),
            text.format_unbroken_time(ends),
        )
    };
    text.format(
        "home-from-to",
        &[
            ("from", text.format_unbroken_time(starts).into()),
            ("to", to.into()),
        ],
    )
}

fn day_and_time(text: Localizer, day: String, time: String) -> String {
    text.format("home-when", &[("day", day.into()), ("time", time.into())])
}

/// How long the event takes, such as "1 hour and 30 minutes".
pub fn length_in_words(text: Localizer, minutes: i64) -> String {
    let part = |key: &str, name: &'static str, count: i64| {
        (count > 0).then(|| text.format(key, &[(name, count.into())]))
    };
    let parts = [
        part("calendar-hours", "hours", minutes / 60),
        part("calendar-minutes", "minutes", minutes % 60),
    ];
    text.format_list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// A row that opens the event: what it is and what it is about, when and where.
pub fn event_row(text: Localizer, today: Date, family: FamilyId, event: &EventSummary) -> ListRow {
    let when = day_and_time(text, event_day(text, today, event), event_time(text, event));
    let place = event.place.as_deref().map(isolate_bidi);
    let about = to_translated_text(&event.about);
    let title = view! {
        {event_name(text, event)}
        ": "
        {about.inline_text(text)}
    };
    ListRow {
        href: Some(paths::calendar_event(family, event.id)),
        title: Some(title.into_any()),
        small: std::iter::once(capitalize_line(&when))
            .chain(place)
            .collect::<Vec<_>>()
            .join(" · "),
        tag: event
            .cancelled
            .then(|| RowTag::attention(text.get("calendar-cancelled"))),
        ..ListRow::default()
    }
}
