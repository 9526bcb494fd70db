//! Notifications of changes of events, and reminders: to everyone who sees the event, once, and in
//! safe hours only.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::notifications::{TWO_MINUTES, advance_and_dispatch, fake_smtp_server, save_preferences};
use crate::support::notification_service::{build_dispatcher, save_preferences_for_all_hours};
use crate::support::{TestApp, on_each_engine};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::calendar::{EventForm, EventInput, NewEventAnswer};
use model::id::EventId;
use server::notifications::NotificationDispatcher;
use store::calendar::{answers, changes, history};
use store::notifications::reminders;

/// A meeting on this day, to which Tasha and Marcus are invited.
async fn meeting(app: &TestApp, day: &str, starts: &str) -> EventInput {
    let mut people = Vec::new();
    for key in ["tasha-carter", "marcus-reed"] {
        people.push(app.database.person_id(key).await.to_string());
    }
    let form = EventForm {
        kind: "meeting",
        day,
        starts,
        about: "canary-words",
        place: "canary-place",
        people: &people,
        ..EventForm::default()
    };
    EventInput::parse(&form, "en", &TimeZone::UTC, None).unwrap()
}

async fn add(app: &TestApp, input: &EventInput) -> EventId {
    let carter = app.database.family_id("carter").await;
    let form = app.database.clock.new_id();
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let id = Box::pin(changes::add_event(&mut tx, carter, form, input))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn save(app: &TestApp, event: (EventId, i32), input: &EventInput) {
    let carter = app.database.family_id("carter").await;
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let (id, revision) = event;
    Box::pin(changes::save_event(&mut tx, carter, id, revision, input))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn cancel(app: &TestApp, event: EventId) {
    let carter = app.database.family_id("carter").await;
    let mut tx = app.database.begin_as("ben-ortiz").await;
    Box::pin(history::cancel_event(&mut tx, carter, event, None, "en"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Every one of these people gets e-mail at any hour, with this choice of reminders.
async fn choose_mail(app: &TestApp, people: &[&str], reminder: &str) {
    for key in people {
        let address = format!("{key}@example.org");
        let fields = [("email", address.as_str()), ("reminder", reminder)];
        save_preferences_for_all_hours(app, key, &fields).await;
    }
}

/// The recipients of the letters since the last call, in alphabetical order.
fn take_recipients(letters: &Mutex<Vec<String>>) -> Vec<String> {
    let taken = std::mem::take(&mut *letters.lock().unwrap());
    let recipient = |letter: &String| {
        assert!(!letter.contains("canary"), "{letter}");
        let (_, rest) = letter.split_once("RCPT TO:<").unwrap();
        rest.split('@').next().unwrap().to_owned()
    };
    let mut found: Vec<String> = taken.iter().map(recipient).collect();
    found.sort();
    found
}

/// What the jobs of one server do after this time on the clock, given in UTC.
async fn run_jobs_at(app: &TestApp, teller: &NotificationDispatcher, time: &str) {
    let time: Timestamp = time.parse().unwrap();
    let wait = time.duration_since(app.database.clock.now());
    app.database.clock.advance(wait);
    run_jobs(app, teller).await;
}

/// Boxed, because a test that awaits many of these overflows the stack of its thread otherwise.
async fn run_jobs(app: &TestApp, teller: &NotificationDispatcher) {
    Box::pin(reminders::enqueue_due(&app.database.db))
        .await
        .unwrap();
    Box::pin(teller.dispatch_due(&app.database.db))
        .await
        .unwrap();
}

on_each_engine! {
    async fn a_burst_of_changes_is_one_notice_for_each_and_none_for_the_worker(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        let people = ["tasha-carter", "marcus-reed", "ben-ortiz", "nora-price", "june-bell"];
        choose_mail(&app, &people, "none").await;
        let id = add(&app, &meeting(&app, "2026-12-14", "16:00").await).await;
        for (revision, starts) in [(0, "16:15"), (1, "16:30"), (2, "16:45")] {
            app.database.clock.advance(SignedDuration::from_secs(20));
            save(&app, (id, revision), &meeting(&app, "2026-12-14", starts).await).await;
        }
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["marcus-reed", "tasha-carter"]);
        // Two servers at the same time.
        cancel(&app, id).await;
        app.database.clock.advance(TWO_MINUTES);
        let other = build_dispatcher(&["--smtp-url", &mail]);
        let (one, two) = tokio::join!(
            teller.dispatch_due(&app.database.db),
            other.dispatch_due(&app.database.db)
        );
        assert_eq!(one.unwrap() + two.unwrap(), 2);
        assert_eq!(take_recipients(&letters), ["marcus-reed", "tasha-carter"]);
        for (sql, rows) in [
            ("SELECT count(*) FROM event_notification WHERE state = 'told'", 4),
            ("SELECT count(*) FROM event_notification WHERE state = 'merged'", 6),
            ("SELECT count(*) FROM event_notification WHERE state = 'waiting'", 0),
        ] {
            assert_eq!(app.database.query_number(sql).await, rows, "{sql}");
        }
    }
}

on_each_engine! {
    async fn a_change_is_told_in_safe_hours_to_each_person_who_still_sees_it(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        choose_mail(&app, &["marcus-reed", "lena-bird"], "none").await;
        let night = [
            ("mode", "each"),
            ("safe_from", "22"),
            ("safe_until", "6"),
            ("email", "tasha-carter@example.org"),
        ];
        save_preferences(&app, "tasha-carter", &night).await;
        let open = meeting(&app, "2026-12-14", "16:00").await;
        let id = add(&app, &open).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["marcus-reed"], "it is noon");
        // A change of the place alone is not sent to him, because the place is withheld from him.
        let marcus = app.database.person_id("marcus-reed").await;
        let mut hidden = open.clone();
        hidden.hidden = BTreeSet::from([marcus]);
        save(&app, (id, 0), &hidden).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["marcus-reed"], "he knew the place before");
        hidden.place = Some("canary-other".into());
        save(&app, (id, 1), &hidden).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert!(take_recipients(&letters).is_empty());
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(10)).await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"], "22 o'clock, one for all");
        // Not on the team any more when it is due.
        cancel(&app, id).await;
        app.database.end_membership("tasha-carter").await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["marcus-reed"]);
        let gone = "SELECT count(*) FROM event_notification WHERE state = 'gone'";
        assert_eq!(app.database.query_number(gone).await, 1);
    }
}

on_each_engine! {
    async fn reminders_follow_a_move_and_end_with_the_event(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        choose_mail(&app, &["tasha-carter"], "both").await;
        let id = add(&app, &meeting(&app, "2026-12-14", "16:00").await).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"], "that it was added");
        // 16:00 in Chicago is 22:00 in UTC.
        run_jobs_at(&app, &teller, "2026-12-13T21:59:00Z").await;
        assert!(take_recipients(&letters).is_empty());
        app.database.clock.advance(SignedDuration::from_mins(2));
        let (one, two) = tokio::join!(
            Box::pin(reminders::enqueue_due(&app.database.db)),
            Box::pin(reminders::enqueue_due(&app.database.db))
        );
        one.and(two).unwrap();
        tokio::join!(run_jobs(&app, &teller), run_jobs(&app, &teller));
        assert_eq!(take_recipients(&letters), ["tasha-carter"], "once, by two servers");
        save(&app, (id, 0), &meeting(&app, "2026-12-16", "16:00").await).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"], "that it was moved");
        // Two hours before the earlier start, and a day before the new one.
        run_jobs_at(&app, &teller, "2026-12-14T20:01:00Z").await;
        assert!(take_recipients(&letters).is_empty());
        run_jobs_at(&app, &teller, "2026-12-15T22:01:00Z").await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"]);
        // A reminder that waits in the outbox is not sent after the event was canceled.
        app.database.clock.advance(SignedDuration::from_hours(22));
        Box::pin(reminders::enqueue_due(&app.database.db)).await.unwrap();
        cancel(&app, id).await;
        Box::pin(teller.dispatch_due(&app.database.db)).await.unwrap();
        assert!(take_recipients(&letters).is_empty());
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"], "that it was canceled");
    }
}

on_each_engine! {
    async fn reminders_keep_to_the_safe_hours_and_the_clocks(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        choose_mail(&app, &["tasha-carter"], "two_hours_before").await;
        // From 8 to 20 o'clock, and the day before, because nothing else was chosen.
        let day = [
            ("mode", "each"),
            ("safe_from", "8"),
            ("safe_until", "20"),
            ("email", "marcus-reed@example.org"),
        ];
        save_preferences(&app, "marcus-reed", &day).await;
        for (day, starts) in [("2027-03-14", "10:00"), ("2027-11-07", "21:00")] {
            add(&app, &meeting(&app, day, starts).await).await;
        }
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(take_recipients(&letters), ["marcus-reed", "tasha-carter"]);
        for (time, recipient) in [
            // The day before at 10:00 in winter time; two hours before in summer time.
            ("2027-03-13T15:59:00Z", None),
            ("2027-03-13T16:01:00Z", Some("marcus-reed")),
            ("2027-03-14T12:59:00Z", None),
            ("2027-03-14T13:01:00Z", Some("tasha-carter")),
            // 21:00 is too late for him: half an hour before 20:00, in summer time.
            ("2027-11-07T00:29:00Z", None),
            ("2027-11-07T00:31:00Z", Some("marcus-reed")),
            // Two hours before 21:00 in winter time.
            ("2027-11-08T00:59:00Z", None),
            ("2027-11-08T01:01:00Z", Some("tasha-carter")),
        ] {
            run_jobs_at(&app, &teller, time).await;
            let expected: Vec<&str> = recipient.into_iter().collect();
            assert_eq!(take_recipients(&letters), expected, "{time}");
        }
    }
}

on_each_engine! {
    async fn a_person_who_declined_or_chose_none_is_not_reminded(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        choose_mail(&app, &["tasha-carter"], "day_before").await;
        choose_mail(&app, &["marcus-reed", "ben-ortiz"], "none").await;
        let input = meeting(&app, "2026-12-14", "16:00").await;
        let id = add(&app, &input).await;
        let carter = app.database.family_id("carter").await;
        let declined = NewEventAnswer::parse("decline", "", "en").unwrap();
        let mut tx = app.database.begin_as("tasha-carter").await;
        answers::save_answer(&mut tx, carter, id, &declined).await.unwrap();
        tx.commit().await.unwrap();
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        take_recipients(&letters);
        run_jobs_at(&app, &teller, "2026-12-13T22:01:00Z").await;
        assert!(take_recipients(&letters).is_empty());
        // At another time she may be able to come.
        save(&app, (id, 0), &meeting(&app, "2026-12-15", "16:00").await).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        take_recipients(&letters);
        run_jobs_at(&app, &teller, "2026-12-14T22:01:00Z").await;
        assert_eq!(take_recipients(&letters), ["tasha-carter"]);
    }
}
