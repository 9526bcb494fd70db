//! The calendar: everyone sees the events whose audience they belong to, and a withheld place is
//! nowhere for the person from whom it is withheld.
#![allow(clippy::unwrap_used)]

use crate::support::many_events::carter_file_with_events;
use crate::support::{DEMO_FILES, OwnerPool, TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use model::calendar::{EventKind, EventTopic};
use model::id::EventId;
use serde_json::{Value, json};
use store::Error;
use store::calendar::{self, CalendarEvents, CalendarRange, EventWithDetails};
use store::home;
use store::plan::workload;

const UPCOMING: CalendarRange = CalendarRange::Upcoming(None);
/// Where the hearing is, and a word of the way there.
const WITHHELD: [&str; 2] = ["canary-place", "canary-way"];

async fn read_calendar(
    database: &TestDatabase,
    who: &str,
    range: CalendarRange,
) -> Result<CalendarEvents, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    calendar::read_calendar(&mut tx, carter, range, "en").await
}

async fn read_event(
    database: &TestDatabase,
    who: &str,
    event: EventId,
) -> Result<EventWithDetails, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    calendar::read_event(&mut tx, carter, event, "en").await
}

/// The id of the event with this key in the Carter family.
async fn event_id(database: &TestDatabase, key: &str) -> EventId {
    let sql = "SELECT e.key, e.id FROM event e JOIN family f ON f.id = e.family_id WHERE f.key = \
        'carter'";
    let found = database.query_keyed_ids(sql).await;
    EventId(found.into_iter().find(|(one, _)| one == key).unwrap().1)
}

fn kinds(found: &CalendarEvents) -> Vec<EventKind> {
    found.events.iter().map(|event| event.kind).collect()
}

/// The file of the Carter family, with this change of its hearing.
fn carter_file(change: impl FnOnce(&mut Value)) -> String {
    let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let dates = file["families"][0]["dates"].as_array_mut().unwrap();
    change(
        dates
            .iter_mut()
            .find(|one| one["key"] == "hearing")
            .unwrap(),
    );
    file.to_string()
}

fn english(words: &str) -> Value {
    json!({ "language": "en", "text": words, "by": "ben-ortiz" })
}

/// Imports the hearing with a place that Marcus may not know.
async fn withhold_place_from_marcus(database: &TestDatabase) {
    let file = carter_file(|hearing| {
        hearing["place"] = WITHHELD[0].into();
        hearing["place_audience"] = json!({
            "roles": ["worker"], "people": ["tasha-carter", "lena-bird"], "never": ["marcus-reed"]
        });
        hearing["way"] = english(WITHHELD[1]);
        hearing["court"] = english("canary-way, branch 3");
        hearing["bring"] = english("A photo of Leo");
        hearing["remote_link"] = "https://video.example/room".into();
    });
    database.import_files(&[&file]).await;
}

on_each_engine! {
    async fn each_sees_the_events_they_are_invited_to(database: TestDatabase) {
        let (visit, hearing) = (EventKind::FamilyTime, EventKind::Hearing);
        for (who, expected) in [
            ("tasha-carter", vec![visit, hearing]),
            ("marcus-reed", vec![visit, hearing]),
            ("nora-price", vec![visit, visit]),
            ("ben-ortiz", vec![visit, visit, hearing]),
            ("lena-bird", vec![hearing]),
            ("june-bell", vec![]),
            ("pat-nguyen", vec![]),
        ] {
            let found = read_calendar(&database, who, UPCOMING).await.unwrap();
            assert_eq!(kinds(&found), expected, "{who}");
        }
        for stranger in ["alma-brooks", "dana-fox", "maria-luna"] {
            let refused = read_calendar(&database, stranger, UPCOMING).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{stranger}");
        }
        let hers = event_id(&database, "ft-tasha").await;
        assert!(read_event(&database, "tasha-carter", hers).await.is_ok());
        for other in ["marcus-reed", "june-bell", "pat-nguyen", "dana-fox"] {
            let refused = read_event(&database, other, hers).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        database.end_membership("nora-price").await;
        let refused = read_calendar(&database, "nora-price", UPCOMING).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn who_is_invited_is_named_but_not_the_other_parents_mentor(database: TestDatabase) {
        let names = async |who: &str, key: &str| -> Vec<String> {
            let event = event_id(&database, key).await;
            let found = read_event(&database, who, event).await.unwrap();
            found.invited.iter().map(|one| one.name.clone()).collect()
        };
        assert_eq!(
            names("tasha-carter", "ft-tasha").await,
            ["Ben Ortiz", "Nora Price", "Tasha Carter"]
        );
        // June Bell supports Tasha.
        let file = carter_file(|hearing| {
            hearing["audience"]["people"] = json!(["tasha-carter", "marcus-reed", "june-bell"]);
        });
        database.import_files(&[&file]).await;
        for (who, knows) in [("tasha-carter", true), ("ben-ortiz", true), ("marcus-reed", false)] {
            let invited = names(who, "hearing").await;
            assert_eq!(invited.contains(&"June Bell".to_owned()), knows, "{who} {invited:?}");
            assert!(invited.contains(&"Marcus Reed".to_owned()), "{who} {invited:?}");
        }
    }
}

/// Everything that a person reads about events: the calendar, the event, Today and their week.
async fn everything_read(database: &TestDatabase, who: &str) -> String {
    let carter = database.family_id("carter").await;
    let list = read_calendar(database, who, UPCOMING).await.unwrap();
    let hearing = event_id(database, "hearing").await;
    let event = read_event(database, who, hearing).await.unwrap();
    let mut tx = database.begin_as(who).await;
    let home = home::read_home(&mut tx, carter, "en").await.unwrap();
    let week = workload::read_workload(&mut tx, carter, date(2026, 12, 9), "en").await;
    // A tribal representative has no week to read.
    format!("{list:?}{event:?}{home:?}{:?}", week.ok())
}

on_each_engine! {
    async fn a_withheld_place_is_absent_from_everything_the_person_reads(database: TestDatabase) {
        withhold_place_from_marcus(&database).await;
        for who in ["tasha-carter", "ben-ortiz", "lena-bird"] {
            let read = everything_read(&database, who).await;
            for word in WITHHELD {
                assert!(read.contains(word), "{who} {word}: {read}");
            }
        }
        let his = everything_read(&database, "marcus-reed").await;
        for word in WITHHELD {
            assert!(!his.contains(word), "{his}");
        }
        // Only the place is withheld, and not the event.
        assert!(his.contains("A photo of Leo") && his.contains("https://video.example/room"));
        // The first place, which every reader of the event knew, is not kept beside it.
        assert!(!his.contains("County courthouse"), "{his}");
    }
}

on_each_engine! {
    async fn a_place_is_withheld_by_row_security_too(database: TestDatabase) {
        withhold_place_from_marcus(&database).await;
        let OwnerPool::Postgres(_) = &database.owner_pool else {
            continue;
        };
        for (who, rows) in [("tasha-carter", 1), ("marcus-reed", 0), ("nora-price", 0)] {
            let mut connection = crate::row_security::connect_as(&database, Some(who)).await;
            for table in [
                "event_place",
                "event_detail WHERE topic = 'way'",
                "event_detail WHERE topic = 'court'",
            ] {
                let found = crate::row_security::count_rows(&mut connection, table).await;
                assert_eq!(found, rows, "{who} {table}");
            }
        }
    }
}

on_each_engine! {
    async fn an_import_replaces_place_link_and_details(database: TestDatabase) {
        withhold_place_from_marcus(&database).await;
        let hearing = event_id(&database, "hearing").await;
        // The same file again stores nothing twice.
        withhold_place_from_marcus(&database).await;
        let details = "SELECT count(*) FROM event_detail d JOIN event v ON v.id = d.event_id \
            WHERE v.key = 'hearing'";
        assert_eq!(database.query_number(details).await, 3);
        let hers = read_event(&database, "tasha-carter", hearing).await.unwrap();
        let topics: Vec<EventTopic> = hers.details.iter().map(|one| one.topic).collect();
        assert!(
            [EventTopic::Bring, EventTopic::Way, EventTopic::Court]
                .iter()
                .all(|topic| topics.contains(topic)),
            "{topics:?}"
        );
        let file = carter_file(|hearing| hearing["after"] = english("The judge decides."));
        database.import_files(&[&file]).await;
        let his = read_event(&database, "marcus-reed", hearing).await.unwrap();
        assert_eq!(his.event.place.as_deref(), Some("County courthouse, branch 3"));
        assert_eq!(his.event.remote_link, None);
        let details: Vec<_> = his
            .details
            .iter()
            .map(|one| (one.topic, one.words.body.as_str()))
            .collect();
        assert_eq!(details, [(EventTopic::After, "The judge decides.")]);
    }
}

on_each_engine! {
    async fn past_events_are_listed_separately_latest_first(database: TestDatabase) {
        // Tasha's visit ends at half past five on November 25; the hearing has no end.
        let starts = |found: &CalendarEvents| -> Vec<Date> {
            let day = |event: &store::events::EventSummary| event.starts.to_jiff().date();
            found.events.iter().map(day).collect()
        };
        let (visit, hearing) = (date(2026, 11, 25), date(2026, 12, 9));
        let past = CalendarRange::Past;
        for (hours, upcoming, over) in [
            (0, vec![visit, hearing], vec![]),
            // On the evening of the hearing, which lasts its day.
            (16 * 24 + 9, vec![hearing], vec![visit]),
            (8, vec![], vec![hearing, visit]),
        ] {
            database.clock.advance(jiff::SignedDuration::from_hours(hours));
            let found = read_calendar(&database, "tasha-carter", UPCOMING).await.unwrap();
            assert_eq!((starts(&found), found.next), (upcoming, None), "{hours}");
            let found = read_calendar(&database, "tasha-carter", past(date(2027, 1, 1)))
                .await
                .unwrap();
            assert_eq!((starts(&found), found.next), (over, None), "{hours}");
        }
        let found = read_calendar(&database, "tasha-carter", past(hearing)).await.unwrap();
        assert_eq!(starts(&found), [visit]);
    }
}

on_each_engine! {
    async fn hundreds_of_events_are_read_a_page_at_a_time_and_each_once(database: TestDatabase) {
        database.import_files(&[&carter_file_with_events(500)]).await;
        let mut seen = std::collections::HashSet::new();
        let (mut range, mut pages) = (UPCOMING, 0);
        loop {
            let before = database.db.statement_count();
            let found = read_calendar(&database, "tasha-carter", range).await.unwrap();
            // With those that look up the actor.
            assert!(database.db.statement_count() - before <= 6);
            for event in &found.events {
                assert!(seen.insert(event.id), "{event:?} is on two pages");
            }
            pages += 1;
            match found.next {
                Some(day) => range = CalendarRange::Upcoming(Some(day)),
                None => break,
            }
        }
        assert_eq!(seen.len(), 502);
        assert!((13..=14).contains(&pages), "{pages}");
    }
}
