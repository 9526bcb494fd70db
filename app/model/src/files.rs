//! Limits and type detection of message attachments.

mod audio_container;

use serde::{Deserialize, Serialize};

use crate::ErrorCode;

pub use audio_container::skip_id3_tags;

/// Maximum number of attachments per message.
pub const MAX_ATTACHMENTS: usize = 4;
/// Maximum size of an uploaded image in bytes. The server scales images down before storing them.
pub const MAX_IMAGE_BYTES: usize = 15 * 1024 * 1024;
/// Maximum size of a PDF in bytes.
pub const MAX_PDF_BYTES: usize = 10 * 1024 * 1024;
/// Maximum size of a voice message in bytes: about three minutes as browsers record it.
pub const MAX_AUDIO_BYTES: usize = 3 * 1024 * 1024;
/// Maximum total size of the attachments of one message, in bytes.
pub const MAX_TOTAL_BYTES: usize = 32 * 1024 * 1024;
/// Maximum number of pixels of an image: what the largest phone cameras produce. Bounds the memory
/// that decoding takes.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Maximum decoded size of an image in bytes: `MAX_PIXELS` pixels of three bytes, as in photos.
pub const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 3;
/// Maximum width and height of a stored image, in pixels.
pub const MAX_STORED_SIDE: u32 = 2_048;

/// Maximum number of pixels of a HEIC image, which takes three times the memory to decode. Covers
/// what phones produce with default settings.
pub const MAX_HEIC_PIXELS: u64 = 25_000_000;
/// The media type of a HEIC picture.
pub const HEIC_MEDIA_TYPE: &str = "image/heic";
/// A PDF header must begin within this many bytes. Some programs put a byte order mark, line breaks
/// or upload headers before it, and PDF readers skip them.
const PDF_HEADER_SEARCH_BYTES: usize = 1_024;
/// Value of the `accept` attribute of the file input. It omits HEIC so that an iPhone converts to
/// JPEG; the last three are audio types that some systems do not classify as audio.
pub const FILE_INPUT_ACCEPT: &str =
    "image/jpeg,image/png,image/webp,application/pdf,audio/*,.3gp,.amr,.opus";

/// Kind of an attachment, detected from its content and not from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
// The stored names stay as they were first.
pub enum AttachmentKind {
    #[serde(rename = "picture")]
    Image,
    #[serde(rename = "paper")]
    Pdf,
    #[serde(rename = "voice")]
    Audio,
}

/// Metadata of an attachment stored with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub kind: AttachmentKind,
    pub mime: String,
    /// Size in bytes.
    pub size: usize,
    /// Width and height of an image, in pixels.
    #[serde(default, rename = "sides", skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<(u32, u32)>,
    /// SHA-256 of the stored bytes, in hexadecimal. Files stored before this field existed have
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

impl Attachment {
    /// Whether both describe the same file. Hashes are compared only where both have one.
    pub fn is_same_file(&self, other: &Self) -> bool {
        let hashes = self.hash.is_none() || other.hash.is_none() || self.hash == other.hash;
        (self.kind, &self.mime, self.size, self.dimensions)
            == (other.kind, &other.mime, other.size, other.dimensions)
            && hashes
    }

    /// Whether browsers can play this audio format. If not, the page offers a download instead.
    #[must_use]
    pub fn is_playable(&self) -> bool {
        !matches!(
            self.mime.as_str(),
            audio_container::AMR_MEDIA_TYPE | audio_container::AMR_3GP_MEDIA_TYPE
        )
    }
}

/// Offset of the PDF header. Bytes before it are not part of the PDF.
#[must_use]
pub fn pdf_header_offset(bytes: &[u8]) -> Option<usize> {
    bytes[..bytes.len().min(PDF_HEADER_SEARCH_BYTES)]
        .windows(5)
        .position(|window| window == b"%PDF-")
}

/// Detects the kind and media type from the leading bytes and checks the size limit of that kind.
///
/// # Errors
/// `messages-file-empty` for no bytes, `messages-file-kind` for an unsupported type,
/// `messages-file-heic` for AVIF, `messages-file-video` for a video track, `messages-file-large`
/// above the size limit of the kind.
pub fn detect_file_type(bytes: &[u8]) -> Result<(AttachmentKind, &'static str), ErrorCode> {
    let brand = bytes
        .get(4..8)
        .filter(|mark| *mark == b"ftyp")
        .and_then(|_| bytes.get(8..12));
    let found = match bytes {
        [] => return Err("messages-file-empty"),
        [0xFF, 0xD8, 0xFF, ..] => (AttachmentKind::Image, "image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => {
            (AttachmentKind::Image, "image/png")
        }
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => (AttachmentKind::Image, "image/webp"),
        // A ZIP archive can contain a PDF header within its first bytes.
        [b'P', b'K', 0x03, 0x04, ..] => return Err("messages-file-kind"),
        _ => match brand {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => {
                (AttachmentKind::Image, HEIC_MEDIA_TYPE)
            }
            // The container of HEIC with another codec: the answer says what the sender can do
            // instead.
            Some(b"avif" | b"avis") => return Err("messages-file-heic"),
            // After the formats with a fixed signature: a PDF header may stand anywhere in the
            // first bytes.
            _ => match audio_container::detect_audio_type(bytes)? {
                Some(mime) => (AttachmentKind::Audio, mime),
                None if pdf_header_offset(bytes).is_some() => {
                    (AttachmentKind::Pdf, "application/pdf")
                }
                None => return Err("messages-file-kind"),
            },
        },
    };
    let max_bytes = match found.0 {
        AttachmentKind::Image => MAX_IMAGE_BYTES,
        AttachmentKind::Pdf => MAX_PDF_BYTES,
        AttachmentKind::Audio => MAX_AUDIO_BYTES,
    };
    if bytes.len() > max_bytes {
        Err("messages-file-large")
    } else {
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_type_is_detected_from_the_content() {
        assert_eq!(
            detect_file_type(b"\xFF\xD8\xFF\xE0 and so on").unwrap().1,
            "image/jpeg"
        );
        assert_eq!(
            detect_file_type(b"%PDF-1.7").unwrap().0,
            AttachmentKind::Pdf
        );
        assert_eq!(
            detect_file_type(b"\0\0\0\x18ftypheic\0\0"),
            Ok((AttachmentKind::Image, HEIC_MEDIA_TYPE))
        );
        assert_eq!(
            detect_file_type(b"\0\0\0\x18ftypavif\0\0"),
            Err("messages-file-heic")
        );
        assert_eq!(
            detect_file_type(b"\0\0\0\x18ftypM4A \0\0").unwrap().1,
            "audio/mp4"
        );
        // Formats that can carry script, macros or programs, and one that is merely not supported.
        for bad in [
            &b"PK\x03\x04 zip"[..],
            b"<svg xmlns='x' onload='alert(1)'/>",
            b"MZ\x90",
            b"GIF89a",
            b"#!/bin/sh",
        ] {
            assert_eq!(detect_file_type(bad), Err("messages-file-kind"));
        }
        assert_eq!(detect_file_type(b""), Err("messages-file-empty"));
        // Below the limit of pictures: each kind has its own.
        let mut large = vec![0; MAX_AUDIO_BYTES + 1];
        large[..4].copy_from_slice(b"OggS");
        assert_eq!(detect_file_type(&large), Err("messages-file-large"));
    }

    #[test]
    fn a_pdf_begins_within_its_first_1024_bytes() {
        let after = |before: usize| [&vec![b'-'; before][..], b"%PDF-1.7"].concat();
        for before in [1, 3, 137, PDF_HEADER_SEARCH_BYTES - 5] {
            assert_eq!(
                detect_file_type(&after(before)),
                Ok((AttachmentKind::Pdf, "application/pdf")),
                "{before}"
            );
            assert_eq!(pdf_header_offset(&after(before)), Some(before));
        }
        assert_eq!(
            detect_file_type(&after(PDF_HEADER_SEARCH_BYTES - 4)),
            Err("messages-file-kind")
        );
        assert_eq!(
            detect_file_type(b"PK\x03\x04\x14\0 order.pdf %PDF-1.7"),
            Err("messages-file-kind"),
            "an archive with a paper in it"
        );
    }
}
