//! Localization: Fluent messages, dates, times and numbers. Server only.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, DateTime, Weekday};
use model::language::Language;
use unic_langid::LanguageIdentifier;

use crate::enum_messages::EnumMessage;

/// The Fluent files of a language. Add the name of a new feature to the list below.
macro_rules! include_fluent_files {
    ($lang:literal) => {
        include_fluent_files!(
            $lang;
            "common" "account" "home" "plan" "team" "transition" "calendar" "messages" "sharing"
            "more" "help"
        )
    };
    ($lang:literal; $($feature:literal)*) => {
        &[$(include_str!(concat!("../../locales/", $lang, "/", $feature, ".ftl"))),*]
    };
}

/// Every Fluent file of a language.
pub const fn fluent_files(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => include_fluent_files!("en"),
        Language::Es => include_fluent_files!("es"),
        Language::Hmn => include_fluent_files!("hmn"),
        Language::Ar => include_fluent_files!("ar"),
    }
}

type LanguageBundle = FluentBundle<FluentResource>;

static PSEUDO_LOCALIZED: AtomicBool = AtomicBool::new(false);

/// Switches on pseudo-localization, for the test that finds hard-coded text and boxes that are too
/// small: messages become about 40 % longer and accented; names and user-written text do not. Call
/// it before the first message is formatted.
pub fn enable_pseudo_localization() {
    PSEUDO_LOCALIZED.store(true, Ordering::Relaxed);
}

fn pseudo_localize(words: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(words.len() * 2);
    // Every vowel is doubled and accented: the text becomes longer and stays readable.
    for letter in words.chars() {
        match "aeiouAEIOU".find(letter) {
            Some(at) => {
                let accented = ['á', 'é', 'í', 'ó', 'ú', 'Á', 'É', 'Í', 'Ó', 'Ú'][at];
                out.push(accented);
                out.extend(accented.to_lowercase());
            }
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

fn language_bundle(language: Language) -> &'static LanguageBundle {
    static BUNDLES: OnceLock<Vec<LanguageBundle>> = OnceLock::new();
    // `Language::ALL` has the order of the enum, so a language is the index of its bundle.
    &BUNDLES.get_or_init(|| Language::ALL.iter().copied().map(build_bundle).collect())
        [language as usize]
}

fn build_bundle(language: Language) -> LanguageBundle {
    // CLDR has no plural rules for Hmong, which has one form for every number, as Indonesian has.
    let rules = if language == Language::Hmn {
        "id"
    } else {
        language.language_tag()
    };
    let id: LanguageIdentifier = rules.parse().unwrap_or_default();
    let mut bundle = LanguageBundle::new_concurrent(vec![id]);
    if PSEUDO_LOCALIZED.load(Ordering::Relaxed) {
        bundle.set_transform(Some(pseudo_localize));
    }
    for file in fluent_files(language) {
        // A broken message is skipped here; the test of the locales reports it first.
        let resource =
            FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Wraps a name in Unicode isolates, so that it does not affect the direction of adjacent text,
/// such as a Latin name in an Arabic line.
pub fn isolate_bidi(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// The words as a line or a heading begins with them: with a capital letter, also for the names of
/// days and months, which are written small in a Spanish sentence.
pub fn capitalize_line(words: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let start = words.find(|c: char| !is_mark(c)).unwrap_or(words.len());
    let (marks, rest) = words.split_at(start);
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => marks
            .chars()
            .chain(first.to_uppercase())
            .chain(letters)
            .collect(),
        None => words.to_owned(),
    }
}

/// True for a name before which Spanish says "e" instead of "y": "Ana e Isabel", "Ana e Hilda".
fn begins_with_i(name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let first = match letters.next() {
        Some('h') => letters.next(),
        first => first,
    };
    // Not before "ia", "ie" and the like, which begin with the sound of y: "Ana y Hiela".
    matches!(first, Some('i' | 'í')) && !matches!(letters.next(), Some('a' | 'e' | 'o' | 'u'))
}

/// Languages of people whom agencies work with, besides those of the portal, that have a name in
/// each of these. Texts, imports and interpreters may have any language.
pub const NAMED_LANGUAGES: [&str; 26] = [
    "am", "bn", "fa", "fr", "hi", "ht", "km", "ko", "ksw", "lo", "mh", "my", "ne", "om", "ps",
    "pt", "rhg", "ru", "so", "sw", "ti", "tl", "uk", "ur", "vi", "zh",
];

/// The entry of `NAMED_LANGUAGES` for a language tag, whatever its region and script are. Dari and
/// the Karen languages have several tags.
fn named_language(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let primary = match primary.as_str() {
        "prs" => "fa",
        "kar" => "ksw",
        "cmn" | "yue" => "zh",
        "fil" => "tl",
        other => other,
    };
    NAMED_LANGUAGES.into_iter().find(|name| *name == primary)
}

/// For how many days a weekday says more than a year does, also across New Year.
pub const HALF_YEAR_DAYS: i32 = 180;

/// Localizer for one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Localizer(pub Language);

impl Localizer {
    /// The message of a key without variables.
    pub fn get(self, key: &str) -> String {
        self.format_message(key, None)
    }

    /// The message of a key with its variables:
    /// `text.format("home-hello", &[("name", name.into())])`.
    pub fn format(self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            // Fluent isolates each value, so that a Latin name does not turn an Arabic sentence
            // around.
            args.set(*name, self.with_direction_mark(value.clone()));
        }
        self.format_message(key, Some(&args))
    }

    /// Adds a direction mark to a value that is itself a localized message. Fluent isolates every
    /// value, and an isolate takes its direction from its first letter outside inner isolates,
    /// which such a value may not have.
    fn with_direction_mark(self, value: FluentValue<'_>) -> FluentValue<'_> {
        match &value {
            FluentValue::String(text) if text.contains('\u{2068}') => {
                let mark = if self.0.writing_direction() == "rtl" {
                    '\u{200F}'
                } else {
                    '\u{200E}'
                };
                format!("{mark}{text}").into()
            }
            _ => value,
        }
    }

    fn format_message(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        // A missing message is shown in English rather than left out.
        for language in [self.0, Language::En] {
            let bundle = language_bundle(language);
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle
                    .format_pattern(pattern, args, &mut Vec::new())
                    .into_owned();
            }
            tracing::error!(key, language = language.language_tag(), "words are missing");
        }
        String::new()
    }

    /// Names as the list that a sentence of this language has: "Ana, Ben, and Carla". Each name is
    /// isolated, so that a list of Latin and Arabic names keeps its order. Empty without names.
    pub fn format_list(self, names: &[String]) -> String {
        let Some((first, rest)) = names.split_first() else {
            return String::new();
        };
        let mut list = isolate_bidi(first);
        for (index, name) in rest.iter().enumerate() {
            let is_last = index + 1 == rest.len();
            let key = match (is_last, names.len(), begins_with_i(name)) {
                (false, ..) => "common-list-middle",
                (true, 2, false) => "common-list-two",
                (true, 2, true) => "common-list-two-before-i",
                (true, _, false) => "common-list-last",
                (true, _, true) => "common-list-last-before-i",
            };
            list = self.join_pair(key, &list, &isolate_bidi(name));
        }
        list
    }

    /// A message with the variables `first` and `last`, in this order and each once, whose values
    /// are isolated already. Fluent would isolate the list so far at each of its names once more.
    fn join_pair(self, key: &str, first: &str, last: &str) -> String {
        const MARKS: [&str; 2] = ["\u{E000}", "\u{E001}"];
        let pattern = self.format(
            key,
            &[("first", MARKS[0].into()), ("last", MARKS[1].into())],
        );
        let [before, after] = MARKS.map(isolate_bidi);
        let (start, rest) = pattern.split_once(&before).unwrap_or_default();
        let (between, end) = rest.split_once(&after).unwrap_or_default();
        format!("{start}{first}{between}{last}{end}")
    }

    /// A month's name. keys: common-month-*
    pub fn month_name(self, month: i8) -> String {
        self.get(&format!("common-month-{month}"))
    }

    /// A weekday's name. keys: common-weekday-*
    pub fn weekday_name(self, day: Weekday) -> String {
        self.get(&format!("common-weekday-{}", day.to_monday_one_offset()))
    }

    /// A date without its year: "Wednesday, November 25".
    pub fn format_day(self, date: Date) -> String {
        self.format(
            "common-day",
            &[
                ("weekday", self.weekday_name(date.weekday()).into()),
                ("month", self.month_name(date.month()).into()),
                ("day", date.day().into()),
            ],
        )
    }

    /// A date with its year: "November 25, 2026".
    pub fn format_date(self, date: Date) -> String {
        // As a string, because Fluent would group the digits of a number.
        self.format(
            "common-date",
            &[
                ("month", self.month_name(date.month()).into()),
                ("day", date.day().into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// Today, tomorrow or yesterday; a day of this year or within half a year as `format_day`
    /// formats it, and any other with its year.
    pub fn relative_day(self, today: Date, date: Date) -> String {
        match model::calendar::days_until(today, date) {
            0 => self.get("common-today"),
            1 => self.get("common-tomorrow"),
            -1 => self.get("common-yesterday"),
            days if date.year() != today.year() && days.abs() > HALF_YEAR_DAYS => {
                self.format_date(date)
            }
            _ => self.format_day(date),
        }
    }

    /// A time on a twelve-hour clock with Western digits, which the United States uses in every
    /// language.
    pub fn format_time(self, at: DateTime) -> String {
        let hour = match at.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let clock = format!("{hour}:{:02}", at.minute());
        // Noon and midnight by name, because "12:00 am" is ambiguous and safe contact hours depend
        // on it.
        let key = match (at.hour(), at.minute()) {
            (0, 0) => "common-time-midnight",
            (12, 0) => "common-time-noon",
            (..12, _) => "common-time-am",
            _ => "common-time-pm",
        };
        self.format(key, &[("time", clock.into())])
    }

    /// As `format_time`, with no-break spaces, so that "am" or "pm" stays beside the time.
    pub fn format_unbroken_time(self, at: DateTime) -> String {
        self.format_time(at).replace(' ', "\u{a0}")
    }

    /// The message of an enum value: its name or label.
    pub fn get_value(self, value: impl EnumMessage) -> String {
        self.get(&value.message_key())
    }

    /// The name of a role.
    pub fn role_name(self, role: model::role::Role) -> String {
        self.get_value(role)
    }

    /// The name of a language, or its tag where no message has its name. keys: common-language-*
    pub fn language_name(self, tag: &str) -> String {
        if let Some(known) = Language::parse(tag) {
            return self.get_value(known);
        }
        match named_language(tag) {
            Some(name) => self.get(&format!("common-language-{name}")),
            None => tag.to_owned(),
        }
    }
}
