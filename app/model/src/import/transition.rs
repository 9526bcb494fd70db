//! What the agency's system knows of a young person's transition plan, in an import file. Nothing
//! that the young person writes is in it.

use std::collections::HashSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ImportFamily;
use super::check::FamilyValidator;
use crate::role::Role;
use crate::transition::credit::CreditStep;
use crate::transition::services_got::ServiceKind;
use crate::transition::{DocumentKind, DocumentState, TransitionDates};

/// What the agency's system knows of one young person's transition plan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
// A misspelled field would be ignored without this, and the agency would not learn that it is
// missing.
#[serde(deny_unknown_fields)]
#[schemars(rename = "Transition")]
pub struct ImportTransition {
    /// Key of the young person, a youth of this family.
    pub person: String,
    /// The dates from which terms are counted. Left out: the stored ones stay.
    #[serde(default)]
    pub dates: Option<ImportTransitionDates>,
    /// Where the documents are that the young person must hold.
    #[serde(default)]
    pub documents: Vec<ImportDocument>,
    /// Services that they got, in the kinds of the National Youth in Transition Database.
    #[serde(default)]
    pub services: Vec<ImportService>,
    #[serde(default)]
    pub credit_reports: Vec<ImportCreditStep>,
    /// What they need to live on their own, as a tool or a person found.
    #[serde(default)]
    pub assessments: Vec<ImportAssessment>,
}

/// The dates of the case, besides the birth date in `people`. A date that is left out is not known.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TransitionDates")]
pub struct ImportTransitionDates {
    /// The first day of out-of-home care.
    #[serde(default)]
    pub care_since: Option<Date>,
    /// The day on which care is expected to end.
    #[serde(default)]
    pub discharge_on: Option<Date>,
    /// The day on which an order or an agreement ends that goes beyond the 18th birthday.
    #[serde(default)]
    pub order_ends_on: Option<Date>,
}

impl ImportTransitionDates {
    pub const fn to_dates(self) -> TransitionDates {
        TransitionDates {
            care_since: self.care_since,
            discharge_on: self.discharge_on,
            order_ends_on: self.order_ends_on,
        }
    }
}

/// Where a document is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TransitionDocument")]
pub struct ImportDocument {
    pub kind: DocumentKind,
    pub state: DocumentState,
    /// Only of one that is `coming`: the day by which the agency gets it.
    #[serde(default)]
    pub due_on: Option<Date>,
}

/// A service that the young person got.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TransitionService")]
pub struct ImportService {
    pub kind: ServiceKind,
    pub began_on: Date,
    /// Left out for a service of one day, and for one that goes on.
    #[serde(default)]
    pub ended_on: Option<Date>,
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub note: Option<String>,
    /// Key of the worker of this family who recorded it.
    pub by: String,
}

/// What happened with the credit report of a year.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CreditReport")]
pub struct ImportCreditStep {
    /// The age of the young person in the year of the report.
    #[schemars(range(min = 14, max = 21))]
    pub age: i16,
    pub step: CreditStep,
    pub day: Date,
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub note: Option<String>,
    /// Key of the worker of this family who recorded it.
    pub by: String,
}

/// A needs assessment. The young person reads it, too.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TransitionAssessment")]
pub struct ImportAssessment {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub day: Date,
    /// What the tool is called, such as "Casey Life Skills Assessment".
    #[schemars(length(min = 1, max = 200))]
    pub tool: String,
    /// Who assessed, by name: often someone without an account.
    #[serde(default)]
    #[schemars(length(min = 1, max = 200))]
    pub assessed_by: Option<String>,
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    #[schemars(length(min = 1, max = 5000))]
    pub result: String,
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_transitions(&mut self, pointer: &str, family: &'a ImportFamily) {
        let mut seen = HashSet::new();
        for (i, one) in family.transition.iter().enumerate() {
            let at = format!("{pointer}/transition/{i}");
            // The pages that show these records belong to young people: for anyone else they would
            // be stored without an owner who can read them.
            if self.roles.get(one.person.as_str()) != Some(&Role::Youth) {
                self.add_fault(
                    format!("{at}/person"),
                    "names a person who is not a youth of this family",
                );
            }
            // Of two entries for one person the later one would replace the dates of the first.
            if !seen.insert(one.person.as_str()) {
                self.add_fault(format!("{at}/person"), "is there already");
            }
            if let Some(dates) = one.dates {
                self.check_transition_dates(&format!("{at}/dates"), dates);
            }
            self.check_documents(&at, &one.documents);
            for (j, service) in one.services.iter().enumerate() {
                let at = format!("{at}/services/{j}");
                self.check_recorder(&at, &service.by);
                if service.ended_on.is_some_and(|end| end < service.began_on) {
                    self.add_fault(format!("{at}/ended_on"), "is before began_on");
                }
            }
            for (j, step) in one.credit_reports.iter().enumerate() {
                let at = format!("{at}/credit_reports/{j}");
                self.check_recorder(&at, &step.by);
            }
            for (j, assessment) in one.assessments.iter().enumerate() {
                self.check_unique_key(format!("{at}/assessments/{j}/key"), &assessment.key);
            }
        }
    }

    fn check_transition_dates(&mut self, at: &str, dates: ImportTransitionDates) {
        let since = dates.care_since;
        for (name, end) in [
            ("discharge_on", dates.discharge_on),
            ("order_ends_on", dates.order_ends_on),
        ] {
            if end.zip(since).is_some_and(|(end, since)| end < since) {
                self.add_fault(format!("{at}/{name}"), "is before care_since");
            }
        }
    }

    fn check_documents(&mut self, at: &str, documents: &[ImportDocument]) {
        let mut seen = HashSet::new();
        for (i, document) in documents.iter().enumerate() {
            let at = format!("{at}/documents/{i}");
            // One row is stored for each kind, so the second would replace the first without a
            // message.
            if !seen.insert(document.kind) {
                self.add_fault(format!("{at}/kind"), "is there already");
            }
            // A day beside any other state would be shown as a promise that the agency did not
            // make.
            if document.due_on.is_some() && document.state != DocumentState::Coming {
                self.add_fault(
                    format!("{at}/due_on"),
                    "is only for a document that is coming",
                );
            }
        }
    }

    /// The agency keeps these records, so each has to name a worker of the family as its recorder.
    fn check_recorder(&mut self, at: &str, key: &str) {
        if self.roles.get(key) != Some(&Role::Worker) {
            self.add_fault(
                format!("{at}/by"),
                "names a person who is not a worker of this family",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{KnownPeople, check_family};
    use super::*;

    #[test]
    fn records_are_of_a_youth_of_the_family_and_a_worker_stands_by_them() {
        let family: ImportFamily = serde_json::from_value(json!({
            "key": "x", "name": "X", "stage": "review", "in_home": false,
            "members": [
                { "person": "jay", "role": "youth", "since": "2025-01-01" },
                { "person": "grace", "role": "worker", "since": "2025-01-01" }
            ],
            "transition": [
                {
                    "person": "jay",
                    "dates": { "care_since": "2026-01-02", "discharge_on": "2026-01-01" },
                    "documents": [
                        { "kind": "state_id", "state": "have", "due_on": "2026-01-01" },
                        { "kind": "state_id", "state": "unsure" }
                    ],
                    "services": [{
                        "kind": "health", "began_on": "2026-01-02", "ended_on": "2026-01-01",
                        "by": "jay"
                    }],
                    "credit_reports": [
                        { "age": 17, "step": "asked", "day": "2026-01-01", "by": "grace" }
                    ]
                },
                { "person": "jay" },
                { "person": "grace" }
            ]
        }))
        .unwrap();
        let born = jiff::civil::date(2009, 2, 23);
        let people = KnownPeople::from([("jay".into(), Some(born)), ("grace".into(), None)]);
        let faults = check_family("", &family, &people);
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/transition/0/dates/discharge_on",
                "/transition/0/documents/0/due_on",
                "/transition/0/documents/1/kind",
                "/transition/0/services/0/by",
                "/transition/0/services/0/ended_on",
                "/transition/1/person",
                "/transition/2/person",
            ]
        );
    }
}
