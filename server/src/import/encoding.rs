//! Text encoding of import files: Excel, Notepad and PowerShell write a byte-order mark (BOM), or
//! UTF-16.

use std::io::{self, Chain, Cursor, Read};

const UTF8_BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// The content of the file without its byte-order mark; `None` where it is UTF-16 or UTF-32, which
/// JSON does not allow.
///
/// # Errors
/// When reading the file fails.
pub fn strip_utf8_bom<R: Read>(mut file: R) -> io::Result<Option<Chain<Cursor<Vec<u8>>, R>>> {
    let mut start = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut start)?;
    // JSON begins with an ASCII character, so a zero byte among the first two means UTF-16 or
    // UTF-32.
    if matches!(
        start[..],
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..]
    ) {
        return Ok(None);
    }
    if start.starts_with(&UTF8_BOM) {
        start.drain(..UTF8_BOM.len());
    }
    Ok(Some(Cursor::new(start).chain(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_stripped(bytes: &[u8]) -> Option<String> {
        strip_utf8_bom(bytes).unwrap().map(|mut file| {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            text
        })
    }

    #[test]
    fn byte_order_mark_is_skipped_once() {
        assert_eq!(read_stripped(b"\xEF\xBB\xBF{}").as_deref(), Some("{}"));
        assert_eq!(
            // A second mark is a character of the text, and the JSON parser reports it.
            read_stripped(b"\xEF\xBB\xBF\xEF\xBB\xBF{}").as_deref(),
            Some("\u{FEFF}{}")
        );
        for whole in ["{}", "{ \"a\": 1 }", "{", ""] {
            assert_eq!(read_stripped(whole.as_bytes()).as_deref(), Some(whole));
        }
    }

    #[test]
    fn utf16_is_recognized_with_and_without_mark() {
        for bytes in [
            &b"\xFF\xFE{\0}\0"[..],
            b"\xFE\xFF\0{\0}",
            b"{\0}\0",
            b"\0{\0}",
            b"\0\0\0{",
        ] {
            assert_eq!(read_stripped(bytes), None, "{bytes:?}");
        }
    }
}
