//! Confirming an e-mail address and a telephone number over HTTP, with the codes that the mail
//! server and the gateway receive.
#![allow(clippy::unwrap_used)]

use axum::http::StatusCode;

use crate::notifications::{assert_contains_no_name, fake_http_service, fake_smtp_server};
use crate::support::notification_service::{
    build_dispatcher, restart_with_flags, save_preferences_for_all_hours,
};
use crate::support::{LogBuffer, TestApp, TestBrowser, TestResponse, on_each_engine};

const ADDRESSES: [(&str, &str); 2] = [("email", "phone7@example.org"), ("phone", "608 555 0199")];

/// A browser of a person whose messages are in English.
async fn in_english(app: &TestApp, who: &str) -> TestBrowser {
    let mut browser = app.person(who).await;
    let fields = [("language", "en"), ("from", "/")];
    browser.post("/api/account/language", &fields).await;
    browser
}

/// Presses the button that sends a code, twice, as a double tap does.
async fn ask(browser: &mut TestBrowser, page: &str, channel: &str) -> TestResponse {
    let form = browser.get(page).await.hidden_value("form");
    let fields = [("form", form.as_str()), ("channel", channel)];
    browser.post("/api/account/send-code", &fields).await;
    let sent = browser.post("/api/account/send-code", &fields).await;
    assert_eq!(sent.location(), page, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

async fn confirm(browser: &mut TestBrowser, page: &str, channel: &str, code: &str) -> String {
    let fields = [("channel", channel), ("code", code)];
    let sent = browser.post("/api/account/confirm-contact", &fields).await;
    assert_eq!(sent.location(), page, "{}", sent.body);
    browser.get(sent.location_as_sent()).await.body_text()
}

/// The six digits of a message.
fn code_in(message: &str) -> String {
    let (_, after) = message.split_once("Your code is ").unwrap();
    let code: String = after.chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 6, "{message}");
    assert!(
        after[6..].starts_with(". It works for 15 minutes."),
        "{message}"
    );
    code
}

/// One that it is not.
fn wrong_code(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

async fn assert_only_the_right_code_confirms(app: &TestApp, browser: &mut TestBrowser, code: &str) {
    // Another person who types it confirms nothing, and gets the same answer as for a wrong code.
    let mut luis = app.person("luis-luna").await;
    let wrong = "This code does not work";
    let page = confirm(&mut luis, "/account/email", "email", code).await;
    assert!(
        page.contains("You have not given us an email address"),
        "{page}"
    );
    for typed in [wrong_code(code), "", "no code"] {
        let page = confirm(browser, "/account/email", "email", typed).await;
        assert!(
            page.contains(wrong) && page.contains("Send me a new code"),
            "{page}"
        );
    }
    // As a phone may paste it.
    let typed = format!(" {} {}", &code[..3], &code[3..]);
    for _ in 0..2 {
        let page = confirm(browser, "/account/email", "email", &typed).await;
        assert!(
            page.contains("It is confirmed") && !page.contains(wrong),
            "{page}"
        );
        assert!(page.contains("Confirmed on November 23, 2026"), "{page}");
        assert!(!page.contains("/api/account/send-code"), "{page}");
    }
}

on_each_engine! {
    async fn a_code_by_mail_and_by_text_message_confirms_an_address(app: TestApp) {
        let log = LogBuffer::default();
        let writer = log.clone();
        let _kept = tracing::subscriber::set_default(
            tracing_subscriber::fmt()
                .without_time()
                .with_writer(move || writer.clone())
                .finish(),
        );
        let (mail, letters) = fake_smtp_server().await;
        let (sms, texts) = fake_http_service(StatusCode::OK).await;
        let gateway = format!("{sms}/send");
        let flags = ["--smtp-url", mail.as_str(), "--sms-url", gateway.as_str()];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(&app, "maria-luna", &ADDRESSES).await;
        let mut maria = in_english(&app, "maria-luna").await;
        let settings = maria.get("/messages/notify").await.body_text();
        assert!(settings.contains("Not confirmed yet"), "{settings}");
        for page in ["/account/email", "/account/phone"] {
            assert!(settings.contains(&format!("href=\"{page}\"")), "{page}: {settings}");
        }
        let asked = ask(&mut maria, "/account/email", "email").await.body_text();
        assert!(asked.contains("Your code is on its way"), "{asked}");
        ask(&mut maria, "/account/phone", "sms").await;
        Box::pin(teller.dispatch_due(&app.database.db)).await.unwrap();
        let codes: Vec<String> = letters
            .lock()
            .unwrap()
            .iter()
            .filter(|letter| letter.contains("Your code is "))
            .cloned()
            .collect();
        assert_eq!(codes.len(), 1, "one for a double tap");
        let (letter, code) = (&codes[0], code_in(&codes[0]));
        assert!(letter.contains("RCPT TO:<phone7@example.org>"), "{letter}");
        // Mail servers log the subject.
        assert!(letter.lines().any(|line| line == "Subject: Your code"), "{letter}");
        assert_contains_no_name(letter);
        let sent: Vec<String> = texts
            .lock()
            .unwrap()
            .iter()
            .map(|(_, body)| String::from_utf8(body.clone()).unwrap())
            .filter(|body| body.contains("Your code is "))
            .collect();
        assert_eq!(sent.len(), 1);
        assert!(sent[0].contains("+16085550199") && !sent[0].contains('\u{2068}'), "{}", sent[0]);
        assert_only_the_right_code_confirms(&app, &mut maria, &code).await;
        let texted = code_in(&sent[0]);
        let page = confirm(&mut maria, "/account/phone", "sms", &texted).await;
        assert!(page.contains("Confirmed on November 23, 2026"), "{page}");
        for secret in [code.as_str(), texted.as_str(), "phone7", "5550199"] {
            assert!(!log.logged_text().contains(secret), "{secret}");
        }
        let settings = maria.get("/messages/notify").await.body_text();
        assert!(!settings.contains("Not confirmed yet"), "{settings}");
    }
}

on_each_engine! {
    async fn no_code_is_sent_outside_the_safe_hours_or_too_often(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let flags = ["--smtp-url", mail.as_str()];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(&app, "maria-luna", &ADDRESSES[..1]).await;
        let mut maria = in_english(&app, "maria-luna").await;
        for _ in 0..5 {
            ask(&mut maria, "/account/email", "email").await;
        }
        let form = maria.get("/account/email").await.hidden_value("form");
        let fields = [("form", form.as_str()), ("channel", "email")];
        let refused = maria.post("/api/account/send-code", &fields).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.body);
        // It is noon; the codes that were asked for before wait for no other hour either.
        app.database
            .execute_sql("UPDATE notification_preference SET safe_from = 540, safe_until = 600")
            .await
            .unwrap();
        Box::pin(teller.dispatch_due(&app.database.db)).await.unwrap();
        save_preferences_for_all_hours(&app, "tasha-carter", &[("email", "t@example.org")]).await;
        let mut tasha = in_english(&app, "tasha-carter").await;
        app.database
            .execute_sql("UPDATE notification_preference SET safe_from = 540, safe_until = 600")
            .await
            .unwrap();
        let page = tasha.get("/account/email").await.body_text();
        assert!(
            page.contains("nothing at this time of day") && !page.contains("send-code"),
            "{page}"
        );
        let sent = tasha.post("/api/account/send-code", &fields).await;
        assert_eq!(sent.location(), "/account/email");
        Box::pin(teller.dispatch_due(&app.database.db)).await.unwrap();
        let letters = letters.lock().unwrap();
        assert!(!letters.iter().any(|letter| letter.contains("Your code")), "{letters:?}");
    }
}
