//! Where three digits such as `211` are no telephone number: the words around them make them the
//! number of an apartment or a house, or an amount.

use super::{count_while, is_direction_mark};

/// Words before the number of a place, a page or a vehicle, in the languages of the portal. Arabic
/// words are without their article.
const NUMBERED_THINGS: [&str; 41] = [
    "#",
    "apartment",
    "unit",
    "room",
    "suite",
    "floor",
    "building",
    "box",
    "bus",
    "route",
    "highway",
    "page",
    "extension",
    "apartamento",
    "departamento",
    "unidad",
    "habitación",
    "habitacion",
    "cuarto",
    "sala",
    "salón",
    "oficina",
    "piso",
    "edificio",
    "autobús",
    "ruta",
    "carretera",
    "página",
    "calle",
    "avenida",
    "chav",
    "npav",
    "شقة",
    "غرفة",
    "وحدة",
    "جناح",
    "طابق",
    "مبنى",
    "حافلة",
    "صفحة",
    "شارع",
];

/// The same as abbreviations, which may end with a period.
const ABBREVIATIONS: [&str; 14] = [
    "apt", "rm", "ste", "fl", "bldg", "hwy", "rte", "ext", "apto", "depto", "dpto", "hab", "av",
    "ave",
];

/// Words that may be between such a word and its number. Alone they may name a telephone number.
const NUMBER_WORDS: [&str; 8] = [
    "no", "num", "núm", "number", "número", "numero", "رقم", "nr",
];

/// The last words of the names of streets, with a capital.
const STREET_WORDS: [&str; 24] = [
    "Street",
    "St",
    "Avenue",
    "Ave",
    "Road",
    "Rd",
    "Drive",
    "Dr",
    "Lane",
    "Ln",
    "Court",
    "Ct",
    "Boulevard",
    "Blvd",
    "Place",
    "Pl",
    "Way",
    "Circle",
    "Cir",
    "Highway",
    "Hwy",
    "Parkway",
    "Pkwy",
    "Terrace",
];

/// Words after an amount.
const UNITS: [&str; 16] = [
    "dollar",
    "dollars",
    "bucks",
    "usd",
    "cents",
    "dólares",
    "dolares",
    "pesos",
    "دولار",
    "دولارًا",
    "دولارا",
    "mg",
    "ml",
    "lbs",
    "miles",
    "millas",
];

/// Whether the words around `chars[at..end]` give the digits another meaning.
pub(super) fn is_other_number(chars: &[char], at: usize, end: usize) -> bool {
    follows_numbered_thing(chars, at) || is_house_number(chars, end) || is_amount(chars, end)
}

fn follows_numbered_thing(chars: &[char], at: usize) -> bool {
    let Some((start, word, has_period)) = word_before(chars, at) else {
        return false;
    };
    if NUMBER_WORDS.contains(&word.as_str()) {
        // `No. 211`, `Apt No. 211`, but `the number 211`.
        return (has_period && word == "no") || follows_numbered_thing(chars, start);
    }
    let bare = word.strip_prefix("ال").unwrap_or(&word);
    // After a whole word, a period ends the sentence: `Leave the room. 911 can help.`
    ABBREVIATIONS.contains(&bare) || (!has_period && NUMBERED_THINGS.contains(&bare))
}

/// The word before `at`: where it begins, its letters in lower case, and whether a period follows
/// it. `None` if other characters than spaces and colons are between.
fn word_before(chars: &[char], at: usize) -> Option<(usize, String, bool)> {
    let is_gap = |c: char| (c.is_whitespace() && c != '\n') || c == ':' || is_direction_mark(c);
    let mut end = at - count_back(&chars[..at], is_gap);
    let has_period = end > 0 && chars[end - 1] == '.';
    end -= usize::from(has_period);
    let start = end - count_back(&chars[..end], |c| c.is_alphabetic() || c == '#');
    let word: String = chars[start..end].iter().collect();
    (start < end).then(|| (start, word.to_lowercase(), has_period))
}

fn count_back(chars: &[char], holds: impl Fn(char) -> bool) -> usize {
    chars.iter().rev().take_while(|c| holds(**c)).count()
}

/// Whether the name of a street follows, as in `211 N Oak St`.
fn is_house_number(chars: &[char], end: usize) -> bool {
    let rest: String = chars[end..]
        .iter()
        .take(60)
        .take_while(|c| **c != '\n')
        .collect();
    rest.starts_with(' ')
        && rest
            .split_whitespace()
            .take(4)
            .map(|word| word.trim_end_matches(['.', ',']))
            .take_while(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
            .skip(1)
            .any(|word| STREET_WORDS.contains(&word))
}

fn is_amount(chars: &[char], end: usize) -> bool {
    let start = end + count_while(&chars[end..], 2, |c| " \u{A0}".contains(c));
    let word: String = chars[start..]
        .iter()
        .take_while(|c| !c.is_whitespace() && !".,;:!?)".contains(**c))
        .take(10)
        .collect();
    word.starts_with(['%', '°', '¢', '€']) || UNITS.contains(&word.to_lowercase().as_str())
}
