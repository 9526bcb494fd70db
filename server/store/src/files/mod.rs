//! Pictures, papers and voice messages: a folder outside everything that is served, or a bucket. A file's name is made
//! here, from the message it belongs to; the name it came with is not kept.

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

/// One picture at a time: the largest has 50 million dots of three bytes in memory while it is made smaller.
pub static PICTURES: BlockingPool = BlockingPool::new(1, 8);
/// Papers and voices, which are written over where they are.
pub static METADATA_REMOVAL: BlockingPool = BlockingPool::new(1, 8);
/// The name of the file that a probe writes. Always the same, so that what a killed probe leaves behind is one file.
const PROBE: &str = "write-probe";
/// A block, so that a full disk has no room for it.
const PROBE_BYTES: usize = 4_096;

/// Where files are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    scanner: Option<Arc<str>>,
    decoder: Arc<PathBuf>,
}

/// A file that may be kept: made anew where it was a picture, its kind known.
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

/// A fault of the place where files are kept, for the operator.
fn broken(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound,
        other => {
            tracing::error!(error = %other, "files can't be reached");
            Error::Busy
        }
    }
}

/// What the sender is told when a file was not looked at.
fn refused(error: PoolError) -> Code {
    match error {
        PoolError::Full => "messages-file-later",
        PoolError::Panicked => "messages-file-broken",
    }
}

impl Files {
    /// `place` is a folder, made when it is missing, or `s3://bucket/folder` with the usual `AWS_…` variables. `scanner` is
    /// where clamd listens: `host:3310`, or the path of its socket.
    ///
    /// # Errors
    /// When the place can't be used.
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

    /// With another program whose `decode-picture` reads HEIC than the one that runs.
    #[must_use]
    pub fn with_decoder(self, program: PathBuf) -> Self {
        Self { decoder: Arc::new(program), ..self }
    }

    /// Writes a small file and removes it again.
    ///
    /// # Errors
    /// `Refused` with the cause when either fails.
    pub async fn probe_write(&self) -> Result<(), Error> {
        let path = Path::from(PROBE);
        let refused = |error: object_store::Error| Error::Refused(error.to_string());
        self.store.put(&path, PutPayload::from(vec![0; PROBE_BYTES])).await.map_err(refused)?;
        match self.store.delete(&path).await {
            // Another server on the same bucket has removed it.
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }

    /// Looks at everything sent with a message before anything is kept. The first fault refuses them all.
    ///
    /// # Errors
    /// The code that says why, and what would work.
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
            // What could not be looked at is not taken.
            Ok(Err(_)) | Err(_) => {
                tracing::error!("the scanner does not answer");
                Err("messages-file-later")
            }
        }
    }

    /// Keeps the files of a message, before the message itself is written.
    ///
    /// # Errors
    /// `Busy` when the place can't be reached.
    pub async fn keep(&self, message: MessageId, ready: Vec<Ready>) -> Result<Vec<Kept>, Error> {
        let mut kept = Vec::new();
        for (n, one) in ready.into_iter().enumerate() {
            self.store.put(&place(message, n), PutPayload::from(one.bytes)).await.map_err(broken)?;
            kept.push(one.kept);
        }
        Ok(kept)
    }

    /// The bytes of file `n` of a message. Whoever asks has been asked before whether they read it.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Busy` when the place can't be reached.
    pub async fn fetch(&self, message: MessageId, n: usize) -> Result<Vec<u8>, Error> {
        let found = self.store.get(&place(message, n)).await.map_err(broken)?;
        Ok(found.bytes().await.map_err(broken)?.to_vec())
    }

    /// Removes files that no message points to and that are older than a day: of messages that were not written after all,
    /// or are kept no longer.
    ///
    /// # Errors
    /// `Busy` when the place can't be reached.
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
