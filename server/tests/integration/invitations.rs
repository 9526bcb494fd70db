//! Invitations that a worker or a coordinator of mentors makes, from the page of the team to an
//! account, and the passphrase that is offered and checked.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
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
    invite_member(browser, app, "maria-luna", language).await
}

/// Makes an invitation of a person on the Luna family's team; returns the code on its letter.
async fn invite_member(
    browser: &mut TestBrowser,
    app: &TestApp,
    key: &str,
    language: &str,
) -> Option<String> {
    let family = app.database.family_id("luna").await.to_string();
    let member = app.database.person_id(key).await.to_string();
    let fields = [
        ("family", family.as_str()),
        ("member", member.as_str()),
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

on_each_engine! {
    async fn the_team_list_offers_a_letter_without_an_account_and_vouching_with_one(app: TestApp) {
        let family = app.database.family_id("carter").await;
        let team = format!("/family/{family}/team");
        let mut ben = app.person("ben-ortiz").await;
        let letter = |name| format!("Invite {name} to make an account");
        let vouching = |name| format!("Help {name} sign in again");
        let page = ben.get(&team).await.body_text();
        for name in ["Tasha Carter", "Nora Price", "June Bell"] {
            assert!(page.contains(&letter(name)), "{name}: {page}");
            assert!(!page.contains(&vouching(name)), "{name}: {page}");
        }
        for key in ["tasha-carter", "june-bell"] {
            app.person(key).await;
        }
        let page = ben.get(&team).await.body_text();
        assert!(page.contains(&vouching("Tasha Carter")), "{page}");
        assert!(page.contains(&letter("Nora Price")), "{page}");
        assert!(!page.contains(&letter("Tasha Carter")), "{page}");
        // Her coordinator vouches for a parent partner, and the agency invites the supervisor.
        for name in ["June Bell", "Pat Nguyen"] {
            assert!(page.contains(name), "{name}: {page}");
            assert!(!page.contains(&letter(name)), "{name}: {page}");
            assert!(!page.contains(&vouching(name)), "{name}: {page}");
        }
        // Who invites no one is offered neither.
        let mut tasha = app.new_visitor();
        sign_in_again(&mut tasha, "tasha-carter").await;
        let page = tasha.get(&team).await.body_text();
        assert!(!page.contains(&letter("Nora Price")), "{page}");
    }
}

on_each_engine! {
    async fn a_coordinator_of_mentors_invites_a_mentor_from_the_home_page(app: TestApp) {
        let family = app.database.family_id("luna").await;
        let list = format!("/family/{family}/team/invite");
        let mut alma = app.person("alma-brooks").await;
        let home = alma.get("/").await;
        assert!(home.body.contains(&format!("href=\"{list}\"")), "{}", home.body);
        assert!(home.body_text().contains("They have no invitation yet"), "{}", home.body);
        // The page of the mentors, without the rest of the team and its list.
        let page = alma.get(&list).await;
        let text = page.body_text();
        assert!(text.contains("Rosa Jiménez") && !text.contains("María"), "{text}");
        assert!(!page.body.contains(&format!("href=\"/family/{family}/team\"")), "{text}");
        let first = invite_member(&mut alma, &app, "rosa-jimenez", "es").await.unwrap();
        let second = invite_member(&mut alma, &app, "rosa-jimenez", "es").await.unwrap();
        let home = alma.get("/").await;
        assert!(home.body_text().contains("They have an invitation"), "{}", home.body);
        let mut phone = app.new_visitor();
        for (code, status) in [(&first, StatusCode::NOT_FOUND), (&second, StatusCode::OK)] {
            assert_eq!(phone.get(&format!("/welcome/{code}")).await.status, status);
        }
        let (family, rosa, maria) = (
            family.to_string(),
            app.database.person_id("rosa-jimenez").await.to_string(),
            app.database.person_id("maria-luna").await.to_string(),
        );
        for path in ["/api/account/invite", "/api/account/invite-revoke"] {
            let fields = [("family", family.as_str()), ("member", &maria), ("language", "es")];
            let sent = alma.post(path, &fields).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{path}");
        }
        let fields = [("family", family.as_str()), ("member", rosa.as_str())];
        let sent = alma.post("/api/account/invite-revoke", &fields).await;
        assert!(sent.location().starts_with(&list), "{}", sent.location());
        assert_eq!(phone.get(&format!("/welcome/{second}")).await.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn a_coordinator_vouches_for_a_mentor_and_a_parent_from_pages_that_name_them(
        app: TestApp,
    ) {
        let family = app.database.family_id("luna").await;
        let (rosa, maria) = (
            app.database.person_id("rosa-jimenez").await,
            app.database.person_id("maria-luna").await,
        );
        let (for_rosa, for_maria) = (
            format!("/family/{family}/team/vouch/{rosa}"),
            format!("/family/{family}/team/vouch/{maria}"),
        );
        let mut alma = app.person("alma-brooks").await;
        let mut partner = app.person("rosa-jimenez").await;
        let home = alma.get("/").await;
        let invite_link = format!("/family/{family}/team/invite");
        assert!(home.body.contains(&for_rosa), "{}", home.body);
        assert!(!home.body.contains(&invite_link), "{}", home.body);
        let contacts = alma.get("/messages/contacts").await;
        assert!(!contacts.body.contains(&for_maria), "not named yet: {}", contacts.body);
        let form = partner.get("/messages/contacts").await.hidden_value("form");
        let maria = maria.to_string();
        let fields = [("form", form.as_str()), ("parent", &maria), ("kind", "visit")];
        partner.post("/api/messages/contact", &fields).await;
        // She has never had an account, so there is nothing to get back into.
        let contacts = alma.get("/messages/contacts").await;
        assert!(!contacts.body.contains(&for_maria), "{}", contacts.body);
        let told = contacts.body_text();
        assert!(told.contains("has no account yet. A worker on their team"), "{told}");
        app.person("maria-luna").await;
        let contacts = alma.get("/messages/contacts").await;
        assert!(contacts.body.contains(&for_maria), "{}", contacts.body);
        assert!(!contacts.body_text().contains("has no account yet"), "{}", contacts.body);
        assert!(!partner.get("/messages/contacts").await.body.contains("/team/vouch/"));
        for page in [for_rosa, for_maria] {
            assert_eq!(alma.get(&page).await.status, StatusCode::OK, "{page}");
        }
    }
}
