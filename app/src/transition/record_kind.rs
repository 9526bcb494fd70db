//! The two kinds of records that the agency keeps by law, and what tells their pages and forms
//! apart.

use model::transition::credit::CREDIT_SOURCE;
use model::transition::services_got::SERVICES_SOURCE;
use store::transition::records::{RecordId, Recorder};

use crate::error::AppError;
use crate::paths;

/// Services, or credit reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordKind {
    Services,
    Credit,
}

impl RecordKind {
    /// The page on which a recorder has the records.
    pub(crate) fn page(self, recorder: Recorder) -> String {
        match (self, recorder) {
            (Self::Services, Recorder::Owner) => paths::OWN_SERVICES.to_owned(),
            (Self::Credit, Recorder::Owner) => paths::OWN_CREDIT.to_owned(),
            (Self::Services, Recorder::Worker { family, youth }) => {
                paths::services_of(family, youth)
            }
            (Self::Credit, Recorder::Worker { family, youth }) => paths::credit_of(family, youth),
        }
    }

    /// The law that has the agency keep them.
    pub(crate) const fn source(self) -> &'static str {
        match self {
            Self::Services => SERVICES_SOURCE,
            Self::Credit => CREDIT_SOURCE,
        }
    }

    /// The title of the owner's page, and of the page for adults, which has their name.
    pub(crate) const fn title_keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Services => ("transition-services-title", "transition-services-title-of"),
            Self::Credit => ("transition-credit-title", "transition-credit-title-of"),
        }
    }

    /// The first sentences of the owner's page.
    pub(crate) const fn lead_key(self) -> &'static str {
        match self {
            Self::Services => "transition-services-lead",
            Self::Credit => "transition-credit-lead",
        }
    }

    /// The id of a record of this kind, as a form sends it.
    ///
    /// # Errors
    /// `NotFound` for what is no id.
    pub(crate) fn parse_id(self, typed: &str) -> Result<RecordId, AppError> {
        let id = match self {
            Self::Services => typed.parse().map(RecordId::Service),
            Self::Credit => typed.parse().map(RecordId::Credit),
        };
        id.map_err(|_| AppError::NotFound)
    }
}
