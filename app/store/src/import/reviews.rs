//! Importing progress reviews and ratings. An existing rating is never overwritten.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, PersonId, ReviewId, TextId};
use model::import::{ImportPlan, ImportRating, ImportReview, ImportScale, ImportText};
use model::plan::progress::RaterGroup;
use model::policy::{ResourceKind, default_roles};
use model::role::Role;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::db::run_on;

impl ImportTransaction {
    pub(crate) async fn import_reviews(
        &mut self,
        context: &mut FamilyContext<'_>,
        audience: AudienceId,
        plan: &ImportPlan,
    ) -> Result<(), Error> {
        if let Some(scale) = &plan.scale {
            self.upsert_scale(context, audience, scale).await?;
        }
        for review in &plan.reviews {
            let id = self.upsert_review(context, audience, review).await?;
            for rating in &review.ratings {
                self.import_rating(context, id, rating).await?;
            }
        }
        Ok(())
    }

    async fn upsert_scale(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        scale: &ImportScale,
    ) -> Result<(), Error> {
        let old: Option<(Option<TextId>, Option<TextId>)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT low_id, high_id FROM plan_scale WHERE family_id = $1"
        )
        .bind(context.family)
        .fetch_optional(c))?;
        let (old_low, old_high) = old.unwrap_or_default();
        let low = self
            .upsert_optional_text(context, old_low, audience, scale.low.as_ref())
            .await?;
        let high = self
            .upsert_optional_text(context, old_high, audience, scale.high.as_ref())
            .await?;
        self.flush_batch().await?;
        run_on!(self.tx, |c| {
            sqlx::query("INSERT INTO plan_scale (family_id, top, low_id, high_id) VALUES ($1, $2, $3, $4)
                ON CONFLICT (family_id) DO UPDATE SET low_id = excluded.low_id, high_id = excluded.high_id")
                .bind(context.family).bind(scale.top).bind(low).bind(high).execute(c)
        })?;
        Ok(())
    }

    async fn upsert_review(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        review: &ImportReview,
    ) -> Result<ReviewId, Error> {
        let old: Option<(ReviewId, Option<TextId>)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT id, text_id FROM plan_review WHERE family_id = $1 AND key = $2"
        )
        .bind(context.family)
        .bind(&review.key)
        .fetch_optional(c))?;
        let text = self
            .upsert_optional_text(
                context,
                old.and_then(|old| old.1),
                audience,
                review.words.as_ref(),
            )
            .await?;
        self.flush_batch().await?;
        let id = old.map_or_else(|| self.tx.clock().new_id(), |old| old.0);
        run_on!(self.tx, |c| {
            sqlx::query("INSERT INTO plan_review (id, family_id, audience_id, key, held, text_id) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (family_id, key) DO UPDATE SET held = excluded.held, text_id = excluded.text_id")
                .bind(id).bind(context.family).bind(audience).bind(&review.key).bind(review.held.to_sqlx()).bind(text).execute(c)
        })?;
        Ok(id)
    }

    async fn import_rating(
        &mut self,
        context: &mut FamilyContext<'_>,
        review: ReviewId,
        rating: &ImportRating,
    ) -> Result<(), Error> {
        let person = self.person_id(&rating.by)?;
        let Some((role, voice)) = context
            .roles
            .get(rating.by.as_str())
            .and_then(|role| Some((*role, RaterGroup::for_role(*role)?)))
        else {
            return Ok(());
        };
        // The other parent sees a parent's rating only if that parent shares it. The team's rating
        // is always shared.
        let audience = self
            .rating_audience(context, person, rating.shared || !role.is_family())
            .await?;
        self.flush_batch().await?;
        let now = self.tx.now();
        // The person may have rated in the portal since: that rating is newer than the file.
        run_on!(self.tx, |c| {
            sqlx::query(
                "INSERT INTO plan_rating (review_id, person_id, family_id, audience_id, \
                        voice, value, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT \
                        DO NOTHING",
            )
            .bind(review)
            .bind(person)
            .bind(context.family)
            .bind(audience)
            .bind(voice)
            .bind(rating.value)
            .bind(now)
            .execute(c)
        })?;
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
    /// `is_shared` is true, else the rating person, the workers and the supervisors.
    async fn rating_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        person: PersonId,
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
            if is_shared {
                &[]
            } else {
                std::slice::from_ref(&person)
            },
        )
        .await
    }
}
