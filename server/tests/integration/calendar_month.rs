//! A month of the calendar, one day, and the next weeks on paper.
#![allow(clippy::unwrap_used)]

use crate::calendar::{calendar_path, event_path};
use crate::support::database::DEMO_FILES;
use crate::support::on_each_engine;
use http::StatusCode;
use serde_json::Value;

on_each_engine! {
    async fn a_month_is_a_table_whose_days_lead_to_their_events(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let open = format!("href=\"{list}/month\"");
        assert!(tasha.get(&list).await.body.contains(&open));
        let page = tasha.get(&format!("{list}/month?month=2026-12")).await;
        assert_eq!(page.status, StatusCode::OK);
        // In the table and in the list of the day, of which a window shows one.
        let links = page.body.matches(&format!("href=\"{hearing}\"")).count();
        assert_eq!(links, 2, "{}", page.body);
        for part in [
            "href=\"#day-9\"",
            "id=\"day-9\"",
            "scope=\"col\"",
            &format!("href=\"{list}/month?month=2026-11\""),
            &format!("href=\"{list}/month?month=2027-01\""),
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let text = page.body_text();
        assert!(
            text.contains("Dates in December 2026") && text.contains("Wednesday, December 9: 1 date"),
            "{text}"
        );
        // A week begins as the reader is used to.
        let is_before = |page: &str, one: &str, other: &str| page.find(one).unwrap() < page.find(other).unwrap();
        assert!(is_before(&text, "Sunday", "Saturday"), "{text}");
        tasha
            .post("/api/account/language", &[("language", "ar"), ("from", "/")])
            .await;
        let text = tasha.get(&format!("{list}/month?month=2026-12")).await.body_text();
        assert!(is_before(&text, "السبت", "الأحد"), "{text}");
    }
}

on_each_engine! {
    async fn a_month_has_no_event_of_the_other_parent(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let hers = format!("href=\"{}\"", event_path(&app, "carter", "ft-tasha").await);
        // Without a month it is the one that today is in, and so it is with one that is none.
        for query in ["", "?month=2026-13", "?month=9999-12", "?month=soon"] {
            let path = format!("{list}/month{query}");
            let mut tasha = app.person("tasha-carter").await;
            assert!(tasha.get(&path).await.body.contains(&hers), "{query}");
            let mut marcus = app.person("marcus-reed").await;
            assert!(!marcus.get(&path).await.body.contains(&hers), "{query}");
        }
        for path in ["month", "day", "print"] {
            let refused = app.person("dana-fox").await.get(&format!("{list}/{path}")).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

on_each_engine! {
    async fn four_weeks_are_printed_without_what_is_cancelled(app: TestApp) {
        let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
        let dates = file["families"][0]["dates"].as_array_mut().unwrap();
        let mut late = dates.iter().find(|one| one["key"] == "hearing").unwrap().clone();
        late["key"] = "late".into();
        late["starts"] = "2027-01-29T10:00".into();
        late["place"] = "canary-late".into();
        dates.push(late);
        app.database.import_files(&[&file.to_string()]).await;
        let print = format!("{}/print", calendar_path(&app, "carter").await);
        let mut tasha = app.person("tasha-carter").await;
        let page = tasha.get(&print).await.body_text();
        assert!(
            page.contains("The judge will look at how things are going")
                && page.contains("Wednesday, December 9")
                && page.contains("Printed:")
                && page.contains("Lakeside Center"),
            "{page}"
        );
        assert!(!page.contains("canary-late"), "{page}");
        let hearing = event_path(&app, "carter", "hearing").await;
        let id = hearing.rsplit('/').next().unwrap();
        let carter = app.database.family_id("carter").await.to_string();
        let mut ben = app.person("ben-ortiz").await;
        let fields = [("family", carter.as_str()), ("event", id), ("why", "")];
        ben.post("/api/calendar/cancel", &fields).await;
        let page = tasha.get(&print).await.body_text();
        assert!(!page.contains("The judge will look at how things are going"), "{page}");
    }
}
