//! The fields of the forms of the transition plan, for `form_fields`.

use super::form_fields::FieldSamples;

/// As `FORM_SAMPLES`.
pub const TRANSITION_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
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
