//! The copies of the ninety-day plan that a young person keeps. They are the owner's, for good.
//! Others read a page of a copy only while its part is released to them: a part that is taken back
//! is gone from every copy with the next request.
//!
//! The page of the people is its owner's alone: a commitment may name an adult whom the reader does
//! not know, such as the mentor of the other parent. Others read it, as far as it is released, in
//! `super::people`. So is the page of the rights, which is no part and has no release: others read
//! how far the list has come as it is today, in `super::rights`.

use model::id::FormId;
use model::transition::agreed_plan::{PlanPage, ProxyWish, RightsProgress};

use super::access::{OwnTransition, ReleasedTransition, visible_part};
use crate::db::run_on;
use crate::{Error, Tx};

/// A stored copy of the ninety-day plan, without its pages.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PlanCopySummary {
    pub id: FormId,
    /// 1 for the first.
    pub number: i32,
    /// SHA-256 of all pages, in hexadecimal.
    pub digest: String,
    pub created_at: jiff_sqlx::Timestamp,
}

/// A page of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedPage {
    pub page: PlanPage,
    pub agreed_at: jiff_sqlx::Timestamp,
}

/// A stored copy of the ninety-day plan, with the pages that the actor may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCopy {
    pub number: i32,
    pub created_at: jiff_sqlx::Timestamp,
    pub pages: Vec<CopiedPage>,
    /// How far the list of rights had come, for its owner; `None` in a copy that was made before
    /// copies had it.
    pub rights: Option<RightsProgress>,
}

#[derive(sqlx::FromRow)]
struct PageRow {
    number: i32,
    created_at: jiff_sqlx::Timestamp,
    /// The slug of a part, or `RightsProgress::COPY_SLUG`.
    part: String,
    content: String,
    agreed_at: jiff_sqlx::Timestamp,
}

/// The copies that the actor keeps of their own plan, the newest first. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_own_copies(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<PlanCopySummary>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT k.id, k.number, k.digest, k.created_at FROM transition_plan_copy k WHERE \
            k.owner_id = $1 ORDER BY k.number DESC"
    )
    .bind(own.owner)
    .fetch_all(c))
}

/// A copy that the actor keeps of their own plan. One statement.
///
/// # Errors
/// `NotFound` when there is no such copy.
pub async fn read_own_copy(
    tx: &mut Tx,
    own: &OwnTransition,
    number: i32,
) -> Result<PlanCopy, Error> {
    let rows: Vec<PageRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT k.number, k.created_at, g.part, g.content, g.agreed_at FROM transition_plan_copy k \
            JOIN transition_plan_copy_page g ON g.copy_id = k.id WHERE k.owner_id = $1 AND k.number = $2"
    )
    .bind(own.owner)
    .bind(number)
    .fetch_all(c)
    })?;
    copy_of(rows).ok_or(Error::NotFound)
}

/// The newest copy of the plan of a young person in which the actor may read a page, with these
/// pages only; `None` without one. One statement.
///
/// # Errors
/// When the database fails.
pub async fn read_released_copy(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Option<PlanCopy>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Of all copies: the newest may have no page that the actor may read.
    let rows: Vec<PageRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT k.number, k.created_at, g.part, g.content, g.agreed_at FROM transition_plan_copy k \
            JOIN transition_plan_copy_page g ON g.copy_id = k.id WHERE k.owner_id = $3 AND g.part <> \
            'people' AND ",
        visible_part!("g.owner_id", "g.part"),
        " ORDER BY k.number DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_all(c)
    })?;
    let newest = rows.first().map(|row| row.number);
    Ok(copy_of(
        rows.into_iter()
            .filter(|row| Some(row.number) == newest)
            .collect(),
    ))
}

/// When the copy that `read_released_copy` reads was made. One statement.
///
/// # Errors
/// When the database fails.
pub async fn find_released_copy(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Option<jiff_sqlx::Timestamp>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let row: Option<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT k.created_at FROM transition_plan_copy k JOIN transition_plan_copy_page g ON \
            g.copy_id = k.id WHERE k.owner_id = $3 AND g.part <> 'people' AND ",
        visible_part!("g.owner_id", "g.part"),
        " ORDER BY k.number DESC LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_optional(c))?;
    Ok(row.map(|(at,)| at))
}

/// Whether a young person wants to name a person who decides about their health care, for a reader
/// of the part `health`; `None` while they have not said so. One statement.
///
/// # Errors
/// When the database fails.
pub async fn read_released_wish(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Option<ProxyWish>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Only the last wish: the earlier ones are for the owner alone.
    let row: Option<(ProxyWish,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT h.wish FROM transition_proxy_wish h WHERE h.owner_id = $3 AND ",
        visible_part!("h.owner_id", "'health'"),
        " ORDER BY h.revision DESC LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_optional(c))?;
    Ok(row.map(|(wish,)| wish))
}

/// The pages in the order of `TransitionPart::ALL`. A page that this version of the portal cannot
/// read is left out.
fn copy_of(rows: Vec<PageRow>) -> Option<PlanCopy> {
    let (number, created_at) = rows.first().map(|row| (row.number, row.created_at))?;
    let mut rights = None;
    let mut pages: Vec<CopiedPage> = Vec::new();
    for row in rows {
        if row.part == RightsProgress::COPY_SLUG {
            rights = RightsProgress::from_json(&row.content);
        } else if let Some(page) = PlanPage::from_json(&row.content) {
            pages.push(CopiedPage {
                page,
                agreed_at: row.agreed_at,
            });
        }
    }
    pages.sort_by_key(|one| one.page.part);
    Some(PlanCopy {
        number,
        created_at,
        pages,
        rights,
    })
}
