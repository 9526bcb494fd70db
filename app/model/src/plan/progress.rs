//! Progress ratings and reviews of the family team (S1 "routinely measured and evaluated by the
//! family team").

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::reply::{Sharing, parse_optional_text};
use crate::field_errors::{FieldError, FieldErrors};
use crate::role::Role;
use crate::slug_enum::slug_enum;
use crate::typed_date::parse_date;

/// Default maximum of a rating scale.
pub const DEFAULT_SCALE_MAX: i32 = 5;
/// Maxima that a team may choose for a scale, which always starts at 1.
pub const SCALE_MAXIMA: [i32; 3] = [3, 5, 10];

slug_enum! {
    /// Whose rating it is. Workers speak for the team.
    #[derive(Hash, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum RaterGroup {
        Parent = "parent",
        Youth = "youth",
        Team = "team",
    }
}

impl RaterGroup {
    /// The group that a role rates for; `None` for roles that do not rate.
    pub const fn for_role(role: Role) -> Option<Self> {
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
pub struct NewRating {
    pub value: i32,
    pub words: Option<String>,
    pub sharing: Sharing,
    pub language: String,
}

impl NewRating {
    /// # Errors
    /// `plan-choose` for a value outside 1 to 10, `plan-words-long` for a text above the limit.
    pub fn parse(
        value: &str,
        words: &str,
        sharing: Sharing,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let value = value
            .parse()
            .ok()
            // The widest scale: only the store knows that of the family, and checks against it.
            .filter(|value| (1..=10).contains(value))
            .ok_or(("value", "plan-choose"));
        let (value, words) = (
            errors.take(value),
            errors.take(parse_optional_text(words).map_err(|code| ("words", code))),
        );
        errors.finish(Some(Self {
            value,
            words,
            sharing,
            language: language.to_owned(),
        }))
    }
}

/// A review, with the rating scale if the team chooses one at this review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReview {
    pub held: Date,
    pub words: Option<String>,
    pub top: Option<i32>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub language: String,
}

impl NewReview {
    /// # Errors
    /// Every invalid field with its error code.
    pub fn parse(
        held: &str,
        words: &str,
        top: &str,
        low: &str,
        high: &str,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let held = errors.take(parse_date(held).map(Some).ok_or(("held", "plan-date")));
        let words = errors.take(parse_optional_text(words).map_err(|code| ("words", code)));
        // The form has no such field once there are ratings, because the scale is fixed then.
        let top = if top.is_empty() {
            None
        } else {
            errors.take(
                top.parse()
                    .ok()
                    .filter(|top| SCALE_MAXIMA.contains(top))
                    .map(Some)
                    .ok_or(("top", "plan-choose")),
            )
        };
        // Without `top` the store ignores both labels.
        let low = errors.take(parse_optional_text(low).map_err(|code| ("low", code)));
        let high = errors.take(parse_optional_text(high).map_err(|code| ("high", code)));
        errors.finish(held.map(|held| Self {
            held,
            words,
            top,
            low,
            high,
            language: language.to_owned(),
        }))
    }
}

/// Trend of a series of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingTrend {
    /// There is only one review.
    First,
    Up,
    Same,
    Down,
}

impl RatingTrend {
    /// Compares the first and last value of one series, oldest first; `None` without values.
    pub fn from_values(values: &[i32]) -> Option<Self> {
        // Not an average: the sentence says where it began and where it is now.
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
        assert_eq!(RaterGroup::for_role(Role::Worker), Some(RaterGroup::Team));
        assert_eq!(RaterGroup::for_role(Role::Mentor), None);
    }

    #[test]
    fn a_finding_compares_first_and_last() {
        assert_eq!(RatingTrend::from_values(&[]), None);
        assert_eq!(RatingTrend::from_values(&[2]), Some(RatingTrend::First));
        // Up since the first, although down since the second.
        assert_eq!(RatingTrend::from_values(&[2, 5, 3]), Some(RatingTrend::Up));
        assert_eq!(RatingTrend::from_values(&[2, 2]), Some(RatingTrend::Same));
        assert_eq!(
            RatingTrend::from_values(&[4, 5, 3]),
            Some(RatingTrend::Down)
        );
    }

    #[test]
    fn values_stand_on_the_scale() {
        assert_eq!(
            NewRating::parse("0", "", Sharing::Private, "en"),
            Err(vec![("value", "plan-choose")])
        );
        assert_eq!(
            NewRating::parse("", "", Sharing::Private, "en"),
            Err(vec![("value", "plan-choose")])
        );
        assert_eq!(
            NewRating::parse("3", "", Sharing::Private, "en")
                .unwrap()
                .value,
            3
        );
        assert_eq!(
            // Between two of the scales that a team can choose from.
            NewReview::parse("2026-11-23", "", "4", "", "", "en"),
            Err(vec![("top", "plan-choose")])
        );
    }
}
