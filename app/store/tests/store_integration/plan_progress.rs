//! Progress ratings: one per person, and hidden from the other parent unless shared.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{TestDatabase, on_each_engine};
use model::id::{ReviewId, TextId};
use model::plan::progress::{NewRating, NewReview};
use model::plan::reply::Sharing::{self, Private, Shared};
use store::Error;
use store::plan::reviews::{self, PlanProgress};

async fn hold_review(
    database: &TestDatabase,
    who: &str,
    family: &str,
    top: &str,
) -> Result<ReviewId, Error> {
    let mut tx = database.begin_as(who).await;
    let review = NewReview::parse("2026-11-20", "We met.", top, "far", "near", "en").unwrap();
    let id = reviews::add_review(
        &mut tx,
        database.family_id(family).await,
        database.clock.new_id(),
        &review,
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

async fn save_rating(
    database: &TestDatabase,
    who: &str,
    family: &str,
    review: ReviewId,
    value: &str,
    sharing: Sharing,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    reviews::save_rating(
        &mut tx,
        database.family_id(family).await,
        review,
        &NewRating::parse(value, "a word", sharing, "en").unwrap(),
    )
    .await?;
    tx.commit().await
}

async fn read_progress(database: &TestDatabase, who: &str, family: &str) -> PlanProgress {
    let mut tx = database.begin_as(who).await;
    reviews::read_progress(&mut tx, database.family_id(family).await, "en")
        .await
        .unwrap()
}

on_each_engine! {
    async fn one_parents_rating_is_not_the_others_to_see_unless_shared(database: TestDatabase) {
        let review = hold_review(&database, "ben-ortiz", "carter", "10")
            .await
            .unwrap();
        save_rating(&database, "tasha-carter", "carter", review, "8", Private)
            .await
            .unwrap();
        assert!(
            read_progress(&database, "marcus-reed", "carter")
                .await
                .ratings
                .is_empty()
        );
        assert_eq!(
            read_progress(&database, "ben-ortiz", "carter")
                .await
                .ratings
                .len(),
            1
        );
        // Shared with the other parent, which still leaves the caregiver out.
        save_rating(&database, "tasha-carter", "carter", review, "7", Shared)
            .await
            .unwrap();
        save_rating(&database, "ben-ortiz", "carter", review, "5", Private)
            .await
            .unwrap();
        let his = read_progress(&database, "marcus-reed", "carter").await;
        assert_eq!(
            his.ratings
                .iter()
                .map(|rating| rating.value)
                .collect::<Vec<_>>(),
            [7, 5],
            "said again is changed, not doubled"
        );
        assert!(
            read_progress(&database, "nora-price", "carter")
                .await
                .ratings
                .is_empty()
        );
    }
}

on_each_engine! {
    async fn a_youth_rates_and_the_words_of_the_review_stay_with_plan_readers(
        database: TestDatabase
    ) {
        let review = hold_review(&database, "grace-hall", "riley", "5")
            .await
            .unwrap();
        let values = |progress: &PlanProgress| -> Vec<i32> {
            progress.ratings.iter().map(|rating| rating.value).collect()
        };
        save_rating(&database, "grace-hall", "riley", review, "4", Private)
            .await
            .unwrap();
        save_rating(&database, "jay-riley", "riley", review, "2", Private)
            .await
            .unwrap();
        let own = read_progress(&database, "jay-riley", "riley").await;
        assert_eq!((own.reviews.len(), values(&own)), (1, vec![2]));
        let is_read = |id: Option<TextId>| id.is_some_and(|id| own.texts.contains_key(&id));
        assert!(is_read(own.low) && is_read(own.high));
        assert!(!is_read(own.reviews[0].text_id));
        // Shared, and read by those who see the plan.
        save_rating(&database, "jay-riley", "riley", review, "3", Shared)
            .await
            .unwrap();
        let own = read_progress(&database, "jay-riley", "riley").await;
        assert_eq!(values(&own), [3]);
        let team = read_progress(&database, "grace-hall", "riley").await;
        assert_eq!(values(&team), [4, 3]);
        let outside = read_progress(&database, "lena-bird", "riley").await;
        assert!(outside.reviews.is_empty() && outside.ratings.is_empty());
    }
}

on_each_engine! {
    async fn the_scale_is_chosen_before_the_first_rating_and_stays(database: TestDatabase) {
        let review = hold_review(&database, "ben-ortiz", "carter", "3")
            .await
            .unwrap();
        assert!(matches!(
            save_rating(&database, "tasha-carter", "carter", review, "4", Shared).await,
            Err(Error::Invalid("plan-choose"))
        ));
        save_rating(&database, "tasha-carter", "carter", review, "3", Shared)
            .await
            .unwrap();
        // A later review cannot change the scale, or ratings before and after it could not be
        // compared.
        hold_review(&database, "ben-ortiz", "carter", "10")
            .await
            .unwrap();
        let all = read_progress(&database, "tasha-carter", "carter").await;
        assert_eq!((all.top, all.reviews.len()), (3, 2));
    }
}

on_each_engine! {
    async fn only_the_worker_holds_reviews_and_only_the_team_rates(database: TestDatabase) {
        // Dana is the worker of another family, Pat the supervisor.
        for who in ["tasha-carter", "june-bell", "dana-fox", "pat-nguyen"] {
            assert!(
                matches!(
                    hold_review(&database, who, "carter", "5").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        let review = hold_review(&database, "ben-ortiz", "carter", "5")
            .await
            .unwrap();
        // Mentor, caregiver and supervisor have no voice in a review, and María is a stranger.
        for who in ["june-bell", "nora-price", "maria-luna", "pat-nguyen"] {
            assert!(
                matches!(
                    save_rating(&database, who, "carter", review, "3", Shared).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        // Naming another family in the call does not help either.
        assert!(matches!(
            save_rating(&database, "maria-luna", "luna", review, "3", Shared).await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn an_import_adds_reviews_and_removes_no_rating(database: TestDatabase) {
        let all = read_progress(&database, "maria-luna", "luna").await;
        // Three raters at three reviews. Luis gave no rating at the latest one.
        assert_eq!((all.top, all.reviews.len(), all.ratings.len()), (5, 3, 8));
        let latest = all.reviews.last().unwrap().id;
        save_rating(&database, "maria-luna", "luna", latest, "5", Shared)
            .await
            .unwrap();
        save_rating(&database, "luis-luna", "luna", latest, "1", Shared)
            .await
            .unwrap();
        // The file still has its ratings for the same review.
        database.import_files(&support::DEMO_FILES).await;
        let again = read_progress(&database, "maria-luna", "luna").await;
        let last: Vec<i32> = again
            .ratings
            .iter()
            .filter(|rating| rating.review_id == latest)
            .map(|rating| rating.value)
            .collect();
        // Those of María and Luis, and the worker's from the file.
        assert_eq!((again.reviews.len(), last.len()), (3, 3));
        assert!(last.contains(&5) && last.contains(&1));
    }
}
