//! Family time in an import file: the plans, and what came of the visits.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check::FamilyValidator;
use super::{ImportAudience, ImportEvent, ImportFamily, ImportText};
use crate::calendar::EventKind;
use crate::family_time::{ConfirmRule, SupervisionLevel, VisitCanceller, VisitOutcome};
use crate::policy::{ResourceKind, can_open_record};
use crate::role::Role;

/// A plan for family time: who spends time with which children, and how.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FamilyTime")]
pub struct ImportFamilyTime {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// Key of the parent. Left out: time of the children with each other.
    #[serde(default)]
    pub parent: Option<String>,
    /// Keys of the children.
    #[schemars(length(min = 1))]
    pub children: Vec<String>,
    pub level: SupervisionLevel,
    /// Key of the person on the team who supervises.
    #[serde(default)]
    pub supervisor: Option<String>,
    /// Key of the one of `contacts` who supervises.
    #[serde(default)]
    pub contact: Option<String>,
    /// How often and how long, in plain words.
    pub often: ImportText,
    #[serde(default)]
    pub place: Option<String>,
    /// Who may know the place, where that is not everyone in `audience`.
    #[serde(default)]
    pub place_audience: Option<ImportAudience>,
    /// Who brings the children.
    #[serde(default)]
    pub transport: Option<ImportText>,
    /// By when the parent confirms a visit. Left out: they need not.
    #[serde(default)]
    pub confirm: Option<ImportConfirmRule>,
    /// What has to be true for the next step, such as longer visits.
    #[serde(default)]
    pub next: Option<ImportText>,
    /// Left out: the parent, the workers and the supervisors of the family.
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

/// By when a parent confirms a visit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ConfirmBy")]
pub struct ImportConfirmRule {
    #[schemars(range(min = 0, max = 7))]
    pub days_before: i32,
    /// Such as `12:00`.
    #[schemars(regex(pattern = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub at: String,
}

impl ImportConfirmRule {
    /// `None` for a rule that the schema refuses.
    pub fn to_rule(&self) -> Option<ConfirmRule> {
        ConfirmRule::parse(&format!("{} {}", self.days_before, self.at))
    }
}

/// Which family time an event belongs to, and what came of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Visit")]
pub struct ImportVisit {
    /// Key of the plan, one of `family_time`.
    pub plan: String,
    /// Key of the cancelled visit that this one makes up for.
    #[serde(default)]
    pub makes_up_for: Option<String>,
    #[serde(default)]
    pub outcome: Option<VisitOutcome>,
    /// How long it took, where it was shorter than planned.
    #[serde(default)]
    #[schemars(range(min = 1, max = 20160))]
    pub minutes: Option<i32>,
    #[serde(default)]
    pub cancelled_by: Option<VisitCanceller>,
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn check_family_time(&mut self, pointer: &str, family: &'a ImportFamily) {
        for (i, plan) in family.family_time.iter().enumerate() {
            let at = format!("{pointer}/family_time/{i}");
            self.check_unique_key(format!("{at}/key"), &plan.key);
            self.check_plan_people(&at, family, plan);
            let words = [
                ("often", Some(&plan.often)),
                ("transport", plan.transport.as_ref()),
                ("next", plan.next.as_ref()),
            ];
            for (name, words) in words {
                if let Some(words) = words {
                    self.check_text(&format!("{at}/{name}"), words);
                }
            }
            self.check_audience(&at, plan.audience.as_ref(), ResourceKind::Dates);
            self.check_audience_at(
                &format!("{at}/place_audience"),
                plan.place_audience.as_ref(),
                ResourceKind::Dates,
            );
        }
        for (i, event) in family.dates.iter().enumerate() {
            self.check_visit(&format!("{pointer}/dates/{i}/visit"), family, event);
        }
    }

    fn check_plan_people(&mut self, at: &str, family: &ImportFamily, plan: &ImportFamilyTime) {
        let role = |key: &String| self.roles.get(key.as_str()).copied();
        if plan
            .parent
            .as_ref()
            .is_some_and(|key| !role(key).is_some_and(Role::is_parent))
        {
            self.add_fault(
                format!("{at}/parent"),
                "names a person who is not a parent of this family",
            );
        }
        // One parent's mentor is not known to the other parent.
        let supervises =
            |role: Role| !role.is_family() && role != Role::Mentor && can_open_record(role);
        let role = |key: &String| self.roles.get(key.as_str()).copied();
        if plan
            .supervisor
            .as_ref()
            .is_some_and(|key| !role(key).is_some_and(supervises))
        {
            self.add_fault(
                format!("{at}/supervisor"),
                "names a person who does not work with this family",
            );
        }
        if plan
            .contact
            .as_ref()
            .is_some_and(|key| !family.contacts.iter().any(|one| one.key == *key))
        {
            self.add_fault(
                format!("{at}/contact"),
                "names nobody of this family's contacts",
            );
        }
        for (j, child) in plan.children.iter().enumerate() {
            if !self.children.contains(child.as_str()) {
                self.add_fault(
                    format!("{at}/children/{j}"),
                    "names a child who is not one of this family's children",
                );
            }
        }
    }

    fn check_visit(&mut self, at: &str, family: &ImportFamily, event: &ImportEvent) {
        let Some(visit) = &event.visit else { return };
        if event.kind != EventKind::FamilyTime {
            self.add_fault(at.to_owned(), "is only for family time");
        }
        if !family.family_time.iter().any(|plan| plan.key == visit.plan) {
            self.add_fault(
                format!("{at}/plan"),
                "names a plan that is not in family_time",
            );
        }
        let is_earlier = |key: &String| {
            family
                .dates
                .iter()
                // Not itself: a visit that makes up for itself would never be owed.
                .any(|one| one.key == *key && one.key != event.key && one.visit.is_some())
        };
        if visit
            .makes_up_for
            .as_ref()
            .is_some_and(|key| !is_earlier(key))
        {
            self.add_fault(format!("{at}/makes_up_for"), "names no other visit");
        }
        let is_cancelled = visit.outcome == Some(VisitOutcome::Cancelled);
        // Who canceled a visit decides whether it has to be made up.
        if is_cancelled != visit.cancelled_by.is_some() {
            self.add_fault(
                format!("{at}/cancelled_by"),
                "is needed for a canceled visit, and only for one",
            );
        }
        let is_shorter = visit.outcome == Some(VisitOutcome::HeldShorter);
        // Any other visit that was held counts with the length of its event.
        if is_shorter != visit.minutes.is_some() {
            self.add_fault(
                format!("{at}/minutes"),
                "is needed for a visit that was shorter, and only for one",
            );
        }
    }
}
