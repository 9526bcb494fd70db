//! Generates an import file for a family with every audience in every position and a unique word in
//! every text.

use model::plan::{Area, Kind};
use model::policy::{Thing, thing_of};
use model::role::Role;
use serde_json::{Value, json};

use super::oracle::{Audience, Line, Oracle, TEAM, every_audience};
use crate::support::house;

/// The imported threads and their participants.
const THREADS: [(&str, &[&str]); 5] = [
    ("a-mentor", &["parent-a", "mentor-a"]),
    ("b-worker", &["parent-b", "worker"]),
    ("a-worker", &["parent-a", "worker"]),
    ("team", &["parent-a", "worker", "mentor-a"]),
    ("family", &["parent-a", "parent-b", "guardian", "youth"]),
];

fn given(audience: Option<&Audience>) -> Value {
    audience.map_or(Value::Null, |one| json!({ "roles": one.roles, "people": one.people, "never": one.never }))
}

/// A text and its English translation, each with its own word. Readers of English see both.
fn text(oracle: &mut Oracle, place: &str, line: Option<&str>, audience: Option<&Audience>, by: &str) -> Value {
    let word = oracle.word(place, line, audience.cloned());
    let other = oracle.word(&format!("{place}, translated"), line, audience.cloned());
    json!({ "language": "hmn", "text": format!("{word} hais"), "by": by, "translations": [{ "language": "en", "text": format!("{other} said"), "by": "A translator" }] })
}

/// A plan item for the file and the oracle. The people in `own` always belong to its audience.
struct New<'a> {
    key: &'a str,
    kind: Kind,
    audience: Option<&'a Audience>,
    own: Vec<&'static str>,
    goal: Option<&'a str>,
    doer: Option<&'static str>,
}

impl New<'_> {
    fn put(self, oracle: &mut Oracle, by: &str) -> Value {
        let seen = self.audience.cloned().unwrap_or_else(|| Audience::of_thing(thing_of(self.kind))).with(self.own);
        oracle.lines.insert(self.key.into(), Line { audience: seen, goal: self.goal.map(str::to_owned), doer: self.doer, published: true });
        json!({ "key": self.key, "audience": given(self.audience), "words": text(oracle, self.key, Some(self.key), None, by) })
    }
}

fn items(oracle: &mut Oracle, kind: Kind, audiences: &[Option<Audience>]) -> Vec<Value> {
    let of = |(n, audience): (usize, &Option<Audience>)| {
        let key = format!("{}-{n}", kind.slug());
        let author = if kind == Kind::OwnWords { ["parent-a", "parent-b", "youth"][n % 3] } else { "worker" };
        let own = if kind == Kind::OwnWords { vec![author] } else { Vec::new() };
        let mut item = New { key: &key, kind, audience: audience.as_ref(), own, goal: None, doer: None }.put(oracle, author);
        if kind == Kind::Worry {
            item["safe_when"] = text(oracle, &format!("{key} safe_when"), Some(&key), None, author);
            item["so_far"] = text(oracle, &format!("{key} so_far"), Some(&key), None, author);
        }
        item
    };
    audiences.iter().enumerate().map(of).collect()
}

/// Goals, each with one step that inherits the goal's audience and one that every role may see.
fn goals(oracle: &mut Oracle, kind: Kind) -> Vec<Value> {
    let mut all = Vec::new();
    for (n, audience) in every_audience(thing_of(kind)).iter().enumerate() {
        let (key, author) = (format!("{}-{n}", kind.slug()), if kind == Kind::FamilyGoal { ["parent-a", "parent-b"][n % 2] } else { "worker" });
        let own = if kind == Kind::FamilyGoal { vec![author] } else { Vec::new() };
        let mut goal = New { key: &key, kind, audience: audience.as_ref(), own: own.clone(), goal: None, doer: None }.put(oracle, author);
        goal["how_we_know"] = text(oracle, &format!("{key} how_we_know"), Some(&key), None, "worker");
        let everyone = Audience::of_thing(Thing::SharedPlan);
        let mut steps = Vec::new();
        for (part, audience) in [("inherits", audience.as_ref()), ("wide", Some(&everyone))] {
            let step = format!("{key}-{part}");
            let mut value = New { key: &step, kind: Kind::Step, audience, own: own.clone(), goal: Some(&key), doer: None }.put(oracle, "worker");
            value["audience"] = if part == "wide" { given(audience) } else { Value::Null };
            value["owed"] = true.into();
            steps.push(value);
        }
        goal["steps"] = steps.into();
        all.push(goal);
    }
    all
}

/// Steps whose owner cannot read the goal: a role that is shown the plan only when named, a person
/// outside the goal's audience, and people whom the goal excludes.
fn steps_of_others(oracle: &mut Oracle) -> Vec<Value> {
    let parent = Audience { roles: vec![Role::Worker, Role::Supervisor], ..Audience::default() }.with(["parent-a"]);
    let shut = Audience { never: vec!["youth"], ..Audience::of_thing(Thing::SharedPlan) };
    let mut all = Vec::new();
    for (key, audience, doer) in
        [("named", None, "caregiver"), ("left-out", Some(parent.clone()), "parent-b"), ("shut-out", Some(shut), "youth"), ("one-parent", Some(parent), "youth")]
    {
        let (goal, step) = (format!("goal-{key}"), format!("goal-{key}-step"));
        let mut value = New { key: &goal, kind: Kind::AgencyGoal, audience: audience.as_ref(), own: Vec::new(), goal: None, doer: None }.put(oracle, "worker");
        let everyone = Audience::of_thing(Thing::SharedPlan);
        let own = vec![doer];
        let mut one = New { key: &step, kind: Kind::Step, audience: Some(&everyone), own, goal: Some(&goal), doer: Some(doer) }.put(oracle, "worker");
        one["owner"] = doer.into();
        value["steps"] = json!([one]);
        all.push(value);
    }
    all
}

fn well_being(oracle: &mut Oracle) -> Vec<Value> {
    let area = |n: usize| Area::ALL[n % Area::ALL.len()];
    let of = |(n, audience): (usize, &Option<Audience>)| {
        let key = format!("well-being-{n}");
        // A child who is a member of the team always reads their own well-being items.
        let mut item = New { key: &key, kind: Kind::WellBeing, audience: audience.as_ref(), own: Vec::new(), goal: None, doer: None }.put(oracle, "worker");
        item["child"] = format!("child-{}", n / Area::ALL.len()).into();
        item["area"] = area(n).slug().into();
        item
    };
    every_audience(Thing::ChildLife).iter().enumerate().map(of).collect()
}

fn dates(oracle: &mut Oracle) -> Vec<Value> {
    let of = |(n, audience): (usize, &Option<Audience>)| {
        let seen = audience.clone().unwrap_or_else(|| Audience::of_thing(Thing::Dates));
        let about = text(oracle, &format!("date-{n}"), None, Some(&seen), "worker");
        // The home page shows only the next dates, and only the first one's text.
        oracle.may_be_unseen(2);
        json!({ "key": format!("date-{n}"), "kind": "meeting", "starts": format!("2026-11-2{}T{:02}:00", 4 + n % 5, 8 + n / 5), "about": about, "audience": given(audience.as_ref()) })
    };
    every_audience(Thing::Dates).iter().enumerate().map(of).collect()
}

fn threads(oracle: &mut Oracle) -> Vec<Value> {
    let mut all = Vec::new();
    for (key, readers) in THREADS {
        let seen = Audience::default().with(readers.iter().copied());
        let said = readers.iter().enumerate().map(|(n, from)| {
            let word = oracle.word(&format!("{key} message {n}"), None, Some(seen.clone()));
            json!({ "key": format!("{key}-{n}"), "from": from, "at": format!("2026-11-20T1{n}:00"), "language": "en", "text": format!("{word} wrote") })
        });
        let messages = said.collect::<Vec<_>>();
        all.push(json!({ "key": key, "readers": readers, "messages": messages }));
    }
    all
}

fn people(oracle: &mut Oracle) -> Vec<Value> {
    let of = |(key, role, walks): &(&'static str, Role, Option<&'static str>)| {
        let mut name = format!("Somebody who is {key}");
        if let Some(parent) = walks {
            // A mentor's name is visible to their own parent and to agency staff, not to the other
            // parent.
            let seen = Audience { roles: vec![Role::Worker, Role::Supervisor, Role::MentorCoordinator], ..Audience::default() }.with([*parent, *key]);
            name = oracle.word(&format!("the name of {key}"), None, Some(seen));
        }
        let languages = if *role == Role::Interpreter { json!(["en", "hmn"]) } else { json!(["en"]) };
        let born = if *role == Role::Youth { json!("2010-01-01") } else { Value::Null };
        json!({ "key": key, "name": name, "languages_spoken": languages, "languages_read": languages, "born": born })
    };
    TEAM.iter().map(of).collect()
}

/// The import file with the generated family.
pub fn file(oracle: &mut Oracle) -> Value {
    let agency: Value = serde_json::from_str(house::DEMO[0]).unwrap();
    let members: Vec<Value> = TEAM
        .iter()
        .map(|(key, role, walks)| json!({ "person": key, "role": role, "since": "2026-01-01", "coordinator": *key == "worker", "walks_with": walks }))
        .collect();
    let few = [None, Some(Audience::default().with(["parent-a"])), Some(Audience { never: vec!["parent-b"], ..Audience::of_thing(Thing::Safety) })];
    let children: Vec<Value> = (0..6).map(|n| json!({ "key": format!("child-{n}"), "name": format!("Child {n}"), "born": "2020-01-01" })).collect();
    let whole = Audience::of_thing(Thing::SharedPlan);
    let why = text(oracle, "where it is heading", None, Some(&whole), "worker");
    let mut agency_goals = goals(oracle, Kind::AgencyGoal);
    agency_goals.extend(steps_of_others(oracle));
    let plan = json!({
        "since": "2026-11-01", "version": 3,
        "permanency": { "goal": "return_home", "since": "2026-01-01", "by": "court", "why": why },
        "own_words": items(oracle, Kind::OwnWords, &every_audience(Thing::OwnWords)),
        "strengths": items(oracle, Kind::Strength, &every_audience(Thing::SharedPlan)),
        "needs": items(oracle, Kind::Need, &few),
        "worries": items(oracle, Kind::Worry, &every_audience(Thing::Safety)),
        "changes": items(oracle, Kind::Change, &few),
        "orders": items(oracle, Kind::Order, &every_audience(Thing::SharedPlan)),
        "safety_do": items(oracle, Kind::SafetyDo, &few),
        "safety_call": items(oracle, Kind::SafetyCall, &few),
        "well_being": well_being(oracle),
        "family_goals": goals(oracle, Kind::FamilyGoal),
        "agency_goals": agency_goals,
    });
    let family = json!({
        "key": "matrix", "name": "The Matrix family", "stage": "review", "in_home": false, "members": members, "children": children,
        "plan": plan, "threads": threads(oracle), "dates": dates(oracle),
    });
    json!({ "format": "alongside-case/1", "agency": agency["agency"], "people": people(oracle), "families": [family] })
}
