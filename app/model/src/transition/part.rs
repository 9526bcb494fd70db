//! The parts of a transition plan, and who sees each.

use strum::VariantArray;

use crate::policy::{ResourceKind, Visibility, role_visibility};
use crate::role::Role;
use crate::slug_enum::slug_enum;

slug_enum! {
    /// A part of the plan that is released by itself.
    #[derive(Hash, PartialOrd, Ord, VariantArray)]
    pub enum TransitionPart {
        Housing = "housing",
        Health = "health",
        Education = "education",
        /// Mentoring and continuing support services.
        Support = "support",
        Work = "work",
        Money = "money",
        Transport = "transport",
        Relationships = "relationships",
        /// Culture and identity.
        Culture = "culture",
        /// Legal matters.
        Legal = "legal",
        Documents = "documents",
        /// The adults who will be there.
        People = "people",
        Budget = "budget",
        Skills = "skills",
    }
}

impl TransitionPart {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The areas of life, which the youth describes in their own words.
    pub const AREAS: [Self; 10] = [
        Self::Housing,
        Self::Health,
        Self::Education,
        Self::Support,
        Self::Work,
        Self::Money,
        Self::Transport,
        Self::Relationships,
        Self::Culture,
        Self::Legal,
    ];

    /// Whether the law requires this part of the plan (Wis. Stat. 48.385). The people in
    /// `reads_required` read it, whatever the youth chooses.
    pub const fn is_required(self) -> bool {
        self.source().is_some()
    }

    /// The law that requires this part.
    pub const fn source(self) -> Option<&'static str> {
        // No wildcard: for a new part the compiler asks whether a law requires it, because that
        // decides who reads it before its owner has chosen.
        match self {
            Self::Housing | Self::Health | Self::Education | Self::Support | Self::Work => {
                Some("Wis. Stat. § 48.385 (1); 42 U.S.C. § 675(5)(H)")
            }
            Self::Documents => Some("Wis. Stat. § 48.385 (2); 42 U.S.C. § 675(5)(I)"),
            Self::Money
            | Self::Transport
            | Self::Relationships
            | Self::Culture
            | Self::Legal
            | Self::People
            | Self::Budget
            | Self::Skills => None,
        }
    }

    /// The release of a part for which the youth has chosen nothing.
    pub const fn least_release(self) -> Release {
        if self.is_required() {
            Release::Required
        } else {
            Release::Private
        }
    }
}

slug_enum! {
    /// Who sees a part, besides its owner.
    #[derive(Hash, VariantArray)]
    pub enum Release {
        /// Only those who read the required parts. Only of a required part.
        Required = "required",
        /// No one. Never of a required part.
        Private = "private",
        /// Adults of the team whom the youth has chosen; of a required part also those of
        /// `Required`.
        Named = "named",
        /// Every adult of the team; people who join it later, too.
        Team = "team",
    }
}

impl Release {
    /// What a youth can choose for this part, the fewest readers first.
    pub const fn choices(part: TransitionPart) -> [Self; 3] {
        [part.least_release(), Self::Named, Self::Team]
    }
}

/// Whether this role reads the parts that the law requires.
pub const fn reads_required(role: Role) -> bool {
    matches!(
        role,
        Role::Worker | Role::Supervisor | Role::TribalRepresentative
    )
}

/// Whether a part can be released to this role: to the adults of the team whose role may ever read
/// a transition plan. A mentor also has to be the owner's.
pub const fn may_be_released_to(role: Role) -> bool {
    // The policy has an answer for a youth because of their own plan; a sibling on the team reads
    // nothing.
    !matches!(role, Role::Youth)
        && !matches!(
            role_visibility(role, ResourceKind::Transition),
            Visibility::Never
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_part_is_never_private_and_the_others_are_at_first() {
        for &part in TransitionPart::ALL {
            let choices = Release::choices(part);
            assert_eq!(choices.contains(&Release::Private), !part.is_required());
            assert_eq!(choices.contains(&Release::Required), part.is_required());
            assert_eq!(choices[0], part.least_release());
        }
        assert!(TransitionPart::Documents.is_required());
        assert!(!TransitionPart::People.is_required());
    }

    #[test]
    fn parts_are_released_to_adults_who_open_the_record() {
        let readers: Vec<Role> = Role::ALL
            .iter()
            .copied()
            .filter(|role| may_be_released_to(*role))
            .collect();
        assert_eq!(
            readers,
            [
                Role::Parent,
                Role::Guardian,
                Role::IndianCustodian,
                Role::Caregiver,
                Role::Mentor,
                Role::Worker,
                Role::Supervisor,
                Role::TribalRepresentative,
            ]
        );
        assert!(
            readers
                .iter()
                .all(|role| crate::policy::can_open_record(*role))
        );
    }
}
