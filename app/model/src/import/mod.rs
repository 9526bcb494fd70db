//! Import files, `"format": "alongside-case/1"`: their shape (the JSON Schema is made from these
//! types) and what must hold beyond shape. Reading files and writing rows happen elsewhere.

mod check;
mod check_events;
mod check_members;
mod check_plan;
mod check_threads;
mod clocks;
mod date_shift;
mod event;
mod event_kinds;
mod family_time;
mod plan;
mod team;
mod text;
mod threads;
mod transition;
mod tribe;

pub use check::{ImportFault, KnownPeople, check_family, check_person};
pub use clocks::{ImportCaseDate, ImportCaseDates, ImportHoliday};
pub use date_shift::shift_dates;
pub use event::ImportEvent;
pub use event_kinds::{ImportAgencyKind, ImportKindName, check_event_kinds};
pub use family_time::{ImportConfirmRule, ImportFamilyTime, ImportVisit};
pub use plan::{
    ImportCapacity, ImportEffort, ImportGoal, ImportPermanencyGoal, ImportPlan, ImportPlanItem,
    ImportRating, ImportReview, ImportScale, ImportStep, ImportTimeSlot, ImportWellBeing,
};
pub use team::{ImportTeamContact, ImportWorkHours};
pub use text::{ImportAudience, ImportText, ImportTranslation};
pub use threads::{ImportMessage, ImportThread};
pub use transition::{
    ImportAssessment, ImportCreditStep, ImportDocument, ImportService, ImportTransition,
    ImportTransitionDates,
};
pub use tribe::{ImportActiveEffort, ImportChildTribe};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::plan::CaseStage;
use crate::role::Role;

pub const IMPORT_FORMAT: &str = "alongside-case/1";

/// A whole import file, read from top to bottom: put `agency` and `people` before `families`.
// `deny_unknown_fields` here and below: if a misspelled `audience` or `never` was ignored, an item
// would be shown to more people. `rename` keeps the names in the published schema when a Rust type
// is renamed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "File")]
pub struct ImportFile {
    /// Always `alongside-case/1`.
    pub format: String,
    /// The day the dates were written for. Only the demo shifts them to today.
    #[serde(default)]
    pub as_of: Option<Date>,
    pub agency: ImportAgency,
    #[serde(default)]
    pub people: Vec<ImportPerson>,
    #[serde(default)]
    pub families: Vec<ImportFamily>,
}

/// The agency that runs the portal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Agency")]
pub struct ImportAgency {
    /// The agency's own short name for itself, unique in the installation.
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// An IANA time zone, such as `America/Chicago`.
    pub time_zone: String,
    /// Languages the agency offers, as language tags.
    pub languages: Vec<String>,
    /// The help line on every page.
    #[schemars(length(min = 3, max = 40))]
    pub phone: String,
    /// Where "Leave now" goes: a neutral address that says nothing about the person.
    #[schemars(regex(pattern = r"^https://"))]
    pub exit_address: String,
    /// The agency's legal terms, for machine translation. Replaced as a whole where given.
    #[serde(default)]
    pub glossary: Vec<GlossaryTerm>,
    /// What the agency calls kinds of events, and kinds it adds. Replaced as a whole where given.
    #[serde(default)]
    pub event_kinds: Vec<ImportAgencyKind>,
    /// The days on which the agency does not work. Replaced as a whole where it is given.
    #[serde(default)]
    pub holidays: Vec<ImportHoliday>,
}

/// A term of the law, and what the agency calls it in other languages.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Term")]
pub struct GlossaryTerm {
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    #[schemars(length(min = 2, max = 200))]
    pub term: String,
    pub into: Vec<GlossaryTermTranslation>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TermWords")]
pub struct GlossaryTermTranslation {
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    #[schemars(length(min = 1, max = 500))]
    pub words: String,
}

/// Someone the agency knows.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Person")]
pub struct ImportPerson {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// The name the person goes by; used everywhere instead of `name`.
    #[serde(default)]
    pub chosen_name: Option<String>,
    #[serde(default)]
    pub pronouns: Option<String>,
    /// How the name is said.
    #[serde(default)]
    pub pronunciation: Option<String>,
    #[serde(default)]
    pub languages_spoken: Vec<String>,
    #[serde(default)]
    pub languages_read: Vec<String>,
    #[serde(default)]
    // Optional for adults; `check_member_age` requires it for a youth.
    pub born: Option<Date>,
    /// A number at work, which every family of theirs may call. Never a private one.
    #[serde(default)]
    pub work_phone: Option<String>,
    /// When they can be reached at work.
    #[serde(default)]
    pub work_hours: Option<ImportWorkHours>,
}

/// A family and its record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Family")]
pub struct ImportFamily {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// What the family is called, such as "The Luna family".
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    pub stage: CaseStage,
    /// True when the children live at home: then no placement is ever shown.
    // Without a default, because it decides whether a placement is ever shown.
    pub in_home: bool,
    pub members: Vec<ImportMembership>,
    /// People around the family who have no account.
    #[serde(default)]
    pub contacts: Vec<ImportTeamContact>,
    #[serde(default)]
    pub children: Vec<ImportChild>,
    #[serde(default)]
    pub plan: Option<ImportPlan>,
    #[serde(default)]
    pub threads: Vec<ImportThread>,
    /// Who spends time with which children, and how. The visits are in `dates`.
    #[serde(default)]
    pub family_time: Vec<ImportFamilyTime>,
    #[serde(default)]
    pub dates: Vec<ImportEvent>,
    /// The dates of the case of each child in out-of-home care. Replaced as a whole where given.
    #[serde(default)]
    pub case_dates: Vec<ImportCaseDates>,
    /// What is known of the transition plans of its youth, from the age of 14 on.
    #[serde(default)]
    pub transition: Vec<ImportTransition>,
}

/// A child of the family. One under 14 is not in `people`: they have no account.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Child")]
pub struct ImportChild {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// What the child is called at home.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    pub born: Date,
    /// From 14 on: key of the child's own place in `people` and on the team.
    #[serde(default)]
    pub person: Option<String>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
    /// What is known about the child's tribes.
    #[serde(default)]
    pub tribes: Vec<ImportChildTribe>,
}

/// A person's place on the team.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Member")]
pub struct ImportMembership {
    /// A person's key.
    pub person: String,
    pub role: Role,
    pub since: Date,
    /// The first day the person is no longer on the team.
    #[serde(default)]
    pub until: Option<Date>,
    /// The one worker who leads the team.
    #[serde(default)]
    pub coordinator: bool,
    /// For a mentor: the parent they walk with. The other parent never sees them.
    #[serde(default)]
    pub walks_with: Option<String>,
}

impl ImportMembership {
    /// Whether both are in force on some day.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end =
            |one: &Self, two: &Self| two.until.is_none_or(|end| one.since < end);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

/// The timestamp of a local time of the agency.
///
/// # Errors
/// When the time zone is not known.
pub fn local_to_timestamp(at: DateTime, zone: &str) -> Result<Timestamp, jiff::Error> {
    // Of an hour that the clocks repeat, the first counts; a time in an hour that they skip moves
    // forward.
    at.in_tz(zone).map(|zoned| zoned.timestamp())
}
