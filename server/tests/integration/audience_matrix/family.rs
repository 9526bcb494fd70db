//! Generates an import file for a family with every audience in every position and a unique word in
//! every text.

use model::plan::{PlanItemKind, WellBeingArea};
use model::policy::{ResourceKind, resource_kind};
use model::role::Role;
use serde_json::{Value, json};

use super::oracle::{AudienceOracle, MATRIX_TEAM, OracleAudience, OracleItem, every_audience};
use crate::support::database;

/// The imported threads and their participants.
// The import refuses a thread of a mentor and the other parent, so none has both.
const IMPORTED_THREADS: [(&str, &[&str]); 5] = [
    ("a-mentor", &["parent-a", "mentor-a"]),
    ("b-worker", &["parent-b", "worker"]),
    ("a-worker", &["parent-a", "worker"]),
    ("team", &["parent-a", "worker", "mentor-a"]),
    ("family", &["parent-a", "parent-b", "guardian", "youth"]),
];

fn audience_json(audience: Option<&OracleAudience>) -> Value {
    audience.map_or(
        Value::Null,
        |one| json!({ "roles": one.roles, "people": one.people, "never": one.never }),
    )
}

/// A text and its English translation, each with its own word. Readers of English see both.
fn text_json(
    oracle: &mut AudienceOracle,
    place: &str,
    line: Option<&str>,
    audience: Option<&OracleAudience>,
    by: &str,
) -> Value {
    let word = oracle.new_canary(place, line, audience.cloned());
    let other = oracle.new_canary(&format!("{place}, translated"), line, audience.cloned());
    json!({ "language": "hmn", "text": format!("{word} hais"), "by": by, "translations": [{ "language": "en", "text": format!("{other} said"), "by": "A translator" }] })
}

/// A plan item for the file and the oracle. The people in `own` always belong to its audience.
struct GeneratedItem<'a> {
    key: &'a str,
    kind: PlanItemKind,
    audience: Option<&'a OracleAudience>,
    own: Vec<&'static str>,
    goal: Option<&'a str>,
    doer: Option<&'static str>,
}

impl GeneratedItem<'_> {
    fn add_to_file(self, oracle: &mut AudienceOracle, by: &str) -> Value {
        let seen = self
            .audience
            .cloned()
            .unwrap_or_else(|| OracleAudience::default_for(resource_kind(self.kind)))
            .with_people(self.own);
        oracle.plan_items.insert(
            self.key.into(),
            OracleItem {
                audience: seen,
                goal: self.goal.map(str::to_owned),
                step_owner: self.doer,
                published: true,
            },
        );
        json!({ "key": self.key, "audience": audience_json(self.audience), "words": text_json(oracle, self.key, Some(self.key), None, by) })
    }
}

fn plan_items(
    oracle: &mut AudienceOracle,
    kind: PlanItemKind,
    audiences: &[Option<OracleAudience>],
) -> Vec<Value> {
    let of = |(n, audience): (usize, &Option<OracleAudience>)| {
        let key = format!("{}-{n}", kind.slug());
        // The import takes own words only from members of the family.
        let author = if kind == PlanItemKind::OwnWords {
            // In turn, so that each author is combined with different audiences.
            ["parent-a", "parent-b", "youth"][n % 3]
        } else {
            "worker"
        };
        let own = if kind == PlanItemKind::OwnWords {
            vec![author]
        } else {
            Vec::new()
        };
        let mut item = GeneratedItem {
            key: &key,
            kind,
            audience: audience.as_ref(),
            own,
            goal: None,
            doer: None,
        }
        .add_to_file(oracle, author);
        if kind == PlanItemKind::Worry {
            item["safe_when"] = text_json(
                oracle,
                &format!("{key} safe_when"),
                Some(&key),
                None,
                author,
            );
            item["so_far"] = text_json(oracle, &format!("{key} so_far"), Some(&key), None, author);
        }
        item
    };
    audiences.iter().enumerate().map(of).collect()
}

/// Goals, each with one step that inherits the goal's audience and one that every role may see.
fn goals_with_steps(oracle: &mut AudienceOracle, kind: PlanItemKind) -> Vec<Value> {
    let mut all = Vec::new();
    for (n, audience) in every_audience(resource_kind(kind)).iter().enumerate() {
        let (key, author) = (
            format!("{}-{n}", kind.slug()),
            if kind == PlanItemKind::FamilyGoal {
                // In turn, so that each author is combined with different audiences.
                ["parent-a", "parent-b"][n % 2]
            } else {
                "worker"
            },
        );
        let own = if kind == PlanItemKind::FamilyGoal {
            vec![author]
        } else {
            Vec::new()
        };
        let mut goal = GeneratedItem {
            key: &key,
            kind,
            audience: audience.as_ref(),
            own: own.clone(),
            goal: None,
            doer: None,
        }
        .add_to_file(oracle, author);
        goal["how_we_know"] = text_json(
            oracle,
            &format!("{key} how_we_know"),
            Some(&key),
            None,
            "worker",
        );
        let everyone = OracleAudience::default_for(ResourceKind::SharedPlan);
        let mut steps = Vec::new();
        for (part, audience) in [("inherits", audience.as_ref()), ("wide", Some(&everyone))] {
            let step = format!("{key}-{part}");
            let mut value = GeneratedItem {
                key: &step,
                kind: PlanItemKind::Step,
                audience,
                own: own.clone(),
                goal: Some(&key),
                doer: None,
            }
            .add_to_file(oracle, "worker");
            // A null is what a step inherits with; the same audience written out is one of its own.
            value["audience"] = if part == "wide" {
                audience_json(audience)
            } else {
                Value::Null
            };
            // The import refuses a step that belongs to no one.
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
fn steps_of_others(oracle: &mut AudienceOracle) -> Vec<Value> {
    let parent = OracleAudience {
        roles: vec![Role::Worker, Role::Supervisor],
        ..OracleAudience::default()
    }
    .with_people(["parent-a"]);
    let shut = OracleAudience {
        never: vec!["youth"],
        ..OracleAudience::default_for(ResourceKind::SharedPlan)
    };
    let mut all = Vec::new();
    for (key, audience, doer) in [
        // Reads the step without its goal: a caregiver reads the plan only when named.
        ("named", None, "caregiver"),
        // Reads neither: parents read the plan by their role, so the exception is not for them.
        ("left-out", Some(parent.clone()), "parent-b"),
        // Reads neither: the goal denies it to the youth by name.
        ("shut-out", Some(shut), "youth"),
        // Reads the step without its goal: the goal leaves the youth out, but denies nothing by
        // name.
        ("one-parent", Some(parent), "youth"),
    ] {
        let (goal, step) = (format!("goal-{key}"), format!("goal-{key}-step"));
        let mut value = GeneratedItem {
            key: &goal,
            kind: PlanItemKind::AgencyGoal,
            audience: audience.as_ref(),
            own: Vec::new(),
            goal: None,
            doer: None,
        }
        .add_to_file(oracle, "worker");
        let everyone = OracleAudience::default_for(ResourceKind::SharedPlan);
        let own = vec![doer];
        let mut one = GeneratedItem {
            key: &step,
            kind: PlanItemKind::Step,
            audience: Some(&everyone),
            own,
            goal: Some(&goal),
            doer: Some(doer),
        }
        .add_to_file(oracle, "worker");
        one["owner"] = doer.into();
        value["steps"] = json!([one]);
        all.push(value);
    }
    all
}

fn well_being_items(oracle: &mut AudienceOracle) -> Vec<Value> {
    let area = |n: usize| WellBeingArea::ALL[n % WellBeingArea::ALL.len()];
    let of = |(n, audience): (usize, &Option<OracleAudience>)| {
        let key = format!("well-being-{n}");
        // A child who is a member of the team always reads their own well-being items.
        let mut item = GeneratedItem {
            key: &key,
            kind: PlanItemKind::WellBeing,
            audience: audience.as_ref(),
            own: Vec::new(),
            goal: None,
            doer: None,
        }
        .add_to_file(oracle, "worker");
        item["child"] = format!("child-{}", n / WellBeingArea::ALL.len()).into();
        item["area"] = area(n).slug().into();
        item
    };
    every_audience(ResourceKind::ChildLife)
        .iter()
        .enumerate()
        .map(of)
        .collect()
}

fn upcoming_events(oracle: &mut AudienceOracle) -> Vec<Value> {
    let of = |(n, audience): (usize, &Option<OracleAudience>)| {
        let seen = audience
            .clone()
            .unwrap_or_else(|| OracleAudience::default_for(ResourceKind::Dates));
        let key = format!("date-{n}");
        let about = text_json(oracle, &key, None, Some(&seen), "worker");
        let after = text_json(oracle, &format!("{key} after"), None, Some(&seen), "worker");
        // Who may know the place is in the audience of the event and in that of the place.
        let knows_place = OracleAudience {
            never: vec!["parent-b"],
            ..OracleAudience::default_for(ResourceKind::Dates)
        }
        .with_people(["parent-a", "parent-b"]);
        let place = oracle.new_part_canary(&format!("{key} place"), seen, knows_place.clone());
        json!({ "key": key, "kind": "meeting", "starts": format!("2026-11-2{}T{:02}:00", 4 + n % 5, 8 + n / 5), "place": place, "place_audience": audience_json(Some(&knows_place)), "about": about, "after": after, "audience": audience_json(audience.as_ref()) })
    };
    every_audience(ResourceKind::Dates)
        .iter()
        .enumerate()
        .map(of)
        .collect()
}

fn imported_threads(oracle: &mut AudienceOracle) -> Vec<Value> {
    let mut all = Vec::new();
    for (key, readers) in IMPORTED_THREADS {
        let seen = OracleAudience::default().with_people(readers.iter().copied());
        let sent = readers.iter().enumerate().map(|(n, from)| {
            let word = oracle.new_canary(&format!("{key} message {n}"), None, Some(seen.clone()));
            json!({ "key": format!("{key}-{n}"), "from": from, "at": format!("2026-11-20T1{n}:00"), "language": "en", "text": format!("{word} wrote") })
        });
        let messages = sent.collect::<Vec<_>>();
        all.push(json!({ "key": key, "readers": readers, "messages": messages }));
    }
    all
}

fn team_people(oracle: &mut AudienceOracle) -> Vec<Value> {
    let of = |(key, role, walks): &(&'static str, Role, Option<&'static str>)| {
        let mut name = format!("Somebody who is {key}");
        if let Some(parent) = walks {
            // A mentor's name is visible to their own parent and to agency staff, not to the other
            // parent.
            let seen = OracleAudience {
                roles: vec![Role::Worker, Role::Supervisor, Role::MentorCoordinator],
                ..OracleAudience::default()
            }
            .with_people([*parent, *key]);
            name = oracle.new_canary(&format!("the name of {key}"), None, Some(seen));
        }
        // An interpreter is offered only requests in languages that they have.
        let languages = if *role == Role::Interpreter {
            json!(["en", "hmn"])
        } else {
            json!(["en"])
        };
        // 16 years old by the test clock. The import refuses a youth without a birth date, and
        // anyone under 14.
        let born = if *role == Role::Youth {
            json!("2010-01-01")
        } else {
            Value::Null
        };
        json!({ "key": key, "name": name, "languages_spoken": languages, "languages_read": languages, "born": born })
    };
    MATRIX_TEAM.iter().map(of).collect()
}

/// The import file with the generated family.
pub fn generate_import_file(oracle: &mut AudienceOracle) -> Value {
    let agency: Value = serde_json::from_str(database::DEMO_FILES[0]).unwrap();
    let members: Vec<Value> = MATRIX_TEAM
        .iter()
        .map(|(key, role, walks)| json!({ "person": key, "role": role, "since": "2026-01-01", "coordinator": *key == "worker", "walks_with": walks }))
        .collect();
    // For kinds of items with the same rule as worries or strengths, which get every audience.
    let few = [
        None,
        Some(OracleAudience::default().with_people(["parent-a"])),
        Some(OracleAudience {
            never: vec!["parent-b"],
            ..OracleAudience::default_for(ResourceKind::Safety)
        }),
    ];
    // Five items for each child; six children are enough for every audience of `well_being_items`.
    let children: Vec<Value> = (0..6).map(|n| json!({ "key": format!("child-{n}"), "name": format!("Child {n}"), "born": "2020-01-01" })).collect();
    let whole = OracleAudience::default_for(ResourceKind::SharedPlan);
    let why = text_json(oracle, "where it is heading", None, Some(&whole), "worker");
    let mut agency_goals = goals_with_steps(oracle, PlanItemKind::AgencyGoal);
    agency_goals.extend(steps_of_others(oracle));
    let plan = json!({
        "since": "2026-11-01", "version": 3,
        "permanency": { "goal": "return_home", "since": "2026-01-01", "by": "court", "why": why },
        "own_words": plan_items(oracle, PlanItemKind::OwnWords, &every_audience(ResourceKind::OwnWords)),
        "strengths": plan_items(oracle, PlanItemKind::Strength, &every_audience(ResourceKind::SharedPlan)),
        "needs": plan_items(oracle, PlanItemKind::Need, &few),
        "worries": plan_items(oracle, PlanItemKind::Worry, &every_audience(ResourceKind::Safety)),
        "changes": plan_items(oracle, PlanItemKind::ClosureCondition, &few),
        "orders": plan_items(oracle, PlanItemKind::CourtOrder, &every_audience(ResourceKind::SharedPlan)),
        "safety_do": plan_items(oracle, PlanItemKind::SafetyAction, &few),
        "safety_call": plan_items(oracle, PlanItemKind::SafetyContact, &few),
        "well_being": well_being_items(oracle),
        "family_goals": goals_with_steps(oracle, PlanItemKind::FamilyGoal),
        "agency_goals": agency_goals,
    });
    // `in_home` is false, because the plan of children who live at home has no permanency goal.
    let family = json!({
        "key": "matrix", "name": "The Matrix family", "stage": "review", "in_home": false, "members": members, "children": children,
        "plan": plan, "threads": imported_threads(oracle), "dates": upcoming_events(oracle),
    });
    json!({ "format": "alongside-case/1", "agency": agency["agency"], "people": team_people(oracle), "families": [family] })
}
