//! Replies to the plan: visible to their audience, answered once, and never lost.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{FormId, ItemId, ReplyId};
use model::plan::PlanItemKind;
use model::plan::reply::{
    NewAnswer, NewReply, PlanSection, ReplyKind, ReplyOutcome, ReplyTarget, Sharing,
};
use store::plan::replies::{self, PlanReply};
use store::plan::{reply_answers, reply_submission};
use store::{Error, plan};

pub(crate) async fn add_reply(
    database: &TestDatabase,
    who: &str,
    family: &str,
    about: ReplyTarget,
    kind: &str,
    words: &str,
    sharing: Sharing,
) -> Result<ReplyId, Error> {
    let draft = NewReply::parse(
        database.clock.new_id::<FormId>(),
        about,
        kind,
        words,
        sharing,
        "en",
    )
    .unwrap();
    let mut tx = database.begin_as(who).await;
    let id = reply_submission::add_reply(&mut tx, database.family_id(family).await, &draft).await?;
    tx.commit().await?;
    Ok(id)
}

pub(crate) async fn answer_reply(
    database: &TestDatabase,
    who: &str,
    family: &str,
    reply: ReplyId,
    outcome: &str,
    words: &str,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    reply_answers::answer_reply(
        &mut tx,
        database.family_id(family).await,
        &NewAnswer::parse(reply, outcome, words, "en").unwrap(),
    )
    .await?;
    tx.commit().await
}

pub(crate) async fn list_replies(
    database: &TestDatabase,
    who: &str,
    family: &str,
) -> Vec<PlanReply> {
    let mut tx = database.begin_as(who).await;
    replies::list_replies(&mut tx, database.family_id(family).await, None, "en")
        .await
        .unwrap()
        .replies
}

pub(crate) async fn find_step(
    database: &TestDatabase,
    who: &str,
    family: &str,
    words: &str,
) -> ItemId {
    let mut tx = database.begin_as(who).await;
    let plan = plan::read_plan(&mut tx, database.family_id(family).await, "en")
        .await
        .unwrap();
    plan.items_of_kind(PlanItemKind::Step)
        .find(|item| plan.texts[&item.text_id].body.contains(words))
        .unwrap_or_else(|| panic!("no step {words}"))
        .id
}

async fn answer_as_dana(
    database: &TestDatabase,
    reply: ReplyId,
    outcome: &str,
    words: &str,
) -> Result<(), Error> {
    answer_reply(database, "dana-fox", "luna", reply, outcome, words).await
}

on_each_engine! {
    async fn a_disagreement_has_a_due_date_for_the_teams_answer(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let id = add_reply(
            &database,
            "maria-luna",
            "luna",
            needs,
            "disagree",
            "We need a bus pass more than a class.",
            Sharing::Private,
        )
        .await
        .unwrap();
        let seen = list_replies(&database, "dana-fox", "luna").await;
        assert_eq!(
            (seen[0].id, seen[0].kind, seen[0].awaits_answer()),
            (id, ReplyKind::Disagree, true)
        );
        assert_eq!(
            seen[0].answer_due.as_ref().unwrap().to_jiff(),
            // Seven days after the mocked day.
            jiff::civil::date(2026, 11, 30)
        );
        // Only the worker owes the answer: neither a mentor nor the writer herself can close a
        // disagreement.
        assert!(matches!(
            answer_reply(&database, "rosa-jimenez", "luna", id, "kept", "no").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            answer_reply(&database, "maria-luna", "luna", id, "changed", "yes").await,
            Err(Error::NotFound)
        ));
        let right = "You are right. I will add it.";
        answer_as_dana(&database, id, "changed", right)
            .await
            .unwrap();
        let back = list_replies(&database, "maria-luna", "luna").await;
        assert_eq!(
            (back[0].outcome, back[0].answered_by.as_deref()),
            (Some(ReplyOutcome::Changed), Some("Dana Fox"))
        );
        // Repeating the same answer is idempotent; a different one is a conflict, because María may
        // have read the first one.
        answer_as_dana(&database, id, "changed", right)
            .await
            .unwrap();
        assert!(matches!(
            answer_as_dana(&database, id, "kept", "no").await,
            Err(Error::Conflict)
        ));
    }
}

on_each_engine! {
    async fn a_reply_is_hidden_from_the_other_parent_unless_shared(database: TestDatabase) {
        let goals = ReplyTarget::Section(PlanSection::Goals);
        add_reply(
            &database,
            "tasha-carter",
            "carter",
            goals,
            "disagree",
            "canary-51: too fast for me",
            Sharing::Private,
        )
        .await
        .unwrap();
        assert!(
            list_replies(&database, "marcus-reed", "carter")
                .await
                .is_empty()
        );
        assert_eq!(
            // The worker owes the answer, so a reply is never hidden from the worker.
            list_replies(&database, "ben-ortiz", "carter").await.len(),
            1
        );
        assert!(
            // Not even her mentor reads it: a reply is private until its author shares it.
            list_replies(&database, "june-bell", "carter")
                .await
                .is_empty()
        );
        let mut tx = database.begin_as("marcus-reed").await;
        let plan = plan::read_plan(&mut tx, database.family_id("carter").await, "en")
            .await
            .unwrap();
        assert!(plan.reply_counts.is_empty(), "not even counted");
        drop(tx);
        add_reply(
            &database,
            "tasha-carter",
            "carter",
            goals,
            "agree",
            "This I want you all to know.",
            Sharing::Shared,
        )
        .await
        .unwrap();
        assert_eq!(
            list_replies(&database, "marcus-reed", "carter").await.len(),
            1
        );
    }
}

on_each_engine! {
    async fn a_stranger_cannot_reply_to_a_plan(database: TestDatabase) {
        // A real id, so that the refusal does not come from the item being unknown.
        let theirs = find_step(&database, "maria-luna", "luna", "clinic").await;
        assert!(matches!(
            add_reply(
                &database,
                "tasha-carter",
                "luna",
                ReplyTarget::Item(theirs),
                "comment",
                "hello",
                Sharing::Shared
            )
            .await,
            Err(Error::NotFound)
        ));
        // Naming her own family does not let her reply to another family's item either.
        assert!(matches!(
            add_reply(
                &database,
                "tasha-carter",
                "carter",
                ReplyTarget::Item(theirs),
                "comment",
                "hello",
                Sharing::Shared
            )
            .await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM plan_reply")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn the_same_form_twice_is_one_reply(database: TestDatabase) {
        let mut tx = database.begin_as("maria-luna").await;
        let (family, form) = (
            database.family_id("luna").await,
            database.clock.new_id::<FormId>(),
        );
        let draft = NewReply::parse(
            form,
            ReplyTarget::Plan,
            "propose_service",
            "Child care on Fridays",
            Sharing::Private,
            "es",
        )
        .unwrap();
        // A second tap on the button, or a retry on a slow connection, sends the same form.
        let first = reply_submission::add_reply(&mut tx, family, &draft)
            .await
            .unwrap();
        assert_eq!(
            reply_submission::add_reply(&mut tx, family, &draft)
                .await
                .unwrap(),
            first
        );
        // If this were answered as stored, the other words would be lost unnoticed.
        let other = NewReply::parse(
            form,
            ReplyTarget::Plan,
            "propose_service",
            "Something else",
            Sharing::Private,
            "es",
        )
        .unwrap();
        assert!(matches!(
            reply_submission::add_reply(&mut tx, family, &other).await,
            Err(Error::Conflict)
        ));
    }
}

on_each_engine! {
    async fn a_removed_member_cannot_reply(database: TestDatabase) {
        // As in a request that began before the membership ended.
        let stale = database.load_actor("maria-luna").await;
        database.end_membership("maria-luna").await;
        let draft = NewReply::parse(
            database.clock.new_id::<FormId>(),
            ReplyTarget::Plan,
            "propose_goal",
            "words",
            Sharing::Private,
            "es",
        )
        .unwrap();
        let family = database.family_id("luna").await;
        let mut tx = database
            .db
            .acting_as(&stale, store::Intent::Write)
            .await
            .unwrap();
        // Accepted or refused, nothing may be stored: the membership counts at the time of the
        // statement, not at the time when the actor was loaded.
        if reply_submission::add_reply(&mut tx, family, &draft)
            .await
            .is_ok()
        {
            tx.commit().await.unwrap();
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM plan_reply")
                .await,
            0
        );
    }
}
