//! Redeeming invitations over HTTP, and browsers that keep no cookie.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use http::StatusCode;

on_each_engine! {
    async fn invitation_code_is_redeemed_in_the_persons_own_language(app: TestApp) {
        let code = app.create_invitation("maria-luna").await;
        let mut phone = app.new_visitor();
        let typed = format!("{} {}", code[..10].to_lowercase(), &code[10..]);
        assert_eq!(
            phone
                .post("/api/account/code", &[("code", &typed)])
                .await
                .location(),
            format!("/welcome/{code}")
        );
        let path = format!("/welcome/{code}");
        assert!(
            !phone.get(&path).await.body.contains("new-password"),
            "first the language, one thing at a time"
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
        let short = phone
            .post(
                "/api/account/accept",
                &[
                    ("code", &code),
                    ("name", "girasol"),
                    ("passphrase", "corta"),
                ],
            )
            .await;
        assert_eq!(short.location(), path);
        let back = phone.get(&path).await;
        assert!(
            back.body.contains("value=\"girasol\"")
                && !back.body.contains("corta\"")
                && back.body.contains("href=\"#passphrase\"")
        );
        let done = phone
            .post(
                "/api/account/accept",
                &[
                    ("code", &code),
                    ("name", "girasol"),
                    ("passphrase", "el perro come pan"),
                ],
            )
            .await;
        assert_eq!(
            done.location(),
            "/exit",
            "how to leave comes before anything else"
        );
        assert!(
            phone
                .get("/")
                .await
                .body_text()
                .contains("Hola, María Luna")
        );
        assert_eq!(
            app.new_visitor().get(&path).await.status,
            StatusCode::NOT_FOUND
        );
        // Her language is also set in a new session.
        let mut other = app.new_visitor();
        other
            .post(
                "/api/account/sign-in",
                &[("name", "Girasol"), ("passphrase", "el perro come pan")],
            )
            .await;
        assert!(
            other
                .get("/")
                .await
                .body_text()
                .contains("Hola, María Luna")
        );
    }
}

on_each_engine! {
    async fn second_submit_of_the_welcome_form_is_idempotent(app: TestApp) {
        let code = app.create_invitation("maria-luna").await;
        let fields = |name: &'static str, passphrase: &'static str| {
            [
                ("code", code.clone()),
                ("name", name.to_owned()),
                ("passphrase", passphrase.to_owned()),
            ]
        };
        let send = async |browser: &mut crate::support::TestBrowser,
                          fields: [(&str, String); 3]| {
            browser
                .post(
                    "/api/account/accept",
                    &fields
                        .each_ref()
                        .map(|(name, value)| (*name, value.as_str())),
                )
                .await
        };
        let (mut first, mut second) = (app.new_visitor(), app.new_visitor());
        let both = fields("girasol", "el perro come pan");
        // Concurrent requests, as from a double tap on a slow connection. The browser may keep
        // either response.
        let (one, other) = tokio::join!(
            send(&mut first, both.clone()),
            send(&mut second, both.clone())
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
        assert_eq!(send(&mut later, both).await.location(), "/exit");
        assert!(later.get("/").await.body_text().contains("María Luna"));
        // With any other name or passphrase the code counts as used, and the page says how to
        // continue.
        app.person("luis-luna").await;
        for wrong in [
            fields("girasol", "another passphrase"),
            fields("luis-luna", "correct horse battery"),
            fields("nobody at all", "el perro come pan"),
        ] {
            let mut phone = app.new_visitor();
            let answer = send(&mut phone, wrong).await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, format!("/welcome/{code}").as_str())
            );
            let page = phone.get(answer.location()).await;
            assert!(
                page.body.contains("This code does not work any more")
                    && page.body.contains("href=\"/sign-in\""),
                "{}",
                page.body
            );
            assert_eq!(phone.get("/").await.location(), "/sign-in");
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM account")
                .await,
            2
        );
    }
}

on_each_engine! {
    async fn browser_that_keeps_no_cookie_is_told_so(app: TestApp) {
        app.person("maria-luna").await;
        let code = app.create_invitation("luis-luna").await;
        let welcome = format!("/welcome/{code}");
        let name = ("name", "maria-luna");
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
            for (language, says) in [
                ("en", "does not keep our cookie"),
                ("es", "no guarda nuestra cookie"),
                ("hmn", "tsis khaws peb lub cookie"),
                ("ar", "متصفحكم"),
            ] {
                let mut blocked = app.new_visitor();
                blocked.language = language;
                let sent = blocked.post(path, &fields).await;
                blocked.cookies.clear();
                let marked = blocked.get(sent.location_as_sent()).await;
                assert_eq!(
                    (marked.status, marked.location()),
                    (StatusCode::SEE_OTHER, "/cookies"),
                    "{path}"
                );
                let page = blocked.get("/cookies").await;
                assert!(
                    page.status == StatusCode::OK
                        && page.body.contains(says)
                        && page.body.contains("tel:"),
                    "{path}: {}",
                    page.body
                );
            }
            // A browser that keeps cookies reaches its target. An old URL with an expired `cookie`
            // parameter does not lead to the cookie page.
            let mut keeps = app.new_visitor();
            let sent = keeps.post(path, &fields).await;
            let page = keeps.get(sent.location_as_sent()).await;
            assert_ne!(page.location(), "/cookies", "{path}");
            app.database
                .clock
                .advance(jiff::SignedDuration::from_mins(5));
            assert_ne!(
                app.new_visitor()
                    .get(sent.location_as_sent())
                    .await
                    .location(),
                "/cookies",
                "{path}"
            );
        }
    }
}
