//! Publishing an imported plan as the version that the family reads.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, PersonId, TextId};
use model::import::ImportPlan;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::Error;
use crate::db::run_on;
use crate::plan::{insert_version_items, item_columns, snapshot_items};
use crate::translations::new_words;

/// The texts that give the reasons for the permanency goals.
pub(super) struct PermanencyReasons {
    pub permanency: Option<TextId>,
    pub concurrent: Option<TextId>,
}

/// The number of the plan's version, and who published it; `None` if an import did.
type CurrentVersion = (i32, Option<PersonId>);

/// The number that a version has while another one replaces it. No version is negative.
const SET_ASIDE: i32 = -1;

/// A permanency column of the plan `p`, or of its earlier version `o` where the goals were edited
/// in the portal.
macro_rules! published_goal {
    ($column:literal) => {
        concat!(
            "CASE WHEN p.revision = 1 THEN p.",
            $column,
            " ELSE o.",
            $column,
            " END"
        )
    };
}

impl ImportTransaction {
    /// Publishes the imported plan, replacing a version that was also imported. When a version
    /// published in the portal has the same or a higher number, the portal's version is newer: the
    /// import then changes only the working copy, which a worker publishes. What was edited in the
    /// portal is not published either: it stays in the version as it was.
    pub(super) async fn publish_imported_version(
        &mut self,
        context: &FamilyContext<'_>,
        audience: AudienceId,
        plan: &ImportPlan,
        reasons: &PermanencyReasons,
    ) -> Result<(), Error> {
        let current = if context.is_update {
            self.load_current_version(context.family).await?
        } else {
            None
        };
        let (version, publish) = match current {
            None => (plan.version, true),
            Some((version, Some(_))) if plan.version <= version => (version, false),
            // Never lowered: links and printed copies name a version by its number.
            Some((version, _)) => (version.max(plan.version), true),
        };
        self.upsert_plan_row(context.family, audience, version, plan)
            .await?;
        self.update_permanency_goals(context.family, plan, reasons)
            .await?;
        if !publish {
            return Ok(());
        }
        // Without an earlier version nothing is taken from one: no row has this number.
        let Some((earlier, _)) = current else {
            return self.insert_version(context.family, SET_ASIDE).await;
        };
        let replaces = earlier == version;
        // Deleted only at the end: what was edited in the portal is copied from it before.
        if replaces {
            self.set_version_aside(context.family, version).await?;
        }
        let earlier = if replaces { SET_ASIDE } else { earlier };
        self.insert_version(context.family, earlier).await?;
        self.keep_published_items(context.family, earlier).await?;
        new_words::keep_in_version(&mut self.tx, context.family, earlier).await?;
        if replaces {
            self.delete_version(context.family, SET_ASIDE).await?;
        }
        Ok(())
    }

    async fn load_current_version(
        &mut self,
        family: FamilyId,
    ) -> Result<Option<CurrentVersion>, Error> {
        // Who published it tells a version of the portal from an imported one.
        run_on!(self.tx, |c| {
            sqlx::query_as(
                "SELECT p.version, v.created_by_id FROM plan p LEFT JOIN plan_version v ON \
                    v.family_id = p.family_id AND v.version = p.version WHERE p.family_id = $1",
            )
            .bind(family)
            .fetch_optional(c)
        })
    }

    async fn upsert_plan_row(
        &mut self,
        family: FamilyId,
        audience: AudienceId,
        version: i32,
        plan: &ImportPlan,
    ) -> Result<(), Error> {
        run_on!(self.tx, |c| {
            sqlx::query(
            "INSERT INTO plan (family_id, audience_id, version, since) VALUES ($1, $2, $3, $4)
             ON CONFLICT (family_id) DO UPDATE SET audience_id = excluded.audience_id, version = excluded.version, since = excluded.since")
            .bind(family).bind(audience).bind(version).bind(plan.since.to_sqlx()).execute(c)
        })?;
        Ok(())
    }

    async fn update_permanency_goals(
        &mut self,
        family: FamilyId,
        plan: &ImportPlan,
        reasons: &PermanencyReasons,
    ) -> Result<(), Error> {
        // A revision above 1 means that the permanency goals were edited in the portal. The edit is
        // newer than any file and is not overwritten.
        run_on!(self.tx, |c| {
            sqlx::query(
            "UPDATE plan SET permanency = $2, permanency_since = $3, permanency_by = $4, permanency_why = $5, concurrent = $6, concurrent_since = $7,
             concurrent_by = $8, concurrent_why = $9 WHERE family_id = $1 AND revision = 1")
            .bind(family).bind(plan.permanency.as_ref().map(|d| d.goal)).bind(plan.permanency.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.permanency.as_ref().and_then(|d| d.by)).bind(reasons.permanency)
            .bind(plan.concurrent.as_ref().map(|d| d.goal)).bind(plan.concurrent.as_ref().map(|d| d.since.to_sqlx()))
            .bind(plan.concurrent.as_ref().and_then(|d| d.by)).bind(reasons.concurrent).execute(c)
        })?;
        Ok(())
    }

    async fn delete_version(&mut self, family: FamilyId, version: i32) -> Result<(), Error> {
        for statement in [
            "DELETE FROM plan_version_item WHERE family_id = $1 AND version = $2",
            "DELETE FROM plan_version WHERE family_id = $1 AND version = $2",
        ] {
            run_on!(self.tx, |c| sqlx::query(statement)
                .bind(family)
                .bind(version)
                .execute(c))?;
        }
        Ok(())
    }

    async fn set_version_aside(&mut self, family: FamilyId, version: i32) -> Result<(), Error> {
        for statement in [
            "UPDATE plan_version_item SET version = $3 WHERE family_id = $1 AND version = $2",
            "UPDATE plan_version SET version = $3 WHERE family_id = $1 AND version = $2",
        ] {
            run_on!(self.tx, |c| sqlx::query(statement)
                .bind(family)
                .bind(version)
                .bind(SET_ASIDE)
                .execute(c))?;
        }
        Ok(())
    }

    /// Copies what the file decides of the working copy into the version that the plan has now.
    /// Permanency goals that were edited in the portal are those of the version `earlier`.
    async fn insert_version(&mut self, family: FamilyId, earlier: i32) -> Result<(), Error> {
        run_on!(self.tx, |c| {
            sqlx::query(concat!(
                "INSERT INTO plan_version (family_id, version, audience_id, since, permanency, \
                permanency_since, permanency_by, permanency_why, concurrent, concurrent_since, \
                concurrent_by, concurrent_why) SELECT p.family_id, p.version, p.audience_id, \
                p.since, ",
                published_goal!("permanency"),
                ", ",
                published_goal!("permanency_since"),
                ", ",
                published_goal!("permanency_by"),
                ", ",
                published_goal!("permanency_why"),
                ", ",
                published_goal!("concurrent"),
                ", ",
                published_goal!("concurrent_since"),
                ", ",
                published_goal!("concurrent_by"),
                ", ",
                published_goal!("concurrent_why"),
                " FROM plan p LEFT JOIN plan_version o ON o.family_id = p.family_id AND o.version \
                = $2 WHERE p.family_id = $1"
            ))
            .bind(family)
            .bind(earlier)
            .execute(c)
        })?;
        // Own words are read from the working copy, with or without an edit in the portal.
        run_on!(self.tx, |c| sqlx::query(concat!(
            snapshot_items!("NULL"),
            " AND (i.changed_at IS NULL OR i.kind = 'own_words')"
        ))
        .bind(family)
        .execute(c))?;
        Ok(())
    }

    /// Copies the items that were edited in the portal from the version `earlier`. Where the edit
    /// was published, they are the same there as in the working copy; an item that was added and
    /// not published is not there.
    async fn keep_published_items(&mut self, family: FamilyId, earlier: i32) -> Result<(), Error> {
        run_on!(self.tx, |c| sqlx::query(concat!(
            insert_version_items!(),
            "SELECT l.family_id, p.version, l.item_id, l.audience_id, l.kind, l.position, ",
            item_columns!("l"),
            ", NULL FROM plan_version_item l JOIN plan p ON p.family_id = l.family_id JOIN \
            plan_item i ON i.id = l.item_id WHERE l.family_id = $1 AND l.version = $2 AND \
            i.changed_at IS NOT NULL AND i.kind <> 'own_words'"
        ))
        .bind(family)
        .bind(earlier)
        .execute(c))?;
        Ok(())
    }
}
