//! The dates from which the terms of a transition plan are counted.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use model::transition::TransitionDates;
use model::transition::clock::{MilestoneKind, milestones};
use store::Error;
use store::transition::dates::{WrittenDates, read_dates, save_dates};
use store::transition::{OwnTransition, own_transition, read_released};

async fn save(
    database: &TestDatabase,
    who: &str,
    dates: &TransitionDates,
    revision: i32,
) -> Result<(), Error> {
    save_in(database, ("riley", who), dates, revision).await
}

async fn save_in(
    database: &TestDatabase,
    (family, who): (&str, &str),
    dates: &TransitionDates,
    revision: i32,
) -> Result<(), Error> {
    let family = database.family_id(family).await;
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    save_dates(&mut tx, family, jay, dates, revision).await?;
    tx.commit().await
}

async fn history(database: &TestDatabase, who: &str) -> Result<Vec<WrittenDates>, Error> {
    let riley = database.family_id("riley").await;
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    read_dates(&mut tx, riley, jay)
        .await
        .map(|(_, history)| history)
}

async fn own(database: &TestDatabase) -> OwnTransition {
    let mut tx = database.begin_as("jay-riley").await;
    own_transition(&mut tx).await.unwrap()
}

fn stop(own: &OwnTransition, kind: MilestoneKind) -> Option<Date> {
    let road = milestones(own.born, &own.dates);
    road.iter().find(|one| one.kind == kind).map(|one| one.day)
}

on_each_engine! {
    async fn the_latest_dates_count_and_the_earlier_ones_stay_in_the_history(
        database: TestDatabase,
    ) {
        let first = TransitionDates {
            care_since: Some(date(2025, 6, 1)),
            discharge_on: Some(date(2027, 1, 15)),
            order_ends_on: None,
        };
        for who in ["pat-nguyen", "lena-bird", "denise-riley", "jay-riley", "ben-ortiz"] {
            let refused = save(&database, who, &first, 0).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}: {refused:?}");
            assert!(matches!(history(&database, who).await, Err(Error::NotFound)), "{who}");
        }
        // The button is pressed twice.
        for _ in 0..2 {
            save(&database, "grace-hall", &first, 0).await.unwrap();
        }
        let ninety = stop(&own(&database).await, MilestoneKind::NinetyDays);
        assert_eq!(ninety, Some(date(2026, 10, 17)));
        let second = TransitionDates {
            discharge_on: Some(date(2027, 6, 11)),
            order_ends_on: Some(date(2027, 6, 11)),
            ..first
        };
        let stale = save(&database, "grace-hall", &second, 0).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        save(&database, "grace-hall", &second, 1).await.unwrap();
        let jay = own(&database).await;
        assert_eq!(jay.dates, second);
        assert_eq!(stop(&jay, MilestoneKind::NinetyDays), Some(date(2027, 3, 13)));
        let written = history(&database, "grace-hall").await.unwrap();
        let dates: Vec<TransitionDates> = written.iter().map(|one| one.dates).collect();
        assert_eq!(dates, [second, first]);
        assert_eq!(written[0].written_by.as_deref(), Some("Grace Hall"));
        // Those who read by law see the dates of today.
        let (riley, person) = (
            database.family_id("riley").await,
            database.person_id("jay-riley").await,
        );
        for who in ["pat-nguyen", "lena-bird"] {
            let mut tx = database.begin_as(who).await;
            let released = read_released(&mut tx, riley, person).await.unwrap();
            assert_eq!((released.dates, released.dates_revision), (second, 2), "{who}");
        }
    }
}

on_each_engine! {
    async fn each_family_has_dates_of_its_own_and_those_of_the_current_team_count(
        database: TestDatabase,
    ) {
        let (first, second) = (
            TransitionDates {
                discharge_on: Some(date(2027, 1, 15)),
                ..TransitionDates::default()
            },
            TransitionDates {
                discharge_on: Some(date(2027, 6, 11)),
                ..TransitionDates::default()
            },
        );
        save(&database, "grace-hall", &first, 0).await.unwrap();
        // Jay comes to the team of another family, and the plan is stored with the first one.
        let sql = "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) \
            SELECT p.id, f.id, p.id, 'youth', '2026-11-20', FALSE FROM family f, person p WHERE \
            f.key = 'luna' AND p.key = 'jay-riley'";
        database.execute_sql(sql).await.unwrap();
        for (revision, dates) in [(0, first), (1, second)] {
            save_in(&database, ("luna", "dana-fox"), &dates, revision).await.unwrap();
        }
        assert_eq!(own(&database).await.dates, second);
        let written = history(&database, "grace-hall").await.unwrap();
        assert_eq!(written.iter().map(|one| one.dates).collect::<Vec<_>>(), [first]);
        // The first family's worker goes on where their own dates stopped.
        save(&database, "grace-hall", &second, 1).await.unwrap();
        let sql = "UPDATE membership SET until = '2026-11-22' WHERE role = 'youth' AND person_id = \
            (SELECT p.id FROM person p WHERE p.key = 'jay-riley') AND family_id = (SELECT f.id \
            FROM family f WHERE f.key = 'luna')";
        assert_eq!(database.execute_sql(sql).await.unwrap(), 1);
        save(&database, "grace-hall", &first, 2).await.unwrap();
        assert_eq!(own(&database).await.dates, first);
    }
}

on_each_engine! {
    async fn a_corrected_birth_date_moves_the_whole_road(database: TestDatabase) {
        assert_eq!(stop(&own(&database).await, MilestoneKind::Eighteen), Some(date(2027, 2, 23)));
        let corrected = DEMO_FILES[0].replace("2009-02-23", "2008-02-29");
        database.import_files(&[&corrected]).await;
        let jay = own(&database).await;
        assert_eq!(stop(&jay, MilestoneKind::Eighteen), Some(date(2026, 3, 1)));
        assert_eq!(stop(&jay, MilestoneKind::TwentyOne), Some(date(2029, 3, 1)));
        assert_eq!(stop(&jay, MilestoneKind::Sixteen), Some(date(2024, 2, 29)));
    }
}
