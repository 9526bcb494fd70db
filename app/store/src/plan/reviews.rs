//! Progress reviews of a plan, and the rating that each participant gives at a review.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, PersonId, ReviewId, TextId};
use model::plan::progress::{self, DEFAULT_SCALE_MAX, RaterGroup};
use model::plan::reply::Sharing;
use model::policy::may_edit_plan;
use model::role::Role;

use super::index_by_id;
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience, authored_text};

/// A progress review. `held` is the date on which it took place.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanReview {
    pub id: ReviewId,
    pub held: jiff_sqlx::Date,
    pub text_id: Option<TextId>,
    pub by_name: Option<String>,
}

/// The rating that one person gave at one review.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanRating {
    pub review_id: ReviewId,
    pub person_id: PersonId,
    pub name: String,
    pub voice: RaterGroup,
    pub value: i32,
    pub text_id: Option<TextId>,
}

/// The reviews and ratings of a family that are visible to the actor. The rating scale runs from 1
/// to `top`; `low` and `high` are the texts that label its ends.
#[derive(Debug, Clone)]
pub struct PlanProgress {
    pub role: Role,
    pub top: i32,
    pub low: Option<TextId>,
    pub high: Option<TextId>,
    /// Ordered by date, the oldest first.
    pub reviews: Vec<PlanReview>,
    pub ratings: Vec<PlanRating>,
    pub texts: HashMap<TextId, AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct ScaleRow {
    top: i32,
    low_id: Option<TextId>,
    high_id: Option<TextId>,
}

/// Every review and rating of a family that is visible to the actor.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_progress(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<PlanProgress, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.actor_id()?, tx.today());
    // The scale has no audience of its own; the texts that label its ends have one.
    let scale: Option<ScaleRow> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT s.top, s.low_id, s.high_id FROM plan_scale s WHERE s.family_id = $3 AND ",
        crate::authored_text::actor_is_member!("s.family_id")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))?;
    let reviews = list_reviews(tx, family).await?;
    let ratings = list_ratings(tx, family).await?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT v.text_id FROM plan_review v WHERE v.family_id = $4 UNION SELECT r.text_id FROM \
            plan_rating r WHERE r.family_id = $4 ",
        "UNION SELECT s.low_id FROM plan_scale s WHERE s.family_id = $4 UNION SELECT s.high_id \
            FROM plan_scale s WHERE s.family_id = $4)"))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c)
    })?;
    let (top, low, high) = scale.map_or((DEFAULT_SCALE_MAX, None, None), |scale| {
        (scale.top, scale.low_id, scale.high_id)
    });
    Ok(PlanProgress {
        role,
        top,
        low,
        high,
        reviews,
        ratings,
        texts: index_by_id(texts),
    })
}

/// The reviews that are visible to the actor, the oldest first.
async fn list_reviews(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanReview>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            // An imported review does not say who added it.
            "SELECT v.id, v.held, v.text_id, coalesce(p.chosen_name, p.name) AS by_name FROM \
            plan_review v LEFT JOIN person p ON p.id = v.created_by_id ",
            "WHERE v.family_id = $3 AND ",
            visible_to_actor!(plan_review "v"),
            " ORDER BY v.held, v.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })
}

/// The ratings that are visible to the actor.
async fn list_ratings(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanRating>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The order is fixed, because the chart depends on it: of several workers who rate at one
    // review, the last one counts as the team.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT r.review_id, r.person_id, coalesce(p.chosen_name, p.name) AS name, r.voice, \
            r.value, r.text_id ",
            "FROM plan_rating r JOIN person p ON p.id = r.person_id WHERE r.family_id = $3 AND ",
            visible_to_actor!(plan_rating "r"),
            " ORDER BY r.voice, r.person_id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })
}

/// Adds a review. Idempotent: resubmitting the same form returns the existing review. A scale in
/// the form is ignored once a rating exists.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, or when the family has no plan; `Conflict` when
/// the form id was already used with another date; `Raced` when a concurrent request stored the
/// same form.
pub async fn add_review(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    review: &progress::NewReview,
) -> Result<ReviewId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let person = tx.actor_id()?;
    // Imported rows have the keys of the agency's files, so the prefix keeps the two apart. With
    // the person's id, no one can take another person's form id.
    let key = format!("portal {person} {form}");
    let before: Option<(ReviewId, jiff_sqlx::Date)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id, held FROM plan_review WHERE family_id = $1 AND key = $2"
    )
    .bind(family)
    .bind(&key)
    .fetch_optional(c))?;
    if let Some((id, held)) = before {
        return if held.to_jiff() == review.held {
            Ok(id)
        } else {
            Err(Error::Conflict)
        };
    }
    let (plan, plan_key) = find_plan_audience(tx, family)
        .await?
        .ok_or(Error::NotFound)?;
    let audience = find_or_add_review_audience(tx, family, &plan_key).await?;
    // The words may be about the parents, so they stay with those who see the plan.
    let words = match &review.words {
        Some(words) => {
            Some(authored_text::insert_text(tx, family, plan, None, &review.language, words).await?)
        }
        None => None,
    };
    let id: ReviewId = tx.clock().new_id();
    let added = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO plan_review (id, family_id, audience_id, key, held, text_id, \
            created_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(&key)
        .bind(review.held.to_sqlx())
        .bind(words)
        .bind(person)
        .execute(c)
    });
    unique_violation_as_race(added)?;
    if let Some(top) = review.top {
        set_scale(tx, family, audience, top, review).await?;
    }
    Ok(id)
}

/// Sets the rating scale, unless a rating exists: another scale would change the meaning of the
/// stored values.
async fn set_scale(
    tx: &mut Tx,
    family: FamilyId,
    audience: AudienceId,
    top: i32,
    review: &progress::NewReview,
) -> Result<(), Error> {
    // Row-level security does not hide a rating here: workers are in the audience of every rating.
    let used: Option<(ReviewId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT review_id FROM plan_rating WHERE family_id = $1 LIMIT 1"
    )
    .bind(family)
    .fetch_optional(c))?;
    if used.is_some() {
        return Ok(());
    }
    let mut ends = [None, None];
    for (end, words) in ends.iter_mut().zip([&review.low, &review.high]) {
        if let Some(words) = words {
            *end = Some(
                authored_text::insert_text(tx, family, audience, None, &review.language, words)
                    .await?,
            );
        }
    }
    run_on!(tx, |c| {
        sqlx::query("INSERT INTO plan_scale (family_id, top, low_id, high_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (family_id) DO UPDATE SET top = excluded.top, low_id = excluded.low_id, high_id = excluded.high_id")
        .bind(family).bind(top).bind(ends[0]).bind(ends[1]).execute(c)
    })?;
    Ok(())
}

/// The audience of the plan, with its key; `None` where there is no plan that the actor may see.
async fn find_plan_audience(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Option<(AudienceId, String)>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT l.audience_id, a.key FROM plan l JOIN audience a ON a.id = l.audience_id WHERE \
        l.family_id = $3 AND ",
        visible_to_actor!(plan "l")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))
}

/// The audience of a review and of the labels of the scale: everyone who sees the plan, and the
/// family's youth, who rate their own progress without seeing the plan of the parents.
async fn find_or_add_review_audience(
    tx: &mut Tx,
    family: FamilyId,
    plan_key: &str,
) -> Result<AudienceId, Error> {
    let mut entries = audience::parse_key(plan_key);
    entries.push(AudienceEntry::for_role(Role::Youth));
    audience::find_or_add(tx, family, entries).await
}

/// Stores the actor's rating at one review. A second rating replaces the first; without new words
/// it keeps the words of the first.
///
/// # Errors
/// `NotFound` when the actor may not see the review or has a role that does not rate;
/// `Invalid("plan-choose")` for a value above the top of the scale.
pub async fn save_rating(
    tx: &mut Tx,
    family: FamilyId,
    review: ReviewId,
    rating: &progress::NewRating,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let voice = RaterGroup::for_role(role).ok_or(Error::NotFound)?;
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let seen: Option<(AudienceId, Option<i32>)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT v.audience_id, s.top FROM plan_review v LEFT JOIN plan_scale s ON s.family_id = \
            v.family_id WHERE v.family_id = $3 AND v.id = $4 AND ",
            visible_to_actor!(plan_review "v")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(review)
        .fetch_optional(c)
    })?;
    let (review_audience, top) = seen.ok_or(Error::NotFound)?;
    // Checked here and not with the other fields, because only the database knows the top of this
    // family's scale.
    if rating.value > top.unwrap_or(DEFAULT_SCALE_MAX) {
        return Err(Error::Invalid("plan-choose"));
    }
    // One parent's rating stays hidden from the other parent unless its author shares it. A youth,
    // who does not see the plan, shares with everyone who sees the review.
    let audience = if rating.sharing == Sharing::Shared || !role.is_family() {
        let plan = find_plan_audience(tx, family).await?;
        plan.map_or(review_audience, |(plan, _)| plan)
    } else {
        audience::find_or_add(tx, family, audience::private_to(person)).await?
    };
    let words = match &rating.words {
        Some(words) => Some(
            authored_text::insert_text(tx, family, audience, None, &rating.language, words).await?,
        ),
        None => None,
    };
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_rating (review_id, person_id, family_id, audience_id, voice, value, text_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (review_id, person_id) DO UPDATE SET value = excluded.value, text_id = coalesce(excluded.text_id, plan_rating.text_id),
         audience_id = excluded.audience_id, created_at = excluded.created_at")
        .bind(review).bind(person).bind(family).bind(audience).bind(voice).bind(rating.value).bind(words).bind(now).execute(c)
    })?;
    Ok(())
}
