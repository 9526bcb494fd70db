//! Getting back in over HTTP: with a recovery card, and with a person who vouches.
#![allow(clippy::unwrap_used)]

use crate::second_step::{code_now, shown_secret};
use crate::stored_forms::sign_in_again;
use crate::support::address::post_from;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

const NEW_PASSPHRASE: &str = "a new way to say it";

/// The codes on a page, as they are printed.
fn printed_codes(page: &TestResponse) -> Vec<String> {
    page.body
        .split("<bdi dir=\"ltr\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .filter(|text| text.len() == 19 && !text.contains('.'))
        .map(str::to_owned)
        .collect()
}

/// Makes a recovery card, and reads it from the page that shows it.
pub(crate) async fn make_card(browser: &mut TestBrowser) -> Vec<String> {
    let form = browser.get("/account/recovery").await.hidden_value("form");
    let sent = browser
        .post("/api/account/recovery-card", &[("form", &form)])
        .await;
    assert_eq!(sent.location(), "/account/recovery", "{}", sent.body);
    let codes = printed_codes(&browser.get("/account/recovery").await);
    assert_eq!(codes.len(), 10);
    codes
}

pub(crate) async fn recover(browser: &mut TestBrowser, code: &str) -> TestResponse {
    let fields = [
        ("code", code),
        ("passphrase", NEW_PASSPHRASE),
        ("device", "own"),
    ];
    browser.post("/api/account/recover", &fields).await
}

/// A browser in which this person signs in with the new passphrase.
async fn phone_of(app: &TestApp, key: &str) -> TestBrowser {
    let mut phone = app.new_visitor();
    let fields = [
        ("name", key),
        ("passphrase", NEW_PASSPHRASE),
        ("device", "own"),
    ];
    phone.post("/api/account/sign-in", &fields).await;
    phone
}

on_each_engine! {
    async fn a_card_leads_back_in_and_ends_every_other_session(app: TestApp) {
        let mut phone = app.person("tasha-carter").await;
        let codes = make_card(&mut phone).await;
        let again = phone.get("/account/recovery").await;
        assert_eq!(printed_codes(&again), Vec::<String>::new(), "shown once");
        assert!(again.body_text().contains("10 codes are left"), "{}", again.body);
        let mut library = app.new_visitor();
        assert!(library.get("/sign-in").await.body.contains("href=\"/recover\""));
        // Copied from paper: dashes, spaces and small letters do not matter.
        let typed = codes[3].to_lowercase().replace(' ', "-");
        // Not one of names that a guesser knows, and the code is still good then.
        let weak = [("code", typed.as_str()), ("passphrase", "Tasha Carter Lakeside")];
        let refused = library.post("/api/account/recover", &weak).await;
        let page = library.get(refused.location()).await.body_text();
        assert!(page.contains("easy to guess"), "{page}");
        assert!(page.contains("type it again"), "the code does not come back: {page}");
        let sent = recover(&mut library, &typed).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/exit"));
        let address = sent.location_as_sent().split('#').next().unwrap().to_owned();
        let home = library.get(&address).await;
        // A person who has lost the passphrase may have forgotten the sign-in name, too.
        assert!(home.body_text().contains("Your sign-in name is tasha-carter"));
        assert_eq!(phone.get("/").await.location(), "/sign-in");
        assert_eq!(sign_in_again(&mut phone, "tasha-carter").await.location(), "/sign-in");
        let new = [("name", "tasha-carter"), ("passphrase", NEW_PASSPHRASE)];
        assert_eq!(phone.post("/api/account/sign-in", &new).await.location(), "/exit");
        let events = phone.get("/account/events").await;
        assert!(events.body.contains("A recovery code was used"), "{}", events.body);
        assert!(!events.body.contains(&codes[3]));
    }
}

/// The page without what differs in any case: its nonce.
fn without_nonce(page: &TestResponse) -> String {
    let nonce = page.body.split("nonce=\"").nth(1).unwrap();
    page.body.replace(nonce.split('"').next().unwrap(), "")
}

on_each_engine! {
    async fn every_code_that_does_not_work_gets_the_same_page(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let replaced = make_card(&mut tasha).await.remove(0);
        let used = make_card(&mut tasha).await.remove(0);
        assert_eq!(recover(&mut app.new_visitor(), &used).await.location(), "/exit");
        // The form that used it is not sent again any more, as by a double tap.
        app.database.clock.advance(SignedDuration::from_mins(6));
        let long = "A".repeat(10_000);
        let mut pages = Vec::new();
        for code in [
            replaced.as_str(),
            &used,
            "AAAA AAAA AAAA AAAA",
            "",
            "٢٣٤",
            "<b>' OR 1=1 --",
            &long,
        ] {
            let mut visitor = app.new_visitor();
            let sent = recover(&mut visitor, code).await;
            assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/recover"));
            let page = visitor.get("/recover").await;
            assert!(page.body.contains("role=\"alert\""), "{code}");
            pages.push(without_nonce(&page));
        }
        pages.dedup();
        assert_eq!(pages.len(), 1, "the page does not tell why");
        // A passphrase that is too short, or of 10 kB, is refused before the code is looked at.
        for passphrase in ["short", long.as_str()] {
            let mut visitor = app.new_visitor();
            let fields = [("code", used.as_str()), ("passphrase", passphrase)];
            let sent = visitor.post("/api/account/recover", &fields).await;
            assert_eq!(sent.location(), "/recover");
        }
        // Guesses from one address are counted.
        let fields = [("code", "AAAAAAAAAAAAAAAA"), ("passphrase", NEW_PASSPHRASE)];
        let mut last = StatusCode::OK;
        for _ in 0..11 {
            last = post_from(&app.router, "127.0.0.2", "/api/account/recover", &fields)
                .await
                .status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }
}

on_each_engine! {
    async fn recovery_form_that_is_sent_again_is_answered_like_the_first(app: TestApp) {
        let codes = make_card(&mut app.person("tasha-carter").await).await;
        let mut phone = app.new_visitor();
        phone.get("/recover").await;
        let cookies = phone.cookies.clone();
        for _ in 0..2 {
            // The browser has not seen the first answer.
            phone.cookies = cookies.clone();
            let sent = recover(&mut phone, &codes[0]).await;
            assert_eq!(sent.location(), "/exit");
            let address = sent.location_as_sent().split('#').next().unwrap().to_owned();
            let told = phone.get(&address).await.body_text();
            assert!(told.contains("Your sign-in name is tasha-carter"), "{told}");
        }
        let (mut tablet, mut computer) = (app.new_visitor(), app.new_visitor());
        let both = tokio::join!(recover(&mut tablet, &codes[1]), recover(&mut computer, &codes[1]));
        assert_eq!((both.0.location(), both.1.location()), ("/exit", "/exit"), "at once");
        let events = phone_of(&app, "tasha-carter").await.get("/account/events").await.body_text();
        assert_eq!(events.matches("A recovery code was used").count(), 2, "{events}");
        // Only with the same passphrase, and only for some minutes.
        let another = [("code", codes[1].as_str()), ("passphrase", "el perro come pan")];
        let refused = app.new_visitor().post("/api/account/recover", &another).await;
        assert_eq!(refused.location(), "/recover");
        app.database.clock.advance(SignedDuration::from_mins(6));
        assert_eq!(recover(&mut app.new_visitor(), &codes[1]).await.location(), "/recover");
    }
}

on_each_engine! {
    async fn a_worker_vouches_in_person_and_the_person_is_told(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let family = app.database.family_id("carter").await;
        let holder = app.database.person_id("tasha-carter").await;
        let page = format!("/family/{family}/team/vouch/{holder}");
        let team = format!("/family/{family}/team");
        let helps = format!("/family/{family}/team/vouch/");
        // For a person who never had an account, the page leads on to the invitation.
        let nora = app.database.person_id("nora-price").await;
        let for_nora = format!("{helps}{nora}");
        let form = ben.get(&for_nora).await.hidden_value("form");
        let (family_id, nora_id) = (family.to_string(), nora.to_string());
        let fields = [("form", form.as_str()), ("family", &family_id), ("holder", &nora_id)];
        let checked = [fields.as_slice(), &[("in_person", "yes")]].concat();
        assert_eq!(ben.post("/api/team/vouch", &checked).await.location(), for_nora);
        let invite = format!("href=\"/family/{family}/team/invite\"");
        let answer = ben.get(&for_nora).await.body;
        assert!(answer.contains(&invite), "{answer}");
        app.person("nora-price").await;
        let links = ben.get(&team).await.body;
        assert!(links.contains(&page), "{links}");
        // The caregiver becomes the worker of another family: a code for her would open its record.
        app.database
            .execute_sql(
                "UPDATE membership SET person_id = (SELECT id FROM person WHERE key = 'nora-price') \
                    WHERE person_id = (SELECT id FROM person WHERE key = 'dana-fox') AND family_id = \
                    (SELECT id FROM family WHERE key = 'luna')",
            )
            .await
            .unwrap();
        let fewer = ben.get(&team).await.body;
        assert_eq!(fewer.matches(&helps).count(), links.matches(&helps).count() - 1);
        assert!(links.contains(&for_nora) && !fewer.contains(&for_nora));
        assert_eq!(ben.get(&for_nora).await.status, StatusCode::NOT_FOUND);
        let form = ben.get(&page).await.hidden_value("form");
        let (family, holder) = (family.to_string(), holder.to_string());
        let fields = [("form", form.as_str()), ("family", &family), ("holder", &holder)];
        let sent = ben.post("/api/team/vouch", &fields).await;
        assert_eq!(sent.location(), page);
        assert!(ben.get(&page).await.body.contains("id=\"in_person-error\""));
        let checked = [fields.as_slice(), &[("in_person", "yes")]].concat();
        assert_eq!(ben.post("/api/team/vouch", &checked).await.location(), page);
        let codes = printed_codes(&ben.get(&page).await);
        assert_eq!(codes.len(), 1);
        assert_eq!(printed_codes(&ben.get(&page).await).len(), 0, "shown once");
        let events = tasha.get("/account/events").await;
        assert!(events.body_text().contains("Ben Ortiz did this"), "{}", events.body);
        assert_eq!(recover(&mut app.new_visitor(), &codes[0]).await.location(), "/exit");
        assert_eq!(tasha.get("/").await.location(), "/sign-in");
        // A worker whose session was left open cannot vouch without the passphrase.
        app.database.clock.advance(SignedDuration::from_mins(11));
        let sent = ben.post("/api/team/vouch", &checked).await;
        assert!(sent.location().starts_with("/account/again"), "{}", sent.location());
    }
}

on_each_engine! {
    async fn a_card_passes_no_second_step_and_a_voucher_removes_the_lost_app(app: TestApp) {
        let page = "/account/second-step";
        let mut june = app.person("june-bell").await;
        june.post("/api/account/begin-app", &[]).await;
        let secret = shown_secret(&june.get(page).await);
        let code = code_now(&app, &secret);
        june.post("/api/account/add-app", &[("code", code.as_str())]).await;
        let card = make_card(&mut june).await;
        let mut stranger = app.new_visitor();
        assert_eq!(recover(&mut stranger, &card[0]).await.location(), "/sign-in");
        let asked = stranger.get("/sign-in").await.body_text();
        assert!(asked.contains("A code from your recovery card is not enough here"), "{asked}");
        assert_eq!(stranger.get("/account").await.location(), "/sign-in");

        // Her coordinator, who has met her, vouches.
        let mut alma = app.person("alma-brooks").await;
        let family = app.database.family_id("carter").await.to_string();
        let holder = app.database.person_id("june-bell").await.to_string();
        let vouch = format!("/family/{family}/team/vouch/{holder}");
        let form = alma.get(&vouch).await.hidden_value("form");
        let fields = [
            ("form", form.as_str()),
            ("family", &family),
            ("holder", &holder),
            ("in_person", "yes"),
        ];
        alma.post("/api/team/vouch", &fields).await;
        let codes = printed_codes(&alma.get(&vouch).await);
        let mut phone = app.new_visitor();
        let sent = recover(&mut phone, &codes[0]).await;
        assert_eq!(sent.location(), "/exit");
        let address = sent.location_as_sent().split('#').next().unwrap().to_owned();
        let told = phone.get(&address).await.body_text();
        assert!(told.contains("Your old app for sign-in codes is removed"), "{told}");
        let events = phone.get("/account/events").await.body_text();
        assert!(events.contains("app for sign-in codes was removed"), "{events}");
        phone.post("/api/account/begin-app", &[]).await;
        let another = shown_secret(&phone.get(page).await);
        assert_ne!(another, secret, "she adds another one at once");
    }
}
