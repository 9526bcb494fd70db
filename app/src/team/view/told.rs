//! What a person of the team tells its workers, as rows of their card.

use leptos::prelude::*;
use model::details::SelfIdentification;
use store::details::ToldDetails;

use crate::i18n::Localizer;

/// The rows, each with its label; empty for a reader without access to these details.
pub fn told_facts(text: Localizer, told: Option<&ToldDetails>) -> Vec<(String, AnyView)> {
    let Some(told) = told else {
        return Vec::new();
    };
    let formats: Vec<String> = told
        .formats
        .iter()
        .map(|format| text.get_value(*format))
        .collect();
    let formats = (!formats.is_empty()).then(|| {
        (
            text.get("team-told-formats"),
            text.format_list(&formats).into_any(),
        )
    });
    let shared = told
        .identification
        .iter()
        .flat_map(|said| identification_facts(text, said));
    formats.into_iter().chain(shared).collect()
}

fn identification_facts(text: Localizer, said: &SelfIdentification) -> Vec<(String, AnyView)> {
    // In the person's own words where they have written some, after the categories.
    let mut races: Vec<String> = said
        .races
        .iter()
        .map(|race| text.get_value(*race))
        .collect();
    races.extend(said.race_words.clone());
    let races = (!races.is_empty()).then(|| text.format_list(&races));
    [
        ("team-told-races", races),
        ("team-told-tribe", said.tribe.clone()),
        ("team-told-gender", said.gender.clone()),
    ]
    .into_iter()
    .filter_map(|(label, words)| {
        let words = words?;
        Some((text.get(label), view! { <bdi>{words}</bdi> }.into_any()))
    })
    .collect()
}
