//! Access log entries of single reads: each conversation that a search shows has its own, a file
//! belongs to the page that shows it, and a response whose entry was not committed is withheld.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::access_log::{count_log_entries, fetch_new_messages, log_entries};
use crate::support::on_each_engine;
use crate::support::route_ids::RouteIds;
use axum::response::IntoResponse;
use http::StatusCode;
use model::messages::MessageDestination;
use store::Intent;

on_each_engine! {
    async fn search_writes_one_line_for_each_conversation_it_shows(app: TestApp) {
        for (person, body) in [
            ("maria-luna", "supper on Friday"),
            ("marcus-reed", "supper on Monday"),
        ] {
            app.database
                .send_message(
                    "pat-nguyen",
                    MessageDestination::Person(app.database.person_id(person).await),
                    body,
                )
                .await
                .unwrap();
        }
        let mut pat = app.person("pat-nguyen").await;
        pat.post("/api/messages/search", &[("words", "supper")])
            .await;
        let before = count_log_entries(&app.database).await;
        let page = pat.get("/messages/search").await;
        assert!(page.body.contains(" on Friday") && page.body.contains(" on Monday"));
        // An entry is visible to the audience of what was shown: one entry for both conversations
        // would reveal each of them to the readers of the other.
        let families: Vec<_> = log_entries(&app.database, before)
            .await
            .into_iter()
            .map(|line| (line.family, line.what))
            .collect();
        assert_eq!(
            families
                .iter()
                .map(|(family, what)| (family.as_str(), what.as_str()))
                .collect::<BTreeSet<_>>(),
            [("carter", "thread"), ("luna", "thread")].into()
        );
        assert_eq!(families.len(), 2);
        // No result means no log entry; and a family member's own search is never logged.
        pat.post("/api/messages/search", &[("words", "nowhere")])
            .await;
        pat.get("/messages/search").await;
        let mut maria = app.person("maria-luna").await;
        maria
            .post("/api/messages/search", &[("words", "supper")])
            .await;
        assert!(
            maria
                .get("/messages/search")
                .await
                .body
                .contains(" on Friday")
        );
        assert_eq!(count_log_entries(&app.database).await, before + 2);
    }
}

on_each_engine! {
    async fn log_page_groups_reads_by_person_and_shows_one_person_on_request(app: TestApp) {
        let carter = app.database.family_id("carter").await;
        let log = format!("/family/{carter}/sharing");
        for key in ["ben-ortiz", "june-bell"] {
            let mut helper = app.person(key).await;
            helper.get(&format!("/family/{carter}")).await;
            app.database
                .clock
                .advance(jiff::SignedDuration::from_mins(4));
            helper.get(&format!("/family/{carter}/plan")).await;
        }
        let ben = app.database.person_id("ben-ortiz").await;
        let june = app.database.person_id("june-bell").await;
        let mut tasha = app.person("tasha-carter").await;
        // Without the marks of direction before the times.
        let text = tasha.get(&log).await.body_text().replace('\u{200E}', "");
        let read = "Opened your family’s home page · Read the plan";
        assert_eq!(text.matches(read).count(), 2, "{text}");
        for words in [
            "Between 12:00 noon and 12:04 pm",
            "Your caseworker: plans with your family",
            "Your parent partner: supports you",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let text = tasha.get(&format!("{log}?person={ben}")).await.body_text();
        assert!(
            text.matches(read).count() == 1 && !text.contains("June Bell"),
            "{text}"
        );
        // His partner is absent for the other parent, by whatever address.
        let mut marcus = app.person("marcus-reed").await;
        assert!(!marcus.get(&log).await.body.contains("June Bell"));
        let stranger = app.database.clock.new_id::<uuid::Uuid>();
        let answers = [
            format!("{log}?person={june}"),
            format!("{log}?person={stranger}"),
            format!("{log}?person=nobody"),
        ];
        for path in answers {
            let page = marcus.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!page.body.contains("June Bell"));
        }
        let page = marcus.get(&format!("{log}?before=2026-11-23")).await;
        assert!(page.body.contains("There is nothing earlier."), "{}", page.body);
    }
}

on_each_engine! {
    async fn open_conversation_is_logged_only_when_messages_are_returned(app: TestApp) {
        let thread = app.database.thread_id("marcus-ben").await.to_string();
        let mut ben = app.person("ben-ortiz").await;
        let before = count_log_entries(&app.database).await;
        // An open page asks repeatedly; a response without messages shows no text of the record.
        for (after, lines) in [("1", 0), ("0", 1), ("1", 1)] {
            let page = fetch_new_messages(&mut ben, &thread, after).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            assert_eq!(
                count_log_entries(&app.database).await,
                before + lines,
                "after {after}"
            );
        }
    }
}

on_each_engine! {
    async fn picture_of_open_page_is_part_of_that_reading(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let path = format!("/messages/{}", ids.thread);
        let mut june = app.person("june-bell").await;
        count_log_entries(&app.database).await;
        let page = june.get(&path).await;
        let before = count_log_entries(&app.database).await;
        let file = page
            .body
            .split("href=\"")
            .find(|rest| rest.starts_with(&format!("{path}/file/")))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        assert!(file.contains("?page="), "{file}");
        assert_eq!(june.get(&file).await.status, StatusCode::OK);
        assert_eq!(
            count_log_entries(&app.database).await,
            before,
            "the page that shows it is in the log"
        );
        // Requested directly, with another page's log entry id, or long after the page, the file
        // gets a log entry of its own.
        let plain = file.split('?').next().unwrap();
        assert_eq!(june.get(plain).await.status, StatusCode::OK);
        assert_eq!(count_log_entries(&app.database).await, before + 1);
        assert_eq!(
            june.get(&format!(
                "{plain}?page=01900000-0000-7000-8000-000000000000"
            ))
            .await
            .status,
            StatusCode::OK
        );
        assert_eq!(
            june.get(&format!("{plain}?page=nothing")).await.status,
            StatusCode::OK
        );
        assert_eq!(count_log_entries(&app.database).await, before + 3);
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(2));
        assert_eq!(june.get(&file).await.status, StatusCode::OK);
        assert_eq!(count_log_entries(&app.database).await, before + 4);
    }
}

on_each_engine! {
    async fn answer_whose_log_line_is_not_committed_never_leaves_server(app: TestApp) {
        let carter = app.database.family_id("carter").await;
        let ben = app.database.load_actor("ben-ortiz").await;
        let db = app.database.db.for_request();
        let answer = |status: StatusCode| {
            server::http::access_log_check::require_committed_access_log(&db, status.into_response())
                .status()
        };
        let mut tx = db.acting_as(&ben, Intent::Write).await.unwrap();
        store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
        // The rollback removes the entry after the text was read.
        drop(tx);
        assert_eq!(
            answer(StatusCode::OK),
            StatusCode::INTERNAL_SERVER_ERROR,
            "shown, and not in the log"
        );
        // Redirects and errors show nothing of a record.
        assert_eq!(
            (answer(StatusCode::SEE_OTHER), answer(StatusCode::NOT_FOUND)),
            (StatusCode::SEE_OTHER, StatusCode::NOT_FOUND)
        );
        for _ in 0..2 {
            let mut tx = db.acting_as(&ben, Intent::Write).await.unwrap();
            store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
            store::plan::unpublished_changes::read_working_copy(&mut tx, carter, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(answer(StatusCode::OK), StatusCode::OK);
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM access_log")
                .await,
            1,
            "one request is one line for a part, however often it reads it"
        );
    }
}
