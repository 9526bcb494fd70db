//! Server functions for progress: reviews, and the ratings given at them.

use leptos::prelude::*;

/// Saves the signed-in person's rating for a review; a second one replaces the first.
#[server(prefix = "/api", endpoint = "plan/rate")]
pub async fn save_rating(
    #[server(default)] family: String,
    #[server(default)] review: String,
    #[server(default)] value: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::record_rating(family, review, value, words, who).await);
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
    crate::form::respond(ssr::create_review(form, family, [held, words, top, low, high]).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ReviewId};
    use model::plan::progress::{NewRating, NewReview, RaterGroup};
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::reviews;

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::request_context::request_context;

    pub async fn record_rating(
        family: String,
        review: String,
        value: String,
        words: String,
        who: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        let review: ReviewId = review.parse().map_err(|_| AppError::NotFound)?;
        let page = format!("/family/{family}/plan/progress");
        visit.require_role(family, |role| RaterGroup::for_role(role).is_some())?;
        let rating =
            match NewRating::parse(&value, &words, who == "wide", &visit.submitted_language()) {
                Ok(rating) => rating,
                Err((field, code)) => {
                    let mut tx = visit.begin_record_read(family).await?;
                    reviews::read_progress(&mut tx, family, visit.language.language_tag())
                        .await?
                        .reviews
                        .iter()
                        .find(|one| one.id == review)
                        .ok_or(AppError::NotFound)?;
                    drop(tx);
                    return visit
                        .redisplay_with_errors(
                            FormState::from_request("plan/rate").with_error(field, code),
                            &page,
                        )
                        .await;
                }
            };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            reviews::save_rating(&mut tx, family, review, &rating).await?;
            tx.commit().await?;
            Ok(())
        })?;
        see_other(&page);
        Ok(())
    }

    pub async fn create_review(
        form: String,
        family: String,
        fields: [String; 5],
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, may_edit_plan)?;
        let id = form.parse().map_err(|_| AppError::NotFound)?;
        let [held, words, top, low, high] = &fields;
        let review =
            match NewReview::parse(held, words, top, low, high, &visit.submitted_language()) {
                Ok(review) => review,
                Err((field, code)) => {
                    return visit
                        .redisplay_with_errors(
                            FormState::from_request("plan/review").with_error(field, code),
                            &format!("/family/{family}/plan/review"),
                        )
                        .await;
                }
            };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            reviews::add_review(&mut tx, family, id, &review).await?;
            tx.commit().await?;
            Ok(())
        })?;
        see_other(&format!("/family/{family}/plan/progress"));
        Ok(())
    }
}
