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
            ("day_1", "2026-12-15"),
            ("time_1", "10:00"),
            ("day_2", "2026-12-16"),
            ("time_2", "10:00"),
        ],
    ),
    (
        "/api/calendar/need",
        "tasha-carter",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("need", "interpreter"),
            ("act", "words"),
            ("language", "es"),
            ("words-interpreter", "a word"),
        ],
    ),
    (
        "/api/calendar/need-answer",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            // No such need: the words of a real one are in a field with its id in the name.
            ("need", "{fresh}"),
            ("outcome", "confirmed"),
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
    (
        "/api/calendar/words",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("event", "{event}"),
            ("revision", ""),
            ("kind", "agenda"),
            ("words", "a word"),
            ("who", "event"),
        ],
    ),
    (
        "/api/calendar/words-out",
        "tasha-carter",
        // No such words, because real ones can be removed only once.
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("words", "{fresh}"),
            ("act", ""),
        ],
    ),
    (
        "/api/calendar/notes",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such event: each further form for a real one is a conflict.
            ("event", "{fresh}"),
            ("revision", "0"),
            ("result", "a word"),
            ("decisions", "1"),
            ("act", "draft"),
        ],
    ),
    (
        "/api/calendar/notes-due",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("due", "2026-12-15"),
        ],
    ),
    (
        "/api/calendar/position",
        "tasha-carter",
        // No such decision: nothing is written down of the hearing.
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("event", "{event}"),
            ("decision", "{fresh}"),
            ("position", "agree"),
            ("said", "a word"),
        ],
    ),
    ("/api/calendar/feed", "tasha-carter", &[]),
    ("/api/calendar/feed-off", "tasha-carter", &[]),
    (
        "/api/calendar/settle",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("event", "{event}"),
            ("of", "{tasha}"),
            ("outcome", ""),
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
            ("act", ""),
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
            ("act", ""),
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
        ],
    ),
];
