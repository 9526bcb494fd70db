//! Whether two events are at the same time, and in which parts of the week an event is. Times are
//! compared as the clocks of the agency run, across their changes.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::plan::workload::{BusyPart, DEFAULT_EVENT_MINUTES, DayPart, TimeSlot};

/// The days of a week: what lasts longer meets no further part of the week.
const WEEK_DAYS: usize = 8;

/// From when to when something takes place. The end is not a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPeriod {
    starts: Timestamp,
    ends: Timestamp,
}

impl EventPeriod {
    /// The period between two local times in `zone`. Without an end, and with one that is not after
    /// the start, it takes `DEFAULT_EVENT_MINUTES`. A time that the clocks show twice is the first
    /// of the two. `None` for a time that the calendar cannot represent.
    pub fn new(starts: DateTime, ends: Option<DateTime>, zone: &TimeZone) -> Option<Self> {
        let instant = |local: DateTime| {
            let zoned = local.to_zoned(zone.clone()).ok()?;
            Some(zoned.timestamp())
        };
        let starts = instant(starts)?;
        let ends = ends.and_then(instant).filter(|ends| *ends > starts);
        let ends = match ends {
            Some(ends) => ends,
            None => starts.checked_add(DEFAULT_EVENT_MINUTES.minutes()).ok()?,
        };
        Some(Self { starts, ends })
    }

    /// Whether both take place at one time. One that begins when the other ends does not overlap
    /// it.
    pub fn overlaps(self, other: Self) -> bool {
        self.starts < other.ends && other.starts < self.ends
    }

    /// The local days on which it takes place, at most `WEEK_DAYS`.
    fn days(self, zone: &TimeZone) -> Vec<Date> {
        let first = self.starts.to_zoned(zone.clone()).date();
        let last = self.ends.to_zoned(zone.clone()).date();
        first
            .series(1.day())
            .take_while(|day| *day <= last)
            .take(WEEK_DAYS)
            .collect()
    }

    /// Whether it takes place during a time of the week, on any of its days.
    pub fn overlaps_slot(self, slot: TimeSlot, zone: &TimeZone) -> bool {
        self.days(zone)
            .into_iter()
            .filter(|day| i32::from(day.weekday().to_monday_one_offset()) == slot.weekday)
            .filter_map(|day| period_of_slot(day, slot, zone))
            .any(|period| self.overlaps(period))
    }

    /// The parts of the week in which it takes place, in the order of the week.
    pub fn week_parts(self, zone: &TimeZone) -> Vec<BusyPart> {
        (1..=7)
            .flat_map(|weekday| {
                DayPart::ALL.iter().map(move |part| BusyPart {
                    weekday,
                    part: *part,
                })
            })
            .filter(|part| self.overlaps_slot(part.time_slot(), zone))
            .collect()
    }
}

/// The period of a time of the week on one day; midnight at its end is that of the next day.
fn period_of_slot(day: Date, slot: TimeSlot, zone: &TimeZone) -> Option<EventPeriod> {
    let at = |minutes: i32| day.at(0, 0, 0, 0).checked_add(minutes.minutes()).ok();
    EventPeriod::new(at(slot.starts)?, at(slot.ends), zone)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const MINUTE: i64 = 60;

    fn chicago() -> TimeZone {
        TimeZone::get("America/Chicago").unwrap()
    }

    /// Zones whose clocks change in 2027: at two in the morning, at midnight forward (Havana) and
    /// back to the day before (Cairo), by half an hour (Lord Howe), and from an odd offset (St.
    /// John's).
    const CHANGING_ZONES: [&str; 6] = [
        "America/Chicago",
        "America/St_Johns",
        "America/Havana",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Europe/London",
    ];

    /// A zone, and noon on the second day before one of its two changes of the clocks in 2027.
    fn change_of_clocks() -> impl Strategy<Value = (TimeZone, DateTime)> {
        let zones = proptest::sample::select(&CHANGING_ZONES[..]);
        (zones, 0..2_usize).prop_map(|(name, which)| {
            let zone = TimeZone::get(name).unwrap();
            let new_year = date(2027, 1, 1).to_zoned(zone.clone()).unwrap().timestamp();
            let change = zone.following(new_year).nth(which).unwrap().timestamp();
            let day = change.to_zoned(zone.clone()).date();
            assert_eq!(day.year(), 2027, "{name} changes its clocks twice a year");
            (zone, (day - 2.days()).at(12, 0, 0, 0))
        })
    }

    /// A period of local times. The offset is in minutes after `noon`.
    fn period(
        (zone, noon): &(TimeZone, DateTime),
        offset: i64,
        minutes: Option<i64>,
    ) -> EventPeriod {
        let starts = *noon + offset.minutes();
        let ends = minutes.map(|minutes| starts + minutes.minutes());
        EventPeriod::new(starts, ends, zone).unwrap()
    }

    /// Every minute at which it takes place.
    fn minutes_of(period: EventPeriod) -> BTreeSet<i64> {
        let (starts, ends) = (period.starts.as_second(), period.ends.as_second());
        (starts / MINUTE..ends / MINUTE).collect()
    }

    #[test]
    fn a_meeting_over_a_change_of_the_clocks_ends_when_they_say() {
        let zone = chicago();
        let on = |day: Date, from: (i8, i8), to: Option<(i8, i8)>| {
            let at = |(hour, minute)| day.at(hour, minute, 0, 0);
            EventPeriod::new(at(from), to.map(at), &zone).unwrap()
        };
        let (spring, fall) = (date(2027, 3, 14), date(2027, 11, 7));
        // From 1:30 on, an hour without an end: until 3:30 on the clocks in spring, and in fall
        // until 1:30 again.
        let without_end = on(spring, (1, 30), None);
        assert!(without_end.overlaps(on(spring, (3, 0), Some((4, 0)))));
        assert!(!without_end.overlaps(on(spring, (3, 30), Some((4, 0)))));
        let without_end = on(fall, (1, 30), None);
        assert!(!without_end.overlaps(on(fall, (2, 0), Some((3, 0)))));
        // An end that is no later than the start is none.
        let backwards = on(fall, (10, 0), Some((9, 0)));
        assert_eq!(backwards, on(fall, (10, 0), None));
    }

    #[test]
    fn a_long_stay_meets_every_part_of_the_week() {
        let starts = date(2027, 3, 1).at(9, 0, 0, 0);
        let month = EventPeriod::new(starts, Some(starts + 30.days()), &chicago()).unwrap();
        assert_eq!(month.week_parts(&chicago()).len(), 21);
    }

    proptest! {
        #[test]
        fn two_periods_overlap_when_they_share_a_minute(
            clocks in change_of_clocks(),
            one in 0..4_000_i64,
            other in 0..4_000_i64,
            long in proptest::option::of(1..1_600_i64),
            short in proptest::option::of(1..1_600_i64),
        ) {
            let (one, other) = (period(&clocks, one, long), period(&clocks, other, short));
            let shared = !minutes_of(one).is_disjoint(&minutes_of(other));
            prop_assert_eq!(one.overlaps(other), shared);
            prop_assert_eq!(other.overlaps(one), shared);
            prop_assert!(one.overlaps(one));
            let (starts, ends) = (one.starts, one.ends);
            let after = EventPeriod { starts: ends, ends: ends + 1.minute() };
            let before = EventPeriod { starts: starts - 1.minute(), ends: starts };
            prop_assert!(!one.overlaps(after) && !one.overlaps(before));
        }

        #[test]
        fn the_parts_of_the_week_are_those_of_its_minutes(
            clocks in change_of_clocks(),
            offset in 0..4_000_i64,
            minutes in proptest::option::of(1..1_600_i64),
        ) {
            let one = period(&clocks, offset, minutes);
            let (zone, _) = clocks;
            let mut expected = BTreeSet::new();
            for minute in minutes_of(one) {
                let at = Timestamp::from_second(minute * MINUTE).unwrap().to_zoned(zone.clone());
                let part = match at.hour() {
                    ..12 => DayPart::Morning,
                    12..17 => DayPart::Afternoon,
                    _ => DayPart::Evening,
                };
                let weekday = i32::from(at.weekday().to_monday_one_offset());
                expected.insert(BusyPart { weekday, part }.field_id());
            }
            let found: BTreeSet<String> =
                one.week_parts(&zone).into_iter().map(BusyPart::field_id).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
