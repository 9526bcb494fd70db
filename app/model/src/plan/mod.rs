//! The plan: items, replies, progress reviews, weekly workload, and input for editing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::slug_enum::slug_enum;

pub mod edit;
pub mod plain_language;
pub mod progress;
pub mod reply;
pub mod workload;

// The slugs are stored and are used in import files, so they keep their first names.
slug_enum! {
    /// What a line of the plan is.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum PlanItemKind {
        /// The family's own words, which come first (S0 "families and youth are the drivers of
        /// change").
        OwnWords = "own_words",
        Strength = "strength",
        Need = "need",
        /// What worried us, said plainly (S1 Safety).
        Worry = "worry",
        /// What must be true for the case to close (S1 "safe case closure").
        ClosureCondition = "change",
        FamilyGoal = "family_goal",
        AgencyGoal = "agency_goal",
        Step = "step",
        /// What a court ordered (S1 "safety plans and court orders are aligned").
        CourtOrder = "order",
        /// What we do when it gets hard: the safety plan.
        SafetyAction = "safety_do",
        /// Whom we call when it gets hard.
        SafetyContact = "safety_call",
        /// How one child is, in one area of well-being.
        WellBeing = "well_being",
    }
}

slug_enum! {
    /// The areas of a child's well-being.
    // S1 "physical, mental, behavioral health, educational and cultural needs".
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    #[schemars(rename = "Area")]
    pub enum WellBeingArea {
        Physical = "physical",
        Mental = "mental",
        Behavioral = "behavioral",
        Education = "education",
        Culture = "culture",
    }
}

impl WellBeingArea {
    // In this order on the card of every child.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

slug_enum! {
    /// Who decided where a case is heading.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    #[schemars(rename = "Decider")]
    pub enum DecisionMaker {
        Court = "court",
        Team = "team",
        Family = "family",
        Agency = "agency",
        Tribe = "tribe",
    }
}

impl DecisionMaker {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

slug_enum! {
    /// The five permanency goals of Wis. Stat. 48.38(4)(fg); a concurrent goal is one of the same.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum Permanency {
        ReturnHome = "return_home",
        Adoption = "adoption",
        Guardianship = "guardianship",
        Relative = "relative",
        /// Only from 16 years on.
        OtherPlanned = "other_planned",
    }
}

impl Permanency {
    // In the order of the statute.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Minimum age in whole years for `OtherPlanned` (Wis. Stat. 48.38(4)(fg)5).
pub const OTHER_PLANNED_MIN_AGE: i16 = 16;

slug_enum! {
    /// The state of a step. It judges no person: "not yet" and "cannot" are answers like any other.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    #[schemars(rename = "State")]
    pub enum StepState {
        Open = "open",
        Done = "done",
        NotYet = "not_yet",
        NeedHelp = "need_help",
        Cannot = "cannot",
    }
}

impl StepState {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

slug_enum! {
    /// The stage of a family's case (S1 "throughout the life of the case").
    #[derive(Hash, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    #[schemars(rename = "Stage")]
    pub enum CaseStage {
        Contact = "contact",
        Assessment = "assessment",
        Court = "court",
        Plan = "plan",
        Review = "review",
        Closure = "closure",
        AfterCare = "after_care",
    }
}

impl PlanItemKind {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Whether only the family may change items of this kind.
    pub const fn is_family_voice(self) -> bool {
        // A family goal begins as a proposal in the family's words; the agency may only add to it.
        matches!(self, Self::OwnWords | Self::FamilyGoal)
    }
}
