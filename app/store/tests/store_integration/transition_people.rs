//! Commitments of adults to a young person: who sees them, and that both choose the words.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{CommitmentId, FormId};
use model::transition::people::{
    CommitmentAct, CommitmentAdult, CommitmentParty, CommitmentStep, CommitmentTerms,
    NewCommitment, StepFields, TermsFields,
};
use model::transition::{Release, TransitionPart};
use store::plan::working_copy::SaveOutcome;
use store::transition::people::{self, Commitment, CommitmentHistory};
use store::transition::people_changes::{add_commitment, take_step};
use store::transition::{own_transition, read_released, release};
use store::{Error, home};

const TERMS: TermsFields<'_> = TermsFields {
    kind: "holidays",
    words: "Thanksgiving at your place",
    way: "call",
    rhythm: "month",
};

async fn ask(
    database: &TestDatabase,
    who: &str,
    (form, adult): (FormId, &str),
) -> Result<CommitmentId, Error> {
    let new = NewCommitment {
        adult: CommitmentAdult::Member(database.person_id(adult).await),
        terms: CommitmentTerms::parse(TERMS, "en").unwrap(),
    };
    let mut tx = database.begin_as(who).await;
    let id = add_commitment(&mut tx, form, &new).await?;
    tx.commit().await?;
    Ok(id)
}

async fn step(
    database: &TestDatabase,
    who: &str,
    (id, form, revision): (CommitmentId, FormId, i32),
    (act, text): (&str, &str),
) -> Result<SaveOutcome<CommitmentParty>, Error> {
    let fields = StepFields {
        act,
        terms: TermsFields {
            words: text,
            ..TERMS
        },
        reason: text,
        said_on: "2026-11-20",
    };
    let step = CommitmentStep::parse(fields, "en", date(2026, 11, 23)).unwrap();
    let mut tx = database.begin_as(who).await;
    let taken = take_step(&mut tx, id, (form, revision), &step).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn next(
    database: &TestDatabase,
    who: &str,
    (id, revision): (CommitmentId, i32),
    act: (&str, &str),
) -> Result<SaveOutcome<CommitmentParty>, Error> {
    step(database, who, (id, database.clock.new_id(), revision), act).await
}

async fn read(
    database: &TestDatabase,
    who: &str,
    id: CommitmentId,
) -> Result<CommitmentHistory, Error> {
    let mut tx = database.begin_as(who).await;
    people::read_commitment(&mut tx, id).await
}

async fn listed_for(database: &TestDatabase, who: &str) -> Vec<Commitment> {
    let mut tx = database.begin_as(who).await;
    people::list_for_adult(&mut tx).await.unwrap()
}

async fn own(database: &TestDatabase) -> Vec<Commitment> {
    let mut tx = database.begin_as("jay-riley").await;
    let own = own_transition(&mut tx).await.unwrap();
    people::list_own(&mut tx, &own).await.unwrap()
}

/// What is new for this person about commitments.
async fn news(database: &TestDatabase, who: &str) -> Vec<CommitmentAct> {
    let mut tx = database.begin_as(who).await;
    let news = home::unread_activity(&mut tx).await.unwrap();
    news.into_iter()
        .filter_map(|one| one.commitment_act)
        .collect()
}

/// Lena Bird has said yes to what Jay asked.
async fn held(database: &TestDatabase) -> CommitmentId {
    let id = ask(
        database,
        "jay-riley",
        (database.clock.new_id(), "lena-bird"),
    )
    .await
    .unwrap();
    next(database, "lena-bird", (id, 1), ("accept", ""))
        .await
        .unwrap();
    id
}

async fn set_release(database: &TestDatabase, release: Release, revision: i32) {
    let mut tx = database.begin_as("jay-riley").await;
    let (form, part) = (database.clock.new_id(), TransitionPart::People);
    release::set_release(&mut tx, form, part, release, &[], revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The adults of Jay's whom this person reads in the released part.
async fn released_to(database: &TestDatabase, who: &str) -> Vec<String> {
    let riley = database.family_id("riley").await;
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    let Ok(released) = read_released(&mut tx, riley, jay).await else {
        return Vec::new();
    };
    let shown = people::list_released(&mut tx, &released).await.unwrap();
    shown.into_iter().map(|one| one.adult).collect()
}

on_each_engine! {
    async fn a_commitment_holds_only_in_words_that_both_chose(database: TestDatabase) {
        let form = database.clock.new_id();
        for _ in 0..2 {
            ask(&database, "jay-riley", (form, "lena-bird")).await.unwrap();
        }
        let asked = own(&database).await.remove(0);
        assert_eq!(news(&database, "lena-bird").await, [CommitmentAct::Ask]);
        // The adult suggests other words, which are not theirs to accept.
        let form = database.clock.new_id();
        for _ in 0..2 {
            let act = ("suggest", "Thanksgiving, and New Year");
            let taken = step(&database, "lena-bird", (asked.id, form, 1), act).await.unwrap();
            assert_eq!(taken, SaveOutcome::Saved(CommitmentParty::Adult));
        }
        let refused = next(&database, "lena-bird", (asked.id, 2), ("accept", "")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        // Who has read the words before has not read these.
        let stale = next(&database, "jay-riley", (asked.id, 1), ("accept", "")).await.unwrap();
        assert_eq!(stale, SaveOutcome::Stale);
        assert!(!own(&database).await[0].holds());
        next(&database, "jay-riley", (asked.id, 2), ("accept", "")).await.unwrap();
        let history = read(&database, "lena-bird", asked.id).await.unwrap();
        assert!(history.commitment.holds());
        assert_eq!(
            history.commitment.version.words.as_deref(),
            Some("Thanksgiving, and New Year")
        );
        assert_eq!(history.earlier.len(), 2);
        // Each was told once of what the other one did.
        let told = "SELECT count(*) FROM transition_commitment_notification";
        assert_eq!(database.query_number(told).await, 3);
        // The adult can take it back, with a reason for the youth.
        next(&database, "lena-bird", (asked.id, 3), ("withdraw", "I am moving")).await.unwrap();
        let history = read(&database, "jay-riley", asked.id).await.unwrap();
        assert_eq!(history.commitment.version.reason.as_deref(), Some("I am moving"));
        assert_eq!(news(&database, "jay-riley").await, [CommitmentAct::Withdraw]);
    }
}

on_each_engine! {
    async fn a_commitment_is_seen_by_the_two_and_by_those_to_whom_it_is_released(database: TestDatabase) {
        let id = held(&database).await;
        for who in ["grace-hall", "pat-nguyen", "tasha-carter", "kou-lee"] {
            let refused = read(&database, who, id).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
            assert!(listed_for(&database, who).await.is_empty(), "{who}");
            let refused = next(&database, who, (id, 2), ("withdraw", "")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        // Only adults of one's team are asked, and only by someone with a plan.
        for (who, adult) in [
            ("jay-riley", "jay-riley"),
            ("jay-riley", "ben-ortiz"),
        ] {
            let refused = ask(&database, who, (database.clock.new_id(), adult)).await;
            assert!(matches!(refused, Err(Error::Invalid("team-about"))), "{adult}");
        }
        let refused = ask(&database, "grace-hall", (database.clock.new_id(), "lena-bird")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        // Others see it while the part is released, and what does not hold never.
        ask(&database, "jay-riley", (database.clock.new_id(), "pat-nguyen")).await.unwrap();
        assert_eq!(released_to(&database, "grace-hall").await, Vec::<String>::new());
        set_release(&database, Release::Team, 0).await;
        assert_eq!(released_to(&database, "grace-hall").await, ["Lena Bird"]);
        set_release(&database, Release::Private, 1).await;
        assert_eq!(released_to(&database, "grace-hall").await, Vec::<String>::new());
    }
}

on_each_engine! {
    async fn an_adult_who_left_keeps_what_holds_and_learns_nothing_new(database: TestDatabase) {
        let id = held(&database).await;
        let open = ask(&database, "jay-riley", (database.clock.new_id(), "lena-bird"))
            .await
            .unwrap();
        database.end_membership("lena-bird").await;
        let later = "UPDATE person SET chosen_name = 'Robin' WHERE key = 'jay-riley'";
        database.execute_sql(later).await.unwrap();
        let listed = listed_for(&database, "lena-bird").await;
        assert_eq!(listed.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
        assert_eq!(listed[0].owner, "Jay");
        assert!(matches!(read(&database, "lena-bird", open).await, Err(Error::NotFound)));
        assert_eq!(news(&database, "lena-bird").await, []);
        for (which, act) in [((open, 1), "accept"), ((id, 2), "withdraw")] {
            let refused = next(&database, "lena-bird", which, (act, "x")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{act}");
        }
        // The youth reads that they have left, and can ask them for nothing.
        let own = own(&database).await;
        assert!(own.iter().all(|one| one.has_left() && one.adult == "Lena Bird"));
        let refused = next(&database, "jay-riley", (open, 1), ("ask", "Call me")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        next(&database, "jay-riley", (id, 2), ("end", "")).await.unwrap();
        assert!(listed_for(&database, "lena-bird").await.is_empty());
        // A youth who leaves the team keeps their own.
        database.end_membership("jay-riley").await;
        let kept = read(&database, "jay-riley", id).await.unwrap().commitment;
        assert_eq!((kept.adult.as_str(), kept.has_left()), ("Lena Bird", false));
    }
}

on_each_engine! {
    async fn the_yes_of_an_adult_without_an_account_is_written_down(database: TestDatabase) {
        let new = NewCommitment {
            adult: CommitmentAdult::Named {
                name: "Coach Bell".into(),
                said_on: None,
            },
            terms: CommitmentTerms::parse(TERMS, "en").unwrap(),
        };
        let mut tx = database.begin_as("jay-riley").await;
        let id = add_commitment(&mut tx, database.clock.new_id(), &new).await.unwrap();
        tx.commit().await.unwrap();
        next(&database, "jay-riley", (id, 1), ("said_yes", "")).await.unwrap();
        let coach = own(&database).await.remove(0);
        assert!(coach.holds() && !coach.has_left());
        let said_on = coach.version.said_on.unwrap().to_jiff();
        assert_eq!(said_on, date(2026, 11, 20));
        let told = "SELECT count(*) FROM transition_commitment_notification";
        assert_eq!(database.query_number(told).await, 0);
        // The yes of someone with an account is theirs to say.
        let id = ask(&database, "jay-riley", (database.clock.new_id(), "lena-bird"))
            .await
            .unwrap();
        let refused = next(&database, "jay-riley", (id, 1), ("said_yes", "")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}
