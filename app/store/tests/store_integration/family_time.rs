//! Family time: who sees a plan, its place and its visits, what came of a visit, and which visits
//! have to be made up.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::tz::TimeZone;
use model::calendar::EventForm;
use model::family_time::{
    FamilyTimeForm, FamilyTimeInput, NewVisitRecord, Visit, VisitBalance, VisitForm, VisitInput,
    VisitRecordForm,
};
use model::id::{EventId, FamilyTimeId, FormId};
use store::Error;
use store::calendar::family_time::visits::{self, SeenVisit};
use store::calendar::family_time::{FamilyTime, plan_changes, plans, read_family_time};
use store::calendar::{self, changes, family_time, history};
use store::home::duties::{self, DutySubject};
use store::plan::working_copy::SaveOutcome;

/// What a record of a visit that nobody has touched was filled in against.
pub const UNTOUCHED: SeenVisit = SeenVisit {
    record: 0,
    event: 0,
};

pub async fn plan_of_tasha(database: &TestDatabase) -> FamilyTimeId {
    let sql = "SELECT p.key, p.id FROM family_time_plan p WHERE p.key = 'time-tasha'";
    FamilyTimeId(database.query_keyed_ids(sql).await[0].1)
}

pub async fn visit_of_tasha(database: &TestDatabase) -> EventId {
    let sql = "SELECT v.key, v.id FROM event v WHERE v.key = 'ft-tasha'";
    EventId(database.query_keyed_ids(sql).await[0].1)
}

pub async fn read(database: &TestDatabase, who: &str) -> FamilyTime {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    read_family_time(&mut tx, carter, "en").await.unwrap()
}

/// How many visits of Tasha have to be made up, as this person sees them.
pub async fn owed(database: &TestDatabase, who: &str) -> usize {
    let plan = plan_of_tasha(database).await;
    let found = read(database, who).await;
    let visits: Vec<Visit> = found
        .visits_of(plan)
        .iter()
        .map(|visit| visit.to_visit(&TimeZone::UTC))
        .collect();
    VisitBalance::of(&visits).owed()
}

/// The visits that are duties of Ben Ortiz.
async fn make_up_duties(database: &TestDatabase) -> Vec<EventId> {
    let mut tx = database.begin_as("ben-ortiz").await;
    let found = duties::list_duties(&mut tx, "en").await.unwrap();
    let owed = |subject| match subject {
        DutySubject::MakeUp(event) => Some(event),
        _ => None,
    };
    found
        .into_iter()
        .filter_map(|duty| owed(duty.subject))
        .collect()
}

pub fn record(outcome: &str, by: &str) -> NewVisitRecord {
    let form = VisitRecordForm {
        outcome,
        by,
        why: "canary-reason",
        ..VisitRecordForm::default()
    };
    NewVisitRecord::parse(&form, "en").unwrap()
}

pub async fn save_record(
    database: &TestDatabase,
    who: &str,
    event: EventId,
    seen: SeenVisit,
    record: &NewVisitRecord,
) -> Result<SaveOutcome<EventId>, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let saved = visits::record_visit(&mut tx, carter, event, seen, record).await?;
    tx.commit().await?;
    Ok(saved)
}

pub async fn cancel(database: &TestDatabase, who: &str, event: EventId) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    visits::cancel_visit(&mut tx, carter, event, "canary-reason", "en").await?;
    tx.commit().await
}

async fn add_visit(
    database: &TestDatabase,
    plan: FamilyTimeId,
    form: FormId,
    makes_up: Option<EventId>,
) -> Result<EventId, Error> {
    let carter = database.family_id("carter").await;
    let makes_up = makes_up.map(|id| id.to_string()).unwrap_or_default();
    let form_fields = VisitForm {
        event: EventForm {
            day: "2026-12-16",
            starts: "16:00",
            ends: "17:30",
            about: "Family time with Leo",
            ..EventForm::default()
        },
        makes_up: &makes_up,
    };
    let input = VisitInput::parse(&form_fields, "en", &TimeZone::UTC, None).unwrap();
    let mut tx = database.begin_as("ben-ortiz").await;
    let id = visits::add_visit(&mut tx, carter, plan, form, &input).await?;
    tx.commit().await?;
    Ok(id)
}

/// A plan of Tasha Carter with Leo, whose place `hidden` may not know.
pub async fn plan_input(database: &TestDatabase, often: &str, hidden: &[&str]) -> FamilyTimeInput {
    let sql = "SELECT c.key, c.id FROM child c WHERE c.key = 'leo'";
    let children = vec![database.query_keyed_ids(sql).await[0].1.to_string()];
    let mut withheld = Vec::new();
    for key in hidden {
        withheld.push(database.person_id(key).await.to_string());
    }
    let parent = database.person_id("tasha-carter").await.to_string();
    let form = FamilyTimeForm {
        parent: &parent,
        children: &children,
        level: "monitored",
        often,
        place: "canary-place",
        hidden: &withheld,
        ..FamilyTimeForm::default()
    };
    FamilyTimeInput::parse(&form, "en").unwrap()
}

async fn add_plan(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    input: &FamilyTimeInput,
) -> Result<FamilyTimeId, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let id = plan_changes::add_plan(&mut tx, carter, form, input).await?;
    tx.commit().await?;
    Ok(id)
}

on_each_engine! {
    async fn a_parent_sees_their_own_family_time_and_not_the_other_parents(database: TestDatabase) {
        // The caregiver and the worker see both plans; a mentor and the supervisor, who are in
        // neither audience, see none.
        for (who, plans, visits) in [
            ("tasha-carter", 1, 1),
            ("marcus-reed", 1, 1),
            ("nora-price", 2, 2),
            ("ben-ortiz", 2, 2),
            ("june-bell", 0, 0),
            ("pat-nguyen", 0, 0),
        ] {
            let found = read(&database, who).await;
            assert_eq!((found.plans.len(), found.visits.len()), (plans, visits), "{who}");
        }
        let found = read(&database, "tasha-carter").await;
        let plan = &found.plans[0];
        assert_eq!(plan.parent.as_deref(), Some("Tasha Carter"));
        assert_eq!(plan.place.as_deref(), Some("Lakeside Center, room 2"));
        assert_eq!(plan.supervisor.as_deref(), Some("Nora Price"));
        assert_eq!(found.children_of(plan.id), ["Leo"]);
        assert!(found.text(plan.next_id).is_some() && found.visits[0].confirm_by().is_some());
        // The parent too: a plan of one's own is no reason to read the record after leaving the
        // team.
        database.end_membership("tasha-carter").await;
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = read_family_time(&mut tx, carter, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn a_withheld_place_is_kept_from_the_plan_and_from_its_visits(database: TestDatabase) {
        // Planned while everyone knew the place, and the caregiver saw the plan.
        let mut input = plan_input(&database, "Once a week", &[]).await;
        input.place = Some("canary-before".to_owned());
        input.people.insert(database.person_id("nora-price").await);
        let form = database.clock.new_id();
        let plan = add_plan(&database, "ben-ortiz", form, &input).await.unwrap();
        let planned = add_visit(&database, plan, database.clock.new_id(), None).await.unwrap();
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let input = plan_input(&database, "Once a week", &["tasha-carter"]).await;
        plan_changes::save_plan(&mut tx, carter, plan, 1, &input).await.unwrap();
        tx.commit().await.unwrap();
        let later = add_visit(&database, plan, database.clock.new_id(), None).await.unwrap();
        for (who, place) in [("tasha-carter", None), ("ben-ortiz", Some("canary-place"))] {
            let found = read(&database, who).await;
            let plan = found.plans.iter().find(|one| one.id == plan).unwrap();
            assert_eq!(plan.place.as_deref(), place, "{who}");
            let mut tx = database.begin_as(who).await;
            for visit in [planned, later] {
                let event = calendar::read_event(&mut tx, carter, visit, "en").await.unwrap();
                assert_eq!(event.event.place.as_deref(), place, "{who}");
            }
        }
        // Not named any more, so not among its readers.
        // The two plans of the demo are left to her.
        assert_eq!(read(&database, "nora-price").await.plans.len(), 2);
        let mut tx = database.begin_as("nora-price").await;
        let refused = calendar::read_event(&mut tx, carter, planned, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn a_plan_is_added_once_and_two_changes_of_one_are_a_conflict(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let form = database.clock.new_id();
        let input = plan_input(&database, "Once a week", &[]).await;
        let id = add_plan(&database, "ben-ortiz", form, &input).await.unwrap();
        assert_eq!(add_plan(&database, "ben-ortiz", form, &input).await.unwrap(), id);
        let other = plan_input(&database, "Twice a week", &[]).await;
        let twice = add_plan(&database, "ben-ortiz", form, &other).await;
        assert!(matches!(twice, Err(Error::Conflict)));
        // The right form of a person who may not send it looks like a form of a family that does
        // not exist.
        for who in ["tasha-carter", "nora-price", "pat-nguyen"] {
            let refused = add_plan(&database, who, database.clock.new_id(), &input).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        for (revision, saved) in [(1, true), (1, true), (7, false)] {
            // The second one is the same form again; the third has another text and is late.
            let input = if saved { &other } else { &input };
            let mut tx = database.begin_as("ben-ortiz").await;
            let found = plan_changes::save_plan(&mut tx, carter, id, revision, input).await.unwrap();
            tx.commit().await.unwrap();
            let expected = if saved { SaveOutcome::Saved(id) } else { SaveOutcome::Stale };
            assert_eq!(found, expected);
        }
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = plans::read_plan(&mut tx, carter, id, "en").await.unwrap();
        assert_eq!(stored.often.unwrap().body, "Twice a week");
        assert_eq!((stored.plan.revision, stored.changes.len()), (2, 2));
    }
}

on_each_engine! {
    async fn a_visit_that_the_caregiver_cancels_is_owed_until_another_is_held(
        database: TestDatabase
    ) {
        let (plan, visit) = (plan_of_tasha(&database).await, visit_of_tasha(&database).await);
        for who in ["tasha-carter", "marcus-reed", "june-bell", "ben-ortiz"] {
            let refused = cancel(&database, who, visit).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        cancel(&database, "nora-price", visit).await.unwrap();
        // Twice, as by a second tap: it is canceled once.
        cancel(&database, "nora-price", visit).await.unwrap();
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("tasha-carter").await;
        let event = calendar::read_event(&mut tx, carter, visit, "en").await.unwrap();
        assert!(event.event.cancelled);
        assert_eq!(event.reason.unwrap().body, "canary-reason");
        assert_eq!(event.changes.len(), 1);
        drop(tx);
        assert_eq!(owed(&database, "tasha-carter").await, 1);
        assert_eq!(make_up_duties(&database).await, [visit]);
        let form = database.clock.new_id();
        let makes_up = add_visit(&database, plan, form, Some(visit)).await.unwrap();
        assert_eq!(add_visit(&database, plan, form, Some(visit)).await.unwrap(), makes_up);
        let second = add_visit(&database, plan, database.clock.new_id(), Some(visit)).await;
        assert!(matches!(second, Err(Error::Invalid("calendar-not-owed"))));
        assert_eq!(owed(&database, "tasha-carter").await, 1, "planned is not held");
        let held = record("held", "");
        save_record(&database, "ben-ortiz", makes_up, UNTOUCHED, &held).await.unwrap();
        assert_eq!(owed(&database, "tasha-carter").await, 0);
        assert_eq!(make_up_duties(&database).await, []);
        // The page of the first visit says so, and not that another one is owed.
        let mut tx = database.begin_as("tasha-carter").await;
        let first = family_time::read_visit(&mut tx, carter, visit).await.unwrap().unwrap();
        let day = first.made_up_starts.map(|held| held.to_jiff().date());
        assert_eq!(day, Some(jiff::civil::date(2026, 12, 16)));
    }
}

on_each_engine! {
    async fn nothing_is_owed_for_what_the_parent_cancelled_or_did_not_confirm(
        database: TestDatabase
    ) {
        let visit = visit_of_tasha(&database).await;
        let mut seen = UNTOUCHED;
        for (outcome, by, expected) in [
            ("unconfirmed", "", 0),
            ("cancelled", "provider", 1),
            ("cancelled", "parent", 0),
            ("cancelled", "agency", 1),
            ("cancelled", "parent", 0),
        ] {
            // In this order, so that each outcome replaces one that had the other result.
            let record = record(outcome, by);
            let saved = save_record(&database, "ben-ortiz", visit, seen, &record).await;
            assert_eq!(saved.unwrap(), SaveOutcome::Saved(visit), "{outcome} {by}");
            let found = read(&database, "ben-ortiz").await;
            let now = found.visits.iter().find(|one| one.event_id == visit).unwrap();
            assert_eq!(now.outcome(), Some(record.outcome));
            seen = SeenVisit { record: now.record_revision, event: now.revision };
            assert_eq!(owed(&database, "tasha-carter").await, expected, "{outcome} {by}");
            assert_eq!(make_up_duties(&database).await.len(), expected, "{outcome} {by}");
        }
        // Put back on, and canceled without a record of by whom: by the worker, on the page of the
        // event. That the parent canceled it the first time does not count.
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        history::restore_event(&mut tx, carter, visit, "en").await.unwrap();
        history::cancel_event(&mut tx, carter, visit, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(owed(&database, "tasha-carter").await, 1);
        assert_eq!(make_up_duties(&database).await, [visit]);
    }
}

on_each_engine! {
    async fn of_two_records_of_one_visit_the_later_one_is_shown_the_first(database: TestDatabase) {
        let visit = visit_of_tasha(&database).await;
        let (first, second) = (record("cancelled", "agency"), record("cancelled", "parent"));
        let saved = SaveOutcome::Saved(visit);
        for _ in 0..2 {
            let found = save_record(&database, "ben-ortiz", visit, UNTOUCHED, &first).await;
            assert_eq!(found.unwrap(), saved, "the same record twice is stored once");
        }
        let late = save_record(&database, "ben-ortiz", visit, UNTOUCHED, &second).await;
        assert_eq!(late.unwrap(), SaveOutcome::Stale);
        assert_eq!(owed(&database, "tasha-carter").await, 1);
        let seen = SeenVisit { record: 1, event: 1 };
        let found = save_record(&database, "ben-ortiz", visit, seen, &second).await;
        assert_eq!(found.unwrap(), saved);
        for who in ["tasha-carter", "marcus-reed", "nora-price", "pat-nguyen", "june-bell"] {
            let refused = save_record(&database, who, visit, seen, &first).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn an_import_keeps_what_was_recorded_and_written_in_the_portal(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let (plan, visit) = (plan_of_tasha(&database).await, visit_of_tasha(&database).await);
        // Once in the portal by the caregiver and once by the worker: the file knows of neither.
        cancel(&database, "nora-price", visit).await.unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = plans::read_plan(&mut tx, carter, plan, "en").await.unwrap();
        drop(tx);
        let mut input = plan_input(&database, "Twice a week", &[]).await;
        input.people.clone_from(&stored.people);
        let mut tx = database.begin_as("ben-ortiz").await;
        let revision = stored.plan.revision;
        plan_changes::save_plan(&mut tx, carter, plan, revision, &input).await.unwrap();
        tx.commit().await.unwrap();
        database.import_files(&[crate::support::DEMO_FILES[2]]).await;
        let found = read(&database, "tasha-carter").await;
        let plan = &found.plans[0];
        assert_eq!(found.text(Some(plan.often_id)).unwrap().body, "Twice a week");
        assert_eq!(owed(&database, "tasha-carter").await, 1);
        // A worker withheld nothing meanwhile, and the file excludes the other parent.
        assert_eq!(read(&database, "marcus-reed").await.plans.len(), 1);
    }
}

on_each_engine! {
    async fn an_event_without_a_visit_accepts_no_record(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let form = EventForm {
            // The kind alone makes no visit: without a plan there is no one to whom it could be
            // owed.
            kind: "family_time",
            day: "2026-12-16",
            starts: "16:00",
            about: "Family time",
            ..EventForm::default()
        };
        let input = model::calendar::EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        let form = database.clock.new_id();
        let event = changes::add_event(&mut tx, carter, form, &input).await.unwrap();
        tx.commit().await.unwrap();
        let refused = save_record(&database, "ben-ortiz", event, UNTOUCHED, &record("held", "")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}
