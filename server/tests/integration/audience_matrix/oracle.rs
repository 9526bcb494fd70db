//! Who may read what, worked out from the generated audiences and `model::policy`, and from nothing the store says.

use std::collections::{BTreeMap, BTreeSet};

use model::policy::{Reach, Thing, default_roles, may_edit_plan, opens_record, reach};
use model::role::Role;

/// The generated family's team, and the parent whom a mentor walks with.
pub const TEAM: [(&str, Role, Option<&str>); 14] = [
    ("parent-a", Role::Parent, None),
    ("parent-b", Role::Parent, None),
    ("guardian", Role::Guardian, None),
    ("youth", Role::Youth, None),
    ("caregiver", Role::Caregiver, None),
    ("mentor-a", Role::Mentor, Some("parent-a")),
    ("mentor-b", Role::Mentor, Some("parent-b")),
    ("worker", Role::Worker, None),
    ("worker-2", Role::Worker, None),
    ("supervisor", Role::Supervisor, None),
    ("tribe", Role::TribalRepresentative, None),
    ("interpreter", Role::Interpreter, None),
    ("coordinator", Role::MentorCoordinator, None),
    ("administrator", Role::Administrator, None),
];
/// A parent and a worker of another family of the same agency, from the demo.
pub const STRANGERS: [&str; 2] = ["maria-luna", "dana-fox"];

pub fn role_of(person: &str) -> Option<Role> {
    TEAM.iter().find(|(key, ..)| *key == person).map(|(_, role, _)| *role)
}

/// An audience as a file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    pub roles: Vec<Role>,
    pub people: Vec<&'static str>,
    pub never: Vec<&'static str>,
}

impl Audience {
    /// Everyone whose role is shown such things.
    pub fn of_thing(thing: Thing) -> Self {
        Self { roles: default_roles(thing), ..Self::default() }
    }

    /// One person and those who answer for the agency: what the portal gives words that somebody shares with nobody else.
    pub fn own(person: &'static str) -> Self {
        Self { roles: vec![Role::Worker, Role::Supervisor], people: vec![person], never: Vec::new() }
    }

    pub fn with(mut self, people: impl IntoIterator<Item = &'static str>) -> Self {
        self.people.extend(people);
        self
    }

    pub fn lets_in(&self, person: &str) -> bool {
        let named = self.people.contains(&person) || role_of(person).is_some_and(|role| self.roles.contains(&role));
        named && !self.never.contains(&person)
    }
}

/// Every audience that a file may give this kind of thing: none, everyone by role, each role alone, each person alone, and
/// never each one who would see it by role.
pub fn every_audience(thing: Thing) -> Vec<Option<Audience>> {
    let by_role = default_roles(thing);
    let people = || TEAM.iter().filter(|(_, role, _)| opens_record(*role));
    let mut all = vec![None];
    if !by_role.is_empty() {
        all.push(Some(Audience::of_thing(thing)));
    }
    let there = by_role.iter().filter(|role| TEAM.iter().any(|(_, of, _)| of == *role));
    all.extend(there.map(|role| Some(Audience { roles: vec![*role], ..Audience::default() })));
    all.extend(people().filter(|(_, role, _)| reach(*role, thing) != Reach::Never).map(|(key, ..)| Some(Audience::default().with([*key]))));
    let shown = people().filter(|(_, role, _)| by_role.contains(role));
    all.extend(shown.map(|(key, ..)| Some(Audience { never: vec![*key], ..Audience::of_thing(thing) })));
    all
}

/// A line of the plan.
#[derive(Debug, Clone)]
pub struct Line {
    pub audience: Audience,
    pub goal: Option<String>,
    /// Who does it.
    pub doer: Option<&'static str>,
    pub published: bool,
}

/// A word that is in one text alone, and what it is part of.
#[derive(Debug, Clone)]
pub struct Canary {
    pub word: String,
    pub place: String,
    /// The line it belongs to, as its words or as something said to it.
    pub line: Option<String>,
    /// What the text itself is narrowed to, beside its line.
    pub audience: Option<Audience>,
    /// True where a page of its own is not asked for: it is enough that nobody else sees it.
    pub may_be_unseen: bool,
}

#[derive(Debug, Default)]
pub struct Oracle {
    pub lines: BTreeMap<String, Line>,
    pub canaries: Vec<Canary>,
    pub removed: BTreeSet<&'static str>,
}

impl Oracle {
    /// A new word for a text of that place.
    pub fn word(&mut self, place: &str, line: Option<&str>, audience: Option<Audience>) -> String {
        let word = format!("zq{:04}qz", self.canaries.len());
        let canary = Canary { word: word.clone(), place: place.to_owned(), line: line.map(str::to_owned), audience, may_be_unseen: false };
        self.canaries.push(canary);
        word
    }

    /// The last words may stand on no page.
    pub fn may_be_unseen(&mut self, last: usize) {
        self.canaries.iter_mut().rev().take(last).for_each(|canary| canary.may_be_unseen = true);
    }

    /// A line is read by those who are in its audience and, where it is a step, read its goal. Who does a step and is shown
    /// the plan only when named reads it without its goal, unless the goal shuts them out by name.
    fn reads_line(&self, person: &str, key: &str) -> bool {
        let (line, role) = (&self.lines[key], role_of(person).unwrap());
        if !line.audience.lets_in(person) || !(line.published || may_edit_plan(role)) {
            return false;
        }
        let Some(goal) = line.goal.as_ref().map(|goal| &self.lines[goal]) else { return true };
        let does_it = line.doer == Some(person) && reach(role, Thing::SharedPlan) == Reach::WhenNamed;
        goal.audience.lets_in(person) || (does_it && !goal.audience.never.contains(&person))
    }

    pub fn allows(&self, person: &str, canary: &Canary) -> bool {
        let Some(role) = role_of(person) else { return false };
        if self.removed.contains(person) {
            return false;
        }
        // Whoever opens no record still reads what a conversation or an interpreter's task names them for.
        let line = canary.line.as_ref().is_none_or(|line| opens_record(role) && self.reads_line(person, line));
        line && canary.audience.as_ref().is_none_or(|audience| audience.lets_in(person))
    }
}
