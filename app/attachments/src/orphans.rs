//! Deletes stored files that the database does not refer to.

use std::collections::HashSet;

use futures_util::TryStreamExt;
use jiff::{SignedDuration, Timestamp};
use model::id::{MessageId, VaultFileId};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

use super::{AttachmentError, AttachmentStore, storage_error, vault};

/// The minimum age of an orphaned file that is deleted. Files are stored before their message, so a
/// newer one may belong to a message that is being sent.
const MIN_ORPHAN_AGE: SignedDuration = SignedDuration::from_hours(24);

/// All files that were in the store when it was listed.
#[derive(Debug)]
pub struct FileList(Vec<ObjectMeta>);

/// The files that the database refers to.
#[derive(Debug, Clone, Default)]
pub struct ReferencedFiles {
    /// Messages with files.
    pub messages: HashSet<MessageId>,
    pub vault: HashSet<VaultFileId>,
}

impl ReferencedFiles {
    /// Whether the file at this place belongs to a message or to a vault, and the database does not
    /// refer to it. Other files, such as that of the write probe, are left alone.
    fn is_orphan(&self, place: &Path) -> bool {
        if let Some(file) = vault::vault_file_at(place) {
            return !self.vault.contains(&file);
        }
        let message = place
            .parts()
            .next()
            .and_then(|part| part.as_ref().parse::<MessageId>().ok());
        message.is_some_and(|message| !self.messages.contains(&message))
    }
}

impl AttachmentStore {
    /// Lists all stored files, for `delete_orphans`.
    ///
    /// # Errors
    /// `Busy` when the storage fails.
    pub async fn list_files(&self) -> Result<FileList, AttachmentError> {
        let files: Vec<_> = self
            .store
            .list(None)
            .try_collect()
            .await
            .map_err(storage_error)?;
        Ok(FileList(files))
    }

    /// Deletes the files in `listed` that are older than a day and not in `referenced`: those of
    /// messages and vaults that were never inserted or have been deleted. Returns the number of
    /// deleted files.
    ///
    /// List the files before `referenced` is read: a file whose row is inserted meanwhile is then
    /// known as referenced.
    ///
    /// # Errors
    /// `Busy` when the storage fails.
    pub async fn delete_orphans(
        &self,
        listed: FileList,
        referenced: &ReferencedFiles,
        now: Timestamp,
    ) -> Result<usize, AttachmentError> {
        let yesterday = (now - MIN_ORPHAN_AGE).as_second();
        let mut removed = 0;
        for file in listed
            .0
            .into_iter()
            .filter(|file| file.last_modified.timestamp() < yesterday)
            .filter(|file| referenced.is_orphan(&file.location))
        {
            self.store
                .delete(&file.location)
                .await
                .map_err(storage_error)?;
            removed += 1;
        }
        Ok(removed)
    }
}
