//! Authorization of every route: everyone tries everything, and the access of the route table gives
//! the expected result.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::support::route_ids::RouteIds;
use crate::support::routes::{
    CARTER_TEAM, OUTSIDERS, is_walked, may_use, public_routes, session_routes, walks_every_route,
};
use crate::support::snapshot::take_snapshot;
use crate::support::valid_forms::{post_valid_form, valid_fields};
use crate::support::{TestBrowser, TestResponse, on_each_engine, on_engines_at_once};
use app::form_routes::FORM_ROUTES;
use app::route_table::{Route, RouteAccess, RouteResponse};
use app::routes::PAGE_ROUTES;
use http::StatusCode;
use model::policy::{ResourceKind, role_visibility};
use model::role::Role;

#[test]
fn every_server_function_is_in_the_table() {
    // The framework registers each server function by itself, so a new one is reachable before the
    // table says who may call it.
    let registered: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    let table: BTreeSet<&str> = FORM_ROUTES.iter().map(|route| route.path()).collect();
    let missing: Vec<_> = registered.difference(&table).collect();
    assert!(
        missing.is_empty(),
        "add to app/src/form_routes.rs who may call {missing:?}"
    );
}

#[test]
fn every_page_of_the_router_is_in_the_table() {
    let rendered: BTreeSet<String> = leptos_axum::generate_route_list(app::routes::App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect();
    let table: BTreeSet<String> = PAGE_ROUTES.iter().map(Route::pattern).collect();
    assert_eq!(rendered, table);
}

on_each_engine! {
    async fn signed_out_every_page_leads_to_sign_in(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        for route in session_routes() {
            if route.access == RouteAccess::Anyone || !is_walked(&route.pattern()) {
                continue;
            }
            let page = request_route(&mut app.new_visitor(), &route, &ids).await;
            assert_eq!(
                (page.status, page.location()),
                (StatusCode::SEE_OTHER, "/sign-in"),
                "{route:?}"
            );
        }
        // Like every existing page, so that a visitor cannot find out which addresses exist.
        let absent = app.new_visitor().get("/no/such/page").await;
        assert_eq!(
            (absent.status, absent.location()),
            (StatusCode::SEE_OTHER, "/sign-in")
        );
    }
}

/// Gets the page or file, or posts the form with valid fields.
async fn request_route(browser: &mut TestBrowser, route: &Route, ids: &RouteIds) -> TestResponse {
    if route.method == "GET" {
        browser.get(&ids.fill_path(&route.pattern())).await
    } else {
        post_valid_form(browser, &route.pattern(), ids).await
    }
}

async fn get_absent_page(browser: &mut TestBrowser) -> TestResponse {
    browser
        .get("/family/01900000-0000-7000-8000-000000000000/plan")
        .await
}

/// Requests one route as this person, and compares the response with the route's access.
async fn check_access(browser: &mut TestBrowser, key: &str, route: &Route, ids: &RouteIds) {
    let may = may_use(route.access, key);
    if route.response == RouteResponse::Stream && may {
        // An event stream never ends, so only its status is checked.
        let stream = browser.open(&ids.fill_path(&route.pattern())).await;
        assert_eq!(stream.status(), StatusCode::OK, "{key} {route:?}");
        return;
    }
    let page = request_route(browser, route, ids).await;
    if route.pattern() == "/welcome/{code}" {
        // The code is a wrong one.
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    } else if may {
        let expected = [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::FOUND];
        assert!(
            expected.contains(&page.status),
            "{key} {route:?}: {}",
            page.status
        );
    } else {
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{key} {route:?}");
        // A forbidden page must be identical to one that does not exist. Forms are not compared,
        // because the error page of a form contains what was typed.
        if route.method == "GET" {
            // Fetched again, because earlier requests may have changed the unread count.
            let absent = get_absent_page(browser).await;
            assert_eq!(
                normalized_body(&page),
                normalized_body(&absent),
                "{key} {route:?}"
            );
        }
    }
}

on_engines_at_once! {
    async fn everyone_tries_every_page_and_form(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut tried = 0;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            assert_eq!(
                get_absent_page(&mut browser).await.status,
                StatusCode::NOT_FOUND
            );
            for route in session_routes() {
                // These forms end the session.
                let ends_session = route.method == "POST" && route.access == RouteAccess::Anyone;
                if ends_session || !is_walked(&route.pattern()) {
                    continue;
                }
                tried += 1;
                check_access(&mut browser, key, &route, &ids).await;
            }
        }
        if !walks_every_route() {
            return;
        }
        // An empty table of routes would pass as well.
        assert!(tried > 200, "{tried}");
        // A 404 does not show that nothing was stored.
        let only_readers = app
            .database
            .query_number("SELECT count(*) FROM message WHERE body = 'a word from the access test'")
            .await;
        assert_eq!(only_readers, 2, "one from each of the two readers");
    }
}

/// Whether the form concerns a family, a thread or a request, rather than the sender's own
/// settings.
fn concerns_record(access: RouteAccess) -> bool {
    !matches!(
        access,
        RouteAccess::Anyone | RouteAccess::SignedIn | RouteAccess::AgencyStaff
    )
}

/// Variants of a valid form with the same ids and numbers, in which every other value is empty, far
/// too long, or an unknown choice.
fn invalid_variants(valid: &[(String, String)]) -> Vec<Vec<(String, String)>> {
    let is_kept =
        |value: &str| uuid::Uuid::parse_str(value).is_ok() || value.parse::<i64>().is_ok();
    let replace = |change: &dyn Fn(&str, &str) -> Option<String>| {
        let fields = valid.iter().map(|(name, value)| {
            let value = change(name, value).unwrap_or_else(|| value.clone());
            (name.clone(), value)
        });
        fields.collect::<Vec<_>>()
    };
    let with_text = |text: &str| replace(&|_, value| (!is_kept(value)).then(|| text.to_owned()));
    vec![
        valid.to_vec(),
        with_text(""),
        // Longer than any field may be. Access is refused before a text is, or the refusal of the
        // text would show that the record exists.
        with_text(&"x".repeat(30_000)),
        with_text("no-such-thing"),
        // A rating is the one number that is typed; the variants above keep numbers, because they
        // may be ids.
        replace(&|name, _| (name == "value").then(|| "no number".to_owned())),
    ]
}

/// Posts every variant of the form, and expects each to be answered as if the form did not exist.
/// Returns how many were posted.
async fn post_refused_variants(browser: &mut TestBrowser, path: &str, ids: &RouteIds) -> usize {
    let variants = invalid_variants(&valid_fields(path, ids));
    for form in &variants {
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let page = browser.post(path, &form).await;
        let shown = |value: &str| value.chars().take(40).collect::<String>();
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::NOT_FOUND, ""),
            "{path} {:?}",
            form.iter()
                .map(|(name, value)| (name, shown(value)))
                .collect::<Vec<_>>()
        );
    }
    variants.len()
}

on_engines_at_once! {
    async fn form_of_another_family_is_absent_whatever_it_holds(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut tried = 0;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            let before = take_snapshot(&app.database).await;
            for route in FORM_ROUTES {
                // Every participant may leave a thread.
                let leaves = route.path() == "/api/messages/leave" && key == "nora-price";
                let is_refused = concerns_record(route.access) && !may_use(route.access, key);
                if is_refused && !leaves && is_walked(route.path()) {
                    tried += post_refused_variants(&mut browser, route.path(), &ids).await;
                }
            }
            assert_eq!(
                take_snapshot(&app.database).await.changes_since(&before),
                Vec::<String>::new(),
                "{key} changed something by forms that were refused"
            );
        }
        assert!(tried > 1_000 || !walks_every_route(), "{tried}");
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
        panic!("docs/access.md was out of date and has been regenerated; read it and commit it");
    }
}

/// The columns of the table of roles.
const ROLE_COLUMNS: [(Role, &str); 10] = [
    // One column, because the policy gives all three the same.
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

/// Appends what each role may see of each kind of record.
fn push_role_table(out: &mut String) {
    for (_, name) in ROLE_COLUMNS {
        let _ = write!(out, " {name} |");
    }
    let _ = write!(out, "\n|---|{}", "---|".repeat(ROLE_COLUMNS.len()));
    for &thing in ResourceKind::ALL {
        let _ = write!(out, "\n| {} |", thing.plain_label());
        for (role, _) in ROLE_COLUMNS {
            let _ = write!(out, " {} |", role_visibility(role, thing).plain_label());
        }
    }
}

fn render_access_table() -> String {
    let mut out = String::from(
        "# Who may see and do what\n\nPrinted by `server/tests/integration/access.rs` from \
            `app/model/src/policy.rs` and the route tables (`app/src/routes.rs`, `app/src/form_routes.rs`, \
            `server/src/http/server_routes.rs`). Do not edit.\n\
         These are defaults; each agency has its counsel confirm them.\n\n## What a role may ever \
            see\n\n\
         *yes*: by role, unless the item's own audience leaves the role out. *when named*: only \
            if the item's audience names this very person.\n\
         *never*: whatever an audience says. \"Never show to\" a person beats every role. Two \
            parents of one child are two people: what is \
         *when named* for parents is how one parent's words, address or treatment stay hidden \
            from the other.\n\n| |",
    );
    push_role_table(&mut out);
    out.push_str(
        "\n\nSomeone from another family or another agency sees nothing. Someone taken off a team \
            sees nothing from their next click on.\n\
         Refused looks like absent: both say that the page was not found.\n\n## Pages and \
            forms\n\n| what | address | who |\n|---|---|---|\n",
    );
    for route in session_routes().iter().chain(&public_routes()) {
        let _ = writeln!(
            out,
            "| {} | `{} {}` | {} |",
            route.description,
            route.method,
            route.pattern(),
            route.access.label()
        );
    }
    out
}
