//! Answers to events: each has one, the workers read all of them, and a wish for another time is a
//! duty until a worker has dealt with it.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::calendar::{EventAnswer, EventKind, NewEventAnswer, NewSettlement};
use model::id::EventId;
use store::Error;
use store::calendar::answers::{self, PersonAnswer};
use store::calendar::{self, CalendarRange};
use store::home::duties::{self, DutySubject};

/// The hearing of the Carter family.
pub(crate) async fn hearing_id(database: &TestDatabase) -> EventId {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let range = CalendarRange::Upcoming(None);
    let found = calendar::read_calendar(&mut tx, carter, range, "en").await;
    let is_hearing = |event: &&store::events::EventSummary| event.kind == EventKind::Hearing;
    found.unwrap().events.iter().find(is_hearing).unwrap().id
}

async fn answer(
    database: &TestDatabase,
    who: &str,
    answer: &str,
    words: &str,
) -> Result<(), Error> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        hearing_id(database).await,
    );
    let draft = NewEventAnswer::parse(answer, words, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    answers::save_answer(&mut tx, carter, hearing, &draft).await?;
    tx.commit().await
}

async fn settle(database: &TestDatabase, who: &str, of: &str) -> Result<(), Error> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        hearing_id(database).await,
    );
    let of = database.person_id(of).await;
    let mut tx = database.begin_as(who).await;
    let done = NewSettlement::parse("", "", "en").unwrap();
    answers::settle_answer(&mut tx, carter, hearing, of, &done).await?;
    tx.commit().await
}

async fn read_answers(database: &TestDatabase, who: &str) -> Vec<PersonAnswer> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        hearing_id(database).await,
    );
    let mut tx = database.begin_as(who).await;
    calendar::read_event(&mut tx, carter, hearing, "en")
        .await
        .unwrap()
        .answers
}

/// The people whose wish for another time is a duty of Ben Ortiz.
async fn people_who_wait(database: &TestDatabase) -> Vec<String> {
    let mut tx = database.begin_as("ben-ortiz").await;
    let found = duties::list_duties(&mut tx, "en").await.unwrap();
    found
        .into_iter()
        .filter(|duty| matches!(duty.subject, DutySubject::NewTime(..)))
        .filter_map(|duty| duty.person)
        .collect()
}

on_each_engine! {
    async fn an_answer_is_read_by_its_author_and_the_worker(database: TestDatabase) {
        answer(&database, "tasha-carter", "accept", "").await.unwrap();
        answer(&database, "marcus-reed", "change", "canary-words")
            .await
            .unwrap();
        let described = |found: &[PersonAnswer]| -> Vec<String> {
            let words = |one: &PersonAnswer| one.words.as_ref().map(|words| words.body.clone());
            found
                .iter()
                .map(|one| format!("{} {} {:?}", one.name, one.answer.slug(), words(one)))
                .collect()
        };
        let marcus = "Marcus Reed change Some(\"canary-words\")";
        let tasha = "Tasha Carter accept None";
        for (who, expected) in [
            ("ben-ortiz", vec![marcus, tasha]),
            ("tasha-carter", vec![tasha]),
            ("marcus-reed", vec![marcus]),
            // Invited, too, but no worker.
            ("lena-bird", vec![]),
        ] {
            assert_eq!(described(&read_answers(&database, who).await), expected, "{who}");
        }
        for other in ["nora-price", "june-bell", "pat-nguyen", "dana-fox", "maria-luna"] {
            let refused = answer(&database, other, "accept", "").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        database.end_membership("tasha-carter").await;
        let refused = answer(&database, "tasha-carter", "decline", "").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn an_answer_can_be_changed_and_taken_back_at_any_time(database: TestDatabase) {
        for (given, words) in [("accept", ""), ("change", "Friday"), ("change", "Friday"), ("decline", "")] {
            answer(&database, "tasha-carter", given, words).await.unwrap();
            let own = read_answers(&database, "tasha-carter").await;
            assert_eq!(own.len(), 1);
            assert_eq!(own[0].answer.slug(), given);
            let stored = own[0].words.as_ref().map(|words| words.body.as_str());
            assert_eq!(stored.unwrap_or_default(), words);
        }
        // On Today, too.
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("tasha-carter").await;
        let home = store::home::read_home(&mut tx, carter, "en").await.unwrap();
        let said: Vec<_> = home.events.iter().map(|event| event.own_answer).collect();
        assert_eq!(said, [None, Some(EventAnswer::Decline)]);
        drop(tx);
        let hearing = hearing_id(&database).await;
        for _ in 0..2 {
            let mut tx = database.begin_as("tasha-carter").await;
            answers::withdraw_answer(&mut tx, carter, hearing).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(read_answers(&database, "tasha-carter").await.is_empty());
        // No other person reads what she wrote and replaced, wherever texts are read.
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body = 'Friday' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
    }
}

on_each_engine! {
    async fn an_event_that_is_over_or_cancelled_takes_no_new_answer(database: TestDatabase) {
        let (carter, hearing) = (database.family_id("carter").await, hearing_id(&database).await);
        let answer_as = async |words: &'static str| {
            let draft = NewEventAnswer::parse("change", words, "en").unwrap();
            let mut tx = database.begin_as("tasha-carter").await;
            answers::save_answer(&mut tx, carter, hearing, &draft).await?;
            tx.commit().await
        };
        answer_as("Friday").await.unwrap();
        let cancelled = "UPDATE event SET cancelled = true WHERE kind = 'hearing'";
        database.execute_sql(cancelled).await.unwrap();
        let refused = answer_as("Monday").await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-answer-cancelled"))));
        // A form that is sent a second time was accepted the first time.
        answer_as("Friday").await.unwrap();
        let over = "UPDATE event SET cancelled = false, starts = '2026-11-02T09:00:00', ends = \
            '2026-11-02T10:00:00' WHERE kind = 'hearing'";
        database.execute_sql(over).await.unwrap();
        let refused = answer_as("Monday").await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-answer-over"))));
        let kept = "SELECT count(*) FROM event_answer a JOIN text t ON t.id = a.text_id WHERE \
            t.body = 'Friday'";
        assert_eq!(database.query_number(kept).await, 1);
    }
}

on_each_engine! {
    async fn a_wish_for_another_time_is_a_duty_until_it_is_settled(database: TestDatabase) {
        answer(&database, "tasha-carter", "accept", "").await.unwrap();
        assert!(people_who_wait(&database).await.is_empty());
        // The hearing is in more than a week, but the wish waits today.
        answer(&database, "tasha-carter", "change", "Friday").await.unwrap();
        assert_eq!(people_who_wait(&database).await, ["Tasha Carter"]);
        for other in ["tasha-carter", "lena-bird", "pat-nguyen", "dana-fox"] {
            let refused = settle(&database, other, "tasha-carter").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        let nothing = settle(&database, "ben-ortiz", "marcus-reed").await;
        assert!(matches!(nothing, Err(Error::NotFound)));
        for _ in 0..2 {
            settle(&database, "ben-ortiz", "tasha-carter").await.unwrap();
        }
        assert!(people_who_wait(&database).await.is_empty());
        assert!(read_answers(&database, "tasha-carter").await[0].is_settled);
        // The same wish again is no new duty, and another one is.
        answer(&database, "tasha-carter", "change", "Friday").await.unwrap();
        assert!(people_who_wait(&database).await.is_empty());
        answer(&database, "tasha-carter", "change", "Monday").await.unwrap();
        assert_eq!(people_who_wait(&database).await, ["Tasha Carter"]);
        // A worker's own wish is no duty of that worker, who could not settle it.
        answer(&database, "ben-ortiz", "change", "Later").await.unwrap();
        assert_eq!(people_who_wait(&database).await, ["Tasha Carter"]);
        // Until the event is over.
        database.clock.advance(jiff::SignedDuration::from_hours(17 * 24));
        assert!(people_who_wait(&database).await.is_empty());
    }
}

on_each_engine! {
    async fn a_person_who_answered_is_asked_again_after_a_move(database: TestDatabase) {
        let (carter, hearing) = (database.family_id("carter").await, hearing_id(&database).await);
        let asked_again = async || {
            let own = read_answers(&database, "tasha-carter").await;
            let mut tx = database.begin_as("tasha-carter").await;
            let home = store::home::read_home(&mut tx, carter, "en").await.unwrap();
            let event = home.events.iter().find(|event| event.id == hearing).unwrap();
            let answered = event.own_answer == Some(EventAnswer::Accept);
            assert_eq!(own[0].is_for_other_start, event.is_asked_again);
            (answered, event.is_asked_again)
        };
        answer(&database, "tasha-carter", "accept", "").await.unwrap();
        assert_eq!(asked_again().await, (true, false));
        let sql = "UPDATE event SET starts = '2026-12-10T09:00:00' WHERE kind = 'hearing'";
        database.execute_sql(sql).await.unwrap();
        // The answer stays, and the worker sees that it is for the earlier time.
        assert_eq!(asked_again().await, (true, true));
        assert!(read_answers(&database, "ben-ortiz").await[0].is_for_other_start);
        // A form that was loaded before the move is an answer for the earlier time.
        let draft = NewEventAnswer::parse("accept", "", "en").unwrap();
        for (starts, again) in [("2026-12-09T13:30:00", true), ("2026-12-10T09:00:00", false)] {
            let mut tx = database.begin_as("tasha-carter").await;
            let draft = draft.clone().with_start(starts);
            answers::save_answer(&mut tx, carter, hearing, &draft).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(asked_again().await, (true, again), "{starts}");
        }
    }
}

on_each_engine! {
    async fn answers_and_invited_people_are_sorted_by_name(database: TestDatabase) {
        // By their bytes, a small letter and one with an accent would come last.
        let sql = "UPDATE person SET name = 'álvaro Reed' WHERE key = 'marcus-reed'";
        database.execute_sql(sql).await.unwrap();
        for who in ["tasha-carter", "lena-bird", "marcus-reed"] {
            answer(&database, who, "accept", "").await.unwrap();
        }
        let (carter, hearing) = (database.family_id("carter").await, hearing_id(&database).await);
        let mut tx = database.begin_as("ben-ortiz").await;
        let found = calendar::read_event(&mut tx, carter, hearing, "en").await.unwrap();
        let names: Vec<&str> = found.answers.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["álvaro Reed", "Lena Bird", "Tasha Carter"]);
        let names: Vec<&str> = found.invited.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["álvaro Reed", "Ben Ortiz", "Lena Bird", "Tasha Carter"]);
    }
}
