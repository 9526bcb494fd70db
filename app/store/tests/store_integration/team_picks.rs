//! The two people whom a youth picks.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{FormId, TeamPickId};
use model::team::TeamMemberRef;
use model::team::membership::NewPick;
use store::Error;
use store::team::picks::{self, PicksPage};

async fn read(database: &TestDatabase, who: &str) -> PicksPage {
    let riley = database.family_id("riley").await;
    let mut tx = database.begin_as(who).await;
    picks::read_picks(&mut tx, riley, "en").await.unwrap()
}

async fn pick(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    (person, for_team): (&str, bool),
) -> Result<(), Error> {
    let riley = database.family_id("riley").await;
    let who_is = TeamMemberRef::Person(database.person_id(person).await);
    let new = NewPick {
        who: who_is,
        for_team,
    };
    let mut tx = database.begin_as(who).await;
    picks::add_pick(&mut tx, riley, form, new).await?;
    tx.commit().await
}

async fn refuse(database: &TestDatabase, who: &str, id: TeamPickId) -> Result<(), Error> {
    let riley = database.family_id("riley").await;
    let mut tx = database.begin_as(who).await;
    picks::refuse_pick(&mut tx, riley, id, ("Not safe for you", "en")).await?;
    tx.commit().await
}

fn names(page: &PicksPage) -> Vec<&str> {
    page.picks.iter().map(|pick| pick.name()).collect()
}

on_each_engine! {
    async fn a_youth_picks_two_who_are_no_caseworker_and_says_who_knows(database: TestDatabase) {
        let form = database.clock.new_id();
        for _ in 0..2 {
            pick(&database, "jay-riley", form, ("lena-bird", true)).await.unwrap();
        }
        let grace = pick(&database, "jay-riley", database.clock.new_id(), ("grace-hall", true)).await;
        assert!(matches!(grace, Err(Error::Invalid("team-about"))), "{grace:?}");
        let twice = pick(&database, "jay-riley", database.clock.new_id(), ("lena-bird", false)).await;
        assert!(matches!(twice, Err(Error::Invalid("team-pick-twice"))), "{twice:?}");
        pick(&database, "jay-riley", database.clock.new_id(), ("pat-nguyen", false))
            .await
            .unwrap();
        // One for everyone on the team, one for the youth and the worker.
        for (who, expected) in [
            ("jay-riley", vec!["Lena Bird", "Pat Nguyen"]),
            ("grace-hall", vec!["Lena Bird", "Pat Nguyen"]),
            ("lena-bird", vec!["Lena Bird"]),
            ("pat-nguyen", vec!["Lena Bird"]),
        ] {
            assert_eq!(names(&read(&database, who).await), expected, "{who}");
        }
        let page = read(&database, "jay-riley").await;
        assert!(page.may_pick);
        let riley = database.family_id("riley").await;
        let mut tx = database.begin_as("jay-riley").await;
        picks::end_pick(&mut tx, riley, page.picks[0].id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(names(&read(&database, "jay-riley").await), ["Pat Nguyen"]);
    }
}

on_each_engine! {
    async fn no_other_role_picks_and_no_youth_without_a_known_age(database: TestDatabase) {
        for who in ["grace-hall", "pat-nguyen", "lena-bird", "tasha-carter"] {
            let form = database.clock.new_id();
            let refused = pick(&database, who, form, ("lena-bird", true)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}: {refused:?}");
        }
        database
            .execute_sql("UPDATE person SET date_of_birth = NULL WHERE key = 'jay-riley'")
            .await
            .unwrap();
        let form = database.clock.new_id();
        let refused = pick(&database, "jay-riley", form, ("lena-bird", true)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}

on_each_engine! {
    async fn a_refusal_has_a_reason_that_the_youth_reads(database: TestDatabase) {
        let form = database.clock.new_id();
        pick(&database, "jay-riley", form, ("pat-nguyen", true)).await.unwrap();
        let id = read(&database, "jay-riley").await.picks[0].id;
        for who in ["jay-riley", "lena-bird", "pat-nguyen", "kou-lee"] {
            let refused = refuse(&database, who, id).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        for _ in 0..2 {
            refuse(&database, "grace-hall", id).await.unwrap();
        }
        let page = read(&database, "jay-riley").await;
        let reason = page.picks[0].refusal_id.unwrap();
        assert_eq!(page.texts[&reason].body, "Not safe for you");
        assert_eq!(page.picks[0].refused_by.as_deref(), Some("Grace Hall"));
        // The rest of the team does not learn of it.
        assert!(read(&database, "lena-bird").await.picks.is_empty());
        // And the place is free again.
        pick(&database, "jay-riley", database.clock.new_id(), ("lena-bird", true))
            .await
            .unwrap();
    }
}
