//! Taking back a change of all later events of a series.
#![allow(clippy::unwrap_used)]

use crate::calendar_series::{acts, add_series, days, meeting, meetings, read};
use crate::support::on_each_engine;
use jiff::civil::Date;
use model::calendar::EventAct;
use model::id::EventId;
use store::Error;
use store::calendar::{changes, series};
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
        let change = async |revision: i32| {
            let mut tx = database.begin_as("ben-ortiz").await;
            let later = series::read_later_change(&mut tx, carter, first, &input).await.unwrap();
            let seen = (first, revision);
            series::save_later(&mut tx, carter, seen, &input, false).await.unwrap();
            tx.commit().await.unwrap();
            later.undo
        };
        let changed = change(0).await;
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
        let changed = change(2).await;
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
        // Who is invited is not in the history, so such a change has no way back.
        let mut fewer = input.clone();
        fewer.people.retain(|person| fewer.hidden.contains(person));
        let mut tx = database.begin_as("ben-ortiz").await;
        let later = series::read_later_change(&mut tx, carter, first, &fewer).await.unwrap();
        assert_eq!(later.undo, []);
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
            let mut tx = database.begin_as("ben-ortiz").await;
            let later = series::read_later_change(&mut tx, carter, first, &input).await.unwrap();
            series::save_later(&mut tx, carter, (first, 0), &input, false).await.unwrap();
            tx.commit().await.unwrap();
            changed.push(later.undo);
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
