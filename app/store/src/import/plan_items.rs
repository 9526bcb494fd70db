//! Importing plan items: adding new ones, and updating those that were not edited in the portal.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ItemId, PersonId, TextId};
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
    benchmark_id: Option<TextId>,
    so_far_id: Option<TextId>,
    /// True when it was edited in the portal.
    edited: bool,
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
        let old: Option<ExistingItem> = if context.is_update {
            run_on!(self.tx, |c| {
                sqlx::query_as(
                    "SELECT id, audience_id, text_id, benchmark_id, so_far_id, \
                    changed_at IS NOT NULL AS edited FROM plan_item WHERE family_id = $1 AND key \
                    = $2",
                )
                .bind(context.family)
                .bind(row.key)
                .fetch_optional(c)
            })?
        } else {
            None
        };
        if let Some(ExistingItem {
            id,
            audience_id,
            edited: true,
            ..
        }) = old
        {
            // An edit in the portal is newer than any file, so the item is not overwritten. But a
            // person whom the audience in the file excludes loses access.
            if row.audience.is_some() {
                self.narrow_item_audience(context, id, audience_id, row)
                    .await?;
            }
            return Ok(id);
        }
        let audience = self
            .find_or_add_item_audience(context, row.audience, resource_kind(row.kind), &row.own)
            .await?;
        let id = old
            .as_ref()
            .map_or_else(|| self.tx.clock().new_id(), |old| old.id);
        let text = self
            .upsert_text(
                context,
                old.as_ref().map(|old| old.text_id),
                audience,
                Some(id),
                row.words,
            )
            .await?;
        let mut extra_texts = [None, None];
        for (slot, (words, old_text)) in extra_texts.iter_mut().zip([
            (row.benchmark, old.as_ref().and_then(|old| old.benchmark_id)),
            (row.so_far, old.as_ref().and_then(|old| old.so_far_id)),
        ]) {
            if let Some(words) = words {
                *slot = Some(
                    self.upsert_text(context, old_text, audience, Some(id), words)
                        .await?,
                );
            }
        }
        let [benchmark, so_far] = extra_texts;
        self.batch.plan_items.push(PlanItemInsert {
            id,
            family: context.family,
            audience,
            key: row.key.to_owned(),
            kind: row.kind,
            position,
            text,
            goal: row.goal,
            order: row.order,
            prerequisite: None,
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
}

pub(super) fn simple_item_row(
    item: &ImportPlanItem,
    kind: PlanItemKind,
    own: Vec<PersonId>,
) -> PlanItemRow<'_> {
    let (benchmark, so_far) = (item.safe_when.as_ref(), item.so_far.as_ref());
    PlanItemRow {
        audience: item.audience.as_ref(),
        benchmark,
        so_far,
        ..PlanItemRow::with_text_only(&item.key, kind, &item.words, own)
    }
}
