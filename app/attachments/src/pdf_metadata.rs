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
                // `<<` begins a dictionary, which is no string.
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
mod tests;
