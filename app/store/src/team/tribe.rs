//! What is known about the tribes of a family's children: facts that a worker writes (`facts`), and
//! active efforts and words of the tribe, which are added one at a time (`entries`).
//!
//! A row has the readers of its child, without the roles that may never read about a tribe.

pub mod entries;
pub mod facts;

use std::collections::HashMap;

use model::id::{AudienceId, ChildId, ChildTribeId, FamilyId, PersonId, TextId, TribeEntryId};
use model::role::Role;
use model::team::tribe::{
    NoticeMethod, PlacementPreference, TribeAnswer, TribeEntryKind, may_read_tribe,
    may_write_tribe_facts,
};

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A child of the family, as the panel names them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TribeChild {
    pub id: ChildId,
    pub name: String,
    pub date_of_birth: jiff_sqlx::Date,
    /// The person of a child with an account.
    pub person_id: Option<PersonId>,
}

/// The facts about one child and one tribe.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TribeFacts {
    /// `None` while no tribe is known.
    pub tribe: Option<String>,
    pub asked_on: Option<jiff_sqlx::Date>,
    pub asked_by: Option<String>,
    pub notified_on: Option<jiff_sqlx::Date>,
    pub notified_how: Option<NoticeMethod>,
    /// `None` while the tribe has not answered.
    pub answer: Option<TribeAnswer>,
    pub answered_on: Option<jiff_sqlx::Date>,
    pub preference: Option<PlacementPreference>,
    pub preference_followed: Option<bool>,
    /// Why the preference was not followed.
    pub good_cause_id: Option<TextId>,
}

/// The facts, with who wrote them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChildTribe {
    pub id: ChildTribeId,
    pub child_id: ChildId,
    audience_id: AudienceId,
    #[sqlx(flatten)]
    pub facts: TribeFacts,
    pub revision: i32,
    /// `None` for a row that was imported.
    pub written_by_id: Option<PersonId>,
    pub written_by: Option<String>,
    pub written_at: jiff_sqlx::Timestamp,
}

/// An active effort, or words of the tribe.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TribeEntry {
    pub id: TribeEntryId,
    pub child_tribe_id: ChildTribeId,
    pub kind: TribeEntryKind,
    pub day: jiff_sqlx::Date,
    #[sqlx(flatten)]
    pub text: AuthoredText,
}

/// What the actor may read about the tribes of the children.
#[derive(Debug, Clone)]
pub struct TribePanel {
    pub role: Role,
    /// The oldest first.
    pub children: Vec<TribeChild>,
    pub tribes: Vec<ChildTribe>,
    /// The newest first.
    pub entries: Vec<TribeEntry>,
    /// The good causes.
    pub texts: HashMap<TextId, AuthoredText>,
}

impl TribePanel {
    pub fn tribes_of(&self, child: ChildId) -> impl Iterator<Item = &ChildTribe> {
        self.tribes.iter().filter(move |row| row.child_id == child)
    }

    pub fn entries_of(
        &self,
        row: ChildTribeId,
        kind: TribeEntryKind,
    ) -> impl Iterator<Item = &TribeEntry> {
        self.entries
            .iter()
            .filter(move |entry| entry.child_tribe_id == row && entry.kind == kind)
    }
}

/// The columns of `TribeFacts`, for SELECT.
macro_rules! tribe_facts_columns {
    ($row:literal) => {
        concat!(
            $row,
            ".tribe, ",
            $row,
            ".asked_on, ",
            $row,
            ".asked_by, ",
            $row,
            ".notified_on, ",
            $row,
            ".notified_how, ",
            $row,
            ".answer, ",
            $row,
            ".answered_on, ",
            $row,
            ".preference, ",
            $row,
            ".preference_followed, ",
            $row,
            ".good_cause_id"
        )
    };
}

/// The rows of the family `$3` that the actor may see, with the alias `x`.
macro_rules! select_child_tribes {
    () => {
        concat!(
            "SELECT x.id, x.child_id, x.audience_id, ",
            $crate::team::tribe::tribe_facts_columns!("x"),
            ", x.revision, x.written_by_id, coalesce(w.chosen_name, w.name) AS written_by, \
                x.written_at FROM child_tribe x LEFT JOIN person w ON w.id = x.written_by_id \
                WHERE x.family_id = $3 AND ",
            visible_to_actor!(child_tribe "x")
        )
    };
}
pub(crate) use tribe_facts_columns;

/// Opens the record for someone who may read about tribes, and logs the access.
///
/// # Errors
/// `NotFound` for anyone else.
async fn open_tribe_record(tx: &mut Tx, family: FamilyId) -> Result<OpenRecord<'_>, Error> {
    // By role first: to a role that may never read about a tribe no audience can allow it.
    if !may_read_tribe(tx.actor()?.membership_in(family)?.role) {
        return Err(Error::NotFound);
    }
    open_record(tx, family, RecordPart::Tribe).await
}

/// Reads the panel in `language`, and logs the access.
///
/// # Errors
/// `NotFound` for a role that may not read about tribes. Also when the database fails.
pub async fn read_tribe_panel(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<TribePanel, Error> {
    let tx = &mut open_tribe_record(tx, family).await?;
    let role = tx.role;
    // Each list has the condition on its own rows: that a child is seen does not mean that its
    // tribe is.
    let children = load_children(tx, family).await?;
    let tribes = load_child_tribes(tx, family).await?;
    let entries = load_entries(tx, family, language).await?;
    let texts = load_good_causes(tx, family, language).await?;
    Ok(TribePanel {
        role,
        children,
        tribes,
        entries,
        texts,
    })
}

/// The children whom the actor may see, for the form that names one. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn list_tribe_children(tx: &mut Tx, family: FamilyId) -> Result<Vec<TribeChild>, Error> {
    let tx = &mut open_tribe_record(tx, family).await?;
    if !may_write_tribe_facts(tx.role) {
        return Err(Error::NotFound);
    }
    load_children(tx, family).await
}

/// Whether the actor may see anything about the tribe of a child. For the team list, which has
/// opened the record.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn has_tribe_facts(tx: &mut Tx, family: FamilyId) -> Result<bool, Error> {
    // Logged as a read of the team list, which shows only that there is something.
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    if !may_read_tribe(tx.role) {
        return Ok(false);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<(ChildTribeId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT x.id FROM child_tribe x WHERE x.family_id = $3 AND ",
        visible_to_actor!(child_tribe "x"),
        " LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))?;
    Ok(found.is_some())
}

async fn load_children(tx: &mut Tx, family: FamilyId) -> Result<Vec<TribeChild>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT h.id, h.name, h.date_of_birth, h.person_id FROM child h WHERE h.family_id = $3 \
            AND ",
        visible_to_actor!(child "h"),
        " ORDER BY h.date_of_birth, h.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

async fn load_child_tribes(tx: &mut Tx, family: FamilyId) -> Result<Vec<ChildTribe>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_child_tribes!(),
        " ORDER BY x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The row with this id, if the actor may see it.
async fn find_child_tribe(
    tx: &mut Tx,
    family: FamilyId,
    id: ChildTribeId,
) -> Result<Option<ChildTribe>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_child_tribes!(),
        " AND x.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))
}

async fn load_entries(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<Vec<TribeEntry>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The words have an audience of their own, so both are checked.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT r.id, r.child_tribe_id, r.kind, r.day, ",
        authored_text_columns!(),
        " FROM tribe_entry r JOIN text t ON t.id = r.text_id ",
        authored_text_joins!(),
        "WHERE r.family_id = $4 AND ",
        visible_to_actor!(tribe_entry "r"),
        " AND ",
        visible_to_actor!(text "t"),
        " ORDER BY r.day DESC, r.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))
}

async fn load_good_causes(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Also those of rows that the actor does not see, if the text is theirs to read; the panel
    // shows a text only beside its row.
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (SELECT x.good_cause_id FROM child_tribe x WHERE x.family_id = $4)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(index_by_id(texts))
}
