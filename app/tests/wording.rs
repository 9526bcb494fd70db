//! Checks the messages with values inserted: deadlines, hours, options to choose from, quick
//! replies.
#![allow(clippy::unwrap_used)]

#[path = "wording/choices.rs"]
mod choices;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use app::i18n::{Localizer, fluent_files};
use app::messages::view::composer::QUICK_REPLIES;
use jiff::civil::{Date, date};
use model::language::Language;

const TODAY: Date = date(2026, 11, 25);

/// Every message of a language: key and raw pattern.
fn message_patterns(language: Language) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in fluent_files(language)
        .iter()
        .flat_map(|file| file.lines())
        .filter(|line| !line.starts_with('#'))
    {
        // A pattern of several lines begins with nothing behind the equals sign.
        match line.split_once(" =") {
            Some((name, pattern)) if !line.starts_with(' ') => {
                name.clone_into(&mut key);
                all.insert(key.clone(), pattern.trim_start().to_owned());
            }
            _ if line.starts_with(' ') => all.get_mut(&key).unwrap().push_str(line),
            _ => {}
        }
    }
    all
}

fn strip_bidi_marks(text: &str) -> String {
    text.replace(
        ['\u{2066}', '\u{2068}', '\u{2069}', '\u{200E}', '\u{200F}'],
        "",
    )
}

/// Messages that only receive a written-out date and never "today", as
/// `no_sentence_is_given_a_day_that_may_be_today` checks.
const DATE_SENTENCE_KEYS: [&str; 42] = [
    "account-invite-open",
    "account-invite-open-by",
    "account-letter-until",
    "calendar-clock-missed",
    "calendar-comments-over",
    "calendar-comments-until",
    "calendar-notes-late",
    "calendar-notes-promised",
    "calendar-source-court",
    "calendar-week-of",
    "plan-version",
    "plan-answer-by",
    "plan-answer-late",
    "plan-review-by",
    "plan-was-asked",
    "plan-was-asked-team",
    "plan-progress-up",
    "plan-progress-same",
    "plan-progress-down",
    "plan-progress-yours",
    "plan-week-of",
    "calendar-held-by",
    "calendar-held-corrected",
    "calendar-held-on",
    "calendar-held-withdrawn",
    "transition-letter-ask-come-back",
    "transition-letter-ask-stay",
    "transition-letter-me",
    "transition-recorded-agency",
    "transition-recorded-by",
    "transition-recorded-you",
    "transition-step-by",
    "transition-assessment-by",
    "transition-assessment-day",
    "transition-ninety-agreed-on",
    "transition-ninety-as-of",
    "transition-ninety-changed",
    "transition-ninety-copy-line",
    "transition-ninety-is-kept",
    "transition-ninety-their-link",
    "transition-ninety-you-agreed",
    "transition-owed-survey",
];
/// Messages in which `$day` is a day of the month or of the week, and not a date.
const DAY_PART_KEYS: [&str; 3] = ["common-day", "common-date", "plan-week-slot"];
/// Like `DATE_SENTENCE_KEYS`, but only for past days, which need no colon.
const PAST_DAY_KEYS: [&str; 1] = ["home-was-due"];

/// Words by which a deadline would exclude its own day.
const EXCLUSIVE_WORDS: [(Language, &[&str]); 4] = [
    (Language::En, &["before"]),
    (Language::Es, &["antes de"]),
    (Language::Hmn, &["ua ntej"]),
    (Language::Ar, &["قبل"]),
];

#[test]
fn a_day_may_be_today_wherever_one_is_drawn_and_counts_as_in_time() {
    let keys: Vec<String> = message_patterns(Language::En)
        .into_iter()
        .filter(|(key, pattern)| {
            pattern.contains("$day }") && !DAY_PART_KEYS.contains(&key.as_str())
        })
        .map(|(key, _)| key)
        .collect();
    // Without keys the loop below would check nothing.
    assert!(keys.len() > 15, "the catalog is read: {keys:?}");
    let mut faults = Vec::new();
    for (language, words) in EXCLUSIVE_WORDS {
        let (text, code) = (Localizer(language), language.language_tag());
        for (key, day) in keys.iter().flat_map(|key| {
            [TODAY, date(2026, 11, 26), date(2026, 12, 18)].map(|day| (key.as_str(), day))
        }) {
            let near = text.relative_day(TODAY, day);
            let (shown, value) = (
                strip_bidi_marks(&text.format(key, &[("day", near.clone().into())])),
                strip_bidi_marks(&near),
            );
            if words.iter().any(|word| shown.to_lowercase().contains(word)) {
                faults.push(format!("{code} {key} leaves the day itself out: {shown}"));
            }
            if DATE_SENTENCE_KEYS.contains(&key) || PAST_DAY_KEYS.contains(&key) {
                continue;
            }
            // "Today" is capitalized and has no preposition, so it must stand alone or follow a
            // colon, a middle dot or a full stop.
            let before = shown.split(&value).next().unwrap().trim_end();
            if !shown.contains(&value)
                || !(before.is_empty() || before.ends_with([':', '·', '.', '؟']))
            {
                faults.push(format!(
                    "{code} {key} has the day inside a sentence: {shown}"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn read_sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn no_sentence_is_given_a_day_that_may_be_today() {
    let mut all = Vec::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let near: Vec<&str> = all
        .iter()
        .flat_map(|source| source.lines())
        .filter(|line| line.contains(".relative_day("))
        .collect();
    assert!(near.len() > 8, "relative_day() is found: {near:?}");
    // Inside a sentence, "Today" would have a capital letter and no preposition.
    for line in near {
        for key in DATE_SENTENCE_KEYS.iter().chain(&PAST_DAY_KEYS) {
            // One line may use two keys, each with its own day.
            let own = line
                .split(&format!("\"{key}\""))
                .nth(1)
                .map(|rest| rest.split("text.format(").next().unwrap());
            assert!(
                own.is_none_or(|own| !own.contains(".relative_day(")),
                "{key} is a sentence: {line}"
            );
        }
    }
}

// Guards against words for parts of the day with which 12:40 after noon reads like the night.
#[test]
fn no_two_hours_read_alike_and_noon_is_not_midnight() {
    for language in Language::ALL.iter().copied() {
        let text = Localizer(language);
        let at = |hour: i8, minute: i8| {
            strip_bidi_marks(&text.format_time(TODAY.at(hour, minute, 0, 0)))
        };
        let hours: BTreeSet<String> = (0..24).map(|hour| at(hour, 0)).collect();
        assert_eq!(hours.len(), 24, "{}: {hours:?}", language.language_tag());
        let mark = |shown: String| {
            shown
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == ':')
                .trim()
                .to_owned()
        };
        // Many readers have to guess whether "12:00 pm" is noon, so noon and midnight have their
        // own words.
        let (morning, evening) = (mark(at(1, 0)), mark(at(13, 0)));
        for named in [mark(at(0, 0)), mark(at(12, 0))] {
            assert!(
                !named.is_empty() && named != morning && named != evening,
                "{}: {named}",
                language.language_tag()
            );
        }
        assert_ne!(
            mark(at(0, 0)),
            mark(at(12, 0)),
            "{}",
            language.language_tag()
        );
        // All other times have one marker before noon and one after it, and not a word for a part
        // of the day.
        for minute in [1, 30, 59] {
            assert_eq!(
                (mark(at(0, minute)), mark(at(12, minute))),
                (morning.clone(), evening.clone()),
                "{}",
                language.language_tag()
            );
        }
        assert_eq!(
            (mark(at(11, 0)), mark(at(23, 0))),
            (morning, evening),
            "{}",
            language.language_tag()
        );
    }
}

/// Words that cannot end a sentence: after them something has been left out.
const OPEN_ENDED_WORDS: [(Language, &[&str]); 4] = [
    (
        Language::En,
        &["by", "on", "at", "to", "of", "is", "the", "until"],
    ),
    (
        Language::Es,
        &["el", "la", "del", "de", "a", "es", "hasta", "que"],
    ),
    (Language::Hmn, &["hnub", "yog", "dhau", "rau"]),
    (Language::Ar, &["قبل", "يوم", "في", "إلى", "حتى", "أقصاه"]),
];

#[test]
fn words_to_start_from_are_whole_sentences() {
    for (language, open) in OPEN_ENDED_WORDS {
        for key in QUICK_REPLIES {
            let text = strip_bidi_marks(&Localizer(language).get(key));
            assert!(
                text.ends_with(['.', '?', '!', '؟']),
                "{} {key} goes out with one tap, and is not finished: {text}",
                language.language_tag()
            );
            for sentence in text.split(['.', '?', '!', '؟']) {
                let last = sentence
                    .split_whitespace()
                    .next_back()
                    .unwrap_or_default()
                    .to_lowercase();
                assert!(
                    !open.contains(&last.as_str()),
                    "{} {key} breaks off: {sentence}",
                    language.language_tag()
                );
            }
        }
    }
}

// Guards against literal translations of "what we owe you", which speak of money.
#[test]
fn a_promise_is_no_debt() {
    for (language, debts) in [
        (Language::En, &["owe", "debt"][..]),
        (
            Language::Es,
            &["le debemos", "les debemos", "debe la agencia", "deuda"],
        ),
        (Language::Hmn, &["tshuav koj", "haum tshuav", "nuj nqi"]),
        (Language::Ar, &["ندين", "تدين"]),
    ] {
        for (key, pattern) in message_patterns(language) {
            let words = format!(" {}", pattern.to_lowercase());
            for debt in debts {
                assert!(
                    !words.contains(&format!(" {debt}")),
                    "{} {key} speaks of money: {pattern}",
                    language.language_tag()
                );
            }
        }
    }
}

/// In Hmong "khoom" means free, and "tsis khoom" busy: leaving out one word reverses the meaning.
#[test]
fn hmong_says_free_only_where_english_says_free() {
    let english = message_patterns(Language::En);
    let mut seen = 0;
    for (key, pattern) in message_patterns(Language::Hmn) {
        // "Khoom noj" means food.
        let words = pattern.to_lowercase().replace("khoom noj", "");
        let busy = words.contains("tsis khoom");
        let free = words
            .replace("tsis khoom", "")
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word == "khoom");
        seen += usize::from(busy || free);
        let source = english[&key].to_lowercase();
        assert!(
            !free || source.contains("free"),
            "hmn {key} says free: {pattern}"
        );
        assert!(
            !busy || source.contains("busy"),
            "hmn {key} says busy: {pattern}"
        );
    }
    assert!(seen >= 3, "the words for busy and free are found");
}
