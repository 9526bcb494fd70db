//! The oracle: who may read what, computed from the generated audiences and `model::policy`,
//! independently of the store.

use std::collections::{BTreeMap, BTreeSet};

use model::policy::{
    ResourceKind, Visibility, can_open_record, default_roles, may_edit_plan, role_visibility,
};
use model::role::Role;

/// The team of the generated family: key, role, and for a mentor the parent whom they support.
pub const MATRIX_TEAM: [(&str, Role, Option<&str>); 14] = [
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
    MATRIX_TEAM
        .iter()
        .find(|(key, ..)| *key == person)
        .map(|(_, role, _)| *role)
}

/// An audience as in the import file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OracleAudience {
    pub roles: Vec<Role>,
    pub people: Vec<&'static str>,
    pub never: Vec<&'static str>,
}

impl OracleAudience {
    /// The default audience: every role that sees this kind of thing.
    pub fn default_for(thing: ResourceKind) -> Self {
        Self {
            roles: default_roles(thing),
            ..Self::default()
        }
    }

    /// One person, the worker and the supervisor: the portal's audience for text that is not shared
    /// further.
    pub fn private_to(person: &'static str) -> Self {
        Self {
            roles: vec![Role::Worker, Role::Supervisor],
            people: vec![person],
            never: Vec::new(),
        }
    }

    pub fn with_people(mut self, people: impl IntoIterator<Item = &'static str>) -> Self {
        self.people.extend(people);
        self
    }

    pub fn includes_person(&self, person: &str) -> bool {
        let named = self.people.contains(&person)
            || role_of(person).is_some_and(|role| self.roles.contains(&role));
        // A denial beats the role and the name.
        named && !self.never.contains(&person)
    }
}

/// Every audience that a file may give to this kind of thing: none, the default, each role alone,
/// each person alone, and the default without each person who would belong to it.
pub fn every_audience(thing: ResourceKind) -> Vec<Option<OracleAudience>> {
    let by_role = default_roles(thing);
    let people = || {
        MATRIX_TEAM
            .iter()
            .filter(|(_, role, _)| can_open_record(*role))
    };
    let mut all = vec![None];
    if !by_role.is_empty() {
        all.push(Some(OracleAudience::default_for(thing)));
    }
    // A role that no one has would be an audience of no one, and its words could not be seen.
    let there = by_role
        .iter()
        .filter(|role| MATRIX_TEAM.iter().any(|(_, of, _)| of == *role));
    all.extend(there.map(|role| {
        Some(OracleAudience {
            roles: vec![*role],
            ..OracleAudience::default()
        })
    }));
    all.extend(
        people()
            .filter(|(_, role, _)| role_visibility(*role, thing) != Visibility::Never)
            .map(|(key, ..)| Some(OracleAudience::default().with_people([*key]))),
    );
    let shown = people().filter(|(_, role, _)| by_role.contains(role));
    all.extend(shown.map(|(key, ..)| {
        Some(OracleAudience {
            never: vec![*key],
            ..OracleAudience::default_for(thing)
        })
    }));
    all
}

/// A plan item.
#[derive(Debug, Clone)]
pub struct OracleItem {
    pub audience: OracleAudience,
    pub goal: Option<String>,
    /// The step's owner.
    pub step_owner: Option<&'static str>,
    pub published: bool,
}

/// A unique word, and the text that contains it.
#[derive(Debug, Clone)]
pub struct CanaryWord {
    pub word: String,
    pub place: String,
    /// The plan item to which the text belongs, as its words or as a reply to it.
    pub item_key: Option<String>,
    /// The text's own audience, in addition to the item's.
    pub audience: Option<OracleAudience>,
    /// The audience of the event of which it is a part.
    pub whole: Option<OracleAudience>,
    /// True where no requested page needs to show it; it must only stay hidden from everyone else.
    pub may_be_unseen: bool,
}

#[derive(Debug, Default)]
pub struct AudienceOracle {
    pub plan_items: BTreeMap<String, OracleItem>,
    pub canaries: Vec<CanaryWord>,
    pub removed: BTreeSet<&'static str>,
}

impl AudienceOracle {
    /// Creates a new word; `place` names its text in failure messages.
    pub fn new_canary(
        &mut self,
        place: &str,
        line: Option<&str>,
        audience: Option<OracleAudience>,
    ) -> String {
        // Letters that no language of the portal has in this order, and a fixed length, so that
        // pages can be searched without a parser.
        let word = format!("zq{:04}qz", self.canaries.len());
        let canary = CanaryWord {
            word: word.clone(),
            place: place.to_owned(),
            item_key: line.map(str::to_owned),
            audience,
            whole: None,
            may_be_unseen: false,
        };
        self.canaries.push(canary);
        word
    }

    /// Creates a new word of a part of an event. Its readers belong to both audiences.
    pub fn new_part_canary(
        &mut self,
        place: &str,
        whole: OracleAudience,
        part: OracleAudience,
    ) -> String {
        let word = self.new_canary(place, None, Some(part));
        if let Some(canary) = self.canaries.last_mut() {
            canary.whole = Some(whole);
        }
        word
    }

    /// Marks the last words as not required to appear on any page.
    pub fn may_be_unseen(&mut self, last: usize) {
        self.canaries
            .iter_mut()
            .rev()
            .take(last)
            .for_each(|canary| canary.may_be_unseen = true);
    }

    /// An item is readable by its audience, and a step also only by readers of its goal. Exception:
    /// the step's owner, if shown the plan only when named, reads it without the goal unless the
    /// goal excludes them by name.
    fn can_read_item(&self, person: &str, key: &str) -> bool {
        let (line, role) = (&self.plan_items[key], role_of(person).unwrap());
        // An item that is not published yet is only in the working copy, which its editors see.
        if !line.audience.includes_person(person) || !(line.published || may_edit_plan(role)) {
            return false;
        }
        let Some(goal) = line.goal.as_ref().map(|goal| &self.plan_items[goal]) else {
            return true;
        };
        let does_it = line.step_owner == Some(person)
            && role_visibility(role, ResourceKind::SharedPlan) == Visibility::WhenNamed;
        goal.audience.includes_person(person) || (does_it && !goal.audience.never.contains(&person))
    }

    pub fn may_read(&self, person: &str, canary: &CanaryWord) -> bool {
        // No one outside the team reads anything, whatever role they have in their own family.
        let Some(role) = role_of(person) else {
            return false;
        };
        // Audiences still name a former member.
        if self.removed.contains(person) {
            return false;
        }
        // A role that may not open records can still read a thread or an interpretation request
        // that names the person.
        let line = canary
            .item_key
            .as_ref()
            .is_none_or(|line| can_open_record(role) && self.can_read_item(person, line));
        line && [&canary.audience, &canary.whole]
            .into_iter()
            .flatten()
            .all(|audience| audience.includes_person(person))
    }
}
