//! What waits for an interpreter, for `route_ids`.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use store::messages::interpretation;
use store::plan::PlanItem;
use store::translations;

use super::TestApp;

/// Tasha Carter requests the text of an item in Spanish.
pub(super) async fn request_translation(app: &TestApp, item: &PlanItem) -> String {
    let carter = app.database.family_id("carter").await;
    let mut tx = app.database.begin_as("tasha-carter").await;
    translations::request_translation(&mut tx, item.text_id, "es")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.database.begin_as("ben-ortiz").await;
    // The demo has no requests, so this is the only one.
    let waiting = translations::list_requested_texts(&mut tx, carter)
        .await
        .unwrap();
    waiting[0].id.to_string()
}

/// María Luna requests an interpretation of the message, and Elena Ruiz claims it.
pub(super) async fn claim_interpretation(app: &TestApp, seq: i64) -> String {
    let thread = app.database.thread_id("maria-dana").await;
    let mut tx = app.database.begin_as("maria-luna").await;
    interpretation::request_interpretation(&mut tx, thread, seq, "es", 0)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.database.begin_as("elena-ruiz").await;
    // The demo has no requests, so the queue contains only this one.
    let request = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
    interpretation::claim(&mut tx, request).await.unwrap();
    tx.commit().await.unwrap();
    request.to_string()
}
