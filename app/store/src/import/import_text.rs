//! Importing texts, translations and audiences.

use std::collections::HashMap;

use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};
use model::import::{ImportAudience, ImportText};
use model::language::Language;
use model::policy::{ResourceKind, default_roles};
use model::role::Role;

use super::ImportTransaction;
use super::insert_batch::{AudienceEntryInsert, TextInsert, TranslationInsert};
use crate::Error;
use crate::audience::{self, AudienceEntry};
use crate::db::run_on;
use crate::visibility::family_roles;

/// The context of the family that is being imported: its id, the roles of its members by import
/// key, and the audiences found or created so far by their key.
pub(crate) struct FamilyContext<'a> {
    pub family: FamilyId,
    pub roles: HashMap<&'a str, Role>,
    pub audiences: HashMap<String, AudienceId>,
    /// True when the family existed before. Its rows are then looked up by key; the rows of a new
    /// family are inserted without a look-up.
    pub is_update: bool,
}

impl FamilyContext<'_> {
    /// Whether the member with this import key belongs to the family itself.
    pub(crate) fn is_family_member(&self, key: &str) -> bool {
        self.roles.get(key).is_some_and(|role| role.is_family())
    }
}

/// The portal's own code for a language that the portal supports, else the tag unchanged.
pub(crate) fn language_tag(language: &str) -> String {
    Language::parse(language).map_or_else(
        || language.to_owned(),
        |known| known.language_tag().to_owned(),
    )
}

/// A text that the import may replace.
#[derive(sqlx::FromRow)]
struct StoredTextRow {
    language: String,
    body: String,
    author_id: Option<PersonId>,
    /// True when a family member wrote it in the portal.
    theirs: bool,
}

impl ImportTransaction {
    /// The audience entries of an item: those of `given`, else the default roles for `thing`. The
    /// people in `own` are added, except those whom `given` excludes.
    ///
    /// # Errors
    /// `NotFound` when `given` names an unknown person.
    pub(super) fn audience_entries(
        &self,
        given: Option<&ImportAudience>,
        thing: ResourceKind,
        own: &[PersonId],
    ) -> Result<Vec<AudienceEntry>, Error> {
        let default = ImportAudience {
            roles: default_roles(thing),
            ..ImportAudience::default()
        };
        let audience = given.unwrap_or(&default);
        let mut entries: Vec<AudienceEntry> = audience
            .roles
            .iter()
            .copied()
            .map(AudienceEntry::for_role)
            .collect();
        // Before the included people: an excluded person must not be added below.
        for key in &audience.never {
            entries.push(AudienceEntry::excluding_person(self.person_id(key)?));
        }
        let named = audience
            .people
            .iter()
            .map(|key| self.person_id(key))
            .collect::<Result<Vec<_>, _>>()?;
        for person in named.into_iter().chain(own.iter().copied()) {
            if !entries.iter().any(|entry| entry.person == Some(person)) {
                entries.push(AudienceEntry::for_person(person));
            }
        }
        Ok(entries)
    }

    /// Finds or creates the audience of an item; see `audience_entries`.
    pub(crate) async fn find_or_add_item_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        given: Option<&ImportAudience>,
        thing: ResourceKind,
        own: &[PersonId],
    ) -> Result<AudienceId, Error> {
        let entries = self.audience_entries(given, thing, own)?;
        self.find_or_add_audience(context, entries).await
    }

    /// Finds or creates the audience with exactly these entries.
    pub(super) async fn find_or_add_audience(
        &mut self,
        context: &mut FamilyContext<'_>,
        mut entries: Vec<AudienceEntry>,
    ) -> Result<AudienceId, Error> {
        let key = audience::audience_key(&mut entries);
        if let Some(id) = context.audiences.get(&key) {
            return Ok(*id);
        }
        // A new family has no audience in the database.
        if context.is_update {
            let found: Option<(AudienceId,)> = run_on!(self.tx, |c| sqlx::query_as(
                "SELECT id FROM audience WHERE family_id = $1 AND key = $2"
            )
            .bind(context.family)
            .bind(&key)
            .fetch_optional(c))?;
            if let Some((id,)) = found {
                context.audiences.insert(key, id);
                return Ok(id);
            }
        }
        let id: AudienceId = self.tx.clock().new_id();
        self.batch.audiences.push((id, context.family, key.clone()));
        self.batch
            .audience_entries
            .extend(entries.into_iter().map(|entry| AudienceEntryInsert {
                audience: id,
                entry,
            }));
        if context.is_update {
            // Existing rows may be updated to refer to this audience, so it must be written first.
            // Only the audiences: the steps in the batch do not have their prerequisites yet.
            self.batch.write_audiences(&mut self.tx).await?;
        }
        context.audiences.insert(key, id);
        Ok(id)
    }

    /// Adds a text with its translations and returns its id. `item` is the plan item it belongs to,
    /// `old` the text to replace. An unchanged text keeps its row and gets the new audience; a text
    /// that a family member wrote in the portal is never replaced.
    pub(crate) async fn upsert_text(
        &mut self,
        context: &FamilyContext<'_>,
        old: Option<TextId>,
        audience: AudienceId,
        item: Option<ItemId>,
        words: &ImportText,
    ) -> Result<TextId, Error> {
        let author = words
            .by
            .as_deref()
            .map(|by| self.person_id(by))
            .transpose()?;
        // The stored tag has the portal's form, so both must have it before they are compared.
        let language = language_tag(&words.language);
        let stored = match old {
            Some(id) => self.load_stored_text(id).await?,
            None => None,
        };
        let id = match old.zip(stored) {
            Some((id, before)) if before.theirs => return Ok(id),
            Some((id, before))
                if (&before.language, &before.body, before.author_id)
                    == (&language, &words.text, author) =>
            {
                self.set_text_audience(id, audience).await?;
                id
            }
            // A changed text gets a new row, because published versions refer to the old row.
            _ => {
                let id: TextId = self.tx.clock().new_id();
                let of_family = words
                    .by
                    .as_deref()
                    .is_some_and(|by| context.is_family_member(by));
                self.batch.texts.push(TextInsert {
                    id,
                    family: context.family,
                    audience,
                    language,
                    body: words.text.clone(),
                    author,
                    entered: of_family,
                    item,
                });
                id
            }
        };
        self.batch_translations(id, words);
        Ok(id)
    }

    async fn load_stored_text(&mut self, id: TextId) -> Result<Option<StoredTextRow>, Error> {
        run_on!(self.tx, |c| {
            sqlx::query_as(concat!(
                "SELECT t.language, t.body, t.author_id, (NOT t.entered_by_agency AND EXISTS \
                    (SELECT 1 FROM membership m WHERE m.family_id = t.family_id AND m.person_id = \
                    t.author_id AND m.role IN (",
                family_roles!(),
                "))) AS theirs FROM text t WHERE t.id = $1"
            ))
            .bind(id)
            .fetch_optional(c)
        })
    }

    async fn set_text_audience(&mut self, id: TextId, audience: AudienceId) -> Result<(), Error> {
        run_on!(self.tx, |c| sqlx::query(
            "UPDATE text SET audience_id = $2 WHERE id = $1"
        )
        .bind(id)
        .bind(audience)
        .execute(c))?;
        Ok(())
    }

    fn batch_translations(&mut self, text: TextId, words: &ImportText) {
        self.batch
            .translations
            .extend(
                words
                    .translations
                    .iter()
                    .map(|translation| TranslationInsert {
                        text,
                        language: language_tag(&translation.language),
                        body: translation.text.clone(),
                        by: translation.by.clone(),
                        machine: translation.machine,
                    }),
            );
    }
}
