//! The services and credit reports of a young person: who records, reads, disputes and removes
//! them, and what the agency owes.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::transition_plan::release_to;
use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{CreditEntryId, FormId, YouthServiceId};
use model::transition::TransitionPart;
use model::transition::credit::{CreditDue, CreditInput, CreditStep};
use model::transition::services_got::{ServiceInput, ServiceKind};
use store::Error;
use store::transition::credit::{list_credit, record_credit};
use store::transition::owed::{Owed, read_owed};
use store::transition::read_released;
use store::transition::records::{
    RecordId, Recorder, open_records_for_update, read_records_gate, set_record_removed,
};
use store::transition::services_got::{
    ServiceGot, list_services, record_service, set_service_disputed,
};

/// Everyone of Jay's team, and people of other families.
const ADULTS: [&str; 6] = [
    "grace-hall",
    "pat-nguyen",
    "lena-bird",
    "denise-riley",
    "tasha-carter",
    "dana-fox",
];

/// Who records for Jay: Jay, or else a worker.
async fn recorder(database: &TestDatabase, who: &str) -> Recorder {
    // The store asks which of the two a recorder is, because a worker needs the family of the young
    // person, too.
    if who == "jay-riley" {
        return Recorder::Owner;
    }
    Recorder::Worker {
        family: database.family_id("riley").await,
        youth: database.person_id("jay-riley").await,
    }
}

async fn add_service(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    kind: ServiceKind,
) -> Result<(), Error> {
    let input = ServiceInput {
        kind,
        began_on: date(2026, 11, 2),
        ended_on: None,
        note: Some("A class on Mondays".into()),
    };
    let recorder = recorder(database, who).await;
    let mut tx = database.begin_as(who).await;
    let subject = open_records_for_update(&mut tx, recorder).await?;
    record_service(&mut tx, &subject, form, &input).await?;
    tx.commit().await
}

async fn set_removed(
    database: &TestDatabase,
    who: &str,
    record: RecordId,
    is_removed: bool,
) -> Result<(), Error> {
    let recorder = recorder(database, who).await;
    let mut tx = database.begin_as(who).await;
    let subject = open_records_for_update(&mut tx, recorder).await?;
    set_record_removed(&mut tx, &subject, record, is_removed).await?;
    tx.commit().await
}

/// The services that this person sees, without those of the demo.
async fn services(database: &TestDatabase, who: &str) -> Vec<ServiceGot> {
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    let mut services = list_services(&mut tx, jay).await.unwrap();
    // By the note, which no service of the demo has.
    services.retain(|one| one.attribution.note.as_deref() == Some("A class on Mondays"));
    services
}

on_each_engine! {
    async fn services_are_kept_by_the_youth_and_the_worker_whatever_is_released(
        database: TestDatabase,
    ) {
        let (own, by_worker) = (database.clock.new_id(), database.clock.new_id());
        // The second time is the same form again, and adds nothing.
        for _ in 0..2 {
            add_service(&database, "jay-riley", own, ServiceKind::Budget).await.unwrap();
            add_service(&database, "grace-hall", by_worker, ServiceKind::Health).await.unwrap();
        }
        // The law has the agency record services. No other adult does, and without a release none
        // reads them.
        for who in ADULTS.iter().filter(|who| **who != "grace-hall") {
            let refused = add_service(&database, who, database.clock.new_id(), ServiceKind::Health);
            assert!(matches!(refused.await, Err(Error::NotFound)), "{who}");
            assert!(services(&database, who).await.is_empty(), "{who}");
        }
        for who in ["jay-riley", "grace-hall"] {
            assert_eq!(services(&database, who).await.len(), 2, "{who}");
        }
        let seen = services(&database, "jay-riley").await;
        let recorders: Vec<_> = seen
            .iter()
            .map(|one| one.attribution.recorded_by.as_deref())
            .collect();
        assert!(recorders.contains(&Some("Grace Hall")) && recorders.contains(&Some("Jay")));
        // The one who recorded a service removes it, and no one else.
        let service = |form: FormId| RecordId::Service(YouthServiceId(form.0));
        let (own, by_worker) = (service(own), service(by_worker));
        for (who, id) in [("grace-hall", own), ("jay-riley", by_worker), ("pat-nguyen", own)] {
            let refused = set_removed(&database, who, id, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        set_removed(&database, "jay-riley", own, true).await.unwrap();
        assert_eq!(services(&database, "grace-hall").await.len(), 1);
        // Services are read with the part about money, and what was removed is not among them.
        release_to(&database, TransitionPart::Money, &["denise-riley"], 0).await;
        assert_eq!(services(&database, "denise-riley").await.len(), 1);
        if database.db.is_postgres() {
            // Row-level security alone hides what was removed, too.
            let all = "transition_service WHERE note = 'A class on Mondays'";
            for (who, expected) in [("denise-riley", 1), ("grace-hall", 2), ("jay-riley", 2)] {
                let seen = Attacker::new(&database, who).await.count_rows(all).await;
                assert_eq!(seen, expected, "{who}");
            }
        }
        let (riley, jay) = (
            database.family_id("riley").await,
            database.person_id("jay-riley").await,
        );
        for (who, expected) in [
            ("grace-hall", Some(true)),
            ("denise-riley", Some(false)),
            // By law they read the required parts, and not these records.
            ("pat-nguyen", None),
            ("lena-bird", None),
            ("jay-riley", None),
            ("tasha-carter", None),
        ] {
            let mut tx = database.begin_as(who).await;
            let gate = read_records_gate(&mut tx, riley, jay).await;
            assert_eq!(gate.ok().map(|records| records.may_record), expected, "{who}");
        }
        // The record stays the young person's, and the worker who wrote it reads it no more.
        database.end_membership("grace-hall").await;
        assert!(services(&database, "grace-hall").await.is_empty());
    }
}

async fn dispute(
    database: &TestDatabase,
    who: &str,
    id: YouthServiceId,
    is_disputed: bool,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    set_service_disputed(&mut tx, id, is_disputed).await?;
    tx.commit().await
}

/// What the agency owes Jay, as this person reads it; nothing for those who read nothing of his
/// plan.
async fn owed(database: &TestDatabase, who: &str) -> Owed {
    let (riley, jay) = (
        database.family_id("riley").await,
        database.person_id("jay-riley").await,
    );
    let mut tx = database.begin_as(who).await;
    match read_released(&mut tx, riley, jay).await {
        Ok(released) => read_owed(&mut tx, &released).await.unwrap(),
        // A person who may read nothing of the plan is owed nothing, and other errors must not look
        // like that.
        Err(error) => {
            assert!(matches!(error, Error::NotFound), "{who}: {error:?}");
            Owed::default()
        }
    }
}

on_each_engine! {
    async fn a_youth_says_that_they_did_not_get_what_a_worker_recorded(database: TestDatabase) {
        let (own, by_worker) = (database.clock.new_id(), database.clock.new_id());
        add_service(&database, "jay-riley", own, ServiceKind::Budget).await.unwrap();
        add_service(&database, "grace-hall", by_worker, ServiceKind::Health).await.unwrap();
        let (own, by_worker) = (YouthServiceId(own.0), YouthServiceId(by_worker.0));
        // What one recorded oneself is removed and not disputed, and a worker does not dispute
        // their own record.
        for (who, id) in [("jay-riley", own), ("grace-hall", by_worker)] {
            let refused = dispute(&database, who, id, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        // Twice in a row it is one dispute, and after it was taken back it can be said again.
        for (is_disputed, expected) in [(true, 1), (true, 1), (false, 0), (true, 1)] {
            dispute(&database, "jay-riley", by_worker, is_disputed).await.unwrap();
            let seen = services(&database, "grace-hall").await;
            assert_eq!(seen.iter().filter(|one| one.is_disputed).count(), expected);
            let owed = owed(&database, "grace-hall").await;
            assert_eq!(owed.disputed.len(), expected);
        }
    }
}

async fn add_credit(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    step: CreditStep,
) -> Result<(), Error> {
    let input = CreditInput {
        age: 17,
        step,
        day: date(2026, 3, 2),
        note: None,
    };
    let recorder = recorder(database, who).await;
    let mut tx = database.begin_as(who).await;
    let subject = open_records_for_update(&mut tx, recorder).await?;
    record_credit(&mut tx, &subject, form, &input).await?;
    tx.commit().await
}

on_each_engine! {
    async fn the_credit_report_of_the_year_is_owed_until_the_youth_has_it(database: TestDatabase) {
        let (year, credit) = owed(&database, "grace-hall").await.credit.unwrap();
        assert_eq!((year.age, credit), (17, CreditDue::Asking));
        // What is owed is for the worker.
        for who in ["pat-nguyen", "lena-bird", "denise-riley", "jay-riley"] {
            assert!(owed(&database, who).await.is_empty(), "{who}");
        }
        let form = database.clock.new_id();
        for _ in 0..2 {
            add_credit(&database, "grace-hall", form, CreditStep::Asked).await.unwrap();
        }
        let (_, credit) = owed(&database, "grace-hall").await.credit.unwrap();
        assert_eq!(credit, CreditDue::Receiving);
        // The supervisor and the tribal representative read required parts, and do not keep the
        // records of the agency.
        for who in ["pat-nguyen", "lena-bird", "denise-riley", "tasha-carter"] {
            let refused = add_credit(&database, who, database.clock.new_id(), CreditStep::Asked);
            assert!(matches!(refused.await, Err(Error::NotFound)), "{who}");
        }
        let form = database.clock.new_id();
        add_credit(&database, "jay-riley", form, CreditStep::Received).await.unwrap();
        assert!(owed(&database, "grace-hall").await.is_empty());
        let jay = database.person_id("jay-riley").await;
        // The caregiver has no release of the part, so she reads none of the steps.
        for (who, expected) in [("jay-riley", 2), ("grace-hall", 2), ("denise-riley", 0)] {
            let mut tx = database.begin_as(who).await;
            let credit = list_credit(&mut tx, jay).await.unwrap();
            let of_year = credit.iter().filter(|one| one.age == 17).count();
            assert_eq!(of_year, expected, "{who}");
        }
        // A step is removed by the one who recorded it. A row of another table is no step.
        let received = RecordId::Credit(CreditEntryId(form.0));
        let other_table = RecordId::Service(YouthServiceId(form.0));
        for (who, id) in [("grace-hall", received), ("jay-riley", other_table)] {
            let refused = set_removed(&database, who, id, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        for (is_removed, due) in [(true, Some(CreditDue::Receiving)), (false, None)] {
            set_removed(&database, "jay-riley", received, is_removed).await.unwrap();
            let credit = owed(&database, "grace-hall").await.credit;
            assert_eq!(credit.map(|(_, due)| due), due, "{is_removed}");
        }
    }
}
