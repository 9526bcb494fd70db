//! The portal with the generated family, and its people's actions in the plan, each recorded in the
//! oracle.

use std::collections::BTreeMap;

use model::id::{ItemId, TextId, ThreadId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::plan::progress::{NewRating, NewReview};
use model::plan::reply::{PlanSection, Sharing};
use model::policy::ResourceKind;
use store::plan::item_audience::OwnWordsAudience;
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy;
use store::plan::{item_creation, publication, reviews};
use store::translations;

use super::oracle::{AudienceOracle, OracleAudience, OracleItem};
use crate::support::{TestApp, database::TestDatabase};

fn english_input(words: String) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words,
        ..PlanItemInput::default()
    }
}

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
        // Read as the owner of the database: no person reads every item.
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

    /// Adds own words, a review with ratings, and a step that is not yet published.
    pub async fn add_portal_entries(&mut self) {
        self.add_own_words().await;
        self.add_rated_review().await;
        self.add_unpublished_step().await;
    }

    /// A parent requests every text that they may read in another language, so that the worker's
    /// list of requests shows those texts that the worker may read, too.
    pub async fn request_translations(&self) {
        let texts = "SELECT 't', t.id FROM text t JOIN family f ON f.id = t.family_id WHERE f.key \
            = 'matrix'";
        let texts = self.database().query_keyed_ids(texts).await;
        // On PostgreSQL a third: a page lists them all, and row-level security checks each of them
        // and its author. With 170 requests the statement took up to half a second on an idle
        // machine, and beside other tests once more than its timeout.
        let every = if self.database().db.is_postgres() {
            3
        } else {
            1
        };
        let mut tx = self.database().begin_as("parent-a").await;
        let mut asked = 0;
        for (_, id) in texts.into_iter().step_by(every) {
            match translations::request_translation(&mut tx, TextId(id), "hmn").await {
                Ok(()) => asked += 1,
                Err(store::Error::NotFound) => {}
                Err(error) => panic!("{error}"),
            }
        }
        tx.commit().await.unwrap();
        assert!(asked > 10, "{asked} texts were requested");
    }

    async fn add_own_words(&mut self) {
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
                // Own words are not versioned: their audience reads them at once.
                published: true,
            },
        );
        let mut tx = self.database().begin_as("parent-b").await;
        let item = item_creation::add_own_words(
            &mut tx,
            family,
            self.database().clock.new_id(),
            OwnWordsAudience::Own,
            &english_input(own),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.items.insert("portal-own".into(), item);
    }

    async fn add_rated_review(&mut self) {
        let family = self.database().family_id("matrix").await;
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
        for (who, sharing) in [
            ("parent-a", Sharing::Private),
            ("parent-b", Sharing::Shared),
        ] {
            let seen = if sharing == Sharing::Shared {
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
                &NewRating::parse("3", &word, sharing, "en").unwrap(),
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
        }
    }

    async fn add_unpublished_step(&mut self) {
        let family = self.database().family_id("matrix").await;
        let word =
            self.oracle
                .new_canary("a step that is not published", Some("portal-step"), None);
        let line = OracleItem {
            audience: OracleAudience::default_for(ResourceKind::SharedPlan)
                // Anyone who does a step reads it.
                .with_people(["parent-a"]),
            goal: Some("agency_goal-1".into()),
            step_owner: Some("parent-a"),
            // Until `publish_plan`, which publishes it with everything else.
            published: false,
        };
        self.oracle.plan_items.insert("portal-step".into(), line);
        let owner = Some(self.database().person_id("parent-a").await);
        let mut tx = self.database().begin_as("worker").await;
        let step = PlanItemInput {
            owner,
            goal: Some(self.items["agency_goal-1"]),
            ..english_input(word)
        };
        let item = item_creation::add_item(
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

    /// As the worker, narrows an item's audience to one parent, with a reason.
    pub async fn narrow_item(&mut self, key: &str, to: &'static str) {
        let (family, person, item) = (
            self.database().family_id("matrix").await,
            self.database().person_id(to).await,
            self.items[key],
        );
        let line = self.oracle.plan_items.get_mut(key).unwrap();
        // A step stays visible to the person who does it.
        line.audience = OracleAudience::private_to(to).with_people(line.step_owner);
        let why = self
            .oracle
            .new_canary(&format!("why {key} is for {to} alone"), Some(key), None);
        let mut tx = self.database().begin_as("worker").await;
        let working = working_copy::read_working_item(&mut tx, family, item, "en")
            .await
            .unwrap();
        let body = |id| working.texts[&id].body.clone();
        // All fields as they are, because a form sends all: one that is missing here would be
        // removed.
        let now = PlanItemInput {
            language: "en".into(),
            words: body(working.item.text_id),
            benchmark: working.item.benchmark_text_id.map(body),
            so_far: working.item.progress_text_id.map(body),
            owner: working.item.owner_id,
            owed_by_agency: working.item.owed_by_agency,
            audience: AudienceChoice::Only(person),
            why: Some(why),
            ..PlanItemInput::default()
        };
        working_copy::save_item(
            &mut tx,
            family,
            item,
            working.item.revision,
            ItemAction::Save,
            &now,
        )
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
        // Publishing is refused while a changed section has no record that the family was asked.
        publication::record_consultations(&mut tx, family, PlanSection::ALL)
            .await
            .unwrap();
        // The version that the import published, on which the working copy is based.
        publication::publish(&mut tx, family, 3, &why, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.oracle
            .plan_items
            .values_mut()
            .for_each(|line| line.published = true);
    }
}
