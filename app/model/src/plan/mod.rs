//! The plan: items, replies, progress reviews, weekly workload, and input for editing.

use serde::{Deserialize, Serialize};

macro_rules! slug_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal),* $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(schemars::JsonSchema))]
        $(#[$doc])*
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),* }
            }
            pub fn parse(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.slug() == slug)
            }
        }

        #[cfg(feature = "server")]
        crate::column::text_column!($name);
    };
}
#[cfg(feature = "server")]
pub(crate) use slug_enum;

#[cfg(feature = "server")]
pub mod edit;
pub mod plain_language;
#[cfg(feature = "server")]
pub mod progress;
pub mod reply;
#[cfg(feature = "server")]
pub mod workload;

slug_enum! {
    /// What a line of the plan is.
    PlanItemKind {
        /// The family's own words, which stand first (S0 "families and youth are the drivers of change").
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
    /// The areas of a child's well-being (S1 "physical, mental, behavioral health, educational and cultural needs").
    #[cfg_attr(feature = "server", schemars(rename = "Area"))]
    WellBeingArea { Physical = "physical", Mental = "mental", Behavioral = "behavioral", Education = "education", Culture = "culture" }
}

slug_enum! {
    /// Who decided where a case is heading.
    #[cfg_attr(feature = "server", schemars(rename = "Decider"))]
    DecisionMaker { Court = "court", Team = "team", Family = "family", Agency = "agency", Tribe = "tribe" }
}

slug_enum! {
    /// The five permanency goals of Wis. Stat. 48.38(4)(fg); a concurrent goal is one of the same.
    Permanency {
        ReturnHome = "return_home",
        Adoption = "adoption",
        Guardianship = "guardianship",
        Relative = "relative",
        /// Only from 16 years on.
        OtherPlanned = "other_planned",
    }
}

/// Minimum age in whole years for `OtherPlanned` (Wis. Stat. 48.38(4)(fg)5).
pub const OTHER_PLANNED_MIN_AGE: i16 = 16;

slug_enum! {
    /// How a step stands. Never a measure of obedience: "not yet" and "cannot" are answers like any other.
    #[cfg_attr(feature = "server", schemars(rename = "State"))]
    StepState { Open = "open", Done = "done", NotYet = "not_yet", NeedHelp = "need_help", Cannot = "cannot" }
}

slug_enum! {
    /// Where a family is on the way through the system (S1 "throughout the life of the case").
    #[cfg_attr(feature = "server", schemars(rename = "Stage"))]
    CaseStage {
        Contact = "contact", Assessment = "assessment", Court = "court", Plan = "plan",
        Review = "review", Closure = "closure", AfterCare = "after_care",
    }
}

impl PlanItemKind {
    /// Whether only the family may change items of this kind.
    pub const fn is_family_voice(self) -> bool {
        matches!(self, Self::OwnWords | Self::FamilyGoal)
    }
}
