//! What a young person says about each skill of the checklist.

use std::collections::HashMap;

use model::id::PersonId;
use model::transition::skills::{LifeSkill, SkillState};

use super::access::{own_transition_for_update, visible_part};
use crate::db::run_on;
use crate::{Error, Tx};

/// The answers of `owner` that the actor may read. One of the gates of `transition::access` must be
/// passed before.
///
/// # Errors
/// When the database fails.
pub async fn list_skills(
    tx: &mut Tx,
    owner: PersonId,
) -> Result<HashMap<LifeSkill, SkillState>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<(LifeSkill, SkillState)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT k.skill, k.state FROM transition_skill k WHERE k.owner_id = $3 AND ",
        visible_part!("k.owner_id", "'skills'")
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))?;
    Ok(rows.into_iter().collect())
}

/// Stores what the actor says about a skill. Idempotent; the last answer holds.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own; `Raced` when a concurrent request stored the
/// same owner.
pub async fn set_skill(tx: &mut Tx, skill: LifeSkill, state: SkillState) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_skill (owner_id, skill, family_id, state, changed_at) VALUES ($1, \
            $2, $3, $4, $5) ON CONFLICT (owner_id, skill) DO UPDATE SET family_id = \
            excluded.family_id, state = excluded.state, changed_at = excluded.changed_at"
    )
    .bind(own.owner)
    .bind(skill)
    .bind(own.family)
    .bind(state)
    .bind(now)
    .execute(c))?;
    Ok(())
}
