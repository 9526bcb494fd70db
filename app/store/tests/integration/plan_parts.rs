//! Parts of the plan are visible only to people who can see the whole: steps under a goal, replies
//! to an item, and their texts.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{House, on_both};
use model::id::{ItemId, ReplyId, TextId};
use model::plan::edit::{Edit, Seen};
use model::plan::reply::{About, Answer, Draft, Section};
use model::plan::{Kind, State};
use sqlx::{Connection, PgConnection};
use store::plan::edit::{self, Saved};
use store::plan::reply;
use store::plan::version::{self, ask};
use store::{Error, home, plan, text};

/// Finds an item of the Luna family's plan by its words, as its worker.
async fn line(house: &House, kind: Kind, words: &str) -> (ItemId, TextId) {
    let mut tx = house.reading("dana-fox").await;
    let plan = plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
    let item = plan.of(kind).find(|item| plan.texts[&item.text_id].body.contains(words)).unwrap_or_else(|| panic!("no {words}"));
    (item.id, item.text_id)
}

/// Saves an item as its worker, unchanged except for what `change` modifies.
async fn save(house: &House, item: ItemId, gone: bool, change: impl Fn(&mut Edit)) {
    let family = house.family("luna").await;
    let mut tx = house.reading("dana-fox").await;
    let desk = edit::read(&mut tx, family, item, "en").await.unwrap();
    let body = |id| desk.texts[&id].body.clone();
    let mut now = Edit {
        language: "en".into(),
        words: body(desk.item.text_id),
        benchmark: desk.item.benchmark_id.map(body),
        owner: desk.item.owner_id,
        owed: desk.item.owed,
        due: desk.item.due.as_ref().map(|due| due.to_jiff()),
        load: desk.item.load,
        after: desk.item.after_id,
        order: desk.item.order_id,
        why: Some("because we said so".into()),
        ..Edit::default()
    };
    change(&mut now);
    assert_eq!(edit::save(&mut tx, family, item, desk.item.revision, gone, &now).await.unwrap(), Saved::Kept(item));
    tx.save().await.unwrap();
}

/// Narrows an item's audience to María, besides the worker and the supervisor.
async fn narrow(house: &House, item: ItemId) {
    let maria = house.person("maria-luna").await;
    save(house, item, false, |edit| edit.seen = Seen::Only(maria)).await;
}

async fn say(house: &House, who: &str, item: ItemId, words: &str) -> ReplyId {
    let draft = Draft::parse(house.clock.mint(), About::Item(item), "change", words, true, "en").unwrap();
    let mut tx = house.reading(who).await;
    let reply = reply::add(&mut tx, house.family("luna").await, &draft).await.unwrap();
    tx.save().await.unwrap();
    reply
}

/// The words of every step on this person's home page.
async fn today(house: &House, who: &str) -> Vec<String> {
    let mut tx = house.reading(who).await;
    home::read(&mut tx, house.family("luna").await, "en").await.unwrap().steps.into_iter().map(|step| step.words.body).collect()
}

on_both! {
    async fn step_of_narrowed_goal_is_on_no_page_of_the_other_parent(house: House) {
        let luna = house.family("luna").await;
        let (goal, _) = line(&house, Kind::AgencyGoal, "Nobody has to choose").await;
        let (step, words) = line(&house, Kind::Step, "bus pass").await;
        assert!(today(&house, "luis-luna").await.iter().any(|words| words.contains("bus pass")));
        narrow(&house, goal).await;
        let mut tx = house.reading("luis-luna").await;
        let plan = plan::read(&mut tx, luna, "en").await.unwrap();
        assert!(plan.items.iter().all(|item| item.id != goal && item.goal_id != Some(goal)));
        assert!(matches!(plan::item(&mut tx, luna, step, "en").await, Err(Error::NotFound)));
        assert!(matches!(text::ask_translation(&mut tx, words, "hmn").await, Err(Error::NotFound)));
        let part = plan::part(&mut tx, luna, Section::Goals, "en").await.unwrap();
        assert!(part.items.iter().all(|item| item.id != step) && !part.talk.texts.contains_key(&words));
        let week = plan::week::read(&mut tx, luna, house.clock.today(&jiff::tz::TimeZone::UTC), "en").await.unwrap();
        assert!(week.people.iter().all(|one| one.steps.is_empty()));
        let head = plan.head.unwrap().version;
        let version = version::read(&mut tx, luna, head, "en").await.unwrap();
        assert!(version.lines.iter().all(|line| line.goal_id != Some(goal)) && !version.texts.contains_key(&words));
        drop(tx);
        assert!(today(&house, "luis-luna").await.iter().all(|words| !words.contains("bus pass")));
        let mut tx = house.reading("maria-luna").await;
        let close = plan::item(&mut tx, luna, step, "en").await.unwrap();
        let seers: Vec<_> = close.seers.iter().map(|seer| seer.name.as_str()).collect();
        assert!(seers.contains(&"Dana Fox") && !seers.contains(&"Luis Luna"), "who sees it is said truly: {seers:?}");
        // The worker can still edit the step and keeps its goal.
        drop(tx);
        save(&house, step, false, |edit| edit.words = "Get you a bus pass for the year".into()).await;
    }
}

on_both! {
    async fn caregiver_reads_own_step_without_its_goal_unless_shut_out(house: House) {
        let carter = house.family("carter").await;
        let nora = house.person("nora-price").await;
        let mut tx = house.reading("ben-ortiz").await;
        let goal = plan::read(&mut tx, carter, "en").await.unwrap().of(Kind::AgencyGoal).next().unwrap().id;
        let step = Edit { language: "en".into(), words: "Bring Leo to family time".into(), owner: Some(nora), ..Edit::default() };
        let step = edit::add(&mut tx, carter, house.clock.mint(), Kind::Step, Some(goal), &step).await.unwrap();
        ask(&mut tx, carter, Section::ALL).await.unwrap();
        version::publish(&mut tx, carter, 5, "a step for Nora", "en").await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("nora-price").await;
        let plan = plan::read(&mut tx, carter, "en").await.unwrap();
        assert!(plan.items.iter().any(|item| item.id == step) && plan.items.iter().all(|item| item.id != goal));
        drop(tx);
        house.run("INSERT INTO audience_entry (audience_id, role, person_id, never) SELECT i.audience_id, NULL, p.id, TRUE FROM plan_item i, person p WHERE i.key = 'ag1' AND p.key = 'nora-price' AND i.family_id = (SELECT id FROM family WHERE key = 'carter')").await.unwrap();
        let mut tx = house.reading("nora-price").await;
        assert!(matches!(plan::item(&mut tx, carter, step, "en").await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn narrowing_line_hides_what_was_said_to_it(house: House) {
        let luna = house.family("luna").await;
        let (item, _) = line(&house, Kind::Need, "").await;
        let reply = say(&house, "luis-luna", item, "canary-61: said to all").await;
        let hers = say(&house, "maria-luna", item, "canary-62: said to all").await;
        let mut tx = house.reading("dana-fox").await;
        reply::answer(&mut tx, luna, &Answer::parse(reply, "changed", "canary-63: answered", "en").unwrap()).await.unwrap();
        tx.save().await.unwrap();
        narrow(&house, item).await;
        let mut tx = house.reading("luis-luna").await;
        let talk = reply::list(&mut tx, luna, None, "en").await.unwrap();
        assert!(talk.replies.is_empty() && talk.texts.values().all(|text| !text.body.contains("canary")));
        assert!(matches!(reply::read(&mut tx, luna, reply, "en").await, Err(Error::NotFound)));
        assert!(matches!(reply::read(&mut tx, luna, hers, "en").await, Err(Error::NotFound)));
        assert!(plan::read(&mut tx, luna, "en").await.unwrap().talk.is_empty(), "not even how much was said");
        assert!(home::read(&mut tx, luna, "en").await.unwrap().waiting.is_empty());
        drop(tx);
        let mut tx = house.reading("maria-luna").await;
        assert_eq!(reply::list(&mut tx, luna, None, "en").await.unwrap().replies.len(), 2, "nothing said is lost");
    }
}

on_both! {
    async fn today_shows_published_steps_only(house: House) {
        let luna = house.family("luna").await;
        let (goal, _) = line(&house, Kind::AgencyGoal, "Nobody has to choose").await;
        let maria = house.person("maria-luna").await;
        let mut tx = house.reading("dana-fox").await;
        let base = plan::read(&mut tx, luna, "en").await.unwrap().head.unwrap().version;
        let step = Edit { language: "en".into(), words: "canary-71: a step to come".into(), owner: Some(maria), ..Edit::default() };
        let step = edit::add(&mut tx, luna, house.clock.mint(), Kind::Step, Some(goal), &step).await.unwrap();
        tx.save().await.unwrap();
        let has = async || today(&house, "maria-luna").await.iter().any(|words| words.contains("canary-71"));
        assert!(!has().await, "before it is published");
        let draft = Draft::parse(house.clock.mint(), About::Item(step), "done", "", false, "en").unwrap();
        let mut tx = house.reading("maria-luna").await;
        assert!(matches!(reply::add(&mut tx, luna, &draft).await, Err(Error::NotFound)), "nobody answers what they cannot know of");
        drop(tx);
        let publish = async |base: i32| {
            let mut tx = house.reading("dana-fox").await;
            ask(&mut tx, luna, Section::ALL).await.unwrap();
            version::publish(&mut tx, luna, base, "a change", "en").await.unwrap();
            tx.save().await.unwrap();
        };
        publish(base).await;
        assert!(has().await);
        let mut tx = house.reading("maria-luna").await;
        reply::add(&mut tx, luna, &draft).await.unwrap();
        let plan = plan::read(&mut tx, luna, "en").await.unwrap();
        assert_eq!(plan.items.iter().find(|item| item.id == step).unwrap().state, State::Done);
        drop(tx);
        let (other, _) = line(&house, Kind::Step, "bus pass").await;
        save(&house, other, true, |_| ()).await;
        assert!(today(&house, "maria-luna").await.iter().any(|words| words.contains("bus pass")), "taken out, not yet published: as on the plan");
        publish(base + 1).await;
        assert!(today(&house, "maria-luna").await.iter().all(|words| !words.contains("bus pass")));
    }
}

on_both! {
    async fn reply_quotes_published_words(house: House) {
        let luna = house.family("luna").await;
        let (item, _) = line(&house, Kind::Need, "").await;
        let reply = say(&house, "maria-luna", item, "slower, please").await;
        save(&house, item, false, |edit| edit.words = "canary-81: words to come".into()).await;
        for who in ["maria-luna", "luis-luna", "dana-fox"] {
            let mut tx = house.reading(who).await;
            let talk = reply::read(&mut tx, luna, reply, "en").await.unwrap();
            assert!(!talk.texts[&talk.replies[0].line_id.unwrap()].body.contains("canary-81"), "{who}");
        }
    }
}

/// Row-level security alone hides the same rows, without the store's own conditions.
#[tokio::test]
async fn row_security_hides_parts_of_narrowed_wholes() {
    let Some(house) = support::postgres().await else { return };
    house.import(&support::DEMO).await;
    let (goal, _) = line(&house, Kind::AgencyGoal, "Nobody has to choose").await;
    let (step, _) = line(&house, Kind::Step, "bus pass").await;
    say(&house, "luis-luna", step, "canary-91: said to a step").await;
    let mut luis = PgConnection::connect(house.portal.as_deref().unwrap()).await.unwrap();
    sqlx::query(
        "SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', $1, false), set_config('alongside.today', '2026-11-23', false)",
    )
    .bind(house.person("luis-luna").await.to_string())
    .execute(&mut luis)
    .await
    .unwrap();
    const PARTS: [&str; 5] = [
        "plan_item WHERE key = 'ag1-c'",
        "plan_line l JOIN plan_item i ON i.id = l.item_id WHERE i.key = 'ag1-c'",
        "text WHERE body = 'Get you a bus pass' OR body LIKE 'canary-91%'",
        "translation r JOIN text t ON t.id = r.text_id WHERE t.body = 'Get you a bus pass'",
        "plan_reply WHERE item_id IS NOT NULL",
    ];
    for (narrowed, expected) in [(false, true), (true, false)] {
        if narrowed {
            narrow(&house, goal).await;
        }
        for part in PARTS {
            let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {part}"))).fetch_one(&mut luis).await.unwrap();
            assert_eq!(count > 0, expected, "{part}");
        }
    }
}
