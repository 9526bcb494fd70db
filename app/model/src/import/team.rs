//! The team list in an import file: people without an account, and when staff can be reached.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::FamilyValidator;
use super::{ImportAudience, ImportFamily, ImportText};
use crate::policy::ResourceKind;
use crate::team::{TeamContactKind, WorkHours};

/// Someone around the family who has no account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Contact")]
pub struct ImportTeamContact {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    // `MAX_SHORT_CHARS`; the attribute accepts only a literal.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    pub kind: TeamContactKind,
    #[serde(default)]
    pub organization: Option<String>,
    /// A number that the team may call.
    #[serde(default)]
    pub phone: Option<String>,
    /// Languages they speak, as language tags.
    #[serde(default)]
    pub languages: Vec<String>,
    /// When they can be reached.
    #[serde(default)]
    pub hours: Option<String>,
    /// What they do for the family.
    #[serde(default)]
    pub note: Option<ImportText>,
    pub since: Date,
    /// The first day they are no longer on the team.
    #[serde(default)]
    pub until: Option<Date>,
    /// Left out: everyone who reads the team list. Name people for a therapist of one parent.
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

/// The working hours of a person, in the agency's time zone.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WorkHours")]
pub struct ImportWorkHours {
    /// 1 for Monday to 7 for Sunday.
    #[schemars(range(min = 1, max = 7))]
    pub first_day: i32,
    #[schemars(range(min = 1, max = 7))]
    pub last_day: i32,
    /// Such as `08:00`.
    #[schemars(regex(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub starts: String,
    #[schemars(regex(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub ends: String,
}

impl ImportWorkHours {
    /// `None` when days or hours end before they begin.
    pub fn to_hours(&self) -> Option<WorkHours> {
        let Self {
            first_day,
            last_day,
            starts,
            ends,
        } = self;
        WorkHours::parse(&format!("{first_day}-{last_day} {starts}-{ends}"))
    }
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_contacts(&mut self, pointer: &str, family: &'a ImportFamily) {
        for (i, contact) in family.contacts.iter().enumerate() {
            let at = format!("{pointer}/contacts/{i}");
            self.check_unique_key(format!("{at}/key"), &contact.key);
            self.check_audience(&at, contact.audience.as_ref(), ResourceKind::Team);
            if let Some(note) = &contact.note {
                self.check_text(&format!("{at}/note"), note);
            }
            if contact.until.is_some_and(|until| until < contact.since) {
                self.add_fault(format!("{at}/until"), "is before since");
            }
        }
    }
}
