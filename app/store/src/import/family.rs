//! Importing one family: members, plan, calendar events and conversations.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildId, EventId, FamilyId, ItemId, PersonId, TextId};
use model::import::{Decision, Event, Family, Goal, Item, Member, Plan, Words};
use model::plan::week::Load;
use model::plan::{Area, Kind, State};
use model::policy::{Thing, thing_of};

use super::Import;
use super::batch::Line;
use super::child::{Children, load};
use super::words::Here;
use crate::Error;
use crate::db::on;
use crate::plan::keep_lines;

/// An existing plan item with the same key.
#[derive(sqlx::FromRow)]
struct Stands {
    id: ItemId,
    audience_id: AudienceId,
    text_id: TextId,
    benchmark_id: Option<TextId>,
    so_far_id: Option<TextId>,
    /// True when it was edited in the portal.
    edited: bool,
}

/// A plan item of the import file, with references resolved to ids.
#[derive(Clone)]
pub(crate) struct Row<'a> {
    pub key: &'a str,
    pub kind: Kind,
    pub words: &'a Words,
    pub goal: Option<ItemId>,
    pub order: Option<ItemId>,
    pub child: Option<ChildId>,
    pub area: Option<Area>,
    pub load: Load,
    pub benchmark: Option<&'a Words>,
    pub so_far: Option<&'a Words>,
    pub owner: Option<PersonId>,
    pub owed: bool,
    pub due: Option<jiff::civil::Date>,
    pub state: State,
    pub audience: Option<&'a model::import::Audience>,
    /// People who are added to the audience, unless it excludes them: the author of the family's
    /// own words, the owner, and the child of a well-being item.
    pub own: Vec<PersonId>,
}

/// Adds a family, or updates the family with the same key. The caller must have validated it.
///
/// # Errors
/// When the database fails; `NotFound` for an unknown key, which validation should have rejected.
pub async fn add_family(import: &mut Import, family: &Family) -> Result<(), Error> {
    let new: FamilyId = import.tx.clock().mint();
    let row: Option<(FamilyId,)> = on!(import.tx, c => sqlx::query_as(
        "INSERT INTO family (id, agency_id, key, name, stage, in_home) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (agency_id, key) DO UPDATE SET name = excluded.name, stage = excluded.stage, in_home = excluded.in_home RETURNING id")
        .bind(new).bind(import.agency).bind(&family.key).bind(&family.name).bind(family.stage).bind(family.in_home).fetch_optional(c))?;
    let id = row.ok_or(Error::NotFound)?.0;
    let roles = family.members.iter().map(|m| (m.person.as_str(), m.role)).collect();
    let mut here = Here { family: id, roles, audiences: HashMap::new(), again: id != new };
    for member in &family.members {
        import.member(id, member).await?;
    }
    if here.again {
        import.note_who_keeps_access(&here, family).await?;
    }
    let children = import.children(&mut here, family).await?;
    if let Some(plan) = &family.plan {
        import.plan(&mut here, plan, &children).await?;
    }
    for event in &family.dates {
        import.event(&mut here, event).await?;
    }
    for thread in &family.threads {
        import.thread(&here, thread).await?;
    }
    Ok(())
}

impl Import {
    async fn member(&mut self, family: FamilyId, member: &Member) -> Result<(), Error> {
        let id: uuid::Uuid = self.tx.clock().mint();
        let person = self.person_id(&member.person)?;
        let walks = member.walks_with.as_deref().map(|key| self.person_id(key)).transpose()?;
        on!(self.tx, c => sqlx::query(
            "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, walks_with) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (family_id, person_id, role) DO UPDATE SET since = excluded.since, until = excluded.until,
             coordinator = excluded.coordinator, walks_with = excluded.walks_with")
            .bind(id).bind(family).bind(person).bind(member.role).bind(member.since.to_sqlx()).bind(member.until.map(|d| d.to_sqlx()))
            .bind(member.coordinator).bind(walks).execute(c))?;
        Ok(())
    }

    async fn plan(&mut self, here: &mut Here<'_>, plan: &Plan, children: &Children<'_>) -> Result<(), Error> {
        let audience = self.audience(here, None, Thing::SharedPlan, &[]).await?;
        let old: Option<(Option<TextId>, Option<TextId>)> = if here.again {
            on!(self.tx, c => sqlx::query_as("SELECT permanency_why, concurrent_why FROM plan WHERE family_id = $1").bind(here.family).fetch_optional(c))?
        } else {
            None
        };
        let (old_first, old_second) = old.unwrap_or_default();
        let first = self.decision(here, old_first, audience, plan.permanency.as_ref()).await?;
        let second = self.decision(here, old_second, audience, plan.concurrent.as_ref()).await?;
        let mut position = 0;
        let mut orders: HashMap<&str, ItemId> = HashMap::new();
        for (kind, items) in [
            (Kind::OwnWords, &plan.own_words),
            (Kind::Strength, &plan.strengths),
            (Kind::Need, &plan.needs),
            (Kind::Worry, &plan.worries),
            (Kind::Change, &plan.changes),
            (Kind::Order, &plan.orders),
            (Kind::SafetyDo, &plan.safety_do),
            (Kind::SafetyCall, &plan.safety_call),
        ] {
            for item in items {
                let own = self.voice(kind, &item.words)?;
                let id = self.item(here, position, &plain(item, kind, own)).await?;
                if kind == Kind::Order {
                    orders.insert(item.key.as_str(), id);
                }
                position += 1;
            }
        }
        position = self.well_being(here, position, plan, children).await?;
        let mut steps: HashMap<&str, ItemId> = HashMap::new();
        for (kind, goals) in [(Kind::FamilyGoal, &plan.family_goals), (Kind::AgencyGoal, &plan.agency_goals)] {
            for goal in goals {
                position = self.goal(here, position, goal, kind, &orders, &mut steps).await?;
            }
        }
        // Prerequisites are resolved after all steps have an id, because a step may depend on a
        // later one.
        for step in plan.family_goals.iter().chain(&plan.agency_goals).flat_map(|goal| &goal.steps) {
            let (Some(id), after) = (steps.get(step.key.as_str()), step.after.as_deref().and_then(|key| steps.get(key))) else { continue };
            if let Some(line) = self.batch.lines.iter_mut().find(|line| line.id == *id) {
                line.after = after.copied();
            }
        }
        self.flush().await?;
        self.carry(here, plan).await?;
        self.keep_version(here, audience, plan, first, second).await?;
        self.reviews(here, audience, plan).await
    }

    /// Publishes the imported plan, replacing a version that was also imported. When a version
    /// published in the portal has the same or a higher number, the portal's version is newer: the
    /// import then changes only the working copy, which a worker publishes.
    async fn keep_version(&mut self, here: &Here<'_>, audience: AudienceId, plan: &Plan, first: Option<TextId>, second: Option<TextId>) -> Result<(), Error> {
        let family = here.family;
        let now: Option<(i32, Option<PersonId>)> = if here.again {
            on!(self.tx, c => sqlx::query_as(
                "SELECT p.version, v.by_id FROM plan p LEFT JOIN plan_version v ON v.family_id = p.family_id AND v.version = p.version WHERE p.family_id = $1")
                .bind(family).fetch_optional(c))?
        } else {
            None
        };
        let (version, keep) = match now {
            None => (plan.version, true),
            Some((version, Some(_))) if plan.version <= version => (version, false),
            Some((version, _)) => (version.max(plan.version), true),
        };
        on!(self.tx, c => sqlx::query(
            "INSERT INTO plan (family_id, audience_id, version, since) VALUES ($1, $2, $3, $4)
             ON CONFLICT (family_id) DO UPDATE SET audience_id = excluded.audience_id, version = excluded.version, since = excluded.since")
            .bind(family).bind(audience).bind(version).bind(plan.since.to_sqlx()).execute(c))?;
        // A revision above 1 means that the permanency goals were edited in the portal. The edit is
        // newer than any file and is not overwritten.
        on!(self.tx, c => sqlx::query(
            "UPDATE plan SET permanency = $2, permanency_since = $3, permanency_by = $4, permanency_why = $5, concurrent = $6, concurrent_since = $7,
             concurrent_by = $8, concurrent_why = $9 WHERE family_id = $1 AND revision = 1")
            .bind(family).bind(plan.permanency.as_ref().map(|d| d.goal)).bind(plan.permanency.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.permanency.as_ref().and_then(|d| d.by)).bind(first)
            .bind(plan.concurrent.as_ref().map(|d| d.goal)).bind(plan.concurrent.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.concurrent.as_ref().and_then(|d| d.by)).bind(second).execute(c))?;
        if !keep {
            return Ok(());
        }
        let old: &[&'static str] = if now.is_some() {
            &["DELETE FROM plan_line WHERE family_id = $1 AND version = $2", "DELETE FROM plan_version WHERE family_id = $1 AND version = $2"]
        } else {
            &[]
        };
        for old in old {
            on!(self.tx, c => sqlx::query(*old).bind(family).bind(version).execute(c))?;
        }
        on!(self.tx, c => sqlx::query(
            "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
                 concurrent, concurrent_since, concurrent_by, concurrent_why)
             SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_by, permanency_why,
                 concurrent, concurrent_since, concurrent_by, concurrent_why FROM plan WHERE family_id = $1").bind(family).execute(c))?;
        on!(self.tx, c => sqlx::query(keep_lines!("NULL")).bind(family).execute(c))?;
        Ok(())
    }

    async fn decision(&mut self, here: &Here<'_>, old: Option<TextId>, audience: AudienceId, decision: Option<&Decision>) -> Result<Option<TextId>, Error> {
        match decision {
            Some(decision) => self.words(here, old, audience, None, &decision.why).await.map(Some),
            None => Ok(None),
        }
    }

    async fn goal<'a>(
        &mut self,
        here: &mut Here<'_>,
        position: i32,
        goal: &'a Goal,
        kind: Kind,
        orders: &HashMap<&str, ItemId>,
        steps: &mut HashMap<&'a str, ItemId>,
    ) -> Result<i32, Error> {
        let owner = goal.owner.as_deref().map(|key| self.person_id(key)).transpose()?;
        let own: Vec<PersonId> = self.voice(kind, &goal.words)?.into_iter().chain(owner).collect();
        let row = Row {
            benchmark: goal.how_we_know.as_ref(),
            owner,
            due: goal.due,
            audience: goal.audience.as_ref(),
            ..Row::of(&goal.key, kind, &goal.words, own.clone())
        };
        let id = self.item(here, position, &row).await?;
        let mut position = position + 1;
        for step in &goal.steps {
            let owner = step.owner.as_deref().map(|key| self.person_id(key)).transpose()?;
            // A step without its own audience inherits the audience of its goal.
            let own = own.iter().copied().chain(owner).collect();
            let row = Row {
                goal: Some(id),
                order: step.order.as_deref().and_then(|key| orders.get(key)).copied(),
                load: step.week.as_ref().map(load).unwrap_or_default(),
                owner,
                owed: step.owed,
                due: step.due,
                state: step.state.unwrap_or(State::Open),
                audience: step.audience.as_ref().or(goal.audience.as_ref()),
                ..Row::of(&step.key, Kind::Step, &step.words, own)
            };
            steps.insert(&step.key, self.item(here, position, &row).await?);
            position += 1;
        }
        Ok(position)
    }

    /// The author of a text that belongs to the family, such as own words or a family goal; else
    /// empty.
    fn voice(&self, kind: Kind, words: &Words) -> Result<Vec<PersonId>, Error> {
        let author = words.by.as_deref().filter(|_| kind.is_family_voice());
        author.map(|by| self.person_id(by)).into_iter().collect()
    }

    /// Adds a plan item to the batch, or updates the existing one with the same key, and returns
    /// its id.
    pub(crate) async fn item(&mut self, here: &mut Here<'_>, position: i32, row: &Row<'_>) -> Result<ItemId, Error> {
        let old: Option<Stands> = if here.again {
            on!(self.tx, c => sqlx::query_as("SELECT id, audience_id, text_id, benchmark_id, so_far_id, changed_at IS NOT NULL AS edited FROM plan_item WHERE family_id = $1 AND key = $2")
                .bind(here.family).bind(row.key).fetch_optional(c))?
        } else {
            None
        };
        if let Some(Stands { id, audience_id, edited: true, .. }) = old {
            // An edit in the portal is newer than any file, so the item is not overwritten. But a
            // person whom the audience in the file excludes loses access.
            if row.audience.is_some() {
                self.narrow(here, id, audience_id, row).await?;
            }
            return Ok(id);
        }
        let audience = self.audience(here, row.audience, thing_of(row.kind), &row.own).await?;
        let id = old.as_ref().map_or_else(|| self.tx.clock().mint(), |old| old.id);
        let text = self.words(here, old.as_ref().map(|old| old.text_id), audience, Some(id), row.words).await?;
        let mut more = [None, None];
        for (slot, (words, stands)) in
            more.iter_mut().zip([(row.benchmark, old.as_ref().and_then(|old| old.benchmark_id)), (row.so_far, old.as_ref().and_then(|old| old.so_far_id))])
        {
            if let Some(words) = words {
                *slot = Some(self.words(here, stands, audience, Some(id), words).await?);
            }
        }
        let [benchmark, so_far] = more;
        self.batch.lines.push(Line {
            id,
            family: here.family,
            audience,
            key: row.key.to_owned(),
            kind: row.kind,
            position,
            text,
            goal: row.goal,
            order: row.order,
            after: None,
            child: row.child,
            area: row.area,
            load: row.load,
            benchmark,
            so_far,
            owner: row.owner,
            owed: row.owed,
            due: row.due.map(|due| due.to_sqlx()),
            state: row.state,
        });
        Ok(id)
    }

    async fn event(&mut self, here: &mut Here<'_>, event: &Event) -> Result<(), Error> {
        let audience = self.audience(here, event.audience.as_ref(), Thing::Dates, &[]).await?;
        let old: Option<(TextId,)> = if here.again {
            on!(self.tx, c => sqlx::query_as("SELECT about_id FROM event WHERE family_id = $1 AND key = $2").bind(here.family).bind(&event.key).fetch_optional(c))?
        } else {
            None
        };
        let about = self.words(here, old.map(|o| o.0), audience, None, &event.about).await?;
        self.flush().await?;
        let id: EventId = self.tx.clock().mint();
        on!(self.tx, c => sqlx::query(
            "INSERT INTO event (id, family_id, audience_id, key, kind, starts, ends, place, about_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, kind = excluded.kind, starts = excluded.starts,
             ends = excluded.ends, place = excluded.place, about_id = excluded.about_id")
            .bind(id).bind(here.family).bind(audience).bind(&event.key).bind(event.kind).bind(event.starts.to_sqlx())
            .bind(event.ends.map(|e| e.to_sqlx())).bind(&event.place).bind(about).execute(c))?;
        Ok(())
    }
}

fn plain(item: &Item, kind: Kind, own: Vec<PersonId>) -> Row<'_> {
    let (benchmark, so_far) = (item.safe_when.as_ref(), item.so_far.as_ref());
    Row { audience: item.audience.as_ref(), benchmark, so_far, ..Row::of(&item.key, kind, &item.words, own) }
}

impl<'a> Row<'a> {
    /// A plan item with only a text; every other field has its default.
    pub(crate) const fn of(key: &'a str, kind: Kind, words: &'a Words, own: Vec<PersonId>) -> Self {
        let load = Load { minutes: None, trips: None, weekday: None, starts: None, ends: None };
        Self {
            key,
            kind,
            words,
            goal: None,
            order: None,
            child: None,
            area: None,
            load,
            benchmark: None,
            so_far: None,
            owner: None,
            owed: false,
            due: None,
            state: State::Open,
            audience: None,
            own,
        }
    }
}
