//! The vault: files that a young person keeps. It stays theirs after they have left the team.
//! Others open a file only while the young person releases the part `documents` to them, by name or
//! as one of the team, and never because the law requires that part.

use std::collections::HashSet;

use jiff::SignedDuration;
use model::files::Attachment;
use model::id::{FamilyId, FormId, PersonId, VaultFileId};
use model::transition::vault::require_space;
use model::transition::{DocumentKind, TransitionPart};

use super::access::{
    OwnTransition, ReleasedTransition, own_transition, own_transition_for_update, read_released,
    released_part,
};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// How long a removed file can be put back.
pub const REMOVED_FILE_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A file in a vault.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct VaultFile {
    pub id: VaultFileId,
    /// The document that it is a copy of.
    pub kind: Option<DocumentKind>,
    /// As its owner calls it; may be empty.
    pub name: String,
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: i64,
    pub added_at: jiff_sqlx::Timestamp,
}

/// The size of all these files together, in bytes.
pub fn total_bytes(files: &[VaultFile]) -> i64 {
    files.iter().map(|file| file.size_bytes).sum()
}

/// A file to add. Its bytes are stored already, under `id`.
#[derive(Debug, Clone)]
pub struct NewVaultFile {
    pub id: VaultFileId,
    pub kind: Option<DocumentKind>,
    pub name: String,
    pub attachment: Attachment,
}

/// The columns of `VaultFile`, of the rows with the alias `x`.
macro_rules! select_files {
    () => {
        "SELECT x.id, x.kind, x.name, x.media_type, x.size_bytes, x.added_at FROM transition_file \
            x WHERE x.removed_at IS NULL AND "
    };
}

/// The actor's own files, the newest first. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_own_files(tx: &mut Tx, own: &OwnTransition) -> Result<Vec<VaultFile>, Error> {
    // By id, which sorts by time: SQLite stores times as text that does not.
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_files!(),
        "x.owner_id = $1 ORDER BY x.id DESC"
    ))
    .bind(own.owner)
    .fetch_all(c))
}

/// One of the actor's own files.
///
/// # Errors
/// `NotFound` for any other file, and for anyone without a plan of their own.
pub async fn open_own_file(tx: &mut Tx, id: VaultFileId) -> Result<VaultFile, Error> {
    let own = own_transition(tx).await?;
    let found: Option<VaultFile> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_files!(),
        "x.owner_id = $1 AND x.id = $2"
    ))
    .bind(own.owner)
    .bind(id)
    .fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

/// Whether the actor may add files of this many bytes, before they are processed and stored.
///
/// # Errors
/// `Invalid` as `require_space`, and as `own_transition`.
pub async fn require_own_space(tx: &mut Tx, files: usize, bytes: i64) -> Result<(), Error> {
    let own = own_transition(tx).await?;
    let stored = list_own_files(tx, &own).await?;
    require_space(stored.len() + files, total_bytes(&stored) + bytes).map_err(Error::Invalid)
}

/// Adds files to the actor's vault. Idempotent: a form that is sent again adds nothing. Returns
/// whether the files were added.
///
/// Two uploads of one person at once can each find the same space, so a vault can have one upload
/// more than its limit.
///
/// # Errors
/// `Invalid` as `require_space`; `Conflict` when the form id was already used with other files or
/// another name; `Raced` when a concurrent request stored the same form; as
/// `own_transition_for_update`.
pub async fn add_files(tx: &mut Tx, form: FormId, files: &[NewVaultFile]) -> Result<bool, Error> {
    let own = own_transition_for_update(tx).await?;
    // Also among removed files: the form of a file that its owner has removed adds it no more.
    let known: Vec<(Option<DocumentKind>, String, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT x.kind, x.name, x.hash FROM transition_file x WHERE x.owner_id = $1 AND \
            x.form_id = $2 ORDER BY x.position"
    )
    .bind(own.owner)
    .bind(form)
    .fetch_all(c))?;
    if !known.is_empty() {
        let sent = files.iter().map(|file| {
            let hash = file.attachment.hash.clone().unwrap_or_default();
            (file.kind, file.name.clone(), hash)
        });
        let is_same = known == sent.collect::<Vec<_>>();
        return is_same.then_some(false).ok_or(Error::Conflict);
    }
    // Checked once more: other files can have been added while these were processed.
    let stored = list_own_files(tx, &own).await?;
    let bytes: i64 = files
        .iter()
        .map(|file| size_of_file(&file.attachment))
        .sum();
    require_space(stored.len() + files.len(), total_bytes(&stored) + bytes)
        .map_err(Error::Invalid)?;
    for (position, file) in (0_i32..).zip(files) {
        insert_file(tx, &own, (form, position), file).await?;
    }
    Ok(true)
}

fn size_of_file(attachment: &Attachment) -> i64 {
    i64::try_from(attachment.size).unwrap_or(i64::MAX)
}

async fn insert_file(
    tx: &mut Tx,
    own: &OwnTransition,
    (form, position): (FormId, i32),
    file: &NewVaultFile,
) -> Result<(), Error> {
    let now = tx.now();
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_file (id, owner_id, family_id, form_id, position, kind, name, \
            media_type, size_bytes, hash, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
            $10, $11)"
    )
    .bind(file.id)
    .bind(own.owner)
    .bind(own.family)
    .bind(form)
    .bind(position)
    .bind(file.kind)
    .bind(&file.name)
    .bind(&file.attachment.mime)
    .bind(size_of_file(&file.attachment))
    .bind(file.attachment.hash.as_deref().unwrap_or_default())
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

/// Removes one of the actor's own files, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for any other file, and for one that was deleted for good; `Invalid` as
/// `require_space` where there is no space to put it back; as `own_transition_for_update`.
pub async fn set_removed(tx: &mut Tx, id: VaultFileId, is_removed: bool) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored: Option<(i64, Option<jiff_sqlx::Timestamp>)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT size_bytes, removed_at FROM transition_file WHERE owner_id = $1 AND id = $2",
        )
        .bind(own.owner)
        .bind(id)
        .fetch_optional(c)
    })?;
    let (size, removed_at) = stored.ok_or(Error::NotFound)?;
    if removed_at.is_some() == is_removed {
        return Ok(());
    }
    if !is_removed {
        let files = list_own_files(tx, &own).await?;
        require_space(files.len() + 1, total_bytes(&files) + size).map_err(Error::Invalid)?;
    }
    let removed_at = is_removed.then(|| tx.now());
    // No row is changed if the background task has deleted the file meanwhile.
    let changed = run_on!(tx, |c| sqlx::query(
        "UPDATE transition_file SET removed_at = $3 WHERE owner_id = $1 AND id = $2"
    )
    .bind(own.owner)
    .bind(id)
    .bind(removed_at)
    .execute(c))?;
    (changed == 1).then_some(()).ok_or(Error::NotFound)
}

/// The files that a young person has released to the actor, the newest first. At most one
/// statement; none for someone who reads the documents only because the law requires it.
///
/// # Errors
/// When the database fails.
pub async fn list_released_files(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Vec<VaultFile>, Error> {
    // Not `parts`, which has the documents for those who read that part by law as well.
    if !released.released.contains(&TransitionPart::Documents) {
        return Ok(Vec::new());
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_files!(),
        "x.owner_id = $3 AND ",
        released_part!("x.owner_id", "'documents'"),
        " ORDER BY x.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_all(c))
}

/// A file that a young person has released to the actor. Logs the access.
///
/// # Errors
/// `NotFound` for any other file, and as `read_released`.
pub async fn open_released_file(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
    id: VaultFileId,
) -> Result<VaultFile, Error> {
    let released = read_released(tx, family, youth).await?;
    // Those who read the documents by law read their states, and never a file.
    if !released.released.contains(&TransitionPart::Documents) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<VaultFile> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_files!(),
        "x.owner_id = $3 AND x.id = $4 AND ",
        released_part!("x.owner_id", "'documents'")
    ))
    .bind(person)
    .bind(today)
    .bind(youth)
    .bind(id)
    .fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

/// Deletes the files for good that were removed longer than `REMOVED_FILE_LIFETIME` ago, in a
/// transaction of the system. Their bytes are orphans then.
///
/// # Errors
/// When the database fails.
pub async fn delete_removed_files(tx: &mut Tx) -> Result<(), Error> {
    let before = tx.clock().now() - REMOVED_FILE_LIFETIME;
    let removed: Vec<(VaultFileId, jiff_sqlx::Timestamp)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT x.id, x.removed_at FROM transition_file x WHERE x.removed_at IS NOT NULL"
    )
    .fetch_all(c))?;
    // Compared in Rust, because SQLite stores times as text that does not sort chronologically.
    let expired = removed
        .into_iter()
        .filter(|(_, at)| at.to_jiff() < before)
        .map(|(id, _)| id);
    for id in expired {
        // Its owner may have put it back meanwhile.
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM transition_file WHERE id = $1 AND removed_at IS NOT NULL"
        )
        .bind(id)
        .execute(c))?;
    }
    Ok(())
}

/// The ids of all files, also of removed ones, for the background task that deletes orphaned files.
///
/// # Errors
/// When the database fails.
pub async fn list_stored_files(tx: &mut Tx) -> Result<HashSet<VaultFileId>, Error> {
    let rows: Vec<(VaultFileId,)> =
        run_on!(tx, |c| sqlx::query_as("SELECT x.id FROM transition_file x")
            .fetch_all(c))?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
