//! Every message exists in every language, with the same variables and complete plural forms, and
//! no message is unused.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use app::enum_messages::all_enum_message_keys;
use app::i18n::{Localizer, capitalize_line, fluent_files};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser::parse;
use jiff::civil::date;
use model::language::Language;

/// The parts of a message that a translation must not change.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
struct MessageShape {
    variables: BTreeSet<String>,
    plurals: BTreeSet<String>,
}

fn collect_placeables(pattern: &Pattern<&str>, shape: &mut MessageShape) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_variable(inline, shape),
            Expression::Select { selector, variants } => {
                collect_variable(selector, shape);
                for variant in variants {
                    // Variants for an exact number, such as `[0]`, are no plural category.
                    if let VariantKey::Identifier { name } = &variant.key {
                        shape.plurals.insert((*name).to_owned());
                    }
                    collect_placeables(&variant.value, shape);
                }
            }
        }
    }
}

fn collect_variable(inline: &InlineExpression<&str>, shape: &mut MessageShape) {
    if let InlineExpression::VariableReference { id } = inline {
        shape.variables.insert(id.name.to_owned());
    }
}

fn message_shapes(language: Language) -> BTreeMap<String, MessageShape> {
    let mut all = BTreeMap::new();
    for file in fluent_files(language) {
        let resource = parse(*file)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.language_tag()));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut shape = MessageShape::default();
                collect_placeables(message.value.as_ref().unwrap(), &mut shape);
                // The bundle takes the later of two messages with one key, without an error.
                assert!(
                    all.insert(message.id.name.to_owned(), shape).is_none(),
                    "{} says {} twice",
                    language.language_tag(),
                    message.id.name
                );
            }
        }
    }
    all
}

#[test]
fn every_language_has_every_word_with_the_same_variables() {
    let english = message_shapes(Language::En);
    for language in Language::ALL.iter().copied() {
        let other = message_shapes(language);
        let (english_keys, other_keys): (BTreeSet<_>, BTreeSet<_>) =
            (english.keys().collect(), other.keys().collect());
        assert!(
            english_keys == other_keys,
            "{}: missing {:?}, too many {:?}",
            language.language_tag(),
            english_keys.difference(&other_keys),
            other_keys.difference(&english_keys)
        );
        for (key, shape) in &english {
            // A variable that a translation lacks leaves out a name or a number without an error;
            // one that no one passes is shown as `{$name}`.
            assert_eq!(
                shape.variables,
                other[key].variables,
                "{} {key}",
                language.language_tag()
            );
        }
    }
}

#[test]
fn plurals_are_whole() {
    // The plural categories of CLDR, which has none for Hmong: its nouns have one form.
    for (language, forms) in [
        (Language::En, &["one", "other"][..]),
        (Language::Es, &["one", "many", "other"]),
        (Language::Hmn, &["other"]),
        (
            Language::Ar,
            &["zero", "one", "two", "few", "many", "other"],
        ),
    ] {
        let forms: BTreeSet<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        for (key, shape) in message_shapes(language)
            .into_iter()
            .filter(|(_, shape)| !shape.plurals.is_empty())
        {
            assert_eq!(shape.plurals, forms, "{} {key}", language.language_tag());
        }
    }
}

fn collect_source_paths(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_source_paths(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(path);
        }
    }
}

/// The sources of the crates that draw text.
fn read_sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    // Not the folders of tests: a message that only a test uses is shown to no one.
    let folders = [
        "src",
        "../app/src",
        "../app/attachments/src",
        "../app/clients/src",
        "../app/documents/src",
        "../app/model/src",
        "../app/store/src",
    ];
    for folder in folders {
        collect_source_paths(&root.join(folder), &mut files);
    }
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// Whether a string has the form of a key: lower-case words with hyphens, first a feature's name.
fn is_key(quoted: &str, features: &BTreeSet<&str>) -> bool {
    // A prefix, to which the slug of an enum value is added, is no key.
    quoted.contains('-')
        && !quoted.ends_with('-')
        && quoted
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        // This CSS class has the form of a key.
        && quoted != "error-summary"
        && features.contains(quoted.split('-').next().unwrap())
}

fn quoted_keys(source: &str, features: &BTreeSet<&str>) -> Vec<String> {
    // Both the odd and the even pieces: a quotation mark in a character literal or an escape swaps
    // the inside of strings and the outside.
    source
        .split('"')
        .skip(1)
        .step_by(2)
        .chain(source.split('"').step_by(2))
        .filter(|quoted| is_key(quoted, features))
        .map(str::to_owned)
        .collect()
}

/// The prefixes of keys that are built at run time. Code that builds keys declares them in a
/// comment: "keys: common-month-*". Keys of enum values come from `enum_messages`.
fn declared_prefixes(source: &str) -> Vec<String> {
    source
        .lines()
        .filter(|line| line.contains("keys: "))
        .flat_map(|line| {
            line.split_whitespace()
                .filter_map(|word| word.strip_suffix('*'))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_key_used_exists_and_every_key_is_used() {
    let known = message_shapes(Language::En);
    let features: BTreeSet<&str> = known
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let mut used: BTreeSet<String> = all_enum_message_keys().into_iter().collect();
    let mut prefixes = Vec::new();
    for source in read_sources() {
        // An error code `x` stands for the key `error-x`.
        used.extend(quoted_keys(&source, &features).into_iter().map(|key| {
            if known.contains_key(&key) {
                key
            } else {
                format!("error-{key}")
            }
        }));
        prefixes.extend(declared_prefixes(&source));
    }
    let is_built = |key: &str| prefixes.iter().any(|prefix| key.starts_with(prefix));
    let missing: Vec<_> = used
        .iter()
        .filter(|key| !known.contains_key(*key) && !is_built(key))
        .collect();
    assert!(missing.is_empty(), "used, but in no locale: {missing:?}");
    // A translator should not have to translate what no one sees.
    let unused: Vec<_> = known
        .keys()
        .filter(|key| !used.contains(*key) && !is_built(key))
        .collect();
    assert!(
        unused.is_empty(),
        "in the locales, but never used: {unused:?}"
    );
}

/// Words that blame the reader. English only: the other languages have not been reviewed yet.
const BLAMING_WORDS: [&str; 8] = [
    "failed to",
    "failure",
    "non-compliant",
    "no-show",
    "refused",
    "you must",
    "warning",
    "invalid",
];

#[test]
fn no_word_blames_and_no_sentence_is_long() {
    for file in fluent_files(Language::En) {
        // Comments are for translators and are not shown.
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let lower = line.to_lowercase();
            // A key is not shown, so it may contain such a word.
            let words = lower
                .split_once('=')
                .map_or(lower.as_str(), |(_, words)| words);
            for blame in BLAMING_WORDS {
                assert!(!words.contains(blame), "{line}");
            }
            // A limit of plain language: a ten-year-old should be able to read it.
            for sentence in words.split(['.', '!', '?', ':']) {
                assert!(
                    sentence.split_whitespace().count() <= 20,
                    "longer than 20 words: {sentence}"
                );
            }
        }
    }
}

#[test]
fn numbers_dates_and_times_speak_each_language() {
    let day = date(2026, 11, 25);
    // The isolates around inserted values are not seen.
    let plain = |text: String| text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "");
    let say = |language| plain(Localizer(language).format_day(day));
    assert_eq!(say(Language::En), "Wednesday, November 25");
    assert_eq!(say(Language::Es), "miércoles 25 de noviembre");
    let at_start = capitalize_line(&Localizer(Language::Es).format_day(day));
    assert_eq!(plain(at_start), "Miércoles 25 de noviembre");
    assert_eq!(capitalize_line("4:00"), "4:00");
    // CLDR has no Hmong, so its names are written by hand; those of the weekdays are still English.
    assert_eq!(
        say(Language::Hmn),
        "Hnub Wednesday, Lub Kaum Ib Hlis hnub tim 25"
    );
    assert_eq!(say(Language::Ar), "الأربعاء، 25 نوفمبر");
    assert_eq!(
        plain(Localizer(Language::En).format_date(day)),
        "November 25, 2026"
    );
    // Without its year, a day long past would look like one of this year.
    let near = |other| plain(Localizer(Language::En).relative_day(day, other));
    assert_eq!(near(date(2027, 2, 3)), "Wednesday, February 3");
    assert_eq!(near(date(2026, 1, 2)), "Friday, January 2");
    assert_eq!(near(date(2025, 11, 25)), "November 25, 2025");
    assert_eq!(
        // A clock of twelve hours has no hour 0.
        plain(Localizer(Language::En).format_time(day.at(0, 5, 0, 0))),
        "12:05 am"
    );
    assert_eq!(
        plain(Localizer(Language::Ar).format_time(day.at(16, 0, 0, 0))),
        "4:00 م"
    );
    let count = |language, n: i64| {
        plain(Localizer(language).format("common-unread", &[("count", n.into())]))
    };
    // Three of the six Arabic forms: the dual, which contains no digit, few, and many.
    assert_eq!(count(Language::Ar, 2), "رسالتان جديدتان");
    assert_eq!(count(Language::Ar, 3), "3 رسائل جديدة");
    assert_eq!(count(Language::Ar, 11), "11 رسالة جديدة");
    assert_eq!(count(Language::Hmn, 1), "1 tshiab");
    assert_eq!(count(Language::Es, 1), "1 nuevo");
}

#[test]
fn names_are_listed_as_each_language_lists_them() {
    let list = |language, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Localizer(language)
            .format_list(&names)
            .replace(['\u{2068}', '\u{2069}'], "")
    };
    assert_eq!(list(Language::En, &[]), "");
    assert_eq!(list(Language::En, &["Ana"]), "Ana");
    assert_eq!(list(Language::En, &["Ana", "Ben"]), "Ana and Ben");
    assert_eq!(
        list(Language::En, &["Ana", "Ben", "Cora", "Dan"]),
        "Ana, Ben, Cora, and Dan"
    );
    assert_eq!(
        list(Language::Es, &["Ana", "Luis", "Rosa"]),
        "Ana, Luis y Rosa"
    );
    assert_eq!(list(Language::Es, &["Ana", "Hilda"]), "Ana e Hilda");
    assert_eq!(
        list(Language::Es, &["Ana", "Luis", "Isabel"]),
        "Ana, Luis e Isabel"
    );
    assert_eq!(list(Language::Hmn, &["Mai", "Kou"]), "Mai thiab Kou");
    assert_eq!(
        list(Language::Ar, &["مريم", "Dana", "Pat"]),
        "مريم وDana وPat"
    );
    // Each name is isolated once, in a list of any length.
    let isolated = Localizer(Language::Ar).format_list(&["مريم".into(), "Dana".into()]);
    assert_eq!(isolated, "\u{2068}مريم\u{2069} و\u{2068}Dana\u{2069}");
}

#[test]
fn a_language_outside_the_portal_has_a_name_in_each_language() {
    for (tag, english, spanish, arabic) in [
        ("so", "Somali", "somalí", "الصومالية"),
        ("zh-Hant", "Chinese", "chino", "الصينية"),
        ("vi_VN", "Vietnamese", "vietnamita", "الفيتنامية"),
        ("ksw", "Karen", "karen", "الكارينية"),
    ] {
        let name = |language| Localizer(language).language_name(tag);
        assert_eq!(
            [name(Language::En), name(Language::Es), name(Language::Ar)],
            [english, spanish, arabic]
        );
    }
    let hmong = |tag| Localizer(Language::Hmn).language_name(tag);
    let expected = ["lus Somali", "lus Suav", "lus Nyab Laj", "lus Karen"];
    assert_eq!(["so", "zh-Hant", "vi_VN", "ksw"].map(hmong), expected);
    // Every name in the locales is found by its tag.
    for key in message_shapes(Language::En).keys() {
        let Some(tag) = key.strip_prefix("common-language-") else {
            continue;
        };
        if tag != "change" {
            let name = Localizer(Language::En).language_name(tag);
            assert_ne!(name, tag, "{key}");
        }
    }
    assert_eq!(Localizer(Language::Es).language_name("tlh"), "tlh");
}

/// Variables whose number names something instead of counting it. Fluent formats a number as a
/// quantity, and may group its digits, so that the year 2026 would become 2,026.
const NAMING_NUMBERS: [&str; 2] = ["version", "year"];

#[test]
fn a_number_that_names_something_is_passed_as_a_string() {
    let mut found = 0;
    for source in read_sources() {
        for name in NAMING_NUMBERS {
            let argument = format!("(\"{name}\", ");
            for (at, _) in source.match_indices(&argument) {
                let value = &source[at + argument.len()..];
                let value = &value[..value.find(".into()").unwrap()];
                assert!(value.ends_with(".to_string()"), "{argument}{value}");
                found += 1;
            }
        }
    }
    assert!(found > 3, "no use was found: then this test says nothing");
}
