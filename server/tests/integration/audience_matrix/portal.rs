//! Actions of the generated family's people in the portal, each recorded in the oracle.

use std::collections::BTreeMap;

use model::id::{ItemId, PersonId, ReplyId, ThreadId};
use model::messages::{ThreadKind, To};
use model::plan::Kind;
use model::plan::edit::{Edit, Seen};
use model::plan::progress::{Rating, Review};
use model::plan::reply::{About, Answer, Draft, Section};
use model::policy::Thing;
use store::messages::{self, Gathering, interpret, readers};
use store::plan::edit::{self, Share};
use store::plan::{progress, reply, version};

use super::oracle::{Audience, Line, Oracle};
use crate::support::{App, house::House};

/// The portal with the generated family, and its oracle.
pub struct World {
    pub app: App,
    pub oracle: Oracle,
    pub items: BTreeMap<String, ItemId>,
    pub threads: BTreeMap<String, ThreadId>,
}

impl World {
    pub async fn new(app: App) -> Self {
        let mut oracle = Oracle::default();
        let file = super::family::file(&mut oracle);
        app.house.import(&[&file.to_string()]).await;
        let items = "SELECT i.key, i.id FROM plan_item i JOIN family f ON f.id = i.family_id WHERE f.key = 'matrix'";
        let threads = "SELECT t.key, t.id FROM thread t JOIN family f ON f.id = t.family_id WHERE f.key = 'matrix'";
        let items = app.house.keys(items).await.into_iter().map(|(key, id)| (key, ItemId(id))).collect();
        let threads = app.house.keys(threads).await.into_iter().map(|(key, id)| (key, ThreadId(id))).collect();
        Self { app, oracle, items, threads }
    }

    pub fn house(&self) -> &House {
        &self.app.house
    }

    async fn say(&mut self, who: &'static str, about: About, line: Option<&str>, wide: bool, words: &str) -> ReplyId {
        let kind = if matches!(about, About::Plan) { "propose_step" } else { "change" };
        let kind = if super::oracle::role_of(who).unwrap().is_family() { kind } else { "comment" };
        let draft = Draft::parse(self.house().clock.mint(), about, kind, words, wide, "en").unwrap();
        let family = self.house().family("matrix").await;
        let mut tx = self.house().reading(who).await;
        let reply = reply::add(&mut tx, family, &draft).await.unwrap_or_else(|error| panic!("{who} to {line:?}: {error}"));
        tx.save().await.unwrap();
        reply
    }

    async fn answer(&self, reply: ReplyId, outcome: &str, words: &str) {
        let family = self.house().family("matrix").await;
        let mut tx = self.house().reading("worker").await;
        reply::answer(&mut tx, family, &Answer::parse(reply, outcome, words, "en").unwrap()).await.unwrap();
        tx.save().await.unwrap();
    }

    /// Adds replies to items, to a section and to the plan, with answers; some narrow, some shared
    /// with everyone who reads their target.
    pub async fn talk(&mut self) {
        for key in ["agency_goal-0", "agency_goal-0-inherits", "strength-0", "worry-0", "goal-named-step"] {
            let line = self.oracle.lines[key].audience.clone();
            let item = self.items[key];
            for (who, wide) in [("parent-a", false), ("parent-b", true), ("caregiver", true)] {
                if !line.lets_in(who) {
                    continue;
                }
                let seen = if wide { line.clone() } else { Audience::own(who) };
                let word = self.oracle.word(&format!("{who} to {key}"), Some(key), Some(seen.clone()));
                let reply = self.say(who, About::Item(item), Some(key), wide, &word).await;
                if who != "caregiver" {
                    let word = self.oracle.word(&format!("the answer to {who} to {key}"), Some(key), Some(seen));
                    self.answer(reply, "changed", &word).await;
                }
            }
        }
        for (who, about, wide) in [("parent-a", About::Section(Section::Goals), false), ("parent-b", About::Section(Section::Goals), true)] {
            let seen = if wide { Audience::of_thing(Thing::SharedPlan) } else { Audience::own(who) };
            let word = self.oracle.word(&format!("{who} to a section"), None, Some(seen));
            self.say(who, about, None, wide, &word).await;
        }
        // An accepted proposal becomes a plan item; its text keeps the author's audience, here
        // everyone who reads the plan.
        let word = self.oracle.word("a proposal", None, Some(Audience::of_thing(Thing::SharedPlan)));
        let proposal = self.say("parent-b", About::Plan, None, true, &word).await;
        let word = self.oracle.word("why it is accepted", None, Some(Audience::of_thing(Thing::SharedPlan)));
        self.answer(proposal, "accepted", &word).await;
    }

    /// Adds own words, a review with ratings, and a step that is not yet published.
    pub async fn write(&mut self) {
        let family = self.house().family("matrix").await;
        let own = self.oracle.word("own words in the portal", Some("portal-own"), None);
        self.oracle.lines.insert("portal-own".into(), Line { audience: Audience::own("parent-b"), goal: None, doer: None, published: true });
        let mut tx = self.house().reading("parent-b").await;
        let words = |words: String| Edit { language: "en".into(), words, ..Edit::default() };
        let item = edit::add_own(&mut tx, family, self.house().clock.mint(), Share::Own, &words(own)).await.unwrap();
        tx.save().await.unwrap();
        self.items.insert("portal-own".into(), item);

        let everyone = Audience::of_thing(Thing::SharedPlan);
        let learned = self.oracle.word("what a review taught", None, Some(everyone.clone()));
        let mut tx = self.house().reading("worker").await;
        let held = Review::parse("2026-11-20", &learned, "", "", "", "en").unwrap();
        let review = progress::add_review(&mut tx, family, self.house().clock.mint(), &held).await.unwrap();
        tx.save().await.unwrap();
        for (who, wide) in [("parent-a", false), ("parent-b", true)] {
            let seen = if wide { everyone.clone() } else { Audience::own(who) };
            let word = self.oracle.word(&format!("the rating of {who}"), None, Some(seen));
            let mut tx = self.house().reading(who).await;
            progress::rate(&mut tx, family, review, &Rating::parse("3", &word, wide, "en").unwrap()).await.unwrap();
            tx.save().await.unwrap();
        }

        let word = self.oracle.word("a step that is not published", Some("portal-step"), None);
        let line = Line { audience: everyone.with(["parent-a"]), goal: Some("agency_goal-1".into()), doer: Some("parent-a"), published: false };
        self.oracle.lines.insert("portal-step".into(), line);
        let owner = Some(self.house().person("parent-a").await);
        let mut tx = self.house().reading("worker").await;
        let step = Edit { owner, goal: Some(self.items["agency_goal-1"]), ..words(word) };
        let item = edit::add(&mut tx, family, self.house().clock.mint(), Kind::Step, step.goal, &step).await.unwrap();
        tx.save().await.unwrap();
        self.items.insert("portal-step".into(), item);
    }

    /// Creates a thread that the mentor leaves before the other parent joins, and that everyone
    /// except that parent leaves afterwards.
    pub async fn meet(&mut self) {
        let (family, form) = (self.house().family("matrix").await, self.house().clock.mint());
        let mut ids: BTreeMap<&str, PersonId> = BTreeMap::new();
        for who in ["parent-a", "parent-b", "mentor-a", "worker"] {
            ids.insert(who, self.house().person(who).await);
        }
        let new = Gathering { form, family, kind: ThreadKind::Team, people: vec![ids["parent-a"], ids["mentor-a"]] };
        let mut tx = self.house().reading("worker").await;
        let thread = messages::gather(&mut tx, &new).await.unwrap();
        tx.save().await.unwrap();
        let before = self.oracle.word("said before the other parent came", None, Some(Audience::default()));
        self.oracle.may_be_unseen(1);
        self.house().write("mentor-a", To::Thread(thread), &before).await.unwrap();
        let mut tx = self.house().reading("mentor-a").await;
        readers::remove(&mut tx, thread, ids["mentor-a"]).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = self.house().reading("worker").await;
        readers::add(&mut tx, thread, ids["parent-b"]).await.unwrap();
        tx.save().await.unwrap();
        let after = self.oracle.word("said after the other parent came", None, Some(Audience::default().with(["parent-b"])));
        self.house().write("parent-a", To::Thread(thread), &after).await.unwrap();
        for who in ["parent-a", "worker"] {
            let mut tx = self.house().reading(who).await;
            readers::remove(&mut tx, thread, ids[who]).await.unwrap();
            tx.save().await.unwrap();
        }
        self.threads.insert("left".into(), thread);
    }

    /// Sends a message with a file, saves a draft, and requests an interpretation.
    pub async fn send(&mut self) {
        let thread = self.threads["a-mentor"];
        let word = self.oracle.word("a file", None, Some(Audience::default().with(["parent-a", "mentor-a"])));
        let mut draft = model::messages::Draft::parse(self.house().clock.mint(), To::Thread(thread), "en", "with a paper").unwrap();
        let id = self.house().clock.mint();
        draft.id = Some(id);
        let ready = self.app.files.ready(vec![format!("%PDF-1.4 {word} %%EOF").into_bytes()]).await.unwrap();
        draft.files = self.app.files.keep(id, ready).await.unwrap();
        let mut tx = self.house().reading("parent-a").await;
        messages::send(&mut tx, &draft).await.unwrap();
        tx.save().await.unwrap();
        let word = self.oracle.word("a draft", None, Some(Audience::default().with(["parent-a"])));
        let mut tx = self.house().reading("parent-a").await;
        messages::save_draft(&mut tx, To::Thread(self.threads["a-worker"]), None, &word).await.unwrap();
        interpret::ask(&mut tx, self.threads["a-worker"], 1, "hmn", 0).await.unwrap();
        tx.save().await.unwrap();
        let asked = self.oracle.canaries.iter_mut().find(|canary| canary.place == "a-worker message 0").unwrap();
        asked.audience.as_mut().unwrap().people.push("interpreter");
    }

    /// As the worker, narrows an item's audience to one parent, with a reason.
    pub async fn narrow(&mut self, key: &str, to: &'static str) {
        let (family, person, item) = (self.house().family("matrix").await, self.house().person(to).await, self.items[key]);
        let line = self.oracle.lines.get_mut(key).unwrap();
        line.audience = Audience::own(to).with(line.doer);
        let why = self.oracle.word(&format!("why {key} is for {to} alone"), Some(key), None);
        let mut tx = self.house().reading("worker").await;
        let desk = edit::read(&mut tx, family, item, "en").await.unwrap();
        let body = |id| desk.texts[&id].body.clone();
        let now = Edit {
            language: "en".into(),
            words: body(desk.item.text_id),
            benchmark: desk.item.benchmark_id.map(body),
            so_far: desk.item.so_far_id.map(body),
            owner: desk.item.owner_id,
            owed: desk.item.owed,
            seen: Seen::Only(person),
            why: Some(why),
            ..Edit::default()
        };
        edit::save(&mut tx, family, item, desk.item.revision, false, &now).await.unwrap();
        tx.save().await.unwrap();
    }

    pub async fn publish(&mut self) {
        let family = self.house().family("matrix").await;
        let why = self.oracle.word("why it is published", None, Some(Audience::of_thing(Thing::SharedPlan)));
        let mut tx = self.house().reading("worker").await;
        version::ask(&mut tx, family, Section::ALL).await.unwrap();
        version::publish(&mut tx, family, 3, &why, "en").await.unwrap();
        tx.save().await.unwrap();
        self.oracle.lines.values_mut().for_each(|line| line.published = true);
    }
}
