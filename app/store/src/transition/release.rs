//! Who sees each part of a plan, as its owner has chosen, and the history of the choices.

use std::collections::HashMap;

use model::id::{FormId, PersonId};
use model::role::Role;
use model::transition::{Release, TransitionPart};

use super::access::{OwnTransition, adult_roles, own_transition_for_update};
use crate::authored_text::actor_is_member;
use crate::db::{run_on, unique_violation_as_race};
use crate::name_order::sort_by_name;
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
    // Without a row, the part has the release with the fewest readers: nothing is released by
    // default.
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
        "SELECT s.part, s.release, s.revision, r.person_id, r.name FROM transition_part s LEFT \
            JOIN transition_release_reader r ON r.release_id = s.release_id WHERE s.owner_id = $1"
    )
    .bind(own.owner)
    .fetch_all(c))?;
    let mut releases: HashMap<TransitionPart, PartRelease> = HashMap::new();
    for row in rows {
        // A part that is released to several people by name has a row for each.
        let part = releases.entry(row.part).or_insert_with(|| PartRelease {
            release: row.release,
            readers: Vec::new(),
            revision: row.revision,
        });
        if let (Some(person), Some(name)) = (row.person_id, row.name) {
            part.readers.push(ChosenReader { person, name });
        }
    }
    for part in releases.values_mut() {
        sort_by_name(&mut part.readers, |reader| &reader.name);
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

/// An adult of the team to whom a part can be released by name.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReaderCandidate {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// The adults of the owner's team today whom the owner knows, each once. One statement; none when
/// the owner is no longer on the team.
///
/// # Errors
/// When the database fails.
pub async fn list_candidates(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<ReaderCandidate>, Error> {
    let today = tx.today();
    // Not the mentor of a parent, of whom the owner may not know, and no interpreters.
    let mut found: Vec<ReaderCandidate> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT s.person_id, coalesce(p.chosen_name, p.name) AS name, s.role FROM membership s \
            JOIN person p ON p.id = s.person_id WHERE s.family_id = $3 AND s.person_id <> $1 AND \
            s.since <= $2 AND (s.until IS NULL OR s.until > $2) AND ",
        actor_is_member!("s.family_id"),
        " AND (s.role IN (",
        adult_roles!(),
        ") OR (s.role = 'mentor' AND s.mentee_id = $1)) ORDER BY s.role, s.id"
    ))
    .bind(own.owner)
    .bind(today)
    .bind(own.family)
    .fetch_all(c))?;
    // Of several roles, the first is enough to tell who it is.
    let mut seen: Vec<PersonId> = Vec::new();
    found.retain(|one| {
        let is_first = !seen.contains(&one.person_id);
        seen.push(one.person_id);
        is_first
    });
    sort_by_name(&mut found, |one| &one.name);
    Ok(found)
}

/// Chooses who sees a part; the change holds with the next request of everyone. `readers` are the
/// people for `Release::Named`, and empty otherwise. Idempotent: resubmitting the same form changes
/// nothing.
///
/// # Errors
/// `NotFound` as `own_transition`; `Conflict` when the part was changed since `revision`, unless
/// the choice is the one with the fewest readers, or when the form id was already used with another
/// choice or for one that holds no more; `Invalid("transition-release")` for a choice that the part
/// does not have, `Invalid("transition-readers")` for named people without one, or for a person
/// whom the owner cannot choose; `Raced` when a concurrent request made a choice.
pub async fn set_release(
    tx: &mut Tx,
    form: FormId,
    part: TransitionPart,
    release: Release,
    readers: &[PersonId],
    revision: i32,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    // The choices of a part differ: a required part is never private, and no other part is
    // required.
    if !Release::choices(part).contains(&release) {
        return Err(Error::Invalid("transition-release"));
    }
    let current = load_release(tx, &own, part).await?;
    // Taking back works from a page of any age, also from one whose form was sent before.
    let is_least = release == part.least_release();
    let form = match find_choice(tx, &own, form).await? {
        None => form,
        Some(known) => {
            let wanted = (part, release, sorted(readers.to_vec()));
            let holding = current.readers.iter().map(|one| one.person).collect();
            let holds = (part, current.release, sorted(holding)) == wanted;
            // A button that is pressed twice.
            if holds && (is_least || known == wanted) {
                return Ok(());
            }
            // A choice that holds no more is not made again by its form.
            if !is_least {
                return Err(Error::Conflict);
            }
            tx.clock().new_id()
        }
    };
    if current.revision != revision && !is_least {
        return Err(Error::Conflict);
    }
    // After they have left the team, the owner can still take a part back.
    if !is_least && !own.is_on_team {
        return Err(Error::Invalid("transition-readers"));
    }
    let readers = match release {
        // Ids that are sent with any other release are left out: the choice was not about people.
        Release::Named => choose_readers(tx, &own, readers).await?,
        Release::Required | Release::Private | Release::Team => Vec::new(),
    };
    insert_choice(tx, &own, (form, part, release), &readers, current.revision).await
}

/// The people with these ids, with their names, whom the owner may choose today.
async fn choose_readers(
    tx: &mut Tx,
    own: &OwnTransition,
    wanted: &[PersonId],
) -> Result<Vec<ChosenReader>, Error> {
    let candidates = list_candidates(tx, own).await?;
    let chosen: Vec<ChosenReader> = candidates
        .into_iter()
        .filter(|one| wanted.contains(&one.person_id))
        .map(|one| ChosenReader {
            person: one.person_id,
            name: one.name,
        })
        .collect();
    // All or none: without one of them it would be another choice than the owner made.
    let is_known = |person: &PersonId| chosen.iter().any(|one| one.person == *person);
    if chosen.is_empty() || !wanted.iter().all(is_known) {
        return Err(Error::Invalid("transition-readers"));
    }
    Ok(chosen)
}

/// The choice with this id, if the owner has made it: the part, the release, and the ids of the
/// people in their order.
async fn find_choice(
    tx: &mut Tx,
    own: &OwnTransition,
    form: FormId,
) -> Result<Option<(TransitionPart, Release, Vec<PersonId>)>, Error> {
    let rows: Vec<(TransitionPart, Release, Option<PersonId>)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT x.part, x.release, r.person_id FROM transition_release x LEFT JOIN \
            transition_release_reader r ON r.release_id = x.id WHERE x.owner_id = $1 AND x.id = $2"
    )
    .bind(own.owner)
    .bind(form)
    .fetch_all(c))?;
    let Some((part, release, _)) = rows.first().copied() else {
        return Ok(None);
    };
    let people: Vec<PersonId> = rows.into_iter().filter_map(|(.., person)| person).collect();
    Ok(Some((part, release, sorted(people))))
}

fn sorted(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people
}

async fn insert_choice(
    tx: &mut Tx,
    own: &OwnTransition,
    (form, part, release): (FormId, TransitionPart, Release),
    readers: &[ChosenReader],
    before: i32,
) -> Result<(), Error> {
    let (now, revision) = (tx.now(), before + 1);
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_release (id, owner_id, family_id, part, revision, release, \
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(form)
    .bind(own.owner)
    .bind(own.family)
    .bind(part)
    .bind(revision)
    .bind(release)
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted)?;
    // With the name: the history shows it after the person has left, too.
    for reader in readers {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO transition_release_reader (release_id, person_id, owner_id, name) VALUES \
                ($1, $2, $3, $4)"
        )
        .bind(form)
        .bind(reader.person)
        .bind(own.owner)
        .bind(&reader.name)
        .execute(c))?;
    }
    // A row is inserted once and updated later. `ON CONFLICT` would hide that another request was
    // first.
    let statement = if before == 0 {
        "INSERT INTO transition_part (owner_id, part, family_id, release, release_id, revision) \
            VALUES ($1, $2, $3, $4, $5, $6)"
    } else {
        "UPDATE transition_part SET family_id = $3, release = $4, release_id = $5, revision = $6 \
            WHERE owner_id = $1 AND part = $2"
    };
    let saved = run_on!(tx, |c| sqlx::query(statement)
        .bind(own.owner)
        .bind(part)
        .bind(own.family)
        .bind(release)
        .bind(form)
        .bind(revision)
        .execute(c));
    unique_violation_as_race(saved).map(|_| ())
}

/// Who could see a part from one moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRelease {
    pub release: Release,
    /// The names of the people who were named, as they were then.
    pub names: Vec<String>,
    pub from: jiff::Timestamp,
    /// `None` for the one that holds.
    pub until: Option<jiff::Timestamp>,
}

#[derive(sqlx::FromRow)]
struct HistoryRow {
    revision: i32,
    release: Release,
    created_at: jiff_sqlx::Timestamp,
    name: Option<String>,
}

/// The choices of the actor for a part, the newest first. Before the first one the part had
/// `least_release`. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_history(
    tx: &mut Tx,
    own: &OwnTransition,
    part: TransitionPart,
) -> Result<Vec<PastRelease>, Error> {
    let rows: Vec<HistoryRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT x.revision, x.release, x.created_at, r.name FROM transition_release x LEFT JOIN \
            transition_release_reader r ON r.release_id = x.id WHERE x.owner_id = $1 AND x.part = \
            $2 ORDER BY x.revision DESC, r.person_id"
    )
    .bind(own.owner)
    .bind(part)
    .fetch_all(c)
    })?;
    let mut history: Vec<PastRelease> = Vec::new();
    // There is a row for each person who was named; those of one choice are adjacent.
    for choice in rows.chunk_by(|one, next| one.revision == next.revision) {
        let Some(first) = choice.first() else {
            continue;
        };
        // The newer choice has ended this one; the newest has no end.
        let until = history.last().map(|newer| newer.from);
        let mut names: Vec<String> = choice.iter().filter_map(|row| row.name.clone()).collect();
        sort_by_name(&mut names, |name| name);
        history.push(PastRelease {
            release: first.release,
            names,
            from: first.created_at.to_jiff(),
            until,
        });
    }
    Ok(history)
}
