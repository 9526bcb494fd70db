//! Who sees a part, in one line below the title of its page.

use leptos::prelude::*;
use model::transition::{Release, TransitionPart};
use store::transition::release::PartRelease;

use crate::i18n::Localizer;
use crate::paths;

/// Who sees `part` of one's own plan, with the links to the page on which that changes and to the
/// note that no one else reads. Every page of a part shows it below its title, before the first
/// field: of a required part it says that the law asks for it, why, and who reads it; of every part
/// that someone else reads, what its readers have to do where a person is in danger.
///
/// `release` comes from `store::transition::release::load_release` or `load_releases`.
pub fn release_line(text: Localizer, part: TransitionPart, release: &PartRelease) -> AnyView {
    // Here and not only on the page of the release: words that were read cannot be made unread.
    let why = part
        .is_required()
        .then(|| text.get("transition-release-line-why"));
    let safety =
        (release.release != Release::Private).then(|| text.get("transition-release-safety"));
    let limits: Vec<String> = why.into_iter().chain(safety).collect();
    let limits = (!limits.is_empty()).then(|| view! { <p class="muted">{limits.join(" ")}</p> });
    view! {
        <p class="release-line">
            <span>{release_words(text, part, release)}</span>
            <a href=paths::transition_release(part)>{text.get("transition-release-open")}</a>
            <a href=paths::transition_note(part)>{text.get("transition-note-open")}</a>
        </p>
        {limits}
    }
    .into_any()
}

/// Who sees a part, as a sentence to its owner.
pub fn release_words(text: Localizer, part: TransitionPart, release: &PartRelease) -> String {
    let names: Vec<String> = release
        .readers
        .iter()
        .map(|reader| reader.name.clone())
        .collect();
    match (release.release, part.is_required()) {
        (Release::Required, _) => text.get("transition-release-line-required"),
        (Release::Private, _) => text.get("transition-release-line-private"),
        (Release::Team, _) => text.get("transition-release-line-team"),
        (Release::Named, true) => text.format(
            "transition-release-line-named-required",
            &[("names", text.format_list(&names).into())],
        ),
        (Release::Named, false) => text.format(
            "transition-release-line-named",
            &[("names", text.format_list(&names).into())],
        ),
    }
}

/// For a required part: why the law asks for it, who reads it whatever its owner chooses, and where
/// a place is that no one else reads.
pub(in crate::transition) fn required_note(
    text: Localizer,
    part: TransitionPart,
) -> Option<AnyView> {
    let law = part.source()?;
    let view = view! {
        <p>{text.get("transition-release-why")}</p>
        <p class="muted">
            <small>{text.format("transition-law", &[("law", law.into())])}</small>
        </p>
    };
    Some(view.into_any())
}
