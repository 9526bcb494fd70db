//! Read authorization as a matrix: a generated family with every audience in every position, every
//! person, and every page. Each text contains a unique word, which may appear in a response only
//! where the oracle allows it. The oracle uses the generated audiences and `model::policy`, never
//! the store.
#![allow(clippy::unwrap_used)]

mod crawl;
mod family;
mod oracle;
mod plan_replies;
mod portal;
mod threads;

use crate::support::{TestApp, on_engines_at_once};
use crawl::{CrawlIds, CrawlTeam};
use oracle::{CanaryWord, MATRIX_TEAM};
use portal::MatrixPortal;

fn assert_no_leaks(leaks: &[String], when: &str) {
    assert!(
        leaks.is_empty(),
        "{when}: {} words are read by a person who may not, such as\n{}",
        leaks.len(),
        leaks[..leaks.len().min(40)].join("\n")
    );
}

async fn everyone_reads_what_is_theirs(app: TestApp) {
    let mut world = MatrixPortal::new(app).await;
    world.add_replies().await;
    world.add_portal_entries().await;
    world.add_departed_thread().await;
    world.send_file_and_draft().await;
    world.request_translations().await;
    let mut crowd = CrawlTeam::sign_in_all(&world).await;
    // On PostgreSQL a third of the items, to bound the time: both engines get the same statements,
    // and row-level security has a matrix of its own among the tests of the store.
    let every = if world.database().db.is_postgres() {
        3
    } else {
        1
    };
    let items = world.items.keys().map(String::as_str).step_by(every);
    let ids = CrawlIds::load_ids(&world, items).await;
    assert_no_leaks(&crowd.crawl_pages(&world, &ids).await, "after the import");
    if every == 1 {
        assert_words_were_seen(&world, &crowd);
    }

    let ids = narrow_items(&mut world).await;
    // The two states on the way to the last one are looked at on SQLite only.
    if every == 1 {
        assert_no_leaks(&crowd.crawl_pages(&world, &ids).await, "after narrowing");
    }
    world.publish_plan().await;
    if every == 1 {
        assert_no_leaks(&crowd.crawl_pages(&world, &ids).await, "after publishing");
    }
    end_two_memberships(&mut world).await;
    assert_no_leaks(
        &crowd.crawl_pages(&world, &ids).await,
        "after two were taken off the team",
    );
    // A crawl that requests few pages would find no leak either.
    assert!(crowd.pages > 4_000 / every, "{} pages", crowd.pages);
}

/// Fails when a word that has a permitted reader was not shown to any reader: pages that show
/// nothing have no leaks.
fn assert_words_were_seen(world: &MatrixPortal, crowd: &CrawlTeam) {
    // When the audiences of a goal and its step have no member in common, no one may read the step.
    let is_for_a_person = |canary: &CanaryWord| {
        MATRIX_TEAM
            .iter()
            .any(|(key, ..)| world.oracle.may_read(key, canary))
    };
    let expected = world
        .oracle
        .canaries
        .iter()
        .enumerate()
        .filter(|(_, canary)| !canary.may_be_unseen && is_for_a_person(canary));
    let unseen: Vec<&str> = expected
        .filter(|(n, _)| !crowd.seen.contains(n))
        .map(|(_, one)| one.place.as_str())
        .collect();
    assert!(
        unseen.is_empty(),
        "no person reads {unseen:?}: then this test says nothing about it"
    );
    // No single date is required, because the home page shows only the next ones.
    let dates = crowd
        .seen
        .iter()
        .filter(|n| world.oracle.canaries[**n].place.starts_with("date-"))
        .count();
    assert!(dates > 10, "{dates} dates were read");
}

/// Narrows the audience of four items to one parent; returns what to request afterwards.
async fn narrow_items(world: &mut MatrixPortal) -> CrawlIds {
    // Two goals with steps and replies, and two items with replies.
    let narrowed = [
        "agency_goal-0",
        "agency_goal-1-wide",
        "strength-0",
        "worry-0",
    ];
    for key in narrowed {
        world.narrow_item(key, "parent-a").await;
    }
    // Not narrowed themselves: the steps of a narrowed goal, and what was added in the portal.
    let near = [
        "agency_goal-0-inherits",
        "agency_goal-0-wide",
        "portal-step",
        "portal-own",
    ];
    CrawlIds::load_ids(world, narrowed.into_iter().chain(near))
        .await
        .restrict_after_change()
}

/// Ends the memberships of a parent and a worker, who keep their sessions.
async fn end_two_memberships(world: &mut MatrixPortal) {
    for who in ["parent-b", "worker-2"] {
        world.oracle.removed.insert(who);
    }
    // The day of the test clock: a membership that ends today gives no access today.
    let ended = "UPDATE membership SET until = '2026-11-23' WHERE person_id IN (SELECT id FROM \
        person WHERE key IN ('parent-b', 'worker-2'))";
    world.database().execute_sql(ended).await.unwrap();
}

on_engines_at_once! {
    async fn no_person_reads_words_that_are_not_for_them(app: TestApp) {
        everyone_reads_what_is_theirs(app).await;
    }
}
