//! What may be sent with a message, and how much of it.

mod voice;

use serde::{Deserialize, Serialize};

use crate::Code;

pub use voice::after_id3;

/// Most files of one message.
pub const FILES_MAX: usize = 4;
/// Largest picture as a phone takes it, in bytes; it is made smaller here.
pub const PICTURE_MAX: usize = 15 * 1024 * 1024;
/// Largest paper, in bytes.
pub const PAPER_MAX: usize = 10 * 1024 * 1024;
/// Longest voice message, in bytes: about three minutes as browsers record it.
pub const VOICE_MAX: usize = 3 * 1024 * 1024;
/// Everything of one message together, in bytes, its words too.
pub const TOGETHER_MAX: usize = 32 * 1024 * 1024;
/// Most dots of a picture: what the largest phone cameras make. More would take more memory than it is worth.
pub const DOTS_MAX: u64 = 50_000_000;
/// Most bytes of a picture's dots in memory: `DOTS_MAX` of three bytes, as a camera's picture has.
pub const DECODED_MAX: u64 = DOTS_MAX * 3;
/// Longest side of a picture as it is kept, in dots.
pub const SIDE: u32 = 2_048;

/// Most dots of a HEIC picture, which takes three times the memory while it is read: what phones make without being asked for
/// more.
pub const HEIC_DOTS_MAX: u64 = 25_000_000;
/// The media type of a HEIC picture.
pub const HEIC: &str = "image/heic";
/// Within how many of its first bytes a PDF has its header. Programs put a byte order mark, line ends or the header of an
/// upload before it, and every reader passes over them.
const PDF_HEADER_WITHIN: usize = 1_024;
/// What the browser's picker offers. HEIC is not in it, so that an iPhone hands over a JPEG; the last are sounds that some
/// systems do not call audio.
pub const PICKER: &str = "image/jpeg,image/png,image/webp,application/pdf,audio/*,.3gp,.amr,.opus";

/// What a file is, found by what is in it and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Picture,
    Paper,
    Voice,
}

/// A file as it is kept beside a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub kind: FileKind,
    pub mime: String,
    /// Length in bytes.
    pub size: usize,
    /// Width and height of a picture, in dots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<(u32, u32)>,
    /// SHA-256 of the stored bytes, in hexadecimal. Files stored before this field existed have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

impl Kept {
    /// Whether two files are the same, as far as is known of both.
    pub fn same(&self, other: &Self) -> bool {
        let hashes = self.hash.is_none() || other.hash.is_none() || self.hash == other.hash;
        (self.kind, &self.mime, self.size, self.sides) == (other.kind, &other.mime, other.size, other.sides) && hashes
    }

    /// Whether browsers play it, where it is a voice; else it is offered to be saved.
    #[must_use]
    pub fn plays(&self) -> bool {
        !matches!(self.mime.as_str(), voice::AMR | voice::AMR_3GP)
    }
}

/// Offset of the PDF header. Bytes before it are not part of the PDF.
#[must_use]
pub fn pdf_begin(bytes: &[u8]) -> Option<usize> {
    bytes[..bytes.len().min(PDF_HEADER_WITHIN)].windows(5).position(|window| window == b"%PDF-")
}

/// What bytes are by their first signs: kind and media type.
///
/// # Errors
/// The code that says why it can't be taken, and what would work.
pub fn sniff(bytes: &[u8]) -> Result<(FileKind, &'static str), Code> {
    let brand = bytes.get(4..8).filter(|mark| *mark == b"ftyp").and_then(|_| bytes.get(8..12));
    let found = match bytes {
        [] => return Err("messages-file-empty"),
        [0xFF, 0xD8, 0xFF, ..] => (FileKind::Picture, "image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (FileKind::Picture, "image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (FileKind::Picture, "image/webp"),
        // An archive may have a PDF at its beginning and is none.
        [b'P', b'K', 0x03, 0x04, ..] => return Err("messages-file-kind"),
        _ => match brand {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => (FileKind::Picture, HEIC),
            Some(b"avif" | b"avis") => return Err("messages-file-heic"),
            _ => match voice::sniff(bytes)? {
                Some(mime) => (FileKind::Voice, mime),
                None if pdf_begin(bytes).is_some() => (FileKind::Paper, "application/pdf"),
                None => return Err("messages-file-kind"),
            },
        },
    };
    let most = match found.0 {
        FileKind::Picture => PICTURE_MAX,
        FileKind::Paper => PAPER_MAX,
        FileKind::Voice => VOICE_MAX,
    };
    if bytes.len() > most { Err("messages-file-large") } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it() {
        assert_eq!(sniff(b"\xFF\xD8\xFF\xE0 and so on").unwrap().1, "image/jpeg");
        assert_eq!(sniff(b"%PDF-1.7").unwrap().0, FileKind::Paper);
        assert_eq!(sniff(b"\0\0\0\x18ftypheic\0\0"), Ok((FileKind::Picture, HEIC)));
        assert_eq!(sniff(b"\0\0\0\x18ftypavif\0\0"), Err("messages-file-heic"));
        assert_eq!(sniff(b"\0\0\0\x18ftypM4A \0\0").unwrap().1, "audio/mp4");
        for bad in [&b"PK\x03\x04 zip"[..], b"<svg xmlns='x' onload='alert(1)'/>", b"MZ\x90", b"GIF89a", b"#!/bin/sh"] {
            assert_eq!(sniff(bad), Err("messages-file-kind"));
        }
        assert_eq!(sniff(b""), Err("messages-file-empty"));
        let mut large = vec![0; VOICE_MAX + 1];
        large[..4].copy_from_slice(b"OggS");
        assert_eq!(sniff(&large), Err("messages-file-large"));
    }

    #[test]
    fn a_pdf_begins_within_its_first_1024_bytes() {
        let after = |before: usize| [&vec![b'-'; before][..], b"%PDF-1.7"].concat();
        for before in [1, 3, 137, PDF_HEADER_WITHIN - 5] {
            assert_eq!(sniff(&after(before)), Ok((FileKind::Paper, "application/pdf")), "{before}");
            assert_eq!(pdf_begin(&after(before)), Some(before));
        }
        assert_eq!(sniff(&after(PDF_HEADER_WITHIN - 4)), Err("messages-file-kind"));
        assert_eq!(sniff(b"PK\x03\x04\x14\0 order.pdf %PDF-1.7"), Err("messages-file-kind"), "an archive with a paper in it");
    }
}
