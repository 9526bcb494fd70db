//! Who reads about a contact: the choices of the form, and the audience of each.

use model::id::{AudienceId, FamilyId, PersonId};
use model::policy::{ResourceKind, default_roles};
use model::team::ContactReaders;

use crate::audience::{self, AudienceEntry};
use crate::db::run_on;
use crate::team::load_members;
use crate::{Error, Tx};

/// The entries of the audience of a contact.
fn reader_entries(readers: ContactReaders) -> Vec<AudienceEntry> {
    match readers {
        ContactReaders::Team => default_roles(ResourceKind::Team)
            .into_iter()
            .map(AudienceEntry::for_role)
            .collect(),
        ContactReaders::OnlyWith(person) => audience::private_to(person),
    }
}

/// The choice that made an audience with this key; `None` if no choice of the form did.
pub(super) fn readers_of(key: &str) -> Option<ContactReaders> {
    // Compared by the key of the audience and not by its id: an import may have made the same one.
    let is_made_by = |readers| audience::audience_key(&mut reader_entries(readers)) == key;
    if is_made_by(ContactReaders::Team) {
        return Some(ContactReaders::Team);
    }
    audience::parse_key(key)
        .iter()
        .filter_map(|entry| entry.person.map(ContactReaders::OnlyWith))
        .find(|readers| is_made_by(*readers))
}

/// Whether a person is a family member on the team today, with whom alone a contact can be shared.
async fn is_family_member(tx: &mut Tx, family: FamilyId, person: PersonId) -> Result<bool, Error> {
    // Only of today's team: shared with someone who has left, the contact would be read by the
    // workers alone.
    let members = load_members(tx, family).await?;
    Ok(members
        .iter()
        .any(|member| member.person_id == person && member.role.is_family()))
}

/// The audience of a contact with these readers.
pub(super) async fn find_audience(
    tx: &mut Tx,
    family: FamilyId,
    readers: Option<ContactReaders>,
) -> Result<AudienceId, Error> {
    let readers = readers.ok_or(Error::Invalid("team-readers"))?;
    if let ContactReaders::OnlyWith(person) = readers
        && !is_family_member(tx, family, person).await?
    {
        return Err(Error::Invalid("team-readers"));
    }
    audience::find_or_add(tx, family, reader_entries(readers)).await
}

/// Whether this audience lets in every role that reads the team list, and excludes no one.
pub(in crate::team) async fn is_for_team(tx: &mut Tx, audience: AudienceId) -> Result<bool, Error> {
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.key FROM audience a WHERE a.id = $1"
    )
    .bind(audience)
    .fetch_optional(c))?;
    Ok(row.is_some_and(|(key,)| readers_of(&key) == Some(ContactReaders::Team)))
}

#[cfg(test)]
mod tests;
