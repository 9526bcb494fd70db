//! Plan forms over HTTP: no input is lost, and one parent's text is on none of the other parent's
//! pages.
#![allow(clippy::unwrap_used)]

use crate::plan_versions::{publish_version, submit_goal};
use crate::plan_workload::plan_path;
use crate::stored_forms::sign_in_again;
use crate::support::route_ids::RouteIds;
use crate::support::{TestBrowser, on_each_engine};
use http::StatusCode;
use model::plan::PlanItemKind;

/// Replies to a section through its form; returns the redirect's location.
async fn post_reply(
    browser: &mut TestBrowser,
    base: &str,
    kind: &str,
    words: &str,
    who: &str,
) -> String {
    let path = format!("{base}/section/needs");
    let page = browser.get(&path).await;
    let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
    let fields = [
        ("form", form.as_str()),
        ("family", &family),
        ("section", "needs"),
        ("kind", kind),
        ("words", words),
        ("who", who),
    ];
    browser
        .post("/api/plan/reply", &fields)
        .await
        .location()
        .to_owned()
}

on_each_engine! {
    async fn words_that_are_too_long_come_back_whole(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        // The last word is beyond the limit of 10,000 characters: it would be missing from a text
        // that was cut.
        let long = format!("{}fin", "palabra ".repeat(1_250));
        let location = post_reply(&mut maria, &base, "disagree", &long, "wide").await;
        assert_eq!(location, format!("{base}/section/needs"));
        let page = maria.get(&location).await;
        assert!(
            page.body.contains("Error: ")
                && page.body.contains("Your text is too long")
                && page.body.contains(&long)
        );
        assert!(
            page.body.contains("value=\"wide\" checked")
                && page.body.contains("value=\"disagree\" checked"),
            "{}",
            &page.body[..3000]
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM plan_reply")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn a_reply_and_a_reason_come_back_after_the_session_ended(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let mut tx = app.database.begin_as("maria-luna").await;
        let me = app.database.person_id("maria-luna").await;
        let plan = store::plan::read_plan(&mut tx, app.database.family_id("luna").await, "en")
            .await
            .unwrap();
        // Only on the page of a step of her own is the form that reports its state.
        let step = plan
            .items_of_kind(PlanItemKind::Step)
            .find(|step| step.owner_id == Some(me))
            .unwrap()
            .id;
        drop(tx);
        let path = format!("{base}/item/{step}");
        let page = maria.get(&path).await;
        let (form, family, person) = (
            page.hidden_value("form"),
            page.hidden_value("family"),
            page.hidden_value("person"),
        );
        let step = step.to_string();
        // Two forms of one page: each must come back in its own field.
        for (endpoint, field, text) in [
            ("plan/step", "why", "Porque trabajo de noche"),
            ("plan/reply", "words", "No quiero perder esto"),
        ] {
            app.database
                .execute_sql("DELETE FROM session")
                .await
                .unwrap();
            let fields = [
                ("form", form.as_str()),
                ("family", &family),
                ("item", &step),
                ("kind", "comment"),
                (field, text),
                ("from", &path),
                ("endpoint", endpoint),
                ("person", &person),
            ];
            let out = maria.post(&format!("/api/{endpoint}"), &fields).await;
            assert_eq!(
                (out.status, out.location()),
                (StatusCode::SEE_OTHER, "/sign-in")
            );
            let back = sign_in_again(&mut maria, "maria-luna").await;
            assert_eq!(back.location(), path);
            assert!(maria.get(&path).await.body.contains(text), "{endpoint}");
        }
    }
}

on_each_engine! {
    async fn arabic_words_keep_their_direction_in_an_english_page(app: TestApp) {
        let base = plan_path(&app, "haddad").await;
        let mut mariam = app.person("mariam-haddad").await;
        mariam
            .post(
                "/api/account/language",
                &[("language", "ar"), ("from", "/")],
            )
            .await;
        post_reply(&mut mariam, &base, "change", "أريد درسًا في الصباح", "own").await;
        let page = app
            .person("dana-fox")
            .await
            .get(&format!("{base}/replies"))
            .await;
        // Without its own language, a screen reader would read the text aloud as English.
        assert!(
            page.body
                .contains("<bdi lang=\"ar\" dir=\"auto\">أريد درسًا في الصباح</bdi>"),
            "{}",
            page.body
        );
        assert!(page.body_text().contains("Waiting for the team"));
    }
}

on_each_engine! {
    async fn one_parents_reply_is_on_no_page_of_the_other(app: TestApp) {
        let base = plan_path(&app, "carter").await;
        let mut tasha = app.person("tasha-carter").await;
        post_reply(&mut tasha, &base, "disagree", "canary-77 in a reply", "own").await;
        let own = tasha.get(&format!("{base}/own")).await;
        let (form, family) = (own.hidden_value("form"), own.hidden_value("family"));
        tasha
            .post(
                "/api/plan/own",
                &[
                    ("form", &form),
                    ("family", &family),
                    ("words", "canary-77 in our words"),
                    ("who", "own"),
                ],
            )
            .await;
        let hers = tasha.get(&format!("{base}/words")).await;
        assert!(hers.body.contains("canary-77"));
        let version = tasha.get(&format!("{base}/versions")).await;
        assert_eq!(version.status, StatusCode::OK);
        let mut marcus = app.person("marcus-reed").await;
        // A parent of the same children: every page of the plan is open to him.
        let before = marcus.get(&format!("{base}/replies")).await;
        for page in [
            "",
            "/words",
            "/goals",
            "/children",
            "/needs",
            "/orders",
            "/replies",
            "/versions",
            "/version/5",
            "/version/5/print",
            "/section/needs",
            "/progress",
            "/safety",
        ] {
            let page = marcus.get(&format!("{base}{page}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains("canary-77"));
        }
        // A heading or a count above hidden replies would tell him that she has replied.
        assert!(
            before
                .body_text()
                .contains("Comments about the plan will show here"),
            "not even that something was said"
        );
        for path in ["/".to_owned(), base.trim_end_matches("/plan").to_owned()] {
            assert!(!marcus.get(&path).await.body.contains("canary-77"));
        }
    }
}

on_each_engine! {
    async fn the_same_answer_twice_is_one_and_another_is_refused_with_its_text(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let location = post_reply(&mut maria, &base, "change", "A bus pass first", "own").await;
        // Each reply of the page has an id of its own.
        let page = maria.get(&location).await.body;
        let (_, reply) = page.split_once("id=\"r0").unwrap();
        let reply = format!("0{}", reply.split('"').next().unwrap());
        let mut dana = app.person("dana-fox").await;
        let family = app.database.family_id("luna").await.to_string();
        let answer = |words: &'static str| {
            [
                ("family", family.clone()),
                ("reply", reply.clone()),
                ("outcome", "changed".to_owned()),
                ("words", words.to_owned()),
            ]
        };
        // Sent again by a browser that got no response.
        for _ in 0..2 {
            let fields = answer("Yes, this week");
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            assert_eq!(
                dana.post("/api/plan/answer", &fields).await.status,
                StatusCode::SEE_OTHER
            );
        }
        let fields = answer("Something quite different");
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let refused = dana.post("/api/plan/answer", &fields).await;
        // The family may have read the first answer, so a different one must not replace it
        // silently.
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(
            refused.body.contains("Something quite different"),
            "what was typed is not lost"
        );
        assert!(
            maria
                .get(&format!("{base}/replies"))
                .await
                .body_text()
                .contains("Yes, this week")
        );
    }
}

on_each_engine! {
    async fn the_due_date_of_a_step_has_one_label(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let mut tx = app.database.begin_as("maria-luna").await;
        let plan = store::plan::read_plan(&mut tx, app.database.family_id("luna").await, "en")
            .await
            .unwrap();
        let step = plan
            .items_of_kind(PlanItemKind::Step)
            .find(|step| step.due.is_some())
            .unwrap()
            .id;
        drop(tx);
        let page = maria.get(&format!("{base}/item/{step}")).await.body_text();
        // Under the label "Due date", a date with a label of its own would read "Due date: due by".
        let day = page
            .split_once("<dt>Due date</dt><dd>")
            .unwrap_or_else(|| panic!("{page}"))
            .1
            .split_once("</dd>")
            .unwrap()
            .0;
        assert!(
            day.contains(char::is_alphabetic)
                && !day.contains(':')
                && !day.to_lowercase().contains("by ")
                && !day.to_lowercase().contains("due"),
            "{day}"
        );
        assert!(
            maria
                .get(&format!("{base}/goals"))
                .await
                .body_text()
                .contains("Due: "),
            "in a row without a label it has one"
        );
    }
}

on_each_engine! {
    async fn a_rating_above_the_scale_comes_back_with_its_words(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut tasha = app.person("tasha-carter").await;
        // Only the store knows how long the scale of this review is.
        let rating = [
            ("family", ids.family.as_str()),
            ("review", &ids.review),
            ("value", "9"),
            ("words", "further than on any scale"),
        ];
        let refused = tasha.post("/api/plan/rate", &rating).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
        let page = tasha.get(refused.location()).await;
        assert!(page.body_text().contains("further than on any scale"));
    }
}

on_each_engine! {
    async fn a_worker_whose_plan_was_published_meanwhile_looks_again(app: TestApp) {
        let base = plan_path(&app, "carter").await;
        let path = format!("{base}/publish");
        let mut ben = app.person("ben-ortiz").await;
        let heading = ben.get(&format!("{base}/heading")).await;
        submit_goal(&mut ben, &heading, "Aunt Rae is ready for Leo.", "relative").await;
        let page = ben.get(&path).await;
        publish_version(&mut ben, &base).await;
        // From a second tab, which still shows the earlier version.
        let (family, version) = (page.hidden_value("family"), page.hidden_value("base"));
        let fields = [
            ("family", family.as_str()),
            ("base", version.as_str()),
            ("why", "Another reason for it"),
        ];
        let refused = ben.post("/api/plan/publish", &fields).await;
        assert_eq!(refused.location(), path);
        let again = ben.get(&path).await;
        assert!(
            again.body.contains("Someone else published the plan meanwhile")
                && again.body.contains("Another reason for it</textarea>"),
            "{}",
            again.body
        );
        assert_ne!(again.hidden_value("base"), version);
    }
}

on_each_engine! {
    async fn a_worker_of_one_child_is_not_asked_which(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        for (family, is_asked) in [("luna", true), ("haddad", false)] {
            let id = app.database.family_id(family).await;
            let page = dana.get(&format!("/family/{id}/plan/add/well_being")).await;
            assert_eq!(page.body.contains("Which child?"), is_asked, "{family}: {}", page.body);
            // The form names the child all the same.
            let has_hidden = page.body.contains("<input type=\"hidden\" name=\"child\"");
            assert_eq!(has_hidden, !is_asked, "{family}: {}", page.body);
        }
    }
}
