//! A request for a text of the plan, on the pages: the reader stays in place, the worker or an
//! interpreter translates it, and the person who asked is told.
#![allow(clippy::unwrap_used)]

use crate::interpretation::{assert_sent_again_changes_nothing, choose_language};
use crate::notifications::{TWO_MINUTES, advance_and_dispatch, fake_smtp_server};
use crate::support::notification_service::{build_dispatcher, save_preferences_for_all_hours};
use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::StatusCode;
use model::id::TextId;
use model::plan::PlanItemKind;
use model::plan::reply::{NewReply, ReplyTarget, Sharing};
use store::plan::reply_submission;
use store::translations;

const ENGLISH: &str = "The canary-51 bus leaves at seven";
const SPANISH: &str = "El autobús canary-51 sale a las siete";

/// Dana Fox comments in English on a step; returns the page of the step, and the text.
async fn comment_in_english(app: &TestApp) -> (String, TextId) {
    let luna = app.database.family_id("luna").await;
    let mut tx = app.database.begin_as("dana-fox").await;
    let plan = store::plan::read_plan(&mut tx, luna, "en").await.unwrap();
    let step = plan
        .items_of_kind(PlanItemKind::Step)
        .find(|item| plan.texts[&item.text_id].body.contains("bus pass"))
        .unwrap()
        .id;
    let comment = NewReply::parse(
        app.database.clock.new_id(),
        ReplyTarget::Item(step),
        "comment",
        ENGLISH,
        Sharing::Shared,
        "en",
    )
    .unwrap();
    reply_submission::add_reply(&mut tx, luna, &comment)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // By its words, because the form that adds a comment does not answer with the id of its text.
    let texts = "SELECT 'text', id FROM text WHERE body = 'The canary-51 bus leaves at seven'";
    let (_, text) = app.database.query_keyed_ids(texts).await[0];
    (format!("/family/{luna}/plan/item/{step}"), TextId(text))
}

/// María, whose pages are in Spanish, requests the comment through the form on the step's page.
async fn request_in_spanish(maria: &mut TestBrowser, page: &str, text: TextId) {
    choose_language(maria, "es").await;
    let before = maria.get(page).await;
    assert!(
        // The form is there before the request and gone after it: a text is requested once.
        before
            .body
            .contains(&format!("name=\"text\" value=\"{text}\""))
    );
    let asked = maria
        .post(
            "/api/plan/ask-translation",
            &[("text", &text.to_string()), ("from", page)],
        )
        .await;
    // Back to the text, and not to the top of the page.
    assert_eq!(asked.location(), format!("{page}#text-{text}"));
    let after = maria.get(page).await;
    assert!(after.body.contains(&format!("id=\"text-{text}\"")));
    // Without the direction marks around dates, which are not seen.
    let words = after.body_text().replace('\u{200e}', "");
    assert!(
        words.contains(
            "Usted pidió esto en su idioma el lunes 23 de noviembre. Fecha límite de la \
            traducción: lunes 30 de noviembre."
        ),
        "{words}"
    );
    assert!(
        !after
            .body
            .contains(&format!("name=\"text\" value=\"{text}\""))
    );
}

/// The address of the first page of requests that the page links to.
fn first_link(body: &str, prefix: &str) -> String {
    let rest = body.split(prefix).nth(1).unwrap();
    format!("{prefix}{}", rest.split('"').next().unwrap())
}

/// Finds the request from the family's page and from the step; returns the page that translates it.
async fn find_request(dana: &mut TestBrowser, item: &str) -> String {
    let family = item.split("/plan").next().unwrap();
    // The worker has two ways to the request, and both have to lead to the same page.
    let list = format!("{family}/plan/translations");
    assert!(dana.get(family).await.body.contains(&list));
    let page = dana.get(&list).await;
    assert!(page.body.contains(ENGLISH));
    let request = first_link(&page.body, &format!("{family}/plan/translation/"));
    assert!(dana.get(item).await.body.contains(&request));
    request
}

async fn post_translation(dana: &mut TestBrowser, request: &str, words: &str) -> String {
    let parts: Vec<&str> = request.split('/').collect();
    dana.post(
        "/api/plan/translate",
        &[
            ("family", parts[2]),
            ("request", parts[5]),
            ("words", words),
        ],
    )
    .await
    .location_as_sent()
    .to_owned()
}

on_each_engine! {
    async fn worker_writes_what_was_requested_and_the_reader_is_told(app: TestApp) {
        let (item, text) = comment_in_english(&app).await;
        let mut maria = app.person("maria-luna").await;
        request_in_spanish(&mut maria, &item, text).await;
        let mut dana = app.person("dana-fox").await;
        let request = find_request(&mut dana, &item).await;
        assert_eq!(maria.get(&request).await.status, StatusCode::NOT_FOUND);
        // The supervisor, the mentor, the interpreter and a worker of other families: the page is
        // the worker's alone.
        for who in ["pat-nguyen", "rosa-jimenez", "elena-ruiz", "ben-ortiz"] {
            let page = app.person(who).await.get(&request).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
        }
        let form = dana.get(&request).await;
        assert!(
            form.body.contains(ENGLISH) && form.body_text().contains("Write this in Spanish"),
            "{}",
            form.body
        );
        // Refused words come back on the page of the request.
        assert_eq!(post_translation(&mut dana, &request, " ").await, request);
        assert!(dana.get(&request).await.body.contains("Write a few words first"));
        let list = request.split("/translation/").next().unwrap().to_owned() + "/translations";
        let saved = post_translation(&mut dana, &request, SPANISH).await;
        assert!(saved.starts_with(&format!("{list}?notice=")), "{saved}");
        let empty = dana.get(&saved).await;
        assert!(empty.body.contains("The translation is saved") && !empty.body.contains(ENGLISH));
        // A person who had the form open meanwhile loses no words, and sees the stored translation.
        assert_eq!(post_translation(&mut dana, &request, "Otras palabras").await, request);
        let conflict = dana.get(&request).await;
        assert!(
            conflict.body.contains("Someone translated this")
                && conflict.body.contains(SPANISH)
                && conflict.body.contains("Otras palabras"),
            "{}",
            conflict.body
        );
        // Today tells that it is there, and shows nothing of a text whose reading is logged.
        let today = maria.get("/").await;
        assert!(
            today.body_text().contains("Lo que usted pidió ya está en")
                && !today.body.contains("canary-51"),
            "{}",
            today.body
        );
        let read = maria.get(&item).await;
        assert!(
            read.body.contains(SPANISH) && read.body_text().contains("Traducción de Dana Fox")
        );
    }
}

on_each_engine! {
    async fn interpreter_finds_the_text_in_the_queue_and_sees_it_until_it_is_done(app: TestApp) {
        let (item, text) = comment_in_english(&app).await;
        let mut maria = app.person("maria-luna").await;
        request_in_spanish(&mut maria, &item, text).await;
        let mut elena = app.person("elena-ruiz").await;
        let queue = elena.get("/messages/queue").await;
        assert!(
            queue
                .body_text()
                // Neither the words nor the family: before a claim, the interpreter has no reason
                // to read them.
                .contains("One part of a plan to translate into Spanish")
                && queue.body_text().contains("Asked today · Due: ")
                && !queue.body.contains("canary-51")
                && !queue.body.contains("Luna"),
            "{}",
            queue.body
        );
        let page = first_link(&queue.body, "/messages/queue/");
        let request = page.rsplit('/').next().unwrap().to_owned();
        let unclaimed = elena.get(&page).await;
        assert!(
            unclaimed.body.contains("Start this translation")
                && unclaimed.body_text().contains("Asked today · Due: "),
            "{}",
            unclaimed.body
        );
        assert!(!unclaimed.body.contains("canary-51"), "its words come once it is claimed");
        // Interpreters of other families, and members of this one who are no interpreters.
        for who in ["yusuf-said", "pa-thao", "luis-luna", "dana-fox", "pat-nguyen"] {
            let absent = app.person(who).await.get(&page).await;
            assert_eq!(absent.status, StatusCode::NOT_FOUND, "{who}");
        }
        let fields = [("request", request.as_str())];
        let claimed = elena.post("/api/messages/claim-interpretation", &fields).await;
        assert_eq!(claimed.location(), page);
        let shown = elena.get(&page).await;
        assert!(shown.body.contains(ENGLISH) && shown.body.contains("Caseworker"));
        // Who is interrupted sees by when it is wanted, and finds the way back.
        let (above, _) = shown.body.split_once(ENGLISH).unwrap();
        assert!(above.contains("Asked today · ") && above.contains("href=\"/messages/queue\""));
        assert!(!shown.body.contains("Dana"), "the role and not the name");
        // A claim opens one text and not the plan around it.
        assert_eq!(elena.get(&item).await.status, StatusCode::NOT_FOUND);
        let blank = [("request", request.as_str()), ("body", " ")];
        let refused = elena.post("/api/messages/translate", &blank).await;
        assert!(elena.get(refused.location()).await.body.contains("Write something first"));
        let words = [("request", request.as_str()), ("body", SPANISH)];
        let done = elena.post("/api/messages/translate", &words).await;
        assert_eq!(done.location(), "/messages/queue?done=1");
        assert_sent_again_changes_nothing(&mut elena, &request, SPANISH).await;
        assert_eq!(elena.get(&page).await.status, StatusCode::NOT_FOUND, "done is done");
        assert!(maria.get(&item).await.body.contains(SPANISH));
        let family = item.split("/plan").next().unwrap();
        // The family sees that an interpreter has read a text: their access is logged like that of
        // staff.
        let log = maria.get(&format!("{family}/sharing")).await;
        assert!(log.body_text().contains("Leyó un texto para traducirlo"), "{}", log.body);
    }
}

on_each_engine! {
    async fn released_text_can_be_claimed_again(app: TestApp) {
        let (item, text) = comment_in_english(&app).await;
        request_in_spanish(&mut app.person("maria-luna").await, &item, text).await;
        let mut elena = app.person("elena-ruiz").await;
        let page = first_link(&elena.get("/messages/queue").await.body, "/messages/queue/");
        let request = page.rsplit('/').next().unwrap().to_owned();
        let fields = [("request", request.as_str())];
        elena.post("/api/messages/claim-interpretation", &fields).await;
        let released = elena.post("/api/messages/put-back", &fields).await;
        assert_eq!(released.location(), "/messages/queue");
        assert!(elena.get(&page).await.body.contains("Start this translation"));
    }
}

/// Translates every text that the Luna family waits for, as its worker.
async fn translate_all(app: &TestApp) {
    let luna = app.database.family_id("luna").await;
    let mut tx = app.database.begin_as("dana-fox").await;
    let waiting = translations::list_requested_texts(&mut tx, luna)
        .await
        .unwrap();
    assert!(!waiting.is_empty());
    for one in waiting {
        translations::translate_requested_text(&mut tx, luna, one.id, SPANISH)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

async fn request_as(app: &TestApp, who: &str, text: TextId, language: &str) {
    let mut tx = app.database.begin_as(who).await;
    translations::request_translation(&mut tx, text, language)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn person_who_asked_gets_one_neutral_notification(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let dispatcher = build_dispatcher(&["--smtp-url", &mail]);
        // Luis has an address, too, and has not asked: only the person who asked is told.
        for (who, address) in [("maria-luna", "a@example.org"), ("luis-luna", "b@example.org")] {
            save_preferences_for_all_hours(&app, who, &[("email", address)]).await;
        }
        let (_, text) = comment_in_english(&app).await;
        request_as(&app, "maria-luna", text, "es").await;
        translate_all(&app).await;
        // A second one soon after is covered by the first notification.
        request_as(&app, "maria-luna", text, "hmn").await;
        translate_all(&app).await;
        advance_and_dispatch(&app, &dispatcher, TWO_MINUTES).await;
        let sent = letters.lock().unwrap().clone();
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert!(
            sent[0].contains("RCPT TO:<a@example.org>") && !sent[0].contains("canary-51"),
            "{}",
            sent[0]
        );
        // Both are settled by one letter, so that none is sent later for the second.
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM translation_notification WHERE state IN ('told', 'merged')"
                )
                .await,
            2
        );
    }
}

on_each_engine! {
    async fn person_who_left_the_team_is_not_told(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let dispatcher = build_dispatcher(&["--smtp-url", &mail]);
        save_preferences_for_all_hours(&app, "luis-luna", &[("email", "b@example.org")]).await;
        let (_, text) = comment_in_english(&app).await;
        request_as(&app, "luis-luna", text, "es").await;
        translate_all(&app).await;
        // After the translation and before the letter: the notice is already in the outbox.
        app.database.end_membership("luis-luna").await;
        advance_and_dispatch(&app, &dispatcher, TWO_MINUTES).await;
        assert!(letters.lock().unwrap().is_empty());
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM translation_notification WHERE state = 'gone'")
                .await,
            1
        );
    }
}
