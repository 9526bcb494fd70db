//! What happened with the credit report of each year, as the young person and the workers of their
//! family record it.

use jiff_sqlx::ToSqlx;
use model::id::{CreditEntryId, FormId, PersonId};
use model::transition::credit::{CreditInput, CreditStep};

use super::records::{RecordAttribution, RecordSubject, find_recorded, select_records};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// A step of the credit report of a year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CreditEntry {
    pub id: CreditEntryId,
    /// The age of the young person in the year of the report.
    pub age: i32,
    pub step: CreditStep,
    pub day: jiff_sqlx::Date,
    #[sqlx(flatten)]
    pub attribution: RecordAttribution,
}

/// The steps of `owner` that the actor may read, the earliest first. One of the gates of
/// `transition::access` must be passed before.
///
/// # Errors
/// When the database fails.
pub async fn list_credit(tx: &mut Tx, owner: PersonId) -> Result<Vec<CreditEntry>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(select_records!(
        "s.age, s.step, s.day",
        "transition_credit",
        "s.day, s.id"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}

#[derive(sqlx::FromRow)]
struct StoredEntry {
    age: i32,
    step: CreditStep,
    day: jiff_sqlx::Date,
    note: Option<String>,
}

impl StoredEntry {
    /// Whether the stored entry has the values of `input`.
    fn matches_input(&self, input: &CreditInput) -> bool {
        // All values, as for services: the same form id with another day is another statement.
        self.age == i32::from(input.age)
            && self.step == input.step
            && self.day.to_jiff() == input.day
            && self.note == input.note
    }
}

/// Records a step. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `Conflict` when the form id was already used with other values; `Raced` when a concurrent
/// request stored the same form.
pub async fn record_credit(
    tx: &mut Tx,
    subject: &RecordSubject,
    form: FormId,
    input: &CreditInput,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let known: Option<StoredEntry> = run_on!(tx, |c| sqlx::query_as(find_recorded!(
        "s.age, s.step, s.day, s.note",
        "transition_credit"
    ))
    .bind(form)
    .bind(subject.owner)
    .bind(person)
    .fetch_optional(c))?;
    if let Some(known) = known {
        return known
            .matches_input(input)
            .then_some(())
            .ok_or(Error::Conflict);
    }
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_credit (id, owner_id, family_id, age, step, day, note, \
            recorded_by_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(form)
    .bind(subject.owner)
    .bind(subject.family)
    .bind(i32::from(input.age))
    .bind(input.step)
    .bind(input.day.to_sqlx())
    .bind(&input.note)
    .bind(person)
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}
