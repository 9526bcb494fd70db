//! Devices of an account over HTTP: where one is signed in, ending that, shared devices, and what a
//! person is told of.
#![allow(clippy::unwrap_used)]

use crate::notifications::fake_smtp_server;
use crate::stored_forms::sign_in_again;
use crate::support::notification_service::{
    ALL_HOURS, build_dispatcher, restart_with_flags, save_preferences_for_all_hours,
};
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

const PASSPHRASE: &str = "correct horse battery";

/// Signs in on a device that others use too.
async fn sign_in_shared(browser: &mut TestBrowser, key: &str) -> TestResponse {
    let fields = [
        ("name", key),
        ("passphrase", PASSPHRASE),
        ("device", "shared"),
    ];
    browser.post("/api/account/sign-in", &fields).await
}

async fn is_signed_in(browser: &mut TestBrowser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

on_each_engine! {
    async fn a_device_ended_elsewhere_is_out_on_its_next_request(app: TestApp) {
        let mut phone = app.person("maria-luna").await;
        let mut library = app.new_visitor();
        sign_in_shared(&mut library, "maria-luna").await;
        let mut luis = app.person("luis-luna").await;

        let page = phone.get("/account/devices").await;
        let text = page.body_text();
        assert!(
            text.contains("This one") && text.contains("Other people use it too"),
            "{text}"
        );
        let session = page.hidden_value("session");
        assert!(
            !luis.get("/account/devices").await.body.contains(&session),
            "her husband does not find it"
        );
        let fields = [("session", session.as_str())];
        let his = luis.post("/api/account/end-session", &fields).await;
        assert_eq!(his.status, StatusCode::SEE_OTHER, "as for one that has ended");
        assert!(is_signed_in(&mut library).await);

        // A phone that lies about unlocked does not end the sessions of its owner.
        app.database.clock.advance(SignedDuration::from_mins(11));
        let asked = phone.post("/api/account/end-others", &[]).await;
        assert_eq!(asked.location(), "/account/again?from=/account/devices");
        let asked = phone.post("/api/account/end-session", &fields).await;
        let page = phone.get(asked.location_as_sent()).await;
        assert_eq!(page.hidden_value("page"), "/account/devices");
        assert!(is_signed_in(&mut library).await);
        let proof = [
            ("name", "maria-luna"),
            ("passphrase", PASSPHRASE),
            ("page", "/account/devices"),
        ];
        phone.post("/api/account/again", &proof).await;

        let ended = phone.post("/api/account/end-session", &fields).await;
        let page = phone.get(ended.location_as_sent()).await.body_text();
        assert!(page.contains("no longer open there"), "{page}");
        assert!(!is_signed_in(&mut library).await);
        assert!(is_signed_in(&mut phone).await && is_signed_in(&mut luis).await);

        sign_in_again(&mut library, "maria-luna").await;
        phone.post("/api/account/end-others", &[]).await;
        assert!(!is_signed_in(&mut library).await);
        assert!(is_signed_in(&mut phone).await && is_signed_in(&mut luis).await);
        let events = phone.get("/account/events").await.body_text();
        for words in [
            "Someone signed in on a new phone or computer",
            "A phone or computer was signed out",
            "All other phones and computers were signed out",
        ] {
            assert!(events.contains(words), "{words}: {events}");
        }
        let his = luis.get("/account/events").await.body_text();
        assert!(!his.contains("signed out"), "his own only: {his}");
    }
}

on_each_engine! {
    async fn a_sign_in_on_a_new_device_is_told_at_the_next_one_until_it_is_read(app: TestApp) {
        let mut phone = app.person("maria-luna").await;
        // Her own phone locks after a day and is known: her sign-in there is no event, and it is
        // not told of the first one.
        app.database.clock.advance(SignedDuration::from_hours(24));
        assert!(!is_signed_in(&mut phone).await);
        sign_in_again(&mut phone, "maria-luna").await;
        let home = phone.get("/").await.body_text();
        assert!(!home.contains("changed in your account"), "{home}");
        // Another person with her passphrase. They are told of her phone and not of themself, and
        // hide nothing of themself either.
        let mut stranger = app.new_visitor();
        sign_in_shared(&mut stranger, "maria-luna").await;
        let home = stranger.get("/").await.body_text();
        assert!(home.contains("One thing changed in your account"), "{home}");
        let events = stranger.get("/account/events").await.body_text();
        assert!(events.contains("I have read this"), "{events}");
        stranger.post("/api/account/seen", &[]).await;
        let events = stranger.get("/account/events").await.body_text();
        assert!(!events.contains("I have read this"), "nothing is left for them: {events}");
        app.database.clock.advance(SignedDuration::from_hours(24));
        assert!(!is_signed_in(&mut phone).await);
        sign_in_again(&mut phone, "maria-luna").await;
        let home = phone.get("/").await.body_text();
        assert!(home.contains("One thing changed in your account"), "{home}");
        phone.post("/api/account/seen", &[]).await;
        let home = phone.get("/").await.body_text();
        assert!(!home.contains("changed in your account"), "{home}");
        let events = phone.get("/account/events").await.body_text();
        assert!(
            events.contains("Someone signed in on a new phone"),
            "what was read stays on the page: {events}"
        );
    }
}

on_each_engine! {
    async fn words_typed_when_a_shared_session_locks_return_to_the_same_person_only(app: TestApp) {
        app.person("maria-luna").await;
        app.person("luis-luna").await;
        let mut library = app.new_visitor();
        sign_in_shared(&mut library, "maria-luna").await;
        let family = app.database.family_id("luna").await.to_string();
        let path = format!("/family/{family}/plan/own");
        let page = library.get(&path).await;
        let (form, person) = (page.hidden_value("form"), page.hidden_value("person"));
        app.database.clock.advance(SignedDuration::from_mins(15));
        let typed = [
            ("form", form.as_str()),
            ("family", &family),
            ("person", &person),
            ("from", &path),
            ("endpoint", "plan/own"),
            ("words", "We sing on Sundays"),
        ];
        let sent = library.post("/api/plan/own", &typed).await;
        assert_eq!(sent.location(), "/sign-in");
        let page = library.get("/sign-in").await.body;
        assert!(!page.contains("We sing"), "for the next person: {page}");
        // The next person at this computer, who is of the same family.
        sign_in_shared(&mut library, "luis-luna").await;
        assert!(!library.get(&path).await.body.contains("We sing"));
        app.database.clock.advance(SignedDuration::from_mins(15));
        let back = sign_in_shared(&mut library, "maria-luna").await;
        assert_eq!(back.location(), path);
        assert!(library.get(&path).await.body.contains("We sing on Sundays"));
    }
}

on_each_engine! {
    async fn a_shared_device_keeps_nothing_and_leaves_the_screen(app: TestApp) {
        let mut phone = app.person("maria-luna").await;
        let mut library = app.new_visitor();
        let sent = sign_in_shared(&mut library, "maria-luna").await;
        assert_eq!(sent.headers["clear-site-data"], "\"storage\"");
        let cookie = sent.headers["set-cookie"].to_str().unwrap();
        assert!(!cookie.contains("Max-Age"), "{cookie}");
        let page = library.get("/account").await;
        assert_eq!(page.headers["refresh"], "901; url=/account?reload=idle");
        // A page that reloads itself is no use of the session, which locks all the same.
        for _ in 0..2 {
            app.database.clock.advance(SignedDuration::from_mins(8));
            library.get("/account?reload=idle").await;
        }
        assert_eq!(library.get("/account").await.location(), "/sign-in");
        sign_in_shared(&mut library, "maria-luna").await;
        let page = library.get("/account").await;
        assert_eq!(page.headers["cache-control"], "no-store");
        let form = library.get("/messages/notify").await;
        assert!(
            !form.headers.contains_key("refresh"),
            "what is being typed is not lost"
        );
        // The next person would see a notification, so this browser gets none.
        let subscription = [
            ("endpoint", "https://fcm.googleapis.com/x"),
            ("key", "k"),
            ("secret", "s"),
        ];
        let refused = library.post("/api/messages/browser", &subscription).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let allowed = phone.post("/api/messages/browser", &subscription).await;
        assert_eq!(allowed.status, StatusCode::SEE_OTHER);
        let kept = sign_in_again(&mut phone, "maria-luna").await;
        let cookie = kept.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("Max-Age=2592000"), "thirty days: {cookie}");
        assert!(!phone.get("/account").await.headers.contains_key("refresh"));
    }
}

on_each_engine! {
    async fn the_passphrase_once_more_must_be_ones_own(app: TestApp) {
        app.person("luis-luna").await;
        let mut maria = app.person("maria-luna").await;
        for (name, passphrase) in [
            ("maria-luna", "not the right words"),
            ("luis-luna", PASSPHRASE),
            ("no-such-name", PASSPHRASE),
        ] {
            let fields = [("name", name), ("passphrase", passphrase), ("page", "/account")];
            let sent = maria.post("/api/account/again", &fields).await;
            assert_eq!(sent.location(), "/account/again", "{name}");
            let page = maria.get("/account/again").await;
            assert!(page.body.contains("role=\"alert\""), "{}", page.body);
            assert_eq!(page.hidden_value("page"), "/account", "the way back is kept");
        }
        for (page, leads_to) in [("/account/devices", "/account/devices"), ("//evil.example", "/")] {
            let fields = [("name", "maria-luna"), ("passphrase", PASSPHRASE), ("page", page)];
            let sent = maria.post("/api/account/again", &fields).await;
            assert_eq!(sent.location(), leads_to, "{page}");
        }
    }
}

/// The recipients of the letters since the last call, in alphabetical order.
fn take_recipients(letters: &std::sync::Mutex<Vec<String>>) -> Vec<String> {
    let taken = std::mem::take(&mut *letters.lock().unwrap());
    let recipient = |letter: &String| {
        let (_, rest) = letter.split_once("RCPT TO:<").unwrap();
        rest.split('@').next().unwrap().to_owned()
    };
    let mut found: Vec<String> = taken.iter().map(recipient).collect();
    found.sort();
    found
}

on_each_engine! {
    async fn a_change_of_contact_asks_again_and_is_told_the_way_of_before(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let flags = ["--smtp-url", mail.as_str()];
        let app = restart_with_flags(app, &flags);
        let dispatcher = build_dispatcher(&flags);
        let (before, after) = (("email", "before@example.org"), ("email", "after@example.org"));
        save_preferences_for_all_hours(&app, "maria-luna", &[before]).await;
        let mut phone = app.person("maria-luna").await;
        app.database.clock.advance(SignedDuration::from_mins(11));
        // Hours and reminders say nothing of where she is reached.
        let hours = [&ALL_HOURS[..], &[before, ("reminder", "both")]].concat();
        let saved = phone.post("/api/messages/notify", &hours).await;
        assert_eq!(saved.location(), "/messages/notify?saved=1");
        // One who finds her phone unlocked silences nothing.
        let changed = [&ALL_HOURS[..], &[after]].concat();
        for fields in [&[("mode", "off"), before][..], &changed] {
            let asked = phone.post("/api/messages/notify", fields).await;
            assert_eq!(asked.location(), "/account/again?from=/messages/notify");
        }
        let proof = [
            ("name", "maria-luna"),
            ("passphrase", PASSPHRASE),
            ("page", "/messages/notify"),
        ];
        let back = phone.post("/api/account/again", &proof).await;
        let page = phone.get(back.location_as_sent()).await;
        assert!(page.body.contains("after@example.org"), "what was typed: {}", page.body);
        let saved = phone.post("/api/messages/notify", &changed).await;
        assert_eq!(saved.location(), "/messages/notify?saved=1");
        dispatcher.dispatch_due(&app.database.db).await.unwrap();
        assert_eq!(take_recipients(&letters), ["after", "before"]);
        let off = [("mode", "off"), after];
        phone.post("/api/messages/notify", &off).await;
        dispatcher.dispatch_due(&app.database.db).await.unwrap();
        assert_eq!(take_recipients(&letters), ["after"], "once more, by what was chosen before");
        let events = phone.get("/account/events").await.body_text();
        let told = "Your email address, phone number, or notices were changed";
        assert_eq!(events.matches(told).count(), 3, "{events}");
    }
}
