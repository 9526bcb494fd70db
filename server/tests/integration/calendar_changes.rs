//! Adding, moving and canceling an event over HTTP.
#![allow(clippy::unwrap_used)]

use crate::calendar::calendar_path;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

/// Sends the form of a page with these changes of its fields, and loads the page that follows.
pub(crate) async fn send(
    browser: &mut TestBrowser,
    page: &str,
    action: &str,
    fields: &[(&str, &str)],
) -> TestResponse {
    let shown = browser.get(page).await;
    let mut all = vec![
        ("family", shown.hidden_value("family")),
        ("from", page.to_owned()),
    ];
    // Each form has other hidden fields, and they are read from its page: a page that lost one
    // fails here.
    let hidden: &[&str] = match action {
        "/api/calendar/add" => &["form"],
        "/api/calendar/save" => &["event", "revision"],
        _ => &["event"],
    };
    for name in hidden {
        // A later field of the same name would be another value.
        if !fields.iter().any(|(given, _)| given == name) {
            all.push((*name, shown.hidden_value(name)));
        }
    }
    let mut sent: Vec<(&str, &str)> = all.iter().map(|(n, v)| (*n, v.as_str())).collect();
    sent.extend_from_slice(fields);
    let sent = browser.post(action, &sent).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

pub(crate) const MEETING: [(&str, &str); 6] = [
    ("kind", "meeting"),
    ("day", "2026-12-14"),
    ("starts", "16:00"),
    ("ends", "17:00"),
    ("about", "To plan the holidays"),
    ("place", "Room 2"),
];

/// The meeting with this start.
pub(crate) fn at(starts: &'static str) -> Vec<(&'static str, &'static str)> {
    MEETING
        .into_iter()
        .map(|(name, value)| {
            if name == "starts" {
                (name, starts)
            } else {
                (name, value)
            }
        })
        .collect()
}

/// The address of the event that the meeting became.
async fn added_event(app: &TestApp) -> String {
    // By the history: only an event that was added in the portal has a row there.
    let sql = "SELECT 'added', v.id FROM event v JOIN event_change g ON g.event_id = v.id WHERE \
        g.act = 'add'";
    let found = app.database.query_keyed_ids(sql).await;
    format!("{}/{}", calendar_path(app, "carter").await, found[0].1)
}

/// Adds the meeting, with Tasha invited, and returns its address.
pub(crate) async fn add_meeting(app: &TestApp, ben: &mut TestBrowser) -> String {
    let invite = format!("people-{}", app.database.person_id("tasha-carter").await);
    let page = format!("{}/add", calendar_path(app, "carter").await);
    let mut fields = MEETING.to_vec();
    fields.push((invite.as_str(), "yes"));
    let shown = send(ben, &page, "/api/calendar/add", &fields)
        .await
        .body_text();
    assert!(
        shown.contains("The date is added.") && shown.contains("Room 2"),
        "{shown}"
    );
    added_event(app).await
}

on_each_engine! {
    async fn an_event_is_added_moved_and_cancelled_and_the_parent_is_told(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let calendar = ben.get(&list).await;
        assert!(calendar.body.contains(&format!("href=\"{list}/add\"")), "{}", calendar.body);
        let event = add_meeting(&app, &mut ben).await;
        let mut tasha = app.person("tasha-carter").await;
        let today = tasha.get("/").await.body_text();
        assert!(
            today.contains("A new date was added") && today.contains(&format!("href=\"{event}\"")),
            "{today}"
        );
        let invite = format!("people-{}", app.database.person_id("tasha-carter").await);
        let mut moved = at("16:30");
        moved.push((invite.as_str(), "yes"));
        let edit = format!("{event}/edit");
        send(&mut tasha, &event, "/api/calendar/answer", &[("answer", "accept")]).await;
        let page = send(&mut ben, &edit, "/api/calendar/save", &moved).await.body_text();
        assert!(page.contains("The date is changed.") && page.contains("Before:"), "{page}");
        assert!(page.contains("This answer is for the earlier time."), "{page}");
        let page = tasha.get(&event).await.body_text();
        assert!(
            page.contains("You answered for the earlier time.")
                && page.contains("value=\"accept\""),
            "{page}"
        );
        send(&mut tasha, &event, "/api/calendar/answer", &[("answer", "accept")]).await;
        let page = tasha.get(&event).await.body_text();
        assert!(
            page.contains("You said: I’ll be there") && !page.contains("for the earlier time"),
            "{page}"
        );
        let today = tasha.get("/").await.body_text();
        assert!(
            today.contains("A date was moved to another time") && !today.contains("date was added"),
            "{today}"
        );
        // Calendars take a change over only with a higher number, and a cancellation only with the
        // status.
        let file = tasha.get(&format!("{event}/file")).await.body;
        assert!(file.contains("SEQUENCE:1") && file.contains("STATUS:CONFIRMED"), "{file}");
        let why = [("why", "canary-reason")];
        let page = send(&mut ben, &edit, "/api/calendar/cancel", &why).await.body_text();
        assert!(page.contains("The date is canceled."), "{page}");
        let page = tasha.get(&event).await.body_text();
        assert!(
            page.contains("This date is canceled.") && page.contains("canary-reason")
                && !page.contains("/api/calendar/answer"),
            "{page}"
        );
        assert!(tasha.get(&list).await.body_text().contains("Canceled"));
        let file = tasha.get(&format!("{event}/file")).await.body;
        assert!(file.contains("SEQUENCE:2") && file.contains("STATUS:CANCELLED"), "{file}");
        // The other parent and the supervisor were not invited, and learn nothing of it.
        for other in ["marcus-reed", "pat-nguyen"] {
            let mut other = app.person(other).await;
            assert_eq!(other.get(&event).await.status, StatusCode::NOT_FOUND);
            assert!(!other.get("/").await.body.contains("A date was"));
        }
        // The forms are the worker's, and are absent for a person who was invited.
        for page in [format!("{list}/add"), edit] {
            assert_eq!(tasha.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert!(!tasha.get(&list).await.body.contains(&format!("{list}/add")));
    }
}

on_each_engine! {
    async fn what_was_typed_about_a_cancelled_event_comes_back(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let event = add_meeting(&app, &mut ben).await;
        let mut tasha = app.person("tasha-carter").await;
        // Her page is open while the event is canceled.
        let form = tasha.get(&event).await;
        let (family, id) = (form.hidden_value("family"), form.hidden_value("event"));
        let about = [("family", family.as_str()), ("event", id.as_str())];
        let edit = format!("{event}/edit");
        send(&mut ben, &edit, "/api/calendar/cancel", &[("why", "canary-reason")]).await;
        let answer = [about[0], about[1], ("answer", "change"), ("words", "canary-words")];
        let sent = tasha.post("/api/calendar/answer", &answer).await;
        let page = tasha.get(sent.location_as_sent()).await.body_text();
        for words in ["your answer was not sent", "What you typed", "canary-words"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let answers = "SELECT count(*) FROM event_answer a JOIN event v ON v.id = a.event_id WHERE \
            v.cancelled";
        assert_eq!(app.database.query_number(answers).await, 0);
        // A worker whose page was open, too, gives another reason.
        let reason = [about[0], about[1], ("why", "canary-second")];
        let sent = ben.post("/api/calendar/cancel", &reason).await;
        let page = ben.get(sent.location_as_sent()).await.body_text();
        for words in ["your reason was not saved", "canary-second", "canary-reason"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!tasha.get(&event).await.body.contains("canary-second"));
        // The same reason again is the same form.
        let reason = [about[0], about[1], ("why", "canary-reason")];
        let sent = ben.post("/api/calendar/cancel", &reason).await;
        let page = ben.get(sent.location_as_sent()).await.body_text();
        assert!(
            page.contains("The date is canceled.") && !page.contains("was not saved"),
            "{page}"
        );
    }
}

on_each_engine! {
    async fn bad_input_comes_back_with_every_error_and_everything_typed(app: TestApp) {
        let page = format!("{}/add", calendar_path(&app, "carter").await);
        let tasha = app.database.person_id("tasha-carter").await;
        // The person is invited and kept from the place: both boxes have to come back checked.
        let (invite, hide) = (format!("people-{tasha}"), format!("hidden-{tasha}"));
        let mut ben = app.person("ben-ortiz").await;
        let fields = [
            ("kind", "meeting"),
            ("day", "2027-02-29"),
            ("starts", "noon"),
            ("ends", "17:00"),
            ("about", " "),
            ("place", "canary-room"),
            ("remote_link", "http://video.example"),
            ("bring", "canary-photo"),
            (invite.as_str(), "yes"),
            (hide.as_str(), "yes"),
        ];
        let shown = send(&mut ben, &page, "/api/calendar/add", &fields).await;
        for message in [
            "There is no February 29 in that year.",
            "Write a time, such as 16:30",
            "Write a few words first",
            "Write a link that starts with https://",
        ] {
            assert!(shown.body.contains(message), "{message}: {}", shown.body);
        }
        for typed in ["canary-room", "canary-photo", "value=\"17:00\"", "http://video.example"] {
            assert!(shown.body.contains(typed), "{typed}: {}", shown.body);
        }
        let is_checked = |name: &str| {
            let inputs = shown.body.split("<input").skip(1);
            let mut tags = inputs.map(|rest| rest.split('>').next().unwrap());
            tags.any(|tag| tag.contains(&format!("name=\"{name}\"")) && tag.contains(" checked"))
        };
        assert!(is_checked(&invite) && is_checked(&hide), "{}", shown.body);
    }
}

on_each_engine! {
    async fn a_time_that_comes_twice_is_asked_about(app: TestApp) {
        let page = format!("{}/add", calendar_path(&app, "carter").await);
        let mut ben = app.person("ben-ortiz").await;
        // The night in which the clocks of the agency are set back.
        let day = ("day", "2027-11-07");
        let fields = [MEETING[0], day, ("starts", "01:30"), ("about", "a word")];
        let before = ben.get(&page).await.body;
        assert!(!before.contains("name=\"first\""), "{before}");
        let shown = send(&mut ben, &page, "/api/calendar/add", &fields).await.body;
        assert!(
            shown.contains("This time comes twice on that day") && shown.contains("name=\"first\""),
            "{shown}"
        );
        let mut chosen = fields.to_vec();
        chosen.push(("first", "yes"));
        let shown = send(&mut ben, &page, "/api/calendar/add", &chosen).await.body_text();
        assert!(shown.contains("The date is added."), "{shown}");
    }
}

on_each_engine! {
    async fn a_time_that_is_skipped_comes_back_and_a_leap_day_is_kept(app: TestApp) {
        let page = format!("{}/add", calendar_path(&app, "carter").await);
        let mut ben = app.person("ben-ortiz").await;
        let on = |day, starts| [MEETING[0], ("day", day), ("starts", starts), ("about", "canary")];
        // The night in which the clocks of the agency are set forward.
        let skipped = on("2027-03-14", "02:30");
        let shown = send(&mut ben, &page, "/api/calendar/add", &skipped).await.body;
        for part in ["This time does not exist on that day", "canary", "value=\"02:30\""] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        let leap_day = on("2028-02-29", "16:00");
        let shown = send(&mut ben, &page, "/api/calendar/add", &leap_day).await.body_text();
        assert!(shown.contains("The date is added.") && shown.contains("February 29"), "{shown}");
        let file = format!("{}/file", added_event(&app).await);
        let file = ben.get(&file).await.body;
        assert!(file.contains("DTSTART:20280229T220000Z"), "{file}");
    }
}

on_each_engine! {
    async fn the_second_writer_gets_both_versions(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let event = add_meeting(&app, &mut ben).await;
        let edit = format!("{event}/edit");
        send(&mut ben, &edit, "/api/calendar/save", &at("16:15")).await;
        // A form that was loaded before that change.
        let mut late = at("16:45");
        late.push(("revision", "0"));
        let shown = send(&mut ben, &edit, "/api/calendar/save", &late).await.body_text();
        assert!(
            shown.contains("Someone else changed this while you were writing.")
                && shown.contains("id=\"stale\"")
                && shown.contains("Saved by Ben Ortiz · Today")
                && shown.contains("4:15")
                && shown.contains("value=\"16:45\""),
            "{shown}"
        );
        // Sent again from there, the second version is the one that counts.
        let page = send(&mut ben, &edit, "/api/calendar/save", &at("16:45")).await.body_text();
        assert!(page.contains("The date is changed.") && page.contains("4:45"), "{page}");
    }
}

on_each_engine! {
    async fn a_series_is_added_and_its_later_dates_are_cancelled_together(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let page = format!("{list}/add");
        let mut ben = app.person("ben-ortiz").await;
        // The fifth Tuesday.
        let mut fields = vec![MEETING[0], ("day", "2027-03-30"), MEETING[2], MEETING[4]];
        fields.extend([("repeat", "month"), ("times", "3"), ("until", "2028-01-01")]);
        let refused = send(&mut ben, &page, "/api/calendar/add", &fields).await;
        assert!(
            refused.body.contains("Fill in only one of them")
                && refused.body.contains("value=\"2028-01-01\""),
            "{}",
            refused.body
        );
        fields.pop();
        let shown = send(&mut ben, &page, "/api/calendar/add", &fields).await.body_text();
        assert!(
            shown.contains("The dates are added.")
                && shown.contains("Months without such a day are left out.")
                && shown.contains("Tuesday, March 30"),
            "{shown}"
        );
        let rows = "SELECT count(*) FROM event WHERE series_id IS NOT NULL";
        assert_eq!(app.database.query_number(rows).await, 3);
        // June and August 2027 have the next fifth Tuesdays.
        let later = ben.get(&format!("{list}/day?day=2027-06-29")).await.body_text();
        assert!(later.contains("To plan the holidays"), "{later}");
        let sql = "SELECT 'first', id FROM event WHERE id = series_id";
        let first = app.database.query_keyed_ids(sql).await[0].1;
        let edit = format!("{list}/{first}/edit");
        let form = ben.get(&edit).await.body_text();
        assert!(form.contains("Cancel the 2 later dates that belong to it, too"), "{form}");
        let cancel = [("why", ""), ("later", "yes")];
        let shown = send(&mut ben, &edit, "/api/calendar/cancel", &cancel).await.body_text();
        assert!(shown.contains("This date and the later ones are canceled."), "{shown}");
        let off = "SELECT count(*) FROM event WHERE cancelled AND series_id IS NOT NULL";
        assert_eq!(app.database.query_number(off).await, 3);
    }
}
