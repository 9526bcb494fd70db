//! What people need to come to the events of a series: asked for at one, it is asked for at the
//! later ones, too, and taken back there with it.
#![allow(clippy::unwrap_used)]

use crate::calendar_needs::{answer, ask, describe, everyones, own, waiting};
use crate::calendar_series::{add_series, meetings};
use crate::support::{TestDatabase, on_each_engine};
use model::calendar::needs::{EventNeed, NeedState};
use model::id::EventId;
use store::Error;
use store::calendar::history;
use store::calendar::needs::{self, NeedDates};
use store::home::duties::NeedDutyReason;

/// Adds a series to which Tasha Carter and Nora Price are invited, and returns its four meetings.
async fn add_meeting_series(database: &TestDatabase) -> Vec<EventId> {
    let form = database.clock.new_id();
    add_series(database, "ben-ortiz", form).await.unwrap();
    let events = meetings(database).await;
    events.iter().map(|event| event.id).collect()
}

async fn withdraw(
    database: &TestDatabase,
    event: EventId,
    need: EventNeed,
    dates: NeedDates,
) -> Result<usize, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("tasha-carter").await;
    let later = needs::withdraw_need(&mut tx, carter, event, need, dates).await?;
    tx.commit().await?;
    Ok(later)
}

async fn restore(database: &TestDatabase, event: EventId, need: EventNeed) -> usize {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("tasha-carter").await;
    let later = needs::restore_need(&mut tx, carter, event, need)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    later
}

/// The states of this need of Tasha Carter at these events.
async fn states(
    database: &TestDatabase,
    events: &[EventId],
    need: EventNeed,
) -> Vec<Option<NeedState>> {
    let mut states = Vec::new();
    for event in events {
        let found = own(database, "tasha-carter", *event).await;
        let found = found.iter().find(|one| one.need == need);
        states.push(found.map(|one| one.state()));
    }
    states
}

const ASKED: Option<NeedState> = Some(NeedState::Requested);
const OFF: Option<NeedState> = Some(NeedState::Withdrawn);

on_each_engine! {
    async fn a_need_is_asked_for_at_the_later_events_of_a_series(database: TestDatabase) {
        let events = add_meeting_series(&database).await;
        let (ride, interpreter) = (EventNeed::Ride, EventNeed::Interpreter);
        // At the last one she does not want it.
        ask(&database, "tasha-carter", events[3], ride, None).await.unwrap();
        withdraw(&database, events[3], ride, NeedDates::One).await.unwrap();
        ask(&database, "tasha-carter", events[1], ride, Some("canary-seat")).await.unwrap();
        assert_eq!(states(&database, &events, ride).await, [None, ASKED, ASKED, OFF]);
        let tasha = "Tasha Carter ride requested canary-seat|";
        for event in &events[1..3] {
            assert_eq!(describe(&own(&database, "tasha-carter", *event).await), [tasha]);
            let read = describe(&everyones(&database, "ben-ortiz", *event).await);
            assert_eq!(read, [tasha]);
            assert!(own(&database, "nora-price", *event).await.is_empty());
        }
        let second = own(&database, "tasha-carter", events[1]).await;
        assert_eq!(second[0].later, 1);
        // One thing to do for the worker, not one for each date.
        assert_eq!(waiting(&database).await, [(ride, NeedDutyReason::Open)]);
        // Each is answered by itself: an interpreter of one date is not booked for the next one.
        ask(&database, "tasha-carter", events[0], interpreter, None).await.unwrap();
        let first = own(&database, "tasha-carter", events[0]).await;
        answer(&database, "ben-ortiz", events[0], first[0].id, ("confirmed", "")).await.unwrap();
        let confirmed = Some(NeedState::Confirmed);
        let found = states(&database, &events, interpreter).await;
        assert_eq!(found, [confirmed, ASKED, ASKED, ASKED]);
        // Other words go along to the dates that were asked for with it.
        ask(&database, "tasha-carter", events[1], ride, Some("canary-two")).await.unwrap();
        let read = describe(&everyones(&database, "ben-ortiz", events[2]).await);
        assert!(read.contains(&"Tasha Carter ride requested canary-two|".to_owned()), "{read:?}");
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-seat' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
    }
}

on_each_engine! {
    async fn a_need_is_taken_back_with_the_later_ones_and_asked_for_after_all(
        database: TestDatabase
    ) {
        let events = add_meeting_series(&database).await;
        let ride = EventNeed::Ride;
        // At the last one it was asked for before, by itself.
        ask(&database, "tasha-carter", events[3], ride, None).await.unwrap();
        database.clock.advance(jiff::SignedDuration::from_mins(1));
        ask(&database, "tasha-carter", events[0], ride, Some("canary-seat")).await.unwrap();
        assert_eq!(states(&database, &events, ride).await, [ASKED; 4]);
        let undone = withdraw(&database, events[0], ride, NeedDates::Together).await;
        assert_eq!(undone.unwrap(), 2);
        assert_eq!(states(&database, &events, ride).await, [OFF, OFF, OFF, ASKED]);
        let hidden = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-seat' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(hidden).await, 0);
        // Undone in turn: the same words, for the same readers.
        assert_eq!(restore(&database, events[0], ride).await, 2);
        assert_eq!(restore(&database, events[0], ride).await, 0);
        assert_eq!(states(&database, &events, ride).await, [ASKED; 4]);
        let tasha = "Tasha Carter ride requested canary-seat|";
        for event in &events[..3] {
            let read = describe(&everyones(&database, "ben-ortiz", *event).await);
            assert_eq!(read, [tasha]);
        }
        let all = withdraw(&database, events[1], ride, NeedDates::Later).await;
        assert_eq!(all.unwrap(), 2);
        assert_eq!(states(&database, &events, ride).await, [ASKED, OFF, OFF, OFF]);
    }
}

on_each_engine! {
    async fn what_was_confirmed_is_confirmed_again_when_its_withdrawal_is_undone(
        database: TestDatabase
    ) {
        let events = add_meeting_series(&database).await;
        let (last, ride) = (events[3], EventNeed::Ride);
        ask(&database, "tasha-carter", last, ride, Some("canary-seat")).await.unwrap();
        let id = own(&database, "tasha-carter", last).await[0].id;
        answer(&database, "ben-ortiz", last, id, ("confirmed", "At one")).await.unwrap();
        withdraw(&database, last, ride, NeedDates::One).await.unwrap();
        // The worker has to cancel it, and does not read her words any more.
        let read = describe(&everyones(&database, "ben-ortiz", last).await);
        assert_eq!(read, ["Tasha Carter ride withdrawn |At one"]);
        assert_eq!(waiting(&database).await, [(ride, NeedDutyReason::Withdrawn)]);
        restore(&database, last, ride).await;
        let read = describe(&everyones(&database, "ben-ortiz", last).await);
        assert_eq!(read, ["Tasha Carter ride confirmed canary-seat|At one"]);
        assert!(waiting(&database).await.is_empty());
        // Of someone else it restores nothing.
        let carter = database.family_id("carter").await;
        withdraw(&database, last, ride, NeedDates::One).await.unwrap();
        let mut tx = database.begin_as("nora-price").await;
        let none = needs::restore_need(&mut tx, carter, last, ride).await;
        assert_eq!(none.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(states(&database, &events[3..], ride).await, [OFF]);
        for other in ["marcus-reed", "pat-nguyen", "dana-fox"] {
            let mut tx = database.begin_as(other).await;
            let refused = needs::restore_need(&mut tx, carter, last, ride).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
    }
}

on_each_engine! {
    async fn a_date_that_is_put_back_on_has_the_needs_of_the_one_before(database: TestDatabase) {
        let events = add_meeting_series(&database).await;
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        history::cancel_event(&mut tx, carter, events[1], None, "en").await.unwrap();
        tx.commit().await.unwrap();
        let (food, ride) = (EventNeed::Food, EventNeed::Ride);
        ask(&database, "tasha-carter", events[0], ride, Some("canary-seat")).await.unwrap();
        ask(&database, "tasha-carter", events[0], food, None).await.unwrap();
        withdraw(&database, events[0], food, NeedDates::One).await.unwrap();
        assert_eq!(states(&database, &events, ride).await, [ASKED, None, ASKED, ASKED]);
        let mut tx = database.begin_as("ben-ortiz").await;
        history::restore_event(&mut tx, carter, events[1], "en").await.unwrap();
        tx.commit().await.unwrap();
        let tasha = "Tasha Carter ride requested canary-seat|";
        assert_eq!(describe(&own(&database, "tasha-carter", events[1]).await), [tasha]);
    }
}
