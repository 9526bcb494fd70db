//! The coming dates of an import file.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ImportAudience, ImportText, ImportVisit};
use crate::calendar::{EventKind, EventTopic};
use crate::case_clock::ClockKind;

/// A coming date.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Event")]
pub struct ImportEvent {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    pub kind: EventKind,
    /// Key of a kind that the agency adds in `event_kinds` and that follows the rules of `kind`.
    #[serde(default)]
    pub own_kind: Option<String>,
    /// For a hearing or a review that the law wants by a day: which one it is.
    #[serde(default)]
    pub clock: Option<ClockKind>,
    /// On the agency's wall clock.
    pub starts: DateTime,
    #[serde(default)]
    pub ends: Option<DateTime>,
    #[serde(default)]
    pub place: Option<String>,
    /// Who may know the place, the way there and the court, if that is not everyone in `audience`.
    #[serde(default)]
    pub place_audience: Option<ImportAudience>,
    /// Where to take part by video. Begins with `https://`.
    #[serde(default)]
    pub remote_link: Option<String>,
    /// What it is for, in plain words.
    pub about: ImportText,
    /// What to bring.
    #[serde(default)]
    pub bring: Option<ImportText>,
    /// How to get there.
    #[serde(default)]
    pub way: Option<ImportText>,
    /// What happens afterwards.
    #[serde(default)]
    pub after: Option<ImportText>,
    /// Of a hearing: the judge or the court, and its branch.
    #[serde(default)]
    pub court: Option<ImportText>,
    /// Whether people take part in person, by phone or by video.
    #[serde(default)]
    pub join: Option<ImportText>,
    /// For a visit: its family time, and what came of it.
    #[serde(default)]
    pub visit: Option<ImportVisit>,
    #[serde(default)]
    pub audience: Option<ImportAudience>,
}

impl ImportEvent {
    /// The details that the file has.
    pub fn details(&self) -> impl Iterator<Item = (EventTopic, &ImportText)> {
        [
            (EventTopic::Bring, &self.bring),
            (EventTopic::Way, &self.way),
            (EventTopic::After, &self.after),
            (EventTopic::Court, &self.court),
            (EventTopic::Join, &self.join),
        ]
        .into_iter()
        .filter_map(|(topic, words)| Some((topic, words.as_ref()?)))
    }
}
