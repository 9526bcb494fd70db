//! Converts stored texts of people, which know their translations, for rendering.

use documents::TextRun;
use store::authored_text::AuthoredText;

use crate::i18n::Localizer;
use crate::ui::translated_text::{PromisedTranslation, ShownTranslation, TranslatedText};

/// Converts a stored text for rendering.
pub fn to_translated_text(authored: &AuthoredText) -> TranslatedText {
    let translation = match (&authored.tr_body, &authored.tr_by) {
        // Without the mark it counts as made by a machine: no machine translation is shown
        // unlabeled.
        (Some(body), Some(by)) => Some(ShownTranslation {
            body: body.clone(),
            by: by.clone(),
            is_by_machine: authored.tr_machine.unwrap_or(true),
        }),
        _ => None,
    };
    let requested = authored
        .tr_asked_on
        .as_ref()
        .zip(authored.tr_due.as_ref())
        .map(|(asked_on, due)| PromisedTranslation {
            asked_on: asked_on.to_jiff(),
            due: due.to_jiff(),
        });
    TranslatedText {
        id: authored.text_id.to_string(),
        language: authored.language.clone(),
        body: authored.body.clone(),
        translation,
        requested,
    }
}

/// A text on paper and in a PDF: its translation into the reader's language, else the original.
pub fn printed_run(text: Localizer, authored: &AuthoredText) -> TextRun {
    match &authored.tr_body {
        Some(body) => TextRun {
            language: text.0.language_tag().to_owned(),
            // Paper has no link to the original. Below the words, because they can be a heading.
            words: match to_translated_text(authored).machine_label(text) {
                Some(label) => format!("{body}\n{label}"),
                None => body.clone(),
            },
        },
        None => TextRun {
            language: authored.language.clone(),
            words: authored.body.clone(),
        },
    }
}
