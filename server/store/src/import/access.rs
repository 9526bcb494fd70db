//! What an import does to who sees what: it can always narrow, and it tells who keeps access without being named.

use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ItemId, PersonId};
use model::import::Family;
use model::policy::thing_of;
use model::role::Role;

use super::Import;
use super::family::Row;
use super::words::Here;
use crate::db::on;
use crate::{Error, audience};

/// Somebody whom a file does not name any more for a family that they can still open. The portal ends nobody's access
/// because a file is silent: a file may be of a part of the agency only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepsAccess {
    /// Keys of the family and of the person.
    pub family: String,
    pub person: String,
    pub role: Role,
}

impl Import {
    /// Narrows a line that was edited in the portal to those whom the file lets see it too. What the file would add, it does
    /// not: who sees it was decided in the portal since. Whoever the portal gave the step to goes on seeing it, unless the
    /// file shuts them out.
    pub(super) async fn narrow(&mut self, here: &mut Here<'_>, item: ItemId, now: AudienceId, row: &Row<'_>) -> Result<(), Error> {
        let found: Option<(String, Option<PersonId>)> = on!(self.tx, c => sqlx::query_as("SELECT a.key, i.owner_id FROM plan_item i JOIN audience a ON a.id = i.audience_id WHERE i.id = $1 AND a.id = $2")
                .bind(item).bind(now).fetch_optional(c))?;
        let (key, owner) = found.ok_or(Error::NotFound)?;
        let roles_of: Vec<(PersonId, Role)> =
            on!(self.tx, c => sqlx::query_as("SELECT person_id, role FROM membership WHERE family_id = $1").bind(here.family).fetch_all(c))?;
        let own: Vec<PersonId> = row.own.iter().copied().chain(owner).collect();
        let file = self.entries(row.audience, thing_of(row.kind), &own)?;
        let mut both = audience::narrowed(&audience::parse(&key), &file, &roles_of);
        if audience::key(&mut both) == key {
            return Ok(());
        }
        let audience = self.audience_of(here, both).await?;
        // Its words and what was said to it follow: a part is never seen by more people than its whole.
        on!(self.tx, c => sqlx::query("UPDATE plan_item SET audience_id = $2 WHERE id = $1").bind(item).bind(audience).execute(c))?;
        Ok(())
    }

    /// Notes who is on this family's team today, or will be, and is not named by the file.
    pub(super) async fn note_who_keeps_access(&mut self, here: &Here<'_>, family: &Family) -> Result<(), Error> {
        let today = self.tx.clock().today(&TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)).to_sqlx();
        let members: Vec<(String, Role)> = on!(self.tx, c => sqlx::query_as(
            "SELECT p.key, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.family_id = $1 AND (m.until IS NULL OR m.until > $2) ORDER BY p.key, m.role")
            .bind(here.family).bind(today).fetch_all(c))?;
        let unnamed = members.into_iter().filter(|(key, role)| !family.members.iter().any(|member| member.person == *key && member.role == *role));
        self.keeps_access.extend(unnamed.map(|(person, role)| KeepsAccess { family: family.key.clone(), person, role }));
        Ok(())
    }
}
