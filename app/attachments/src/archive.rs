//! Writes a ZIP archive in pieces, one file after the other, so that memory does not grow with the
//! number of files (`docs/decisions/0034-vault-archive.md`).

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::DateTime;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, PreparedZipFile, ZipWriter};

/// Permissions of the files on systems that have them: the owner writes, everyone reads.
const FILE_MODE: u32 = 0o644;

/// Why a file could not be added.
#[derive(Debug, thiserror::Error)]
#[error("the archive was not written: {0}")]
pub struct ArchiveError(#[from] ZipError);

/// An archive that is being written.
pub struct ArchiveWriter {
    zip: ZipWriter<StreamWriter<Pieces>>,
    written: Pieces,
    options: SimpleFileOptions,
}

/// What was written since it was taken last. Shared, because the ZIP writer owns its output.
#[derive(Debug, Clone, Default)]
struct Pieces(Arc<Mutex<Vec<u8>>>);

impl Pieces {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl ArchiveWriter {
    /// An archive whose files have this time, a local one, as ZIP has no time zones.
    #[must_use]
    pub fn new(time: DateTime) -> Self {
        let written = Pieces::default();
        let mut options = SimpleFileOptions::default()
            // Images, PDFs and recordings are compressed already.
            .compression_method(CompressionMethod::Stored)
            .unix_permissions(FILE_MODE);
        if let Some(time) = zip_time(time) {
            options = options.last_modified_time(time);
        }
        Self {
            // Not `new_stream`, which would write the size of each file behind it: some programs do
            // not unpack such files when they are not compressed.
            zip: ZipWriter::new(StreamWriter::new(written.clone())),
            written,
            options,
        }
    }

    /// Adds a file and returns the next piece of the archive. `name` must be unique in the archive,
    /// and safe as a file name (`model::transition::vault::archive_name`).
    ///
    /// # Errors
    /// When `name` was used before.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
        let file = PreparedZipFile::from_data(name, self.options, bytes)?;
        self.zip.add_prepared_file(file)?;
        Ok(self.written.take())
    }

    /// The last piece of the archive: its directory.
    ///
    /// # Errors
    /// When the directory cannot be written.
    pub fn finish(self) -> Result<Vec<u8>, ArchiveError> {
        self.zip.finish()?;
        Ok(self.written.take())
    }
}

/// `None` outside of the years that ZIP can express, 1980 to 2107.
fn zip_time(time: DateTime) -> Option<zip::DateTime> {
    let part = |value: i8| u8::try_from(value).ok();
    zip::DateTime::from_date_and_time(
        u16::try_from(time.year()).ok()?,
        part(time.month())?,
        part(time.day())?,
        part(time.hour())?,
        part(time.minute())?,
        part(time.second())?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use jiff::civil::date;

    use super::ArchiveWriter;

    #[test]
    fn the_pieces_are_an_archive_with_every_byte_and_name() {
        let files: [(&str, &[u8]); 3] = [
            ("01 شهادة الميلاد.pdf", b"%PDF-1.7 one"),
            ("02 Ntawv yug.jpg", &[0xFF; 70_000]),
            ("03.txt", b""),
        ];
        let mut writer = ArchiveWriter::new(date(2026, 11, 23).at(9, 30, 0, 0));
        let mut archive = Vec::new();
        for (name, bytes) in files {
            let piece = writer.add_file(name, bytes).unwrap();
            // Each file leaves with its piece, and not with the last one.
            assert!(piece.len() > bytes.len(), "{name}");
            archive.extend(piece);
        }
        assert!(writer.add_file("03.txt", b"again").is_err());
        archive.extend(writer.finish().unwrap());
        let mut read = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        assert_eq!(read.len(), files.len());
        for (n, (name, bytes)) in files.iter().enumerate() {
            let mut file = read.by_index(n).unwrap();
            assert_eq!(file.name().unwrap(), *name);
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            assert_eq!(content, *bytes);
        }
    }
}
