//! Forms that the session stores: refused text, and the forms of an ended session, come back until
//! they are accepted.
#![allow(clippy::unwrap_used)]

use crate::support::upload::send_multipart;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use jiff::SignedDuration;

pub(crate) async fn sign_in_again(browser: &mut TestBrowser, key: &str) -> TestResponse {
    browser
        .post(
            "/api/account/sign-in",
            // The passphrase with which `TestApp::person` creates the account.
            &[
                ("name", key),
                ("passphrase", "correct horse battery"),
                ("device", "own"),
            ],
        )
        .await
}

on_each_engine! {
    async fn refused_words_stay_until_they_are_accepted(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let family = app.database.family_id("carter").await;
        let path = format!("/family/{family}/plan/section/strengths");
        let page = tasha.get(&path).await;
        let (form, family) = (page.hidden_value("form"), family.to_string());
        let words = [
            ("form", form.as_str()),
            ("family", &family),
            ("section", "strengths"),
            ("from", &path),
            ("words", "We cook together every Sunday"),
        ];
        // Refused, because a reply needs a `kind`.
        assert_eq!(tasha.post("/api/plan/reply", &words).await.location(), path);
        // Showing a stored form must not remove it: browsers load pages again by themselves.
        for _ in 0..3 {
            let page = tasha.get(&path).await;
            assert!(
                page.body.contains("We cook together every Sunday")
                    && page.body.contains("role=\"alert\""),
                "a page may be loaded again"
            );
            assert_eq!(page.hidden_value("form"), form);
        }
        // The form of another section has the same fields.
        let elsewhere = tasha.get(&path.replace("strengths", "needs")).await;
        assert!(
            !elsewhere.body.contains("every Sunday") && !elsewhere.body.contains("role=\"alert\""),
            "only where they were typed"
        );
        let sent = tasha
            .post(
                "/api/plan/reply",
                &[words.as_slice(), &[("kind", "comment")]].concat(),
            )
            .await;
        assert!(
            sent.location_as_sent()
                .starts_with(&format!("{path}?notice=")),
            "{}",
            sent.body
        );
        let page = tasha.get(&path).await;
        assert!(!page.body.contains("role=\"alert\"") && page.hidden_value("form") != form);
        // A kept form expires after an hour.
        tasha
            .post(
                "/api/plan/reply",
                &[
                    ("form", &page.hidden_value("form")),
                    ("family", &family),
                    ("section", "strengths"),
                    ("words", "Never sent"),
                ],
            )
            .await;
        assert!(tasha.get(&path).await.body.contains("Never sent"));
        app.database.clock.advance(SignedDuration::from_mins(61));
        assert!(!tasha.get(&path).await.body.contains("Never sent"));
    }
}

/// A page in one of two tabs, with the ids that its form carries.
struct OpenForm {
    path: String,
    form: String,
    person: String,
}

impl OpenForm {
    async fn open_page(browser: &mut TestBrowser, path: String) -> Self {
        let page = browser.get(&path).await;
        Self {
            form: page.hidden_value("form"),
            person: page.hidden_value("person"),
            path,
        }
    }
}

const OWN_WORDS: &str = "We know how to make a home";
const MESSAGE_TEXT: &str = "Look at the lake";

async fn submit_own_words(browser: &mut TestBrowser, own: &OpenForm, family: &str) -> TestResponse {
    let fields = [
        ("form", own.form.as_str()),
        ("family", family),
        ("person", &own.person),
        ("from", &own.path),
        ("words", OWN_WORDS),
        ("who", "wide"),
    ];
    browser.post("/api/plan/own", &fields).await
}

async fn submit_message_with_photo(
    browser: &mut TestBrowser,
    talk: &OpenForm,
    thread: &str,
) -> TestResponse {
    // The file name contains markup, because the page shows it again.
    send_multipart(
        browser,
        &[
            ("form", &talk.form),
            ("thread", thread),
            ("person", &talk.person),
            ("from", &talk.path),
            ("body", MESSAGE_TEXT),
        ],
        &[("lake <1>.jpg", "image/jpeg", b"bytes")],
    )
    .await
}

/// Both forms are shown again on their own pages, however often these are loaded.
async fn assert_both_forms_return(browser: &mut TestBrowser, own: &OpenForm, talk: &OpenForm) {
    for _ in 0..2 {
        let page = browser.get(&talk.path).await.body_text();
        // A browser cannot fill in a file field, so the page names the files to choose again.
        assert!(
            page.contains(MESSAGE_TEXT)
                && page.contains("Choose these files again")
                && page.contains("lake &lt;1&gt;.jpg"),
            "{page}"
        );
        let page = browser.get(&own.path).await;
        assert!(page.body.contains(OWN_WORDS));
        assert_eq!(
            (
                page.hidden_value("form"),
                page.body.matches("checked").count()
            ),
            (own.form.clone(), 1)
        );
    }
}

/// Each kept form is removed once it is accepted; the other one stays.
async fn assert_accepted_form_is_removed(
    browser: &mut TestBrowser,
    own: &OpenForm,
    talk: &OpenForm,
    thread: &str,
) {
    browser
        .post(
            "/api/messages/send",
            &[
                ("form", &talk.form),
                ("thread", thread),
                ("body", MESSAGE_TEXT),
            ],
        )
        .await;
    let page = browser.get(&talk.path).await.body_text();
    assert!(
        page.matches(MESSAGE_TEXT).count() == 1 && !page.contains("Choose these files again"),
        "{page}"
    );
    assert!(browser.get(&own.path).await.body.contains(OWN_WORDS));
}

/// The session never stores secrets, and its size is limited.
async fn assert_session_stays_small(
    app: &TestApp,
    browser: &mut TestBrowser,
    own: &OpenForm,
    family: &str,
) {
    // More than the 8 forms that a session holds.
    for n in 0..12 {
        let form = format!("01900000-0000-7000-8000-0000000000{n:02}");
        let fields = [
            ("form", form.as_str()),
            ("family", family),
            ("kind", ""),
            ("words", "again and again"),
            // This form has no such fields: secrets are recognized by their names, in whatever form
            // they come.
            ("passphrase", "never-kept"),
            ("code", "never-kept"),
        ];
        browser.post("/api/plan/reply", &fields).await;
    }
    assert_eq!(
        app.database
            .query_number(
                // On PostgreSQL the data is JSON, which LIKE does not accept.
                "SELECT count(*) FROM session WHERE CAST(data AS TEXT) LIKE '%never-kept%'"
            )
            .await,
        0
    );
    assert!(
        !browser.get(&own.path).await.body.contains(OWN_WORDS),
        "the oldest went first"
    );
}

on_each_engine! {
    async fn two_tabs_and_a_photo_come_back_after_the_session_ended(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let family = app.database.family_id("carter").await.to_string();
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let own = OpenForm::open_page(&mut tasha, format!("/family/{family}/plan/own")).await;
        let talk = OpenForm::open_page(&mut tasha, format!("/messages/{thread}")).await;
        app.database
            .execute_sql("DELETE FROM session")
            .await
            .unwrap();
        let sent = submit_own_words(&mut tasha, &own, &family).await;
        assert_eq!(sent.location(), "/sign-in");
        let sent = submit_message_with_photo(&mut tasha, &talk, &thread).await;
        assert_eq!(sent.location(), "/sign-in");
        assert_eq!(
            sign_in_again(&mut tasha, "tasha-carter").await.location(),
            talk.path,
            "the newest first"
        );
        assert_both_forms_return(&mut tasha, &own, &talk).await;
        // A message belongs to its conversation, and must not come back in that with another
        // person.
        let ben = app.database.person_id("ben-ortiz").await;
        assert!(
            !tasha
                .get(&format!("/messages/new/{ben}"))
                .await
                .body
                .contains(MESSAGE_TEXT)
        );
        assert_accepted_form_is_removed(&mut tasha, &own, &talk, &thread).await;
        assert_session_stays_small(&app, &mut tasha, &own, &family).await;
    }
}
