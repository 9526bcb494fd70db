//! Statutory clocks: the days by which the law wants a review or a hearing for a child in
//! out-of-home care. A clock is computed from the dates of the case whenever it is shown, and is
//! stored nowhere. Confirm the rules with counsel.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::EventKind;
use crate::slug_enum::slug_enum;
use crate::working_days::WorkingDays;

mod held;

pub use self::held::{ALL_CHILDREN, HeldDateInput};

slug_enum! {
    /// What happened on a date of the case from which clocks are computed.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseDateKind {
        /// The child was removed from home.
        Removal = "removal",
        /// A permanency review was held.
        ReviewHeld = "review_held",
        /// A permanency hearing was held.
        HearingHeld = "hearing_held",
        /// The court found that efforts to return the child home are not required.
        EffortsNotRequired = "efforts_not_required",
        // The clocks go on during a trial reunification (Wis. Stat. 48.38(5)(a)).
        /// The child left care: no trial reunification. Ends all clocks until the next removal.
        CareEnded = "care_ended",
    }
}

slug_enum! {
    /// What the law wants by a day.
    #[derive(
        Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, strum::VariantArray
    )]
    #[serde(rename_all = "snake_case")]
    pub enum ClockKind {
        /// A review of the permanency plan, every 6 months.
        PermanencyReview = "permanency_review",
        /// A permanency hearing, every 12 months.
        PermanencyHearing = "permanency_hearing",
        /// A permanency hearing within 30 days after efforts to reunify were found not required.
        EffortsHearing = "efforts_hearing",
    }
}

impl ClockKind {
    /// The law that sets the day.
    pub const fn source(self) -> &'static str {
        match self {
            Self::PermanencyReview => "Wis. Stat. § 48.38(5)(a); 42 U.S.C. § 675(5)(B)",
            Self::PermanencyHearing => "Wis. Stat. § 48.38(5m)(a); 42 U.S.C. § 675(5)(C)",
            Self::EffortsHearing => "Wis. Stat. § 48.38(4m); 42 U.S.C. § 671(a)(15)(E)",
        }
    }

    /// The clock for which an event of this kind is held; `stated` is what an import says of it.
    /// Not every court hearing is a permanency hearing, and not every review of a plan is a
    /// permanency review, so an event counts only where the import says so.
    pub const fn of_event(kind: EventKind, stated: Option<Self>) -> Option<Self> {
        match kind {
            EventKind::Review | EventKind::Hearing => stated,
            EventKind::FamilyTime
            | EventKind::Meeting
            | EventKind::Appointment
            | EventKind::Training
            | EventKind::TransitionConference
            | EventKind::Other => None,
        }
    }

    /// How long the clock runs.
    fn period(self) -> Span {
        match self {
            Self::PermanencyReview => 6.months(),
            Self::PermanencyHearing => 12.months(),
            Self::EffortsHearing => 30.days(),
        }
    }
}

/// How many working days before a permanency review or hearing written comments are due.
pub const COMMENT_WORKING_DAYS: u32 = 10;

/// The law that gives the right to written comments: before a review, and before a hearing.
pub const COMMENT_SOURCE: &str = "Wis. Stat. § 48.38(5)(bm)1. and (5m)(c)1.";

/// The last day for written comments before a permanency review or hearing on `day`. `None` at the
/// beginning of the calendar.
pub fn comments_due(day: Date, working_days: &WorkingDays) -> Option<Date> {
    working_days.before(day, COMMENT_WORKING_DAYS)
}

/// A date of the case of a child, or of all children of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseDate {
    pub kind: CaseDateKind,
    pub day: Date,
}

/// A clock that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseClock {
    pub kind: ClockKind,
    /// The last day that is in time.
    pub due: Date,
    /// From what it is counted.
    pub from: CaseDate,
}

impl CaseClock {
    /// Whether the day has passed.
    pub fn is_missed(&self, today: Date) -> bool {
        self.due < today
    }

    fn counted_from(kind: ClockKind, from: CaseDate) -> Option<Self> {
        // From August 31, six months end on the last day of February.
        let due = from.day.checked_add(kind.period()).ok()?;
        Some(Self { kind, due, from })
    }
}

/// The clocks that run for a child with these dates, the earliest due first; none before a removal
/// and after the end of care. `dates` may be in any order; those after `today` do not count yet.
pub fn running_clocks(dates: &[CaseDate], today: Date) -> Vec<CaseClock> {
    let past: Vec<CaseDate> = dates
        .iter()
        .copied()
        .filter(|one| one.day <= today)
        .collect();
    let of_kind = |kind: CaseDateKind| past.iter().copied().filter(move |one| one.kind == kind);
    let ended = of_kind(CaseDateKind::CareEnded).map(|one| one.day).max();
    // The first removal since: another child's or a change of placement starts no clock anew.
    let Some(removal) = of_kind(CaseDateKind::Removal)
        .filter(|one| ended.is_none_or(|ended| one.day > ended))
        .min_by_key(|one| one.day)
    else {
        return Vec::new();
    };
    let last = |kind: CaseDateKind| {
        of_kind(kind)
            .filter(|one| one.day >= removal.day)
            .max_by_key(|one| one.day)
    };
    let hearing = last(CaseDateKind::HearingHeld);
    // A hearing reviews the plan too, so the next review is counted from it.
    let review = last(CaseDateKind::ReviewHeld)
        .into_iter()
        .chain(hearing)
        .max_by_key(|one| one.day);
    // Only until a hearing is held on the day of the finding or later.
    let finding = last(CaseDateKind::EffortsNotRequired)
        .filter(|finding| hearing.is_none_or(|hearing| hearing.day < finding.day));
    let mut clocks: Vec<CaseClock> = [
        (ClockKind::EffortsHearing, finding),
        (ClockKind::PermanencyReview, review.or(Some(removal))),
        (ClockKind::PermanencyHearing, hearing.or(Some(removal))),
    ]
    .into_iter()
    .filter_map(|(kind, from)| CaseClock::counted_from(kind, from?))
    .collect();
    // By kind, too, so that clocks that are due on one day always have the same order.
    clocks.sort_by_key(|clock| (clock.due, clock.kind));
    clocks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;
    use CaseDateKind::{CareEnded, EffortsNotRequired, HearingHeld, Removal, ReviewHeld};
    use ClockKind::{EffortsHearing, PermanencyHearing, PermanencyReview};

    fn at(kind: CaseDateKind, day: Date) -> CaseDate {
        CaseDate { kind, day }
    }

    /// The clocks late in 2028, as kind and day.
    fn due(dates: &[CaseDate]) -> Vec<(ClockKind, Date)> {
        running_clocks(dates, date(2028, 12, 31))
            .into_iter()
            .map(|clock| (clock.kind, clock.due))
            .collect()
    }

    #[test]
    fn the_first_review_is_after_six_months_and_the_first_hearing_after_twelve() {
        let removed = at(Removal, date(2026, 3, 2));
        assert_eq!(
            due(&[removed]),
            [
                (PermanencyReview, date(2026, 9, 2)),
                (PermanencyHearing, date(2027, 3, 2))
            ]
        );
        let clock = running_clocks(&[removed], date(2026, 9, 2))[0];
        assert_eq!(clock.from, removed);
        // The last day is in time.
        assert!(!clock.is_missed(date(2026, 9, 2)));
        assert!(clock.is_missed(date(2026, 9, 3)));
    }

    #[test]
    fn what_was_held_starts_its_clock_again() {
        let removed = at(Removal, date(2026, 3, 2));
        let review = at(ReviewHeld, date(2026, 8, 26));
        assert_eq!(
            due(&[review, removed]),
            [
                (PermanencyReview, date(2027, 2, 26)),
                (PermanencyHearing, date(2027, 3, 2))
            ]
        );
        // A hearing reviews the plan too.
        assert_eq!(
            due(&[removed, review, at(HearingHeld, date(2027, 2, 20))]),
            [
                (PermanencyReview, date(2027, 8, 20)),
                (PermanencyHearing, date(2028, 2, 20))
            ]
        );
    }

    #[test]
    fn a_month_without_that_day_ends_the_period() {
        for (removed, review) in [
            (date(2026, 8, 31), date(2027, 2, 28)),
            (date(2027, 8, 29), date(2028, 2, 29)),
            (date(2027, 8, 31), date(2028, 2, 29)),
        ] {
            let clocks = due(&[at(Removal, removed)]);
            assert_eq!(clocks[0], (PermanencyReview, review), "{removed}");
        }
        let clocks = due(&[at(Removal, date(2028, 2, 29))]);
        assert_eq!(clocks[1], (PermanencyHearing, date(2029, 2, 28)));
    }

    #[test]
    fn a_finding_asks_for_a_hearing_within_thirty_days_until_one_is_held() {
        let removed = at(Removal, date(2026, 3, 2));
        let finding = at(EffortsNotRequired, date(2026, 4, 1));
        let first = due(&[removed, finding])[0];
        assert_eq!(first, (EffortsHearing, date(2026, 5, 1)));
        let held = at(HearingHeld, date(2026, 4, 20));
        let kinds = due(&[removed, finding, held]);
        assert!(kinds.iter().all(|(kind, _)| *kind != EffortsHearing));
    }

    #[test]
    fn nothing_runs_before_a_removal_and_after_the_end_of_care() {
        let removed = at(Removal, date(2026, 3, 2));
        assert_eq!(due(&[]), []);
        assert_eq!(due(&[at(ReviewHeld, date(2026, 3, 2))]), []);
        let home = at(CareEnded, date(2026, 12, 1));
        assert_eq!(due(&[removed, home]), []);
        // A date that is planned has not happened.
        assert_eq!(
            running_clocks(&[removed, home], date(2026, 11, 30)).len(),
            2
        );
        let again = at(Removal, date(2027, 5, 3));
        assert_eq!(
            due(&[home, again, removed]),
            [
                (PermanencyReview, date(2027, 11, 3)),
                (PermanencyHearing, date(2028, 5, 3))
            ]
        );
    }

    #[test]
    fn comments_are_due_ten_working_days_before() {
        let holidays = [date(2026, 11, 26), date(2026, 11, 27)];
        let days: WorkingDays = holidays.into_iter().collect();
        assert_eq!(
            comments_due(date(2026, 12, 9), &days),
            Some(date(2026, 11, 23))
        );
    }

    #[test]
    fn only_a_hearing_or_review_that_the_agency_names_is_held_for_a_clock() {
        let stated = Some(PermanencyHearing);
        for kind in [EventKind::Hearing, EventKind::Review] {
            assert_eq!(ClockKind::of_event(kind, None), None);
            assert_eq!(ClockKind::of_event(kind, stated), stated);
        }
        assert_eq!(ClockKind::of_event(EventKind::Meeting, stated), None);
    }

    proptest! {
        #[test]
        fn the_order_of_the_dates_does_not_matter_and_holding_one_moves_its_clock_forward(
            days in prop::collection::vec((0_usize..5, 0_i32..1_500), 0..8),
            held in 0_i32..1_500,
        ) {
            let day = |number: i32| date(2024, 1, 1) + number.days();
            let mut dates: Vec<CaseDate> = days
                .iter()
                .map(|(kind, number)| at(CaseDateKind::VARIANTS[*kind], day(*number)))
                .collect();
            let clocks = running_clocks(&dates, day(1_500));
            dates.reverse();
            prop_assert_eq!(&running_clocks(&dates, day(1_500)), &clocks);
            prop_assert!(clocks.is_sorted_by_key(|clock| clock.due));
            dates.push(at(HearingHeld, day(held)));
            for after in running_clocks(&dates, day(1_500)) {
                let before = clocks.iter().find(|clock| clock.kind == after.kind);
                prop_assert!(before.is_some_and(|before| before.due <= after.due));
            }
        }
    }
}
