//! The plan: items, replies, progress reviews, weekly workload, and input for editing.

use serde::{Deserialize, Serialize};

macro_rules! slugs {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(schemars::JsonSchema))]
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
pub(crate) use slugs;

#[cfg(feature = "server")]
pub mod edit;
pub mod plain;
#[cfg(feature = "server")]
pub mod progress;
pub mod reply;
#[cfg(feature = "server")]
pub mod week;

slugs! {
    /// What a line of the plan is.
    Kind {
        /// The family's own words, which stand first (S0 "families and youth are the drivers of change").
        OwnWords = "own_words",
        Strength = "strength",
        Need = "need",
        /// What worried us, said plainly (S1 Safety).
        Worry = "worry",
        /// What must be true for the case to close (S1 "safe case closure").
        Change = "change",
        FamilyGoal = "family_goal",
        AgencyGoal = "agency_goal",
        Step = "step",
        /// What a court ordered (S1 "safety plans and court orders are aligned").
        Order = "order",
        /// What we do when it gets hard: the safety plan.
        SafetyDo = "safety_do",
        /// Whom we call when it gets hard.
        SafetyCall = "safety_call",
        /// How one child is, in one area of well-being.
        WellBeing = "well_being",
    }
}

slugs! {
    /// The areas of a child's well-being (S1 "physical, mental, behavioral health, educational and cultural needs").
    Area { Physical = "physical", Mental = "mental", Behavioral = "behavioral", Education = "education", Culture = "culture" }
}

slugs! {
    /// Who decided where a case is heading.
    Decider { Court = "court", Team = "team", Family = "family", Agency = "agency", Tribe = "tribe" }
}

slugs! {
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
pub const OTHER_PLANNED_FROM: i16 = 16;

slugs! {
    /// How a step stands. Never a measure of obedience: "not yet" and "cannot" are answers like any other.
    State { Open = "open", Done = "done", NotYet = "not_yet", NeedHelp = "need_help", Cannot = "cannot" }
}

slugs! {
    /// Where a family is on the way through the system (S1 "throughout the life of the case").
    Stage {
        Contact = "contact", Assessment = "assessment", Court = "court", Plan = "plan",
        Review = "review", Closure = "closure", AfterCare = "after_care",
    }
}

impl Kind {
    /// Whether only the family may change items of this kind.
    pub const fn is_family_voice(self) -> bool {
        matches!(self, Self::OwnWords | Self::FamilyGoal)
    }
}
