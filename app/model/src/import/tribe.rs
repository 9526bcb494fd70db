//! The tribes of a child in an import file.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::FamilyValidator;
use super::{ImportAudience, ImportChild, ImportText};
use crate::policy::ResourceKind;
use crate::team::tribe::{NoticeMethod, PlacementPreference, TribeAnswer};

/// What is known about a child and one tribe, under ICWA and the law of the state.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ChildTribe")]
pub struct ImportChildTribe {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// The name of the tribe; left out while none is known.
    #[serde(default)]
    pub tribe: Option<String>,
    /// The day on which the family was asked about a tribe, and who asked.
    #[serde(default)]
    pub asked_on: Option<Date>,
    #[serde(default)]
    pub asked_by: Option<String>,
    /// The day of the notice to the tribe.
    #[serde(default)]
    pub notified_on: Option<Date>,
    #[serde(default)]
    pub notified_how: Option<NoticeMethod>,
    /// Left out while the tribe has not answered.
    #[serde(default)]
    pub answer: Option<TribeAnswer>,
    #[serde(default)]
    pub answered_on: Option<Date>,
    #[serde(default)]
    pub preference: Option<PlacementPreference>,
    #[serde(default)]
    pub preference_followed: Option<bool>,
    /// Why the preference was not followed.
    #[serde(default)]
    pub good_cause: Option<ImportText>,
    #[serde(default)]
    pub active_efforts: Vec<ImportActiveEffort>,
    /// Left out: who sees the child, without caregivers and mentors.
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

/// One active effort, in plain words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ActiveEffort")]
pub struct ImportActiveEffort {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub day: Date,
    pub words: ImportText,
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_tribes(&mut self, pointer: &str, child: &'a ImportChild) {
        for (i, row) in child.tribes.iter().enumerate() {
            let at = format!("{pointer}/tribes/{i}");
            self.check_unique_key(format!("{at}/key"), &row.key);
            self.check_audience(&at, row.audience.as_ref(), ResourceKind::Tribe);
            if let Some(words) = &row.good_cause {
                self.check_text(&format!("{at}/good_cause"), words);
            }
            // As the form of the portal requires (`ChildTribeInput::parse`).
            if (row.preference_followed == Some(false)) != row.good_cause.is_some() {
                self.add_fault(
                    format!("{at}/good_cause"),
                    "belongs to a preference that was not followed, and to no other",
                );
            }
            for (j, effort) in row.active_efforts.iter().enumerate() {
                let at = format!("{at}/active_efforts/{j}");
                self.check_unique_key(format!("{at}/key"), &effort.key);
                self.check_text(&format!("{at}/words"), &effort.words);
            }
        }
    }
}
