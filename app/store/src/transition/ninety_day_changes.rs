//! What a young person says about their ninety-day plan: that they agree with a page, that it is
//! their plan, and whether they want to name a person who decides about their health care.

use model::id::{FormId, PersonId};
use model::transition::TransitionPart;
use model::transition::agreed_plan::{ProxyWish, RightsProgress};

use super::access::{OwnTransition, own_transition_for_update};
use super::done::read_done;
use super::ninety_day::{NinetyDayPlan, PageStanding, load_plan};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// Stores that the actor agrees with a page of their own plan. `digest` is that of the page that
/// they read. Idempotent.
///
/// # Errors
/// `NotFound` as `own_transition`, and for a part that has no page; `Conflict` when the page has
/// changed since it was read; `Invalid("transition-ninety-nothing")` for a page without content;
/// `Raced` when a concurrent request stored the same revision.
pub async fn agree_with_page(tx: &mut Tx, part: TransitionPart, digest: &str) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let plan = load_plan(tx, own).await?;
    let page = plan.page(part).ok_or(Error::NotFound)?;
    // A second tab may have changed the plan: the owner agrees with what they have read only.
    if page.digest != digest {
        return Err(Error::Conflict);
    }
    if page.standing() == PageStanding::Agreed {
        return Ok(());
    }
    if !page.has_content() {
        return Err(Error::Invalid("transition-ninety-nothing"));
    }
    let before = page.agreement.as_ref().map_or(0, |said| said.revision);
    insert_agreement(tx, &plan.own, (part, before + 1), true, digest).await
}

/// Takes back that the actor agrees with a page of their own plan. Idempotent.
///
/// # Errors
/// `NotFound` as `own_transition`, and for a part that has no page;
/// `Invalid("transition-ninety-settled")` when the actor keeps a copy of the plan as it is; `Raced`
/// when a concurrent request stored the same revision.
pub async fn take_agreement_back(tx: &mut Tx, part: TransitionPart) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let plan = load_plan(tx, own).await?;
    let page = plan.page(part).ok_or(Error::NotFound)?;
    let Some(said) = page.agreement.as_ref().filter(|said| said.is_agreed) else {
        return Ok(());
    };
    // A kept copy says that the owner agreed with each of its pages.
    if plan.kept_copy().is_some() {
        return Err(Error::Invalid("transition-ninety-settled"));
    }
    insert_agreement(
        tx,
        &plan.own,
        (part, said.revision + 1),
        false,
        &said.digest,
    )
    .await
}

async fn insert_agreement(
    tx: &mut Tx,
    own: &OwnTransition,
    (part, revision): (TransitionPart, i32),
    is_agreed: bool,
    digest: &str,
) -> Result<(), Error> {
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_agreement (owner_id, part, revision, family_id, is_agreed, digest, \
            said_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(own.owner)
    .bind(part)
    .bind(revision)
    .bind(own.family)
    .bind(is_agreed)
    .bind(digest)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Keeps a copy of the actor's own plan: "this is my plan". `digest` is that of the plan that they
/// read. Idempotent: a plan of which they keep a copy already is not copied again. The copy also
/// has how far the list of rights has come, which is nothing that they agree with: a change of it
/// alone makes no other plan.
///
/// # Errors
/// `NotFound` as `own_transition`; `Conflict` when the plan has changed since it was read;
/// `Invalid("transition-ninety-open")` when they do not agree with every page that has content;
/// `Raced` when a concurrent request kept a copy.
pub async fn keep_copy(tx: &mut Tx, form: FormId, digest: &str) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let plan = load_plan(tx, own).await?;
    // Before the digest is compared: the plan may have changed since the form was first sent.
    let is_sent_again = plan.copies.iter().any(|copy| copy.id == form);
    if is_sent_again || plan.kept_copy().is_some() {
        return Ok(());
    }
    if plan.digest() != digest {
        return Err(Error::Conflict);
    }
    if !plan.is_all_agreed() {
        return Err(Error::Invalid("transition-ninety-open"));
    }
    insert_copy(tx, form, &plan).await
}

async fn insert_copy(tx: &mut Tx, form: FormId, plan: &NinetyDayPlan) -> Result<(), Error> {
    let (now, number) = (
        tx.now(),
        plan.copies.first().map_or(0, |copy| copy.number) + 1,
    );
    let (own, digest) = (&plan.own, plan.digest());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_plan_copy (id, owner_id, family_id, number, digest, created_at) \
            VALUES ($1, $2, $3, $4, $5, $6)"
    )
    .bind(form)
    .bind(own.owner)
    .bind(own.family)
    .bind(number)
    .bind(&digest)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted)?;
    // The content is copied, so that later changes of the plan leave the copy as it is.
    for page in &plan.pages {
        let agreed_at = page.agreement.as_ref().map_or(now, |said| said.said_at);
        let (slug, content) = (page.page.part.slug(), page.page.to_json());
        insert_copied_page(tx, (form, own.owner), (slug, content.as_str()), agreed_at).await?;
    }
    let done = read_done(tx, own.owner, own.born).await?;
    let rights = done.rights_progress().to_json();
    let page = (RightsProgress::COPY_SLUG, rights.as_str());
    insert_copied_page(tx, (form, own.owner), page, now).await
}

async fn insert_copied_page(
    tx: &mut Tx,
    (copy, owner): (FormId, PersonId),
    (slug, content): (&str, &str),
    agreed_at: jiff_sqlx::Timestamp,
) -> Result<(), Error> {
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_plan_copy_page (copy_id, part, owner_id, content, agreed_at) \
            VALUES ($1, $2, $3, $4, $5)"
    )
    .bind(copy)
    .bind(slug)
    .bind(owner)
    .bind(content)
    .bind(agreed_at)
    .execute(c))?;
    Ok(())
}

/// Whether the actor wants to name a person who decides about their health care; `None` while they
/// have not said so. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_proxy_wish(tx: &mut Tx, own: &OwnTransition) -> Result<Option<ProxyWish>, Error> {
    latest_wish(tx, own)
        .await
        .map(|found| found.map(|(_, wish)| wish))
}

async fn latest_wish(tx: &mut Tx, own: &OwnTransition) -> Result<Option<(i32, ProxyWish)>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT h.revision, h.wish FROM transition_proxy_wish h WHERE h.owner_id = $1 ORDER BY \
            h.revision DESC LIMIT 1"
    )
    .bind(own.owner)
    .fetch_optional(c))
}

/// Stores whether the actor wants to name a person who decides about their health care. Idempotent;
/// the last answer holds.
///
/// # Errors
/// `NotFound` as `own_transition`; `Raced` when a concurrent request stored the same revision.
pub async fn save_proxy_wish(tx: &mut Tx, wish: ProxyWish) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = latest_wish(tx, &own).await?;
    if stored.is_some_and(|(_, known)| known == wish) {
        return Ok(());
    }
    let (now, revision) = (tx.now(), stored.map_or(0, |(revision, _)| revision) + 1);
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_proxy_wish (owner_id, revision, family_id, wish, written_at) \
            VALUES ($1, $2, $3, $4, $5)"
    )
    .bind(own.owner)
    .bind(revision)
    .bind(own.family)
    .bind(wish)
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}
