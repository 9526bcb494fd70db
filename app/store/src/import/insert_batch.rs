//! Batched inserts for the rows of one family. One statement for each row would make an import of
//! 10,000 families take more than a minute.

use std::collections::HashMap;

use jiff_sqlx::Date;
use model::id::{AudienceId, ChildId, FamilyId, ItemId, PersonId, TextId};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, StepState, WellBeingArea};

use crate::audience::AudienceEntry;
use crate::db::bulk_insert;
use crate::{Error, Tx};

#[derive(Debug)]
pub(crate) struct AudienceEntryInsert {
    pub audience: AudienceId,
    pub entry: AudienceEntry,
}

#[derive(Debug)]
pub(crate) struct TextInsert {
    pub id: TextId,
    pub family: FamilyId,
    pub audience: AudienceId,
    pub language: String,
    pub body: String,
    pub author: Option<PersonId>,
    pub entered: bool,
    /// The plan item that the text belongs to.
    pub item: Option<ItemId>,
}

#[derive(Debug)]
pub(crate) struct TranslationInsert {
    pub text: TextId,
    pub language: String,
    pub body: String,
    pub by: String,
    pub machine: bool,
}

#[derive(Debug)]
pub(crate) struct PlanItemInsert {
    pub id: ItemId,
    pub family: FamilyId,
    pub audience: AudienceId,
    pub key: String,
    pub kind: PlanItemKind,
    pub position: i32,
    pub text: TextId,
    pub goal: Option<ItemId>,
    pub order: Option<ItemId>,
    pub prerequisite: Option<ItemId>,
    pub child: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    pub load: Effort,
    pub benchmark: Option<TextId>,
    pub so_far: Option<TextId>,
    pub owner: Option<PersonId>,
    pub owed_by_agency: bool,
    pub due: Option<Date>,
    pub state: StepState,
}

/// Rows that are not yet written.
#[derive(Debug, Default)]
pub(crate) struct InsertBatch {
    pub audiences: Vec<(AudienceId, FamilyId, String)>,
    pub audience_entries: Vec<AudienceEntryInsert>,
    pub texts: Vec<TextInsert>,
    pub translations: Vec<TranslationInsert>,
    pub plan_items: Vec<PlanItemInsert>,
}

/// Puts each item behind those that it refers to. Rows are written in several statements, and a
/// foreign key is checked at the end of each.
fn sort_by_references(items: &mut [PlanItemInsert]) {
    let mut levels: HashMap<ItemId, usize> = items.iter().map(|item| (item.id, 0)).collect();
    // References contain no cycles, or the import would have been refused, so the longest chain is
    // complete after as many passes as there are items.
    for _ in 0..items.len() {
        let mut is_complete = true;
        for item in &*items {
            let level = [item.goal, item.order, item.prerequisite]
                .into_iter()
                .flatten()
                .filter_map(|id| levels.get(&id))
                .map(|level| level + 1)
                .max()
                .unwrap_or(0);
            if level > levels[&item.id] {
                levels.insert(item.id, level);
                is_complete = false;
            }
        }
        if is_complete {
            break;
        }
    }
    items.sort_by_key(|item| levels[&item.id]);
}

impl InsertBatch {
    /// Writes all rows, referenced rows before the rows that refer to them.
    ///
    /// # Errors
    /// When the database fails, also because a row refers to a row that does not exist.
    pub async fn write_rows(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.write_audiences(tx).await?;
        self.write_texts(tx).await?;
        self.write_plan_items(tx).await
    }

    /// Writes the audiences and removes them from the batch. The other rows stay in it, because
    /// they may be incomplete: a step gets its prerequisite after all steps were added.
    ///
    /// # Errors
    /// When the database fails. The audiences are then in the batch no more.
    pub async fn write_audiences(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let audiences = std::mem::take(&mut self.audiences);
        let entries = std::mem::take(&mut self.audience_entries);
        bulk_insert!(
            tx,
            "INSERT INTO audience (id, family_id, key) ",
            audiences,
            |row, a| row.push_bind(a.0).push_bind(a.1).push_bind(a.2.clone()),
            ""
        );
        bulk_insert!(
            tx,
            "INSERT INTO audience_entry (audience_id, role, person_id, denied) ",
            entries,
            |row, e| row
                .push_bind(e.audience)
                .push_bind(e.entry.role)
                .push_bind(e.entry.person)
                .push_bind(e.entry.denied),
            ""
        );
        Ok(())
    }

    async fn write_texts(&self, tx: &mut Tx) -> Result<(), Error> {
        let now = tx.now();
        bulk_insert!(
            tx,
            "INSERT INTO text (id, family_id, audience_id, language, body, author_id, \
                entered_by_agency, created_at, item_id) ",
            self.texts,
            |row, t| row
                .push_bind(t.id)
                .push_bind(t.family)
                .push_bind(t.audience)
                .push_bind(t.language.clone())
                .push_bind(t.body.clone())
                .push_bind(t.author)
                .push_bind(t.entered)
                .push_bind(now)
                .push_bind(t.item),
            ""
        );
        bulk_insert!(
            tx,
            "INSERT INTO translation (text_id, language, body, made_by, machine, created_at) ",
            self.translations,
            |row, t| row
                .push_bind(t.text)
                .push_bind(t.language.clone())
                .push_bind(t.body.clone())
                .push_bind(t.by.clone())
                .push_bind(t.machine)
                .push_bind(now),
            // A translation that a person wrote in the portal stays.
            " ON CONFLICT (text_id, language) DO UPDATE SET body = excluded.body, made_by = \
                excluded.made_by, machine = excluded.machine, created_at = excluded.created_at WHERE \
                translation.created_by_id IS NULL"
        );
        Ok(())
    }

    async fn write_plan_items(&mut self, tx: &mut Tx) -> Result<(), Error> {
        sort_by_references(&mut self.plan_items);
        bulk_insert!(
            tx,
            "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, \
                goal_id, order_id, benchmark_text_id, owner_id, owed_by_agency, due, state, \
             prerequisite_id, child_id, area, minutes, trips, weekday, starts, ends, \
                progress_text_id) ",
            self.plan_items,
            |row, l| row
                .push_bind(l.id)
                .push_bind(l.family)
                .push_bind(l.audience)
                .push_bind(l.key.clone())
                .push_bind(l.kind)
                .push_bind(l.position)
                .push_bind(l.text)
                .push_bind(l.goal)
                .push_bind(l.order)
                .push_bind(l.benchmark)
                .push_bind(l.owner)
                .push_bind(l.owed_by_agency)
                .push_bind(l.due)
                .push_bind(l.state)
                .push_bind(l.prerequisite)
                .push_bind(l.child)
                .push_bind(l.area)
                .push_bind(l.load.minutes)
                .push_bind(l.load.trips)
                .push_bind(l.load.weekday)
                .push_bind(l.load.starts)
                .push_bind(l.load.ends)
                .push_bind(l.so_far),
            // The state of an item that was reported on in the portal is newer than the file,
            // unless the report was withdrawn.
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, kind \
                = excluded.kind, position = excluded.position, \
             text_id = excluded.text_id, goal_id = excluded.goal_id, order_id = \
                excluded.order_id, benchmark_text_id = excluded.benchmark_text_id, owner_id = \
                excluded.owner_id, \
             owed_by_agency = excluded.owed_by_agency, due = excluded.due, prerequisite_id = \
                excluded.prerequisite_id, child_id = excluded.child_id, area = excluded.area, \
             minutes = excluded.minutes, trips = excluded.trips, weekday = excluded.weekday, \
                starts = excluded.starts, ends = excluded.ends, progress_text_id = \
                excluded.progress_text_id, state = CASE WHEN EXISTS (SELECT 1 FROM plan_reply r \
                WHERE r.family_id = plan_item.family_id AND r.item_id = plan_item.id AND \
                r.withdrawn_at IS NULL \
             AND r.kind IN ('done', 'not_yet', 'need_help', 'cannot')) THEN plan_item.state ELSE \
                excluded.state END"
        );
        Ok(())
    }
}
