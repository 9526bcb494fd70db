//! Memberships of people with an account, as the family's worker keeps them: who is on the team in
//! which role, from when until when, and who changed that and why. `membership_changes` writes
//! them.

use std::collections::HashMap;

use jiff::civil::Date;
use model::id::{FamilyId, PersonId, TextId};
use model::policy::may_keep_memberships;
use model::role::Role;
use model::team::membership::MembershipAct;
use model::text::keyword_key;

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A role of a person on the team, also one that has ended or not begun.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Membership {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    pub since: jiff_sqlx::Date,
    /// The first day on which they are no longer on the team.
    pub until: Option<jiff_sqlx::Date>,
    pub coordinator: bool,
    /// For a mentor: the parent whom they support.
    pub mentee_id: Option<PersonId>,
    pub mentee: Option<String>,
    pub revision: i32,
}

impl Membership {
    /// The first day on which they are no longer on the team.
    pub fn end(&self) -> Option<Date> {
        self.until.as_ref().map(|until| until.to_jiff())
    }

    pub fn has_ended(&self, today: Date) -> bool {
        self.end().is_some_and(|until| until <= today)
    }

    pub fn is_current(&self, today: Date) -> bool {
        self.since.to_jiff() <= today && !self.has_ended(today)
    }
}

/// One change of a membership in the portal.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MembershipChange {
    pub role: Role,
    pub act: MembershipAct,
    /// The membership as it was afterwards.
    pub since: jiff_sqlx::Date,
    pub until: Option<jiff_sqlx::Date>,
    /// Who took over.
    pub successor: Option<String>,
    pub reason_id: Option<TextId>,
    pub words_id: Option<TextId>,
    /// Who made the change, and on which day where the agency is.
    pub by_name: String,
    pub day: jiff_sqlx::Date,
}

/// A person's memberships with their history, the latest change first.
#[derive(Debug, Clone)]
pub struct MemberRecord {
    /// Not empty.
    pub memberships: Vec<Membership>,
    pub changes: Vec<MembershipChange>,
    pub texts: HashMap<TextId, AuthoredText>,
}

/// Someone of the agency whom the worker may add.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonToAdd {
    pub person_id: PersonId,
    pub name: String,
    pub(super) born: Option<jiff_sqlx::Date>,
    /// Whether what was typed is exactly the agency's own key of this person.
    pub by_key: bool,
}

/// How many people a search shows.
pub const MAX_FOUND: usize = 20;

// No condition on the reader: every caller is the worker who keeps memberships, and needs those
// that ended or have not begun, too.
macro_rules! select_memberships {
    ($condition:literal) => {
        concat!(
            "SELECT m.person_id, coalesce(p.chosen_name, p.name) AS name, m.role, m.since, \
                m.until, m.coordinator, m.mentee_id, coalesce(o.chosen_name, o.name) AS mentee, \
                m.revision FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN person \
                o ON o.id = m.mentee_id WHERE m.family_id = $1 AND ",
            $condition,
            " ORDER BY name, m.role, m.id"
        )
    };
}

/// Opens the team list for the worker who keeps memberships.
pub(super) fn require_keeper(tx: &OpenRecord<'_>) -> Result<(), Error> {
    if may_keep_memberships(tx.role) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// A person's memberships of this family's team, with their history in `language`. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for someone who was never on the team.
pub async fn read_member(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
    language: &str,
) -> Result<MemberRecord, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let memberships = list_of_person(tx, family, person).await?;
    // A person who was never on the team looks like one who does not exist.
    if memberships.is_empty() {
        return Err(Error::NotFound);
    }
    let changes: Vec<MembershipChange> = run_on!(tx, |c| sqlx::query_as(
        "SELECT g.role, g.act, g.since, g.until, coalesce(s.chosen_name, s.name) AS successor, \
            g.reason_id, g.words_id, coalesce(b.chosen_name, b.name) AS by_name, g.day FROM \
            membership_change g JOIN person b ON b.id = g.created_by_id LEFT JOIN person s ON \
            s.id = g.successor_id WHERE g.family_id = $1 AND g.person_id = $2 ORDER BY g.id DESC"
    )
    .bind(family)
    .bind(person)
    .fetch_all(c))?;
    let texts = load_change_texts(tx, family, person, language).await?;
    Ok(MemberRecord {
        memberships,
        changes,
        texts,
    })
}

pub(super) async fn list_of_person(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    person: PersonId,
) -> Result<Vec<Membership>, Error> {
    run_on!(tx, |c| sqlx::query_as(select_memberships!(
        "m.person_id = $2"
    ))
    .bind(family)
    .bind(person)
    .fetch_all(c))
}

/// The membership in this role.
pub(super) async fn find_membership(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    (person, role): (PersonId, Role),
) -> Result<Option<Membership>, Error> {
    let memberships = list_of_person(tx, family, person).await?;
    Ok(memberships.into_iter().find(|one| one.role == role))
}

/// The memberships that have ended or not begun, for the worker. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn list_other_memberships(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<Membership>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    // Administrators are on no team list.
    let today = tx.today();
    run_on!(tx, |c| sqlx::query_as(select_memberships!(
        "m.role <> 'administrator' AND (m.since > $2 OR m.until <= $2)"
    ))
    .bind(family)
    .bind(today)
    .fetch_all(c))
}

async fn load_change_texts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    about: PersonId,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (SELECT g.reason_id FROM membership_change g WHERE g.family_id = $4 AND \
            g.person_id = $5 UNION SELECT g.words_id FROM membership_change g WHERE \
            g.family_id = $4 AND g.person_id = $5)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(about)
    .fetch_all(c))?;
    Ok(index_by_id(texts))
}

/// The people of the agency whom the worker may find: by name those who work with families and
/// those who are or were on this team, anyone else by the agency's own key or by id.
async fn load_people(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    key: &str,
    person: Option<PersonId>,
) -> Result<Vec<PersonToAdd>, Error> {
    require_keeper(tx)?;
    // A function with the owner's rights, because row-level security hides people of other teams.
    if tx.is_postgres() {
        return run_on!(tx, |c| sqlx::query_as(
            "SELECT person_id, name, born, by_key FROM alongside_people_to_add($1, $2, $3)"
        )
        .bind(family)
        .bind(key)
        .bind(person)
        .fetch_all(c));
    }
    let today = tx.today();
    run_on!(tx, |c| sqlx::query_as(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, p.date_of_birth AS \
            born, p.key = $2 AS by_key FROM person p JOIN family f ON f.agency_id = p.agency_id \
            WHERE f.id = $1 AND (p.key = $2 OR p.id = $3 OR EXISTS (SELECT 1 FROM membership m \
            WHERE m.person_id = p.id AND (m.family_id = f.id OR (m.role IN ('mentor', \
            'mentor_coordinator', 'worker', 'supervisor', 'tribal_representative', 'interpreter') \
            AND m.since <= $4 AND (m.until IS NULL OR m.until > $4))))) ORDER BY 2, 1"
    )
    .bind(family)
    .bind(key)
    .bind(person)
    .bind(today)
    .fetch_all(c))
}

/// The people whose names have each of the typed words, and the person with exactly this key of the
/// agency; without words the first by name. At most `MAX_FOUND`. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn find_people_to_add(
    tx: &mut Tx,
    family: FamilyId,
    typed: &str,
) -> Result<Vec<PersonToAdd>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    // The key is compared as it was typed, and the name without case and accents: a key is exact, a
    // name is remembered.
    let key = typed.trim();
    let folded = keyword_key(key);
    let terms: Vec<&str> = folded.split_whitespace().collect();
    let mut found = load_people(tx, family, key, None).await?;
    found.retain(|one| {
        let name = keyword_key(&one.name);
        let is_named = terms.iter().all(|term| name.contains(term));
        // Words without a letter are part of every name.
        one.by_key || (is_named && (key.is_empty() || !terms.is_empty()))
    });
    // After the names were compared. A limit in SQL would count people who do not match.
    found.truncate(MAX_FOUND);
    Ok(found)
}

/// The person of the agency with this id. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for someone of another agency.
pub async fn find_person_to_add(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
) -> Result<PersonToAdd, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    load_person(tx, family, person).await
}

pub(super) async fn load_person(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    person: PersonId,
) -> Result<PersonToAdd, Error> {
    let people = load_people(tx, family, "", Some(person)).await?;
    let found = people.into_iter().find(|one| one.person_id == person);
    found.ok_or(Error::NotFound)
}
