//! Family time over HTTP: the next visit and what has to be made up come first, a caregiver cancels
//! a visit, and a withheld place is in no byte for the person from whom it is withheld.
#![allow(clippy::unwrap_used)]

use crate::calendar::{calendar_path, event_path};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

async fn time_path(app: &TestApp, family: &str) -> String {
    format!("{}/family-time", calendar_path(app, family).await)
}

/// Loads `page`, copies the named hidden fields, posts, requires 303, and loads the page of the
/// redirect.
async fn submit_form(
    browser: &mut TestBrowser,
    page: &str,
    action: &str,
    hidden: &[&'static str],
    fields: &[(&str, &str)],
) -> TestResponse {
    let shown = browser.get(page).await;
    let mut all = vec![("from", page.to_owned())];
    all.extend(hidden.iter().map(|name| (*name, shown.hidden_value(name))));
    let mut sent: Vec<(&str, &str)> = all.iter().map(|(n, v)| (*n, v.as_str())).collect();
    sent.extend_from_slice(fields);
    let sent = browser.post(action, &sent).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

on_each_engine! {
    async fn a_parent_reads_the_next_visit_first_and_what_has_to_be_made_up(app: TestApp) {
        let (page, visit) = (
            time_path(&app, "carter").await,
            event_path(&app, "carter", "ft-tasha").await,
        );
        let mut tasha = app.person("tasha-carter").await;
        let shown = tasha.get(&page).await.body_text();
        assert!(
            shown.contains("Next visit:")
                && shown.contains("Wednesday, November 25")
                && shown.contains("Please say by")
                && shown.contains("Tuesday, November 24")
                && shown.contains("No visit has to be made up.")
                && shown.contains("Lakeside Center, room 2")
                && shown.contains("After six visits in a row")
                && !shown.contains("/visit\"")
                && !shown.contains("Harbor Park"),
            "{shown}"
        );
        // On Today, with the button that confirms it.
        let today = tasha.get("/").await.body_text();
        assert!(
            today.contains("Please say by") && today.contains("Tuesday, November 24"),
            "{today}"
        );
        // The caregiver, who may cancel a visit and has to say why: the parent reads the reason.
        let mut nora = app.person("nora-price").await;
        let why = [("why", "canary-reason")];
        let hidden = ["family", "event"];
        let action = "/api/calendar/visit-cancel";
        let refused = submit_form(&mut nora, &visit, action, &hidden, &[("why", " ")]).await;
        assert!(refused.body.contains("id=\"why-error\""), "{}", refused.body);
        let shown = submit_form(&mut nora, &visit, action, &hidden, &why).await.body_text();
        assert!(shown.contains("The visit is canceled."), "{shown}");
        let shown = tasha.get(&visit).await.body_text();
        assert!(
            shown.contains("Canceled: the caregiver")
                && shown.contains("This visit has to be made up.")
                && shown.contains("canary-reason"),
            "{shown}"
        );
        let shown = tasha.get(&page).await.body_text();
        assert!(shown.contains("1 visit still has to be made up."), "{shown}");
        let paper = tasha.get(&format!("{page}/print")).await.body_text();
        assert!(
            paper.contains("Canceled: the caregiver") && paper.contains("canary-reason"),
            "{paper}"
        );
        // The print page of a family without family time says so instead of being empty.
        let empty = format!("{}/family-time/print", calendar_path(&app, "luna").await);
        let paper = app.person("maria-luna").await.get(&empty).await.body_text();
        assert!(paper.contains("No family time is planned here yet."), "{paper}");
        // Today of a worker shows that a visit is owed, and not why: reasons are read where the
        // access is logged.
        let mut ben = app.person("ben-ortiz").await;
        let today = ben.get("/").await.body_text();
        assert!(
            today.contains("A visit has to be made up") && !today.contains("canary-reason"),
            "{today}"
        );
        // The other parent's page has their own plan, and no byte of this one.
        let mut marcus = app.person("marcus-reed").await;
        for address in [page.clone(), format!("{page}/print")] {
            let shown = marcus.get(&address).await.body_text();
            assert!(
                shown.contains("Harbor Park") && !shown.contains("Lakeside Center")
                    && !shown.contains("canary-reason") && !shown.contains("Tasha"),
                "{shown}"
            );
        }
    }
}

on_each_engine! {
    async fn a_withheld_place_of_family_time_is_absent_from_pages_and_files(app: TestApp) {
        let page = time_path(&app, "carter").await;
        let tasha_id = app.database.person_id("tasha-carter").await.to_string();
        let leo = "SELECT c.key, c.id FROM child c WHERE c.key = 'leo'";
        let child = format!("children-{}", app.database.query_keyed_ids(leo).await[0].1);
        let hide = format!("hidden-{tasha_id}");
        let mut ben = app.person("ben-ortiz").await;
        let add = format!("{page}/add");
        let action = "/api/calendar/time-add";
        let fields = [
            ("parent", tasha_id.as_str()),
            (child.as_str(), "yes"),
            ("level", "monitored"),
            ("often", "canary-often"),
            ("place", "canary-place"),
            ("confirm_days", ""),
            (hide.as_str(), "yes"),
        ];
        let hidden = ["form", "family"];
        // Only some of the fields, to see that they come back.
        let refused = submit_form(&mut ben, &add, action, &hidden, &fields[3..5]).await;
        assert!(
            refused.body.contains("canary-often") && refused.body.contains("id=\"level-error\""),
            "{}",
            refused.body
        );
        let shown = submit_form(&mut ben, &add, action, &hidden, &fields).await.body_text();
        assert!(
            shown.contains("The family time is saved.") && shown.contains("canary-place"),
            "{shown}"
        );
        // The plan that was added here is the only one with an author: those of the demo were
        // imported.
        let sql = "SELECT 'plan', p.id FROM family_time_plan p WHERE p.created_by_id IS NOT NULL";
        let plan = app.database.query_keyed_ids(sql).await[0].1;
        let visit = [
            ("day", "2026-12-16"),
            ("starts", "16:00"),
            ("ends", "17:30"),
            ("about", "Family time with Leo"),
        ];
        let of_plan = format!("{page}/{plan}/visit");
        let hidden = ["form", "family", "plan"];
        let action = "/api/calendar/visit-add";
        let shown = submit_form(&mut ben, &of_plan, action, &hidden, &visit).await.body_text();
        assert!(
            shown.contains("The visit is added.") && shown.contains("canary-place"),
            "{shown}"
        );
        let event = "SELECT 'v', y.event_id FROM family_time_visit y JOIN family_time_plan p ON \
            p.id = y.plan_id WHERE p.created_by_id IS NOT NULL";
        let event = app.database.query_keyed_ids(event).await[0].1;
        let event = format!("{}/{event}", calendar_path(&app, "carter").await);
        let mut tasha = app.person("tasha-carter").await;
        // Every form in which the place could leave the server: pages, paper, the calendar file and
        // Today.
        for address in [
            page.clone(),
            format!("{page}/print"),
            event.clone(),
            format!("{event}/file?with=details"),
            "/".to_owned(),
        ] {
            let shown = tasha.get(&address).await;
            assert!(shown.status.is_success(), "{address}");
            assert!(!shown.body.contains("canary-place"), "{address}: {}", shown.body);
        }
        assert!(tasha.get(&page).await.body.contains("canary-often"));
        for address in [add, of_plan, format!("{page}/{plan}/edit")] {
            assert_eq!(tasha.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
    }
}

on_each_engine! {
    async fn a_late_record_is_shown_what_another_one_stored(app: TestApp) {
        let visit = event_path(&app, "carter", "ft-tasha").await;
        let mut ben = app.person("ben-ortiz").await;
        // A second tab of the same worker, from before the first one is sent.
        let old = ben.get(&visit).await;
        let action = "/api/calendar/visit-record";
        let hidden = ["family", "event", "seen", "revision"];
        let fields = [("outcome", "cancelled"), ("by", "agency"), ("why", "canary-first")];
        let shown = submit_form(&mut ben, &visit, action, &hidden, &fields).await.body_text();
        assert!(shown.contains("What happened with this visit is saved."), "{shown}");
        let mut late: Vec<(&str, String)> = hidden
            .iter()
            .map(|name| (*name, old.hidden_value(name)))
            .collect();
        late.push(("from", visit.clone()));
        for (name, value) in [("outcome", "unconfirmed"), ("by", ""), ("why", "canary-late")] {
            late.push((name, value.to_owned()));
        }
        let late: Vec<(&str, &str)> = late.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let sent = ben.post(action, &late).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let shown = ben.get(sent.location_as_sent()).await.body_text();
        assert!(
            shown.contains("Canceled: the agency") && shown.contains("canary-late")
                && shown.contains("Someone else changed this"),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn the_worker_is_warned_when_supervisor_and_parent_share_no_language(app: TestApp) {
        let page = time_path(&app, "carter").await;
        let warning = "Nora Price and Tasha Carter do not speak the same language";
        let mut ben = app.person("ben-ortiz").await;
        assert!(!ben.get(&page).await.body_text().contains(warning));
        // Somali, which the parent of the demo does not speak.
        let sql = "UPDATE person SET languages_spoken = '[\"so\"]' WHERE key = 'nora-price'";
        app.database.execute_sql(sql).await.unwrap();
        let shown = ben.get(&page).await.body_text();
        assert!(shown.contains(warning), "{shown}");
        let mut tasha = app.person("tasha-carter").await;
        assert!(!tasha.get(&page).await.body_text().contains(warning));
    }
}

on_each_engine! {
    async fn a_confirmed_visit_is_not_recorded_as_not_confirmed(app: TestApp) {
        let visit = event_path(&app, "carter", "ft-tasha").await;
        let mut tasha = app.person("tasha-carter").await;
        let accept = [("answer", "accept")];
        let action = "/api/calendar/answer";
        submit_form(&mut tasha, &visit, action, &["family", "event"], &accept).await;
        let mut ben = app.person("ben-ortiz").await;
        let choice = "value=\"unconfirmed\"";
        assert!(!ben.get(&visit).await.body.contains(choice));
        // A form from before she confirmed.
        let hidden = ["family", "event", "seen", "revision"];
        let fields = [("outcome", "unconfirmed"), ("why", "canary-why")];
        let action = "/api/calendar/visit-record";
        let shown = submit_form(&mut ben, &visit, action, &hidden, &fields).await.body_text();
        assert!(
            shown.contains("The parent said that they would be there. If the visit did not")
                && shown.contains("canary-why"),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn what_a_caregiver_typed_about_a_visit_that_is_over_comes_back(app: TestApp) {
        let visit = event_path(&app, "carter", "ft-tasha").await;
        let mut nora = app.person("nora-price").await;
        let form = nora.get(&visit).await;
        let (family, event) = (form.hidden_value("family"), form.hidden_value("event"));
        // Her page was open until the visit was over; the session is not.
        let over = "UPDATE event SET starts = '2026-11-20T16:30:00', ends = \
            '2026-11-20T18:00:00' WHERE key = 'ft-tasha'";
        app.database.execute_sql(over).await.unwrap();
        let fields = [
            ("family", family.as_str()),
            ("event", event.as_str()),
            ("why", "canary-why"),
        ];
        let sent = nora.post("/api/calendar/visit-cancel", &fields).await;
        let shown = nora.get(sent.location_as_sent()).await.body_text();
        assert!(
            shown.contains("This visit is over") && shown.contains("canary-why"),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn a_date_in_the_calendar_is_made_a_visit_and_taken_off_again(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let date = [
            ("kind", "family_time"),
            ("day", "2026-12-16"),
            ("starts", "16:00"),
            ("about", "canary-about"),
        ];
        let (add, action) = (format!("{list}/add"), "/api/calendar/add");
        submit_form(&mut ben, &add, action, &["form", "family"], &date).await;
        let sql = "SELECT 'added', g.event_id FROM event_change g WHERE g.act = 'add'";
        let event = app.database.query_keyed_ids(sql).await[0].1.to_string();
        let sql = "SELECT 'plan', p.id FROM family_time_plan p WHERE p.key = 'time-tasha'";
        let plan = app.database.query_keyed_ids(sql).await[0].1;
        let page = format!("{list}/family-time/{plan}/visit");
        let (action, hidden) = ("/api/calendar/visit-link", ["family", "plan"]);
        let refused = submit_form(&mut ben, &page, action, &hidden, &[("event", "")]).await;
        assert!(refused.body.contains("id=\"event-error\""), "{}", refused.body);
        let chosen = [("event", event.as_str())];
        let shown = submit_form(&mut ben, &page, action, &hidden, &chosen).await.body_text();
        assert!(
            shown.contains("The date is now a visit of this family time.")
                && shown.contains("About this visit")
                && shown.contains("canary-about"),
            "{shown}"
        );
        // A date that is a visit already is not offered a second time.
        assert!(!ben.get(&page).await.body.contains(&event));
        let off = [("event", event.as_str()), ("act", "off")];
        let shown = submit_form(&mut ben, &page, action, &hidden, &off).await.body_text();
        assert!(
            shown.contains("no longer a visit of this family time")
                && !shown.contains("About this visit"),
            "{shown}"
        );
    }
}

on_each_engine! {
    async fn paper_of_family_time_says_which_words_a_machine_translated(app: TestApp) {
        let print = format!("{}/print", time_path(&app, "carter").await);
        let mut tasha = app.person("tasha-carter").await;
        tasha
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let translated = "INSERT INTO translation (text_id, language, body, made_by, machine, \
            created_at) SELECT t.id, 'es', 'Cada miércoles.', 'canary-machine', TRUE, \
            t.created_at FROM family_time_plan p JOIN text t ON t.id = p.often_id WHERE p.key = \
            'time-tasha'";
        assert_eq!(app.database.execute_sql(translated).await.unwrap(), 1);
        let paper = tasha.get(&print).await.body_text();
        let labeled = "Cada miércoles.\nTraducción automática (canary-machine). Puede tener \
            errores.";
        assert!(paper.contains(labeled), "{paper}");
        assert_eq!(paper.matches("Traducción automática").count(), 1, "{paper}");
    }
}
