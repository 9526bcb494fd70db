use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::calendar::age_in_years;
use crate::clock::Clock;
use crate::transition::is_of_age_for_plan;

/// Zones on both sides of the date line, with half hours, and with daylight saving at midnight.
const ZONES: [&str; 7] = [
    "America/Chicago",
    "America/Los_Angeles",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
    "Africa/Cairo",
];

fn day_of(kind: MilestoneKind, born: Date, dates: &TransitionDates) -> Option<Date> {
    let road = milestones(born, dates);
    let found = road.iter().find(|one| one.kind == kind);
    found.map(|one| one.day)
}

fn due_kinds(born: Date, dates: &TransitionDates, today: Date) -> Vec<TransitionDutyKind> {
    let mut kinds: Vec<TransitionDutyKind> = transition_duties(born, dates, today)
        .iter()
        .map(|one| one.kind)
        .collect();
    kinds.sort();
    kinds
}

#[test]
fn the_road_of_someone_without_other_dates_ends_at_eighteen() {
    let road = milestones(date(2009, 2, 23), &TransitionDates::default());
    let days: Vec<(MilestoneKind, Date)> = road.iter().map(|one| (one.kind, one.day)).collect();
    assert_eq!(
        days,
        [
            (MilestoneKind::Fourteen, date(2023, 2, 23)),
            (MilestoneKind::Sixteen, date(2025, 2, 23)),
            (MilestoneKind::SeventeenAndHalf, date(2026, 8, 23)),
            (MilestoneKind::NinetyDays, date(2026, 11, 25)),
            (MilestoneKind::Eighteen, date(2027, 2, 23)),
            (MilestoneKind::TwentyOne, date(2030, 2, 23)),
            (MilestoneKind::TwentyThree, date(2032, 2, 23)),
        ]
    );
}

#[test]
fn the_ninety_days_are_counted_from_the_end_of_care() {
    let born = date(2009, 2, 23);
    let ninety = |order: Option<Date>, discharge: Option<Date>| {
        let dates = TransitionDates {
            order_ends_on: order,
            discharge_on: discharge,
            ..TransitionDates::default()
        };
        (
            care_ends(born, &dates),
            day_of(MilestoneKind::NinetyDays, born, &dates),
        )
    };
    let after_order = (Some(date(2027, 6, 11)), Some(date(2027, 3, 13)));
    assert_eq!(ninety(Some(date(2027, 6, 11)), None), after_order);
    // An order that ends before the 18th birthday changes nothing.
    let at_eighteen = (Some(date(2027, 2, 23)), Some(date(2026, 11, 25)));
    assert_eq!(ninety(Some(date(2026, 12, 1)), None), at_eighteen);
    // Care never goes on longer than what it rests on.
    assert_eq!(ninety(None, Some(date(2027, 6, 11))), at_eighteen);
    assert_eq!(
        ninety(Some(date(2027, 6, 11)), Some(date(2027, 7, 1))),
        after_order
    );
    let early = (Some(date(2027, 1, 15)), Some(date(2026, 10, 17)));
    assert_eq!(ninety(None, Some(date(2027, 1, 15))), early);
}

#[test]
fn someone_born_on_a_leap_day_is_older_on_the_first_of_march() {
    let (born, none) = (date(2008, 2, 29), TransitionDates::default());
    assert_eq!(
        day_of(MilestoneKind::Fourteen, born, &none),
        Some(date(2022, 3, 1))
    );
    assert_eq!(
        day_of(MilestoneKind::Sixteen, born, &none),
        Some(date(2024, 2, 29))
    );
    assert_eq!(
        day_of(MilestoneKind::SeventeenAndHalf, born, &none),
        Some(date(2025, 8, 29))
    );
    assert_eq!(
        day_of(MilestoneKind::Eighteen, born, &none),
        Some(date(2026, 3, 1))
    );
    assert_eq!(
        day_of(MilestoneKind::NinetyDays, born, &none),
        Some(date(2025, 12, 1))
    );
    // Half a year after a day that February does not have.
    let summer = date(2009, 8, 31);
    assert_eq!(
        day_of(MilestoneKind::SeventeenAndHalf, summer, &none),
        Some(date(2027, 3, 1))
    );
}

#[test]
fn what_is_due_begins_on_the_birthday_and_ends_with_care() {
    use TransitionDutyKind::{
        AskToStay, CreditReport, DischargePlan, Documents, IndependentLivingPlan, NinetyDayPlan,
        RightsList,
    };
    let (born, none) = (date(2009, 2, 23), TransitionDates::default());
    assert_eq!(due_kinds(born, &none, date(2023, 2, 22)), []);
    let at_first = [RightsList, IndependentLivingPlan, CreditReport];
    assert_eq!(due_kinds(born, &none, date(2023, 2, 23)), at_first);
    let before = [
        RightsList,
        IndependentLivingPlan,
        CreditReport,
        DischargePlan,
        AskToStay,
    ];
    assert_eq!(due_kinds(born, &none, date(2026, 11, 24)), before);
    let all = [
        RightsList,
        IndependentLivingPlan,
        CreditReport,
        DischargePlan,
        AskToStay,
        NinetyDayPlan,
        Documents,
    ];
    assert_eq!(due_kinds(born, &none, date(2026, 11, 25)), all);
    assert_eq!(due_kinds(born, &none, date(2027, 2, 23)), []);
    // The 120th day before is in time.
    let ask = transition_duties(born, &none, date(2026, 11, 25));
    let ask = ask.iter().find(|one| one.kind == AskToStay).unwrap();
    assert_eq!(ask.due, date(2026, 10, 26));
    assert!(ask.is_late(date(2026, 10, 27)) && !ask.is_late(date(2026, 10, 26)));
}

#[test]
fn a_duty_of_before_care_is_due_from_the_first_day_of_care() {
    let born = date(2009, 2, 23);
    let since = |care_since: Date| TransitionDates {
        care_since: Some(care_since),
        ..TransitionDates::default()
    };
    let living = |care_since: Date, today: Date| {
        let open = transition_duties(born, &since(care_since), today);
        let found = open
            .iter()
            .find(|one| one.kind == TransitionDutyKind::IndependentLivingPlan);
        found.map(|one| one.opens)
    };
    // At 14 after six months in care; at 15 and later at once.
    assert_eq!(living(date(2022, 12, 1), date(2023, 5, 31)), None);
    assert_eq!(
        living(date(2022, 12, 1), date(2023, 6, 1)),
        Some(date(2023, 6, 1))
    );
    assert_eq!(
        living(date(2024, 2, 23), date(2024, 2, 23)),
        Some(date(2024, 2, 23))
    );
    for duty in transition_duties(born, &since(date(2026, 12, 20)), date(2026, 12, 20)) {
        assert_eq!(duty.opens, date(2026, 12, 20));
        assert!(!duty.is_late(date(2026, 12, 20)), "{duty:?}");
    }
}

fn any_day(from: i16, to: i16) -> impl Strategy<Value = Date> {
    let days = (date(to, 12, 31) - date(from, 1, 1)).get_days();
    (0..=days).prop_map(move |number| date(from, 1, 1) + number.days())
}

fn any_birth_date() -> impl Strategy<Value = Date> {
    // Leap days are rare among all days.
    prop_oneof![
        any_day(1990, 2020),
        prop::sample::select(vec![
            date(2004, 2, 29),
            date(2008, 2, 29),
            date(2000, 2, 29)
        ]),
    ]
}

/// One of the zones above, or any other zone of a place: an agency may use each of them.
fn any_zone() -> impl Strategy<Value = String> {
    const REGIONS: [&str; 9] = [
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let is_place = |name: &String| {
        let region = name.split_once('/').map(|(region, _)| region);
        region.is_some_and(|region| REGIONS.contains(&region))
    };
    let places: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(is_place)
        .collect();
    assert!(places.len() > 300, "{places:?}");
    prop_oneof![
        prop::sample::select(ZONES.to_vec()).prop_map(str::to_owned),
        prop::sample::select(places),
    ]
}

proptest! {
    #[test]
    fn an_age_is_reached_on_its_day_and_not_the_day_before(
        born in any_birth_date(),
        years in prop::sample::select(vec![14_i16, 16, 18, 21, 23]),
        zone in any_zone(),
    ) {
        let day = birthday(born, i32::from(years)).unwrap();
        // Samoa and Tokelau had no December 30 in 2011, when they crossed the date line.
        prop_assume!(day.year() > 2011);
        prop_assert_eq!(age_in_years(born, day), years);
        prop_assert_eq!(age_in_years(born, day.yesterday().unwrap()), years - 1);
        // By the clock of the agency: from the first moment of its own day.
        let zone = TimeZone::get(&zone).unwrap();
        let begins: Timestamp = day.to_zoned(zone.clone()).unwrap().timestamp();
        let clock = Clock::mock(begins);
        prop_assert_eq!(clock.today(&zone), day);
        clock.advance(SignedDuration::from_secs(-1));
        prop_assert_eq!(clock.today(&zone), day.yesterday().unwrap());
        if years == 14 {
            prop_assert!(is_of_age_for_plan(Some(born), day));
            prop_assert!(!is_of_age_for_plan(Some(born), clock.today(&zone)));
        }
    }

    #[test]
    fn months_are_full_months_and_a_missing_day_is_the_next_one(
        born in any_birth_date(),
        months in 0_i32..300,
    ) {
        let day = day_of_age(born, months).unwrap();
        let clamped = born + months.months();
        // Jiff goes back to the last day of a shorter month, where the age is not full.
        if clamped.day() == born.day() {
            prop_assert_eq!(day, clamped);
        } else {
            prop_assert_eq!(day, clamped.tomorrow().unwrap());
        }
    }

    #[test]
    fn the_road_is_in_order_and_moves_with_every_correction(
        born in any_birth_date(),
        corrected in any_birth_date(),
        order in prop::option::of(any_day(2008, 2045)),
        discharge in prop::option::of(any_day(2008, 2045)),
        today in any_day(2004, 2045),
    ) {
        let dates = TransitionDates {
            order_ends_on: order,
            discharge_on: discharge,
            care_since: None,
        };
        let road = milestones(born, &dates);
        prop_assert!(road.is_sorted_by_key(|one| one.day));
        let ends = care_ends(born, &dates).unwrap();
        let ninety = day_of(MilestoneKind::NinetyDays, born, &dates).unwrap();
        prop_assert_eq!((ends - ninety).get_days(), PLAN_DAYS);
        prop_assert!(discharge.is_none_or(|planned| ends <= planned));
        prop_assert!(ends <= birthday(born, 18).unwrap().max(order.unwrap_or(Date::MIN)));
        for duty in transition_duties(born, &dates, today) {
            prop_assert!(duty.opens <= duty.due && duty.opens <= today && today < ends);
        }
        // Nothing is remembered of an earlier birth date.
        for years in [14, 16, 18, 21, 23] {
            let kind = match years {
                14 => MilestoneKind::Fourteen,
                16 => MilestoneKind::Sixteen,
                18 => MilestoneKind::Eighteen,
                21 => MilestoneKind::TwentyOne,
                _ => MilestoneKind::TwentyThree,
            };
            prop_assert_eq!(day_of(kind, corrected, &dates), birthday(corrected, years));
        }
    }
}

#[test]
fn a_credit_report_is_due_before_the_next_birthday_also_of_a_leap_day() {
    for (today, last) in [
        (date(2023, 6, 1), date(2024, 2, 28)),
        (date(2024, 6, 1), date(2025, 2, 28)),
    ] {
        let due = transition_duties(date(2008, 2, 29), &TransitionDates::default(), today);
        let report = due
            .iter()
            .find(|duty| duty.kind == TransitionDutyKind::CreditReport);
        assert_eq!(report.map(|duty| duty.due), Some(last), "{today}");
    }
}

#[test]
fn a_credit_report_is_due_each_year_until_care_ends_also_after_eighteen() {
    let born = date(2009, 2, 23);
    let order = TransitionDates {
        order_ends_on: Some(date(2028, 6, 9)),
        ..TransitionDates::default()
    };
    let report = |today: Date| {
        let due = transition_duties(born, &order, today);
        let found = due
            .iter()
            .find(|duty| duty.kind == TransitionDutyKind::CreditReport);
        found.map(|duty| duty.due)
    };
    assert_eq!(report(date(2027, 2, 23)), Some(date(2028, 2, 22)));
    assert_eq!(report(date(2028, 6, 8)), Some(date(2029, 2, 22)));
    assert_eq!(report(date(2028, 6, 9)), None);
}
