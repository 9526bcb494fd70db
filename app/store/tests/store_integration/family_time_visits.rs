//! Visits of family time: what may be recorded of them, until when a caregiver cancels one, and
//! events that become visits.
#![allow(clippy::unwrap_used)]

use crate::event_words::carter_event;
use crate::family_time::{
    UNTOUCHED, cancel, owed, plan_input, plan_of_tasha, read, record, save_record, visit_of_tasha,
};
use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::tz::TimeZone;
use model::calendar::{EventForm, EventInput, NewEventAnswer};
use model::id::EventId;
use model::import::ImportFile;
use store::Error;
use store::calendar::family_time::{links, plan_changes, plans};
use store::calendar::{self, answers, changes};
use store::import::{ImportTransaction, upsert_family};

/// An event of this kind, to which Tasha Carter is invited.
async fn add_event(database: &TestDatabase, kind: &str) -> EventId {
    let people = [database.person_id("tasha-carter").await.to_string()];
    let form = EventForm {
        kind,
        day: "2026-12-16",
        starts: "16:00",
        about: "With Leo",
        people: &people,
        ..EventForm::default()
    };
    let input = EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let form = database.clock.new_id();
    let event = changes::add_event(&mut tx, carter, form, &input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    event
}

async fn link(database: &TestDatabase, who: &str, event: EventId) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let plan = plan_of_tasha(database).await;
    let mut tx = database.begin_as(who).await;
    links::link_event(&mut tx, carter, plan, event).await?;
    tx.commit().await
}

on_each_engine! {
    async fn a_visit_that_the_parent_confirmed_is_not_recorded_as_unconfirmed(
        database: TestDatabase
    ) {
        let (carter, visit) = (
            database.family_id("carter").await,
            visit_of_tasha(&database).await,
        );
        let accept = NewEventAnswer::parse("accept", "", "en").unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        answers::save_answer(&mut tx, carter, visit, &accept).await.unwrap();
        tx.commit().await.unwrap();
        let unconfirmed = record("unconfirmed", "");
        let refused = save_record(&database, "ben-ortiz", visit, UNTOUCHED, &unconfirmed).await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-visit-was-confirmed"))));
        // It was called off all the same, and another one is owed.
        let off = record("cancelled", "agency");
        save_record(&database, "ben-ortiz", visit, UNTOUCHED, &off).await.unwrap();
        assert_eq!(owed(&database, "tasha-carter").await, 1);
    }
}

on_each_engine! {
    async fn a_caregiver_cancels_no_visit_that_is_over(database: TestDatabase) {
        let visit = visit_of_tasha(&database).await;
        let off = "SELECT count(*) FROM event WHERE cancelled";
        let before = database.query_number(off).await;
        // The visit is on November 25.
        database.clock.advance(jiff::SignedDuration::from_hours(4 * 24));
        let late = cancel(&database, "nora-price", visit).await;
        assert!(matches!(late, Err(Error::Invalid("calendar-visit-over"))), "{late:?}");
        assert_eq!(database.query_number(off).await, before);
    }
}

on_each_engine! {
    async fn an_event_in_the_calendar_becomes_a_visit_and_is_taken_off_again(
        database: TestDatabase
    ) {
        let (carter, plan) = (
            database.family_id("carter").await,
            plan_of_tasha(&database).await,
        );
        let event = add_event(&database, "family_time").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let (_, unplanned) = links::read_with_unplanned(&mut tx, carter, "en").await.unwrap();
        drop(tx);
        assert!(unplanned.iter().any(|one| one.id == event), "{unplanned:?}");
        for other in ["tasha-carter", "nora-price", "pat-nguyen"] {
            let refused = link(&database, other, event).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        for _ in 0..2 {
            link(&database, "ben-ortiz", event).await.unwrap();
        }
        let has_it = async || {
            let found = read(&database, "tasha-carter").await;
            found.visits_of(plan).iter().any(|visit| visit.event_id == event)
        };
        assert!(has_it().await);
        // Of another kind, and a visit of the other parent.
        let meeting = add_event(&database, "meeting").await;
        let refused = link(&database, "ben-ortiz", meeting).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let his = "SELECT 'visit', y.event_id FROM family_time_visit y JOIN family_time_plan p ON \
            p.id = y.plan_id WHERE p.key = 'time-marcus'";
        let his = EventId(database.query_keyed_ids(his).await[0].1);
        let refused = link(&database, "ben-ortiz", his).await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-visit-planned"))));
        for (who, outcome) in [("tasha-carter", None), ("ben-ortiz", Some(true))] {
            let mut tx = database.begin_as(who).await;
            let off = links::unlink_event(&mut tx, carter, plan, event).await;
            match outcome {
                Some(expected) => assert_eq!(off.unwrap(), expected, "{who}"),
                None => assert!(matches!(off, Err(Error::NotFound)), "{who}"),
            }
            tx.commit().await.unwrap();
        }
        assert!(!has_it().await);
        // What is written down of a visit keeps it.
        link(&database, "ben-ortiz", event).await.unwrap();
        let held = record("held", "");
        save_record(&database, "ben-ortiz", event, UNTOUCHED, &held).await.unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        assert!(!links::unlink_event(&mut tx, carter, plan, event).await.unwrap());
        tx.commit().await.unwrap();
        assert!(has_it().await);
    }
}

on_each_engine! {
    async fn an_import_leaves_visits_that_a_worker_changed_and_says_so(database: TestDatabase) {
        let (carter, plan) = (
            database.family_id("carter").await,
            plan_of_tasha(&database).await,
        );
        // With their plan, or by what was written down of them.
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = plans::read_plan(&mut tx, carter, plan, "en").await.unwrap();
        drop(tx);
        let mut input = plan_input(&database, "Once a week", &[]).await;
        input.people.clone_from(&stored.people);
        let mut tx = database.begin_as("ben-ortiz").await;
        let revision = stored.plan.revision;
        plan_changes::save_plan(&mut tx, carter, plan, revision, &input).await.unwrap();
        tx.commit().await.unwrap();
        let his = carter_event(&database, "ft-marcus").await;
        let held = record("held", "");
        save_record(&database, "ben-ortiz", his, UNTOUCHED, &held).await.unwrap();
        let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
        for date in file["families"][0]["dates"].as_array_mut().unwrap() {
            date["starts"] = "2027-05-05T09:00".into();
            date["ends"] = serde_json::Value::Null;
        }
        let file: ImportFile = serde_json::from_value(file).unwrap();
        let mut import = ImportTransaction::begin(&database.db).await.unwrap();
        import.upsert_agency(&file.agency).await.unwrap();
        upsert_family(&mut import, &file.families[0]).await.unwrap();
        let kept = &import.findings().kept;
        let kept: Vec<&str> = kept.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(kept, ["time-tasha", "ft-tasha", "ft-marcus"]);
        import.commit().await.unwrap();
        let found = read(&database, "ben-ortiz").await;
        for visit in &found.visits {
            assert_eq!(visit.starts.to_jiff().date().year(), 2026, "{visit:?}");
        }
        let visit = found.visits_of(plan)[0].event_id;
        let mut tx = database.begin_as("ben-ortiz").await;
        let event = calendar::read_event(&mut tx, carter, visit, "en").await.unwrap();
        assert_eq!(event.event.place.as_deref(), Some("canary-place"));
    }
}

on_each_engine! {
    async fn an_imported_visit_is_withheld_like_the_plan_that_a_worker_changed(
        database: TestDatabase
    ) {
        let (carter, plan) = (
            database.family_id("carter").await,
            plan_of_tasha(&database).await,
        );
        // The place is withheld from the parent, and the caregiver is taken off the plan.
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = plans::read_plan(&mut tx, carter, plan, "en").await.unwrap();
        drop(tx);
        let input = plan_input(&database, "Once a week", &["tasha-carter"]).await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let revision = stored.plan.revision;
        plan_changes::save_plan(&mut tx, carter, plan, revision, &input).await.unwrap();
        tx.commit().await.unwrap();
        // The file knows nothing of that, and its new visit is for both.
        let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
        let dates = file["families"][0]["dates"].as_array_mut().unwrap();
        let mut visit = dates.iter().find(|date| date["key"] == "ft-tasha").unwrap().clone();
        visit["key"] = "ft-later".into();
        visit["starts"] = "2026-12-16T16:00".into();
        visit["ends"] = "2026-12-16T17:30".into();
        visit["place"] = "canary-file".into();
        visit["way"] = serde_json::json!({ "language": "en", "text": "canary-way" });
        dates.push(visit);
        // The second time the visit is in the database already.
        for _ in 0..2 {
            database.import_files(&[file.to_string().as_str()]).await;
            let later = carter_event(&database, "ft-later").await;
            for (who, place, details) in [
                ("tasha-carter", None, 0),
                ("ben-ortiz", Some("canary-file"), 1),
            ] {
                let mut tx = database.begin_as(who).await;
                let found = calendar::read_event(&mut tx, carter, later, "en").await.unwrap();
                assert_eq!(found.event.place.as_deref(), place, "{who}");
                assert_eq!(found.details.len(), details, "{who}");
            }
            let mut tx = database.begin_as("nora-price").await;
            let refused = calendar::read_event(&mut tx, carter, later, "en").await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
    }
}
