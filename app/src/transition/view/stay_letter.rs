//! The letter that asks to stay in care or to come back: the suggestion, filled in, and the
//! document to print.

use documents::{DocumentBlock, TextRun};
use jiff::civil::Date;
use model::language::Language;
use model::role::Role;
use model::transition::stay::{AGREEMENT_FORM, LetterKind, STAY_SOURCE, StayTerms};
use store::transition::OwnTransition;
use store::transition::release::ReaderCandidate;
use store::transition::stay::OwnLetter;

use crate::i18n::Localizer;

/// What a letter is filled in with.
pub(crate) struct LetterFacts<'a> {
    pub own: &'a OwnTransition,
    pub terms: StayTerms,
    /// The name of the agency.
    pub agency: &'a str,
    /// The workers of the family, by name.
    pub workers: Vec<String>,
    /// The day of the letter.
    pub today: Date,
}

/// The names of the workers among the adults of the team.
pub(crate) fn worker_names(adults: &[ReaderCandidate]) -> Vec<String> {
    adults
        .iter()
        .filter(|adult| adult.role == Role::Worker)
        .map(|adult| adult.name.clone())
        .collect()
}

impl LetterFacts<'_> {
    /// The letter as the portal suggests it, in the language of `text`.
    pub(crate) fn suggested_letter(&self, text: Localizer) -> String {
        let day = |day: Date| text.format_date(day);
        let recipient = if self.workers.is_empty() {
            text.format(
                "transition-letter-to-agency",
                &[("agency", self.agency.to_owned().into())],
            )
        } else {
            text.format(
                "transition-letter-to",
                &[
                    ("names", text.format_list(&self.workers).into()),
                    ("agency", self.agency.to_owned().into()),
                ],
            )
        };
        let ask = match self.terms.kind {
            LetterKind::Stay => "transition-letter-ask-stay",
            LetterKind::ComeBack => "transition-letter-ask-come-back",
        };
        let mut paragraphs = vec![
            day(self.today),
            recipient,
            text.format(
                "transition-letter-me",
                &[
                    ("name", self.own.name.clone().into()),
                    ("day", day(self.own.born).into()),
                ],
            ),
            text.format(
                ask,
                &[
                    ("day", day(self.terms.ends).into()),
                    ("form", AGREEMENT_FORM.into()),
                ],
            ),
            text.get("transition-letter-school"),
        ];
        // A request to come back also says how to find the writer (DCF 21.04(1)(c)).
        if self.terms.kind == LetterKind::ComeBack {
            paragraphs.push(text.get("transition-letter-contact"));
        }
        paragraphs.extend([
            text.format("transition-letter-law", &[("law", STAY_SOURCE.into())]),
            text.get("transition-letter-answer"),
            self.own.name.clone(),
        ]);
        // A text that is edited has no invisible marks of direction.
        let is_isolate = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
        paragraphs.join("\n\n").replace(is_isolate, "")
    }

    /// The words in English: the owner's, else the suggestion.
    pub(crate) fn english(&self, letter: Option<&OwnLetter>) -> String {
        letter
            .map(|letter| letter.english.clone())
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| self.suggested_letter(Localizer(Language::En)))
    }

    /// The words in the language of the owner: the owner's, else the suggestion.
    pub(crate) fn own_words(&self, letter: Option<&OwnLetter>, text: Localizer) -> String {
        letter
            .map(|letter| letter.own_words.clone())
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| self.suggested_letter(text))
    }

    /// The document: the letter in English, and below it the same in the language of the owner.
    pub(crate) fn document_blocks(
        &self,
        letter: Option<&OwnLetter>,
        text: Localizer,
    ) -> Vec<DocumentBlock> {
        let english = Localizer(Language::En);
        let title = letter_title(english, self.terms.kind);
        let mut blocks = vec![DocumentBlock::Heading(1, run("en", title))];
        blocks.extend(paragraphs("en", &self.english(letter)));
        let language = own_language(letter, text);
        if language != "en" {
            let title = text.format(
                "transition-letter-same",
                &[("language", text.language_name(&language).into())],
            );
            blocks.push(DocumentBlock::Heading(2, run(text.0.language_tag(), title)));
            blocks.extend(paragraphs(&language, &self.own_words(letter, text)));
        }
        blocks
    }
}

/// The language of the second text of a letter: the one in which the owner wrote it, else that of
/// the page. `en` where there is no second text.
pub(crate) fn own_language(letter: Option<&OwnLetter>, text: Localizer) -> String {
    let page = text.0.language_tag();
    letter
        .filter(|letter| !letter.own_words.is_empty())
        .map_or_else(|| page.to_owned(), |letter| letter.language.clone())
}

/// What the letter asks for, as its title.
pub(crate) fn letter_title(text: Localizer, kind: LetterKind) -> String {
    text.get(match kind {
        LetterKind::Stay => "transition-letter-title-stay",
        LetterKind::ComeBack => "transition-letter-title-come-back",
    })
}

fn run(language: &str, words: String) -> TextRun {
    TextRun {
        language: language.to_owned(),
        words,
    }
}

fn paragraphs(language: &str, words: &str) -> Vec<DocumentBlock> {
    words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| DocumentBlock::Text(run(language, line.to_owned())))
        .collect()
}
