//! Family time: the plan of a parent and their children (or of the children with each other), the
//! outcome of each visit, and which visits have to be made up.

mod balance;
mod plan_input;
mod record;

use jiff::civil::{DateTime, Time};
use jiff::{Span, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::balance::{Visit, VisitBalance, VisitState};
pub use self::plan_input::{FamilyTimeForm, FamilyTimeInput, Supervisor, VisitForm, VisitInput};
pub use self::record::{MAX_VISIT_MINUTES, NewVisitRecord, VisitRecordForm};
use crate::slug_enum::slug_enum;

slug_enum! {
    /// How family time is supervised, from the most to the least.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum SupervisionLevel {
        SupervisedCenter = "supervised_center",
        SupervisedCommunity = "supervised_community",
        Monitored = "monitored",
        Unsupervised = "unsupervised",
        Overnight = "overnight",
        TrialHome = "trial_home",
    }
}

slug_enum! {
    /// What came of a visit.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum VisitOutcome {
        Held = "held",
        HeldShorter = "held_shorter",
        Cancelled = "cancelled",
        // Canceled because the parent did not confirm it. No doc comment, which would change the
        // published schema.
        Unconfirmed = "unconfirmed",
    }
}

impl VisitOutcome {
    /// Whether the parent and the children saw each other.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held | Self::HeldShorter)
    }
}

slug_enum! {
    /// Who cancelled a visit, or what was in the way.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum VisitCanceller {
        Agency = "agency",
        Caregiver = "caregiver",
        Provider = "provider",
        Parent = "parent",
        Child = "child",
        Weather = "weather",
        Other = "other",
    }
}

impl VisitCanceller {
    /// Whether a visit that was canceled by them has to be made up. The SQL of
    /// `store::home::duties` names the same ones.
    pub const fn owes_make_up(self) -> bool {
        matches!(self, Self::Agency | Self::Caregiver | Self::Provider)
    }
}

/// By when a parent confirms a visit: a time of day, some days before the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmRule {
    pub days_before: i8,
    pub at: Time,
}

/// The largest number of days before a visit by which it is confirmed.
pub const MAX_CONFIRM_DAYS: i8 = 7;

impl ConfirmRule {
    /// Reads what `Display` wrote, such as `1 12:00`. `None` for anything else.
    pub fn parse(stored: &str) -> Option<Self> {
        let (days, at) = stored.split_once(' ')?;
        let days_before = days.parse::<i8>().ok()?;
        let at = Time::strptime("%H:%M", at).ok()?;
        (0..=MAX_CONFIRM_DAYS)
            .contains(&days_before)
            .then_some(Self { days_before, at })
    }

    /// By when a visit that starts at this local time is confirmed: never later than it starts.
    pub fn deadline(self, starts: DateTime) -> DateTime {
        let before: Span = i64::from(self.days_before).days();
        let day = starts.date().checked_sub(before).unwrap_or(starts.date());
        day.to_datetime(self.at).min(starts)
    }
}

impl std::fmt::Display for ConfirmRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.days_before, self.at.strftime("%H:%M"))
    }
}

/// Whether two people have a language in common, by their language tags. True also when the
/// languages of one of them are not known.
pub fn share_language(one: &[String], other: &[String]) -> bool {
    let primary = |tag: &String| {
        // The region makes no difference: people who speak `es-MX` and `es-US` understand each
        // other.
        let tag = tag.split('-').next().unwrap_or_default();
        tag.to_ascii_lowercase()
    };
    one.is_empty()
        || other.is_empty()
        || one
            .iter()
            .any(|tag| other.iter().any(|known| primary(known) == primary(tag)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_confirm_rule_is_read_back_and_has_a_deadline() {
        let rule = ConfirmRule::parse("1 12:00").unwrap();
        assert_eq!(rule.to_string(), "1 12:00");
        let starts = date(2026, 3, 1).at(16, 0, 0, 0);
        assert_eq!(rule.deadline(starts), date(2026, 2, 28).at(12, 0, 0, 0));
        // A visit in the morning is not confirmed after it has begun.
        let same_day = ConfirmRule::parse("0 12:00").unwrap();
        let morning = date(2026, 3, 1).at(9, 0, 0, 0);
        assert_eq!(same_day.deadline(morning), morning);
        for wrong in ["", "1", "8 12:00", "-1 12:00", "1 25:00", "noon 12:00"] {
            assert_eq!(ConfirmRule::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_language_is_shared_whatever_its_region() {
        let tags = |tags: &[&str]| tags.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(share_language(&tags(&["es-MX"]), &tags(&["en", "ES"])));
        assert!(!share_language(&tags(&["es"]), &tags(&["en", "hmn"])));
        // Unknown languages give no warning.
        assert!(share_language(&tags(&["es"]), &[]));
    }

    #[test]
    fn no_visit_is_owed_that_the_parent_or_the_child_cancelled() {
        let owed = |who: VisitCanceller| who.owes_make_up();
        assert!(owed(VisitCanceller::Agency) && owed(VisitCanceller::Caregiver));
        assert!(owed(VisitCanceller::Provider));
        for who in ["parent", "child", "weather", "other"] {
            assert!(!owed(VisitCanceller::parse(who).unwrap()), "{who}");
        }
    }
}
