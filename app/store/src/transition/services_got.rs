//! The services that a young person got, as they and the workers of their family record them.

use jiff_sqlx::ToSqlx;
use model::id::{FormId, PersonId, YouthServiceId};
use model::transition::services_got::{ServiceInput, ServiceKind};

use super::access::own_transition_for_update;
use super::records::{RecordAttribution, RecordSubject, find_recorded, select_records};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// A service that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ServiceGot {
    pub id: YouthServiceId,
    pub kind: ServiceKind,
    pub began_on: jiff_sqlx::Date,
    /// `None` for one day, and while it goes on.
    pub ended_on: Option<jiff_sqlx::Date>,
    #[sqlx(flatten)]
    pub attribution: RecordAttribution,
    /// The young person says that they did not get it.
    pub is_disputed: bool,
}

/// The services of `owner` that the actor may read, the newest first. One of the gates of
/// `transition::access` must be passed before.
///
/// # Errors
/// When the database fails.
pub async fn list_services(tx: &mut Tx, owner: PersonId) -> Result<Vec<ServiceGot>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(select_records!(
        "s.kind, s.began_on, s.ended_on, EXISTS (SELECT 1 FROM transition_service_dispute said \
            WHERE said.service_id = s.id AND said.taken_back_at IS NULL) AS is_disputed",
        "transition_service",
        "s.began_on DESC, s.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}

#[derive(sqlx::FromRow)]
struct StoredService {
    kind: ServiceKind,
    began_on: jiff_sqlx::Date,
    ended_on: Option<jiff_sqlx::Date>,
    note: Option<String>,
}

impl StoredService {
    /// Whether the service has the values of this form.
    fn matches_input(&self, input: &ServiceInput) -> bool {
        self.kind == input.kind
            && self.began_on.to_jiff() == input.began_on
            && self.ended_on.map(|day| day.to_jiff()) == input.ended_on
            && self.note == input.note
    }
}

/// Records a service. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `Conflict` when the form id was already used with other values; `Raced` when a concurrent
/// request stored the same form.
pub async fn record_service(
    tx: &mut Tx,
    subject: &RecordSubject,
    form: FormId,
    input: &ServiceInput,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let known: Option<StoredService> = run_on!(tx, |c| sqlx::query_as(find_recorded!(
        "s.kind, s.began_on, s.ended_on, s.note",
        "transition_service"
    ))
    .bind(form)
    .bind(subject.owner)
    .bind(person)
    .fetch_optional(c))?;
    // Every value counts: a person who goes back and changes one must not be told that it is saved.
    if let Some(known) = known {
        return known
            .matches_input(input)
            .then_some(())
            .ok_or(Error::Conflict);
    }
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_service (id, owner_id, family_id, kind, began_on, ended_on, note, \
            recorded_by_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(form)
    .bind(subject.owner)
    .bind(subject.family)
    .bind(input.kind)
    .bind(input.began_on.to_sqlx())
    .bind(input.ended_on.map(|day| day.to_sqlx()))
    .bind(&input.note)
    .bind(person)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Stores that the actor did not get a service that a worker recorded, or takes it back.
/// Idempotent.
///
/// # Errors
/// `NotFound` for anyone but the young person, and for a service that they recorded themself.
pub async fn set_service_disputed(
    tx: &mut Tx,
    id: YouthServiceId,
    is_disputed: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let now = tx.now();
    // What the young person recorded is not disputed; they can remove it.
    let known: Option<(YouthServiceId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT s.id FROM transition_service s WHERE s.id = $1 AND s.owner_id = $2 AND \
            s.recorded_by_id <> s.owner_id AND s.removed_at IS NULL"
    )
    .bind(id)
    .bind(own.owner)
    .fetch_optional(c))?;
    known.ok_or(Error::NotFound)?;
    // A form that is sent again does not change the time of a dispute that still holds.
    let statement = if is_disputed {
        "INSERT INTO transition_service_dispute (service_id, owner_id, said_at) VALUES ($1, $2, $3) \
            ON CONFLICT (service_id) DO UPDATE SET said_at = excluded.said_at, taken_back_at = NULL \
            WHERE transition_service_dispute.taken_back_at IS NOT NULL"
    } else {
        "UPDATE transition_service_dispute SET taken_back_at = $3 WHERE service_id = $1 AND \
            owner_id = $2 AND taken_back_at IS NULL"
    };
    run_on!(tx, |c| sqlx::query(statement)
        .bind(id)
        .bind(own.owner)
        .bind(now)
        .execute(c))?;
    Ok(())
}
