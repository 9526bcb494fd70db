//! Reading a family's plan. The submodules edit and publish it, and store replies, reviews and the
//! weekly workload.

pub(crate) mod children;
mod create;
mod detail;
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
use model::plan::reply::{PlanSection, ReplyKind};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, StepState, WellBeingArea};

use self::children::FamilyChild;
use self::permanency::{PermanencyGoals, permanency_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};
pub use detail::{Consultation, ItemDetail, SectionDetail, read_item, read_section};
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
    /// For a step: the court order that it fulfills.
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

/// Indexes the texts by id.
pub(crate) fn index_by_id(texts: Vec<AuthoredText>) -> HashMap<TextId, AuthoredText> {
    texts.into_iter().map(|text| (text.text_id, text)).collect()
}
