//! Server functions for progress: reviews, and the ratings given at them.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with the signed-in person's rating for a review.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RatingForm {
    pub family: String,
    /// The id of the review.
    pub review: String,
    /// From 1 to the maximum of the family's scale.
    pub value: String,
    pub words: String,
    /// `wide` if everyone who sees the plan may read the words.
    pub who: String,
}

/// Saves the signed-in person's rating for a review; a second one replaces the first.
#[server(prefix = "/api", endpoint = "plan/rate")]
pub async fn save_rating(#[server(flatten)] fields: RatingForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::record_rating(fields).await);
    Ok(())
}

/// The form that adds a review.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    pub form: String,
    pub family: String,
    /// The date of the review, such as `2026-12-18`.
    pub held: String,
    pub words: String,
    /// The maximum of the scale, and the labels of its two ends.
    pub top: String,
    pub low: String,
    pub high: String,
}

/// Adds a review, and sets the scale as long as no rating exists. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "plan/review")]
pub async fn add_review(#[server(flatten)] fields: ReviewForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_review(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::FieldError;
    use model::id::{FamilyId, ReviewId};
    use model::plan::progress::{NewRating, NewReview, RaterGroup};
    use model::plan::reply::Sharing;
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::reviews;

    use super::{RatingForm, ReviewForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    /// Redisplays a refused rating, after checking that its review is of this family.
    async fn redisplay_rating(
        context: &RequestContext,
        family: FamilyId,
        review: ReviewId,
        errors: Vec<FieldError>,
    ) -> Result<(), AppError> {
        // A review that is not of this family is 404 here too, whatever was typed.
        let mut tx = context.begin_record_read(family).await?;
        reviews::read_progress(&mut tx, family, context.language.language_tag())
            .await?
            .reviews
            .iter()
            .find(|one| one.id == review)
            .ok_or(AppError::NotFound)?;
        // Before the form is stored: for a worker this is a write transaction, for which all other
        // writers on SQLite wait.
        drop(tx);
        let state = FormState::from_request().with_errors(errors);
        context
            .redisplay_with_errors(state, &paths::progress(family))
            .await
    }

    pub async fn record_rating(fields: RatingForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let review: ReviewId = fields.review.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, |role| RaterGroup::for_role(role).is_some())?;
        let rating = NewRating::parse(
            &fields.value,
            &fields.words,
            // A missing or unknown choice must not show the rating to the other parent.
            Sharing::parse(&fields.who),
            &context.submitted_language(),
        );
        let rating = match rating {
            Ok(rating) => rating,
            Err(errors) => {
                return redisplay_rating(&context, family, review, errors).await;
            }
        };
        let refused = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match reviews::save_rating(&mut tx, family, review, &rating).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(None)
                }
                // Above the top of this review's scale, which only the store knows.
                Err(store::Error::Invalid(code)) => Ok(Some(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        if let Some(code) = refused {
            return redisplay_rating(&context, family, review, vec![("value", code)]).await;
        }
        let notice = PageNotice::new("plan-notice-rating-saved");
        context
            .answer_with_notice(&paths::progress(family), notice)
            .await
    }

    pub async fn create_review(fields: ReviewForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_edit_plan)?;
        let id = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let review = match NewReview::parse(
            &fields.held,
            &fields.words,
            &fields.top,
            &fields.low,
            &fields.high,
            &context.submitted_language(),
        ) {
            Ok(review) => review,
            Err(errors) => {
                return context
                    .redisplay_with_errors(
                        FormState::from_request().with_errors(errors),
                        &paths::add_review(family),
                    )
                    .await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            reviews::add_review(&mut tx, family, id, &review).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice::new("plan-notice-review-saved");
        context
            .answer_with_notice(&paths::progress(family), notice)
            .await
    }
}
