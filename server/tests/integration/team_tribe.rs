//! The tribe panel over HTTP: what each reader is told, the worker's forms, and the file of dates.
#![allow(clippy::unwrap_used)]

use crate::access_log::{count_log_entries, log_entries};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

async fn panel_path(app: &TestApp, family: &str) -> String {
    let family = app.database.family_id(family).await;
    format!("/family/{family}/team/tribe")
}

/// The page that an accepted form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let address = sent.location_as_sent().split('#').next().unwrap();
    browser.get(address).await
}

/// Posts a form with these hidden fields of its page, and what is typed.
async fn send(
    browser: &mut TestBrowser,
    page: &TestResponse,
    action: &str,
    hidden: &[&'static str],
    typed: &[(&str, &str)],
) -> TestResponse {
    let hidden: Vec<(&str, String)> = hidden
        .iter()
        .map(|field| (*field, page.hidden_value(field)))
        .collect();
    let fields: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(field, value)| (*field, value.as_str()))
        .chain(typed.iter().copied())
        .collect();
    browser.post(action, &fields).await
}

/// The address of the first link whose text is this.
fn link_to(page: &str, label: &str) -> String {
    page.split("href=\"")
        .find(|link| {
            let text = link.split('>').nth(1).unwrap_or_default();
            text.trim_start().starts_with(label)
        })
        .and_then(|link| link.split('"').next())
        .unwrap()
        .replace("&amp;", "&")
}

on_each_engine! {
    async fn the_panel_speaks_to_its_reader(app: TestApp) {
        let path = panel_path(&app, "carter").await;
        // The parent, the worker and the tribal representative read the same facts.
        for who in ["tasha-carter", "ben-ortiz", "lena-bird"] {
            let page = app.person(who).await.get(&path).await.body_text();
            for shown in [
                "Cedar Lake Nation",
                "March 4, 2026 · Ben Ortiz",
                "March 6, 2026 · Registered mail",
                "Yes, the tribe is taking part",
                "This preference was followed.",
                "We met with Lena Bird",
                "Wis. Stat. 48.028 (7)",
            ] {
                assert!(page.contains(shown), "{who}: {shown}: {page}");
            }
        }
        // The caregiver, the mentor and the worker of another family: their roles or teams never
        // read about this tribe.
        for who in ["nora-price", "june-bell", "dana-fox"] {
            let refused = app.person(who).await.get(&path).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{who}");
        }
        // Of the two children of the Luna family, nothing is known about Mateo.
        let path = panel_path(&app, "luna").await;
        let dana = app.person("dana-fox").await.get(&path).await.body_text();
        assert!(dana.contains("ask the family whether Mateo belongs to a tribe"), "{dana}");
        let team = path.replace("/tribe", "");
        // A parent is told what is missing, and has neither the form nor the file of the agency.
        let mut maria = app.person("maria-luna").await;
        assert!(maria.get(&team).await.body.contains(&path));
        let page = maria.get(&path).await.body_text();
        assert!(page.contains("whether you were asked about a tribe"), "{page}");
        assert!(!page.contains("/team/tribe/add") && !page.contains("tribe.csv"), "{page}");
    }
}

on_each_engine! {
    async fn a_form_with_missing_parts_names_them_all_and_comes_back_filled_in(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let add = format!("{}/add", panel_path(&app, "carter").await);
        let page = ben.get(&add).await;
        // The first choice of the form is a child whom the worker sees.
        let child = page.body.split("<option value=\"").nth(1).unwrap();
        let child = child.split('"').next().unwrap().to_owned();
        let (form, hidden) = (page.hidden_value("form"), ["form", "family"]);
        let typed = [
            ("child", child.as_str()),
            ("tribe", ""),
            ("asked_on", "2026-11-02"),
            // Facts of a later day have not happened.
            ("notified_on", "2027-01-01"),
            ("good_cause", "Kept words"),
        ];
        let refused = send(&mut ben, &page, "/api/team/tribe-add", &hidden, &typed).await;
        assert_eq!(refused.location(), add);
        let again = ben.get(&add).await;
        for shown in [
            "Write who asked",
            "Choose today or an earlier day",
            "Write the name of the tribe",
            "Choose which placement preference applies",
            "Kept words",
            "value=\"2026-11-02\"",
        ] {
            assert!(again.body.contains(shown), "{shown}: {}", again.body);
        }
        // The same form id, so that the corrected form stores one row.
        assert_eq!(again.hidden_value("form"), form);
        let typed = [
            ("child", child.as_str()),
            ("tribe", "Blue Marsh Band"),
            ("asked_on", "2026-11-02"),
            ("asked_by", "Ben Ortiz"),
        ];
        let sent = send(&mut ben, &again, "/api/team/tribe-add", &hidden, &typed).await;
        let saved = follow(&mut ben, &sent).await.body_text();
        assert!(saved.contains("Saved.") && saved.contains("Blue Marsh Band"), "{saved}");
    }
}

on_each_engine! {
    async fn two_who_change_the_facts_are_shown_both_versions(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let panel = ben.get(&panel_path(&app, "carter").await).await;
        let edit = link_to(&panel.body, "Change</a");
        let page = ben.get(&edit).await;
        let hidden = ["family", "row", "revision"];
        let typed = |tribe| {
            [
                ("tribe", tribe),
                ("asked_on", "2026-03-04"),
                ("asked_by", "Ben Ortiz"),
            ]
        };
        let action = "/api/team/tribe-save";
        // Both forms have the revision of one page, as from two tabs.
        send(&mut ben, &page, action, &hidden, &typed("Cedar Lake")).await;
        let stale = send(&mut ben, &page, action, &hidden, &typed("Cedar Nation")).await;
        assert_eq!(stale.location(), edit);
        let both = ben.get(&edit).await.body_text();
        for shown in ["What is saved now", "Cedar Lake", "Cedar Nation", "Earlier versions"] {
            assert!(both.contains(shown), "{shown}: {both}");
        }
    }
}

on_each_engine! {
    async fn an_effort_and_the_words_of_the_tribe_are_added_and_taken_back(app: TestApp) {
        let path = panel_path(&app, "carter").await;
        let mut tasha = app.person("tasha-carter").await;
        // Each writes in their own role: active efforts are the agency's, and the words are the
        // tribe's.
        for (who, label, words) in [
            ("ben-ortiz", "Add an active effort", "We called the great-aunt."),
            ("lena-bird", "Write for the tribe", "Leo is one of us."),
        ] {
            let mut writer = app.person(who).await;
            let panel = writer.get(&path).await;
            let page = writer.get(&link_to(&panel.body, label)).await;
            let hidden = ["form", "family", "row"];
            let typed = [("day", "2026-11-20"), ("words", words)];
            let sent = send(&mut writer, &page, "/api/team/tribe-write", &hidden, &typed).await;
            let added = follow(&mut writer, &sent).await;
            assert!(added.body.contains("Added."), "{}", added.body);
            assert!(tasha.get(&path).await.body.contains(words));
            // The button of the notice is the first of the page.
            let entry = added.hidden_value("entry");
            let family = added.hidden_value("family");
            // With the ids of the notice, as its button sends them.
            let mut undo = [("family", family.as_str()), ("entry", entry.as_str()), ("act", "withdraw")];
            let sent = writer.post("/api/team/tribe-withdraw", &undo).await;
            assert!(follow(&mut writer, &sent).await.body.contains("Taken back."));
            assert!(!tasha.get(&path).await.body.contains(words));
            undo[2].1 = "restore";
            writer.post("/api/team/tribe-withdraw", &undo).await;
            assert!(tasha.get(&path).await.body.contains(words));
        }
    }
}

on_each_engine! {
    async fn the_file_has_each_date_and_no_formula_and_its_reading_is_logged(app: TestApp) {
        // A spreadsheet would run a cell that begins with an equals sign as a formula.
        app.database
            .execute_sql("UPDATE child_tribe SET tribe = '=1+1' WHERE tribe IS NOT NULL")
            .await
            .unwrap();
        let path = format!("{}.csv", panel_path(&app, "carter").await);
        // Counted before, so that only what this reading adds is compared.
        let before = count_log_entries(&app.database).await;
        let file = app.person("lena-bird").await.get(&path).await;
        assert_eq!(file.status, StatusCode::OK);
        for line in [
            // Without an empty column for the data elements of AFCARS, which would look filled in.
            "\"child\",\"date_of_birth\",\"tribe\",\"element\",\"date\",\"value\",\"by\"\r\n",
            "\"Leo\",\"2019-03-08\",\"'=1+1\",\"family_asked\",\"2026-03-04\",\"\",\"Ben Ortiz\"\r\n",
            "\"tribe_notified\",\"2026-03-06\",\"registered_mail\",\"\"",
            "\"tribe_answer\",\"2026-03-20\",\"takes_part\",\"\"",
            "\"preference_followed\",\"\",\"yes\",\"\"",
            "\"active_effort\",\"2026-05-11\"",
        ] {
            assert!(file.body.contains(line), "{line}: {}", file.body);
        }
        let written = log_entries(&app.database, before).await;
        let parts: Vec<&str> = written.iter().map(|entry| entry.what.as_str()).collect();
        assert_eq!(parts, ["tribe"]);
        // The family's own reading is not logged; a caregiver finds no such file.
        app.person("tasha-carter").await.get(&path).await;
        let refused = app.person("nora-price").await.get(&path).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(log_entries(&app.database, before).await.len(), 1);
    }
}
