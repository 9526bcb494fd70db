//! Detects the container of an audio recording from its leading bytes, and video tracks in it.

use crate::ErrorCode;

/// Raw AMR, as older phones record it. No browser plays it.
pub const AMR_MEDIA_TYPE: &str = "audio/amr";
/// AMR in a 3GP container. No browser plays it.
pub const AMR_3GP_MEDIA_TYPE: &str = "audio/3gpp";

const VIDEO_ERROR: ErrorCode = "messages-file-video";

/// Brands of MP4 and related containers that phones and programs use for recordings.
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
        let size = [a, b, c, d]
            .iter()
            .fold(0, |size, part| (size << 7) | usize::from(*part));
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
        [0xFF, second, third, ..] => {
            let layer = matches!(second & 0x06, 0x02 | 0x04);
            let version = second & 0xE0 == 0xE0 && second & 0x18 != 0x08;
            let rates = third >> 4 != 0x0F && third & 0x0C != 0x0C;
            (layer && version && rates).then_some("audio/mpeg")
        }
        _ => None,
    }
}

/// The boxes of an MP4 file or of one of its boxes, as name and content. A box that claims more
/// bytes than there are ends with the input.
fn mp4_boxes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
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
        let (this, after) = rest.split_at(size.max(begin).min(rest.len()));
        rest = after;
        Some((name, this.get(begin..)?))
    })
}

fn find_mp4_box<'a>(bytes: &'a [u8], path: &[&[u8]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |rest, wanted| {
        mp4_boxes(rest)
            .find(|(name, _)| name == wanted)
            .map(|(_, content)| content)
    })
}

fn check_mp4(bytes: &[u8]) -> Result<&'static str, ErrorCode> {
    let mut mime = "audio/mp4";
    let tracks = mp4_boxes(bytes)
        .filter(|(name, _)| *name == b"moov")
        .flat_map(|(_, moov)| mp4_boxes(moov));
    for (_, track) in tracks.filter(|(name, _)| *name == b"trak") {
        if find_mp4_box(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12))
            == Some(b"vide")
        {
            return Err(VIDEO_ERROR);
        }
        let codec = find_mp4_box(track, &[b"mdia", b"minf", b"stbl", b"stsd"])
            .and_then(|table| table.get(12..16));
        if matches!(codec, Some(b"samr" | b"sawb")) {
            mime = AMR_3GP_MEDIA_TYPE;
        }
    }
    Ok(mime)
}

/// Reads an EBML element: identifier, content, and the bytes after it. An element of unknown size
/// extends to the end of the input.
fn read_ebml_element(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
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
    let size = size & !(1 << (7 * second));
    let content = &bytes[first + second..];
    let unknown = size == (1 << (7 * second)) - 1;
    let end = if unknown {
        content.len()
    } else {
        usize::try_from(size).ok()?.min(content.len())
    };
    Some((u32::try_from(id).ok()?, &content[..end], &content[end..]))
}

fn ebml_elements(mut rest: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let (id, content, after) = read_ebml_element(rest)?;
        rest = after;
        Some((id, content))
    })
}

fn check_webm(bytes: &[u8]) -> Result<&'static str, ErrorCode> {
    const SEGMENT: u32 = 0x1853_8067;
    const CLUSTER: u32 = 0x1F43_B675;
    const TRACKS: u32 = 0x1654_AE6B;
    const TRACK_ENTRY: u32 = 0xAE;
    const TRACK_TYPE: u32 = 0x83;
    // The track list precedes the first cluster of media data.
    let parts = ebml_elements(bytes)
        .filter(|(id, _)| *id == SEGMENT)
        .flat_map(|(_, segment)| ebml_elements(segment))
        .take_while(|(id, _)| *id != CLUSTER);
    let entries = parts
        .filter(|(id, _)| *id == TRACKS)
        .flat_map(|(_, tracks)| ebml_elements(tracks))
        .filter(|(id, _)| *id == TRACK_ENTRY);
    let video = entries
        .flat_map(|(_, entry)| ebml_elements(entry))
        .any(|(id, kind)| id == TRACK_TYPE && kind.last() == Some(&1));
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
mod tests {
    use super::*;

    fn build_mp4_box(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [
            &u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..],
            name,
            inside,
        ]
        .concat()
    }

    fn build_track(handler: &[u8; 4], codec: &[u8; 4]) -> Vec<u8> {
        let table = build_mp4_box(b"stsd", &[&[0; 12][..], codec, &[0; 16]].concat());
        let hdlr = build_mp4_box(b"hdlr", &[&[0; 8][..], handler, &[0; 12]].concat());
        build_mp4_box(
            b"trak",
            &build_mp4_box(
                b"mdia",
                &[
                    hdlr,
                    build_mp4_box(b"minf", &build_mp4_box(b"stbl", &table)),
                ]
                .concat(),
            ),
        )
    }

    fn build_mp4_file(brand: &[u8; 4], tracks: &[Vec<u8>]) -> Vec<u8> {
        [
            build_mp4_box(b"ftyp", brand),
            build_mp4_box(b"mdat", &[0x21; 50]),
            build_mp4_box(b"moov", &tracks.concat()),
        ]
        .concat()
    }

    #[test]
    fn recordings_of_phones_and_programs_are_known() {
        let wav = [b"RIFF\x24\0\0\0WAVEfmt ", &[0; 24][..]].concat();
        let tagged = [b"ID3\x03\0\0\0\0\0\x0A", &[0; 10][..], b"\xFF\xFB\x90\x64"].concat();
        let sounds: [(&[u8], &str); 7] = [
            (b"#!AMR\n\x3C", AMR_MEDIA_TYPE),
            (b"#!AMR-WB\n\x3C", AMR_MEDIA_TYPE),
            (&wav, "audio/wav"),
            (&tagged, "audio/mpeg"),
            (b"\xFF\xF3\x40\xC4", "audio/mpeg"),
            (b"\xFF\xF1\x50\x80\x02\x1F\xFC", "audio/aac"),
            (b"fLaC\0\0\0\x22", "audio/flac"),
        ];
        for (bytes, mime) in sounds {
            assert_eq!(detect_audio_type(bytes), Ok(Some(mime)), "{mime}");
        }
        for brand in [
            b"M4A ", b"mp42", b"isom", b"iso5", b"3gp4", b"3gp5", b"qt  ",
        ] {
            assert_eq!(
                detect_audio_type(&build_mp4_file(brand, &[build_track(b"soun", b"mp4a")])),
                Ok(Some("audio/mp4")),
                "{brand:?}"
            );
        }
        assert_eq!(
            detect_audio_type(&build_mp4_file(b"3gp4", &[build_track(b"soun", b"samr")])),
            Ok(Some(AMR_3GP_MEDIA_TYPE))
        );
    }

    #[test]
    fn text_and_other_files_are_no_recordings() {
        for bytes in [
            &b"\xFF\xFEh\0i\0"[..],
            b"\xFF\xFF\xFF\xFF",
            b"ID3\x03\0\0\0\0\0\x02zz then text",
            b"RIFF\0\0\0\0WEBP",
            &build_mp4_file(b"crx ", &[]),
        ] {
            assert_eq!(detect_audio_type(bytes), Ok(None));
        }
    }

    #[test]
    fn a_video_track_makes_it_a_video_in_every_container() {
        let mp4 = build_mp4_file(
            b"isom",
            &[build_track(b"soun", b"mp4a"), build_track(b"vide", b"avc1")],
        );
        let long = [
            build_mp4_box(b"ftyp", b"qt  "),
            b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x14abcd".to_vec(),
            build_mp4_box(b"moov", &build_track(b"vide", b"hvc1")),
        ]
        .concat();
        let entry = |kind: u8| [0xAE, 0x86, 0xD7, 0x81, 1, 0x83, 0x81, kind];
        let unknown = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        let webm = |kinds: &[u8]| {
            let entries: Vec<u8> = kinds.iter().flat_map(|kind| entry(*kind)).collect();
            let tracks = [
                &[
                    0x16,
                    0x54,
                    0xAE,
                    0x6B,
                    0x80 | u8::try_from(entries.len()).unwrap(),
                ][..],
                &entries,
            ]
            .concat();
            [
                &[0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67][..],
                &unknown,
                &tracks,
                &[0x1F, 0x43, 0xB6, 0x75],
                &unknown,
            ]
            .concat()
        };
        let page = |packet: &[u8]| {
            [
                &b"OggS\0\x02"[..],
                &[0; 20],
                &[1, u8::try_from(packet.len()).unwrap()],
                packet,
            ]
            .concat()
        };
        let ogg = [page(b"\x01vorbis"), page(b"\x80theora")].concat();
        for video in [&mp4, &long, &webm(&[2, 1]), &ogg] {
            assert_eq!(detect_audio_type(video), Err(VIDEO_ERROR));
        }
        assert_eq!(detect_audio_type(&webm(&[2])), Ok(Some("audio/webm")));
        assert_eq!(
            detect_audio_type(&[page(b"OpusHead\x01"), b"OggS\0\0 \x80theora".to_vec()].concat()),
            Ok(Some("audio/ogg"))
        );
    }

    #[test]
    fn what_is_cut_off_anywhere_is_looked_through_to_its_end() {
        let all = build_mp4_file(
            b"isom",
            &[build_track(b"soun", b"mp4a"), build_track(b"vide", b"avc1")],
        );
        for end in 12..all.len() {
            let _ = detect_audio_type(&all[..end]);
        }
        for bytes in [
            &b"\x1A\x45\xDF\xA3"[..],
            b"\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67",
            b"\x1A\x45\xDF\xA3\0\0",
            b"OggS\0\x02",
            b"ID3\x03\0\0\x7F\x7F\x7F\x7F",
        ] {
            let _ = detect_audio_type(bytes);
        }
    }
}
