//! What a person would see of a family's record with a membership that they do not have yet.
//!
//! Nothing is written, and there is no actor who is not signed in: the worker reads with their own
//! rights (decision 31). The conditions that filter what a member reads are evaluated for the
//! proposed membership, in a statement whose `membership` is the family's memberships and the
//! proposed one. What the worker does not see is left out: on PostgreSQL by row-level security, on
//! both engines because only rows that the worker reads are counted.

use std::collections::HashSet;

use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::id::{EventId, FamilyId, PersonId};
use model::plan::PlanItemKind;
use model::policy::{ResourceKind, can_open_record, may_keep_memberships, resource_kind};
use model::role::Role;
use uuid::Uuid;

use super::{Team, member_known_to_actor, read_team};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::events::event_kind_label;
use crate::plan::{PublishedPlan, published_items, read_plan};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A membership that a person does not have yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposedMembership {
    /// `None` for any person in this role.
    pub person: Option<PersonId>,
    pub role: Role,
    /// For a mentor: whom they would support.
    pub mentee: Option<PersonId>,
}

/// A row of the record that the worker sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PreviewRow {
    thing: ResourceKind,
    id: Uuid,
    shown: bool,
}

/// What the worker sees of the record, and which of it the person would see.
#[derive(Debug, Clone, Default)]
pub struct RecordPreview(Vec<PreviewRow>);

impl RecordPreview {
    /// How many of these the person would see, and how many the worker sees.
    pub fn count(&self, thing: ResourceKind) -> (usize, usize) {
        let rows = self.0.iter().filter(|row| row.thing == thing);
        let shown = rows.clone().filter(|row| row.shown).count();
        (shown, rows.count())
    }

    /// Whether the person would see the row with this id.
    pub fn shows(&self, id: Uuid) -> bool {
        self.0.iter().any(|row| row.shown && row.id == id)
    }

    /// The ids of everything that the person would see.
    pub fn shown_ids(&self) -> HashSet<Uuid> {
        let shown = self.0.iter().filter(|row| row.shown);
        shown.map(|row| row.id).collect()
    }
}

/// A coming event, as a preview shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PreviewEvent {
    pub id: EventId,
    pub kind: EventKind,
    /// As in `EventSummary`.
    pub kind_label: Option<String>,
    pub starts: jiff_sqlx::DateTime,
}

/// The rows that `$1` sees with the role `$4` beside the memberships of the family. The schema is
/// named, because a CTE cannot read the table whose name it takes otherwise.
macro_rules! preview_rows {
    ($schema:literal) => {
        concat!(
            "WITH membership AS (SELECT kept.family_id, kept.person_id, kept.role, kept.since, \
                kept.until, kept.mentee_id FROM ",
            $schema,
            ".membership kept WHERE kept.family_id = $3 UNION ALL SELECT $3, $1, $4, $2, NULL, \
                $5) ",
            "SELECT seen.kind AS part, seen.id FROM (",
            published_items!("", ""),
            ") seen UNION ALL SELECT 'event', v.id FROM event v WHERE v.family_id = $3 AND ",
            visible_to_actor!(event "v"),
            " UNION ALL SELECT 'contact', k.id FROM team_contact k WHERE k.family_id = $3 AND \
                (k.until IS NULL OR k.until > $2) AND ",
            visible_to_actor!(team_contact "k"),
            " UNION ALL SELECT 'child', h.id FROM child h WHERE h.family_id = $3 AND ",
            visible_to_actor!(child "h"),
            " UNION ALL SELECT 'member', s.person_id FROM membership s WHERE s.family_id = $3 AND \
                s.role <> 'administrator' AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) \
                AND ",
            actor_is_member!("s.family_id"),
            " AND ",
            member_known_to_actor!()
        )
    };
}

/// What a person with the proposed membership would see of what the worker sees. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn read_preview(
    tx: &mut Tx,
    family: FamilyId,
    proposed: ProposedMembership,
) -> Result<RecordPreview, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    load_preview(tx, family, proposed).await
}

/// The plan as the worker reads it in `language`, with what a person with the proposed membership
/// would see of it. Logs the access to the plan.
///
/// # Errors
/// As for `read_preview`.
pub async fn preview_plan(
    tx: &mut Tx,
    family: FamilyId,
    proposed: ProposedMembership,
    language: &str,
) -> Result<(PublishedPlan, RecordPreview), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let preview = load_preview(tx, family, proposed).await?;
    Ok((read_plan(tx, family, language).await?, preview))
}

/// As `preview_plan`, for the team list.
///
/// # Errors
/// As for `read_preview`.
pub async fn preview_team(
    tx: &mut Tx,
    family: FamilyId,
    proposed: ProposedMembership,
    language: &str,
) -> Result<(Team, RecordPreview), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    let preview = load_preview(tx, family, proposed).await?;
    Ok((read_team(tx, family, language).await?, preview))
}

/// As `preview_plan`, for the coming events, the earliest first, with the names of kinds in
/// `language`. Logs the access to the calendar.
///
/// # Errors
/// As for `read_preview`.
pub async fn preview_events(
    tx: &mut Tx,
    family: FamilyId,
    proposed: ProposedMembership,
    language: &str,
) -> Result<(Vec<PreviewEvent>, RecordPreview), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let preview = load_preview(tx, family, proposed).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let midnight = today.to_jiff().at(0, 0, 0, 0).to_sqlx();
    let events = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT v.id, v.kind, ",
            event_kind_label!("$5"),
            " AS kind_label, v.starts FROM event v WHERE v.family_id = $3 AND v.starts >= $4 AND \
            NOT v.cancelled AND ",
            visible_to_actor!(event "v"),
            " ORDER BY v.starts, v.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(midnight)
        .bind(language)
        .fetch_all(c)
    })?;
    Ok((events, preview))
}

async fn load_preview(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    proposed: ProposedMembership,
) -> Result<RecordPreview, Error> {
    if !may_keep_memberships(tx.role) {
        return Err(Error::NotFound);
    }
    let (worker, role) = (tx.actor_id()?, tx.role);
    let all = visible_rows(tx, family, worker, role, None).await?;
    // No person has the nil id, so it stands for any person in this role.
    let person = proposed.person.unwrap_or(PersonId(Uuid::nil()));
    // The conditions for rows do not exclude the roles that may open no record at all.
    let shown = if can_open_record(proposed.role) {
        visible_rows(tx, family, person, proposed.role, proposed.mentee).await?
    } else {
        Vec::new()
    };
    let shown: HashSet<(String, Uuid)> = shown.into_iter().collect();
    let mut rows: Vec<PreviewRow> = Vec::new();
    for (part, id) in all {
        // A person with two roles on the team has two rows.
        let is_counted = rows.iter().any(|row| row.id == id);
        // The person is no news to themselves.
        if let Some(thing) = thing_of(&part).filter(|_| !is_counted && id != person.0) {
            rows.push(PreviewRow {
                thing,
                id,
                shown: shown.contains(&(part, id)),
            });
        }
    }
    Ok(RecordPreview(rows))
}

async fn visible_rows(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    person: PersonId,
    role: Role,
    mentee: Option<PersonId>,
) -> Result<Vec<(String, Uuid)>, Error> {
    let today = tx.today();
    let sql = if tx.is_postgres() {
        preview_rows!("public")
    } else {
        preview_rows!("main")
    };
    run_on!(tx, |c| sqlx::query_as(sql)
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(role)
        .bind(mentee)
        .fetch_all(c))
}

fn thing_of(part: &str) -> Option<ResourceKind> {
    match part {
        "event" => Some(ResourceKind::Dates),
        "contact" | "member" => Some(ResourceKind::Team),
        "child" => Some(ResourceKind::ChildLife),
        kind => PlanItemKind::parse(kind).map(resource_kind),
    }
}
