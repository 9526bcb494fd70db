//! Importing the plan of a family: its items, goals and steps, and the reasons for its permanency
//! goals.

use std::collections::HashMap;

use model::id::{AudienceId, ItemId, PersonId, TextId};
use model::import::{ImportGoal, ImportPermanencyGoal, ImportPlan, ImportStep};
use model::plan::{PlanItemKind, StepState};
use model::policy::ResourceKind;

use super::ImportTransaction;
use super::children::{ChildrenByKey, weekly_effort};
use super::import_text::FamilyContext;
use super::plan_item_row::PlanItemRow;
use super::plan_items::simple_item_row;
use super::published_version::PermanencyReasons;
use crate::Error;
use crate::db::run_on;

/// Plan items by their import key.
type ItemsByKey<'a> = HashMap<&'a str, ItemId>;

/// An imported goal, to which its steps are added.
struct ImportedGoal<'a> {
    id: ItemId,
    goal: &'a ImportGoal,
    /// The author of a family goal, and the owner.
    own: Vec<PersonId>,
}

impl ImportTransaction {
    pub(super) async fn import_plan(
        &mut self,
        context: &mut FamilyContext<'_>,
        plan: &ImportPlan,
        children: &ChildrenByKey<'_>,
    ) -> Result<(), Error> {
        let audience = self
            .find_or_add_item_audience(context, None, ResourceKind::SharedPlan, &[])
            .await?;
        let reasons = self
            .upsert_permanency_reasons(context, audience, plan)
            .await?;
        let (orders, position) = self.import_item_lists(context, plan).await?;
        let position = self
            .import_well_being(context, position, plan, children)
            .await?;
        let steps = self.import_goals(context, position, plan, &orders).await?;
        // After all steps have ids: a step can name one that comes later in the file.
        self.link_prerequisites(plan, &steps);
        // The rows so far are in the batch only; the statements below read them from the tables.
        self.flush_batch().await?;
        self.import_capacity(context, plan).await?;
        // After all items are written, because the published version is a copy of them.
        self.publish_imported_version(context, audience, plan, &reasons)
            .await?;
        self.import_reviews(context, audience, plan).await
    }

    async fn upsert_permanency_reasons(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        plan: &ImportPlan,
    ) -> Result<PermanencyReasons, Error> {
        // The texts of the stored reasons are reused where the words are the same, so that their
        // translations stay.
        let old: Option<(Option<TextId>, Option<TextId>)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT permanency_why, concurrent_why FROM plan WHERE family_id = $1"
            )
            .bind(context.family)
            .fetch_optional(c))?
        } else {
            None
        };
        let (old_permanency, old_concurrent) = old.unwrap_or_default();
        let permanency = self
            .upsert_decision_reason(context, old_permanency, audience, plan.permanency.as_ref())
            .await?;
        let concurrent = self
            .upsert_decision_reason(context, old_concurrent, audience, plan.concurrent.as_ref())
            .await?;
        Ok(PermanencyReasons {
            permanency,
            concurrent,
        })
    }

    async fn upsert_decision_reason(
        &mut self,
        context: &FamilyContext<'_>,
        old: Option<TextId>,
        audience: AudienceId,
        decision: Option<&ImportPermanencyGoal>,
    ) -> Result<Option<TextId>, Error> {
        match decision {
            Some(decision) => self
                .upsert_text(context, old, audience, None, &decision.why)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// Imports the items outside goals. Returns the court orders by key, and the next free
    /// position.
    async fn import_item_lists<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        plan: &'a ImportPlan,
    ) -> Result<(ItemsByKey<'a>, i32), Error> {
        let mut position = 0;
        let mut orders = ItemsByKey::new();
        // One position counts through all lists, so that the items keep the order of the file.
        for (kind, items) in [
            (PlanItemKind::OwnWords, &plan.own_words),
            (PlanItemKind::Strength, &plan.strengths),
            (PlanItemKind::Need, &plan.needs),
            (PlanItemKind::Worry, &plan.worries),
            (PlanItemKind::ClosureCondition, &plan.changes),
            (PlanItemKind::CourtOrder, &plan.orders),
            (PlanItemKind::SafetyAction, &plan.safety_do),
            (PlanItemKind::SafetyContact, &plan.safety_call),
        ] {
            for item in items {
                let own = self.family_author(kind, &item.words)?;
                let id = self
                    .upsert_plan_item(context, position, &simple_item_row(item, kind, own))
                    .await?;
                if kind == PlanItemKind::CourtOrder {
                    orders.insert(item.key.as_str(), id);
                }
                position += 1;
            }
        }
        Ok((orders, position))
    }

    /// Imports the goals with their steps, the first at `position`. Returns the steps by key.
    async fn import_goals<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        mut position: i32,
        plan: &'a ImportPlan,
        orders: &ItemsByKey<'_>,
    ) -> Result<ItemsByKey<'a>, Error> {
        let mut steps = ItemsByKey::new();
        for (kind, goals) in [
            (PlanItemKind::FamilyGoal, &plan.family_goals),
            (PlanItemKind::AgencyGoal, &plan.agency_goals),
        ] {
            for goal in goals {
                let parent = self.import_goal(context, position, goal, kind).await?;
                position += 1;
                for step in &goal.steps {
                    let id = self
                        .import_step(context, position, step, &parent, orders)
                        .await?;
                    steps.insert(&step.key, id);
                    position += 1;
                }
            }
        }
        Ok(steps)
    }

    /// Sets the prerequisites of the steps in the batch. This happens after all steps have an id,
    /// because a step may depend on a later one.
    fn link_prerequisites(&mut self, plan: &ImportPlan, steps: &ItemsByKey<'_>) {
        for step in plan
            .family_goals
            .iter()
            .chain(&plan.agency_goals)
            .flat_map(|goal| &goal.steps)
        {
            let (Some(id), after) = (
                steps.get(step.key.as_str()),
                step.after.as_deref().and_then(|key| steps.get(key)),
            ) else {
                continue;
            };
            // A step that was edited in the portal is not in the batch, and keeps its prerequisite.
            if let Some(line) = self.batch.plan_items.iter_mut().find(|line| line.id == *id) {
                line.prerequisite = after.copied();
            }
        }
    }

    async fn import_goal<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        position: i32,
        goal: &'a ImportGoal,
        kind: PlanItemKind,
    ) -> Result<ImportedGoal<'a>, Error> {
        let owner = goal
            .owner
            .as_deref()
            .map(|key| self.person_id(key))
            .transpose()?;
        let own: Vec<PersonId> = self
            .family_author(kind, &goal.words)?
            .into_iter()
            .chain(owner)
            .collect();
        let row = PlanItemRow {
            benchmark: goal.how_we_know.as_ref(),
            owner,
            due: goal.due,
            audience: goal.audience.as_ref(),
            ..PlanItemRow::with_text_only(&goal.key, kind, &goal.words, own.clone())
        };
        let id = self.upsert_plan_item(context, position, &row).await?;
        Ok(ImportedGoal { id, goal, own })
    }

    async fn import_step(
        &mut self,
        context: &mut FamilyContext<'_>,
        position: i32,
        step: &ImportStep,
        parent: &ImportedGoal<'_>,
        orders: &ItemsByKey<'_>,
    ) -> Result<ItemId, Error> {
        let owner = step
            .owner
            .as_deref()
            .map(|key| self.person_id(key))
            .transpose()?;
        let own = parent.own.iter().copied().chain(owner).collect();
        let row = PlanItemRow {
            goal: Some(parent.id),
            order: step
                .order
                .as_deref()
                .and_then(|key| orders.get(key))
                .copied(),
            load: step.week.as_ref().map(weekly_effort).unwrap_or_default(),
            owner,
            owed_by_agency: step.owed,
            due: step.due,
            state: step.state.unwrap_or(StepState::Open),
            // A step without its own audience inherits the audience of its goal: it must not be
            // visible to more people than the goal that it belongs to.
            audience: step.audience.as_ref().or(parent.goal.audience.as_ref()),
            ..PlanItemRow::with_text_only(&step.key, PlanItemKind::Step, &step.words, own)
        };
        self.upsert_plan_item(context, position, &row).await
    }
}
