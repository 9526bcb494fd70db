//! Importing children, their well-being items, and the stated weekly capacity of family members.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildId, PersonId};
use model::import::{ImportChild, ImportEffort, ImportFamily, ImportPlan, ImportTimeSlot};
use model::plan::PlanItemKind;
use model::plan::workload::{BusyPart, Effort, TimeSlot, parse_time};
use model::policy::ResourceKind;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use super::plan_item_row::PlanItemRow;
use crate::Error;
use crate::db::{bulk_insert, run_on};
use crate::plan::workload::insert_busy_parts;

/// The children of the current family by import key, each with the person id of a child who is a
/// team member.
pub(super) type ChildrenByKey<'a> = HashMap<&'a str, (ChildId, Option<PersonId>)>;

struct ChildInsert<'a> {
    id: ChildId,
    audience: AudienceId,
    person: Option<PersonId>,
    child: &'a ImportChild,
}

/// Converts hours of an import file to minutes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the check lets through 168 hours at most"
)]
fn hours_to_minutes(hours: Option<f64>) -> Option<i32> {
    hours.map(|hours| (hours * 60.0).round() as i32)
}

fn parse_slot(time: &ImportTimeSlot) -> Option<TimeSlot> {
    Some(TimeSlot {
        weekday: time.weekday,
        starts: parse_time(&time.starts)?,
        ends: parse_time(&time.ends)?,
    })
}

/// The time and trips that a step takes each week.
pub(super) fn weekly_effort(week: &ImportEffort) -> Effort {
    let slot = week.at.as_ref().and_then(parse_slot);
    Effort {
        minutes: hours_to_minutes(week.hours),
        trips: week.trips,
        weekday: slot.map(|slot| slot.weekday),
        starts: slot.map(|slot| slot.starts),
        ends: slot.map(|slot| slot.ends),
    }
}

impl ImportTransaction {
    pub(crate) async fn import_children<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        family: &'a ImportFamily,
    ) -> Result<ChildrenByKey<'a>, Error> {
        let mut rows = Vec::new();
        for child in &family.children {
            let person = child
                .person
                .as_deref()
                .map(|key| self.person_id(key))
                .transpose()?;
            let audience = self
                .find_or_add_item_audience(
                    context,
                    child.audience.as_ref(),
                    ResourceKind::ChildLife,
                    person.as_slice(),
                )
                .await?;
            let id = self.find_or_new_child_id(context, &child.key).await?;
            rows.push(ChildInsert {
                id,
                audience,
                person,
                child,
            });
        }
        // The audiences are in the batch, and the rows of the children refer to them.
        self.flush_batch().await?;
        let family_id = context.family;
        bulk_insert!(
            self.tx,
            "INSERT INTO child (id, family_id, audience_id, key, name, date_of_birth, person_id) ",
            rows,
            |row, c| row
                .push_bind(c.id)
                .push_bind(family_id)
                .push_bind(c.audience)
                .push_bind(c.child.key.clone())
                .push_bind(c.child.name.clone())
                .push_bind(c.child.born.to_sqlx())
                .push_bind(c.person),
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, name \
                = excluded.name, date_of_birth = excluded.date_of_birth, person_id = \
                excluded.person_id"
        );
        Ok(rows
            .into_iter()
            .map(|row| (row.child.key.as_str(), (row.id, row.person)))
            .collect())
    }

    /// The id of the child with this key, or a new one.
    async fn find_or_new_child_id(
        &mut self,
        context: &FamilyContext<'_>,
        key: &str,
    ) -> Result<ChildId, Error> {
        // The upsert keeps the id of a stored child, and the items of the plan refer to it.
        let found: Option<(ChildId,)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT id FROM child WHERE family_id = $1 AND key = $2"
            )
            .bind(context.family)
            .bind(key)
            .fetch_optional(c))?
        } else {
            None
        };
        Ok(found.map_or_else(|| self.tx.clock().new_id(), |(id,)| id))
    }

    /// Imports the well-being items, the first at `position`. Returns the next free position.
    pub(crate) async fn import_well_being(
        &mut self,
        context: &mut FamilyContext<'_>,
        mut position: i32,
        plan: &ImportPlan,
        children: &ChildrenByKey<'_>,
    ) -> Result<i32, Error> {
        for one in &plan.well_being {
            let owner = one
                .owner
                .as_deref()
                .map(|key| self.person_id(key))
                .transpose()?;
            let (child, child_person) = children
                .get(one.child.as_str())
                .copied()
                .ok_or(Error::NotFound)?;
            // A child with an account sees what is said about them, unless the file excludes them.
            let own = child_person.into_iter().chain(owner).collect();
            let row = PlanItemRow {
                child: Some(child),
                area: Some(one.area),
                owner,
                due: one.due,
                audience: one.audience.as_ref(),
                ..PlanItemRow::with_text_only(&one.key, PlanItemKind::WellBeing, &one.words, own)
            };
            self.upsert_plan_item(context, position, &row).await?;
            position += 1;
        }
        Ok(position)
    }

    /// Imports the stated weekly capacity, and busy times as the parts of the day that they
    /// overlap. A capacity that is already stored is not overwritten, because the person may have
    /// stated it in the portal.
    pub(crate) async fn import_capacity(
        &mut self,
        context: &FamilyContext<'_>,
        plan: &ImportPlan,
    ) -> Result<(), Error> {
        for capacity in &plan.carry {
            let (person, now) = (self.person_id(&capacity.by)?, self.tx.now());
            let inserted = run_on!(self.tx, |c| {
                sqlx::query(
                    "INSERT INTO plan_capacity (family_id, person_id, minutes, trips, created_at) \
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                )
                .bind(context.family)
                .bind(person)
                .bind(hours_to_minutes(capacity.hours))
                .bind(capacity.trips)
                .bind(now)
                .execute(c)
            })?;
            if inserted == 0 {
                continue;
            }
            // Also a part that a time overlaps only in part: a warning too many does less harm than
            // one too few.
            let busy: Vec<BusyPart> = capacity
                .busy
                .iter()
                .filter_map(parse_slot)
                .flat_map(BusyPart::overlapping)
                .collect();
            insert_busy_parts(&mut self.tx, context.family, person, &busy).await?;
        }
        Ok(())
    }
}
