//! Server functions for progress: reviews, and the ratings given at them.

use leptos::prelude::*;

/// Saves the signed-in person's rating for a review; a second one replaces the first.
#[server(prefix = "/api", endpoint = "plan/rate")]
pub async fn rate(
    #[server(default)] family: String,
    #[server(default)] review: String,
    #[server(default)] value: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::rate(family, review, value, words, who).await);
    Ok(())
}

/// Adds a review, and sets the scale as long as no rating exists. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "plan/review")]
pub async fn add_review(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] held: String,
    #[server(default)] words: String,
    #[server(default)] top: String,
    #[server(default)] low: String,
    #[server(default)] high: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::review(form, family, [held, words, top, low, high]).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ReviewId};
    use model::plan::progress::{Rating, Review, Voice};
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::progress;

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};

    pub async fn rate(family: String, review: String, value: String, words: String, who: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| Error::NotFound)?;
        let review: ReviewId = review.parse().map_err(|_| Error::NotFound)?;
        let page = format!("/family/{family}/plan/progress");
        visit.role_that(family, |role| Voice::of(role).is_some())?;
        let rating = match Rating::parse(&value, &words, who == "wide", &visit.writing_language()) {
            Ok(rating) => rating,
            Err((field, code)) => {
                let mut tx = visit.look(family).await?;
                progress::read(&mut tx, family, visit.language.code()).await?.reviews.iter().find(|one| one.id == review).ok_or(Error::NotFound)?;
                drop(tx);
                return visit.refuse(FormState::posted("plan/rate").with_error(field, code), &page).await;
            }
        };
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            progress::rate(&mut tx, family, review, &rating).await?;
            tx.save().await?;
            Ok(())
        })?;
        go(&page);
        Ok(())
    }

    pub async fn review(form: String, family: String, fields: [String; 5]) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| Error::NotFound)?;
        visit.role_that(family, may_edit_plan)?;
        let id = form.parse().map_err(|_| Error::NotFound)?;
        let [held, words, top, low, high] = &fields;
        let review = match Review::parse(held, words, top, low, high, &visit.writing_language()) {
            Ok(review) => review,
            Err((field, code)) => {
                return visit.refuse(FormState::posted("plan/review").with_error(field, code), &format!("/family/{family}/plan/review")).await;
            }
        };
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            progress::add_review(&mut tx, family, id, &review).await?;
            tx.save().await?;
            Ok(())
        })?;
        go(&format!("/family/{family}/plan/progress"));
        Ok(())
    }
}
