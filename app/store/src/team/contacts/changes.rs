//! Adding, changing and ending a contact.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, TeamContactId, TextId};
use model::team::{TeamContactInput, may_keep_contacts};
use sqlx::types::Json;

use super::readers::find_audience;
use super::{EditableContact, find_contact, load_editable};
use crate::access::{RecordPart, open_record_for_update};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

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
