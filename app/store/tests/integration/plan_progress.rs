//! Progress ratings: one per person, and hidden from the other parent unless shared.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{House, on_both};
use model::id::ReviewId;
use model::plan::progress::{Rating, Review};
use store::Error;
use store::plan::progress::{self, Progress};

async fn hold(house: &House, who: &str, family: &str, top: &str) -> Result<ReviewId, Error> {
    let mut tx = house.reading(who).await;
    let review = Review::parse("2026-11-20", "We met.", top, "far", "near", "en").unwrap();
    let id = progress::add_review(&mut tx, house.family(family).await, house.clock.mint(), &review).await?;
    tx.save().await?;
    Ok(id)
}

async fn rate(house: &House, who: &str, family: &str, review: ReviewId, value: &str, wide: bool) -> Result<(), Error> {
    let mut tx = house.reading(who).await;
    progress::rate(&mut tx, house.family(family).await, review, &Rating::parse(value, "a word", wide, "en").unwrap()).await?;
    tx.save().await
}

async fn read(house: &House, who: &str, family: &str) -> Progress {
    let mut tx = house.reading(who).await;
    progress::read(&mut tx, house.family(family).await, "en").await.unwrap()
}

on_both! {
    async fn one_parents_rating_is_not_the_others_to_see_unless_shared(house: House) {
        let review = hold(&house, "ben-ortiz", "carter", "10").await.unwrap();
        rate(&house, "tasha-carter", "carter", review, "8", false).await.unwrap();
        assert!(read(&house, "marcus-reed", "carter").await.ratings.is_empty());
        assert_eq!(read(&house, "ben-ortiz", "carter").await.ratings.len(), 1);
        rate(&house, "tasha-carter", "carter", review, "7", true).await.unwrap();
        rate(&house, "ben-ortiz", "carter", review, "5", false).await.unwrap();
        let his = read(&house, "marcus-reed", "carter").await;
        assert_eq!(his.ratings.iter().map(|rating| rating.value).collect::<Vec<_>>(), [7, 5], "said again is changed, not doubled");
        assert!(read(&house, "nora-price", "carter").await.ratings.is_empty());
    }
}

on_both! {
    async fn the_scale_is_chosen_before_the_first_rating_and_stays(house: House) {
        let review = hold(&house, "ben-ortiz", "carter", "3").await.unwrap();
        assert!(matches!(rate(&house, "tasha-carter", "carter", review, "4", true).await, Err(Error::Invalid("plan-choose"))));
        rate(&house, "tasha-carter", "carter", review, "3", true).await.unwrap();
        hold(&house, "ben-ortiz", "carter", "10").await.unwrap();
        let all = read(&house, "tasha-carter", "carter").await;
        assert_eq!((all.top, all.reviews.len()), (3, 2));
    }
}

on_both! {
    async fn only_the_worker_holds_reviews_and_only_the_team_rates(house: House) {
        for who in ["tasha-carter", "june-bell", "dana-fox", "pat-nguyen"] {
            assert!(matches!(hold(&house, who, "carter", "5").await, Err(Error::NotFound)), "{who}");
        }
        let review = hold(&house, "ben-ortiz", "carter", "5").await.unwrap();
        for who in ["june-bell", "nora-price", "maria-luna", "pat-nguyen"] {
            assert!(matches!(rate(&house, who, "carter", review, "3", true).await, Err(Error::NotFound)), "{who}");
        }
        // Naming another family in the call does not help either.
        assert!(matches!(rate(&house, "maria-luna", "luna", review, "3", true).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn a_file_brings_reviews_and_takes_back_nothing_that_was_said(house: House) {
        let all = read(&house, "maria-luna", "luna").await;
        assert_eq!((all.top, all.reviews.len(), all.ratings.len()), (5, 3, 8));
        let latest = all.reviews.last().unwrap().id;
        rate(&house, "maria-luna", "luna", latest, "5", true).await.unwrap();
        rate(&house, "luis-luna", "luna", latest, "1", true).await.unwrap();
        house.import(&support::DEMO).await;
        let again = read(&house, "maria-luna", "luna").await;
        let last: Vec<i32> = again.ratings.iter().filter(|rating| rating.review_id == latest).map(|rating| rating.value).collect();
        assert_eq!((again.reviews.len(), last.len()), (3, 3));
        assert!(last.contains(&5) && last.contains(&1));
    }
}
