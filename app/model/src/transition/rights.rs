//! The list of rights that a young person in care gets from 14 on, and signs (42 U.S.C. 675a(b);
//! Wis. Stat. 48.38(4)(h)7.). The words are the portal's own: counsel of the agency confirms them.

use jiff::civil::Date;
use strum::VariantArray;

use super::services_got::parse_past_day;
use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;

/// Within how many working days of the agency a question about a right is answered.
pub const ANSWER_WORKING_DAYS: u32 = 5;

/// The version of the list, which is stored with a signature. It changes with the words.
pub const LIST_VERSION: &str = "2026-11";

/// The law that has the agency hand out the list.
pub const RIGHTS_SOURCE: &str = "42 U.S.C. § 675a(b); Wis. Stat. § 48.38(4)(h)7.";

/// Maximum length in characters of the name of a person with whom something was talked about.
pub const MAX_PERSON_CHARS: usize = 120;

slug_enum! {
    /// A right of the list, in the order of the list.
    #[derive(Hash, PartialOrd, Ord, VariantArray)]
    pub enum YouthRight {
        Education = "education",
        Health = "health",
        /// Seeing parents, brothers and sisters.
        Visitation = "visitation",
        Court = "court",
        /// The documents that a young person holds when care ends.
        Documents = "documents",
        CreditReport = "credit_report",
        /// Being safe, and not being exploited.
        Safety = "safety",
    }
}

impl YouthRight {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The law behind it.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Education | Self::Health | Self::Visitation | Self::Court | Self::Safety => {
                "42 U.S.C. § 675a(b)(1)"
            }
            Self::Documents => "42 U.S.C. §§ 675(5)(I), 675a(b)(1); Wis. Stat. § 48.385(2)",
            Self::CreditReport => "42 U.S.C. § 675(5)(I); Wis. Stat. § 48.38(4)(h)7.",
        }
    }
}

/// What a person typed who says that they got the list.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignatureForm<'a> {
    pub signed_on: &'a str,
    pub talked_with: &'a str,
}

/// A validated signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureInput {
    pub signed_on: Date,
    /// The person with whom they talked about the list.
    pub talked_with: Option<String>,
}

impl SignatureInput {
    /// # Errors
    /// Every invalid field: `signed_on` with `plan-date` or `transition-day-future`; `talked_with`
    /// with `transition-person-long`.
    pub fn parse(form: &SignatureForm<'_>, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let day = parse_past_day("signed_on", form.signed_on, today);
        let signed_on = errors.take(day.map(Some));
        let person = parse_person(form.talked_with).map_err(|code| ("talked_with", code));
        let talked_with = errors.take(person);
        errors.finish(signed_on.map(|signed_on| Self {
            signed_on,
            talked_with,
        }))
    }
}

/// The name of a person; `None` without visible words.
///
/// # Errors
/// `transition-person-long` above `MAX_PERSON_CHARS`.
pub(super) fn parse_person(typed: &str) -> Result<Option<String>, ErrorCode> {
    let name = normalize_text(typed);
    match name.chars().count() {
        0 => Ok(None),
        count if count > MAX_PERSON_CHARS => Err("transition-person-long"),
        _ => Ok(Some(name)),
    }
}

/// The answer to a question.
///
/// # Errors
/// `transition-right-answer-missing` without visible words, `plan-words-long` above 10,000
/// characters.
pub fn parse_answer(typed: &str) -> Result<String, ErrorCode> {
    parse_optional_text(typed)?.ok_or("transition-right-answer-missing")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn sign(signed_on: &str, talked_with: &str) -> Result<SignatureInput, Vec<FieldError>> {
        let form = SignatureForm {
            signed_on,
            talked_with,
        };
        SignatureInput::parse(&form, TODAY)
    }

    #[test]
    fn a_signature_has_a_day_that_has_come() {
        let signed = sign("11/20/2026", " Grace ").unwrap();
        assert_eq!(signed.signed_on, date(2026, 11, 20));
        assert_eq!(signed.talked_with.as_deref(), Some("Grace"));
        assert_eq!(sign("2026-11-23", "").unwrap().talked_with, None);
        let long = "x".repeat(MAX_PERSON_CHARS + 1);
        assert_eq!(
            sign("2026-11-24", &long),
            Err(vec![
                ("signed_on", "transition-day-future"),
                ("talked_with", "transition-person-long"),
            ])
        );
        assert_eq!(sign("", ""), Err(vec![("signed_on", "plan-date")]));
    }

    #[test]
    fn an_answer_has_words() {
        assert_eq!(parse_answer(" Yes. ").unwrap(), "Yes.");
        assert_eq!(
            parse_answer(" \u{200B} "),
            Err("transition-right-answer-missing")
        );
    }
}
