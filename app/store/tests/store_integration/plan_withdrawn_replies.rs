//! Replies that their author withdraws, and opinions that a later one replaces.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::time::Duration;

use crate::plan_replies::{add_reply, answer_reply, list_replies};
use crate::support::{TestDatabase, on_each_engine};
use crate::translations::{request_in, waiting_texts};
use model::id::{FormId, ReplyId, TextId};
use model::plan::reply::{NewReply, PlanSection, ReplyKind, ReplyTarget, Sharing};
use store::plan::{list_reply_readers, replies, reply_submission, reply_withdrawal};
use store::{Error, Intent, plan, translations};

/// Withdraws a reply of the Luna family as this person.
pub(crate) async fn withdraw_reply(
    database: &TestDatabase,
    who: &str,
    reply: ReplyId,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    reply_withdrawal::withdraw_reply(&mut tx, database.family_id("luna").await, reply).await?;
    tx.commit().await
}

on_each_engine! {
    async fn a_withdrawn_reply_is_in_no_list_and_is_owed_no_answer(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let id = add_reply(
            &database, "maria-luna", "luna", needs, "disagree", "", Sharing::Private,
        )
        .await
        .unwrap();
        // Refused looks like absent, also for the worker who reads the reply.
        for other in ["dana-fox", "luis-luna", "rosa-jimenez", "tasha-carter"] {
            assert!(
                matches!(withdraw_reply(&database, other, id).await, Err(Error::NotFound)),
                "{other}"
            );
        }
        assert_eq!(list_replies(&database, "dana-fox", "luna").await.len(), 1);
        // Sent again by a browser that got no response.
        for _ in 0..2 {
            withdraw_reply(&database, "maria-luna", id).await.unwrap();
        }
        for who in ["maria-luna", "dana-fox"] {
            assert!(list_replies(&database, who, "luna").await.is_empty(), "{who}");
            let mut tx = database.begin_as(who).await;
            let family = database.family_id("luna").await;
            let plan = plan::read_plan(&mut tx, family, "en").await.unwrap();
            assert!(plan.reply_counts.is_empty(), "{who}");
            let one = replies::read_reply(&mut tx, family, id, "en").await;
            assert!(matches!(one, Err(Error::NotFound)), "{who}");
        }
        assert!(matches!(
            answer_reply(&database, "dana-fox", "luna", id, "kept", "no").await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM plan_reply WHERE withdrawn_at IS NOT NULL")
                .await,
            1,
            "it is kept"
        );
    }
}

on_each_engine! {
    async fn an_answered_reply_cannot_be_withdrawn(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let id = add_reply(
            &database, "maria-luna", "luna", needs, "question", "", Sharing::Private,
        )
        .await
        .unwrap();
        answer_reply(&database, "dana-fox", "luna", id, "kept", "It is for the court.")
            .await
            .unwrap();
        assert!(matches!(
            withdraw_reply(&database, "maria-luna", id).await,
            Err(Error::Conflict)
        ));
        assert_eq!(list_replies(&database, "maria-luna", "luna").await.len(), 1);
    }
}

on_each_engine! {
    async fn a_new_opinion_replaces_the_one_that_has_no_words(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let tell = async |who: &'static str, about, kind: &'static str, words: &'static str| {
            add_reply(&database, who, "luna", about, kind, words, Sharing::Shared)
                .await
                .unwrap()
        };
        tell("maria-luna", needs, "agree", "").await;
        let worded = tell("maria-luna", needs, "disagree", "Too many classes").await;
        // Neither another section nor another person is concerned.
        let goals = ReplyTarget::Section(PlanSection::Goals);
        let elsewhere = tell("maria-luna", goals, "agree", "").await;
        let his = tell("luis-luna", needs, "agree", "").await;
        let asked = tell("maria-luna", needs, "question", "").await;
        let last = tell("maria-luna", needs, "agree", "").await;
        // As sets: ids of one millisecond sort at random.
        let left: BTreeSet<ReplyId> = list_replies(&database, "dana-fox", "luna")
            .await
            .iter()
            .map(|reply| reply.id)
            .collect();
        assert_eq!(left, BTreeSet::from([worded, elsewhere, his, last]));
        assert!(!left.contains(&asked));
        let mut tx = database.begin_as("maria-luna").await;
        let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        let of_needs = plan
            .reply_counts
            .iter()
            .find(|count| count.section == Some(PlanSection::Needs))
            .unwrap();
        assert_eq!(of_needs.own_opinion, Some(ReplyKind::Agree));
    }
}

on_each_engine! {
    async fn of_two_opinions_at_once_one_stands(database: TestDatabase) {
        let family = database.family_id("luna").await;
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let draft = |kind| {
            let form = database.clock.new_id::<FormId>();
            NewReply::parse(form, needs, kind, "", Sharing::Shared, "en").unwrap()
        };
        let (first, second) = (draft("agree"), draft("disagree"));
        let mut tx = database.begin_as("maria-luna").await;
        reply_submission::add_reply(&mut tx, family, &first).await.unwrap();
        let (db, actor) = (database.db.clone(), database.load_actor("maria-luna").await);
        let other_tab = tokio::spawn(async move {
            let mut tx = db.acting_as(&actor, Intent::Write).await.unwrap();
            let id = reply_submission::add_reply(&mut tx, family, &second).await.unwrap();
            tx.commit().await.unwrap();
            id
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!other_tab.is_finished(), "the second waits for the first");
        tx.commit().await.unwrap();
        let last = other_tab.await.unwrap();
        let left: Vec<ReplyId> = list_replies(&database, "dana-fox", "luna")
            .await
            .iter()
            .map(|reply| reply.id)
            .collect();
        assert_eq!(left, [last]);
    }
}

on_each_engine! {
    async fn the_form_of_a_withdrawn_reply_is_not_taken_for_a_new_one(database: TestDatabase) {
        let family = database.family_id("luna").await;
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let form = database.clock.new_id::<FormId>();
        let draft = NewReply::parse(form, needs, "agree", "", Sharing::Private, "es").unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let id = reply_submission::add_reply(&mut tx, family, &draft)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        withdraw_reply(&database, "maria-luna", id).await.unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        assert!(matches!(
            reply_submission::add_reply(&mut tx, family, &draft).await,
            Err(Error::Conflict)
        ));
    }
}

on_each_engine! {
    async fn the_author_is_told_who_reads_a_private_reply(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let id = add_reply(
            &database, "maria-luna", "luna", needs, "agree", "", Sharing::Private,
        )
        .await
        .unwrap();
        let family = database.family_id("luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let names = list_reply_readers(&mut tx, family, id).await.unwrap();
        assert!(names.contains(&"Dana Fox".to_owned()), "{names:?}");
        assert!(!names.iter().any(|name| name.contains("Luna")), "{names:?}");
        drop(tx);
        // Only the author asks.
        let mut tx = database.begin_as("luis-luna").await;
        assert!(list_reply_readers(&mut tx, family, id).await.unwrap().is_empty());
    }
}

/// The text of a reply of the Luna family.
async fn reply_text(database: &TestDatabase, reply: ReplyId) -> TextId {
    let mut tx = database.begin_as("maria-luna").await;
    let luna = database.family_id("luna").await;
    let found = replies::read_reply(&mut tx, luna, reply, "en")
        .await
        .unwrap();
    found.replies[0].text_id.unwrap()
}

on_each_engine! {
    async fn the_words_of_a_withdrawn_reply_are_left_to_their_author(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        // About a section: such a text belongs to no item that could hide it.
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let say = async |words: &'static str| {
            let share = Sharing::Shared;
            let id = add_reply(&database, "maria-luna", "luna", needs, "change", words, share)
                .await
                .unwrap();
            let text = reply_text(&database, id).await;
            request_in(&database, "luis-luna", text, "es").await;
            (id, text)
        };
        let (first, _) = say("We need a bus pass").await;
        let request = waiting_texts(&database).await[0].id;
        let mut tx = database.begin_as("dana-fox").await;
        let words = "Necesitamos un pase";
        translations::translate_requested_text(&mut tx, luna, request, words)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (second, text) = say("We need a sitter").await;
        assert_eq!(waiting_texts(&database).await.len(), 1);
        for reply in [first, second] {
            withdraw_reply(&database, "maria-luna", reply).await.unwrap();
        }
        assert!(waiting_texts(&database).await.is_empty());
        for who in ["dana-fox", "luis-luna"] {
            let mut tx = database.begin_as(who).await;
            // Refused as for a text that does not exist.
            let refused = translations::request_translation(&mut tx, text, "hmn").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let mut tx = database.begin_as("dana-fox").await;
        let translated = translations::read_request(&mut tx, luna, request).await;
        assert!(matches!(translated, Err(Error::NotFound)));
    }
}
