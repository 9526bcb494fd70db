//! Active efforts, which a worker adds, and the words of the tribe, which its representative adds.
//! They are never changed: a person who may add one withdraws it, or puts it back. The words of a
//! withdrawn entry are read by those who can put it back.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildTribeId, FamilyId, FormId, PersonId, TextId, TribeEntryId};
use model::role::Role;
use model::team::tribe::{TribeEntryInput, TribeEntryKind, tribe_entry_kind};

use super::{find_child_tribe, open_tribe_record};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry, intersect_audiences, parse_key};
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
    // The words are read by those who read the row, and not by the whole team.
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

/// What an entry that is withdrawn or put back has.
#[derive(sqlx::FromRow)]
struct StoredEntry {
    text_id: TextId,
    author_id: Option<PersonId>,
    /// The audience of the row that the entry belongs to, and its canonical form.
    audience_id: AudienceId,
    key: String,
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
    let stored = find_own_entry(tx, family, entry, kind).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE tribe_entry SET withdrawn_at = $3, withdrawn_by_id = $4 WHERE family_id = $1 AND \
            id = $2"
    )
    .bind(family)
    .bind(entry)
    .bind(is_withdrawn.then_some(now))
    .bind(is_withdrawn.then_some(person))
    .execute(c))?;
    // The text follows the entry, because texts are also read without what they belong to.
    let readers = if is_withdrawn {
        withdrawn_audience(tx, family, kind, &stored).await?
    } else {
        stored.audience_id
    };
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $3 WHERE family_id = $1 AND id = $2"
    )
    .bind(family)
    .bind(stored.text_id)
    .bind(readers)
    .execute(c))?;
    Ok(kind)
}

/// The entry, if the actor may withdraw it or put it back.
async fn find_own_entry(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    entry: TribeEntryId,
    kind: TribeEntryKind,
) -> Result<StoredEntry, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Of the words of a tribe only the author's own: one representative speaks for themself.
    let found: Option<StoredEntry> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT r.text_id, r.author_id, x.audience_id, a.key FROM tribe_entry r JOIN \
            child_tribe x ON x.id = r.child_tribe_id JOIN audience a ON a.id = x.audience_id \
            WHERE r.family_id = $3 AND r.id = $4 AND r.kind = $5 AND (r.kind = 'active_effort' OR \
            r.author_id = $1) AND ",
            visible_to_actor!(child_tribe "x")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(entry)
        .bind(kind)
        .fetch_optional(c)
    })?;
    found.ok_or(Error::NotFound)
}

/// Who reads the words of a withdrawn entry: of an active effort the workers among the readers of
/// its row, of words of the tribe their author. They would otherwise stay readable where texts are
/// read without their entry, as among the requests for translations.
async fn withdrawn_audience(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    kind: TribeEntryKind,
    stored: &StoredEntry,
) -> Result<AudienceId, Error> {
    let entries = match (kind, stored.author_id) {
        (TribeEntryKind::TribeWords, Some(author)) => vec![AudienceEntry::for_person(author)],
        _ => {
            let readers = parse_key(&stored.key);
            let workers = [AudienceEntry::for_role(Role::Worker)];
            // A worker who is named stays included.
            let roles = [(tx.actor_id()?, tx.role)];
            intersect_audiences(&readers, &workers, &roles)
        }
    };
    audience::find_or_add(tx, family, entries).await
}
