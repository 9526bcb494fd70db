//! What a young person wants for a meeting: how they take part, and who should not be there.

use strum::VariantArray;

use super::people::WITHOUT_ACCOUNT;
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;
use crate::team::{MAX_SHORT_CHARS, TeamMemberRef};
use crate::text::normalize_text;

slug_enum! {
    /// How a young person takes part in a meeting.
    #[derive(Hash, VariantArray)]
    pub enum SayWay {
        Speak = "speak",
        /// Someone reads their words aloud.
        Write = "write",
        /// A voice message is played.
        Voice = "voice",
    }
}

/// Whom a young person does not want at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExcludedPerson {
    /// Someone on the team list.
    Member(TeamMemberRef),
    /// Anyone else, by name.
    Named(String),
}

/// A validated wish that someone is not at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExclusion {
    pub who: ExcludedPerson,
    /// Why, or what else the workers should know.
    pub words: Option<String>,
    /// The assumed language of the words, as a language tag.
    pub language: String,
}

impl NewExclusion {
    /// `who` is a `TeamMemberRef`, or `WITHOUT_ACCOUNT` for someone with the name `name`.
    ///
    /// # Errors
    /// Every invalid field: `who` with `team-about`, or with `plan-choose` for someone of the list
    /// and a name; `name` with `team-name-missing` or `team-long`; `words` with `plan-words-long`
    /// above 10,000 characters.
    pub fn parse(
        (who, name): (&str, &str),
        words: &str,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let who = if who == WITHOUT_ACCOUNT {
            errors.take(parse_name(name).map(|name| Some(ExcludedPerson::Named(name))))
        } else if name.trim().is_empty() {
            let member = TeamMemberRef::parse(who).map(ExcludedPerson::Member);
            errors.take(member.map(Some).ok_or(("who", "team-about")))
        } else {
            // Someone of the list, or someone by name: what was typed is not dropped.
            errors.take(Err(("who", "plan-choose")))
        };
        let words = errors.take(parse_optional_text(words).map_err(|code| ("words", code)));
        let language =
            crate::language::detect_language(words.as_deref().unwrap_or_default(), language);
        errors.finish(who.map(|who| Self {
            who,
            words,
            language,
        }))
    }
}

fn parse_name(typed: &str) -> Result<String, FieldError> {
    let name = normalize_text(typed);
    if name.is_empty() {
        return Err(("name", "team-name-missing"));
    }
    if name.chars().count() > MAX_SHORT_CHARS {
        return Err(("name", "team-long"));
    }
    Ok(name)
}

/// Whether a typed name is that of a person on the team list, or contains it, such as in "Ms. Grace
/// Hall". A typed name is read by all workers, so someone who reads it must be chosen from the
/// list.
pub fn names_member(typed: &str, member: &str) -> bool {
    let fold = |name: &str| {
        let words = name.split_whitespace().map(str::to_lowercase);
        words.collect::<Vec<_>>().join(" ")
    };
    let (typed, member) = (fold(typed), fold(member));
    // A first name alone counts, too.
    let is_first = member.split(' ').next() == Some(typed.as_str());
    !member.is_empty() && (is_first || format!(" {typed} ").contains(&format!(" {member} ")))
}

#[cfg(test)]
mod tests {
    use crate::id::PersonId;

    use super::*;

    #[test]
    fn an_exclusion_names_someone_and_may_say_why() {
        let about = TeamMemberRef::Person(PersonId(uuid::Uuid::from_u128(7)));
        let member = NewExclusion::parse((&about.to_string(), " "), " ", "en").unwrap();
        assert_eq!(member.who, ExcludedPerson::Member(about));
        assert_eq!(member.words, None);
        let named = NewExclusion::parse(("other", " Rick "), "He yells", "en").unwrap();
        assert_eq!(named.who, ExcludedPerson::Named("Rick".into()));
        assert_eq!(
            NewExclusion::parse(("other", " "), "", "en"),
            Err(vec![("name", "team-name-missing")])
        );
        assert_eq!(
            NewExclusion::parse((&about.to_string(), "Rick"), "", "en"),
            Err(vec![("who", "plan-choose")])
        );
        assert_eq!(
            NewExclusion::parse(("", ""), "", "en"),
            Err(vec![("who", "team-about")])
        );
    }

    #[test]
    fn a_typed_name_of_someone_on_the_list_is_recognized() {
        for typed in ["Grace Hall", "grace  hall", "Ms. Grace Hall", "Grace"] {
            assert!(names_member(typed, "Grace Hall"), "{typed}");
        }
        for typed in ["Rick", "Grace Miller", "Gracelyn", "Marshall"] {
            assert!(!names_member(typed, "Grace Hall"), "{typed}");
        }
    }
}
