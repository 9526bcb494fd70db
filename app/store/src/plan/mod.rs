//! Reading a family's plan. The submodules edit and publish it, and store replies, reviews and the
//! weekly workload.

pub(crate) mod children;
mod create;
pub mod form_options;
pub mod item_audience;
pub mod item_creation;
mod item_queries;
pub mod item_revisions;
pub mod overview;
pub mod parts;
pub mod permanency;
pub mod publication;
pub mod replies;
pub mod reply_answers;
pub mod reply_submission;
pub mod reply_withdrawal;
pub mod reviews;
pub mod unpublished_changes;
pub mod version_diff;
pub mod versions;
mod viewers;
pub mod working_copy;
pub mod workload;

use std::collections::HashMap;

use jiff::civil::Date;
use model::id::{AudienceId, ChildId, FamilyId, ItemId, PersonId, TextId};
use model::plan::reply::{PlanSection, ReplyKind, ReplyTarget};
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
pub(crate) use item_queries::{
    insert_version_items, item_columns, published_items, snapshot_items, version_text_ids,
};
pub use viewers::{Viewer, list_reply_readers};

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
    pub prerequisite_id: Option<ItemId>,
    /// For a well-being item: the child and the area.
    pub child_id: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    /// For a goal: how its achievement is recognized. For a worry: what would make the situation
    /// safe.
    pub benchmark_text_id: Option<TextId>,
    /// For a worry: what has been done so far.
    pub progress_text_id: Option<TextId>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    /// For a step: true when the agency is responsible for it, not the family.
    pub owed_by_agency: bool,
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
            .find(|item| Some(item.id) == step.prerequisite_id && item.state != StepState::Done)
    }

    pub fn steps_of_goal(&self, goal: ItemId) -> impl Iterator<Item = &PlanItem> {
        self.items
            .iter()
            .filter(move |item| item.goal_id == Some(goal))
    }

    /// The open steps that this person has to do, the most urgent first: steps that wait for
    /// another step come last; then by due date; then court-ordered steps first.
    pub fn open_steps_of(&self, person: PersonId) -> Vec<&PlanItem> {
        // A worker can be the named owner of a step that the agency owes: such a step is no task
        // of the family, and stays below its goal.
        let mut steps: Vec<&PlanItem> = self
            .items_of_kind(PlanItemKind::Step)
            .filter(|step| {
                !step.owed_by_agency
                    && step.owner_id == Some(person)
                    && step.state != StepState::Done
            })
            .collect();
        steps.sort_by_key(|step| {
            (
                self.unfinished_prerequisite(step).is_some(),
                step.due.as_ref().map_or(Date::MAX, |due| due.to_jiff()),
                step.order_id.is_none(),
            )
        });
        steps
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
    /// The actor's opinion without words (`ReplyKind::OPINIONS`), if they gave one and have not
    /// withdrawn it.
    pub own_opinion: Option<ReplyKind>,
    /// The number of those that the actor wrote.
    pub own_replies: i64,
}

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
    let head = find_head(tx, family).await?;
    let items = load_published_items(tx, family).await?;
    // All texts of the version in one statement, because a plan page has a fixed budget of
    // statements, however many items it shows (`server/tests/integration/page_budget.rs`).
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (",
        version_text_ids!("(SELECT h.version FROM plan_current_version h WHERE h.family_id = $4)"),
        ")"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(PublishedPlan {
        head,
        items,
        texts: index_by_id(texts),
        reply_counts: count_replies(tx, family).await?,
        children: children::list_children(tx, family).await?,
    })
}

/// The header of the newest version, if it is visible to the actor.
async fn find_head(tx: &mut Tx, family: FamilyId) -> Result<Option<VersionHead>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Without a head there may still be items: a caregiver or a mentor sees single items of a plan
    // without being in the audience of the plan itself.
    run_on!(tx, |c| {
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
    })
}

/// The items of the newest version that are visible to the actor, in the order of the plan, and the
/// current own words of the family.
async fn load_published_items(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!("", ""),
        "ORDER BY x.position, x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The numbers of visible replies to each plan item, section and the plan itself.
async fn count_replies(tx: &mut Tx, family: FamilyId) -> Result<Vec<ReplyCount>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Counted with the condition that also reads the replies: a number that included hidden ones
    // would reveal that someone replied.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT r.item_id, r.section, count(*) AS replies, count(CASE WHEN r.answer_due IS \
            NOT NULL AND r.outcome IS NULL THEN 1 END) AS waiting, count(CASE WHEN r.author_id = \
            $1 THEN 1 END) AS own_replies, ",
            // There is at most one: the next one replaces it.
            "max(CASE WHEN r.author_id = $1 AND r.text_id IS NULL AND r.outcome IS NULL AND r.kind \
            IN ('agree', 'question', 'disagree') THEN r.kind END) AS own_opinion ",
            "FROM plan_reply r WHERE r.family_id = $3 AND ",
            visible_to_actor!(plan_reply "r"),
            " GROUP BY r.item_id, r.section"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
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
    // Opens the record and writes the access log entry. A `NotFound` below rolls it back, because
    // nothing was shown then.
    let (role, replies) = replies::load_replies(tx, family, Some(ReplyTarget::Item(id))).await?;
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
    let texts = replies::load_item_texts(tx, family, &item, language).await?;
    let viewers = viewers::list_viewers(tx, family, &item).await?;
    Ok(ItemDetail {
        item,
        replies_with_texts: replies::RepliesWithTexts {
            role,
            replies,
            texts,
        },
        viewers,
    })
}

/// A worker's record that the family was consulted about a section of the plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Consultation {
    pub by_name: String,
    pub created_at: jiff_sqlx::Timestamp,
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
    // Filtered here and not in SQL: only `PlanSection::for_item_kind` knows the kinds of a section.
    // The statement below therefore reads the wordings of all items of the version, too.
    let mut items = load_published_items(tx, family).await?;
    items.retain(|item| PlanSection::for_item_kind(item.kind) == Some(part));
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"), " AND t.id IN (",
        "SELECT l.text_id FROM plan_version_item l JOIN plan_current_version h ON h.family_id = \
            l.family_id AND h.version = l.version WHERE l.family_id = $4",
        " UNION SELECT r.text_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5",
        " UNION SELECT r.answer_id FROM plan_reply r WHERE r.family_id = $4 AND r.section = $5)"))
        .bind(person).bind(today).bind(language).bind(family).bind(part).fetch_all(c)
    })?;
    // The family may dispute the record; workers and supervisors are responsible for the plan.
    // No other role sees it.
    let may_see_record = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    // The newest record is found by id: UUIDs of version 7 sort by time, and times on SQLite are
    // text that does not.
    let asked: Option<Consultation> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT coalesce(p.chosen_name, p.name) AS by_name, a.created_at FROM \
            plan_consultation a JOIN person p ON p.id = a.created_by_id ",
            "WHERE a.family_id = $3 AND a.section = $4 AND $5 AND ",
            crate::authored_text::actor_is_member!("a.family_id"),
            " ORDER BY a.id DESC LIMIT 1"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(part)
        .bind(may_see_record)
        .fetch_optional(c)
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
