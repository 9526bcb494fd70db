//! Deletes attachments without a message, and files that were removed from a vault.

use attachments::{AttachmentStore, ReferencedFiles};
use store::transition::vault;
use store::{Db, messages};

/// Deletes attachments of messages that were never inserted or have been deleted, and likewise the
/// files of vaults. Returns the number of deleted files.
///
/// # Errors
/// When the storage or the database fails.
pub async fn delete_orphaned_attachments(
    files: &AttachmentStore,
    db: &Db,
) -> anyhow::Result<usize> {
    // Listed before the database is read: a file whose row is inserted meanwhile is then known as
    // referenced.
    let listed = files.list_files().await?;
    let mut tx = db.acting_as_system("delete orphaned files").await?;
    vault::delete_removed_files(&mut tx).await?;
    let referenced = ReferencedFiles {
        messages: messages::list_messages_with_attachments(&mut tx).await?,
        vault: vault::list_stored_files(&mut tx).await?,
    };
    // The deletions may take long, and no other writer may wait for them.
    tx.commit().await?;
    let now = db.clock().now();
    Ok(files.delete_orphans(listed, &referenced, now).await?)
}
