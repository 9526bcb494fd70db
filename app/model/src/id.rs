//! One type for each kind of id, so that a thread is never looked up with a person's id.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// An agency: a county, a state, a tribe that runs the portal.
    AgencyId,
    /// A human being known to one agency.
    PersonId,
    /// A family and its record.
    FamilyId,
    /// Who may see an item, by role and by name.
    AudienceId,
    /// Words a person wrote, in one language, with their translations.
    TextId,
    /// A line of a plan: words, strength, need, worry, goal or step.
    ItemId,
    /// A child of the family; one under 14 has no account.
    ChildId,
    /// What somebody said to a plan, and what the team answered.
    ReplyId,
    /// A review at which the team says how it is going.
    ReviewId,
    /// A coming meeting, hearing, visit or appointment.
    EventId,
    /// A conversation with named readers.
    ThreadId,
    /// One message of a thread.
    MessageId,
    /// A message that waits for an interpreter.
    InterpretationId,
    /// Minted when a form is drawn, so that the same form sent twice is one row.
    FormId,
}
