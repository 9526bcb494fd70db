//! Replies to the plan: visible to their audience, answered once, and never lost.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{House, on_both};
use model::id::{FormId, ItemId, ReplyId};
use model::plan::reply::{About, Answer, Draft, Outcome, ReplyKind, Section};
use model::plan::{Kind, State};
use store::plan::reply::{self, Reply};
use store::{Error, plan};

async fn say(house: &House, who: &str, family: &str, about: About, kind: &str, words: &str, wide: bool) -> Result<ReplyId, Error> {
    let draft = Draft::parse(house.clock.mint::<FormId>(), about, kind, words, wide, "en").unwrap();
    let mut tx = house.reading(who).await;
    let id = reply::add(&mut tx, house.family(family).await, &draft).await?;
    tx.save().await?;
    Ok(id)
}

async fn answer(house: &House, who: &str, family: &str, reply: ReplyId, outcome: &str, words: &str) -> Result<(), Error> {
    let mut tx = house.reading(who).await;
    reply::answer(&mut tx, house.family(family).await, &Answer::parse(reply, outcome, words, "en").unwrap()).await?;
    tx.save().await
}

async fn heard(house: &House, who: &str, family: &str) -> Vec<Reply> {
    let mut tx = house.reading(who).await;
    reply::list(&mut tx, house.family(family).await, None, "en").await.unwrap().replies
}

async fn step(house: &House, who: &str, family: &str, words: &str) -> ItemId {
    let mut tx = house.reading(who).await;
    let plan = plan::read(&mut tx, house.family(family).await, "en").await.unwrap();
    plan.of(Kind::Step).find(|item| plan.texts[&item.text_id].body.contains(words)).unwrap_or_else(|| panic!("no step {words}")).id
}

on_both! {
    async fn she_disagrees_and_the_team_owes_an_answer_by_a_day(house: House) {
        let needs = About::Section(Section::Needs);
        let id = say(&house, "maria-luna", "luna", needs, "disagree", "We need a bus pass more than a class.", false).await.unwrap();
        let seen = heard(&house, "dana-fox", "luna").await;
        assert_eq!((seen[0].id, seen[0].kind, seen[0].waits()), (id, ReplyKind::Disagree, true));
        assert_eq!(seen[0].answer_due.as_ref().unwrap().to_jiff(), jiff::civil::date(2026, 11, 30));
        assert!(matches!(answer(&house, "rosa-jimenez", "luna", id, "kept", "no").await, Err(Error::NotFound)));
        assert!(matches!(answer(&house, "maria-luna", "luna", id, "changed", "yes").await, Err(Error::NotFound)));
        answer(&house, "dana-fox", "luna", id, "changed", "You are right. I will add it.").await.unwrap();
        let back = heard(&house, "maria-luna", "luna").await;
        assert_eq!((back[0].outcome, back[0].answered_by.as_deref()), (Some(Outcome::Changed), Some("Dana Fox")));
        // Repeating the same answer is idempotent; a different one is a conflict.
        answer(&house, "dana-fox", "luna", id, "changed", "You are right. I will add it.").await.unwrap();
        assert!(matches!(answer(&house, "dana-fox", "luna", id, "kept", "no").await, Err(Error::Conflict)));
    }
}

on_both! {
    async fn what_she_says_is_hidden_from_the_other_parent_unless_she_shares_it(house: House) {
        let goals = About::Section(Section::Goals);
        say(&house, "tasha-carter", "carter", goals, "disagree", "canary-51: too fast for me", false).await.unwrap();
        assert!(heard(&house, "marcus-reed", "carter").await.is_empty());
        assert_eq!(heard(&house, "ben-ortiz", "carter").await.len(), 1);
        assert!(heard(&house, "june-bell", "carter").await.is_empty());
        let mut tx = house.reading("marcus-reed").await;
        let plan = plan::read(&mut tx, house.family("carter").await, "en").await.unwrap();
        assert!(plan.talk.is_empty(), "not even counted");
        drop(tx);
        say(&house, "tasha-carter", "carter", goals, "agree", "This I want you all to know.", true).await.unwrap();
        assert_eq!(heard(&house, "marcus-reed", "carter").await.len(), 1);
    }
}

on_both! {
    async fn a_stranger_says_nothing_to_a_plan(house: House) {
        let theirs = step(&house, "maria-luna", "luna", "clinic").await;
        assert!(matches!(say(&house, "tasha-carter", "luna", About::Item(theirs), "comment", "hello", true).await, Err(Error::NotFound)));
        // Naming her own family does not let her reply to another family's item either.
        assert!(matches!(say(&house, "tasha-carter", "carter", About::Item(theirs), "comment", "hello", true).await, Err(Error::NotFound)));
        assert_eq!(house.number("SELECT count(*) FROM plan_reply").await, 0);
    }
}

on_both! {
    async fn the_same_form_twice_is_one_reply(house: House) {
        let mut tx = house.reading("maria-luna").await;
        let (family, form) = (house.family("luna").await, house.clock.mint::<FormId>());
        let draft = Draft::parse(form, About::Plan, "propose_service", "Child care on Fridays", false, "es").unwrap();
        let first = reply::add(&mut tx, family, &draft).await.unwrap();
        assert_eq!(reply::add(&mut tx, family, &draft).await.unwrap(), first);
        let other = Draft::parse(form, About::Plan, "propose_service", "Something else", false, "es").unwrap();
        assert!(matches!(reply::add(&mut tx, family, &other).await, Err(Error::Conflict)));
    }
}

on_both! {
    async fn how_a_step_goes_is_said_by_who_does_it(house: House) {
        let clinic = About::Item(step(&house, "maria-luna", "luna", "clinic").await);
        assert!(matches!(say(&house, "luis-luna", "luna", clinic, "done", "", false).await, Err(Error::NotFound)), "it is not his step");
        say(&house, "maria-luna", "luna", clinic, "cannot", "They only answer when I work.", false).await.unwrap();
        let mut tx = house.reading("dana-fox").await;
        let plan = plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
        let About::Item(id) = clinic else { unreachable!() };
        assert_eq!(plan.items.iter().find(|item| item.id == id).unwrap().state, State::Cannot);
        drop(tx);
        // A family member cannot mark a step as done that the agency owes.
        let owed = About::Item(step(&house, "maria-luna", "luna", "bus pass").await);
        assert!(matches!(say(&house, "maria-luna", "luna", owed, "done", "", false).await, Err(Error::NotFound)));
        say(&house, "dana-fox", "luna", owed, "done", "", false).await.unwrap();
        // Importing an older file does not revert the step's state.
        house.import(&support::DEMO).await;
        assert_eq!(house.number("SELECT count(*) FROM plan_item WHERE state = 'cannot'").await, 1);
    }
}

on_both! {
    async fn an_accepted_proposal_stands_in_the_working_copy_in_her_words(house: House) {
        let id = say(&house, "maria-luna", "luna", About::Plan, "propose_step", "Quiero una clase de inglés cerca", false).await.unwrap();
        let before = house.number("SELECT count(*) FROM plan_item").await;
        answer(&house, "dana-fox", "luna", id, "accepted", "").await.unwrap();
        answer(&house, "dana-fox", "luna", id, "accepted", "").await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM plan_item").await, before + 1, "once");
        let mut tx = house.reading("maria-luna").await;
        let plan = plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
        assert!(!plan.texts.values().any(|text| text.body.contains("clase de inglés")), "it waits for the next version");
    }
}

on_both! {
    async fn somebody_removed_meanwhile_says_nothing_more(house: House) {
        let stale = house.actor("maria-luna").await;
        house.run("UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM person WHERE key = 'maria-luna')").await.unwrap();
        let draft = Draft::parse(house.clock.mint::<FormId>(), About::Plan, "propose_goal", "words", false, "es").unwrap();
        let family = house.family("luna").await;
        let mut tx = house.db.acting_as(&stale, store::Intent::Write).await.unwrap();
        if reply::add(&mut tx, family, &draft).await.is_ok() {
            tx.save().await.unwrap();
        }
        assert_eq!(house.number("SELECT count(*) FROM plan_reply").await, 0);
    }
}
