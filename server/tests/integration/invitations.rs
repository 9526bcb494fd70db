//! Invitations that a worker makes, from the page of the team to an account, and the passphrase that
//! is offered and checked.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::{StatusCode, header};

/// The code on a letter, which it shows in groups of four.
fn code_on(page: &str) -> Option<String> {
    let start = page.find("/welcome")?;
    let words: Vec<&str> = page[start..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .collect();
    let is_group = |word: &&str| {
        word.len() == 4
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let mut groups = words.windows(5).filter(|five| five.iter().all(is_group));
    groups.next().map(|five| five.concat())
}

async fn invite(browser: &mut TestBrowser, app: &TestApp, language: &str) -> Option<String> {
    let family = app.database.family_id("luna").await.to_string();
    let maria = app.database.person_id("maria-luna").await.to_string();
    let fields = [
        ("family", family.as_str()),
        ("member", maria.as_str()),
        ("language", language),
    ];
    let sent = browser.post("/api/account/invite", &fields).await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, "/account/invitation"),
        "{}",
        sent.body
    );
    let page = browser.get("/account/invitation").await;
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    code_on(&page.body_text())
}

on_each_engine! {
    async fn a_letter_is_shown_once_in_the_persons_language_and_leads_in(app: TestApp) {
        let family = app.database.family_id("luna").await;
        let list = format!("/family/{family}/team/invite");
        let mut dana = app.person("dana-fox").await;
        let page = dana.get(&list).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body_text().contains("They have no invitation yet"), "{}", page.body);
        let first = invite(&mut dana, &app, "es").await.unwrap();
        let again = dana.get("/account/invitation").await;
        assert!(code_on(&again.body_text()).is_none(), "shown once: {}", again.body);
        // A new letter ends the old one.
        let second = invite(&mut dana, &app, "es").await.unwrap();
        let mut phone = app.new_visitor();
        for (code, status) in [(&first, StatusCode::NOT_FOUND), (&second, StatusCode::OK)] {
            assert_eq!(phone.get(&format!("/welcome/{code}")).await.status, status);
        }
        // Opened by a mail scanner or a preview, the code is still there for the form.
        phone.post("/api/account/language", &[("language", "es"), ("from", "/welcome")]).await;
        let page = phone.get(&format!("/welcome/{second}")).await;
        let offered = page.body_text();
        let offered = offered.split("translate=\"no\"").nth(1).unwrap();
        let offered = offered.split("<b>").nth(1).unwrap().split("</b>").next().unwrap();
        assert!(offered.split(' ').count() >= 5, "{offered}");
        let name = ("name", "girasol");
        let weak = [("code", second.as_str()), name, ("passphrase", "te quiero mucho mucho")];
        let refused = phone.post("/api/account/accept", &weak).await;
        assert_eq!(refused.location(), format!("/welcome/{second}"));
        let page = phone.get(refused.location()).await;
        assert!(page.body_text().contains("fácil de adivinar"), "{}", page.body);
        let taken = [("code", second.as_str()), name, ("passphrase", offered)];
        assert_eq!(phone.post("/api/account/accept", &taken).await.location(), "/exit");
        let page = dana.get(&list).await;
        assert!(
            page.body_text().contains("They already have an account")
                && !page.body.contains(&second),
            "{}",
            page.body
        );
    }
}

on_each_engine! {
    async fn a_revoked_letter_and_one_of_another_person_open_nothing(app: TestApp) {
        let family = app.database.family_id("luna").await.to_string();
        let maria = app.database.person_id("maria-luna").await.to_string();
        let mut dana = app.person("dana-fox").await;
        let code = invite(&mut dana, &app, "ar").await.unwrap();
        let fields = [("family", family.as_str()), ("member", maria.as_str())];
        let sent = dana.post("/api/account/invite-revoke", &fields).await;
        let list = format!("/family/{family}/team/invite");
        assert!(sent.location().starts_with(&list), "{}", sent.location());
        let page = app.new_visitor().get(&format!("/welcome/{code}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        // Everyone else is told that there is no such family.
        for who in ["pat-nguyen", "luis-luna", "ben-ortiz"] {
            let mut other = app.person(who).await;
            assert_eq!(other.get(&list).await.status, StatusCode::NOT_FOUND, "{who}");
            for path in ["/api/account/invite", "/api/account/invite-revoke"] {
                let fields = [
                    ("family", family.as_str()),
                    ("member", maria.as_str()),
                    ("language", "en"),
                ];
                assert_eq!(
                    other.post(path, &fields).await.status,
                    StatusCode::NOT_FOUND,
                    "{who}, {path}"
                );
            }
            assert!(code_on(&other.get("/account/invitation").await.body_text()).is_none());
        }
    }
}
