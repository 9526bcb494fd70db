//! What an import has to tell the operator: people who keep access, and what it left as it is in
//! the portal.

use super::RetainedAccess;

/// An event, a plan for family time or a part of a transition plan that the file did not update,
/// because a worker or the young person has changed it in the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRecord {
    /// The import key of the family; `key` is that of the event or the plan, or begins with that of
    /// the young person.
    pub family: String,
    pub key: String,
}

/// What the operator of an import is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportFindings {
    pub retained_access: Vec<RetainedAccess>,
    pub kept: Vec<KeptRecord>,
}

impl ImportFindings {
    /// Moves the findings of another part of the import to the end of these.
    pub(super) fn append(&mut self, other: &mut Self) {
        self.retained_access.append(&mut other.retained_access);
        self.kept.append(&mut other.kept);
    }

    /// Adds records of a family by their keys.
    pub(super) fn add_kept(&mut self, family: &str, keys: Vec<String>) {
        // With the key of the family, because keys of events are unique within a family only.
        let records = keys.into_iter().map(|key| KeptRecord {
            family: family.to_owned(),
            key,
        });
        self.kept.extend(records);
    }
}
