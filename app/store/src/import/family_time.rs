//! Importing plans for family time, and what came of their visits.

use std::collections::{HashMap, HashSet};

use model::family_time::VisitOutcome;
use model::id::{AudienceId, FamilyTimeId, PersonId, TeamContactId, TextId};
use model::import::{ImportAudience, ImportEvent, ImportFamilyTime, ImportVisit};
use model::policy::ResourceKind;
use model::role::Role;

use super::ImportTransaction;
use super::children::ChildrenByKey;
use super::import_text::FamilyContext;
use crate::Error;
use crate::audience;
use crate::db::run_on;

/// The rows that a plan refers to; its texts and audiences are in the batch.
struct PlanRow<'a> {
    plan: &'a ImportFamilyTime,
    audience: AudienceId,
    of_place: AudienceId,
    parent: Option<PersonId>,
    supervisor: Option<PersonId>,
    often: TextId,
    transport: Option<TextId>,
    next: Option<TextId>,
}

/// The texts of a plan that was imported before: how often, transport, next step.
type StoredTexts = (Option<TextId>, Option<TextId>, Option<TextId>);

impl ImportTransaction {
    /// Adds plans, or updates those with the same keys. A plan that a worker changed in the portal
    /// stays as it is there. Returns the keys of those.
    pub(super) async fn upsert_family_time(
        &mut self,
        context: &mut FamilyContext<'_>,
        plans: &[ImportFamilyTime],
        children: &ChildrenByKey<'_>,
    ) -> Result<Vec<String>, Error> {
        if plans.is_empty() {
            return Ok(Vec::new());
        }
        let changed = self.load_changed_plan_keys(context).await?;
        let mut rows = Vec::new();
        for plan in plans.iter().filter(|plan| !changed.contains(&plan.key)) {
            rows.push(self.plan_row(context, plan).await?);
        }
        // The texts and the audiences are in the batch, and the rows of the plans refer to them.
        self.flush_batch().await?;
        let contacts = self.load_contact_ids(context).await?;
        for row in &rows {
            let contact = row.plan.contact.as_ref().and_then(|key| contacts.get(key));
            let id = self.write_plan(context, row, contact.copied()).await?;
            self.write_plan_parts(context, id, row, children).await?;
        }
        let kept = plans.iter().filter(|plan| changed.contains(&plan.key));
        Ok(kept.map(|plan| plan.key.clone()).collect())
    }

    /// The keys of the plans that a worker changed in the portal.
    async fn load_changed_plan_keys(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<HashSet<String>, Error> {
        if !context.is_update {
            return Ok(HashSet::new());
        }
        let keys: Vec<(String,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT p.key FROM family_time_plan p WHERE p.family_id = $1 AND p.key IS NOT NULL \
                AND EXISTS (SELECT 1 FROM family_time_change h WHERE h.plan_id = p.id)"
        )
        .bind(context.family)
        .fetch_all(c))?;
        Ok(keys.into_iter().map(|(key,)| key).collect())
    }

    async fn load_contact_ids(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<HashMap<String, TeamContactId>, Error> {
        let rows: Vec<(String, TeamContactId)> = run_on!(self.tx, |c| {
            sqlx::query_as(
            "SELECT k.key, k.id FROM team_contact k WHERE k.family_id = $1 AND k.key IS NOT NULL"
        )
        .bind(context.family)
        .fetch_all(c)
        })?;
        Ok(rows.into_iter().collect())
    }

    async fn load_plan_texts(
        &mut self,
        context: &FamilyContext<'_>,
        key: &str,
    ) -> Result<StoredTexts, Error> {
        if !context.is_update {
            return Ok((None, None, None));
        }
        let found: Option<StoredTexts> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT p.often_id, p.transport_id, p.next_id FROM family_time_plan p WHERE \
                p.family_id = $1 AND p.key = $2"
        )
        .bind(context.family)
        .bind(key)
        .fetch_optional(c))?;
        Ok(found.unwrap_or_default())
    }

    /// The row of a plan; its texts and audiences are added to the batch.
    async fn plan_row<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        plan: &'a ImportFamilyTime,
    ) -> Result<PlanRow<'a>, Error> {
        // Never by the role of a parent: the other parent sees no visit of this one.
        let default = ImportAudience {
            roles: vec![Role::Worker, Role::Supervisor],
            people: plan.parent.iter().cloned().collect(),
            never: Vec::new(),
        };
        let given = plan.audience.as_ref().unwrap_or(&default);
        let entries = self.audience_entries(Some(given), ResourceKind::Dates, &[])?;
        let audience = self.find_or_add_audience(context, entries.clone()).await?;
        let mut of_place = audience;
        if let Some(given) = &plan.place_audience {
            let roles_of = context
                .roles
                .iter()
                .map(|(key, role)| Ok((self.person_id(key)?, *role)))
                .collect::<Result<Vec<_>, Error>>()?;
            let given = self.audience_entries(Some(given), ResourceKind::Dates, &[])?;
            // A person who does not see the plan must not read of its place either.
            let both = audience::intersect_audiences(&entries, &given, &roles_of);
            of_place = self.find_or_add_audience(context, both).await?;
        }
        let (often, transport, next) = self.load_plan_texts(context, &plan.key).await?;
        let often = self
            .upsert_text(context, often, audience, None, &plan.often)
            .await?;
        let transport = match &plan.transport {
            Some(words) => Some(
                self.upsert_text(context, transport, audience, None, words)
                    .await?,
            ),
            None => None,
        };
        let next = match &plan.next {
            Some(words) => Some(
                self.upsert_text(context, next, audience, None, words)
                    .await?,
            ),
            None => None,
        };
        let person = |key: &Option<String>| key.as_deref().map(|key| self.person_id(key));
        Ok(PlanRow {
            plan,
            audience,
            of_place,
            parent: person(&plan.parent).transpose()?,
            supervisor: person(&plan.supervisor).transpose()?,
            often,
            transport,
            next,
        })
    }

    async fn write_plan(
        &mut self,
        context: &FamilyContext<'_>,
        row: &PlanRow<'_>,
        contact: Option<TeamContactId>,
    ) -> Result<FamilyTimeId, Error> {
        let new: FamilyTimeId = self.tx.clock().new_id();
        let (plan, now) = (row.plan, self.tx.now());
        let rule = plan.confirm.as_ref().and_then(|rule| rule.to_rule());
        let written: Option<(FamilyTimeId,)> = run_on!(self.tx, |c| {
            sqlx::query_as(
                "INSERT INTO family_time_plan (id, family_id, audience_id, key, parent_id, level, \
                supervisor_id, contact_id, confirm, often_id, transport_id, next_id, created_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT \
                (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, parent_id = \
                excluded.parent_id, level = excluded.level, supervisor_id = \
                excluded.supervisor_id, contact_id = excluded.contact_id, confirm = \
                excluded.confirm, often_id = excluded.often_id, transport_id = \
                excluded.transport_id, next_id = excluded.next_id, revision = \
                family_time_plan.revision + 1 RETURNING id",
            )
            .bind(new)
            .bind(context.family)
            .bind(row.audience)
            .bind(&plan.key)
            .bind(row.parent)
            .bind(plan.level)
            .bind(row.supervisor)
            .bind(contact)
            .bind(rule.map(|rule| rule.to_string()))
            .bind(row.often)
            .bind(row.transport)
            .bind(row.next)
            .bind(now)
            .fetch_optional(c)
        })?;
        written.map(|(id,)| id).ok_or(Error::NotFound)
    }

    /// Writes the children and the place of a plan in the place of those that it had.
    async fn write_plan_parts(
        &mut self,
        context: &FamilyContext<'_>,
        id: FamilyTimeId,
        row: &PlanRow<'_>,
        children: &ChildrenByKey<'_>,
    ) -> Result<(), Error> {
        // Replaced as a whole: a plan that a worker has changed is not among these rows.
        if context.is_update {
            run_on!(self.tx, |c| sqlx::query(
                "DELETE FROM family_time_child WHERE plan_id = $1"
            )
            .bind(id)
            .execute(c))?;
            run_on!(self.tx, |c| sqlx::query(
                "DELETE FROM family_time_place WHERE plan_id = $1"
            )
            .bind(id)
            .execute(c))?;
        }
        for key in &row.plan.children {
            let (child, _) = children.get(key.as_str()).ok_or(Error::NotFound)?;
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO family_time_child (plan_id, child_id) VALUES ($1, $2) ON CONFLICT DO \
                    NOTHING"
            )
            .bind(id)
            .bind(*child)
            .execute(c))?;
        }
        if let Some(place) = &row.plan.place {
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO family_time_place (plan_id, family_id, audience_id, place) VALUES \
                    ($1, $2, $3, $4)"
            )
            .bind(id)
            .bind(context.family)
            .bind(row.of_place)
            .bind(place)
            .execute(c))?;
        }
        Ok(())
    }

    /// Links the visits among these events with their plans, and stores what came of them. What was
    /// recorded in the portal stays, and a visit that the parent confirmed is not recorded as
    /// unconfirmed, as in `visits::record_visit`. The rows of the events and of the plans must be
    /// written.
    pub(super) async fn write_visits(
        &mut self,
        context: &FamilyContext<'_>,
        events: &[ImportEvent],
    ) -> Result<(), Error> {
        for event in events {
            if let Some(visit) = &event.visit {
                self.write_visit(context, &event.key, visit).await?;
            }
        }
        Ok(())
    }

    async fn write_visit(
        &mut self,
        context: &FamilyContext<'_>,
        key: &str,
        visit: &ImportVisit,
    ) -> Result<(), Error> {
        // A visit that a worker has linked with another plan stays there.
        run_on!(self.tx, |c| sqlx::query(
            "INSERT INTO family_time_visit (event_id, family_id, plan_id, makes_up_id) SELECT \
                v.id, v.family_id, p.id, (SELECT b.id FROM event b WHERE b.family_id = $1 AND \
                b.key = $4) FROM event v JOIN family_time_plan p ON p.family_id = v.family_id AND \
                p.key = $3 WHERE v.family_id = $1 AND v.key = $2 ON CONFLICT (event_id) DO NOTHING"
        )
        .bind(context.family)
        .bind(key)
        .bind(&visit.plan)
        .bind(&visit.makes_up_for)
        .execute(c))?;
        let Some(outcome) = visit.outcome else {
            return Ok(());
        };
        let now = self.tx.now();
        let inserted = run_on!(self.tx, |c| sqlx::query(
            "INSERT INTO family_time_outcome (event_id, family_id, outcome, minutes, \
                cancelled_by, created_at) SELECT v.id, v.family_id, $3, $4, $5, $6 FROM event v \
                WHERE v.family_id = $1 AND v.key = $2 AND NOT EXISTS (SELECT 1 FROM event_change h \
                WHERE h.event_id = v.id) AND NOT ($7 AND EXISTS (SELECT 1 FROM family_time_visit y \
                JOIN family_time_plan p ON p.id = y.plan_id JOIN event_answer r ON r.event_id = \
                y.event_id AND r.person_id = p.parent_id WHERE y.event_id = v.id AND r.answer = \
                'accept' AND (r.starts IS NULL OR r.starts = v.starts))) ON CONFLICT (event_id) DO \
                NOTHING"
        )
        .bind(context.family)
        .bind(key)
        .bind(outcome)
        .bind(visit.minutes)
        .bind(visit.cancelled_by)
        .bind(now)
        .bind(outcome == VisitOutcome::Unconfirmed)
        .execute(c))?;
        // Only with a new record: an event that a worker has put back on is not canceled again.
        if inserted > 0 && !VisitOutcome::is_held(outcome) {
            run_on!(self.tx, |c| sqlx::query(
                "UPDATE event SET cancelled = $3, revision = revision + 1 WHERE family_id = $1 \
                    AND key = $2"
            )
            .bind(context.family)
            .bind(key)
            .bind(true)
            .execute(c))?;
        }
        Ok(())
    }
}
