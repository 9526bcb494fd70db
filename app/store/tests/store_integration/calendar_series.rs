//! Events that repeat: each is an event of its own, and a worker changes one or all later ones.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use model::calendar::series::{EventSeries, SeriesEnd, SeriesRule};
use model::calendar::{EventAct, EventAnswer, EventForm, EventInput, NewEventAnswer};
use model::id::{EventId, FormId};
use store::Error;
use store::calendar::{
    self, CalendarRange, EventWithDetails, answers, changes, editable, history, series,
};
use store::events::EventSummary;
use store::home;
use store::plan::working_copy::SaveOutcome;

/// A meeting on this day, with Tasha, whose place Nora may not know.
pub async fn meeting(database: &TestDatabase, day: &str, starts: &str, about: &str) -> EventInput {
    let people = [
        database.person_id("tasha-carter").await.to_string(),
        database.person_id("nora-price").await.to_string(),
    ];
    let form = EventForm {
        kind: "meeting",
        day,
        starts,
        about,
        place: "canary-place",
        bring: "canary-photo",
        people: &people,
        hidden: &people[1..],
        ..EventForm::default()
    };
    EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap()
}

/// Four meetings, one each week from December 1, 2026 on.
pub async fn add_series(
    database: &TestDatabase,
    who: &str,
    form: FormId,
) -> Result<EventId, Error> {
    let carter = database.family_id("carter").await;
    let input = meeting(database, "2026-12-01", "16:00", "canary-first").await;
    let weekly = EventSeries {
        rule: SeriesRule::Weekly,
        end: SeriesEnd::Times(4),
    };
    let found = weekly.times((input.starts, input.ends), &TimeZone::UTC, false);
    let mut tx = database.begin_as(who).await;
    let times = found.unwrap().times;
    let id = series::add_series(&mut tx, carter, form, &input, &times).await?;
    tx.commit().await?;
    Ok(id)
}

/// The meetings of the series, as Tasha sees them.
pub async fn meetings(database: &TestDatabase) -> Vec<EventSummary> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("tasha-carter").await;
    let range = CalendarRange::Upcoming(None);
    let found = calendar::read_calendar(&mut tx, carter, range, "en").await;
    let mut events = found.unwrap().events;
    events.retain(|event| event.about.body.starts_with("canary"));
    events
}

pub fn days(events: &[EventSummary]) -> Vec<Date> {
    let day = |event: &EventSummary| event.starts.to_jiff().date();
    events.iter().map(day).collect()
}

pub async fn read(database: &TestDatabase, who: &str, id: EventId) -> EventWithDetails {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    calendar::read_event(&mut tx, carter, id, "en")
        .await
        .unwrap()
}

pub fn acts(event: &EventWithDetails) -> Vec<EventAct> {
    event.changes.iter().map(|one| one.act).collect()
}

on_each_engine! {
    async fn a_series_is_stored_once_and_told_once(database: TestDatabase) {
        let form: FormId = database.clock.new_id();
        let first = add_series(&database, "ben-ortiz", form).await.unwrap();
        // The button is pressed twice.
        assert_eq!(add_series(&database, "ben-ortiz", form).await.unwrap(), first);
        let found = meetings(&database).await;
        let expected = [1, 8, 15, 22].map(|day| date(2026, 12, day));
        assert_eq!(days(&found), expected);
        for event in &found {
            let hers = read(&database, "tasha-carter", event.id).await;
            assert_eq!(acts(&hers), [EventAct::Add]);
            assert_eq!(hers.event.place.as_deref(), Some("canary-place"));
            let noras = read(&database, "nora-price", event.id).await;
            assert_eq!((noras.event.place, noras.details.len()), (None, 1));
        }
        // They share their text, so that it is translated once.
        let texts = "SELECT count(*) FROM text WHERE body = 'canary-first'";
        assert_eq!(database.query_number(texts).await, 1);
        let mut tx = database.begin_as("tasha-carter").await;
        let news = home::unread_activity(&mut tx).await.unwrap();
        let told: Vec<EventId> = news.iter().filter_map(|one| one.event_id).collect();
        assert_eq!(told, [first]);
        drop(tx);
        for who in ["tasha-carter", "pat-nguyen", "dana-fox"] {
            let refused = add_series(&database, who, database.clock.new_id()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn one_event_of_a_series_is_moved_alone(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let second = meetings(&database).await[1].id;
        // An answer belongs to one of them.
        let answer = NewEventAnswer::parse("accept", "", "en").unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        answers::save_answer(&mut tx, carter, second, &answer).await.unwrap();
        tx.commit().await.unwrap();
        let input = meeting(&database, "2026-12-09", "10:00", "canary-moved").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let saved = changes::save_event(&mut tx, carter, second, 0, &input).await.unwrap();
        assert_eq!(saved, SaveOutcome::Saved(second));
        tx.commit().await.unwrap();
        let found = meetings(&database).await;
        assert_eq!(days(&found), [1, 9, 15, 22].map(|day| date(2026, 12, day)));
        let words: Vec<&str> = found.iter().map(|event| event.about.body.as_str()).collect();
        // The words of the others did not become those of the workers alone.
        assert_eq!(words, ["canary-first", "canary-moved", "canary-first", "canary-first"]);
        let own: Vec<Option<EventAnswer>> = found.iter().map(|event| event.own_answer).collect();
        assert_eq!(own, [None, Some(EventAnswer::Accept), None, None]);
    }
}

on_each_engine! {
    async fn all_later_events_follow_one(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let second = meetings(&database).await[1].id;
        let input = meeting(&database, "2026-12-10", "10:00", "canary-later").await;
        for changes in [3, 0] {
            // Sent again, it changes nothing.
            let mut tx = database.begin_as("ben-ortiz").await;
            let saved = series::save_later(&mut tx, carter, (second, 0), &input, false).await;
            let SaveOutcome::Saved(changed) = saved.unwrap() else { panic!("stale") };
            assert_eq!(changed.len(), changes);
            tx.commit().await.unwrap();
        }
        let found = meetings(&database).await;
        assert_eq!(days(&found), [1, 10, 17, 24].map(|day| date(2026, 12, day)));
        let hours: Vec<i8> = found.iter().map(|event| event.starts.to_jiff().hour()).collect();
        assert_eq!(hours, [16, 10, 10, 10]);
        assert_eq!(found[0].about.body, "canary-first");
        for event in &found[1..] {
            assert_eq!((event.about.body.as_str(), event.revision), ("canary-later", 1));
            let hers = read(&database, "tasha-carter", event.id).await;
            assert_eq!(acts(&hers), [EventAct::Move, EventAct::Add]);
            assert_eq!((hers.event.place.is_some(), hers.details.len()), (true, 1));
            let noras = read(&database, "nora-price", event.id).await;
            assert_eq!(noras.event.place, None);
            let bens = read(&database, "ben-ortiz", event.id).await;
            assert!(bens.changes[0].starts_before.is_some());
        }
        let mut tx = database.begin_as("ben-ortiz").await;
        let stale = series::save_later(&mut tx, carter, (found[2].id, 0), &input, false).await;
        assert_eq!(stale.unwrap(), SaveOutcome::Stale);
        drop(tx);
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = series::save_later(&mut tx, carter, (second, 1), &input, false).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn replaced_words_of_a_whole_series_stay_for_the_workers(database: TestDatabase) {
        let first = add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let input = meeting(&database, "2026-12-01", "16:00", "canary-new").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        series::save_later(&mut tx, carter, (first, 0), &input, false).await.unwrap();
        tx.commit().await.unwrap();
        let readers = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-first' AND e.role IS NULL";
        assert_eq!(database.query_number(readers).await, 0);
    }
}

on_each_engine! {
    async fn all_later_events_are_cancelled_with_one_reason(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let events = meetings(&database).await;
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, events[3].id, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let mut tx = database.begin_as("ben-ortiz").await;
            series::cancel_later(&mut tx, carter, events[1].id, Some("canary-reason"), "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let found = meetings(&database).await;
        let off: Vec<bool> = found.iter().map(|event| event.cancelled).collect();
        assert_eq!(off, [false, true, true, true]);
        assert!(found.iter().all(|event| event.revision <= 1));
        let third = read(&database, "tasha-carter", events[2].id).await;
        assert_eq!(third.reason.unwrap().body, "canary-reason");
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = series::cancel_later(&mut tx, carter, events[0].id, None, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn a_series_with_other_days_is_no_resubmission(database: TestDatabase) {
        let form: FormId = database.clock.new_id();
        add_series(&database, "ben-ortiz", form).await.unwrap();
        let carter = database.family_id("carter").await;
        let input = meeting(&database, "2026-12-01", "16:00", "canary-first").await;
        let rarely = EventSeries {
            rule: SeriesRule::TwoWeeks,
            end: SeriesEnd::Times(4),
        };
        let times = rarely.times((input.starts, input.ends), &TimeZone::UTC, false);
        let mut tx = database.begin_as("ben-ortiz").await;
        let again = series::add_series(&mut tx, carter, form, &input, &times.unwrap().times).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
    }
}

on_each_engine! {
    async fn later_events_are_told_of_when_the_first_was_cancelled_before(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let events = meetings(&database).await;
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, events[1].id, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        series::cancel_later(&mut tx, carter, events[1].id, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        let news = home::unread_activity(&mut tx).await.unwrap();
        for event in &events[1..] {
            assert!(news.iter().any(|one| one.event_id == Some(event.id)), "{:?}", event.starts);
        }
    }
}

on_each_engine! {
    async fn a_date_that_was_moved_alone_stays_when_all_later_ones_are_changed(
        database: TestDatabase
    ) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let events = meetings(&database).await;
        let (second, third) = (events[1].id, events[2].id);
        // On another day, at the same time.
        let moved = meeting(&database, "2026-12-16", "16:00", "canary-first").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        changes::save_event(&mut tx, carter, third, 0, &moved).await.unwrap();
        tx.commit().await.unwrap();
        let input = meeting(&database, "2026-12-10", "09:00", "canary-later").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = editable::read_editable(&mut tx, carter, second, "en").await.unwrap();
        assert_eq!((stored.later, stored.kept), (1, 1));
        let found = series::read_later_change(&mut tx, carter, second, &input).await.unwrap();
        let moved: Vec<Date> = found.moved.iter().map(|(starts, _)| starts.date()).collect();
        assert_eq!(moved, [10, 24].map(|day| date(2026, 12, day)));
        assert_eq!((found.changed, found.kept), (vec![moved[1]], vec![date(2026, 12, 16)]));
        series::save_later(&mut tx, carter, (second, 0), &input, false).await.unwrap();
        tx.commit().await.unwrap();
        let found = meetings(&database).await;
        assert_eq!(days(&found), [1, 10, 16, 24].map(|day| date(2026, 12, day)));
        let words: Vec<&str> = found.iter().map(|event| event.about.body.as_str()).collect();
        assert_eq!(words, ["canary-first", "canary-later", "canary-first", "canary-later"]);
        // Changed together with the later ones, it is one of the series again.
        for (event, revision, day, expected) in [
            (third, 1, "2026-12-17", [1, 10, 17, 25]),
            (second, 1, "2026-12-11", [1, 11, 18, 26]),
        ] {
            let input = meeting(&database, day, "09:00", "canary-again").await;
            let mut tx = database.begin_as("ben-ortiz").await;
            let saved = series::save_later(&mut tx, carter, (event, revision), &input, false).await;
            assert!(matches!(saved.unwrap(), SaveOutcome::Saved(_)));
            tx.commit().await.unwrap();
            let found = meetings(&database).await;
            assert_eq!(days(&found), expected.map(|day| date(2026, 12, day)));
        }
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = series::read_later_change(&mut tx, carter, second, &input).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn what_was_cancelled_together_is_put_back_on_together(database: TestDatabase) {
        add_series(&database, "ben-ortiz", database.clock.new_id()).await.unwrap();
        let carter = database.family_id("carter").await;
        let events = meetings(&database).await;
        let off = async || -> Vec<bool> {
            let found = meetings(&database).await;
            found.iter().map(|event| event.cancelled).collect()
        };
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, events[3].id, None, "en").await.unwrap();
        let later = series::cancel_later(&mut tx, carter, events[1].id, None, "en").await;
        let later = later.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(later, [events[2].id]);
        assert_eq!(off().await, [false, true, true, true]);
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = series::restore_later(&mut tx, carter, events[1].id, &later, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
        drop(tx);
        // An event that is none of the series is left alone.
        let also = [later[0], database.clock.new_id()];
        for _ in 0..2 {
            let mut tx = database.begin_as("ben-ortiz").await;
            series::restore_later(&mut tx, carter, events[1].id, &also, "en").await.unwrap();
            tx.commit().await.unwrap();
        }
        // One that was canceled alone stays off.
        assert_eq!(off().await, [false, false, false, true]);
        let third = read(&database, "tasha-carter", events[2].id).await;
        let expected = [EventAct::Restore, EventAct::Cancel, EventAct::Add];
        assert_eq!((acts(&third), third.event.revision), (expected.to_vec(), 2));
    }
}
