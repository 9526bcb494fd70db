//! Reading a family's plan. The submodules edit and publish it, and store replies, reviews and the
//! weekly workload.

pub mod children;
mod create;
pub mod form_options;
pub mod permanency;
pub mod replies;
pub mod reviews;
mod version_diff;
pub mod versions;
mod viewers;
pub mod working_copy;
pub mod workload;

use std::collections::HashMap;

use model::id::{AudienceId, ChildId, FamilyId, ItemId, PersonId, TextId};
use model::plan::reply::{PlanSection, ReplyTarget};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, StepState, WellBeingArea};
use model::role::Role;

use self::children::FamilyChild;
use self::permanency::{PermanencyGoals, permanency_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};
pub use viewers::Viewer;

/// A plan item, such as a strength, a goal or a step. The `texts` map read with it resolves its
/// text ids.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanItem {
    pub id: ItemId,
    pub audience_id: AudienceId,
    pub kind: PlanItemKind,
    pub text_id: TextId,
    pub goal_id: Option<ItemId>,
    /// For a step: the court order that it fulfils.
    pub order_id: Option<ItemId>,
    /// For a step: its prerequisite step.
    pub after_id: Option<ItemId>,
    /// For a well-being item: the child and the area.
    pub child_id: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    /// For a goal: how its achievement is recognized. For a worry: what would make the situation
    /// safe.
    pub benchmark_id: Option<TextId>,
    /// For a worry: what has been done so far.
    pub so_far_id: Option<TextId>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    /// For a step: true when the agency is responsible for it, not the family.
    pub owed: bool,
    pub due: Option<jiff_sqlx::Date>,
    /// For a step: the time and trips it takes each week.
    #[sqlx(flatten)]
    pub load: Effort,
    pub state: StepState,
    /// Incremented by every edit. A form that carries an older revision is rejected as stale.
    pub revision: i32,
}

/// The header of the newest published version; `since` is its publication date.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct VersionHead {
    pub version: i32,
    pub since: jiff_sqlx::Date,
    #[sqlx(flatten)]
    pub permanency_goals: PermanencyGoals,
}

/// The content columns that `plan_item` (the working copy) and `plan_line` (a published version)
/// share, selected from the table alias `$t`.
macro_rules! item_columns {
    ($t:literal) => {
        concat!(
            $t,
            ".text_id, ",
            $t,
            ".goal_id, ",
            $t,
            ".order_id, ",
            $t,
            ".after_id, ",
            $t,
            ".child_id, ",
            $t,
            ".area, ",
            $t,
            ".benchmark_id, ",
            $t,
            ".so_far_id, ",
            $t,
            ".owner_id, ",
            $t,
            ".owed, ",
            $t,
            ".due, ",
            $t,
            ".minutes, ",
            $t,
            ".trips, ",
            $t,
            ".weekday, ",
            $t,
            ".starts, ",
            $t,
            ".ends"
        )
    };
}

/// The statement that copies the working copy of the family `$1` into its newest version. `$why` is
/// the SQL expression for the reason stored with each item.
macro_rules! snapshot_items {
    ($why:literal) => {
        concat!(
            "INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, \
                text_id, goal_id, order_id, after_id, child_id, area, ",
            "benchmark_id, so_far_id, owner_id, owed, due, minutes, trips, weekday, starts, ends, \
                why_id) ",
            "SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, ",
            $crate::plan::item_columns!("i"),
            ", ",
            $why,
            " FROM plan_item i JOIN plan p ON p.family_id = i.family_id WHERE i.family_id = $1 \
                AND NOT i.gone"
        )
    };
}
pub(crate) use {item_columns, snapshot_items};

/// A family's plan, filtered to what the actor may see. `head` is `None` when no version is
/// published or visible to the actor.
#[derive(Debug, Clone)]
pub struct PublishedPlan {
    pub head: Option<VersionHead>,
    pub items: Vec<PlanItem>,
    pub texts: HashMap<TextId, AuthoredText>,
    pub reply_counts: Vec<ReplyCount>,
    pub children: Vec<FamilyChild>,
}

impl PublishedPlan {
    pub fn items_of_kind(&self, kind: PlanItemKind) -> impl Iterator<Item = &PlanItem> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// The unfinished prerequisite of this step, if it is visible to the actor.
    pub fn unfinished_prerequisite(&self, step: &PlanItem) -> Option<&PlanItem> {
        self.items
            .iter()
            .find(|item| Some(item.id) == step.after_id && item.state != StepState::Done)
    }

    pub fn steps_of_goal(&self, goal: ItemId) -> impl Iterator<Item = &PlanItem> {
        self.items
            .iter()
            .filter(move |item| item.goal_id == Some(goal))
    }
}

/// The number of visible replies to one plan item or section, and how many of them wait for an
/// answer. Both keys are `None` for the replies to the whole plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ReplyCount {
    pub item_id: Option<ItemId>,
    pub section: Option<PlanSection>,
    pub replies: i64,
    pub waiting: i64,
}

/// A subquery for the text ids of one version of the family `$4`, and of the current own words of
/// the family. `$version` is the SQL expression for the version number.
macro_rules! version_text_ids {
    ($version:literal) => {
        concat!(
            "SELECT l.text_id FROM plan_line l WHERE l.family_id = $4 AND l.version = ",
            $version,
            " UNION SELECT l.benchmark_id FROM plan_line l WHERE l.family_id = $4 AND l.version = ",
            $version,
            " UNION SELECT l.so_far_id FROM plan_line l WHERE l.family_id = $4 AND l.version = ",
            $version,
            " UNION SELECT o.text_id FROM plan_item o WHERE o.family_id = $4 AND o.kind = \
                'own_words'",
            " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND \
                v.version = ",
            $version,
            " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND \
                v.version = ",
            $version,
        )
    };
}

/// A query for the items of the newest version that are visible to the actor, and the current own
/// words of the family. `$line` and `$own` are additional conditions for each. A published item
/// must be visible under its audience at publication and under its current audience.
macro_rules! published_items {
    ($line:literal, $own:literal) => {
        concat!(
            "SELECT x.id, x.audience_id, x.kind, ",
            $crate::plan::item_columns!("x"),
            ", coalesce(o.chosen_name, o.name) AS owner, x.state, x.revision FROM (",
            "SELECT l.item_id AS id, i.audience_id, l.kind, ",
            $crate::plan::item_columns!("l"),
            ", i.state, i.revision, l.position FROM plan_newest h JOIN plan_line l ON l.family_id \
                = h.family_id AND l.version = h.version JOIN plan_item i ON i.id = l.item_id ",
            "WHERE h.family_id = $3 AND l.kind <> 'own_words' AND ",
            $crate::visibility::visible_to_actor!(plan_line "l", plan_item "i"),
            " ",
            $line,
            "UNION ALL SELECT i.id, i.audience_id, i.kind, ",
            $crate::plan::item_columns!("i"),
            ", i.state, i.revision, i.position FROM plan_item i WHERE i.family_id = $3 AND i.kind \
                = 'own_words' AND NOT i.gone AND ",
            $crate::visibility::visible_to_actor!(plan_item "i"),
            $own,
            ") x LEFT JOIN person o ON o.id = x.owner_id "
        )
    };
}

pub(crate) use {published_items, version_text_ids};

/// The newest version of a family's plan, with translations into `language` where they exist. The
/// family's own words are read from the working copy, because they are visible without publishing.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_plan(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<PublishedPlan, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let head: Option<VersionHead> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.version, l.since, ",
            permanency_columns!("l"),
            " FROM plan_version l JOIN plan \
            p ON p.family_id = l.family_id AND p.version = l.version WHERE l.family_id = $3 AND ",
            visible_to_actor!(plan_version "l")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_optional(c)
    })?;
    let items: Vec<PlanItem> = run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!("", ""),
        "ORDER BY x.position, x.id"
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
        " AND t.id IN (",
        version_text_ids!("(SELECT h.version FROM plan_newest h WHERE h.family_id = $4)"),
        ")"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    let talk: Vec<ReplyCount> =
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
        "SELECT r.item_id, r.section, count(*) AS replies, count(CASE WHEN r.answer_due IS NOT \
            NULL AND r.outcome IS NULL THEN 1 END) AS waiting ",
        "FROM plan_reply r WHERE r.family_id = $3 AND ", visible_to_actor!(plan_reply "r"), " \
            GROUP BY r.item_id, r.section"))
        .bind(person).bind(today).bind(family).fetch_all(c)
        })?;
    let children = children::list_children(tx, family).await?;
    Ok(PublishedPlan {
        head,
        items,
        texts: index_by_id(texts),
        reply_counts: talk,
        children,
    })
}

/// One plan item, with the replies to it and the people who can see it.
#[derive(Debug, Clone)]
pub struct ItemDetail {
    pub item: PlanItem,
    pub replies_with_texts: replies::RepliesWithTexts,
    pub viewers: Vec<Viewer>,
}

/// One item of the newest version.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may see.
pub async fn read_item(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
    language: &str,
) -> Result<ItemDetail, Error> {
    let mut talk = replies::list_replies(tx, family, Some(ReplyTarget::Item(id)), language).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let item: Option<PlanItem> = run_on!(tx, |c| sqlx::query_as(published_items!(
        "AND l.item_id = $4 ",
        " AND i.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))?;
    let item = item.ok_or(Error::NotFound)?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND (t.id = $5 OR t.id = $6 OR t.id = $7)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(item.text_id)
    .bind(item.benchmark_id)
    .bind(item.so_far_id)
    .fetch_all(c))?;
    talk.texts.extend(index_by_id(texts));
    let seers = viewers::list_viewers(tx, family, &item).await?;
    Ok(ItemDetail {
        item,
        replies_with_texts: talk,
        viewers: seers,
    })
}

/// A worker's record that the family was consulted about a section of the plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Consultation {
    pub by_name: String,
    pub at: jiff_sqlx::Timestamp,
}

/// One section of the newest version: its items, the replies to the section, and the newest record
/// that the family was consulted about it.
#[derive(Debug, Clone)]
pub struct SectionDetail {
    pub items: Vec<PlanItem>,
    pub replies_with_texts: replies::RepliesWithTexts,
    pub consultation: Option<Consultation>,
}

/// One section of the newest version.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn read_section(
    tx: &mut Tx,
    family: FamilyId,
    part: PlanSection,
    language: &str,
) -> Result<SectionDetail, Error> {
    let (role, replies) =
        replies::load_replies(tx, family, Some(ReplyTarget::Section(part))).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut items: Vec<PlanItem> = run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!("", ""),
        "ORDER BY x.position, x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    items.retain(|item| PlanSection::for_item_kind(item.kind) == Some(part));
    let texts: Vec<AuthoredText> =
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_line l JOIN plan_newest h ON h.family_id = l.family_id AND \
            h.version = l.version WHERE l.family_id = $4",
        " UNION SELECT r.text_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5",
        " UNION SELECT r.answer_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(part).fetch_all(c)
        })?;
    // The family may dispute the record; workers and supervisors are responsible for the plan.
    // No other role sees it.
    let may_see_record = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    let asked: Option<Consultation> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name) AS by_name, a.at FROM plan_asked a JOIN person p \
            ON p.id = a.by_id ",
        "WHERE a.family_id = $3 AND a.section = $4 AND $5 AND ", crate::authored_text::actor_is_member!("a.family_id"), " ORDER BY a.id DESC LIMIT 1"))
        .bind(person).bind(today).bind(family).bind(part).bind(may_see_record).fetch_optional(c)
    })?;
    Ok(SectionDetail {
        items,
        replies_with_texts: replies::RepliesWithTexts {
            role,
            replies,
            texts: index_by_id(texts),
        },
        consultation: asked,
    })
}

/// Indexes the texts by id.
pub(crate) fn index_by_id(texts: Vec<AuthoredText>) -> HashMap<TextId, AuthoredText> {
    texts.into_iter().map(|text| (text.text_id, text)).collect()
}
