//! What a young person says about the list of their rights: which they understood, and that they
//! got the list and talked about it. Those who read the required parts read it (`reads_required`);
//! what a question says has fewer readers (`right_questions`).

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, PersonId, RightsSignatureId};
use model::transition::rights::{LIST_VERSION, SignatureInput, YouthRight};

use super::access::{ReleasedTransition, own_transition_for_update, read_released};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// SQL condition: the actor reads what the person `$owner` says about their rights: their own, or
/// as someone who reads the parts that the law requires. `alongside_can_read_rights` is the same
/// rule for PostgreSQL. `$1` is the actor and `$2` today's date.
macro_rules! reads_rights {
    ($owner:literal) => {
        concat!(
            "(",
            $owner,
            " = $1 OR EXISTS (SELECT 1 FROM transition_youth planning JOIN membership serving ON \
                serving.family_id = planning.family_id AND serving.person_id = $1 AND \
                serving.since <= $2 AND (serving.until IS NULL OR serving.until > $2) WHERE \
                planning.owner_id = ",
            $owner,
            " AND serving.role IN ('worker', 'supervisor', 'tribal_representative')))"
        )
    };
}
pub(super) use reads_rights;

/// A right that the owner has tapped.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RightMark {
    pub kind: YouthRight,
    pub understood: bool,
    pub changed_at: jiff_sqlx::Timestamp,
}

/// The rights of `owner` with an answer. One of the gates of `transition::access`, or
/// `read_rights`, must be passed before. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_marks(tx: &mut Tx, owner: PersonId) -> Result<Vec<RightMark>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT s.kind, s.understood, s.changed_at FROM transition_right s WHERE s.owner_id = $3 \
            AND ",
        reads_rights!("s.owner_id")
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c)
    })
}

/// The gate of the page on which adults read about the rights of a young person. Logs the access.
///
/// # Errors
/// As `read_released`, and `NotFound` for anyone but those who read the required parts.
pub async fn read_rights(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<ReleasedTransition, Error> {
    let released = read_released(tx, family, youth).await?;
    // Only they are told the birth date.
    if released.born.is_none() {
        return Err(Error::NotFound);
    }
    Ok(released)
}

/// Stores whether the actor understood a right. Idempotent; the last answer holds.
///
/// # Errors
/// `NotFound` as `own_transition_for_update`.
pub async fn set_understood(tx: &mut Tx, right: YouthRight, understood: bool) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_right (owner_id, kind, family_id, understood, changed_at) VALUES \
            ($1, $2, $3, $4, $5) ON CONFLICT (owner_id, kind) DO UPDATE SET family_id = \
            excluded.family_id, understood = excluded.understood, changed_at = excluded.changed_at"
    )
    .bind(own.owner)
    .bind(right)
    .bind(own.family)
    .bind(understood)
    .bind(now)
    .execute(c))?;
    Ok(())
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RightsSignature {
    pub id: RightsSignatureId,
    pub list_version: String,
    pub signed_on: jiff_sqlx::Date,
    pub talked_with: Option<String>,
    pub written_at: jiff_sqlx::Timestamp,
}

/// The signatures of `owner` that hold, the newest first. One statement; for the gate see
/// `list_marks`.
///
/// # Errors
/// When the database fails.
pub async fn list_signatures(tx: &mut Tx, owner: PersonId) -> Result<Vec<RightsSignature>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT s.id, s.list_version, s.signed_on, s.talked_with, s.written_at FROM \
            transition_rights_signature s WHERE s.owner_id = $3 AND s.taken_back_at IS NULL AND ",
        reads_rights!("s.owner_id"),
        " ORDER BY s.signed_on DESC, s.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}

/// Stores that the actor got the list and talked about it. Idempotent: resubmitting the same form
/// changes nothing.
///
/// # Errors
/// `NotFound` as `own_transition_for_update`; `Conflict` when the form id was already used with
/// other values; `Raced` when a concurrent request stored the same form.
pub async fn sign_rights(tx: &mut Tx, form: FormId, input: &SignatureInput) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let known: Option<(jiff_sqlx::Date, Option<String>)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT s.signed_on, s.talked_with FROM transition_rights_signature s WHERE s.owner_id = \
            $1 AND s.id = $2"
    )
    .bind(own.owner)
    .bind(form)
    .fetch_optional(c)
    })?;
    if let Some((day, person)) = known {
        let is_same = day.to_jiff() == input.signed_on && person == input.talked_with;
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO transition_rights_signature (id, owner_id, family_id, list_version, \
            signed_on, talked_with, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(form)
        .bind(own.owner)
        .bind(own.family)
        .bind(LIST_VERSION)
        .bind(input.signed_on.to_sqlx())
        .bind(&input.talked_with)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Takes a signature of the actor back, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for any other signature, and as `own_transition_for_update`.
pub async fn set_signature_taken_back(
    tx: &mut Tx,
    id: RightsSignatureId,
    is_taken_back: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let taken_back_at = is_taken_back.then(|| tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE transition_rights_signature SET taken_back_at = $3 WHERE owner_id = $1 AND id = $2"
    )
    .bind(own.owner)
    .bind(id)
    .bind(taken_back_at)
    .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}
