//! Replies to the plan, and the team's answers (S1 "easily understood and mutually developed").

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{PlanItemKind, StepState};
use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::{FormId, ItemId, ReplyId};
use crate::slug_enum::slug_enum;

/// Maximum length of a plan text in characters. A longer text is rejected and returned to the
/// writer in full.
pub const MAX_PLAN_TEXT_CHARS: usize = 10_000;
/// Days within which the team must answer a reply.
pub const ANSWER_WITHIN_DAYS: i32 = 7;
/// Days within which the team must review what does not help (S1 "strategies that do not work
/// should be stopped promptly").
pub const REVIEW_WITHIN_DAYS: i32 = 14;
/// Days within which a requested translation of a text must be there: as soon as an answer.
pub const TRANSLATION_WITHIN_DAYS: i32 = ANSWER_WITHIN_DAYS;

slug_enum! {
    /// A section of the plan about which the family is consulted. Their own words are not among
    /// them.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum PlanSection {
        Strengths = "strengths",
        Needs = "needs",
        Worries = "worries",
        ClosureConditions = "changes",
        Goals = "goals",
        Safety = "safety",
        WellBeing = "well_being",
    }
}

impl PlanSection {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The section that contains items of this kind, if any.
    pub const fn for_item_kind(kind: PlanItemKind) -> Option<Self> {
        match kind {
            // The family is not consulted about its own words or about court orders.
            PlanItemKind::OwnWords | PlanItemKind::CourtOrder => None,
            PlanItemKind::Strength => Some(Self::Strengths),
            PlanItemKind::Need => Some(Self::Needs),
            PlanItemKind::Worry => Some(Self::Worries),
            PlanItemKind::ClosureCondition => Some(Self::ClosureConditions),
            PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal | PlanItemKind::Step => {
                Some(Self::Goals)
            }
            PlanItemKind::SafetyAction | PlanItemKind::SafetyContact => Some(Self::Safety),
            PlanItemKind::WellBeing => Some(Self::WellBeing),
        }
    }
}

slug_enum! {
    /// The kind of a reply to the plan, to a section or to an item.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum ReplyKind {
        Comment = "comment",
        Agree = "agree",
        Disagree = "disagree",
        /// "I have a question": asked with one tap, words may follow.
        Question = "question",
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

slug_enum! {
    /// What the team answers. Each but the first says why.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum ReplyOutcome {
        Accepted = "accepted",
        Changed = "changed",
        Stopped = "stopped",
        Kept = "kept",
    }
}

impl ReplyKind {
    pub const ALL: &'static [Self] = Self::VARIANTS;
    /// Replies to an item that the person can read.
    pub const FOR_ITEM: [Self; 6] = [
        Self::Agree,
        Self::Question,
        Self::Disagree,
        Self::Change,
        Self::NotHelping,
        Self::Comment,
    ];
    /// Replies to a whole section.
    // Without `NotHelping`: only an item can be stopped, and not a whole section.
    pub const FOR_SECTION: [Self; 5] = [
        Self::Agree,
        Self::Question,
        Self::Disagree,
        Self::Change,
        Self::Comment,
    ];
    /// What a person thinks of an item, each said with one tap. A later one replaces an earlier one
    /// without words.
    pub const OPINIONS: [Self; 3] = [Self::Agree, Self::Question, Self::Disagree];
    pub const FOR_STEP: [Self; 4] = [Self::Done, Self::NotYet, Self::NeedHelp, Self::Cannot];
    pub const PROPOSALS: [Self; 3] = [Self::ProposeGoal, Self::ProposeStep, Self::ProposeService];

    /// The state of a step after this reply, if the reply sets one.
    pub const fn step_state(self) -> Option<StepState> {
        match self {
            Self::Done => Some(StepState::Done),
            Self::NotYet => Some(StepState::NotYet),
            Self::NeedHelp => Some(StepState::NeedHelp),
            Self::Cannot => Some(StepState::Cannot),
            _ => None,
        }
    }

    /// Whether this is one of `OPINIONS`.
    pub const fn is_opinion(self) -> bool {
        matches!(self, Self::Agree | Self::Question | Self::Disagree)
    }

    pub const fn is_proposal(self) -> bool {
        matches!(
            self,
            Self::ProposeGoal | Self::ProposeStep | Self::ProposeService
        )
    }

    /// Days within which the team must answer; `None` if no answer is required.
    pub const fn answer_deadline_days(self) -> Option<i32> {
        match self {
            // These report and ask for nothing. "Need help" and "cannot" do ask.
            Self::Comment | Self::Agree | Self::Done | Self::NotYet => None,
            Self::NotHelping => Some(REVIEW_WITHIN_DAYS),
            _ => Some(ANSWER_WITHIN_DAYS),
        }
    }

    /// Whether this reply requires a text.
    pub const fn requires_text(self) -> bool {
        // Everything else is understood without words, so that it takes one tap.
        matches!(self, Self::Comment | Self::Change) || self.is_proposal()
    }

    /// Outcomes that the team can choose when it answers.
    pub const fn allowed_outcomes(self) -> &'static [ReplyOutcome] {
        match self {
            Self::NotHelping => &[
                ReplyOutcome::Stopped,
                ReplyOutcome::Changed,
                ReplyOutcome::Kept,
            ],
            kind if kind.is_proposal() => &[ReplyOutcome::Accepted, ReplyOutcome::Kept],
            kind if kind.answer_deadline_days().is_some() => {
                &[ReplyOutcome::Changed, ReplyOutcome::Kept]
            }
            _ => &[],
        }
    }
}

/// Target of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyTarget {
    /// The plan as a whole, for proposals.
    Plan,
    Section(PlanSection),
    Item(ItemId),
}

impl ReplyTarget {
    /// The section or the item; neither for the plan as a whole.
    pub const fn columns(self) -> (Option<PlanSection>, Option<ItemId>) {
        match self {
            Self::Plan => (None, None),
            Self::Section(section) => (Some(section), None),
            Self::Item(item) => (None, Some(item)),
        }
    }

    fn accepts(self, kind: ReplyKind) -> bool {
        match self {
            // A proposal belongs to no item yet.
            Self::Plan => kind.is_proposal(),
            Self::Section(_) => ReplyKind::FOR_SECTION.contains(&kind),
            // Whether the kind fits that of the item is checked by the store, which knows the item.
            Self::Item(_) => !kind.is_proposal(),
        }
    }
}

/// Who reads what a family member writes about the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// The author, the workers and the supervisor.
    Private,
    /// Everyone who sees what it is about: an item, or the plan.
    Shared,
}

impl Sharing {
    /// The choice of a form: `wide` shares. Any other value, or a missing one, must not show the
    /// words to more people, such as the other parent.
    pub fn parse(who: &str) -> Self {
        if who == "wide" {
            Self::Shared
        } else {
            Self::Private
        }
    }
}

/// A validated reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    pub form: FormId,
    pub target: ReplyTarget,
    pub kind: ReplyKind,
    /// The assumed language of the text, as a language tag; see `language::detect_language`.
    pub language: String,
    pub words: Option<String>,
    pub sharing: Sharing,
}

impl NewReply {
    /// # Errors
    /// Every invalid field: `kind` with `plan-choose` when it is unknown or does not fit the
    /// target; `words` with `plan-words-missing` without a required text, `plan-words-long` above
    /// 10,000 characters.
    pub fn parse(
        form: FormId,
        target: ReplyTarget,
        kind: &str,
        words: &str,
        sharing: Sharing,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let kind = ReplyKind::parse(kind).filter(|kind| target.accepts(*kind));
        let words = parse_optional_text(words).and_then(|words| match kind {
            Some(kind) if words.is_none() && kind.requires_text() => Err("plan-words-missing"),
            _ => Ok(words),
        });
        let kind = errors.take(kind.map(Some).ok_or(("kind", "plan-choose")));
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(kind.map(|kind| Self {
            form,
            target,
            kind,
            language: language.to_owned(),
            words,
            sharing,
        }))
    }
}

/// The team's answer to a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    pub reply: ReplyId,
    pub outcome: ReplyOutcome,
    pub language: String,
    pub words: Option<String>,
}

impl NewAnswer {
    /// # Errors
    /// Every invalid field: `outcome` with `plan-choose` without a valid one; `words` with
    /// `plan-answer-missing` without a required reason, `plan-words-long` above 10,000 characters.
    pub fn parse(
        reply: ReplyId,
        outcome: &str,
        words: &str,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let outcome = ReplyOutcome::parse(outcome);
        let words = parse_optional_text(words).and_then(|words| match outcome {
            // A refusal without a reason would leave the family with nothing to answer.
            Some(outcome) if words.is_none() && outcome != ReplyOutcome::Accepted => {
                Err("plan-answer-missing")
            }
            _ => Ok(words),
        });
        let outcome = errors.take(outcome.map(Some).ok_or(("outcome", "plan-choose")));
        let words = errors.take(words.map_err(|code| ("words", code)));
        errors.finish(outcome.map(|outcome| Self {
            reply,
            outcome,
            language: language.to_owned(),
            words,
        }))
    }
}

/// Normalizes an optional text with `text::normalize_text`; blank input is `None`.
///
/// # Errors
/// `plan-words-long` above 10,000 characters.
pub fn parse_optional_text(words: &str) -> Result<Option<String>, ErrorCode> {
    let words = crate::text::normalize_text(words);
    // Characters and not bytes: Arabic takes two bytes for a letter.
    if words.chars().count() > MAX_PLAN_TEXT_CHARS {
        return Err("plan-words-long");
    }
    Ok((!words.is_empty()).then_some(words))
}

#[cfg(test)]
mod tests;
