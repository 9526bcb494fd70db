//! What people say about themselves in the portal: name, languages, formats that they need, how
//! they describe themselves, and the look of their window.

use strum::VariantArray;

use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;

/// Maximum length of each field in characters.
const MAX_CHARS: usize = 200;
/// The most languages of one person; more than the form has boxes.
const MAX_LANGUAGES: usize = 60;

slug_enum! {
    /// A format in which a person needs what they read.
    #[derive(VariantArray)]
    pub enum FormatNeed {
        LargePrint = "large_print",
        Audio = "audio",
        Braille = "braille",
    }
}

slug_enum! {
    /// A category of race and ethnicity, as U.S. federal forms ask for it in one question (OMB
    /// Statistical Policy Directive No. 15 of 2024). A person may choose several.
    #[derive(VariantArray)]
    pub enum Race {
        AmericanIndian = "american_indian",
        Asian = "asian",
        Black = "black",
        Hispanic = "hispanic",
        MiddleEastern = "middle_eastern",
        PacificIslander = "pacific_islander",
        White = "white",
    }
}

slug_enum! {
    /// A title and an icon of the window that tell others nothing about the portal.
    #[derive(VariantArray)]
    pub enum WindowLook {
        Notes = "notes",
        Weather = "weather",
        Recipes = "recipes",
    }
}

impl WindowLook {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// The form of one's own name and languages, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct DetailsForm<'a> {
    pub chosen_name: &'a str,
    pub pronouns: &'a str,
    pub pronunciation: &'a str,
    /// Language tags.
    pub spoken: &'a [String],
    pub read: &'a [String],
    /// Slugs of `FormatNeed`.
    pub formats: &'a [String],
}

/// One's own name and languages, validated. `None` for what was left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailsInput {
    pub chosen_name: Option<String>,
    pub pronouns: Option<String>,
    pub pronunciation: Option<String>,
    pub languages_spoken: Vec<String>,
    pub languages_read: Vec<String>,
    pub formats: Vec<FormatNeed>,
}

impl DetailsInput {
    /// What is no language tag, and what is no format, is left out: boxes have no other values.
    ///
    /// # Errors
    /// Every field with more than 200 characters, with `team-long`.
    pub fn parse(form: &DetailsForm<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let input = Self {
            chosen_name: errors.take(parse_line("chosen_name", form.chosen_name)),
            pronouns: errors.take(parse_line("pronouns", form.pronouns)),
            pronunciation: errors.take(parse_line("pronunciation", form.pronunciation)),
            languages_spoken: parse_languages(form.spoken),
            languages_read: parse_languages(form.read),
            formats: FormatNeed::chosen(form.formats),
        };
        errors.finish(Some(input))
    }
}

/// The form in which a person describes themself, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SelfIdentificationForm<'a> {
    /// Slugs of `Race`.
    pub races: &'a [String],
    pub race_words: &'a str,
    pub tribe: &'a str,
    pub gender: &'a str,
    /// `workers` shares it with the workers of the person's teams. Everything else is private.
    pub who: &'a str,
}

/// How a person describes themself. All of it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SelfIdentification {
    pub races: Vec<Race>,
    pub race_words: Option<String>,
    pub tribe: Option<String>,
    pub gender: Option<String>,
    /// Whether the workers of the person's teams read it too.
    pub shared: bool,
}

impl SelfIdentification {
    /// # Errors
    /// Every field with more than 200 characters, with `team-long`.
    pub fn parse(form: &SelfIdentificationForm<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let input = Self {
            races: Race::chosen(form.races),
            race_words: errors.take(parse_line("race_words", form.race_words)),
            tribe: errors.take(parse_line("tribe", form.tribe)),
            gender: errors.take(parse_line("gender", form.gender)),
            shared: form.who == "workers",
        };
        errors.finish(Some(input))
    }

    /// Whether no answer is filled in. Who may read the answers does not count.
    pub fn is_empty(&self) -> bool {
        let private = Self {
            shared: false,
            ..self.clone()
        };
        private == Self::default()
    }
}

impl FormatNeed {
    /// The formats whose slugs are among `slugs`, each once and in the order of the enum.
    pub fn chosen(slugs: &[String]) -> Vec<Self> {
        chosen_values(Self::VARIANTS, Self::slug, slugs)
    }
}

impl Race {
    /// As `FormatNeed::chosen`.
    pub fn chosen(slugs: &[String]) -> Vec<Self> {
        chosen_values(Self::VARIANTS, Self::slug, slugs)
    }
}

fn chosen_values<T: Copy>(all: &[T], slug: fn(T) -> &'static str, slugs: &[String]) -> Vec<T> {
    let is_chosen = |value: &T| slugs.iter().any(|one| one == slug(*value));
    all.iter().copied().filter(is_chosen).collect()
}

/// One line; `None` without visible text.
fn parse_line(field: &'static str, typed: &str) -> Result<Option<String>, FieldError> {
    // A line break would make two lines of a name in a list.
    let line = normalize_text(typed).replace('\n', " ");
    match line.chars().count() {
        0 => Ok(None),
        count if count > MAX_CHARS => Err((field, "team-long")),
        _ => Ok(Some(line)),
    }
}

fn parse_languages(tags: &[String]) -> Vec<String> {
    let is_tag = |tag: &str| {
        (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let mut found: Vec<String> = Vec::new();
    for tag in tags.iter().filter(|tag| is_tag(tag)).take(MAX_LANGUAGES) {
        if !found.contains(tag) {
            found.push(tag.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn a_name_of_any_script_is_kept_and_an_empty_one_is_none() {
        let (spoken, formats) = (
            owned(&["hmn", "hmn", "<b>", "x"]),
            owned(&["braille", "gold", "audio"]),
        );
        let form = DetailsForm {
            chosen_name: " مريم\r\nحدّاد ",
            pronouns: "\u{200B}",
            pronunciation: "Zho\u{301}-ee",
            spoken: &spoken,
            formats: &formats,
            ..DetailsForm::default()
        };
        let input = DetailsInput::parse(&form).unwrap();
        assert_eq!(input.chosen_name.as_deref(), Some("مريم حدّاد"));
        assert_eq!(input.pronouns, None);
        assert_eq!(input.pronunciation.as_deref(), Some("Zho\u{301}-ee"));
        assert_eq!(input.languages_spoken, ["hmn"]);
        assert_eq!(input.formats, [FormatNeed::Audio, FormatNeed::Braille]);
    }

    #[test]
    fn every_field_that_is_too_long_is_told() {
        let long = "ÿ".repeat(MAX_CHARS + 1);
        let form = DetailsForm {
            chosen_name: &long,
            pronunciation: &long,
            ..DetailsForm::default()
        };
        assert_eq!(
            DetailsInput::parse(&form).unwrap_err(),
            [("chosen_name", "team-long"), ("pronunciation", "team-long")]
        );
        let fits = "ÿ".repeat(MAX_CHARS);
        let form = DetailsForm {
            chosen_name: &fits,
            ..DetailsForm::default()
        };
        assert!(DetailsInput::parse(&form).is_ok());
    }

    #[test]
    fn what_a_person_says_is_private_unless_they_share_it() {
        let races = owned(&["white", "american_indian"]);
        let form = SelfIdentificationForm {
            races: &races,
            who: "everyone",
            ..SelfIdentificationForm::default()
        };
        let private = SelfIdentification::parse(&form).unwrap();
        assert_eq!(private.races, [Race::AmericanIndian, Race::White]);
        assert!(!private.shared && !private.is_empty());
        let form = SelfIdentificationForm {
            who: "workers",
            ..SelfIdentificationForm::default()
        };
        let empty = SelfIdentification::parse(&form).unwrap();
        assert!(empty.shared && empty.is_empty());
    }
}
