//! Performance budgets that are counted, not timed: SQL statements and bytes per page, and the size
//! of a first visit.
#![allow(clippy::unwrap_used)]

use std::io::Write;

use crate::support::{grown, on_both};

/// Size after brotli at its highest quality.
fn brotli(text: &[u8]) -> usize {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        writer.write_all(text).unwrap();
    }
    out.len()
}

on_both! {
    async fn a_page_takes_four_statements_and_fourteen_kilobytes(app: App) {
        let thread = app.house.thread("tasha-june").await;
        for n in 0..60 {
            app.house.write("june-bell", model::messages::To::Thread(thread), &format!("Message number {n}: see you on the day we said, at the place we said.")).await.unwrap();
        }
        let carter = app.house.family("carter").await;
        let mut tasha = app.person("tasha-carter").await;
        let mut june = app.person("june-bell").await;
        let pages = ["/".to_owned(), format!("/family/{carter}"), format!("/family/{carter}/plan"), format!("/family/{carter}/plan/section/goals"), format!("/family/{carter}/plan/propose"), format!("/family/{carter}/plan/replies"), format!("/family/{carter}/plan/progress"), format!("/family/{carter}/plan/safety"), format!("/family/{carter}/plan/closure"), format!("/family/{carter}/plan/week"), format!("/family/{carter}/plan/version/5"), format!("/family/{carter}/sharing"), "/messages".into(), "/messages/new".into(), format!("/messages/{thread}"), "/help".into()];
        for path in &pages {
            let before = app.house.db.statements();
            let page = tasha.get(path).await;
            let statements = app.house.db.statements() - before;
            assert_eq!(page.status, 200, "{path}");
            // Two more statements look up the session and the actor with their teams; they do not
            // count. The plan page may take six statements, every other page four.
            let most = if path.ends_with("/plan") { 6 } else { 4 };
            assert!(statements <= 2 + most, "{path} takes {} statements", statements - 2);
            let bytes = brotli(page.body.as_bytes());
            assert!(bytes <= 14 * 1024, "{path} is {bytes} bytes");
            let scripts = page.body.matches("<script").count();
            if !page.body.contains("<leptos-island") {
                assert_eq!(scripts, 1, "{path} carries a script beside the quick exit's");
            }
        }
        // An outsider's read adds only the insert of its access log entry.
        for path in ["/".to_owned(), format!("/family/{carter}/plan"), format!("/messages/{thread}")] {
            let before = app.house.db.statements();
            assert_eq!(june.get(&path).await.status, 200);
            let most = if path.ends_with("/plan") { 6 } else { 4 };
            assert!(app.house.db.statements() - before <= 2 + most + 1, "{path}");
        }
    }
}

on_both! {
    async fn a_large_plan_with_a_long_past_costs_what_a_small_one_does(app: App) {
        for version in 4..=9 {
            app.house.import(&[&grown(version)]).await;
        }
        let luna = app.house.family("luna").await;
        let mut maria = app.person("maria-luna").await;
        maria.post("/api/account/language", &[("language", "es"), ("from", "/")]).await;
        let before = app.house.db.statements();
        let page = maria.get(&format!("/family/{luna}/plan")).await;
        let statements = app.house.db.statements() - before;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("de la meta 11, como dijimos en la semana 9") && !page.body.contains("en la semana 8"));
        assert!(statements <= 2 + 6, "{} statements", statements - 2);
        let bytes = brotli(page.body.as_bytes());
        assert!(bytes <= 14 * 1024, "{bytes} bytes");
        let page = maria.get(&format!("/family/{luna}/plan/version/9")).await;
        assert!(page.text().contains("en la semana 8") && page.text().contains("en la semana 9"), "what changed stands side by side");
    }
}

#[test]
fn the_browser_fetches_little() {
    let site = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    let names = server::assets::names(&site).unwrap();
    let size = |name: &str| std::fs::metadata(site.join("pkg").join(format!("{name}.br"))).unwrap().len();
    let style = size(&names["style.css"]);
    assert!(style <= 10 * 1024, "style sheet: {style} bytes");
    let exit = size(&names["exit.js"]);
    assert!(exit <= 1024, "quick exit: {exit} bytes");
    let module = size(&format!("{}.js", names["alongside"])) + size(&format!("{}_bg.wasm", names["alongside"]));
    assert!(module <= 80 * 1024, "module: {module} bytes");
    assert!(style + exit + module + 14 * 1024 <= 100 * 1024, "first visit");
}
