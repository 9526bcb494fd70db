//! The dates of the case from which terms are counted. A correction is a new row, so that the
//! earlier dates stay readable.

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, PersonId};
use model::role::Role;
use model::transition::TransitionDates;

use super::access::{ReleasedTransition, actor_reads_required, insert_youth, read_released};
use crate::access::{RecordPart, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// Whether this role writes the dates of a young person.
pub const fn may_write_dates(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// The dates as they were from one revision to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDates {
    pub dates: TransitionDates,
    pub revision: i32,
    /// `None` for dates that were imported, and for a person whom the reader may not know.
    pub written_by: Option<String>,
    pub written_at: jiff::Timestamp,
}

#[derive(sqlx::FromRow)]
struct DatesRow {
    care_since: Option<jiff_sqlx::Date>,
    discharge_on: Option<jiff_sqlx::Date>,
    order_ends_on: Option<jiff_sqlx::Date>,
    revision: i32,
    written_by: Option<String>,
    written_at: jiff_sqlx::Timestamp,
}

/// The plan of `youth`, and their dates, the newest first. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and as `read_released`.
pub async fn read_dates(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<(ReleasedTransition, Vec<WrittenDates>), Error> {
    let released = read_released(tx, family, youth).await?;
    if !may_write_dates(released.role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<DatesRow> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.care_since, d.discharge_on, d.order_ends_on, d.revision, \
            coalesce(w.chosen_name, w.name) AS written_by, d.written_at FROM transition_dates d \
            LEFT JOIN person w ON w.id = d.written_by_id WHERE d.owner_id = $4 AND d.family_id = \
            $3 AND ",
        actor_reads_required!("d.family_id"),
        " ORDER BY d.revision DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(youth)
    .fetch_all(c))?;
    let day = |column: Option<jiff_sqlx::Date>| column.map(|day| day.to_jiff());
    let history = rows
        .into_iter()
        .map(|row| WrittenDates {
            dates: TransitionDates {
                care_since: day(row.care_since),
                discharge_on: day(row.discharge_on),
                order_ends_on: day(row.order_ends_on),
            },
            revision: row.revision,
            written_by: row.written_by,
            written_at: row.written_at.to_jiff(),
        })
        .collect();
    Ok((released, history))
}

/// Writes the dates of a young person. Idempotent: the dates that hold already change nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and as `read_released`; `Conflict` when the
/// dates were changed since `revision`; `Raced` when a concurrent request changed them.
pub async fn save_dates(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
    dates: &TransitionDates,
    revision: i32,
) -> Result<(), Error> {
    // Reads the membership in this transaction; `read_released` relies on an earlier read of it.
    open_record_for_update(tx, family, RecordPart::Transition).await?;
    let released = read_released(tx, family, youth).await?;
    if !may_write_dates(released.role) {
        return Err(Error::NotFound);
    }
    // Before the revision, which the first request of a form that is sent twice has raised itself.
    if released.dates == *dates {
        return Ok(());
    }
    if released.dates_revision != revision {
        return Err(Error::Conflict);
    }
    // The rules for readers depend on this row, and the owner may not have opened their plan yet.
    let stored: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT y.owner_id FROM transition_youth y WHERE y.owner_id = $1"
    )
    .bind(youth)
    .fetch_optional(c))?;
    if stored.is_none() {
        insert_youth(tx, youth, family).await?;
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_dates (owner_id, revision, family_id, care_since, discharge_on, \
            order_ends_on, written_by_id, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    )
    .bind(youth)
    .bind(revision + 1)
    .bind(family)
    .bind(dates.care_since.map(|day| day.to_sqlx()))
    .bind(dates.discharge_on.map(|day| day.to_sqlx()))
    .bind(dates.order_ends_on.map(|day| day.to_sqlx()))
    .bind(person)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}
