//! Two changes of one event at the same time: one of them is stored, and nothing typed is lost.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use crate::calendar_changes::{add_meeting, at};
use crate::support::on_each_engine;
use http::StatusCode;
use jiff::tz::TimeZone;
use model::calendar::{EventForm, EventInput};
use store::calendar::{changes, history};

on_each_engine! {
    async fn a_cancellation_that_loses_the_race_gives_its_reason_back(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let event = add_meeting(&app, &mut ben).await;
        let form = ben.get(&format!("{event}/edit")).await;
        let (family, id) = (form.hidden_value("family"), form.hidden_value("event"));
        // Another worker has canceled it, and their transaction is not committed yet.
        let mut tx = app.database.begin_as("ben-ortiz").await;
        let carter = app.database.family_id("carter").await;
        let reason = Some("canary-first");
        history::cancel_event(&mut tx, carter, id.parse().unwrap(), reason, "en")
            .await
            .unwrap();
        let fields = [("family", family.as_str()), ("event", &id), ("why", "canary-second")];
        let (sent, ()) = tokio::join!(ben.post("/api/calendar/cancel", &fields), async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        });
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = ben.get(sent.location_as_sent()).await.body_text();
        for words in ["your reason was not saved", "canary-second", "canary-first"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // The first one counts, and is in the history once.
        let acts = "SELECT count(*) FROM event_change WHERE act = 'cancel'";
        assert_eq!(app.database.query_number(acts).await, 1);
    }
}

on_each_engine! {
    async fn a_move_that_loses_the_race_is_shown_both_versions(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let event = add_meeting(&app, &mut ben).await;
        let form = ben.get(&format!("{event}/edit")).await;
        let (family, id) = (form.hidden_value("family"), form.hidden_value("event"));
        let first = EventForm {
            kind: "meeting",
            day: "2026-12-14",
            starts: "16:15",
            about: "To plan the holidays",
            ..EventForm::default()
        };
        let first = EventInput::parse(&first, "en", &TimeZone::UTC, None).unwrap();
        // Another worker has moved it, and their transaction is not committed yet.
        let mut tx = app.database.begin_as("ben-ortiz").await;
        let carter = app.database.family_id("carter").await;
        Box::pin(changes::save_event(&mut tx, carter, id.parse().unwrap(), 0, &first))
            .await
            .unwrap();
        let mut fields: Vec<(&str, &str)> = at("16:45");
        fields.extend([("family", family.as_str()), ("event", &id), ("revision", "0")]);
        let (sent, ()) = tokio::join!(ben.post("/api/calendar/save", &fields), async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        });
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = ben.get(sent.location_as_sent()).await.body_text();
        for part in ["Someone else changed this while", "4:15", "value=\"16:45\""] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let stored = "SELECT count(*) FROM event_change WHERE act = 'move'";
        assert_eq!(app.database.query_number(stored).await, 1);
    }
}
