//! What people need to come to an event: read by the person and the workers alone, never lost
//! between two people who act at once, and carried over to the next event.
#![allow(clippy::unwrap_used)]

use crate::calendar_answers::hearing_id;
use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use model::calendar::needs::{EventNeed, NeedState, NeedWords, NewEventNeed, NewNeedAnswer};
use model::calendar::{EventForm, EventInput};
use model::id::{EventId, EventNeedId};
use store::Error;
use store::calendar::needs::{self, NeedDates, PersonNeed};
use store::calendar::{self, CalendarRange, changes};
use store::home::duties::{self, DutySubject, NeedDutyReason};
use store::plan::working_copy::SaveOutcome;

/// Ben Ortiz adds a meeting on this day of December to which these people are invited.
async fn add_meeting(database: &TestDatabase, day: &str, people: &[&str]) -> EventId {
    let mut ids = Vec::new();
    for key in people {
        ids.push(database.person_id(key).await.to_string());
    }
    let form = EventForm {
        kind: "meeting",
        day,
        starts: "10:00",
        about: "To plan the holidays",
        people: &ids,
        ..EventForm::default()
    };
    let input = EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let id = changes::add_event(&mut tx, carter, database.clock.new_id(), &input).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

fn draft(need: EventNeed, words: Option<&str>) -> NewEventNeed {
    NewEventNeed {
        need,
        language: None,
        words: words.map(|words| NeedWords::parse(words, "en").unwrap()),
    }
}

pub async fn ask(
    database: &TestDatabase,
    who: &str,
    event: EventId,
    need: EventNeed,
    words: Option<&str>,
) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    needs::ask_for_need(&mut tx, carter, event, &draft(need, words)).await?;
    tx.commit().await
}

async fn withdraw(database: &TestDatabase, who: &str, event: EventId, need: EventNeed) {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    needs::withdraw_need(&mut tx, carter, event, need, NeedDates::One)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub async fn answer(
    database: &TestDatabase,
    who: &str,
    event: EventId,
    id: EventNeedId,
    (outcome, words): (&str, &str),
) -> Result<SaveOutcome<()>, Error> {
    let carter = database.family_id("carter").await;
    let answer = NewNeedAnswer::parse(outcome, words, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    let saved = needs::answer_need(&mut tx, carter, event, id, &answer).await?;
    tx.commit().await?;
    Ok(saved)
}

/// A need in short: who, what, state, and the words of both.
pub fn describe(needs: &[PersonNeed]) -> Vec<String> {
    needs
        .iter()
        .map(|one| {
            let (need, state) = (one.need.slug(), one.state().slug());
            let words = one.words.as_ref().map_or("", |text| text.body.as_str());
            let answer = one.answer.as_ref().map_or("", |text| text.body.as_str());
            format!("{} {need} {state} {words}|{answer}", one.name)
        })
        .collect()
}

/// What a worker reads on the page of an event.
pub async fn everyones(database: &TestDatabase, who: &str, event: EventId) -> Vec<PersonNeed> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = calendar::read_event(&mut tx, carter, event, "en").await;
    found.unwrap().attendance.needs
}

pub async fn own(database: &TestDatabase, who: &str, event: EventId) -> Vec<PersonNeed> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = needs::read_own_needs(&mut tx, carter, event, "en").await;
    found.unwrap().needs
}

/// The needs that wait for Ben Ortiz, in the order of Today.
pub async fn waiting(database: &TestDatabase) -> Vec<(EventNeed, NeedDutyReason)> {
    let mut tx = database.begin_as("ben-ortiz").await;
    let found = duties::list_duties(&mut tx, "en").await.unwrap();
    let need = |duty: duties::Duty| match duty.subject {
        DutySubject::Need(_, _, _, need) => Some((need.need, need.reason)),
        _ => None,
    };
    found.into_iter().filter_map(need).collect()
}

on_each_engine! {
    async fn a_need_is_read_by_the_person_and_the_workers(database: TestDatabase) {
        let hearing = hearing_id(&database).await;
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, Some("canary-seat")).await.unwrap();
        // A tribal representative who is invited may need something, too.
        ask(&database, "lena-bird", hearing, EventNeed::Accommodation, None).await.unwrap();
        let tasha = "Tasha Carter ride requested canary-seat|";
        let lena = "Lena Bird accommodation requested |";
        assert_eq!(describe(&everyones(&database, "ben-ortiz", hearing).await), [lena, tasha]);
        assert_eq!(describe(&own(&database, "tasha-carter", hearing).await), [tasha]);
        for other in ["marcus-reed", "lena-bird", "tasha-carter"] {
            let read = everyones(&database, other, hearing).await;
            assert!(read.is_empty(), "{other} reads {read:?}");
        }
        assert!(own(&database, "marcus-reed", hearing).await.is_empty());
        // On Today, each their own.
        let carter = database.family_id("carter").await;
        for (who, asked) in [
            ("tasha-carter", vec![(EventNeed::Ride, NeedState::Requested)]),
            ("marcus-reed", vec![]),
        ] {
            let mut tx = database.begin_as(who).await;
            let home = store::home::read_home(&mut tx, carter, "en").await.unwrap();
            let shown = home.events.iter().find(|event| event.id == hearing).unwrap();
            assert_eq!(shown.own_needs(), asked, "{who}");
        }
        for other in ["nora-price", "june-bell", "pat-nguyen", "dana-fox", "alma-brooks"] {
            let refused = ask(&database, other, hearing, EventNeed::Food, None).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        // The words have no other reader, wherever texts are read.
        let readers = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-seat' AND (e.role IS NULL OR e.role <> 'worker')";
        assert_eq!(database.query_number(readers).await, 1);
    }
}

on_each_engine! {
    async fn concurrent_requests_store_one_need_and_keep_its_confirmation(database: TestDatabase) {
        let hearing = hearing_id(&database).await;
        let tap = || ask(&database, "tasha-carter", hearing, EventNeed::Ride, None);
        let (one, other) = tokio::join!(tap(), tap());
        assert!(one.is_ok() && other.is_ok());
        let rows = "SELECT count(*) FROM event_need";
        assert_eq!(database.query_number(rows).await, 1);
        let id = own(&database, "tasha-carter", hearing).await[0].id;
        for _ in 0..2 {
            let saved = answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")).await;
            assert_eq!(saved.unwrap(), SaveOutcome::Saved(()));
        }
        // The same tap once more, and the same words.
        tap().await.unwrap();
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, Some("")).await.unwrap();
        let found = own(&database, "tasha-carter", hearing).await;
        assert_eq!((found[0].id, found[0].state()), (id, NeedState::Confirmed));
        assert!(waiting(&database).await.is_empty());
        // Other words are another request, and the earlier answer does not apply to it.
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, Some("For three")).await.unwrap();
        let tasha = "Tasha Carter ride requested For three|";
        assert_eq!(describe(&own(&database, "tasha-carter", hearing).await), [tasha]);
        let stale = answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")).await;
        assert_eq!(stale.unwrap(), SaveOutcome::Stale);
        assert_eq!(waiting(&database).await, [(EventNeed::Ride, NeedDutyReason::Open)]);
    }
}

on_each_engine! {
    async fn who_confirms_and_who_withdraws_both_learn_of_it(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let hearing = hearing_id(&database).await;
        let ride = EventNeed::Ride;
        ask(&database, "tasha-carter", hearing, ride, Some("canary-seat")).await.unwrap();
        let id = own(&database, "tasha-carter", hearing).await[0].id;
        // Withdrawn first: nothing is confirmed, and nothing is left to do.
        withdraw(&database, "tasha-carter", hearing, ride).await;
        let late = answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")).await;
        assert_eq!(late.unwrap(), SaveOutcome::Stale);
        assert!(waiting(&database).await.is_empty());
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-seat' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
        // Confirmed first: the worker learns that it has to be canceled.
        ask(&database, "tasha-carter", hearing, ride, None).await.unwrap();
        let id = own(&database, "tasha-carter", hearing).await[0].id;
        answer(&database, "ben-ortiz", hearing, id, ("confirmed", "At one")).await.unwrap();
        for _ in 0..2 {
            withdraw(&database, "tasha-carter", hearing, ride).await;
        }
        assert_eq!(waiting(&database).await, [(ride, NeedDutyReason::Withdrawn)]);
        let shown = describe(&everyones(&database, "ben-ortiz", hearing).await);
        assert_eq!(shown, ["Tasha Carter ride withdrawn |At one"]);
        for _ in 0..2 {
            let mut tx = database.begin_as("ben-ortiz").await;
            needs::withdraw_need_answer(&mut tx, carter, hearing, id).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(waiting(&database).await.is_empty());
        // Both at once: whichever comes first, no booking is forgotten.
        ask(&database, "tasha-carter", hearing, ride, None).await.unwrap();
        let id = own(&database, "tasha-carter", hearing).await[0].id;
        let (confirmed, ()) = tokio::join!(
            answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")),
            withdraw(&database, "tasha-carter", hearing, ride),
        );
        let expected: &[_] = match confirmed {
            Ok(SaveOutcome::Saved(())) => &[(ride, NeedDutyReason::Withdrawn)],
            // Withdrawn before, or while the answer was written.
            Ok(SaveOutcome::Stale) | Err(Error::Raced) => &[],
            Err(error) => panic!("{error}"),
        };
        assert_eq!(waiting(&database).await, expected);
    }
}

on_each_engine! {
    async fn only_the_worker_answers_a_need(database: TestDatabase) {
        let hearing = hearing_id(&database).await;
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, None).await.unwrap();
        let id = own(&database, "tasha-carter", hearing).await[0].id;
        for other in ["tasha-carter", "marcus-reed", "lena-bird", "pat-nguyen", "dana-fox"] {
            let refused = answer(&database, other, hearing, id, ("confirmed", "")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        let reason = ("unavailable", "canary-no-car. A bus pass?");
        answer(&database, "ben-ortiz", hearing, id, reason).await.unwrap();
        let tasha = "Tasha Carter ride unavailable |canary-no-car. A bus pass?";
        assert_eq!(describe(&own(&database, "tasha-carter", hearing).await), [tasha]);
        assert!(waiting(&database).await.is_empty());
        // The worker changes their mind; from then on only the workers read the reason.
        answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")).await.unwrap();
        let tasha = "Tasha Carter ride confirmed |";
        assert_eq!(describe(&own(&database, "tasha-carter", hearing).await), [tasha]);
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body LIKE 'canary-no-car%' AND e.person_id IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
    }
}

on_each_engine! {
    async fn an_interpreter_is_urgent_until_confirmed(database: TestDatabase) {
        let hearing = hearing_id(&database).await;
        let interpreter = EventNeed::Interpreter;
        ask(&database, "tasha-carter", hearing, interpreter, None).await.unwrap();
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, None).await.unwrap();
        let found = own(&database, "tasha-carter", hearing).await;
        let (id, language) = (found[0].id, found[0].language.as_deref());
        // She speaks English only; a sign language goes with the words.
        assert_eq!(language, Some("en"));
        let open = [(interpreter, NeedDutyReason::Open), (EventNeed::Ride, NeedDutyReason::Open)];
        assert!(waiting(&database).await.iter().all(|one| open.contains(one)));
        // Not found yet: the person knows, and no worker has to act again before it is urgent.
        answer(&database, "ben-ortiz", hearing, id, ("unavailable", "Looking")).await.unwrap();
        assert_eq!(waiting(&database).await, [open[1]]);
        // Until 49 and a half hours before it, and a little later.
        database.clock.advance(SignedDuration::from_hours(14 * 24));
        assert_eq!(waiting(&database).await, [open[1]]);
        database.clock.advance(SignedDuration::from_hours(2));
        assert_eq!(waiting(&database).await, [(interpreter, NeedDutyReason::Urgent), open[1]]);
        answer(&database, "ben-ortiz", hearing, id, ("confirmed", "")).await.unwrap();
        assert_eq!(waiting(&database).await, [open[1]]);
        // Until the event is over.
        database.clock.advance(SignedDuration::from_hours(3 * 24));
        assert!(waiting(&database).await.is_empty());
    }
}

on_each_engine! {
    async fn an_interpreter_is_for_a_language_of_the_person(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let range = CalendarRange::Upcoming(None);
        let found = calendar::read_calendar(&mut tx, luna, range, "es").await.unwrap();
        let event = found.events[0].id;
        for (chosen, stored) in [(None, "es"), (Some("xx"), "es"), (Some("hmn"), "hmn")] {
            let ask = NewEventNeed {
                language: chosen.map(str::to_owned),
                ..draft(EventNeed::Interpreter, None)
            };
            needs::ask_for_need(&mut tx, luna, event, &ask).await.unwrap();
            let found = needs::read_own_needs(&mut tx, luna, event, "es").await.unwrap();
            assert_eq!(found.needs[0].language.as_deref(), Some(stored), "{chosen:?}");
        }
    }
}

on_each_engine! {
    async fn the_needs_of_a_removed_member_are_gone(database: TestDatabase) {
        let hearing = hearing_id(&database).await;
        ask(&database, "tasha-carter", hearing, EventNeed::Ride, Some("canary-seat")).await.unwrap();
        database.end_membership("tasha-carter").await;
        assert!(everyones(&database, "ben-ortiz", hearing).await.is_empty());
        assert!(waiting(&database).await.is_empty());
        let refused = ask(&database, "tasha-carter", hearing, EventNeed::Food, None).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

async fn carry_over(
    database: &TestDatabase,
    who: &str,
    from: EventId,
    to: EventId,
) -> Result<u64, Error> {
    let mut tx = database.begin_as(who).await;
    let copied = needs::carry_over(&mut tx, from, to).await?;
    tx.commit().await?;
    Ok(copied)
}

on_each_engine! {
    async fn needs_carry_over_to_the_next_event_of_those_who_are_invited(database: TestDatabase) {
        let people = ["tasha-carter", "nora-price", "marcus-reed"];
        let first = add_meeting(&database, "2026-12-01", &people).await;
        let next = add_meeting(&database, "2026-12-08", &people[..2]).await;
        let ride = EventNeed::Ride;
        ask(&database, "tasha-carter", first, ride, Some("canary-seat")).await.unwrap();
        let id = own(&database, "tasha-carter", first).await[0].id;
        answer(&database, "ben-ortiz", first, id, ("confirmed", "At one")).await.unwrap();
        // Withdrawn, and of a person who is not invited the next time.
        ask(&database, "nora-price", first, EventNeed::Food, None).await.unwrap();
        withdraw(&database, "nora-price", first, EventNeed::Food).await;
        ask(&database, "marcus-reed", first, EventNeed::ChildCare, None).await.unwrap();
        for other in ["tasha-carter", "pat-nguyen", "dana-fox"] {
            let refused = carry_over(&database, other, first, next).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        for copied in [1, 0] {
            assert_eq!(carry_over(&database, "ben-ortiz", first, next).await.unwrap(), copied);
        }
        let tasha = "Tasha Carter ride requested canary-seat|";
        assert_eq!(describe(&everyones(&database, "ben-ortiz", next).await), [tasha]);
        assert_eq!(describe(&own(&database, "tasha-carter", next).await), [tasha]);
        // Each is withdrawn by itself; what was withdrawn is not requested again.
        withdraw(&database, "tasha-carter", first, ride).await;
        assert_eq!(describe(&everyones(&database, "ben-ortiz", next).await), [tasha]);
        withdraw(&database, "tasha-carter", next, ride).await;
        assert_eq!(carry_over(&database, "ben-ortiz", first, next).await.unwrap(), 0);
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'canary-seat' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
    }
}

on_each_engine! {
    async fn needs_of_the_previous_event_are_requested_again_together(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let people = ["tasha-carter", "marcus-reed"];
        let first = add_meeting(&database, "2026-12-01", &people).await;
        let second = add_meeting(&database, "2026-12-02", &people).await;
        let next = add_meeting(&database, "2026-12-08", &people).await;
        ask(&database, "tasha-carter", first, EventNeed::Food, None).await.unwrap();
        for need in [EventNeed::Ride, EventNeed::ChildCare] {
            ask(&database, "tasha-carter", second, need, Some("For two")).await.unwrap();
        }
        ask(&database, "marcus-reed", second, EventNeed::Accommodation, None).await.unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        let found = needs::read_own_needs(&mut tx, carter, next, "en").await.unwrap();
        assert_eq!(found.last, [EventNeed::Ride, EventNeed::ChildCare]);
        // What she withdraws here is not requested again.
        drop(tx);
        ask(&database, "tasha-carter", next, EventNeed::ChildCare, None).await.unwrap();
        withdraw(&database, "tasha-carter", next, EventNeed::ChildCare).await;
        for _ in 0..2 {
            let mut tx = database.begin_as("tasha-carter").await;
            needs::ask_for_same(&mut tx, carter, next).await.unwrap();
            tx.commit().await.unwrap();
        }
        let asked = describe(&everyones(&database, "ben-ortiz", next).await);
        let requested: Vec<_> = asked.iter().filter(|one| one.contains("requested")).collect();
        assert_eq!(requested, ["Tasha Carter ride requested For two|"]);
    }
}
