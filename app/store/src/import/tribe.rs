//! Importing what is known about the tribes of a family's children.

use std::collections::{HashMap, HashSet};

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildId, ChildTribeId, PersonId, TextId, TribeEntryId};
use model::import::{ImportActiveEffort, ImportChild, ImportChildTribe, ImportFamily};
use model::policy::ResourceKind;
use model::role::Role;
use model::team::tribe::TribeEntryKind;

use super::ImportTransaction;
use super::children::ChildrenByKey;
use super::import_text::FamilyContext;
use crate::Error;
use crate::db::{bulk_insert, run_on};
use crate::team::tribe::facts::narrow_to_tribe;

struct ChildTribeInsert<'a> {
    id: ChildTribeId,
    child: ChildId,
    audience: AudienceId,
    good_cause: Option<TextId>,
    row: &'a ImportChildTribe,
}

struct EffortInsert<'a> {
    id: TribeEntryId,
    row: ChildTribeId,
    text: TextId,
    effort: &'a ImportActiveEffort,
}

/// A row that was imported before.
#[derive(Debug, Clone, Copy)]
struct StoredChildTribe {
    id: ChildTribeId,
    good_cause: Option<TextId>,
    /// True when a worker changed it in the portal.
    is_changed: bool,
}

/// What was imported before, by import key.
#[derive(Debug, Default)]
struct StoredTribes {
    rows: HashMap<String, StoredChildTribe>,
    effort_texts: HashMap<String, TextId>,
    withdrawn_efforts: HashSet<String>,
}

impl ImportTransaction {
    /// Adds rows and active efforts, or updates those with the same keys. A row that a worker
    /// changed in the portal stays, and a withdrawn effort stays withdrawn.
    pub(super) async fn upsert_child_tribes(
        &mut self,
        context: &mut FamilyContext<'_>,
        family: &ImportFamily,
        children: &ChildrenByKey<'_>,
    ) -> Result<(), Error> {
        // A file without tribes costs no statement.
        if family.children.iter().all(|child| child.tribes.is_empty()) {
            return Ok(());
        }
        let stored = self.load_stored_tribes(context).await?;
        let (mut rows, mut efforts) = (Vec::new(), Vec::new());
        for child in &family.children {
            let (child_id, person) = children
                .get(child.key.as_str())
                .copied()
                .ok_or(Error::NotFound)?;
            for row in &child.tribes {
                let audience = self.tribe_audience(context, child, person, row).await?;
                let before = stored.rows.get(&row.key).copied();
                // The id of the stored row is kept, because entries of the portal refer to it.
                let id = before.map_or_else(|| self.tx.clock().new_id(), |before| before.id);
                // Also for a row that a worker changed: efforts are rows of their own.
                efforts.extend(
                    self.effort_rows(context, (id, audience), row, &stored)
                        .await?,
                );
                if before.is_some_and(|before| before.is_changed) {
                    continue;
                }
                let old = before.and_then(|before| before.good_cause);
                // Texts are never overwritten: `upsert_text` keeps the row of unchanged words, with
                // its translations, and adds another one for new words.
                let good_cause = match &row.good_cause {
                    Some(words) => Some(
                        self.upsert_text(context, old, audience, None, words)
                            .await?,
                    ),
                    None => None,
                };
                rows.push(ChildTribeInsert {
                    id,
                    child: child_id,
                    audience,
                    good_cause,
                    row,
                });
            }
        }
        // The texts and the audiences are in the batch, and the rows refer to them.
        self.flush_batch().await?;
        self.write_child_tribes(context, &rows).await?;
        self.write_active_efforts(context, &efforts).await
    }

    /// The active efforts of a row; their texts are added to the batch.
    async fn effort_rows<'a>(
        &mut self,
        context: &FamilyContext<'_>,
        (id, audience): (ChildTribeId, AudienceId),
        row: &'a ImportChildTribe,
        stored: &StoredTribes,
    ) -> Result<Vec<EffortInsert<'a>>, Error> {
        let mut efforts = Vec::new();
        for effort in &row.active_efforts {
            // Importing its words would show them to the readers of the row again.
            if stored.withdrawn_efforts.contains(&effort.key) {
                continue;
            }
            let old = stored.effort_texts.get(&effort.key).copied();
            let text = self
                .upsert_text(context, old, audience, None, &effort.words)
                .await?;
            efforts.push(EffortInsert {
                id: self.tx.clock().new_id(),
                row: id,
                text,
                effort,
            });
        }
        Ok(efforts)
    }

    async fn write_child_tribes(
        &mut self,
        context: &FamilyContext<'_>,
        rows: &[ChildTribeInsert<'_>],
    ) -> Result<(), Error> {
        let (family, now) = (context.family, self.tx.now());
        bulk_insert!(
            self.tx,
            "INSERT INTO child_tribe (id, family_id, audience_id, child_id, key, tribe, asked_on, \
                asked_by, notified_on, notified_how, answer, answered_on, preference, \
                preference_followed, good_cause_id, revision, written_at) ",
            rows,
            |row, r| row
                .push_bind(r.id)
                .push_bind(family)
                .push_bind(r.audience)
                .push_bind(r.child)
                .push_bind(r.row.key.clone())
                .push_bind(r.row.tribe.clone())
                .push_bind(r.row.asked_on.map(|day| day.to_sqlx()))
                .push_bind(r.row.asked_by.clone())
                .push_bind(r.row.notified_on.map(|day| day.to_sqlx()))
                .push_bind(r.row.notified_how)
                .push_bind(r.row.answer)
                .push_bind(r.row.answered_on.map(|day| day.to_sqlx()))
                .push_bind(r.row.preference)
                .push_bind(r.row.preference_followed)
                .push_bind(r.good_cause)
                .push_bind(1_i32)
                .push_bind(now),
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, \
                child_id = excluded.child_id, tribe = excluded.tribe, asked_on = \
                excluded.asked_on, asked_by = excluded.asked_by, notified_on = \
                excluded.notified_on, notified_how = excluded.notified_how, answer = \
                excluded.answer, answered_on = excluded.answered_on, preference = \
                excluded.preference, preference_followed = excluded.preference_followed, \
                good_cause_id = excluded.good_cause_id, revision = child_tribe.revision + 1, \
                written_at = excluded.written_at"
        );
        Ok(())
    }

    async fn write_active_efforts(
        &mut self,
        context: &FamilyContext<'_>,
        efforts: &[EffortInsert<'_>],
    ) -> Result<(), Error> {
        let (family, now) = (context.family, self.tx.now());
        bulk_insert!(
            self.tx,
            "INSERT INTO tribe_entry (id, family_id, child_tribe_id, key, kind, day, text_id, \
                created_at) ",
            efforts,
            |row, e| row
                .push_bind(e.id)
                .push_bind(family)
                .push_bind(e.row)
                .push_bind(e.effort.key.clone())
                .push_bind(TribeEntryKind::ActiveEffort)
                .push_bind(e.effort.day.to_sqlx())
                .push_bind(e.text)
                .push_bind(now),
            " ON CONFLICT (family_id, key) DO UPDATE SET child_tribe_id = \
                excluded.child_tribe_id, day = excluded.day, text_id = excluded.text_id"
        );
        Ok(())
    }

    /// Who reads a row: those whom the file names, else the readers of the child without the roles
    /// that may never read about a tribe.
    async fn tribe_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        child: &ImportChild,
        person: Option<PersonId>,
        row: &ImportChildTribe,
    ) -> Result<AudienceId, Error> {
        let own = person.as_slice();
        // The audience of the file is taken as it is: `check_family` has refused the roles that may
        // never read about a tribe.
        let entries = if row.audience.is_some() {
            self.audience_entries(row.audience.as_ref(), ResourceKind::Tribe, own)?
        } else {
            let of_child =
                self.audience_entries(child.audience.as_ref(), ResourceKind::ChildLife, own)?;
            let members = context
                .roles
                .iter()
                .map(|(key, role)| Ok((self.person_id(key)?, *role)))
                .collect::<Result<Vec<(PersonId, Role)>, Error>>()?;
            narrow_to_tribe(of_child, &members)
        };
        self.find_or_add_audience(context, entries).await
    }

    async fn load_stored_tribes(
        &mut self,
        context: &FamilyContext<'_>,
    ) -> Result<StoredTribes, Error> {
        // A new family has nothing to compare with, which spares two statements for each family of
        // a first import.
        if !context.is_update {
            return Ok(StoredTribes::default());
        }
        let rows: Vec<(String, ChildTribeId, Option<TextId>, Option<PersonId>)> =
            run_on!(self.tx, |c| sqlx::query_as(
                // Rows without a key were added in the portal. An import neither changes nor
                // removes them.
                "SELECT key, id, good_cause_id, written_by_id FROM child_tribe WHERE family_id = \
                    $1 AND key IS NOT NULL"
            )
            .bind(context.family)
            .fetch_all(c))?;
        let efforts: Vec<(String, TextId, bool)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT key, text_id, (withdrawn_at IS NOT NULL) AS is_withdrawn FROM tribe_entry \
                WHERE family_id = $1 AND key IS NOT NULL"
        )
        .bind(context.family)
        .fetch_all(c))?;
        let withdrawn = efforts.iter().filter(|(.., is_withdrawn)| *is_withdrawn);
        let withdrawn_efforts = withdrawn.map(|(key, ..)| key.clone()).collect();
        let efforts = efforts.into_iter().map(|(key, text, _)| (key, text));
        let rows = rows.into_iter().map(|(key, id, good_cause, changed_by)| {
            let stored = StoredChildTribe {
                id,
                good_cause,
                is_changed: changed_by.is_some(),
            };
            (key, stored)
        });
        Ok(StoredTribes {
            rows: rows.collect(),
            effort_texts: efforts.collect(),
            withdrawn_efforts,
        })
    }
}
