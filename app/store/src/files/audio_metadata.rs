//! Removes metadata from voice messages, such as a title with the name of the street where it was
//! recorded. In MP4, WAV and FLAC each metadata element is replaced by padding of the same size, so
//! that all offsets stay valid; tags before and after MP3 and AAC audio are cut off.

use model::Code;
use model::files::after_id3;

/// MP4 container boxes that can contain metadata boxes.
const OUTER: [&[u8; 4]; 4] = [b"moov", b"trak", b"moof", b"traf"];
/// MP4 metadata boxes, with names, locations and devices.
const TELLING: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];

/// The maximum nesting depth of MP4 boxes that is searched; a crafted file may nest any number.
const DEEPEST: u8 = 4;

/// The WAV chunks that a player needs; all others are overwritten.
const SOUND: [&[u8; 4]; 3] = [b"fmt ", b"fact", b"data"];

/// Returns the voice message without its metadata. Ogg, WebM and AMR are returned unchanged.
pub(super) fn bare(mut bytes: Vec<u8>) -> Result<Vec<u8>, Code> {
    match &bytes[..] {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxes(&mut bytes, DEEPEST),
        [b'R', b'I', b'F', b'F', ..] => chunks(&mut bytes[12..]),
        [b'f', b'L', b'a', b'C', ..] => blocks(&mut bytes[4..]),
        [b'I', b'D', b'3', ..] | [0xFF, ..] => {
            let tag = bytes.len() - after_id3(&bytes).len();
            bytes.drain(..tag);
            bytes.truncate(before_end_tags(&bytes));
        }
        _ => {}
    }
    Ok(bytes)
}

fn chunks(mut rest: &mut [u8]) {
    while let Some(&[a, b, c, d]) = rest.get(4..8) {
        let size = u32::from_le_bytes([a, b, c, d]) as usize;
        let (this, after) = rest.split_at_mut(size.saturating_add(8 + size % 2).min(rest.len()));
        let (head, inside) = this.split_at_mut(8);
        if !SOUND.iter().any(|name| head[..4] == name[..]) {
            head[..4].copy_from_slice(b"JUNK");
            inside.fill(0);
        }
        rest = after;
    }
}

/// Turns FLAC metadata blocks of the types application (2), comment (4) and picture (6) into
/// padding.
fn blocks(mut rest: &mut [u8]) {
    while let Some(&[kind, a, b, c]) = rest.get(..4) {
        let size = u32::from_be_bytes([0, a, b, c]) as usize;
        let (this, after) = rest.split_at_mut(size.saturating_add(4).min(rest.len()));
        if matches!(kind & 0x7F, 2 | 4 | 6) {
            this[0] = (kind & 0x80) | 1;
            this[4..].fill(0);
        }
        if kind & 0x80 != 0 {
            return;
        }
        rest = after;
    }
}

/// The offset at which the audio ends and the trailing tags begin: an APE tag, then an ID3v1 tag.
fn before_end_tags(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    if end >= 128 && bytes[end - 128..].starts_with(b"TAG") {
        end -= 128;
    }
    if let Some(footer) = end.checked_sub(32).map(|at| &bytes[at..end]).filter(|footer| footer.starts_with(b"APETAGEX")) {
        let size = u32::from_le_bytes([footer[12], footer[13], footer[14], footer[15]]) as usize;
        let header = if footer[23] & 0x80 == 0 { 0 } else { 32 };
        end = end.saturating_sub(size.saturating_add(header));
    }
    end
}

fn boxes(mut rest: &mut [u8], deeper: u8) {
    loop {
        let Some(&[a, b, c, d]) = rest.get(..4) else { return };
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
        if deeper > 0 && OUTER.iter().any(|name| head[4..] == name[..]) {
            boxes(inside, deeper - 1);
        } else if TELLING.iter().any(|name| head[4..] == name[..]) {
            head[4..].copy_from_slice(b"free");
            inside.fill(0);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    fn boxed(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..], name, inside].concat()
    }

    #[test]
    fn names_and_places_are_gone_and_the_sound_is_not() {
        let told = boxed(b"udta", b"\xA9xyz+43.0731-089.4012/ New Recording at Main Street");
        let trak = boxed(b"trak", &[boxed(b"tkhd", b"header"), boxed(b"meta", b"iPhone of Maria")].concat());
        let sound = boxed(b"mdat", b"udta meta sound");
        let voice = [boxed(b"ftyp", b"M4A "), boxed(b"moov", &[boxed(b"mvhd", b"header"), trak, told].concat()), sound.clone()].concat();
        let out = bare(voice.clone()).unwrap();
        let text = String::from_utf8_lossy(&out);
        assert_eq!(out.len(), voice.len());
        for gone in ["43.0731", "Main Street", "Maria"] {
            assert!(!text.contains(gone), "{gone}");
        }
        assert!(out.ends_with(&sound) && text.matches("header").count() == 2);
    }

    #[test]
    fn boxes_in_boxes_come_to_an_end() {
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
        let voice = [boxed(b"ftyp", b"M4A "), deep].concat();
        assert_eq!(bare(voice.clone()).unwrap(), voice);
    }

    #[test]
    fn what_is_cut_off_or_no_such_box_stays() {
        let cut = [boxed(b"ftyp", b"M4A "), b"\0\0\xFF\xFFmoov short".to_vec()].concat();
        assert_eq!(bare(cut.clone()).unwrap(), cut);
        let tiny = [boxed(b"ftyp", b"M4A "), b"\0\0\0\x02moov".to_vec()].concat();
        assert_eq!(bare(tiny.clone()).unwrap(), tiny);
        assert_eq!(bare(b"OggS udta".to_vec()).unwrap(), b"OggS udta");
    }

    #[test]
    fn tags_around_mp3_are_cut_off() {
        let sound = [b"\xFF\xFB\x90\x64", &[7; 60][..]].concat();
        let front = [&b"ID3\x03\0\0\0\0\0\x14TIT2\0\0\0\x0A\0\0Main St 1"[..], &[0; 1]].concat();
        let ape = [&b"APETAGEX\xD0\x07\0\0"[..], &[42, 0, 0, 0], &[1, 0, 0, 0], &[0; 12]].concat();
        let last = [&b"TAGMain Street"[..], &[0; 114]].concat();
        let voice = [&front[..], &sound, b"Maria Luna", &ape, &last].concat();
        assert_eq!(bare(voice).unwrap(), sound);
        assert_eq!(bare(sound.clone()).unwrap(), sound);
        let vast = [&sound[..], b"APETAGEX\xD0\x07\0\0\xFF\xFF\xFF\xFF", &[0xFF; 16]].concat();
        assert_eq!(bare(vast).unwrap(), b"", "a tag that claims everything");
    }

    #[test]
    fn wav_and_flac_keep_their_sound_where_it_was() {
        let chunk = |name: &[u8; 4], inside: &[u8]| [&name[..], &u32::try_from(inside.len()).unwrap().to_le_bytes(), inside].concat();
        let info = chunk(b"LIST", b"INFOIART\x06\0\0\0Maria\0");
        let wav = [&b"RIFF\0\0\0\0WAVE"[..], &chunk(b"fmt ", &[1; 16]), &info, &chunk(b"data", b"LIST sound")].concat();
        let out = bare(wav.clone()).unwrap();
        assert!(out.len() == wav.len() && out.ends_with(b"LIST sound") && !out.windows(5).any(|w| w == b"Maria"));
        let flac = [&b"fLaC\0\0\0\x02ab\x04\0\0\x05Maria\x86\0\0\x03gps"[..], b"\xFF\xF8 Maria is sound"].concat();
        assert_eq!(bare(flac).unwrap(), [&b"fLaC\0\0\0\x02ab\x01\0\0\x05"[..], &[0; 5], b"\x81\0\0\x03", &[0; 3], b"\xFF\xF8 Maria is sound"].concat());
    }
}
