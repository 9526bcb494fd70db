//! The fields of every form, for tests that send malformed input.

use super::account_form_fields::ACCOUNT_FORM_SAMPLES;
use super::calendar_form_fields::CALENDAR_FORM_SAMPLES;
use super::money_records::MONEY_FORM_SAMPLES;
use super::rights_records::RIGHTS_FORM_SAMPLES;
use super::team_form_fields::TEAM_FORM_SAMPLES;
use super::transition_area_fields::AREA_FORM_SAMPLES;
use super::transition_people::TRANSITION_PEOPLE_FORM_SAMPLES;
use super::transition_records::RELEASE_FORM_SAMPLES;
use super::vault_records::DOCUMENT_FORM_SAMPLES;

/// Field names with valid values.
pub type FieldSamples = &'static [(&'static str, &'static str)];

/// Path, sender, and fields with values as the page would send them; placeholders in braces stand
/// for ids.
pub const FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/plan/ask-translation",
        "tasha-carter",
        &[("text", "{text}"), ("from", "/plan")],
    ),
    (
        "/api/plan/translate",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("request", "{fresh}"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/plan/reply",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("section", ""),
            ("item", "{item}"),
            ("kind", "comment"),
            ("words", "a word"),
            ("who", "wide"),
        ],
    ),
    (
        "/api/plan/step",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("item", "{step}"),
            ("kind", "not_yet"),
            ("why", "a word"),
        ],
    ),
    (
        "/api/plan/withdraw",
        "tasha-carter",
        // No such reply, because a real one can be withdrawn only once.
        &[("family", "{family}"), ("reply", "{fresh}")],
    ),
    (
        "/api/plan/answer",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such reply. A real one could be answered only once; each further answer is a
            // conflict.
            ("reply", "{fresh}"),
            ("outcome", "changed"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/plan/add",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            // A step has the most fields of all kinds of items.
            ("kind", "step"),
            ("goal", "{item}"),
            ("words", "a word"),
            ("benchmark", "a word"),
            ("so_far", "a word"),
            ("owner", "{tasha}"),
            ("order", ""),
            ("after", "{step}"),
            ("child", ""),
            ("area", ""),
            ("hours", "1"),
            ("trips", "1"),
            ("weekday", "1"),
            ("starts", "09:00"),
            ("ends", "10:00"),
            // Confirms the warning that the week of the owner is full, which would stop the form.
            ("load", "yes"),
            ("due", "2026-12-18"),
            ("seen", "all"),
        ],
    ),
    (
        "/api/plan/save",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("item", "{step}"),
            ("kind", "step"),
            ("revision", "1"),
            ("goal", "{item}"),
            ("words", "a word"),
            ("benchmark", "a word"),
            ("so_far", "a word"),
            ("owner", "{tasha}"),
            ("order", ""),
            ("after", ""),
            ("child", ""),
            ("area", ""),
            ("hours", "1"),
            ("trips", "1"),
            ("weekday", "1"),
            ("starts", "09:00"),
            ("ends", "10:00"),
            ("load", "yes"),
            ("due", "2026-12-18"),
            ("seen", "all"),
            ("why", "a word"),
            ("act", "save"),
        ],
    ),
    (
        "/api/plan/own",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("words", "a word"),
            ("who", "wide"),
        ],
    ),
    (
        "/api/plan/publish",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // The version of the Carter plan in the demo.
            ("base", "5"),
            ("why", "a word"),
            ("asked_strengths", "yes"),
        ],
    ),
    (
        "/api/plan/heading",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            ("revision", "1"),
            ("permanency", "return_home"),
            ("permanency_since", "2026-01-01"),
            ("permanency_by", "court"),
            ("permanency_why", "a word"),
            ("concurrent", "adoption"),
            ("concurrent_why", "a word"),
        ],
    ),
    (
        "/api/plan/week",
        "tasha-carter",
        &[
            ("family", "{family}"),
            ("hours", "5"),
            ("trips", "1"),
            ("busy-2-morning", "yes"),
        ],
    ),
    (
        "/api/plan/rate",
        "tasha-carter",
        &[
            ("family", "{family}"),
            ("review", "{fresh}"),
            ("value", "3"),
            ("words", "a word"),
            ("who", "wide"),
        ],
    ),
    (
        "/api/plan/review",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("held", "2026-11-20"),
            ("words", "a word"),
            ("top", "10"),
            ("low", "a word"),
            ("high", "a word"),
        ],
    ),
    (
        "/api/messages/send",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("thread", "{thread}"),
            ("to", ""),
            ("body", "a word"),
            ("offered", "1"),
            // A form sends `yes` and `1`; the same fields of `messages/post`, which a script sends,
            // are `true` or `false`.
            ("urgent", "yes"),
            ("without", "1"),
        ],
    ),
    (
        "/api/messages/post",
        "tasha-carter",
        &[
            ("form", "{fresh}"),
            ("thread", "{thread}"),
            ("body", "a word"),
            ("offered", "true"),
            ("urgent", "false"),
        ],
    ),
    (
        "/api/messages/newer",
        "tasha-carter",
        &[("thread", "{thread}"), ("after", "0"), ("seen", "true")],
    ),
    (
        "/api/messages/draft",
        "tasha-carter",
        &[("thread", "{thread}"), ("to", ""), ("body", "a word")],
    ),
    (
        "/api/messages/begin",
        "ben-ortiz",
        &[
            ("form", "{fresh}"),
            ("family", "{family}"),
            ("kind", "team"),
            // The name of each checkbox contains the id of a person, so names have placeholders as
            // well.
            ("people-{tasha}", "yes"),
        ],
    ),
    (
        "/api/messages/join",
        "ben-ortiz",
        &[("thread", "{thread}"), ("person", "{tasha}")],
    ),
    (
        "/api/messages/leave",
        "ben-ortiz",
        &[("thread", "{fresh}"), ("person", "{tasha}")],
    ),
    (
        "/api/messages/receipts",
        "tasha-carter",
        &[("thread", "{thread}"), ("show", "no")],
    ),
    (
        "/api/messages/interpret",
        "tasha-carter",
        &[("thread", "{thread}"), ("seq", "1"), ("before", "0")],
    ),
    (
        "/api/messages/machine",
        "tasha-carter",
        &[("thread", "{thread}"), ("seq", "1")],
    ),
    (
        "/api/messages/claim-interpretation",
        "elena-ruiz",
        &[("request", "{fresh}")],
    ),
    (
        "/api/messages/put-back",
        "elena-ruiz",
        &[("request", "{fresh}")],
    ),
    (
        "/api/messages/translate",
        "elena-ruiz",
        &[("request", "{fresh}"), ("body", "a word")],
    ),
    (
        "/api/messages/search",
        "tasha-carter",
        &[("words", "paper")],
    ),
    (
        "/api/messages/contact",
        "june-bell",
        &[("form", "{fresh}"), ("parent", "{tasha}"), ("kind", "call")],
    ),
    (
        "/api/messages/contact-out",
        "june-bell",
        &[("contact", "{fresh}")],
    ),
    (
        "/api/messages/notify",
        "tasha-carter",
        &[
            ("mode", "daily"),
            ("email", "name@example.org"),
            ("phone", "608-555-0142"),
            ("safe_from", "9"),
            ("safe_until", "17"),
            ("reminder", "both"),
        ],
    ),
    (
        "/api/messages/browser",
        "tasha-carter",
        &[
            // A host of the default `--push-hosts`; any other is refused.
            ("endpoint", "https://fcm.googleapis.com/x"),
            ("key", "k"),
            ("secret", "s"),
        ],
    ),
    ("/api/messages/browsers-off", "tasha-carter", &[]),
    (
        "/api/messages/away",
        "ben-ortiz",
        &[
            ("starts", "2026-11-24"),
            ("ends", "2026-11-30"),
            ("cover", ""),
            ("back", ""),
        ],
    ),
];

/// The samples of every form.
pub fn form_samples() -> impl Iterator<Item = &'static (&'static str, &'static str, FieldSamples)> {
    ACCOUNT_FORM_SAMPLES
        .iter()
        .chain(FORM_SAMPLES)
        .chain(TEAM_FORM_SAMPLES)
        .chain(TRANSITION_PEOPLE_FORM_SAMPLES)
        .chain(CALENDAR_FORM_SAMPLES)
        .chain(AREA_FORM_SAMPLES)
        .chain(RELEASE_FORM_SAMPLES)
        .chain(MONEY_FORM_SAMPLES)
        .chain(RIGHTS_FORM_SAMPLES)
        .chain(DOCUMENT_FORM_SAMPLES)
}
