//! Calendar files as the parser of another project reads them: the right moments on both sides of
//! each change of the clocks, one identifier through all changes, and a place only for those who
//! may know it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::calendar::event_path;
use crate::calendar_changes::send;
use crate::support::calendar_files::{ReadEvent, create_feed, read_calendar};
use crate::support::database::DEMO_FILES;
use crate::support::{TestApp, on_each_engine};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Meetings around March 8 and November 1, 2026, when the clocks change in Chicago: the key, the
/// start and the end in local time, and the same two in UTC.
const MEETINGS: [[&str; 5]; 6] = [
    [
        "before-march",
        "2026-03-07T09:00",
        "2026-03-07T10:00",
        "2026-03-07T15:00:00Z",
        "2026-03-07T16:00:00Z",
    ],
    [
        "across-march",
        "2026-03-08T01:30",
        "2026-03-08T03:30",
        "2026-03-08T07:30:00Z",
        "2026-03-08T08:30:00Z",
    ],
    [
        "after-march",
        "2026-03-08T09:00",
        "2026-03-08T10:00",
        "2026-03-08T14:00:00Z",
        "2026-03-08T15:00:00Z",
    ],
    [
        "before-november",
        "2026-10-31T09:00",
        "2026-10-31T10:00",
        "2026-10-31T14:00:00Z",
        "2026-10-31T15:00:00Z",
    ],
    [
        "across-november",
        "2026-11-01T00:30",
        "2026-11-01T02:30",
        "2026-11-01T05:30:00Z",
        "2026-11-01T08:30:00Z",
    ],
    [
        "after-november",
        "2026-11-01T09:00",
        "2026-11-01T10:00",
        "2026-11-01T15:00:00Z",
        "2026-11-01T16:00:00Z",
    ],
];

/// Imports the meetings, whose place Marcus may not know, and makes it April 1, 2026: an address
/// has the last two months, and what comes.
async fn add_meetings(app: &TestApp) {
    let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let dates = file["families"][0]["dates"].as_array_mut().unwrap();
    for [key, starts, ends, ..] in MEETINGS {
        let mut one = dates[0].clone();
        one["key"] = key.into();
        one["kind"] = "meeting".into();
        // The copied event is a visit.
        one["visit"] = Value::Null;
        one["starts"] = starts.into();
        one["ends"] = ends.into();
        one["place"] = "canary-place".into();
        one["audience"] = json!({ "roles": ["worker"], "people": ["tasha-carter", "marcus-reed"] });
        one["place_audience"] =
            json!({ "roles": ["worker"], "people": ["tasha-carter"], "never": ["marcus-reed"] });
        dates.push(one);
    }
    app.database.import_files(&[&file.to_string()]).await;
    let clock = &app.database.clock;
    clock.advance(SignedDuration::from_hours(-236 * 24));
}

/// The events of a private address, fetched as a calendar does.
async fn read_feed(app: &TestApp, path: &str) -> Vec<ReadEvent> {
    let read = read_calendar(&app.new_visitor().get(path).await.bytes);
    // Every time is in UTC, so a calendar needs no rules of a zone.
    assert_eq!(read.zones, Vec::<String>::new());
    read.events
}

/// The event with this start.
fn starting(events: &[ReadEvent], starts: &str) -> ReadEvent {
    let found = events.iter().find(|event| event.starts == starts);
    found
        .unwrap_or_else(|| panic!("{starts}: {events:#?}"))
        .clone()
}

on_each_engine! {
    async fn another_parser_reads_the_right_moments_around_each_change_of_the_clocks(app: TestApp) {
        add_meetings(&app).await;
        let mut tasha = app.person("tasha-carter").await;
        let path = create_feed(&mut tasha).await;
        let events = read_feed(&app, &path).await;
        for [key, _, _, starts, ends] in MEETINGS {
            let event = starting(&events, starts);
            assert_eq!(event.ends.as_deref(), Some(ends), "{key}");
            // The file of one event has the same, so that a calendar has it once.
            let file = format!("{}/file", event_path(&app, "carter", key).await);
            let read = read_calendar(&tasha.get(&file).await.bytes);
            assert_eq!((read.zones, read.events), (Vec::new(), vec![event]), "{key}");
        }
        for event in &events {
            assert_eq!(
                (event.summary.as_str(), event.class.as_str(), event.status.as_str()),
                ("Appointment", "PRIVATE", "CONFIRMED")
            );
            assert_eq!((&event.location, &event.description), (&None, &None));
        }
        let uids: BTreeSet<&str> = events.iter().map(|event| event.uid.as_str()).collect();
        assert_eq!(uids.len(), events.len());
    }
}

on_each_engine! {
    async fn another_parser_finds_a_moved_and_a_cancelled_event_by_its_identifier(app: TestApp) {
        add_meetings(&app).await;
        let path = create_feed(&mut app.person("tasha-carter").await).await;
        let before = read_feed(&app, &path).await;
        let first = starting(&before, "2026-11-01T15:00:00Z");
        let mut ben = app.person("ben-ortiz").await;
        let edit = format!("{}/edit", event_path(&app, "carter", "after-november").await);
        let (tasha, marcus) = (
            app.database.person_id("tasha-carter").await,
            app.database.person_id("marcus-reed").await,
        );
        let checked = [
            format!("people-{tasha}"),
            format!("people-{marcus}"),
            format!("hidden-{marcus}"),
        ];
        let mut fields = vec![
            ("kind", "meeting"),
            ("day", "2026-10-31"),
            ("starts", "11:00"),
            ("ends", "12:00"),
            ("about", "To plan the holidays"),
            ("place", "canary-place"),
        ];
        fields.extend(checked.iter().map(|name| (name.as_str(), "yes")));
        send(&mut ben, &edit, "/api/calendar/save", &fields).await;
        // To the other side of the change of the clocks.
        let moved = starting(&read_feed(&app, &path).await, "2026-10-31T16:00:00Z");
        assert_eq!((&moved.uid, moved.status.as_str()), (&first.uid, "CONFIRMED"));
        assert!(moved.sequence > first.sequence, "{moved:?}");
        send(&mut ben, &edit, "/api/calendar/cancel", &[("why", "")]).await;
        let after = read_feed(&app, &path).await;
        let cancelled = starting(&after, "2026-10-31T16:00:00Z");
        assert_eq!((&cancelled.uid, cancelled.status.as_str()), (&first.uid, "CANCELLED"));
        assert!(cancelled.sequence > moved.sequence, "{cancelled:?}");
        // The other events are as they were.
        let others = |events: Vec<ReadEvent>| -> Vec<ReadEvent> {
            events.into_iter().filter(|event| event.uid != first.uid).collect()
        };
        assert_eq!(others(before), others(after));
    }
}

on_each_engine! {
    async fn another_parser_finds_a_withheld_place_only_where_it_may_be_known(app: TestApp) {
        add_meetings(&app).await;
        let file = format!("{}/file", event_path(&app, "carter", "after-march").await);
        let detailed = format!("{file}?with=details");
        let read = read_calendar(&app.person("tasha-carter").await.get(&detailed).await.bytes);
        assert_eq!(read.events[0].location.as_deref(), Some("canary-place"));
        let mut marcus = app.person("marcus-reed").await;
        let feed = create_feed(&mut marcus).await;
        for path in [&file, &detailed, &feed] {
            let served = marcus.get(path).await;
            let read = read_calendar(&served.bytes);
            assert!(read.events.iter().all(|event| event.location.is_none()), "{path}");
            // In no other property either: long lines are folded.
            let bytes = served.body.replace("\r\n ", "");
            assert!(!bytes.contains("canary-place"), "{path}: {bytes}");
        }
        // He reads what it is about, and that it takes place.
        let read = read_calendar(&marcus.get(&detailed).await.bytes);
        assert!(read.events[0].description.is_some());
    }
}
