//! How a line is written and changed, and when a plan may be published.

use jiff::civil::Date;

use super::Kind;
use super::reply::{Section, optional};
use crate::Code;
use crate::id::{ItemId, PersonId};

/// A line as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// The language the writer was reading in.
    pub language: String,
    pub words: String,
    /// For a goal: how everyone will know (S1 "benchmarks of positive change").
    pub benchmark: Option<String>,
    /// For a step: who does it.
    pub owner: Option<PersonId>,
    /// For a step: true when the agency owes it.
    pub owed: bool,
    /// For a step: the court order it meets.
    pub order: Option<ItemId>,
    pub due: Option<Date>,
    pub seen: Seen,
    /// Why it is changed or taken out (S1 "well informed and well reasoned").
    pub why: Option<String>,
}

/// Who is to see a line, besides the workers, the supervisor and whoever does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seen {
    /// As it is; for a new line, everyone who sees such lines.
    #[default]
    Keep,
    /// Everyone who sees such lines, or the goal it belongs to.
    All,
    /// One person: how one parent's step stays hidden from the other.
    Only(PersonId),
}

/// A line as its form sends it.
#[derive(Debug, Clone, Default)]
pub struct Typed<'a> {
    pub words: &'a str,
    pub benchmark: &'a str,
    pub owner: &'a str,
    pub owed: bool,
    pub order: &'a str,
    pub due: &'a str,
    pub seen: &'a str,
    pub why: &'a str,
}

impl Edit {
    /// `again` is true for a line that is there already: then the change needs its reason, but not in the family's own words.
    ///
    /// # Errors
    /// The field and what is wrong with it.
    pub fn parse(kind: Kind, again: bool, typed: &Typed<'_>, language: &str) -> Result<Self, (&'static str, Code)> {
        let words = optional(typed.words).map_err(|code| ("words", code))?.ok_or(("words", "plan-words-missing"))?;
        let goal = matches!(kind, Kind::FamilyGoal | Kind::AgencyGoal);
        let step = kind == Kind::Step;
        let benchmark = if goal { optional(typed.benchmark).map_err(|code| ("benchmark", code))? } else { None };
        let owner = if step && !typed.owner.is_empty() { Some(typed.owner.parse().map_err(|_| ("owner", "plan-owner"))?) } else { None };
        if step && owner.is_none() && !typed.owed {
            return Err(("owner", "plan-owner"));
        }
        let order = if step && !typed.order.is_empty() { Some(typed.order.parse().map_err(|_| ("order", "plan-choose"))?) } else { None };
        let due = if (goal || step) && !typed.due.trim().is_empty() { Some(typed.due.trim().parse().map_err(|_| ("due", "plan-date"))?) } else { None };
        let seen = match typed.seen {
            "" | "keep" => Seen::Keep,
            "all" => Seen::All,
            person => Seen::Only(person.parse().map_err(|_| ("seen", "plan-choose"))?),
        };
        let why = optional(typed.why).map_err(|code| ("why", code))?;
        if again && why.is_none() && kind != Kind::OwnWords {
            return Err(("why", "plan-why-missing"));
        }
        Ok(Self { language: language.to_owned(), words, benchmark, owner, owed: step && typed.owed, order, due, seen, why })
    }
}

/// Why a plan cannot be published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No strength stands in it (S0 "strengths-based perspective").
    Strengths,
    /// No word of the family stands in it.
    OwnWords,
    /// The family has not been asked about this part since it changed.
    Asked(Section),
    /// Nothing has changed since the last version.
    Change,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(kind: Kind, again: bool, typed: &Typed<'_>) -> Result<Edit, (&'static str, Code)> {
        Edit::parse(kind, again, typed, "en")
    }

    #[test]
    fn a_step_belongs_to_a_person_or_is_owed_by_the_agency() {
        let words = "Call the clinic";
        assert_eq!(parse(Kind::Step, false, &Typed { words, ..Typed::default() }), Err(("owner", "plan-owner")));
        assert!(parse(Kind::Step, false, &Typed { words, owed: true, ..Typed::default() }).unwrap().owed);
        // Only steps have owners: a strength that says so is simply a strength.
        assert!(parse(Kind::Strength, false, &Typed { words, owner: "no id", ..Typed::default() }).unwrap().owner.is_none());
    }

    #[test]
    fn a_change_needs_its_reason_but_nobody_explains_their_own_words() {
        let typed = Typed { words: "We laugh a lot", ..Typed::default() };
        assert_eq!(parse(Kind::Strength, true, &typed), Err(("why", "plan-why-missing")));
        assert!(parse(Kind::OwnWords, true, &typed).is_ok());
    }

    #[test]
    fn a_date_is_a_date() {
        let typed = Typed { words: "Parenting class", due: "2026-02-30", ..Typed::default() };
        assert_eq!(parse(Kind::AgencyGoal, false, &typed), Err(("due", "plan-date")));
        let typed = Typed { due: "2026-12-18", ..typed };
        assert_eq!(parse(Kind::AgencyGoal, false, &typed).unwrap().due, Some(jiff::civil::date(2026, 12, 18)));
    }
}
