//! Notes of an event: no decision without attendance and the family's positions, a version for each
//! save, and a promised day that is a duty.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::event_words::{carter_event, read, save};
use crate::support::{OwnerPool, TestDatabase, on_each_engine};
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::calendar::{
    DecisionForm, EventForm, EventInput, EventPosition, NewEventWords, NotesForm, NotesInput,
    PositionForm,
};
use model::id::{DecisionId, EventId, EventWordsId, FormId, PersonId};
use store::calendar::notes::EventForNotes;
use store::calendar::parts::EventNotes;
use store::calendar::{self, changes, decisions, notes, words};
use store::home::duties::{self, DutySubject};
use store::plan::working_copy::SaveOutcome;
use store::{Error, translations};

/// Notes with which everyone in the family agrees.
fn input(stored: &EventForNotes, id: DecisionId, result: &str) -> NotesInput {
    let family = stored.family_ids();
    input_with(stored, id, result, &family, Vec::new())
}

fn input_with(
    stored: &EventForNotes,
    id: DecisionId,
    result: &str,
    family: &BTreeSet<PersonId>,
    answers: Vec<(EventWordsId, String)>,
) -> NotesInput {
    let positions = family.iter().map(|person| PositionForm {
        person: *person,
        position: "not_there".into(),
        why: "canary-why".into(),
    });
    let form = NotesForm {
        result: result.into(),
        there: stored
            .people_ids()
            .iter()
            .map(ToString::to_string)
            .collect(),
        answers,
        decisions: vec![DecisionForm {
            id,
            words: "canary-decision".into(),
            positions: positions.collect(),
        }],
    };
    NotesInput::parse(&form, &stored.people_ids(), family, "en").unwrap()
}

async fn load(database: &TestDatabase, who: &str, event: EventId) -> Result<EventForNotes, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    notes::read_for_notes(&mut tx, carter, event, "en").await
}

async fn write(
    database: &TestDatabase,
    event: EventId,
    (revision, publish): (i32, bool),
    input: &NotesInput,
) -> Result<SaveOutcome<EventId>, Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let saved = notes::save_notes(&mut tx, (carter, event), revision, publish, input).await?;
    tx.commit().await?;
    Ok(saved)
}

/// The published notes as a person reads them.
async fn published(database: &TestDatabase, who: &str, event: EventId) -> Option<EventNotes> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = calendar::read_event(&mut tx, carter, event, "en").await;
    found.unwrap().parts.notes
}

/// The days by which Ben Ortiz owes notes.
async fn owed(database: &TestDatabase) -> Vec<jiff::civil::Date> {
    let mut tx = database.begin_as("ben-ortiz").await;
    let found = duties::list_duties(&mut tx, "en").await.unwrap();
    let is_notes = |duty: &duties::Duty| matches!(duty.subject, DutySubject::Notes(..));
    found
        .into_iter()
        .filter(is_notes)
        .map(|duty| duty.day)
        .collect()
}

on_each_engine! {
    async fn drafts_are_the_workers_and_published_notes_are_everyones(database: TestDatabase) {
        let hearing = carter_event(&database, "hearing").await;
        let stored = load(&database, "ben-ortiz", hearing).await.unwrap();
        let id: DecisionId = database.clock.new_id();
        let first = input(&stored, id, "canary-draft");
        write(&database, hearing, (0, false), &first).await.unwrap();
        for who in ["tasha-carter", "marcus-reed", "lena-bird", "ben-ortiz"] {
            assert!(published(&database, who, hearing).await.is_none(), "{who}");
        }
        for other in ["tasha-carter", "lena-bird", "pat-nguyen", "june-bell", "dana-fox"] {
            let refused = load(&database, other, hearing).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        let second = input(&stored, id, "canary-result");
        // The second time it is sent, it changes nothing.
        for _ in 0..2 {
            let saved = write(&database, hearing, (1, true), &second).await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(hearing));
        }
        for who in ["tasha-carter", "marcus-reed", "lena-bird"] {
            let found = published(&database, who, hearing).await.unwrap();
            assert_eq!((found.revision, found.result.body.as_str()), (2, "canary-result"), "{who}");
            assert_eq!(found.decisions[0].positions.len(), 2, "{who}");
            let mut tx = database.begin_as(who).await;
            let news = store::home::unread_activity(&mut tx).await.unwrap();
            let is_it = |one: &store::home::ActivityItem| {
                one.event_id == Some(hearing) && one.event_act.is_none()
            };
            assert_eq!(news.into_iter().filter(is_it).count(), 1, "{who}");
        }
        // A form of before that version.
        let late = write(&database, hearing, (1, true), &first).await.unwrap();
        assert_eq!(late, SaveOutcome::Stale);
        // A later draft leaves what is published.
        let third = input(&stored, id, "canary-later");
        write(&database, hearing, (2, false), &third).await.unwrap();
        let found = published(&database, "tasha-carter", hearing).await.unwrap();
        assert_eq!(found.result.body, "canary-result");
        let draft = load(&database, "ben-ortiz", hearing).await.unwrap();
        assert_eq!(draft.revision(), 3);
        database.end_membership("tasha-carter").await;
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("tasha-carter").await;
        let refused = calendar::read_event(&mut tx, carter, hearing, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn no_decision_is_stored_without_attendance_and_the_familys_positions(database: TestDatabase) {
        let hearing = carter_event(&database, "hearing").await;
        let stored = load(&database, "ben-ortiz", hearing).await.unwrap();
        let tasha = database.person_id("tasha-carter").await;
        let id: DecisionId = database.clock.new_id();
        // A form that was checked while she was the only one whom it concerned.
        let partial = input_with(&stored, id, "x", &BTreeSet::from([tasha]), Vec::new());
        let refused = write(&database, hearing, (0, true), &partial).await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-position"))));
        write(&database, hearing, (0, true), &input(&stored, id, "x")).await.unwrap();
        // Neither can anything else that writes to the database.
        for sql in [
            "INSERT INTO event_decision (notes_id, id, position, text_id, family_member_id) SELECT \
                n.id, n.id, 9, n.result_id, n.created_by_id FROM event_notes n",
            "INSERT INTO event_position (notes_id, decision_id, person_id, position) SELECT \
                d.notes_id, d.id, p.id, 'agree' FROM event_decision d JOIN person p ON p.key = \
                'june-bell'",
            "UPDATE event_position SET text_id = NULL",
        ] {
            assert!(database.execute_sql(sql).await.is_err(), "{sql}");
        }
    }
}

on_each_engine! {
    async fn an_answer_is_read_by_those_who_read_the_words(database: TestDatabase) {
        let hearing = carter_event(&database, "hearing").await;
        let id: EventWordsId = database.clock.new_id();
        save(&database, "tasha-carter", (id, None), ("say", "canary-words", "workers"))
            .await
            .unwrap();
        let stored = load(&database, "ben-ortiz", hearing).await.unwrap();
        let answers = vec![(id, "canary-answer".to_owned())];
        let decision = database.clock.new_id();
        let family = stored.family_ids();
        let notes = input_with(&stored, decision, "x", &family, answers);
        write(&database, hearing, (0, true), &notes).await.unwrap();
        for who in ["tasha-carter", "ben-ortiz"] {
            let answer = read(&database, who).await[0].answer.clone();
            assert_eq!(answer.unwrap().body, "canary-answer", "{who}");
        }
        assert!(read(&database, "marcus-reed").await.is_empty());
        let open = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id JOIN person p ON p.id = e.person_id WHERE t.body = 'canary-answer' AND \
            p.key = 'marcus-reed' AND NOT e.denied";
        assert_eq!(database.query_number(open).await, 0);
    }
}

on_each_engine! {
    async fn a_family_member_says_their_own_position_beside_the_notes(database: TestDatabase) {
        let (carter, hearing) = (
            database.family_id("carter").await,
            carter_event(&database, "hearing").await,
        );
        let stored = load(&database, "ben-ortiz", hearing).await.unwrap();
        let decision: DecisionId = database.clock.new_id();
        write(&database, hearing, (0, true), &input(&stored, decision, "x")).await.unwrap();
        // A form has its id from the time at which its page was opened.
        let older: FormId = database.clock.new_id();
        database.clock.advance(jiff::SignedDuration::from_secs(1));
        let newer: FormId = database.clock.new_id();
        let say = async |who: &str, form: FormId, words: &str| -> Result<(), Error> {
            let mut tx = database.begin_as(who).await;
            for _ in 0..2 {
                let of = (carter, hearing, decision);
                let stated = (EventPosition::Disagree, words);
                decisions::save_own_position(&mut tx, of, form, stated, "en").await?;
            }
            tx.commit().await
        };
        say("tasha-carter", newer, "canary-one").await.unwrap();
        database.clock.advance(jiff::SignedDuration::from_secs(1));
        say("tasha-carter", older, "canary-two").await.unwrap();
        // The form of before, with other words: they would be lost without a message.
        let again = say("tasha-carter", newer, "canary-three").await;
        assert!(matches!(again, Err(Error::Conflict)));
        for other in ["ben-ortiz", "lena-bird", "june-bell", "maria-luna"] {
            let refused = say(other, database.clock.new_id(), "x").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        // A new version of the notes has the same decision.
        write(&database, hearing, (1, true), &input(&stored, decision, "y")).await.unwrap();
        let tasha = database.person_id("tasha-carter").await;
        let found = published(&database, "marcus-reed", hearing).await.unwrap();
        let of_her = found.decisions[0].positions.iter().find(|one| one.person_id == tasha);
        let of_her = of_her.unwrap();
        assert_eq!(of_her.noted.as_ref().unwrap().position, EventPosition::NotThere);
        let own = of_her.own.as_ref().unwrap();
        assert_eq!(own.position, EventPosition::Disagree);
        assert_eq!(own.words.as_ref().unwrap().body, "canary-two");
    }
}

on_each_engine! {
    async fn notes_are_promised_and_a_duty_until_they_are_published(database: TestDatabase) {
        let (carter, hearing) = (
            database.family_id("carter").await,
            carter_event(&database, "hearing").await,
        );
        assert!(owed(&database).await.is_empty());
        database.clock.advance(jiff::SignedDuration::from_hours(17 * 24));
        // By default a week after the hearing on December 9.
        assert_eq!(owed(&database).await, [date(2026, 12, 16)]);
        for (who, may) in [("tasha-carter", false), ("ben-ortiz", true)] {
            let mut tx = database.begin_as(who).await;
            let due = date(2026, 12, 11);
            let saved = notes::save_promise(&mut tx, carter, hearing, due).await;
            assert_eq!(saved.is_ok(), may, "{who}");
            tx.commit().await.unwrap();
        }
        assert_eq!(owed(&database).await, [date(2026, 12, 11)]);
        let mut tx = database.begin_as("marcus-reed").await;
        let found = calendar::read_event(&mut tx, carter, hearing, "en").await.unwrap();
        assert_eq!(found.parts.promised, Some(date(2026, 12, 11)));
        drop(tx);
        let stored = load(&database, "ben-ortiz", hearing).await.unwrap();
        let id = database.clock.new_id();
        write(&database, hearing, (0, false), &input(&stored, id, "x")).await.unwrap();
        assert_eq!(owed(&database).await.len(), 1, "a draft keeps no promise");
        write(&database, hearing, (1, true), &input(&stored, id, "x")).await.unwrap();
        assert!(owed(&database).await.is_empty());
    }
}

/// A meeting of both parents with Tasha's mentor, and the words that the mentor brings to it.
async fn meeting_with_mentor(database: &TestDatabase) -> (EventId, EventInput, EventWordsId) {
    let carter = database.family_id("carter").await;
    let mut people = Vec::new();
    for key in ["tasha-carter", "marcus-reed", "june-bell"] {
        people.push(database.person_id(key).await.to_string());
    }
    let form = EventForm {
        kind: "meeting",
        day: "2026-11-26",
        starts: "10:00",
        about: "To plan",
        people: &people,
        ..EventForm::default()
    };
    let meeting = EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap();
    let mut tx = database.begin_as("ben-ortiz").await;
    let form = database.clock.new_id();
    let event = changes::add_event(&mut tx, carter, form, &meeting)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let draft = NewEventWords::parse("say", "canary-words", "event", "en").unwrap();
    let mut tx = database.begin_as("june-bell").await;
    let id: EventWordsId = database.clock.new_id();
    words::save_words(&mut tx, carter, event, (id, None), &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (event, meeting, id)
}

on_each_engine! {
    async fn one_parent_does_not_learn_that_the_others_mentor_was_there(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let lena = database.person_id("lena-bird").await;
        // Nor that the mentor brought words.
        let (event, meeting, _) = meeting_with_mentor(&database).await;
        let stored = load(&database, "ben-ortiz", event).await.unwrap();
        let id = database.clock.new_id();
        write(&database, event, (0, true), &input(&stored, id, "x")).await.unwrap();
        let june = database.person_id("june-bell").await;
        for (who, knows) in [("tasha-carter", true), ("ben-ortiz", true), ("marcus-reed", false)] {
            let found = published(&database, who, event).await.unwrap();
            let is_listed = found.attendance.iter().any(|one| one.person_id == june);
            assert_eq!(is_listed, knows, "{who}");
            let mut tx = database.begin_as(who).await;
            let page = calendar::read_event(&mut tx, carter, event, "en").await.unwrap();
            assert_eq!(page.parts.words.len(), usize::from(knows), "{who}");
        }
        // A person who is invited later reads the notes once they are published again.
        let mut meeting = meeting;
        meeting.people.insert(lena);
        let mut tx = database.begin_as("ben-ortiz").await;
        changes::save_event(&mut tx, carter, event, 0, &meeting).await.unwrap();
        tx.commit().await.unwrap();
        assert!(published(&database, "lena-bird", event).await.is_none());
        let stored = load(&database, "ben-ortiz", event).await.unwrap();
        write(&database, event, (1, true), &input(&stored, id, "x")).await.unwrap();
        assert!(published(&database, "lena-bird", event).await.is_some());
        // Who was there stays known when they leave the team.
        database.end_membership("lena-bird").await;
        let found = published(&database, "tasha-carter", event).await.unwrap();
        assert!(found.attendance.iter().any(|one| one.person_id == lena));
    }
}

on_each_engine! {
    async fn one_parent_reads_no_text_that_the_others_mentor_brought(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let (event, _, brought) = meeting_with_mentor(&database).await;
        let stored = load(&database, "ben-ortiz", event).await.unwrap();
        let answers = vec![(brought, "canary-answer".to_owned())];
        let (family, decision) = (stored.family_ids(), database.clock.new_id());
        let answered = input_with(&stored, decision, "x", &family, answers);
        write(&database, event, (0, true), &answered).await.unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        let page = calendar::read_event(&mut tx, carter, event, "en").await.unwrap();
        drop(tx);
        let hers = &page.parts.words[0];
        let texts = [hers.words.text_id, hers.answer.as_ref().unwrap().text_id];
        for (who, reads) in [
            ("tasha-carter", true),
            ("june-bell", true),
            ("ben-ortiz", true),
            ("marcus-reed", false),
        ] {
            for text in texts {
                // A text can be asked for in another language by those who may read it.
                let mut tx = database.begin_as(who).await;
                let asked = translations::request_translation(&mut tx, text, "es").await;
                let is_refused = matches!(asked, Err(Error::NotFound));
                assert_eq!((asked.is_ok(), is_refused), (reads, !reads), "{who}: {asked:?}");
            }
            if let OwnerPool::Postgres(_) = &database.owner_pool {
                let mut connection = crate::row_security::connect_as(&database, Some(who)).await;
                let both = "text WHERE body IN ('canary-words', 'canary-answer')";
                let found = crate::row_security::count_rows(&mut connection, both).await;
                assert_eq!(found, if reads { 2 } else { 0 }, "{who}");
            }
        }
    }
}
