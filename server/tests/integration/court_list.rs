//! Court lists: read as spreadsheets write them, imported as a whole or not at all.
#![allow(clippy::unwrap_used)]

use crate::calendar::calendar_path;
use crate::support::{TestApp, on_each_engine};
use server::import::import_court_lists;

/// Imports one list.
async fn import(app: &TestApp, list: &[u8]) -> Result<(usize, usize), String> {
    let files = [("list.csv".to_owned(), list.to_vec())];
    let done = import_court_lists(&app.database.db, &files).await;
    done.map(|counts| (counts.imported, counts.known))
        .map_err(|error| error.to_string())
}

async fn count_events(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM event")
        .await
}

on_each_engine! {
    async fn a_list_is_read_as_excel_writes_it(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let mut tasha = app.person("tasha-carter").await;
        let semicolons = "\u{FEFF}Date;Time;Branch;Kind;Family;Judge\r\n\
            12/04/2026;9:30 AM;canary-branch;hearing;carter;Smith\r\n\
            46366;0.5625;\"canary; two\";;carter;\r\n;;;;;\r\n";
        assert_eq!(import(&app, semicolons.as_bytes()).await, Ok((2, 0)));
        let day = tasha.get(&format!("{list}/day?day=2026-12-04")).await.body_text();
        assert!(
            day.contains("9:30") && day.contains("canary-branch") && day.contains("Court hearing"),
            "{day}"
        );
        let later = tasha.get(&format!("{list}/day?day=2026-12-10")).await.body_text();
        assert!(later.contains("1:30") && later.contains("canary; two"), "{later}");
        // Imported again with another branch, it is the same date.
        let commas = "family,kind,branch,time,date\ncarter,review,canary-moved,09:30,2026-12-04\n";
        let before = count_events(&app).await;
        assert_eq!(import(&app, commas.as_bytes()).await, Ok((1, 0)));
        assert_eq!(count_events(&app).await, before);
        let day = tasha.get(&format!("{list}/day?day=2026-12-04")).await.body_text();
        assert!(day.contains("canary-moved") && !day.contains("canary-branch"), "{day}");
        // The page says where it comes from, in words of the reader's language.
        let sql = "SELECT 'moved', id FROM event WHERE place = 'canary-moved'";
        let id = app.database.query_keyed_ids(sql).await[0].1;
        let page = format!("{list}/{id}");
        let event = tasha.get(&page).await.body_text();
        assert!(
            event.contains("From the court’s list of") && event.contains("The court set"),
            "{event}"
        );
        tasha
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        assert!(tasha.get(&page).await.body_text().contains("El tribunal fijó esta fecha."));
        // Another member of the team is not invited.
        let nora = app.person("nora-price").await.get(&page).await;
        assert_eq!(nora.status, http::StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn every_bad_row_is_reported_and_nothing_is_imported(app: TestApp) {
        let before = count_events(&app).await;
        let list = "date,time,branch,kind,family\n\
            2026-12-04,9:30,1,hearing,carter\n\
            02/29/2027,9:30,1,hearing,carter\n\
            2026-12-04,half past,1,hearing,carter\n\
            2026-12-05,9:30,1,party,carter\n\
            2026-12-06,9:30,1,hearing,nobody\n\
            2027-03-14,02:30,1,hearing,carter\n\
            12/04/2026,9:30 AM,2,hearing,carter\n\
            ,,1,,\n";
        let words = import(&app, list.as_bytes()).await.unwrap_err();
        for expected in [
            "list.csv line 3: date is not a day; write it as 2026-12-04 or 12/04/2026",
            "list.csv line 4: time is not a time of day",
            "list.csv line 5: kind is unknown",
            "list.csv line 6: family is not the key of a family in the portal",
            "list.csv line 7: time does not exist on that day",
            "list.csv line 8: is the same family and time as list.csv line 2",
            "list.csv line 9: family is missing",
            "list.csv line 9: date is not a day",
        ] {
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
        assert!(words.starts_with("nothing was imported; errors to fix: 8\n"), "{words}");
        assert_eq!(count_events(&app).await, before);
        for (list, expected) in [
            (b"date,time,kind\n".as_slice(), "list.csv line 1: has no column branch, family"),
            (b"".as_slice(), "list.csv: is empty"),
            (b"\xFF\xFEd\0a\0".as_slice(), "list.csv: is not UTF-8"),
            (
                b"date,time,branch,kind,family\n2026-12-04,9:30,\xE9,,carter\n".as_slice(),
                "is not UTF-8",
            ),
        ] {
            let words = import(&app, list).await.unwrap_err();
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
    }
}

on_each_engine! {
    async fn a_date_that_the_agency_has_already_stays_as_it_is(app: TestApp) {
        // The hearing of the agency's file.
        let list = "date,time,branch,kind,family\n2026-12-09,1:30 PM,canary,hearing,carter\n";
        let before = count_events(&app).await;
        assert_eq!(import(&app, list.as_bytes()).await, Ok((0, 1)));
        assert_eq!(count_events(&app).await, before);
        let places = "SELECT count(*) FROM event WHERE place = 'canary'";
        assert_eq!(app.database.query_number(places).await, 0);
        // Nor does a list replace what a worker changed.
        let list = "date,time,branch,kind,family\n2026-12-10,1:30 PM,first,hearing,carter\n";
        assert_eq!(import(&app, list.as_bytes()).await, Ok((1, 0)));
        let sql = "SELECT 'new', id FROM event WHERE place = 'first'";
        let id = app.database.query_keyed_ids(sql).await[0].1.to_string();
        let carter = app.database.family_id("carter").await.to_string();
        let fields = [("family", carter.as_str()), ("event", &id), ("why", "")];
        app.person("ben-ortiz").await.post("/api/calendar/cancel", &fields).await;
        let again = list.replace("first", "second");
        import(&app, again.as_bytes()).await.unwrap();
        let kept = "SELECT count(*) FROM event WHERE place = 'first' AND cancelled";
        assert_eq!(app.database.query_number(kept).await, 1);
    }
}

on_each_engine! {
    async fn duplicate_rows_are_one_event_and_midnight_is_refused(app: TestApp) {
        let row = "2026-12-10,1:30 PM,3,hearing,carter\n";
        let list = format!("date,time,branch,kind,family\n{row}{row}");
        assert_eq!(import(&app, list.as_bytes()).await, Ok((1, 0)));
        for time in ["0", "0:00", "12:00 AM"] {
            let list = format!("date,time,branch,kind,family\n2026-12-11,{time},3,,carter\n");
            let words = import(&app, list.as_bytes()).await.unwrap_err();
            assert!(words.contains("line 2: time is not a time of day"), "{time}: {words}");
        }
        // A worker has moved the date, and the next list has it there, too.
        app.database
            .execute_sql("UPDATE event SET starts = '2026-12-10T15:00:00' WHERE place = '3'")
            .await
            .unwrap();
        let moved = "date,time,branch,kind,family\n2026-12-10,3 PM,3,hearing,carter\n";
        assert_eq!(import(&app, moved.as_bytes()).await, Ok((0, 1)));
    }
}
