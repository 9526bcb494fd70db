//! The calendar over HTTP: dates open from everywhere, and a withheld place is in no page of the
//! person from whom it is withheld.
#![allow(clippy::unwrap_used)]

use crate::access_log::{count_log_entries, log_entries};
use crate::support::database::DEMO_FILES;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::{StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

pub(crate) async fn calendar_path(app: &TestApp, family: &str) -> String {
    format!("/family/{}/calendar", app.database.family_id(family).await)
}

/// The address of the event with this key in this family.
pub(crate) async fn event_path(app: &TestApp, family: &str, key: &str) -> String {
    let sql = "SELECT f.key || ' ' || e.key, e.id FROM event e JOIN family f ON f.id = e.family_id";
    let found = app.database.query_keyed_ids(sql).await;
    let wanted = format!("{family} {key}");
    let (_, id) = found.into_iter().find(|(one, _)| *one == wanted).unwrap();
    format!("{}/{id}", calendar_path(app, family).await)
}

on_each_engine! {
    async fn every_date_opens_from_today_the_calendar_and_the_week(app: TestApp) {
        let (list, meeting) = (
            calendar_path(&app, "luna").await,
            event_path(&app, "luna", "d1").await,
        );
        let mut maria = app.person("maria-luna").await;
        let week = list.replace("/calendar", "/plan/week?of=2026-11-25");
        for path in ["/", list.as_str(), week.as_str()] {
            let page = maria.get(path).await;
            assert!(page.body.contains(&format!("href=\"{meeting}\"")), "{path}");
        }
        assert_eq!(maria.get("/calendar").await.location(), list);
        let page = maria.get(&list).await.body_text();
        let (this_week, next_week) = page.split_once("<h2>Next week</h2>").unwrap();
        assert!(
            this_week.contains("<h2>This week</h2>")
                && this_week.contains("To see how evenings are going")
                && this_week.contains("Dana, Luis, and Rosa")
                && next_week.contains("Harbor Clinic"),
            "{page}"
        );
        // Her words are in her language, with the original one tap away.
        maria
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let page = maria.get(&meeting).await.body_text();
        assert!(
            page.contains("Para ver cómo van las noches")
                && page.contains("To see how evenings are going")
                && page.contains("1 hora")
                && page.contains("Qué llevar")
                && page.contains("Lo que quiera mostrarle al equipo")
                && page.contains("Rosa Jiménez"),
            "{page}"
        );
        // A worker's row opens the event, too.
        let today = app.person("dana-fox").await.get("/").await;
        assert!(today.body.contains(&format!("href=\"{meeting}\"")));
    }
}

on_each_engine! {
    async fn a_look_at_the_calendar_is_one_line_that_the_family_reads(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let before = count_log_entries(&app.database).await;
        ben.get(&calendar_path(&app, "carter").await).await;
        ben.get(&event_path(&app, "carter", "ft-tasha").await).await;
        let parts: Vec<String> = log_entries(&app.database, before)
            .await
            .into_iter()
            .map(|line| line.what)
            .collect();
        assert_eq!(parts, ["calendar", "calendar"]);
        let carter = app.database.family_id("carter").await;
        let log = app
            .person("tasha-carter")
            .await
            .get(&format!("/family/{carter}/sharing"))
            .await;
        assert!(log.body_text().contains("Viewed the calendar"));
        // A refused look leaves no line.
        let before = count_log_entries(&app.database).await;
        let hers = event_path(&app, "carter", "ft-tasha").await;
        let refused = app.person("june-bell").await.get(&hers).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(count_log_entries(&app.database).await, before);
    }
}

/// Imports the hearing with a place and a way that Marcus may not know.
pub(crate) async fn withhold_place_from_marcus(app: &TestApp) {
    let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let dates = file["families"][0]["dates"].as_array_mut().unwrap();
    let hearing = dates
        .iter_mut()
        .find(|one| one["key"] == "hearing")
        .unwrap();
    hearing["place"] = "canary-place".into();
    hearing["place_audience"] =
        json!({ "roles": ["worker"], "people": ["tasha-carter"], "never": ["marcus-reed"] });
    hearing["way"] = json!({ "language": "en", "text": "canary-way", "by": "ben-ortiz" });
    hearing["remote_link"] = "https://video.example/room".into();
    app.database.import_files(&[&file.to_string()]).await;
}

/// Every page that shows the hearing, one after the other.
async fn pages_with_hearing(app: &TestApp, browser: &mut TestBrowser) -> String {
    let list = calendar_path(app, "carter").await;
    let paths = [
        "/".to_owned(),
        list.clone(),
        format!("{list}?from=2026-12-09"),
        format!("{list}/day?day=2026-12-09"),
        format!("{list}/print"),
        event_path(app, "carter", "hearing").await,
        list.replace("/calendar", "/plan/week?of=2026-12-09"),
    ];
    let mut all = String::new();
    for path in paths {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        all.push_str(&page.body);
    }
    all
}

on_each_engine! {
    async fn a_withheld_place_is_in_no_page_of_the_other_parent(app: TestApp) {
        withhold_place_from_marcus(&app).await;
        let mut tasha = app.person("tasha-carter").await;
        let hers = pages_with_hearing(&app, &mut tasha).await;
        assert!(hers.contains("canary-place") && hers.contains("canary-way"));
        let mut marcus = app.person("marcus-reed").await;
        let his = pages_with_hearing(&app, &mut marcus).await;
        assert!(his.contains("The judge will look at how things are going"));
        assert!(!his.contains("canary-place") && !his.contains("canary-way"), "{his}");
        // He takes part by video; the service does not learn from which page he comes.
        assert!(
            his.contains("href=\"https://video.example/room\" rel=\"noreferrer noopener\""),
            "{his}"
        );
    }
}

on_each_engine! {
    async fn invalid_dates_in_the_url_are_ignored(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let mut tasha = app.person("tasha-carter").await;
        let plain = tasha.get(&list).await.body_text();
        assert!(plain.contains("Lakeside Center"), "{plain}");
        for query in ["from=yesterday", "from=9999-12-31", "before=2026-02-30", "from="] {
            let page = tasha.get(&format!("{list}?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(page.body_text().contains("Lakeside Center"), "{query}");
        }
        let later = tasha.get(&format!("{list}?from=2026-12-01")).await.body_text();
        assert!(!later.contains("Lakeside Center") && later.contains("courthouse"), "{later}");
        let past = tasha.get(&format!("{list}?before=2028-02-29")).await.body_text();
        assert!(past.contains("There are no earlier dates."), "{past}");
    }
}

/// Sends an answer of the form on a page, and loads the page that follows.
async fn send_answer(
    browser: &mut TestBrowser,
    path: &str,
    answer: &str,
    words: &str,
) -> TestResponse {
    let page = browser.get(path).await;
    answer_on_page(browser, &page, path, answer, words).await
}

/// Like `send_answer`, with the hidden fields of a page that was loaded already.
async fn answer_on_page(
    browser: &mut TestBrowser,
    page: &TestResponse,
    path: &str,
    answer: &str,
    words: &str,
) -> TestResponse {
    let (family, event) = (page.hidden_value("family"), page.hidden_value("event"));
    let fields = [
        ("family", family.as_str()),
        ("event", &event),
        ("answer", answer),
        ("words", words),
        ("from", path),
    ];
    let sent = browser.post("/api/calendar/answer", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

on_each_engine! {
    async fn an_event_is_answered_on_the_home_page_and_the_answer_undone(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let accepted = send_answer(&mut tasha, "/", "accept", "").await;
        let page = accepted.body_text();
        let (notice, _) = page.split_once("class=\"card next-meeting\"").unwrap();
        assert!(
            notice.contains("Your caseworker can see that you will be there.")
                && notice.contains("value=\"none\"")
                && page.contains("You said: I’ll be there"),
            "{page}"
        );
        // The notice has the form that takes the answer back.
        let page = answer_on_page(&mut tasha, &accepted, "/", "none", "").await.body_text();
        assert!(
            page.contains("Your answer is removed.") && !page.contains("You said"),
            "{page}"
        );
        // A reader from outside the family is not asked on the page of the family.
        let carter = app.database.family_id("carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let page = ben.get(&format!("/family/{carter}")).await;
        assert!(!page.body.contains("/api/calendar/answer"), "{}", page.body);
    }
}

on_each_engine! {
    async fn a_change_needs_words_and_is_settled_by_the_worker(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let refused = send_answer(&mut tasha, &hearing, "change", " ").await.body_text();
        assert!(refused.contains("Write a few words first"), "{refused}");
        let sent = send_answer(&mut tasha, &hearing, "change", "canary-friday").await.body_text();
        assert!(
            sent.contains("Your caseworker can see that you need a change")
                && sent.contains("canary-friday"),
            "{sent}"
        );
        let mut ben = app.person("ben-ortiz").await;
        let today = ben.get("/").await.body_text();
        assert!(
            today.contains("Tasha Carter asks for a change")
                && today.contains(&format!("{hearing}#answers"))
                && !today.contains("canary-friday"),
            "{today}"
        );
        let page = ben.get(&hearing).await;
        let (family, event) = (page.hidden_value("family"), page.hidden_value("event"));
        let of = page.hidden_value("of");
        assert!(page.body.contains("canary-friday"));
        let fields = [("family", family.as_str()), ("event", &event), ("of", &of)];
        let settled = ben.post("/api/calendar/settle", &fields).await;
        let page = ben.get(settled.location_as_sent()).await.body_text();
        assert!(page.contains("Marked as taken care of."), "{page}");
        assert!(!ben.get("/").await.body.contains("asks for a change"));
        let page = tasha.get(&hearing).await.body_text();
        assert!(page.contains("A caseworker marked this as taken care of."), "{page}");
        // Neither the other parent nor any other invited person reads what she wrote.
        for other in ["marcus-reed", "lena-bird"] {
            let page = app.person(other).await.get(&hearing).await;
            assert!(!page.body.contains("canary-friday"), "{other}");
        }
    }
}

on_each_engine! {
    async fn words_are_sent_with_whatever_answer_is_tapped(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let page = tasha.get(&hearing).await;
        let is_of_form = page.body.split("<button").any(|button| {
            let tag = button.split('>').next().unwrap();
            tag.contains("value=\"accept\"") && tag.contains("form=\"main-form\"")
        });
        assert!(is_of_form, "{}", page.body);
        send_answer(&mut tasha, &hearing, "accept", "canary-ride").await;
        let page = app.person("ben-ortiz").await.get(&hearing).await;
        assert!(page.body.contains("canary-ride"), "{}", page.body);
    }
}

on_each_engine! {
    async fn a_past_event_has_no_answer_form(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        app.database.clock.advance(SignedDuration::from_hours(17 * 24));
        let page = app.person("tasha-carter").await.get(&hearing).await;
        assert!(page.body.contains("This date has passed."), "{}", page.body);
        assert!(!page.body.contains("/api/calendar/answer"), "{}", page.body);
    }
}

/// The value of a property in an iCalendar file without long lines.
pub(crate) fn property<'a>(file: &'a str, name: &str) -> Option<&'a str> {
    file.split("\r\n")
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

on_each_engine! {
    async fn a_file_for_the_phone_is_neutral_unless_more_is_chosen(app: TestApp) {
        withhold_place_from_marcus(&app).await;
        let file = format!("{}/file", event_path(&app, "carter", "hearing").await);
        let mut tasha = app.person("tasha-carter").await;
        let neutral = tasha.get(&file).await;
        assert_eq!(neutral.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert_eq!(property(&neutral.body, "SUMMARY"), Some("Appointment"));
        assert_eq!(property(&neutral.body, "DTSTART"), Some("20261209T193000Z"));
        assert_eq!(property(&neutral.body, "CLASS"), Some("PRIVATE"));
        for told in ["LOCATION", "DESCRIPTION", "canary", "judge", "Carter"] {
            assert!(!neutral.body.contains(told), "{told}: {}", neutral.body);
        }
        let detailed = tasha.get(&format!("{file}?with=details")).await.body;
        assert_eq!(property(&detailed, "LOCATION"), Some("canary-place"));
        assert_eq!(property(&detailed, "SUMMARY"), Some("Court hearing"));
        // The place is withheld from the other parent in the file, too, and the calendars of the
        // two do not show that it is one event.
        let mut marcus = app.person("marcus-reed").await;
        let his = marcus.get(&format!("{file}?with=details")).await.body;
        assert!(!his.contains("canary-place") && his.contains("The judge will look"), "{his}");
        assert_ne!(property(&his, "UID"), property(&detailed, "UID"));
        // A change keeps the identifier, and its number rises.
        let uid = property(&neutral.body, "UID").unwrap().to_owned();
        assert_eq!(property(&neutral.body, "SEQUENCE"), Some("1"));
        app.database.import_files(&DEMO_FILES[..3]).await;
        let changed = tasha.get(&file).await.body;
        assert_eq!(property(&changed, "UID"), Some(uid.as_str()));
        assert_eq!(property(&changed, "SEQUENCE"), Some("2"));
        // The title is in the person's language.
        tasha
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let spanish = tasha.get(&file).await.body;
        assert_eq!(property(&spanish, "SUMMARY"), Some("Cita"));
        let nora = app.person("nora-price").await.get(&file).await;
        assert_eq!(nora.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn paper_of_the_calendar_says_which_words_a_machine_translated(app: TestApp) {
        let print = format!("{}/print", calendar_path(&app, "luna").await);
        let mut maria = app.person("maria-luna").await;
        maria
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let words = "El autobús 6 para en la puerta. La sala 2 está a la izquierda.";
        let paper = maria.get(&print).await.body_text();
        assert!(paper.contains(words) && !paper.contains("Traducción automática"), "{paper}");
        let by_machine = "UPDATE translation SET machine = TRUE WHERE body LIKE 'El autobús 6%'";
        assert_eq!(app.database.execute_sql(by_machine).await.unwrap(), 1);
        let paper = maria.get(&print).await.body_text();
        let labeled = format!("{words}\nTraducción automática (Elena Ruiz). Puede tener errores.");
        assert!(paper.contains(&labeled), "{paper}");
        assert_eq!(paper.matches("Traducción automática").count(), 1, "{paper}");
    }
}
