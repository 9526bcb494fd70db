//! The fields of the forms of accounts, and of those that every page has, for `form_fields`.

use super::form_fields::FieldSamples;
use super::valid_forms::Fields;

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
        "/api/account/invite",
        "ben-ortiz",
        &[
            ("family", "{family}"),
            // No such person, so that no invitation is made.
            ("member", "{fresh}"),
            ("language", "es"),
        ],
    ),
    (
        "/api/account/invite-revoke",
        "ben-ortiz",
        &[("family", "{family}"), ("member", "{fresh}")],
    ),
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
    (
        "/api/account/recover",
        "nobody",
        // A valid code would be used up by the first form that is accepted.
        &[
            ("code", "NOSUCHCODE"),
            ("passphrase", "no such passphrase"),
            ("device", "own"),
        ],
    ),
    (
        "/api/account/recovery-card",
        "tasha-carter",
        &[("form", "{fresh}")],
    ),
    (
        "/api/account/details",
        "tasha-carter",
        &[
            ("chosen_name", "Tash"),
            ("pronouns", "she/her"),
            ("pronunciation", "TASH-a"),
            ("speaks-en", "yes"),
            ("reads-en", "yes"),
            ("formats-audio", "yes"),
        ],
    ),
    (
        "/api/account/self",
        "tasha-carter",
        &[
            ("races-black", "yes"),
            ("race_words", "a word"),
            ("tribe", "a word"),
            ("gender", "a word"),
            ("who", "me"),
        ],
    ),
    (
        "/api/account/send-code",
        "tasha-carter",
        &[("form", "{fresh}"), ("channel", "email")],
    ),
    (
        "/api/account/confirm-contact",
        "tasha-carter",
        &[("channel", "email"), ("code", "000000")],
    ),
    ("/api/account/window", "tasha-carter", &[("look", "notes")]),
    ("/api/account/exit-read", "tasha-carter", &[]),
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
    ("/api/account/passkey", "nobody", &[("page", "/account")]),
    (
        "/api/account/passkey-sign-in",
        "nobody",
        // No answer to a challenge, like all that a test without a device can send.
        &[("credential", "{}"), ("device", "own")],
    ),
    (
        "/api/account/passkey-again",
        "tasha-carter",
        &[("credential", "{}"), ("page", "/account")],
    ),
    ("/api/account/new-passkey", "tasha-carter", &[]),
    (
        "/api/account/add-passkey",
        "tasha-carter",
        &[("credential", "{}"), ("name", "a phone")],
    ),
    (
        "/api/account/remove-passkey",
        "tasha-carter",
        &[("passkey", "{fresh}")],
    ),
];

/// The fields of the forms of one's own details, for `valid_fields`. The name stays the agency's,
/// because other tests look for it.
pub(super) fn details_fields(path: &str) -> Option<Fields<'static>> {
    let fields: &'static [(&'static str, &'static str)] = match path {
        "/api/account/details" => &[
            ("chosen_name", ""),
            ("speaks-en", "yes"),
            ("reads-en", "yes"),
        ],
        "/api/account/self" => &[("gender", "a word"), ("who", "me")],
        "/api/account/window" => &[("look", "usual")],
        "/api/account/exit-read" => &[],
        _ => return None,
    };
    Some(fields.to_vec())
}
