//! Words that people bring to an event, and the notes of it, over HTTP.
#![allow(clippy::unwrap_used)]

use crate::calendar::event_path;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

/// Sends a form of a page with its hidden fields and these ones, and loads the page that follows.
async fn send(
    browser: &mut TestBrowser,
    page: &str,
    action: &str,
    hidden: &[&str],
    fields: &[(&str, &str)],
) -> TestResponse {
    let shown = browser.get(page).await;
    send_from(browser, &shown, (page, action), hidden, fields).await
}

/// As `send`, from a page that was loaded before.
async fn send_from(
    browser: &mut TestBrowser,
    shown: &TestResponse,
    (page, action): (&str, &str),
    hidden: &[&str],
    fields: &[(&str, &str)],
) -> TestResponse {
    // The hidden fields are taken from the page and not made up here: a page that lost one would
    // fail.
    let values: Vec<(&str, String)> = ["family", "event"]
        .iter()
        .chain(hidden)
        .map(|name| (*name, shown.hidden_value(name)))
        .collect();
    let mut all: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    all.push(("from", page));
    all.extend_from_slice(fields);
    let sent = browser.post(action, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

const WORDS: &str = "/api/calendar/words";
const NOTES: &str = "/api/calendar/notes";
const WORDS_HIDDEN: [&str; 2] = ["form", "revision"];

on_each_engine! {
    async fn the_familys_words_stand_above_the_facts_for_those_they_are_for(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let page = format!("{hearing}/words");
        let mut tasha = app.person("tasha-carter").await;
        assert!(tasha.get(&hearing).await.body.contains(&format!("href=\"{page}\"")));
        let fields = [("kind", "say"), ("words", "canary-say"), ("who", "workers")];
        let shown = send(&mut tasha, &page, WORDS, &WORDS_HIDDEN, &fields).await.body_text();
        assert!(
            shown.contains("Your words are saved.") && shown.contains("canary-say"),
            "{shown}"
        );
        // The order in the page is the promise: what the family says comes before what the agency
        // wrote.
        let mut ben = app.person("ben-ortiz").await;
        let read = ben.get(&hearing).await.body_text();
        let at = |part: &str| read.find(part).unwrap_or_else(|| panic!("{part}: {read}"));
        let facts = at("The judge will look at how things are going");
        assert!(at("canary-say") < facts && facts < at("Notes promised by"), "{read}");
        // The other parent is at the same hearing, and the words were for the workers.
        let mut marcus = app.person("marcus-reed").await;
        assert!(!marcus.get(&hearing).await.body.contains("canary-say"));
        // Changed in place, for everyone at the hearing.
        let (_, rest) = shown.split_once("?change=").unwrap();
        let id = rest.split('"').next().unwrap();
        let change = format!("{page}?change={id}");
        let fields = [("kind", "say"), ("words", "canary-change"), ("who", "event")];
        let shown = send(&mut tasha, &change, WORDS, &WORDS_HIDDEN, &fields).await.body_text();
        assert!(shown.contains("canary-change") && shown.contains("Your earlier words"), "{shown}");
        let read = marcus.get(&hearing).await.body_text();
        assert!(read.contains("canary-change") && !read.contains("canary-say"), "{read}");
        // Withdrawn, and restored.
        let of = [("words", id)];
        let taken = send(&mut tasha, &page, "/api/calendar/words-out", &[], &of).await;
        assert!(taken.body_text().contains("Your words are taken back."), "{}", taken.body);
        assert!(!marcus.get(&hearing).await.body.contains("canary-change"));
        let back = [("words", id), ("act", "restore")];
        send_from(&mut tasha, &taken, (&page, "/api/calendar/words-out"), &[], &back).await;
        assert!(marcus.get(&hearing).await.body.contains("canary-change"));
        // A mentor, the supervisor, the caregiver and another family: none of them is in the
        // audience of the hearing.
        for other in ["june-bell", "pat-nguyen", "nora-price", "maria-luna"] {
            let mut other = app.person(other).await;
            assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
        }
    }
}

on_each_engine! {
    async fn bad_words_come_back_with_every_error_and_everything_typed(app: TestApp) {
        let page = format!("{}/words", event_path(&app, "carter", "hearing").await);
        let mut tasha = app.person("tasha-carter").await;
        // A zero-width space looks like words to a check of the length, and shows nothing.
        let fields = [("kind", ""), ("words", "\u{200B}"), ("who", "")];
        let shown = send(&mut tasha, &page, WORDS, &WORDS_HIDDEN, &fields).await.body_text();
        assert!(
            shown.contains("Choose one") && shown.contains("Write a few words first"),
            "{shown}"
        );
        // Above the limit in characters; in Arabic, each letter has two bytes.
        let long = format!("canary-long {}", "الباص ".repeat(2_000));
        let fields = [("kind", "say"), ("words", long.as_str()), ("who", "event")];
        let shown = send(&mut tasha, &page, WORDS, &WORDS_HIDDEN, &fields).await.body_text();
        assert!(
            shown.contains("Your text is too long.") && shown.contains("canary-long الباص"),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn words_that_come_too_late_are_given_back(app: TestApp) {
        let page = format!("{}/words", event_path(&app, "carter", "hearing").await);
        let mut tasha = app.person("tasha-carter").await;
        // The page is loaded before the hearing and sent after it, as from a phone that was put
        // away.
        let before = tasha.get(&page).await;
        app.database.clock.advance(SignedDuration::from_hours(17 * 24));
        // Signed in again: the session has ended in the meantime, and that is not what is tested
        // here.
        let mut tasha = app.person("tasha-carter").await;
        let fields = [("kind", "say"), ("words", "canary-late"), ("who", "event")];
        let to = (page.as_str(), WORDS);
        let shown = send_from(&mut tasha, &before, to, &WORDS_HIDDEN, &fields).await.body_text();
        assert!(
            shown.contains("your words were not saved")
                && shown.contains("canary-late")
                && shown.contains("What you typed. It is not saved."),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn notes_without_attendance_and_positions_are_refused_and_nothing_is_lost(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let page = format!("{hearing}/notes");
        let (tasha, marcus) = (
            app.database.person_id("tasha-carter").await,
            app.database.person_id("marcus-reed").await,
        );
        let mut ben = app.person("ben-ortiz").await;
        let [of_tasha, of_marcus] = [tasha, marcus].map(|id| format!("position-0-{id}"));
        let [why_tasha, why_marcus] = [tasha, marcus].map(|id| format!("why-0-{id}"));
        let hidden = ["revision", "decisions", "decision-id-0"];
        // Tasha disagrees without a reason, and Marcus has a reason without a position: each error
        // names its own field.
        let wrong = [
            ("result", "canary-result"),
            ("decision-0", "canary-decision"),
            (of_tasha.as_str(), "disagree"),
            (why_marcus.as_str(), "canary-why"),
            ("act", "publish"),
        ];
        let shown = send(&mut ben, &page, NOTES, &hidden, &wrong).await.body_text();
        for part in [
            "Choose who was there",
            "Say what each family member thinks of this decision",
            "Say why",
            "canary-result",
            "canary-decision",
            "canary-why",
            &format!("href=\"#{of_marcus}\""),
            &format!("href=\"#{why_tasha}\""),
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        let there = format!("there-{tasha}");
        // The same form with what was missing: what was typed the first time is sent again
        // unchanged.
        let mut right = wrong.to_vec();
        right.extend([
            (there.as_str(), "yes"),
            (of_marcus.as_str(), "not_there"),
            (why_tasha.as_str(), "canary-told"),
        ]);
        let shown = send(&mut ben, &page, NOTES, &hidden, &right).await.body_text();
        assert!(shown.contains("The notes are published."), "{shown}");
        // Today says that there is something new and nothing of it: it is read over a shoulder.
        let mut mother = app.person("tasha-carter").await;
        let today = mother.get("/").await.body_text();
        assert!(
            today.contains("There are new notes") && !today.contains("canary"),
            "{today}"
        );
        let read = mother.get(&hearing).await.body_text();
        for part in [
            "canary-result",
            "canary-decision",
            "Tasha Carter: Do not agree",
            "canary-told",
            "Marcus Reed: Not there",
            "This is not what I said",
        ] {
            assert!(read.contains(part), "{part}: {read}");
        }
        // The form of the notes is the worker's. A parent answers beside their own position.
        assert_eq!(mother.get(&page).await.status, StatusCode::NOT_FOUND);
        correct_position(&app, &mut mother, &hearing, &read).await;
    }
}

/// Tasha says what she said, beside the notes.
async fn correct_position(app: &TestApp, mother: &mut TestBrowser, hearing: &str, read: &str) {
    let (_, rest) = read.split_once("?decision=").unwrap();
    let id = rest.split(['#', '"']).next().unwrap();
    let page = format!("{hearing}?decision={id}");
    let action = "/api/calendar/position";
    let hidden = ["form", "decision"];
    let blank = [("position", ""), ("said", " ")];
    let shown = send(mother, &page, action, &hidden, &blank)
        .await
        .body_text();
    assert!(
        shown.contains("Choose one") && shown.contains("Write a few words first"),
        "{shown}"
    );
    let said = [("position", "agree"), ("said", "canary-said")];
    let shown = send(mother, &page, action, &hidden, &said)
        .await
        .body_text();
    assert!(
        shown.contains("Tasha Carter says: Agree") && shown.contains("canary-said"),
        "{shown}"
    );
    // The position in the notes stays, and the person's own one is shown beside it to every reader.
    let other = app
        .person("marcus-reed")
        .await
        .get(hearing)
        .await
        .body_text();
    assert!(
        other.contains("Tasha Carter: Do not agree") && other.contains("canary-said"),
        "{other}"
    );
}

on_each_engine! {
    async fn the_second_worker_gets_both_versions_of_the_notes(app: TestApp) {
        let page = format!("{}/notes", event_path(&app, "carter", "hearing").await);
        let there = format!("there-{}", app.database.person_id("tasha-carter").await);
        let mut ben = app.person("ben-ortiz").await;
        // Two tabs of one worker are two writers, as far as a revision can tell.
        let before = ben.get(&page).await;
        let draft = |result: &'static str| {
            [("result", result), (there.as_str(), "yes"), ("act", "draft")]
        };
        let hidden = ["revision"];
        let first = send(&mut ben, &page, NOTES, &hidden, &draft("canary-first")).await;
        assert!(first.body_text().contains("The draft is saved."), "{}", first.body);
        let to = (page.as_str(), NOTES);
        let late = draft("canary-second");
        let shown = send_from(&mut ben, &before, to, &hidden, &late).await.body_text();
        assert!(
            shown.contains("Someone else changed this while you were writing.")
                && shown.contains("id=\"stale\"")
                && shown.contains("canary-first")
                && shown.contains("canary-second"),
            "{shown}"
        );
        // Sent again from the page that shows both: it has the new revision.
        let saved = send(&mut ben, &page, NOTES, &hidden, &draft("canary-second")).await;
        assert!(saved.body_text().contains("The draft is saved."), "{}", saved.body);
    }
}

on_each_engine! {
    async fn late_notes_are_said_plainly_and_are_a_duty(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let page = format!("{hearing}/notes");
        let promised = app.person("tasha-carter").await.get(&hearing).await.body_text();
        assert!(
            promised.contains("Notes promised by Wednesday, December 16."),
            "{promised}"
        );
        // After the hearing of December 9 and before the seven days are over.
        app.database.clock.advance(SignedDuration::from_hours(17 * 24));
        let mut ben = app.person("ben-ortiz").await;
        let due = "/api/calendar/notes-due";
        // Before the hearing no notes can be due.
        let early = send(&mut ben, &page, due, &[], &[("due", "2026-12-01")]).await;
        assert!(early.body.contains("id=\"due-error\""), "{}", early.body);
        let shown = send(&mut ben, &page, due, &[], &[("due", "2026-12-09")]).await.body_text();
        assert!(shown.contains("The day is saved."), "{shown}");
        let today = ben.get("/").await.body_text();
        assert!(
            today.contains("Write the notes: Court hearing")
                && today.contains(&format!("href=\"{page}\"")),
            "{today}"
        );
        let late = app.person("tasha-carter").await.get(&hearing).await.body_text();
        assert!(
            late.contains("The notes were promised by Wednesday, December 9. They are late."),
            "{late}"
        );
    }
}
