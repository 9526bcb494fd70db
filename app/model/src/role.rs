//! Roles of a person in relation to a family. The slugs are fixed: files, tables and other systems
//! use them.

use serde::{Deserialize, Serialize};

/// A person's place on a family's team, or in the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Parent,
    Guardian,
    IndianCustodian,
    Youth,
    Caregiver,
    Mentor,
    MentorCoordinator,
    Worker,
    Supervisor,
    TribalRepresentative,
    Interpreter,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 12] = [
        Self::Parent,
        Self::Guardian,
        Self::IndianCustodian,
        Self::Youth,
        Self::Caregiver,
        Self::Mentor,
        Self::MentorCoordinator,
        Self::Worker,
        Self::Supervisor,
        Self::TribalRepresentative,
        Self::Interpreter,
        Self::Administrator,
    ];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Guardian => "guardian",
            Self::IndianCustodian => "indian_custodian",
            Self::Youth => "youth",
            Self::Caregiver => "caregiver",
            Self::Mentor => "mentor",
            Self::MentorCoordinator => "mentor_coordinator",
            Self::Worker => "worker",
            Self::Supervisor => "supervisor",
            Self::TribalRepresentative => "tribal_representative",
            Self::Interpreter => "interpreter",
            Self::Administrator => "administrator",
        }
    }

    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.slug() == slug)
    }

    /// Parents, guardians, Indian custodians and youth are the family. Access by every other role
    /// is logged.
    pub const fn is_family(self) -> bool {
        matches!(
            self,
            Self::Parent | Self::Guardian | Self::IndianCustodian | Self::Youth
        )
    }

    /// Roles that are responsible for a child as a parent is.
    pub const fn is_parent(self) -> bool {
        matches!(self, Self::Parent | Self::Guardian | Self::IndianCustodian)
    }
}

#[cfg(feature = "server")]
crate::column::text_column!(Role);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_its_own_slug_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.slug()), Some(role));
            assert_eq!(
                serde_json::to_string(&role).unwrap(),
                format!("\"{}\"", role.slug())
            );
        }
    }

    #[test]
    fn a_caregiver_and_a_mentor_are_outside_the_family() {
        assert!(!Role::Caregiver.is_family());
        assert!(!Role::Mentor.is_family());
        assert!(Role::Youth.is_family());
    }
}
