//! What must hold in an import file beyond its shape. Every fault is collected; none stops the search.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Audience, Family, Goal, Item, Person, Thread, Words};
use crate::id::PersonId;
use crate::messages::ThreadKind;
use crate::plan::Kind;
use crate::policy::{Reach, Thing, Together, may_begin, may_have_account, may_share, of_age_to_interpret, reach, thing_of};
use crate::role::Role;

/// Something wrong, where (a JSON pointer into the file), in plain words without the file's own values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub pointer: String,
    pub words: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.pointer, self.words)
    }
}

/// People the file may speak of, by key, with their birth dates where known.
pub type People = HashMap<String, Option<jiff::civil::Date>>;

pub(super) struct Check<'a> {
    pub people: &'a People,
    pub roles: HashMap<&'a str, Role>,
    pub keys: HashSet<&'a str>,
    /// Keys of the court orders of this family's plan.
    pub orders: HashSet<&'a str>,
    pub children: HashSet<&'a str>,
    pub faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    pub(super) fn fault(&mut self, pointer: String, words: &str) {
        self.faults.push(Fault { pointer, words: words.to_owned() });
    }

    fn known(&mut self, pointer: String, key: &str) {
        if !self.people.contains_key(key) {
            self.fault(pointer, "names a person who is not in people, and not in the database");
        }
    }

    pub(super) fn on_team(&mut self, pointer: String, key: &str) {
        if !self.roles.contains_key(key) {
            self.fault(pointer, "names a person who is not one of this family's members");
        }
    }

    pub(super) fn unique(&mut self, pointer: String, key: &'a str) {
        if !self.keys.insert(key) {
            self.fault(pointer, "is used twice in this family; keys must differ");
        }
    }

    pub(super) fn words(&mut self, pointer: &str, words: &Words) {
        if let Some(by) = &words.by {
            self.known(format!("{pointer}/by"), by);
        }
        let mut seen = HashSet::from([words.language.as_str()]);
        for (i, translation) in words.translations.iter().enumerate() {
            if !seen.insert(&translation.language) {
                self.fault(format!("{pointer}/translations/{i}/language"), "is there already in this language");
            }
        }
    }

    pub(super) fn audience(&mut self, pointer: &str, audience: Option<&Audience>, thing: Thing) {
        let Some(audience) = audience else { return };
        for (i, role) in audience.roles.iter().enumerate() {
            let words = match reach(*role, thing) {
                Reach::Never => "is a role that may never see this kind of thing",
                Reach::WhenNamed => "is a role that sees this kind of thing only when named; name the person in people",
                Reach::ByRole => continue,
            };
            self.fault(format!("{pointer}/audience/roles/{i}"), words);
        }
        for (i, key) in audience.people.iter().enumerate() {
            match self.roles.get(key.as_str()) {
                None => self.on_team(format!("{pointer}/audience/people/{i}"), key),
                Some(role) if reach(*role, thing) == Reach::Never => {
                    self.fault(format!("{pointer}/audience/people/{i}"), "has a role that may never see this kind of thing");
                }
                Some(_) => {}
            }
        }
        for (i, key) in audience.never.iter().enumerate() {
            self.known(format!("{pointer}/audience/never/{i}"), key);
        }
    }

    pub(super) fn items(&mut self, pointer: &str, items: &'a [Item], kind: Kind) {
        for (i, item) in items.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.unique(format!("{at}/key"), &item.key);
            self.words(&format!("{at}/words"), &item.words);
            self.audience(&at, item.audience.as_ref(), thing_of(kind));
            self.voice(&at, &item.words, kind);
            for (name, words) in [("safe_when", &item.safe_when), ("so_far", &item.so_far)] {
                let Some(words) = words else { continue };
                self.words(&format!("{at}/{name}"), words);
                if kind != Kind::Worry {
                    self.fault(format!("{at}/{name}"), "is only for worries");
                }
            }
        }
    }

    /// Readers who may not meet in the portal do not meet in a conversation of a file either: a mentor is met by the parent
    /// they walk with and by those who serve the family.
    fn company(&mut self, pointer: &str, family: &Family, thread: &Thread) {
        let number = |key: &str| family.members.iter().position(|member| member.person == key).map(|at| PersonId(Uuid::from_u128(at as u128)));
        let readers: Vec<Together> = thread
            .readers
            .iter()
            .filter_map(|key| family.members.iter().find(|member| member.person == *key))
            .filter_map(|one| Some(Together { person: number(&one.person)?, role: one.role, walks_with: one.walks_with.as_deref().and_then(number) }))
            .collect();
        let apart = match readers.as_slice() {
            [one, other] if one.role == Role::Mentor || other.role == Role::Mentor => {
                !may_begin(one.role, other.role, one.walks_with == Some(other.person) || other.walks_with == Some(one.person))
            }
            [_, _, _, ..] => may_share(ThreadKind::Team, &readers).is_err(),
            _ => false,
        };
        if apart {
            self.fault(format!("{pointer}/readers"), "puts a mentor together with somebody who does not meet them");
        }
    }

    fn voice(&mut self, pointer: &str, words: &Words, kind: Kind) {
        let family = words.by.as_deref().and_then(|by| self.roles.get(by)).is_some_and(|role| role.is_family());
        if kind.is_family_voice() && !family {
            self.fault(format!("{pointer}/words/by"), "must be a parent, guardian, Indian custodian or youth of this family: these are the family's own words");
        }
    }

    pub(super) fn goals(&mut self, pointer: &str, goals: &'a [Goal], kind: Kind) {
        for (i, goal) in goals.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.unique(format!("{at}/key"), &goal.key);
            self.words(&format!("{at}/words"), &goal.words);
            self.voice(&at, &goal.words, kind);
            self.audience(&at, goal.audience.as_ref(), thing_of(kind));
            if let Some(owner) = &goal.owner {
                self.on_team(format!("{at}/owner"), owner);
            }
            if let Some(words) = &goal.how_we_know {
                self.words(&format!("{at}/how_we_know"), words);
            }
            for (j, step) in goal.steps.iter().enumerate() {
                let at = format!("{at}/steps/{j}");
                self.unique(format!("{at}/key"), &step.key);
                self.words(&format!("{at}/words"), &step.words);
                self.audience(&at, step.audience.as_ref(), Thing::SharedPlan);
                if step.order.as_deref().is_some_and(|order| !self.orders.contains(order)) {
                    self.fault(format!("{at}/order"), "names an order that is not in this plan's orders");
                }
                if let Some(week) = &step.week {
                    self.week(&format!("{at}/week"), week.hours, week.at.as_ref());
                }
                match &step.owner {
                    Some(owner) => self.on_team(format!("{at}/owner"), owner),
                    None if !step.owed => self.fault(format!("{at}/owner"), "is missing: a step belongs to a person, or is owed by the agency"),
                    None => {}
                }
            }
        }
    }
}

/// Faults of one person. `pointer` is where they stand in the file.
pub fn check_person(pointer: &str, person: &Person, people: &People) -> Vec<Fault> {
    let mut faults = Vec::new();
    if people.contains_key(&person.key) {
        faults.push(Fault { pointer: format!("{pointer}/key"), words: "is used twice in people; keys must differ".into() });
    }
    faults
}

/// Faults of one family. `pointer` is where it stands in the file.
pub fn check_family(pointer: &str, family: &Family, people: &People) -> Vec<Fault> {
    let roles = family.members.iter().map(|m| (m.person.as_str(), m.role)).collect();
    let mut check = Check { people, roles, keys: HashSet::new(), orders: HashSet::new(), children: HashSet::new(), faults: Vec::new() };
    let mut coordinators = 0;
    for (i, member) in family.members.iter().enumerate() {
        let at = format!("{pointer}/members/{i}");
        check.known(format!("{at}/person"), &member.person);
        if member.until.is_some_and(|until| until < member.since) {
            check.fault(format!("{at}/until"), "is before since");
        }
        if member.role == Role::Interpreter && !of_age_to_interpret(people.get(&member.person).copied().flatten(), member.since) {
            check.fault(format!("{at}/role"), "is interpreter, of somebody under 18");
        }
        if let Some(parent) = &member.walks_with {
            check.on_team(format!("{at}/walks_with"), parent);
            if member.role != Role::Mentor {
                check.fault(format!("{at}/walks_with"), "is only for mentors");
            }
        } else if member.role == Role::Mentor {
            check.fault(format!("{at}/walks_with"), "is missing: say which parent this mentor walks with");
        }
        if member.coordinator {
            coordinators += 1;
            if member.role != Role::Worker {
                check.fault(format!("{at}/coordinator"), "can only be true for a worker");
            }
        }
        old_enough(&mut check, &at, member, people);
    }
    if coordinators > 1 {
        check.fault(format!("{pointer}/members"), "has more than one team coordinator");
    }
    check.children(pointer, family);
    if let Some(plan) = &family.plan {
        check.plan(&format!("{pointer}/plan"), family, plan);
    }
    for (i, thread) in family.threads.iter().enumerate() {
        let at = format!("{pointer}/threads/{i}");
        check.unique(format!("{at}/key"), &thread.key);
        for (j, reader) in thread.readers.iter().enumerate() {
            check.on_team(format!("{at}/readers/{j}"), reader);
            if check.roles.get(reader.as_str()).is_some_and(|role| reach(*role, Thing::Thread) == Reach::Never) {
                check.fault(format!("{at}/readers/{j}"), "has a role that may never read a conversation");
            }
        }
        check.company(&at, family, thread);
        for (j, message) in thread.messages.iter().enumerate() {
            check.unique(format!("{at}/messages/{j}/key"), &message.key);
            if !thread.readers.contains(&message.from) {
                check.fault(format!("{at}/messages/{j}/from"), "is not one of the readers");
            }
        }
    }
    for (i, event) in family.dates.iter().enumerate() {
        let at = format!("{pointer}/dates/{i}");
        check.unique(format!("{at}/key"), &event.key);
        check.words(&format!("{at}/about"), &event.about);
        check.audience(&at, event.audience.as_ref(), Thing::Dates);
        if event.ends.is_some_and(|ends| ends <= event.starts) {
            check.fault(format!("{at}/ends"), "is not after starts");
        }
    }
    check.faults
}

/// Whoever is on a team can be given an account, which nobody under 14 has, whatever their role.
fn old_enough(check: &mut Check<'_>, at: &str, member: &super::Member, people: &People) {
    let born = people.get(&member.person).copied().flatten();
    match born {
        None if member.role == Role::Youth => check.fault(format!("{at}/person"), "is a youth, so people must give a birth date"),
        _ if !may_have_account(born, member.since) => {
            check.fault(format!("{at}/since"), "is before this person's 14th birthday; nobody younger is on a team or has an account");
        }
        _ => {}
    }
}
