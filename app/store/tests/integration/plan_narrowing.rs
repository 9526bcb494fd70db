//! Parts of the plan are visible only to people who can see the whole: steps under a goal, replies
//! to an item, and their texts.
#![allow(clippy::unwrap_used)]

use crate::support::{self, TestDatabase, on_each_engine};
use model::id::{ItemId, ReplyId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyTarget};
use sqlx::{Connection, PgConnection};
use store::plan::replies;
use store::plan::versions::{self, record_consultations};
use store::plan::working_copy::{self, SaveOutcome};
use store::{Error, authored_text, home, plan};

/// Finds an item of the Luna family's plan by its words, as its worker.
pub(crate) async fn find_luna_item(
    database: &TestDatabase,
    kind: PlanItemKind,
    words: &str,
) -> (ItemId, TextId) {
    let mut tx = database.begin_as("dana-fox").await;
    let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    let item = plan
        .items_of_kind(kind)
        .find(|item| plan.texts[&item.text_id].body.contains(words))
        .unwrap_or_else(|| panic!("no {words}"));
    (item.id, item.text_id)
}

/// Saves an item as its worker, unchanged except for what `change` modifies.
pub(crate) async fn save_item(
    database: &TestDatabase,
    item: ItemId,
    gone: bool,
    change: impl Fn(&mut PlanItemInput),
) {
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    let desk = working_copy::read_working_item(&mut tx, family, item, "en")
        .await
        .unwrap();
    let body = |id| desk.texts[&id].body.clone();
    let mut now = PlanItemInput {
        language: "en".into(),
        words: body(desk.item.text_id),
        benchmark: desk.item.benchmark_id.map(body),
        owner: desk.item.owner_id,
        owed_by_agency: desk.item.owed,
        due: desk.item.due.as_ref().map(|due| due.to_jiff()),
        effort: desk.item.load,
        prerequisite: desk.item.after_id,
        order: desk.item.order_id,
        why: Some("because we said so".into()),
        ..PlanItemInput::default()
    };
    change(&mut now);
    assert_eq!(
        working_copy::save_item(&mut tx, family, item, desk.item.revision, gone, &now)
            .await
            .unwrap(),
        SaveOutcome::Saved(item)
    );
    tx.commit().await.unwrap();
}

/// Narrows an item's audience to María, besides the worker and the supervisor.
async fn narrow_to_maria(database: &TestDatabase, item: ItemId) {
    let maria = database.person_id("maria-luna").await;
    save_item(database, item, false, |edit| {
        edit.audience = AudienceChoice::Only(maria)
    })
    .await;
}

pub(crate) async fn add_reply(
    database: &TestDatabase,
    who: &str,
    item: ItemId,
    words: &str,
) -> ReplyId {
    let draft = NewReply::parse(
        database.clock.new_id(),
        ReplyTarget::Item(item),
        "change",
        words,
        true,
        "en",
    )
    .unwrap();
    let mut tx = database.begin_as(who).await;
    let reply = replies::add_reply(&mut tx, database.family_id("luna").await, &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    reply
}

/// The words of every step on this person's home page.
pub(crate) async fn home_page_steps(database: &TestDatabase, who: &str) -> Vec<String> {
    let mut tx = database.begin_as(who).await;
    home::read_home(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap()
        .steps
        .into_iter()
        .map(|step| step.words.body)
        .collect()
}

on_each_engine! {
    async fn step_of_narrowed_goal_is_on_no_page_of_the_other_parent(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (goal, _) =
            find_luna_item(&database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
        let (step, words) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        assert!(
            home_page_steps(&database, "luis-luna")
                .await
                .iter()
                .any(|words| words.contains("bus pass"))
        );
        narrow_to_maria(&database, goal).await;
        let mut tx = database.begin_as("luis-luna").await;
        let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
        assert!(
            plan.items
                .iter()
                .all(|item| item.id != goal && item.goal_id != Some(goal))
        );
        assert!(matches!(
            plan::read_item(&mut tx, luna, step, "en").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            authored_text::request_translation(&mut tx, words, "hmn").await,
            Err(Error::NotFound)
        ));
        let part = plan::read_section(&mut tx, luna, PlanSection::Goals, "en")
            .await
            .unwrap();
        assert!(
            part.items.iter().all(|item| item.id != step)
                && !part.replies_with_texts.texts.contains_key(&words)
        );
        let week = plan::workload::read_workload(
            &mut tx,
            luna,
            database.clock.today(&jiff::tz::TimeZone::UTC),
            "en",
        )
        .await
        .unwrap();
        assert!(week.people.iter().all(|one| one.steps.is_empty()));
        let head = plan.head.unwrap().version;
        let version = versions::read_version(&mut tx, luna, head, "en")
            .await
            .unwrap();
        assert!(
            version.items.iter().all(|line| line.goal_id != Some(goal))
                && !version.texts.contains_key(&words)
        );
        drop(tx);
        assert!(
            home_page_steps(&database, "luis-luna")
                .await
                .iter()
                .all(|words| !words.contains("bus pass"))
        );
        let mut tx = database.begin_as("maria-luna").await;
        let close = plan::read_item(&mut tx, luna, step, "en").await.unwrap();
        let seers: Vec<_> = close
            .viewers
            .iter()
            .map(|seer| seer.name.as_str())
            .collect();
        assert!(
            seers.contains(&"Dana Fox") && !seers.contains(&"Luis Luna"),
            "who sees it is said truly: {seers:?}"
        );
        // The worker can still edit the step and keeps its goal.
        drop(tx);
        save_item(&database, step, false, |edit| {
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
        let step = working_copy::add_item(
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
        versions::publish(&mut tx, carter, 5, "a step for Nora", "en")
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
        database.execute_sql("INSERT INTO audience_entry (audience_id, role, person_id, never) \
            SELECT i.audience_id, NULL, p.id, TRUE FROM plan_item i, person p WHERE i.key = 'ag1' \
            AND p.key = 'nora-price' AND i.family_id = (SELECT id FROM family WHERE key = 'carter')").await.unwrap();
        let mut tx = database.begin_as("nora-price").await;
        assert!(matches!(
            plan::read_item(&mut tx, carter, step, "en").await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn narrowing_an_item_hides_the_replies_to_it(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (item, _) = find_luna_item(&database, PlanItemKind::Need, "").await;
        let reply = add_reply(&database, "luis-luna", item, "canary-61: said to all").await;
        let hers = add_reply(&database, "maria-luna", item, "canary-62: said to all").await;
        let mut tx = database.begin_as("dana-fox").await;
        replies::answer_reply(
            &mut tx,
            luna,
            &NewAnswer::parse(reply, "changed", "canary-63: answered", "en").unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        narrow_to_maria(&database, item).await;
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
        assert!(matches!(
            replies::read_reply(&mut tx, luna, reply, "en").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            replies::read_reply(&mut tx, luna, hers, "en").await,
            Err(Error::NotFound)
        ));
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
        drop(tx);
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
async fn row_security_hides_parts_of_narrowed_items() {
    let Some(database) = support::create_postgres().await else {
        return;
    };
    database.import_files(&support::DEMO_FILES).await;
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
    const PART_CONDITIONS: [&str; 5] = [
        "plan_item WHERE key = 'ag1-c'",
        "plan_line l JOIN plan_item i ON i.id = l.item_id WHERE i.key = 'ag1-c'",
        "text WHERE body = 'Get you a bus pass' OR body LIKE 'canary-91%'",
        "translation r JOIN text t ON t.id = r.text_id WHERE t.body = 'Get you a bus pass'",
        "plan_reply WHERE item_id IS NOT NULL",
    ];
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
