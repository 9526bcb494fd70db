//! Publishing the working copy of a plan as a new version, and the records that the family was
//! consulted before.

use model::id::FamilyId;
use model::plan::reply::PlanSection;
use model::policy::may_edit_plan;

use super::snapshot_items;
use super::unpublished_changes::read_working_copy;
use crate::access::{RecordPart, open_record_for_update};
use crate::db::{EngineTransaction, run_on, unique_violation_as_race};
use crate::translations::new_words;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, authored_text};

/// Records the worker's statement that the family was consulted about these sections. The record is
/// visible to the family, which can dispute it in a reply.
///
/// # Errors
/// `NotFound` for anyone but this family's worker.
pub async fn record_consultations(
    tx: &mut Tx,
    family: FamilyId,
    sections: &[PlanSection],
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    // A new row each time: an earlier statement is not replaced, so the family can dispute it.
    for section in sections {
        let id: uuid::Uuid = tx.clock().new_id();
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO plan_consultation (id, family_id, section, created_by_id, created_at) \
            VALUES ($1, $2, $3, $4, $5)"
        )
        .bind(id)
        .bind(family)
        .bind(*section)
        .bind(person)
        .bind(now)
        .execute(c))?;
    }
    Ok(())
}

/// Publishes the working copy as a new version, and returns its number. `base` is the version
/// number the form was rendered from. Idempotent: when the actor already published the version
/// after `base` with the same reason, its number is returned.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Invalid("plan-not-ready")` when something
/// prevents publishing; `Conflict` when another version was published after the form was rendered;
/// `Raced` when a concurrent request publishes the same version.
pub async fn publish(
    tx: &mut Tx,
    family: FamilyId,
    base: i32,
    why: &str,
    language: &str,
) -> Result<i32, Error> {
    // A family whose plan was not imported has no `plan` row before its first version.
    super::create::create_plan_if_missing(tx, family).await?;
    let working = read_working_copy(tx, family, language).await?;
    if working.version != base {
        return find_own_publication(tx, family, base + 1, why).await;
    }
    // Checked again, because the form may be older than the last edit, or forged.
    if !working.publish_blockers.is_empty() {
        return Err(Error::Invalid("plan-not-ready"));
    }
    let version = base + 1;
    // In this order: the two statements below take the number of the version from `plan`, and
    // row-level security accepts no other number for a new `plan_version`.
    raise_version(tx, family, version).await?;
    insert_version(tx, family, why, language).await?;
    copy_items_into_version(tx, family).await?;
    clear_item_reasons(tx, family).await?;
    new_words::keep_after_publication(tx, family, base).await?;
    Ok(version)
}

/// The number of this version, if the actor published it with this reason: the form was sent twice.
///
/// # Errors
/// `Conflict` when another person published it, or with another reason.
async fn find_own_publication(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
    why: &str,
) -> Result<i32, Error> {
    let person = tx.actor_id()?;
    let mine: Option<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT t.body FROM plan_version v JOIN text t ON t.id = v.why_id WHERE \
                v.family_id = $1 AND v.version = $2 AND v.created_by_id = $3",
        )
        .bind(family)
        .bind(version)
        .bind(person)
        .fetch_optional(c)
    })?;
    if mine.is_some_and(|(body,)| body == why) {
        Ok(version)
    } else {
        Err(Error::Conflict)
    }
}

/// Raises the version number of the plan by one, to `version`.
///
/// # Errors
/// `Raced` when a concurrent request published a version.
async fn raise_version(tx: &mut Tx, family: FamilyId, version: i32) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let touched = run_on!(tx, |c| sqlx::query(concat!(
        "UPDATE plan SET version = $4, since = $2 WHERE family_id = $3 AND version = $5 AND ",
        visible_to_actor!(plan "plan")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(version)
    .bind(version - 1)
    .execute(c))?;
    // On PostgreSQL the update waits for the other transaction, and then finds its number. A retry
    // tells whether it was the same form, sent twice.
    if touched == 0 {
        Err(Error::Raced)
    } else {
        Ok(())
    }
}

/// Stores the version that the plan has now, with the reason for it.
///
/// # Errors
/// `Raced` when a concurrent request stored it.
async fn insert_version(
    tx: &mut Tx,
    family: FamilyId,
    why: &str,
    language: &str,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    // The reason is for everyone who sees the plan.
    let audience: Option<(model::id::AudienceId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT audience_id FROM plan WHERE family_id = $1"
    )
    .bind(family)
    .fetch_optional(c))?;
    let (audience,) = audience.ok_or(Error::NotFound)?;
    let words = authored_text::insert_text(tx, family, audience, None, language, why).await?;
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, why_id, created_by_id)
         SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, $2, $3 FROM plan WHERE family_id = $1").bind(family).bind(words).bind(person).execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Copies the items of the working copy into the version that the plan has now.
async fn copy_items_into_version(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    // The version must also contain the items that this worker may not read. On PostgreSQL
    // row-level security hides those, so a function with the owner's rights copies the items.
    if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        run_on!(tx, |c| sqlx::query("SELECT alongside_snapshot_plan($1)")
            .bind(family)
            .execute(c))?;
    } else {
        run_on!(tx, |c| sqlx::query(snapshot_items!("i.why_id"))
            .bind(family)
            .execute(c))?;
    }
    Ok(())
}

/// Removes the reasons for edits from the working copy: each reason belongs to the version that has
/// just been published. The reason for a removal stays, because the version has no row for the
/// item.
async fn clear_item_reasons(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Own words are left alone, because only their author may change them.
    run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE plan_item SET why_id = NULL WHERE family_id = $3 AND why_id \
            IS NOT NULL AND NOT removed AND kind <> 'own_words' AND ",
            visible_to_actor!(plan_item "plan_item")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .execute(c)
    })?;
    Ok(())
}
