//! The credit report that the agency asks for, for every young person in care, each year from 14 on
//! until they leave care (42 U.S.C. 675(5)(I), Pub. L. 113-183). Confirm with counsel.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::MIN_AGE;
use super::services_got::{birthday, parse_note, parse_past_day};
use crate::calendar::age_in_years;
use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;

/// The law that has the agency ask.
pub const CREDIT_SOURCE: &str = "42 U.S.C. § 675(5)(I); Pub. L. 113-183";
/// The last age that has a year of its own: care ends at 21 at the latest, and the account stays.
const LAST_AGE: i16 = 21;

slug_enum! {
    /// What happened with a credit report.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum CreditStep {
        /// The agency asked the credit bureaus for it.
        Asked = "asked",
        /// The young person has it.
        Received = "received",
        /// Something in it is wrong, and the bureau was told.
        Disputed = "disputed",
    }
}

impl CreditStep {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// The year of life for which a credit report is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditYear {
    /// The age of the young person in that year.
    pub age: i16,
    /// The first and the last day.
    pub first: Date,
    pub last: Date,
}

impl CreditYear {
    /// What the agency owes of the report of this year, of which these steps are recorded: nothing
    /// once the year is over, and nothing from the first day `ends` after care on.
    pub fn due(&self, ends: Option<Date>, today: Date, steps: &[CreditStep]) -> Option<CreditDue> {
        // The law counts years in care (42 U.S.C. 675(5)(I)).
        let is_in_care = ends.is_none_or(|day| today < day);
        if !is_in_care || today > self.last {
            return None;
        }
        credit_due(steps)
    }
}

/// The years for which a report is owed, the newest first: from the 14th birthday to `today`, or to
/// the last day before care ended on the day `ends` (`care_ends`). None before the 14th birthday.
pub fn credit_years(born: Date, today: Date, ends: Option<Date>) -> Vec<CreditYear> {
    let last = ends.and_then(|day| day.yesterday().ok());
    let end = last.map_or(today, |day| day.min(today));
    let newest = age_in_years(born, end).min(LAST_AGE);
    (MIN_AGE..=newest)
        .rev()
        .map(|age| CreditYear {
            age,
            first: birthday(born, age),
            last: birthday(born, age + 1).saturating_sub(1.day()),
        })
        .collect()
}

/// What the agency owes for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditDue {
    /// The report was not asked for.
    Asking,
    /// It was asked for and has not come.
    Receiving,
}

/// What is owed with these steps; `None` once the report came.
fn credit_due(steps: &[CreditStep]) -> Option<CreditDue> {
    // Someone who says that a report is wrong has it.
    if steps.iter().any(|step| *step > CreditStep::Asked) {
        None
    } else if steps.is_empty() {
        Some(CreditDue::Asking)
    } else {
        Some(CreditDue::Receiving)
    }
}

/// A step, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CreditForm<'a> {
    pub age: &'a str,
    pub step: &'a str,
    pub day: &'a str,
    pub note: &'a str,
}

/// A validated step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditInput {
    pub age: i16,
    pub step: CreditStep,
    pub day: Date,
    /// Such as the name of the bureau.
    pub note: Option<String>,
}

impl CreditInput {
    /// # Errors
    /// Every invalid field: `age` with `transition-credit-year-missing` for none of the `years`;
    /// `step` with `transition-credit-step-missing`; `day` with `plan-date` or
    /// `transition-day-future`; `note` with `transition-note-long`.
    pub fn parse(
        form: &CreditForm<'_>,
        years: &[CreditYear],
        today: Date,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let age: Option<i16> = form.age.parse().ok();
        // The form offers only these years, but anyone can send another number.
        let age = age.filter(|age| years.iter().any(|year| year.age == *age));
        let age = errors.take(
            age.ok_or(("age", "transition-credit-year-missing"))
                .map(Some),
        );
        let step = CreditStep::parse(form.step).ok_or(("step", "transition-credit-step-missing"));
        let step = errors.take(step.map(Some));
        let day = errors.take(parse_past_day("day", form.day, today).map(Some));
        let note = errors.take(parse_note(form.note).map_err(|code| ("note", code)));
        errors.finish(age.zip(step).zip(day).map(|((age, step), day)| Self {
            age,
            step,
            day,
            note,
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn ages(today: Date, ends: Option<Date>) -> Vec<i16> {
        credit_years(date(2008, 2, 29), today, ends)
            .iter()
            .map(|year| year.age)
            .collect()
    }

    #[test]
    fn a_report_is_owed_each_year_from_fourteen_until_care_ends() {
        assert!(ages(date(2022, 2, 28), None).is_empty());
        assert_eq!(ages(date(2022, 3, 1), None), [14]);
        assert_eq!(ages(date(2026, 3, 1), None), [18, 17, 16, 15, 14]);
        // A day of discharge that has not come ends nothing.
        let late = Some(date(2027, 1, 1));
        assert_eq!(ages(date(2026, 3, 1), late), [18, 17, 16, 15, 14]);
        assert_eq!(
            ages(date(2040, 1, 1), Some(date(2025, 6, 1))),
            [17, 16, 15, 14]
        );
        assert_eq!(ages(date(2040, 1, 1), None).first(), Some(&21));
        // Care that ends on the 18th birthday has no year of that age.
        let eighteen = Some(date(2026, 3, 1));
        assert_eq!(ages(date(2026, 6, 1), eighteen), [17, 16, 15, 14]);
    }

    #[test]
    fn a_report_is_owed_while_its_year_and_care_go_on() {
        let year = CreditYear {
            age: 17,
            first: date(2026, 2, 23),
            last: date(2027, 2, 22),
        };
        let due = |ends, today| year.due(ends, today, &[]);
        let ends = Some(date(2026, 11, 23));
        assert_eq!(due(ends, date(2026, 11, 22)), Some(CreditDue::Asking));
        assert_eq!(due(ends, date(2026, 11, 23)), None);
        assert_eq!(due(None, date(2027, 2, 22)), Some(CreditDue::Asking));
        assert_eq!(due(None, date(2027, 2, 23)), None);
    }

    #[test]
    fn years_follow_each_other_without_a_gap() {
        let years = credit_years(date(2008, 2, 29), date(2026, 3, 1), None);
        for pair in years.windows(2) {
            assert_eq!(pair[1].last.tomorrow().unwrap(), pair[0].first);
        }
    }

    #[test]
    fn a_report_is_owed_until_it_came() {
        use CreditStep::{Asked, Disputed, Received};
        assert_eq!(credit_due(&[]), Some(CreditDue::Asking));
        assert_eq!(credit_due(&[Asked, Asked]), Some(CreditDue::Receiving));
        assert_eq!(credit_due(&[Asked, Received]), None);
        assert_eq!(credit_due(&[Disputed]), None);
    }

    #[test]
    fn a_step_is_of_a_year_that_has_come() {
        let today = date(2026, 11, 23);
        let years = credit_years(date(2009, 2, 23), today, None);
        let form = CreditForm {
            age: "17",
            step: "asked",
            day: "2026-03-02",
            note: "",
        };
        assert_eq!(CreditInput::parse(&form, &years, today).unwrap().age, 17);
        let bad = CreditForm {
            age: "18",
            step: "",
            day: "2026-11-24",
            note: "",
        };
        assert_eq!(
            CreditInput::parse(&bad, &years, today),
            Err(vec![
                ("age", "transition-credit-year-missing"),
                ("step", "transition-credit-step-missing"),
                ("day", "transition-day-future"),
            ])
        );
    }

    proptest! {
        #[test]
        fn each_day_is_in_the_year_of_its_age(day in 0..20_000_i32, later in 0..9_000_i32) {
            let born = date(1990, 1, 1).saturating_add(day.days());
            let today = born.saturating_add(later.days());
            let age = age_in_years(born, today);
            let years = credit_years(born, today, None);
            prop_assert_eq!(years.is_empty(), age < MIN_AGE);
            if let Some(newest) = years.first().filter(|_| age <= LAST_AGE) {
                prop_assert_eq!(newest.age, age);
                prop_assert!(newest.first <= today && today <= newest.last);
            }
        }
    }
}
