//! Performance budgets that are counted, not timed: SQL statements and bytes per page, and the size
//! of a first visit.
#![allow(clippy::unwrap_used)]

use std::io::Write;

use crate::support::{large_luna_plan, on_each_engine};

/// Size after brotli at its highest quality.
fn brotli_size(text: &[u8]) -> usize {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        writer.write_all(text).unwrap();
    }
    out.len()
}

on_each_engine! {
    async fn a_page_takes_four_statements_and_fourteen_kilobytes(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await;
        for n in 0..60 {
            app.database
                .send_message(
                    "june-bell",
                    model::messages::MessageDestination::Thread(thread),
                    &format!(
                        "Message number {n}: see you on the day we said, at the place we said."
                    ),
                )
                .await
                .unwrap();
        }
        let carter = app.database.family_id("carter").await;
        let mut tasha = app.person("tasha-carter").await;
        let mut june = app.person("june-bell").await;
        let pages = [
            "/".to_owned(),
            format!("/family/{carter}"),
            format!("/family/{carter}/plan"),
            format!("/family/{carter}/plan/section/goals"),
            format!("/family/{carter}/plan/propose"),
            format!("/family/{carter}/plan/replies"),
            format!("/family/{carter}/plan/progress"),
            format!("/family/{carter}/plan/safety"),
            format!("/family/{carter}/plan/closure"),
            format!("/family/{carter}/plan/week"),
            format!("/family/{carter}/plan/version/5"),
            format!("/family/{carter}/sharing"),
            "/messages".into(),
            "/messages/new".into(),
            format!("/messages/{thread}"),
            "/help".into(),
        ];
        for path in &pages {
            let before = app.database.db.statement_count();
            let page = tasha.get(path).await;
            let statements = app.database.db.statement_count() - before;
            assert_eq!(page.status, 200, "{path}");
            // Two more statements look up the session and the actor with their teams; they do not
            // count. The plan page may take six statements, every other page four.
            let most = if path.ends_with("/plan") { 6 } else { 4 };
            assert!(
                statements <= 2 + most,
                "{path} takes {} statements",
                statements - 2
            );
            let bytes = brotli_size(page.body.as_bytes());
            assert!(bytes <= 14 * 1024, "{path} is {bytes} bytes");
            let scripts = page.body.matches("<script").count();
            if !page.body.contains("<leptos-island") {
                assert_eq!(
                    scripts, 1,
                    "{path} carries a script beside the quick exit's"
                );
            }
        }
        // An outsider's read adds only the insert of its access log entry.
        for path in [
            "/".to_owned(),
            format!("/family/{carter}/plan"),
            format!("/messages/{thread}"),
        ] {
            let before = app.database.db.statement_count();
            assert_eq!(june.get(&path).await.status, 200);
            let most = if path.ends_with("/plan") { 6 } else { 4 };
            assert!(
                app.database.db.statement_count() - before <= 2 + most + 1,
                "{path}"
            );
        }
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
        assert!(
            page.body
                .contains("de la meta 11, como dijimos en la semana 9")
                && !page.body.contains("en la semana 8")
        );
        assert!(statements <= 2 + 6, "{} statements", statements - 2);
        let bytes = brotli_size(page.body.as_bytes());
        assert!(bytes <= 14 * 1024, "{bytes} bytes");
        let page = maria.get(&format!("/family/{luna}/plan/version/9")).await;
        assert!(
            page.body_text().contains("en la semana 8")
                && page.body_text().contains("en la semana 9"),
            "what changed stands side by side"
        );
    }
}

#[test]
fn the_browser_fetches_little() {
    let site = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    let names = server::assets::load_asset_manifest(&site).unwrap();
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
    assert!(
        style + exit + module + 14 * 1024 <= 100 * 1024,
        "first visit"
    );
}
