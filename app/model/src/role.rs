//! Roles of a person in relation to a family. The slugs are fixed: files, tables and other systems
//! use them.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::slug_enum::slug_enum;

slug_enum! {
    /// A person's place on a family's team, or in the agency.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
    #[cfg_attr(feature = "server", derive(schemars::JsonSchema))]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        Parent = "parent",
        Guardian = "guardian",
        IndianCustodian = "indian_custodian",
        Youth = "youth",
        Caregiver = "caregiver",
        Mentor = "mentor",
        MentorCoordinator = "mentor_coordinator",
        Worker = "worker",
        Supervisor = "supervisor",
        TribalRepresentative = "tribal_representative",
        Interpreter = "interpreter",
        Administrator = "administrator",
    }
}

impl Role {
    pub const ALL: &'static [Self] = Self::VARIANTS;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_its_own_slug_back() {
        for &role in Role::ALL {
            // Rows are written with `slug` and files are read with serde: both must agree.
            assert_eq!(Role::parse(role.slug()), Some(role));
            assert_eq!(
                serde_json::to_string(&role).unwrap(),
                format!("\"{}\"", role.slug())
            );
        }
    }

    #[test]
    fn a_caregiver_and_a_mentor_are_outside_the_family() {
        // Counted as family, they would read the record without an entry in the access log.
        assert!(!Role::Caregiver.is_family());
        assert!(!Role::Mentor.is_family());
        assert!(Role::Youth.is_family());
    }
}
