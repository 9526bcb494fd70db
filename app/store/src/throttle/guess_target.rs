//! What attempts guess at.

use model::id::PersonId;

/// What an attempt guesses at. Names and codes are as typed; unknown ones are counted the same way.
#[derive(Debug, Clone, Copy)]
pub enum GuessTarget<'a> {
    SignIn {
        name: &'a str,
    },
    InvitationCode,
    /// A challenge for a passkey, or an answer to one.
    Passkey,
    /// An answer of the identity provider of staff.
    StaffSignIn,
    /// A code of a recovery card, or one for which a member of the team has vouched.
    RecoveryCode,
    NewAccount {
        code: &'a str,
    },
    CalendarFeed,
    /// The agency's own key of a person. Counted for the person who searches, from any address.
    AgencyKey {
        searcher: PersonId,
    },
    /// A code of the authenticator app of this person, from any address.
    SecondStep {
        person: PersonId,
    },
    /// A confirmation code that is sent. Counted for the person who asks for it and for the e-mail
    /// address or telephone number, from any network address.
    ConfirmationCode {
        person: PersonId,
        contact: &'a str,
    },
}

impl GuessTarget<'_> {
    /// The name of the kind of attempt, for the server log.
    pub const fn kind_name(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign-in",
            Self::InvitationCode => "welcome-code",
            Self::Passkey => "passkey",
            Self::StaffSignIn => "staff-sign-in",
            Self::RecoveryCode => "recovery-code",
            Self::NewAccount { .. } => "new-account",
            Self::CalendarFeed => "feed-address",
            Self::AgencyKey { .. } => "agency-key",
            Self::SecondStep { .. } => "second-step",
            Self::ConfirmationCode { .. } => "confirmation-code",
        }
    }
}
