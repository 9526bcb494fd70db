//! An agency's own names of kinds of events, and the kinds that it adds.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::ImportFault;
use crate::calendar::EventKind;

/// What the agency calls a kind of event, or a kind that it adds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AgencyKind")]
pub struct ImportAgencyKind {
    /// The same as `kind` to name that kind; anything else adds a kind.
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// The kind that is named, or whose rules an added kind follows.
    pub kind: EventKind,
    /// Its name in each language. In any other language it is called like `kind`.
    #[schemars(length(min = 1))]
    pub names: Vec<ImportKindName>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "KindName")]
pub struct ImportKindName {
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
}

impl ImportAgencyKind {
    /// Whether this adds a kind, instead of naming one that every agency has.
    pub fn is_added(&self) -> bool {
        EventKind::parse(&self.key).is_none()
    }
}

/// The faults of an agency's kinds. `pointer` is their place in the file.
pub fn check_event_kinds(pointer: &str, kinds: &[ImportAgencyKind]) -> Vec<ImportFault> {
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        let mut add = |field: &str, message: &str| {
            faults.push(ImportFault {
                pointer: format!("{pointer}/{index}/{field}"),
                message: message.to_owned(),
            });
        };
        if !seen.insert(&kind.key) {
            add("key", "is used twice in event_kinds; keys must differ");
        }
        // A kind that is only named keeps its own rules.
        if EventKind::parse(&kind.key).is_some_and(|named| named != kind.kind) {
            add("kind", "must be the same as key, or key one of your own");
        }
        let languages: HashSet<&str> = kind
            .names
            .iter()
            .map(|name| name.language.as_str())
            .collect();
        if languages.len() != kind.names.len() {
            add("names", "has a language twice");
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_once_in_each_language() {
        let kind = |key: &str, kind, languages: &[&str]| ImportAgencyKind {
            key: key.into(),
            kind,
            names: languages
                .iter()
                .map(|language| ImportKindName {
                    language: (*language).into(),
                    name: "Visit".into(),
                })
                .collect(),
        };
        let visit = kind("visit", EventKind::FamilyTime, &["en", "es"]);
        let named = kind("family_time", EventKind::FamilyTime, &["en"]);
        assert!(visit.is_added() && !named.is_added());
        assert_eq!(check_event_kinds("/k", &[visit.clone(), named.clone()]), []);
        let bad = [
            visit.clone(),
            visit,
            kind("review", EventKind::Meeting, &["en", "en"]),
        ];
        let faults = check_event_kinds("/k", &bad);
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/k/1/key", "/k/2/kind", "/k/2/names"]);
    }
}
