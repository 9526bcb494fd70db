//! What Jay Riley says about their rights and about staying in care, for `route_ids`, and the
//! fields of the forms.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use jiff::civil::date;
use model::id::FormId;
use model::transition::rights::{SignatureInput, YouthRight};
use model::transition::stay::{LetterKind, StayRequestInput};
use store::transition::right_questions::ask_about_right;
use store::transition::rights::sign_rights;
use store::transition::stay::note_stay_request;

use super::TestApp;
use super::form_fields::FieldSamples;
use super::route_ids::RouteIds;
use super::valid_forms::Fields;

/// The right about which Jay has an open question.
pub const ASKED_RIGHT: &str = "health";

/// The ids of one record of each kind.
pub struct RightsRecords {
    pub question: String,
    pub signature: String,
    pub request: String,
}

/// A question about `ASKED_RIGHT`, a signature, and that Jay asked to stay.
pub async fn create_rights_records(app: &TestApp) -> RightsRecords {
    let forms: [FormId; 3] = std::array::from_fn(|_| app.database.clock.new_id());
    let [question, signature, request] = forms;
    let right = YouthRight::parse(ASKED_RIGHT).unwrap();
    let day = date(2026, 11, 2);
    let signed = SignatureInput {
        signed_on: day,
        talked_with: None,
    };
    let asked = StayRequestInput {
        asked_on: day,
        asked_whom: "Grace".to_owned(),
    };
    let mut tx = app.database.begin_as("jay-riley").await;
    ask_about_right(&mut tx, question, right, "en")
        .await
        .unwrap();
    sign_rights(&mut tx, signature, &signed).await.unwrap();
    note_stay_request(&mut tx, request, LetterKind::Stay, &asked)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    RightsRecords {
        question: question.to_string(),
        signature: signature.to_string(),
        request: request.to_string(),
    }
}

/// As `valid_fields`.
pub(super) fn rights_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let rights = &ids.riley.rights;
    let fields: &[(&str, &str)] = match path {
        "/api/transition/right" => &[("right", "safety"), ("act", "understood")],
        "/api/transition/right-ask" => &[("form", fresh), ("right", "safety")],
        "/api/transition/right-words" => &[
            ("row", &rights.question),
            ("right", ASKED_RIGHT),
            ("words", "a word"),
        ],
        "/api/transition/right-take-back" => &[("row", &rights.question), ("act", "restore")],
        "/api/transition/right-answer" => &[
            ("family", &ids.youth_family),
            ("of", &ids.youth),
            ("row", &rights.question),
            ("right", ASKED_RIGHT),
            ("words", "a word"),
        ],
        "/api/transition/rights-sign" => &[
            ("form", fresh),
            ("signed_on", "2026-11-02"),
            ("talked_with", "a word"),
        ],
        "/api/transition/rights-unsign" => &[("row", &rights.signature), ("act", "restore")],
        "/api/transition/letter" => &[
            ("kind", "stay"),
            ("english", "a word"),
            ("own", ""),
            ("own_language", "en"),
            ("revision", "0"),
        ],
        "/api/transition/stay-asked" => &[
            ("form", fresh),
            ("kind", "stay"),
            ("asked_on", "2026-11-02"),
            ("asked_whom", "a word"),
        ],
        "/api/transition/stay-asked-remove" => &[("row", &rights.request), ("act", "restore")],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// As `FORM_SAMPLES`.
pub const RIGHTS_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/right",
        "jay-riley",
        &[("right", "safety"), ("act", "understood")],
    ),
    (
        "/api/transition/right-ask",
        "jay-riley",
        &[("form", "{fresh}"), ("right", "safety")],
    ),
    (
        "/api/transition/right-words",
        "jay-riley",
        &[("row", "{fresh}"), ("right", "safety"), ("words", "a word")],
    ),
    (
        "/api/transition/right-take-back",
        "jay-riley",
        &[("row", "{fresh}"), ("act", "take_back")],
    ),
    (
        "/api/transition/right-answer",
        "grace-hall",
        &[
            ("family", "{family}"),
            ("of", "{fresh}"),
            ("row", "{fresh}"),
            ("right", "safety"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/transition/rights-sign",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("signed_on", "2026-11-02"),
            ("talked_with", "a word"),
        ],
    ),
    (
        "/api/transition/rights-unsign",
        "jay-riley",
        &[("row", "{fresh}"), ("act", "take_back")],
    ),
    (
        "/api/transition/letter",
        "jay-riley",
        &[
            ("kind", "stay"),
            ("english", "a word"),
            ("own", "a word"),
            ("own_language", "es"),
            ("revision", "0"),
        ],
    ),
    (
        "/api/transition/stay-asked",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("kind", "stay"),
            ("asked_on", "2026-11-02"),
            ("asked_whom", "a word"),
        ],
    ),
    (
        "/api/transition/stay-asked-remove",
        "jay-riley",
        &[("row", "{fresh}"), ("act", "remove")],
    ),
];
