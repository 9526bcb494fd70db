//! Events that a worker adds, moves and cancels: no change is lost, everyone who is invited is told
//! once, and no other person learns of it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::{DEMO_FILES, OwnerPool, TestDatabase, on_each_engine};
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::calendar::{EventAct, EventForm, EventInput};
use model::id::{EventId, FormId, PersonId};
use store::Error;
use store::calendar::{self, CalendarRange, EventWithDetails, changes, editable, feed, history};
use store::home;
use store::plan::working_copy::SaveOutcome;
use store::plan::workload;

/// A meeting at which `people` are invited, and whose place `hidden` may not know.
async fn meeting(
    database: &TestDatabase,
    starts: &str,
    people: &[&str],
    hidden: &[&str],
) -> EventInput {
    let ids = async |keys: &[&str]| -> Vec<String> {
        let mut ids = Vec::new();
        for key in keys {
            ids.push(database.person_id(key).await.to_string());
        }
        ids
    };
    let (people, hidden) = (ids(people).await, ids(hidden).await);
    let form = EventForm {
        kind: "meeting",
        day: "2026-11-26",
        starts,
        about: "To plan the holidays",
        place: "canary-place",
        way: "canary-way",
        people: &people,
        hidden: &hidden,
        ..EventForm::default()
    };
    EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap()
}

async fn add(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    input: &EventInput,
) -> Result<EventId, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let id = changes::add_event(&mut tx, carter, form, input).await?;
    tx.commit().await?;
    Ok(id)
}

async fn save(
    database: &TestDatabase,
    who: &str,
    (id, revision): (EventId, i32),
    input: &EventInput,
) -> Result<SaveOutcome<EventId>, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let saved = changes::save_event(&mut tx, carter, id, revision, input).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn cancel(database: &TestDatabase, who: &str, id: EventId) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    history::cancel_event(&mut tx, carter, id, Some("canary-reason"), "en").await?;
    tx.commit().await
}

async fn read(database: &TestDatabase, who: &str, id: EventId) -> Result<EventWithDetails, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    calendar::read_event(&mut tx, carter, id, "en").await
}

/// What is new for a person about events.
async fn news(database: &TestDatabase, who: &str) -> Vec<(EventId, EventAct)> {
    let mut tx = database.begin_as(who).await;
    let found = home::unread_activity(&mut tx).await.unwrap();
    found
        .into_iter()
        .filter_map(|one| one.event_id.zip(one.event_act))
        .collect()
}

on_each_engine! {
    async fn an_added_event_is_stored_once_and_told_to_those_invited(database: TestDatabase) {
        let input = meeting(&database, "10:00", &["tasha-carter", "nora-price"], &[]).await;
        let form: FormId = database.clock.new_id();
        // The button is pressed twice.
        let id = add(&database, "ben-ortiz", form, &input).await.unwrap();
        assert_eq!(add(&database, "ben-ortiz", form, &input).await.unwrap(), id);
        for who in ["tasha-carter", "nora-price"] {
            let found = read(&database, who, id).await.unwrap();
            assert_eq!(found.event.place.as_deref(), Some("canary-place"), "{who}");
            assert_eq!(found.details.len(), 1, "{who}");
            assert_eq!(news(&database, who).await, [(id, EventAct::Add)], "{who}");
        }
        for other in ["marcus-reed", "june-bell", "pat-nguyen", "alma-brooks", "dana-fox"] {
            let refused = read(&database, other, id).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
            assert_eq!(news(&database, other).await, [], "{other}");
        }
        // The worker who added it knows about it.
        assert_eq!(news(&database, "ben-ortiz").await, []);
        let other = meeting(&database, "11:00", &["tasha-carter"], &[]).await;
        let reused = add(&database, "ben-ortiz", form, &other).await;
        assert!(matches!(reused, Err(Error::Conflict)));
    }
}

on_each_engine! {
    async fn only_the_worker_keeps_events_and_invites_only_the_team(database: TestDatabase) {
        let input = meeting(&database, "10:00", &["tasha-carter"], &[]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        let moved = meeting(&database, "12:00", &["tasha-carter"], &[]).await;
        for who in ["tasha-carter", "pat-nguyen", "nora-price", "dana-fox"] {
            let added = add(&database, who, database.clock.new_id(), &input).await;
            assert!(matches!(added, Err(Error::NotFound)), "{who}");
            let saved = save(&database, who, (id, 0), &moved).await;
            assert!(matches!(saved, Err(Error::NotFound)), "{who}");
            let cancelled = cancel(&database, who, id).await;
            assert!(matches!(cancelled, Err(Error::NotFound)), "{who}");
        }
        let stranger = meeting(&database, "10:00", &["maria-luna"], &[]).await;
        let refused = add(&database, "ben-ortiz", database.clock.new_id(), &stranger).await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-not-on-team"))));
    }
}

on_each_engine! {
    async fn a_move_is_kept_in_the_history_and_told_once(database: TestDatabase) {
        let input = meeting(&database, "10:00", &["tasha-carter"], &[]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        for (revision, starts) in [(0, "11:00"), (1, "12:00"), (2, "13:00")] {
            let moved = meeting(&database, starts, &["tasha-carter"], &[]).await;
            let saved = save(&database, "ben-ortiz", (id, revision), &moved).await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(id));
            // Sent again, it changes nothing.
            let saved = save(&database, "ben-ortiz", (id, revision), &moved).await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(id));
        }
        let found = read(&database, "ben-ortiz", id).await.unwrap();
        assert_eq!(found.event.revision, 3);
        let acts: Vec<_> = found.changes.iter().map(|one| (one.act, one.name.as_str())).collect();
        let moved = (EventAct::Move, "Ben Ortiz");
        assert_eq!(acts, [moved, moved, moved, (EventAct::Add, "Ben Ortiz")]);
        let before: Vec<_> = found
            .changes
            .iter()
            .filter_map(|one| Some(one.starts_before.as_ref()?.to_jiff().hour()))
            .collect();
        assert_eq!(before, [12, 11, 10]);
        // The family sees that it was moved, and when, but no earlier version.
        let hers = read(&database, "tasha-carter", id).await.unwrap();
        assert_eq!(hers.changes.len(), 4);
        assert!(hers.changes.iter().all(|one| one.starts_before.is_none()));
        assert_eq!(news(&database, "tasha-carter").await, [(id, EventAct::Move)]);
    }
}

on_each_engine! {
    async fn the_second_of_two_writers_overwrites_nothing(database: TestDatabase) {
        let input = meeting(&database, "10:00", &["tasha-carter"], &[]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        let first = meeting(&database, "11:00", &["tasha-carter"], &[]).await;
        save(&database, "ben-ortiz", (id, 0), &first).await.unwrap();
        let second = meeting(&database, "12:00", &["tasha-carter"], &[]).await;
        let saved = save(&database, "ben-ortiz", (id, 0), &second).await.unwrap();
        assert_eq!(saved, SaveOutcome::Stale);
        let found = read(&database, "tasha-carter", id).await.unwrap();
        assert_eq!(found.event.starts.to_jiff().hour(), 11);
    }
}

on_each_engine! {
    async fn a_cancelled_event_is_listed_and_is_never_the_next_one(database: TestDatabase) {
        let input = meeting(&database, "06:00", &["tasha-carter"], &[]).await;
        let carter = database.family_id("carter").await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        let counts = async || {
            let mut tx = database.begin_as("tasha-carter").await;
            let next = home::read_home(&mut tx, carter, "en").await.unwrap().events;
            let week = workload::read_workload(&mut tx, carter, date(2026, 11, 26), "en").await;
            let has_day = format!("{:?}", week.unwrap()).contains(&id.to_string());
            (next.iter().any(|one| one.id == id), has_day)
        };
        assert_eq!(counts().await, (true, true));
        cancel(&database, "ben-ortiz", id).await.unwrap();
        // Again, it changes nothing.
        cancel(&database, "ben-ortiz", id).await.unwrap();
        assert_eq!(counts().await, (false, false));
        let found = read(&database, "tasha-carter", id).await.unwrap();
        assert!(found.event.cancelled && found.event.revision == 1);
        assert_eq!(found.reason.unwrap().body, "canary-reason");
        let mut tx = database.begin_as("tasha-carter").await;
        let range = CalendarRange::Upcoming(None);
        let list = calendar::read_calendar(&mut tx, carter, range, "en").await.unwrap();
        assert!(list.events.iter().any(|one| one.id == id && one.cancelled));
        let fed = feed::list_feed_events(&mut tx, "en").await.unwrap();
        assert!(fed.iter().any(|one| one.id == id && one.cancelled && one.revision == 1));
        drop(tx);
        assert_eq!(news(&database, "tasha-carter").await, [(id, EventAct::Cancel)]);
        // It takes place again before it is changed.
        let moved = meeting(&database, "12:00", &["tasha-carter"], &[]).await;
        let saved = save(&database, "ben-ortiz", (id, 1), &moved).await.unwrap();
        assert_eq!(saved, SaveOutcome::Stale);
        let mut tx = database.begin_as("ben-ortiz").await;
        history::restore_event(&mut tx, carter, id, "en").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(counts().await, (true, true));
        let found = read(&database, "tasha-carter", id).await.unwrap();
        assert!(found.reason.is_none() && found.event.revision == 2);
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, id, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        let found = read(&database, "tasha-carter", id).await.unwrap();
        assert!(found.event.cancelled && found.reason.is_none(), "the reason of the first time");
    }
}

on_each_engine! {
    async fn a_place_and_the_way_there_can_be_kept_from_someone_later(database: TestDatabase) {
        let both = ["tasha-carter", "marcus-reed"];
        let open = meeting(&database, "10:00", &both, &[]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &open).await.unwrap();
        assert!(format!("{:?}", read(&database, "marcus-reed", id).await).contains("canary"));
        let hidden = meeting(&database, "10:00", &both, &["marcus-reed"]).await;
        save(&database, "ben-ortiz", (id, 0), &hidden).await.unwrap();
        let his = format!("{:?}", read(&database, "marcus-reed", id).await.unwrap());
        assert!(!his.contains("canary"), "{his}");
        let hers = read(&database, "tasha-carter", id).await.unwrap();
        assert_eq!(hers.event.place.as_deref(), Some("canary-place"));
        assert_eq!(hers.details.len(), 1);
        if let OwnerPool::Postgres(_) = &database.owner_pool {
            let mut connection = crate::row_security::connect_as(&database, Some("marcus-reed")).await;
            for table in ["event_place", "event_version", "event_detail WHERE topic = 'way'"] {
                let found = crate::row_security::count_rows(&mut connection, table).await;
                assert_eq!(found, 0, "{table}");
            }
        }
        // The form reads back what it stored.
        let carter = database.family_id("carter").await;
        let marcus = database.person_id("marcus-reed").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = editable::read_editable(&mut tx, carter, id, "en").await.unwrap();
        assert_eq!(stored.hidden, BTreeSet::<PersonId>::from([marcus]));
        assert_eq!(stored.people.len(), 2);
        drop(tx);
        save(&database, "ben-ortiz", (id, 1), &open).await.unwrap();
        let his = format!("{:?}", read(&database, "marcus-reed", id).await.unwrap());
        assert!(his.contains("canary-place") && his.contains("canary-way"), "{his}");
    }
}

on_each_engine! {
    async fn an_import_leaves_an_event_that_a_worker_changed(database: TestDatabase) {
        let events = database
            .query_keyed_ids(
                "SELECT e.key, e.id FROM event e JOIN family f ON f.id = e.family_id WHERE \
                    f.key = 'carter'",
            )
            .await;
        let (_, id) = events.iter().find(|(key, _)| key == "hearing").unwrap();
        let both = ["tasha-carter", "marcus-reed"];
        let hidden = meeting(&database, "10:00", &both, &["marcus-reed"]).await;
        save(&database, "ben-ortiz", (EventId(*id), 0), &hidden).await.unwrap();
        database.import_files(&DEMO_FILES).await;
        let hers = read(&database, "tasha-carter", EventId(*id)).await.unwrap();
        assert_eq!(hers.event.place.as_deref(), Some("canary-place"));
        let his = read(&database, "marcus-reed", EventId(*id)).await.unwrap();
        assert_eq!(his.event.place, None);
        assert!(!format!("{his:?}").contains("canary"), "{his:?}");
    }
}

on_each_engine! {
    async fn a_person_who_is_no_longer_invited_sees_nothing(database: TestDatabase) {
        let both = ["tasha-carter", "marcus-reed"];
        let input = meeting(&database, "10:00", &both, &[]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        let hers = meeting(&database, "10:00", &["tasha-carter"], &[]).await;
        save(&database, "ben-ortiz", (id, 0), &hers).await.unwrap();
        let refused = read(&database, "marcus-reed", id).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert_eq!(news(&database, "marcus-reed").await, []);
        let found = read(&database, "tasha-carter", id).await.unwrap();
        assert_eq!(found.event.about.body, "To plan the holidays");
    }
}

on_each_engine! {
    async fn a_change_of_a_withheld_place_is_told_to_those_who_know_it(database: TestDatabase) {
        let both = ["tasha-carter", "marcus-reed"];
        let input = meeting(&database, "10:00", &both, &["marcus-reed"]).await;
        let id = add(&database, "ben-ortiz", database.clock.new_id(), &input).await.unwrap();
        let told = "SELECT count(*) FROM event_notification o JOIN person p ON p.id = o.person_id \
            WHERE p.key = 'marcus-reed'";
        assert_eq!(database.query_number(told).await, 1);
        let mut other = input.clone();
        other.place = Some("canary-other".into());
        save(&database, "ben-ortiz", (id, 0), &other).await.unwrap();
        assert_eq!(news(&database, "tasha-carter").await, [(id, EventAct::Change)]);
        // The changes that he knows of were made before.
        assert_eq!(news(&database, "marcus-reed").await, [(id, EventAct::Add)]);
        assert_eq!(read(&database, "marcus-reed", id).await.unwrap().changes.len(), 1);
        assert_eq!(read(&database, "tasha-carter", id).await.unwrap().changes.len(), 2);
        if let OwnerPool::Postgres(_) = &database.owner_pool {
            let mut connection = crate::row_security::connect_as(&database, Some("marcus-reed")).await;
            let table = "event_change WHERE revision = 1";
            assert_eq!(crate::row_security::count_rows(&mut connection, table).await, 0);
        }
        assert_eq!(database.query_number(told).await, 1, "neither by a notification");
        // Another time is for everyone, and so is a place that all may know again.
        let mut later = meeting(&database, "11:00", &both, &["marcus-reed"]).await;
        later.place.clone_from(&other.place);
        save(&database, "ben-ortiz", (id, 1), &later).await.unwrap();
        assert_eq!(news(&database, "marcus-reed").await, [(id, EventAct::Move)]);
        later.hidden.clear();
        save(&database, "ben-ortiz", (id, 2), &later).await.unwrap();
        // Nothing is different for her, who has known the place.
        assert_eq!(news(&database, "marcus-reed").await, [(id, EventAct::Change)]);
        assert_eq!(news(&database, "tasha-carter").await, [(id, EventAct::Move)]);
        assert_eq!(database.query_number(told).await, 3);
    }
}

on_each_engine! {
    async fn an_import_tells_everyone_who_sees_what_it_changed(database: TestDatabase) {
        let told = "SELECT count(*) FROM event_notification WHERE kind = 'change'";
        database.import_files(&DEMO_FILES).await;
        assert_eq!(database.query_number(told).await, 0, "the demo, and the same files again");
        let moved = DEMO_FILES[2].replace("2026-12-09T13:30", "2026-12-10T13:30");
        assert_ne!(moved, DEMO_FILES[2]);
        for _ in 0..2 {
            database.import_files(&[&moved]).await;
            // The parents, the worker and the representative of the tribe.
            assert_eq!(database.query_number(told).await, 4);
        }
        // A change of an event that is over is no news.
        let over = moved.replace("2026-11-25T16:00", "2026-11-20T16:00");
        let over = over.replace("2026-11-25T17:30", "2026-11-20T17:30");
        database.import_files(&[&over]).await;
        assert_eq!(database.query_number(told).await, 4);
    }
}
