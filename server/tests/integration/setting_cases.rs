//! Every setting with a valid value and a command line that is refused, for `commands.rs`.

/// A database URL to which nothing listens.
const UNREACHABLE_DATABASE: &str = "postgres://nobody@127.0.0.1:1/alongside";

/// A setting's name, a valid value, and a command line that is refused, with its exit status and a
/// part of its error.
pub(crate) type SettingCase = (
    &'static str,
    &'static str,
    &'static [&'static str],
    i32,
    &'static str,
);

// Status 2 is a value that clap refuses, 1 a value that the program refuses once it starts.
pub(crate) const SETTING_CASES: [SettingCase; 44] = [
    (
        "database-url",
        "sqlite://a.db",
        &["migrate", "--database-url", "mysql://x"],
        1,
        "must begin with sqlite: or postgres:",
    ),
    (
        "system-url",
        UNREACHABLE_DATABASE,
        // SQLite, the default, has no logins.
        &["serve", "--system-url", UNREACHABLE_DATABASE],
        1,
        "set both or neither",
    ),
    (
        // The file is read before the connection, so nothing has to listen there.
        "database-ca",
        "ca.pem",
        &[
            "migrate",
            "--database-url",
            UNREACHABLE_DATABASE,
            "--database-ca",
            "/nowhere",
        ],
        1,
        "/nowhere",
    ),
    (
        "owner-url",
        UNREACHABLE_DATABASE,
        &["migrate", "--owner-url", UNREACHABLE_DATABASE],
        1,
        "ALONGSIDE_OWNER_URL",
    ),
    (
        "addr",
        "127.0.0.1:0",
        &["serve", "--addr", "here"],
        2,
        "--addr",
    ),
    (
        "public-url",
        "https://portal.example",
        &["serve", "--public-url", "nonsense"],
        1,
        "public URL",
    ),
    (
        "trusted-proxy",
        "10.0.0.0/8,192.0.2.7",
        &["serve", "--trusted-proxy", "ten"],
        2,
        "--trusted-proxy",
    ),
    (
        "help-line",
        "+1 (608) 555-0142",
        &["serve", "--help-line", "call us"],
        2,
        "telephone number",
    ),
    (
        "agency-name",
        "Lakeside County",
        &["serve", "--agency-name", " "],
        2,
        "must be a name",
    ),
    (
        "exit-url",
        "https://www.weather.gov/",
        // A `javascript:` address would run as a script.
        &["serve", "--exit-url", "javascript:alert(1)"],
        2,
        "https://",
    ),
    (
        "translate-url",
        "http://127.0.0.1:5000",
        &["serve", "--translate-url", "nonsense"],
        1,
        "--translate-url",
    ),
    (
        "translate-key",
        // A secret may begin with a hyphen, like a flag.
        "-secret",
        &["serve", "--translate-key"],
        2,
        "--translate-key",
    ),
    (
        "message-retention-days",
        "365",
        &["serve", "--message-retention-days", "3"],
        2,
        "30",
    ),
    (
        "attachments",
        "place",
        // No folder can be made within a file, not even by root.
        &["serve", "--attachments", "/dev/null/place"],
        1,
        "/dev/null/place",
    ),
    (
        "clamd-address",
        "127.0.0.1:3310",
        &["serve", "--clamd-address", "clamd"],
        2,
        "host:port",
    ),
    (
        "pdf-fonts-dir",
        "/nowhere",
        &["serve", "--pdf-fonts-dir"],
        2,
        "--pdf-fonts-dir",
    ),
    (
        "max-connections",
        "100",
        &["serve", "--max-connections", "many"],
        2,
        "--max-connections",
    ),
    (
        "max-connections-per-address",
        "10",
        // With `=`, because clap takes a value that begins with a hyphen for a flag.
        &["serve", "--max-connections-per-address=-1"],
        2,
        "--max-connections-per-address",
    ),
    (
        "max-streams-per-person",
        "3",
        &["serve", "--max-streams-per-person", "some"],
        2,
        "--max-streams-per-person",
    ),
    (
        "drain-seconds",
        "0",
        // More than 16 bits hold.
        &["serve", "--drain-seconds", "70000"],
        2,
        "--drain-seconds",
    ),
    (
        "assets-dir",
        "/nowhere",
        &["serve", "--assets-dir", "/nowhere"],
        1,
        "script/site",
    ),
    (
        "smtp-url",
        "smtps://mail.example.org",
        &[
            "serve",
            "--smtp-url",
            "nonsense",
            "--mail-from",
            "notice@example.org",
        ],
        1,
        "smtps://",
    ),
    (
        "mail-from",
        "notice@example.org",
        &[
            "serve",
            "--smtp-url",
            "smtp://127.0.0.1",
            "--mail-from",
            "nobody",
        ],
        1,
        "--mail-from",
    ),
    (
        "sms-url",
        "https://sms.example/",
        &["serve", "--sms-url", "nonsense"],
        1,
        "--sms-url",
    ),
    (
        "sms-kind",
        "twilio",
        &["serve", "--sms-kind", "pigeon"],
        2,
        "--sms-kind",
    ),
    (
        // With Twilio's interface four settings belong together; this case and the next leave out
        // one each.
        "sms-user",
        "AC1",
        &[
            "serve",
            "--sms-url",
            "https://sms.example/",
            "--sms-kind",
            "twilio",
            "--sms-token",
            "x",
            "--sms-from",
            "y",
        ],
        1,
        "--sms-user",
    ),
    (
        "sms-from",
        "+16085550142",
        &[
            "serve",
            "--sms-url",
            "https://sms.example/",
            "--sms-kind",
            "twilio",
            "--sms-token",
            "x",
            "--sms-user",
            "y",
        ],
        1,
        "--sms-from",
    ),
    (
        "sms-inbound-secret",
        "-secret",
        &["serve", "--sms-inbound-secret"],
        2,
        "--sms-inbound-secret",
    ),
    (
        "sms-token",
        "-secret",
        &["serve", "--sms-token"],
        2,
        "--sms-token",
    ),
    (
        "vapid-key",
        // 32 bytes in base64url, the length of a P-256 private key.
        "lkB7cUt8_64Ub4RSS-27WsSjnmAzNrScLjuLpTQAfTo",
        &["serve", "--vapid-key", "nonsense"],
        1,
        "generate-vapid-key",
    ),
    (
        "vapid-contact",
        "mailto:you@example.org",
        &[
            "serve",
            "--vapid-key",
            "lkB7cUt8_64Ub4RSS-27WsSjnmAzNrScLjuLpTQAfTo",
            "--vapid-contact",
            "me",
        ],
        1,
        "--vapid-contact",
    ),
    (
        "picture-decoder",
        "/nowhere",
        &["serve", "--picture-decoder"],
        2,
        "--picture-decoder",
    ),
    (
        "push-hosts",
        "push.example,*.push.example",
        &["serve", "--push-hosts"],
        2,
        "--push-hosts",
    ),
    (
        "urgent-escalation-hours",
        "2",
        &["serve", "--urgent-escalation-hours", "soon"],
        2,
        "--urgent-escalation-hours",
    ),
    (
        "notification-delay-seconds",
        "0",
        &["serve", "--notification-delay-seconds=-5"],
        2,
        "--notification-delay-seconds",
    ),
    (
        "demo",
        "",
        // In a demo every visitor can sign in as any person, so no other machine may reach it.
        &["serve", "--demo", "--addr", "0.0.0.0:0"],
        1,
        "loopback",
    ),
    (
        "pseudo-locale",
        "",
        &["serve", "--pseudo-locale"],
        2,
        "--demo",
    ),
    // Required arguments of a command: without them it is refused.
    ("paths", "", &["import"], 2, "FILES"),
    ("person", "", &["invite"], 2, "PERSON"),
    (
        "agency",
        "lakeside",
        &["invite", "maria-luna", "--agency", "nowhere"],
        1,
        "no person has this key",
    ),
    (
        "days",
        "30",
        &["invite", "maria-luna", "--days", "0"],
        2,
        "1..=365",
    ),
    (
        "letter",
        "",
        &["invite", "maria-luna", "--letter", "/nowhere/letter.html"],
        1,
        "cannot create /nowhere/letter.html",
    ),
    (
        "revoke",
        "",
        &["invite", "nobody-here", "--revoke"],
        1,
        "no person has this key",
    ),
    ("help", "", &["nonsense"], 2, "nonsense"),
];
