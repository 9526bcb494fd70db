//! The form with which a worker records the outcome of a visit, or a caregiver cancels one.

use super::{VisitCanceller, VisitOutcome};
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;

/// The longest visit in minutes: a stay of two weeks.
pub const MAX_VISIT_MINUTES: i32 = 14 * 24 * 60;

/// The fields of the form, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct VisitRecordForm<'a> {
    /// Slug of a `VisitOutcome`.
    pub outcome: &'a str,
    pub minutes: &'a str,
    /// Slug of a `VisitCanceller`.
    pub by: &'a str,
    pub why: &'a str,
}

/// The outcome of a visit, validated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVisitRecord {
    pub outcome: VisitOutcome,
    /// Only of a shorter visit.
    pub minutes: Option<i32>,
    /// Only of a canceled visit.
    pub cancelled_by: Option<VisitCanceller>,
    /// Why it was canceled, or was shorter.
    pub why: Option<String>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl NewVisitRecord {
    /// # Errors
    /// Every invalid field: `outcome` with `plan-choose`; `minutes` with `calendar-how-long` when
    /// it is no number, or missing for a shorter visit; `by` of a canceled visit with
    /// `plan-choose`; `why` with `plan-words-missing` for a canceled visit, `plan-words-long`
    /// above 10,000 characters.
    pub fn parse(form: &VisitRecordForm<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let outcome = VisitOutcome::parse(form.outcome).ok_or(("outcome", "plan-choose"));
        let outcome = errors.take(outcome.map(Some));
        let is_cancelled = outcome == Some(VisitOutcome::Cancelled);
        let is_shorter = outcome == Some(VisitOutcome::HeldShorter);
        // What is no number is an error whatever is chosen, so that no typed value is dropped
        // without a message.
        let minutes = match form.minutes.trim() {
            "" if !is_shorter => Ok(None),
            typed => parse_minutes(typed).map(Some),
        };
        // Any other visit that was held counts with its planned length.
        let minutes = errors.take(minutes).filter(|_| is_shorter);
        let cancelled_by = match VisitCanceller::parse(form.by) {
            None if is_cancelled => Err(("by", "plan-choose")),
            // A canceller that was chosen before another outcome would contradict it.
            by => Ok(by.filter(|_| is_cancelled)),
        };
        let cancelled_by = errors.take(cancelled_by);
        let why = match parse_optional_text(form.why) {
            Ok(None) if is_cancelled => Err(("why", "plan-words-missing")),
            Ok(why) => Ok(why),
            Err(code) => Err(("why", code)),
        };
        let why = errors.take(why);
        errors.finish(outcome.map(|outcome| Self {
            outcome,
            minutes,
            cancelled_by,
            why,
            language: language.to_owned(),
        }))
    }
}

fn parse_minutes(typed: &str) -> Result<i32, FieldError> {
    typed
        .parse::<i32>()
        .ok()
        .filter(|minutes| (1..=MAX_VISIT_MINUTES).contains(minutes))
        .ok_or(("minutes", "calendar-how-long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(form: VisitRecordForm<'_>) -> Result<NewVisitRecord, Vec<FieldError>> {
        NewVisitRecord::parse(&form, "en")
    }

    #[test]
    fn each_outcome_asks_for_what_belongs_to_it() {
        let form = VisitRecordForm {
            outcome: "held",
            minutes: "30",
            by: "agency",
            why: "canary",
        };
        let held = parse(form).unwrap();
        assert_eq!((held.minutes, held.cancelled_by), (None, None));
        assert_eq!(held.why.as_deref(), Some("canary"));
        let wrong = VisitRecordForm {
            minutes: "x",
            ..form
        };
        assert_eq!(parse(wrong), Err(vec![("minutes", "calendar-how-long")]));
        let shorter = |minutes| VisitRecordForm {
            outcome: "held_shorter",
            minutes,
            ..VisitRecordForm::default()
        };
        assert_eq!(parse(shorter(" 30 ")).unwrap().minutes, Some(30));
        for minutes in ["", "0", "-5", "half", "99999"] {
            assert_eq!(
                parse(shorter(minutes)),
                Err(vec![("minutes", "calendar-how-long")])
            );
        }
        let cancelled = VisitRecordForm {
            outcome: "cancelled",
            ..VisitRecordForm::default()
        };
        let missing = vec![("by", "plan-choose"), ("why", "plan-words-missing")];
        assert_eq!(parse(cancelled), Err(missing));
        assert_eq!(
            parse(VisitRecordForm::default()),
            Err(vec![("outcome", "plan-choose")])
        );
    }
}
