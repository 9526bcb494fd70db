//! Replies to the plan, and the team's answers (S1 "easily understood and mutually developed").

use serde::{Deserialize, Serialize};

use super::{Kind, State};
use crate::Code;
use crate::id::{FormId, ItemId, ReplyId};

/// Maximum length of a plan text in characters. A longer text is rejected and returned to the
/// writer in full.
pub const WORDS_MAX: usize = 10_000;
/// Days within which the team must answer a reply.
pub const ANSWER_DAYS: i32 = 7;
/// Days within which the team must review what does not help (S1 "strategies that do not work
/// should be stopped promptly").
pub const REVIEW_DAYS: i32 = 14;

slugs! {
    /// A part of the plan that the family is asked about. Their own words are nobody's question.
    Section { Strengths = "strengths", Needs = "needs", Worries = "worries", Changes = "changes", Goals = "goals", Safety = "safety", WellBeing = "well_being" }
}

impl Section {
    /// The section that contains items of this kind, if any.
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            // The family is not consulted about its own words or about court orders.
            Kind::OwnWords | Kind::Order => None,
            Kind::Strength => Some(Self::Strengths),
            Kind::Need => Some(Self::Needs),
            Kind::Worry => Some(Self::Worries),
            Kind::Change => Some(Self::Changes),
            Kind::FamilyGoal | Kind::AgencyGoal | Kind::Step => Some(Self::Goals),
            Kind::SafetyDo | Kind::SafetyCall => Some(Self::Safety),
            Kind::WellBeing => Some(Self::WellBeing),
        }
    }
}

slugs! {
    /// What somebody says to the plan, to a part of it or to a line.
    ReplyKind {
        Comment = "comment",
        Agree = "agree",
        Disagree = "disagree",
        /// "I want a change."
        Change = "change",
        Done = "done",
        NotYet = "not_yet",
        NeedHelp = "need_help",
        Cannot = "cannot",
        /// "This isn't helping": opens a review.
        NotHelping = "not_helping",
        ProposeGoal = "propose_goal",
        ProposeStep = "propose_step",
        ProposeService = "propose_service",
    }
}

slugs! {
    /// What the team answers. Each but the first says why.
    Outcome { Accepted = "accepted", Changed = "changed", Stopped = "stopped", Kept = "kept" }
}

impl ReplyKind {
    /// Replies to an item that the person can read.
    pub const OF_A_LINE: [Self; 5] = [Self::Agree, Self::Disagree, Self::Change, Self::NotHelping, Self::Comment];
    /// Replies to a whole section.
    pub const OF_A_SECTION: [Self; 4] = [Self::Agree, Self::Disagree, Self::Change, Self::Comment];
    pub const OF_A_STEP: [Self; 4] = [Self::Done, Self::NotYet, Self::NeedHelp, Self::Cannot];
    pub const PROPOSALS: [Self; 3] = [Self::ProposeGoal, Self::ProposeStep, Self::ProposeService];

    /// The state of a step after this reply, if the reply sets one.
    pub const fn state(self) -> Option<State> {
        match self {
            Self::Done => Some(State::Done),
            Self::NotYet => Some(State::NotYet),
            Self::NeedHelp => Some(State::NeedHelp),
            Self::Cannot => Some(State::Cannot),
            _ => None,
        }
    }

    pub const fn is_proposal(self) -> bool {
        matches!(self, Self::ProposeGoal | Self::ProposeStep | Self::ProposeService)
    }

    /// Days within which the team must answer; `None` if no answer is required.
    pub const fn answer_in(self) -> Option<i32> {
        match self {
            Self::Comment | Self::Agree | Self::Done | Self::NotYet => None,
            Self::NotHelping => Some(REVIEW_DAYS),
            _ => Some(ANSWER_DAYS),
        }
    }

    /// Whether this reply requires a text.
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Comment | Self::Change) || self.is_proposal()
    }

    /// Outcomes that the team can choose when it answers.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::NotHelping => &[Outcome::Stopped, Outcome::Changed, Outcome::Kept],
            kind if kind.is_proposal() => &[Outcome::Accepted, Outcome::Kept],
            kind if kind.answer_in().is_some() => &[Outcome::Changed, Outcome::Kept],
            _ => &[],
        }
    }
}

/// Target of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The plan as a whole, for proposals.
    Plan,
    Section(Section),
    Item(ItemId),
}

/// A validated reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub form: FormId,
    pub about: About,
    pub kind: ReplyKind,
    /// The assumed language of the text, as a language tag; see `language::written_in`.
    pub language: String,
    pub words: Option<String>,
    /// True to share the reply with everyone who sees the item or the plan; otherwise only the
    /// author, the workers and the supervisor see it.
    pub wide: bool,
}

impl Draft {
    /// # Errors
    /// `plan-choose` when the kind is unknown or does not fit the target, `plan-words-missing`
    /// without a required text, `plan-words-long` above 10,000 characters.
    pub fn parse(form: FormId, about: About, kind: &str, words: &str, wide: bool, language: &str) -> Result<Self, Code> {
        let kind = ReplyKind::parse(kind).ok_or("plan-choose")?;
        let fits = match about {
            About::Plan => kind.is_proposal(),
            About::Section(_) => ReplyKind::OF_A_SECTION.contains(&kind),
            About::Item(_) => !kind.is_proposal(),
        };
        if !fits {
            return Err("plan-choose");
        }
        let words = optional(words)?;
        if words.is_none() && kind.needs_words() {
            return Err("plan-words-missing");
        }
        Ok(Self { form, about, kind, language: language.to_owned(), words, wide })
    }
}

/// The team's answer to a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub reply: ReplyId,
    pub outcome: Outcome,
    pub language: String,
    pub words: Option<String>,
}

impl Answer {
    /// # Errors
    /// `plan-choose` without a valid outcome, `plan-answer-missing` without a required reason,
    /// `plan-words-long` above 10,000 characters.
    pub fn parse(reply: ReplyId, outcome: &str, words: &str, language: &str) -> Result<Self, Code> {
        let outcome = Outcome::parse(outcome).ok_or("plan-choose")?;
        let words = optional(words)?;
        if words.is_none() && outcome != Outcome::Accepted {
            return Err("plan-answer-missing");
        }
        Ok(Self { reply, outcome, language: language.to_owned(), words })
    }
}

/// Normalizes an optional text with `text::words`; blank input is `None`.
///
/// # Errors
/// `plan-words-long` above 10,000 characters.
pub fn optional(words: &str) -> Result<Option<String>, Code> {
    let words = crate::text::words(words);
    if words.chars().count() > WORDS_MAX {
        return Err("plan-words-long");
    }
    Ok((!words.is_empty()).then_some(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn parse(about: About, kind: &str, words: &str) -> Result<Draft, Code> {
        Draft::parse(FormId(Uuid::nil()), about, kind, words, false, "en")
    }

    #[test]
    fn agreeing_takes_no_words_and_a_change_does() {
        assert!(parse(About::Section(Section::Needs), "agree", " ").unwrap().words.is_none());
        assert_eq!(parse(About::Section(Section::Needs), "change", " \r\n\u{2800}\u{200B}"), Err("plan-words-missing"));
        assert_eq!(parse(About::Plan, "agree", ""), Err("plan-choose"));
        assert_eq!(parse(About::Plan, "propose_step", "A bus pass").unwrap().words.as_deref(), Some("A bus pass"));
    }

    #[test]
    fn the_longest_text_fits_and_one_more_does_not() {
        assert!(optional(&"م".repeat(WORDS_MAX)).is_ok());
        assert_eq!(optional(&"a".repeat(WORDS_MAX + 1)), Err("plan-words-long"));
    }

    #[test]
    fn whatever_asks_for_an_answer_can_be_answered_with_a_reason() {
        for kind in ReplyKind::ALL {
            assert_eq!(kind.answer_in().is_some(), kind.outcomes().contains(&Outcome::Kept), "{kind:?}");
        }
        assert_eq!(Answer::parse(ReplyId(Uuid::nil()), "kept", "", "en"), Err("plan-answer-missing"));
        assert!(Answer::parse(ReplyId(Uuid::nil()), "accepted", "", "en").is_ok());
    }
}
