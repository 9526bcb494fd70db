//! Working days: Monday to Friday without the holidays of an agency. All days are civil days where
//! the agency is.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// The working days of an agency: every day from Monday to Friday that is not one of its holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    holidays: BTreeSet<Date>,
}

impl FromIterator<Date> for WorkingDays {
    /// From the holidays of the agency. A holiday on a weekend changes nothing.
    fn from_iter<Days: IntoIterator<Item = Date>>(holidays: Days) -> Self {
        Self {
            holidays: holidays.into_iter().collect(),
        }
    }
}

impl WorkingDays {
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&day)
    }

    /// The working day number `count` after `day`, which is not counted itself, whether it is a
    /// working day or not. `day` for a `count` of 0. `None` beyond the end of the calendar.
    pub fn after(&self, day: Date, count: u32) -> Option<Date> {
        self.walk(day, count, |day| day.tomorrow().ok())
    }

    /// The working day number `count` before `day`, counted like `after`. What is due 10 working
    /// days before a hearing is in time on `before(hearing, 10)`, until the end of that day.
    pub fn before(&self, day: Date, count: u32) -> Option<Date> {
        self.walk(day, count, |day| day.yesterday().ok())
    }

    fn walk(&self, day: Date, count: u32, next: fn(Date) -> Option<Date>) -> Option<Date> {
        let (mut at, mut left) = (day, count);
        while left > 0 {
            at = next(at)?;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        Some(at)
    }
}

/// The moment at which `day` is over in `zone`: the first one of the next day, which is not
/// midnight where the clocks skip it. `None` on the last day of the calendar.
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?;
    Some(next.timestamp())
}

/// Whether something that is due on `day` is still in time at `now`.
pub fn is_in_time(now: Timestamp, day: Date, zone: &TimeZone) -> bool {
    end_of_day(day, zone).is_none_or(|end| now < end)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Thanksgiving with the day after it, and the days around two turns of the year.
    fn agency() -> WorkingDays {
        [
            date(2026, 11, 26),
            date(2026, 11, 27),
            date(2026, 12, 24),
            date(2026, 12, 25),
            date(2026, 12, 31),
            date(2027, 1, 1),
            date(2027, 12, 24),
            date(2027, 12, 31),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn weekends_and_holidays_are_skipped() {
        let days = agency();
        // Ten working days before a hearing on a Wednesday, over Thanksgiving and the day after it.
        assert_eq!(days.before(date(2026, 12, 9), 10), Some(date(2026, 11, 23)));
        assert_eq!(
            WorkingDays::default().before(date(2026, 12, 9), 10),
            Some(date(2026, 11, 25))
        );
        // A Wednesday, then two holidays and a weekend.
        assert_eq!(days.after(date(2026, 12, 23), 1), Some(date(2026, 12, 28)));
        assert_eq!(days.after(date(2026, 12, 23), 4), Some(date(2027, 1, 4)));
        assert_eq!(days.before(date(2027, 1, 4), 4), Some(date(2026, 12, 23)));
    }

    #[test]
    fn a_leap_day_is_a_working_day_like_others() {
        let days = WorkingDays::default();
        assert_eq!(days.after(date(2028, 2, 28), 1), Some(date(2028, 2, 29)));
        assert_eq!(days.after(date(2028, 2, 28), 2), Some(date(2028, 3, 1)));
        assert_eq!(days.before(date(2028, 3, 1), 2), Some(date(2028, 2, 28)));
        assert_eq!(days.before(date(2027, 3, 1), 1), Some(date(2027, 2, 26)));
    }

    #[test]
    fn counting_begins_on_the_day_beside() {
        let days = agency();
        let (saturday, holiday) = (date(2026, 12, 26), date(2026, 12, 25));
        for day in [saturday, holiday] {
            assert_eq!(days.after(day, 0), Some(day));
            assert_eq!(days.before(day, 0), Some(day));
            assert_eq!(days.after(day, 1), Some(date(2026, 12, 28)));
            assert_eq!(days.before(day, 1), Some(date(2026, 12, 23)));
        }
    }

    #[test]
    fn dates_outside_the_supported_range_are_none() {
        let days = WorkingDays::default();
        assert_eq!(days.after(Date::MAX, 1), None);
        assert_eq!(days.before(Date::MIN, 1), None);
        assert_eq!(end_of_day(Date::MAX, &TimeZone::UTC), None);
    }

    /// Every day of two ordinary years, a leap year and the years beside it.
    fn every_day() -> impl Iterator<Item = Date> {
        date(2026, 1, 1)
            .series(1.day())
            .take_while(|day| day.year() <= 2029)
    }

    #[test]
    fn every_day_of_four_years_has_the_working_days_between() {
        let days = agency();
        for day in every_day() {
            for count in [1, 2, 9, 10, 11, 30] {
                let after = days.after(day, count).unwrap();
                let between = day
                    .series(1.day())
                    .skip(1)
                    .take_while(|one| *one <= after)
                    .filter(|one| days.is_working_day(*one));
                assert_eq!(between.count(), usize::try_from(count).unwrap(), "{day}");
                assert!(days.is_working_day(after), "{day} {after}");
                let back = days.before(after, count).unwrap();
                if days.is_working_day(day) {
                    assert_eq!(back, day);
                } else {
                    assert_eq!(days.after(back, 1), days.after(day, 1), "{day}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn more_days_are_never_earlier_and_more_holidays_never_closer(
            start in 0_i32..3_000,
            count in 0_u32..40,
            holidays in prop::collection::vec(0_i32..3_200, 0..60),
            more in 0_i32..3_200,
        ) {
            let day = |number: i32| date(2024, 1, 1) + number.days();
            let days: WorkingDays = holidays.iter().map(|number| day(*number)).collect();
            let fewer: WorkingDays = holidays
                .iter()
                .chain([&more])
                .map(|number| day(*number))
                .collect();
            let from = day(start);
            let (after, before) = (days.after(from, count), days.before(from, count));
            prop_assert!(after <= days.after(from, count + 1));
            prop_assert!(before >= days.before(from, count + 1));
            prop_assert!(after <= fewer.after(from, count));
            prop_assert!(before >= fewer.before(from, count));
            prop_assert!(days.is_working_day(after.unwrap()) || count == 0);
        }
    }

    #[test]
    fn a_day_is_over_when_the_next_one_begins_where_the_agency_is() {
        // The night in which the clocks change is an hour longer or shorter, but not in Arizona.
        // In New Zealand they are set forward in September and back in April.
        for (zone, day, end) in [
            ("America/Chicago", date(2026, 3, 7), "2026-03-08T06:00:00Z"),
            ("America/Chicago", date(2026, 3, 8), "2026-03-09T05:00:00Z"),
            (
                "America/Chicago",
                date(2026, 10, 31),
                "2026-11-01T05:00:00Z",
            ),
            ("America/Chicago", date(2026, 11, 1), "2026-11-02T06:00:00Z"),
            (
                "America/Chicago",
                date(2026, 12, 31),
                "2027-01-01T06:00:00Z",
            ),
            ("America/Phoenix", date(2026, 3, 8), "2026-03-09T07:00:00Z"),
            ("America/Phoenix", date(2026, 11, 1), "2026-11-02T07:00:00Z"),
            ("America/Phoenix", date(2028, 2, 29), "2028-03-01T07:00:00Z"),
            ("Pacific/Auckland", date(2026, 4, 4), "2026-04-04T11:00:00Z"),
            ("Pacific/Auckland", date(2026, 4, 5), "2026-04-05T12:00:00Z"),
            (
                "Pacific/Auckland",
                date(2026, 9, 26),
                "2026-09-26T12:00:00Z",
            ),
            (
                "Pacific/Auckland",
                date(2026, 9, 27),
                "2026-09-27T11:00:00Z",
            ),
        ] {
            let (zone, end): (_, Timestamp) = (TimeZone::get(zone).unwrap(), end.parse().unwrap());
            assert_eq!(end_of_day(day, &zone), Some(end), "{day}");
            assert!(is_in_time(end - 1.microsecond(), day, &zone), "{day}");
            assert!(!is_in_time(end, day, &zone), "{day}");
        }
    }

    #[test]
    fn every_day_of_four_years_ends_in_each_zone() {
        for name in ["America/Chicago", "America/Phoenix", "Pacific/Auckland"] {
            let zone = TimeZone::get(name).unwrap();
            for day in every_day() {
                let end = end_of_day(day, &zone).unwrap().to_zoned(zone.clone());
                assert_eq!(end.date(), day.tomorrow().unwrap(), "{name} {day}");
                assert_eq!((end.hour(), end.minute()), (0, 0), "{name} {day}");
            }
        }
    }
}
