//! Events that repeat: each is an event of its own, at the same local time.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::event_input::{check_clocks, parse_day};
use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;

/// The largest number of events of a series.
pub const MAX_SERIES_EVENTS: usize = 60;

slug_enum! {
    /// How often an event repeats.
    #[derive(Hash, strum::VariantArray)]
    pub enum SeriesRule {
        Weekly = "week",
        TwoWeeks = "two_weeks",
        /// On the same weekday of the month, such as the second Tuesday.
        Monthly = "month",
    }
}

/// The last event of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesEnd {
    /// So many events.
    Times(usize),
    /// None after this day.
    Until(Date),
}

/// The fields of the form for a series, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct SeriesForm<'a> {
    /// Slug of a `SeriesRule`; empty for an event that does not repeat.
    pub repeat: &'a str,
    pub times: &'a str,
    pub until: &'a str,
}

/// How an event repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventSeries {
    pub rule: SeriesRule,
    pub end: SeriesEnd,
}

/// When an event of a series starts, and when it ends.
pub type SeriesTime = (DateTime, Option<DateTime>);

/// The events of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesTimes {
    /// The earliest first; at least two.
    pub times: Vec<SeriesTime>,
    /// How many months between them have no such weekday, such as a fifth Tuesday.
    pub skipped_months: usize,
}

impl EventSeries {
    /// `None` for an event that does not repeat.
    ///
    /// # Errors
    /// `repeat` with `plan-choose` when it is unknown; `times` with `calendar-series-end` unless
    /// exactly one of `times` and `until` is filled in, and with `calendar-series-times` outside of
    /// 2 to `MAX_SERIES_EVENTS`; `until` with `plan-date` or `calendar-leap-day`.
    pub fn parse(form: &SeriesForm<'_>) -> Result<Option<Self>, Vec<FieldError>> {
        if form.repeat.is_empty() {
            return Ok(None);
        }
        let mut errors = FieldErrors::default();
        let rule = SeriesRule::parse(form.repeat).ok_or(("repeat", "plan-choose"));
        let rule = errors.take(rule.map(Some));
        let end = errors.take(parse_end(form).map(Some));
        errors.finish(rule.zip(end).map(|(rule, end)| Some(Self { rule, end })))
    }

    /// The times of all events, of which the first is at `first`. Each has the local time of the
    /// first, whatever the clocks do between them. `takes_first` says that a time that the clocks
    /// repeat means the first of the two.
    ///
    /// # Errors
    /// `until` with `calendar-series-short` when it leaves one event only, and with
    /// `calendar-series-long` above `MAX_SERIES_EVENTS`; `starts` and `ends` with
    /// `calendar-series-skipped` or `calendar-time-twice` when the clocks change at such a time.
    pub fn times(
        &self,
        first: SeriesTime,
        zone: &TimeZone,
        takes_first: bool,
    ) -> Result<SeriesTimes, FieldError> {
        let day = first.0.date();
        let (mut days, mut skipped_months, mut at_skip) = (vec![day], 0, 0);
        for number in 1_i32.. {
            let (most, until) = match self.end {
                SeriesEnd::Times(times) => (times, Date::MAX),
                // One more than is allowed, so that a series that is too long is refused below and
                // not cut.
                SeriesEnd::Until(until) => (MAX_SERIES_EVENTS + 1, until),
            };
            if days.len() == most {
                break;
            }
            let next = match self.rule {
                SeriesRule::Weekly => day.checked_add((7 * number).days()).ok(),
                SeriesRule::TwoWeeks => day.checked_add((14 * number).days()).ok(),
                SeriesRule::Monthly => {
                    let month = day.first_of_month().checked_add(number.months());
                    let Some(month) = month.ok().filter(|month| *month <= until) else {
                        break;
                    };
                    let Some(next) = same_weekday(day, month) else {
                        at_skip += 1;
                        continue;
                    };
                    Some(next)
                }
            };
            let Some(next) = next.filter(|next| *next <= until) else {
                break;
            };
            days.push(next);
            // Months without such a day count only between two events.
            skipped_months = at_skip;
        }
        match days.len() {
            ..2 => return Err(("until", "calendar-series-short")),
            count if count > MAX_SERIES_EVENTS => return Err(("until", "calendar-series-long")),
            _ => {}
        }
        let times: Vec<SeriesTime> = days.into_iter().map(|day| move_to(first, day)).collect();
        for (starts, ends) in &times {
            check_time("starts", *starts, zone, takes_first)?;
            ends.map_or(Ok(()), |ends| check_time("ends", ends, zone, takes_first))?;
        }
        Ok(SeriesTimes {
            times,
            skipped_months,
        })
    }
}

/// The same event on another day.
pub fn move_to((starts, ends): SeriesTime, day: Date) -> SeriesTime {
    let days = super::days_until(starts.date(), day);
    let moved = |at: DateTime| at.date().saturating_add(days.days()).to_datetime(at.time());
    (moved(starts), ends.map(moved))
}

/// The time of a later event of a series when one of them is moved from a day to `to`: as many days
/// later, at the new time.
pub fn move_along(from: Date, to: SeriesTime, later: Date) -> SeriesTime {
    let days = super::days_until(from, to.0.date());
    move_to(to, later.saturating_add(days.days()))
}

/// Refuses a time of a series that the clocks skip, and one that they show twice unless the first
/// is meant.
///
/// # Errors
/// The field with `calendar-series-skipped` or `calendar-time-twice`.
pub fn check_time(
    field: &'static str,
    at: DateTime,
    zone: &TimeZone,
    takes_first: bool,
) -> Result<(), FieldError> {
    check_clocks(field, at, zone, takes_first).map_err(|(field, code)| (field, of_series(code)))
}

fn of_series(code: ErrorCode) -> ErrorCode {
    if code == "calendar-time-skipped" {
        "calendar-series-skipped"
    } else {
        code
    }
}

fn parse_end(form: &SeriesForm<'_>) -> Result<SeriesEnd, FieldError> {
    let until = parse_day("until", form.until)?;
    match (form.times.trim(), until) {
        ("", Some(day)) => Ok(SeriesEnd::Until(day)),
        // Both could contradict each other, and without one of them the series would have no end.
        ("", None) | (_, Some(_)) => Err(("times", "calendar-series-end")),
        (times, None) => times
            .parse()
            .ok()
            .filter(|times| (2..=MAX_SERIES_EVENTS).contains(times))
            .map(SeriesEnd::Times)
            .ok_or(("times", "calendar-series-times")),
    }
}

/// The day of a month that is the same weekday of it as `day` is of its own, such as the second
/// Tuesday. Not every month has a fifth one.
fn same_weekday(day: Date, month: Date) -> Option<Date> {
    let nth = (day.day() - 1) / 7 + 1;
    month.nth_weekday_of_month(nth, day.weekday()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn series(rule: SeriesRule, end: SeriesEnd) -> EventSeries {
        EventSeries { rule, end }
    }

    fn days(series: EventSeries, first: Date) -> Result<(Vec<Date>, usize), FieldError> {
        let at = (first.at(16, 0, 0, 0), None);
        let found = series.times(at, &TimeZone::UTC, false)?;
        let days = found.times.iter().map(|(starts, _)| starts.date());
        Ok((days.collect(), found.skipped_months))
    }

    #[test]
    fn a_month_is_repeated_on_its_weekday() {
        // The second Tuesday.
        let (found, skipped) = days(
            series(SeriesRule::Monthly, SeriesEnd::Times(4)),
            date(2026, 12, 8),
        )
        .unwrap();
        let expected = [
            date(2026, 12, 8),
            date(2027, 1, 12),
            date(2027, 2, 9),
            date(2027, 3, 9),
        ];
        assert_eq!((found.as_slice(), skipped), (expected.as_slice(), 0));
    }

    #[test]
    fn months_without_a_fifth_weekday_are_skipped_and_counted() {
        // The fifth Tuesday, which is February 29 in 2028.
        let (found, skipped) = days(
            series(SeriesRule::Monthly, SeriesEnd::Times(3)),
            date(2028, 2, 29),
        )
        .unwrap();
        let expected = [date(2028, 2, 29), date(2028, 5, 30), date(2028, 8, 29)];
        assert_eq!((found.as_slice(), skipped), (expected.as_slice(), 4));
    }

    #[test]
    fn a_series_ends_with_a_day_or_after_so_many() {
        let first = date(2028, 2, 15);
        let until = |day| series(SeriesRule::Weekly, SeriesEnd::Until(day));
        let (found, _) = days(until(date(2028, 2, 29)), first).unwrap();
        assert_eq!(found.last(), Some(&date(2028, 2, 29)));
        assert_eq!(found.len(), 3);
        let short = days(until(date(2028, 2, 21)), first);
        assert_eq!(short, Err(("until", "calendar-series-short")));
        let long = days(until(date(2030, 2, 21)), first);
        assert_eq!(long, Err(("until", "calendar-series-long")));
        let most = series(SeriesRule::TwoWeeks, SeriesEnd::Times(MAX_SERIES_EVENTS));
        assert_eq!(days(most, first).unwrap().0.len(), MAX_SERIES_EVENTS);
    }

    #[test]
    fn the_end_is_told_in_one_way() {
        let parse = |repeat, times, until| {
            EventSeries::parse(&SeriesForm {
                repeat,
                times,
                until,
            })
        };
        assert_eq!(parse("", "7", "soon"), Ok(None));
        let end = vec![("times", "calendar-series-end")];
        assert_eq!(parse("week", "", " "), Err(end.clone()));
        assert_eq!(parse("week", "3", "2027-01-01"), Err(end));
        for times in ["1", "61", "-2", "many"] {
            let wrong = vec![("times", "calendar-series-times")];
            assert_eq!(parse("week", times, ""), Err(wrong), "{times}");
        }
        let both = vec![("repeat", "plan-choose"), ("until", "calendar-leap-day")];
        assert_eq!(parse("daily", "", "2027-02-29"), Err(both));
        let four = series(SeriesRule::TwoWeeks, SeriesEnd::Times(4));
        assert_eq!(parse("two_weeks", " 4 ", ""), Ok(Some(four)));
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_is_asked_about() {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let weekly = series(SeriesRule::Weekly, SeriesEnd::Times(3));
        let (spring, fall) = (date(2027, 3, 7), date(2027, 10, 31));
        let at = |day: Date, hour| (day.at(hour, 30, 0, 0), None);
        let skipped = weekly.times(at(spring, 2), &chicago, true);
        assert_eq!(skipped, Err(("starts", "calendar-series-skipped")));
        let twice = weekly.times(at(fall, 1), &chicago, false);
        assert_eq!(twice, Err(("starts", "calendar-time-twice")));
        assert!(weekly.times(at(fall, 1), &chicago, true).is_ok());
    }

    #[test]
    fn a_moved_event_takes_the_later_ones_along() {
        let (from, later) = (date(2026, 12, 1), date(2026, 12, 15));
        let to = (
            date(2026, 12, 3).at(23, 0, 0, 0),
            Some(date(2026, 12, 4).at(1, 0, 0, 0)),
        );
        let expected = (
            date(2026, 12, 17).at(23, 0, 0, 0),
            Some(date(2026, 12, 18).at(1, 0, 0, 0)),
        );
        assert_eq!(move_along(from, to, later), expected);
    }

    proptest! {
        // Daytime, which no zone skips or repeats.
        #[test]
        fn the_local_time_stays_across_changes_of_the_clocks(
            zone in prop::sample::select(
                &["America/Chicago", "America/Phoenix", "America/St_Johns"][..],
            ),
            rule in prop::sample::select(<SeriesRule as strum::VariantArray>::VARIANTS),
            day in 0..3_650_i32,
            hour in 5..22_i8,
            count in 2..=MAX_SERIES_EVENTS,
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let first = date(2026, 1, 1).saturating_add(day.days());
            let (starts, ends) = (first.at(hour, 15, 0, 0), first.at(hour + 1, 45, 0, 0));
            let found = series(rule, SeriesEnd::Times(count))
                .times((starts, Some(ends)), &zone, false)
                .unwrap();
            prop_assert_eq!(found.times.len(), count);
            for (at, end) in found.times {
                let clock = (at.time(), end.map(|end| end.time()));
                prop_assert_eq!(clock, (starts.time(), Some(ends.time())));
                prop_assert_eq!(at.date().weekday(), first.weekday());
                // A clock in that zone shows the same.
                let shown = at.to_zoned(zone.clone()).unwrap().timestamp().to_zoned(zone.clone());
                prop_assert_eq!(shown.datetime(), at);
            }
        }
    }
}
