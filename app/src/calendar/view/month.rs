//! The table of a month. In a wide window a cell has the events of its day; in a narrow one it has
//! their number, as a link to the list of that day below the table. Both are in the page, and the
//! style sheet shows one of them, so that no script is needed.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use leptos::prelude::*;
use model::id::FamilyId;
use model::language::Language;
use store::calendar::month::MonthEvent;

use super::event_kind::event_kind_name;
use crate::i18n::{Localizer, capitalize_line};
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// How many events of a day the page has. Hundreds would not fit in the first round trip; the
/// others are on the page of the day.
const MAX_EVENTS_OF_DAY: usize = 3;

/// The day on which a week begins: Saturday where Arabic is read, Sunday in the United States, in
/// whatever other language.
fn first_weekday(language: Language) -> Weekday {
    match language {
        Language::Ar => Weekday::Saturday,
        Language::En | Language::Es | Language::Hmn => Weekday::Sunday,
    }
}

/// The first day of the week that `day` is in: the calendar's weeks, in its table and its list.
pub fn week_start(language: Language, day: Date) -> Date {
    let start = first_weekday(language).to_monday_one_offset();
    let days = (day.weekday().to_monday_one_offset() - start).rem_euclid(7);
    day.saturating_sub(days.days())
}

/// The weeks that a month has days in, each with seven days.
fn weeks_of_month(language: Language, first: Date) -> Vec<Vec<Date>> {
    let start = week_start(language, first);
    // A month touches at most six weeks.
    (0..6_i32)
        .map(|week| {
            (0..7_i32)
                .map(|day| start.saturating_add((week * 7 + day).days()))
                .collect::<Vec<Date>>()
        })
        .filter(|week| week.iter().any(|day| is_in_month(first, *day)))
        .collect()
}

fn is_in_month(first: Date, day: Date) -> bool {
    (day.year(), day.month()) == (first.year(), first.month())
}

/// Renders a month of a family's calendar.
pub struct MonthTable<'a> {
    pub text: Localizer,
    pub family: FamilyId,
    pub today: Date,
    /// The first day of the month.
    pub first: Date,
    /// The earliest first.
    pub events: &'a [MonthEvent],
}

impl MonthTable<'_> {
    /// The table, which `caption` names for screen readers, and the lists of the days.
    pub fn view(&self, caption: String) -> AnyView {
        let by_day = self.events_by_day();
        let weeks = weeks_of_month(self.text.0, self.first);
        let heads = weeks.first().map(|week| self.weekday_heads(week));
        let rows = weeks
            .iter()
            .map(|week| {
                let cells = week.iter().map(|day| self.day_cell(*day, &by_day));
                view! { <tr>{cells.collect_view()}</tr> }
            })
            .collect_view();
        view! {
            <div class="month-table">
                <table>
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="month-days">
                {by_day
                    .iter()
                    .map(|(day, events)| self.day_section(*day, events))
                    .collect_view()}
            </div>
        }
        .into_any()
    }

    /// The events of each day of the month. One of several days is on each of them.
    fn events_by_day(&self) -> BTreeMap<Date, Vec<&MonthEvent>> {
        let last = self.first.last_of_month();
        let mut by_day: BTreeMap<Date, Vec<&MonthEvent>> = BTreeMap::new();
        for event in self.events {
            let mut day = event.starts.to_jiff().date().max(self.first);
            let until = event.last_day().min(last);
            while day <= until {
                by_day.entry(day).or_default().push(event);
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        by_day
    }

    /// The abbreviated names of the weekdays; screen readers read the full names.
    /// keys: calendar-weekday-*
    fn weekday_heads(&self, week: &[Date]) -> AnyView {
        week.iter()
            .map(|day| {
                let weekday = day.weekday();
                let number = weekday.to_monday_one_offset();
                // Screen readers repeat `abbr` with each cell of the column.
                let (name, abbr) = (
                    self.text.weekday_name(weekday),
                    self.text.weekday_name(weekday),
                );
                view! {
                    <th scope="col" abbr=abbr>
                        <span aria-hidden="true">
                            {self.text.get(&format!("calendar-weekday-{number}"))}
                        </span>
                        <span class="visually-hidden">{name}</span>
                    </th>
                }
            })
            .collect_view()
            .into_any()
    }

    fn day_cell(&self, day: Date, by_day: &BTreeMap<Date, Vec<&MonthEvent>>) -> AnyView {
        if !is_in_month(self.first, day) {
            // Days of other months are in the tables of those months.
            return view! { <td></td> }.into_any();
        }
        let current = (day == self.today).then_some("date");
        let Some(events) = by_day.get(&day) else {
            return view! {
                <td aria-current=current>
                    <span class="month-day">{day.day()}</span>
                </td>
            }
            .into_any();
        };
        let links = events
            .iter()
            .take(MAX_EVENTS_OF_DAY)
            .map(|event| {
                let href = paths::calendar_event(self.family, event.id);
                view! {
                    <li>
                        <a href=href>{self.event_words(day, event)}</a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <td aria-current=current>
                <a class="month-link" href=format!("#day-{}", day.day())>
                    {self.count_words(day, events.len())}
                </a>
                <div class="month-cell">
                    <span class="month-day">{day.day()}</span>
                    <ul role="list">{links}</ul>
                    {self.more_link(day, events.len())}
                </div>
            </td>
        }
        .into_any()
    }

    fn day_words(&self, day: Date) -> String {
        capitalize_line(&self.text.format_day(day))
    }

    /// The number of the day and of its events; for screen readers as a sentence.
    fn count_words(&self, day: Date, count: usize) -> AnyView {
        let events = self
            .text
            .format("calendar-day-count", &[("count", count.into())]);
        let sentence = format!("{}: {events}", self.day_words(day));
        view! {
            <span aria-hidden="true">{day.day()}</span>
            <b aria-hidden="true">{count}</b>
            <span class="visually-hidden">{sentence}</span>
        }
        .into_any()
    }

    /// When the event begins, if it does on this day, what it is, and that it is canceled.
    fn event_words(&self, day: Date, event: &MonthEvent) -> String {
        [
            self.start_on(day, event),
            Some(self.kind_name(event)),
            self.cancelled_words(event),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
    }

    fn kind_name(&self, event: &MonthEvent) -> String {
        event_kind_name(self.text, event.kind, event.kind_label.as_deref())
    }

    fn start_on(&self, day: Date, event: &MonthEvent) -> Option<String> {
        let starts = event.starts.to_jiff();
        (starts.date() == day).then(|| self.text.format_time(starts))
    }

    fn cancelled_words(&self, event: &MonthEvent) -> Option<String> {
        event.cancelled.then(|| self.text.get("calendar-cancelled"))
    }

    /// A link to the page of the day, if not all of its events are here.
    fn more_link(&self, day: Date, count: usize) -> Option<AnyView> {
        let more = count
            .checked_sub(MAX_EVENTS_OF_DAY)
            .filter(|more| *more > 0)?;
        let words = self
            .text
            .format("calendar-day-more", &[("count", more.into())]);
        Some(
            view! {
                <p>
                    <a href=paths::calendar_day(self.family, day)>{words}</a>
                </p>
            }
            .into_any(),
        )
    }

    /// The list of a day below the table.
    fn day_section(&self, day: Date, events: &[&MonthEvent]) -> AnyView {
        let rows = events
            .iter()
            .take(MAX_EVENTS_OF_DAY)
            .map(|event| ListRow {
                href: Some(paths::calendar_event(self.family, event.id)),
                title: Some(self.kind_name(event).into_any()),
                small: self.start_on(day, event).unwrap_or_default(),
                tag: self.cancelled_words(event).map(RowTag::attention),
                ..ListRow::default()
            })
            .collect();
        view! {
            <h2 id=format!("day-{}", day.day())>{self.day_words(day)}</h2>
            {link_list(rows)}
            {self.more_link(day, events.len())}
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_begins_as_the_reader_is_used_to() {
        // December 1, 2026 is a Tuesday.
        let first = date(2026, 12, 1);
        for (language, start) in [
            (Language::En, date(2026, 11, 29)),
            (Language::Es, date(2026, 11, 29)),
            (Language::Hmn, date(2026, 11, 29)),
            (Language::Ar, date(2026, 11, 28)),
        ] {
            let weeks = weeks_of_month(language, first);
            assert_eq!(weeks[0][0], start, "{language:?}");
        }
    }

    #[test]
    fn a_month_has_every_day_once_in_four_to_six_weeks() {
        for (first, count) in [
            // A February of 28 days that begins on a Sunday.
            (date(2026, 2, 1), 4),
            (date(2028, 2, 1), 5),
            (date(2026, 8, 1), 6),
        ] {
            let weeks = weeks_of_month(Language::En, first);
            assert_eq!(weeks.len(), count, "{first}");
            let days = weeks
                .iter()
                .flatten()
                .filter(|day| is_in_month(first, **day));
            assert_eq!(days.count(), first.days_in_month() as usize, "{first}");
        }
    }
}
