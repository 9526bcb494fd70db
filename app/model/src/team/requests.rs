//! What a family member says about the team, and the answer.

use strum::VariantArray;

use super::{TeamContactKind, parse_kind, parse_name, parse_short};
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::{FormId, PersonId, TeamContactId, TeamRequestId};
use crate::plan::reply::{ANSWER_WITHIN_DAYS, Sharing, parse_optional_text};
use crate::slug_enum::slug_enum;

/// Days within which the family gets an answer about its team: as soon as one about its plan.
pub const TEAM_ANSWER_WITHIN_DAYS: i32 = ANSWER_WITHIN_DAYS;

slug_enum! {
    /// What a family member says about the team.
    pub enum TeamRequestKind {
        Propose = "propose",
        Object = "object",
    }
}

slug_enum! {
    /// What the agency answers.
    #[derive(VariantArray)]
    pub enum TeamRequestOutcome {
        Accepted = "accepted",
        Declined = "declined",
    }
}

impl TeamRequestOutcome {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Someone on the team list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamMemberRef {
    Person(PersonId),
    Contact(TeamContactId),
}

impl TeamMemberRef {
    /// Reads the value of a form field, as `Display` writes it.
    pub fn parse(value: &str) -> Option<Self> {
        match value.split_once(':')? {
            ("person", id) => Some(Self::Person(id.parse().ok()?)),
            ("contact", id) => Some(Self::Contact(id.parse().ok()?)),
            _ => None,
        }
    }
}

impl std::fmt::Display for TeamMemberRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Contact(id) => write!(f, "contact:{id}"),
        }
    }
}

/// What a family member proposes or objects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamRequestSubject {
    Propose {
        kind: TeamContactKind,
        name: String,
        /// How to reach them.
        reach: Option<String>,
    },
    Object(TeamMemberRef),
}

/// A validated proposal or objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeamRequest {
    pub form: FormId,
    pub subject: TeamRequestSubject,
    /// The reason.
    pub words: String,
    pub language: String,
    pub sharing: Sharing,
}

impl NewTeamRequest {
    /// A proposal of someone for the team.
    ///
    /// # Errors
    /// Every invalid field: `team-kind`, `team-name-missing`, `team-long` above 200 characters,
    /// `plan-words-missing` without a reason, `plan-words-long` above 10,000 characters.
    pub fn propose(
        form: FormId,
        kind: &str,
        (name, reach): (&str, &str),
        words: &str,
        sharing: Sharing,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let name = errors.take(parse_name(name));
        let kind = errors.take(parse_kind(kind).map(Some));
        let reach = errors.take(parse_short("reach", reach));
        let words = errors.take(parse_reason(words));
        errors.finish(kind.map(|kind| Self {
            form,
            subject: TeamRequestSubject::Propose { kind, name, reach },
            words,
            language: language.to_owned(),
            sharing,
        }))
    }

    /// An objection to someone on the team.
    ///
    /// # Errors
    /// Every invalid field: `team-about` without a person, `plan-words-missing` without a reason,
    /// `plan-words-long` above 10,000 characters.
    pub fn object(
        form: FormId,
        about: &str,
        words: &str,
        sharing: Sharing,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let about = TeamMemberRef::parse(about).ok_or(("about", "team-about"));
        let about = errors.take(about.map(Some));
        let words = errors.take(parse_reason(words));
        errors.finish(about.map(|about| Self {
            form,
            subject: TeamRequestSubject::Object(about),
            words,
            language: language.to_owned(),
            sharing,
        }))
    }
}

/// The answer to a proposal or an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeamAnswer {
    pub request: TeamRequestId,
    pub outcome: TeamRequestOutcome,
    pub words: Option<String>,
    pub language: String,
}

impl NewTeamAnswer {
    /// # Errors
    /// Every invalid field: `plan-choose` without an outcome, `plan-answer-missing` for a refusal
    /// without a reason, `plan-words-long` above 10,000 characters.
    pub fn parse(
        request: TeamRequestId,
        outcome: &str,
        words: &str,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let outcome = TeamRequestOutcome::parse(outcome).ok_or(("outcome", "plan-choose"));
        let outcome = errors.take(outcome.map(Some));
        let words = parse_optional_text(words).map_err(|code| ("words", code));
        let words = errors.take(match words {
            // A declined request needs a reason, which the family reads.
            Ok(None) if outcome == Some(TeamRequestOutcome::Declined) => {
                Err(("words", "plan-answer-missing"))
            }
            words => words,
        });
        errors.finish(outcome.map(|outcome| Self {
            request,
            outcome,
            words,
            language: language.to_owned(),
        }))
    }
}

/// The reason of a request.
fn parse_reason(words: &str) -> Result<String, FieldError> {
    parse_optional_text(words)
        .map_err(|code| ("words", code))?
        .ok_or(("words", "plan-words-missing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_and_a_refusal_say_why() {
        let form = FormId(uuid::Uuid::nil());
        let about = TeamMemberRef::Person(PersonId(uuid::Uuid::from_u128(7)));
        assert_eq!(TeamMemberRef::parse(&about.to_string()), Some(about));
        let object = |words: &str| {
            NewTeamRequest::object(form, &about.to_string(), words, Sharing::Private, "en")
        };
        assert_eq!(object(" "), Err(vec![("words", "plan-words-missing")]));
        assert!(object("He does not listen").is_ok());
        let answer = |outcome: &str| {
            NewTeamAnswer::parse(TeamRequestId(uuid::Uuid::nil()), outcome, "", "en")
        };
        assert_eq!(
            answer("declined"),
            Err(vec![("words", "plan-answer-missing")])
        );
        assert!(answer("accepted").is_ok());
    }
}
