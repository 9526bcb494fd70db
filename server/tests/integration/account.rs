//! Redeeming invitations over HTTP, and browsers that keep no cookie.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

const SPANISH_PASSPHRASE: &str = "el perro come pan";

/// Posts the welcome form.
async fn accept_invitation(
    browser: &mut TestBrowser,
    code: &str,
    name: &str,
    passphrase: &str,
) -> TestResponse {
    browser
        .post(
            "/api/account/accept",
            &[("code", code), ("name", name), ("passphrase", passphrase)],
        )
        .await
}

/// Types the code, in lower case and with a space, and chooses Spanish on its page.
async fn type_code_and_choose_spanish(phone: &mut TestBrowser, code: &str) {
    let path = format!("/welcome/{code}");
    // A code is copied from paper: capitals and spaces must not matter.
    let typed = format!("{} {}", code[..10].to_lowercase(), &code[10..]);
    assert_eq!(
        phone
            .post("/api/account/code", &[("code", &typed)])
            .await
            .location(),
        path
    );
    assert!(
        !phone.get(&path).await.body.contains("new-password"),
        "no passphrase field before a language is chosen"
    );
    assert_eq!(
        phone
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", &path)]
            )
            .await
            .location(),
        path
    );
    let page = phone.get(&path).await;
    assert!(
        page.body.contains("<html lang=\"es\"")
            && page.body.contains("autocomplete=\"new-password\"")
    );
    // Before there is an account she reads who runs the portal and who reads what.
    let text = page.body_text();
    for words in [
        "Lo administra Lakeside County Family Services",
        "Antes de enviar algo, usted ve quién lo va a leer",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// A passphrase that is too short: the form comes back with the name and without the passphrase.
async fn assert_short_passphrase_is_refused(phone: &mut TestBrowser, code: &str) {
    let path = format!("/welcome/{code}");
    let short = accept_invitation(phone, code, "girasol", "corta").await;
    assert_eq!(short.location(), path);
    let back = phone.get(&path).await;
    assert!(
        back.body.contains("value=\"girasol\"")
            && !back.body.contains("corta\"")
            && back.body.contains("href=\"#passphrase\"")
    );
}

/// The first page after sign-in explains the quick exit and names its limits; then the way on.
async fn read_what_quick_exit_does(phone: &mut TestBrowser, sent: &TestResponse) {
    assert_eq!(sent.location(), "/exit");
    let page = phone.get("/exit").await;
    assert!(
        page.body.contains("action=\"/api/account/exit-read\""),
        "{}",
        page.body
    );
    let text = page.body_text();
    for words in [
        "Cierra su sesión y abre una página del clima",
        "Lo que el botón no puede hacer",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let on = phone.post("/api/account/exit-read", &[]).await;
    assert_eq!(on.location(), "/");
    let again = phone.get("/exit").await;
    assert!(
        !again.body.contains("exit-read"),
        "it is found again, and asks for nothing"
    );
}

async fn assert_greeted_in_spanish(browser: &mut TestBrowser) {
    assert!(
        browser
            .get("/")
            .await
            .body_text()
            .contains("Hola, María</h1>")
    );
}

on_each_engine! {
    async fn invitation_code_is_redeemed_in_the_persons_own_language(app: TestApp) {
        let code = app.create_invitation("maria-luna").await;
        let mut phone = app.new_visitor();
        type_code_and_choose_spanish(&mut phone, &code).await;
        assert_short_passphrase_is_refused(&mut phone, &code).await;
        let done = accept_invitation(&mut phone, &code, "girasol", SPANISH_PASSPHRASE).await;
        read_what_quick_exit_does(&mut phone, &done).await;
        assert_greeted_in_spanish(&mut phone).await;
        assert_eq!(
            app.new_visitor()
                .get(&format!("/welcome/{code}"))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        // Her language is also set in a new session.
        let mut other = app.new_visitor();
        let signed_in = other
            .post(
                "/api/account/sign-in",
                &[("name", "Girasol"), ("passphrase", SPANISH_PASSPHRASE)],
            )
            .await;
        assert_eq!(signed_in.location(), "/", "the quick exit is explained once");
        assert_greeted_in_spanish(&mut other).await;
    }
}

/// Types a code, and returns the page on which it comes back.
async fn type_invalid_code(app: &TestApp, typed: &str) -> String {
    let mut phone = app.new_visitor();
    let answer = phone.post("/api/account/code", &[("code", typed)]).await;
    assert_eq!(answer.location(), "/welcome", "{typed}");
    phone.get("/welcome").await.body_text()
}

on_each_engine! {
    async fn an_invalid_code_comes_back_in_groups_of_four_with_what_is_wrong(app: TestApp) {
        let used = app.create_invitation("maria-luna").await;
        accept_invitation(&mut app.new_visitor(), &used, "girasol", SPANISH_PASSPHRASE).await;
        let (replaced, _) = (
            app.create_invitation("luis-luna").await,
            app.create_invitation("luis-luna").await,
        );
        for (typed, value, words) in [
            (" - ", "", "Type the code from your paper"),
            ("abcd-efgh-jk", "ABCD EFGH JK", "It has 20 letters and numbers"),
            (
                "abcdefghjkmnpqrstuvw",
                "ABCD EFGH JKMN PQRS TUVW",
                "This code does not work",
            ),
        ] {
            let page = type_invalid_code(&app, typed).await;
            assert!(
                page.contains(&format!("value=\"{value}\"")) && page.contains(words),
                "{typed}: {page}"
            );
        }
        // Only the browser that sent it is shown it again, and not for long.
        let mut phone = app.new_visitor();
        phone
            .post("/api/account/code", &[("code", "abcdefghjkmnpqrstuvw")])
            .await;
        let shows_code = |page: TestResponse| page.body.contains("ABCD EFGH");
        assert!(shows_code(phone.get("/welcome").await));
        assert!(!shows_code(app.new_visitor().get("/welcome").await));
        app.database.clock.advance(SignedDuration::from_mins(6));
        assert!(!shows_code(phone.get("/welcome").await));
        // Whether it was used, has expired, was replaced or never existed is not said.
        let unknown = "ABCDEFGHJKMNPQRSTUVW".to_owned();
        for code in [&used, &replaced, &unknown] {
            let page = type_invalid_code(&app, code).await;
            assert!(page.contains("This code does not work"), "{page}");
            let page = app.new_visitor().get(&format!("/welcome/{code}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            let text = page.body_text();
            assert!(text.contains("If you already used this code, sign in"), "{text}");
        }
        let page = app.new_visitor().get("/welcome/abcdefgh").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(
            page.body.contains("value=\"ABCD EFGH\"")
                && page.body.contains("action=\"/api/account/code\""),
            "{}",
            page.body
        );
    }
}

on_each_engine! {
    async fn staff_read_that_families_see_who_opens_a_record(app: TestApp) {
        let code = app.create_invitation("dana-fox").await;
        let path = format!("/welcome/{code}");
        let mut dana = app.new_visitor();
        dana.post(
            "/api/account/language",
            &[("language", "en"), ("from", &path)],
        )
        .await;
        let text = dana.get(&path).await.body_text();
        assert!(
            text.contains("Families can see who opened their record, and when.")
                && !text.contains("outside your family"),
            "{text}"
        );
    }
}

/// Another submission of a redeemed code: the page says that the code is used and how to continue,
/// and no person is signed in.
async fn assert_code_is_used_up(app: &TestApp, code: &str, name: &str, passphrase: &str) {
    let mut phone = app.new_visitor();
    let answer = accept_invitation(&mut phone, code, name, passphrase).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, format!("/welcome/{code}").as_str())
    );
    let page = phone.get(answer.location()).await;
    assert!(
        page.body.contains("This code does not work") && page.body.contains("href=\"/sign-in\""),
        "{}",
        page.body
    );
    assert_eq!(phone.get("/").await.location(), "/sign-in");
}

on_each_engine! {
    async fn second_submit_of_the_welcome_form_is_idempotent(app: TestApp) {
        let code = app.create_invitation("maria-luna").await;
        let (mut first, mut second) = (app.new_visitor(), app.new_visitor());
        // Concurrent requests, as from a double tap on a slow connection. The browser may keep
        // either response.
        let (one, other) = tokio::join!(
            accept_invitation(&mut first, &code, "girasol", SPANISH_PASSPHRASE),
            accept_invitation(&mut second, &code, "girasol", SPANISH_PASSPHRASE)
        );
        for (answer, phone) in [(one, &mut first), (other, &mut second)] {
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, "/exit"),
                "{}",
                answer.body
            );
            assert!(phone.get("/").await.body_text().contains("María Luna"));
        }
        let mut later = app.new_visitor();
        let again = accept_invitation(&mut later, &code, "girasol", SPANISH_PASSPHRASE).await;
        assert_eq!(again.location(), "/exit");
        assert!(later.get("/").await.body_text().contains("María Luna"));
        // Only who redeemed the code knows both: a wrong passphrase, another account with its right
        // passphrase, and a name that does not exist must not sign in.
        app.person("luis-luna").await;
        for (name, passphrase) in [
            ("girasol", "another passphrase"),
            ("luis-luna", "correct horse battery"),
            ("nobody at all", SPANISH_PASSPHRASE),
        ] {
            assert_code_is_used_up(&app, &code, name, passphrase).await;
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM account")
                .await,
            2
        );
    }
}

/// Sends a form and loses the cookies of the response: the target redirects to the cookie page,
/// which explains what to do in the browser's language and names a telephone number.
async fn assert_blocked_browser_is_told(app: &TestApp, path: &str, fields: &[(&str, &str)]) {
    // Without a session only the browser's headers say which language to use.
    for (language, says) in [
        ("en", "does not keep our cookie"),
        ("es", "no guarda nuestra cookie"),
        ("hmn", "tsis khaws peb lub cookie"),
        ("ar", "متصفحكم"),
    ] {
        let mut blocked = app.new_visitor();
        blocked.language = language;
        let sent = blocked.post(path, fields).await;
        blocked.cookies.clear();
        let marked = blocked.get(sent.location_as_sent()).await;
        assert_eq!(
            (marked.status, marked.location()),
            (StatusCode::SEE_OTHER, "/cookies"),
            "{path}"
        );
        let page = blocked.get("/cookies").await;
        assert!(
            page.status == StatusCode::OK && page.body.contains(says) && page.body.contains("tel:"),
            "{path}: {}",
            page.body
        );
    }
}

/// A browser that keeps cookies reaches its target. An old URL with an expired `cookie` parameter
/// does not lead to the cookie page.
async fn assert_not_sent_to_cookie_page(app: &TestApp, path: &str, fields: &[(&str, &str)]) {
    let mut keeps = app.new_visitor();
    let sent = keeps.post(path, fields).await;
    let page = keeps.get(sent.location_as_sent()).await;
    assert_ne!(page.location(), "/cookies", "{path}");
    // The mark in the address is valid for two minutes: a bookmark with an old one must not lead
    // there.
    app.database.clock.advance(SignedDuration::from_mins(5));
    assert_ne!(
        app.new_visitor()
            .get(sent.location_as_sent())
            .await
            .location(),
        "/cookies",
        "{path}"
    );
}

on_each_engine! {
    async fn browser_that_keeps_no_cookie_is_told_so(app: TestApp) {
        app.person("maria-luna").await;
        let code = app.create_invitation("luis-luna").await;
        let welcome = format!("/welcome/{code}");
        let name = ("name", "maria-luna");
        // Accepted and refused forms: a refused form comes back from the session, which such a
        // browser does not keep either.
        for (path, fields) in [
            (
                "/api/account/sign-in",
                vec![name, ("passphrase", "correct horse battery")],
            ),
            (
                "/api/account/sign-in",
                vec![name, ("passphrase", "not the right words")],
            ),
            ("/api/account/code", vec![("code", "NOSUCHCODE")]),
            (
                "/api/account/language",
                vec![("language", "es"), ("from", welcome.as_str())],
            ),
            (
                "/api/account/accept",
                vec![("code", code.as_str()), name, ("passphrase", "short")],
            ),
        ] {
            assert_blocked_browser_is_told(&app, path, &fields).await;
            assert_not_sent_to_cookie_page(&app, path, &fields).await;
        }
    }
}
