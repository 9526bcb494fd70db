//! Takes out of a PDF what tells where, when and with what its pictures were taken, and who made it, without taking the PDF
//! apart: each such piece is written over in place, so that everything else stays where it was and the paper opens as before.

/// Keys whose text says who or what made the paper.
const MAKERS: [&[u8]; 3] = [b"/Author", b"/Creator", b"/Producer"];

/// Longest text looked through, in bytes: a paper may claim any, over and over.
const LONGEST: usize = 64 * 1024;

/// The same paper without it. One that is signed is left as it is: its signature would break, and a court may need it.
pub(super) fn bare(mut bytes: Vec<u8>) -> Vec<u8> {
    if find(&bytes, b"/ByteRange", 0).is_some() {
        return bytes;
    }
    packets(&mut bytes);
    pictures(&mut bytes);
    // In a locked paper these texts are not letters but secrets of a certain length.
    if find(&bytes, b"/Encrypt", 0).is_none() {
        makers(&mut bytes);
    }
    bytes
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// Descriptions in XML, which stand between two marks and may be as long as they like, as long as they stay that long.
fn packets(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(begin) = find(bytes, b"<?xpacket begin", from) {
        let Some(inside) = find(bytes, b"?>", begin).map(|at| at + 2) else { return };
        let Some(end) = find(bytes, b"<?xpacket end", inside) else { return };
        bytes[inside..end].fill(b' ');
        from = end;
    }
}

/// Photos as a camera made them: each is a row of blocks with their length before them, and the picture after the last.
fn pictures(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(begin) = find(bytes, &[0xFF, 0xD8, 0xFF], from) {
        let (mut at, mut blocks) = (begin + 2, 0);
        while let Some(&[0xFF, mark @ (0xC0..=0xCF | 0xDB | 0xDD | 0xE0..=0xEF | 0xFE), high, low]) = bytes.get(at..at + 4) {
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let Some(inside) = bytes.get_mut(at + 4..end) else { break };
            // Where it was taken and with what (E1), who by (ED), and remarks (FE). Colours are in E0, E2 and EE.
            let tells = match mark {
                0xE1 => inside.starts_with(b"Exif\0") || inside.starts_with(b"http://ns.adobe.com/"),
                0xED => inside.starts_with(b"Photoshop"),
                0xFE => true,
                _ => false,
            };
            if tells {
                inside.fill(0);
            }
            (at, blocks) = (end, blocks + 1);
        }
        // One block may be chance. What several lead over is looked through once, however many beginnings stand in it.
        from = if blocks > 1 { at } else { begin + 2 };
    }
}

/// Texts in round brackets or in hexadecimal signs, after the key they belong to.
fn makers(bytes: &mut [u8]) {
    for key in MAKERS {
        let mut from = 0;
        while let Some(after) = find(bytes, key, from).map(|at| at + key.len()) {
            from = after;
            let Some(gap) = bytes[after..].iter().position(|byte| !byte.is_ascii_whitespace()) else { break };
            let begin = after + gap;
            let end = match bytes[begin] {
                b'(' => closing(bytes, begin),
                b'<' if bytes.get(begin + 1) != Some(&b'<') => find(&bytes[..bytes.len().min(begin + LONGEST)], b">", begin),
                _ => continue,
            };
            if let Some(end) = end {
                bytes[begin + 1..end].fill(b' ');
            }
            // What does not end is looked through once.
            from = end.unwrap_or(begin + LONGEST);
        }
    }
}

/// Where the bracket that opens here closes. Brackets may stand inside, and a stroke takes the meaning from the next sign.
fn closing(bytes: &[u8], begin: usize) -> Option<usize> {
    let (mut depth, mut at) = (0, begin);
    while let Some(byte) = bytes.get(at).filter(|_| at < begin + LONGEST) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bare;

    fn without(paper: &[u8], gone: &[&str], left: &[&str]) {
        let out = bare(paper.to_vec());
        assert_eq!(out.len(), paper.len(), "everything stays where it was");
        let text = String::from_utf8_lossy(&out);
        for word in gone {
            assert!(!text.contains(word), "{word}");
        }
        for word in left {
            assert!(text.contains(word), "{word}");
        }
    }

    #[test]
    fn who_made_it_is_gone_and_its_title_is_not() {
        let paper = b"%PDF-1.4\n1 0 obj<</Title (Order \\(1\\)) /Author (Maria (M.) \\) Luna) /Creator<4D61726961>/Producer\n(iPhone) /Next 2>>endobj %%EOF";
        without(paper, &["Maria", "4D61726961", "iPhone", "Luna"], &["/Title (Order \\(1\\))", "/Next 2>>endobj", "/Creator<          >"]);
    }

    #[test]
    fn descriptions_are_gone_and_what_is_unfinished_stays() {
        without(b"%PDF <?xpacket begin='' id='x'?><gps>43.07</gps><?xpacket end='w'?> after %%EOF", &["43.07"], &["<?xpacket end", " after "]);
        without(b"%PDF <?xpacket begin='' id='x'?> text without an end %%EOF", &[], &["text without an end"]);
        without(b"%PDF /Author (never closed", &[], &["never closed"]);
        without(b"%PDF /Author", &[], &["/Author"]);
        without(b"%PDF /Author 5 0 R /Creator << /A (b) >>", &[], &["5 0 R", "(b)"]);
    }

    #[test]
    fn a_signed_paper_and_a_locked_one_are_not_written_over() {
        without(b"%PDF /Author (Judge) /ByteRange [0 1 2 3]", &[], &["Judge"]);
        without(b"%PDF /Author (secret) /Encrypt 3 0 R", &[], &["secret"]);
    }

    #[test]
    fn a_paper_made_to_take_for_ever_does_not() {
        without(&b"%PDF ".iter().copied().chain(b"/Author (".repeat(100_000)).collect::<Vec<_>>(), &[], &["/Author ("]);
        // Beginnings of pictures inside the blocks of others, each leading on to the same row of blocks.
        let block = b"\xFF\xE0\0\x0E\xFF\xD8\xFF\xE0\0\x06....";
        let paper = [&b"%PDF \xFF\xD8"[..], &block.repeat(100_000)].concat();
        assert_eq!(bare(paper.clone()), paper);
    }

    #[test]
    fn signs_that_only_look_like_a_picture_stay() {
        let paper = [&b"%PDF \xFF\xD8\xFF\xE1\xFF\xFFExif\0 short"[..], b" \xFF\xD8\xFF\xE1\0\x0AXYZW1234 rest"].concat();
        assert_eq!(bare(paper.clone()), paper);
    }
}
