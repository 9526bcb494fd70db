//! Telephone links on the help page, in the safety plan and at the end of every page, and the way
//! to the safety plan, over HTTP.
#![allow(clippy::unwrap_used)]

use crate::plan_workload::plan_path;
use crate::support::{TestApp, TestBrowser, database, on_each_engine};

/// The targets of the telephone links on a page, without their scheme.
async fn telephone_links(browser: &mut TestBrowser, path: &str) -> Vec<String> {
    let page = browser.get(path).await;
    page.body
        .split("href=\"tel:")
        .skip(1)
        .filter_map(|link| link.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Every link calls a number of digits only, apart from `agency`, which is one of them.
fn assert_callable(links: &[String], agency: &str) {
    let is_number = |link: &str| link.bytes().all(|byte| byte.is_ascii_digit());
    assert!(
        links.iter().any(|link| link == agency)
            && links.iter().all(|link| link == agency || is_number(link)),
        "{links:?}"
    );
}

#[tokio::test]
async fn the_agencys_number_can_be_called_however_it_is_written() {
    let flags = [
        "--public-url",
        "http://portal.test",
        "--help-line",
        // As people write numbers: a `tel:` link may contain neither spaces nor brackets nor dots.
        "(608) 555.0142",
    ];
    for database in database::demo_databases().await {
        // An import file accepts an extension, which the setting does not.
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[0]).unwrap();
        file["agency"]["phone"] = "(608) 555-0142 ext. 3".into();
        database.import_files(&[&file.to_string()]).await;
        let app = TestApp::new(database, &flags);
        let mut visitor = app.new_visitor();
        assert_callable(&telephone_links(&mut visitor, "/help").await, "6085550142");
        let mut maria = app.person("maria-luna").await;
        let safety = format!("{}/safety", plan_path(&app, "luna").await);
        for path in ["/help", safety.as_str()] {
            let links = telephone_links(&mut maria, path).await;
            assert_callable(&links, "6085550142;ext=3");
            assert!(
                maria
                    .get(path)
                    .await
                    .body_text()
                    .contains("(608) 555-0142 ext. 3"),
                "it is shown as the agency wrote it"
            );
        }
    }
}

on_each_engine! {
    async fn the_numbers_of_the_safety_plan_can_be_called_in_the_familys_words(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let safety = format!("{}/safety", plan_path(&app, "luna").await);
        let page = maria.get(&safety).await;
        assert!(
            page.body
                .contains("Elena: <a href=\"tel:6085550163\" dir=\"ltr\">608-555-0163</a></bdi>"),
            "{}",
            page.body
        );
        // One tap from the first page and from the plan.
        for path in ["/".to_owned(), plan_path(&app, "luna").await] {
            let page = maria.get(&path).await;
            assert!(page.body.contains(&format!("href=\"{safety}\"")), "{path}");
        }
    }
}

on_each_engine! {
    async fn every_page_ends_with_numbers_to_call_and_write_to_and_with_sign_out(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        for (language, sms) in [
            ("en", Some("sms:988")),
            ("es", Some("sms:988?&amp;body=AYUDA")),
            // 988 answers calls in these languages, but no text messages.
            ("hmn", None),
            ("ar", None),
        ] {
            maria
                .post(
                    "/api/account/language",
                    &[("language", language), ("from", "/")],
                )
                .await;
            for path in ["/", "/help", "/messages", "/nowhere"] {
                let page = maria.get(path).await;
                let (_, footer) = page.body.split_once("<footer class=\"help\"").unwrap();
                assert!(footer.contains("action=\"/api/account/sign-out\""), "{language} {path}");
                for number in ["tel:911", "tel:988", "tel:711"] {
                    assert!(
                        footer.contains(&format!("href=\"{number}\"")),
                        "{language} {path} {number}"
                    );
                }
                let found = footer.contains("href=\"sms:");
                assert_eq!(found, sms.is_some(), "{language} {path}");
                assert!(
                    sms.is_none_or(|sms| footer.contains(&format!("href=\"{sms}\""))),
                    "{language} {path}"
                );
            }
        }
    }
}
