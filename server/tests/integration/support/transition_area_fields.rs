//! The fields of the forms of the areas of a transition plan, and a step for one of them.

use model::id::TransitionStepId;
use model::transition::TransitionPart;
use model::transition::area::{StepForm, StepInput};
use store::transition::area_steps;

use super::TestApp;
use super::form_fields::FieldSamples;
use super::valid_forms::Fields;

/// The id of a step of Jay Riley's transition plan.
const TRANSITION_STEP: &str = "01900000-0000-7000-8000-00000000057e";

/// As `FORM_SAMPLES`.
pub const AREA_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/answer",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("part", "housing"),
            ("question", "now"),
            ("revision", "0"),
            ("sequence", "1"),
            ("draft", "{fresh}"),
            ("draft_sequence", "1"),
            ("words", "a word"),
            ("drop-{fresh}", "yes"),
            ("act", ""),
        ],
    ),
    (
        "/api/transition/draft",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("part", "housing"),
            ("question", "now"),
            ("revision", "0"),
            ("sequence", "1"),
            ("draft", ""),
            ("draft_sequence", ""),
            ("words", "a word"),
        ],
    ),
    (
        "/api/transition/step",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("part", "housing"),
            ("revision", ""),
            ("words", "a word"),
            ("helper", "a word"),
            ("due", "2026-12-18"),
            ("done", ""),
            ("act", ""),
        ],
    ),
    (
        "/api/transition/step-done",
        "jay-riley",
        // No such step.
        &[("step", "{fresh}"), ("part", "housing"), ("done", "yes")],
    ),
];

/// As `valid_fields`.
pub(super) fn area_fields<'a>(path: &str, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        // A draft, so that each of the posts is accepted: an answer has a revision.
        "/api/transition/answer" => &[
            ("form", fresh),
            ("part", "housing"),
            ("question", "now"),
            ("revision", "0"),
            ("sequence", "1"),
            ("words", "a word"),
            ("act", "skip"),
        ],
        "/api/transition/draft" => &[
            ("form", fresh),
            ("part", "housing"),
            ("question", "goal"),
            ("revision", "0"),
            ("sequence", "1"),
            ("words", "half a word"),
        ],
        "/api/transition/step" => &[
            ("form", fresh),
            ("part", "housing"),
            ("words", "a word"),
            ("helper", "Aunt May"),
            ("due", "2026-12-18"),
        ],
        "/api/transition/step-done" => &[
            ("step", TRANSITION_STEP),
            ("part", "housing"),
            ("done", "yes"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// Adds `TRANSITION_STEP` to Jay Riley's transition plan.
pub async fn add_transition_step(app: &TestApp) {
    let step: TransitionStepId = TRANSITION_STEP.parse().unwrap();
    let form = StepForm {
        words: "Visit an apartment",
        ..StepForm::default()
    };
    let input = StepInput::parse(&form, "en").unwrap();
    let mut tx = app.database.begin_as("jay-riley").await;
    area_steps::add_step(&mut tx, step, TransitionPart::Housing, &input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
