//! Statutory clocks, written comments and days off over HTTP.
#![allow(clippy::unwrap_used)]

use crate::calendar::{calendar_path, event_path};
use crate::support::database::DEMO_FILES;
use crate::support::{TestBrowser, on_each_engine};
use jiff::SignedDuration;
use serde_json::{Value, json};

on_each_engine! {
    async fn statutory_dates_are_linked_from_the_home_page(app: TestApp) {
        let clocks = format!("{}/clocks", calendar_path(&app, "carter").await);
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        // From Today, because a date that the law sets must not be searched for.
        assert!(tasha.get("/").await.body.contains(&format!("href=\"{clocks}\"")));
        let page = tasha.get(&clocks).await;
        assert!(page.body.contains(&format!("href=\"{hearing}\"")), "{}", page.body);
        let text = page.body_text();
        for words in [
            "Plan review (permanency review)",
            "February 26, 2027",
            "Last plan review",
            "March 2, 2027",
            "Wis. Stat. § 48.38(5)(a)",
            "Wis. Stat. § 48.38(5)(bm)1. and (5m)(c)1.",
            "Written comments can be given until November 24, 2026.",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("This was to be held by"), "{text}");
        // A caregiver is not concerned by the dates of the case.
        let mut nora = app.person("nora-price").await;
        let text = nora.get(&clocks).await.body_text();
        assert!(text.contains("There are no dates of this kind"), "{text}");
    }
}

on_each_engine! {
    async fn a_missed_clock_reads_the_same_for_the_family_and_the_agency(app: TestApp) {
        // Only the removal is left of the dates of the case, so that the first review is missed on
        // the day of the demo.
        let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
        file["families"][0]["case_dates"][0]["dates"] =
            json!([{"kind": "removal", "day": "2026-03-02"}]);
        app.database.import_files(&[&file.to_string()]).await;
        let family = calendar_path(&app, "carter").await.replace("/calendar", "");
        let clocks = format!("{family}/calendar/clocks");
        for who in ["tasha-carter", "ben-ortiz"] {
            let mut browser = app.person(who).await;
            // Family and agency read the same number of days on both pages.
            for path in ["/", family.as_str()] {
                let page = browser.get(path).await;
                assert!(page.body.contains(&format!("href=\"{clocks}\"")), "{who} {path}");
                assert!(page.body_text().contains("82 days late"), "{who} {path}");
            }
            let text = browser.get(&clocks).await.body_text();
            assert!(
                text.contains("This was to be held by September 2, 2026."),
                "{who}: {text}"
            );
        }
    }
}

on_each_engine! {
    async fn the_day_for_written_comments_is_on_the_page_of_the_hearing(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        // The parent and the tribal representative may comment. The worker prepares the hearing.
        for (who, is_told) in [
            ("tasha-carter", true),
            ("lena-bird", true),
            ("ben-ortiz", false),
        ] {
            let text = app.person(who).await.get(&hearing).await.body_text();
            let words = "Written comments can be given until November 24, 2026.";
            assert_eq!(text.contains(words), is_told, "{who}: {text}");
        }
        // Until the end of that day where the agency is: 06:00 UTC of the next one.
        app.database.clock.advance(SignedDuration::from_hours(24));
        let text = app.person("tasha-carter").await.get(&hearing).await.body_text();
        assert!(text.contains("can be given until November 24, 2026."), "{text}");
        app.database.clock.advance(SignedDuration::from_hours(24));
        let text = app.person("tasha-carter").await.get(&hearing).await.body_text();
        assert!(
            text.contains("The day for written comments was November 24, 2026."),
            "{text}"
        );
        // Comments have a day at hearings and reviews of the court, and not at a review of the
        // team.
        let review = event_path(&app, "riley", "d1").await;
        let text = app.person("jay-riley").await.get(&review).await.body_text();
        assert!(!text.contains("ritten comments"), "not every review: {text}");
    }
}

on_each_engine! {
    async fn days_off_are_between_the_events_of_a_week(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let text = app.person("tasha-carter").await.get(&list).await.body_text();
        let (before, after) = text.split_once("Thanksgiving Day").unwrap();
        assert!(before.contains("November 25"), "{text}");
        assert!(after.contains("Holiday"), "{text}");
        // A week begins on the day with which the table of a month begins.
        assert!(text.contains("Week of December 6, 2026"), "{text}");
        // Weeks without an event are not listed.
        assert!(!text.contains("Christmas"), "{text}");
        // Holidays are written by the agency, with a name for each language.
        let mut maria = app.person("maria-luna").await;
        let language = [("language", "es"), ("from", "/")];
        maria.post("/api/account/language", &language).await;
        let luna = calendar_path(&app, "luna").await;
        let text = maria.get(&luna).await.body_text();
        assert!(text.contains("Día de Acción de Gracias"), "{text}");
    }
}

on_each_engine! {
    async fn the_family_names_its_days_and_takes_them_back(app: TestApp) {
        let page = format!("{}/days", calendar_path(&app, "carter").await);
        let mut tasha = app.person("tasha-carter").await;
        let shown = tasha.get(&page).await;
        let (family, form) = (shown.hidden_value("family"), shown.hidden_value("form"));
        let send = |name: &'static str, last: &'static str| {
            [
                ("family", family.clone()),
                ("form", form.clone()),
                ("from", page.clone()),
                ("name", name.to_owned()),
                ("first_day", "2026-11-26".to_owned()),
                ("last_day", last.to_owned()),
            ]
        };
        let early = send("canary-feast", "2026-11-25");
        let early: Vec<(&str, &str)> = early.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let sent = tasha.post("/api/calendar/observance", &early).await;
        let refused = tasha.get(sent.location_as_sent()).await.body;
        assert!(
            refused.contains("It ends before it starts.") && refused.contains("canary-feast"),
            "{refused}"
        );
        let good = send("canary-feast", "2026-11-27");
        let good: Vec<(&str, &str)> = good.iter().map(|(n, v)| (*n, v.as_str())).collect();
        tasha.post("/api/calendar/observance", &good).await;
        let list = calendar_path(&app, "carter").await;
        let hers = tasha.get(&list).await.body;
        assert!(hers.contains("canary-feast"), "{hers}");
        for (who, is_seen) in [("ben-ortiz", true), ("marcus-reed", false)] {
            let body = app.person(who).await.get(&list).await.body;
            assert_eq!(body.contains("canary-feast"), is_seen, "{who}");
        }
        assert_eq!(app.person("ben-ortiz").await.get(&page).await.status, 404);
        let shown = tasha.get(&page).await;
        let id = shown.hidden_value("observance");
        let fields = [("family", family.as_str()), ("observance", id.as_str())];
        let sent = tasha.post("/api/calendar/observance-off", &fields).await;
        let body = tasha.get(sent.location_as_sent()).await.body;
        assert!(!body.contains("canary-feast"), "{body}");
    }
}

on_each_engine! {
    async fn a_worker_notes_what_was_held_and_the_family_reads_it_too(app: TestApp) {
        let clocks = format!("{}/clocks", calendar_path(&app, "carter").await);
        let held = format!("{clocks}/held");
        let mut ben = app.person("ben-ortiz").await;
        assert!(ben.get(&clocks).await.body.contains(&format!("href=\"{held}\"")));
        let page = ben.get(&held).await;
        let hidden = ["form", "family"].map(|name| (name, page.hidden_value(name)));
        let child = page.body.split("<option value=\"").find(|rest| rest.contains(">Leo"));
        let child = child.unwrap().split('"').next().unwrap().to_owned();
        let send = async |ben: &mut TestBrowser, day: &str| {
            let typed = [("kind", "review_held"), ("child", child.as_str()), ("day", day)];
            let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
            let fields: Vec<(&str, &str)> = hidden.chain(typed).collect();
            let sent = ben.post("/api/calendar/held", &fields).await;
            let address = sent.location_as_sent().split('#').next().unwrap().to_owned();
            ben.get(&address).await
        };
        let refused = send(&mut ben, "2026-12-01").await;
        assert!(refused.body_text().contains("Choose today or an earlier day"));
        assert!(refused.body.contains("value=\"2026-12-01\""), "{}", refused.body);
        let saved = send(&mut ben, "2026-11-16").await.body_text();
        assert!(saved.contains("The next date is counted from this day"), "{saved}");
        for who in ["ben-ortiz", "tasha-carter"] {
            let page = app.person(who).await.get(&clocks).await;
            let text = page.body_text();
            for words in ["May 16, 2027", "Held on November 16, 2026", "Noted by Ben Ortiz"] {
                assert!(text.contains(words), "{who} {words}: {text}");
            }
            let may_change = page.body.contains("/api/calendar/held-out");
            assert_eq!(may_change, who == "ben-ortiz", "{who}");
        }
        assert_eq!(app.person("tasha-carter").await.get(&held).await.status, 404);
    }
}
