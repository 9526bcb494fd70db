//! The fields of the forms of the calendar, for `form_fields`.

use super::form_fields::FieldSamples;

/// As `FORM_SAMPLES`.
pub const CALENDAR_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/calendar/answer",
        "tasha-carter",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("answer", "change"),
            ("words", "a word"),
            ("starts", "2026-12-03T09:00:00"),
        ],
    ),
    (
        "/api/calendar/observance",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("name", "a word"),
            ("first_day", "2027-03-10"),
            ("last_day", "2027-03-11"),
        ],
    ),
    (
        "/api/calendar/observance-off",
        "tasha-carter",
        &[("family", "{family}"), ("observance", "{fresh}")],
    ),
    ("/api/calendar/feed", "tasha-carter", &[]),
    ("/api/calendar/feed-off", "tasha-carter", &[]),
    (
        "/api/calendar/feed-content",
        "tasha-carter",
        &[("content", "titles")],
    ),
    (
        "/api/calendar/settle",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("of", "{tasha}"),
        ],
    ),
    (
        "/api/calendar/add",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("kind", "meeting"),
            ("day", "2026-12-14"),
            ("starts", "16:00"),
            ("ends", "17:00"),
            ("last", ""),
            ("first", ""),
            ("anyway", ""),
            ("about", "a word"),
            ("place", "a word"),
            ("remote_link", "https://video.example/a"),
            ("bring", "a word"),
            ("way", "a word"),
            ("after", "a word"),
            ("repeat", ""),
            ("times", ""),
            ("until", ""),
            ("later", ""),
        ],
    ),
    (
        "/api/calendar/save",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such event: a real one could be saved once; each further form is a conflict.
            ("event", "{fresh}"),
            ("revision", "0"),
            ("kind", "meeting"),
            ("day", "2026-12-14"),
            ("starts", "16:00"),
            ("ends", "17:00"),
            ("last", ""),
            ("first", ""),
            ("anyway", ""),
            ("about", "a word"),
            ("place", "a word"),
            ("remote_link", "https://video.example/a"),
            ("bring", "a word"),
            ("way", "a word"),
            ("after", "a word"),
            ("repeat", ""),
            ("times", ""),
            ("until", ""),
            ("later", ""),
        ],
    ),
    (
        "/api/calendar/cancel",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("event", "{fresh}"),
            ("why", "a word"),
            ("act", ""),
            ("later", ""),
        ],
    ),
];
