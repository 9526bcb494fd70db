//! What a document is for, and how to get it, in plain words.

use leptos::prelude::*;
use model::transition::DocumentKind;

use crate::i18n::Localizer;

/// The keys of what is said about a document.
struct DocumentWords {
    /// What it is for.
    why: &'static str,
    /// How to get it, in order.
    steps: [&'static str; 3],
}

/// The first step where the law gives the document to the young person, without a fee (42 U.S.C.
/// 675(5)(I), Wis. Stat. 48.385 (2)).
const AGENCY_GETS_IT: &str = "transition-document-step-agency";
/// The first step for the others.
const ASK_WORKER: &str = "transition-document-step-worker";

const fn words_of(kind: DocumentKind) -> DocumentWords {
    let (why, first, second, third) = match kind {
        DocumentKind::BirthRecord => (
            "transition-document-why-birth-record",
            AGENCY_GETS_IT,
            "transition-document-step-birth-record-1",
            "transition-document-step-birth-record-2",
        ),
        DocumentKind::SocialSecurityCard => (
            "transition-document-why-social-security-card",
            AGENCY_GETS_IT,
            "transition-document-step-social-security-card-1",
            "transition-document-step-social-security-card-2",
        ),
        DocumentKind::HealthCoverage => (
            "transition-document-why-health-coverage",
            AGENCY_GETS_IT,
            "transition-document-step-health-coverage-1",
            "transition-document-step-health-coverage-2",
        ),
        DocumentKind::HealthRecords => (
            "transition-document-why-health-records",
            AGENCY_GETS_IT,
            "transition-document-step-health-records-1",
            "transition-document-step-health-records-2",
        ),
        DocumentKind::StateId => (
            "transition-document-why-state-id",
            AGENCY_GETS_IT,
            "transition-document-step-state-id-1",
            "transition-document-step-state-id-2",
        ),
        DocumentKind::CareLetter => (
            "transition-document-why-care-letter",
            AGENCY_GETS_IT,
            "transition-document-step-care-letter-1",
            "transition-document-step-care-letter-2",
        ),
        DocumentKind::PlacementList => (
            "transition-document-why-placement-list",
            ASK_WORKER,
            "transition-document-step-placement-list-1",
            "transition-document-step-placement-list-2",
        ),
        DocumentKind::CaseFile => (
            "transition-document-why-case-file",
            ASK_WORKER,
            "transition-document-step-case-file-1",
            "transition-document-step-case-file-2",
        ),
    };
    DocumentWords {
        why,
        steps: [first, second, third],
    }
}

/// What a document is for, in a sentence.
pub fn what_for(text: Localizer, kind: DocumentKind) -> String {
    text.get(words_of(kind).why)
}

/// How to get a document: three steps, with a heading.
pub fn steps_section(text: Localizer, kind: DocumentKind) -> AnyView {
    let steps = words_of(kind)
        .steps
        .map(|step| view! { <li>{text.get(step)}</li> })
        .collect_view();
    view! {
        <h2>{text.get("transition-document-how")}</h2>
        <ol class="document-steps">{steps}</ol>
    }
    .into_any()
}
