//! Over HTTP: a warning before a step exceeds the weekly workload, and the weekly capacity.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::plan::PlanItemKind;

pub(crate) async fn plan_path(app: &TestApp, family: &str) -> String {
    format!("/family/{}/plan", app.database.family_id(family).await)
}

pub(crate) async fn first_agency_goal(app: &TestApp, family: &str, who: &str) -> String {
    let mut tx = app.database.begin_as(who).await;
    let plan = store::plan::read_plan(&mut tx, app.database.family_id(family).await, "en")
        .await
        .unwrap();
    plan.items_of_kind(PlanItemKind::AgencyGoal)
        .next()
        .unwrap()
        .id
        .to_string()
}

/// The parts of the week whose boxes are checked, in the order of the page.
fn checked_parts(page: &TestResponse) -> Vec<String> {
    page.body
        .split("<input")
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .filter(|(input, _)| input.contains("checked"))
        .filter_map(|(input, _)| input.split_once("name=\"busy-"))
        .filter_map(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

/// Submits a step of nine hours for Maria, on Monday evenings; `sure` is "yes" after the warning.
async fn submit_heavy_step(
    dana: &mut TestBrowser,
    page: &TestResponse,
    goal: &str,
    owner: &str,
    sure: &str,
) -> TestResponse {
    let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
    dana.post(
        "/api/plan/add",
        &[
            ("form", &form),
            ("family", &family),
            ("kind", "step"),
            ("goal", goal),
            ("words", "A class on Mondays"),
            ("owner", owner),
            // More than the six hours that Maria has stated, on an evening on which she works: each
            // has its own sentence.
            ("hours", "9"),
            ("weekday", "1"),
            ("starts", "17:00"),
            ("ends", "19:00"),
            ("load", sure),
        ],
    )
    .await
}

/// The worker decides: the warning stops the first attempt only, and loses nothing that was typed.
fn assert_workload_warning(page: &TestResponse, form: &str) {
    let text = page.body_text().replace('\u{200e}', "");
    assert!(
        text.contains("The most they said: 6.")
            && text.contains("María Luna is busy at that time: Monday evening"),
        "{text}"
    );
    assert!(
        text.contains("A class on Mondays</textarea>") && page.hidden_value("form") == form,
        "nothing typed is lost, and it is the same step"
    );
}

on_each_engine! {
    async fn a_worker_reads_that_a_week_is_full_and_may_save_all_the_same(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let goal = first_agency_goal(&app, "luna", "dana-fox").await;
        let maria = app.database.person_id("maria-luna").await.to_string();
        let mut dana = app.person("dana-fox").await;
        let first = dana
            .get(&format!("{base}/add/step?goal={goal}&common=class"))
            .await;
        assert!(
            first
                .body_text()
                .contains("Go to the parenting class</textarea>"),
            "a common step comes filled in"
        );
        let told = submit_heavy_step(&mut dana, &first, &goal, &maria, "").await;
        assert!(
            told.location().contains("/add/step?goal="),
            "{}",
            told.location()
        );
        let page = dana.get(told.location()).await;
        assert_workload_warning(&page, &first.hidden_value("form"));
        // The second time is a repeat of the first, as when a browser gets no response.
        for _ in 0..2 {
            let saved = submit_heavy_step(&mut dana, &first, &goal, &maria, "yes").await;
            assert_eq!(saved.location(), format!("{base}/edit"));
        }
        // Nine hours are stored in minutes.
        let steps = app
            .database
            .query_number(
                "SELECT count(*) FROM plan_item i JOIN text t ON \
            t.id = i.text_id WHERE t.body = 'A class on Mondays' AND i.minutes = 540",
            )
            .await;
        assert_eq!(steps, 1);
    }
}

on_each_engine! {
    async fn a_step_for_someone_who_left_meanwhile_comes_back_with_its_words(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let goal = first_agency_goal(&app, "luna", "dana-fox").await;
        // A person of another family represents one who was on the team when the page opened.
        let gone = app.database.person_id("tasha-carter").await.to_string();
        let mut dana = app.person("dana-fox").await;
        let page = dana.get(&format!("{base}/add/step?goal={goal}")).await;
        let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
        let step = [
            ("form", form.as_str()),
            ("family", &family),
            ("kind", "step"),
            ("goal", &goal),
            ("words", "Bring the papers"),
            ("owner", &gone),
        ];
        let back = dana.post("/api/plan/add", &step).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let path = back.location().to_owned();
        let page = dana.get(&path).await;
        assert!(
            page.body_text().contains("Bring the papers</textarea>")
                && page.body_text().contains("Choose who will do this"),
            "{}",
            page.body
        );
    }
}

on_each_engine! {
    async fn invalid_numbers_are_redisplayed_with_the_other_fields(app: TestApp) {
        let path = format!("{}/week", plan_path(&app, "luna").await);
        let mut maria = app.person("maria-luna").await;
        let family = maria.get(&path).await.hidden_value("family");
        let bad = maria
            .post(
                "/api/plan/week",
                &[
                    ("family", &family),
                    // A text field, so that it accepts decimal commas and Arabic digits; anything
                    // else can be typed too.
                    ("hours", "a lot"),
                    ("trips", "2"),
                    ("busy-5-morning", "yes"),
                ],
            )
            .await;
        assert_eq!(bad.location(), path);
        let page = maria.get(&path).await;
        assert!(page.body.contains("value=\"a lot\""), "{}", page.body);
        // What was ticked, and nothing of what is stored.
        assert_eq!(checked_parts(&page), ["5-morning"]);
        assert!(
            page.body_text()
                .contains("Write a number, such as 2 or 1.5")
        );
        let good = maria
            .post(
                "/api/plan/week",
                // Her steps in the demo take more than an hour, and fewer trips than nine.
                &[
                    ("family", &family),
                    ("hours", "1"),
                    ("trips", "9"),
                    ("busy-5-morning", "yes"),
                    ("busy-5-evening", "yes"),
                    // No part of a week.
                    ("busy-9-night", "yes"),
                ],
            )
            .await;
        assert_eq!(good.location(), path);
        let page = maria.get(&path).await;
        assert_eq!(checked_parts(&page), ["5-morning", "5-evening"]);
        let text = page.body_text();
        assert!(
            text.contains("This week is more than you said you can do"),
            "{text}"
        );
        // The worker distributes the steps, so she reads the weeks of both parents.
        let theirs = app.person("dana-fox").await.get(&path).await.body_text();
        assert!(
            theirs.contains("This week is more than they said they can do")
                && theirs.contains("Luis Luna")
                && theirs.contains("Friday morning")
                && theirs.contains("Friday evening")
                && !theirs.contains("Monday evening")
        );
        assert!(
            !app.person("luis-luna")
                .await
                .get(&path)
                .await
                .body_text()
                .contains("María"),
            "one parent's week is not the other's"
        );
    }
}
