//! Removes metadata from PDF documents: the author and software, XMP descriptions, and the EXIF
//! data of embedded photos. Does not parse the PDF: each piece is overwritten in place with the
//! same length, so that all offsets stay valid.

mod compressed_streams;

use model::ErrorCode;
use model::files::pdf_header_offset;

/// Keys whose strings name the author or the software.
const AUTHOR_KEYS: [&[u8]; 3] = [b"/Author", b"/Creator", b"/Producer"];

/// Keys of dates. They are removed only when a recompressed stream would not fit otherwise.
const DATE_KEYS: [&[u8]; 2] = [b"/CreationDate", b"/ModDate"];

/// The maximum length of a string that is searched for its end, in bytes. Bounds the time for a
/// crafted file with many unterminated strings.
const MAX_STRING_BYTES: usize = 64 * 1024;

/// Returns the PDF without its metadata and without bytes before its header. A signed PDF keeps its
/// metadata, because a change would invalidate the signature, which a court may need.
///
/// # Errors
/// `messages-file-broken` when the file is truncated.
pub(super) fn strip_pdf_metadata(mut bytes: Vec<u8>) -> Result<Vec<u8>, ErrorCode> {
    bytes.drain(..pdf_header_offset(&bytes).unwrap_or(0));
    if !is_complete(&bytes) {
        return Err("messages-file-broken");
    }
    if find_bytes(&bytes, b"/ByteRange", 0).is_some() {
        return Ok(bytes);
    }
    // In an encrypted PDF, strings and streams are ciphertext and must not be overwritten.
    let locked = find_bytes(&bytes, b"/Encrypt", 0).is_some();
    // Compressed streams come first: one may store bytes uncompressed, and overwriting those in
    // place would break the stream's checksum.
    if !locked {
        compressed_streams::rewrite_streams(
            &mut bytes,
            |plain| {
                blank_xmp_packets(plain);
                blank_jpeg_metadata(plain);
                blank_strings_after_keys(plain, &AUTHOR_KEYS);
            },
            |plain| blank_strings_after_keys(plain, &DATE_KEYS),
        );
    }
    blank_xmp_packets(&mut bytes);
    blank_jpeg_metadata(&mut bytes);
    if !locked {
        blank_strings_after_keys(&mut bytes, &AUTHOR_KEYS);
    }
    Ok(bytes)
}

/// Whether the PDF is complete rather than truncated. Trailing bytes after its end are permitted,
/// because PDF readers ignore them.
fn is_complete(bytes: &[u8]) -> bool {
    find_bytes(bytes, b"%%EOF", 0).is_some()
        && linearized_length(bytes).is_none_or(|length| length <= bytes.len())
}

/// The file length that a linearized PDF declares. Needed because such a file has an `%%EOF` marker
/// near its beginning, so that the marker does not prove that the file is complete.
fn linearized_length(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(1_024)];
    let dictionary = find_bytes(head, b"/Linearized", 0)?;
    let end = find_bytes(head, b">>", dictionary)?;
    let length = find_bytes(&head[..end], b"/L ", dictionary)? + 3;
    let digits: Vec<u8> = head[length..end]
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take_while(u8::is_ascii_digit)
        .collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

fn find_bytes(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes
        .get(from..)?
        .windows(what.len())
        .position(|window| window == what)
        .map(|at| from + at)
}

/// Overwrites XMP packets (XML metadata between two markers) with spaces of the same length.
fn blank_xmp_packets(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(begin) = find_bytes(bytes, b"<?xpacket begin", from) {
        let Some(inside) = find_bytes(bytes, b"?>", begin).map(|at| at + 2) else {
            return;
        };
        let Some(end) = find_bytes(bytes, b"<?xpacket end", inside) else {
            return;
        };
        bytes[inside..end].fill(b' ');
        from = end;
    }
}

/// Zeroes the metadata segments of embedded JPEG images. A JPEG is a sequence of segments with a
/// length prefix, followed by the image data.
fn blank_jpeg_metadata(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(begin) = find_bytes(bytes, &[0xFF, 0xD8, 0xFF], from) {
        let (mut at, mut blocks) = (begin + 2, 0);
        while let Some(
            &[
                0xFF,
                mark @ (0xC0..=0xCF | 0xDB | 0xDD | 0xE0..=0xEF | 0xFE),
                high,
                low,
            ],
        ) = bytes.get(at..at + 4)
        {
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let Some(inside) = bytes.get_mut(at + 4..end) else {
                break;
            };
            // E1 is EXIF or XMP, ED is IPTC, FE is a comment. E0, E2 and EE describe colors and
            // must stay.
            let is_metadata = match mark {
                0xE1 => {
                    inside.starts_with(b"Exif\0") || inside.starts_with(b"http://ns.adobe.com/")
                }
                0xED => inside.starts_with(b"Photoshop"),
                0xFE => true,
                _ => false,
            };
            if is_metadata {
                inside.fill(0);
            }
            (at, blocks) = (end, blocks + 1);
        }
        // A single segment may be a chance match. After several, skip what they cover, so that a
        // crafted file with nested start markers takes linear time.
        from = if blocks > 1 { at } else { begin + 2 };
    }
}

/// Overwrites the literal `(…)` and hexadecimal `<…>` strings after these keys with spaces.
fn blank_strings_after_keys(bytes: &mut [u8], keys: &[&[u8]]) {
    for key in keys {
        let mut from = 0;
        while let Some(after) = find_bytes(bytes, key, from).map(|at| at + key.len()) {
            from = after;
            let Some(gap) = bytes[after..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())
            else {
                break;
            };
            let begin = after + gap;
            let end = match bytes[begin] {
                b'(' => find_closing_parenthesis(bytes, begin),
                b'<' if bytes.get(begin + 1) != Some(&b'<') => find_bytes(
                    &bytes[..bytes.len().min(begin + MAX_STRING_BYTES)],
                    b">",
                    begin,
                ),
                _ => continue,
            };
            if let Some(end) = end {
                bytes[begin + 1..end].fill(b' ');
            }
            // Skips an unterminated string, so that it is searched only once.
            from = end.unwrap_or(begin + MAX_STRING_BYTES);
        }
    }
}

/// The offset of the parenthesis that closes the one at `begin`; `None` when there is none within
/// `MAX_STRING_BYTES`. Handles nested parentheses and backslash escapes.
fn find_closing_parenthesis(bytes: &[u8], begin: usize) -> Option<usize> {
    let (mut depth, mut at) = (0, begin);
    while let Some(byte) = bytes.get(at).filter(|_| at < begin + MAX_STRING_BYTES) {
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
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::read::ZlibDecoder;
    use flate2::write::ZlibEncoder;

    use super::strip_pdf_metadata;

    fn assert_stripped(paper: &[u8], gone: &[&str], left: &[&str]) {
        let paper = [paper, b"\n%%EOF"].concat();
        let out = strip_pdf_metadata(paper.clone()).unwrap();
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
        assert_stripped(
            paper,
            &["Maria", "4D61726961", "iPhone", "Luna"],
            &[
                "/Title (Order \\(1\\))",
                "/Next 2>>endobj",
                "/Creator<          >",
            ],
        );
    }

    #[test]
    fn descriptions_are_gone_and_what_is_unfinished_stays() {
        assert_stripped(
            b"%PDF <?xpacket begin='' id='x'?><gps>43.07</gps><?xpacket end='w'?> after %%EOF",
            &["43.07"],
            &["<?xpacket end", " after "],
        );
        assert_stripped(
            b"%PDF <?xpacket begin='' id='x'?> text without an end %%EOF",
            &[],
            &["text without an end"],
        );
        assert_stripped(b"%PDF /Author (never closed", &[], &["never closed"]);
        assert_stripped(b"%PDF /Author", &[], &["/Author"]);
        assert_stripped(
            b"%PDF /Author 5 0 R /Creator << /A (b) >>",
            &[],
            &["5 0 R", "(b)"],
        );
    }

    #[test]
    fn a_signed_paper_and_a_locked_one_are_not_written_over() {
        assert_stripped(
            b"%PDF /Author (Judge) /ByteRange [0 1 2 3]",
            &[],
            &["Judge"],
        );
        assert_stripped(b"%PDF /Author (secret) /Encrypt 3 0 R", &[], &["secret"]);
    }

    #[test]
    fn a_paper_made_to_take_for_ever_does_not() {
        assert_stripped(
            &b"%PDF "
                .iter()
                .copied()
                .chain(b"/Author (".repeat(100_000))
                .collect::<Vec<_>>(),
            &[],
            &["/Author ("],
        );
        // JPEG start markers inside the segments of others, each leading to the same sequence of
        // segments.
        let block = b"\xFF\xE0\0\x0E\xFF\xD8\xFF\xE0\0\x06....";
        let paper = [&b"%PDF \xFF\xD8"[..], &block.repeat(100_000), b"%%EOF"].concat();
        assert_eq!(strip_pdf_metadata(paper.clone()).unwrap(), paper);
    }

    #[test]
    fn signs_that_only_look_like_a_picture_stay() {
        let paper = [
            &b"%PDF-1.4 \xFF\xD8\xFF\xE1\xFF\xFFExif\0 short"[..],
            b" \xFF\xD8\xFF\xE1\0\x0AXYZW1234 rest %%EOF",
        ]
        .concat();
        assert_eq!(strip_pdf_metadata(paper.clone()).unwrap(), paper);
    }

    /// A PDF object of the type `kind` with a compressed stream.
    fn pdf_object_with_stream(kind: &str, plain: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(plain).unwrap();
        let packed = packed.finish().unwrap();
        [
            format!(
                "7 0 obj<</Type/{kind}/Filter/FlateDecode/Length {}>>stream\r\n",
                packed.len()
            )
            .as_bytes(),
            &packed,
            b"\nendstream endobj\n",
        ]
        .concat()
    }

    #[test]
    fn more_gives_way_where_there_is_no_room_for_what_is_written_over() {
        let mixed = |from: u32| {
            (from..from + 60)
                .map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap())
                .collect::<Vec<_>>()
        };
        let paper = pdf_object_with_stream("ObjStm", &[&[b'x'; 60][..], &mixed(7)].concat());
        let run = |more: fn(&mut [u8])| {
            let mut paper = paper.clone();
            super::compressed_streams::rewrite_streams(
                &mut paper,
                |plain| plain[..60].copy_from_slice(&mixed(1_000)),
                more,
            );
            paper
        };
        assert_eq!(run(|_| {}), paper, "it does not fit and stays");
        let changed = run(|plain| plain[60..].fill(b' '));
        assert!(changed.len() == paper.len() && changed != paper);
        assert!(inflate_stream_after(&changed, b"/ObjStm").ends_with(&" ".repeat(60)));
    }

    fn inflate_stream_after(paper: &[u8], after: &[u8]) -> String {
        let at = paper
            .windows(after.len())
            .position(|window| window == after)
            .unwrap()
            + after.len()
            + b"stream\r\n".len();
        let at = at + paper[at..].iter().position(|byte| *byte == 0x78).unwrap();
        let mut plain = Vec::new();
        ZlibDecoder::new(&paper[at..])
            .read_to_end(&mut plain)
            .unwrap();
        String::from_utf8_lossy(&plain).into_owned()
    }

    #[test]
    fn what_is_compressed_is_written_over_too_and_nothing_moves() {
        let info = pdf_object_with_stream(
            "ObjStm/N 1/First 4",
            b"9 0 <</Title (Order) /Author (Maria Luna) /Producer <FEFF00690050> /Next 2>>",
        );
        let place = pdf_object_with_stream(
            "Metadata/Subtype/XML",
            b"<?xpacket begin='' id='x'?><gps>43.0731</gps><?xpacket end='w'?>",
        );
        let page = pdf_object_with_stream(
            "Other",
            b"(/Author \\(Maria\\) is in the words of the page) Tj",
        );
        let paper = [
            b"%PDF-1.5\n",
            &info[..],
            &place,
            &page,
            b"startxref\n9\n%%EOF\n",
        ]
        .concat();
        let out = strip_pdf_metadata(paper.clone()).unwrap();
        assert_eq!(out.len(), paper.len());
        let info = inflate_stream_after(&out, b"/First 4");
        assert!(!info.contains("Maria") && !info.contains("FEFF"), "{info}");
        assert!(
            info.starts_with("9 0 <</Title (Order) /Author (") && info.ends_with("/Next 2>>"),
            "{info}"
        );
        assert!(!inflate_stream_after(&out, b"/Metadata").contains("43.0731"));
        assert!(
            out.windows(page.len()).any(|window| window == page),
            "what is not told about the paper stays bit by bit"
        );
        assert!(out.ends_with(b"startxref\n9\n%%EOF\n"));
    }

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "the time that it takes is measured"
    )]
    fn streams_made_to_take_for_ever_do_not() {
        let bomb = pdf_object_with_stream("ObjStm", &vec![b' '; 40 << 20]);
        let nested = b"obj /ObjStm /FlateDecode stream\n\x78\x01".repeat(100_000);
        let begun = std::time::Instant::now();
        strip_pdf_metadata([b"%PDF-1.5\n", &bomb[..], &nested, b"%%EOF"].concat()).unwrap();
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
    }

    #[test]
    fn a_paper_is_taken_from_its_header_on_and_only_when_it_is_whole() {
        let whole = b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n";
        for before in [
            &b"\xEF\xBB\xBF"[..],
            b"\r\n",
            b"------WebKitFormBoundary\r\n\r\n",
        ] {
            assert_eq!(strip_pdf_metadata([before, whole].concat()).unwrap(), whole);
        }
        assert!(strip_pdf_metadata([&whole[..], &[0; 4096]].concat()).is_ok());
        assert_eq!(
            strip_pdf_metadata(whole[..whole.len() - 4].to_vec()),
            Err("messages-file-broken")
        );
        let linearized = |length: usize| {
            format!("%PDF-1.4\n1 0 obj<</Linearized 1/L {length}/O 4>>endobj\n%%EOF\nrest\n%%EOF\n")
                .into_bytes()
        };
        let length = linearized(10).len();
        assert!(
            strip_pdf_metadata(linearized(length)).is_ok()
                && strip_pdf_metadata([linearized(length), b"later".to_vec()].concat()).is_ok()
        );
        assert_eq!(
            strip_pdf_metadata(linearized(length + 1)),
            Err("messages-file-broken"),
            "its first end is not its last"
        );
    }
}
