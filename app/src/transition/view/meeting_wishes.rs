//! On the page of a meeting, for those who prepare it: what young people want for it.

use leptos::prelude::*;
use store::transition::say::{MeetingExclusion, MeetingWishes};

use super::commitment::own_words;
use crate::i18n::Localizer;

/// How young people take part, and who should not be there. Nothing for everyone else: `wishes` is
/// empty for them.
pub fn meeting_wishes(text: Localizer, wishes: &MeetingWishes) -> Option<AnyView> {
    let says = wishes
        .says
        .iter()
        .map(|say| {
            let line = text.format(
                "transition-say-for-way",
                &[
                    ("name", say.owner.clone().into()),
                    ("way", text.get_value(say.way).into()),
                ],
            );
            view! { <li>{line}</li> }
        })
        .collect::<Vec<_>>();
    let exclusions = wishes
        .exclusions
        .iter()
        .map(|one| exclusion_row(text, one))
        .collect::<Vec<_>>();
    if says.is_empty() && exclusions.is_empty() {
        return None;
    }
    // The person who is named can be on the team, and the young person was told that they never
    // see it.
    let private = (!exclusions.is_empty()).then(|| {
        view! { <p class="muted">{text.get("transition-say-for-private")}</p> }
    });
    let view = view! {
        <h2>{text.get("transition-say-for-title")}</h2>
        <ul class="card stack" role="list">
            {says}
            {exclusions}
        </ul>
        {private}
    };
    Some(view.into_any())
}

fn exclusion_row(text: Localizer, one: &MeetingExclusion) -> AnyView {
    let line = text.format(
        "transition-say-for-without",
        &[
            ("name", one.owner.clone().into()),
            ("person", one.name.clone().into()),
        ],
    );
    let words = one
        .words
        .as_ref()
        .map(|words| view! { <p>{own_words(words, &one.language)}</p> });
    view! {
        <li>
            <p>{line}</p>
            {words}
        </li>
    }
    .into_any()
}
