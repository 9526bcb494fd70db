//! Actions of the generated family's people in the portal, each recorded in the oracle.

use std::collections::BTreeMap;

use model::id::{ItemId, PersonId, ReplyId, ThreadId};
use model::messages::{MessageDestination, ThreadKind};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::plan::progress::{NewRating, NewReview};
use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyTarget};
use model::policy::ResourceKind;
use store::messages::{self, NewGroupThread, interpretation, participants};
use store::plan::working_copy::{self, OwnWordsAudience};
use store::plan::{replies, reviews, versions};

use super::oracle::{AudienceOracle, OracleAudience, OracleItem};
use crate::support::{TestApp, database::TestDatabase};

/// The portal with the generated family, and its oracle.
pub struct MatrixPortal {
    pub app: TestApp,
    pub oracle: AudienceOracle,
    pub items: BTreeMap<String, ItemId>,
    pub threads: BTreeMap<String, ThreadId>,
}

impl MatrixPortal {
    pub async fn new(app: TestApp) -> Self {
        let mut oracle = AudienceOracle::default();
        let file = super::family::generate_import_file(&mut oracle);
        app.database.import_files(&[&file.to_string()]).await;
        let items = "SELECT i.key, i.id FROM plan_item i JOIN family f ON f.id = i.family_id \
            WHERE f.key = 'matrix'";
        let threads = "SELECT t.key, t.id FROM thread t JOIN family f ON f.id = t.family_id WHERE \
            f.key = 'matrix'";
        let items = app
            .database
            .query_keyed_ids(items)
            .await
            .into_iter()
            .map(|(key, id)| (key, ItemId(id)))
            .collect();
        let threads = app
            .database
            .query_keyed_ids(threads)
            .await
            .into_iter()
            .map(|(key, id)| (key, ThreadId(id)))
            .collect();
        Self {
            app,
            oracle,
            items,
            threads,
        }
    }

    pub fn database(&self) -> &TestDatabase {
        &self.app.database
    }

    async fn add_reply(
        &mut self,
        who: &'static str,
        about: ReplyTarget,
        line: Option<&str>,
        wide: bool,
        words: &str,
    ) -> ReplyId {
        let kind = if matches!(about, ReplyTarget::Plan) {
            "propose_step"
        } else {
            "change"
        };
        let kind = if super::oracle::role_of(who).unwrap().is_family() {
            kind
        } else {
            "comment"
        };
        let draft = NewReply::parse(
            self.database().clock.new_id(),
            about,
            kind,
            words,
            wide,
            "en",
        )
        .unwrap();
        let family = self.database().family_id("matrix").await;
        let mut tx = self.database().begin_as(who).await;
        let reply = replies::add_reply(&mut tx, family, &draft)
            .await
            .unwrap_or_else(|error| panic!("{who} to {line:?}: {error}"));
        tx.commit().await.unwrap();
        reply
    }

    async fn answer_reply(&self, reply: ReplyId, outcome: &str, words: &str) {
        let family = self.database().family_id("matrix").await;
        let mut tx = self.database().begin_as("worker").await;
        replies::answer_reply(
            &mut tx,
            family,
            &NewAnswer::parse(reply, outcome, words, "en").unwrap(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds replies to items, to a section and to the plan, with answers; some narrow, some shared
    /// with everyone who reads their target.
    pub async fn add_replies(&mut self) {
        for key in [
            "agency_goal-0",
            "agency_goal-0-inherits",
            "strength-0",
            "worry-0",
            "goal-named-step",
        ] {
            let line = self.oracle.plan_items[key].audience.clone();
            let item = self.items[key];
            for (who, wide) in [("parent-a", false), ("parent-b", true), ("caregiver", true)] {
                if !line.includes_person(who) {
                    continue;
                }
                let seen = if wide {
                    line.clone()
                } else {
                    OracleAudience::private_to(who)
                };
                let word = self.oracle.new_canary(
                    &format!("{who} to {key}"),
                    Some(key),
                    Some(seen.clone()),
                );
                let reply = self
                    .add_reply(who, ReplyTarget::Item(item), Some(key), wide, &word)
                    .await;
                if who != "caregiver" {
                    let word = self.oracle.new_canary(
                        &format!("the answer to {who} to {key}"),
                        Some(key),
                        Some(seen),
                    );
                    self.answer_reply(reply, "changed", &word).await;
                }
            }
        }
        for (who, about, wide) in [
            ("parent-a", ReplyTarget::Section(PlanSection::Goals), false),
            ("parent-b", ReplyTarget::Section(PlanSection::Goals), true),
        ] {
            let seen = if wide {
                OracleAudience::default_for(ResourceKind::SharedPlan)
            } else {
                OracleAudience::private_to(who)
            };
            let word = self
                .oracle
                .new_canary(&format!("{who} to a section"), None, Some(seen));
            self.add_reply(who, about, None, wide, &word).await;
        }
        // An accepted proposal becomes a plan item; its text keeps the author's audience, here
        // everyone who reads the plan.
        let word = self.oracle.new_canary(
            "a proposal",
            None,
            Some(OracleAudience::default_for(ResourceKind::SharedPlan)),
        );
        let proposal = self
            .add_reply("parent-b", ReplyTarget::Plan, None, true, &word)
            .await;
        let word = self.oracle.new_canary(
            "why it is accepted",
            None,
            Some(OracleAudience::default_for(ResourceKind::SharedPlan)),
        );
        self.answer_reply(proposal, "accepted", &word).await;
    }

    /// Adds own words, a review with ratings, and a step that is not yet published.
    pub async fn add_portal_entries(&mut self) {
        let family = self.database().family_id("matrix").await;
        let own = self
            .oracle
            .new_canary("own words in the portal", Some("portal-own"), None);
        self.oracle.plan_items.insert(
            "portal-own".into(),
            OracleItem {
                audience: OracleAudience::private_to("parent-b"),
                goal: None,
                step_owner: None,
                published: true,
            },
        );
        let mut tx = self.database().begin_as("parent-b").await;
        let words = |words: String| PlanItemInput {
            language: "en".into(),
            words,
            ..PlanItemInput::default()
        };
        let item = working_copy::add_own_words(
            &mut tx,
            family,
            self.database().clock.new_id(),
            OwnWordsAudience::Own,
            &words(own),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.items.insert("portal-own".into(), item);

        let everyone = OracleAudience::default_for(ResourceKind::SharedPlan);
        let learned = self
            .oracle
            .new_canary("what a review taught", None, Some(everyone.clone()));
        let mut tx = self.database().begin_as("worker").await;
        let held = NewReview::parse("2026-11-20", &learned, "", "", "", "en").unwrap();
        let review = reviews::add_review(&mut tx, family, self.database().clock.new_id(), &held)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for (who, wide) in [("parent-a", false), ("parent-b", true)] {
            let seen = if wide {
                everyone.clone()
            } else {
                OracleAudience::private_to(who)
            };
            let word = self
                .oracle
                .new_canary(&format!("the rating of {who}"), None, Some(seen));
            let mut tx = self.database().begin_as(who).await;
            reviews::save_rating(
                &mut tx,
                family,
                review,
                &NewRating::parse("3", &word, wide, "en").unwrap(),
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
        }

        let word =
            self.oracle
                .new_canary("a step that is not published", Some("portal-step"), None);
        let line = OracleItem {
            audience: everyone.with_people(["parent-a"]),
            goal: Some("agency_goal-1".into()),
            step_owner: Some("parent-a"),
            published: false,
        };
        self.oracle.plan_items.insert("portal-step".into(), line);
        let owner = Some(self.database().person_id("parent-a").await);
        let mut tx = self.database().begin_as("worker").await;
        let step = PlanItemInput {
            owner,
            goal: Some(self.items["agency_goal-1"]),
            ..words(word)
        };
        let item = working_copy::add_item(
            &mut tx,
            family,
            self.database().clock.new_id(),
            PlanItemKind::Step,
            step.goal,
            &step,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.items.insert("portal-step".into(), item);
    }

    /// Creates a thread that the mentor leaves before the other parent joins, and that everyone
    /// except that parent leaves afterwards.
    pub async fn add_departed_thread(&mut self) {
        let (family, form) = (
            self.database().family_id("matrix").await,
            self.database().clock.new_id(),
        );
        let mut ids: BTreeMap<&str, PersonId> = BTreeMap::new();
        for who in ["parent-a", "parent-b", "mentor-a", "worker"] {
            ids.insert(who, self.database().person_id(who).await);
        }
        let new = NewGroupThread {
            form,
            family,
            kind: ThreadKind::Team,
            people: vec![ids["parent-a"], ids["mentor-a"]],
        };
        let mut tx = self.database().begin_as("worker").await;
        let thread = messages::create_group(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        let before = self.oracle.new_canary(
            "said before the other parent came",
            None,
            Some(OracleAudience::default()),
        );
        self.oracle.may_be_unseen(1);
        self.database()
            .send_message("mentor-a", MessageDestination::Thread(thread), &before)
            .await
            .unwrap();
        let mut tx = self.database().begin_as("mentor-a").await;
        participants::remove(&mut tx, thread, ids["mentor-a"])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = self.database().begin_as("worker").await;
        participants::add(&mut tx, thread, ids["parent-b"])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = self.oracle.new_canary(
            "said after the other parent came",
            None,
            Some(OracleAudience::default().with_people(["parent-b"])),
        );
        self.database()
            .send_message("parent-a", MessageDestination::Thread(thread), &after)
            .await
            .unwrap();
        for who in ["parent-a", "worker"] {
            let mut tx = self.database().begin_as(who).await;
            participants::remove(&mut tx, thread, ids[who])
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        self.threads.insert("left".into(), thread);
    }

    /// Sends a message with a file, saves a draft, and requests an interpretation.
    pub async fn send_file_and_draft(&mut self) {
        let thread = self.threads["a-mentor"];
        let word = self.oracle.new_canary(
            "a file",
            None,
            Some(OracleAudience::default().with_people(["parent-a", "mentor-a"])),
        );
        let mut draft = model::messages::NewMessage::parse(
            self.database().clock.new_id(),
            MessageDestination::Thread(thread),
            "en",
            "with a paper",
        )
        .unwrap();
        let id = self.database().clock.new_id();
        draft.id = Some(id);
        let ready = self
            .app
            .files
            .process_files(vec![format!("%PDF-1.4 {word} %%EOF").into_bytes()])
            .await
            .unwrap();
        draft.files = self.app.files.store_files(id, ready).await.unwrap();
        let mut tx = self.database().begin_as("parent-a").await;
        messages::send(&mut tx, &draft).await.unwrap();
        tx.commit().await.unwrap();
        let word = self.oracle.new_canary(
            "a draft",
            None,
            Some(OracleAudience::default().with_people(["parent-a"])),
        );
        let mut tx = self.database().begin_as("parent-a").await;
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(self.threads["a-worker"]),
            None,
            &word,
        )
        .await
        .unwrap();
        interpretation::request_interpretation(&mut tx, self.threads["a-worker"], 1, "hmn", 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let asked = self
            .oracle
            .canaries
            .iter_mut()
            .find(|canary| canary.place == "a-worker message 0")
            .unwrap();
        asked.audience.as_mut().unwrap().people.push("interpreter");
    }

    /// As the worker, narrows an item's audience to one parent, with a reason.
    pub async fn narrow_item(&mut self, key: &str, to: &'static str) {
        let (family, person, item) = (
            self.database().family_id("matrix").await,
            self.database().person_id(to).await,
            self.items[key],
        );
        let line = self.oracle.plan_items.get_mut(key).unwrap();
        line.audience = OracleAudience::private_to(to).with_people(line.step_owner);
        let why = self
            .oracle
            .new_canary(&format!("why {key} is for {to} alone"), Some(key), None);
        let mut tx = self.database().begin_as("worker").await;
        let desk = working_copy::read_working_item(&mut tx, family, item, "en")
            .await
            .unwrap();
        let body = |id| desk.texts[&id].body.clone();
        let now = PlanItemInput {
            language: "en".into(),
            words: body(desk.item.text_id),
            benchmark: desk.item.benchmark_id.map(body),
            so_far: desk.item.so_far_id.map(body),
            owner: desk.item.owner_id,
            owed_by_agency: desk.item.owed,
            audience: AudienceChoice::Only(person),
            why: Some(why),
            ..PlanItemInput::default()
        };
        working_copy::save_item(&mut tx, family, item, desk.item.revision, false, &now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn publish_plan(&mut self) {
        let family = self.database().family_id("matrix").await;
        let why = self.oracle.new_canary(
            "why it is published",
            None,
            Some(OracleAudience::default_for(ResourceKind::SharedPlan)),
        );
        let mut tx = self.database().begin_as("worker").await;
        versions::record_consultations(&mut tx, family, PlanSection::ALL)
            .await
            .unwrap();
        versions::publish(&mut tx, family, 3, &why, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.oracle
            .plan_items
            .values_mut()
            .for_each(|line| line.published = true);
    }
}
