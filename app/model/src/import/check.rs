//! What must hold in an import file beyond its shape. Every fault is collected; none stops the search.

use std::collections::{HashMap, HashSet};

use super::{Audience, Family, Goal, Item, Person, Words};
use crate::plan::progress::Voice;
use crate::plan::{Kind, Permanency};
use crate::policy::{Reach, Thing, reach, thing_of};
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

struct Check<'a> {
    people: &'a People,
    roles: HashMap<&'a str, Role>,
    keys: HashSet<&'a str>,
    /// Keys of the court orders of this family's plan.
    orders: HashSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, pointer: String, words: &str) {
        self.faults.push(Fault { pointer, words: words.to_owned() });
    }

    fn known(&mut self, pointer: String, key: &str) {
        if !self.people.contains_key(key) {
            self.fault(pointer, "names a person who is not in people, and not in the database");
        }
    }

    fn on_team(&mut self, pointer: String, key: &str) {
        if !self.roles.contains_key(key) {
            self.fault(pointer, "names a person who is not one of this family's members");
        }
    }

    fn unique(&mut self, pointer: String, key: &'a str) {
        if !self.keys.insert(key) {
            self.fault(pointer, "is used twice in this family; keys must differ");
        }
    }

    fn words(&mut self, pointer: &str, words: &Words) {
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

    fn audience(&mut self, pointer: &str, audience: Option<&Audience>, thing: Thing) {
        let Some(audience) = audience else { return };
        for (i, role) in audience.roles.iter().enumerate() {
            if reach(*role, thing) == Reach::Never {
                self.fault(format!("{pointer}/audience/roles/{i}"), "is a role that may never see this kind of thing");
            }
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

    fn items(&mut self, pointer: &str, items: &'a [Item], kind: Kind) {
        for (i, item) in items.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.unique(format!("{at}/key"), &item.key);
            self.words(&format!("{at}/words"), &item.words);
            self.audience(&at, item.audience.as_ref(), thing_of(kind));
            self.voice(&at, &item.words, kind);
        }
    }

    fn voice(&mut self, pointer: &str, words: &Words, kind: Kind) {
        let family = words.by.as_deref().and_then(|by| self.roles.get(by)).is_some_and(|role| role.is_family());
        if kind.is_family_voice() && !family {
            self.fault(format!("{pointer}/words/by"), "must be a parent, guardian, Indian custodian or youth of this family: these are the family's own words");
        }
    }

    fn goals(&mut self, pointer: &str, goals: &'a [Goal], kind: Kind) {
        for (i, goal) in goals.iter().enumerate() {
            let at = format!("{pointer}/{i}");
            self.unique(format!("{at}/key"), &goal.key);
            self.words(&format!("{at}/words"), &goal.words);
            self.voice(&at, &goal.words, kind);
            self.audience(&at, goal.audience.as_ref(), thing_of(kind));
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
    let mut check = Check { people, roles, keys: HashSet::new(), orders: HashSet::new(), faults: Vec::new() };
    let mut coordinators = 0;
    for (i, member) in family.members.iter().enumerate() {
        let at = format!("{pointer}/members/{i}");
        check.known(format!("{at}/person"), &member.person);
        if member.until.is_some_and(|until| until < member.since) {
            check.fault(format!("{at}/until"), "is before since");
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
        if member.role == Role::Youth {
            young(&mut check, &at, member, people);
        }
    }
    if coordinators > 1 {
        check.fault(format!("{pointer}/members"), "has more than one team coordinator");
    }
    if let Some(plan) = &family.plan {
        let at = format!("{pointer}/plan");
        if family.in_home && (plan.permanency.is_some() || plan.concurrent.is_some()) {
            check.fault(format!("{at}/permanency"), "must be left out: the children live at home");
        }
        for (name, decision) in [("permanency", &plan.permanency), ("concurrent", &plan.concurrent)] {
            if let Some(decision) = decision {
                check.words(&format!("{at}/{name}/why"), &decision.why);
                if decision.goal == Permanency::OtherPlanned && !sixteen(family, people, decision.since) {
                    check.fault(format!("{at}/{name}/goal"), "is only possible from 16 years on (Wis. Stat. 48.38(4)(fg)5)");
                }
            }
        }
        check.items(&format!("{at}/own_words"), &plan.own_words, Kind::OwnWords);
        check.items(&format!("{at}/strengths"), &plan.strengths, Kind::Strength);
        check.items(&format!("{at}/needs"), &plan.needs, Kind::Need);
        check.items(&format!("{at}/worries"), &plan.worries, Kind::Worry);
        check.items(&format!("{at}/changes"), &plan.changes, Kind::Change);
        check.items(&format!("{at}/orders"), &plan.orders, Kind::Order);
        check.items(&format!("{at}/safety_do"), &plan.safety_do, Kind::SafetyDo);
        check.items(&format!("{at}/safety_call"), &plan.safety_call, Kind::SafetyCall);
        check.orders = plan.orders.iter().map(|order| order.key.as_str()).collect();
        let top = plan.scale.as_ref().map_or(crate::plan::progress::TOP, |scale| scale.top);
        for (i, review) in plan.reviews.iter().enumerate() {
            let at = format!("{at}/reviews/{i}");
            check.unique(format!("{at}/key"), &review.key);
            if let Some(words) = &review.words {
                check.words(&format!("{at}/words"), words);
            }
            for (j, rating) in review.ratings.iter().enumerate() {
                let role = check.roles.get(rating.by.as_str()).copied();
                if role.and_then(Voice::of).is_none() {
                    check.fault(format!("{at}/ratings/{j}/by"), "must be a parent, guardian, Indian custodian, youth or worker of this family");
                }
                if !(1..=top).contains(&rating.value) {
                    check.fault(format!("{at}/ratings/{j}/value"), "is not on the scale");
                }
            }
        }
        check.goals(&format!("{at}/family_goals"), &plan.family_goals, Kind::FamilyGoal);
        check.goals(&format!("{at}/agency_goals"), &plan.agency_goals, Kind::AgencyGoal);
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

fn young(check: &mut Check<'_>, at: &str, member: &super::Member, people: &People) {
    match people.get(&member.person).copied().flatten() {
        None => check.fault(format!("{at}/person"), "is a youth, so people must give a birth date"),
        Some(born) if age(born, member.since) < 14 => {
            check.fault(format!("{at}/since"), "is before this person's 14th birthday; the role youth begins there");
        }
        Some(_) => {}
    }
}

fn sixteen(family: &Family, people: &People, on: jiff::civil::Date) -> bool {
    family.members.iter().any(|m| m.role == Role::Youth && people.get(&m.person).copied().flatten().is_some_and(|born| age(born, on) >= 16))
}

/// Whole years between two dates.
fn age(born: jiff::civil::Date, on: jiff::civil::Date) -> i16 {
    let years = on.year() - born.year();
    if (on.month(), on.day()) < (born.month(), born.day()) { years - 1 } else { years }
}
