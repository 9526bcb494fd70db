//! The fonts of PDF documents: two main families for the most common scripts, and all other Noto
//! fonts of the folder for the scripts that those lack. The others are loaded only once a document
//! needs one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo, SourceCache};
use unicode_segmentation::UnicodeSegmentation;

const MAIN_FAMILIES: [&str; 2] = ["Noto Sans", "Noto Sans Arabic"];
const MAIN_FONT_FILES: [&str; 4] = [
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
];
/// How many levels of subfolders are searched: `/usr/share/fonts` has a folder for each font
/// format.
const MAX_FOLDER_DEPTH: u8 = 3;

/// Fonts, shared by all documents. Cheap to clone.
#[derive(Clone)]
pub struct Fonts(Arc<FontsInner>);

struct FontsInner {
    main: FontSet,
    /// Every Noto font found, including those of `main`.
    files: Vec<PathBuf>,
    /// All fonts; loaded once a document needs more than `main`.
    all: OnceLock<FontSet>,
}

struct FontSet {
    context: FontContext,
    families: Vec<LoadedFamily>,
}

struct LoadedFamily {
    name: Arc<str>,
    font: FontInfo,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}

impl Fonts {
    /// Finds the Noto fonts in a folder and its subfolders. `None` when a file of the two main
    /// families is missing or unreadable.
    pub fn load_folder(folder: &Path) -> Option<Self> {
        let mut files = Vec::new();
        collect_noto_files(folder, MAX_FOLDER_DEPTH, &mut files);
        // The order of a folder's entries is undefined. Which font is found first depends on it.
        files.sort();
        // Only the fonts of this folder, so that a PDF is the same on every server.
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        for name in MAIN_FONT_FILES {
            // `Path::ends_with` compares whole components, so this is the exact name of the file.
            let bytes = std::fs::read(files.iter().find(|file| file.ends_with(name))?).ok()?;
            collection.register_fonts(Blob::new(Arc::new(bytes)), None);
        }
        Some(Self(Arc::new(FontsInner {
            main: FontSet::new(collection),
            files,
            all: OnceLock::new(),
        })))
    }

    fn all_fonts(&self) -> &FontSet {
        self.0.all.get_or_init(|| {
            let mut collection = self.0.main.context.collection.clone();
            let is_main = |file: &Path| MAIN_FONT_FILES.iter().any(|name| file.ends_with(name));
            collection.load_fonts_from_paths(self.0.files.iter().filter(|file| !is_main(file)));
            FontSet::new(collection)
        })
    }
}

impl FontSet {
    fn new(mut collection: Collection) -> Self {
        let mut names: Vec<String> = collection
            .family_names()
            .filter(|name| is_printable(name))
            .map(str::to_owned)
            .collect();
        names.sort_by_key(|name| (family_rank(name), name.clone()));
        let mut family = |name: String| {
            // Coverage is looked up in the default font of a family. Its bold one is taken to have
            // the same characters.
            let font = collection.family_by_name(&name)?.default_font()?.clone();
            Some(LoadedFamily {
                name: name.into(),
                font,
            })
        };
        let families = names.into_iter().filter_map(&mut family).collect();
        Self {
            context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            families,
        }
    }

    /// The index of the first family with a glyph for this character.
    fn family_index(&self, character: char, sources: &mut SourceCache) -> Option<usize> {
        self.families.iter().position(|LoadedFamily { font, .. }| {
            let data = font.load(Some(sources));
            data.is_some_and(|data| {
                font.charmap_index()
                    .charmap(data.as_ref())
                    .and_then(|map| map.map(character))
                    // Glyph 0 is the box for a character that the font lacks.
                    .is_some_and(|glyph| glyph != 0)
            })
        })
    }
}

fn collect_noto_files(folder: &Path, depth_left: u8, files: &mut Vec<PathBuf>) {
    // A folder that cannot be read counts as empty: `load_folder` then reports the main fonts as
    // missing.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_font = path.extension().is_some_and(|extension| {
            ["ttf", "otf", "ttc"]
                .iter()
                .any(|known| extension == *known)
        });
        // Follows symbolic links. The limit of the depth ends a cycle of links.
        if path.is_dir() && depth_left > 0 {
            collect_noto_files(&path, depth_left - 1, files);
        } else if is_font && entry.file_name().to_string_lossy().starts_with("Noto") {
            files.push(path);
        }
    }
}

/// False for color emoji fonts: their colored pictures cannot be printed like letters.
fn is_printable(family: &str) -> bool {
    !family.contains("Color Emoji")
}

/// The sort key of a family: the two main ones, then other sans-serif ones, then the rest.
fn family_rank(family: &str) -> usize {
    let main = MAIN_FAMILIES.iter().position(|main| *main == family);
    main.unwrap_or(MAIN_FAMILIES.len() + usize::from(!family.starts_with("Noto Sans")))
}

/// Looks up which family covers a character; a cache for one document.
pub(super) struct FontCoverage {
    fonts: Fonts,
    /// True once a character was not in the two main families.
    needs_all: bool,
    sources: SourceCache,
    known: HashMap<char, Option<usize>>,
}

impl FontCoverage {
    pub(super) fn new(fonts: &Fonts) -> Self {
        Self {
            fonts: fonts.clone(),
            needs_all: false,
            sources: SourceCache::default(),
            known: HashMap::new(),
        }
    }

    fn font_set(&self) -> &FontSet {
        if self.needs_all {
            self.fonts.all_fonts()
        } else {
            &self.fonts.0.main
        }
    }

    /// The font context that covers all text looked up so far.
    pub(super) fn font_context(&self) -> FontContext {
        self.font_set().context.clone()
    }

    /// The index of the family for a character. `family_rank` puts the two main families first in
    /// both sets, so that an index into `main` is also valid in `all`.
    fn family_index(&mut self, character: char) -> Option<usize> {
        // The first family has all of ASCII, which most text consists of.
        if character.is_ascii() {
            return Some(0);
        }
        if let Some(known) = self.known.get(&character) {
            return *known;
        }
        let main = self.fonts.0.main.family_index(character, &mut self.sources);
        self.needs_all |= main.is_none();
        // Loads all fonts of the folder, and only for a character that needs it.
        let found = main.or_else(|| {
            self.fonts
                .all_fonts()
                .family_index(character, &mut self.sources)
        });
        self.known.insert(character, found);
        found
    }

    /// The families for this text: the two main ones, and others that its characters need.
    pub(super) fn families_for(&mut self, text: &str) -> Vec<Arc<str>> {
        let mut needed: Vec<usize> = (0..MAIN_FAMILIES.len()).collect();
        for character in text.chars().filter(|character| is_visible(*character)) {
            if let Some(family) = self
                .family_index(character)
                .filter(|family| !needed.contains(family))
            {
                needed.push(family);
            }
        }
        needed
            .into_iter()
            .filter_map(|at| self.font_set().families.get(at))
            .map(|family| family.name.clone())
            .collect()
    }

    /// The number of characters in this text that no font has, counted as grapheme clusters.
    pub(super) fn missing_count(&mut self, text: &str) -> usize {
        if !text
            .chars()
            .any(|character| is_visible(character) && self.family_index(character).is_none())
        {
            return 0;
        }
        // As people count: a letter with its accents, or an emoji with its modifiers, is one.
        text.graphemes(true)
            .filter(|grapheme| {
                grapheme.chars().any(|character| {
                    is_visible(character) && self.family_index(character).is_none()
                })
            })
            .count()
    }
}

/// Whether a character has a visible glyph: whitespace, control and default-ignorable characters
/// have none.
fn is_visible(character: char) -> bool {
    let ignorable = matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}');
    !(ignorable || character.is_whitespace() || character.is_control())
}

#[cfg(test)]
mod tests;
