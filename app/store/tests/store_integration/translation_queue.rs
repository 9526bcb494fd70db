//! What leaves the interpreters' queue: texts from which an audience excludes the interpreter, and
//! words that were removed; and what replaced words become.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::luna_plan::{find_luna_item, save_item};
use crate::plan_version::publish_plan;
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use crate::translations::{
    SPANISH, add_second_interpreter, claim_as, maria_requests_reply, queue_ids, reply_in_english,
    request_in, waiting_texts,
};
use jiff::SignedDuration;
use jiff::civil::date;
use model::id::{FormId, InterpretationId, ItemId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::PlanItemInput;
use store::messages::participant_sync;
use store::plan::item_audience::OwnWordsAudience;
use store::plan::item_creation;
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::{self, SaveOutcome};
use store::{Error, translations};

/// An audience of its own for a row, because others share the one it has, with an entry that
/// excludes Elena Ruiz. `$row` is the SQL condition for the row.
macro_rules! exclude_elena {
    ($database:expr, $table:literal, $row:literal) => {
        for sql in [
            // With Elena's id as the id of the audience: any id serves, and this one is at hand in
            // SQL.
            "INSERT INTO audience (id, family_id, key) SELECT p.id, f.id, 'without elena' FROM \
            person p, family f WHERE p.key = 'elena-ruiz' AND f.key = 'luna'",
            concat!(
                "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT p.id, \
                e.role, e.person_id, e.denied FROM person p, audience_entry e WHERE p.key = \
                'elena-ruiz' AND e.audience_id = (SELECT audience_id FROM ",
                $table,
                " WHERE ",
                $row,
                ")"
            ),
            "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT p.id, NULL, \
            p.id, TRUE FROM person p WHERE p.key = 'elena-ruiz'",
            concat!(
                "UPDATE ",
                $table,
                " SET audience_id = (SELECT p.id FROM person p WHERE p.key = 'elena-ruiz') WHERE ",
                $row
            ),
        ] {
            $database.execute_sql(sql).await.unwrap();
        }
    };
}

/// Elena, who has claimed the text, finds nothing of it any more; the worker and another
/// interpreter do.
async fn assert_elena_is_excluded(database: &TestDatabase, id: InterpretationId) {
    assert!(queue_ids(database, "elena-ruiz").await.is_empty());
    assert!(matches!(
        claim_as(database, "elena-ruiz", id).await,
        Err(Error::NotFound)
    ));
    let mut tx = database.begin_as("elena-ruiz").await;
    let released = translations::release_claim(&mut tx, id).await;
    assert!(matches!(released, Err(Error::NotFound)));
    drop(tx);
    // Completing would store words of a person who may not read the text.
    let tx = database.begin_as("elena-ruiz").await;
    let completed = translations::complete_request(tx, id, SPANISH).await;
    assert!(matches!(completed, Err(Error::NotFound)));
    assert_eq!(waiting_texts(database).await.len(), 1);
    // Her claim would keep it from every other interpreter.
    let released = participant_sync::sync_with_membership(&database.db).await;
    assert_eq!(released.unwrap(), 1);
    assert_eq!(queue_ids(database, "ben-ortiz").await, [id]);
    claim_as(database, "ben-ortiz", id).await.unwrap();
}

/// Elena has claimed a reply to a step, and Ben interprets for the family too.
async fn claimed_reply(database: &TestDatabase) -> InterpretationId {
    maria_requests_reply(database).await;
    add_second_interpreter(database).await;
    let id = queue_ids(database, "elena-ruiz").await[0];
    claim_as(database, "elena-ruiz", id).await.unwrap();
    id
}

on_each_engine! {
    async fn interpreter_whom_the_texts_audience_excludes_reads_nothing(database: TestDatabase) {
        let id = claimed_reply(&database).await;
        let mut tx = database.begin_as("elena-ruiz").await;
        let early = translations::find_pending_text(&mut tx, id).await.unwrap();
        drop(tx);
        exclude_elena!(database, "text", "body LIKE 'The seven%'");
        // A page that was loaded before reads nothing either.
        let mut tx = database.begin_as("elena-ruiz").await;
        let words = translations::open_claimed_text(&mut tx, &early).await;
        assert!(matches!(words, Err(Error::NotFound)));
        drop(tx);
        assert_elena_is_excluded(&database, id).await;
    }
}

on_each_engine! {
    async fn interpreter_whom_the_replys_audience_excludes_reads_nothing(database: TestDatabase) {
        let id = claimed_reply(&database).await;
        exclude_elena!(
            database,
            "plan_reply",
            "text_id IN (SELECT t.id FROM text t WHERE t.body LIKE 'The seven%')"
        );
        assert_elena_is_excluded(&database, id).await;
    }
}

on_each_engine! {
    async fn interpreter_whom_the_items_audience_excludes_reads_nothing(database: TestDatabase) {
        let id = claimed_reply(&database).await;
        exclude_elena!(
            database,
            "plan_item",
            "id = (SELECT t.item_id FROM text t WHERE t.body LIKE 'The seven%')"
        );
        assert_elena_is_excluded(&database, id).await;
    }
}

on_each_engine! {
    async fn interpreter_whom_the_goals_audience_excludes_reads_nothing(database: TestDatabase) {
        // The step is part of the goal, so who may not see the goal may not see the step either.
        let id = claimed_reply(&database).await;
        exclude_elena!(
            database,
            "plan_item",
            "id = (SELECT i.goal_id FROM plan_item i JOIN text t ON t.item_id = i.id WHERE t.body \
            LIKE 'The seven%')"
        );
        assert_elena_is_excluded(&database, id).await;
    }
}

/// The text of a strength after its worker saved it with these words.
async fn reword(database: &TestDatabase, item: ItemId, words: &str) -> TextId {
    save_item(database, item, ItemAction::Save, |edit| {
        edit.words = words.into();
    })
    .await;
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    let working = working_copy::read_working_item(&mut tx, luna, item, "en")
        .await
        .unwrap();
    working.item.text_id
}

/// The number of texts that the worker and the interpreter are offered, which is the same.
async fn count_offered(database: &TestDatabase) -> usize {
    let waiting = waiting_texts(database).await.len();
    assert_eq!(queue_ids(database, "elena-ruiz").await.len(), waiting);
    waiting
}

on_each_engine! {
    async fn request_for_replaced_words_is_one_for_the_words_that_the_family_reads(
        database: TestDatabase,
    ) {
        let (item, _) = find_luna_item(&database, PlanItemKind::Strength, "Grandma Elena").await;
        let reply = reply_in_english(&database, "luis-luna", item).await;
        request_in(&database, "maria-luna", reply, "es").await;
        // Published, so that the family reads these words and can ask for them.
        let published = reword(&database, item, "Grandma lives next door").await;
        let version = publish_plan(&database, "dana-fox", "luna", 3, "She moved").await.unwrap();
        request_in(&database, "maria-luna", published, "es").await;
        assert_eq!(count_offered(&database).await, 2);
        let draft = reword(&database, item, "Grandma lives upstairs").await;
        request_in(&database, "maria-luna", draft, "es").await;
        assert_eq!(count_offered(&database).await, 3);
        // A day later, to see that a request keeps the day that was promised at first.
        database.clock.advance(SignedDuration::from_hours(24));
        // Words that were never published are replaced at once.
        reword(&database, item, "Grandma lives with us").await;
        assert_eq!(count_offered(&database).await, 2);
        publish_plan(&database, "dana-fox", "luna", version, "She moved again").await.unwrap();
        let waiting = waiting_texts(&database).await;
        assert!(waiting.iter().any(|one| one.text_id == reply), "the reply, which is still shown");
        let kept = waiting.iter().find(|one| one.body == "Grandma lives with us").unwrap();
        // What she was promised yesterday.
        let days = (kept.asked_on.to_jiff(), kept.answer_due.to_jiff());
        assert_eq!(days, (date(2026, 11, 23), date(2026, 11, 30)));
        assert_eq!(count_offered(&database).await, 2);
    }
}

/// Saves or removes own words as their author.
async fn save_own_words(database: &TestDatabase, item: ItemId, action: ItemAction, words: &str) {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("luis-luna").await;
    let working = working_copy::read_working_item(&mut tx, luna, item, "en")
        .await
        .unwrap();
    let revision = working.item.revision;
    let saved = working_copy::save_item(&mut tx, luna, item, revision, action, &input(words)).await;
    assert_eq!(saved.unwrap(), SaveOutcome::Saved(item));
    tx.commit().await.unwrap();
}

fn input(words: &str) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words: words.into(),
        ..PlanItemInput::default()
    }
}

on_each_engine! {
    async fn own_words_stay_in_the_queue_until_their_author_removes_them(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("luis-luna").await;
        let form = database.clock.new_id::<FormId>();
        let share = OwnWordsAudience::Shared;
        item_creation::add_own_words(&mut tx, luna, form, share, &input("I cook on Sundays"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (item, first) = find_luna_item(&database, PlanItemKind::OwnWords, "on Sundays").await;
        request_in(&database, "maria-luna", first, "es").await;
        // A version holds a copy of own words too, which has no readers.
        let (strength, _) =
            find_luna_item(&database, PlanItemKind::Strength, "Grandma Elena").await;
        // Without another change there would be nothing to publish.
        reword(&database, strength, "Grandma lives next door").await;
        publish_plan(&database, "dana-fox", "luna", 3, "She moved").await.unwrap();
        assert_eq!(count_offered(&database).await, 1);
        save_own_words(&database, item, ItemAction::Save, "I cook on Mondays").await;
        let (_, second) = find_luna_item(&database, PlanItemKind::OwnWords, "on Mondays").await;
        assert_eq!(waiting_texts(&database).await[0].text_id, second, "for the new words");
        assert_eq!(count_offered(&database).await, 1);
        save_own_words(&database, item, ItemAction::Remove, "I cook on Mondays").await;
        assert_eq!(count_offered(&database).await, 0, "removed");
    }
}

/// On PostgreSQL a function adds the requests, because they are other people's.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn others_cannot_carry_translation_requests_to_new_words() {
    let database = demo_postgres().await;
    let (item, first) = find_luna_item(&database, PlanItemKind::Strength, "Grandma Elena").await;
    reword(&database, item, "Grandma lives next door").await;
    publish_plan(&database, "dana-fox", "luna", 3, "She moved")
        .await
        .unwrap();
    // On the page of the earlier version, so that the function has something to do.
    request_in(&database, "maria-luna", first, "hmn").await;
    let luna = database.family_id("luna").await;
    let keep = format!("alongside_keep_translation_requests('{luna}')");
    // People without the right leave the one request as it is. The worker of the family adds the
    // one for the new words.
    for (who, requests) in [
        ("ben-ortiz", 1),
        ("rosa-jimenez", 1),
        ("pat-nguyen", 1),
        ("elena-ruiz", 1),
        ("dana-fox", 2),
    ] {
        Attacker::new(&database, who).await.count_rows(&keep).await;
        let all = "SELECT count(*) FROM translation_request";
        assert_eq!(database.query_number(all).await, requests, "{who}");
    }
}
