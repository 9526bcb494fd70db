//! The fields of the forms of the team list, for `form_fields`.

use super::form_fields::FieldSamples;

/// As `FORM_SAMPLES`.
pub const TEAM_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/team/vouch",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("holder", "{tasha}"),
            ("in_person", "yes"),
        ],
    ),
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
            // No such contact, for the same reason as above.
            ("contact", "{fresh}"),
            ("until", "2026-11-30"),
            ("act", ""),
        ],
    ),
    (
        "/api/team/find",
        "ben-ortiz",
        &[("family", "{family}"), ("words", "a word")],
    ),
    (
        "/api/team/member-add",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such person, so that nobody is added.
            ("member", "{fresh}"),
            ("role", "caregiver"),
            ("mentee", ""),
            ("since", "2026-11-23"),
            ("until", ""),
            ("why", "a word"),
        ],
    ),
    (
        "/api/team/member-save",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such person: a membership has one revision for which a form is accepted.
            ("member", "{fresh}"),
            ("current", "caregiver"),
            ("revision", "1"),
            ("role", "caregiver"),
            ("mentee", ""),
            ("since", "2026-11-23"),
            ("until", ""),
            ("why", "a word"),
        ],
    ),
    (
        "/api/team/member-end",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such person: the next tests need the whole team.
            ("member", "{fresh}"),
            ("current", "caregiver"),
            ("last_day", "2026-11-30"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/team/handover",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such person: after a real handover this worker could send no form of the family.
            ("member", "{fresh}"),
            ("current", "worker"),
            ("revision", "1"),
            ("successor", "{fresh}"),
            ("from_day", "2026-11-30"),
            ("why", "a word"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/team/pick",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such contact: a youth has two picks, and these forms are sent many times.
            ("who", "contact:{fresh}"),
            ("seen_by", "team"),
        ],
    ),
    (
        "/api/team/pick-end",
        "jay-riley",
        &[("family", "{family}"), ("pick", "{fresh}")],
    ),
    (
        "/api/team/pick-refuse",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such pick: a refusal is final.
            ("pick", "{fresh}"),
            ("words", "a word"),
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
            // No such contact: an objection would be listed on pages that other tests read.
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
            // No such request: one that is answered cannot be answered again.
            ("request", "{fresh}"),
            ("outcome", "declined"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/team/tribe-add",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such child: a child has one row for each tribe.
            ("child", "{fresh}"),
            ("tribe", "a word"),
            ("asked_on", "2026-11-01"),
            ("asked_by", "a word"),
            ("notified_on", "2026-11-01"),
            ("notified_how", "phone"),
            ("answer", "declined"),
            ("answered_on", "2026-11-01"),
            ("preference", "extended_family"),
            ("followed", "no"),
            ("good_cause", "a word"),
        ],
    ),
    (
        "/api/team/tribe-save",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such row: each further form for a real one is a conflict.
            ("row", "{fresh}"),
            ("revision", "1"),
            ("tribe", "a word"),
            ("asked_on", "2026-11-01"),
            ("asked_by", "a word"),
            ("notified_on", "2026-11-01"),
            ("notified_how", "phone"),
            ("answer", "declined"),
            ("answered_on", "2026-11-01"),
            ("preference", "extended_family"),
            ("followed", "no"),
            ("good_cause", "a word"),
        ],
    ),
    (
        "/api/team/tribe-write",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // No such row: entries of a real one would be on the panel that other tests read.
            ("row", "{fresh}"),
            ("day", "2026-11-01"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/team/tribe-withdraw",
        "ben-ortiz",
        &[("family", "{family}"), ("entry", "{fresh}"), ("act", "")],
    ),
];
