//! Text that a person wrote: its translation into the reader's language, with the original in a
//! collapsed section; or, without a translation, the original with a button to request one.

use jiff::civil::Date;
use leptos::prelude::*;

use super::phone::text_with_call_links;
use crate::i18n::Localizer;

/// The id of the status of a request for the translation of a text. The form that requests it leads
/// back there, so that the reader stays in place.
pub fn request_anchor(text: &str) -> String {
    format!("text-{text}")
}

/// The address of the form that requests a translation: `AskTranslation::PATH`, which no file of
/// `ui` can name. A test of `plan::forms` compares the two.
pub const REQUEST_ACTION: &str = "/api/plan/ask-translation";

/// A text, its language, and its translation into the reader's language.
#[derive(Debug, Clone)]
pub struct TranslatedText {
    pub id: String,
    pub language: String,
    pub body: String,
    /// `None` without a translation into the reader's language.
    pub translation: Option<ShownTranslation>,
    /// The reader's request for a translation.
    pub requested: Option<PromisedTranslation>,
}

/// The text in the reader's language.
#[derive(Debug, Clone)]
pub struct ShownTranslation {
    pub body: String,
    /// The name of the person or machine that translated it.
    pub by: String,
    pub is_by_machine: bool,
}

/// A requested translation that does not exist yet.
#[derive(Debug, Clone, Copy)]
pub struct PromisedTranslation {
    pub asked_on: Date,
    pub due: Date,
}

impl TranslatedText {
    /// The text alone, inline, marked with its language.
    pub fn inline_text(&self, text: Localizer) -> AnyView {
        // The direction comes from the letters: `detect_language` only tells Arabic from Latin
        // script, so text in another script is stored under the language of the page.
        view! {
            <bdi lang=self.shown_language(text) dir="auto">
                {self.plain_text()}
            </bdi>
        }
        .into_any()
    }

    /// Like `inline_text`, with a link for each telephone number in the text. Not for a place
    /// inside a link.
    pub fn inline_text_with_call_links(&self, text: Localizer) -> AnyView {
        view! {
            <bdi lang=self.shown_language(text) dir="auto">
                {text_with_call_links(&self.plain_text())}
            </bdi>
        }
        .into_any()
    }

    /// The language of what is shown: the reader's if there is a translation, else the writer's.
    fn shown_language(&self, text: Localizer) -> String {
        if self.translation.is_some() {
            text.0.language_tag().to_owned()
        } else {
            self.language.clone()
        }
    }

    /// The text as a plain string, for places that take no markup.
    pub fn plain_text(&self) -> String {
        self.translation
            .as_ref()
            .map_or_else(|| self.body.clone(), |shown| shown.body.clone())
    }

    /// The text as it was written, as if there were no translation.
    pub fn into_original(self) -> Self {
        Self {
            translation: None,
            ..self
        }
    }

    /// The label of a machine translation; `None` for a human one, and without one.
    pub fn machine_label(&self, text: Localizer) -> Option<String> {
        let shown = self.translation.as_ref()?;
        shown
            .is_by_machine
            .then(|| text.format("common-words-machine", &[("by", shown.by.clone().into())]))
    }

    /// True when the text is in another language than the reader's and has no translation into it.
    pub fn needs_translation(&self, text: Localizer) -> bool {
        self.translation.is_none() && self.language != text.0.language_tag()
    }

    /// What follows below the text: the translator and the original; or the language of the text
    /// and a button to request a translation. `from` is the page to return to.
    pub fn translation_details(&self, text: Localizer, from: &str) -> AnyView {
        if let Some(shown) = &self.translation {
            let original = text.format(
                "common-words-original",
                &[("language", text.language_name(&self.language).into())],
            );
            let made = text.format(
                if shown.is_by_machine {
                    "common-words-machine"
                } else {
                    "common-words-translated"
                },
                &[("by", shown.by.clone().into())],
            );
            // A machine translation is labeled outside the collapsed section, so that the label is
            // always visible; a human translator's name is inside.
            let (before, within) = if shown.is_by_machine {
                (Some(made), None)
            } else {
                (None, Some(made))
            };
            return view! {
                <details class="translation-details">
                    <summary>{before} " " <span class="as-link">{original}</span></summary>
                    <p lang=self.language.clone() dir="auto">
                        {self.body.clone()}
                    </p>
                    {within.map(|made| view! { <p>{made}</p> })}
                </details>
            }
            .into_any();
        }
        self.translation_request(text, from)
    }

    /// For a text without a translation into the reader's language: the language it is in, and a
    /// button to request one or the date of the request. Empty for any other text. `from` is the
    /// page to return to.
    pub fn translation_request(&self, text: Localizer, from: &str) -> AnyView {
        if !self.needs_translation(text) {
            return ().into_any();
        }
        let written = text.format(
            "common-words-written",
            &[("language", text.language_name(&self.language).into())],
        );
        // A request is made once: the button does not come back while a translation is awaited.
        if let Some(PromisedTranslation { asked_on, due }) = self.requested {
            let asked = text.format(
                "common-words-asked",
                &[
                    ("asked", text.format_day(asked_on).into()),
                    ("due", text.format_day(due).into()),
                ],
            );
            return view! {
                <p class="muted" id=request_anchor(&self.id)>
                    {written}
                    " "
                    {asked}
                </p>
            }
            .into_any();
        }
        // A form and not a link, because a request changes data. Without an id: a page has such a
        // form for each of its texts.
        view! {
            <form method="post" action=REQUEST_ACTION class="translation-request">
                <input type="hidden" name="text" value=self.id.clone() />
                <input type="hidden" name="from" value=from.to_owned() />
                <span class="muted">{written}</span>
                <button class="btn link">{text.get("common-words-ask")}</button>
            </form>
        }
        .into_any()
    }
}
