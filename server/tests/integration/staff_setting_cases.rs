//! The settings of the sign-in of staff, as in `setting_cases.rs`.

use crate::setting_cases::SettingCase;

pub(crate) const STAFF_SETTING_CASES: [SettingCase; 8] = [
    (
        "oidc-issuer",
        "https://login.example.org/tenant",
        // A machine that can answer in the provider's place decides who signs in.
        &["serve", "--oidc-issuer", "http://login.example.org"],
        2,
        "https://",
    ),
    (
        "oidc-client-id",
        "portal",
        &["serve", "--oidc-issuer", "https://login.example.org"],
        1,
        "--oidc-client-id",
    ),
    (
        "oidc-client-secret",
        "-secret",
        &["serve", "--oidc-client-secret"],
        2,
        "--oidc-client-secret",
    ),
    (
        "oidc-required-claim",
        "amr=mfa",
        &["serve", "--oidc-required-claim", "amr"],
        2,
        "CLAIM=VALUE",
    ),
    (
        "oidc-scopes",
        "email offline_access",
        &["serve", "--oidc-scopes"],
        2,
        "--oidc-scopes",
    ),
    (
        "oidc-groups-claim",
        "roles",
        &["serve", "--oidc-groups-claim"],
        2,
        "--oidc-groups-claim",
    ),
    (
        "oidc-group-roles",
        "Caseworkers=worker",
        &[
            "serve",
            "--oidc-issuer=https://login.example.org",
            "--oidc-client-id=portal",
            "--oidc-required-claim=amr=mfa",
            // A group never makes anyone a parent.
            "--oidc-group-roles=Families=parent",
        ],
        1,
        "--oidc-group-roles",
    ),
    (
        "rule",
        "",
        // Without a provider no member of staff could sign in.
        &["staff-sign-in", "identity-provider"],
        1,
        "ALONGSIDE_OIDC_ISSUER",
    ),
];
