//! Published versions of a plan. The comparison of the working copy with the newest version, and
//! publishing, are in `unpublished_changes` and `publication`.

use std::collections::HashMap;

use model::id::{FamilyId, TextId};

use super::children::{self, FamilyChild};
use super::permanency::{PermanencyGoals, permanency_columns};
use super::version_diff::VersionItem;
use super::{index_by_id, item_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The header of a version; `since` is its publication date.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct VersionSummary {
    pub version: i32,
    pub since: jiff_sqlx::Date,
    #[sqlx(flatten)]
    pub permanency_goals: PermanencyGoals,
    pub why_id: Option<TextId>,
    pub by_name: Option<String>,
}

/// A version, the items of the version before it (`previous_items`), and the texts of both.
#[derive(Debug, Clone)]
pub struct PlanVersion {
    pub summary: VersionSummary,
    /// The number of the previous version that the actor may see.
    pub previous_version: Option<i32>,
    /// The number of the next version that the actor may see.
    pub next_version: Option<i32>,
    pub items: Vec<VersionItem>,
    pub previous_items: Vec<VersionItem>,
    /// The permanency goals of the previous version.
    pub old_permanency_goals: Option<PermanencyGoals>,
    pub children: Vec<FamilyChild>,
    pub texts: HashMap<TextId, AuthoredText>,
}

/// A query for the headers (`VersionSummary`) of the versions of the family `$3` that the actor may
/// see.
macro_rules! select_versions {
    () => {
        concat!(
            "SELECT v.version, v.since, ",
            permanency_columns!("v"),
            ", v.why_id, ",
            // A version that an import published has no publisher.
            "coalesce(b.chosen_name, b.name) AS by_name FROM plan_version v LEFT JOIN person b ON \
                b.id = v.created_by_id WHERE v.family_id = $3 AND ",
            visible_to_actor!(plan_version "v")
        )
    };
}

/// The header of the newest version of the plan that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn read_newest_summary(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Option<VersionSummary>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_versions!(),
        " ORDER BY v.version DESC LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))
}

/// The versions that the actor may see, the newest first, and the texts of the reasons for them.
#[derive(Debug, Clone)]
pub struct VersionList {
    pub versions: Vec<VersionSummary>,
    pub texts: HashMap<TextId, AuthoredText>,
}

/// Lists the versions of a family's plan that the actor may see.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn list_versions(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<VersionList, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let versions: Vec<VersionSummary> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_versions!(),
        " ORDER BY v.version DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (SELECT v.why_id FROM plan_version v WHERE v.family_id = $4)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(VersionList {
        versions,
        texts: index_by_id(texts),
    })
}

#[derive(sqlx::FromRow)]
struct VersionItemRow {
    version: i32,
    #[sqlx(flatten)]
    line: VersionItem,
}

/// One version and the version before it. An item must be visible to the actor both under its
/// audience of that version and under its current audience.
///
/// # Errors
/// `NotFound` when there is no such version that the actor may see.
pub async fn read_version(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
    language: &str,
) -> Result<PlanVersion, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // All headers, because the version before is the previous one that the actor may see.
    let heads: Vec<VersionSummary> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_versions!(),
        " ORDER BY v.version"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    let at = heads
        .iter()
        .position(|head| head.version == version)
        .ok_or(Error::NotFound)?;
    let before = at
        .checked_sub(1)
        .and_then(|at| heads.get(at))
        .map(|head| head.version);
    let after = heads.get(at + 1).map(|head| head.version);
    // The first version has none before it; the same number twice selects its rows only once.
    let other = before.unwrap_or(version);
    let rows = load_items(tx, family, version, other).await?;
    let texts = load_texts(tx, family, version, other, language).await?;
    let (lines, old): (Vec<VersionItemRow>, Vec<VersionItemRow>) =
        rows.into_iter().partition(|row| row.version == version);
    let plain =
        |rows: Vec<VersionItemRow>| rows.into_iter().map(|row| row.line).collect::<Vec<_>>();
    let old_direction = before
        .and_then(|number| heads.iter().find(|head| head.version == number))
        .map(|head| head.permanency_goals.clone());
    Ok(PlanVersion {
        summary: heads[at].clone(),
        previous_version: before,
        next_version: after,
        items: plain(lines),
        previous_items: plain(old),
        old_permanency_goals: old_direction,
        // Versions do not store the children, so an old version is read with the children of today.
        children: children::list_children(tx, family).await?,
        texts,
    })
}

/// The items of two versions that are visible to the actor, in the order of the plan. For an item
/// of `other`, `why_id` is the reason for its removal, if neither `version` nor a later version
/// contains the item.
async fn load_items(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
    other: i32,
) -> Result<Vec<VersionItemRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A version has no row for an item that it removed, so the reason for a removal is read from
    // the working copy, where publishing leaves it. While the removal is not published, the newest
    // version still contains the item, and the reason is left out.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.version, l.item_id, l.kind, ",
            item_columns!("l"),
            ", coalesce(o.chosen_name, \
            o.name) AS owner, CASE WHEN l.version = $4 THEN l.why_id WHEN i.removed AND NOT \
            EXISTS (SELECT 1 FROM plan_version_item k WHERE k.family_id = l.family_id AND \
            k.version >= $4 AND k.item_id = l.item_id) THEN i.why_id END AS why_id ",
            "FROM plan_version_item l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON \
            o.id = l.owner_id ",
            "WHERE l.family_id = $3 AND (l.version = $4 OR l.version = $5) AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i"),
            " ",
            "ORDER BY l.position, l.item_id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(version)
        .bind(other)
        .fetch_all(c)
    })
}

/// The texts of two versions, and the reasons for `version` and its items.
async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
    other: i32,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The other version needs no reasons but those for the removal of its items, which are in the
    // working copy: the page compares its wordings and goals only.
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_version_item l WHERE l.family_id = $4 AND (l.version = $5 OR \
            l.version = $6)",
        " UNION SELECT l.benchmark_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
            (l.version = $5 OR l.version = $6)",
        " UNION SELECT l.progress_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
            (l.version = $5 OR l.version = $6)",
        " UNION SELECT l.why_id FROM plan_version_item l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT i.why_id FROM plan_item i WHERE i.family_id = $4 AND i.removed AND NOT \
            EXISTS (SELECT 1 FROM plan_version_item k WHERE k.family_id = i.family_id AND \
            k.version >= $5 AND k.item_id = i.id)",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND (v.version \
            = $5 OR v.version = $6)",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND (v.version \
            = $5 OR v.version = $6)",
        " UNION SELECT v.why_id FROM plan_version v WHERE v.family_id = $4 AND v.version = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).bind(other).fetch_all(c)
    })?;
    Ok(index_by_id(texts))
}
