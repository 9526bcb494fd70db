//! Who sees each part of a plan, as its owner has chosen.

use std::collections::HashMap;

use model::id::PersonId;
use model::transition::{Release, TransitionPart};

use super::access::OwnTransition;
use crate::db::run_on;
use crate::{Error, Tx};

/// An adult who is named in a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenReader {
    pub person: PersonId,
    /// Their name when they were chosen.
    pub name: String,
}

/// Who sees a part today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRelease {
    pub release: Release,
    /// The adults who are named; only with `Release::Named`.
    pub readers: Vec<ChosenReader>,
    /// The number of choices so far, for optimistic locking.
    pub revision: i32,
}

impl PartRelease {
    /// The release of a part for which the owner has chosen nothing.
    pub const fn least(part: TransitionPart) -> Self {
        Self {
            release: part.least_release(),
            readers: Vec::new(),
            revision: 0,
        }
    }
}

/// The releases of all parts of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Releases(HashMap<TransitionPart, PartRelease>);

impl Releases {
    pub fn of(&self, part: TransitionPart) -> PartRelease {
        self.0
            .get(&part)
            .cloned()
            .unwrap_or_else(|| PartRelease::least(part))
    }
}

#[derive(sqlx::FromRow)]
struct ReleaseRow {
    part: TransitionPart,
    release: Release,
    revision: i32,
    person_id: Option<PersonId>,
    name: Option<String>,
}

/// Who sees each part of the actor's own plan. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_releases(tx: &mut Tx, own: &OwnTransition) -> Result<Releases, Error> {
    let rows: Vec<ReleaseRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT s.part, s.release, s.revision, r.person_id, r.name FROM \
            transition_part s LEFT JOIN transition_release_reader r ON r.release_id = \
            s.release_id WHERE s.owner_id = $1 ORDER BY s.part, r.name, r.person_id"
    )
    .bind(own.owner)
    .fetch_all(c))?;
    let mut releases = HashMap::new();
    for row in rows {
        let part = releases.entry(row.part).or_insert_with(|| PartRelease {
            release: row.release,
            readers: Vec::new(),
            revision: row.revision,
        });
        if let (Some(person), Some(name)) = (row.person_id, row.name) {
            part.readers.push(ChosenReader { person, name });
        }
    }
    Ok(Releases(releases))
}

/// Who sees one part of the actor's own plan. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_release(
    tx: &mut Tx,
    own: &OwnTransition,
    part: TransitionPart,
) -> Result<PartRelease, Error> {
    load_releases(tx, own)
        .await
        .map(|releases| releases.of(part))
}
