//! Forms lose nothing: what was typed comes back after every answer but the one that takes it, and what was sent stays sent.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, Instant};

use http::{Request, StatusCode, header};
use support::{Browser, Page, on_both};

/// What script asks in an open conversation; the answer is data and no page.
async fn ask(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = Request::post(path)
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(serde_urlencoded::to_string(fields).unwrap().into())
        .unwrap();
    browser.send(request).await
}

on_both! {
    async fn sent_words_do_not_come_back_as_a_draft(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.house.thread("tasha-june").await.to_string();
        let path = format!("/messages/{thread}");
        let form = tasha.get(&path).await.hidden("form");
        let late = [("thread", thread.as_str()), ("form", &form), ("body", "I will be there at nine")];
        let sent = ask(&mut tasha, "/api/messages/post", &[late[0], late[1], late[2], ("offered", "false"), ("urgent", "false")]).await;
        assert!(sent.status.is_success() && sent.body.contains("Sent"), "{}", sent.body);
        assert_eq!(ask(&mut tasha, "/api/messages/draft", &late).await.status, StatusCode::OK);
        let page = tasha.get(&path).await;
        assert_eq!(page.body.matches("I will be there at nine").count(), 1, "in the conversation, and not in the field");
        let next = page.hidden("form");
        ask(&mut tasha, "/api/messages/draft", &[late[0], ("form", &next), ("body", "and at ten")]).await;
        assert!(tasha.get(&path).await.body.contains("and at ten"));
    }
}

/// An import may hold SQLite's one writer for half a minute. Who writes no line in the access log reads all the same; the read
/// mark follows.
#[tokio::test]
async fn conversation_opens_while_another_program_writes() {
    let app = support::apps().await.remove(0);
    let support::house::Raw::Sqlite(pool) = &app.house.raw else { unreachable!() };
    let (mut tasha, id) = (app.person("tasha-carter").await, app.house.thread("tasha-june").await);
    let path = format!("/messages/{id}");
    app.house.write("june-bell", model::messages::To::Thread(id), "Shall I come along?").await.unwrap();
    let mut import = pool.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *import).await.unwrap();
    let began = Instant::now();
    let page = tasha.get(&path).await;
    assert!(page.status == StatusCode::OK && page.body.contains("Shall I come along?"), "{}", page.body);
    for also in [format!("{path}/print"), format!("{path}/table"), format!("{path}?at=1"), "/messages".to_owned()] {
        assert_eq!(tasha.get(&also).await.status, StatusCode::OK, "{also}");
    }
    let fresh = ask(&mut tasha, "/api/messages/newer", &[("thread", &id.to_string()), ("after", "1"), ("seen", "true")]).await;
    assert!(fresh.status == StatusCode::OK && fresh.body.contains("Shall I come along?"), "{}", fresh.body);
    assert!(began.elapsed() < Duration::from_secs(4), "nothing waited for the writer: {:?}", began.elapsed());
    sqlx::query("ROLLBACK").execute(&mut *import).await.unwrap();
    // The marks of those looks waited for the writer all the while.
    for _ in 0..50 {
        if !tasha.get("/messages").await.text().contains("1 new") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what was read is still new");
}
