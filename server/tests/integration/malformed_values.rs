//! Odd values and real ids for malformed requests, and the check that the portal itself responds.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use crate::support::route_ids::hearing_id;
use crate::support::{TestApp, TestBrowser, TestResponse};
use http::header;
use jiff::SignedDuration;
use model::plan::PlanItemKind;

/// Odd values for fields, ids and query parameters.
pub(crate) const ODD_VALUES: [&str; 30] = [
    "",
    " ",
    "x",
    "-1",
    "0",
    "1.5",
    // One more than the largest 32-bit integer, then the limits of 64 bits.
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999",
    "NaN",
    "1e999",
    "null",
    "true",
    "00000000-0000-0000-0000-000000000000",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "' OR 1=1 --",
    "\"; DROP TABLE person; --",
    "<script>alert(1)</script>",
    "{{7*7}}%s%n${x}",
    "../../../etc/passwd",
    "//evil.example",
    // Browsers drop the tab, which leaves an address of another host.
    "/\t/evil.example/x",
    "a\r\nSet-Cookie: x=1",
    // PostgreSQL rejects a NUL in any text.
    "\u{202e}\u{2068}\u{0}\u{fffd}",
    "9999-12-31",
    "-9999-01-01",
    "2026-02-30",
    "24:60",
    "💥💥💥💥💥💥💥💥",
];

/// Text that only libraries produce.
const LIBRARY_ERRORS: [&str; 14] = [
    "__err",
    "__path",
    "Args|",
    "ServerError|",
    "missing field",
    "duplicate field",
    "invalid type",
    "invalid digit",
    "deserializ",
    "Could not find a server function",
    "Failed to",
    "length limit",
    "Invalid UTF-8",
    "sqlx",
];

/// Fails unless the portal itself produced the response.
pub(crate) fn assert_own_response(page: &TestResponse, what: &str) {
    assert!(
        !page.status.is_server_error(),
        "{what}: {}\n{}",
        page.status,
        page.body
    );
    // Nonces and session tokens are random: one may contain any short word, such as "sqlx".
    let body = match page.body.split_once("nonce=\"").map(|(_, rest)| rest) {
        Some(rest) => page
            .body
            .replace(rest.split('"').next().unwrap_or_default(), ""),
        None => page.body.clone(),
    };
    let told = page
        .headers
        .iter()
        .filter(|(name, _)| *name != header::CONTENT_SECURITY_POLICY && *name != header::SET_COOKIE)
        .fold(body, |mut all, (name, value)| {
            let _ = write!(
                all,
                "\n{name}: {}",
                String::from_utf8_lossy(value.as_bytes())
            );
            all
        });
    for word in LIBRARY_ERRORS {
        assert!(!told.contains(word), "{what}: {word} in {told}");
    }
    // A value of `ODD_VALUES` tries to set a header and a cookie.
    assert!(
        !page.headers.contains_key("x")
            && page
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .all(|cookie| cookie != "x=1"),
        "{what}"
    );
    // An open redirect would lend the portal's name to another site. The one other address is the
    // neutral site of the quick exit.
    if page.status.is_redirection() {
        let location = page.location();
        assert!(
            (location.starts_with('/')
                && !location.starts_with("//")
                // Forms answer POST only: a redirect to one would show an error page.
                && !location.starts_with("/api/"))
                || location.starts_with("https://www.weather.gov/"),
            "{what}: {location}"
        );
    }
}

/// The Carter family's ids, for the placeholders of `FORM_SAMPLES` and of the routes.
pub(crate) struct PlaceholderIds(Vec<(&'static str, String)>);

impl PlaceholderIds {
    pub(crate) async fn load_ids(app: &TestApp) -> Self {
        let carter = app.database.family_id("carter").await;
        let mut tx = app.database.begin_as("tasha-carter").await;
        let plan = store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
        let line = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::AgencyGoal)
            .unwrap();
        let step = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::Step)
            .unwrap();
        Self(vec![
            ("{id}", carter.to_string()),
            ("{family}", carter.to_string()),
            ("{item}", line.id.to_string()),
            ("{text}", line.text_id.to_string()),
            ("{step}", step.id.to_string()),
            ("{event}", hearing_id(app).await.to_string()),
            (
                "{tasha}",
                app.database.person_id("tasha-carter").await.to_string(),
            ),
            (
                "{thread}",
                app.database.thread_id("tasha-june").await.to_string(),
            ),
        ])
    }

    pub(crate) fn fill_placeholders(&self, pattern: &str) -> String {
        let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
        self.0
            .iter()
            .fold(pattern.replace("{fresh}", &fresh), |text, (place, id)| {
                text.replace(place, id)
            })
    }
}

/// A browser of a demo person, or of a visitor without a sign-in for the key `nobody`. Advances the
/// clock so that the throttle counters have drained.
pub(crate) async fn browser_for(app: &TestApp, key: &str) -> TestBrowser {
    app.database.clock.advance(SignedDuration::from_mins(10));
    if key == "nobody" {
        app.new_visitor()
    } else {
        app.person(key).await
    }
}
