//! The areas of a transition plan, in the young person's own words: where they are, where they want
//! to be, and the steps between.

use jiff::civil::Date;
use strum::VariantArray;

use super::TransitionPart;
use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::language::detect_language;
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;
use crate::typed_date::parse_date;

/// Maximum length of an answer in characters.
pub const MAX_ANSWER_CHARS: usize = 5_000;
/// Maximum length of a draft in characters: more than an answer may have, so that no typed text is
/// truncated.
pub const MAX_DRAFT_CHARS: usize = 20_000;
/// Maximum length of a step in characters.
pub const MAX_STEP_CHARS: usize = 500;
/// Maximum length of the name of the person who helps, in characters.
pub const MAX_HELPER_CHARS: usize = 100;
/// Maximum number of steps in an area.
pub const MAX_STEPS: usize = 20;
/// The number of suggestions for each question, and for a step.
pub const IDEA_COUNT: usize = 3;

slug_enum! {
    /// What a young person is asked about an area, in the order of the pages.
    #[derive(Hash, VariantArray)]
    pub enum AreaQuestion {
        /// Where they are.
        Now = "now",
        /// Where they want to be.
        Goal = "goal",
    }
}

impl AreaQuestion {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// The area with this slug; `None` for a part of the plan that is no area.
pub fn parse_area(slug: &str) -> Option<TransitionPart> {
    TransitionPart::parse(slug).filter(|part| TransitionPart::AREAS.contains(part))
}

/// Validated words of an answer or of its draft. Empty when the owner takes their words out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWords {
    pub body: String,
    /// The assumed language of the words, as a language tag; see `detect_language`.
    pub language: String,
}

impl AnswerWords {
    /// # Errors
    /// `transition-answer-long` above `MAX_ANSWER_CHARS`.
    pub fn parse(typed: &str, language: &str) -> Result<Self, ErrorCode> {
        Self::parse_up_to(MAX_ANSWER_CHARS, typed, language)
    }

    /// The words of a draft.
    ///
    /// # Errors
    /// `transition-answer-long` above `MAX_DRAFT_CHARS`.
    pub fn parse_draft(typed: &str, language: &str) -> Result<Self, ErrorCode> {
        Self::parse_up_to(MAX_DRAFT_CHARS, typed, language)
    }

    fn parse_up_to(max_chars: usize, typed: &str, language: &str) -> Result<Self, ErrorCode> {
        let body = normalize_text(typed);
        // Characters and not bytes: Arabic takes two bytes for a letter.
        if body.chars().count() > max_chars {
            return Err("transition-answer-long");
        }
        let language = detect_language(&body, language);
        Ok(Self { body, language })
    }
}

/// Words with a suggestion on a line of its own below them.
pub fn with_idea(typed: &str, idea: &str) -> String {
    let typed = normalize_text(typed);
    if typed.is_empty() {
        idea.to_owned()
    } else {
        format!("{typed}\n{idea}")
    }
}

/// The fields of a step, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepForm<'a> {
    pub words: &'a str,
    /// The name of the person who helps.
    pub helper: &'a str,
    pub due: &'a str,
    /// `yes` for a step that is done.
    pub done: &'a str,
}

/// A validated step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepInput {
    pub body: String,
    /// The assumed language of the words.
    pub language: String,
    pub helper: Option<String>,
    pub due: Option<Date>,
    pub is_done: bool,
}

impl StepInput {
    /// # Errors
    /// Every invalid field: `words` with `transition-step-missing` without words and
    /// `transition-step-long` above `MAX_STEP_CHARS`; `helper` with `transition-helper-long` above
    /// `MAX_HELPER_CHARS`; `due` with `plan-date` for anything but a date.
    pub fn parse(form: &StepForm<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let body = errors.take(parse_step_words(form.words));
        let helper = errors.take(parse_helper(form.helper));
        let due = errors.take(parse_due(form.due));
        let language = detect_language(&body, language);
        errors.finish(Some(Self {
            body,
            language,
            helper,
            due,
            is_done: form.done == "yes",
        }))
    }
}

fn parse_step_words(typed: &str) -> Result<String, FieldError> {
    let body = normalize_text(typed);
    match body.chars().count() {
        0 => Err(("words", "transition-step-missing")),
        count if count > MAX_STEP_CHARS => Err(("words", "transition-step-long")),
        _ => Ok(body),
    }
}

fn parse_helper(typed: &str) -> Result<Option<String>, FieldError> {
    let name = normalize_text(typed);
    if name.chars().count() > MAX_HELPER_CHARS {
        return Err(("helper", "transition-helper-long"));
    }
    Ok((!name.is_empty()).then_some(name))
}

fn parse_due(typed: &str) -> Result<Option<Date>, FieldError> {
    if normalize_text(typed).is_empty() {
        return Ok(None);
    }
    parse_date(typed).map(Some).ok_or(("due", "plan-date"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_area_is_a_part_that_is_described_in_words() {
        assert_eq!(parse_area("housing"), Some(TransitionPart::Housing));
        for other in ["documents", "budget", "no-such-part", ""] {
            assert_eq!(parse_area(other), None, "{other}");
        }
    }

    #[test]
    fn an_answer_may_be_taken_out_and_is_not_cut() {
        let words = AnswerWords::parse(" \u{200B} ", "en").unwrap();
        assert_eq!(words.body, "");
        let long = "x".repeat(MAX_ANSWER_CHARS + 1);
        assert_eq!(
            AnswerWords::parse(&long, "en"),
            Err("transition-answer-long")
        );
        assert_eq!(AnswerWords::parse_draft(&long, "en").unwrap().body, long);
        assert_eq!(
            AnswerWords::parse("أسكن مع عمتي", "en").unwrap().language,
            "ar"
        );
    }

    #[test]
    fn a_suggestion_is_added_below_what_was_typed() {
        assert_eq!(with_idea(" ", "I have a job."), "I have a job.");
        assert_eq!(with_idea("Hi\r\n", "I have a job."), "Hi\nI have a job.");
    }

    #[test]
    fn every_field_of_a_step_is_checked() {
        let long = "x".repeat(MAX_STEP_CHARS + 1);
        let wrong = StepForm {
            words: "",
            helper: &long,
            due: "someday",
            done: "",
        };
        let errors = StepInput::parse(&wrong, "en").unwrap_err();
        assert_eq!(
            errors,
            [
                ("words", "transition-step-missing"),
                ("helper", "transition-helper-long"),
                ("due", "plan-date"),
            ]
        );
        let right = StepForm {
            words: " Visit the college ",
            helper: "",
            due: "12/18/2026",
            done: "yes",
        };
        let step = StepInput::parse(&right, "en").unwrap();
        assert_eq!(
            (step.body.as_str(), step.helper),
            ("Visit the college", None)
        );
        assert_eq!((step.due, step.is_done), (Some(date(2026, 12, 18)), true));
    }
}
