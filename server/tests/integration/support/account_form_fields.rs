//! The fields of the forms of accounts, and of those that every page has, for `form_fields`.

use super::form_fields::FieldSamples;

/// As `FORM_SAMPLES`.
pub const ACCOUNT_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    ("/exit", "nobody", &[]),
    (
        "/keep",
        "nobody",
        &[
            ("endpoint", "messages/send"),
            ("from", "/messages"),
            ("person", "{tasha}"),
            ("body", "a word"),
        ],
    ),
    (
        "/api/account/sign-in",
        "nobody",
        // No such account: a right passphrase would sign the browser in, and the values that follow
        // would be sent by a person.
        &[
            ("name", "somebody"),
            ("passphrase", "no such passphrase"),
            ("device", "shared"),
        ],
    ),
    ("/api/account/code", "nobody", &[("code", "NOSUCHCODE")]),
    (
        "/api/account/accept",
        "nobody",
        &[
            // A valid code would be used up by the first form that is accepted.
            ("code", "NOSUCHCODE"),
            ("name", "somebody"),
            ("passphrase", "no such passphrase"),
            ("device", "own"),
        ],
    ),
    ("/api/account/second-step", "nobody", &[("code", "000000")]),
    ("/api/account/begin-app", "ben-ortiz", &[]),
    ("/api/account/add-app", "ben-ortiz", &[("code", "000000")]),
    ("/api/account/remove-app", "ben-ortiz", &[]),
    (
        "/api/account/language",
        "tasha-carter",
        &[("language", "en"), ("from", "/plan")],
    ),
    (
        "/api/account/look-around",
        "nobody",
        &[("person", "{tasha}")],
    ),
    ("/api/account/sign-out", "nobody", &[]),
    ("/api/account/seen", "tasha-carter", &[]),
    ("/api/account/end-others", "tasha-carter", &[]),
    (
        "/api/account/end-session",
        "tasha-carter",
        &[("session", "{fresh}")],
    ),
    (
        "/api/account/again",
        "tasha-carter",
        &[
            ("name", "no such name"),
            ("passphrase", "no such passphrase"),
            ("page", "/account"),
        ],
    ),
];
