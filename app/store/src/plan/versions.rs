//! Published versions of a plan and the differences between them, the comparison of the working
//! copy with the newest version, and publishing.

use std::collections::HashMap;

use model::id::{FamilyId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::PublishBlocker;
use model::plan::reply::PlanSection;
use model::policy::may_edit_plan;

use super::children::{self, FamilyChild};
use super::permanency::{PermanencyGoals, permanency_columns};
pub use super::version_diff::{PlanItemChange, VersionItem, diff_items};
use super::{index_by_id, item_columns, snapshot_items};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::{EngineTransaction, run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, authored_text};

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
            "coalesce(b.chosen_name, b.name) AS by_name FROM plan_version v LEFT JOIN person b ON \
                b.id = v.by_id WHERE v.family_id = $3 AND ",
            visible_to_actor!(plan_version "v")
        )
    };
}

/// The versions that the actor may see, the newest first, and the texts of the reasons for them.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn list_versions(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<(Vec<VersionSummary>, HashMap<TextId, AuthoredText>), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let heads: Vec<VersionSummary> = run_on!(tx, |c| sqlx::query_as(concat!(
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
    Ok((heads, index_by_id(texts)))
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
    let other = before.unwrap_or(version);
    let rows: Vec<VersionItemRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.version, l.item_id, l.kind, ",
            item_columns!("l"),
            ", coalesce(o.chosen_name, \
            o.name) AS owner, l.why_id ",
            "FROM plan_line l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = \
            l.owner_id ",
            "WHERE l.family_id = $3 AND (l.version = $4 OR l.version = $5) AND ",
            visible_to_actor!(plan_line "l", plan_item "i"),
            " ",
            "ORDER BY l.position, l.item_id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(version)
        .bind(other)
        .fetch_all(c)
    })?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 OR \
            l.version = $6)",
        " UNION SELECT l.benchmark_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 \
            OR l.version = $6)",
        " UNION SELECT l.so_far_id FROM plan_line l WHERE l.family_id = $4 AND (l.version = $5 OR \
            l.version = $6)",
        " UNION SELECT l.why_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND (v.version \
            = $5 OR v.version = $6)",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND (v.version \
            = $5 OR v.version = $6)",
        " UNION SELECT v.why_id FROM plan_version v WHERE v.family_id = $4 AND v.version = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).bind(other).fetch_all(c)
    })?;
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
        children: children::list_children(tx, family).await?,
        texts: index_by_id(texts),
    })
}

/// When the family was last consulted about a section of the plan: the time of the newest record of
/// a worker, or of the newest reply by a family member, whichever is later.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SectionConsultation {
    pub section: PlanSection,
    pub at: jiff_sqlx::Timestamp,
}

/// The working copy, which a worker edits and publishes, compared with the newest version.
#[derive(Debug, Clone)]
pub struct WorkingCopy {
    /// The number of the newest version; 0 before the first is published.
    pub version: i32,
    pub items: Vec<VersionItem>,
    pub changes: Vec<PlanItemChange>,
    /// The permanency goals of the newest version; `permanency_goals` holds those of the working
    /// copy.
    pub old_permanency_goals: PermanencyGoals,
    pub permanency_goals: PermanencyGoals,
    pub publish_blockers: Vec<PublishBlocker>,
    pub consultations: Vec<SectionConsultation>,
    pub texts: HashMap<TextId, AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct VersionGoalsRow {
    /// 0 for the working copy, 1 for the newest published version.
    kept: i32,
    version: i32,
    #[sqlx(flatten)]
    permanency_goals: PermanencyGoals,
}

#[derive(sqlx::FromRow)]
struct WorkingItemLine {
    #[sqlx(flatten)]
    line: VersionItem,
    changed_at: Option<jiff_sqlx::Timestamp>,
}

/// The working copy, its differences from the newest version, and what still prevents publishing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker.
pub async fn read_working_copy(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<WorkingCopy, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut heads: Vec<VersionGoalsRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT 0 AS kept, p.version, ",
            permanency_columns!("p"),
            " FROM \
            plan p WHERE p.family_id = $3 AND ",
            visible_to_actor!(plan "p"),
            " UNION ALL SELECT 1, v.version, ",
            permanency_columns!("v"),
            " FROM plan w JOIN \
            plan_version v ON v.family_id = w.family_id AND v.version = w.version WHERE \
            v.family_id = $3 AND ",
            visible_to_actor!(plan_version "v"),
            " ORDER BY 1"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    let old_direction = if heads.last().is_some_and(|head| head.kept == 1) {
        heads.pop()
    } else {
        None
    }
    .map(|head| head.permanency_goals)
    .unwrap_or_default();
    let (version, direction) = heads
        .pop()
        .map(|head| (head.version, head.permanency_goals))
        .unwrap_or_default();
    let drafts: Vec<WorkingItemLine> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.id AS item_id, i.kind, ", item_columns!("i"), ", coalesce(o.chosen_name, \
            o.name) AS owner, i.why_id, i.changed_at ",
        "FROM plan_item i LEFT JOIN person o ON o.id = i.owner_id WHERE i.family_id = $3 AND NOT \
            i.gone AND ", visible_to_actor!(plan_item "i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c)
    })?;
    let old: Vec<VersionItem> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.item_id, l.kind, ",
            item_columns!("l"),
            ", coalesce(o.chosen_name, o.name) AS \
            owner, i.why_id ",
            "FROM plan_line l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = \
            l.owner_id ",
            "WHERE l.family_id = $3 AND l.version = $4 AND ",
            visible_to_actor!(plan_line "l", plan_item "i"),
            " ORDER BY l.position, l.item_id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(version)
        .fetch_all(c)
    })?;
    // A section counts as consulted when a worker recorded it, or when a family member replied to
    // it.
    let asked: Vec<SectionConsultation> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT x.section, max(x.at) AS at FROM (SELECT a.section, a.at FROM plan_asked a WHERE \
            a.family_id = $3 ",
        "UNION ALL SELECT r.section, r.at FROM plan_reply r WHERE r.family_id = $3 AND r.section \
            IS NOT NULL AND ", visible_to_actor!(plan_reply "r"),
        " AND EXISTS (SELECT 1 FROM membership f WHERE f.family_id = r.family_id AND f.person_id \
            = r.author_id AND f.role IN ('parent', 'guardian', 'indian_custodian', 'youth'))",
        ") x GROUP BY x.section"))
        .bind(person).bind(today).bind(family).fetch_all(c)
    })?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT i.text_id FROM plan_item i WHERE i.family_id = $4 UNION SELECT i.benchmark_id \
            FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.so_far_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.why_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT l.text_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT l.benchmark_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT l.so_far_id FROM plan_line l WHERE l.family_id = $4 AND l.version = $5",
        " UNION SELECT p.permanency_why FROM plan p WHERE p.family_id = $4 UNION SELECT \
            p.concurrent_why FROM plan p WHERE p.family_id = $4",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND v.version \
            = $5",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND v.version \
            = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).fetch_all(c)
    })?;
    let changed: Vec<(PlanItemKind, Option<jiff::Timestamp>)> = drafts
        .iter()
        .map(|draft| {
            (
                draft.line.kind,
                draft.changed_at.as_ref().map(|at| at.to_jiff()),
            )
        })
        .collect();
    let lines: Vec<VersionItem> = drafts.into_iter().map(|draft| draft.line).collect();
    let changes = diff_items(&old, &lines);
    let missing = find_publish_blockers(&changed, &changes, direction != old_direction, &asked);
    Ok(WorkingCopy {
        version,
        items: lines,
        changes,
        old_permanency_goals: old_direction,
        permanency_goals: direction,
        publish_blockers: missing,
        consultations: asked,
        texts: index_by_id(texts),
    })
}

/// What prevents publishing. `lines` holds the kind and the time of the last edit of every item of
/// the working copy; `goals_changed` is true when the permanency goals changed. The family must
/// have been consulted about a section after its last edit.
fn find_publish_blockers(
    lines: &[(PlanItemKind, Option<jiff::Timestamp>)],
    changes: &[PlanItemChange],
    goals_changed: bool,
    asked: &[SectionConsultation],
) -> Vec<PublishBlocker> {
    let mut all = Vec::new();
    if !lines
        .iter()
        .any(|(kind, _)| *kind == PlanItemKind::OwnWords)
    {
        all.push(PublishBlocker::NoOwnWords);
    }
    if !lines
        .iter()
        .any(|(kind, _)| *kind == PlanItemKind::Strength)
    {
        all.push(PublishBlocker::NoStrengths);
    }
    for section in PlanSection::ALL {
        let of = lines
            .iter()
            .filter(|(kind, _)| PlanSection::for_item_kind(*kind) == Some(*section));
        let Some(last) = of.map(|(_, at)| *at).max() else {
            continue;
        };
        let heard = asked
            .iter()
            .find(|asked| asked.section == *section)
            .map(|asked| asked.at.to_jiff());
        if heard.is_none() || last > heard {
            all.push(PublishBlocker::NotConsulted(*section));
        }
    }
    if !goals_changed
        && !changes.iter().any(|change| !matches!(change, PlanItemChange::Added(line) | PlanItemChange::Removed(line) | PlanItemChange::Changed(_, line) if line.kind == PlanItemKind::OwnWords))
    {
        all.push(PublishBlocker::NothingChanged);
    }
    all
}

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
    for section in sections {
        let id: uuid::Uuid = tx.clock().new_id();
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO plan_asked (id, family_id, section, by_id, at) VALUES ($1, $2, $3, $4, $5)"
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
    let (person, today) = (tx.actor_id()?, tx.today());
    if working.version != base {
        let mine: Option<(String,)> = run_on!(tx, |c| {
            sqlx::query_as(
            "SELECT t.body FROM plan_version v JOIN text t ON t.id = v.why_id WHERE v.family_id = \
                $1 AND v.version = $2 AND v.by_id = $3")
            .bind(family).bind(base + 1).bind(person).fetch_optional(c)
        })?;
        return if mine.is_some_and(|(body,)| body == why) {
            Ok(base + 1)
        } else {
            Err(Error::Conflict)
        };
    }
    if !working.publish_blockers.is_empty() {
        return Err(Error::Invalid("plan-not-ready"));
    }
    let version = base + 1;
    let touched = run_on!(tx, |c| sqlx::query(concat!(
        "UPDATE plan SET version = $4, since = $2 WHERE family_id = $3 AND version = $5 AND ",
        visible_to_actor!(plan "plan")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(version)
    .bind(base)
    .execute(c))?;
    if touched == 0 {
        return Err(Error::Conflict);
    }
    let audience: Option<(model::id::AudienceId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT audience_id FROM plan WHERE family_id = $1"
    )
    .bind(family)
    .fetch_optional(c))?;
    let (audience,) = audience.ok_or(Error::NotFound)?;
    let words = authored_text::insert_text(tx, family, audience, None, language, why).await?;
    let kept = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, why_id, by_id)
         SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
             concurrent, concurrent_since, concurrent_by, concurrent_why, $2, $3 FROM plan WHERE family_id = $1").bind(family).bind(words).bind(person).execute(c)
    });
    unique_violation_as_race(kept)?;
    // The version must also contain the items that this worker may not read. On PostgreSQL
    // row-level security hides those, so a function with the owner's rights copies the items.
    if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        run_on!(tx, |c| sqlx::query("SELECT alongside_keep_lines($1)")
            .bind(family)
            .execute(c))?;
    } else {
        run_on!(tx, |c| sqlx::query(snapshot_items!("i.why_id"))
            .bind(family)
            .execute(c))?;
    }
    run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE plan_item SET why_id = NULL WHERE family_id = $3 AND why_id \
            IS NOT NULL AND kind <> 'own_words' AND ",
            visible_to_actor!(plan_item "plan_item")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .execute(c)
    })?;
    Ok(version)
}
