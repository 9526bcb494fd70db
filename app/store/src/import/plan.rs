//! Importing the plan of a family: its goals and steps, its permanency goals, and its published
//! version.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ItemId, PersonId, TextId};
use model::import::{ImportGoal, ImportPermanencyGoal, ImportPlan};
use model::plan::{PlanItemKind, StepState};
use model::policy::ResourceKind;

use super::ImportTransaction;
use super::children::{ChildrenByKey, weekly_effort};
use super::import_text::FamilyContext;
use super::plan_item_row::PlanItemRow;
use super::plan_items::simple_item_row;
use crate::Error;
use crate::db::run_on;
use crate::plan::snapshot_items;

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
        let old: Option<(Option<TextId>, Option<TextId>)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT permanency_why, concurrent_why FROM plan WHERE family_id = $1"
            )
            .bind(context.family)
            .fetch_optional(c))?
        } else {
            None
        };
        let (old_first, old_second) = old.unwrap_or_default();
        let first = self
            .upsert_decision_reason(context, old_first, audience, plan.permanency.as_ref())
            .await?;
        let second = self
            .upsert_decision_reason(context, old_second, audience, plan.concurrent.as_ref())
            .await?;
        let mut position = 0;
        let mut orders: HashMap<&str, ItemId> = HashMap::new();
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
        position = self
            .import_well_being(context, position, plan, children)
            .await?;
        let mut steps: HashMap<&str, ItemId> = HashMap::new();
        for (kind, goals) in [
            (PlanItemKind::FamilyGoal, &plan.family_goals),
            (PlanItemKind::AgencyGoal, &plan.agency_goals),
        ] {
            for goal in goals {
                position = self
                    .import_goal(context, position, goal, kind, &orders, &mut steps)
                    .await?;
            }
        }
        // Prerequisites are resolved after all steps have an id, because a step may depend on a
        // later one.
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
            if let Some(line) = self.batch.plan_items.iter_mut().find(|line| line.id == *id) {
                line.prerequisite = after.copied();
            }
        }
        self.flush_batch().await?;
        self.import_capacity(context, plan).await?;
        self.publish_imported_version(context, audience, plan, first, second)
            .await?;
        self.import_reviews(context, audience, plan).await
    }

    /// Publishes the imported plan, replacing a version that was also imported. When a version
    /// published in the portal has the same or a higher number, the portal's version is newer: the
    /// import then changes only the working copy, which a worker publishes.
    async fn publish_imported_version(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        plan: &ImportPlan,
        first: Option<TextId>,
        second: Option<TextId>,
    ) -> Result<(), Error> {
        let family = context.family;
        let current: Option<(i32, Option<PersonId>)> = if context.is_update {
            run_on!(self.tx, |c| {
                sqlx::query_as(
                "SELECT p.version, v.by_id FROM plan p LEFT JOIN plan_version v ON v.family_id = \
                    p.family_id AND v.version = p.version WHERE p.family_id = $1")
                .bind(family).fetch_optional(c)
            })?
        } else {
            None
        };
        let (version, publish) = match current {
            None => (plan.version, true),
            Some((version, Some(_))) if plan.version <= version => (version, false),
            Some((version, _)) => (version.max(plan.version), true),
        };
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO plan (family_id, audience_id, version, since) VALUES ($1, $2, $3, $4)
             ON CONFLICT (family_id) DO UPDATE SET audience_id = excluded.audience_id, version = excluded.version, since = excluded.since")
            .bind(family).bind(audience).bind(version).bind(plan.since.to_sqlx()).execute(c)
        })?;
        // A revision above 1 means that the permanency goals were edited in the portal. The edit is
        // newer than any file and is not overwritten.
        run_on!(self.tx, |c| {
            sqlx::query(
            "UPDATE plan SET permanency = $2, permanency_since = $3, permanency_by = $4, permanency_why = $5, concurrent = $6, concurrent_since = $7,
             concurrent_by = $8, concurrent_why = $9 WHERE family_id = $1 AND revision = 1")
            .bind(family).bind(plan.permanency.as_ref().map(|d| d.goal)).bind(plan.permanency.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.permanency.as_ref().and_then(|d| d.by)).bind(first)
            .bind(plan.concurrent.as_ref().map(|d| d.goal)).bind(plan.concurrent.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.concurrent.as_ref().and_then(|d| d.by)).bind(second).execute(c)
        })?;
        if !publish {
            return Ok(());
        }
        let old: &[&'static str] = if current.is_some() {
            &[
                "DELETE FROM plan_line WHERE family_id = $1 AND version = $2",
                "DELETE FROM plan_version WHERE family_id = $1 AND version = $2",
            ]
        } else {
            &[]
        };
        for old in old {
            run_on!(self.tx, |c| sqlx::query(*old)
                .bind(family)
                .bind(version)
                .execute(c))?;
        }
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
                 concurrent, concurrent_since, concurrent_by, concurrent_why)
             SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
                 concurrent, concurrent_since, concurrent_by, concurrent_why FROM plan WHERE family_id = $1").bind(family).execute(c)
        })?;
        run_on!(self.tx, |c| sqlx::query(snapshot_items!("NULL"))
            .bind(family)
            .execute(c))?;
        Ok(())
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

    async fn import_goal<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        position: i32,
        goal: &'a ImportGoal,
        kind: PlanItemKind,
        orders: &HashMap<&str, ItemId>,
        steps: &mut HashMap<&'a str, ItemId>,
    ) -> Result<i32, Error> {
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
        let mut position = position + 1;
        for step in &goal.steps {
            let owner = step
                .owner
                .as_deref()
                .map(|key| self.person_id(key))
                .transpose()?;
            // A step without its own audience inherits the audience of its goal.
            let own = own.iter().copied().chain(owner).collect();
            let row = PlanItemRow {
                goal: Some(id),
                order: step
                    .order
                    .as_deref()
                    .and_then(|key| orders.get(key))
                    .copied(),
                load: step.week.as_ref().map(weekly_effort).unwrap_or_default(),
                owner,
                owed: step.owed,
                due: step.due,
                state: step.state.unwrap_or(StepState::Open),
                audience: step.audience.as_ref().or(goal.audience.as_ref()),
                ..PlanItemRow::with_text_only(&step.key, PlanItemKind::Step, &step.words, own)
            };
            steps.insert(
                &step.key,
                self.upsert_plan_item(context, position, &row).await?,
            );
            position += 1;
        }
        Ok(position)
    }
}
