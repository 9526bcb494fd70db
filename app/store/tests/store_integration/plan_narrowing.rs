//! Parts of the plan are visible only to people who can see the whole: steps under a goal, replies
//! to an item, and their texts.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::{
    add_reply, find_luna_item, home_page_steps, narrow_to_maria, save_item, shows_bus_pass,
};
use crate::support::{self, TestDatabase, on_each_engine};
use model::id::{FamilyId, ItemId, ReplyId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::PlanItemInput;
use model::plan::reply::{NewAnswer, PlanSection};
use sqlx::{Connection, PgConnection};
use store::plan::item_revisions::ItemAction;
use store::plan::publication::{self, record_consultations};
use store::plan::{item_creation, replies, reply_answers, versions};
use store::{Error, Tx, home, plan, translations};

/// Neither the plan nor a page of one item or one section shows the step, and a person who may not
/// read its text cannot ask for a translation of it.
async fn assert_plan_hides_step(
    tx: &mut Tx,
    luna: FamilyId,
    goal: ItemId,
    (step, words): (ItemId, TextId),
) {
    let plan = plan::read_plan(tx, luna, "en").await.unwrap();
    assert!(
        plan.items
            .iter()
            .all(|item| item.id != goal && item.goal_id != Some(goal))
    );
    assert!(matches!(
        plan::read_item(tx, luna, step, "en").await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        translations::request_translation(tx, words, "hmn").await,
        Err(Error::NotFound)
    ));
    let part = plan::read_section(tx, luna, PlanSection::Goals, "en")
        .await
        .unwrap();
    assert!(
        part.items.iter().all(|item| item.id != step)
            && !part.replies_with_texts.texts.contains_key(&words)
    );
    // The version was published before the goal was narrowed.
    let head = plan.head.unwrap().version;
    let version = versions::read_version(tx, luna, head, "en").await.unwrap();
    assert!(
        version.items.iter().all(|line| line.goal_id != Some(goal))
            && !version.texts.contains_key(&words)
    );
}

/// The names of those who can read the step, as its page lists them.
async fn step_viewers(database: &TestDatabase, luna: FamilyId, step: ItemId) -> Vec<String> {
    let mut tx = database.begin_as("maria-luna").await;
    plan::read_item(&mut tx, luna, step, "en")
        .await
        .unwrap()
        .viewers
        .into_iter()
        .map(|viewer| viewer.name)
        .collect()
}

on_each_engine! {
    async fn step_of_narrowed_goal_is_on_no_page_of_the_other_parent(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (goal, _) =
            find_luna_item(&database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
        let (step, words) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        assert!(shows_bus_pass(
            &home_page_steps(&database, "luis-luna").await
        ));
        narrow_to_maria(&database, goal).await;
        let mut tx = database.begin_as("luis-luna").await;
        assert_plan_hides_step(&mut tx, luna, goal, (step, words)).await;
        // The weekly workload reads steps with a query of its own.
        let week = plan::workload::read_workload(
            &mut tx,
            luna,
            database.clock.today(&jiff::tz::TimeZone::UTC),
            "en",
        )
        .await
        .unwrap();
        assert!(week.people.iter().all(|one| one.steps.is_empty()));
        drop(tx);
        assert!(!shows_bus_pass(
            &home_page_steps(&database, "luis-luna").await
        ));
        let viewers = step_viewers(&database, luna, step).await;
        assert!(
            viewers.contains(&"Dana Fox".to_owned()) && !viewers.contains(&"Luis Luna".to_owned()),
            "who sees it is said truly: {viewers:?}"
        );
        // The worker can still edit the step and keeps its goal.
        save_item(&database, step, ItemAction::Save, |edit| {
            edit.words = "Get you a bus pass for the year".into()
        })
        .await;
    }
}

on_each_engine! {
    async fn caregiver_reads_own_step_without_its_goal_unless_shut_out(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let nora = database.person_id("nora-price").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        // Caregivers see no goals of the agency, but they must see what they are to do themselves.
        let goal = plan::read_plan(&mut tx, carter, "en")
            .await
            .unwrap()
            .items_of_kind(PlanItemKind::AgencyGoal)
            .next()
            .unwrap()
            .id;
        let step = PlanItemInput {
            language: "en".into(),
            words: "Bring Leo to family time".into(),
            owner: Some(nora),
            ..PlanItemInput::default()
        };
        let step = item_creation::add_item(
            &mut tx,
            carter,
            database.clock.new_id(),
            PlanItemKind::Step,
            Some(goal),
            &step,
        )
        .await
        .unwrap();
        record_consultations(&mut tx, carter, PlanSection::ALL)
            .await
            .unwrap();
        // The plan of the demo is version 5.
        publication::publish(&mut tx, carter, 5, "a step for Nora", "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("nora-price").await;
        let plan = plan::read_plan(&mut tx, carter, "en").await.unwrap();
        assert!(
            plan.items.iter().any(|item| item.id == step)
                && plan.items.iter().all(|item| item.id != goal)
        );
        drop(tx);
        // Nora now counts as excluded from the goal by name, which is stronger than owning the
        // step.
        database.execute_sql("INSERT INTO audience_entry (audience_id, role, person_id, denied) \
            SELECT i.audience_id, NULL, p.id, TRUE FROM plan_item i, person p WHERE i.key = 'ag1' \
            AND p.key = 'nora-price' AND i.family_id = (SELECT id FROM family WHERE key = 'carter')").await.unwrap();
        let mut tx = database.begin_as("nora-price").await;
        assert!(matches!(
            plan::read_item(&mut tx, carter, step, "en").await,
            Err(Error::NotFound)
        ));
    }
}

/// What was said to an item may quote it, so Luis reads none of the replies to it any more, his own
/// included.
async fn assert_luis_reads_no_reply(database: &TestDatabase, luna: FamilyId, hidden: [ReplyId; 2]) {
    let mut tx = database.begin_as("luis-luna").await;
    let talk = replies::list_replies(&mut tx, luna, None, "en")
        .await
        .unwrap();
    assert!(
        talk.replies.is_empty()
            && talk
                .texts
                .values()
                .all(|text| !text.body.contains("canary"))
    );
    for reply in hidden {
        assert!(matches!(
            replies::read_reply(&mut tx, luna, reply, "en").await,
            Err(Error::NotFound)
        ));
    }
    assert!(
        plan::read_plan(&mut tx, luna, "en")
            .await
            .unwrap()
            .reply_counts
            .is_empty(),
        "not even how much was said"
    );
    assert!(
        home::read_home(&mut tx, luna, "en")
            .await
            .unwrap()
            .pending_replies
            .is_empty()
    );
}

on_each_engine! {
    async fn narrowing_an_item_hides_the_replies_to_it(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (item, _) = find_luna_item(&database, PlanItemKind::Need, "").await;
        // One of his own and one of hers: writing a reply gives no right to read it later.
        let reply = add_reply(&database, "luis-luna", item, "canary-61: said to all").await;
        let hers = add_reply(&database, "maria-luna", item, "canary-62: said to all").await;
        let mut tx = database.begin_as("dana-fox").await;
        // Answered, because the text of the answer has to disappear with the reply.
        reply_answers::answer_reply(
            &mut tx,
            luna,
            &NewAnswer::parse(reply, "changed", "canary-63: answered", "en").unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        narrow_to_maria(&database, item).await;
        assert_luis_reads_no_reply(&database, luna, [reply, hers]).await;
        let mut tx = database.begin_as("maria-luna").await;
        assert_eq!(
            replies::list_replies(&mut tx, luna, None, "en")
                .await
                .unwrap()
                .replies
                .len(),
            2,
            "nothing said is lost"
        );
    }
}

/// Row-level security alone hides the same rows, without the store's own conditions.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn row_security_hides_parts_of_narrowed_items() {
    let database = support::demo_postgres().await;
    let (goal, _) =
        find_luna_item(&database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
    let (step, _) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
    add_reply(&database, "luis-luna", step, "canary-91: said to a step").await;
    let mut luis = PgConnection::connect(database.portal_url.as_deref().unwrap())
        .await
        .unwrap();
    sqlx::query(
        "SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', $1, \
            false), set_config('alongside.today', '2026-11-23', false)",
    )
    .bind(database.person_id("luis-luna").await.to_string())
    .execute(&mut luis)
    .await
    .unwrap();
    // The step under the goal in the working copy and in a version, its texts, and a reply to it.
    const PART_CONDITIONS: [&str; 5] = [
        "plan_item WHERE key = 'ag1-c'",
        "plan_version_item l JOIN plan_item i ON i.id = l.item_id WHERE i.key = 'ag1-c'",
        "text WHERE body = 'Get you a bus pass' OR body LIKE 'canary-91%'",
        "translation r JOIN text t ON t.id = r.text_id WHERE t.body = 'Get you a bus pass'",
        "plan_reply WHERE item_id IS NOT NULL",
    ];
    // The same conditions find rows before the narrowing, or they would prove nothing after it.
    for (narrowed, expected) in [(false, true), (true, false)] {
        if narrowed {
            narrow_to_maria(&database, goal).await;
        }
        for part in PART_CONDITIONS {
            let count: i64 =
                sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {part}")))
                    .fetch_one(&mut luis)
                    .await
                    .unwrap();
            assert_eq!(count > 0, expected, "{part}");
        }
    }
}
