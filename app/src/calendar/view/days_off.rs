//! Holidays, and days that family members keep: as rows between the events of a week, and as a
//! question in the form of an event.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use store::calendar::days_off::DayOff;

use crate::i18n::{Localizer, isolate_bidi};
use crate::plan::view::form_values::FormValues;
use crate::ui::link_list::{ListRow, RowTag};

/// The value of a form that is shown again with the names of the days off that its event is on.
pub const NAMES_VALUE: &str = "days_off";
/// The value of a form that came back with the dates of its series that are on days off, one a
/// line.
pub const DATES_VALUE: &str = "dates_off";
/// The error of a day off that was not confirmed.
pub const DAY_OFF_ERROR: &str = "calendar-day-off";

/// One day, or the first and the last.
pub fn days_text(text: Localizer, one: &DayOff) -> String {
    let first = text.format_date(one.first());
    if one.first() == one.last() {
        return first;
    }
    let last = text.format_date(one.last());
    text.format(
        "home-from-to",
        &[("from", first.into()), ("to", last.into())],
    )
}

/// The rows of the week that begins on `begins`: `events` with their days, in their order, and the
/// days off between them. Each day off is before the events of its day.
pub fn with_days_off(
    text: Localizer,
    days: &[DayOff],
    begins: Date,
    events: Vec<(Date, ListRow)>,
) -> Vec<ListRow> {
    let ends = begins.saturating_add(6.days());
    // The latest first, as in the list of earlier events.
    let is_descending = events
        .first()
        .zip(events.last())
        .is_some_and(|(first, last)| first.0 > last.0);
    let mut rows: Vec<(Date, ListRow)> = days
        .iter()
        .filter(|one| one.first() <= ends && one.last() >= begins)
        // One that began in an earlier week is at the beginning of this one.
        .map(|one| (one.first().max(begins), day_off_row(text, one)))
        .collect();
    rows.extend(events);
    if is_descending {
        rows.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    } else {
        rows.sort_by_key(|(day, _)| *day);
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn day_off_row(text: Localizer, one: &DayOff) -> ListRow {
    let name = isolate_bidi(one.name(text.0.language_tag()));
    let kind = if one.observance_id.is_some() {
        "calendar-day-kept"
    } else {
        "calendar-holiday"
    };
    ListRow {
        title: Some(name.into_any()),
        small: days_text(text, one),
        tag: Some(RowTag::plain(text.get(kind))),
        ..ListRow::default()
    }
}

/// Once a form is shown again because its event is on a day off: what day it is, and that it is
/// meant.
pub(crate) fn anyway_choice(filled: &FormValues<'_>) -> Option<AnyView> {
    let state = filled.state?;
    let is_asked = state.field_error("day") == Some(DAY_OFF_ERROR);
    // Kept while the form comes back with other errors, so that the worker is not asked twice.
    let checked = !state.field_value("anyway").is_empty();
    let text = filled.text;
    (is_asked || checked).then(|| {
        let (names, dates) = (
            state.field_value(NAMES_VALUE),
            state.field_value(DATES_VALUE),
        );
        let label = if dates.is_empty() {
            "calendar-day-off-anyway"
        } else {
            "calendar-day-off-anyway-dates"
        };
        let names = (!names.is_empty()).then(|| {
            let words = text.format("calendar-day-off-names", &[("names", names.into())]);
            view! { <p>{words}</p> }
        });
        view! {
            {names}
            {dates_off_list(text, &dates)}
            <label class="choice" for="anyway">
                <input type="checkbox" id="anyway" name="anyway" value="yes" checked=checked />
                <span>{text.get(label)}</span>
            </label>
        }
        .into_any()
    })
}

/// The dates of a series that are on days off, one a line in `dates`.
fn dates_off_list(text: Localizer, dates: &str) -> Option<AnyView> {
    let rows = dates
        .lines()
        .map(|date| view! { <li>{date.to_owned()}</li> })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <p>{text.get("calendar-day-off-dates")}</p>
            <ul>{rows}</ul>
        }
        .into_any()
    })
}
