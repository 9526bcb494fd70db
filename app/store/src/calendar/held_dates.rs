//! Permanency reviews and hearings that were held: those that were imported, and those that a
//! worker noted in the portal. Both move the clocks (`clocks`).
//!
//! A noted date is never changed: a correction is a new one that replaces it, and what was replaced
//! or taken back is kept and shown as such to every reader of the case.

use jiff_sqlx::ToSqlx;
use model::case_clock::{CaseDateKind, HeldDateInput};
use model::id::{AudienceId, CaseDateId, ChildId, FamilyId, FormId};
use model::policy::may_note_held_dates;
use model::role::Role;

use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A date of the case of a child.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CaseDateRow {
    pub id: CaseDateId,
    /// `None` for all children of the family.
    pub child_id: Option<ChildId>,
    /// The name of the child.
    pub child: Option<String>,
    pub kind: CaseDateKind,
    pub day: jiff_sqlx::Date,
    audience_id: AudienceId,
    replaces_id: Option<CaseDateId>,
    /// Who noted it in the portal, and when; `None` for an imported date.
    pub noted_by: Option<String>,
    pub noted_at: Option<jiff_sqlx::Timestamp>,
    pub withdrawn_by: Option<String>,
    pub withdrawn_at: Option<jiff_sqlx::Timestamp>,
    /// Whether another date replaces it.
    pub is_corrected: bool,
}

impl CaseDateRow {
    /// Whether it is in the portal's hands: noted there, and not taken back.
    pub fn may_be_withdrawn(&self) -> bool {
        self.noted_at.is_some() && self.withdrawn_at.is_none()
    }
}

/// The dates of the cases that the actor may see.
#[derive(Debug, Clone)]
pub struct CaseDates {
    pub role: Role,
    /// The latest first, also those that were taken back.
    rows: Vec<CaseDateRow>,
}

impl CaseDates {
    /// The reviews and hearings that were held, the latest first, also those that were taken back.
    pub fn held(&self) -> impl Iterator<Item = &CaseDateRow> {
        let is_held = |row: &&CaseDateRow| row.kind.held_for().is_some();
        self.rows.iter().filter(is_held)
    }

    /// The children who were removed from home, once each: `None` stands for all children.
    pub fn cases(&self) -> Vec<(Option<ChildId>, Option<&str>)> {
        let mut cases = Vec::new();
        for row in &self.rows {
            let case = (row.child_id, row.child.as_deref());
            if row.kind == CaseDateKind::Removal && !cases.contains(&case) {
                cases.push(case);
            }
        }
        cases
    }

    pub fn find(&self, id: CaseDateId) -> Option<&CaseDateRow> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// The dates of the cases of a family. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_case_dates(tx: &mut Tx, family: FamilyId) -> Result<CaseDates, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    load(tx, family).await
}

async fn load(tx: &mut OpenRecord<'_>, family: FamilyId) -> Result<CaseDates, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Also dates that were taken back, which the page shows as such.
    let rows: Vec<CaseDateRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT d.id, d.child_id, c.name AS child, d.kind, d.day, d.audience_id, \
            d.replaces_id, coalesce(b.chosen_name, b.name) AS noted_by, d.created_at AS noted_at, \
            coalesce(w.chosen_name, w.name) AS withdrawn_by, d.withdrawn_at, EXISTS (SELECT 1 \
            FROM case_date correction WHERE correction.replaces_id = d.id) AS is_corrected FROM \
            case_date d LEFT JOIN child c ON c.id = d.child_id LEFT JOIN person b ON b.id = \
            d.created_by_id LEFT JOIN person w ON w.id = d.withdrawn_by_id WHERE d.family_id = $3 \
            AND ",
            visible_to_actor!(case_date "d"),
            " ORDER BY d.day DESC, d.id DESC"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    Ok(CaseDates {
        role: tx.role,
        rows,
    })
}

async fn load_for_update(tx: &mut OpenRecord<'_>, family: FamilyId) -> Result<CaseDates, Error> {
    if !may_note_held_dates(tx.role) {
        return Err(Error::NotFound);
    }
    load(tx, family).await
}

/// Notes that a review or hearing was held; as a correction of `replaces`, which is taken back.
/// Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, for a child without a removal that they may see,
/// and for a date that was not noted in the portal; `Invalid("calendar-held-early")` for a day
/// before the child was removed; `Conflict` when the form id was already used with other values, or
/// `replaces` was taken back meanwhile; `Raced` when a concurrent request stored the same form.
pub async fn note_held(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    replaces: Option<CaseDateId>,
    input: &HeldDateInput,
) -> Result<CaseDateId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let known = load_for_update(tx, family).await?;
    let id = CaseDateId(form.0);
    if let Some(stored) = known.find(id) {
        let is_same = (
            stored.kind,
            stored.child_id,
            stored.day.to_jiff(),
            stored.replaces_id,
        ) == (input.kind, input.child, input.day, replaces);
        return is_same.then_some(id).ok_or(Error::Conflict);
    }
    let audience = find_audience(&known, input)?;
    if let Some(old) = replaces {
        withdraw_replaced(tx, family, &known, old).await?;
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO case_date (id, family_id, audience_id, child_id, kind, day, \
            created_by_id, created_at, replaces_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(input.child)
        .bind(input.kind)
        .bind(input.day.to_sqlx())
        .bind(person)
        .bind(now)
        .bind(replaces)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok(id)
}

/// The audience of the case: with another one, a reader would see one row less and a wrong clock.
fn find_audience(known: &CaseDates, input: &HeldDateInput) -> Result<AudienceId, Error> {
    let of_child =
        |row: &&CaseDateRow| row.kind == CaseDateKind::Removal && row.child_id == input.child;
    // A child can have been removed more than once. The rows begin with the latest day, so the
    // first removal that is not after the held date is the one that it belongs to.
    let mut removals = known.rows.iter().filter(of_child).peekable();
    if removals.peek().is_none() {
        return Err(Error::NotFound);
    }
    removals
        .find(|removal| removal.day.to_jiff() <= input.day)
        .map(|removal| removal.audience_id)
        .ok_or(Error::Invalid("calendar-held-early"))
}

async fn withdraw_replaced(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    known: &CaseDates,
    old: CaseDateId,
) -> Result<(), Error> {
    let stored = known.find(old).filter(|row| row.noted_at.is_some());
    stored.ok_or(Error::NotFound)?;
    let (person, now) = (tx.actor_id()?, tx.now());
    // An imported date has no creator, and is corrected in the agency's own system.
    let touched = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE case_date SET withdrawn_at = $3, withdrawn_by_id = $4 WHERE family_id = $1 AND id \
            = $2 AND created_by_id IS NOT NULL AND withdrawn_at IS NULL"
    )
    .bind(family)
    .bind(old)
    .bind(now)
    .bind(person)
    .execute(c)
    })?;
    // Another worker has corrected it or taken it back.
    (touched > 0).then_some(()).ok_or(Error::Conflict)
}

/// Takes back a date that was noted in the portal, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a date that they may not see or that was
/// imported; `Conflict` for one that was corrected. Also when the database fails.
pub async fn set_withdrawn(
    tx: &mut Tx,
    family: FamilyId,
    id: CaseDateId,
    is_withdrawn: bool,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let known = load_for_update(tx, family).await?;
    let stored = known.find(id).filter(|row| row.noted_at.is_some());
    let stored = stored.ok_or(Error::NotFound)?;
    // What replaced it counts.
    if stored.is_corrected {
        return Err(Error::Conflict);
    }
    if stored.withdrawn_at.is_some() == is_withdrawn {
        return Ok(());
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE case_date SET withdrawn_at = $3, withdrawn_by_id = $4 WHERE family_id = $1 AND id \
            = $2 AND created_by_id IS NOT NULL"
    )
    .bind(family)
    .bind(id)
    .bind(is_withdrawn.then_some(now))
    .bind(is_withdrawn.then_some(person))
    .execute(c))?;
    Ok(())
}
