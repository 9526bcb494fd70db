//! Limits and type detection of message attachments.

mod voice;

use serde::{Deserialize, Serialize};

use crate::Code;

pub use voice::after_id3;

/// Maximum number of attachments per message.
pub const FILES_MAX: usize = 4;
/// Maximum size of an uploaded image in bytes. The server scales images down before storing them.
pub const PICTURE_MAX: usize = 15 * 1024 * 1024;
/// Maximum size of a PDF in bytes.
pub const PAPER_MAX: usize = 10 * 1024 * 1024;
/// Maximum size of a voice message in bytes: about three minutes as browsers record it.
pub const VOICE_MAX: usize = 3 * 1024 * 1024;
/// Maximum total size of the attachments of one message, in bytes.
pub const TOGETHER_MAX: usize = 32 * 1024 * 1024;
/// Maximum number of pixels of an image: what the largest phone cameras produce. Bounds the memory
/// that decoding takes.
pub const DOTS_MAX: u64 = 50_000_000;
/// Maximum decoded size of an image in bytes: `DOTS_MAX` pixels of three bytes, as in photos.
pub const DECODED_MAX: u64 = DOTS_MAX * 3;
/// Maximum width and height of a stored image, in pixels.
pub const SIDE: u32 = 2_048;

/// Maximum number of pixels of a HEIC image, which takes three times the memory to decode. Covers
/// what phones produce with default settings.
pub const HEIC_DOTS_MAX: u64 = 25_000_000;
/// The media type of a HEIC picture.
pub const HEIC: &str = "image/heic";
/// A PDF header must begin within this many bytes. Some programs put a byte order mark, line breaks
/// or upload headers before it, and PDF readers skip them.
const PDF_HEADER_WITHIN: usize = 1_024;
/// Value of the `accept` attribute of the file input. It omits HEIC so that an iPhone converts to
/// JPEG; the last three are audio types that some systems do not classify as audio.
pub const PICKER: &str = "image/jpeg,image/png,image/webp,application/pdf,audio/*,.3gp,.amr,.opus";

/// Kind of an attachment, detected from its content and not from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Picture,
    Paper,
    Voice,
}

/// Metadata of an attachment stored with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub kind: FileKind,
    pub mime: String,
    /// Size in bytes.
    pub size: usize,
    /// Width and height of an image, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<(u32, u32)>,
    /// SHA-256 of the stored bytes, in hexadecimal. Files stored before this field existed have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

impl Kept {
    /// Whether both describe the same file. Hashes are compared only where both have one.
    pub fn same(&self, other: &Self) -> bool {
        let hashes = self.hash.is_none() || other.hash.is_none() || self.hash == other.hash;
        (self.kind, &self.mime, self.size, self.sides) == (other.kind, &other.mime, other.size, other.sides) && hashes
    }

    /// Whether browsers can play this audio format. If not, the page offers a download instead.
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

/// Detects the kind and media type from the leading bytes and checks the size limit of that kind.
///
/// # Errors
/// `messages-file-empty` for no bytes, `messages-file-kind` for an unsupported type,
/// `messages-file-heic` for AVIF, `messages-file-video` for a video track, `messages-file-large`
/// above the size limit of the kind.
pub fn sniff(bytes: &[u8]) -> Result<(FileKind, &'static str), Code> {
    let brand = bytes.get(4..8).filter(|mark| *mark == b"ftyp").and_then(|_| bytes.get(8..12));
    let found = match bytes {
        [] => return Err("messages-file-empty"),
        [0xFF, 0xD8, 0xFF, ..] => (FileKind::Picture, "image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => (FileKind::Picture, "image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (FileKind::Picture, "image/webp"),
        // A ZIP archive can contain a PDF header within its first bytes.
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
