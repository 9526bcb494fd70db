//! Storage of message attachments (images, PDF documents, voice messages) in a folder that is never
//! served, or in an S3 bucket. The object's name is derived from its message; the uploaded file
//! name is discarded. Files of vaults (`vault`) belong to a person instead, and `archive` writes
//! them into one file.

pub mod archive;
mod audio_metadata;
mod color_conversion;
mod heic_sandbox;
mod image_processing;
mod orphans;
mod pdf_metadata;
mod vault;
mod virus_scan;

use std::path::PathBuf;
use std::sync::Arc;

use model::ErrorCode;
use model::files::{
    Attachment, AttachmentKind, HEIC_MEDIA_TYPE, MAX_ATTACHMENTS, detect_file_type,
};
use model::id::MessageId;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use runtime::blocking_pool::{BlockingPool, PoolError};
use sha2::{Digest, Sha256};

pub use heic_sandbox::run_decoder_child;
pub use orphans::{FileList, ReferencedFiles};

/// Decodes and re-encodes images, one at a time: the largest needs 50 million pixels of three bytes
/// in memory.
pub static IMAGE_POOL: BlockingPool = BlockingPool::new(1, 8);
/// Removes metadata from PDF documents and voice messages, in place.
pub static METADATA_REMOVAL_POOL: BlockingPool = BlockingPool::new(1, 8);
/// The name of the file of the write probe. It is constant, so that killed probes leave at most one
/// file behind.
const PROBE_FILE_NAME: &str = "write-probe";
/// The size of the probe's file in bytes: a whole disk block, so that writing it fails on a full
/// disk.
const PROBE_BYTES: usize = 4_096;

/// A refusal or a failure of the attachment storage.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    #[error("not found")]
    NotFound,
    /// The storage failed, and the cause was logged. A later retry may succeed.
    #[error("the attachment storage is busy")]
    Busy,
    /// The configuration is refused, or the storage cannot be written; the text says why.
    #[error("{0}")]
    Refused(String),
}

/// The attachment store, with its virus scanner and HEIC decoder. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AttachmentStore {
    store: Arc<dyn ObjectStore>,
    scanner: Option<Arc<str>>,
    decoder: Arc<PathBuf>,
}

/// A processed file, ready to be stored: scanned, and re-encoded (images) or stripped of metadata.
#[derive(Debug, Clone)]
pub struct ProcessedFile {
    pub bytes: Vec<u8>,
    pub attachment: Attachment,
}

impl ProcessedFile {
    fn new(
        bytes: Vec<u8>,
        kind: AttachmentKind,
        mime: &str,
        dimensions: Option<(u32, u32)>,
    ) -> Self {
        // Of the stored bytes: a form that is sent again with another file is a conflict.
        let hash = Some(base16ct::lower::encode_string(&Sha256::digest(&bytes)));
        Self {
            attachment: Attachment {
                kind,
                mime: mime.into(),
                size: bytes.len(),
                dimensions,
                hash,
            },
            bytes,
        }
    }
}

/// Converts a storage error: `NotFound`, or `Busy` after logging the cause for the operator.
fn storage_error(error: object_store::Error) -> AttachmentError {
    match error {
        object_store::Error::NotFound { .. } => AttachmentError::NotFound,
        other => {
            tracing::error!(error = %other, "the attachment storage failed");
            AttachmentError::Busy
        }
    }
}

/// The error code for the sender when the blocking pool could not process a file.
fn pool_error_code(error: PoolError) -> ErrorCode {
    match error {
        PoolError::Full => "messages-file-later",
        PoolError::Panicked => "messages-file-broken",
    }
}

impl AttachmentStore {
    /// Opens the store. `place` is a folder, created when missing, or `s3://bucket/folder`,
    /// configured by the usual `AWS_…` variables. `scanner` is the address of clamd: `host:3310`,
    /// or the path of its Unix socket; with `None` files are not scanned.
    ///
    /// # Errors
    /// `Refused` when the folder cannot be created or the S3 configuration is invalid.
    pub fn open(place: &str, scanner: Option<&str>) -> Result<Self, AttachmentError> {
        let refused = |error: &dyn std::fmt::Display| {
            AttachmentError::Refused(format!("cannot store attachments in {place}: {error}"))
        };
        let store: Arc<dyn ObjectStore> = match place.strip_prefix("s3://") {
            Some(rest) => {
                runtime::tls::install_crypto_provider();
                let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
                let s3 = AmazonS3Builder::from_env()
                    .with_bucket_name(bucket)
                    .build()
                    .map_err(|error| refused(&error))?;
                Arc::new(PrefixStore::new(s3, folder))
            }
            None => {
                std::fs::create_dir_all(place).map_err(|error| refused(&error))?;
                Arc::new(
                    LocalFileSystem::new_with_prefix(place)
                        .map_err(|error| refused(&error))?
                        // An acknowledged message must find its files after a power failure.
                        .with_fsync(true),
                )
            }
        };
        Ok(Self {
            store,
            scanner: scanner.map(Into::into),
            decoder: Arc::new(heic_sandbox::running_executable()),
        })
    }

    /// The same store, which decodes HEIC with the `decode-picture` command of another program than
    /// the running one.
    #[must_use]
    pub fn with_decoder(self, program: PathBuf) -> Self {
        Self {
            decoder: Arc::new(program),
            ..self
        }
    }

    /// Health check: writes a small file and deletes it.
    ///
    /// # Errors
    /// `Refused` with the cause when the write or the delete fails.
    pub async fn probe_write(&self) -> Result<(), AttachmentError> {
        let path = Path::from(PROBE_FILE_NAME);
        let refused = |error: object_store::Error| AttachmentError::Refused(error.to_string());
        self.store
            .put(&path, PutPayload::from(vec![0; PROBE_BYTES]))
            .await
            .map_err(refused)?;
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
    pub async fn process_files(
        &self,
        files: Vec<Vec<u8>>,
    ) -> Result<Vec<ProcessedFile>, ErrorCode> {
        if files.len() > MAX_ATTACHMENTS {
            return Err("messages-file-many");
        }
        let mut processed = Vec::new();
        for bytes in files {
            // By content: the file name and type that the browser sends can be anything.
            let (kind, mime) = detect_file_type(&bytes)?;
            // Before the file is decoded, and in the form in which the sender has it.
            self.scan_for_viruses(&bytes).await?;
            processed.push(match kind {
                AttachmentKind::Image => {
                    let decoder = self.decoder.clone();
                    let reencoded = IMAGE_POOL.run(move |(), cancellation| match mime {
                        HEIC_MEDIA_TYPE => {
                            heic_sandbox::reencode_heic(&decoder, &bytes, cancellation)
                        }
                        _ => image_processing::reencode_image(&bytes, cancellation),
                    });
                    let jpeg = reencoded.await.map_err(pool_error_code)??;
                    let dimensions = Some((jpeg.width, jpeg.height));
                    ProcessedFile::new(jpeg.bytes, kind, "image/jpeg", dimensions)
                }
                AttachmentKind::Pdf | AttachmentKind::Audio => {
                    let strip_metadata = if kind == AttachmentKind::Pdf {
                        pdf_metadata::strip_pdf_metadata
                    } else {
                        audio_metadata::strip_audio_metadata
                    };
                    let bytes = METADATA_REMOVAL_POOL
                        .run(move |(), _| strip_metadata(bytes))
                        .await
                        .map_err(pool_error_code)??;
                    ProcessedFile::new(bytes, kind, mime, None)
                }
            });
        }
        Ok(processed)
    }

    /// Stores the files of a message. Call it before the message is inserted; if the insert fails,
    /// `delete_orphans` deletes the orphaned files later.
    ///
    /// # Errors
    /// `Busy` when the storage fails.
    pub async fn store_files(
        &self,
        message: MessageId,
        processed: Vec<ProcessedFile>,
    ) -> Result<Vec<Attachment>, AttachmentError> {
        let mut stored = Vec::new();
        for (n, one) in processed.into_iter().enumerate() {
            self.store
                .put(&object_path(message, n), PutPayload::from(one.bytes))
                .await
                .map_err(storage_error)?;
            stored.push(one.attachment);
        }
        Ok(stored)
    }

    /// The content of file `n` of a message. Does not authorize: the caller must have checked that
    /// the actor may read the message.
    ///
    /// # Errors
    /// `NotFound` when there is no such file; `Busy` when the storage fails.
    pub async fn fetch_file(
        &self,
        message: MessageId,
        n: usize,
    ) -> Result<Vec<u8>, AttachmentError> {
        let found = self
            .store
            .get(&object_path(message, n))
            .await
            .map_err(storage_error)?;
        Ok(found.bytes().await.map_err(storage_error)?.to_vec())
    }
}

fn object_path(message: MessageId, n: usize) -> Path {
    Path::from(format!("{message}/{n}"))
}
