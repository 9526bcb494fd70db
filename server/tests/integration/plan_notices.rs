//! Forms of the plan that are answered on the page they were sent from, over HTTP.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use crate::plan_workload::plan_path;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::plan::PlanItemKind;
use store::plan::{PlanItem, reply_withdrawal};

/// An item of the Luna family's plan, as María sees it.
async fn find_luna_item(app: &TestApp, is_wanted: impl Fn(&PlanItem) -> bool) -> String {
    let luna = app.database.family_id("luna").await;
    let mut tx = app.database.begin_as("maria-luna").await;
    let plan = store::plan::read_plan(&mut tx, luna, "en").await.unwrap();
    plan.items
        .iter()
        .find(|item| is_wanted(item))
        .unwrap()
        .id
        .to_string()
}

/// Presses one of the buttons under a goal of the plan page, and loads the page that follows.
async fn press(browser: &mut TestBrowser, base: &str, item: &str, kind: &str) -> TestResponse {
    let page = browser.get(base).await;
    // Each form of the page has an id; any fresh one will do.
    let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
    let fields = [
        ("form", form.as_str()),
        ("family", &family),
        ("item", item),
        ("kind", kind),
        ("from", base),
    ];
    let sent = browser.post("/api/plan/reply", &fields).await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, base)
    );
    // With the parameter of the notice, which `location` leaves out.
    browser.get(sent.location_as_sent()).await
}

/// The part of a page from the notice on.
fn notice(page: &TestResponse) -> String {
    let text = page
        .body_text()
        // Names and dates have marks of the writing direction around them, which are not seen.
        .replace(['\u{2068}', '\u{2069}', '\u{200e}'], "");
    let (_, notice) = text
        .split_once("id=\"notice\"")
        .unwrap_or_else(|| panic!("no notice: {text}"));
    notice.split("</form>").next().unwrap().to_owned()
}

/// Presses "Undo" in the notice of a page, and loads the page that follows.
async fn undo(browser: &mut TestBrowser, page: &TestResponse) -> TestResponse {
    let (family, reply) = (page.hidden_value("family"), page.hidden_value("reply"));
    let (_, after) = page.body.split_once("/api/plan/withdraw").unwrap();
    let (_, from) = after.split_once("name=\"from\" value=\"").unwrap();
    let fields = [
        ("family", family.as_str()),
        ("reply", &reply),
        ("from", from.split('"').next().unwrap()),
    ];
    let undone = browser.post("/api/plan/withdraw", &fields).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    browser.get(undone.location_as_sent()).await
}

on_each_engine! {
    async fn a_tap_under_a_goal_is_answered_in_place_and_can_be_undone(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let goals = format!("{base}/goals");
        let goal = find_luna_item(&app, |item| item.kind == PlanItemKind::AgencyGoal).await;
        let mut maria = app.person("maria-luna").await;
        let page = press(&mut maria, &goals, &goal, "disagree").await;
        let said = notice(&page);
        assert!(
            said.contains("I do not agree")
                && said.contains("Dana Fox")
                && said.contains("No one else can")
                && said.contains("The team will answer by"),
            "{said}"
        );
        assert_eq!(page.body.matches("id=\"notice\"").count(), 1);
        assert!(
            page.body.contains(&format!("/plan/item/{goal}?reply=")),
            "words can be added"
        );
        // Another button takes the place of the first.
        let page = press(&mut maria, &goals, &goal, "agree").await;
        assert!(!notice(&page).contains("The team will answer by"));
        let said = "SELECT count(*) FROM plan_reply WHERE withdrawn_at IS NULL";
        // One reply holds for each person and item, however often they tap.
        assert_eq!(app.database.query_number(said).await, 1);
        assert_eq!(page.body.matches("aria-pressed=\"true\"").count(), 1);
        let after = undo(&mut maria, &page).await;
        assert!(notice(&after).contains("You can choose again"));
        assert_eq!(app.database.query_number(said).await, 0);
        assert!(!after.body.contains("aria-pressed=\"true\""));
        // A later visit does not repeat it.
        let later = maria.get(&goals).await;
        assert!(!later.body.contains("id=\"notice\""));
    }
}

on_each_engine! {
    async fn a_withdrawal_that_loses_the_race_tells_the_same(app: TestApp) {
        let goals = format!("{}/goals", plan_path(&app, "luna").await);
        let goal = find_luna_item(&app, |item| item.kind == PlanItemKind::AgencyGoal).await;
        let mut maria = app.person("maria-luna").await;
        let page = press(&mut maria, &goals, &goal, "agree").await;
        let (family, reply) = (page.hidden_value("family"), page.hidden_value("reply"));
        // "Undo" in another tab has withdrawn it, and its transaction is not committed yet.
        let mut tx = app.database.begin_as("maria-luna").await;
        let luna = app.database.family_id("luna").await;
        reply_withdrawal::withdraw_reply(&mut tx, luna, reply.parse().unwrap())
            .await
            .unwrap();
        let fields = [("family", family.as_str()), ("reply", &reply), ("from", &goals)];
        // The form waits for the other transaction, and is repeated after its commit.
        let (sent, ()) = tokio::join!(maria.post("/api/plan/withdraw", &fields), async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        });
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let after = maria.get(sent.location_as_sent()).await;
        assert!(notice(&after).contains("You can choose again"));
        let left = "SELECT count(*) FROM plan_reply WHERE withdrawn_at IS NULL";
        assert_eq!(app.database.query_number(left).await, 0);
    }
}

on_each_engine! {
    async fn only_who_was_told_sees_a_notice(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let goal = find_luna_item(&app, |item| item.kind == PlanItemKind::AgencyGoal).await;
        let mut maria = app.person("maria-luna").await;
        let page = press(&mut maria, &base, &goal, "agree").await;
        let (_, id) = page.body.split_once("?reply=").unwrap();
        let reply = id.split('#').next().unwrap();
        // Luis reads the plan too; the reply is not his, and looks absent.
        let family = page.hidden_value("family");
        let mut luis = app.person("luis-luna").await;
        let fields = [("family", family.as_str()), ("reply", reply)];
        let refused = luis.post("/api/plan/withdraw", &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        // The address names a notice, and the session has it: another person's session has none.
        assert!(!luis.get(&format!("{base}?notice=1")).await.body.contains("id=\"notice\""));
    }
}

on_each_engine! {
    async fn words_added_to_a_tap_replace_it(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let goal = find_luna_item(&app, |item| item.kind == PlanItemKind::AgencyGoal).await;
        let mut maria = app.person("maria-luna").await;
        let page = press(&mut maria, &base, &goal, "disagree").await;
        let (_, id) = page.body.split_once("?reply=").unwrap();
        let path = format!("{base}/item/{goal}?reply={}", id.split('#').next().unwrap());
        let item = maria.get(&path).await;
        assert!(
            item.body.contains("value=\"disagree\" checked"),
            "what was said is chosen"
        );
        let (form, family) = (item.hidden_value("form"), item.hidden_value("family"));
        let fields = [
            ("form", form.as_str()),
            ("family", &family),
            ("item", &goal),
            ("kind", "disagree"),
            ("words", "Two classes are too much"),
            ("from", &path),
        ];
        maria.post("/api/plan/reply", &fields).await;
        // The words take the place of the tap, and are no second reply.
        let left = "SELECT count(*) FROM plan_reply WHERE withdrawn_at IS NULL";
        assert_eq!(app.database.query_number(left).await, 1);
        let page = maria.get(&format!("{base}/item/{goal}")).await;
        assert!(page.body_text().contains("Two classes are too much"));
    }
}

on_each_engine! {
    async fn a_report_on_a_step_stays_in_place_and_its_undo_restores_the_step(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let me = app.database.person_id("maria-luna").await;
        let step = find_luna_item(&app, |item| {
            item.kind == PlanItemKind::Step && item.owner_id == Some(me) && !item.owed_by_agency
        })
        .await;
        let mut maria = app.person("maria-luna").await;
        let page = maria.get(&base).await;
        let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
        let fields = [
            ("form", form.as_str()),
            ("family", &family),
            ("item", &step),
            ("kind", "done"),
            ("from", &base),
        ];
        let sent = maria.post("/api/plan/step", &fields).await;
        assert_eq!(sent.location(), base);
        let page = maria.get(sent.location_as_sent()).await;
        // The step is not among the next ones any more, so the notice is above the page.
        assert!(notice(&page).contains("everyone else who can see this step"));
        let done = "SELECT count(*) FROM plan_item WHERE state = 'done'";
        // The demo has steps that are done already.
        let with = app.database.query_number(done).await;
        let after = undo(&mut maria, &page).await;
        assert!(notice(&after).contains("You can say again how it is going"));
        assert_eq!(app.database.query_number(done).await, with - 1);
    }
}

on_each_engine! {
    async fn own_words_that_were_removed_can_be_put_back(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let own = maria.get(&format!("{base}/own")).await;
        let (form, family) = (own.hidden_value("form"), own.hidden_value("family"));
        let fields = [
            ("form", form.as_str()),
            ("family", &family),
            ("words", "We laugh every evening"),
        ];
        let saved = maria.post("/api/plan/own", &fields).await;
        let page = maria.get(saved.location_as_sent()).await;
        assert!(notice(&page).contains("Your words are saved"));
        let (_, after) = page.body.split_once("We laugh every evening").unwrap();
        let (_, id) = after.split_once("/plan/edit/").unwrap();
        let item = id.split('"').next().unwrap();
        let edit = format!("{base}/edit/{item}");
        let fields = [
            ("family", family.as_str()),
            ("item", item),
            ("kind", "own_words"),
            ("revision", "1"),
            ("words", "We laugh every evening"),
            ("act", "remove"),
        ];
        let removed = maria.post("/api/plan/save", &fields).await;
        let page = maria.get(removed.location_as_sent()).await;
        assert!(notice(&page).contains("Your words are removed"));
        assert!(page.body.contains(&edit), "the notice leads back");
        assert!(!page.body.contains("We laugh every evening"));
        let own = maria.get(&format!("{base}/own")).await;
        assert!(own.body.contains("We laugh every evening") && own.body.contains(&edit));
    }
}

on_each_engine! {
    async fn every_error_of_a_form_comes_back_at_once(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let path = format!("{base}/week");
        let family = maria.get(&path).await.hidden_value("family");
        let fields = [
            ("family", family.as_str()),
            ("hours", "a lot"),
            ("trips", "few"),
        ];
        maria.post("/api/plan/week", &fields).await;
        let page = maria.get(&path).await.body;
        for field in ["hours", "trips"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
        }
    }
}
