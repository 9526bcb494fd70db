//! The home page of staff: rows for all of their families, without words of a
//! record, and lists that are grouped by family and filtered.
#![allow(clippy::unwrap_used)]

use crate::access_log::count_log_entries;
use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;
use model::id::ReplyId;
use model::messages::MessageDestination;
use model::plan::reply::{NewReply, PlanSection, ReplyTarget, Sharing};
use store::plan::reply_submission;

/// María disagrees with a section of the plan.
async fn add_disagreement(app: &TestApp) -> ReplyId {
    let draft = NewReply::parse(
        app.database.clock.new_id(),
        ReplyTarget::Section(PlanSection::Needs),
        "disagree",
        "canary-today",
        Sharing::Private,
        "en",
    )
    .unwrap();
    let mut tx = app.database.begin_as("maria-luna").await;
    let luna = app.database.family_id("luna").await;
    let reply = reply_submission::add_reply(&mut tx, luna, &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    reply
}

/// The page of a list after these words were typed into its filter. They are in no address, because
/// the browser's history keeps addresses.
async fn filter_list(browser: &mut TestBrowser, page: &str, words: &str) -> String {
    let fields = [("from", page), ("words", words)];
    let sent = browser.post("/api/messages/search", &fields).await;
    assert_eq!(sent.location(), page);
    browser.get(page).await.body_text()
}

on_each_engine! {
    async fn a_workers_today_names_family_and_person_and_opens(app: TestApp) {
        let reply = add_disagreement(&app).await;
        let luna = app.database.family_id("luna").await;
        let mut dana = app.person("dana-fox").await;
        let logged = count_log_entries(&app.database).await;
        let today = dana.get("/").await.body_text();
        assert!(
            today.contains("María Luna is waiting for an answer")
                && today.contains("The Luna family · Answer due:")
                && today.contains("Your promise to the family")
                && today.contains("4 days late"),
            "{today}"
        );
        // Nothing of a record is shown, so the families' access logs stay as they are.
        assert!(
            !today.contains("canary-today") && !today.contains("child care"),
            "{today}"
        );
        assert_eq!(count_log_entries(&app.database).await, logged);
        let row = format!("/family/{luna}/plan/reply/{reply}");
        assert!(today.contains(&row), "{today}");
        assert!(dana.get(&row).await.body_text().contains("canary-today"));
        // The filter leaves out what belongs to another family.
        let haddad = filter_list(&mut dana, "/", "HADDAD").await;
        assert!(
            haddad.contains("The Haddad family") && !haddad.contains("The Luna family"),
            "{haddad}"
        );
        let nothing = filter_list(&mut dana, "/", "nobody-of-this-name").await;
        assert!(
            nothing.contains("No family or person has this name."),
            "{nothing}"
        );
        // Each list has its own filter, and empty words remove it.
        let others = dana.get("/families").await.body_text();
        assert!(others.contains("The Luna family"), "{others}");
        let cleared = filter_list(&mut dana, "/", "").await;
        assert!(
            cleared.contains("The Luna family") && cleared.contains("The Haddad family"),
            "{cleared}"
        );
        // The worker of another family learns nothing of it.
        let kou = app.person("kou-lee").await.get("/").await.body_text();
        assert!(!kou.contains("Luna"), "{kou}");
    }
}

on_each_engine! {
    async fn staff_read_the_familys_name_above_the_heading_and_in_the_title(app: TestApp) {
        let luna = app.database.family_id("luna").await;
        let mut dana = app.person("dana-fox").await;
        for page in ["plan", "plan/edit", "plan/publish", "plan/replies"] {
            let page = dana
                .get(&format!("/family/{luna}/{page}"))
                .await
                .body_text();
            let (head, body) = page.split_once("</title>").unwrap();
            assert!(head.ends_with(" · The Luna family · Alongside"), "{head}");
            let (above, _) = body.split_once("<h1").unwrap();
            assert!(
                above.contains("<p class=\"family-name\">The Luna family</p>"),
                "{above}"
            );
        }
        // A page that is refused looks like one that does not exist, and the family has no need of
        // its own name.
        let refused = dana
            .get(&format!("/family/{luna}/plan/own"))
            .await
            .body_text();
        assert!(!refused.contains("The Luna family"), "{refused}");
        let carter = app.database.family_id("carter").await;
        // Nor has a mentor or a caregiver of one family.
        for (who, family) in [("maria-luna", luna), ("june-bell", carter), ("nora-price", carter)] {
            let own = app
                .person(who)
                .await
                .get(&format!("/family/{family}/plan"))
                .await;
            assert!(!own.body.contains("family-name"), "{who}: {}", own.body);
            assert!(!own.body.contains("side-list"), "{who}: {}", own.body);
        }
    }
}

on_each_engine! {
    async fn families_and_conversations_stand_beside_a_page_before_it(app: TestApp) {
        let (luna, haddad) = (
            app.database.family_id("luna").await,
            app.database.family_id("haddad").await,
        );
        let mut dana = app.person("dana-fox").await;
        let page = dana.get(&format!("/family/{luna}/plan")).await.body_text();
        let (before, _) = page.split_once("<main").unwrap();
        assert!(before.contains("class=\"bottom-nav\""), "{before}");
        let (_, families) = before.split_once("class=\"side-list\"").unwrap();
        assert!(
            families.contains(&format!("/family/{haddad}\""))
                && families.matches("aria-current=\"true\"").count() == 1
                && families.contains("The Luna family"),
            "{families}"
        );
        let thread = app.database.thread_id("maria-dana").await;
        let page = dana.get(&format!("/messages/{thread}")).await.body_text();
        let (head, _) = page.split_once("</title>").unwrap();
        assert!(head.ends_with(" · The Luna family · Alongside"), "{head}");
        let (before, body) = page.split_once("<main").unwrap();
        assert!(body.contains("<p class=\"family-name\">The Luna family</p>"), "{body}");
        let (_, list) = before.split_once("class=\"side-list\"").unwrap();
        assert!(
            list.matches("aria-current=\"page\"").count() == 1
                && list.contains(&format!("/messages/{thread}#new"))
                && list.contains("Parent · The Luna family · "),
            "{list}"
        );
        // Nothing of what was written, whether the reader may read it or not.
        let mut maria = app.person("maria-luna").await;
        let own = maria.get(&format!("/messages/{thread}")).await.body_text();
        let (before, body) = own.split_once("<main").unwrap();
        assert!(before.contains("Dana Fox") && !before.contains("Luna family"), "{before}");
        assert!(!body.contains("family-name"), "{body}");
    }
}

on_each_engine! {
    async fn people_to_write_to_are_grouped_by_family_and_found_by_typing(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let all = dana.get("/messages/new").await.body_text();
        let (haddad, luna) = all.split_once("<h2>The Luna family</h2>").unwrap();
        assert!(haddad.contains("<h2>The Haddad family</h2>") && haddad.contains("مريم حداد"));
        assert!(!haddad.contains("María Luna") && luna.contains("María Luna"));
        // A person of both families is below both names.
        assert!(haddad.contains("Pat Nguyen") && luna.contains("Pat Nguyen"), "{all}");
        let found = filter_list(&mut dana, "/messages/new", "maria luna").await;
        assert!(
            found.contains("María Luna") && !found.contains("مريم حداد") && !found.contains("Luis"),
            "{found}"
        );
        // Only people to whom she may write are found.
        let none = filter_list(&mut dana, "/messages/new", "tasha").await;
        assert!(
            none.contains("No family or person has this name.") && !none.contains("Tasha"),
            "{none}"
        );
        // An earlier filter does not hide people permanently.
        app.database.clock.advance(SignedDuration::from_mins(61));
        let all = dana.get("/messages/new").await.body_text();
        assert!(
            all.contains("María Luna") && all.contains("مريم حداد"),
            "{all}"
        );
        // A family has one short list, without its own name as a heading.
        let marias = app
            .person("maria-luna")
            .await
            .get("/messages/new")
            .await
            .body_text();
        assert!(
            marias.contains("Rosa Jiménez") && !marias.contains("<h2>The Luna"),
            "{marias}"
        );
    }
}

on_each_engine! {
    async fn a_mentor_logs_a_contact_from_today(app: TestApp) {
        let mut rosa = app.person("rosa-jimenez").await;
        let maria = app.database.person_id("maria-luna").await;
        let today = rosa.get("/").await.body_text();
        assert!(
            today.contains("María Luna")
                && today.contains("No contact logged yet")
                && today.contains("Next: ")
                && today.contains("Write to María Luna"),
            "{today}"
        );
        let log = format!("/messages/contacts?parent={maria}");
        assert!(today.contains(&log), "{today}");
        let page = rosa.get(&log).await;
        let (form, parent) = (page.hidden_value("form"), maria.to_string());
        let fields = [
            ("form", form.as_str()),
            ("parent", parent.as_str()),
            ("kind", "call"),
        ];
        rosa.post("/api/messages/contact", &fields).await;
        assert!(
            rosa.get("/")
                .await
                .body_text()
                .contains("Last contact: Today")
        );
    }
}

on_each_engine! {
    async fn a_supervisor_writes_to_the_worker_who_leaves_messages_unread(app: TestApp) {
        let thread = MessageDestination::Thread(app.database.thread_id("maria-dana").await);
        app.database
            .send_message("maria-luna", thread, "canary-unread")
            .await
            .unwrap();
        app.database.clock.advance(SignedDuration::from_hours(49));
        let mut pat = app.person("pat-nguyen").await;
        let today = pat.get("/").await.body_text();
        assert!(
            today.contains("Write to Dana Fox") && !today.contains("canary-unread"),
            "{today}"
        );
        // The role that is the same in every family is not repeated below each.
        assert!(!today.contains("<small>Supervisor</small>"), "{today}");
        let dana = app.database.person_id("dana-fox").await;
        let write = format!("/messages/new/{dana}");
        assert!(today.contains(&write), "{today}");
        assert_eq!(pat.get(&write).await.status, StatusCode::OK);
    }
}
