//! The documents that a young person holds when care ends (Wis. Stat. 48.385 (2)): the state of
//! each, as they or their agency say it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;
use crate::text::{is_blank, normalize_text};
use crate::typed_date::parse_date;

/// Maximum length of who gets a document, in characters.
pub const MAX_HELPER_CHARS: usize = 100;

slug_enum! {
    /// A document that a young person holds when care ends.
    #[derive(Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum DocumentKind {
        /// A certified copy.
        BirthRecord = "birth_record",
        SocialSecurityCard = "social_security_card",
        /// How health coverage goes on after care.
        HealthCoverage = "health_coverage",
        HealthRecords = "health_records",
        /// A driver license or a state ID.
        StateId = "state_id",
        /// The letter that says that they were in care, which financial aid asks for.
        CareLetter = "care_letter",
        /// Where they lived, and who their workers were.
        PlacementList = "placement_list",
        CaseFile = "case_file",
    }
}

impl DocumentKind {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

slug_enum! {
    /// Where a document is.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum DocumentState {
        /// The young person has it.
        Have = "have",
        /// A person is getting it.
        Coming = "coming",
        /// The young person does not know how to get it.
        Unsure = "unsure",
    }
}

impl DocumentState {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Whether a document is late: it was to be there before `today`, and the young person does not
/// have it.
pub fn is_overdue(state: DocumentState, due_on: Option<Date>, today: Date) -> bool {
    state == DocumentState::Coming && due_on.is_some_and(|due| due < today)
}

/// What is said about one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentInput {
    pub state: DocumentState,
    /// Who gets it, or got it, in the words of the young person.
    pub helper: Option<String>,
    /// By when. Only with `DocumentState::Coming`.
    pub due_on: Option<Date>,
}

impl DocumentInput {
    /// What the young person says. Who gets the document and by when may be left open. The day
    /// counts only with the state `Coming`: without script its field is always on the page.
    ///
    /// # Errors
    /// Every invalid field: `transition-document-state-missing`, `transition-document-helper-long`,
    /// `plan-date` for a date that is none.
    pub fn parse(state: &str, helper: &str, due_on: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let state = DocumentState::parse(state);
        if state.is_none() {
            errors.take(Err::<(), _>(("state", "transition-document-state-missing")));
        }
        let helper = errors.take(parse_helper(helper).map_err(|code| ("helper", code)));
        let due_on = if state == Some(DocumentState::Coming) {
            errors.take(parse_due(due_on).map_err(|code| ("due_on", code)))
        } else {
            None
        };
        errors.finish(state.map(|state| Self {
            state,
            helper,
            due_on,
        }))
    }

    /// What the agency says that gets it: only by when.
    ///
    /// # Errors
    /// `plan-date` for a date that is none, `transition-document-due-missing` without one.
    pub fn parse_promise(due_on: &str) -> Result<Self, Vec<FieldError>> {
        let due_on = parse_due(due_on)
            .and_then(|due| due.ok_or("transition-document-due-missing"))
            .map_err(|code| vec![("due_on", code)])?;
        Ok(Self {
            state: DocumentState::Coming,
            helper: None,
            due_on: Some(due_on),
        })
    }
}

fn parse_helper(typed: &str) -> Result<Option<String>, ErrorCode> {
    let words = normalize_text(typed);
    if words.chars().count() > MAX_HELPER_CHARS {
        return Err("transition-document-helper-long");
    }
    Ok((!words.is_empty()).then_some(words))
}

fn parse_due(typed: &str) -> Result<Option<Date>, ErrorCode> {
    if is_blank(typed) {
        return Ok(None);
    }
    // Years in which a document can be due: an address bar or a slip of the finger sends others.
    parse_date(typed)
        .filter(|date| (2000..=2100).contains(&date.year()))
        .map(Some)
        .ok_or("plan-date")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn who_and_by_when_may_be_left_open() {
        let coming = DocumentInput::parse("coming", " Grace ", "12/18/2026").unwrap();
        assert_eq!(coming.helper.as_deref(), Some("Grace"));
        assert_eq!(coming.due_on, Some(date(2026, 12, 18)));
        // Both may be left open.
        let open = DocumentInput::parse("coming", " ", "").unwrap();
        assert_eq!((open.helper, open.due_on), (None, None));
        // The day is only parsed for the state `coming`, so an invalid one is no error here. The
        // helper is stored with every state.
        let have = DocumentInput::parse("have", "My aunt", "soon").unwrap();
        assert_eq!(have.helper.as_deref(), Some("My aunt"));
        assert_eq!(have.due_on, None);
    }

    #[test]
    fn every_invalid_field_is_named() {
        let long = "x".repeat(MAX_HELPER_CHARS + 1);
        assert_eq!(
            DocumentInput::parse("coming", &long, "2026-02-30"),
            Err(vec![
                ("helper", "transition-document-helper-long"),
                ("due_on", "plan-date")
            ])
        );
        assert_eq!(
            DocumentInput::parse("", "Grace", "soon"),
            Err(vec![("state", "transition-document-state-missing")])
        );
        assert_eq!(
            DocumentInput::parse_promise(" "),
            Err(vec![("due_on", "transition-document-due-missing")])
        );
        assert_eq!(
            DocumentInput::parse_promise("9999-12-31"),
            Err(vec![("due_on", "plan-date")])
        );
    }

    #[test]
    fn a_document_is_late_from_the_day_after() {
        let due = Some(date(2026, 12, 18));
        let late = |state, today| is_overdue(state, due, today);
        assert!(!late(DocumentState::Coming, date(2026, 12, 18)));
        assert!(late(DocumentState::Coming, date(2026, 12, 19)));
        assert!(!late(DocumentState::Have, date(2026, 12, 19)));
        assert!(!is_overdue(DocumentState::Coming, None, date(2026, 12, 19)));
    }
}
