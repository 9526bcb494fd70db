//! The vault: files that a young person keeps. Limits, and the names of files on the page and in
//! the archive that they download.

use crate::ErrorCode;
use crate::text::{normalize_text, to_nfc};

/// Maximum number of files of one young person.
pub const MAX_VAULT_FILES: usize = 100;
/// Maximum size of all files of one young person together, in bytes as they are stored.
pub const MAX_VAULT_BYTES: i64 = 100 * 1024 * 1024;
/// Maximum length of the name of a file, in characters.
pub const MAX_NAME_CHARS: usize = 100;
/// Maximum length of the name of a file in the archive, in bytes and without number and ending:
/// file systems allow 255 for a whole name.
const MAX_ARCHIVE_NAME_BYTES: usize = 160;

/// Whether these files fit into the vault beside those that are in it.
///
/// # Errors
/// `transition-vault-many` above `MAX_VAULT_FILES`, `transition-vault-full` above
/// `MAX_VAULT_BYTES`.
pub fn require_space(files: usize, bytes: i64) -> Result<(), ErrorCode> {
    if files > MAX_VAULT_FILES {
        Err("transition-vault-many")
    } else if bytes > MAX_VAULT_BYTES {
        Err("transition-vault-full")
    } else {
        Ok(())
    }
}

/// The code of the same refusal as a message about the vault: those of the attachments speak of the
/// message that they belong to.
pub fn vault_error(code: ErrorCode) -> ErrorCode {
    match code {
        "messages-file-kind" | "messages-file-video" => "transition-vault-kind",
        "messages-file-many" => "transition-vault-at-once",
        "messages-file-later" => "transition-vault-later",
        "messages-file-harmful" => "transition-vault-harmful",
        other => other,
    }
}

/// What the young person wants to call a file; empty for nothing.
///
/// # Errors
/// `transition-vault-name-long` above `MAX_NAME_CHARS`.
pub fn parse_file_name(typed: &str) -> Result<String, ErrorCode> {
    let name = clean_name(typed);
    if name.chars().count() > MAX_NAME_CHARS {
        return Err("transition-vault-name-long");
    }
    Ok(name)
}

/// The name of a file on the page: the typed one, else the name that the file had on the phone,
/// without its ending and cut to `MAX_NAME_CHARS`. Empty where there is neither.
pub fn file_name(typed: &str, uploaded: &str) -> String {
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let name = clean_name(without_ending(uploaded));
    let cut: String = name.chars().take(MAX_NAME_CHARS).collect();
    cut.trim().to_owned()
}

/// The name of a file in the archive: `number` keeps names apart and in order, and keeps them from
/// being names that a system reserves, such as `CON`. Safe on every system and in both writing
/// directions.
pub fn archive_name(number: usize, name: &str, media_type: &str) -> String {
    let (stem, ending) = (safe_stem(name), file_ending(media_type));
    if stem.is_empty() {
        format!("{number:02}.{ending}")
    } else {
        format!("{number:02} {stem}.{ending}")
    }
}

/// The name under which a browser saves one file.
pub fn download_name(name: &str, media_type: &str) -> String {
    let (stem, ending) = (safe_stem(name), file_ending(media_type));
    let stem = if stem.is_empty() { "file" } else { &stem };
    format!("{stem}.{ending}")
}

/// A name that can be part of a file name on every system.
fn safe_stem(name: &str) -> String {
    let mut stem: String = clean_name(name)
        .chars()
        .map(|c| if is_reserved(c) { '_' } else { c })
        .collect();
    // By characters, although the limit is in bytes: a name that is cut inside a character is no
    // text.
    while stem.len() > MAX_ARCHIVE_NAME_BYTES {
        stem.pop();
    }
    // Windows drops spaces and dots at the end of a name.
    stem.trim_end_matches([' ', '.']).trim().to_owned()
}

/// The ending of a file of this media type, as it is stored.
pub fn file_ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "application/pdf" => "pdf",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "audio/wav" => "wav",
        "audio/flac" => "flac",
        "audio/aac" => "aac",
        "audio/ogg" => "ogg",
        "audio/webm" => "webm",
        "audio/3gpp" => "3gp",
        "audio/amr" => "amr",
        // Not the type that the browser named: an ending that runs a program must not come from
        // outside.
        _ => "bin",
    }
}

/// In one line and composed (NFC), without characters that are a command to the screen: a name with
/// a right-to-left override shows another ending than it has.
fn clean_name(name: &str) -> String {
    let kept: String = to_nfc(&normalize_text(name))
        .chars()
        .map(|c| {
            // Replaced and not removed: two lines would become one word.
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !is_direction_control(*c))
        .collect();
    kept.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_direction_control(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// Characters that separate folders, or that Windows does not allow in a name.
fn is_reserved(c: char) -> bool {
    matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Without an ending of a few letters, such as that of a photo.
fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=5).contains(&ending.len())
                && ending.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_typed_name_or_else_its_own() {
        let typed = |name: &str| parse_file_name(name).unwrap();
        assert_eq!(
            file_name(&typed(" Birth record\n"), "IMG_1.jpg"),
            "Birth record"
        );
        assert_eq!(
            file_name(&typed(" \u{200B} "), "شهادة الميلاد.pdf"),
            "شهادة الميلاد"
        );
        assert_eq!(file_name("", "letter v1.2 final"), "letter v1.2 final");
        assert_eq!(file_name("", ""), "");
        let long = "ÿ".repeat(MAX_NAME_CHARS + 1);
        assert_eq!(file_name("", &long).chars().count(), MAX_NAME_CHARS);
        assert_eq!(parse_file_name(&long), Err("transition-vault-name-long"));
        // The letter is typed as two code points.
        assert_eq!(typed("e\u{301}cole"), "école");
    }

    #[test]
    fn names_in_the_archive_are_safe_on_every_system() {
        for (name, expected) in [
            ("Birth record", "01 Birth record.pdf"),
            ("../../etc/passwd", "01 .._.._etc_passwd.pdf"),
            ("C:\\CON", "01 C__CON.pdf"),
            ("CON", "01 CON.pdf"),
            ("", "01.pdf"),
            ("... ", "01.pdf"),
            // A right-to-left override: on the screen it would read as `exe.pdf`.
            ("\u{202E}fdp.exe", "01 fdp.exe.pdf"),
            ("شهادة الميلاد", "01 شهادة الميلاد.pdf"),
            ("Ntawv yug\tlos", "01 Ntawv yug los.pdf"),
            ("line\r\nbreak", "01 line break.pdf"),
            ("👩🏽‍🎓 diploma", "01 👩🏽‍🎓 diploma.pdf"),
        ] {
            assert_eq!(
                archive_name(1, name, "application/pdf"),
                expected,
                "{name:?}"
            );
        }
        let long = archive_name(100, &"学".repeat(300), "image/jpeg");
        assert!(long.len() <= 200 && long.ends_with("学.jpg"), "{long}");
        assert_eq!(download_name("a/b", "image/jpeg"), "a_b.jpg");
        assert_eq!(download_name("", "image/jpeg"), "file.jpg");
    }

    #[test]
    fn the_vault_has_limits() {
        assert_eq!(require_space(MAX_VAULT_FILES, MAX_VAULT_BYTES), Ok(()));
        assert_eq!(
            require_space(MAX_VAULT_FILES + 1, 1),
            Err("transition-vault-many")
        );
        assert_eq!(
            require_space(1, MAX_VAULT_BYTES + 1),
            Err("transition-vault-full")
        );
    }
}
