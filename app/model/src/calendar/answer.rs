//! The answer of a person who is invited to an event, with the times that they propose instead.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::event_input::{check_clocks, parse_day, parse_time};
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

slug_enum! {
    /// How a worker dealt with an answer.
    #[derive(Hash, strum::VariantArray)]
    pub enum SettlementOutcome {
        /// Dealt with; how is not stored.
        Done = "done",
        /// The event was moved to a time that the person had proposed.
        Moved = "moved",
        /// The proposed times are not possible; the worker says why.
        Unavailable = "unavailable",
    }
}

/// The fields with which a person proposes up to two other times, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProposedTimesForm<'a> {
    pub day_1: &'a str,
    pub time_1: &'a str,
    pub day_2: &'a str,
    pub time_2: &'a str,
}

impl ProposedTimesForm<'_> {
    /// Local times in the agency's time zone, in the order of the form. `now` is the earliest one.
    fn parse(&self, errors: &mut FieldErrors, zone: &TimeZone, now: DateTime) -> Vec<DateTime> {
        let mut times: Vec<DateTime> = Vec::new();
        for (fields, day, time) in [
            (("day_1", "time_1"), self.day_1, self.time_1),
            (("day_2", "time_2"), self.day_2, self.time_2),
        ] {
            let proposed = errors.take(parse_proposed(fields, day, time, zone, now));
            // The same time twice is one proposal.
            times.extend(proposed.filter(|at| !times.contains(at)));
        }
        times
    }
}

fn parse_proposed(
    (day_field, time_field): (&'static str, &'static str),
    day: &str,
    time: &str,
    zone: &TimeZone,
    now: DateTime,
) -> Result<Option<DateTime>, FieldError> {
    if day.trim().is_empty() && time.trim().is_empty() {
        return Ok(None);
    }
    let day = parse_day(day_field, day)?.ok_or((day_field, "plan-date"))?;
    let time = parse_time(time).ok_or((time_field, "calendar-time"))?;
    let at = day.to_datetime(time);
    // A time that occurs twice at a change of the clocks is accepted: the two people agree on which
    // one is meant.
    check_clocks(time_field, at, zone, true)?;
    if at < now {
        return Err((day_field, "calendar-past"));
    }
    Ok(Some(at))
}

/// A validated answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEventAnswer {
    pub answer: EventAnswer,
    pub words: Option<String>,
    /// For a change, up to two local times that would suit the person, the better one first.
    pub times: Vec<DateTime>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
    /// The start of the event that the person saw; `None`: the present one.
    pub starts: Option<DateTime>,
}

impl NewEventAnswer {
    /// An answer without proposed times.
    ///
    /// # Errors
    /// As `parse_with_times`.
    pub fn parse(answer: &str, words: &str, language: &str) -> Result<Self, Vec<FieldError>> {
        let none = ProposedTimesForm::default();
        Self::parse_with_times(
            answer,
            words,
            &none,
            language,
            (&TimeZone::UTC, DateTime::MIN),
        )
    }

    /// `zone` is that of the agency, and `now` the local time there. A person who declines and
    /// proposes a time asks for a change.
    ///
    /// # Errors
    /// Every invalid field: `answer` with `plan-choose` when it is unknown; `words` with
    /// `plan-words-missing` for a change with neither words nor a time, `plan-words-long` above
    /// 10,000 characters; `day_1` and `day_2` with `plan-date`, `calendar-leap-day` or
    /// `calendar-past`; `time_1` and `time_2` with `calendar-time` or `calendar-time-skipped`.
    pub fn parse_with_times(
        answer: &str,
        words: &str,
        proposed: &ProposedTimesForm<'_>,
        language: &str,
        (zone, now): (&TimeZone, DateTime),
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let answer = errors.take(
            EventAnswer::parse(answer)
                .map(Some)
                .ok_or(("answer", "plan-choose")),
        );
        let mut times = Vec::new();
        // A person who accepts needs no other time, so typed times are ignored.
        if answer != Some(EventAnswer::Accept) {
            times = proposed.parse(&mut errors, zone, now);
        }
        let answer = match answer {
            Some(EventAnswer::Decline) if !times.is_empty() => Some(EventAnswer::Change),
            answer => answer,
        };
        let is_missing = answer == Some(EventAnswer::Change) && times.is_empty();
        let words = parse_optional_text(words).and_then(|words| match words {
            None if is_missing => Err("plan-words-missing"),
            words => Ok(words),
        });
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(answer.map(|answer| Self {
            answer,
            words,
            times,
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

/// How a worker dealt with an answer, validated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSettlement {
    pub outcome: SettlementOutcome,
    pub words: Option<String>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl NewSettlement {
    /// An empty `outcome` is `Done`. A form cannot submit `Moved`.
    ///
    /// # Errors
    /// Every invalid field: `outcome` with `plan-choose`; `words` with `plan-words-missing` without
    /// a reason why no other time is possible, `plan-words-long` above 10,000 characters.
    pub fn parse(outcome: &str, words: &str, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let outcome = match SettlementOutcome::parse(outcome) {
            None if outcome.is_empty() => Ok(Some(SettlementOutcome::Done)),
            // The store notes `Moved` itself, when the event is moved to a proposed time.
            Some(SettlementOutcome::Moved) | None => Err(("outcome", "plan-choose")),
            known => Ok(known),
        };
        let outcome = errors.take(outcome);
        let words = parse_optional_text(words).and_then(|words| match outcome {
            Some(SettlementOutcome::Unavailable) if words.is_none() => Err("plan-words-missing"),
            _ => Ok(words),
        });
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(outcome.map(|outcome| Self {
            outcome,
            words,
            language: language.to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

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

    fn propose(
        answer: &str,
        words: &str,
        form: &ProposedTimesForm<'_>,
    ) -> Result<NewEventAnswer, Vec<FieldError>> {
        let zone = TimeZone::get("America/Chicago").unwrap();
        let now = date(2027, 3, 1).at(12, 0, 0, 0);
        NewEventAnswer::parse_with_times(answer, words, form, "en", (&zone, now))
    }

    #[test]
    fn a_proposed_time_is_a_change_without_words() {
        let form = ProposedTimesForm {
            day_1: "2027-03-12",
            time_1: "16:30",
            day_2: "2027-03-12",
            time_2: "16:30",
        };
        let at = date(2027, 3, 12).at(16, 30, 0, 0);
        for answer in ["change", "decline"] {
            let parsed = propose(answer, "", &form).unwrap();
            assert_eq!(parsed.answer, EventAnswer::Change, "{answer}");
            assert_eq!(parsed.times, [at], "the same time twice is one");
        }
        let comes = propose("accept", "", &form).unwrap();
        assert_eq!((comes.answer, comes.times), (EventAnswer::Accept, vec![]));
    }

    #[test]
    fn a_time_that_cannot_be_is_refused_with_its_field() {
        let half = ProposedTimesForm {
            day_1: "2027-03-12",
            day_2: "tomorrow",
            time_2: "10:00",
            ..ProposedTimesForm::default()
        };
        let errors = vec![
            ("time_1", "calendar-time"),
            ("day_2", "plan-date"),
            ("words", "plan-words-missing"),
        ];
        assert_eq!(propose("change", "", &half), Err(errors));
        let at = |day_1, time_1| {
            let form = ProposedTimesForm {
                day_1,
                time_1,
                ..ProposedTimesForm::default()
            };
            propose("change", "Then?", &form).err().unwrap_or_default()
        };
        assert_eq!(at("2027-02-28", "10:00"), [("day_1", "calendar-past")]);
        let skipped = [("time_1", "calendar-time-skipped")];
        assert_eq!(at("2027-03-14", "02:30"), skipped);
        assert_eq!(at("2027-11-07", "01:30"), []);
    }

    #[test]
    fn a_worker_says_why_no_other_time_is_possible() {
        let done = NewSettlement::parse("", "", "en").unwrap();
        assert_eq!(done.outcome, SettlementOutcome::Done);
        let missing = NewSettlement::parse("unavailable", " ", "en");
        assert_eq!(missing, Err(vec![("words", "plan-words-missing")]));
        assert!(NewSettlement::parse("unavailable", "The judge is away", "en").is_ok());
        let moved = NewSettlement::parse("moved", "", "en");
        assert_eq!(moved, Err(vec![("outcome", "plan-choose")]));
    }
}
