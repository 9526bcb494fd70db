//! What is at the time of an event, and other times that people propose: shown to those who may
//! know, and to no other person.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::calendar_answers::hearing_id;
use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use model::calendar::{
    EventForm, EventInput, EventKind, NewEventAnswer, NewSettlement, ProposedTimesForm,
    SettlementOutcome,
};
use model::id::{EventId, PersonId};
use model::plan::workload::{BusyPart, DayPart};
use store::Error;
use store::calendar::answers::{self, PersonAnswer};
use store::calendar::clashes::{Clash, EventTime, PersonClash, find_clashes};
use store::calendar::{self, changes, history};
use store::plan::workload::{self, WeeklyCapacity};

async fn meeting(database: &TestDatabase, starts: &str, ends: &str, people: &[&str]) -> EventInput {
    let mut ids = Vec::new();
    for key in people {
        ids.push(database.person_id(key).await.to_string());
    }
    // A Tuesday.
    let form = EventForm {
        kind: "meeting",
        day: "2026-12-08",
        starts,
        ends,
        about: "canary-about",
        place: "canary-place",
        people: &ids,
        ..EventForm::default()
    };
    EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap()
}

async fn add(database: &TestDatabase, input: &EventInput) -> EventId {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let id = changes::add_event(&mut tx, carter, database.clock.new_id(), input).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

/// The clashes that a person reads on the page of an event.
async fn own_clashes(database: &TestDatabase, who: &str, event: EventId) -> Vec<Clash> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = calendar::read_event(&mut tx, carter, event, "en").await;
    let clashes = found.unwrap().attendance.clashes;
    clashes.into_iter().map(|one| one.clash).collect()
}

/// The clashes that Ben Ortiz reads when he invites these people at this time.
async fn invited_clashes(
    database: &TestDatabase,
    (starts, ends): (DateTime, Option<DateTime>),
    people: &[&str],
) -> Vec<PersonClash> {
    let carter = database.family_id("carter").await;
    let mut ids: BTreeSet<PersonId> = BTreeSet::new();
    for key in people {
        ids.insert(database.person_id(key).await);
    }
    let time = EventTime {
        starts,
        ends,
        id: None,
    };
    let mut tx = database.begin_as("ben-ortiz").await;
    find_clashes(&mut tx, carter, &time, &ids, "en")
        .await
        .unwrap()
}

async fn tick_tuesday_morning(database: &TestDatabase, who: &str) {
    let carter = database.family_id("carter").await;
    let ticked = [BusyPart {
        weekday: 2,
        part: DayPart::Morning,
    }];
    let mut tx = database.begin_as(who).await;
    workload::save_capacity(&mut tx, carter, WeeklyCapacity::default(), &ticked)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn a_person_is_told_of_their_own_events_and_week(database: TestDatabase) {
        let both = meeting(&database, "10:00", "11:00", &["tasha-carter", "marcus-reed"]).await;
        let both = add(&database, &both).await;
        // Without an end it counts for an hour; the next one begins when the first ends.
        let hers = meeting(&database, "10:30", "", &["tasha-carter"]).await;
        let hers = add(&database, &hers).await;
        let after = meeting(&database, "11:00", "12:00", &["marcus-reed"]).await;
        add(&database, &after).await;
        let event = |id, hour, minute| {
            Clash::Event(id, EventKind::Meeting, date(2026, 12, 8).at(hour, minute, 0, 0))
        };
        assert_eq!(own_clashes(&database, "tasha-carter", both).await, [event(hers, 10, 30)]);
        assert_eq!(own_clashes(&database, "tasha-carter", hers).await, [event(both, 10, 0)]);
        assert_eq!(own_clashes(&database, "marcus-reed", both).await, []);
        tick_tuesday_morning(&database, "marcus-reed").await;
        let busy = Clash::Busy(BusyPart { weekday: 2, part: DayPart::Morning });
        assert_eq!(own_clashes(&database, "marcus-reed", both).await, [busy]);
        // Nothing of the other parent's week.
        assert_eq!(own_clashes(&database, "tasha-carter", both).await, [event(hers, 10, 30)]);
        // A canceled event is no clash.
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, hers, None, "en").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(own_clashes(&database, "tasha-carter", both).await, []);
    }
}

on_each_engine! {
    async fn a_worker_is_told_of_those_who_are_invited(database: TestDatabase) {
        let hers = meeting(&database, "10:00", "11:00", &["tasha-carter", "nora-price"]).await;
        let hers = add(&database, &hers).await;
        tick_tuesday_morning(&database, "marcus-reed").await;
        let (tasha, marcus, nora) = (
            database.person_id("tasha-carter").await,
            database.person_id("marcus-reed").await,
            database.person_id("nora-price").await,
        );
        let at = date(2026, 12, 8).at(10, 30, 0, 0);
        let event = Clash::Event(hers, EventKind::Meeting, date(2026, 12, 8).at(10, 0, 0, 0));
        let busy = Clash::Busy(BusyPart { weekday: 2, part: DayPart::Morning });
        let all = ["tasha-carter", "marcus-reed", "nora-price", "june-bell"];
        let found = invited_clashes(&database, (at, None), &all).await;
        let found: Vec<_> = found.iter().map(|one| (one.person_id, one.clash)).collect();
        assert_eq!(found, [(marcus, busy), (nora, event), (tasha, event)]);
        // Only of those who are invited, and only at that time.
        let found = invited_clashes(&database, (at, None), &["june-bell"]).await;
        assert_eq!(found, []);
        let noon = date(2026, 12, 8).at(12, 0, 0, 0);
        assert_eq!(invited_clashes(&database, (noon, None), &all).await, []);
        // Of no other family's events, and to no other person.
        let carter = database.family_id("carter").await;
        let time = EventTime { starts: at, ends: None, id: None };
        for other in ["tasha-carter", "pat-nguyen", "dana-fox"] {
            let mut tx = database.begin_as(other).await;
            let refused = find_clashes(&mut tx, carter, &time, &BTreeSet::from([tasha]), "en").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
    }
}

/// Asks for these times instead; an empty one is none.
async fn propose(database: &TestDatabase, who: &str, event: EventId, times: [&str; 2]) {
    let carter = database.family_id("carter").await;
    let form = ProposedTimesForm {
        day_1: "2026-12-08",
        time_1: times[0],
        day_2: if times[1].is_empty() {
            ""
        } else {
            "2026-12-08"
        },
        time_2: times[1],
    };
    let now = date(2026, 11, 23).at(12, 0, 0, 0);
    let parsed = NewEventAnswer::parse_with_times("change", "", &form, "en", (&TimeZone::UTC, now));
    let mut tx = database.begin_as(who).await;
    answers::save_answer(&mut tx, carter, event, &parsed.unwrap())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn read_answers(database: &TestDatabase, who: &str, event: EventId) -> Vec<PersonAnswer> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = calendar::read_event(&mut tx, carter, event, "en").await;
    found.unwrap().answers
}

on_each_engine! {
    async fn a_proposed_time_is_granted_by_moving_the_event_to_it(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let people = ["tasha-carter", "marcus-reed"];
        let event = add(&database, &meeting(&database, "09:00", "", &people).await).await;
        propose(&database, "tasha-carter", event, ["10:00", "14:00"]).await;
        propose(&database, "marcus-reed", event, ["16:00", ""]).await;
        let at = |hour| date(2026, 12, 8).at(hour, 0, 0, 0);
        let hers = read_answers(&database, "tasha-carter", event).await;
        assert_eq!(hers.len(), 1);
        assert_eq!(hers[0].times, [at(10), at(14)]);
        let moved = meeting(&database, "14:00", "", &people).await;
        for other in ["tasha-carter", "pat-nguyen", "dana-fox"] {
            let mut tx = database.begin_as(other).await;
            let refused = answers::settle_moved(&mut tx, carter, event).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        let mut tx = database.begin_as("ben-ortiz").await;
        changes::save_event(&mut tx, carter, event, 0, &moved).await.unwrap();
        for _ in 0..2 {
            answers::settle_moved(&mut tx, carter, event).await.unwrap();
        }
        tx.commit().await.unwrap();
        let hers = read_answers(&database, "tasha-carter", event).await;
        assert_eq!((hers[0].is_settled, hers[0].outcome), (true, Some(SettlementOutcome::Moved)));
        // The other parent's wish waits as before.
        assert!(!read_answers(&database, "marcus-reed", event).await[0].is_settled);
    }
}

on_each_engine! {
    async fn the_reason_why_no_other_time_is_possible_is_for_the_one_who_asked(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let hearing = hearing_id(&database).await;
        propose(&database, "tasha-carter", hearing, ["10:00", ""]).await;
        propose(&database, "marcus-reed", hearing, ["11:00", ""]).await;
        let tasha = database.person_id("tasha-carter").await;
        let reason = NewSettlement::parse("unavailable", "canary-judge", "en").unwrap();
        let other = NewSettlement::parse("", "canary-later", "en").unwrap();
        // The second one comes too late, and changes nothing.
        for settlement in [&reason, &reason, &other] {
            let mut tx = database.begin_as("ben-ortiz").await;
            answers::settle_answer(&mut tx, carter, hearing, tasha, settlement).await.unwrap();
            tx.commit().await.unwrap();
        }
        let hers = read_answers(&database, "tasha-carter", hearing).await;
        assert_eq!(hers[0].outcome, Some(SettlementOutcome::Unavailable));
        assert_eq!(hers[0].settlement.as_ref().unwrap().body, "canary-judge");
        let his = read_answers(&database, "marcus-reed", hearing).await;
        assert!(his.len() == 1 && !his[0].is_settled && his[0].settlement.is_none());
        assert!(read_answers(&database, "lena-bird", hearing).await.is_empty());
        // Another wish is open again.
        propose(&database, "tasha-carter", hearing, ["12:00", ""]).await;
        let hers = read_answers(&database, "tasha-carter", hearing).await;
        assert!(!hers[0].is_settled && hers[0].settlement.is_none());
    }
}
