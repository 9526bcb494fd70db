//! Words that Tasha Carter brings to an event, and the notes of it by Ben Ortiz.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::calendar::{DecisionForm, NewEventWords, NotesForm, NotesInput, PositionForm};
use model::id::{DecisionId, EventId, EventWordsId};
use store::calendar::{notes, words};

use super::TestApp;

/// Words for everyone who may see the event, and published notes with a decision with which every
/// family member agrees.
pub async fn create_event_notes(app: &TestApp, event: EventId) -> (EventWordsId, DecisionId) {
    let (database, clock) = (&app.database, &app.database.clock);
    let carter = database.family_id("carter").await;
    let draft = NewEventWords::parse("say", "The bus is late at night", "event", "en").unwrap();
    let brought: EventWordsId = clock.new_id();
    let mut tx = database.begin_as("tasha-carter").await;
    words::save_words(&mut tx, carter, event, (brought, None), &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.begin_as("ben-ortiz").await;
    let stored = notes::read_for_notes(&mut tx, carter, event, "en")
        .await
        .unwrap();
    let decision: DecisionId = clock.new_id();
    let positions = stored.family().map(|one| PositionForm {
        person: one.person_id,
        position: "agree".into(),
        why: String::new(),
    });
    let form = NotesForm {
        result: "We talked about the bus".into(),
        there: stored
            .people_ids()
            .iter()
            .map(ToString::to_string)
            .collect(),
        answers: vec![(brought, "There is a ride from now on".into())],
        decisions: vec![DecisionForm {
            id: decision,
            words: "A ride on Fridays".into(),
            positions: positions.collect(),
        }],
    };
    let (people, family) = (stored.people_ids(), stored.family_ids());
    let input = NotesInput::parse(&form, &people, &family, "en").unwrap();
    notes::save_notes(&mut tx, (carter, event), 0, true, &input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (brought, decision)
}

/// The plan for family time of Tasha Carter.
pub async fn plan_of_tasha(app: &TestApp) -> String {
    let sql = "SELECT p.key, p.id FROM family_time_plan p WHERE p.key = 'time-tasha'";
    app.database.query_keyed_ids(sql).await[0].1.to_string()
}
