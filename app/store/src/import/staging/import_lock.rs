//! The lock of the one process that imports into an SQLite database.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

use crate::{Db, Error};

/// A file lock held by the one process that imports into an SQLite database. The operating system
/// releases it when the process ends, even after a crash.
#[derive(Debug)]
pub(super) struct ImportLock {
    _file: Option<File>,
}

impl ImportLock {
    /// `None` while another process holds the lock.
    pub(super) fn try_acquire(db: &Db) -> Result<Option<Self>, Error> {
        let Some(database) = db.sqlite_path().filter(|path| path.is_file()) else {
            return Ok(Some(Self { _file: None }));
        };
        // A separate file: SQLite's POSIX locks on the database file are lost when the process
        // closes any handle to it. The empty lock file is never deleted: otherwise two processes
        // could each hold a lock, one on the deleted file and one on its replacement.
        let mut name = OsString::from(database);
        name.push("-import.lock");
        let path = PathBuf::from(name);
        let failed = |error: std::io::Error| {
            Error::Refused(format!(
                "the lock file {} can't be used: {error}",
                path.display()
            ))
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
