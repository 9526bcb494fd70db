//! Storage of message attachments (images, PDF documents, voice messages) in a folder that is never
//! served, or in an S3 bucket. The object's name is derived from its message; the uploaded file
//! name is discarded.

mod child;
mod colors;
mod paper;
mod picture;
mod voice;

use std::path::PathBuf;
use std::sync::Arc;

use clamav_client::tokio::{Socket, Tcp, scan_buffer};
use futures_util::TryStreamExt;
use model::Code;
use model::files::{FILES_MAX, FileKind, HEIC, Kept, sniff};
use model::id::MessageId;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

use crate::blocking_pool::{BlockingPool, PoolError};
use crate::{Db, Error};

pub use child::decode_stdin;

/// Decodes and re-encodes images, one at a time: the largest needs 50 million pixels of three bytes
/// in memory.
pub static PICTURES: BlockingPool = BlockingPool::new(1, 8);
/// Removes metadata from PDF documents and voice messages, in place.
pub static METADATA_REMOVAL: BlockingPool = BlockingPool::new(1, 8);
/// The name of the file of the write probe. It is constant, so that killed probes leave at most one
/// file behind.
const PROBE: &str = "write-probe";
/// The size of the probe's file in bytes: a whole disk block, so that writing it fails on a full
/// disk.
const PROBE_BYTES: usize = 4_096;

/// The attachment store, with its virus scanner and HEIC decoder. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    scanner: Option<Arc<str>>,
    decoder: Arc<PathBuf>,
}

/// A processed file, ready to be stored: scanned, and re-encoded (images) or stripped of metadata.
#[derive(Debug, Clone)]
pub struct Ready {
    pub bytes: Vec<u8>,
    pub kept: Kept,
}

impl Ready {
    fn new(bytes: Vec<u8>, kind: FileKind, mime: &str, sides: Option<(u32, u32)>) -> Self {
        let hash = Some(crate::door::hex(&Sha256::digest(&bytes)));
        Self { kept: Kept { kind, mime: mime.into(), size: bytes.len(), sides, hash }, bytes }
    }
}

/// Converts a storage error: `NotFound`, or `Busy` after logging the cause for the operator.
fn broken(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound,
        other => {
            tracing::error!(error = %other, "files can't be reached");
            Error::Busy
        }
    }
}

/// The error code for the sender when the blocking pool could not process a file.
fn refused(error: PoolError) -> Code {
    match error {
        PoolError::Full => "messages-file-later",
        PoolError::Panicked => "messages-file-broken",
    }
}

impl Files {
    /// Opens the store. `place` is a folder, created when missing, or `s3://bucket/folder`,
    /// configured by the usual `AWS_…` variables. `scanner` is the address of clamd: `host:3310`,
    /// or the path of its Unix socket; with `None` files are not scanned.
    ///
    /// # Errors
    /// `Refused` when the folder cannot be created or the S3 configuration is invalid.
    pub fn open(place: &str, scanner: Option<&str>) -> Result<Self, Error> {
        let refused = |error: &dyn std::fmt::Display| Error::Refused(format!("files can't be kept in {place}: {error}"));
        let store: Arc<dyn ObjectStore> = match place.strip_prefix("s3://") {
            Some(rest) => {
                crate::tls::ready();
                let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
                let s3 = AmazonS3Builder::from_env().with_bucket_name(bucket).build().map_err(|error| refused(&error))?;
                Arc::new(PrefixStore::new(s3, folder))
            }
            None => {
                std::fs::create_dir_all(place).map_err(|error| refused(&error))?;
                Arc::new(LocalFileSystem::new_with_prefix(place).map_err(|error| refused(&error))?.with_fsync(true))
            }
        };
        Ok(Self { store, scanner: scanner.map(Into::into), decoder: Arc::new(child::own_program()) })
    }

    /// The same store, which decodes HEIC with the `decode-picture` command of another program than
    /// the running one.
    #[must_use]
    pub fn with_decoder(self, program: PathBuf) -> Self {
        Self { decoder: Arc::new(program), ..self }
    }

    /// Health check: writes a small file and deletes it.
    ///
    /// # Errors
    /// `Refused` with the cause when the write or the delete fails.
    pub async fn probe_write(&self) -> Result<(), Error> {
        let path = Path::from(PROBE);
        let refused = |error: object_store::Error| Error::Refused(error.to_string());
        self.store.put(&path, PutPayload::from(vec![0; PROBE_BYTES])).await.map_err(refused)?;
        match self.store.delete(&path).await {
            // Not found: the probe of another server on the same bucket deleted the file first.
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }

    /// Validates, scans and processes all files of a message, before any of them is stored. The
    /// first invalid file fails them all.
    ///
    /// # Errors
    /// The code of the message to show, which says why the file is refused and what would work.
    pub async fn ready(&self, files: Vec<Vec<u8>>) -> Result<Vec<Ready>, Code> {
        if files.len() > FILES_MAX {
            return Err("messages-file-many");
        }
        let mut ready = Vec::new();
        for bytes in files {
            let (kind, mime) = sniff(&bytes)?;
            self.scan(&bytes).await?;
            ready.push(match kind {
                FileKind::Picture => {
                    let decoder = self.decoder.clone();
                    let made = PICTURES.run(move |(), cancellation| match mime {
                        HEIC => child::anew(&decoder, &bytes, cancellation),
                        _ => picture::anew(&bytes, cancellation),
                    });
                    let (bytes, sides) = made.await.map_err(refused)??;
                    Ready::new(bytes, kind, "image/jpeg", Some(sides))
                }
                FileKind::Paper | FileKind::Voice => {
                    let bare = if kind == FileKind::Paper { paper::bare } else { voice::bare };
                    let bytes = METADATA_REMOVAL.run(move |(), _| bare(bytes)).await.map_err(refused)??;
                    Ready::new(bytes, kind, mime, None)
                }
            });
        }
        Ok(ready)
    }

    async fn scan(&self, bytes: &[u8]) -> Result<(), Code> {
        let Some(scanner) = self.scanner.as_deref() else { return Ok(()) };
        let said = if scanner.starts_with('/') {
            scan_buffer(bytes, Socket { socket_path: scanner }, None).await
        } else {
            scan_buffer(bytes, Tcp { host_address: scanner }, None).await
        };
        match said.map(|said| clamav_client::clean(&said)) {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("messages-file-harmful"),
            // Fail closed: a file that could not be scanned is refused.
            Ok(Err(_)) | Err(_) => {
                tracing::error!("the scanner does not answer");
                Err("messages-file-later")
            }
        }
    }

    /// Stores the files of a message. Call it before the message is inserted; if the insert fails,
    /// `sweep` deletes the orphaned files later.
    ///
    /// # Errors
    /// `Busy` when the storage fails.
    pub async fn keep(&self, message: MessageId, ready: Vec<Ready>) -> Result<Vec<Kept>, Error> {
        let mut kept = Vec::new();
        for (n, one) in ready.into_iter().enumerate() {
            self.store.put(&place(message, n), PutPayload::from(one.bytes)).await.map_err(broken)?;
            kept.push(one.kept);
        }
        Ok(kept)
    }

    /// The content of file `n` of a message. Does not authorize: the caller must have checked that
    /// the actor may read the message.
    ///
    /// # Errors
    /// `NotFound` when there is no such file; `Busy` when the storage fails.
    pub async fn fetch(&self, message: MessageId, n: usize) -> Result<Vec<u8>, Error> {
        let found = self.store.get(&place(message, n)).await.map_err(broken)?;
        Ok(found.bytes().await.map_err(broken)?.to_vec())
    }

    /// Deletes orphaned files that are older than a day: those of messages that were never inserted
    /// or have been deleted. Returns the number of deleted files. Run by a background job.
    ///
    /// # Errors
    /// `Busy` when the storage fails. Also when the database fails.
    pub async fn sweep(&self, db: &Db) -> Result<usize, Error> {
        let yesterday = db.clock().now().as_second() - 24 * 3600;
        let all: Vec<_> = self.store.list(None).try_collect().await.map_err(broken)?;
        let mut tx = db.acting_as_system("files without a message").await?;
        let wanted = crate::messages::with_files(&mut tx).await?;
        drop(tx);
        let mut removed = 0;
        for file in all.into_iter().filter(|file| file.last_modified.timestamp() < yesterday) {
            let message = file.location.parts().next().and_then(|part| part.as_ref().parse::<MessageId>().ok());
            if message.is_some_and(|message| !wanted.contains(&message)) {
                self.store.delete(&file.location).await.map_err(broken)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn place(message: MessageId, n: usize) -> Path {
    Path::from(format!("{message}/{n}"))
}
