//! Read authorization of the plan.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_both;
use model::plan::Kind;
use store::{Error, plan};

/// Every text of the plan that the person can see.
async fn words(house: &support::House, who: &str, family: &str) -> String {
    let mut tx = house.reading(who).await;
    let plan = plan::read(&mut tx, house.family(family).await, "en").await.unwrap();
    plan.texts.values().map(|text| text.body.clone()).collect::<Vec<_>>().join("\n")
}

on_both! {
    async fn mother_reads_her_own_words_in_her_language(house: House) {
        let mut tx = house.reading("maria-luna").await;
        let plan = plan::read(&mut tx, house.family("luna").await, "es").await.unwrap();
        let first = plan.of(Kind::OwnWords).next().unwrap();
        let said = &plan.texts[&first.text_id];
        assert_eq!(said.language, "es");
        assert!(said.body.starts_with("Sabemos hacer un hogar"));
        assert!(said.entered_by_agency);
        let worry = plan.of(Kind::Worry).next().unwrap();
        assert!(plan.texts[&worry.text_id].tr_body.as_deref().unwrap().contains("julio"));
    }
}

on_both! {
    async fn stranger_cannot_read_plan(house: House) {
        let mut tx = house.reading("tasha-carter").await;
        let luna = house.family("luna").await;
        assert!(matches!(plan::read(&mut tx, luna, "en").await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn two_parents_see_two_right_plans(house: House) {
        let (hers, his) = (words(&house, "tasha-carter", "carter").await, words(&house, "marcus-reed", "carter").await);
        assert!(hers.contains("I want Leo home") && !his.contains("I want Leo home"));
        assert!(his.contains("teach my son to fish") && !hers.contains("teach my son to fish"));
        assert!(hers.contains("4 of 6 done") && !his.contains("4 of 6 done"));
        assert!(his.contains("2 of 6 done") && !hers.contains("2 of 6 done"));
        assert!(hers.contains("Family time that grows") && his.contains("Family time that grows"));
    }
}

on_both! {
    async fn mentor_reads_only_what_the_parent_shares(house: House) {
        let seen = words(&house, "rosa-jimenez", "luna").await;
        assert!(seen.contains("Sabemos hacer un hogar"));
        assert!(!seen.contains("In July the children were alone"));
    }
}

on_both! {
    async fn caregiver_sees_no_worries_and_no_own_words(house: House) {
        let seen = words(&house, "nora-price", "carter").await;
        assert!(!seen.contains("Leo was hurt") && !seen.contains("hard road") && !seen.contains("parenting class"), "{seen}");
    }
}

on_both! {
    async fn member_removed_today_reads_nothing_more(house: House) {
        let luna = house.family("luna").await;
        let stale = house.actor("dana-fox").await;
        house.run("UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM person WHERE key = 'dana-fox')").await.unwrap();
        assert!(house.actor("dana-fox").await.teams.is_empty());
        // An actor loaded before the removal is refused as well, by the WHERE clause of each
        // statement.
        let mut tx = house.db.acting_as(&stale, store::Intent::Write).await.unwrap();
        match plan::read(&mut tx, luna, "en").await {
            Ok(plan) => assert!(plan.items.is_empty() && plan.texts.is_empty() && plan.head.is_none()),
            // PostgreSQL refuses the access log entry of a person who is no longer a member.
            Err(error) => assert!(house.portal.is_some(), "{error}"),
        }
    }
}

on_both! {
    async fn asking_for_a_translation_twice_is_asking_once(house: House) {
        let luna = house.family("luna").await;
        let mut tx = house.reading("maria-luna").await;
        let plan = plan::read(&mut tx, luna, "es").await.unwrap();
        let missing = plan.texts.values().find(|text| text.language == "en" && text.tr_body.is_none()).unwrap().text_id;
        store::text::ask_translation(&mut tx, missing, "es").await.unwrap();
        store::text::ask_translation(&mut tx, missing, "es").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM translation_request").await, 1);
        let mut tx = house.reading("dana-fox").await;
        assert_eq!(store::text::wanted(&mut tx, luna).await.unwrap()[0].texts, 1);
        drop(tx);
        let mut stranger = house.reading("tasha-carter").await;
        assert!(matches!(store::text::ask_translation(&mut stranger, missing, "es").await, Err(Error::NotFound)));
    }
}
