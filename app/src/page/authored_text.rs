//! Converts stored texts of people, which know their translations, for rendering.

use store::authored_text::AuthoredText;

use crate::ui::translated_text::TranslatedText;

/// Converts a stored text for rendering.
pub fn to_translated_text(authored: &AuthoredText) -> TranslatedText {
    let translation = match (&authored.tr_body, &authored.tr_by) {
        // Without the mark it counts as made by a machine: no machine translation is shown
        // unlabeled.
        (Some(body), Some(by)) => Some((
            body.clone(),
            by.clone(),
            authored.tr_machine.unwrap_or(true),
        )),
        _ => None,
    };
    let requested = authored
        .tr_asked_on
        .as_ref()
        .zip(authored.tr_due.as_ref())
        .map(|(asked_on, due)| (asked_on.to_jiff(), due.to_jiff()));
    TranslatedText {
        id: authored.text_id.to_string(),
        language: authored.language.clone(),
        body: authored.body.clone(),
        translation,
        requested,
    }
}
