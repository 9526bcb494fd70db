//! What a person needs to come to an event, and the answer of a worker.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use strum::VariantArray;

use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;

slug_enum! {
    /// What a person needs to come to an event, or to take part in it.
    // The order is that of the page, and of the digits that `decode_need_states` reads: a new value
    // goes last.
    #[derive(Hash, PartialOrd, Ord, strum::VariantArray)]
    pub enum EventNeed {
        /// For a language of the person's.
        Interpreter = "interpreter",
        Ride = "ride",
        ChildCare = "child_care",
        /// A link to take part by video or phone.
        RemoteLink = "remote_link",
        Food = "food",
        /// A person who accompanies them.
        SupportPerson = "support_person",
        /// Of a disability, such as a ramp or large print (Section 504).
        Accommodation = "accommodation",
    }
}

slug_enum! {
    /// What a worker says about a need.
    #[derive(Hash, strum::VariantArray)]
    pub enum NeedOutcome {
        Confirmed = "confirmed",
        /// It cannot be arranged; the worker says why, and what there is instead.
        Unavailable = "unavailable",
    }
}

slug_enum! {
    /// What became of a need.
    #[derive(Hash, strum::VariantArray)]
    pub enum NeedState {
        Requested = "requested",
        Confirmed = "confirmed",
        Unavailable = "unavailable",
        /// The person does not need it any more.
        Withdrawn = "withdrawn",
    }
}

impl EventNeed {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

impl NeedOutcome {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

impl NeedState {
    /// The state of a need that has this outcome, if any.
    pub const fn new(withdrawn: bool, outcome: Option<NeedOutcome>) -> Self {
        match outcome {
            // First: the answer of the worker stays stored when the person does not need it any
            // more.
            _ if withdrawn => Self::Withdrawn,
            None => Self::Requested,
            Some(NeedOutcome::Confirmed) => Self::Confirmed,
            Some(NeedOutcome::Unavailable) => Self::Unavailable,
        }
    }
}

/// The needs of a person for one event with their states, from one number: a digit to the base 4
/// for each need, in the order of `EventNeed`. A digit of 0 is a need that was not asked for.
pub fn decode_need_states(number: i64) -> Vec<(EventNeed, NeedState)> {
    EventNeed::ALL
        .iter()
        .enumerate()
        .filter_map(|(place, need)| {
            let state = match (number >> (2 * place)) & 3 {
                1 => NeedState::Requested,
                2 => NeedState::Confirmed,
                3 => NeedState::Unavailable,
                _ => return None,
            };
            Some((*need, state))
        })
        .collect()
}

/// How long before an event its interpreter has to be confirmed.
pub const INTERPRETER_LEAD_TIME: SignedDuration = SignedDuration::from_hours(48);

/// Whether so little time is left before an event that its interpreter has to be confirmed.
/// `starts` is a local time in `zone`; hours count as its clocks run.
pub fn is_interpreter_urgent(now: Timestamp, starts: DateTime, zone: &TimeZone) -> bool {
    starts
        .to_zoned(zone.clone())
        .is_ok_and(|starts| starts.timestamp().duration_since(now) <= INTERPRETER_LEAD_TIME)
}

/// What a person asks for, with what they wrote about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEventNeed {
    pub need: EventNeed,
    /// The language of an interpreter, as a language tag; `None` to leave it to the profile.
    pub language: Option<String>,
    /// `None` leaves what was written before.
    pub words: Option<NeedWords>,
}

/// Words about a need; none where the person removed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedWords {
    pub body: Option<String>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub written_in: String,
}

impl NeedWords {
    /// # Errors
    /// `plan-words-long` above 10,000 characters.
    pub fn parse(words: &str, written_in: &str) -> Result<Self, crate::ErrorCode> {
        Ok(Self {
            body: parse_optional_text(words)?,
            written_in: written_in.to_owned(),
        })
    }
}

/// The validated answer of a worker to a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeedAnswer {
    pub outcome: NeedOutcome,
    pub words: NeedWords,
}

impl NewNeedAnswer {
    /// # Errors
    /// Every invalid field: `outcome` with `plan-choose` when it is unknown; `words` with
    /// `plan-words-missing` without a reason why it cannot be arranged, `plan-words-long` above
    /// 10,000 characters.
    pub fn parse(outcome: &str, words: &str, written_in: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let outcome = NeedOutcome::parse(outcome);
        let words = NeedWords::parse(words, written_in).and_then(|words| match outcome {
            Some(NeedOutcome::Unavailable) if words.body.is_none() => Err("plan-words-missing"),
            _ => Ok(Some(words)),
        });
        let outcome = errors.take(outcome.map(Some).ok_or(("outcome", "plan-choose")));
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(
            outcome
                .zip(words)
                .map(|(outcome, words)| Self { outcome, words }),
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_tells_the_state_of_each_need() {
        assert_eq!(decode_need_states(0), []);
        // The digits 3, 0, 0, 0, 0, 2, 1 from the last need to the first.
        assert_eq!(
            decode_need_states(3 * 4096 + 2 * 4 + 1),
            [
                (EventNeed::Interpreter, NeedState::Requested),
                (EventNeed::Ride, NeedState::Confirmed),
                (EventNeed::Accommodation, NeedState::Unavailable),
            ]
        );
    }

    #[test]
    fn only_what_cannot_be_arranged_needs_a_reason() {
        let confirmed = NewNeedAnswer::parse("confirmed", " ", "en").unwrap();
        assert_eq!(confirmed.words.body, None);
        let refused = NewNeedAnswer::parse("unavailable", "\u{200B}", "en");
        assert_eq!(refused, Err(vec![("words", "plan-words-missing")]));
        let reason = NewNeedAnswer::parse("unavailable", " No car. Bus pass? ", "en").unwrap();
        assert_eq!(reason.words.body.as_deref(), Some("No car. Bus pass?"));
        let unknown = NewNeedAnswer::parse("maybe", "x", "en");
        assert_eq!(unknown, Err(vec![("outcome", "plan-choose")]));
    }

    #[test]
    fn an_interpreter_is_urgent_two_days_before_as_the_clocks_run() {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        // The clocks are set forward on Sunday, March 14: two days before Monday noon are Saturday
        // at eleven.
        let starts = date(2027, 3, 15).at(12, 0, 0, 0);
        let at = |hour: i8, minute: i8| {
            let now = date(2027, 3, 13).at(hour, minute, 0, 0);
            let now = now.to_zoned(chicago.clone()).unwrap().timestamp();
            is_interpreter_urgent(now, starts, &chicago)
        };
        assert!(!at(10, 59));
        assert!(at(11, 0) && at(12, 0));
    }
}
