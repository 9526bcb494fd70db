//! What changes for a young person at which age, and what is due by which day. Computed from the
//! birth date and the dates of the case whenever it is shown, and stored nowhere, so that a
//! correction of either moves everything. Confirm the rules with counsel.

use jiff::ToSpan;
use jiff::civil::Date;
use strum::VariantArray;

use super::TransitionDates;
use crate::slug_enum::slug_enum;

slug_enum! {
    /// A day on which something changes.
    #[derive(Hash, PartialOrd, Ord, VariantArray)]
    pub enum MilestoneKind {
        Fourteen = "fourteen",
        Sixteen = "sixteen",
        SeventeenAndHalf = "seventeen_half",
        /// 90 days before `CareEnds`.
        NinetyDays = "ninety_days",
        Eighteen = "eighteen",
        /// The day on which care ends: not of its own where that is the 18th birthday.
        CareEnds = "care_ends",
        TwentyOne = "twenty_one",
        TwentyThree = "twenty_three",
    }
}

impl MilestoneKind {
    /// The law or the rule behind it.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Fourteen => {
                "42 U.S.C. § 675(5)(C), (I); 42 U.S.C. § 675a(b); Wis. Stat. § 48.38(2m)"
            }
            Self::Sixteen => "Wis. Stat. § 48.38(4)(fg)5.",
            Self::SeventeenAndHalf => "Wis. Admin. Code § DCF 21.02(8)",
            Self::NinetyDays => "Wis. Stat. § 48.385(1); 42 U.S.C. § 675(5)(H)",
            Self::Eighteen => "Wis. Stat. §§ 48.366, 48.385, 990.01",
            Self::CareEnds => "Wis. Stat. §§ 48.366, 48.385(2)",
            Self::TwentyOne => "Wis. Stat. § 48.366",
            Self::TwentyThree => "42 U.S.C. § 677(b)(3)(A)",
        }
    }
}

/// A day on which something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    pub kind: MilestoneKind,
    /// The first day of the change.
    pub day: Date,
}

impl Milestone {
    /// On the day itself it has come.
    pub fn has_come(&self, today: Date) -> bool {
        self.day <= today
    }
}

/// How many days before the end of care the plan is made (Wis. Stat. 48.385).
pub const PLAN_DAYS: i32 = 90;

/// How many days before an order ends the agency has asked whether the youth wants to stay in care
/// (Wis. Stat. 48.366(2)(a)).
pub const ASK_TO_STAY_DAYS: i32 = 120;

/// The first day on which someone is this many months old. In a month without that day it is the
/// first of the next month, as `age_in_years` counts. `None` at the end of the calendar.
pub fn day_of_age(born: Date, months: i32) -> Option<Date> {
    // Months since the year 0, so that the end of a year is no special case.
    let count = i32::from(born.year()) * 12 + i32::from(born.month()) - 1 + months;
    let first = Date::new(
        i16::try_from(count.div_euclid(12)).ok()?,
        i8::try_from(count.rem_euclid(12) + 1).ok()?,
        1,
    )
    .ok()?;
    if born.day() <= first.days_in_month() {
        first.checked_add((i32::from(born.day()) - 1).days()).ok()
    } else {
        first.checked_add(1.month()).ok()
    }
}

/// The first day of this age in years.
fn birthday(born: Date, years: i32) -> Option<Date> {
    day_of_age(born, years * 12)
}

/// The first day on which care may have ended: the 18th birthday, or the later end of an order or
/// an agreement; an expected discharge before that counts instead. `None` at the end of the
/// calendar.
pub fn care_ends(born: Date, dates: &TransitionDates) -> Option<Date> {
    let term = birthday(born, 18)?;
    let term = dates.order_ends_on.map_or(term, |ends| ends.max(term));
    Some(dates.discharge_on.map_or(term, |planned| planned.min(term)))
}

/// The whole road, the earliest day first.
pub fn milestones(born: Date, dates: &TransitionDates) -> Vec<Milestone> {
    let eighteen = birthday(born, 18);
    let ends = care_ends(born, dates);
    let days = [
        (MilestoneKind::Fourteen, birthday(born, 14)),
        (MilestoneKind::Sixteen, birthday(born, 16)),
        (
            MilestoneKind::SeventeenAndHalf,
            day_of_age(born, 17 * 12 + 6),
        ),
        (
            MilestoneKind::NinetyDays,
            ends.and_then(|ends| ends.checked_sub(PLAN_DAYS.days()).ok()),
        ),
        (MilestoneKind::Eighteen, eighteen),
        (MilestoneKind::CareEnds, ends.filter(|_| ends != eighteen)),
        (MilestoneKind::TwentyOne, birthday(born, 21)),
        (MilestoneKind::TwentyThree, birthday(born, 23)),
    ];
    let mut road: Vec<Milestone> = days
        .into_iter()
        .filter_map(|(kind, day)| Some(Milestone { kind, day: day? }))
        .collect();
    // By kind, too, so that milestones of one day always have the same order.
    road.sort_by_key(|one| (one.day, one.kind));
    road
}

slug_enum! {
    /// What is owed to the young person.
    #[derive(Hash, PartialOrd, Ord, VariantArray)]
    pub enum TransitionDutyKind {
        /// The rights list is explained and signed.
        RightsList = "rights_list",
        /// The plan for independent living services.
        IndependentLivingPlan = "independent_living_plan",
        /// This year's credit report.
        CreditReport = "credit_report",
        /// The plan to discharge is begun.
        DischargePlan = "discharge_plan",
        /// The young person is asked whether they want to stay in care.
        AskToStay = "ask_to_stay",
        /// The ninety-day plan.
        NinetyDayPlan = "ninety_day_plan",
        /// The documents that the young person must hold.
        Documents = "documents",
    }
}

impl TransitionDutyKind {
    /// The law or the rule behind it.
    pub const fn source(self) -> &'static str {
        match self {
            Self::RightsList => "42 U.S.C. § 675a(b); Wis. Stat. § 48.38(4)(h)7.",
            Self::IndependentLivingPlan => "42 U.S.C. § 675(1)(D); Wis. Stat. § 48.38(4)(h)",
            Self::CreditReport => "42 U.S.C. § 675(5)(I); Wis. Stat. § 48.38(4)(h)7.",
            Self::DischargePlan => "Wis. Admin. Code § DCF 21.02(8)",
            Self::AskToStay => "Wis. Stat. § 48.366(2)(a)",
            Self::NinetyDayPlan => "Wis. Stat. § 48.385(1); 42 U.S.C. § 675(5)(H)",
            Self::Documents => "Wis. Stat. § 48.385(2); 42 U.S.C. § 675(5)(I)",
        }
    }

    /// Whether the young person does it together with the agency. The agency does the others.
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::NinetyDayPlan | Self::IndependentLivingPlan)
    }
}

/// What the agency owes, and by when. The clock does not know whether it was done:
/// `store::transition::done` does, as far as there is data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransitionDuty {
    pub kind: TransitionDutyKind,
    /// The first day on which it is due.
    pub opens: Date,
    /// The last day that is in time.
    pub due: Date,
}

impl TransitionDuty {
    /// Whether the last day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.due < today
    }
}

/// What is due today, the earliest last day first; nothing once care has ended. A duty of before
/// the first day of care is due from that day on.
pub fn transition_duties(born: Date, dates: &TransitionDates, today: Date) -> Vec<TransitionDuty> {
    let Some(ends) = care_ends(born, dates).filter(|ends| today < *ends) else {
        return Vec::new();
    };
    let in_care = |day: Date| dates.care_since.map_or(day, |since| day.max(since));
    let before_end = |days: i32| ends.checked_sub(days.days()).ok();
    let from = |kind, opens: Option<Date>, due: Option<Date>| {
        let opens = in_care(opens?);
        Some(TransitionDuty {
            kind,
            opens,
            // A last day before care began would be late at once.
            due: due?.max(opens),
        })
    };
    let fourteen = birthday(born, 14);
    let half = day_of_age(born, 17 * 12 + 6);
    let living = living_plan_day(born, dates);
    // The year of life that runs today; none before the 14th birthday.
    let credit = last_birthday(born, today).filter(|day| Some(*day) >= fourteen);
    let credit_due = next_birthday(born, today).and_then(|day| day.yesterday().ok());
    let mut open: Vec<TransitionDuty> = [
        from(
            TransitionDutyKind::RightsList,
            fourteen,
            fourteen.and_then(|day| day.checked_add(30.days()).ok()),
        ),
        from(
            TransitionDutyKind::IndependentLivingPlan,
            living,
            living.and_then(|day| day.checked_add(60.days()).ok()),
        ),
        // Each year until care ends, also after 18 (42 U.S.C. 675(5)(I)).
        from(TransitionDutyKind::CreditReport, credit, credit_due),
        from(
            TransitionDutyKind::DischargePlan,
            half,
            before_end(PLAN_DAYS),
        ),
        from(
            TransitionDutyKind::AskToStay,
            before_end(ASK_TO_STAY_DAYS + 30),
            before_end(ASK_TO_STAY_DAYS),
        ),
        from(
            TransitionDutyKind::NinetyDayPlan,
            before_end(PLAN_DAYS),
            Some(ends),
        ),
        from(
            TransitionDutyKind::Documents,
            before_end(PLAN_DAYS),
            Some(ends),
        ),
    ]
    .into_iter()
    .flatten()
    // What becomes due later is on the road, and not in the list of what is due today.
    .filter(|duty| duty.opens <= today)
    .collect();
    open.sort_by_key(|duty| (duty.due, duty.kind));
    open
}

/// The day from which a plan for independent living services is due: at 14 after six months in
/// care, at once for someone who comes into care at 15 or later.
fn living_plan_day(born: Date, dates: &TransitionDates) -> Option<Date> {
    let (fourteen, fifteen) = (birthday(born, 14)?, birthday(born, 15)?);
    // Without the first day of care, the earliest day that the rule can give counts.
    let Some(since) = dates.care_since else {
        return Some(fourteen);
    };
    if since >= fifteen {
        return Some(since);
    }
    Some(day_of_age(since, 6)?.max(fourteen))
}

/// The latest birthday that has come.
fn last_birthday(born: Date, today: Date) -> Option<Date> {
    birthday(born, i32::from(crate::calendar::age_in_years(born, today)))
}

/// The next birthday. It is not always a year after the latest one, for someone who was born on
/// February 29.
fn next_birthday(born: Date, today: Date) -> Option<Date> {
    let age = i32::from(crate::calendar::age_in_years(born, today));
    birthday(born, age + 1)
}

#[cfg(test)]
mod tests;
