//! The effect of an import on authorization: it can narrow the audience of a plan item that was
//! edited in the portal, and it reports members who keep access although the file does not name
//! them.

use model::id::{AudienceId, ItemId, PersonId};
use model::import::ImportFamily;
use model::policy::resource_kind;
use model::role::Role;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use super::plan_item_row::PlanItemRow;
use crate::db::run_on;
use crate::{Error, audience};

/// A person who has access to a family although its record in the file does not name them. An
/// import never ends access because a person is missing: the file may cover only a part of the
/// agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetainedAccess {
    /// The import key of the family; `person` is that of the person.
    pub family: String,
    pub person: String,
    pub role: Role,
}

impl ImportTransaction {
    /// Narrows the audience of a plan item that was edited in the portal to its intersection with
    /// the audience in the file. The file never widens it, because the portal's edit is newer. The
    /// owner assigned in the portal keeps access, unless the file excludes them by name.
    ///
    /// # Errors
    /// `NotFound` when the plan item does not exist, or the file names an unknown person.
    pub(super) async fn narrow_item_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        item: ItemId,
        current_audience: AudienceId,
        row: &PlanItemRow<'_>,
    ) -> Result<(), Error> {
        let found: Option<(String, Option<PersonId>)> = run_on!(self.tx, |c| {
            sqlx::query_as(
                "SELECT a.key, i.owner_id FROM plan_item i JOIN audience a ON a.id = \
                i.audience_id WHERE i.id = $1 AND a.id = $2",
            )
            .bind(item)
            .bind(current_audience)
            .fetch_optional(c)
        })?;
        let (key, owner) = found.ok_or(Error::NotFound)?;
        let roles_of: Vec<(PersonId, Role)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT person_id, role FROM membership WHERE family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))?;
        let own: Vec<PersonId> = row.own.iter().copied().chain(owner).collect();
        let file = self.audience_entries(row.audience, resource_kind(row.kind), &own)?;
        let mut both = audience::intersect_audiences(&audience::parse_key(&key), &file, &roles_of);
        if audience::audience_key(&mut both) == key {
            return Ok(());
        }
        let audience = self.find_or_add_audience(context, both).await?;
        // The item's texts and replies need no update: they are visible only to people who can also
        // see the item.
        run_on!(self.tx, |c| sqlx::query(
            "UPDATE plan_item SET audience_id = $2 WHERE id = $1"
        )
        .bind(item)
        .bind(audience)
        .execute(c))?;
        Ok(())
    }

    /// Collects the current and future team members whom the file does not name in this role.
    pub(super) async fn record_retained_access(
        &mut self,
        context: &FamilyContext<'_>,
        family: &ImportFamily,
    ) -> Result<(), Error> {
        let today = self.tx.today_in(&self.zone);
        // Also people whose membership has not begun: they get access on a later day.
        let members: Vec<(String, Role)> =
            run_on!(self.tx, |c| {
                sqlx::query_as(
            "SELECT p.key, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE \
                m.family_id = $1 AND (m.until IS NULL OR m.until > $2) ORDER BY p.key, m.role")
            .bind(context.family).bind(today).fetch_all(c)
            })?;
        let unnamed = members.into_iter().filter(|(key, role)| {
            !family
                .members
                .iter()
                .any(|member| member.person == *key && member.role == *role)
        });
        self.findings
            .retained_access
            .extend(unnamed.map(|(person, role)| RetainedAccess {
                family: family.key.clone(),
                person,
                role,
            }));
        Ok(())
    }
}
