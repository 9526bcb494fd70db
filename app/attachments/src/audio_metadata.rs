//! Removes metadata from voice messages, such as a title with the name of the street where it was
//! recorded. In MP4, WAV and FLAC each metadata element is replaced by padding of the same size, so
//! that all offsets stay valid; tags before and after MP3 and AAC audio are cut off.

use model::ErrorCode;
use model::files::skip_id3_tags;

/// MP4 container boxes that can contain metadata boxes.
const CONTAINER_BOXES: [&[u8; 4]; 4] = [b"moov", b"trak", b"moof", b"traf"];
/// MP4 metadata boxes, with names, locations and devices.
const METADATA_BOXES: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];

/// The maximum nesting depth of MP4 boxes that is searched; a crafted file may nest any number.
const MAX_BOX_DEPTH: u8 = 4;

/// The WAV chunks that a player needs; all others are overwritten.
const WAV_AUDIO_CHUNKS: [&[u8; 4]; 3] = [b"fmt ", b"fact", b"data"];

/// Returns the voice message without its metadata. Ogg, WebM and AMR are returned unchanged.
pub(super) fn strip_audio_metadata(mut bytes: Vec<u8>) -> Result<Vec<u8>, ErrorCode> {
    match &bytes[..] {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => blank_mp4_boxes(&mut bytes, MAX_BOX_DEPTH),
        [b'R', b'I', b'F', b'F', ..] => blank_wav_chunks(&mut bytes[12..]),
        [b'f', b'L', b'a', b'C', ..] => blank_flac_blocks(&mut bytes[4..]),
        [b'I', b'D', b'3', ..] | [0xFF, ..] => {
            let tag = bytes.len() - skip_id3_tags(&bytes).len();
            bytes.drain(..tag);
            bytes.truncate(audio_end_offset(&bytes));
        }
        _ => {}
    }
    Ok(bytes)
}

fn blank_wav_chunks(mut rest: &mut [u8]) {
    while let Some(&[a, b, c, d]) = rest.get(4..8) {
        let size = u32::from_le_bytes([a, b, c, d]) as usize;
        // Chunks are padded to an even length. A size may be forged, so it is limited to what is
        // there.
        let (this, after) = rest.split_at_mut(size.saturating_add(8 + size % 2).min(rest.len()));
        let (head, inside) = this.split_at_mut(8);
        if !WAV_AUDIO_CHUNKS.iter().any(|name| head[..4] == name[..]) {
            head[..4].copy_from_slice(b"JUNK");
            inside.fill(0);
        }
        rest = after;
    }
}

/// Turns FLAC metadata blocks of the types application (2), comment (4) and picture (6) into
/// padding.
fn blank_flac_blocks(mut rest: &mut [u8]) {
    while let Some(&[kind, a, b, c]) = rest.get(..4) {
        let size = u32::from_be_bytes([0, a, b, c]) as usize;
        let (this, after) = rest.split_at_mut(size.saturating_add(4).min(rest.len()));
        if matches!(kind & 0x7F, 2 | 4 | 6) {
            this[0] = (kind & 0x80) | 1;
            this[4..].fill(0);
        }
        // The bit of the last metadata block; the audio follows, which may contain anything.
        if kind & 0x80 != 0 {
            return;
        }
        rest = after;
    }
}

/// The offset at which the audio ends and the trailing tags begin: an APE tag, then an ID3v1 tag.
fn audio_end_offset(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    if end >= 128 && bytes[end - 128..].starts_with(b"TAG") {
        end -= 128;
    }
    if let Some(footer) = end
        .checked_sub(32)
        .map(|at| &bytes[at..end])
        .filter(|footer| footer.starts_with(b"APETAGEX"))
    {
        let size = u32::from_le_bytes([footer[12], footer[13], footer[14], footer[15]]) as usize;
        // The size in the footer does not include the optional header.
        let header = if footer[23] & 0x80 == 0 { 0 } else { 32 };
        end = end.saturating_sub(size.saturating_add(header));
    }
    end
}

fn blank_mp4_boxes(mut rest: &mut [u8], depth_left: u8) {
    loop {
        let Some(&[a, b, c, d]) = rest.get(..4) else {
            return;
        };
        let size = match u32::from_be_bytes([a, b, c, d]) {
            // Size 0 means up to the end of the file. Size 1 means a 64-bit size after the name,
            // which no voice message needs.
            0 => rest.len(),
            1 => return,
            size => size as usize,
        };
        if size < 8 || size > rest.len() {
            return;
        }
        let (this, after) = rest.split_at_mut(size);
        let (head, inside) = this.split_at_mut(8);
        if depth_left > 0 && CONTAINER_BOXES.iter().any(|name| head[4..] == name[..]) {
            blank_mp4_boxes(inside, depth_left - 1);
        } else if METADATA_BOXES.iter().any(|name| head[4..] == name[..]) {
            head[4..].copy_from_slice(b"free");
            inside.fill(0);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::strip_audio_metadata;

    fn build_mp4_box(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [
            &u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..],
            name,
            inside,
        ]
        .concat()
    }

    #[test]
    fn metadata_of_an_mp4_is_removed_and_its_audio_is_kept() {
        let told = build_mp4_box(
            b"udta",
            b"\xA9xyz+43.0731-089.4012/ New Recording at Main Street",
        );
        let trak = build_mp4_box(
            b"trak",
            &[
                build_mp4_box(b"tkhd", b"header"),
                build_mp4_box(b"meta", b"iPhone of Maria"),
            ]
            .concat(),
        );
        // Audio data that looks like metadata must stay as it is.
        let sound = build_mp4_box(b"mdat", b"udta meta sound");
        let voice = [
            build_mp4_box(b"ftyp", b"M4A "),
            build_mp4_box(
                b"moov",
                &[build_mp4_box(b"mvhd", b"header"), trak, told].concat(),
            ),
            sound.clone(),
        ]
        .concat();
        let out = strip_audio_metadata(voice.clone()).unwrap();
        let text = String::from_utf8_lossy(&out);
        assert_eq!(out.len(), voice.len());
        for gone in ["43.0731", "Main Street", "Maria"] {
            assert!(!text.contains(gone), "{gone}");
        }
        assert!(out.ends_with(&sound) && text.matches("header").count() == 2);
    }

    #[test]
    fn deeply_nested_boxes_do_not_overflow_the_stack() {
        // Guards against a stack overflow by a file with deeply nested boxes.
        let mut deep = vec![0; 8];
        for _ in 0..100_000 {
            deep.splice(0..0, [0; 8]);
            let size = u32::try_from(deep.len()).unwrap().to_be_bytes();
            deep[..4].copy_from_slice(&size);
            deep[4..8].copy_from_slice(b"moov");
            if deep.len() > 20_000 {
                break;
            }
        }
        let voice = [build_mp4_box(b"ftyp", b"M4A "), deep].concat();
        assert_eq!(strip_audio_metadata(voice.clone()).unwrap(), voice);
    }

    #[test]
    fn truncated_and_unknown_boxes_are_left_unchanged() {
        let cut = [
            build_mp4_box(b"ftyp", b"M4A "),
            b"\0\0\xFF\xFFmoov short".to_vec(),
        ]
        .concat();
        assert_eq!(strip_audio_metadata(cut.clone()).unwrap(), cut);
        let tiny = [build_mp4_box(b"ftyp", b"M4A "), b"\0\0\0\x02moov".to_vec()].concat();
        assert_eq!(strip_audio_metadata(tiny.clone()).unwrap(), tiny);
        assert_eq!(
            strip_audio_metadata(b"OggS udta".to_vec()).unwrap(),
            b"OggS udta"
        );
    }

    #[test]
    fn tags_before_and_after_mp3_audio_are_removed() {
        let sound = [b"\xFF\xFB\x90\x64", &[7; 60][..]].concat();
        let front = [
            &b"ID3\x03\0\0\0\0\0\x14TIT2\0\0\0\x0A\0\0Main St 1"[..],
            &[0; 1],
        ]
        .concat();
        let ape = [
            &b"APETAGEX\xD0\x07\0\0"[..],
            &[42, 0, 0, 0],
            &[1, 0, 0, 0],
            &[0; 12],
        ]
        .concat();
        let last = [&b"TAGMain Street"[..], &[0; 114]].concat();
        let voice = [&front[..], &sound, b"Maria Luna", &ape, &last].concat();
        assert_eq!(strip_audio_metadata(voice).unwrap(), sound);
        assert_eq!(strip_audio_metadata(sound.clone()).unwrap(), sound);
        // A forged size must not reach before the beginning of the file.
        let vast = [
            &sound[..],
            b"APETAGEX\xD0\x07\0\0\xFF\xFF\xFF\xFF",
            &[0xFF; 16],
        ]
        .concat();
        assert_eq!(
            strip_audio_metadata(vast).unwrap(),
            b"",
            "a tag size larger than the file"
        );
    }

    #[test]
    fn metadata_of_wav_and_flac_is_removed_without_moving_the_audio() {
        let chunk = |name: &[u8; 4], inside: &[u8]| {
            [
                &name[..],
                &u32::try_from(inside.len()).unwrap().to_le_bytes(),
                inside,
            ]
            .concat()
        };
        let info = chunk(b"LIST", b"INFOIART\x06\0\0\0Maria\0");
        let wav = [
            &b"RIFF\0\0\0\0WAVE"[..],
            &chunk(b"fmt ", &[1; 16]),
            &info,
            &chunk(b"data", b"LIST sound"),
        ]
        .concat();
        let out = strip_audio_metadata(wav.clone()).unwrap();
        assert!(
            out.len() == wav.len()
                && out.ends_with(b"LIST sound")
                && !out.windows(5).any(|w| w == b"Maria")
        );
        let flac = [
            &b"fLaC\0\0\0\x02ab\x04\0\0\x05Maria\x86\0\0\x03gps"[..],
            b"\xFF\xF8 Maria is sound",
        ]
        .concat();
        assert_eq!(
            strip_audio_metadata(flac).unwrap(),
            [
                &b"fLaC\0\0\0\x02ab\x01\0\0\x05"[..],
                &[0; 5],
                b"\x81\0\0\x03",
                &[0; 3],
                b"\xFF\xF8 Maria is sound"
            ]
            .concat()
        );
    }
}
