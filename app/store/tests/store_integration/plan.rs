//! Read authorization of the plan.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_each_engine;
use model::id::{ItemId, TextId};
use model::plan::{PlanItemKind, StepState};
use store::plan::overview::{
    SHOWN_NEXT_STEPS, SHOWN_OWN_WORDS, SHOWN_STRENGTHS, read_plan_overview,
};
use store::plan::parts::{PlanPart, read_plan_part};
use store::plan::{PlanItem, PublishedPlan};
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
        // Written in English by the agency, with a translation.
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
        // Refused like an id that no family has.
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
        // María shares her own words with her mentor. Worries are not among what a mentor reads.
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
        // Loaded before the membership ends, as by a request that is on its way.
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
        // An id is not enough: asking must not tell whether a text exists.
        let mut stranger = database.begin_as("tasha-carter").await;
        assert!(matches!(
            store::translations::request_translation(&mut stranger, missing, "es").await,
            Err(Error::NotFound)
        ));
    }
}

/// Everyone on the team of a family of the demo, with every role.
const READERS: [(&str, &str); 12] = [
    ("maria-luna", "luna"),
    ("luis-luna", "luna"),
    ("dana-fox", "luna"),
    ("rosa-jimenez", "luna"),
    ("tasha-carter", "carter"),
    ("marcus-reed", "carter"),
    ("ben-ortiz", "carter"),
    ("pat-nguyen", "carter"),
    ("nora-price", "carter"),
    ("june-bell", "carter"),
    ("lena-bird", "carter"),
    ("jay-riley", "riley"),
];

fn ids<'a>(items: impl IntoIterator<Item = &'a PlanItem>) -> Vec<ItemId> {
    items.into_iter().map(|item| item.id).collect()
}

/// Fails unless each part has exactly what the whole plan has of it.
async fn assert_parts_are_the_whole(database: &support::TestDatabase, who: &str, family: &str) {
    use PlanItemKind as Kind;
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(who).await;
    let whole = plan::read_plan(&mut tx, family, "en").await.unwrap();
    for (part, kinds) in [
        (PlanPart::Words, &[Kind::OwnWords, Kind::Strength][..]),
        (
            PlanPart::Goals,
            &[Kind::FamilyGoal, Kind::AgencyGoal, Kind::Step],
        ),
        (PlanPart::Children, &[Kind::WellBeing]),
        (PlanPart::Needs, &[Kind::Need, Kind::Worry]),
        (PlanPart::Orders, &[Kind::CourtOrder]),
    ] {
        let read = read_plan_part(&mut tx, family, part, "en").await.unwrap();
        let belongs = |item: &&PlanItem| {
            kinds.contains(&item.kind) || (part == PlanPart::Orders && item.order_id.is_some())
        };
        assert_eq!(
            ids(&read.items),
            ids(whole.items.iter().filter(belongs)),
            "{who} {part:?}"
        );
        // A text too many on the page of a part would be one that the whole plan withholds.
        assert!(
            read.texts.keys().all(|id| whole.texts.contains_key(id)),
            "{who} {part:?}"
        );
        for item in &read.items {
            for id in [
                Some(item.text_id),
                item.benchmark_text_id,
                item.progress_text_id,
            ]
            .into_iter()
            .flatten()
            {
                assert_eq!(
                    read.texts.contains_key(&id),
                    whole.texts.contains_key(&id),
                    "{who} {part:?}"
                );
            }
        }
        let has_head = part == PlanPart::Goals && whole.head.is_some();
        assert_eq!(read.head.is_some(), has_head, "{who} {part:?}");
    }
}

/// The texts that the overview has to show: those of the first items, and of the steps.
fn first_texts(plan: &PublishedPlan, steps: &[&PlanItem]) -> Vec<TextId> {
    plan.items_of_kind(PlanItemKind::OwnWords)
        .take(SHOWN_OWN_WORDS)
        .chain(
            plan.items_of_kind(PlanItemKind::Strength)
                .take(SHOWN_STRENGTHS),
        )
        .chain(steps.iter().take(SHOWN_NEXT_STEPS).copied())
        .map(|item| item.text_id)
        .collect()
}

/// Fails unless the overview counts and shows exactly what the whole plan has.
async fn assert_overview_is_of_the_whole(
    database: &support::TestDatabase,
    who: &str,
    family: &str,
) {
    let (family, me) = (
        database.family_id(family).await,
        database.person_id(who).await,
    );
    let mut tx = database.begin_as(who).await;
    let whole = plan::read_plan(&mut tx, family, "en").await.unwrap();
    let read = read_plan_overview(&mut tx, family, "en").await.unwrap();
    let is_no_step = |item: &&PlanItem| item.kind != PlanItemKind::Step;
    assert_eq!(
        ids(read.items.iter().filter(is_no_step)),
        ids(whole.items.iter().filter(is_no_step)),
        "{who}"
    );
    let steps = read.open_steps_of(me);
    assert_eq!(
        ids(steps.iter().copied()),
        ids(whole.open_steps_of(me)),
        "{who}"
    );
    for step in &steps {
        assert_eq!(
            read.unfinished_prerequisite(step).map(|first| first.id),
            whole.unfinished_prerequisite(step).map(|first| first.id),
            "{who}"
        );
    }
    // The overview leaves steps out, and must show none that the whole plan does not have.
    for item in &read.items {
        assert!(
            whole.items.iter().any(|other| other.id == item.id),
            "{who} sees an item only on the overview"
        );
    }
    for id in first_texts(&read, &steps) {
        assert_eq!(
            read.texts.contains_key(&id),
            whole.texts.contains_key(&id),
            "{who}"
        );
    }
    assert!(
        read.texts.keys().all(|id| whole.texts.contains_key(id)),
        "{who}"
    );
    assert_eq!(read.head.is_some(), whole.head.is_some(), "{who}");
    assert_eq!(read.children.len(), whole.children.len(), "{who}");
}

on_each_engine! {
    async fn overview_and_parts_have_what_the_whole_plan_has(database: TestDatabase) {
        // For every role: a condition that is missing in one of the statements shows for one reader
        // only.
        for (who, family) in READERS {
            assert_parts_are_the_whole(&database, who, family).await;
            assert_overview_is_of_the_whole(&database, who, family).await;
        }
        // The overview has the texts of few items: what worried people is not among them.
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let read = read_plan_overview(&mut tx, luna, "en").await.unwrap();
        let worry = read.items_of_kind(PlanItemKind::Worry).next().unwrap();
        assert!(!read.texts.contains_key(&worry.text_id));
        drop(tx);
        let mut tx = database.begin_as("maria-luna").await;
        let steps = read_plan_overview(&mut tx, luna, "en").await.unwrap();
        let steps: Vec<&PlanItem> = steps.items_of_kind(PlanItemKind::Step).collect();
        assert!(
            !steps.is_empty() && steps.iter().all(|step| step.state != StepState::Done),
            "only what she has to do"
        );
    }
}

on_each_engine! {
    async fn stranger_cannot_read_overview_or_parts(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        // A parent of another family, and this family's interpreter, who opens no record.
        for who in ["tasha-carter", "elena-ruiz"] {
            let mut tx = database.begin_as(who).await;
            assert!(matches!(
                read_plan_overview(&mut tx, luna, "en").await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                read_plan_part(&mut tx, luna, PlanPart::Needs, "en").await,
                Err(Error::NotFound)
            ));
        }
    }
}
