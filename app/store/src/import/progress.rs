//! Importing progress reviews and ratings. An existing rating is never overwritten.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, PersonId, ReviewId, TextId};
use model::import::{Plan, Words};
use model::plan::progress::Voice;
use model::policy::{Thing, default_roles};
use model::role::Role;

use super::Import;
use super::words::Here;
use crate::Error;
use crate::db::on;

impl Import {
    pub(crate) async fn reviews(&mut self, here: &mut Here<'_>, audience: AudienceId, plan: &Plan) -> Result<(), Error> {
        if let Some(scale) = &plan.scale {
            let old: Option<(Option<TextId>, Option<TextId>)> = on!(self.tx, c => sqlx::query_as("SELECT low_id, high_id FROM plan_scale WHERE family_id = $1")
                .bind(here.family).fetch_optional(c))?;
            let (old_low, old_high) = old.unwrap_or_default();
            let low = self.some(here, old_low, audience, scale.low.as_ref()).await?;
            let high = self.some(here, old_high, audience, scale.high.as_ref()).await?;
            self.flush().await?;
            on!(self.tx, c => sqlx::query("INSERT INTO plan_scale (family_id, top, low_id, high_id) VALUES ($1, $2, $3, $4)
                ON CONFLICT (family_id) DO UPDATE SET low_id = excluded.low_id, high_id = excluded.high_id")
                .bind(here.family).bind(scale.top).bind(low).bind(high).execute(c))?;
        }
        for review in &plan.reviews {
            let old: Option<(ReviewId, Option<TextId>)> = on!(self.tx, c => sqlx::query_as("SELECT id, text_id FROM plan_review WHERE family_id = $1 AND key = $2")
                .bind(here.family).bind(&review.key).fetch_optional(c))?;
            let text = self.some(here, old.and_then(|old| old.1), audience, review.words.as_ref()).await?;
            self.flush().await?;
            let id = old.map_or_else(|| self.tx.clock().mint(), |old| old.0);
            on!(self.tx, c => sqlx::query("INSERT INTO plan_review (id, family_id, audience_id, key, held, text_id) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (family_id, key) DO UPDATE SET held = excluded.held, text_id = excluded.text_id")
                .bind(id).bind(here.family).bind(audience).bind(&review.key).bind(review.held.to_sqlx()).bind(text).execute(c))?;
            for rating in &review.ratings {
                let person = self.person_id(&rating.by)?;
                let Some((role, voice)) = here.roles.get(rating.by.as_str()).and_then(|role| Some((*role, Voice::of(*role)?))) else { continue };
                let seen = self.rated(here, person, rating.shared || !role.is_family()).await?;
                self.flush().await?;
                let now = self.tx.now();
                on!(self.tx, c => sqlx::query(
                    "INSERT INTO plan_rating (review_id, person_id, family_id, audience_id, voice, value, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING")
                    .bind(id).bind(person).bind(here.family).bind(seen).bind(voice).bind(rating.value).bind(now).execute(c))?;
            }
        }
        Ok(())
    }

    async fn some(&mut self, here: &Here<'_>, old: Option<TextId>, audience: AudienceId, words: Option<&Words>) -> Result<Option<TextId>, Error> {
        match words {
            Some(words) => self.words(here, old, audience, None, words).await.map(Some),
            None => Ok(None),
        }
    }

    /// The audience of a rating, as in the portal: the roles that see the shared plan when `wide`
    /// is true, else the rating person, the workers and the supervisors.
    async fn rated(&mut self, here: &mut Here<'_>, person: PersonId, wide: bool) -> Result<AudienceId, Error> {
        let roles = if wide { default_roles(Thing::SharedPlan) } else { vec![Role::Worker, Role::Supervisor] };
        let given = model::import::Audience { roles, ..model::import::Audience::default() };
        self.audience(here, Some(&given), Thing::SharedPlan, if wide { &[] } else { std::slice::from_ref(&person) }).await
    }
}
