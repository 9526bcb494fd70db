//! Deletes attachments without a message.

use attachments::AttachmentStore;
use store::{Db, messages};

/// Deletes attachments of messages that were never inserted or have been deleted. Returns the
/// number of deleted files.
///
/// # Errors
/// When the storage or the database fails.
pub async fn delete_orphaned_attachments(
    files: &AttachmentStore,
    db: &Db,
) -> anyhow::Result<usize> {
    // Listed before the database is read: a file whose message is inserted meanwhile is then known
    // as referenced.
    let listed = files.list_files().await?;
    let mut tx = db.acting_as_system("delete orphaned files").await?;
    let referenced = messages::list_messages_with_attachments(&mut tx).await?;
    // The deletions may take long, and no other writer may wait for them.
    drop(tx);
    let now = db.clock().now();
    Ok(files.delete_orphans(listed, &referenced, now).await?)
}
