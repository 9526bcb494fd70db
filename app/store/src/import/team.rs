//! Importing the people of a team list who have no account.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, PersonId, TeamContactId, TextId};
use model::import::ImportTeamContact;
use model::policy::ResourceKind;
use model::role::Role;
use sqlx::types::Json;

use super::ImportTransaction;
use super::import_text::FamilyContext;
use crate::db::{bulk_insert, run_on};
use crate::{Error, audience};

struct ContactInsert<'a> {
    id: TeamContactId,
    audience: AudienceId,
    note: Option<TextId>,
    contact: &'a ImportTeamContact,
}

impl ImportTransaction {
    /// Adds contacts, or updates those with the same keys. What a worker changed in the portal is
    /// replaced, as for a calendar event, but no more people read about a contact than before.
    pub(super) async fn upsert_team_contacts(
        &mut self,
        context: &mut FamilyContext<'_>,
        contacts: &[ImportTeamContact],
    ) -> Result<(), Error> {
        if contacts.is_empty() {
            return Ok(());
        }
        let rows = self.contact_rows(context, contacts).await?;
        // The texts and the audiences are in the batch, and the rows of the contacts refer to them.
        self.flush_batch().await?;
        let (family, now) = (context.family, self.tx.now());
        bulk_insert!(
            self.tx,
            "INSERT INTO team_contact (id, family_id, audience_id, key, name, kind, organization, \
                phone, languages, hours, note_id, since, until, created_at, revision) ",
            rows,
            |row, k| row
                .push_bind(k.id)
                .push_bind(family)
                .push_bind(k.audience)
                .push_bind(k.contact.key.clone())
                .push_bind(k.contact.name.clone())
                .push_bind(k.contact.kind)
                .push_bind(k.contact.organization.clone())
                .push_bind(k.contact.phone.clone())
                .push_bind(Json(k.contact.languages.clone()))
                .push_bind(k.contact.hours.clone())
                .push_bind(k.note)
                .push_bind(k.contact.since.to_sqlx())
                .push_bind(k.contact.until.map(|until| until.to_sqlx()))
                .push_bind(now)
                .push_bind(1_i32),
            " ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, name \
                = excluded.name, kind = excluded.kind, organization = excluded.organization, phone \
                = excluded.phone, languages = excluded.languages, hours = excluded.hours, note_id \
                = excluded.note_id, since = excluded.since, until = excluded.until, changed_by_id \
                = NULL, changed_at = excluded.created_at, revision = team_contact.revision + 1"
        );
        Ok(())
    }

    /// The rows of the contacts; their texts and audiences are added to the batch.
    async fn contact_rows<'a>(
        &mut self,
        context: &mut FamilyContext<'_>,
        contacts: &'a [ImportTeamContact],
    ) -> Result<Vec<ContactInsert<'a>>, Error> {
        let mut rows = Vec::new();
        for contact in contacts {
            let (old, readers) = self.load_contact(context, &contact.key).await?.unzip();
            let audience = self
                .contact_audience(context, contact, readers.as_deref())
                .await?;
            let note = match &contact.note {
                Some(note) => Some(
                    self.upsert_text(context, old.flatten(), audience, None, note)
                        .await?,
                ),
                None => None,
            };
            rows.push(ContactInsert {
                id: self.tx.clock().new_id(),
                audience,
                note,
                contact,
            });
        }
        Ok(rows)
    }

    /// The note of the contact with this key and the key of its audience, when the family was
    /// imported before.
    async fn load_contact(
        &mut self,
        context: &FamilyContext<'_>,
        key: &str,
    ) -> Result<Option<(Option<TextId>, String)>, Error> {
        if !context.is_update {
            return Ok(None);
        }
        run_on!(self.tx, |c| sqlx::query_as(
            "SELECT k.note_id, a.key FROM team_contact k JOIN audience a ON a.id = k.audience_id \
                WHERE k.family_id = $1 AND k.key = $2"
        )
        .bind(context.family)
        .bind(key)
        .fetch_optional(c))
    }

    /// Who reads about a contact. `stored` is the key of its audience when it was imported before:
    /// the file never widens that, because a worker may have made the contact one parent's own.
    async fn contact_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        contact: &ImportTeamContact,
        stored: Option<&str>,
    ) -> Result<AudienceId, Error> {
        let mut file = self.audience_entries(contact.audience.as_ref(), ResourceKind::Team, &[])?;
        let key = audience::audience_key(&mut file);
        let Some(stored) = stored.filter(|stored| *stored != key) else {
            return self.find_or_add_audience(context, file).await;
        };
        // With the roles, a person who is named in one audience and has a role of the other stays a
        // reader.
        let roles_of: Vec<(PersonId, Role)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT person_id, role FROM membership WHERE family_id = $1"
        )
        .bind(context.family)
        .fetch_all(c))?;
        let both = audience::intersect_audiences(&audience::parse_key(stored), &file, &roles_of);
        self.find_or_add_audience(context, both).await
    }
}
