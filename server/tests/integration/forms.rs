//! Forms lose no input: typed text is returned with every response except success, and what was
//! sent does not come back as a draft.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::time::Duration;

use crate::form_exceptions::{FORMS_NEVER_REFUSED, FORMS_NOT_LOOKED_FOR};
use crate::stored_forms::sign_in_again;
use crate::support;
use crate::support::crawler::{self, HtmlDocument, HtmlForm};
use crate::support::form_walk::{
    FORM_WALK_PEOPLE, assert_values_returned, collect_forms, distinct_values, post_form,
};
use crate::support::route_ids::RouteIds;
use crate::support::{TestApp, TestBrowser, on_each_engine, on_engines_at_once};
use app::form_routes::FORM_ROUTES;
use app::route_table::RouteAccess;
use http::StatusCode;

on_each_engine! {
    async fn sent_words_do_not_come_back_as_a_draft(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let path = format!("/messages/{thread}");
        let form = tasha.get(&path).await.hidden_value("form");
        let late = [
            ("thread", thread.as_str()),
            ("form", &form),
            ("body", "I will be there at nine"),
        ];
        let sent = tasha
            .post_as_script(
                "/api/messages/post",
                &[
                    late[0],
                    late[1],
                    late[2],
                    ("offered", "false"),
                    ("urgent", "false"),
                ],
            )
            .await;
        assert!(
            sent.status.is_success() && sent.body.contains("Sent"),
            "{}",
            sent.body
        );
        // The page saves a draft while the message is on its way: this one arrives after it.
        assert_eq!(
            tasha
                .post_as_script("/api/messages/draft", &late)
                .await
                .status,
            StatusCode::OK
        );
        let page = tasha.get(&path).await;
        assert_eq!(
            page.body.matches("I will be there at nine").count(),
            1,
            "in the conversation, and not in the field"
        );
        let next = page.hidden_value("form");
        tasha
            .post_as_script(
                "/api/messages/draft",
                &[late[0], ("form", &next), ("body", "and at ten")],
            )
            .await;
        assert!(tasha.get(&path).await.body.contains("and at ten"));
    }
}

/// The message is on the conversation's pages and in the reply to the open page's script.
async fn assert_conversation_is_readable(browser: &mut TestBrowser, thread: &str, words: &str) {
    let path = format!("/messages/{thread}");
    let page = browser.get(&path).await;
    assert!(
        page.status == StatusCode::OK && page.body.contains(words),
        "{}",
        page.body
    );
    for also in [
        format!("{path}/print"),
        format!("{path}/table"),
        format!("{path}?at=1"),
        "/messages".to_owned(),
    ] {
        assert_eq!(browser.get(&also).await.status, StatusCode::OK, "{also}");
    }
    let fresh = browser
        .post_as_script(
            "/api/messages/newer",
            &[("thread", thread), ("after", "1"), ("seen", "true")],
        )
        .await;
    assert!(
        fresh.status == StatusCode::OK && fresh.body.contains(words),
        "{}",
        fresh.body
    );
}

/// Another program may hold SQLite's single writer for a long time. A reader whose read is not
/// logged needs no write; the read mark is stored later.
#[tokio::test]
async fn conversation_opens_while_another_program_writes() {
    // The first engine is SQLite; on PostgreSQL no reader waits for a writer.
    let app = support::demo_apps().await.remove(0);
    let support::database::OwnerPool::Sqlite(pool) = &app.database.owner_pool else {
        unreachable!()
    };
    let (mut tasha, id) = (
        app.person("tasha-carter").await,
        app.database.thread_id("tasha-june").await,
    );
    let words = "Shall I come along?";
    app.database
        .send_message(
            "june-bell",
            model::messages::MessageDestination::Thread(id),
            words,
        )
        .await
        .unwrap();
    let mut import = pool.acquire().await.unwrap();
    // IMMEDIATE takes the write lock at once, as a program in the middle of a write holds it.
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut *import)
        .await
        .unwrap();
    let began = tokio::time::Instant::now();
    assert_conversation_is_readable(&mut tasha, &id.to_string(), words).await;
    // A request that waits for the writer waits 5 seconds. Two of them exceed this; a slow machine
    // without any wait does not.
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "nothing waited for the writer: {:?}",
        began.elapsed()
    );
    sqlx::query("ROLLBACK").execute(&mut *import).await.unwrap();
    // The read marks of those requests waited for the writer.
    for _ in 0..50 {
        if !tasha.get("/messages").await.body_text().contains("1 new") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what was read is still new");
}

/// The paths of the forms that must be on a page.
fn forms_on_pages() -> impl Iterator<Item = &'static str> {
    let paths = FORM_ROUTES.iter().map(|route| route.path());
    paths.filter(|path| !FORMS_NOT_LOOKED_FOR.contains(path))
}

/// Every form that a person is shown, after creating the data without which some forms appear on no
/// page.
async fn collect_all_forms(
    app: &TestApp,
) -> Vec<(&'static str, TestBrowser, Vec<(String, HtmlForm)>)> {
    RouteIds::create_data(app).await;
    let mut all = Vec::new();
    let mut visitor = app.new_visitor();
    let forms = collect_forms(&mut visitor, "/sign-in").await;
    all.push(("a visitor", visitor, forms));
    let mut shapes = BTreeSet::new();
    for key in FORM_WALK_PEOPLE {
        let mut browser = app.person(key).await;
        let forms = collect_forms(&mut browser, "/").await;
        all.push((
            key,
            browser,
            forms
                .into_iter()
                // A form that several people are shown is tried once.
                .filter(|(_, form)| shapes.insert(form.form_signature()))
                .collect(),
        ));
    }
    let actions: BTreeSet<_> = all
        .iter()
        .flat_map(|(_, _, forms)| forms)
        .map(|(_, form)| form.action.clone())
        .collect();
    // Without this list a form that no page shows any more would be missed without notice.
    for known in forms_on_pages() {
        assert!(
            actions.contains(known),
            "{known} is on no page: {actions:?}"
        );
    }
    all
}

on_each_engine! {
    async fn busy_portal_gives_every_field_of_every_form_back(app: TestApp) {
        let mut all = collect_all_forms(&app).await;
        // Without the session table every request gets 503.
        app.database
            .execute_sql("ALTER TABLE session RENAME TO session_elsewhere")
            .await
            .unwrap();
        for (key, browser, forms) in &mut all {
            for (path, form) in forms {
                let fields = distinct_values(form, 20);
                let page = post_form(browser, form, &fields).await;
                let at = format!("{key} {path} {}", form.action);
                assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{at}");
                assert_values_returned(&page, form, &fields, &at);
                // Forms of an account contain a secret, which no page returns, so they cannot be
                // sent again as they were.
                assert!(
                    form.action.starts_with("/api/account/") || page.body.contains("Try again"),
                    "{at}: it can be sent again"
                );
            }
        }
    }
}

on_engines_at_once! {
    async fn form_of_an_ended_session_comes_back_whole(app: TestApp) {
        for (key, mut browser, forms) in collect_all_forms(&app).await {
            // A visitor has no session that could end, and a form for everyone needs none.
            let needs_session = |form: &HtmlForm| {
                let mut rows = FORM_ROUTES.iter().filter(|row| row.pattern() == form.action);
                rows.all(|row| row.access != RouteAccess::Anyone)
            };
            let forms = forms.iter().filter(|(_, form)| needs_session(form));
            for (path, form) in forms.filter(|_| key != "a visitor") {
                app.database
                    .execute_sql("DELETE FROM session")
                    .await
                    .unwrap();
                let (fields, at) = (
                    distinct_values(form, 20),
                    format!("{key} {path} {}", form.action),
                );
                assert_eq!(
                    post_form(&mut browser, form, &fields).await.location(),
                    "/sign-in",
                    "{at}"
                );
                let back = sign_in_again(&mut browser, key).await;
                // Twice, as in a reload: showing the form must not remove it from the session.
                for _ in 0..2 {
                    let page = browser.get(back.location()).await;
                    assert_values_returned(
                        &page,
                        form,
                        &fields,
                        &format!("{at}, at {}", back.location()),
                    );
                }
            }
        }
    }
}

/// Sends the form with texts of this length. Where the page that follows refuses it, every value
/// must come back, after a reload as well; returns the form's action then.
async fn submit_and_check_refusal(
    browser: &mut TestBrowser,
    path: &str,
    form: &HtmlForm,
    length: usize,
    at: &str,
) -> Option<String> {
    let html = HtmlDocument::parse(&browser.get(path).await.body);
    let now = crawler::post_forms(&html);
    // An earlier submission may have changed the form's fields.
    let form = now
        .iter()
        .find(|again| again.form_signature() == form.form_signature())
        .or(now.iter().find(|again| again.action == form.action))?;
    let fields = distinct_values(form, length);
    let sent = post_form(browser, form, &fields).await;
    assert!(!sent.status.is_server_error(), "{at}: {}", sent.status);
    if !sent.status.is_redirection() {
        return None;
    }
    let page = browser.get(sent.location()).await;
    let html = HtmlDocument::parse(&page.body);
    let refuses = crawler::refused_fields(&html).1;
    if !crawler::post_forms(&html)
        .iter()
        .any(|again| again.is_redisplayed(form, refuses))
    {
        return None;
    }
    // The second request is a reload: showing the form must not remove it from the session.
    for page in [page, browser.get(sent.location()).await] {
        assert_values_returned(&page, form, &fields, at);
    }
    Some(form.action.clone())
}

on_engines_at_once! {
    async fn refused_form_comes_back_whole(app: TestApp) {
        let mut refused = BTreeSet::new();
        for (key, mut browser, mut forms) in collect_all_forms(&app).await {
            // Last: an event that was canceled has no other form.
            forms.sort_by_key(|(_, form)| form.action == "/api/calendar/cancel");
            for (path, form) in &forms {
                let at = format!("{key} {path} {}", form.action);
                // The overlong text comes first, for forms that refuse nothing but the length: a
                // form that was accepted may be gone.
                for length in [25_000, 20] {
                    let action =
                        submit_and_check_refusal(&mut browser, path, form, length, &at).await;
                    refused.extend(action);
                }
            }
        }
        for known in forms_on_pages().filter(|path| !FORMS_NEVER_REFUSED.contains(path)) {
            assert!(
                refused.contains(known),
                "{known} was never refused: {refused:?}"
            );
        }
    }
}
