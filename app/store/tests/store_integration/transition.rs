//! Who reads which part of a transition plan, in every state of its release.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::tz::TimeZone;
use model::id::FormId;
use model::transition::{Release, TransitionPart};
use store::Error;
use store::transition::note::{load_note, save_note};
use store::transition::release::{load_history, load_release, set_release};
use store::transition::youths::list_youths;
use store::transition::{own_transition, read_released};

use TransitionPart::{Documents, Education, Health, Housing, Money, People, Support, Work};

const REQUIRED: [TransitionPart; 6] = [Housing, Health, Education, Support, Work, Documents];

/// The parts of Jay's plan that this adult may read; `None` where the page answers 404.
async fn parts(database: &TestDatabase, who: &str) -> Option<Vec<TransitionPart>> {
    let riley = database.family_id("riley").await;
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    match read_released(&mut tx, riley, jay).await {
        Ok(released) => Some(released.parts),
        Err(Error::NotFound) => None,
        Err(error) => panic!("{who}: {error}"),
    }
}

/// How many people the list of the family has for this adult.
async fn listed(database: &TestDatabase, who: &str) -> usize {
    let riley = database.family_id("riley").await;
    let mut tx = database.begin_as(who).await;
    list_youths(&mut tx, riley).await.unwrap().len()
}

/// Jay chooses, from a page that showed `revision`.
async fn choose(
    database: &TestDatabase,
    form: FormId,
    (part, release, readers): (TransitionPart, Release, &[&str]),
    revision: i32,
) -> Result<(), Error> {
    let mut people = Vec::new();
    for key in readers {
        people.push(database.person_id(key).await);
    }
    let mut tx = database.begin_as("jay-riley").await;
    set_release(&mut tx, form, part, release, &people, revision).await?;
    tx.commit().await
}

async fn released(
    database: &TestDatabase,
    choice: (TransitionPart, Release, &[&str]),
    revision: i32,
) {
    let form = database.clock.new_id();
    choose(database, form, choice, revision).await.unwrap();
}

on_each_engine! {
    async fn a_part_is_read_by_those_it_is_released_to_and_by_no_one_from_the_next_request(
        database: TestDatabase,
    ) {
        // Before anything is written: those who read by law, and no one else.
        for who in ["grace-hall", "pat-nguyen", "lena-bird"] {
            assert_eq!(parts(&database, who).await.unwrap(), REQUIRED, "{who}");
            assert_eq!(listed(&database, who).await, 1, "{who}");
        }
        for who in ["denise-riley", "jay-riley", "tasha-carter", "dana-fox"] {
            assert_eq!(parts(&database, who).await, None, "{who}");
        }
        assert_eq!(listed(&database, "denise-riley").await, 0);
        assert_eq!(listed(&database, "jay-riley").await, 0);
        released(&database, (People, Release::Named, &["denise-riley"]), 0).await;
        assert_eq!(parts(&database, "denise-riley").await.unwrap(), [People]);
        assert_eq!(listed(&database, "denise-riley").await, 1);
        for who in ["grace-hall", "pat-nguyen", "lena-bird"] {
            assert_eq!(parts(&database, who).await.unwrap(), REQUIRED, "{who}");
        }
        released(&database, (Money, Release::Team, &[]), 0).await;
        released(&database, (Housing, Release::Named, &["denise-riley"]), 0).await;
        let denise = parts(&database, "denise-riley").await.unwrap();
        assert_eq!(denise, [Housing, Money, People]);
        let grace = parts(&database, "grace-hall").await.unwrap();
        assert_eq!(grace, [Housing, Health, Education, Support, Work, Money, Documents]);
        assert_eq!(parts(&database, "tasha-carter").await, None);
        released(&database, (Housing, Release::Required, &[]), 1).await;
        released(&database, (People, Release::Private, &[]), 1).await;
        assert_eq!(parts(&database, "denise-riley").await.unwrap(), [Money]);
        assert!(parts(&database, "grace-hall").await.unwrap().contains(&Housing));
        database.end_membership("denise-riley").await;
        assert_eq!(parts(&database, "denise-riley").await, None);
    }
}

on_each_engine! {
    async fn taking_back_works_from_any_page_and_every_other_choice_from_the_current_one(
        database: TestDatabase,
    ) {
        let form = database.clock.new_id();
        let choice = (People, Release::Named, &["denise-riley"][..]);
        // The button is pressed twice.
        for _ in 0..2 {
            choose(&database, form, choice, 0).await.unwrap();
        }
        let again = choose(&database, form, (People, Release::Team, &[]), 0).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
        let stale = choose(&database, database.clock.new_id(), (People, Release::Team, &[]), 0);
        assert!(matches!(stale.await, Err(Error::Conflict)));
        released(&database, (People, Release::Private, &[]), 0).await;
        assert_eq!(parts(&database, "denise-riley").await, None);
        // The form of a page to which Jay goes back does not share again.
        let again = choose(&database, form, choice, 0).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
        assert_eq!(parts(&database, "denise-riley").await, None);
        type Choice = (TransitionPart, Release, &'static [&'static str]);
        let wrong: [(Choice, &str); 6] = [
            ((Housing, Release::Private, &[]), "transition-release"),
            ((People, Release::Required, &[]), "transition-release"),
            ((Money, Release::Named, &[]), "transition-readers"),
            ((Money, Release::Named, &["tasha-carter"]), "transition-readers"),
            ((Money, Release::Named, &["denise-riley", "dana-fox"]), "transition-readers"),
            ((Money, Release::Named, &["jay-riley"]), "transition-readers"),
        ];
        for (wrong, code) in wrong {
            let refused = choose(&database, database.clock.new_id(), wrong, 0).await;
            assert!(matches!(refused, Err(Error::Invalid(found)) if found == code), "{wrong:?}");
        }
        // Who has no plan chooses nothing.
        let mut tx = database.begin_as("grace-hall").await;
        let form = database.clock.new_id();
        let refused = set_release(&mut tx, form, Money, Release::Team, &[], 0).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        drop(tx);
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        let history = load_history(&mut tx, &own, People).await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0].release, Release::Private);
        assert_eq!(history[0].until, None);
        assert_eq!(history[1].names, ["Denise Riley"]);
        assert_eq!(history[1].until, Some(history[0].from));
    }
}

on_each_engine! {
    async fn a_form_that_was_sent_before_takes_a_part_back_again(database: TestDatabase) {
        let people: (TransitionPart, Release, &[&str]) = (People, Release::Team, &[]);
        let back: (TransitionPart, Release, &[&str]) = (People, Release::Private, &[]);
        let (shared, taken) = (database.clock.new_id(), database.clock.new_id());
        choose(&database, shared, people, 0).await.unwrap();
        assert_eq!(parts(&database, "denise-riley").await.unwrap(), [People]);
        // From the page that has shared it, after the browser went back to it.
        choose(&database, shared, back, 0).await.unwrap();
        assert_eq!(parts(&database, "denise-riley").await, None);
        released(&database, people, 2).await;
        choose(&database, taken, back, 3).await.unwrap();
        released(&database, people, 4).await;
        // From the page that has taken it back, and the button is pressed twice.
        for _ in 0..2 {
            choose(&database, taken, back, 3).await.unwrap();
            assert_eq!(parts(&database, "denise-riley").await, None);
        }
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        assert_eq!(load_release(&mut tx, &own, People).await.unwrap().revision, 6);
    }
}

on_each_engine! {
    async fn the_plan_stays_its_owners_after_they_have_left_the_team(database: TestDatabase) {
        released(&database, (Money, Release::Named, &["denise-riley"]), 0).await;
        database.end_membership("jay-riley").await;
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let jay = database.person_id("jay-riley").await;
        let profile = database.db.load_profile(jay, &chicago).await.unwrap();
        assert!(profile.has_transition && profile.actor.teams.is_empty());
        assert_eq!(parts(&database, "denise-riley").await.unwrap(), [Money]);
        assert_eq!(parts(&database, "grace-hall").await.unwrap(), REQUIRED);
        assert_eq!(listed(&database, "grace-hall").await, 1);
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        assert!(!own.is_on_team && own.name == "Jay");
        save_note(&mut tx, Money, ("For me", "en"), 0).await.unwrap();
        tx.commit().await.unwrap();
        // There is no team to share with, and taking back still works.
        let form = database.clock.new_id();
        let wider = choose(&database, form, (Money, Release::Team, &[]), 1).await;
        assert!(matches!(wider, Err(Error::Invalid("transition-readers"))), "{wider:?}");
        released(&database, (Money, Release::Private, &[]), 1).await;
        assert_eq!(parts(&database, "denise-riley").await, None);
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        assert_eq!(load_release(&mut tx, &own, Money).await.unwrap().release, Release::Private);
        assert_eq!(load_note(&mut tx, &own, Money).await.unwrap().unwrap().body, "For me");
    }
}

on_each_engine! {
    async fn conflicting_notes_are_refused_and_a_plan_needs_a_birth_date(database: TestDatabase) {
        let mut tx = database.begin_as("jay-riley").await;
        for _ in 0..2 {
            save_note(&mut tx, Housing, ("Near the river", "en"), 0).await.unwrap();
        }
        let other = save_note(&mut tx, Housing, ("In town", "en"), 0).await;
        assert!(matches!(other, Err(Error::Conflict)), "{other:?}");
        save_note(&mut tx, Housing, ("In town", "en"), 1).await.unwrap();
        tx.commit().await.unwrap();
        // Fourteen and eighteen today, by the agency's day.
        for born in [
            "UPDATE person SET date_of_birth = '2012-11-23' WHERE key = 'jay-riley'",
            "UPDATE person SET date_of_birth = '2008-11-23' WHERE key = 'jay-riley'",
        ] {
            database.execute_sql(born).await.unwrap();
            let mut tx = database.begin_as("jay-riley").await;
            assert!(own_transition(&mut tx).await.is_ok(), "{born}");
        }
        for born in [
            "UPDATE person SET date_of_birth = NULL WHERE key = 'jay-riley'",
            "UPDATE person SET date_of_birth = '2012-11-24' WHERE key = 'jay-riley'",
        ] {
            database.execute_sql(born).await.unwrap();
            assert_eq!(parts(&database, "grace-hall").await, None, "{born}");
            assert_eq!(listed(&database, "grace-hall").await, 0, "{born}");
        }
    }
}
