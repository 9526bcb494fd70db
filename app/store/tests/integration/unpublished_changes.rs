//! Unpublished changes of the plan are neither on the home page nor quoted with a reply.
#![allow(clippy::unwrap_used)]

use crate::plan_narrowing::{add_reply, find_luna_item, home_page_steps, save_item};
use crate::support::on_each_engine;
use model::plan::edit::PlanItemInput;
use model::plan::reply::{NewReply, PlanSection, ReplyTarget};
use model::plan::{PlanItemKind, StepState};
use store::plan::versions::{self, record_consultations};
use store::plan::{replies, working_copy};
use store::{Error, plan};

on_each_engine! {
    async fn home_page_shows_published_steps_only(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (goal, _) =
            find_luna_item(&database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
        let maria = database.person_id("maria-luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let base = plan::read_plan(&mut tx, luna, "en")
            .await
            .unwrap()
            .head
            .unwrap()
            .version;
        let step = PlanItemInput {
            language: "en".into(),
            words: "canary-71: a step to come".into(),
            owner: Some(maria),
            ..PlanItemInput::default()
        };
        let step = working_copy::add_item(
            &mut tx,
            luna,
            database.clock.new_id(),
            PlanItemKind::Step,
            Some(goal),
            &step,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let has = async || {
            home_page_steps(&database, "maria-luna")
                .await
                .iter()
                .any(|words| words.contains("canary-71"))
        };
        assert!(!has().await, "before it is published");
        let draft = NewReply::parse(
            database.clock.new_id(),
            ReplyTarget::Item(step),
            "done",
            "",
            false,
            "en",
        )
        .unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        assert!(
            matches!(
                replies::add_reply(&mut tx, luna, &draft).await,
                Err(Error::NotFound)
            ),
            "nobody answers what they cannot know of"
        );
        drop(tx);
        let publish = async |base: i32| {
            let mut tx = database.begin_as("dana-fox").await;
            record_consultations(&mut tx, luna, PlanSection::ALL)
                .await
                .unwrap();
            versions::publish(&mut tx, luna, base, "a change", "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        };
        publish(base).await;
        assert!(has().await);
        let mut tx = database.begin_as("maria-luna").await;
        replies::add_reply(&mut tx, luna, &draft).await.unwrap();
        let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
        assert_eq!(
            plan.items
                .iter()
                .find(|item| item.id == step)
                .unwrap()
                .state,
            StepState::Done
        );
        drop(tx);
        let (other, _) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        save_item(&database, other, true, |_| ()).await;
        assert!(
            home_page_steps(&database, "maria-luna")
                .await
                .iter()
                .any(|words| words.contains("bus pass")),
            "taken out, not yet published: as on the plan"
        );
        publish(base + 1).await;
        assert!(
            home_page_steps(&database, "maria-luna")
                .await
                .iter()
                .all(|words| !words.contains("bus pass"))
        );
    }
}

on_each_engine! {
    async fn reply_quotes_published_words(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (item, _) = find_luna_item(&database, PlanItemKind::Need, "").await;
        let reply = add_reply(&database, "maria-luna", item, "slower, please").await;
        save_item(&database, item, false, |edit| {
            edit.words = "canary-81: words to come".into()
        })
        .await;
        for who in ["maria-luna", "luis-luna", "dana-fox"] {
            let mut tx = database.begin_as(who).await;
            let talk = replies::read_reply(&mut tx, luna, reply, "en")
                .await
                .unwrap();
            assert!(
                !talk.texts[&talk.replies[0].line_id.unwrap()]
                    .body
                    .contains("canary-81"),
                "{who}"
            );
        }
    }
}
