//! Text that a person wrote: its translation into the reader's language, with the original in a
//! collapsed section; or, without a translation, the original with a button to request one.

use leptos::prelude::*;

use crate::text::Text;

/// A text, its language, and its translation into the reader's language.
#[derive(Debug, Clone)]
pub struct Words {
    pub id: String,
    pub language: String,
    pub body: String,
    /// The text in the reader's language, who translated it, and whether that was a machine.
    pub translation: Option<(String, String, bool)>,
    pub asked: bool,
}

impl Words {
    /// The text alone, inline, marked with its language.
    pub fn inline(&self, text: Text) -> AnyView {
        let (language, body) = match &self.translation {
            Some((body, ..)) => (text.0.code().to_owned(), body.clone()),
            None => (self.language.clone(), self.body.clone()),
        };
        view! { <bdi lang=language dir="auto">{body}</bdi> }.into_any()
    }

    /// The text as a plain string, for places that take no markup.
    pub fn plain(&self) -> String {
        self.translation.as_ref().map_or_else(|| self.body.clone(), |(body, ..)| body.clone())
    }

    /// True when the text is in another language than the reader's and has no translation into it.
    pub fn is_foreign(&self, text: Text) -> bool {
        self.translation.is_none() && self.language != text.0.code()
    }

    /// What follows below the text: the translator and the original; or the language of the text
    /// and a button to request a translation. `from` is the page to return to.
    pub fn beneath(&self, text: Text, from: &str) -> AnyView {
        if let Some((_, by, machine)) = &self.translation {
            let original = text.with("common-words-original", &[("language", text.language(&self.language).into())]);
            let made = text.with(if *machine { "common-words-machine" } else { "common-words-translated" }, &[("by", by.clone().into())]);
            // A machine translation is labeled outside the collapsed section, so that the label is
            // always visible; a human translator's name is inside.
            let (before, within) = if *machine { (Some(made), None) } else { (None, Some(made)) };
            return view! {
                <details class="original">
                    <summary>{before} " " <span class="as-link">{original}</span></summary>
                    <p lang=self.language.clone() dir="auto">{self.body.clone()}</p>
                    {within.map(|made| view! { <p>{made}</p> })}
                </details>
            }
            .into_any();
        }
        if !self.is_foreign(text) {
            return ().into_any();
        }
        let written = text.with("common-words-written", &[("language", text.language(&self.language).into())]);
        if self.asked {
            return view! { <p class="soft">{written} " " {text.say("common-words-asked")}</p> }.into_any();
        }
        view! {
            <form method="post" action="/api/plan/ask-translation" class="ask">
                <input type="hidden" name="text" value=self.id.clone()/>
                <input type="hidden" name="from" value=from.to_owned()/>
                <span class="soft">{written}</span>
                <button class="btn link">{text.say("common-words-ask")}</button>
            </form>
        }
        .into_any()
    }
}
