//! Translation: an interpreter sees only the requested message, and machine translations are always
//! labelled.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use crate::support::{TestApp, database, on_each_engine};
use axum::Json;
use axum::routing::post;
use http::StatusCode;
use model::messages::MessageDestination;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const EARLIER_TEXT: &str = "canary-before the message";
const ENGLISH_TEXT: &str = "The permanency hearing is on Friday at nine.";
const SPANISH_TEXT: &str = "La audiencia de permanencia es el viernes a las nueve.";

on_each_engine! {
    async fn an_interpreter_sees_that_message_alone_and_only_until_it_is_done(app: TestApp) {
        let thread = app.database.thread_id("maria-dana").await;
        app.database
            .send_message("dana-fox", MessageDestination::Thread(thread), EARLIER_TEXT)
            .await
            .unwrap();
        let sent = app
            .database
            .send_message("dana-fox", MessageDestination::Thread(thread), ENGLISH_TEXT)
            .await
            .unwrap();
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let path = format!("/messages/{thread}");
        let page = maria.get(&path).await;
        let ask = format!("{path}/interpret/{}", sent.seq);
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
                    ("thread", &thread.to_string()),
                    ("seq", &sent.seq.to_string()),
                    ("before", "0"),
                ],
            )
            .await;
        assert!(
            maria
                .get(&path)
                .await
                .body_text()
                .contains("Se pidió a un intérprete")
        );

        let mut elena = app.person("elena-ruiz").await;
        let home = elena.get("/").await;
        assert!(
            home.body.contains("/messages/queue") && !home.body.contains("Luna"),
            "{}",
            home.body
        );
        let queue = elena.get("/messages/queue").await;
        assert!(
            !queue.body.contains("Friday") && !queue.body.contains("Luna"),
            "no words and no names in the list"
        );
        let request = queue
            .body
            .split("/messages/queue/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        // Nobody else can open the request: neither interpreters of other languages nor the
        // participants nor the supervisor.
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
        let page = format!("/messages/queue/{request}");
        let before = elena.get(&page).await;
        assert!(
            before.body_text().contains("Start this translation")
                && !before.body.contains(ENGLISH_TEXT),
            "its words come once it is claimed"
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM interpretation WHERE taken_by IS NOT NULL")
                .await,
            0,
            "opening the page claims nothing"
        );
        let claimed = elena
            .post(
                "/api/messages/claim-interpretation",
                &[("request", &request)],
            )
            .await;
        assert_eq!(
            (claimed.status, claimed.location()),
            (StatusCode::SEE_OTHER, page.as_str())
        );
        let given = elena.get(&page).await;
        assert!(
            given.body.contains(ENGLISH_TEXT) && given.body_text().contains("Worker"),
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
            elena.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "the conversation itself is not theirs"
        );
        let blank = elena
            .post(
                "/api/messages/translate",
                &[("request", &request), ("body", "  ")],
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
                &[("request", &request), ("body", SPANISH_TEXT)],
            )
            .await;
        assert_eq!(done.location(), "/messages/queue?done=1");
        assert_eq!(
            elena
                .get(&format!("/messages/queue/{request}"))
                .await
                .status,
            StatusCode::NOT_FOUND,
            "done is done"
        );

        let answer = maria.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.headers);
        let page = answer.body_text();
        assert!(
            page.contains(SPANISH_TEXT)
                && page.contains(ENGLISH_TEXT)
                && page.contains("En su idioma por Elena Ruiz, intérprete. Hoy"),
            "{page}"
        );
        assert!(page.contains("Elena Ruiz leyó un mensaje aquí como intérprete"));
        let dana = app.person("dana-fox").await.get(&path).await.body_text();
        assert!(
            dana.contains("Elena Ruiz read one message here as an interpreter")
                && !dana.contains(SPANISH_TEXT),
            "her own words stay hers"
        );
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM outbox o JOIN person p ON p.id \
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
        let thread = app.database.thread_id("maria-dana").await;
        app.database
            .send_message("dana-fox", MessageDestination::Thread(thread), EARLIER_TEXT)
            .await
            .unwrap();
        let sent = app
            .database
            .send_message("dana-fox", MessageDestination::Thread(thread), ENGLISH_TEXT)
            .await
            .unwrap();
        app.database
            .execute_sql(
                "UPDATE reader SET from_seq = 3 WHERE person_id = (SELECT id \
            FROM person WHERE key = 'maria-luna')",
            )
            .await
            .unwrap();
        let mut tx = app.database.begin_as("maria-luna").await;
        store::messages::interpretation::request_interpretation(
            &mut tx, thread, sent.seq, "es", 10,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.database.begin_as("elena-ruiz").await;
        let id = store::messages::interpretation::load_queue(&mut tx)
            .await
            .unwrap()[0]
            .id;
        store::messages::interpretation::claim(&mut tx, id)
            .await
            .unwrap();
        let (_, given) = store::messages::interpretation::open_claimed_request(&mut tx, id)
            .await
            .unwrap();
        assert_eq!(
            given.iter().map(|one| one.seq).collect::<Vec<_>>(),
            [3, 4],
            "not what was there before she came"
        );
        drop(tx);
        // A minor is never an interpreter, whatever the membership says.
        app.database
            .execute_sql("UPDATE person SET born = '2010-01-01' WHERE key = 'elena-ruiz'")
            .await
            .unwrap();
        let mut tx = app.database.begin_as("elena-ruiz").await;
        assert!(matches!(
            store::messages::interpretation::load_queue(&mut tx).await,
            Err(store::Error::NotFound)
        ));
    }
}

/// A fake translation service with the LibreTranslate API that supports only Spanish.
async fn fake_translation_service() -> (String, Arc<Mutex<Vec<Value>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<Value>>> = Arc::default();
    let kept = asked.clone();
    let router = axum::Router::new().route(
        "/translate",
        post(move |Json(body): Json<Value>| async move {
            kept.lock().unwrap().push(body.clone());
            let words = body["q"]
                .as_str()
                .unwrap()
                .replace("The ", "La ")
                .replace("is on Friday at nine", "es el viernes a las nueve");
            if body["target"] == "es" {
                Ok(Json(json!({ "translatedText": words })))
            } else {
                Err(StatusCode::BAD_REQUEST)
            }
        }),
    );
    tokio::spawn(async move { axum::serve(listener, router.into_make_service()).await });
    (address, asked)
}

#[tokio::test]
async fn machine_translation_is_requested_by_the_reader_alone_and_marked() {
    let (address, asked) = fake_translation_service().await;
    for database in database::demo_databases().await {
        asked.lock().unwrap().clear();
        let app = TestApp::new(
            database,
            &[
                "--public-url",
                "http://portal.test",
                "--translate-url",
                &address,
            ],
        );
        let thread = app.database.thread_id("maria-dana").await;
        let sent = app
            .database
            .send_message("dana-fox", MessageDestination::Thread(thread), ENGLISH_TEXT)
            .await
            .unwrap();
        let (id, seq) = (thread.to_string(), sent.seq.to_string());
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let path = format!("/messages/{thread}");
        assert!(
            maria
                .get(&path)
                .await
                .body
                .contains("/api/messages/machine")
        );
        assert!(
            asked.lock().unwrap().is_empty(),
            "nothing is sent anywhere unless a reader asks"
        );
        for other in ["luis-luna", "pat-nguyen", "tasha-carter"] {
            assert_eq!(
                app.person(other)
                    .await
                    .post("/api/messages/machine", &[("thread", &id), ("seq", &seq)])
                    .await
                    .status,
                StatusCode::NOT_FOUND,
                "{other}"
            );
        }
        assert!(asked.lock().unwrap().is_empty());
        maria
            .post("/api/messages/machine", &[("thread", &id), ("seq", &seq)])
            .await;
        let request = asked.lock().unwrap()[0].clone();
        assert_eq!(
            (
                request["source"].as_str(),
                request["target"].as_str(),
                request["q"].as_str()
            ),
            (
                Some("en"),
                Some("es"),
                Some("The [[0]] is on Friday at nine.")
            )
        );
        let page = maria.get(&path).await.body_text();
        assert!(
            page.contains("La audiencia de permanencia es el viernes a las nueve.")
                && page.contains(ENGLISH_TEXT),
            "{page}"
        );
        assert!(
            page.contains("máquina (127.0.0.1)") && page.contains("Pedirlo a una persona"),
            "{page}"
        );
        // When the service does not support the language, the portal offers an interpreter.
        maria
            .post(
                "/api/account/language",
                &[("language", "ar"), ("from", "/")],
            )
            .await;
        let no = maria
            .post("/api/messages/machine", &[("thread", &id), ("seq", &seq)])
            .await;
        assert_eq!(no.location(), format!("{path}/interpret/{seq}?machine=no"));
    }
}
