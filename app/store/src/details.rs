//! What people say about themselves: their name and languages, the formats that they need, how they
//! describe themselves, and the settings of their portal. Every row is written by the person alone.

use std::collections::HashMap;

use model::details::{DetailsInput, FormatNeed, Race, SelfIdentification, WindowLook};
use model::id::{FamilyId, PersonId};
use sqlx::types::Json;

use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// The actor's own name and languages, for the form that changes them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnDetails {
    /// The name that the agency has.
    pub name: String,
    pub chosen_name: Option<String>,
    pub pronouns: Option<String>,
    pub pronunciation: Option<String>,
    pub languages_spoken: Json<Vec<String>>,
    pub languages_read: Json<Vec<String>>,
    /// Whether the agency keeps the languages, because the actor takes requests by them.
    pub agency_keeps_languages: bool,
    formats: Option<Json<Vec<String>>>,
}

impl OwnDetails {
    pub fn formats(&self) -> Vec<FormatNeed> {
        parse_formats(self.formats.as_ref())
    }

    /// Whether `input` changes what everyone on the team is shown beside the languages.
    pub fn has_other_name(&self, input: &DetailsInput) -> bool {
        self.chosen_name != input.chosen_name
            || self.pronouns != input.pronouns
            || self.pronunciation != input.pronunciation
    }
}

fn parse_formats(stored: Option<&Json<Vec<String>>>) -> Vec<FormatNeed> {
    stored
        .map(|slugs| FormatNeed::chosen(&slugs.0))
        .unwrap_or_default()
}

/// SQL condition: the person of the row with the alias `p` is an interpreter of some family, also
/// of one whose team they have left.
macro_rules! is_interpreter {
    () => {
        "EXISTS (SELECT 1 FROM membership i WHERE i.person_id = p.id AND i.role = 'interpreter')"
    };
}

/// # Errors
/// `NotFound` when the actor is unknown. Also when the database fails.
pub async fn read_own(tx: &mut Tx) -> Result<OwnDetails, Error> {
    let person = tx.actor_id()?;
    let found: Option<OwnDetails> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT p.name, p.chosen_name, p.pronouns, p.pronunciation, p.languages_spoken, \
            p.languages_read, ",
        is_interpreter!(),
        " AS agency_keeps_languages, f.formats FROM person p LEFT JOIN format_need f ON \
            f.person_id = p.id WHERE p.id = $1"
    ))
    .bind(person)
    .fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

/// Saves the actor's own name, languages and formats. Imports leave them alone from then on. The
/// languages of an interpreter stay as the agency wrote them.
///
/// # Errors
/// When the database fails.
pub async fn save_own(tx: &mut Tx, input: &DetailsInput) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE person SET chosen_name = $2, pronouns = $3, pronunciation = $4, details_saved_at = \
            $5 WHERE id = $1"
    )
    .bind(person)
    .bind(&input.chosen_name)
    .bind(&input.pronouns)
    .bind(&input.pronunciation)
    .bind(now)
    .execute(c))?;
    // A statement of its own: a trigger of PostgreSQL refuses it to interpreters.
    run_on!(tx, |c| {
        sqlx::query(concat!(
        "UPDATE person AS p SET languages_spoken = $2, languages_read = $3 WHERE p.id = $1 AND NOT ",
        is_interpreter!()
    ))
    .bind(person)
    .bind(Json(&input.languages_spoken))
    .bind(Json(&input.languages_read))
    .execute(c)
    })?;
    let formats: Vec<&str> = input.formats.iter().map(|format| format.slug()).collect();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO format_need (person_id, formats) VALUES ($1, $2) ON CONFLICT (person_id) DO \
            UPDATE SET formats = excluded.formats"
    )
    .bind(person)
    .bind(Json(&formats))
    .execute(c))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SelfIdentificationRow {
    races: Json<Vec<String>>,
    race_words: Option<String>,
    tribe: Option<String>,
    gender: Option<String>,
    shared: bool,
}

impl From<SelfIdentificationRow> for SelfIdentification {
    fn from(row: SelfIdentificationRow) -> Self {
        Self {
            races: Race::chosen(&row.races.0),
            race_words: row.race_words,
            tribe: row.tribe,
            gender: row.gender,
            shared: row.shared,
        }
    }
}

/// How the actor describes themself; empty and private until they have said something.
///
/// # Errors
/// When the database fails.
pub async fn read_self_identification(tx: &mut Tx) -> Result<SelfIdentification, Error> {
    let person = tx.actor_id()?;
    let found: Option<SelfIdentificationRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT races, race_words, tribe, gender, shared FROM self_identification WHERE person_id \
            = $1"
    )
    .bind(person)
    .fetch_optional(c)
    })?;
    Ok(found.map(SelfIdentification::from).unwrap_or_default())
}

/// Saves how the actor describes themself. An empty form deletes what was said before.
///
/// # Errors
/// When the database fails.
pub async fn save_self_identification(tx: &mut Tx, said: &SelfIdentification) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    if said.is_empty() {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM self_identification WHERE person_id = $1"
        )
        .bind(person)
        .execute(c))?;
        return Ok(());
    }
    let races: Vec<&str> = said.races.iter().map(|race| race.slug()).collect();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO self_identification (person_id, races, race_words, tribe, gender, shared, \
            saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person_id) DO UPDATE SET \
            races = excluded.races, race_words = excluded.race_words, tribe = excluded.tribe, \
            gender = excluded.gender, shared = excluded.shared, saved_at = excluded.saved_at"
    )
    .bind(person)
    .bind(Json(&races))
    .bind(&said.race_words)
    .bind(&said.tribe)
    .bind(&said.gender)
    .bind(said.shared)
    .bind(now)
    .execute(c))?;
    Ok(())
}

/// What a person of a team tells its workers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldDetails {
    pub formats: Vec<FormatNeed>,
    /// `None` unless the person shares it.
    pub identification: Option<SelfIdentification>,
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    person_id: PersonId,
    formats: Option<Json<Vec<String>>>,
    races: Option<Json<Vec<String>>>,
    race_words: Option<String>,
    tribe: Option<String>,
    gender: Option<String>,
}

impl ToldRow {
    fn into_details(self) -> ToldDetails {
        let identification = self.races.map(|races| SelfIdentification {
            races: Race::chosen(&races.0),
            race_words: self.race_words,
            tribe: self.tribe,
            gender: self.gender,
            shared: true,
        });
        ToldDetails {
            formats: parse_formats(self.formats.as_ref()),
            identification,
        }
    }
}

/// What the people on the team today tell its workers. Empty for an actor who is no worker of this
/// family. Call it after the access was logged.
pub(crate) async fn list_told_to_worker(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<HashMap<PersonId, ToldDetails>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<ToldRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.id AS person_id, f.formats, d.races, d.race_words, d.tribe, d.gender FROM \
            person p LEFT JOIN format_need f ON f.person_id = p.id LEFT JOIN self_identification \
            d ON d.person_id = p.id AND d.shared WHERE (f.person_id IS NOT NULL OR d.person_id IS \
            NOT NULL) AND EXISTS (SELECT 1 FROM membership s WHERE s.family_id = $3 AND \
            s.person_id = p.id AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)) AND EXISTS \
            (SELECT 1 FROM membership k WHERE k.family_id = $3 AND k.person_id = $1 AND k.role = \
            'worker' AND k.since <= $2 AND (k.until IS NULL OR k.until > $2)) AND ",
            actor_is_member!("$3")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id, row.into_details()))
        .collect())
}

/// Saves the neutral title and icon of the actor's window; `None` for those of the portal.
///
/// # Errors
/// When the database fails.
pub async fn save_window_look(tx: &mut Tx, look: Option<WindowLook>) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO person_setting (person_id, window_look) VALUES ($1, $2) ON CONFLICT \
            (person_id) DO UPDATE SET window_look = excluded.window_look"
    )
    .bind(person)
    .bind(look.map(WindowLook::slug))
    .execute(c))?;
    Ok(())
}

/// Records that the actor has read what the quick exit does. The first time stays.
///
/// # Errors
/// When the database fails.
pub async fn confirm_exit_explained(tx: &mut Tx) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO person_setting (person_id, exit_explained_at) VALUES ($1, $2) ON CONFLICT \
            (person_id) DO UPDATE SET exit_explained_at = \
            coalesce(person_setting.exit_explained_at, excluded.exit_explained_at)"
    )
    .bind(person)
    .bind(now)
    .execute(c))?;
    Ok(())
}
