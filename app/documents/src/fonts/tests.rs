//! Tests of the fonts of PDF documents.

use runtime::blocking_pool::Cancellation;

use super::*;
use crate::{DocumentBlock, PdfDocument, TextRun};

fn test_fonts() -> Fonts {
    Fonts::load_folder(Path::new("/usr/share/fonts/truetype/noto"))
        .expect("script/bootstrap installs them")
}

fn quote_block(words: &str) -> DocumentBlock {
    DocumentBlock::Quote(
        TextRun {
            language: "en".into(),
            words: words.into(),
        },
        None,
    )
}

/// The note below text with characters that no font has.
fn missing_note(_language: &str, count: usize) -> String {
    format!("{count} of the characters above could not be printed")
}

fn document(blocks: Vec<DocumentBlock>, language: &'static str) -> PdfDocument {
    PdfDocument {
        blocks,
        title: "Plan".into(),
        language,
        missing_note,
        page_label: |_, number, all| format!("{number} / {all}"),
    }
}

/// Renders these words as a PDF; returns which of the named font families it embeds.
fn embedded_families(fonts: &Fonts, words: &str) -> Vec<&'static str> {
    let pdf = fonts
        .render_pdf(
            &document(vec![quote_block(words)], "en"),
            &Cancellation::default(),
        )
        .unwrap();
    let names = [
        "NotoSans-",
        "NotoSansArabic-",
        "NotoSansMyanmar-",
        "NotoSansLao-",
        "NotoSansThai-",
        "NotoSansEthiopic-",
        "NotoSansBengali-",
    ];
    names
        .into_iter()
        .filter(|name| {
            pdf.windows(name.len())
                .any(|window| window == name.as_bytes())
        })
        .collect()
}

#[test]
fn every_script_of_the_folder_is_set_in_its_own_font() {
    let fonts = test_fonts();
    // English, Ukrainian and Vietnamese: one font has the accents and the Cyrillic letters too.
    assert_eq!(
        embedded_families(&fonts, "We will meet, чи ні, không"),
        ["NotoSans-"]
    );
    // The page label of this test uses the first family.
    assert_eq!(
        embedded_families(&fonts, "سنلتقي"),
        ["NotoSans-", "NotoSansArabic-"]
    );
    // Without the other fonts of the folder, each of these was printed as boxes.
    let scripts = [
        ("တွေ့မယ်", "NotoSansMyanmar-"),
        ("ພົບກັນ", "NotoSansLao-"),
        ("พบกัน", "NotoSansThai-"),
        ("እንገናኛለን", "NotoSansEthiopic-"),
        ("দেখা হবে", "NotoSansBengali-"),
    ];
    for (words, name) in scripts {
        assert_eq!(FontCoverage::new(&fonts).missing_count(words), 0, "{words}");
        assert_eq!(
            embedded_families(&fonts, words),
            ["NotoSans-", name],
            "{words}"
        );
    }
}

#[test]
fn a_character_without_a_glyph_is_named_below_the_text() {
    let fonts = test_fonts();
    let mut coverage = FontCoverage::new(&fonts);
    let noted = |coverage: &mut FontCoverage, words: &str| {
        crate::pdf::with_missing_glyph_notes(
            // The second quotation shows that the note follows the block that it is about.
            &document(vec![quote_block(words), quote_block("after")], "en"),
            coverage,
            &Cancellation::default(),
        )
        .unwrap()
    };
    // A private-use character that no installed font has.
    let blocks = noted(&mut coverage, "see you \u{F8FE0} \u{F8FE0}\u{FE0F} soon");
    let [
        DocumentBlock::Quote(..),
        DocumentBlock::Small(note),
        DocumentBlock::Quote(..),
    ] = &blocks[..]
    else {
        panic!("{blocks:?}")
    };
    assert!(
        note.words.contains("characters above could not be printed"),
        "{}",
        note.words
    );
    // A variation selector is not drawn, so it is not another character.
    assert_eq!(
        coverage.missing_count("see \u{F8FE0} \u{F8FE0}\u{FE0F} soon"),
        2
    );
    assert_eq!(
        noted(&mut coverage, "see you\u{200F}\u{FE0F}\u{AD}\n\tsoon").len(),
        2,
        "what is not drawn is not missing"
    );
    // Blocks with a note render as well.
    assert!(
        fonts
            .render_pdf(&document(blocks, "ar"), &Cancellation::default())
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_folder_without_the_two_families_offers_none() {
    assert!(Fonts::load_folder(Path::new("/nowhere")).is_none());
    assert!(
        Fonts::load_folder(Path::new("/usr/share/fonts")).is_some(),
        "folders in it count"
    );
}

/// A collection file (`.ttc`) of these font files: a header with the position of each face, then
/// the faces. The table positions in a face count from the beginning of the collection.
fn font_collection(faces: &[Vec<u8>]) -> Vec<u8> {
    let position = |bytes: usize| u32::try_from(bytes).unwrap();
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend(position(faces.len()).to_be_bytes());
    let mut start = file.len() + 4 * faces.len();
    for face in faces {
        file.extend(position(start).to_be_bytes());
        start += face.len();
    }
    for face in faces {
        let (start, mut face) = (position(file.len()), face.clone());
        let tables = usize::from(u16::from_be_bytes([face[4], face[5]]));
        for record in face[12..12 + 16 * tables].chunks_exact_mut(16) {
            let table = u32::from_be_bytes([record[8], record[9], record[10], record[11]]);
            record[8..12].copy_from_slice(&(start + table).to_be_bytes());
        }
        file.extend(face);
    }
    file
}

/// The main fonts, and two other faces in one collection file.
fn fonts_with_collection() -> Fonts {
    let read = |name: &str| {
        std::fs::read(Path::new("/usr/share/fonts/truetype/noto").join(name))
            .expect("script/bootstrap installs them")
    };
    let two_faces = ["NotoSansLao-Regular.ttf", "NotoSansThai-Regular.ttf"].map(read);
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    for bytes in MAIN_FONT_FILES
        .map(read)
        .into_iter()
        .chain([font_collection(&two_faces)])
    {
        collection.register_fonts(Blob::new(Arc::new(bytes)), None);
    }
    Fonts(Arc::new(FontsInner {
        main: FontSet::new(collection),
        files: Vec::new(),
        all: OnceLock::new(),
    }))
}

#[test]
fn each_face_of_a_collection_is_set_in_its_own_font() {
    // The first face would be used for both scripts, with the glyph numbers of the second.
    assert_eq!(
        embedded_families(&fonts_with_collection(), "ພົບກັນ พบกัน"),
        ["NotoSans-", "NotoSansLao-", "NotoSansThai-"]
    );
}
