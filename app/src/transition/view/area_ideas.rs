//! Suggestions to start from, for each question about an area and for its steps.

use leptos::prelude::*;
use model::transition::TransitionPart;
use model::transition::area::{AreaQuestion, IDEA_COUNT};

use crate::enum_messages::area_idea_key;
use crate::i18n::Localizer;

/// The value of the button of a suggestion, before its number.
const IDEA_PREFIX: &str = "idea-";

/// What a suggestion is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdeaSubject {
    Question(AreaQuestion),
    Step,
}

/// The words of a suggestion.
fn idea_words(
    text: Localizer,
    part: TransitionPart,
    subject: IdeaSubject,
    number: usize,
) -> String {
    let question = match subject {
        IdeaSubject::Question(question) => Some(question),
        IdeaSubject::Step => None,
    };
    text.get(&area_idea_key(part, question, number))
}

/// The suggestion whose button was pressed; `None` for another button.
pub fn idea_of_act(
    text: Localizer,
    part: TransitionPart,
    subject: IdeaSubject,
    act: &str,
) -> Option<String> {
    let number: usize = act.strip_prefix(IDEA_PREFIX)?.parse().ok()?;
    // The number comes with the form, and another one has no words.
    (1..=IDEA_COUNT)
        .contains(&number)
        .then(|| idea_words(text, part, subject, number))
}

/// The buttons that add a suggestion to the words of the form around them. Without script the form
/// comes back with it.
pub fn idea_buttons(text: Localizer, part: TransitionPart, subject: IdeaSubject) -> AnyView {
    let buttons = (1..=IDEA_COUNT)
        .map(|number| {
            view! {
                <button
                    class="btn neutral small"
                    name="act"
                    value=format!("{IDEA_PREFIX}{number}")
                    data-idea="yes"
                >
                    {idea_words(text, part, subject, number)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="field idea-list" role="group" aria-labelledby="ideas">
            <p class="hint" id="ideas">
                {text.get("transition-area-ideas")}
            </p>
            {buttons}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use model::language::Language;

    use super::*;

    #[test]
    fn every_question_has_its_suggestions_in_every_language() {
        for &language in Language::ALL {
            let text = Localizer(language);
            for part in TransitionPart::AREAS {
                let mut all = Vec::new();
                for subject in [
                    IdeaSubject::Question(AreaQuestion::Now),
                    IdeaSubject::Question(AreaQuestion::Goal),
                    IdeaSubject::Step,
                ] {
                    for number in 1..=IDEA_COUNT {
                        all.push(idea_words(text, part, subject, number));
                    }
                }
                assert!(all.iter().all(|words| !words.is_empty()), "{part:?}");
                let count = all.len();
                all.sort_unstable();
                all.dedup();
                assert_eq!(all.len(), count, "{part:?} in {language:?}");
            }
        }
        let text = Localizer(Language::En);
        let of = |act| idea_of_act(text, TransitionPart::Work, IdeaSubject::Step, act);
        assert!(of("idea-1").is_some());
        for other in ["idea-0", "idea-4", "idea-x", "skip"] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
