//! Getting in and out over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::on_both;
use http::StatusCode;

on_both! {
    async fn from_the_paper_code_to_her_own_language(app: App) {
        let code = app.code("maria-luna").await;
        let mut phone = app.visitor();
        let typed = format!("{} {}", code[..10].to_lowercase(), &code[10..]);
        assert_eq!(phone.post("/api/account/code", &[("code", &typed)]).await.location(), format!("/welcome/{code}"));
        let path = format!("/welcome/{code}");
        assert!(!phone.get(&path).await.body.contains("new-password"), "first the language, one thing at a time");
        assert_eq!(phone.post("/api/account/language", &[("language", "es"), ("from", &path)]).await.location(), path);
        let page = phone.get(&path).await;
        assert!(page.body.contains("<html lang=\"es\"") && page.body.contains("autocomplete=\"new-password\""));
        let short = phone.post("/api/account/accept", &[("code", &code), ("name", "girasol"), ("passphrase", "corta")]).await;
        assert_eq!(short.location(), path);
        let back = phone.get(&path).await;
        assert!(back.body.contains("value=\"girasol\"") && !back.body.contains("corta\"") && back.body.contains("href=\"#passphrase\""));
        let done = phone.post("/api/account/accept", &[("code", &code), ("name", "girasol"), ("passphrase", "el perro come pan")]).await;
        assert_eq!(done.location(), "/exit", "how to leave comes before anything else");
        assert!(phone.get("/").await.text().contains("Hola, María Luna"));
        assert_eq!(app.visitor().get(&path).await.status, StatusCode::NOT_FOUND);
        // On another phone her language is there again.
        let mut other = app.visitor();
        other.post("/api/account/sign-in", &[("name", "Girasol"), ("passphrase", "el perro come pan")]).await;
        assert!(other.get("/").await.text().contains("Hola, María Luna"));
    }
}

on_both! {
    async fn a_wrong_name_and_a_wrong_passphrase_look_alike(app: App) {
        app.person("maria-luna").await;
        let mut pages = Vec::new();
        for (name, passphrase) in [("maria-luna", "not the right words"), ("no-such-name", "not the right words")] {
            let mut phone = app.visitor();
            let sent = phone.post("/api/account/sign-in", &[("name", name), ("passphrase", passphrase)]).await;
            assert_eq!(sent.location(), "/sign-in");
            let body = phone.get("/sign-in").await.body.replace(name, "");
            let nonce = body.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            pages.push(body.replace(&nonce, ""));
        }
        assert_eq!(pages[0], pages[1]);
        assert!(pages[0].contains("role=\"alert\""));
    }
}

on_both! {
    async fn leaving_ends_the_session_and_goes_somewhere_neutral(app: App) {
        let mut maria = app.person("maria-luna").await;
        let cookies = maria.cookies.clone();
        let left = maria.post("/exit", &[]).await;
        assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "https://www.weather.gov/"));
        assert_eq!(left.headers["clear-site-data"], "\"cache\", \"cookies\", \"storage\"");
        assert_eq!(left.headers["cache-control"], "no-store");
        maria.cookies = cookies;
        assert_eq!(maria.get("/").await.location(), "/sign-in", "the old cookie is worth nothing");
        let out = app.person("luis-luna").await.post("/api/account/sign-out", &[]).await;
        assert_eq!(out.location(), "/sign-in");
    }
}

on_both! {
    async fn signing_in_changes_the_token(app: App) {
        app.person("maria-luna").await;
        let mut phone = app.visitor();
        phone.post("/api/account/sign-in", &[("name", "maria-luna"), ("passphrase", "wrong wrong wrong")]).await;
        let before = phone.cookies["session"].clone();
        phone.post("/api/account/sign-in", &[("name", "maria-luna"), ("passphrase", "correct horse battery")]).await;
        assert_ne!(phone.cookies["session"], before);
    }
}

on_both! {
    async fn nobody_looks_around_outside_a_demo(app: App) {
        let person = app.house.person("maria-luna").await.to_string();
        assert_eq!(app.visitor().post("/api/account/look-around", &[("person", &person)]).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn child_under_fourteen_gets_no_further_than_a_wrong_passphrase(app: App) {
        let mut nora = app.person("nora-price").await;
        assert_eq!(nora.get("/").await.status, StatusCode::OK);
        // Her birth date is put right after she got in.
        app.house.run("UPDATE person SET born = '2016-05-01' WHERE key = 'nora-price'").await.unwrap();
        let page = nora.get("/").await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/sign-in"), "the session opens nothing any more");
        let mut phone = app.visitor();
        let sent = phone.post("/api/account/sign-in", &[("name", "nora-price"), ("passphrase", "correct horse battery")]).await;
        assert_eq!(sent.location(), "/sign-in");
        assert!(phone.get("/sign-in").await.body.contains("role=\"alert\""));
        assert_eq!(phone.get("/").await.location(), "/sign-in");
    }
}
