//! The answer of a person who is invited to an event.

use jiff::civil::DateTime;

use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;

slug_enum! {
    /// What a person says about coming to an event.
    #[derive(Hash, strum::VariantArray)]
    pub enum EventAnswer {
        Accept = "accept",
        Decline = "decline",
        /// Another time, or something else that has to change first.
        Change = "change",
    }
}

/// A validated answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEventAnswer {
    pub answer: EventAnswer,
    pub words: Option<String>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
    /// The start of the event that the person saw; `None`: the present one.
    pub starts: Option<DateTime>,
}

impl NewEventAnswer {
    /// # Errors
    /// Every invalid field: `answer` with `plan-choose` when it is unknown; `words` with
    /// `plan-words-missing` for a change without words, `plan-words-long` above 10,000 characters.
    pub fn parse(answer: &str, words: &str, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let answer = EventAnswer::parse(answer);
        let words = parse_optional_text(words).and_then(|words| match answer {
            Some(EventAnswer::Change) if words.is_none() => Err("plan-words-missing"),
            _ => Ok(words),
        });
        let answer = errors.take(answer.map(Some).ok_or(("answer", "plan-choose")));
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(answer.map(|answer| Self {
            answer,
            words,
            language: language.to_owned(),
            starts: None,
        }))
    }

    /// For the start that the form shows, as `DateTime` writes it. The event may have been moved
    /// meanwhile. Anything else is no start.
    #[must_use]
    pub fn with_start(self, starts: &str) -> Self {
        // Not every year that can be written can be stored.
        let starts = starts.parse::<DateTime>().ok();
        let starts = starts.filter(|starts| (1900..=9999).contains(&starts.year()));
        Self { starts, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_needs_words() {
        for answer in ["accept", "decline"] {
            let parsed = NewEventAnswer::parse(answer, " ", "en").unwrap();
            assert_eq!((parsed.answer.slug(), parsed.words), (answer, None));
        }
        let missing = vec![("words", "plan-words-missing")];
        assert_eq!(
            NewEventAnswer::parse("change", "\u{200B}", "en"),
            Err(missing)
        );
        let parsed = NewEventAnswer::parse("change", " Friday \r\n", "en").unwrap();
        assert_eq!(parsed.words.as_deref(), Some("Friday"));
        let unknown = vec![("answer", "plan-choose")];
        assert_eq!(NewEventAnswer::parse("maybe", "", "en"), Err(unknown));
    }
}
