//! Taking back a change of all later events of a series.
#![allow(clippy::unwrap_used)]

use crate::calendar_series::{acts, add_series, days, meeting, meetings, read};
use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::calendar::{EventAct, EventForm, EventInput};
use model::id::EventId;
use store::Error;
use store::calendar::{self, changes, series};
use store::events::EventSummary;
use store::plan::working_copy::SaveOutcome;

on_each_engine! {
    async fn a_change_of_all_later_events_is_taken_back(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let events = meetings(&database).await;
        let (first, third) = (events[0].id, events[2].id);
        // One of them had another time of its own before that, with those after it.
        let other = meeting(&database, "2026-12-15", "11:00", "canary-first").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        series::save_later(&mut tx, carter, (third, 0), &other, false).await.unwrap();
        tx.commit().await.unwrap();
        let times = async || -> Vec<(Date, i8, String)> {
            let found = meetings(&database).await;
            let time = |event: &EventSummary| {
                let starts = event.starts.to_jiff();
                (starts.date(), starts.hour(), event.about.body.clone())
            };
            found.iter().map(time).collect()
        };
        let before = times().await;
        let input = meeting(&database, "2026-12-02", "10:00", "canary-later").await;
        let changed = change(&database, (first, 0), &input).await;
        assert_eq!(changed.len(), 4);
        assert_ne!(times().await, before);
        for who in ["tasha-carter", "pat-nguyen", "dana-fox"] {
            let mut tx = database.begin_as(who).await;
            let refused = series::undo_later(&mut tx, carter, &changed).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        // The button is pressed twice.
        for _ in 0..2 {
            let mut tx = database.begin_as("ben-ortiz").await;
            let undone = series::undo_later(&mut tx, carter, &changed).await;
            assert_eq!(undone.unwrap(), SaveOutcome::Saved(()));
            tx.commit().await.unwrap();
            assert_eq!(times().await, before);
        }
        // Nora reads the words again, and still not where it is.
        let noras = read(&database, "nora-price", first).await;
        assert_eq!((noras.event.about.body.as_str(), noras.event.place), ("canary-first", None));
        let hers = read(&database, "tasha-carter", first).await;
        assert_eq!(hers.event.place.as_deref(), Some("canary-place"));
        assert_eq!(acts(&hers), [EventAct::Move, EventAct::Move, EventAct::Add]);
        assert_eq!(hers.details.len(), 1);
        let readers = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-later' AND e.role IS NULL";
        assert_eq!(database.query_number(readers).await, 0);
        // One that was changed again since stays, and so do the others.
        let changed = change(&database, (first, 2), &input).await;
        let alone = meeting(&database, "2026-12-18", "09:00", "canary-alone").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let revision = changed.iter().find(|(id, _)| *id == third).unwrap().1;
        changes::save_event(&mut tx, carter, third, revision, &alone).await.unwrap();
        tx.commit().await.unwrap();
        let now = times().await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let late = series::undo_later(&mut tx, carter, &changed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((late, times().await), (SaveOutcome::Stale, now));
    }
}

/// Changes an event, of the revision `seen.1`, and all later ones of its series. Returns what it
/// changed.
async fn change(
    database: &TestDatabase,
    seen: (EventId, i32),
    input: &EventInput,
) -> Vec<(EventId, i32)> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let saved = series::save_later(&mut tx, carter, seen, input, false).await;
    tx.commit().await.unwrap();
    match saved.unwrap() {
        SaveOutcome::Saved(changed) => changed,
        SaveOutcome::Stale => panic!("unexpected revision conflict"),
    }
}

async fn undo(database: &TestDatabase, changed: &[(EventId, i32)]) -> SaveOutcome<()> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let undone = series::undo_later(&mut tx, carter, changed).await.unwrap();
    tx.commit().await.unwrap();
    undone
}

/// What each person reads of each event, without its history.
async fn read_by_all(database: &TestDatabase, events: &[EventId]) -> Vec<String> {
    let carter = database.family_id("carter").await;
    let mut found = Vec::new();
    for who in ["tasha-carter", "nora-price", "marcus-reed", "ben-ortiz"] {
        for id in events {
            let mut tx = database.begin_as(who).await;
            found.push(
                match calendar::read_event(&mut tx, carter, *id, "en").await {
                    Ok(read) => {
                        let mut details: Vec<&str> = read
                            .details
                            .iter()
                            .map(|one| one.words.body.as_str())
                            .collect();
                        details.sort_unstable();
                        let event = &read.event;
                        let about = event.about.body.as_str();
                        let place = (&event.place, &event.remote_link);
                        format!("{who}: {about} {:?} {place:?} {details:?}", event.kind)
                    }
                    Err(refused) => {
                        assert!(matches!(refused, Error::NotFound), "{who}: {refused:?}");
                        format!("{who}: absent")
                    }
                },
            );
        }
    }
    found
}

on_each_engine! {
    async fn people_place_and_details_of_a_series_are_taken_back(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let events: Vec<EventId> = meetings(&database).await.iter().map(|one| one.id).collect();
        let before = read_by_all(&database, &events).await;
        assert!(before.iter().any(|one| one == "marcus-reed: absent"), "{before:?}");
        // Marcus comes in the place of Tasha, and Nora may know the place, which is another one.
        let people = [
            database.person_id("marcus-reed").await.to_string(),
            database.person_id("nora-price").await.to_string(),
        ];
        let form = EventForm {
            kind: "training",
            day: "2026-12-01",
            starts: "16:00",
            about: "canary-first",
            place: "canary-other",
            remote_link: "https://video.example.org/canary",
            bring: "canary-list",
            way: "canary-bus",
            after: "canary-next",
            court: "canary-branch",
            join: "canary-phone",
            people: &people,
            ..EventForm::default()
        };
        let other = EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
        // The same words with other people, and nothing but who knows the place.
        let mut fewer = meeting(&database, "2026-12-01", "16:00", "canary-first").await;
        fewer.people.clone_from(&fewer.hidden);
        let mut known = meeting(&database, "2026-12-01", "16:00", "canary-first").await;
        known.hidden.clear();
        for input in [&other, &fewer, &known] {
            // Of the whole series, and of the last two.
            for from in [0, 2] {
                let mut input = input.clone();
                let days = jiff::Span::new().days(i64::try_from(from).unwrap() * 7);
                input.starts = input.starts.checked_add(days).unwrap();
                let seen = (events[from], meetings(&database).await[from].revision);
                let changed = change(&database, seen, &input).await;
                assert_eq!(changed.len(), events.len() - from, "{input:?}");
                let after = read_by_all(&database, &events).await;
                let same = before.iter().zip(&after).filter(|(was, is)| was == is);
                assert!(same.count() < before.len(), "{input:?}");
                // The button is pressed twice.
                for _ in 0..2 {
                    assert_eq!(undo(&database, &changed).await, SaveOutcome::Saved(()));
                    assert_eq!(read_by_all(&database, &events).await, before, "{input:?}");
                }
            }
        }
        // For Nora nothing is different without Tasha, who is told once of four dates.
        let noras = "SELECT count(*) FROM event_notification o JOIN person p ON p.id = \
            o.person_id WHERE p.key = 'nora-price'";
        let tashas = "SELECT count(*) FROM event_notification o JOIN person p ON p.id = \
            o.person_id WHERE p.key = 'tasha-carter'";
        let told = (database.query_number(noras).await, database.query_number(tashas).await);
        let seen = (events[0], meetings(&database).await[0].revision);
        let changed = change(&database, seen, &fewer).await;
        assert_eq!(database.query_number(noras).await, told.0);
        undo(&database, &changed).await;
        assert_eq!(database.query_number(tashas).await, told.1 + 1);
        assert_eq!(database.query_number(noras).await, told.0, "nor when it is taken back");
    }
}

on_each_engine! {
    async fn a_person_who_is_invited_again_to_the_last_dates_is_told(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let events: Vec<EventId> = meetings(&database).await.iter().map(|one| one.id).collect();
        // Marcus comes to the last two, until all four are like the first.
        let mut input = meeting(&database, "2026-12-15", "16:00", "canary-first").await;
        input.people.insert(database.person_id("marcus-reed").await);
        assert_eq!(change(&database, (events[2], 0), &input).await.len(), 2);
        let input = meeting(&database, "2026-12-01", "16:00", "canary-later").await;
        let changed = change(&database, (events[0], 0), &input).await;
        assert_eq!(changed.len(), 4);
        let told = "SELECT count(*) FROM event_notification o JOIN person p ON p.id = \
            o.person_id WHERE p.key = 'marcus-reed'";
        let before = database.query_number(told).await;
        assert_eq!(undo(&database, &changed).await, SaveOutcome::Saved(()));
        // Once, of two dates; the notification of the first date is not for him.
        assert_eq!(database.query_number(told).await, before + 1);
        let his = read(&database, "marcus-reed", events[3]).await;
        assert_eq!(his.event.about.body, "canary-first");
    }
}

on_each_engine! {
    async fn only_events_of_one_series_are_taken_back_and_read_at_once(database: TestDatabase) {
        let (carter, luna) = (database.family_id("carter").await, database.family_id("luna").await);
        let mut changed = Vec::new();
        for _ in 0..2 {
            let form = database.clock.new_id();
            let first = add_series(&database, "ben-ortiz", form).await.unwrap();
            let input = meeting(&database, "2026-12-02", "10:00", "canary-later").await;
            changed.push(change(&database, (first, 0), &input).await);
        }
        let before = days(&meetings(&database).await);
        let (one, other) = (changed[0].as_slice(), changed[1].as_slice());
        assert_eq!((one.len(), other.len(), before.len()), (4, 4, 8));
        // A worker can send any ids: of two series, of none, or the same ones again.
        let absent = [(database.clock.new_id::<EventId>(), 1)];
        for mixed in [[&one[..2], &other[2..]], [one, &one[..1]], [one, &absent]] {
            let mut tx = database.begin_as("ben-ortiz").await;
            let refused = series::undo_later(&mut tx, carter, &mixed.concat()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{mixed:?}: {refused:?}");
        }
        // Dana is a worker too, of another family.
        let mut tx = database.begin_as("dana-fox").await;
        let refused = series::undo_later(&mut tx, luna, one).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        drop(tx);
        assert_eq!(days(&meetings(&database).await), before, "nothing was taken back");
        let undo = async |events: &[(EventId, i32)]| {
            let mut tx = database.begin_as("ben-ortiz").await;
            let start = database.db.statement_count();
            let undone = series::undo_later(&mut tx, carter, events).await;
            let statements = database.db.statement_count() - start;
            assert_eq!(undone.unwrap(), SaveOutcome::Saved(()));
            tx.commit().await.unwrap();
            statements
        };
        undo(one).await;
        assert_ne!(days(&meetings(&database).await), before);
        // Pressed again it only reads: no more for four events than for one.
        assert_eq!(undo(one).await, undo(&one[..1]).await);
    }
}
