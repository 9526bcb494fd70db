//! Importing one family: members and calendar events. The plan and the conversations are imported
//! by the modules beside.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{EventId, FamilyId, PersonId, TextId};
use model::import::{ImportEvent, ImportFamily, ImportMembership};
use model::role::Role;

use super::ImportTransaction;
use super::event_parts::EventAudiences;
use super::import_text::FamilyContext;
use crate::db::{bulk_insert, run_on};
use crate::team::named_access;
use crate::{Error, translations};

struct MembershipInsert<'a> {
    id: uuid::Uuid,
    person: PersonId,
    mentee: Option<PersonId>,
    member: &'a ImportMembership,
}

struct EventInsert<'a> {
    id: EventId,
    audiences: EventAudiences,
    about: TextId,
    event: &'a ImportEvent,
}

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
    import.upsert_members(&context, &family.members).await?;
    // After the members, because the file may end a membership.
    if context.is_update {
        import.record_retained_access(&context, family).await?;
    }
    import
        .upsert_team_contacts(&mut context, &family.contacts)
        .await?;
    // Before the plan, which refers to the children by key.
    let children = import.import_children(&mut context, family).await?;
    import
        .upsert_child_tribes(&mut context, family, &children)
        .await?;
    if let Some(plan) = &family.plan {
        import.import_plan(&mut context, plan, &children).await?;
    }
    let kept = import
        .upsert_family_time(&mut context, &family.family_time, &children)
        .await?;
    import.findings.add_kept(&family.key, kept);
    let kept = import.upsert_events(&mut context, &family.dates).await?;
    import.findings.add_kept(&family.key, kept);
    import.write_visits(&context, &family.dates).await?;
    import
        .replace_case_dates(&mut context, family, &children)
        .await?;
    let kept = import.import_transitions(&context, family).await?;
    import.findings.add_kept(&family.key, kept);
    for thread in &family.threads {
        import.import_thread(&context, thread).await?;
    }
    // After the last text. A new family has no requests and no handovers.
    if context.is_update {
        let today = import.tx.today_in(&import.zone);
        translations::finish_imported(&mut import.tx, id, today).await?;
        // Also the rows that are still in the batch.
        import.flush_batch().await?;
        named_access::pass_on_after_import(&mut import.tx, id, today).await?;
    }
    Ok(())
}

impl ImportTransaction {
    async fn upsert_members(
        &mut self,
        context: &FamilyContext<'_>,
        members: &[ImportMembership],
    ) -> Result<(), Error> {
        let family = context.family;
        let mut rows: Vec<MembershipInsert<'_>> = Vec::new();
        for member in members {
            let person = self.person_id(&member.person)?;
            let mentee = member
                .walks_with
                .as_deref()
                .map(|key| self.person_id(key))
                .transpose()?;
            // The last of several with one role counts. PostgreSQL refuses a statement that writes
            // a row twice.
            rows.retain(|row| row.person != person || row.member.role != member.role);
            rows.push(MembershipInsert {
                id: self.tx.clock().new_id(),
                person,
                mentee,
                member,
            });
        }
        let changed = self.load_changed_members(context).await?;
        rows.retain(|row| {
            let Some(end) = changed.get(&(row.person, row.member.role)) else {
                return true;
            };
            // The file may end one that a worker has changed, and never gives access back.
            let ends = |until| end.is_none_or(|end| until < end);
            row.member.until.is_some_and(ends)
        });
        // One with a last day leaves the coordinator who follows as they are.
        let leads =
            |row: &MembershipInsert<'_>| row.member.coordinator && row.member.until.is_none();
        if context.is_update && rows.iter().any(leads) {
            // First, because a team has one coordinator at a time.
            run_on!(self.tx, |c| sqlx::query(
                "UPDATE membership SET coordinator = FALSE WHERE family_id = $1 AND until IS NULL"
            )
            .bind(family)
            .execute(c))?;
        }
        bulk_insert!(
            self.tx,
            "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, \
                mentee_id) ",
            rows,
            |row, m| row
                .push_bind(m.id)
                .push_bind(family)
                .push_bind(m.person)
                .push_bind(m.member.role)
                .push_bind(m.member.since.to_sqlx())
                .push_bind(m.member.until.map(|until| until.to_sqlx()))
                .push_bind(m.member.coordinator)
                .push_bind(m.mentee),
            " ON CONFLICT (family_id, person_id, role) DO UPDATE SET since = excluded.since, until \
                = excluded.until, coordinator = excluded.coordinator, mentee_id = \
                excluded.mentee_id"
        );
        Ok(())
    }

    /// The memberships that a worker has changed in the portal, each with its end.
    async fn load_changed_members(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<HashMap<(PersonId, Role), Option<Date>>, Error> {
        if !context.is_update {
            return Ok(HashMap::new());
        }
        let rows: Vec<(PersonId, Role, Option<jiff_sqlx::Date>)> =
            run_on!(self.tx, |c| sqlx::query_as(
                "SELECT m.person_id, m.role, m.until FROM membership m WHERE m.family_id = $1 AND \
                    EXISTS (SELECT 1 FROM membership_change g WHERE g.family_id = m.family_id AND \
                    g.role = m.role AND m.person_id IN (g.person_id, g.successor_id))"
            )
            .bind(context.family)
            .fetch_all(c))?;
        let changed = rows.into_iter().map(|(person, role, until)| {
            let end = until.map(|until| until.to_jiff());
            ((person, role), end)
        });
        Ok(changed.collect())
    }

    /// Adds or updates events, but none that a worker changed in the portal. Returns the keys of
    /// those.
    ///
    /// # Errors
    /// As `upsert_family`.
    pub(super) async fn upsert_events(
        &mut self,
        context: &mut FamilyContext<'_>,
        events: &[ImportEvent],
    ) -> Result<Vec<String>, Error> {
        let before = self.load_event_states(context).await?;
        let stored = self.load_stored_parts(context).await?;
        // A worker may have withheld the place, or invited fewer people; the file does not know.
        let changed = self.load_changed_event_keys(context).await?;
        let plans = self.load_plan_readers(context, events).await?;
        let (mut rows, mut parts) = (Vec::new(), Vec::new());
        for event in events.iter().filter(|event| !changed.contains(&event.key)) {
            let readers = self.event_readers(context, event, &plans)?;
            let audience = self.find_or_add_audience(context, readers.event).await?;
            let mut audiences = EventAudiences {
                event: audience,
                place: None,
            };
            if let Some(readers) = readers.place {
                audiences.place = Some(self.find_or_add_audience(context, readers).await?);
            }
            let old = self.load_event_text(context, &event.key).await?;
            let about = self
                .upsert_text(context, old, audience, None, &event.about)
                .await?;
            parts.push(
                self.add_event_parts(context, event, audiences, &stored)
                    .await?,
            );
            rows.push(EventInsert {
                id: self.tx.clock().new_id(),
                audiences,
                about,
                event,
            });
        }
        // The texts and the audiences are in the batch, and the rows of the events refer to them.
        self.flush_batch().await?;
        let family = context.family;
        bulk_insert!(
            self.tx,
            "INSERT INTO event (id, family_id, audience_id, key, kind, starts, ends, place, \
                about_id, remote_link, clock, own_kind) ",
            rows,
            |row, e| row
                .push_bind(e.id)
                .push_bind(family)
                .push_bind(e.audiences.event)
                .push_bind(e.event.key.clone())
                .push_bind(e.event.kind)
                .push_bind(e.event.starts.to_sqlx())
                .push_bind(e.event.ends.map(|ends| ends.to_sqlx()))
                // A place that not everyone may know is a row of its own.
                .push_bind(
                    e.event
                        .place
                        .clone()
                        .filter(|_| e.audiences.place.is_none())
                )
                .push_bind(e.about)
                .push_bind(e.event.remote_link.clone())
                .push_bind(e.event.clock)
                .push_bind(e.event.own_kind.clone()),
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, kind \
                = excluded.kind, starts = excluded.starts, ends = excluded.ends, place = \
                excluded.place, about_id = excluded.about_id, remote_link = excluded.remote_link, \
                clock = excluded.clock, own_kind = excluded.own_kind, \
                revision = event.revision + CASE WHEN event.starts <> excluded.starts OR \
                event.ends IS DISTINCT FROM excluded.ends OR event.place IS DISTINCT FROM \
                excluded.place OR event.kind <> excluded.kind OR event.own_kind IS DISTINCT FROM \
                excluded.own_kind OR event.about_id <> \
                excluded.about_id THEN 1 ELSE 0 END"
        );
        self.write_event_parts(family, &parts, &stored).await?;
        self.enqueue_event_changes(context, &before).await?;
        let kept = events.iter().filter(|event| changed.contains(&event.key));
        Ok(kept.map(|event| event.key.clone()).collect())
    }

    /// The keys of the events that a worker changed in the portal, and of the visits of which they
    /// wrote down what came of them: that is about the time and the people of the portal.
    async fn load_changed_event_keys(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<HashSet<String>, Error> {
        if !context.is_update {
            return Ok(HashSet::new());
        }
        let keys: Vec<(String,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT v.key FROM event v WHERE v.family_id = $1 AND (EXISTS (SELECT 1 FROM \
                event_change h WHERE h.event_id = v.id) OR EXISTS (SELECT 1 FROM \
                family_time_outcome o WHERE o.event_id = v.id AND o.created_by_id IS NOT NULL))"
        )
        .bind(context.family)
        .fetch_all(c))?;
        Ok(keys.into_iter().map(|(key,)| key).collect())
    }

    /// The text of the event with this key, when the family was imported before.
    async fn load_event_text(
        &mut self,
        context: &FamilyContext<'_>,
        key: &str,
    ) -> Result<Option<TextId>, Error> {
        if !context.is_update {
            return Ok(None);
        }
        let old: Option<(TextId,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT about_id FROM event WHERE family_id = $1 AND key = $2"
        )
        .bind(context.family)
        .bind(key)
        .fetch_optional(c))?;
        Ok(old.map(|(about,)| about))
    }
}
