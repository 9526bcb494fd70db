//! People around a family who have no account: added, changed and ended by the family's worker.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, PersonId, TeamContactId, TextId};
use model::policy::{ResourceKind, default_roles};
use model::team::{ContactReaders, TeamContactInput, TeamContactKind, may_keep_contacts};
use sqlx::types::Json;

use super::load_members;
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::name_order::sort_groups_by_name;
use crate::plan::working_copy::SaveOutcome;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Someone on the team list who has no account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamContact {
    pub id: TeamContactId,
    pub audience_id: AudienceId,
    pub name: String,
    pub kind: TeamContactKind,
    pub organization: Option<String>,
    pub phone: Option<String>,
    pub languages: Json<Vec<String>>,
    pub hours: Option<String>,
    pub note_id: Option<TextId>,
    pub since: jiff_sqlx::Date,
    /// The first day on which they are no longer on the team.
    pub until: Option<jiff_sqlx::Date>,
    pub revision: i32,
}

impl TeamContact {
    /// Whether they are on the team on that day. Someone who comes later is listed already.
    pub fn is_current(&self, today: Date) -> bool {
        self.until
            .as_ref()
            .is_none_or(|until| until.to_jiff() > today)
    }
}

/// A contact for its form: the words of its note with their language, and who reads about it.
#[derive(Debug, Clone)]
pub struct EditableContact {
    pub contact: TeamContact,
    pub note: Option<(String, String)>,
    /// `None` for an audience that an import made and the form cannot show. Saving the form with it
    /// keeps it.
    pub readers: Option<ContactReaders>,
}

macro_rules! contact_columns {
    () => {
        "k.id, k.audience_id, k.name, k.kind, k.organization, k.phone, k.languages, k.hours, \
            k.note_id, k.since, k.until, k.revision"
    };
}

/// Everyone without an account whom the actor may see, also those who have left.
pub(crate) async fn list_contacts(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<TeamContact>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut found: Vec<TeamContact> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        contact_columns!(),
        " FROM team_contact k WHERE k.family_id = $3 AND ",
        visible_to_actor!(team_contact "k"),
        " ORDER BY k.kind, k.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    // In Rust, because the two engines order names differently (decision 0032).
    sort_groups_by_name(&mut found, |contact| contact.kind, |contact| &contact.name);
    Ok(found)
}

/// The contact with this id, if the actor may see it.
pub(super) async fn find_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
) -> Result<Option<TeamContact>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        contact_columns!(),
        " FROM team_contact k WHERE k.family_id = $3 AND k.id = $4 AND ",
        visible_to_actor!(team_contact "k")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))
}

/// A contact for its form. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a contact that they may not see.
pub async fn read_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
) -> Result<EditableContact, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    load_editable(tx, family, id).await
}

async fn load_editable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: TeamContactId,
) -> Result<EditableContact, Error> {
    if !may_keep_contacts(tx.role) {
        return Err(Error::NotFound);
    }
    let contact = find_contact(tx, family, id).await?.ok_or(Error::NotFound)?;
    // The condition on readers is that of the contact, which was found above; its note has the same
    // audience.
    let row: Option<(Option<String>, Option<String>, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT t.body, t.language, a.key FROM audience a LEFT JOIN text t ON t.id = $2 WHERE \
            a.id = $1"
    )
    .bind(contact.audience_id)
    .bind(contact.note_id)
    .fetch_optional(c))?;
    let (body, language, key) = row.ok_or(Error::NotFound)?;
    Ok(EditableContact {
        contact,
        note: body.zip(language),
        readers: readers_of(&key),
    })
}

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
fn readers_of(key: &str) -> Option<ContactReaders> {
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

async fn find_audience(
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

/// Adds a person without an account. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Invalid("team-readers")` without a choice of
/// readers, or when the chosen reader is not a family member; `Conflict` when the form id was
/// already used with other values; `Raced` when a concurrent request stored the same form.
pub async fn add_contact(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    input: &TeamContactInput,
) -> Result<TeamContactId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    if !may_keep_contacts(tx.role) {
        return Err(Error::NotFound);
    }
    let id = TeamContactId(form.0);
    if find_contact(tx, family, id).await?.is_some() {
        let known = load_editable(tx, family, id).await?;
        // Every field counts: a worker who goes back and changes one must not be told that it is
        // saved.
        return known
            .is_unchanged(input)
            .then_some(id)
            .ok_or(Error::Conflict);
    }
    let audience = find_audience(tx, family, input.readers).await?;
    let note = insert_note(tx, family, audience, input).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO team_contact (id, family_id, audience_id, name, kind, organization, \
            phone, languages, hours, note_id, since, created_by_id, created_at, revision) VALUES \
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(&input.name)
        .bind(input.kind)
        .bind(&input.organization)
        .bind(&input.phone)
        .bind(Json(&input.languages))
        .bind(&input.hours)
        .bind(note)
        .bind(input.since.to_sqlx())
        .bind(person)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok(id)
}

async fn insert_note(
    tx: &mut Tx,
    family: FamilyId,
    audience: AudienceId,
    input: &TeamContactInput,
) -> Result<Option<TextId>, Error> {
    match &input.note {
        Some(note) => insert_text(tx, family, audience, None, &input.language, note)
            .await
            .map(Some),
        None => Ok(None),
    }
}

impl EditableContact {
    /// Whether `input` says what is stored.
    fn is_unchanged(&self, input: &TeamContactInput) -> bool {
        let stored = &self.contact;
        (
            &stored.name,
            stored.kind,
            &stored.organization,
            &stored.phone,
            &stored.hours,
        ) == (
            &input.name,
            input.kind,
            &input.organization,
            &input.phone,
            &input.hours,
        ) && stored.languages.0 == input.languages
            && self.note.as_ref().map(|(body, _)| body) == input.note.as_ref()
            && stored.since.to_jiff() == input.since
            && self.keeps_readers(input)
    }

    fn keeps_readers(&self, input: &TeamContactInput) -> bool {
        input.readers.is_none() || self.readers == input.readers
    }
}

/// Changes a contact. `revision` is the one that the form was filled in against. An unchanged form
/// is a no-op that returns `Saved`, which makes a retry idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a contact that they may not see;
/// `Invalid("team-readers")` as for `add_contact`.
pub async fn save_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
    revision: i32,
    input: &TeamContactInput,
) -> Result<SaveOutcome<TeamContactId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    let stored = load_editable(tx, family, id).await?;
    if stored.is_unchanged(input) {
        return Ok(SaveOutcome::Saved(id));
    }
    if stored.contact.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    // An audience that the form cannot show is kept with the choice `keep`, so that saving a
    // telephone number never widens who reads it.
    let audience = if stored.keeps_readers(input) {
        stored.contact.audience_id
    } else {
        find_audience(tx, family, input.readers).await?
    };
    // The note is a text with the audience of the contact: for other readers, or with other words,
    // it is a new text.
    let same_note = stored.note.as_ref().map(|(body, _)| body) == input.note.as_ref();
    let note = if same_note && audience == stored.contact.audience_id {
        stored.contact.note_id
    } else {
        insert_note(tx, family, audience, input).await?
    };
    let (person, now) = (tx.actor_id()?, tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE team_contact SET audience_id = $4, name = $5, kind = $6, organization = $7, \
            phone = $8, languages = $9, hours = $10, note_id = $11, since = $12, changed_by_id = \
            $13, changed_at = $14, revision = revision + 1 WHERE family_id = $1 AND id = $2 AND \
            revision = $3",
        )
        .bind(family)
        .bind(id)
        .bind(revision)
        .bind(audience)
        .bind(&input.name)
        .bind(input.kind)
        .bind(&input.organization)
        .bind(&input.phone)
        .bind(Json(&input.languages))
        .bind(&input.hours)
        .bind(note)
        .bind(input.since.to_sqlx())
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    // Another transaction has changed the contact since it was read above.
    Ok(if touched == 0 {
        SaveOutcome::Stale
    } else {
        SaveOutcome::Saved(id)
    })
}

/// Ends a contact on a day, or puts it back, and returns its name. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a contact that they may not see;
/// `Invalid("team-ends-early")` for an end before the first day.
pub async fn end_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
    until: Option<Date>,
) -> Result<String, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    if !may_keep_contacts(tx.role) {
        return Err(Error::NotFound);
    }
    let contact = find_contact(tx, family, id).await?.ok_or(Error::NotFound)?;
    if until.is_some_and(|until| until < contact.since.to_jiff()) {
        return Err(Error::Invalid("team-ends-early"));
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE team_contact SET until = $3, changed_by_id = $4, changed_at = $5, revision = \
            revision + 1 WHERE family_id = $1 AND id = $2"
    )
    .bind(family)
    .bind(id)
    .bind(until.map(|until| until.to_sqlx()))
    .bind(person)
    .bind(now)
    .execute(c))?;
    Ok(contact.name)
}

/// Whether this audience lets in every role that reads the team list, and excludes no one.
pub(super) async fn is_for_team(tx: &mut Tx, audience: AudienceId) -> Result<bool, Error> {
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.key FROM audience a WHERE a.id = $1"
    )
    .bind(audience)
    .fetch_optional(c))?;
    Ok(row.is_some_and(|(key,)| readers_of(&key) == Some(ContactReaders::Team)))
}

#[cfg(test)]
mod tests;
