//! Importing progress reviews and ratings. An existing rating is never overwritten.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, PersonId, ReviewId, TextId};
use model::import::{ImportPlan, ImportRating, ImportReview, ImportScale, ImportText};
use model::plan::progress::RaterGroup;
use model::policy::{ResourceKind, default_roles};
use model::role::Role;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::audience::AudienceEntry;
use crate::db::{bulk_insert, run_on};

struct ScaleInsert {
    top: i32,
    low: Option<TextId>,
    high: Option<TextId>,
}

struct ReviewInsert<'a> {
    id: ReviewId,
    text: Option<TextId>,
    review: &'a ImportReview,
}

struct RatingInsert {
    review: ReviewId,
    person: PersonId,
    audience: AudienceId,
    voice: RaterGroup,
    value: i32,
}

impl ImportTransaction {
    pub(crate) async fn import_reviews(
        &mut self,
        context: &mut FamilyContext<'_>,
        audience: AudienceId,
        plan: &ImportPlan,
    ) -> Result<(), Error> {
        if plan.scale.is_none() && plan.reviews.is_empty() {
            // Also the callers' texts and audiences are in the batch.
            return self.flush_batch().await;
        }
        // As in the portal: the family's youth rate, too, and read the labels of the scale, but not
        // what was written at a review.
        let mut entries = self.audience_entries(None, ResourceKind::SharedPlan, &[])?;
        entries.push(AudienceEntry::for_role(Role::Youth));
        let raters = self.find_or_add_audience(context, entries).await?;
        let scale = match &plan.scale {
            Some(scale) => Some(self.scale_row(context, raters, scale).await?),
            None => None,
        };
        let (mut reviews, mut ratings) = (Vec::new(), Vec::<RatingInsert>::new());
        for review in &plan.reviews {
            let row = self.review_row(context, audience, review).await?;
            for rating in &review.ratings {
                ratings.extend(self.rating_row(context, row.id, rating).await?);
            }
            reviews.push(row);
        }
        // The texts and the audiences are in the batch, and these rows refer to them.
        self.flush_batch().await?;
        if let Some(scale) = scale {
            self.write_scale(context.family, &scale).await?;
        }
        self.write_reviews(context.family, raters, &reviews).await?;
        self.write_ratings(context.family, &ratings).await
    }

    async fn scale_row(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        scale: &ImportScale,
    ) -> Result<ScaleInsert, Error> {
        let old: Option<(Option<TextId>, Option<TextId>)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT low_id, high_id FROM plan_scale WHERE family_id = $1"
            )
            .bind(context.family)
            .fetch_optional(c))?
        } else {
            None
        };
        let (old_low, old_high) = old.unwrap_or_default();
        let low = self
            .upsert_optional_text(context, old_low, audience, scale.low.as_ref())
            .await?;
        let high = self
            .upsert_optional_text(context, old_high, audience, scale.high.as_ref())
            .await?;
        Ok(ScaleInsert {
            top: scale.top,
            low,
            high,
        })
    }

    async fn write_scale(&mut self, family: FamilyId, scale: &ScaleInsert) -> Result<(), Error> {
        // The top stays as it was: stored ratings are numbers of the scale that people saw.
        run_on!(self.tx, |c| {
            sqlx::query("INSERT INTO plan_scale (family_id, top, low_id, high_id) VALUES ($1, $2, $3, $4)
                ON CONFLICT (family_id) DO UPDATE SET low_id = excluded.low_id, high_id = excluded.high_id")
                .bind(family).bind(scale.top).bind(scale.low).bind(scale.high).execute(c)
        })?;
        Ok(())
    }

    async fn review_row<'a>(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        review: &'a ImportReview,
    ) -> Result<ReviewInsert<'a>, Error> {
        let old: Option<(ReviewId, Option<TextId>)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT id, text_id FROM plan_review WHERE family_id = $1 AND key = $2"
            )
            .bind(context.family)
            .bind(&review.key)
            .fetch_optional(c))?
        } else {
            None
        };
        let text = self
            .upsert_optional_text(
                context,
                old.and_then(|old| old.1),
                audience,
                review.words.as_ref(),
            )
            .await?;
        let id = old.map_or_else(|| self.tx.clock().new_id(), |old| old.0);
        Ok(ReviewInsert { id, text, review })
    }

    async fn write_reviews(
        &mut self,
        family: FamilyId,
        audience: AudienceId,
        rows: &[ReviewInsert<'_>],
    ) -> Result<(), Error> {
        bulk_insert!(
            self.tx,
            "INSERT INTO plan_review (id, family_id, audience_id, key, held, text_id) ",
            rows,
            |row, r| row
                .push_bind(r.id)
                .push_bind(family)
                .push_bind(audience)
                .push_bind(r.review.key.clone())
                .push_bind(r.review.held.to_sqlx())
                .push_bind(r.text),
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, held \
                = excluded.held, text_id = excluded.text_id"
        );
        Ok(())
    }

    /// The row of a rating; `None` for a role that does not rate.
    async fn rating_row(
        &mut self,
        context: &mut FamilyContext<'_>,
        review: ReviewId,
        rating: &ImportRating,
    ) -> Result<Option<RatingInsert>, Error> {
        let person = self.person_id(&rating.by)?;
        // A file may hold ratings of roles that do not rate; they are left out.
        let Some((role, voice)) = context
            .roles
            .get(rating.by.as_str())
            .and_then(|role| Some((*role, RaterGroup::for_role(*role)?)))
        else {
            return Ok(None);
        };
        // The other parent sees a parent's rating only if that parent shares it. The team's rating
        // is always shared.
        let audience = self
            .rating_audience(context, (person, role), rating.shared || !role.is_family())
            .await?;
        Ok(Some(RatingInsert {
            review,
            person,
            audience,
            voice,
            value: rating.value,
        }))
    }

    async fn write_ratings(
        &mut self,
        family: FamilyId,
        rows: &[RatingInsert],
    ) -> Result<(), Error> {
        let now = self.tx.now();
        bulk_insert!(
            self.tx,
            "INSERT INTO plan_rating (review_id, person_id, family_id, audience_id, voice, value, \
                created_at) ",
            rows,
            |row, r| row
                .push_bind(r.review)
                .push_bind(r.person)
                .push_bind(family)
                .push_bind(r.audience)
                .push_bind(r.voice)
                .push_bind(r.value)
                .push_bind(now),
            // The person may have rated in the portal since: that rating is newer than the file.
            " ON CONFLICT DO NOTHING"
        );
        Ok(())
    }

    async fn upsert_optional_text(
        &mut self,
        context: &FamilyContext<'_>,
        old: Option<TextId>,
        audience: AudienceId,
        words: Option<&ImportText>,
    ) -> Result<Option<TextId>, Error> {
        match words {
            Some(words) => self
                .upsert_text(context, old, audience, None, words)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// The audience of a rating, as in the portal: the roles that see the shared plan when
    /// `is_shared` is true, else the rating person, the workers and the supervisors. A youth, whose
    /// role does not see the plan, is named.
    async fn rating_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        (person, role): (PersonId, Role),
        is_shared: bool,
    ) -> Result<AudienceId, Error> {
        let roles = if is_shared {
            default_roles(ResourceKind::SharedPlan)
        } else {
            vec![Role::Worker, Role::Supervisor]
        };
        let given = model::import::ImportAudience {
            roles,
            ..model::import::ImportAudience::default()
        };
        self.find_or_add_item_audience(
            context,
            Some(&given),
            ResourceKind::SharedPlan,
            if is_shared && role != Role::Youth {
                &[]
            } else {
                std::slice::from_ref(&person)
            },
        )
        .await
    }
}
