//! The actors of the row-level security matrix, and the placeholders for their rows.

use crate::row_rules::WHOLE_TEAM;

/// An actor whose access is tested.
#[derive(Debug, Clone)]
pub(crate) struct MatrixActor {
    pub(crate) name: &'static str,
    /// The acting person; `None` for a request without an actor.
    pub(crate) person: Option<String>,
    /// The person's number in family `a`; 1 for people of other families and for no actor.
    number: usize,
    /// Whether the transaction has set the row's lookup key (sign-in name, code or token).
    pub(crate) key: bool,
}

fn person_uuid(family: char, number: usize) -> String {
    format!("{family}1000000-0000-7000-8000-0000000000{number:02}")
}

pub(crate) fn all_actors() -> Vec<MatrixActor> {
    let mut all: Vec<MatrixActor> = WHOLE_TEAM
        .1
        .iter()
        .enumerate()
        .map(|(at, name)| MatrixActor {
            name,
            person: Some(person_uuid('a', at + 1)),
            number: at + 1,
            key: true,
        })
        .collect();
    all.push(MatrixActor {
        name: "former",
        person: Some(person_uuid('a', 13)),
        number: 13,
        key: true,
    });
    // A parent and a worker of another family in the same agency, and a worker of another agency.
    for (name, family, number) in [
        ("other family", 'b', 1),
        ("other family", 'b', 8),
        ("other agency", 'd', 8),
    ] {
        all.push(MatrixActor {
            name,
            person: Some(person_uuid(family, number)),
            number: 1,
            key: true,
        });
    }
    all.push(MatrixActor {
        // A request without a sign-in, first without and then with a lookup key.
        name: "nobody",
        person: None,
        number: 1,
        key: false,
    });
    all.push(MatrixActor {
        name: "signing in",
        person: None,
        number: 1,
        key: true,
    });
    all
}

impl MatrixActor {
    /// Replaces the id placeholders in a statement.
    pub(crate) fn fill_placeholders(&self, sql: &str) -> String {
        // Another person: the worker, or for the worker the parent.
        let other = if self.number == 8 { 1 } else { 8 };
        let id = |kind: char, number: usize| {
            format!("a{kind}000000-0000-7000-8000-0000000000{number:02}")
        };
        let mut filled = sql.to_owned();
        for (name, value) in [
            (
                "{me}",
                // Without an actor an id that no one has, so that the statement stays well-formed.
                self.person.clone().unwrap_or_else(|| person_uuid('f', 0)),
            ),
            ("{self}", person_uuid('a', self.number)),
            ("{other}", person_uuid('a', other)),
            ("{family}", id('0', 1)),
            ("{own}", id('4', 10 + self.number)),
            ("{others}", id('4', 10 + other)),
            ("{step}", id('4', 30 + self.number)),
            ("{mine}", id('3', 10 + self.number)),
            // A translation names its maker, and the probe names people after their role.
            ("{role}", self.name.to_owned()),
            (
                "{mentee}",
                if self.name == "mentor" {
                    format!("'{}'", person_uuid('a', 1))
                } else {
                    "NULL".to_owned()
                },
            ),
            (
                "{voice}",
                match self.name {
                    "youth" => "youth".to_owned(),
                    "parent" | "guardian" | "indian_custodian" => "parent".to_owned(),
                    _ => "team".to_owned(),
                },
            ),
        ] {
            filled = filled.replace(name, &value);
        }
        for (name, kind) in [
            ("audience", '2'),
            ("text", '3'),
            ("item", '4'),
            ("thread", '5'),
            ("child", '7'),
            ("tribe", 'c'),
            ("review", '9'),
            ("person", '1'),
        ] {
            for number in 1..=50 {
                for written in [
                    format!("{{{name} {number}}}"),
                    format!("{{{name} {number:02}}}"),
                ] {
                    filled = filled.replace(&written, &id(kind, number));
                }
            }
        }
        filled
    }
}
