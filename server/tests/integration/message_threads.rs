//! Threads over HTTP: their participants, the privacy notice, absences, search and export.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::id::{FamilyId, PersonId};
use model::messages::MessageDestination;

/// Submits the form for a group thread with these people.
async fn submit_group(
    browser: &mut TestBrowser,
    family: FamilyId,
    form: &str,
    people: &[PersonId],
) -> TestResponse {
    let family = family.to_string();
    let people: Vec<String> = people
        .iter()
        .map(|person| format!("people-{person}"))
        .collect();
    let mut fields = vec![
        ("form", form),
        ("family", family.as_str()),
        ("kind", "team"),
    ];
    fields.extend(people.iter().map(|name| (name.as_str(), "yes")));
    browser.post("/api/messages/begin", &fields).await
}

/// Takes a person off the thread at this path.
async fn remove_participant(
    browser: &mut TestBrowser,
    thread: &str,
    person: PersonId,
) -> TestResponse {
    let id = thread.rsplit('/').next().unwrap();
    browser
        .post(
            "/api/messages/leave",
            &[("thread", id), ("person", &person.to_string())],
        )
        .await
}

on_each_engine! {
    async fn a_group_thread_is_created_and_a_participant_is_removed(app: TestApp) {
        let family = app.database.family_id("carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let page = ben.get(&format!("/family/{family}/messages/new")).await;
        let (tasha, nora) = (
            app.database.person_id("tasha-carter").await,
            app.database.person_id("nora-price").await,
        );
        let form = page.hidden_value("form");
        // A thread with one other person is a pair, which is started from that person's page.
        let none = submit_group(&mut ben, family, &form, &[tasha]).await;
        let back = ben.get(none.location()).await;
        assert!(
            back.body.contains("Choose at least two people")
                && back.body.contains("checked")
                && back.hidden_value("form") == form,
            "{}",
            back.body
        );
        let begun = submit_group(&mut ben, family, &form, &[tasha, nora]).await;
        let thread = begun.location().to_owned();
        let page = ben.get(&thread).await;
        assert!(
            page.body_text()
                .contains("Ben Ortiz started this conversation"),
            "{}",
            page.body_text()
        );
        let mut her = app.person("nora-price").await;
        let hers = her.get(&thread).await.body_text();
        assert!(
            hers.contains("Ben Ortiz (Caseworker)")
                && hers.contains("Tasha Carter (Parent)")
                && hers.contains("can read this."),
            "{hers}"
        );
        remove_participant(&mut ben, &thread, nora).await;
        // Her session continues: the removal takes effect at her next request.
        assert_eq!(her.get(&thread).await.status, StatusCode::NOT_FOUND);
        assert_removal_is_shown(&mut ben, &thread).await;
        // The other parent sees nothing of the thread.
        let mut him = app.person("marcus-reed").await;
        let key = thread.rsplit('/').next().unwrap();
        assert!(
            !him.get("/messages").await.body.contains(key)
                && him.get(&thread).await.status == StatusCode::NOT_FOUND
        );
    }
}

/// Those who remain read who was removed and by whom, and may add the person again.
async fn assert_removal_is_shown(browser: &mut TestBrowser, thread: &str) {
    assert!(
        browser
            .get(thread)
            .await
            .body_text()
            .contains("Ben Ortiz removed Nora Price")
    );
    assert!(
        browser
            .get(&format!("{thread}/readers"))
            .await
            .body_text()
            .contains("Add Nora Price (Caregiver)")
    );
}

const PRIVATE_NOTICE: &str = "What you write here stays between you and your parent partner.";
const GROUP_NOTICE: &str = "Everyone named above can read this.";

/// Whether the page shows the notice for two people, and the one for a group.
async fn shown_notices(browser: &mut TestBrowser, path: &str) -> (bool, bool) {
    let page = browser.get(path).await;
    // The page for a first message leads to the conversation that two people already have.
    let page = if page.status == StatusCode::SEE_OTHER {
        browser.get(page.location()).await
    } else {
        page
    };
    assert_eq!(page.status, StatusCode::OK, "{path}");
    (
        page.body_text().contains(PRIVATE_NOTICE),
        page.body_text().contains(GROUP_NOTICE),
    )
}

// The confidentiality notice is shown only where it is true and only to the parent: it depends on
// the participants and on the viewer.
on_each_engine! {
    async fn privacy_notice_is_shown_where_two_people_read(app: TestApp) {
        let (rosa_id, maria_id, dana_id) = (
            app.database.person_id("rosa-jimenez").await,
            app.database.person_id("maria-luna").await,
            app.database.person_id("dana-fox").await,
        );
        let (to_rosa, to_dana) = (
            format!("/messages/new/{rosa_id}"),
            format!("/messages/new/{dana_id}"),
        );
        let (mut maria, mut rosa, mut dana) = (
            app.person("maria-luna").await,
            app.person("rosa-jimenez").await,
            app.person("dana-fox").await,
        );
        // A parent and her parent partner, before and after the first message. The partner does not
        // see the notice.
        assert_eq!(shown_notices(&mut maria, &to_rosa).await, (true, false));
        let rosa_key = rosa_id.to_string();
        let pair = maria.send_first_message(&rosa_key, "Solo para usted").await;
        assert_eq!(shown_notices(&mut maria, &pair).await, (true, false));
        assert_eq!(shown_notices(&mut rosa, &pair).await, (false, false));
        // Staff have no such agreement among themselves, nor with a parent.
        let to_mentor = dana
            .send_first_message(&rosa_key, "About the meeting")
            .await;
        assert_eq!(shown_notices(&mut dana, &to_mentor).await, (false, false));
        let mut alma = app.person("alma-brooks").await;
        assert_eq!(shown_notices(&mut alma, &to_rosa).await, (false, false));
        assert_eq!(shown_notices(&mut maria, &to_dana).await, (false, false));
        // When agency staff take part, the parent is told who can read, and the others see no
        // notice.
        let family = app.database.family_id("luna").await;
        let form = dana
            .get(&format!("/family/{family}/messages/new"))
            .await
            .hidden_value("form");
        let begun = submit_group(&mut dana, family, &form, &[maria_id, rosa_id]).await;
        let team = begun.location().to_owned();
        assert_eq!(shown_notices(&mut maria, &team).await, (false, true));
        assert_eq!(shown_notices(&mut rosa, &team).await, (false, false));
        assert_eq!(shown_notices(&mut dana, &team).await, (false, false));
        // When only those two remain, the thread still counts as the team's, because others have
        // read it.
        let left = remove_participant(&mut dana, &team, dana_id).await;
        assert_eq!(left.location(), "/messages");
        assert_eq!(shown_notices(&mut maria, &team).await, (false, true));
    }
}

/// A spreadsheet runs a cell that begins with `=` as a formula.
const FORMULA_TEXT: &str = "=HYPERLINK(\"http://evil.test\",\"click\")";

async fn assert_exported_in_every_format(browser: &mut TestBrowser, thread: &str) {
    let table = browser.get(&format!("/messages/{thread}/table")).await;
    // The name stays in the browser's list of downloads, so it says nothing about the file.
    assert_eq!(
        table.headers["content-disposition"],
        "attachment; filename=\"messages.csv\""
    );
    let header = "\u{FEFF}\"Time\",\"From\",\"Language\",\"Message\",\"Files\"";
    assert!(table.body.starts_with(header), "{}", table.body);
    // The apostrophe makes it text.
    assert!(
        table
            .body
            .contains("\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"click\"\")\""),
        "{}",
        table.body
    );
    assert!(
        browser
            .get(&format!("/messages/{thread}/print"))
            .await
            .body
            .contains("class=\"print\"")
    );
    let pdf = browser.get(&format!("/messages/{thread}/pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
}

on_each_engine! {
    async fn a_conversation_is_searched_printed_and_exported(app: TestApp) {
        let id = app.database.thread_id("tasha-june").await;
        let thread = id.to_string();
        app.database
            .send_message("tasha-carter", MessageDestination::Thread(id), FORMULA_TEXT)
            .await
            .unwrap();
        let mut june = app.person("june-bell").await;
        // The browser's history keeps addresses, and someone else may read it.
        let to = june
            .post("/api/messages/search", &[("words", "hyperlink")])
            .await;
        assert_eq!(
            to.location(),
            "/messages/search",
            "what is looked for stands in no address"
        );
        let page = june.get("/messages/search").await;
        assert!(
            page.body.contains(&format!("/messages/{thread}?at=2#m2"))
                && page.body_text().contains("1 message"),
            "{}",
            page.body
        );
        let found = june.get(&format!("/messages/{thread}?at=2")).await.body;
        // On the newest page, with the composer: anyone who finds a recent message may want to
        // answer.
        assert!(found.contains("id=\"m2\"") && found.contains("/api/messages/send"));
        assert_exported_in_every_format(&mut june, &thread).await;
        // Another person who uses the same browser later does not see her search.
        june.post("/api/account/sign-out", &[]).await;
        app.person("marcus-reed").await;
        let back = sign_in_again(&mut june, "marcus-reed").await;
        assert_eq!(back.location(), "/exit");
        assert!(
            !june
                .get("/messages/search")
                .await
                .body
                .contains("hyperlink")
        );
    }
}

on_each_engine! {
    async fn covering_person_is_named_only_to_those_who_may_write_to_them(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let thread = app.database.thread_id("marcus-ben").await;
        let mut marcus = app.person("marcus-reed").await;
        // June supports the other parent, so Marcus must not see her name, and a link to her would
        // be forbidden.
        for (cover, named) in [("pat-nguyen", true), ("june-bell", false)] {
            let id = app.database.person_id(cover).await.to_string();
            let response = ben
                .post(
                    "/api/messages/away",
                    &[
                        ("starts", "2026-11-20"),
                        ("ends", "2026-11-30"),
                        ("cover", &id),
                    ],
                )
                .await;
            assert_eq!(response.location(), "/messages/away", "{cover}");
            let page = marcus.get(&format!("/messages/{thread}")).await;
            assert!(
                page.body_text()
                    .contains("Ben Ortiz is away. Last day away: "),
                "{}",
                page.body_text()
            );
            assert_eq!(page.body.contains(&id), named, "{cover}");
            assert_eq!(
                page.body_text().contains("For now, write to Pat Nguyen"),
                named,
                "{cover}"
            );
            // Her first name alone would tell him who supports the other parent.
            assert!(!page.body.contains("June"));
        }
    }
}

on_each_engine! {
    async fn a_search_shows_and_marks_what_was_found(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await;
        // Long enough on both sides to be cut, with an accent, markup, and emoji of several code
        // points, of which a cut must not leave a part.
        let body = format!(
            "{}<b>Reunión</b> at the lake house {}",
            "We will meet again, as we said. ".repeat(9),
            "👨‍👩‍👧‍👦 ".repeat(150)
        );
        let page = tasha.get(&format!("/messages/{thread}")).await;
        let fields = [
            ("form", &*page.hidden_value("form")),
            ("thread", &*thread.to_string()),
            ("body", &*body),
        ];
        assert_eq!(
            tasha.post("/api/messages/send", &fields).await.status,
            StatusCode::SEE_OTHER
        );
        // Without the accent, in another case, and with only the beginning of a word.
        tasha
            .post("/api/messages/search", &[("words", "reunion LAK")])
            .await;
        let page = tasha.get("/messages/search").await;
        assert!(page.body_text().contains("You, to "), "with whom");
        assert!(page.body_text().contains("June Bell · Today"), "with whom");
        let shown = page
            .body
            .split("<bdi")
            .nth(1)
            .and_then(|rest| rest.split("</bdi>").next())
            .unwrap()
            .replace("<!>", "");
        assert!(
            shown
                .contains("&lt;b&gt;<mark>Reunión</mark>&lt;/b&gt; at the <mark>lak</mark>e house"),
            "{shown}"
        );
        assert!(shown.ends_with("👨‍👩‍👧‍👦 …") || shown.ends_with("👨‍👩‍👧‍👦…"), "{shown}");
    }
}

on_each_engine! {
    async fn a_search_says_that_there_are_older_messages_only_when_there_are(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await;
        let mut tasha = app.person("tasha-carter").await;
        for (sent, is_said) in [(50, false), (1, true)] {
            for _ in 0..sent {
                let to = MessageDestination::Thread(thread);
                app.database
                    .send_message("june-bell", to, "sunflower seeds")
                    .await
                    .unwrap();
            }
            tasha
                .post("/api/messages/search", &[("words", "sunflower")])
                .await;
            let page = tasha.get("/messages/search").await.body_text();
            assert!(page.contains("50 messages"), "{page}");
            assert_eq!(page.contains("These are the newest 50."), is_said, "{page}");
        }
    }
}
