//! What must hold in an import file beyond its shape. Every fault is collected; none stops the
//! search.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{
    ImportAudience, ImportFamily, ImportGoal, ImportPerson, ImportPlanItem, ImportStep, ImportText,
};
use crate::plan::PlanItemKind;
use crate::policy::{ResourceKind, Visibility, resource_kind, role_visibility};
use crate::role::Role;

/// Something wrong, where (a JSON pointer into the file), in plain words without the file's own
/// values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFault {
    pub pointer: String,
    pub message: String,
}

impl std::fmt::Display for ImportFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

/// People the file may speak of, by key, with their birth dates where known.
pub type KnownPeople = HashMap<String, Option<Date>>;

pub(super) struct FamilyValidator<'a> {
    pub people: &'a KnownPeople,
    pub roles: HashMap<&'a str, Role>,
    // One set for everything of the family: plan items of all kinds share a table, where they are
    // found by key.
    pub keys: HashSet<&'a str>,
    /// Keys of the court orders of this family's plan.
    pub orders: HashSet<&'a str>,
    pub children: HashSet<&'a str>,
    pub faults: Vec<ImportFault>,
}

impl<'a> FamilyValidator<'a> {
    pub(super) fn add_fault(&mut self, pointer: String, message: &str) {
        self.faults.push(ImportFault {
            pointer,
            message: message.to_owned(),
        });
    }

    pub(super) fn check_known_person(&mut self, pointer: String, key: &str) {
        if !self.people.contains_key(key) {
            self.add_fault(
                pointer,
                "names a person who is not in people, and not in the database",
            );
        }
    }

    pub(super) fn check_team_member(&mut self, pointer: String, key: &str) {
        if !self.roles.contains_key(key) {
            self.add_fault(
                pointer,
                "names a person who is not one of this family's members",
            );
        }
    }

    pub(super) fn check_unique_key(&mut self, pointer: String, key: &'a str) {
        if !self.keys.insert(key) {
            self.add_fault(pointer, "is used twice in this family; keys must differ");
        }
    }

    pub(super) fn check_text(&mut self, pointer: &str, words: &ImportText) {
        if let Some(by) = &words.by {
            self.check_known_person(format!("{pointer}/by"), by);
        }
        // With the language of the original, in whose place a translation into it would be shown.
        let mut seen = HashSet::from([words.language.as_str()]);
        for (i, translation) in words.translations.iter().enumerate() {
            if !seen.insert(&translation.language) {
                self.add_fault(
                    format!("{pointer}/translations/{i}/language"),
                    "is there already in this language",
                );
            }
        }
    }

    pub(super) fn check_audience(
        &mut self,
        pointer: &str,
        audience: Option<&ImportAudience>,
        thing: ResourceKind,
    ) {
        self.check_audience_at(&format!("{pointer}/audience"), audience, thing);
    }

    /// Like `check_audience`; `pointer` is that of the audience itself.
    pub(super) fn check_audience_at(
        &mut self,
        pointer: &str,
        audience: Option<&ImportAudience>,
        thing: ResourceKind,
    ) {
        let Some(audience) = audience else { return };
        // The portal's access policy holds for files too. Own words for the role `parent`, for
        // example, would be shown to the other parent.
        for (i, role) in audience.roles.iter().enumerate() {
            let words = match role_visibility(*role, thing) {
                Visibility::Never => "is a role that may never see this kind of thing",
                Visibility::WhenNamed => {
                    "is a role that sees this kind of thing only when named; name the person in \
                        people"
                }
                Visibility::ByRole => continue,
            };
            self.add_fault(format!("{pointer}/roles/{i}"), words);
        }
        for (i, key) in audience.people.iter().enumerate() {
            match self.roles.get(key.as_str()) {
                None => self.check_team_member(format!("{pointer}/people/{i}"), key),
                // Naming a person does not override what their role may never see.
                Some(role) if role_visibility(*role, thing) == Visibility::Never => {
                    self.add_fault(
                        format!("{pointer}/people/{i}"),
                        "has a role that may never see this kind of thing",
                    );
                }
                Some(_) => {}
            }
        }
        // Also people who are not on the team: the exclusion holds if they join it later.
        for (i, key) in audience.never.iter().enumerate() {
            self.check_known_person(format!("{pointer}/never/{i}"), key);
        }
    }

    pub(super) fn check_items(
        &mut self,
        pointer: &str,
        items: &'a [ImportPlanItem],
        kind: PlanItemKind,
    ) {
        for (i, item) in items.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.check_unique_key(format!("{at}/key"), &item.key);
            self.check_text(&format!("{at}/words"), &item.words);
            self.check_audience(&at, item.audience.as_ref(), resource_kind(kind));
            self.check_family_author(&at, &item.words, kind);
            for (name, words) in [("safe_when", &item.safe_when), ("so_far", &item.so_far)] {
                let Some(words) = words else { continue };
                self.check_text(&format!("{at}/{name}"), words);
                // Reported and not ignored: no one would notice that these words are missing.
                if kind != PlanItemKind::Worry {
                    self.add_fault(format!("{at}/{name}"), "is only for worries");
                }
            }
        }
    }

    // Only the family may change these items in the portal, so their author must be one of it.
    fn check_family_author(&mut self, pointer: &str, words: &ImportText, kind: PlanItemKind) {
        let family = words
            .by
            .as_deref()
            .and_then(|by| self.roles.get(by))
            .is_some_and(|role| role.is_family());
        if kind.is_family_voice() && !family {
            self.add_fault(
                format!("{pointer}/words/by"),
                "must be a parent, guardian, Indian custodian or youth of this family: these are \
                    the family's own words",
            );
        }
    }

    pub(super) fn check_goals(
        &mut self,
        pointer: &str,
        goals: &'a [ImportGoal],
        kind: PlanItemKind,
    ) {
        for (i, goal) in goals.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.check_unique_key(format!("{at}/key"), &goal.key);
            self.check_text(&format!("{at}/words"), &goal.words);
            self.check_family_author(&at, &goal.words, kind);
            self.check_audience(&at, goal.audience.as_ref(), resource_kind(kind));
            if let Some(owner) = &goal.owner {
                self.check_team_member(format!("{at}/owner"), owner);
            }
            if let Some(words) = &goal.how_we_know {
                self.check_text(&format!("{at}/how_we_know"), words);
            }
            for (j, step) in goal.steps.iter().enumerate() {
                self.check_step(&format!("{at}/steps/{j}"), step);
            }
        }
    }

    fn check_step(&mut self, at: &str, step: &'a ImportStep) {
        self.check_unique_key(format!("{at}/key"), &step.key);
        self.check_text(&format!("{at}/words"), &step.words);
        self.check_audience(at, step.audience.as_ref(), ResourceKind::SharedPlan);
        if step
            .order
            .as_deref()
            .is_some_and(|order| !self.orders.contains(order))
        {
            self.add_fault(
                format!("{at}/order"),
                "names an order that is not in this plan's orders",
            );
        }
        if let Some(week) = &step.week {
            self.check_effort(&format!("{at}/week"), week.hours, week.at.as_ref());
        }
        match &step.owner {
            Some(owner) => self.check_team_member(format!("{at}/owner"), owner),
            // As the form of the portal requires (`PlanItemInput::parse`).
            None if !step.owed => self.add_fault(
                format!("{at}/owner"),
                "is missing: a step belongs to a person, or is owed by the agency",
            ),
            None => {}
        }
    }
}

/// Faults of one person. `pointer` is their place in the file.
pub fn check_person(
    pointer: &str,
    person: &ImportPerson,
    people: &KnownPeople,
) -> Vec<ImportFault> {
    let mut faults = Vec::new();
    if people.contains_key(&person.key) {
        faults.push(ImportFault {
            pointer: format!("{pointer}/key"),
            message: "is used twice in people; keys must differ".into(),
        });
    }
    if person
        .work_hours
        .as_ref()
        .is_some_and(|hours| hours.to_hours().is_none())
    {
        faults.push(ImportFault {
            pointer: format!("{pointer}/work_hours"),
            message: "end before they begin".into(),
        });
    }
    faults
}

/// Faults of one family. `pointer` is its place in the file.
pub fn check_family(
    pointer: &str,
    family: &ImportFamily,
    people: &KnownPeople,
) -> Vec<ImportFault> {
    // A person with two roles in one family counts with the one that is listed last.
    let roles = family
        .members
        .iter()
        .map(|m| (m.person.as_str(), m.role))
        .collect();
    let mut check = FamilyValidator {
        people,
        roles,
        keys: HashSet::new(),
        orders: HashSet::new(),
        children: HashSet::new(),
        faults: Vec::new(),
    };
    check.check_members(pointer, family);
    check.check_contacts(pointer, family);
    // Before the plan, which refers to the children by key.
    check.check_children(pointer, family);
    if let Some(plan) = &family.plan {
        check.check_plan(&format!("{pointer}/plan"), family, plan);
    }
    check.check_threads(pointer, family);
    check.check_dates(pointer, family);
    check.check_family_time(pointer, family);
    check.check_case_dates(pointer, family);
    check.check_transitions(pointer, family);
    check.faults
}
