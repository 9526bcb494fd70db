//! Translation by a machine: only when a reader asks for it, and always labeled.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use crate::interpretation::{ENGLISH_TEXT, choose_language, send_english_message};
use crate::support::{TestApp, TestBrowser, TestResponse, database};
use axum::Json;
use axum::routing::post;
use http::StatusCode;
use serde_json::{Value, json};
use store::messages::MessageRef;
use tokio::net::TcpListener;

/// A fake translation service with the LibreTranslate API that supports only Spanish.
async fn fake_translation_service() -> (String, Arc<Mutex<Vec<Value>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<Value>>> = Arc::default();
    let recorded = asked.clone();
    let router = axum::Router::new().route(
        "/translate",
        post(move |Json(body): Json<Value>| async move {
            recorded.lock().unwrap().push(body.clone());
            let words = body["q"]
                .as_str()
                .unwrap()
                // The placeholder stays as it is, as a real service leaves it.
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

async fn request_machine(browser: &mut TestBrowser, message: &MessageRef) -> TestResponse {
    let (thread, seq) = (message.thread.to_string(), message.seq.to_string());
    browser
        .post(
            "/api/messages/machine",
            &[("thread", &thread), ("seq", &seq)],
        )
        .await
}

/// Other people cannot make the portal send the words to the service.
async fn assert_absent_for_others(app: &TestApp, message: &MessageRef) {
    // The other parent, the supervisor, and a parent of another family.
    for other in ["luis-luna", "pat-nguyen", "tasha-carter"] {
        let mut browser = app.person(other).await;
        assert_eq!(
            request_machine(&mut browser, message).await.status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
}

/// The service gets the sentence with a placeholder for the legal term, which is never left to a
/// machine: the agency's glossary has its translation.
fn assert_term_was_protected(request: &Value) {
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
}

/// Both texts, the name of the service, and the offer of an interpreter.
async fn assert_translation_is_labelled(browser: &mut TestBrowser, path: &str) {
    let page = browser.get(path).await.body_text();
    assert!(
        page.contains("La audiencia de permanencia es el viernes a las nueve.")
            && page.contains(ENGLISH_TEXT),
        "{page}"
    );
    // The service is named by its host only: its URL may contain a key.
    assert!(
        page.contains("Traducción automática (127.0.0.1)")
            && page.contains("Pedir a una persona que lo traduzca"),
        "{page}"
    );
}

#[tokio::test]
async fn machine_translation_is_requested_by_the_reader_alone_and_marked() {
    let (address, asked) = fake_translation_service().await;
    let flags = [
        "--public-url",
        "http://portal.test",
        "--translate-url",
        &address,
    ];
    for database in database::demo_databases().await {
        // Both engines share the service.
        asked.lock().unwrap().clear();
        let app = TestApp::new(database, &flags);
        let message = send_english_message(&app, ENGLISH_TEXT).await;
        let mut maria = app.person("maria-luna").await;
        choose_language(&mut maria, "es").await;
        let path = format!("/messages/{}", message.thread);
        let page = maria.get(&path).await;
        // Offered, and not done: the words of a family leave the portal only when a reader asks.
        assert!(page.body.contains("/api/messages/machine"));
        assert!(
            asked.lock().unwrap().is_empty(),
            "nothing is sent anywhere unless a reader asks"
        );
        assert_absent_for_others(&app, &message).await;
        assert!(asked.lock().unwrap().is_empty());
        let done = request_machine(&mut maria, &message).await;
        assert_eq!(
            done.location(),
            format!("{path}?at={0}#m{0}", message.seq),
            "also when later messages fill the newest page"
        );
        assert_term_was_protected(&asked.lock().unwrap()[0]);
        assert_translation_is_labelled(&mut maria, &path).await;
        // When the service does not support the language, the portal offers an interpreter.
        choose_language(&mut maria, "ar").await;
        let no = request_machine(&mut maria, &message).await;
        assert_eq!(
            no.location(),
            format!("{path}/interpret/{}?machine=no", message.seq)
        );
    }
}
