//! What must hold in an import file beyond its shape. Every fault is collected; none stops the search.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{
    ImportAudience, ImportFamily, ImportGoal, ImportPerson, ImportPlanItem, ImportText,
    ImportThread,
};
use crate::id::PersonId;
use crate::messages::ThreadKind;
use crate::plan::PlanItemKind;
use crate::policy::{
    ProposedParticipant, ResourceKind, Visibility, check_group, may_have_account, may_start_thread,
    of_age_to_interpret, resource_kind, role_visibility,
};
use crate::role::Role;

/// Something wrong, where (a JSON pointer into the file), in plain words without the file's own values.
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
pub type KnownPeople = HashMap<String, Option<jiff::civil::Date>>;

pub(super) struct FamilyValidator<'a> {
    pub people: &'a KnownPeople,
    pub roles: HashMap<&'a str, Role>,
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

    fn check_known_person(&mut self, pointer: String, key: &str) {
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
        let Some(audience) = audience else { return };
        for (i, role) in audience.roles.iter().enumerate() {
            let words = match role_visibility(*role, thing) {
                Visibility::Never => "is a role that may never see this kind of thing",
                Visibility::WhenNamed => {
                    "is a role that sees this kind of thing only when named; name the person in \
                        people"
                }
                Visibility::ByRole => continue,
            };
            self.add_fault(format!("{pointer}/audience/roles/{i}"), words);
        }
        for (i, key) in audience.people.iter().enumerate() {
            match self.roles.get(key.as_str()) {
                None => self.check_team_member(format!("{pointer}/audience/people/{i}"), key),
                Some(role) if role_visibility(*role, thing) == Visibility::Never => {
                    self.add_fault(
                        format!("{pointer}/audience/people/{i}"),
                        "has a role that may never see this kind of thing",
                    );
                }
                Some(_) => {}
            }
        }
        for (i, key) in audience.never.iter().enumerate() {
            self.check_known_person(format!("{pointer}/audience/never/{i}"), key);
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
                if kind != PlanItemKind::Worry {
                    self.add_fault(format!("{at}/{name}"), "is only for worries");
                }
            }
        }
    }

    /// Readers who may not meet in the portal do not meet in a conversation of a file either: a mentor is met by the parent
    /// they walk with and by those who serve the family.
    fn check_thread_participants(
        &mut self,
        pointer: &str,
        family: &ImportFamily,
        thread: &ImportThread,
    ) {
        let number = |key: &str| {
            family
                .members
                .iter()
                .position(|member| member.person == key)
                .map(|at| PersonId(Uuid::from_u128(at as u128)))
        };
        let readers: Vec<ProposedParticipant> = thread
            .readers
            .iter()
            .filter_map(|key| family.members.iter().find(|member| member.person == *key))
            .filter_map(|one| {
                Some(ProposedParticipant {
                    person: number(&one.person)?,
                    role: one.role,
                    walks_with: one.walks_with.as_deref().and_then(number),
                })
            })
            .collect();
        let apart = match readers.as_slice() {
            [one, other] if one.role == Role::Mentor || other.role == Role::Mentor => {
                !may_start_thread(
                    one.role,
                    other.role,
                    one.walks_with == Some(other.person) || other.walks_with == Some(one.person),
                )
            }
            [_, _, _, ..] => check_group(ThreadKind::Team, &readers).is_err(),
            _ => false,
        };
        if apart {
            self.add_fault(
                format!("{pointer}/readers"),
                "puts a mentor together with somebody who does not meet them",
            );
        }
    }

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
                let at = format!("{at}/steps/{j}");
                self.check_unique_key(format!("{at}/key"), &step.key);
                self.check_text(&format!("{at}/words"), &step.words);
                self.check_audience(&at, step.audience.as_ref(), ResourceKind::SharedPlan);
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
                    None if !step.owed => self.add_fault(
                        format!("{at}/owner"),
                        "is missing: a step belongs to a person, or is owed by the agency",
                    ),
                    None => {}
                }
            }
        }
    }
}

/// Faults of one person. `pointer` is where they stand in the file.
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
    faults
}

/// Faults of one family. `pointer` is where it stands in the file.
pub fn check_family(
    pointer: &str,
    family: &ImportFamily,
    people: &KnownPeople,
) -> Vec<ImportFault> {
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
    let mut coordinators = 0;
    for (i, member) in family.members.iter().enumerate() {
        let at = format!("{pointer}/members/{i}");
        check.check_known_person(format!("{at}/person"), &member.person);
        if member.until.is_some_and(|until| until < member.since) {
            check.add_fault(format!("{at}/until"), "is before since");
        }
        if member.role == Role::Interpreter
            && !of_age_to_interpret(people.get(&member.person).copied().flatten(), member.since)
        {
            check.add_fault(format!("{at}/role"), "is interpreter, of somebody under 18");
        }
        if let Some(parent) = &member.walks_with {
            check.check_team_member(format!("{at}/walks_with"), parent);
            if member.role != Role::Mentor {
                check.add_fault(format!("{at}/walks_with"), "is only for mentors");
            }
        } else if member.role == Role::Mentor {
            check.add_fault(
                format!("{at}/walks_with"),
                "is missing: say which parent this mentor walks with",
            );
        }
        if member.coordinator {
            coordinators += 1;
            if member.role != Role::Worker {
                check.add_fault(format!("{at}/coordinator"), "can only be true for a worker");
            }
        }
        check_member_age(&mut check, &at, member, people);
    }
    if coordinators > 1 {
        check.add_fault(
            format!("{pointer}/members"),
            "has more than one team coordinator",
        );
    }
    check.check_children(pointer, family);
    if let Some(plan) = &family.plan {
        check.check_plan(&format!("{pointer}/plan"), family, plan);
    }
    for (i, thread) in family.threads.iter().enumerate() {
        let at = format!("{pointer}/threads/{i}");
        check.check_unique_key(format!("{at}/key"), &thread.key);
        for (j, reader) in thread.readers.iter().enumerate() {
            check.check_team_member(format!("{at}/readers/{j}"), reader);
            if check.roles.get(reader.as_str()).is_some_and(|role| {
                role_visibility(*role, ResourceKind::Thread) == Visibility::Never
            }) {
                check.add_fault(
                    format!("{at}/readers/{j}"),
                    "has a role that may never read a conversation",
                );
            }
        }
        check.check_thread_participants(&at, family, thread);
        for (j, message) in thread.messages.iter().enumerate() {
            check.check_unique_key(format!("{at}/messages/{j}/key"), &message.key);
            if !thread.readers.contains(&message.from) {
                check.add_fault(
                    format!("{at}/messages/{j}/from"),
                    "is not one of the readers",
                );
            }
        }
    }
    for (i, event) in family.dates.iter().enumerate() {
        let at = format!("{pointer}/dates/{i}");
        check.check_unique_key(format!("{at}/key"), &event.key);
        check.check_text(&format!("{at}/about"), &event.about);
        check.check_audience(&at, event.audience.as_ref(), ResourceKind::Dates);
        if event.ends.is_some_and(|ends| ends <= event.starts) {
            check.add_fault(format!("{at}/ends"), "is not after starts");
        }
    }
    check.faults
}

/// Whoever is on a team can be given an account, which nobody under 14 has, whatever their role.
fn check_member_age(
    check: &mut FamilyValidator<'_>,
    at: &str,
    member: &super::ImportMembership,
    people: &KnownPeople,
) {
    let born = people.get(&member.person).copied().flatten();
    match born {
        None if member.role == Role::Youth => check.add_fault(
            format!("{at}/person"),
            "is a youth, so people must give a birth date",
        ),
        _ if !may_have_account(born, member.since) => {
            check.add_fault(
                format!("{at}/since"),
                "is before this person's 14th birthday; nobody \
                younger is on a team or has an account",
            );
        }
        _ => {}
    }
}
