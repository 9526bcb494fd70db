//! Files of vaults, which belong to a person and not to a message. Each is stored under its own id.

use model::id::VaultFileId;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};

use super::{AttachmentError, AttachmentStore, ProcessedFile, storage_error};

/// The folder of all vaults. It is no id of a message, so the two never meet.
const VAULT_FOLDER: &str = "vault";

impl AttachmentStore {
    /// Stores a file of a vault. Call it before its row is inserted; if the insert fails,
    /// `delete_orphans` deletes the file later.
    ///
    /// # Errors
    /// `Busy` when the storage fails.
    pub async fn store_vault_file(
        &self,
        id: VaultFileId,
        file: ProcessedFile,
    ) -> Result<(), AttachmentError> {
        self.store
            .put(&vault_path(id), PutPayload::from(file.bytes))
            .await
            .map_err(storage_error)?;
        Ok(())
    }

    /// The content of a file of a vault. Does not authorize: the caller must have checked that the
    /// actor may open the file.
    ///
    /// # Errors
    /// `NotFound` when there is no such file; `Busy` when the storage fails.
    pub async fn fetch_vault_file(&self, id: VaultFileId) -> Result<Vec<u8>, AttachmentError> {
        let found = self
            .store
            .get(&vault_path(id))
            .await
            .map_err(storage_error)?;
        Ok(found.bytes().await.map_err(storage_error)?.to_vec())
    }
}

fn vault_path(id: VaultFileId) -> Path {
    Path::from(format!("{VAULT_FOLDER}/{id}"))
}

/// The id of the file at this place; `None` for a file of a message.
pub(super) fn vault_file_at(place: &Path) -> Option<VaultFileId> {
    let mut parts = place.parts();
    let folder = parts.next()?;
    let name = parts.next()?;
    (folder.as_ref() == VAULT_FOLDER)
        .then(|| name.as_ref().parse().ok())
        .flatten()
}
