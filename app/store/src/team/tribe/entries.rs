//! Active efforts, which a worker adds, and the words of the tribe, which its representative adds.
//! They are never changed: whoever may add one withdraws it, or puts it back.

use jiff_sqlx::ToSqlx;
use model::id::{ChildTribeId, FamilyId, FormId, TribeEntryId};
use model::team::tribe::{TribeEntryInput, TribeEntryKind, tribe_entry_kind};

use super::{find_child_tribe, open_tribe_record};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The row to which an entry is added.
#[derive(Debug, Clone)]
pub struct EntrySubject {
    /// What the actor adds.
    pub kind: TribeEntryKind,
    /// `None` while no tribe is known.
    pub tribe: Option<String>,
}

/// The row for the form that adds an entry. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but a worker or a tribal representative of this family, and for a row that
/// they may not see.
pub async fn read_entry_subject(
    tx: &mut Tx,
    family: FamilyId,
    row: ChildTribeId,
) -> Result<EntrySubject, Error> {
    let tx = &mut open_tribe_record(tx, family).await?;
    let kind = tribe_entry_kind(tx.role).ok_or(Error::NotFound)?;
    let found = find_child_tribe(tx, family, row)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(EntrySubject {
        kind,
        tribe: found.facts.tribe,
    })
}

/// Adds an active effort, or words of the tribe. Idempotent: resubmitting the same form changes
/// nothing.
///
/// # Errors
/// `NotFound` for anyone who may not add this kind, and for a row that they may not see; `Conflict`
/// when the form id was already used with other values; `Raced` when a concurrent request stored
/// the same form.
pub async fn add_entry(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    row: ChildTribeId,
    input: &TribeEntryInput,
) -> Result<TribeEntryId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Tribe).await?;
    if tribe_entry_kind(tx.role) != Some(input.kind) {
        return Err(Error::NotFound);
    }
    let found = find_child_tribe(tx, family, row)
        .await?
        .ok_or(Error::NotFound)?;
    let id = TribeEntryId(form.0);
    if let Some(is_same) = find_resubmitted(tx, id, row, input).await? {
        return is_same.then_some(id).ok_or(Error::Conflict);
    }
    let audience = found.audience_id;
    let text = insert_text(tx, family, audience, None, &input.language, &input.words).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO tribe_entry (id, family_id, child_tribe_id, kind, day, text_id, \
            author_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(family)
        .bind(row)
        .bind(input.kind)
        .bind(input.day.to_sqlx())
        .bind(text)
        .bind(person)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok(id)
}

/// Whether the actor's entry with this id says the same; `None` without such an entry.
async fn find_resubmitted(
    tx: &mut OpenRecord<'_>,
    id: TribeEntryId,
    row: ChildTribeId,
    input: &TribeEntryInput,
) -> Result<Option<bool>, Error> {
    let person = tx.actor_id()?;
    let known: Option<(ChildTribeId, jiff_sqlx::Date, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT r.child_tribe_id, r.day, t.body FROM tribe_entry r JOIN text t ON t.id = \
            r.text_id WHERE r.id = $1 AND r.author_id = $2"
    )
    .bind(id)
    .bind(person)
    .fetch_optional(c))?;
    Ok(known.map(|(of, day, body)| of == row && day.to_jiff() == input.day && body == input.words))
}

/// Withdraws an entry, or puts it back. A worker does so with any active effort of the family, a
/// tribal representative with their own words. Idempotent.
///
/// # Errors
/// `NotFound` for anyone else, and for an entry whose row they may not see.
pub async fn set_withdrawn(
    tx: &mut Tx,
    family: FamilyId,
    entry: TribeEntryId,
    is_withdrawn: bool,
) -> Result<TribeEntryKind, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Tribe).await?;
    let kind = tribe_entry_kind(tx.role).ok_or(Error::NotFound)?;
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE tribe_entry SET withdrawn_at = $6, withdrawn_by_id = $7 WHERE family_id = $3 \
            AND id = $4 AND kind = $5 AND (kind = 'active_effort' OR author_id = $1) AND EXISTS \
            (SELECT 1 FROM child_tribe x WHERE x.id = tribe_entry.child_tribe_id AND ",
            visible_to_actor!(child_tribe "x"),
            ")"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(entry)
        .bind(kind)
        .bind(is_withdrawn.then_some(now))
        .bind(is_withdrawn.then_some(person))
        .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::NotFound);
    }
    Ok(kind)
}
