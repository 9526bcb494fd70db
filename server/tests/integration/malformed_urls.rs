//! Malformed URLs: odd values in paths and query strings never break a page.
#![allow(clippy::unwrap_used)]

use crate::malformed_values::{ODD_VALUES, PlaceholderIds, assert_own_response, browser_for};
use crate::support::routes::{is_walked, session_routes};
use crate::support::{TestBrowser, on_each_engine, on_engines_at_once};
use app::route_table::RouteAccess;
use http::StatusCode;
use percent_encoding::percent_encode_byte;

/// The names of query parameters that some page reads.
const QUERY_NAMES: [&str; 13] = [
    "before", "at", "after", "from", "of", "goal", "common", "start", "done", "machine", "begun",
    "noted", "saved",
];

const ODD_QUERIES: [&str; 10] = [
    "?",
    "?&&&=",
    "?=",
    "?%",
    "?%FF=%FF",
    "?before",
    "?before[]=1&before[a]=1",
    "?before=1&before=2",
    "?at=%FF",
    "?after=x",
];

/// Encodes every byte, so that the odd value stays within its part of the path.
fn percent_encode(text: &str) -> String {
    text.bytes().map(percent_encode_byte).collect()
}

/// The pattern with existing values for its placeholders.
fn real_path(ids: &PlaceholderIds, pattern: &str) -> String {
    // `{id}` is a thread in a conversation's address, and for a family everywhere else.
    let pattern = if pattern.starts_with("/messages") {
        pattern.replace("{id}", "{thread}")
    } else {
        pattern.to_owned()
    };
    let pattern = pattern
        .replace("{section}", "needs")
        .replace("{part}", "housing")
        .replace("{question}", "now")
        .replace("{right}", "health")
        .replace("{kind}", "step")
        .replace("{version}", "5")
        .replace("{seq}", "1")
        .replace("{n}", "0");
    ids.fill_placeholders(
        &pattern
            .replace("{person}", "{tasha}")
            .replace("{request}", "{fresh}")
            .replace("{reply}", "{fresh}")
            .replace("{contact}", "{fresh}")
            .replace("{team_request}", "{fresh}")
            .replace("{family_time}", "{fresh}")
            .replace("{child_tribe}", "{fresh}")
            .replace("{commitment}", "{fresh}")
            .replace("{code}", "NOSUCHCODE"),
    )
}

/// The page's addresses with one odd value in each placeholder and in each query parameter; with
/// `encodings` also those that are odd because of how they are encoded.
fn odd_addresses(
    ids: &PlaceholderIds,
    pattern: &str,
    odd_values: &[&str],
    encodings: bool,
) -> Vec<String> {
    let places: Vec<&str> = pattern
        .split('/')
        .filter(|part| part.starts_with('{'))
        .collect();
    let mut paths = Vec::new();
    for odd in odd_values
        .iter()
        .map(|odd| percent_encode(odd))
        // Values that are odd because of their encoding, and so are not encoded again.
        .chain(
            ["%FF", "%", "%2F", ".."]
                .map(str::to_owned)
                .into_iter()
                .filter(|_| encodings),
        )
    {
        paths.extend(
            places
                .iter()
                .map(|place| real_path(ids, &pattern.replacen(place, &odd, 1))),
        );
    }
    let every_name = odd_values.iter().map(|odd| {
        format!(
            "?{}",
            QUERY_NAMES
                .map(|name| format!("{name}={}", percent_encode(odd)))
                .join("&")
        )
    });
    paths.extend(
        ODD_QUERIES
            .map(str::to_owned)
            .into_iter()
            .filter(|_| encodings)
            .chain(every_name)
            .map(|query| real_path(ids, pattern) + &query),
    );
    // The `http` crate builds no request with an address that it cannot parse.
    paths.retain(|path| path.parse::<http::Uri>().is_ok());
    paths
}

async fn assert_address_answered(browser: &mut TestBrowser, path: &str) {
    // An event stream does not end, so only its status is read.
    if path.contains("/live") {
        let status = browser.open(path).await.status();
        assert!(!status.is_server_error(), "{path}: {status}");
        return;
    }
    assert_own_response(&browser.get(path).await, path);
}

on_engines_at_once! {
    async fn odd_addresses_never_break_a_page(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        let engine = usize::from(app.database.db.is_postgres());
        // Each person tries a part of the odd values on every page, others on each engine, to bound
        // the time; together they try every value on every page.
        for (turn, who) in [
            "nobody",
            "tasha-carter",
            "ben-ortiz",
            "june-bell",
            "elena-ruiz",
        ]
        .into_iter()
        .enumerate()
        {
            let mut browser = browser_for(&app, who).await;
            // The answer to an odd encoding does not depend on the person; these two open the most.
            let encodings = matches!(who, "nobody" | "tasha-carter" | "ben-ortiz");
            for (page, route) in session_routes()
                .iter()
                .filter(|route| route.method == "GET" && is_walked(&route.pattern()))
                .enumerate()
            {
                let odd_values: Vec<&str> = ODD_VALUES
                    .into_iter()
                    .skip((turn % 4) * 2 + (page + engine) % 2)
                    .step_by(8)
                    .collect();
                // Half of the pages on each engine: no database sees an encoding.
                let encodings = encodings && (page + engine) % 2 == 0;
                // Other pages redirect a visitor to the sign-in page before they read anything.
                if who == "nobody" && route.access != RouteAccess::Anyone {
                    continue;
                }
                for path in odd_addresses(&ids, &route.pattern(), &odd_values, encodings) {
                    assert_address_answered(&mut browser, &path).await;
                }
            }
        }
    }
}

on_each_engine! {
    async fn odd_queries_of_a_stream_and_a_list_are_answered(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await;
        for query in [
            "after=x",
            "after=",
            // One more than the largest 64-bit integer.
            "after=9223372036854775808",
            "after=1&after=2",
            "after=%FF",
            "after[]=1",
            "%",
        ] {
            assert_eq!(
                tasha
                    .open(&format!("/messages/{thread}/live?{query}"))
                    .await
                    .status(),
                StatusCode::OK,
                "{query}"
            );
        }
        for name in ["before", "at"] {
            for value in [
                "",
                "x",
                "-9223372036854775808",
                "9223372036854775807",
                "0",
                "1e9",
            ] {
                assert_eq!(
                    tasha
                        .get(&format!("/messages/{thread}?{name}={value}"))
                        .await
                        .status,
                    StatusCode::OK,
                    "{name}={value}"
                );
            }
        }
    }
}
