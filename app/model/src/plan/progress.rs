//! Progress ratings and reviews of the family team (S1 "routinely measured and evaluated by the
//! family team").

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::reply::optional;
use crate::Code;
use crate::role::Role;

/// Default maximum of a rating scale.
pub const TOP: i32 = 5;
/// Maxima that a team may choose for a scale, which always starts at 1.
pub const TOPS: [i32; 3] = [3, 5, 10];

slugs! {
    /// Whose rating it is. Workers speak for the team.
    Voice { Parent = "parent", Youth = "youth", Team = "team" }
}

impl Voice {
    /// The voice that a role rates with; `None` for roles that do not rate.
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Parent | Role::Guardian | Role::IndianCustodian => Some(Self::Parent),
            Role::Youth => Some(Self::Youth),
            Role::Worker => Some(Self::Team),
            _ => None,
        }
    }
}

/// One person's rating at a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub value: i32,
    pub words: Option<String>,
    pub wide: bool,
    pub language: String,
}

impl Rating {
    /// # Errors
    /// `plan-choose` for a value outside 1 to 10, `plan-words-long` for a text above the limit.
    pub fn parse(value: &str, words: &str, wide: bool, language: &str) -> Result<Self, (&'static str, Code)> {
        let value = value.parse().ok().filter(|value| (1..=10).contains(value)).ok_or(("value", "plan-choose"))?;
        let words = optional(words).map_err(|code| ("words", code))?;
        Ok(Self { value, words, wide, language: language.to_owned() })
    }
}

/// A review, with the rating scale if the team chooses one at this review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub held: Date,
    pub words: Option<String>,
    pub top: Option<i32>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub language: String,
}

impl Review {
    /// # Errors
    /// The name of the invalid field and the error code.
    pub fn parse(held: &str, words: &str, top: &str, low: &str, high: &str, language: &str) -> Result<Self, (&'static str, Code)> {
        let held = held.trim().parse().map_err(|_| ("held", "plan-date"))?;
        let words = optional(words).map_err(|code| ("words", code))?;
        let top = if top.is_empty() { None } else { Some(top.parse().ok().filter(|top| TOPS.contains(top)).ok_or(("top", "plan-choose"))?) };
        let low = optional(low).map_err(|code| ("low", code))?;
        let high = optional(high).map_err(|code| ("high", code))?;
        Ok(Self { held, words, top, low, high, language: language.to_owned() })
    }
}

/// Trend of a series of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// There is only one review.
    First,
    Up,
    Same,
    Down,
}

impl Finding {
    /// Compares the first and last value of one voice, oldest first; `None` without values.
    pub fn of(values: &[i32]) -> Option<Self> {
        let (first, last) = (values.first()?, values.last()?);
        Some(match (values.len(), last.cmp(first)) {
            (1, _) => Self::First,
            (_, std::cmp::Ordering::Greater) => Self::Up,
            (_, std::cmp::Ordering::Equal) => Self::Same,
            (_, std::cmp::Ordering::Less) => Self::Down,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_speak_for_the_team_and_a_mentor_does_not_rate() {
        assert_eq!(Voice::of(Role::Worker), Some(Voice::Team));
        assert_eq!(Voice::of(Role::Mentor), None);
    }

    #[test]
    fn a_finding_compares_first_and_last() {
        assert_eq!(Finding::of(&[]), None);
        assert_eq!(Finding::of(&[2]), Some(Finding::First));
        assert_eq!(Finding::of(&[2, 5, 3]), Some(Finding::Up));
        assert_eq!(Finding::of(&[2, 2]), Some(Finding::Same));
        assert_eq!(Finding::of(&[4, 5, 3]), Some(Finding::Down));
    }

    #[test]
    fn values_stand_on_the_scale() {
        assert_eq!(Rating::parse("0", "", false, "en"), Err(("value", "plan-choose")));
        assert_eq!(Rating::parse("", "", false, "en"), Err(("value", "plan-choose")));
        assert_eq!(Rating::parse("3", "", false, "en").unwrap().value, 3);
        assert_eq!(Review::parse("2026-11-23", "", "4", "", "", "en"), Err(("top", "plan-choose")));
    }
}
