//! The labels of the buttons that read a text aloud, which `messages/speech.js` adds.

use leptos::prelude::*;

use crate::i18n::Localizer;

/// The labels. The script adds a button below each message, below each element with the class
/// `read-aloud` and a language, and below each text in one with that class, where the device has a
/// voice for it. The page loads `PageScript::Speech`.
pub fn read_aloud_labels(text: Localizer) -> AnyView {
    view! {
        <div
            id="aloud"
            hidden
            data-read=text.get("messages-aloud")
            data-stop=text.get("messages-aloud-stop")
        ></div>
    }
    .into_any()
}
