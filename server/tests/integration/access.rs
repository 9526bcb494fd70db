//! Authorization of every route: everyone tries everything, and the table in `endpoints.rs` gives
//! the expected result.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::endpoints::{ENDPOINTS, EndpointAccess};
use crate::support::routes::{CARTER_TEAM, OUTSIDERS, RouteIds, post_valid_form, valid_fields};
use crate::support::snapshot::take_snapshot;
use crate::support::{TestResponse, on_each_engine};
use http::StatusCode;
use model::policy::{ResourceKind, role_visibility};
use model::role::Role;

fn may_use(who: EndpointAccess, key: &str) -> bool {
    match who {
        EndpointAccess::Anyone | EndpointAccess::SignedIn => true,
        EndpointAccess::Team => CARTER_TEAM.contains(&key),
        EndpointAccess::PlanReaders => {
            ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key)
        }
        EndpointAccess::Family => ["tasha-carter", "marcus-reed"].contains(&key),
        EndpointAccess::StepKeepers => ["tasha-carter", "ben-ortiz"].contains(&key),
        EndpointAccess::WeekReaders => {
            ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key)
        }
        EndpointAccess::Raters => ["tasha-carter", "marcus-reed", "ben-ortiz"].contains(&key),
        EndpointAccess::Worker => key == "ben-ortiz",
        EndpointAccess::LogReaders => ["tasha-carter", "marcus-reed", "pat-nguyen"].contains(&key),
        EndpointAccess::Readers => ["tasha-carter", "june-bell"].contains(&key),
        EndpointAccess::Serving => [
            "ben-ortiz",
            "pat-nguyen",
            "june-bell",
            "lena-bird",
            "rosa-jimenez",
            "dana-fox",
            "kou-lee",
            "alma-brooks",
            "elena-ruiz",
        ]
        .contains(&key),
        EndpointAccess::Interpreters | EndpointAccess::Given => key == "elena-ruiz",
        EndpointAccess::WalksWith => key == "june-bell",
        EndpointAccess::Nobody => false,
        // June Bell is Tasha's parent partner. Tasha, those who work for the family, and June's
        // coordinator may start a thread with her.
        EndpointAccess::MayBegin => {
            ["tasha-carter", "ben-ortiz", "pat-nguyen", "alma-brooks"].contains(&key)
        }
    }
}

#[test]
fn every_route_of_fact_is_in_the_table() {
    let pages = leptos_axum::generate_route_list(app::routes::App)
        .into_iter()
        .map(|route| format!("GET {}", route.path()));
    let forms =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    let outside = [
        "POST /exit",
        "POST /keep",
        "POST /api/account/sign-out",
        "GET /family/{id}/plan/version/{version}/pdf",
        "GET /messages/{id}/live",
        "GET /messages/{id}/pdf",
        "GET /messages/{id}/table",
        "GET /messages/{id}/file/{seq}/{n}",
        "GET /messages/queue/{request}/file/{seq}/{n}",
    ]
    .map(str::to_owned);
    let real: BTreeSet<String> = pages.chain(forms).chain(outside).collect();
    let table: BTreeSet<String> = ENDPOINTS
        .iter()
        .map(|(method, path, ..)| format!("{method} {path}"))
        .collect();
    let missing: Vec<_> = real.difference(&table).collect();
    let gone: Vec<_> = table.difference(&real).collect();
    assert!(
        missing.is_empty(),
        "you added a route; say in endpoints.rs or, for a form, form_endpoints.rs who may use {missing:?}"
    );
    assert!(
        gone.is_empty(),
        "server/tests/integration/endpoints.rs speaks of routes that are gone: {gone:?}"
    );
}

on_each_engine! {
    async fn signed_out_every_page_leads_to_sign_in(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        for (method, pattern, who, _) in ENDPOINTS {
            let mut nobody = app.new_visitor();
            if *who == EndpointAccess::Anyone {
                continue;
            }
            let page = if *method == "GET" {
                nobody.get(&ids.fill_path(pattern)).await
            } else {
                post_valid_form(&mut nobody, pattern, &ids).await
            };
            assert_eq!(
                (page.status, page.location()),
                (StatusCode::SEE_OTHER, "/sign-in"),
                "{method} {pattern}"
            );
        }
        let absent = app.new_visitor().get("/no/such/page").await;
        assert_eq!(
            (absent.status, absent.location()),
            (StatusCode::SEE_OTHER, "/sign-in")
        );
    }
}

on_each_engine! {
    async fn everyone_tries_every_page_and_form(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut tried = 0;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            let absent = browser
                .get("/family/01900000-0000-7000-8000-000000000000/plan")
                .await;
            assert_eq!(absent.status, StatusCode::NOT_FOUND);
            for (method, pattern, who, _) in ENDPOINTS {
                if *method == "POST" && *who == EndpointAccess::Anyone {
                    continue;
                }
                tried += 1;
                if *pattern == "/messages/{id}/live" && may_use(*who, key) {
                    // An event stream never ends, so only its status is checked.
                    assert_eq!(
                        browser.open(&ids.fill_path(pattern)).await.status(),
                        StatusCode::OK,
                        "{key}"
                    );
                    continue;
                }
                let page = if *method == "GET" {
                    browser.get(&ids.fill_path(pattern)).await
                } else {
                    post_valid_form(&mut browser, pattern, &ids).await
                };
                if *pattern == "/welcome/{code}" {
                    assert_eq!(page.status, StatusCode::NOT_FOUND);
                } else if may_use(*who, key) {
                    assert!(
                        matches!(
                            page.status,
                            StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::FOUND
                        ),
                        "{key} {method} {pattern}: {}",
                        page.status
                    );
                } else {
                    assert_eq!(
                        page.status,
                        StatusCode::NOT_FOUND,
                        "{key} {method} {pattern}"
                    );
                    // A forbidden page must be identical to one that does not exist.
                    if *method == "GET" {
                        // Fetched again, because earlier requests may have changed the unread
                        // count.
                        let absent = browser
                            .get("/family/01900000-0000-7000-8000-000000000000/plan")
                            .await;
                        assert_eq!(
                            normalized_body(&page),
                            normalized_body(&absent),
                            "{key} {pattern}"
                        );
                    }
                }
            }
        }
        assert!(tried > 200, "{tried}");
        let only_readers = app
            .database
            .query_number("SELECT count(*) FROM message WHERE body = 'a word from the access test'")
            .await;
        assert_eq!(only_readers, 2, "one from each of the two readers");
    }
}

/// Whether the form concerns a family, a thread or a request, rather than the sender's own
/// settings.
fn concerns_record(who: EndpointAccess) -> bool {
    !matches!(
        who,
        EndpointAccess::Anyone | EndpointAccess::SignedIn | EndpointAccess::Serving
    )
}

on_each_engine! {
    async fn form_of_another_family_is_absent_whatever_it_holds(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut tried = 0;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            let before = take_snapshot(&app.database).await;
            for (method, path, who, _) in ENDPOINTS {
                // Every participant may leave a thread.
                let leaves = *path == "/api/messages/leave" && key == "nora-price";
                if *method != "POST" || !concerns_record(*who) || may_use(*who, key) || leaves {
                    continue;
                }
                let valid = valid_fields(path, &ids);
                // Ids and numbers stay; every other value is empty, far too long, or an unknown
                // choice.
                let with = |words: &str| {
                    let stands = |value: &str| {
                        uuid::Uuid::parse_str(value).is_ok() || value.parse::<i64>().is_ok()
                    };
                    valid
                        .iter()
                        .map(|(name, value)| {
                            (
                                name.clone(),
                                if stands(value) {
                                    value.clone()
                                } else {
                                    words.to_owned()
                                },
                            )
                        })
                        .collect::<Vec<_>>()
                };
                let off_the_scale: Vec<(String, String)> = valid
                    .iter()
                    .map(|(name, value)| {
                        (
                            name.clone(),
                            if name == "value" {
                                "no number".to_owned()
                            } else {
                                value.clone()
                            },
                        )
                    })
                    .collect();
                for form in [
                    valid.clone(),
                    with(""),
                    with(&"x".repeat(30_000)),
                    with("no-such-thing"),
                    off_the_scale,
                ] {
                    tried += 1;
                    let form: Vec<(&str, &str)> = form
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_str()))
                        .collect();
                    let page = browser.post(path, &form).await;
                    assert_eq!(
                        (page.status, page.location()),
                        (StatusCode::NOT_FOUND, ""),
                        "{key} {path} {:?}",
                        form.iter()
                            .map(|(name, value)| (name, value.get(..40).unwrap_or(value)))
                            .collect::<Vec<_>>()
                    );
                }
            }
            assert_eq!(
                take_snapshot(&app.database).await.changes_since(&before),
                Vec::<String>::new(),
                "{key} changed something by forms that were refused"
            );
        }
        assert!(tried > 1_000, "{tried}");
    }
}

/// A page without its nonce and its return path.
fn normalized_body(page: &TestResponse) -> String {
    let body = page.body_text();
    let nonce = body
        .split("nonce=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or("-")
        .to_owned();
    let from = body
        .split("?from=")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or("-")
        .to_owned();
    body.replace(&nonce, "").replace(&from, "")
}

#[test]
fn the_printed_table_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/access.md");
    let printed = render_access_table();
    if std::fs::read_to_string(path).unwrap_or_default() != printed {
        std::fs::write(path, printed).unwrap();
        panic!("docs/access.md was out of date and has been printed anew; read it and commit it");
    }
}

fn render_access_table() -> String {
    let mut out = String::from(
        "# Who may see and do what\n\nPrinted by `server/tests/integration/access.rs` from \
            `app/model/src/policy.rs` and `server/tests/integration/endpoints.rs`. Do not edit.\n\
         These are defaults; each agency has its counsel confirm them.\n\n## What a role may ever \
            see\n\n\
         *yes*: by role, unless the item's own audience leaves the role out. *when named*: only \
            if the item's audience names this very person.\n\
         *never*: whatever an audience says. \"Never show to\" a person beats every role. Two \
            parents of one child are two people: what is \
         *when named* for parents is how one parent's words, address or treatment stay hidden \
            from the other.\n\n| |",
    );
    const ROLE_COLUMNS: [(Role, &str); 10] = [
        (Role::Parent, "parent, guardian, Indian custodian"),
        (Role::Youth, "youth 14+"),
        (Role::Caregiver, "caregiver"),
        (Role::Mentor, "parent partner"),
        (Role::MentorCoordinator, "parent partner coordinator"),
        (Role::Worker, "worker"),
        (Role::Supervisor, "supervisor"),
        (Role::TribalRepresentative, "tribal representative"),
        (Role::Interpreter, "interpreter"),
        (Role::Administrator, "administrator"),
    ];
    for (_, name) in ROLE_COLUMNS {
        let _ = write!(out, " {name} |");
    }
    let _ = write!(out, "\n|---|{}", "---|".repeat(ROLE_COLUMNS.len()));
    for thing in ResourceKind::ALL {
        let _ = write!(out, "\n| {} |", thing.plain_label());
        for (role, _) in ROLE_COLUMNS {
            let _ = write!(out, " {} |", role_visibility(role, thing).plain_label());
        }
    }
    out.push_str(
        "\n\nSomeone from another family or another agency sees nothing. Someone taken off a team \
            sees nothing from their next click on.\n\
         Refused looks like absent: both say that the page was not found.\n\n## Pages and \
            forms\n\n| what | address | who |\n|---|---|---|\n",
    );
    for (method, path, who, what) in ENDPOINTS {
        let _ = writeln!(
            out,
            "| {what} | `{method} {path}` | {} |",
            who.access_label()
        );
    }
    out
}
