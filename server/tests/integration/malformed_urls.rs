//! Malformed URLs: odd values in paths and query strings never break a page.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use crate::endpoints::{ENDPOINTS, EndpointAccess};
use crate::malformed_values::{ODD_VALUES, PlaceholderIds, assert_own_response, browser_for};
use crate::support::on_each_engine;
use http::StatusCode;

on_each_engine! {
    async fn odd_addresses_never_break_a_page(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        let names = [
            "before", "at", "after", "from", "of", "goal", "common", "start", "done", "machine",
            "begun", "noted", "saved",
        ];
        let percent = |odd: &str| {
            odd.bytes().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "%{byte:02X}");
                out
            })
        };
        // Each person tries a part of the odd values on every page; together they try every value
        // on every page.
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
            let odd_values = || ODD_VALUES.iter().skip(turn % 4).step_by(4);
            for (_, pattern, open, _) in ENDPOINTS.iter().filter(|(method, ..)| *method == "GET") {
                if who == "nobody" && *open != EndpointAccess::Anyone {
                    continue;
                }
                let real = |pattern: &str| {
                    let pattern = if pattern.starts_with("/messages") {
                        pattern.replace("{id}", "{thread}")
                    } else {
                        pattern.to_owned()
                    };
                    let pattern = pattern
                        .replace("{section}", "needs")
                        .replace("{kind}", "step")
                        .replace("{version}", "5")
                        .replace("{seq}", "1")
                        .replace("{n}", "0");
                    ids.fill_placeholders(
                        &pattern
                            .replace("{person}", "{tasha}")
                            .replace("{request}", "{fresh}")
                            .replace("{reply}", "{fresh}")
                            .replace("{code}", "NOSUCHCODE"),
                    )
                };
                let places: Vec<&str> = pattern
                    .split('/')
                    .filter(|part| part.starts_with('{'))
                    .collect();
                let mut paths = Vec::new();
                for odd in odd_values().map(|odd| percent(odd)).chain([
                    "%FF".to_owned(),
                    "%".to_owned(),
                    "%2F".to_owned(),
                    "..".to_owned(),
                ]) {
                    paths.extend(
                        places
                            .iter()
                            .map(|place| real(&pattern.replacen(place, &odd, 1))),
                    );
                }
                let queries = [
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
                ]
                .map(str::to_owned);
                let every = odd_values().map(|odd| {
                    format!(
                        "?{}",
                        names
                            .map(|name| format!("{name}={}", percent(odd)))
                            .join("&")
                    )
                });
                paths.extend(
                    queries
                        .into_iter()
                        .chain(every)
                        .map(|query| real(pattern) + &query),
                );
                for path in paths
                    .into_iter()
                    .filter(|path| path.parse::<http::Uri>().is_ok())
                {
                    if path.contains("/live") {
                        let status = browser.open(&path).await.status();
                        assert!(!status.is_server_error(), "{path}: {status}");
                        continue;
                    }
                    assert_own_response(&browser.get(&path).await, &path);
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
