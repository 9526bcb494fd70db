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
    let riley = database.family_id("riley").await;
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    save_dates(&mut tx, riley, jay, dates, revision).await?;
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
