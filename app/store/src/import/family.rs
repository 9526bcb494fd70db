//! Importing one family: members and calendar events. The plan and the conversations are imported
//! by the modules beside.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{EventId, FamilyId, TextId};
use model::import::{ImportEvent, ImportFamily, ImportMembership};
use model::policy::ResourceKind;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::db::run_on;
use crate::{Error, translations};

/// Adds a family, or updates the family with the same key. The caller must have validated it.
///
/// # Errors
/// When the database fails; `NotFound` for an unknown key, which validation should have rejected.
pub async fn upsert_family(
    import: &mut ImportTransaction,
    family: &ImportFamily,
) -> Result<(), Error> {
    let new: FamilyId = import.tx.clock().new_id();
    let row: Option<(FamilyId,)> = run_on!(import.tx, |c| {
        sqlx::query_as(
        "INSERT INTO family (id, agency_id, key, name, stage, in_home) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (agency_id, key) DO UPDATE SET name = excluded.name, stage = excluded.stage, in_home = excluded.in_home RETURNING id")
        .bind(new).bind(import.agency).bind(&family.key).bind(&family.name).bind(family.stage).bind(family.in_home).fetch_optional(c)
    })?;
    let id = row.ok_or(Error::NotFound)?.0;
    let roles = family
        .members
        .iter()
        .map(|m| (m.person.as_str(), m.role))
        .collect();
    let mut context = FamilyContext {
        family: id,
        roles,
        audiences: HashMap::new(),
        // An existing row keeps its own id.
        is_update: id != new,
    };
    for member in &family.members {
        import.upsert_member(id, member).await?;
    }
    // After the members, because the file may end a membership.
    if context.is_update {
        import.record_retained_access(&context, family).await?;
    }
    // Before the plan, which refers to the children by key.
    let children = import.import_children(&mut context, family).await?;
    if let Some(plan) = &family.plan {
        import.import_plan(&mut context, plan, &children).await?;
    }
    for event in &family.dates {
        import.upsert_event(&mut context, event).await?;
    }
    for thread in &family.threads {
        import.import_thread(&context, thread).await?;
    }
    // After the last text: nobody has asked for a text of a new family.
    if context.is_update {
        let today = import.tx.today_in(&import.zone);
        translations::finish_imported(&mut import.tx, id, today).await?;
    }
    Ok(())
}

impl ImportTransaction {
    async fn upsert_member(
        &mut self,
        family: FamilyId,
        member: &ImportMembership,
    ) -> Result<(), Error> {
        let id: uuid::Uuid = self.tx.clock().new_id();
        let person = self.person_id(&member.person)?;
        let mentee = member
            .walks_with
            .as_deref()
            .map(|key| self.person_id(key))
            .transpose()?;
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, mentee_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (family_id, person_id, role) DO UPDATE SET since = excluded.since, until = excluded.until,
             coordinator = excluded.coordinator, mentee_id = excluded.mentee_id")
            .bind(id).bind(family).bind(person).bind(member.role).bind(member.since.to_sqlx()).bind(member.until.map(|d| d.to_sqlx()))
            .bind(member.coordinator).bind(mentee).execute(c)
        })?;
        Ok(())
    }

    async fn upsert_event(
        &mut self,
        context: &mut FamilyContext<'_>,
        event: &ImportEvent,
    ) -> Result<(), Error> {
        let audience = self
            .find_or_add_item_audience(context, event.audience.as_ref(), ResourceKind::Dates, &[])
            .await?;
        let old: Option<(TextId,)> = if context.is_update {
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT about_id FROM event WHERE family_id = $1 AND key = $2"
            )
            .bind(context.family)
            .bind(&event.key)
            .fetch_optional(c))?
        } else {
            None
        };
        let about = self
            .upsert_text(context, old.map(|o| o.0), audience, None, &event.about)
            .await?;
        // The text and the audience are in the batch, and the row of the event refers to them.
        self.flush_batch().await?;
        let id: EventId = self.tx.clock().new_id();
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO event (id, family_id, audience_id, key, kind, starts, ends, place, about_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, kind = excluded.kind, starts = excluded.starts,
             ends = excluded.ends, place = excluded.place, about_id = excluded.about_id")
            .bind(id).bind(context.family).bind(audience).bind(&event.key).bind(event.kind).bind(event.starts.to_sqlx())
            .bind(event.ends.map(|e| e.to_sqlx())).bind(&event.place).bind(about).execute(c)
        })?;
        Ok(())
    }
}
