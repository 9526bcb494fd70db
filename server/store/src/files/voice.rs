//! Takes out of a voice message in an MP4 box what a recorder wrote beside the sound, such as a name made of the street where
//! it was recorded. Each such box is turned into one that players pass over, so that everything else stays where it was.

/// Boxes that hold other boxes on the way to what is looked for.
const OUTER: [&[u8; 4]; 4] = [b"moov", b"trak", b"moof", b"traf"];
/// Boxes of names, places and makers.
const TELLING: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];

/// Boxes in boxes that a player knows of; a file may claim any number.
const DEEPEST: u8 = 4;

/// The same voice without it. Other containers come back as they are.
pub(super) fn bare(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.get(4..8) == Some(b"ftyp") {
        boxes(&mut bytes, DEEPEST);
    }
    bytes
}

fn boxes(mut rest: &mut [u8], deeper: u8) {
    loop {
        let Some(&[a, b, c, d]) = rest.get(..4) else { return };
        let size = match u32::from_be_bytes([a, b, c, d]) {
            // To the end; and with its length in eight bytes after the name, which a voice message never needs.
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
        let out = bare(voice.clone());
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
        assert_eq!(bare(voice.clone()), voice);
    }

    #[test]
    fn what_is_cut_off_or_no_such_box_stays() {
        let cut = [boxed(b"ftyp", b"M4A "), b"\0\0\xFF\xFFmoov short".to_vec()].concat();
        assert_eq!(bare(cut.clone()), cut);
        let tiny = [boxed(b"ftyp", b"M4A "), b"\0\0\0\x02moov".to_vec()].concat();
        assert_eq!(bare(tiny.clone()), tiny);
        assert_eq!(bare(b"OggS udta".to_vec()), b"OggS udta");
    }
}
