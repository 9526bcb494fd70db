//! Importing what statutory clocks need: the holidays of the agency, and the dates of the case of
//! each child.

use std::collections::BTreeMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildId};
use model::import::{ImportAgency, ImportCaseDate, ImportFamily};
use model::policy::ResourceKind;
use sqlx::types::Json;

use super::ImportTransaction;
use super::children::ChildrenByKey;
use super::import_text::{FamilyContext, language_tag};
use crate::Error;
use crate::db::{bulk_insert, run_on};

struct CaseDateInsert<'a> {
    id: uuid::Uuid,
    audience: AudienceId,
    child: Option<ChildId>,
    date: &'a ImportCaseDate,
}

impl ImportTransaction {
    /// Replaces the agency's holidays. None in the file leaves the stored ones unchanged.
    pub(super) async fn replace_holidays(&mut self, agency: &ImportAgency) -> Result<(), Error> {
        if agency.holidays.is_empty() {
            return Ok(());
        }
        // Replaced as a whole, so that a day that the agency has dropped is gone.
        run_on!(self.tx, |c| sqlx::query(
            "DELETE FROM agency_holiday WHERE agency_id = $1"
        )
        .bind(self.agency)
        .execute(c))?;
        for holiday in &agency.holidays {
            let names: BTreeMap<String, &str> = holiday
                .translations
                .iter()
                .map(|one| (language_tag(&one.language), one.words.as_str()))
                .collect();
            // The last of several on one day counts.
            run_on!(self.tx, |c| sqlx::query(
                "INSERT INTO agency_holiday (agency_id, day, name, names) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (agency_id, day) DO UPDATE SET name = excluded.name, names = \
                    excluded.names"
            )
            .bind(self.agency)
            .bind(holiday.day.to_sqlx())
            .bind(&holiday.name)
            .bind(Json(&names))
            .execute(c))?;
        }
        Ok(())
    }

    /// Replaces the imported dates of the case of all children. None in the file leaves the stored
    /// ones unchanged. Those that a worker noted in the portal stay, with the audience of their
    /// case.
    pub(super) async fn replace_case_dates(
        &mut self,
        context: &mut FamilyContext<'_>,
        family: &ImportFamily,
        children: &ChildrenByKey<'_>,
    ) -> Result<(), Error> {
        if family.case_dates.is_empty() {
            return Ok(());
        }
        let (mut rows, mut audiences) = (Vec::new(), Vec::new());
        for case in &family.case_dates {
            let child = match case.child.as_deref() {
                Some(key) => Some(children.get(key).ok_or(Error::NotFound)?.0),
                None => None,
            };
            let audience = self
                .find_or_add_item_audience(
                    context,
                    case.audience.as_ref(),
                    ResourceKind::SharedPlan,
                    &[],
                )
                .await?;
            audiences.push((child, audience));
            rows.extend(case.dates.iter().map(|date| CaseDateInsert {
                id: self.tx.clock().new_id(),
                audience,
                child,
                date,
            }));
        }
        // The audiences are in the batch, and the rows refer to them.
        self.flush_batch().await?;
        let family_id = context.family;
        if context.is_update {
            run_on!(self.tx, |c| sqlx::query(
                "DELETE FROM case_date WHERE family_id = $1 AND created_by_id IS NULL"
            )
            .bind(family_id)
            .execute(c))?;
            for (child, audience) in audiences {
                run_on!(self.tx, |c| sqlx::query(
                    "UPDATE case_date SET audience_id = $3 WHERE family_id = $1 AND child_id IS \
                        NOT DISTINCT FROM $2"
                )
                .bind(family_id)
                .bind(child)
                .bind(audience)
                .execute(c))?;
            }
        }
        bulk_insert!(
            self.tx,
            "INSERT INTO case_date (id, family_id, audience_id, child_id, kind, day) ",
            rows,
            |row, d| row
                .push_bind(d.id)
                .push_bind(family_id)
                .push_bind(d.audience)
                .push_bind(d.child)
                .push_bind(d.date.kind)
                .push_bind(d.date.day.to_sqlx()),
            ""
        );
        Ok(())
    }
}
