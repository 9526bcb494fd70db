//! Services that help a young person to live on their own, in the kinds of the National Youth in
//! Transition Database, and the days of its surveys (45 CFR 1356.80-1356.86). Confirm with counsel.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::ErrorCode;
use crate::calendar::days_until_age;
use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;
use crate::typed_date::parse_date;

/// The law that has agencies count services.
pub const SERVICES_SOURCE: &str = "42 U.S.C. § 677(f); 45 CFR § 1356.83(g)";
/// The law that sets the days of the surveys.
pub const SURVEY_SOURCE: &str = "45 CFR §§ 1356.81–1356.82";
/// Maximum length of a note in characters.
const MAX_NOTE_CHARS: usize = 300;
/// Days after the 17th birthday within which the first survey is due.
const FIRST_SURVEY_DAYS: i32 = 45;
/// Federal fiscal year of the first young people who were asked; every third year since.
const FIRST_COHORT: i16 = 2011;

slug_enum! {
    /// The kinds of services that agencies count: eleven services and three kinds of aid.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum ServiceKind {
        NeedsAssessment = "needs_assessment",
        Academic = "academic",
        PostSecondary = "post_secondary",
        CareerPreparation = "career_preparation",
        Employment = "employment",
        Budget = "budget",
        Housing = "housing",
        Health = "health",
        FamilySupport = "family_support",
        Mentoring = "mentoring",
        SupervisedLiving = "supervised_living",
        RoomAndBoard = "room_and_board",
        EducationAid = "education_aid",
        OtherAid = "other_aid",
    }
}

impl ServiceKind {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Whether it is money, and not a service.
    pub const fn is_aid(self) -> bool {
        matches!(
            self,
            Self::RoomAndBoard | Self::EducationAid | Self::OtherAid
        )
    }
}

/// A service, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ServiceForm<'a> {
    pub kind: &'a str,
    pub began: &'a str,
    /// Empty for one day, or for a service that goes on.
    pub ended: &'a str,
    pub note: &'a str,
}

/// A validated service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceInput {
    pub kind: ServiceKind,
    pub began_on: Date,
    pub ended_on: Option<Date>,
    /// What it was, in the words of the person who records it.
    pub note: Option<String>,
}

impl ServiceInput {
    /// # Errors
    /// Every invalid field: `kind` with `transition-service-kind-missing`; `began` and `ended` with
    /// `plan-date`, or `transition-day-future` for a day that has not come; `ended` with
    /// `transition-service-ends-early` before `began`; `note` with `transition-note-long` above 300
    /// characters.
    pub fn parse(form: &ServiceForm<'_>, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let kind = ServiceKind::parse(form.kind).ok_or(("kind", "transition-service-kind-missing"));
        let kind = errors.take(kind.map(Some));
        let began = errors.take(parse_past_day("began", form.began, today).map(Some));
        // A start that is invalid is `None`, so the end is not compared with it and not reported
        // for it.
        let ended = errors.take(parse_end(form.ended, began, today));
        let note = errors.take(parse_note(form.note).map_err(|code| ("note", code)));
        errors.finish(kind.zip(began).map(|(kind, began_on)| Self {
            kind,
            began_on,
            ended_on: ended,
            note,
        }))
    }
}

fn parse_end(typed: &str, began: Option<Date>, today: Date) -> Result<Option<Date>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let ended = parse_past_day("ended", typed, today)?;
    if began.is_some_and(|began| ended < began) {
        return Err(("ended", "transition-service-ends-early"));
    }
    Ok(Some(ended))
}

/// A day that was typed into `field`, today or before.
pub(super) fn parse_past_day(
    field: &'static str,
    typed: &str,
    today: Date,
) -> Result<Date, FieldError> {
    match parse_date(typed) {
        None => Err((field, "plan-date")),
        Some(day) if day > today => Err((field, "transition-day-future")),
        Some(day) => Ok(day),
    }
}

/// A note, or `None` without visible words.
///
/// # Errors
/// `transition-note-long` above 300 characters.
pub(super) fn parse_note(typed: &str) -> Result<Option<String>, ErrorCode> {
    let note = normalize_text(typed);
    match note.chars().count() {
        0 => Ok(None),
        count if count > MAX_NOTE_CHARS => Err("transition-note-long"),
        _ => Ok(Some(note)),
    }
}

/// A survey about how a young person is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survey {
    /// The age at which it is asked: 17, 19 or 21.
    pub age: i16,
    /// The first and the last day on which it counts.
    pub first: Date,
    pub last: Date,
}

/// The surveys of someone who was born on this day: the first within 45 days after the 17th
/// birthday, the others in the half of the federal fiscal year in which they turn 19 and 21.
pub fn surveys(born: Date) -> [Survey; 3] {
    let seventeen = birthday(born, 17);
    [
        Survey {
            age: 17,
            first: seventeen,
            last: seventeen.saturating_add(FIRST_SURVEY_DAYS.days()),
        },
        follow_up(born, 19),
        follow_up(born, 21),
    ]
}

/// The reporting periods are from October to March and from April to September (45 CFR 1356.83(a)).
fn follow_up(born: Date, age: i16) -> Survey {
    let day = birthday(born, age);
    let (year, month) = match day.month() {
        4..=9 => (day.year(), 4),
        10..=12 => (day.year(), 10),
        // From January to March the period began in October of the year before.
        _ => (day.year() - 1, 10),
    };
    // The first day of a month always exists; the fallback keeps the function free of panics.
    let first = Date::new(year, month, 1).unwrap_or(day);
    Survey {
        age,
        first,
        last: first.saturating_add(6.months()).saturating_sub(1.day()),
    }
}

/// The day on which someone turns `age`, as `age_in_years` counts.
pub(super) fn birthday(born: Date, age: i16) -> Date {
    born.saturating_add(days_until_age(born, age, born).days())
}

/// Whether someone who was born on this day turns 17 in a year that is asked: federal fiscal year
/// 2011 and every third one after it (45 CFR 1356.81(b)).
pub fn is_in_survey_year(born: Date) -> bool {
    let day = birthday(born, 17);
    // The federal fiscal year begins in October of the year before.
    let fiscal_year = day.year() + i16::from(day.month() >= 10);
    fiscal_year >= FIRST_COHORT && (fiscal_year - FIRST_COHORT) % 3 == 0
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::age_in_years;

    #[test]
    fn there_are_eleven_services_and_three_kinds_of_aid() {
        let aid = ServiceKind::ALL.iter().filter(|kind| kind.is_aid()).count();
        assert_eq!((ServiceKind::ALL.len() - aid, aid), (11, 3));
    }

    #[test]
    fn a_service_has_a_kind_and_days_that_have_come() {
        let today = date(2026, 11, 23);
        let form = ServiceForm {
            kind: "budget",
            began: "11/02/2026",
            ended: "",
            note: "A class on Mondays",
        };
        let service = ServiceInput::parse(&form, today).unwrap();
        assert_eq!(service.began_on, date(2026, 11, 2));
        let long = "x".repeat(MAX_NOTE_CHARS + 1);
        let bad = ServiceForm {
            kind: "magic",
            began: "2026-11-24",
            ended: "soon",
            note: &long,
        };
        assert_eq!(
            ServiceInput::parse(&bad, today),
            Err(vec![
                ("kind", "transition-service-kind-missing"),
                ("began", "transition-day-future"),
                ("ended", "plan-date"),
                ("note", "transition-note-long"),
            ])
        );
        let early = ServiceForm {
            ended: "2026-11-01",
            ..form
        };
        assert_eq!(
            ServiceInput::parse(&early, today),
            Err(vec![("ended", "transition-service-ends-early")])
        );
    }

    #[test]
    fn the_first_survey_is_within_forty_five_days_after_the_birthday() {
        let [first, second, third] = surveys(date(2009, 2, 23));
        assert_eq!(
            (first.first, first.last),
            (date(2026, 2, 23), date(2026, 4, 9))
        );
        assert_eq!(
            (second.first, second.last),
            (date(2027, 10, 1), date(2028, 3, 31))
        );
        assert_eq!(
            (third.first, third.last),
            (date(2029, 10, 1), date(2030, 3, 31))
        );
        // Turning 17 in federal fiscal year 2026, the sixth that is asked.
        assert!(is_in_survey_year(date(2009, 2, 23)));
        assert!(is_in_survey_year(date(2008, 10, 1)));
        assert!(!is_in_survey_year(date(2008, 9, 30)));
        assert!(!is_in_survey_year(date(2009, 10, 1)));
    }

    proptest! {
        #[test]
        fn every_survey_is_asked_at_its_age(day in 0..20_000_i32) {
            let born = date(1990, 1, 1).saturating_add(day.days());
            for survey in surveys(born) {
                let turns = birthday(born, survey.age);
                prop_assert!(survey.first <= turns && turns <= survey.last);
                prop_assert_eq!(age_in_years(born, turns), survey.age);
                prop_assert_eq!(age_in_years(born, turns.yesterday().unwrap()), survey.age - 1);
            }
        }
    }
}
