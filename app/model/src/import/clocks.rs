//! What statutory clocks need, in an import file: the holidays of the agency, and the dates of the
//! case of each child.

use std::collections::HashSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::FamilyValidator;
use super::{GlossaryTermTranslation, ImportAudience, ImportFamily};
use crate::case_clock::CaseDateKind;
use crate::policy::ResourceKind;

/// A day on which the agency does not work.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Holiday")]
pub struct ImportHoliday {
    pub day: Date,
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Its name in other languages.
    #[serde(default)]
    pub translations: Vec<GlossaryTermTranslation>,
}

/// The dates of the case of one child from which the days are computed that the law sets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CaseDates")]
pub struct ImportCaseDates {
    /// Key of the child. Left out: the dates are those of all children of the family.
    #[serde(default)]
    pub child: Option<String>,
    pub dates: Vec<ImportCaseDate>,
    /// Left out: everyone who reads the shared plan.
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

/// What happened in a case, and when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CaseDate")]
pub struct ImportCaseDate {
    pub kind: CaseDateKind,
    pub day: Date,
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_case_dates(&mut self, pointer: &str, family: &'a ImportFamily) {
        let mut seen = HashSet::new();
        for (i, case) in family.case_dates.iter().enumerate() {
            let at = format!("{pointer}/case_dates/{i}");
            self.check_audience(&at, case.audience.as_ref(), ResourceKind::SharedPlan);
            match case.child.as_deref() {
                Some(child) if !self.children.contains(child) => {
                    self.add_fault(
                        format!("{at}/child"),
                        "names a child who is not one of this family's children",
                    );
                }
                // The dates of all children, beside those of one of them, would count twice.
                None if family.case_dates.len() > 1 => {
                    self.add_fault(
                        format!("{at}/child"),
                        "is missing: with several entries, each names its child",
                    );
                }
                child if !seen.insert(child) => {
                    self.add_fault(format!("{at}/child"), "is there already");
                }
                _ => {}
            }
        }
    }
}
