//! What the pages of an area are drawn with: words as they were written, steps, progress in words.

use leptos::prelude::*;
use model::transition::area::AreaQuestion;
use store::transition::areas::{Area, AreaStep};

use crate::i18n::Localizer;
use crate::ui::phone::text_with_call_links;

/// The words of the owner, in the language in which they were written. For a reader of another one,
/// the name of that language is below them.
pub fn own_words(text: Localizer, language: &str, body: &str) -> AnyView {
    let is_other = language != text.0.language_tag();
    let written = is_other.then(|| {
        let language = text.language_name(language);
        let words = text.format("common-words-written", &[("language", language.into())]);
        view! { <p class="muted">{words}</p> }
    });
    view! {
        <p class="typed-words">
            <bdi lang=language.to_owned() dir="auto">
                {text_with_call_links(body)}
            </bdi>
        </p>
        {written}
    }
    .into_any()
}

/// The answer to a question, or that there is none yet.
pub fn answer_view(text: Localizer, area: &Area, question: AreaQuestion) -> AnyView {
    match area.answer(question) {
        Some(answer) => own_words(text, &answer.language, &answer.body),
        None => view! { <p class="muted">{text.get("transition-area-empty")}</p> }.into_any(),
    }
}

/// A step: what, who helps, by when, and whether it is done.
pub fn step_view(text: Localizer, step: &AreaStep) -> AnyView {
    let helper = step.helper_name.as_ref().map(|name| {
        let words = text.format("transition-step-helps", &[("name", name.clone().into())]);
        view! { <span>{words}</span> }
    });
    let due = step.due().map(|day| {
        let day = text.format_date(day);
        view! { <span>{text.format("transition-step-by", &[("day", day.into())])}</span> }
    });
    let done = step
        .is_done
        .then(|| view! { <span class="tag done">{text.get("transition-step-tag-done")}</span> });
    let facts = helper.is_some() || due.is_some() || done.is_some();
    view! {
        {own_words(text, &step.language, &step.body)}
        {facts
            .then(|| {
                view! { <p class="row muted step-facts">{helper} {due} {done}</p> }
            })}
    }
    .into_any()
}

/// How far an area is, in words.
pub fn progress_words(text: Localizer, area: &Area) -> String {
    if area.is_empty() {
        return text.get("transition-area-none");
    }
    let mut sentences = Vec::new();
    match area.answered() {
        0 => {}
        1 => sentences.push(text.get("transition-area-one-answer")),
        _ => sentences.push(text.get("transition-area-both-answers")),
    }
    let count = |key: &str, count: usize| text.format(key, &[("count", count.into())]);
    if !area.steps.is_empty() {
        sentences.push(count("transition-area-step-count", area.steps.len()));
    }
    if area.done_steps() > 0 {
        sentences.push(count("transition-area-step-done", area.done_steps()));
    }
    sentences.join(" ")
}
