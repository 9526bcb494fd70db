//! Records that the agency keeps by law: services (`services_got`) and credit reports (`credit`).
//! The workers of the family read and write them, whatever the young person releases; the owner
//! does as well; everyone else reads them only with the part `money`.

use jiff::civil::Date;
use model::id::{CreditEntryId, FamilyId, PersonId, YouthServiceId};
use model::role::Role;
use model::transition::TransitionPart;
use model::transition::clock::care_ends;
use model::transition::credit::{CreditYear, credit_years};

use super::access::{ReleasedTransition, insert_youth, own_transition_for_update, read_released};
use crate::access::{RecordPart, open_record_for_update};
use crate::db::run_on;
use crate::{Error, Tx};

/// SQL condition: the actor may read the record with the alias `s`. `alongside_can_read_record` is
/// the same rule for PostgreSQL. `$1` is the actor and `$2` today's date.
macro_rules! visible_record {
    () => {
        concat!(
            "(EXISTS (SELECT 1 FROM membership keeping WHERE keeping.family_id = s.family_id AND \
                keeping.person_id = $1 AND keeping.since <= $2 AND (keeping.until IS NULL OR \
                keeping.until > $2) AND keeping.role = 'worker') OR ",
            $crate::transition::access::visible_part!("s.owner_id", "'money'"),
            ")"
        )
    };
}

/// SQL: the records `s` of a table that the actor `$1` may read today, `$2`, of the owner `$3`,
/// with these columns and those of `RecordAttribution`.
macro_rules! select_records {
    ($columns:literal, $table:literal, $order:literal) => {
        concat!(
            "SELECT s.id, ",
            $columns,
            ", s.note, s.recorded_by_id, coalesce(w.chosen_name, w.name) AS recorded_by, \
                s.recorded_at FROM ",
            $table,
            // LEFT JOIN: shown without a name where the recorder is hidden from the reader.
            " s LEFT JOIN person w ON w.id = s.recorded_by_id WHERE s.owner_id = $3 AND \
                s.removed_at IS NULL AND ",
            $crate::transition::records::visible_record!(),
            " ORDER BY ",
            $order
        )
    };
}

/// SQL: these columns of the record `$1` of the owner `$2` that the actor `$3` stored with a form.
/// The recorder is in the condition: the id of another person's form finds nothing of it, and is a
/// unique violation when it is stored.
macro_rules! find_recorded {
    ($columns:literal, $table:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $table,
            " s WHERE s.id = $1 AND s.owner_id = $2 AND s.recorded_by_id = $3"
        )
    };
}

/// SQL: removes the record `$1` of the owner `$2`, or puts it back with null values for `$3` and
/// `$4`. `$5` is true for the owner, who removes what they recorded; a worker of the family `$6`
/// removes what a worker recorded.
macro_rules! update_removed {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET removed_at = $3, removed_by_id = $4 WHERE id = $1 AND owner_id = $2 AND \
                (recorded_by_id = owner_id) = $5 AND (recorded_by_id = owner_id OR family_id = $6)"
        )
    };
}
pub(crate) use {find_recorded, select_records, visible_record};

/// What every record has besides what it is about: its note, and who recorded it when.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RecordAttribution {
    pub note: Option<String>,
    pub recorded_by_id: PersonId,
    /// `None` where the reader may not know the person.
    pub recorded_by: Option<String>,
    pub recorded_at: jiff_sqlx::Timestamp,
}

/// A record of either kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordId {
    Service(YouthServiceId),
    Credit(CreditEntryId),
}

/// Who records something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorder {
    /// The young person, for themself.
    Owner,
    /// A worker of this family, for a young person of it.
    Worker { family: FamilyId, youth: PersonId },
}

/// Proof that the actor may record for a young person. Only `open_records_for_update` creates one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSubject {
    pub(super) owner: PersonId,
    pub(super) family: FamilyId,
    pub(super) is_by_owner: bool,
    born: Date,
    /// The first day after care.
    ends: Option<Date>,
}

impl RecordSubject {
    /// The years for which a credit report is owed, the newest first.
    pub fn credit_years(&self, today: Date) -> Vec<CreditYear> {
        credit_years(self.born, today, self.ends)
    }
}

/// Whether the actor is a worker of this family, in any of their roles.
pub(super) fn is_worker_of(tx: &Tx, family: FamilyId) -> Result<bool, Error> {
    let mut teams = tx.actor()?.teams.iter();
    Ok(teams.any(|team| team.family_id == family && team.role == Role::Worker))
}

/// The gate of every form that writes a record. Logs the access of a worker.
///
/// # Errors
/// `NotFound` for anyone but the young person and the workers of their family.
pub async fn open_records_for_update(
    tx: &mut Tx,
    recorder: Recorder,
) -> Result<RecordSubject, Error> {
    let Recorder::Worker { family, youth } = recorder else {
        let own = own_transition_for_update(tx).await?;
        return Ok(RecordSubject {
            owner: own.owner,
            family: own.family,
            is_by_owner: true,
            born: own.born,
            ends: care_ends(own.born, &own.dates),
        });
    };
    let tx = &mut open_record_for_update(tx, family, RecordPart::Transition).await?;
    if !is_worker_of(tx, family)? {
        return Err(Error::NotFound);
    }
    // Also refuses a young person who has no plan in this family.
    let released = read_released(tx, family, youth).await?;
    let stored: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT y.owner_id FROM transition_youth y WHERE y.owner_id = $1"
    )
    .bind(youth)
    .fetch_optional(c))?;
    // The workers of the family still find the young person after they have left the team.
    if stored.is_none() {
        insert_youth(tx, youth, family).await?;
    }
    let born = released.born.ok_or(Error::NotFound)?;
    Ok(RecordSubject {
        owner: youth,
        family,
        is_by_owner: false,
        born,
        ends: care_ends(born, &released.dates),
    })
}

/// What an adult sees of a young person, for the page of the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableRecords {
    pub released: ReleasedTransition,
    /// Whether the actor records, too.
    pub may_record: bool,
}

/// The gate of the page on which adults read the records. Logs the access.
///
/// # Errors
/// As `read_released`, and `NotFound` for anyone but the workers of the family and those to whom
/// the part `money` is released.
pub async fn read_records_gate(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<ReadableRecords, Error> {
    let released = read_released(tx, family, youth).await?;
    let may_record = is_worker_of(tx, family)?;
    if !may_record && !released.shows(TransitionPart::Money) {
        return Err(Error::NotFound);
    }
    Ok(ReadableRecords {
        released,
        may_record,
    })
}

/// Removes a record, or puts it back: the owner one of their own, a worker one that a worker of the
/// family recorded. Idempotent.
///
/// # Errors
/// `NotFound` for any other record.
pub async fn set_record_removed(
    tx: &mut Tx,
    subject: &RecordSubject,
    record: RecordId,
    is_removed: bool,
) -> Result<(), Error> {
    let (statement, id) = match record {
        RecordId::Service(id) => (update_removed!("transition_service"), id.0),
        RecordId::Credit(id) => (update_removed!("transition_credit"), id.0),
    };
    let removed_at = is_removed.then(|| tx.now());
    let person = tx.actor_id()?;
    // The statement decides whose record it is: a worker does not remove what the owner recorded.
    let touched = run_on!(tx, |c| sqlx::query(statement)
        .bind(id)
        .bind(subject.owner)
        .bind(removed_at)
        .bind(is_removed.then_some(person))
        .bind(subject.is_by_owner)
        .bind(subject.family)
        .execute(c))?;
    // No row is also the answer to a person who may not remove this one.
    if touched == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}
