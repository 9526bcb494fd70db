//! Tests of `workload`.

use super::*;
use jiff::civil::date;

#[test]
fn hours_are_read_as_people_type_them() {
    assert_eq!(parse_hours("1.5"), Ok(Some(90)));
    // A decimal comma, as in most of South America.
    assert_eq!(parse_hours(" 2,25 "), Ok(Some(135)));
    assert_eq!(parse_hours(""), Ok(None));
    // `NaN` parses as a number and fails every comparison.
    for bad in ["-1", "200", "two", "NaN"] {
        assert_eq!(parse_hours(bad), Err("plan-week-number"), "{bad}");
    }
    assert_eq!(
        (format_hours(90), format_hours(120)),
        ("1.5".to_owned(), "2".to_owned())
    );
}

#[test]
fn a_fixed_time_has_a_day_a_start_and_a_later_end() {
    assert_eq!(parse_time_slot("", "18:00", ""), Ok(None));
    assert_eq!(
        parse_time_slot("2", "18:00", "20:00"),
        Ok(Some(TimeSlot {
            weekday: 2,
            starts: 1080,
            ends: 1200
        }))
    );
    assert_eq!(
        parse_time_slot("2", "18:00", "17:00"),
        Err(("ends", "plan-week-time"))
    );
    assert_eq!(
        parse_time_slot("8", "18:00", "19:00"),
        Err(("weekday", "plan-choose"))
    );
    // The last minute of a day is 23:59.
    assert_eq!(parse_time("24:00"), None);
    assert_eq!(parse_time(&format_time_of_day(605)), Some(605));
}

#[test]
fn a_week_is_over_only_where_somebody_said_how_much() {
    let mut asked = Demand::default();
    asked.add_step(&Effort {
        weekday: Some(2),
        starts: Some(600),
        ends: Some(720),
        trips: Some(1),
        ..Effort::default()
    });
    // An hour and a trip are assumed for it, as it has a place and no end.
    asked.add_event(None, true);
    assert_eq!(
        asked,
        Demand {
            minutes: 180,
            trips: 2,
            appointments: 1
        }
    );
    // Who stated no limit cannot be over it.
    assert!(!asked.exceeds(None, None));
    assert!(!asked.exceeds(Some(180), Some(2)));
    assert!(asked.exceeds(Some(179), None) && asked.exceeds(None, Some(1)));
}

#[test]
fn week_with_too_many_trips_counts_beside_a_longer_one() {
    let long = Demand {
        minutes: 300,
        trips: 0,
        appointments: 1,
    };
    // Fewer minutes than `long`, and more trips than the limit in the first two cases.
    let far = Demand {
        minutes: 60,
        trips: 3,
        appointments: 3,
    };
    assert_eq!(
        Demand::fullest_exceeding([long, far].into_iter(), Some(360), Some(2)),
        Some(far)
    );
    assert_eq!(
        Demand::fullest_exceeding([long, far].into_iter(), Some(200), Some(2)),
        Some(long)
    );
    assert_eq!(
        Demand::fullest_exceeding([long, far].into_iter(), None, None),
        None
    );
}

#[test]
fn a_week_begins_on_monday() {
    // A Tuesday, the Monday itself, and the Sunday that ends its week.
    assert_eq!(monday_of_week(date(2026, 11, 24)), date(2026, 11, 23));
    assert_eq!(monday_of_week(date(2026, 11, 23)), date(2026, 11, 23));
    assert_eq!(monday_of_week(date(2026, 11, 29)), date(2026, 11, 23));
}
