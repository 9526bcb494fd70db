//! The fields of the forms of the team list, for `form_fields`.

use super::form_fields::FieldSamples;

/// As `FORM_SAMPLES`.
pub const TEAM_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/team/add",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("name", "a word"),
            ("kind", "kin"),
            ("organization", "a word"),
            ("phone", "608-555-0142"),
            ("languages-en", "yes"),
            ("hours", "a word"),
            ("note", "a word"),
            ("since", "2026-11-01"),
            ("who", "team"),
        ],
    ),
    (
        "/api/team/save",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such contact: a real one could be saved once; each further form is a conflict.
            ("contact", "{fresh}"),
            ("revision", "1"),
            ("name", "a word"),
            ("kind", "kin"),
            ("organization", "a word"),
            ("phone", "608-555-0142"),
            ("languages-en", "yes"),
            ("hours", "a word"),
            ("note", "a word"),
            ("since", "2026-11-01"),
            ("who", "team"),
        ],
    ),
    (
        "/api/team/end",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("contact", "{fresh}"),
            ("until", "2026-11-30"),
            ("act", ""),
        ],
    ),
    (
        "/api/team/propose",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("name", "a word"),
            ("kind", "kin"),
            ("reach", "a word"),
            ("words", "a word"),
            ("who", "wide"),
        ],
    ),
    (
        "/api/team/object",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("about", "contact:{fresh}"),
            ("words", "a word"),
            ("who", "wide"),
        ],
    ),
    (
        "/api/team/answer",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("request", "{fresh}"),
            ("outcome", "declined"),
            ("words", "a word"),
        ],
    ),
];
