//! What people need to come to an event, other times that they propose, and what is at the same
//! time, over HTTP.
#![allow(clippy::unwrap_used)]

use crate::calendar::{calendar_path, event_path};
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

/// Sends a form about the event of this address with these fields, and loads the page that follows.
async fn send(
    browser: &mut TestBrowser,
    event: &str,
    (action, from): (&str, &str),
    fields: &[(&str, &str)],
) -> TestResponse {
    // The ids are in the address of the event, which is all that these tests know of it.
    let parts: Vec<&str> = event.split('/').collect();
    let mut all = vec![("family", parts[2]), ("event", parts[4]), ("from", from)];
    all.extend_from_slice(fields);
    let sent = browser.post(action, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

const ASK: &str = "/api/calendar/need";
const ANSWER: &str = "/api/calendar/need-answer";

on_each_engine! {
    async fn a_need_is_requested_answered_withdrawn_and_restored(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let page = format!("{hearing}/needs");
        let mut tasha = app.person("tasha-carter").await;
        let shown = tasha.get(&hearing).await;
        assert!(shown.body.contains(&format!("href=\"{page}\"")), "{}", shown.body);
        let asked = send(&mut tasha, &hearing, (ASK, &page), &[("need", "ride")]).await.body_text();
        assert!(
            asked.contains("Your caseworker can see what you asked for:")
                && asked.contains("What you asked for")
                && asked.contains("value=\"withdraw\""),
            "{asked}"
        );
        // Words are a second form: the first tap asks without them.
        let words = [("need", "ride"), ("act", "words"), ("words-ride", "canary-seat")];
        send(&mut tasha, &hearing, (ASK, &page), &words).await;
        // The other parent, and a tribal representative who is invited, read nothing of it.
        for other in ["marcus-reed", "lena-bird"] {
            let mut browser = app.person(other).await;
            for path in ["/", hearing.as_str(), page.as_str()] {
                let read = browser.get(path).await;
                assert!(!read.body.contains("canary-seat"), "{other} {path}");
                assert!(!read.body_text().contains("Tasha Carter: Ride"), "{other} {path}");
            }
        }
        let mut ben = app.person("ben-ortiz").await;
        // The worker reads on Today who needs what, and the words on the page where reading is
        // logged.
        let today = ben.get("/").await.body_text();
        assert!(
            today.contains("Tasha Carter needs help to come: Ride")
                && today.contains(&format!("{hearing}#needs"))
                && !today.contains("canary-seat"),
            "{today}"
        );
        let read = ben.get(&hearing).await;
        assert!(read.body.contains("canary-seat"), "{}", read.body);
        let need = read.hidden_value("need");
        // Without a reason the form is refused; with one the person is told.
        let field = format!("words-{need}");
        let no = [("need", need.as_str()), ("outcome", "unavailable"), (field.as_str(), " ")];
        let refused = send(&mut ben, &hearing, (ANSWER, &hearing), &no).await.body_text();
        assert!(refused.contains("Write a few words first"), "{refused}");
        let no = [no[0], no[1], (field.as_str(), "canary-bus")];
        let told = send(&mut ben, &hearing, (ANSWER, &hearing), &no).await.body_text();
        assert!(told.contains("can see that this can’t be arranged"), "{told}");
        // Answered, also with a no, it waits for the worker no more.
        assert!(!ben.get("/").await.body.contains("needs help to come"));
        let read = tasha.get(&page).await.body_text();
        assert!(read.contains("Can’t be arranged") && read.contains("canary-bus"), "{read}");
        let today = tasha.get("/").await.body_text();
        assert!(!today.contains("canary-bus"), "{today}");
        let yes = [("need", need.as_str()), ("outcome", "confirmed")];
        send(&mut ben, &hearing, (ANSWER, &hearing), &yes).await;
        let read = tasha.get(&hearing).await.body_text();
        assert!(read.contains("Ride: Confirmed"), "{read}");
        // Withdrawn: the worker has to cancel it.
        let back = [("need", "ride"), ("act", "withdraw")];
        let off = send(&mut tasha, &hearing, (ASK, &page), &back).await.body_text();
        assert!(
            off.contains("You no longer ask for: Ride") && off.contains("value=\"restore\""),
            "{off}"
        );
        let today = ben.get("/").await.body_text();
        assert!(today.contains("Tasha Carter no longer needs: Ride"), "{today}");
        // With the button of the notice it stands as it was confirmed.
        let undo = [("need", "ride"), ("act", "restore")];
        let on = send(&mut tasha, &hearing, (ASK, &page), &undo).await.body_text();
        assert!(on.contains("canary-seat") && on.contains("Confirmed"), "{on}");
        assert!(!ben.get("/").await.body.contains("no longer needs"));
    }
}

on_each_engine! {
    async fn a_need_for_one_date_is_also_for_the_later_ones_of_its_series(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let form = ben.get(&format!("{list}/add")).await.hidden_value("form");
        let invite = format!("people-{}", app.database.person_id("tasha-carter").await);
        let mut fields = meeting_at_visit(&form, &invite);
        fields.extend([("repeat", "week"), ("times", "3"), ("anyway", "yes")]);
        let any = event_path(&app, "carter", "hearing").await;
        let add = format!("{list}/add");
        send(&mut ben, &any, ("/api/calendar/add", &add), &fields).await;
        // The first event of a series is the one whose id the series has.
        let sql = "SELECT 'first', id FROM event WHERE id = series_id";
        let first = app.database.query_keyed_ids(sql).await[0].1;
        let (event, mut tasha) = (format!("{list}/{first}"), app.person("tasha-carter").await);
        let page = format!("{event}/needs");
        let asked = send(&mut tasha, &event, (ASK, &page), &[("need", "ride")]).await.body_text();
        assert!(
            asked.contains("This is also for the 2 later dates that belong to this one.")
                && asked.contains("You ask for this on the 2 later dates")
                && asked.contains("value=\"together\""),
            "{asked}"
        );
        let later = [("need", "ride"), ("act", "withdraw"), ("dates", "later")];
        let off = send(&mut tasha, &event, (ASK, &page), &later).await.body_text();
        assert!(off.contains("This is also for the 2 later dates"), "{off}");
        let open = "SELECT count(*) FROM event_need WHERE NOT withdrawn";
        assert_eq!(app.database.query_number(open).await, 0);
    }
}

on_each_engine! {
    async fn words_that_are_too_long_come_back_open(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let page = format!("{hearing}/needs");
        let mut tasha = app.person("tasha-carter").await;
        send(&mut tasha, &hearing, (ASK, &page), &[("need", "food")]).await;
        // One more than the limit of words.
        let long = "x".repeat(10_001);
        let words = [("need", "food"), ("act", "words"), ("words-food", long.as_str())];
        let refused = send(&mut tasha, &hearing, (ASK, &page), &words).await;
        assert!(
            refused.body.contains("href=\"#words-food\"") && refused.body.contains(&long),
            "the error leads to the field"
        );
        // A person who may not see the event is refused before anything is said about the words.
        let mut pat = app.person("pat-nguyen").await;
        let parts: Vec<&str> = hearing.split('/').collect();
        let fields = [("family", parts[2]), ("event", parts[4]), words[0], words[1], words[2]];
        let refused = pat.post(ASK, &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn a_proposed_time_fills_in_the_form_that_moves_the_event(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let answer = ("/api/calendar/answer", hearing.as_str());
        // A day that has passed cannot be proposed, and comes back as it was typed.
        let late = [("answer", "change"), ("day_1", "2026-11-01"), ("time_1", "10:00")];
        let refused = send(&mut tasha, &hearing, answer, &late).await;
        assert!(
            refused.body_text().contains("This time has passed")
                && refused.body.contains("value=\"2026-11-01\""),
            "{}",
            refused.body
        );
        let times = [("answer", "change"), ("day_1", "2026-12-14"), ("time_1", "10:15")];
        let sent = send(&mut tasha, &hearing, answer, &times).await.body_text();
        assert!(sent.contains("These times would work:"), "{sent}");
        let mut ben = app.person("ben-ortiz").await;
        let read = ben.get(&hearing).await.body;
        // The link carries the time in the form that the page of the event reads.
        let link = format!("{hearing}/edit?to=2026-12-14T10:15:00");
        assert!(read.contains(&format!("href=\"{link}\"")), "{read}");
        let form = ben.get(&link).await;
        assert!(
            form.body.contains("value=\"2026-12-14\"") && form.body.contains("value=\"10:15\""),
            "{}",
            form.body
        );
        let revision = form.hidden_value("revision");
        let invite = format!("people-{}", app.database.person_id("tasha-carter").await);
        let fields = [
            ("revision", revision.as_str()),
            ("kind", "hearing"),
            ("day", "2026-12-14"),
            ("starts", "10:15"),
            ("about", "The judge looks at how things go"),
            (invite.as_str(), "yes"),
        ];
        send(&mut ben, &hearing, ("/api/calendar/save", link.as_str()), &fields).await;
        let read = tasha.get(&hearing).await.body_text();
        // The person who proposed it is told that it was one of their times.
        assert!(read.contains("This date was moved to one of these times."), "{read}");
        assert!(!ben.get("/").await.body.contains("asks for a change"));
    }
}

on_each_engine! {
    async fn no_other_time_is_possible_with_a_reason(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let answer = ("/api/calendar/answer", hearing.as_str());
        let change = [("answer", "change"), ("words", "In the morning")];
        send(&mut tasha, &hearing, answer, &change).await;
        let mut ben = app.person("ben-ortiz").await;
        let of = ben.get(&hearing).await.hidden_value("of");
        let field = format!("words-{of}");
        let settle = ("/api/calendar/settle", hearing.as_str());
        let no = [("of", of.as_str()), ("outcome", "unavailable"), (field.as_str(), "")];
        let refused = send(&mut ben, &hearing, settle, &no).await.body_text();
        assert!(refused.contains("Write a few words first"), "{refused}");
        let no = [no[0], no[1], (field.as_str(), "canary-judge")];
        send(&mut ben, &hearing, settle, &no).await;
        let read = tasha.get(&hearing).await.body_text();
        assert!(
            read.contains("No other time is possible.") && read.contains("canary-judge"),
            "{read}"
        );
        // The other parent is at the same hearing, and the answer is for the one who asked.
        let his = app.person("marcus-reed").await.get(&hearing).await;
        assert!(!his.body.contains("canary-judge"), "{}", his.body);
    }
}

/// The fields of a meeting at the time of Tasha's visit, to which she is invited.
fn meeting_at_visit<'a>(form: &'a str, invite: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("form", form),
        ("kind", "meeting"),
        ("day", "2026-11-25"),
        ("starts", "17:00"),
        ("about", "canary-about"),
        (invite, "yes"),
    ]
}

on_each_engine! {
    async fn a_clash_is_told_and_stops_nothing(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let visit = event_path(&app, "carter", "ft-tasha").await;
        let mut ben = app.person("ben-ortiz").await;
        let add = format!("{list}/add");
        let form = ben.get(&add).await.hidden_value("form");
        let invite = format!("people-{}", app.database.person_id("tasha-carter").await);
        let mut fields = meeting_at_visit(&form, &invite);
        // To check only: nothing is added by it.
        fields.push(("act", "check"));
        let action = ("/api/calendar/add", add.as_str());
        let checked = send(&mut ben, &visit, action, &fields).await;
        assert!(
            checked.body.contains(&format!("href=\"{visit}\""))
                && checked.body_text().contains("Not everyone is free at this time")
                && checked.body.contains("canary-about"),
            "{}",
            checked.body
        );
        let added = "SELECT count(*) FROM event_change";
        assert_eq!(app.database.query_number(added).await, 0);
        // The same form without the check is accepted, in spite of the clash.
        fields.pop();
        let saved = send(&mut ben, &visit, action, &fields).await;
        assert!(
            saved.body_text().contains("These people have something else at that time:"),
            "{}",
            saved.body
        );
        assert_eq!(app.database.query_number(added).await, 1);
        // Both pages say so, and she can still come.
        let mut tasha = app.person("tasha-carter").await;
        let read = tasha.get(&visit).await;
        assert!(
            read.body_text().contains("You have something else at this time")
                && read.body.contains("/api/calendar/answer"),
            "{}",
            read.body
        );
        // The caregiver, who is invited to the visit alone, learns nothing of the meeting.
        let read = app.person("nora-price").await.get(&visit).await.body_text();
        assert!(!read.contains("You have something else"), "{read}");
    }
}
