//! Read authorization of the plan.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_each_engine;
use model::plan::PlanItemKind;
use store::{Error, plan};

/// Every text of the plan that the person can see.
async fn visible_texts(database: &support::TestDatabase, who: &str, family: &str) -> String {
    let mut tx = database.begin_as(who).await;
    let plan = plan::read_plan(&mut tx, database.family_id(family).await, "en")
        .await
        .unwrap();
    plan.texts
        .values()
        .map(|text| text.body.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

on_each_engine! {
    async fn mother_reads_her_own_words_in_her_language(database: TestDatabase) {
        let mut tx = database.begin_as("maria-luna").await;
        let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "es")
            .await
            .unwrap();
        let first = plan.items_of_kind(PlanItemKind::OwnWords).next().unwrap();
        let text = &plan.texts[&first.text_id];
        assert_eq!(text.language, "es");
        assert!(text.body.starts_with("Sabemos hacer un hogar"));
        // The page must say so: a family reads what someone else wrote down in their name.
        assert!(text.entered_by_agency);
        let worry = plan.items_of_kind(PlanItemKind::Worry).next().unwrap();
        assert!(
            plan.texts[&worry.text_id]
                .tr_body
                .as_deref()
                .unwrap()
                .contains("julio")
        );
    }
}

on_each_engine! {
    async fn stranger_cannot_read_plan(database: TestDatabase) {
        let mut tx = database.begin_as("tasha-carter").await;
        let luna = database.family_id("luna").await;
        assert!(matches!(
            plan::read_plan(&mut tx, luna, "en").await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn two_parents_see_two_right_plans(database: TestDatabase) {
        let (hers, his) = (
            visible_texts(&database, "tasha-carter", "carter").await,
            visible_texts(&database, "marcus-reed", "carter").await,
        );
        // Each parent reads shared lines and their own, and finds no trace of the other parent's.
        assert!(hers.contains("I want Leo home") && !his.contains("I want Leo home"));
        assert!(his.contains("teach my son to fish") && !hers.contains("teach my son to fish"));
        assert!(hers.contains("4 of 6 done") && !his.contains("4 of 6 done"));
        assert!(his.contains("2 of 6 done") && !hers.contains("2 of 6 done"));
        assert!(hers.contains("Family time that grows") && his.contains("Family time that grows"));
    }
}

on_each_engine! {
    async fn mentor_reads_only_what_the_parent_shares(database: TestDatabase) {
        let seen = visible_texts(&database, "rosa-jimenez", "luna").await;
        assert!(seen.contains("Sabemos hacer un hogar"));
        assert!(!seen.contains("In July the children were alone"));
    }
}

on_each_engine! {
    async fn caregiver_sees_no_worries_and_no_own_words(database: TestDatabase) {
        let seen = visible_texts(&database, "nora-price", "carter").await;
        assert!(
            !seen.contains("Leo was hurt")
                && !seen.contains("hard road")
                && !seen.contains("parenting class"),
            "{seen}"
        );
    }
}

on_each_engine! {
    async fn member_removed_today_reads_nothing_more(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let stale = database.load_actor("dana-fox").await;
        database.end_membership("dana-fox").await;
        assert!(database.load_actor("dana-fox").await.teams.is_empty());
        // An actor loaded before the removal is refused as well, by the WHERE clause of each
        // statement.
        let mut tx = database
            .db
            .acting_as(&stale, store::Intent::Write)
            .await
            .unwrap();
        match plan::read_plan(&mut tx, luna, "en").await {
            Ok(plan) => {
                assert!(plan.items.is_empty() && plan.texts.is_empty() && plan.head.is_none())
            }
            // PostgreSQL refuses the access log entry of a person who is no longer a member.
            Err(error) => assert!(database.portal_url.is_some(), "{error}"),
        }
    }
}

on_each_engine! {
    async fn asking_for_a_translation_twice_is_asking_once(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let plan = plan::read_plan(&mut tx, luna, "es").await.unwrap();
        // A text that exists only in English, which María does not read.
        let missing = plan
            .texts
            .values()
            .find(|text| text.language == "en" && text.tr_body.is_none())
            .unwrap()
            .text_id;
        store::translations::request_translation(&mut tx, missing, "es")
            .await
            .unwrap();
        store::translations::request_translation(&mut tx, missing, "es")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM translation_request")
                .await,
            1
        );
        let mut tx = database.begin_as("dana-fox").await;
        assert_eq!(
            store::translations::requested_translations(&mut tx, luna)
                .await
                .unwrap()[0]
                .texts,
            1
        );
        drop(tx);
        let mut stranger = database.begin_as("tasha-carter").await;
        assert!(matches!(
            store::translations::request_translation(&mut stranger, missing, "es").await,
            Err(Error::NotFound)
        ));
    }
}
