//! Signing in, signing out and the quick exit over HTTP.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support::database::{OwnerPool, TestDatabase};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

on_each_engine! {
    async fn a_wrong_name_and_a_wrong_passphrase_look_alike(app: TestApp) {
        app.person("maria-luna").await;
        // A difference would tell a person who tries names which of them have an account here.
        let mut pages = Vec::new();
        for (name, passphrase) in [
            ("maria-luna", "not the right words"),
            ("no-such-name", "not the right words"),
        ] {
            let mut phone = app.new_visitor();
            let sent = phone
                .post(
                    "/api/account/sign-in",
                    &[("name", name), ("passphrase", passphrase)],
                )
                .await;
            assert_eq!(sent.location(), "/sign-in");
            // The typed name and the nonce of the response differ in any case.
            let body = phone.get("/sign-in").await.body.replace(name, "");
            let nonce = body
                .split("nonce=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned();
            pages.push(body.replace(&nonce, ""));
        }
        assert_eq!(pages[0], pages[1]);
        assert!(pages[0].contains("role=\"alert\""));
    }
}

/// From now on, whoever signs in on a new device finds the passphrase replaced between its check
/// and the session.
async fn replace_passphrase_during_sign_in(database: &TestDatabase) {
    let statements: &[&'static str] = match &database.owner_pool {
        OwnerPool::Sqlite(_) => &[
            "CREATE TRIGGER replace_meanwhile AFTER INSERT ON account_event \
            WHEN NEW.kind = 'signed_in_new_device' BEGIN \
            UPDATE account SET passphrase_hash = 'another' WHERE person_id = NEW.person_id; END",
        ],
        OwnerPool::Postgres(_) => &[
            "CREATE FUNCTION replace_meanwhile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER \
                AS $$ BEGIN UPDATE account SET passphrase_hash = 'another' \
                WHERE person_id = NEW.person_id; RETURN NULL; END $$",
            "CREATE TRIGGER replace_meanwhile AFTER INSERT ON account_event FOR EACH ROW \
                WHEN (NEW.kind = 'signed_in_new_device') EXECUTE FUNCTION replace_meanwhile()",
        ],
    };
    for statement in statements {
        database.execute_sql(statement).await.unwrap();
    }
}

on_each_engine! {
    async fn sign_in_beside_a_new_passphrase_is_answered_like_a_wrong_one(app: TestApp) {
        app.person("maria-luna").await;
        replace_passphrase_during_sign_in(&app.database).await;
        let sessions = "SELECT count(*) FROM session WHERE person_id IS NOT NULL";
        let before = app.database.query_number(sessions).await;
        let mut theirs = app.new_visitor();
        assert_eq!(sign_in_again(&mut theirs, "maria-luna").await.location(), "/sign-in");
        let page = theirs.get("/sign-in").await;
        assert!(page.body.contains("role=\"alert\""), "{}", page.body);
        assert!(page.body.contains("value=\"maria-luna\""), "what was typed: {}", page.body);
        assert_eq!(theirs.get("/account").await.location(), "/sign-in");
        assert_eq!(app.database.query_number(sessions).await, before);
    }
}

on_each_engine! {
    async fn quick_exit_ends_the_session_and_opens_a_neutral_site(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let cookies = maria.cookies.clone();
        let left = maria.post("/exit", &[]).await;
        assert_eq!(
            (left.status, left.location()),
            (StatusCode::SEE_OTHER, "https://www.weather.gov/")
        );
        assert_eq!(
            left.headers["clear-site-data"],
            "\"cache\", \"cookies\", \"storage\""
        );
        assert_eq!(left.headers["cache-control"], "no-store");
        // As a person who has copied the cookies would use them.
        maria.cookies = cookies;
        assert_eq!(
            maria.get("/").await.location(),
            "/sign-in",
            "the old cookie is worth nothing"
        );
        let out = app
            .person("luis-luna")
            .await
            .post("/api/account/sign-out", &[])
            .await;
        assert_eq!(out.location(), "/sign-in");
    }
}

/// Advances the clock; returns where the home page then leads. Empty: to itself.
async fn home_after_minutes(app: &TestApp, browser: &mut TestBrowser, minutes: i64) -> String {
    app.database
        .clock
        .advance(jiff::SignedDuration::from_mins(minutes));
    browser.get("/").await.location().to_owned()
}

on_each_engine! {
    async fn session_locks_after_a_quarter_of_an_hour_on_a_shared_device(app: TestApp) {
        let code = app.create_invitation("maria-luna").await;
        let account = [("name", "girasol"), ("passphrase", "el perro come pan")];
        let (shared, own) = ([("device", "shared")], [("device", "own")]);
        let (mut library, mut phone) = (app.new_visitor(), app.new_visitor());
        let accept = [account.as_slice(), &shared, &[("code", code.as_str())]].concat();
        library.post("/api/account/accept", &accept).await;
        let sign_in = [account.as_slice(), &own].concat();
        phone.post("/api/account/sign-in", &sign_in).await;
        // Used every 14 minutes, it stays open for longer than 15.
        for _ in 0..3 {
            assert_eq!(home_after_minutes(&app, &mut library, 14).await, "");
        }
        // A script that stores what is being typed shows that a person types.
        app.database
            .clock
            .advance(jiff::SignedDuration::from_mins(14));
        let typed = [("body", "half a thought")];
        library.post_as_script("/api/messages/draft", &typed).await;
        assert_eq!(home_after_minutes(&app, &mut library, 14).await, "");
        assert_eq!(home_after_minutes(&app, &mut library, 15).await, "/sign-in");
        assert_eq!(home_after_minutes(&app, &mut phone, 0).await, "");
        // Without an answer a device is shared.
        library.post("/api/account/sign-in", &account).await;
        app.database
            .clock
            .advance(jiff::SignedDuration::from_mins(14));
        // Requests that an open page sends by itself do not count as use of the session.
        library.post_as_script("/api/messages/newer", &[]).await;
        assert_eq!(home_after_minutes(&app, &mut library, 1).await, "/sign-in");
        // One's own locks after a day, and asks for the passphrase of the same person.
        assert_eq!(home_after_minutes(&app, &mut phone, 23 * 60).await, "");
        assert_eq!(home_after_minutes(&app, &mut phone, 24 * 60).await, "/sign-in");
        let page = phone.get("/sign-in").await.body_text();
        assert!(page.contains("This page was locked"), "{page}");
    }
}

on_each_engine! {
    async fn the_sign_in_page_says_who_runs_the_portal(app: TestApp) {
        let page = app.new_visitor().get("/sign-in").await;
        assert!(page.body.contains("The agency that works with your family runs it"));
        let flags = [
            "--public-url",
            "http://portal.test",
            "--agency-name",
            "Lakeside County",
        ];
        let app = TestApp::new(app.database, &flags);
        for path in ["/sign-in", "/welcome"] {
            let page = app.new_visitor().get(path).await;
            assert!(
                page.body_text().contains("Lakeside County runs it. It is free."),
                "{path}: {}",
                page.body
            );
        }
    }
}

on_each_engine! {
    async fn signing_in_changes_the_token(app: TestApp) {
        app.person("maria-luna").await;
        let mut phone = app.new_visitor();
        phone
            .post(
                "/api/account/sign-in",
                &[("name", "maria-luna"), ("passphrase", "wrong wrong wrong")],
            )
            .await;
        // A token from before sign-in may have been set by an attacker (session fixation).
        let before = phone.cookies["session"].clone();
        sign_in_again(&mut phone, "maria-luna").await;
        let after = &phone.cookies["session"];
        assert_ne!(*after, before);
        assert_eq!(after.len(), 22, "128 bits in base64");
    }
}

on_each_engine! {
    async fn a_passphrase_is_masked_may_be_pasted_and_never_grows_old(app: TestApp) {
        app.person("maria-luna").await;
        let mut phone = app.new_visitor();
        for (path, purpose) in [("/sign-in", "current-password"), ("/recover", "new-password")] {
            let page = phone.get(path).await.body;
            let field = page
                .split("<input")
                .find(|field| field.contains("name=\"passphrase\""))
                .and_then(|field| field.split('>').next())
                .unwrap();
            assert!(field.contains("type=\"password\""), "{path}: {field}");
            let filled_in_as = format!("autocomplete=\"{purpose}\"");
            assert!(field.contains(&filled_in_as), "{path}: {field}");
            // Either would stop a password manager or cut off what it types.
            for hindrance in ["onpaste", "maxlength", "readonly"] {
                assert!(!field.contains(hindrance), "{path}: {field}");
            }
        }
        app.database.clock.advance(jiff::SignedDuration::from_hours(24 * 400));
        sign_in_again(&mut phone, "maria-luna").await;
        assert_eq!(phone.get("/account").await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn demo_sign_in_is_refused_outside_a_demo(app: TestApp) {
        let person = app.database.person_id("maria-luna").await.to_string();
        assert_eq!(
            app.new_visitor()
                .post("/api/account/look-around", &[("person", &person)])
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    }
}

on_each_engine! {
    async fn child_under_fourteen_gets_no_further_than_a_wrong_passphrase(app: TestApp) {
        let mut nora = app.person("nora-price").await;
        assert_eq!(nora.get("/").await.status, StatusCode::OK);
        // Her birth date is corrected after she signed in.
        app.database
            .execute_sql("UPDATE person SET date_of_birth = '2016-05-01' WHERE key = 'nora-price'")
            .await
            .unwrap();
        let page = nora.get("/").await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, "/sign-in"),
            "the session opens nothing any more"
        );
        let mut phone = app.new_visitor();
        let sent = sign_in_again(&mut phone, "nora-price").await;
        assert_eq!(sent.location(), "/sign-in");
        assert!(phone.get("/sign-in").await.body.contains("role=\"alert\""));
        assert_eq!(phone.get("/").await.location(), "/sign-in");
    }
}

const SPANISH_PASSPHRASE: &str = "mi perro come pan y ñame";

/// Redeems an invitation with this sign-in name, on a new phone.
async fn accept_with_name(app: &TestApp, code: &str, name: &str) -> TestResponse {
    app.new_visitor()
        .post(
            "/api/account/accept",
            &[
                ("code", code),
                ("name", name),
                ("passphrase", SPANISH_PASSPHRASE),
            ],
        )
        .await
}

async fn accept_own_names(app: &TestApp) {
    for (person, name) in [
        ("maria-luna", "María Luna 2008"),
        ("luis-luna", "Luis O'Brien"),
        // This name contains a bidi mark, as pasted Arabic text often does.
        ("tasha-carter", "مريم\u{200F}"),
    ] {
        let code = app.create_invitation(person).await;
        let accepted = accept_with_name(app, &code, name).await;
        assert_eq!(accepted.location(), "/exit", "{name}");
    }
}

/// Name and passphrase as another keyboard writes them, and whom the home page then greets.
const OTHER_SPELLINGS: [(&str, &str, &str); 5] = [
    // An accent as a code point of its own, as some keyboards write it.
    (
        "Mari\u{301}a Luna 2008",
        "mi perro come pan y n\u{303}ame",
        "María Luna",
    ),
    // Capitals, two spaces, and Arabic digits.
    ("MARÍA  LUNA ٢٠٠٨", SPANISH_PASSPHRASE, "María Luna"),
    // Marks of direction around the name, and a space that does not break.
    (
        "\u{2068}maría luna 2008\u{2069}",
        "mi\u{A0}perro come pan y ñame",
        "María Luna",
    ),
    // The apostrophe that phones put in by themselves.
    ("luis o’brien", SPANISH_PASSPHRASE, "Luis Luna"),
    ("مريم", SPANISH_PASSPHRASE, "Tasha Carter"),
];

on_each_engine! {
    async fn names_and_passphrases_are_found_again_however_a_keyboard_writes_them(app: TestApp) {
        accept_own_names(&app).await;
        for (name, passphrase, greeting) in OTHER_SPELLINGS {
            let mut phone = app.new_visitor();
            phone
                .post(
                    "/api/account/sign-in",
                    &[("name", name), ("passphrase", passphrase)],
                )
                .await;
            let page = phone.get("/").await;
            assert!(
                page.status == StatusCode::OK && page.body_text().contains(greeting),
                "{name}: {}",
                page.status
            );
        }
        // No other person can take a name that looks the same.
        let code = app.create_invitation("june-bell").await;
        for name in [
            "مريم",
            "مريم\u{200B}",
            "LUIS O`BRIEN",
            "maría\u{AD} luna 2008",
        ] {
            assert_eq!(
                accept_with_name(&app, &code, name).await.location(),
                format!("/welcome/{code}"),
                "{name}"
            );
        }
        assert_eq!(
            accept_with_name(&app, &code, "maria luna 2008")
                .await
                .location(),
            "/exit",
            "an accent is a difference that people see"
        );
    }
}
