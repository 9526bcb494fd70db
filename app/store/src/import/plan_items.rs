//! Importing plan items: adding new ones, and updating those that were not edited in the portal.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};
use model::import::{ImportPlanItem, ImportText};
use model::plan::PlanItemKind;
use model::policy::resource_kind;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use super::insert_batch::PlanItemInsert;
use super::plan_item_row::PlanItemRow;
use crate::Error;
use crate::db::run_on;

/// An existing plan item with the same key.
#[derive(sqlx::FromRow)]
struct ExistingItem {
    id: ItemId,
    audience_id: AudienceId,
    text_id: TextId,
    benchmark_text_id: Option<TextId>,
    progress_text_id: Option<TextId>,
    /// True when it was edited in the portal.
    edited: bool,
}

/// The texts of a plan item in the database.
struct ItemTexts {
    words: TextId,
    benchmark: Option<TextId>,
    so_far: Option<TextId>,
}

impl ImportTransaction {
    /// The author of a text that belongs to the family, such as own words or a family goal; else
    /// empty.
    pub(super) fn family_author(
        &self,
        kind: PlanItemKind,
        words: &ImportText,
    ) -> Result<Vec<PersonId>, Error> {
        let author = words.by.as_deref().filter(|_| kind.is_family_voice());
        author.map(|by| self.person_id(by)).into_iter().collect()
    }

    /// Adds a plan item to the batch, or updates the existing one with the same key, and returns
    /// its id.
    pub(crate) async fn upsert_plan_item(
        &mut self,
        context: &mut FamilyContext<'_>,
        position: i32,
        row: &PlanItemRow<'_>,
    ) -> Result<ItemId, Error> {
        let old = if context.is_update {
            self.load_existing_item(context.family, row.key).await?
        } else {
            None
        };
        if let Some(old) = old.as_ref().filter(|old| old.edited) {
            // An edit in the portal is newer than any file, so the item is not overwritten. But a
            // person whom the audience in the file excludes loses access.
            if row.audience.is_some() {
                self.narrow_item_audience(context, old.id, old.audience_id, row)
                    .await?;
            }
            return Ok(old.id);
        }
        let audience = self
            .find_or_add_item_audience(context, row.audience, resource_kind(row.kind), &row.own)
            .await?;
        let id = old
            .as_ref()
            .map_or_else(|| self.tx.clock().new_id(), |old| old.id);
        let texts = self
            .upsert_item_texts(context, audience, id, old.as_ref(), row)
            .await?;
        self.batch.plan_items.push(PlanItemInsert {
            id,
            family: context.family,
            audience,
            key: row.key.to_owned(),
            kind: row.kind,
            position,
            text: texts.words,
            goal: row.goal,
            order: row.order,
            // Set by `link_prerequisites`.
            prerequisite: None,
            child: row.child,
            area: row.area,
            load: row.load,
            benchmark: texts.benchmark,
            so_far: texts.so_far,
            owner: row.owner,
            owed_by_agency: row.owed_by_agency,
            due: row.due.map(|due| due.to_sqlx()),
            state: row.state,
        });
        Ok(id)
    }

    async fn load_existing_item(
        &mut self,
        family: FamilyId,
        key: &str,
    ) -> Result<Option<ExistingItem>, Error> {
        run_on!(self.tx, |c| {
            sqlx::query_as(
                "SELECT id, audience_id, text_id, benchmark_text_id, progress_text_id, \
                    changed_at IS NOT NULL AS edited FROM plan_item WHERE family_id = $1 AND key \
                    = $2",
            )
            .bind(family)
            .bind(key)
            .fetch_optional(c)
        })
    }

    async fn upsert_item_texts(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        item: ItemId,
        old: Option<&ExistingItem>,
        row: &PlanItemRow<'_>,
    ) -> Result<ItemTexts, Error> {
        let words = self
            .upsert_text(
                context,
                old.map(|old| old.text_id),
                audience,
                Some(item),
                row.words,
            )
            .await?;
        let mut extra_texts = [None, None];
        for (slot, (words, old_text)) in extra_texts.iter_mut().zip([
            (row.benchmark, old.and_then(|old| old.benchmark_text_id)),
            (row.so_far, old.and_then(|old| old.progress_text_id)),
        ]) {
            if let Some(words) = words {
                *slot = Some(
                    self.upsert_text(context, old_text, audience, Some(item), words)
                        .await?,
                );
            }
        }
        let [benchmark, so_far] = extra_texts;
        Ok(ItemTexts {
            words,
            benchmark,
            so_far,
        })
    }
}

pub(super) fn simple_item_row(
    item: &ImportPlanItem,
    kind: PlanItemKind,
    own: Vec<PersonId>,
) -> PlanItemRow<'_> {
    // What makes a worry safe is stored as its benchmark, as in the portal's form.
    let (benchmark, so_far) = (item.safe_when.as_ref(), item.so_far.as_ref());
    PlanItemRow {
        audience: item.audience.as_ref(),
        benchmark,
        so_far,
        ..PlanItemRow::with_text_only(&item.key, kind, &item.words, own)
    }
}
