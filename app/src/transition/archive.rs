//! `GET /transition/archive`: everything in a young person's plan and vault as one ZIP archive, for
//! its owner, at any time, also after they have left the team. It is streamed, and one file is in
//! memory at a time.

use std::io;

use attachments::archive::{ArchiveError, ArchiveWriter};
use attachments::{AttachmentError, AttachmentStore};
use futures_util::stream::{self, Stream, TryStreamExt};
use model::transition::vault::archive_name;
use store::Intent;
use store::transition::own_transition;
use store::transition::vault::{VaultFile, list_own_files};

use super::archive_document::render_document;
use super::archive_sections::all_sections;
use super::view::vault_files::file_label;
use crate::error::AppError;
use crate::request::concurrency_limits::{EXPORTS, ExclusivePermit};
use crate::request::context::RequestContext;

/// The name of the document in the archive.
const DOCUMENT_NAME: &str = "plan.html";

/// The state of a streamed archive. `_permit` is the person's export permit, held until the
/// response ends.
struct Archive {
    context: RequestContext,
    /// `None` after the end of the archive.
    writer: Option<ArchiveWriter>,
    /// The document, until it is written.
    document: Option<String>,
    /// The files that are not written yet, with the place of each.
    files: std::iter::Enumerate<std::vec::IntoIter<VaultFile>>,
    _permit: ExclusivePermit,
}

/// The archive as a stream. An error after the first piece aborts the response, so that a partial
/// archive never looks complete.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own; `Busy` while another export of this person is
/// running.
pub async fn stream_archive(
    context: RequestContext,
) -> Result<impl Stream<Item = io::Result<Vec<u8>>> + Send, AppError> {
    let actor = context.actor()?;
    let zone = actor.zone.clone();
    // One at a time for each person, because an archive reads all of their files.
    let permit = EXPORTS.acquire_permit(actor.person).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let sections = all_sections(&mut tx, &context, &own).await?;
    let mut files = list_own_files(&mut tx, &own).await?;
    // Ended here: a slow download must not hold a database connection.
    tx.commit().await?;
    // The oldest first, so that the numbers of the files stay when more are added.
    files.reverse();
    let document = render_document(&context, &own, sections)?;
    let now = context.db.clock().now().to_zoned(zone).datetime();
    let archive = Archive {
        context,
        writer: Some(ArchiveWriter::new(now)),
        document: Some(document),
        files: files.into_iter().enumerate(),
        _permit: permit,
    };
    let pieces = stream::try_unfold(archive, |mut archive| async move {
        let piece = archive.next_piece().await?;
        Ok::<_, AppError>(piece.map(|piece| (piece, archive)))
    });
    Ok(pieces.map_err(|error| {
        tracing::error!(?error, "an archive broke off");
        io::Error::other("the archive broke off")
    }))
}

impl Archive {
    /// The next piece: the document, then the files, then the end of the archive; `None` after it.
    async fn next_piece(&mut self) -> Result<Option<Vec<u8>>, AppError> {
        let Some(writer) = self.writer.as_mut() else {
            return Ok(None);
        };
        if let Some(document) = self.document.take() {
            let piece = writer.add_file(DOCUMENT_NAME, document.as_bytes());
            return piece.map(Some).map_err(archive_error);
        }
        let storage = self.context.config.attachment_store.as_ref();
        // The numbers are those of the list: a file that is missing leaves a gap and renames no
        // other.
        for (index, file) in self.files.by_ref() {
            let Some(bytes) = fetch_file(storage, &file).await? else {
                continue;
            };
            let label = file_label(self.context.localizer(), &file);
            let name = archive_name(index + 1, &label, &file.media_type);
            return writer
                .add_file(&name, &bytes)
                .map(Some)
                .map_err(archive_error);
        }
        // Taken, so that the next call returns `None` and the stream ends.
        let end = self.writer.take().map(ArchiveWriter::finish);
        end.transpose().map_err(archive_error)
    }
}

/// The bytes of a file; `None` for one that was deleted since the archive was begun. One that the
/// storage has lost must not keep all others from their owner.
async fn fetch_file(
    storage: Option<&AttachmentStore>,
    file: &VaultFile,
) -> Result<Option<Vec<u8>>, AppError> {
    let storage = storage.ok_or(AppError::NotFound)?;
    match storage.fetch_vault_file(file.id).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(AttachmentError::NotFound) => {
            tracing::error!(file = %file.id, "a file of a vault is not in the storage");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn archive_error(error: ArchiveError) -> AppError {
    tracing::error!(%error, "could not write the vault archive");
    AppError::Internal
}
