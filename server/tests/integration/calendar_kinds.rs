//! An agency's own names of kinds of events, and the kinds that it adds.
#![allow(clippy::unwrap_used)]

use crate::calendar::{calendar_path, event_path};
use crate::support::database::DEMO_FILES;
use crate::support::{TestApp, on_each_engine};
use http::StatusCode;
use serde_json::{Value, json};

/// Imports the Carter family of an agency that calls hearings and a kind of its own in English.
async fn import_kinds(app: &TestApp) {
    let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    file["agency"]["event_kinds"] = json!([
        {
            "key": "hearing", "kind": "hearing",
            "names": [{ "language": "en", "name": "canary-court" }]
        },
        {
            "key": "circle", "kind": "meeting",
            "names": [{ "language": "en", "name": "canary-circle" }]
        },
    ]);
    app.database.import_files(&[&file.to_string()]).await;
}

on_each_engine! {
    async fn a_named_kind_is_called_so_wherever_it_is_shown(app: TestApp) {
        import_kinds(&app).await;
        let list = calendar_path(&app, "carter").await;
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let pages = [
            list.clone(),
            hearing.clone(),
            format!("{list}/month?month=2026-12"),
            format!("{list}/day?day=2026-12-09"),
            format!("{list}/print"),
            format!("{hearing}/file?with=details"),
            list.replace("/calendar", "/plan/week?of=2026-12-09"),
        ];
        for path in &pages {
            let page = tasha.get(path).await.body;
            assert!(page.contains("canary-court"), "{path}: {page}");
            assert!(!page.contains("Court hearing"), "{path}: {page}");
        }
        let neutral = tasha.get(&format!("{hearing}/file")).await.body;
        assert!(!neutral.contains("canary-court"), "{neutral}");
        // In a language without a name it is called as in every agency, and never in English.
        tasha
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        for path in &pages {
            let page = tasha.get(path).await.body;
            assert!(!page.contains("canary-court"), "{path}: {page}");
        }
    }
}

on_each_engine! {
    async fn a_worker_adds_an_event_of_a_kind_that_the_agency_added(app: TestApp) {
        import_kinds(&app).await;
        let list = calendar_path(&app, "carter").await;
        let add = format!("{list}/add");
        let mut ben = app.person("ben-ortiz").await;
        let form = ben.get(&add).await;
        assert!(form.body.contains("canary-circle") && form.body.contains("canary-court"));
        let (family, id) = (form.hidden_value("family"), form.hidden_value("form"));
        let fields = [
            ("family", family.as_str()),
            ("form", &id),
            ("kind", "circle"),
            ("day", "2026-12-14"),
            ("starts", "16:00"),
            ("about", "a word"),
        ];
        let sent = ben.post("/api/calendar/add", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let stored = "SELECT count(*) FROM event WHERE kind = 'meeting' AND own_kind = 'circle'";
        assert_eq!(app.database.query_number(stored).await, 1);
        let page = ben.get(sent.location_as_sent()).await.body;
        assert!(page.contains("canary-circle"), "{page}");
        // In a language without a name it has that of the kind whose rules it follows.
        ben.post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let day = ben.get(&format!("{list}/day?day=2026-12-14")).await.body;
        assert!(day.contains("Reunión") && !day.contains("canary-circle"), "{day}");
        // The form of a stored event has its kind.
        let id = sent.location_as_sent().split('?').next().unwrap().to_owned();
        let edit = ben.get(&format!("{id}/edit")).await.body;
        let option = edit.split("<option").find(|option| option.contains("\"circle\"")).unwrap();
        let tag = option.split('>').next().unwrap();
        assert!(tag.contains("selected"), "{tag}");
        // A kind that no agency has.
        let id = ben.get(&add).await.hidden_value("form");
        let unknown = fields.map(|(name, value)| match name {
            "kind" => (name, "party"),
            "form" => (name, id.as_str()),
            _ => (name, value),
        });
        ben.post("/api/calendar/add", &unknown).await;
        let stored = "SELECT count(*) FROM event WHERE own_kind IS NOT NULL";
        assert_eq!(app.database.query_number(stored).await, 1);
    }
}
