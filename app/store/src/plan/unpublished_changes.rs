//! The comparison of the working copy of a plan with the newest version, and what prevents
//! publishing.

use std::collections::{HashMap, HashSet};

use model::id::{ChildId, FamilyId, ItemId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::PublishBlocker;
use model::plan::reply::PlanSection;
use model::policy::may_edit_plan;

use super::permanency::{PermanencyGoals, permanency_columns};
use super::version_diff::{PlanItemChange, VersionItem, diff_items};
use super::{index_by_id, item_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::{family_roles, visible_to_actor};
use crate::{Error, Tx};

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
    /// The children that lines are about and that the actor may see.
    pub child_names: HashMap<ChildId, String>,
}

#[derive(sqlx::FromRow)]
struct VersionGoalsRow {
    /// 0 for the working copy, 1 for the newest published version.
    is_published: i32,
    version: i32,
    #[sqlx(flatten)]
    permanency_goals: PermanencyGoals,
}

/// An item with the time of its last edit in the working copy; `None` when it was never edited in
/// the portal.
#[derive(sqlx::FromRow)]
struct EditedItem {
    #[sqlx(flatten)]
    line: VersionItem,
    changed_at: Option<jiff_sqlx::Timestamp>,
    child_name: Option<String>,
}

impl EditedItem {
    fn last_edit(&self) -> LastEdit {
        LastEdit {
            kind: self.line.kind,
            at: self.changed_at.as_ref().map(|at| at.to_jiff()),
        }
    }
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
    let goals = load_goals(tx, family).await?;
    let version = goals.version;
    let drafts = load_working_items(tx, family).await?;
    let old = load_published_items(tx, family, version).await?;
    let asked = load_consultations(tx, family).await?;
    let texts = load_texts(tx, family, version, language).await?;
    let current: HashSet<ItemId> = drafts.iter().map(|draft| draft.line.item_id).collect();
    let edits = ItemEdits {
        current: drafts.iter().map(EditedItem::last_edit).collect(),
        removed: old
            .iter()
            .filter(|item| !current.contains(&item.line.item_id))
            .map(EditedItem::last_edit)
            .collect(),
    };
    let child_names = drafts
        .iter()
        .chain(&old)
        .filter_map(|item| Some((item.line.child_id?, item.child_name.clone()?)))
        .collect();
    let lines: Vec<VersionItem> = drafts.into_iter().map(|draft| draft.line).collect();
    let old: Vec<VersionItem> = old.into_iter().map(|item| item.line).collect();
    let changes = diff_items(&old, &lines);
    let missing = find_publish_blockers(&edits, &changes, goals.working != goals.published, &asked);
    Ok(WorkingCopy {
        version,
        items: lines,
        changes,
        old_permanency_goals: goals.published,
        permanency_goals: goals.working,
        publish_blockers: missing,
        consultations: asked,
        texts,
        child_names,
    })
}

/// The permanency goals of the working copy and of the newest version, and the number of that
/// version.
struct GoalsOfBoth {
    version: i32,
    working: PermanencyGoals,
    published: PermanencyGoals,
}

async fn load_goals(tx: &mut Tx, family: FamilyId) -> Result<GoalsOfBoth, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut heads: Vec<VersionGoalsRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT 0 AS is_published, p.version, ",
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
    // A plan that was never published has no second row.
    let published = if heads.last().is_some_and(|head| head.is_published == 1) {
        heads.pop()
    } else {
        None
    }
    .map(|head| head.permanency_goals)
    .unwrap_or_default();
    let (version, working) = heads
        .pop()
        .map(|head| (head.version, head.permanency_goals))
        .unwrap_or_default();
    Ok(GoalsOfBoth {
        version,
        working,
        published,
    })
}

/// The items of the working copy that are visible to the actor, in the order of the plan.
async fn load_working_items(tx: &mut Tx, family: FamilyId) -> Result<Vec<EditedItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT i.id AS item_id, i.kind, ",
            item_columns!("i"),
            ", coalesce(o.chosen_name, \
            o.name) AS owner, i.why_id, i.changed_at, h.name AS child_name ",
            "FROM plan_item i LEFT JOIN person o ON o.id = i.owner_id LEFT JOIN child h ON h.id = \
            i.child_id AND ",
            visible_to_actor!(child "h"),
            " WHERE i.family_id = $3 AND NOT \
            i.removed AND ",
            visible_to_actor!(plan_item "i"),
            " ORDER BY i.position, i.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })
}

/// The items of a version that are visible to the actor, in the order of the plan.
async fn load_published_items(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
) -> Result<Vec<EditedItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // `i.why_id`, not the reason in the version: an item that has been removed is read only here,
    // and the reason for its removal and the time of it are in the working copy.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.item_id, l.kind, ",
            item_columns!("l"),
            ", coalesce(o.chosen_name, o.name) AS \
            owner, i.why_id, i.changed_at, h.name AS child_name ",
            "FROM plan_version_item l JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON \
            o.id = l.owner_id LEFT JOIN child h ON h.id = l.child_id AND ",
            visible_to_actor!(child "h"),
            " WHERE l.family_id = $3 AND l.version = $4 AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i"),
            " ORDER BY l.position, l.item_id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(version)
        .fetch_all(c)
    })
}

/// When the family was last consulted about each section.
async fn load_consultations(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<SectionConsultation>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A section counts as consulted when a worker recorded it, or when a family member replied to
    // it.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT x.section, max(x.created_at) AS at FROM (SELECT a.section, a.created_at FROM \
            plan_consultation a WHERE a.family_id = $3 ",
        "UNION ALL SELECT r.section, r.created_at FROM plan_reply r WHERE r.family_id = $3 AND \
            r.section IS NOT NULL AND ", visible_to_actor!(plan_reply "r"),
        " AND EXISTS (SELECT 1 FROM membership f WHERE f.family_id = r.family_id AND f.person_id \
            = r.author_id AND f.role IN (", family_roles!(), "))) x GROUP BY x.section"))
        .bind(person).bind(today).bind(family).fetch_all(c)
    })
}

/// The texts of the working copy and of a version.
async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    version: i32,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Includes the texts of removed items: the page lists each removal with its wording and reason.
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT i.text_id FROM plan_item i WHERE i.family_id = $4 UNION SELECT \
            i.benchmark_text_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.progress_text_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT i.why_id FROM plan_item i WHERE i.family_id = $4",
        " UNION SELECT l.text_id FROM plan_version_item l WHERE l.family_id = $4 AND l.version \
            = $5",
        " UNION SELECT l.benchmark_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
            l.version = $5",
        " UNION SELECT l.progress_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
            l.version = $5",
        " UNION SELECT p.permanency_why FROM plan p WHERE p.family_id = $4 UNION SELECT \
            p.concurrent_why FROM plan p WHERE p.family_id = $4",
        " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND v.version \
            = $5",
        " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND v.version \
            = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(version).fetch_all(c)
    })?;
    Ok(index_by_id(texts))
}

/// The last edit of an item; `at` is `None` for an item that was never edited in the portal.
struct LastEdit {
    kind: PlanItemKind,
    at: Option<jiff::Timestamp>,
}

/// The last edit of every item of the working copy (`current`), and of every item of the newest
/// version that is no longer in it (`removed`).
struct ItemEdits {
    current: Vec<LastEdit>,
    removed: Vec<LastEdit>,
}

/// What prevents publishing. `goals_changed` is true when the permanency goals changed. The family
/// must have been consulted about a section after its last edit; a removal is an edit too.
fn find_publish_blockers(
    edits: &ItemEdits,
    changes: &[PlanItemChange],
    goals_changed: bool,
    asked: &[SectionConsultation],
) -> Vec<PublishBlocker> {
    let mut all = Vec::new();
    if !edits
        .current
        .iter()
        .any(|edit| edit.kind == PlanItemKind::OwnWords)
    {
        all.push(PublishBlocker::NoOwnWords);
    }
    if !edits
        .current
        .iter()
        .any(|edit| edit.kind == PlanItemKind::Strength)
    {
        all.push(PublishBlocker::NoStrengths);
    }
    for section in PlanSection::ALL {
        let of = edits
            .current
            .iter()
            .chain(&edits.removed)
            .filter(|edit| PlanSection::for_item_kind(edit.kind) == Some(*section));
        // `None`, for an item that was never edited in the portal, sorts before every time, so one
        // consultation is enough for it. A section needs none if it is empty and was empty before.
        let Some(last) = of.map(|edit| edit.at).max() else {
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
    // Own words are visible without publishing, so a change of theirs alone makes no version.
    if !goals_changed
        && !changes.iter().any(|change| !matches!(change, PlanItemChange::Added(line) | PlanItemChange::Removed(line) | PlanItemChange::Changed(_, line) if line.kind == PlanItemKind::OwnWords))
    {
        all.push(PublishBlocker::NothingChanged);
    }
    all
}
