//! Staying in care after 18, and coming back, until 21 (Wis. Stat. 48.366; Wis. Admin. Code ch. DCF
//! 21). Nothing here decides who may stay: it says by when to ask, and what to ask for. Confirm the
//! rules with counsel.

use jiff::ToSpan;
use jiff::civil::Date;
use strum::VariantArray;

use super::TransitionDates;
use super::clock::{ASK_TO_STAY_DAYS, care_ends, day_of_age};
use super::rights::parse_person;
use super::services_got::parse_past_day;
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;

/// The state's form of the agreement.
pub const AGREEMENT_FORM: &str = "DCF-F-5030-E";

/// The law behind staying and coming back.
pub const STAY_SOURCE: &str = "Wis. Stat. § 48.366; Wis. Admin. Code ch. DCF 21";

slug_enum! {
    /// What a letter asks for.
    #[derive(Hash, VariantArray)]
    pub enum LetterKind {
        /// Staying in care.
        Stay = "stay",
        /// Coming back into care.
        ComeBack = "come_back",
    }
}

/// What can be asked for today, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StayTerms {
    pub kind: LetterKind,
    /// The first day on which care may have ended.
    pub ends: Date,
    /// The last day on which the agency asks in time whether the young person wants to stay.
    pub asked_by: Date,
    /// The last day on which one can be in care, whatever else is true.
    pub last_day: Date,
}

/// What someone with these dates can ask for; `None` from the 21st birthday on, and at the end of
/// the calendar.
pub fn stay_terms(born: Date, dates: &TransitionDates, today: Date) -> Option<StayTerms> {
    let last_day = day_of_age(born, 21 * 12)?.yesterday().ok()?;
    let ends = care_ends(born, dates)?;
    let asked_by = ends.checked_sub(ASK_TO_STAY_DAYS.days()).ok()?;
    let kind = if today < ends {
        LetterKind::Stay
    } else {
        LetterKind::ComeBack
    };
    (today <= last_day).then_some(StayTerms {
        kind,
        ends,
        asked_by,
        last_day,
    })
}

slug_enum! {
    /// A question of the self-check.
    #[derive(Hash, VariantArray)]
    pub enum StayQuestion {
        /// A full-time student of a high school or the like.
        School = "school",
        /// With an individualized education program.
        Program = "program",
        /// In out-of-home care, now or when the order ended.
        Care = "care",
    }
}

impl StayQuestion {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// What the self-check says. Never a promise, and never a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StayOutlook {
    MayBeAble,
    MayNotFit,
}

/// The outlook for the answers to `StayQuestion::ALL`; `None` while it depends on those that are
/// missing.
pub fn stay_outlook(answers: &[Option<bool>]) -> Option<StayOutlook> {
    if answers.contains(&Some(false)) {
        return Some(StayOutlook::MayNotFit);
    }
    (!answers.contains(&None)).then_some(StayOutlook::MayBeAble)
}

slug_enum! {
    /// A condition of the agreement, in the order of the rule.
    #[derive(Hash, VariantArray)]
    pub enum AgreementTerm {
        Age = "age",
        School = "school",
        Program = "program",
        Activities = "activities",
        Attendance = "attendance",
        Contact = "contact",
        Changes = "changes",
    }
}

impl AgreementTerm {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Where the rule has it.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Age => "DCF 21.05 (1)",
            Self::School => "DCF 21.05 (2)",
            Self::Program => "DCF 21.05 (3)",
            Self::Activities => "DCF 21.05 (4)",
            Self::Attendance => "DCF 21.05 (5)",
            Self::Contact => "DCF 21.05 (6)",
            Self::Changes => "DCF 21.05 (7)",
        }
    }
}

/// What a young person typed who has asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct StayRequestForm<'a> {
    pub asked_on: &'a str,
    pub asked_whom: &'a str,
}

/// When a young person asked, and whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayRequestInput {
    pub asked_on: Date,
    pub asked_whom: String,
}

impl StayRequestInput {
    /// # Errors
    /// Every invalid field: `asked_on` with `plan-date` or `transition-day-future`; `asked_whom`
    /// with `transition-person-missing` or `transition-person-long`.
    pub fn parse(form: &StayRequestForm<'_>, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let day = parse_past_day("asked_on", form.asked_on, today);
        let asked_on = errors.take(day.map(Some));
        let whom = parse_person(form.asked_whom)
            .and_then(|name| name.ok_or("transition-person-missing"))
            .map_err(|code| ("asked_whom", code));
        let asked_whom = errors.take(whom);
        errors.finish(asked_on.map(|asked_on| Self {
            asked_on,
            asked_whom,
        }))
    }
}

/// The words of a letter: in English, which the agency reads, and in the language of the young
/// person. Both may be empty: the suggestion holds then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterWords {
    pub english: String,
    /// Empty where the young person writes English.
    pub own: String,
}

impl LetterWords {
    /// # Errors
    /// Every invalid field: `english` and `own` with `plan-words-long` above 10,000 characters.
    pub fn parse(english: &str, own: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let words = |field, typed| {
            let parsed = parse_optional_text(typed).map(Option::unwrap_or_default);
            parsed.map_err(|code| (field, code))
        };
        let letter = Self {
            english: errors.take(words("english", english)),
            own: errors.take(words("own", own)),
        };
        errors.finish(Some(letter))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::age_in_years;

    const BORN: Date = date(2009, 2, 23);

    #[test]
    fn one_can_ask_to_stay_until_care_ends_and_then_to_come_back_until_21() {
        let none = TransitionDates::default();
        let terms = |dates: &TransitionDates, today| stay_terms(BORN, dates, today);
        let before = terms(&none, date(2027, 2, 22)).unwrap();
        assert_eq!(before.kind, LetterKind::Stay);
        assert_eq!(before.ends, date(2027, 2, 23));
        assert_eq!(before.asked_by, date(2026, 10, 26));
        assert_eq!(before.last_day, date(2030, 2, 22));
        let after = terms(&none, date(2027, 2, 23)).unwrap();
        assert_eq!(after.kind, LetterKind::ComeBack);
        assert!(terms(&none, date(2030, 2, 22)).is_some());
        assert_eq!(terms(&none, date(2030, 2, 23)), None);
        // An order that goes further moves the days on which one is asked.
        let order = TransitionDates {
            order_ends_on: Some(date(2027, 6, 11)),
            ..none
        };
        let later = terms(&order, date(2027, 2, 23)).unwrap();
        assert_eq!(
            (later.kind, later.asked_by),
            (LetterKind::Stay, date(2027, 2, 11))
        );
    }

    #[test]
    fn the_check_waits_for_every_answer_unless_one_is_no() {
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(stay_outlook(&[yes, None, yes]), None);
        assert_eq!(stay_outlook(&[yes, yes, yes]), Some(StayOutlook::MayBeAble));
        assert_eq!(
            stay_outlook(&[None, no, None]),
            Some(StayOutlook::MayNotFit)
        );
    }

    #[test]
    fn the_conditions_have_the_numbers_of_the_rule() {
        for (index, term) in AgreementTerm::ALL.iter().enumerate() {
            assert_eq!(term.number(), format!("DCF 21.05 ({})", index + 1));
        }
    }

    #[test]
    fn a_request_names_a_day_that_has_come_and_a_person() {
        let today = date(2026, 11, 23);
        let parse = |asked_on, asked_whom| {
            let form = StayRequestForm {
                asked_on,
                asked_whom,
            };
            StayRequestInput::parse(&form, today)
        };
        assert_eq!(parse("2026-11-23", " Grace ").unwrap().asked_whom, "Grace");
        assert_eq!(
            parse("2026-11-24", " "),
            Err(vec![
                ("asked_on", "transition-day-future"),
                ("asked_whom", "transition-person-missing"),
            ])
        );
    }

    proptest! {
        #[test]
        fn one_asks_to_stay_before_18_and_to_come_back_before_21(day in 0..20_000_i32) {
            let born = date(1990, 1, 1).saturating_add(day.days());
            let asks = |today: Date| stay_terms(born, &TransitionDates::default(), today);
            let kind = |today: Date| asks(today).map(|terms| terms.kind);
            let eighteen = day_of_age(born, 18 * 12).unwrap();
            prop_assert_eq!(age_in_years(born, eighteen), 18);
            prop_assert_eq!(kind(eighteen.yesterday().unwrap()), Some(LetterKind::Stay));
            prop_assert_eq!(kind(eighteen), Some(LetterKind::ComeBack));
            let last = asks(eighteen).unwrap().last_day;
            prop_assert_eq!(age_in_years(born, last), 20);
            prop_assert_eq!(kind(last), Some(LetterKind::ComeBack));
            prop_assert_eq!(age_in_years(born, last.tomorrow().unwrap()), 21);
            prop_assert_eq!(kind(last.tomorrow().unwrap()), None);
        }
    }
}
