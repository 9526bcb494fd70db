//! Performance budgets that are counted, not timed: SQL statements and bytes per page, and the size
//! of a first visit.
#![allow(clippy::unwrap_used)]

use std::io::Write;

use app::route_table::RouteResponse;
use app::routes::PAGE_ROUTES;
use model::messages::MessageDestination;

use crate::support::database::many_events::{carter_file_with_days, carter_file_with_events};
use crate::support::route_ids::RouteIds;
use crate::support::routes::may_use;
use crate::support::{
    TestApp, TestBrowser, demo_app_on_sqlite, large_luna_plan, on_each_engine, on_engines_at_once,
};

/// The statements that look up the session and the actor with their teams.
const SESSION_STATEMENTS: u64 = 2;
/// The size of a page after brotli: what a server sends in its first round trip.
const MAX_PAGE_BYTES: usize = 14 * 1024;

/// Size after brotli at its highest quality.
fn brotli_size(text: &[u8]) -> usize {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        writer.write_all(text).unwrap();
    }
    out.len()
}

/// Sends so many messages that the conversation does not fit on one page.
async fn fill_conversation(app: &TestApp) {
    let thread = app.database.thread_id("tasha-june").await;
    for n in 0..60 {
        let body = format!("Message number {n}: see you on the day we said, at the place we said.");
        app.database
            .send_message("june-bell", MessageDestination::Thread(thread), &body)
            .await
            .unwrap();
    }
}

/// Requests a page and returns what exceeds its budget.
async fn find_excess(
    app: &TestApp,
    browser: &mut TestBrowser,
    path: &str,
    most: u64,
) -> Vec<String> {
    let before = app.database.db.statement_count();
    let page = browser.get(path).await;
    let statements = app.database.db.statement_count() - before;
    let mut excess = Vec::new();
    // Two more statements look up the session and the actor with their teams; they do not count.
    if statements > SESSION_STATEMENTS + most {
        excess.push(format!(
            "{path} takes {} statements, not {most}",
            statements - SESSION_STATEMENTS
        ));
    }
    let bytes = brotli_size(page.body.as_bytes());
    if bytes > MAX_PAGE_BYTES {
        excess.push(format!("{path} is {bytes} bytes"));
    }
    // The script of the quick exit; the page of the notification settings has one more, and a page
    // that stores drafts, one whose texts can be read aloud, and one that waits for a passkey.
    let scripts = page.body.matches("<script").count();
    let expected = 1
        + page.body.matches("/pkg/push_subscribe.").count()
        + page.body.matches("/pkg/autosave.").count()
        + page.body.matches("/pkg/passkey.").count()
        + page.body.matches("/pkg/speech.").count();
    if page.status == 200 && !page.body.contains("<leptos-island") && scripts != expected {
        excess.push(format!("{path} contains {scripts} scripts"));
    }
    excess
}

on_engines_at_once! {
    async fn every_page_keeps_its_budget(app: TestApp) {
        fill_conversation(&app).await;
        let ids = RouteIds::create_data(&app).await;
        let mut found = Vec::new();
        let mut tried = 0;
        for key in ["tasha-carter", "ben-ortiz", "june-bell", "elena-ruiz", "jay-riley"] {
            let mut browser = app.person(key).await;
            for route in PAGE_ROUTES.iter().filter(|route| may_use(route.access, key)) {
                let RouteResponse::Page(budget) = route.response else {
                    unreachable!("{route:?}");
                };
                // A read by someone outside the family inserts an access log entry.
                let log_entry = u64::from(!["tasha-carter", "jay-riley"].contains(&key));
                let path = ids.fill_path(&route.pattern());
                let most = budget.max_statements + log_entry;
                found.extend(find_excess(&app, &mut browser, &path, most).await);
                tried += 1;
            }
        }
        assert!(found.is_empty(), "{found:#?}");
        assert!(tried >= PAGE_ROUTES.len(), "{tried}");
    }
}

on_each_engine! {
    async fn a_large_plan_with_a_long_past_costs_what_a_small_one_does(app: TestApp) {
        for version in 4..=9 {
            app.database
                .import_files(&[&large_luna_plan(version)])
                .await;
        }
        let luna = app.database.family_id("luna").await;
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let before = app.database.db.statement_count();
        let page = maria.get(&format!("/family/{luna}/plan")).await;
        let statements = app.database.db.statement_count() - before;
        assert_eq!(page.status, 200);
        // Of the 36 steps that she has to do, and the 44 that are done.
        assert_eq!(page.body.matches("action=\"/api/plan/step\"").count(), 3);
        assert!(page.body_text().contains("14 metas"), "{}", page.body);
        assert!(statements <= 2 + 5, "{} statements", statements - 2);
        let goals = maria.get(&format!("/family/{luna}/plan/goals")).await;
        assert!(
            goals
                .body
                .contains("de la meta 11, como dijimos en la semana 9")
        );
        for page in [page, goals] {
            assert!(!page.body.contains("en la semana 8"));
            let bytes = brotli_size(page.body.as_bytes());
            assert!(bytes <= 14 * 1024, "{bytes} bytes");
        }
        let page = maria.get(&format!("/family/{luna}/plan/version/9")).await;
        assert!(
            page.body_text().contains("en la semana 8")
                && page.body_text().contains("en la semana 9"),
            "what changed stands side by side"
        );
    }
}

on_each_engine! {
    async fn a_calendar_of_hundreds_of_events_costs_what_a_small_one_does(app: TestApp) {
        app.database
            .import_files(&[&carter_file_with_events(500)])
            .await;
        let carter = app.database.family_id("carter").await;
        let mut tasha = app.person("tasha-carter").await;
        for query in ["", "?from=2027-03-01", "?before=2026-11-24", "/month?month=2027-01"] {
            let path = format!("/family/{carter}/calendar{query}");
            let excess = find_excess(&app, &mut tasha, &path, 5).await;
            assert_eq!(excess, Vec::<String>::new());
        }
    }
}

on_each_engine! {
    async fn a_month_with_hundreds_of_events_fits_and_leads_to_each_day(app: TestApp) {
        app.database
            .import_files(&[&carter_file_with_days(500, 17)])
            .await;
        let carter = app.database.family_id("carter").await;
        let mut tasha = app.person("tasha-carter").await;
        let month = format!("/family/{carter}/calendar/month?month=2027-01");
        let excess = find_excess(&app, &mut tasha, &month, 4).await;
        assert_eq!(excess, Vec::<String>::new());
        let page = tasha.get(&month).await.body_text();
        assert!(page.contains("14 more on this day"), "{page}");
        let day = format!("/family/{carter}/calendar/day?day=2027-01-05");
        assert!(page.contains(&format!("href=\"{day}\"")), "{page}");
        let page = tasha.get(&day).await.body;
        assert_eq!(page.matches("class=\"list-row\"").count(), 17, "{page}");
    }
}

#[tokio::test]
async fn the_browser_fetches_little() {
    let site = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    let names = server::http::assets::load_asset_manifest(&site).unwrap();
    let size = |name: &str| {
        std::fs::metadata(site.join("pkg").join(format!("{name}.br")))
            .unwrap()
            .len()
    };
    let style = size(&names["style.css"]);
    assert!(style <= 10 * 1024, "style sheet: {style} bytes");
    let exit = size(&names["exit.js"]);
    assert!(exit <= 1024, "quick exit: {exit} bytes");
    let module = size(&format!("{}.js", names["alongside"]))
        + size(&format!("{}_bg.wasm", names["alongside"]));
    assert!(module <= 80 * 1024, "module: {module} bytes");
    let app = demo_app_on_sqlite().await;
    let code = app.create_invitation("maria-luna").await;
    // The pages that a person without a session can begin with.
    for path in ["/sign-in", "/welcome", &format!("/welcome/{code}")] {
        let page = app.new_visitor().get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let page = brotli_size(page.body.as_bytes()) as u64;
        let total = style + exit + module + page;
        assert!(total <= 100 * 1024, "first visit of {path}: {total} bytes");
    }
}
