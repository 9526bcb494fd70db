//! What an import brings into a transition plan, what it leaves, and what it makes the agency owe.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::civil::date;
use model::import::ImportFile;
use model::transition::credit::{CreditDue, CreditStep};
use model::transition::document::DocumentInput;
use model::transition::services_got::ServiceKind;
use model::transition::{DocumentKind, DocumentState, TransitionDates};
use serde_json::{Value, json};
use store::home::duties::{self, DutySubject};
use store::import::{ImportTransaction, upsert_family};
use store::transition::assessments::list_assessments;
use store::transition::credit::list_credit;
use store::transition::dates::save_dates;
use store::transition::documents::{list_own_documents, save_own_document};
use store::transition::owed::{Owed, read_owed};
use store::transition::records::{RecordId, Recorder, open_records_for_update, set_record_removed};
use store::transition::services_got::{ServiceGot, list_services, set_service_disputed};
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";
const GRACE: &str = "grace-hall";
const RILEY_FILE: usize = 5;

/// Imports the Riley family with this transition plan; returns what the import left.
async fn import(database: &TestDatabase, transition: Value) -> Vec<String> {
    let mut file: Value = serde_json::from_str(DEMO_FILES[RILEY_FILE]).unwrap();
    file["families"][0]["transition"] = json!([transition]);
    let file: ImportFile = serde_json::from_value(file).unwrap();
    assert_eq!(file.families[0].key, "riley");
    let mut import = ImportTransaction::begin(&database.db).await.unwrap();
    import.upsert_agency(&file.agency).await.unwrap();
    upsert_family(&mut import, &file.families[0]).await.unwrap();
    let kept = &import.findings().kept;
    let kept = kept.iter().map(|one| one.key.clone()).collect();
    import.commit().await.unwrap();
    kept
}

async fn owed(database: &TestDatabase, who: &str) -> Owed {
    let riley = database.family_id("riley").await;
    let jay = database.person_id(JAY).await;
    let mut tx = database.begin_as(who).await;
    let released = read_released(&mut tx, riley, jay).await.unwrap();
    read_owed(&mut tx, &released).await.unwrap()
}

async fn dates(database: &TestDatabase) -> TransitionDates {
    let mut tx = database.begin_as(JAY).await;
    own_transition(&mut tx).await.unwrap().dates
}

on_each_engine! {
    async fn an_import_leaves_dates_and_documents_of_which_a_person_said_something_else(
        database: TestDatabase,
    ) {
        let file = |discharge: &str, state: &str| {
            json!({
                "person": JAY,
                "dates": { "care_since": "2023-02-23", "discharge_on": discharge },
                "documents": [{ "kind": "state_id", "state": state }]
            })
        };
        // Its own dates and states follow the file, and the same file again changes nothing.
        for discharge in ["2027-01-15", "2027-02-01", "2027-02-01"] {
            assert!(import(&database, file(discharge, "unsure")).await.is_empty());
        }
        assert_eq!(dates(&database).await.discharge_on, Some(date(2027, 2, 1)));
        let (riley, jay) = (
            database.family_id("riley").await,
            database.person_id(JAY).await,
        );
        let written = TransitionDates {
            discharge_on: Some(date(2027, 2, 10)),
            ..dates(&database).await
        };
        let mut tx = database.begin_as(GRACE).await;
        save_dates(&mut tx, riley, jay, &written, 2).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as(JAY).await;
        let have = DocumentInput::parse("have", "", "").unwrap();
        save_own_document(&mut tx, DocumentKind::StateId, 1, &have).await.unwrap();
        tx.commit().await.unwrap();
        let kept = import(&database, file("2027-01-20", "unsure")).await;
        assert_eq!(kept, ["jay-riley/dates", "jay-riley/documents/state_id"]);
        assert_eq!(dates(&database).await, written);
        let mut tx = database.begin_as(JAY).await;
        let own = own_transition(&mut tx).await.unwrap();
        let said = list_own_documents(&mut tx, &own).await.unwrap();
        let of_id = said.iter().find(|one| one.kind == DocumentKind::StateId).unwrap();
        assert_eq!(of_id.state, DocumentState::Have);
        drop(tx);
        // What the file says as well is not left.
        assert!(import(&database, file("2027-02-10", "have")).await.is_empty());
    }
}

async fn imported_services(database: &TestDatabase) -> Vec<ServiceGot> {
    let jay = database.person_id(JAY).await;
    let mut tx = database.begin_as(GRACE).await;
    let mut services = list_services(&mut tx, jay).await.unwrap();
    services.retain(|one| one.kind == ServiceKind::Mentoring);
    services
}

on_each_engine! {
    async fn imported_records_are_there_once_and_a_removed_one_is_not_added_again(
        database: TestDatabase,
    ) {
        let file = |ended: Value| {
            json!({
                "person": JAY,
                "services": [{
                    "kind": "mentoring", "began_on": "2026-09-01", "ended_on": ended, "by": GRACE
                }],
                "credit_reports": [
                    { "age": 17, "step": "asked", "day": "2026-03-02", "by": GRACE }
                ],
                "assessments": [{
                    "key": "a", "day": "2026-06-16", "tool": "Tool", "language": "en",
                    "result": "Help with money"
                }]
            })
        };
        for ended in [Value::Null, "2026-10-30".into(), Value::Null] {
            assert!(import(&database, file(ended)).await.is_empty());
        }
        let services = imported_services(&database).await;
        assert_eq!(services.len(), 1);
        assert_eq!(services[0].ended_on.map(|day| day.to_jiff()), Some(date(2026, 10, 30)));
        assert_eq!(services[0].attribution.recorded_by.as_deref(), Some("Grace Hall"));
        let jay = database.person_id(JAY).await;
        for (who, steps, assessments) in [
            (JAY, 1, 2),
            (GRACE, 1, 2),
            // The supervisor reads assessments, and neither services nor credit reports.
            ("pat-nguyen", 0, 2),
            ("lena-bird", 0, 0),
            ("denise-riley", 0, 0),
            ("tasha-carter", 0, 0),
        ] {
            let mut tx = database.begin_as(who).await;
            let mut credit = list_credit(&mut tx, jay).await.unwrap();
            credit.retain(|one| one.age == 17 && one.step == CreditStep::Asked);
            assert_eq!(credit.len(), steps, "{who}");
            let found = list_assessments(&mut tx, jay).await.unwrap();
            assert_eq!(found.len(), assessments, "{who}");
        }
        let recorder = Recorder::Worker {
            family: database.family_id("riley").await,
            youth: jay,
        };
        let mut tx = database.begin_as(GRACE).await;
        let subject = open_records_for_update(&mut tx, recorder).await.unwrap();
        let removed = RecordId::Service(services[0].id);
        set_record_removed(&mut tx, &subject, removed, true).await.unwrap();
        tx.commit().await.unwrap();
        let kept = import(&database, file(Value::Null)).await;
        assert_eq!(kept, ["jay-riley/services/mentoring/2026-09-01"]);
        assert!(imported_services(&database).await.is_empty());
    }
}

on_each_engine! {
    async fn what_the_agency_owes_is_told_to_those_who_read_it_by_law(database: TestDatabase) {
        import(
            &database,
            json!({
                "person": JAY,
                "documents": [
                    { "kind": "state_id", "state": "coming", "due_on": "2026-11-22" },
                    { "kind": "birth_record", "state": "coming", "due_on": "2026-11-16" },
                    // Today is in time.
                    { "kind": "case_file", "state": "coming", "due_on": "2026-11-23" }
                ],
                "services": [{ "kind": "mentoring", "began_on": "2026-09-01", "by": GRACE }]
            }),
        )
        .await;
        let late = [
            (DocumentKind::BirthRecord, date(2026, 11, 16)),
            (DocumentKind::StateId, date(2026, 11, 22)),
        ];
        let service = imported_services(&database).await[0].id;
        let mut tx = database.begin_as(JAY).await;
        set_service_disputed(&mut tx, service, true).await.unwrap();
        tx.commit().await.unwrap();
        let of_worker = owed(&database, GRACE).await;
        assert_eq!(of_worker.late_documents, late);
        assert_eq!(of_worker.disputed, [ServiceKind::Mentoring]);
        let (year, due) = of_worker.credit.unwrap();
        assert_eq!((year.age, due), (17, CreditDue::Asking));
        // Services and credit reports are between the youth and the workers.
        for who in ["pat-nguyen", "lena-bird"] {
            let seen = owed(&database, who).await;
            assert_eq!(seen.late_documents, late, "{who}");
            assert!(seen.disputed.is_empty() && seen.credit.is_none(), "{who}");
        }
        // Today of the worker and of the supervisor has the young person once, and no one else's.
        let jay = database.person_id(JAY).await;
        for (who, expected) in [(GRACE, 1), ("pat-nguyen", 1), ("lena-bird", 0), ("dana-fox", 0)] {
            let mut tx = database.begin_as(who).await;
            let mut duties = duties::list_duties(&mut tx, "en").await.unwrap();
            duties.retain(|one| one.subject == DutySubject::LateDocuments(jay));
            assert_eq!(duties.len(), expected, "{who}");
            assert!(duties.iter().all(|one| one.day == date(2026, 11, 16)), "{who}");
        }
    }
}
