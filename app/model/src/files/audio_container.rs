//! Detects the container of an audio recording from its leading bytes, and video tracks in it.

use crate::ErrorCode;

/// Raw AMR, as older phones record it. No browser plays it.
pub const AMR_MEDIA_TYPE: &str = "audio/amr";
/// AMR in a 3GP container. No browser plays it.
pub const AMR_3GP_MEDIA_TYPE: &str = "audio/3gpp";

const VIDEO_ERROR: ErrorCode = "messages-file-video";

/// Brands of MP4 and related containers that phones and programs use for recordings.
// Some of these brands also mark videos; `check_mp4` looks for a video track.
const AUDIO_BRANDS: [&[u8]; 13] = [
    b"M4A", b"M4B", b"M4V", b"mp4", b"iso", b"3gp", b"3gr", b"3gs", b"3g2", b"avc1", b"dash",
    b"qt  ", b"f4a",
];

/// The media type of a recording; `None` if the bytes are no known audio format.
///
/// # Errors
/// `messages-file-video` if the container has a video track.
pub(super) fn detect_audio_type(bytes: &[u8]) -> Result<Option<&'static str>, ErrorCode> {
    Ok(match bytes {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Some(check_webm(bytes)?),
        [b'O', b'g', b'g', b'S', ..] => Some(check_ogg(bytes)?),
        [b'f', b'L', b'a', b'C', ..] => Some("audio/flac"),
        [b'#', b'!', b'A', b'M', b'R', ..] => Some(AMR_MEDIA_TYPE),
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
            b'A',
            b'V',
            b'E',
            ..,
        ] => Some("audio/wav"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', ..] => return Err(VIDEO_ERROR),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
            let mime = check_mp4(bytes)?;
            AUDIO_BRANDS
                .iter()
                // Brands have four bytes. The shorter entries match all versions, such as `3gp4`
                // and `3gp5`.
                .any(|known| brand.starts_with(known))
                .then_some(mime)
        }
        _ => detect_frame_format(bytes),
    })
}

/// The bytes after all leading ID3 tags, which can precede MP3 and AAC, and after their zero
/// padding.
#[must_use]
pub fn skip_id3_tags(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [
        b'I',
        b'D',
        b'3',
        _,
        _,
        flags,
        a @ 0..0x80,
        b @ 0..0x80,
        c @ 0..0x80,
        d @ 0..0x80,
        ..,
    ] = *rest
    {
        // A size has seven bits in each byte, so that it never looks like the start of an MPEG
        // frame.
        let size = [a, b, c, d]
            .iter()
            .fold(0, |size, part| (size << 7) | usize::from(*part));
        // The flag of ID3v2.4 for a footer, which the size does not count.
        let footer = if flags & 0x10 == 0 { 0 } else { 10 };
        rest = rest.get(10 + size + footer..).unwrap_or_default();
        rest = &rest[rest
            .iter()
            .position(|byte| *byte != 0)
            .unwrap_or(rest.len())..];
    }
    rest
}

/// Formats that are a sequence of frames without a container: MP3 (layers II and III) and AAC.
fn detect_frame_format(bytes: &[u8]) -> Option<&'static str> {
    match *skip_id3_tags(bytes) {
        [0xFF, second, ..] if second & 0xF6 == 0xF0 => Some("audio/aac"),
        // 0xFF alone also begins UTF-16 text (FF FE), so the other bits must be those of a frame.
        [0xFF, second, third, ..] => {
            let layer = matches!(second & 0x06, 0x02 | 0x04);
            let version = second & 0xE0 == 0xE0 && second & 0x18 != 0x08;
            let rates = third >> 4 != 0x0F && third & 0x0C != 0x0C;
            (layer && version && rates).then_some("audio/mpeg")
        }
        _ => None,
    }
}

/// A box of an MP4 file.
struct Mp4Box<'a> {
    name: &'a [u8],
    content: &'a [u8],
}

/// The boxes of an MP4 file or of one of its boxes. A box that claims more bytes than there are
/// ends with the input.
fn mp4_boxes(mut rest: &[u8]) -> impl Iterator<Item = Mp4Box<'_>> {
    std::iter::from_fn(move || {
        let (head, name) = (rest.get(..4)?, rest.get(4..8)?);
        let (begin, size) = match u32::from_be_bytes(head.try_into().ok()?) {
            0 => (8, rest.len()),
            1 => (
                16,
                usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?,
            ),
            size => (8, usize::try_from(size).ok()?),
        };
        // At least the header's size: a box that claims less must not make the iterator stand
        // still.
        let (this, after) = rest.split_at(size.max(begin).min(rest.len()));
        rest = after;
        Some(Mp4Box {
            name,
            content: this.get(begin..)?,
        })
    })
}

fn find_mp4_box<'a>(bytes: &'a [u8], path: &[&[u8]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |rest, wanted| {
        mp4_boxes(rest)
            .find(|part| part.name == *wanted)
            .map(|part| part.content)
    })
}

fn check_mp4(bytes: &[u8]) -> Result<&'static str, ErrorCode> {
    // A file that cannot be parsed does not count as a video for that reason.
    let mut mime = "audio/mp4";
    let tracks = mp4_boxes(bytes)
        .filter(|part| part.name == b"moov")
        .flat_map(|moov| mp4_boxes(moov.content));
    for track in tracks.filter(|part| part.name == b"trak") {
        if find_mp4_box(track.content, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12))
            == Some(b"vide")
        {
            return Err(VIDEO_ERROR);
        }
        let codec = find_mp4_box(track.content, &[b"mdia", b"minf", b"stbl", b"stsd"])
            .and_then(|table| table.get(12..16));
        // AMR, which no browser plays: the page then offers a download.
        if matches!(codec, Some(b"samr" | b"sawb")) {
            mime = AMR_3GP_MEDIA_TYPE;
        }
    }
    Ok(mime)
}

/// An element of an EBML document such as a WebM file.
struct EbmlElement<'a> {
    id: u32,
    content: &'a [u8],
}

/// Takes the EBML element at the beginning of `rest`. An element of unknown size extends to the end
/// of the input.
fn take_ebml_element<'a>(rest: &mut &'a [u8]) -> Option<EbmlElement<'a>> {
    let bytes = *rest;
    let number = |bytes: &[u8], most: u32| {
        let length = bytes.first()?.leading_zeros() + 1;
        let digits = bytes.get(..length as usize).filter(|_| length <= most)?;
        Some((
            digits
                .iter()
                .fold(0, |number: u64, byte| (number << 8) | u64::from(*byte)),
            length as usize,
        ))
    };
    let (id, first) = number(bytes, 4)?;
    let (size, second) = number(&bytes[first..], 8)?;
    // The leading bit of a size marks its length. An id keeps that bit (RFC 8794).
    let size = size & !(1 << (7 * second));
    let content = &bytes[first + second..];
    let unknown = size == (1 << (7 * second)) - 1;
    let end = if unknown {
        content.len()
    } else {
        usize::try_from(size).ok()?.min(content.len())
    };
    let id = u32::try_from(id).ok()?;
    let (content, after) = content.split_at(end);
    *rest = after;
    Some(EbmlElement { id, content })
}

fn ebml_elements(mut rest: &[u8]) -> impl Iterator<Item = EbmlElement<'_>> {
    std::iter::from_fn(move || take_ebml_element(&mut rest))
}

fn check_webm(bytes: &[u8]) -> Result<&'static str, ErrorCode> {
    const SEGMENT: u32 = 0x1853_8067;
    const CLUSTER: u32 = 0x1F43_B675;
    const TRACKS: u32 = 0x1654_AE6B;
    const TRACK_ENTRY: u32 = 0xAE;
    const TRACK_TYPE: u32 = 0x83;
    // The track list precedes the first cluster of media data.
    let parts = ebml_elements(bytes)
        .filter(|element| element.id == SEGMENT)
        .flat_map(|segment| ebml_elements(segment.content))
        .take_while(|element| element.id != CLUSTER);
    let entries = parts
        .filter(|element| element.id == TRACKS)
        .flat_map(|tracks| ebml_elements(tracks.content))
        .filter(|element| element.id == TRACK_ENTRY);
    let video = entries
        .flat_map(|entry| ebml_elements(entry.content))
        .any(|element| element.id == TRACK_TYPE && element.content.last() == Some(&1));
    if video {
        Err(VIDEO_ERROR)
    } else {
        Ok("audio/webm")
    }
}

fn check_ogg(bytes: &[u8]) -> Result<&'static str, ErrorCode> {
    const BEGIN_OF_STREAM: u8 = 0x02;
    let mut rest = bytes;
    // In Ogg, the first pages of all tracks come before every other page.
    while let Some(header) = rest
        .get(..27)
        .filter(|header| header.starts_with(b"OggS") && header[5] & BEGIN_OF_STREAM != 0)
    {
        let segments = usize::from(header[26]);
        let Some(sizes) = rest.get(27..27 + segments) else {
            break;
        };
        let (begin, size) = (
            27 + segments,
            sizes.iter().map(|size| usize::from(*size)).sum::<usize>(),
        );
        let packet = &rest[begin..];
        if [&b"\x80theora"[..], b"\x01video", b"BBCD\0", b"OVP80"]
            .iter()
            .any(|mark| packet.starts_with(mark))
        {
            return Err(VIDEO_ERROR);
        }
        rest = packet.get(size..).unwrap_or_default();
    }
    Ok("audio/ogg")
}

#[cfg(test)]
mod tests;
