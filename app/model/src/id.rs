//! One newtype per kind of id, so that a person's id cannot be passed where a thread's id is
//! expected.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! define_id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        // The browser's module has no sqlx.
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

define_id_types! {
    /// An agency (county, state or tribe) that runs the portal.
    AgencyId,
    /// A person known to one agency.
    PersonId,
    /// A family and its record.
    FamilyId,
    /// An audience: which roles and persons may see an item.
    AudienceId,
    /// A text that a person wrote, in its original language, with its translations.
    TextId,
    /// A plan item, such as own words, a strength, a need, a worry, a goal or a step.
    ItemId,
    /// A child of the family. A child under 14 has no account.
    ChildId,
    /// A reply to a plan, with the team's answer.
    ReplyId,
    /// A review at which the family team rates progress.
    ReviewId,
    /// A scheduled meeting, hearing, visit or appointment.
    EventId,
    /// What a person needs for an event; another one once it is asked for in other words.
    EventNeedId,
    /// A plan for family time, whose visits are events.
    FamilyTimeId,
    /// A day or days that a family member keeps, such as a feast.
    ObservanceId,
    /// A date of the case of a child, such as a review that was held.
    CaseDateId,
    /// What one person brings to an event in their own words.
    EventWordsId,
    /// A decision in the notes of an event, the same in each version of the notes.
    DecisionId,
    /// A conversation with named participants.
    ThreadId,
    /// One message of a thread.
    MessageId,
    /// A request for a translation of a message or of a text, which an interpreter can claim.
    InterpretationId,
    /// Someone around the family who has no account, on its team list.
    TeamContactId,
    /// A proposal for the team, or an objection to someone on it, with the answer.
    TeamRequestId,
    /// Someone on the team whom a youth has picked.
    TeamPickId,
    /// What a young person asks an adult for, who then says yes or no.
    CommitmentId,
    /// Someone whom a young person does not want at a meeting.
    ExclusionId,
    /// What is known about one child and one tribe.
    ChildTribeId,
    /// An active effort, or words of a tribal representative, about a child.
    TribeEntryId,
    /// A step that a young person has written into their own transition plan.
    TransitionStepId,
    /// A line of a young person's budget.
    BudgetLineId,
    /// A service that a young person got.
    YouthServiceId,
    /// A step of a young person's credit report.
    CreditEntryId,
    /// A file in the vault of a young person.
    VaultFileId,
    /// A question of a young person about one of their rights.
    RightQuestionId,
    /// The day on which a young person says that they got the list of rights and talked about it.
    RightsSignatureId,
    /// The day on which a young person asked to stay in care or to come back.
    StayRequestId,
    /// A session as pages and forms name it. It opens nothing; the token does.
    SessionId,
    /// Something that happened to an account.
    AccountEventId,
    /// A passkey as pages and forms name it. It opens nothing; its private key, which never leaves
    /// the device, does.
    PasskeyId,
    /// Generated when a form is rendered, so that submitting the same form twice is idempotent.
    FormId,
}
