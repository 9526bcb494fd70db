//! Translation by an interpreter, who sees only the requested message, and earlier ones as far as
//! the requester allows it.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::StatusCode;
use model::id::ThreadId;
use model::messages::MessageDestination;
use store::messages::{MessageRef, interpretation};

const EARLIER_TEXT: &str = "canary-before the message";
pub(crate) const ENGLISH_TEXT: &str = "The permanency hearing is on Friday at nine.";
const SPANISH_TEXT: &str = "La audiencia de permanencia es el viernes a las nueve.";

pub(crate) async fn choose_language(browser: &mut TestBrowser, language: &str) {
    browser
        .post(
            "/api/account/language",
            &[("language", language), ("from", "/")],
        )
        .await;
}

/// Dana Fox writes to María Luna; returns the message.
pub(crate) async fn send_english_message(app: &TestApp, text: &str) -> MessageRef {
    let thread = app.database.thread_id("maria-dana").await;
    app.database
        .send_message("dana-fox", MessageDestination::Thread(thread), text)
        .await
        .unwrap()
}

/// Requests an interpreter through the pages of the conversation.
async fn request_interpreter(maria: &mut TestBrowser, message: &MessageRef) {
    let path = format!("/messages/{}", message.thread);
    let page = maria.get(&path).await;
    let ask = format!("{path}/interpret/{}", message.seq);
    // The portal of this test has no translation service.
    assert!(
        page.body.contains(&ask) && !page.body.contains("/api/messages/machine"),
        "{}",
        page.body
    );
    assert!(maria.get(&ask).await.body.contains(ENGLISH_TEXT));
    maria
        .post(
            "/api/messages/interpret",
            &[
                ("thread", &message.thread.to_string()),
                ("seq", &message.seq.to_string()),
                ("before", "0"),
            ],
        )
        .await;
    assert!(
        maria
            .get(&path)
            .await
            .body_text()
            .contains("Ya pedimos la traducción")
    );
}

/// The interpreter's home page and list, which contain no name; returns the only request.
async fn find_request_in_queue(elena: &mut TestBrowser) -> String {
    let home = elena.get("/").await;
    assert!(
        home.body.contains("/messages/queue") && !home.body.contains("Luna"),
        "{}",
        home.body
    );
    assert!(
        home.body_text()
            .contains("1 request is waiting. The oldest is from today."),
        "{}",
        home.body
    );
    let queue = elena.get("/messages/queue").await;
    assert!(
        !queue.body.contains("Friday") && !queue.body.contains("Luna"),
        "no words and no names in the list"
    );
    queue
        .body
        .split("/messages/queue/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

/// No other person can open the request: neither interpreters of other languages nor the
/// participants nor the supervisor.
async fn assert_request_is_absent_for_others(app: &TestApp, request: &str) {
    for other in [
        "yusuf-said",
        "pa-thao",
        "luis-luna",
        "dana-fox",
        "pat-nguyen",
    ] {
        assert_eq!(
            app.person(other)
                .await
                .get(&format!("/messages/queue/{request}"))
                .await
                .status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
}

/// Opens the request, which shows and claims nothing, and claims it with its form.
async fn claim_request(app: &TestApp, elena: &mut TestBrowser, request: &str) {
    let page = format!("/messages/queue/{request}");
    let before = elena.get(&page).await;
    assert!(
        before.body_text().contains("Start this translation")
            && !before.body.contains(ENGLISH_TEXT),
        "its words come once it is claimed"
    );
    // A browser may prefetch the page: that must not take the request from other interpreters.
    assert_eq!(
        app.database
            .query_number(
                "SELECT count(*) FROM interpretation_request WHERE claimed_by IS NOT NULL"
            )
            .await,
        0,
        "opening the page claims nothing"
    );
    let claimed = elena
        .post(
            "/api/messages/claim-interpretation",
            &[("request", request)],
        )
        .await;
    assert_eq!(
        (claimed.status, claimed.location()),
        (StatusCode::SEE_OTHER, page.as_str())
    );
}

/// The claimed request shows one message and the role of its author; the conversation stays absent.
async fn assert_one_message_is_shown(elena: &mut TestBrowser, request: &str, thread: ThreadId) {
    let given = elena.get(&format!("/messages/queue/{request}")).await;
    assert!(
        given.body.contains(ENGLISH_TEXT)
            && given.body_text().contains("Caseworker")
            && given.body_text().contains("Asked today"),
        "{} {:?} {}",
        given.status,
        given.headers,
        given.body
    );
    assert!(
        !given.body.contains("canary-before") && !given.body.contains("Dana"),
        "one message, and its writer by place"
    );
    assert_eq!(
        elena.get(&format!("/messages/{thread}")).await.status,
        StatusCode::NOT_FOUND,
        "the conversation itself is not theirs"
    );
}

/// The same words sent again, as by a second tap, are answered like the first time. Other words are
/// refused, and not lost.
pub(crate) async fn assert_sent_again_changes_nothing(
    elena: &mut TestBrowser,
    request: &str,
    words: &str,
) {
    let again = elena
        .post(
            "/api/messages/translate",
            &[("request", request), ("body", words)],
        )
        .await;
    assert_eq!(
        (again.status, again.location()),
        (StatusCode::SEE_OTHER, "/messages/queue?done=1")
    );
    let other = elena
        .post(
            "/api/messages/translate",
            &[("request", request), ("body", "otras palabras")],
        )
        .await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(other.body.contains("otras palabras"), "{}", other.body);
}

/// Sends an empty translation, which is refused, and a real one, after which the request is absent.
async fn complete_request(elena: &mut TestBrowser, request: &str) {
    let blank = elena
        .post(
            "/api/messages/translate",
            &[("request", request), ("body", "  ")],
        )
        .await;
    assert!(
        elena
            .get(blank.location())
            .await
            .body
            .contains("Write something first")
    );
    let done = elena
        .post(
            "/api/messages/translate",
            &[("request", request), ("body", SPANISH_TEXT)],
        )
        .await;
    assert_eq!(done.location(), "/messages/queue?done=1");
    assert_sent_again_changes_nothing(elena, request, SPANISH_TEXT).await;
    assert_eq!(
        elena
            .get(&format!("/messages/queue/{request}"))
            .await
            .status,
        StatusCode::NOT_FOUND,
        "done is done"
    );
}

/// The requester reads both texts, and everyone in the conversation reads who saw the message.
async fn assert_translation_is_shown(app: &TestApp, maria: &mut TestBrowser, path: &str) {
    let answer = maria.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.headers);
    let page = answer.body_text();
    assert!(
        page.contains(SPANISH_TEXT)
            && page.contains(ENGLISH_TEXT)
            && page.contains("Traducción de Elena Ruiz, intérprete. Hoy"),
        "{page}"
    );
    assert!(page.contains("Elena Ruiz, intérprete, leyó un mensaje aquí y lo tradujo."));
    let dana = app.person("dana-fox").await.get(path).await.body_text();
    assert!(
        dana.contains("Elena Ruiz, an interpreter, read one message here")
            && !dana.contains(SPANISH_TEXT),
        "the author must not be shown the translation of her own message"
    );
}

on_each_engine! {
    async fn an_interpreter_sees_that_message_alone_and_only_until_it_is_done(app: TestApp) {
        send_english_message(&app, EARLIER_TEXT).await;
        let message = send_english_message(&app, ENGLISH_TEXT).await;
        let mut maria = app.person("maria-luna").await;
        // A request is for the language in which the requester has the pages.
        choose_language(&mut maria, "es").await;
        request_interpreter(&mut maria, &message).await;
        let mut elena = app.person("elena-ruiz").await;
        let request = find_request_in_queue(&mut elena).await;
        assert_request_is_absent_for_others(&app, &request).await;
        claim_request(&app, &mut elena, &request).await;
        assert_one_message_is_shown(&mut elena, &request, message.thread).await;
        complete_request(&mut elena, &request).await;
        let path = format!("/messages/{}", message.thread);
        assert_translation_is_shown(&app, &mut maria, &path).await;
        // One for each of the two messages, and one for the translation.
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM notification_outbox o JOIN person p ON p.id \
            = o.person_id WHERE p.key = 'maria-luna' AND o.state = 'waiting'"
                )
                .await,
            3
        );
    }
}

on_each_engine! {
    async fn an_interpreter_sees_as_many_earlier_messages_as_the_requester_allows_and_may_read(
        app: TestApp,
    ) {
        send_english_message(&app, EARLIER_TEXT).await;
        let message = send_english_message(&app, ENGLISH_TEXT).await;
        // As for someone who was added to the conversation before its third message.
        app.database
            .execute_sql(
                // The first two messages are those of the demo.
                "UPDATE thread_participant SET visible_from_seq = 3 WHERE person_id = (SELECT id \
            FROM person WHERE key = 'maria-luna')",
            )
            .await
            .unwrap();
        let mut tx = app.database.begin_as("maria-luna").await;
        // The most that can be allowed, so that only what she may read herself limits it.
        interpretation::request_interpretation(&mut tx, message.thread, message.seq, "es", 10)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.database.begin_as("elena-ruiz").await;
        let id = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
        interpretation::claim(&mut tx, id).await.unwrap();
        let given = interpretation::open_claimed_request(&mut tx, id)
            .await
            .unwrap()
            .messages;
        assert_eq!(
            given.iter().map(|one| one.seq).collect::<Vec<_>>(),
            [3, 4],
            "not what was there before she came"
        );
        // SQLite has one writer: the update below would wait for this transaction.
        drop(tx);
        // A minor is never an interpreter, whatever the membership says.
        app.database
            .execute_sql("UPDATE person SET date_of_birth = '2010-01-01' WHERE key = 'elena-ruiz'")
            .await
            .unwrap();
        let mut tx = app.database.begin_as("elena-ruiz").await;
        assert!(matches!(
            interpretation::load_queue(&mut tx).await,
            Err(store::Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn a_request_for_an_older_message_returns_to_the_page_that_shows_it(app: TestApp) {
        let message = send_english_message(&app, ENGLISH_TEXT).await;
        // More than the 50 of one page.
        for n in 0..55 {
            send_english_message(&app, &format!("Later message {n}")).await;
        }
        let mut maria = app.person("maria-luna").await;
        choose_language(&mut maria, "es").await;
        let (thread, seq) = (message.thread.to_string(), message.seq.to_string());
        let asked = maria
            .post(
                "/api/messages/interpret",
                &[("thread", &thread), ("seq", &seq), ("before", "0")],
            )
            .await;
        assert_eq!(
            asked.location(),
            format!("/messages/{thread}?at={seq}#m{seq}")
        );
        let page = maria.get(&format!("/messages/{thread}?at={seq}")).await;
        assert!(
            page.body.contains(&format!("id=\"m{seq}\""))
                && page.body_text().contains("Ya pedimos la traducción"),
            "{}",
            page.body
        );
    }
}
