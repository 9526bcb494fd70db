//! The facts about a child's tribe: added and changed by the family's worker. What a row was before
//! a change is kept, with who wrote it and when.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, ChildId, ChildTribeId, FamilyId, FormId, PersonId, TextId};
use model::policy::{ResourceKind, Visibility, role_visibility};
use model::role::Role;
use model::team::tribe::{ChildTribeInput, may_read_tribe, may_write_tribe_facts};

use super::{ChildTribe, TribeFacts, find_child_tribe, open_tribe_record, tribe_facts_columns};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::team::load_members;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// What a row was before a change.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChildTribeVersion {
    #[sqlx(flatten)]
    pub facts: TribeFacts,
    /// The words of `good_cause_id`, as they were written.
    pub good_cause: Option<String>,
    /// Who wrote this version, and when; `None` for one that was imported.
    pub written_by: Option<String>,
    pub written_at: jiff_sqlx::Timestamp,
}

/// A row for its form.
#[derive(Debug, Clone)]
pub struct EditableChildTribe {
    pub row: ChildTribe,
    /// The name of the child.
    pub child: String,
    /// The words of the good cause with their language.
    pub good_cause: Option<(String, String)>,
    /// The newest first.
    pub versions: Vec<ChildTribeVersion>,
}

/// A row for its form, with its earlier versions. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a row that they may not see.
pub async fn read_child_tribe(
    tx: &mut Tx,
    family: FamilyId,
    id: ChildTribeId,
) -> Result<EditableChildTribe, Error> {
    let tx = &mut open_tribe_record(tx, family).await?;
    load_editable(tx, family, id).await
}

async fn load_editable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: ChildTribeId,
) -> Result<EditableChildTribe, Error> {
    if !may_write_tribe_facts(tx.role) {
        return Err(Error::NotFound);
    }
    let row = find_child_tribe(tx, family, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words: Option<(String, Option<String>, Option<String>)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT h.name, t.body, t.language FROM child h LEFT JOIN text t ON t.id = $2 WHERE \
            h.id = $1"
    )
    .bind(row.child_id)
    .bind(row.facts.good_cause_id)
    .fetch_optional(c))?;
    let (child, body, language) = words.ok_or(Error::NotFound)?;
    let versions = load_versions(tx, family, id).await?;
    Ok(EditableChildTribe {
        row,
        child,
        good_cause: body.zip(language),
        versions,
    })
}

async fn load_versions(
    tx: &mut Tx,
    family: FamilyId,
    id: ChildTribeId,
) -> Result<Vec<ChildTribeVersion>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        tribe_facts_columns!("v"),
        ", t.body AS good_cause, coalesce(w.chosen_name, w.name) AS written_by, v.written_at \
            FROM child_tribe_version v JOIN child_tribe x ON x.id = v.child_tribe_id LEFT JOIN \
            text t ON t.id = v.good_cause_id LEFT JOIN person w ON w.id = v.written_by_id WHERE \
            x.family_id = $3 AND x.id = $4 AND ",
        visible_to_actor!(child_tribe "x"),
        " ORDER BY v.revision DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c))
}

impl EditableChildTribe {
    /// Whether `input` says what is stored.
    fn is_unchanged(&self, input: &ChildTribeInput) -> bool {
        // By the words and not by the id of the text: the form has no id.
        let same_words =
            self.good_cause.as_ref().map(|(body, _)| body) == input.good_cause.as_ref();
        same_words && self.row.facts == to_facts(input, self.row.facts.good_cause_id)
    }
}

/// The facts of a form, with the text of the good cause.
fn to_facts(input: &ChildTribeInput, good_cause: Option<TextId>) -> TribeFacts {
    TribeFacts {
        tribe: input.tribe.clone(),
        asked_on: input.asked_on.map(|day| day.to_sqlx()),
        asked_by: input.asked_by.clone(),
        notified_on: input.notified_on.map(|day| day.to_sqlx()),
        notified_how: input.notified_how,
        answer: input.answer,
        answered_on: input.answered_on.map(|day| day.to_sqlx()),
        preference: input.preference,
        preference_followed: input.is_followed,
        good_cause_id: good_cause,
    }
}

/// Adds the facts about a child and a tribe. Idempotent: resubmitting the same form changes
/// nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a child whom they do not see;
/// `Invalid("team-tribe-twice")` when the child has a row with this tribe; `Conflict` when the form
/// id was already used with other values; `Raced` when a concurrent request stored the same form.
pub async fn add_child_tribe(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    child: ChildId,
    input: &ChildTribeInput,
) -> Result<ChildTribeId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Tribe).await?;
    if !may_write_tribe_facts(tx.role) {
        return Err(Error::NotFound);
    }
    let id = ChildTribeId(form.0);
    if find_child_tribe(tx, family, id).await?.is_some() {
        let known = load_editable(tx, family, id).await?;
        // Every field counts: a worker who goes back and changes one must not be told that it is
        // saved.
        return (known.row.child_id == child && known.is_unchanged(input))
            .then_some(id)
            .ok_or(Error::Conflict);
    }
    // After the stored row was compared: a retry must not fail because the readers of the child
    // have changed since.
    let audience = find_tribe_audience(tx, family, child).await?;
    refuse_second_row(tx, family, (child, id), input).await?;
    let good_cause = insert_good_cause(tx, family, audience, input).await?;
    let facts = to_facts(input, good_cause);
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO child_tribe (id, family_id, audience_id, child_id, tribe, asked_on, \
            asked_by, notified_on, notified_how, answer, answered_on, preference, \
            preference_followed, good_cause_id, revision, written_by_id, written_at) VALUES ($1, \
            $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(child)
        .bind(&facts.tribe)
        .bind(facts.asked_on)
        .bind(&facts.asked_by)
        .bind(facts.notified_on)
        .bind(facts.notified_how)
        .bind(facts.answer)
        .bind(facts.answered_on)
        .bind(facts.preference)
        .bind(facts.preference_followed)
        .bind(facts.good_cause_id)
        .bind(person)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok(id)
}

/// Changes the facts, and keeps what they were. `revision` is the one that the form was filled in
/// against. An unchanged form is a no-op that returns `Saved`, which makes a retry idempotent.
///
/// # Errors
/// As for `read_child_tribe`; `Invalid("team-tribe-twice")` as for `add_child_tribe`.
pub async fn save_child_tribe(
    tx: &mut Tx,
    family: FamilyId,
    id: ChildTribeId,
    revision: i32,
    input: &ChildTribeInput,
) -> Result<SaveOutcome<ChildTribeId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Tribe).await?;
    let stored = load_editable(tx, family, id).await?;
    if stored.is_unchanged(input) {
        return Ok(SaveOutcome::Saved(id));
    }
    if stored.row.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    // Also for a change, which can give a row the tribe of another one.
    refuse_second_row(tx, family, (stored.row.child_id, id), input).await?;
    let same_words = stored.good_cause.as_ref().map(|(body, _)| body) == input.good_cause.as_ref();
    let good_cause = if same_words {
        stored.row.facts.good_cause_id
    } else {
        insert_good_cause(tx, family, stored.row.audience_id, input).await?
    };
    let facts = to_facts(input, good_cause);
    if update_facts(tx, id, revision, &facts).await? == 0 {
        // Another transaction has changed the row since it was read above.
        return Ok(SaveOutcome::Stale);
    }
    insert_version(tx, family, &stored.row).await?;
    Ok(SaveOutcome::Saved(id))
}

async fn update_facts(
    tx: &mut Tx,
    id: ChildTribeId,
    revision: i32,
    facts: &TribeFacts,
) -> Result<u64, Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE child_tribe SET tribe = $3, asked_on = $4, asked_by = $5, notified_on = $6, \
            notified_how = $7, answer = $8, answered_on = $9, preference = $10, \
            preference_followed = $11, good_cause_id = $12, written_by_id = $13, written_at = \
            $14, revision = revision + 1 WHERE id = $1 AND revision = $2",
        )
        .bind(id)
        .bind(revision)
        .bind(&facts.tribe)
        .bind(facts.asked_on)
        .bind(&facts.asked_by)
        .bind(facts.notified_on)
        .bind(facts.notified_how)
        .bind(facts.answer)
        .bind(facts.answered_on)
        .bind(facts.preference)
        .bind(facts.preference_followed)
        .bind(facts.good_cause_id)
        .bind(person)
        .bind(now)
        .execute(c)
    })
}

/// Keeps what a row was, after it was changed.
async fn insert_version(tx: &mut Tx, family: FamilyId, before: &ChildTribe) -> Result<(), Error> {
    let facts = &before.facts;
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO child_tribe_version (child_tribe_id, revision, family_id, tribe, \
            asked_on, asked_by, notified_on, notified_how, answer, answered_on, preference, \
            preference_followed, good_cause_id, written_by_id, written_at) VALUES ($1, $2, $3, \
            $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(before.id)
        .bind(before.revision)
        .bind(family)
        .bind(&facts.tribe)
        .bind(facts.asked_on)
        .bind(&facts.asked_by)
        .bind(facts.notified_on)
        .bind(facts.notified_how)
        .bind(facts.answer)
        .bind(facts.answered_on)
        .bind(facts.preference)
        .bind(facts.preference_followed)
        .bind(facts.good_cause_id)
        .bind(before.written_by_id)
        .bind(before.written_at)
        .execute(c)
    })?;
    Ok(())
}

async fn insert_good_cause(
    tx: &mut Tx,
    family: FamilyId,
    audience: AudienceId,
    input: &ChildTribeInput,
) -> Result<Option<TextId>, Error> {
    match &input.good_cause {
        Some(words) => insert_text(tx, family, audience, None, &input.language, words)
            .await
            .map(Some),
        None => Ok(None),
    }
}

/// One row for each child and tribe, among those that the worker sees.
async fn refuse_second_row(
    tx: &mut Tx,
    family: FamilyId,
    (child, id): (ChildId, ChildTribeId),
    input: &ChildTribeInput,
) -> Result<(), Error> {
    let rows = super::load_child_tribes(tx, family).await?;
    let is_known = rows
        .iter()
        .any(|row| row.child_id == child && row.id != id && row.facts.tribe == input.tribe);
    if is_known {
        return Err(Error::Invalid("team-tribe-twice"));
    }
    Ok(())
}

/// The audience of a new row: that of the child, without the roles that may never read about a
/// tribe.
async fn find_tribe_audience(
    tx: &mut Tx,
    family: FamilyId,
    child: ChildId,
) -> Result<AudienceId, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let key: Option<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT a.key FROM child h JOIN audience a ON a.id = h.audience_id WHERE h.family_id = $3 \
            AND h.id = $4 AND ",
        visible_to_actor!(child "h")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(child)
    .fetch_optional(c)
    })?;
    let (key,) = key.ok_or(Error::NotFound)?;
    let members: Vec<(PersonId, Role)> = load_members(tx, family)
        .await?
        .iter()
        .map(|member| (member.person_id, member.role))
        .collect();
    let entries = narrow_to_tribe(audience::parse_key(&key), &members);
    audience::find_or_add(tx, family, entries).await
}

/// The entries of a child's audience that may read about a tribe. Exclusions stay.
pub(crate) fn narrow_to_tribe(
    entries: Vec<AudienceEntry>,
    members: &[(PersonId, Role)],
) -> Vec<AudienceEntry> {
    let mut kept = entries;
    kept.retain(|entry| match (entry.role, entry.person) {
        (Some(role), _) => role_visibility(role, ResourceKind::Tribe) == Visibility::ByRole,
        (None, Some(person)) => {
            entry.denied
                || members
                    .iter()
                    .any(|(of, role)| *of == person && may_read_tribe(*role))
        }
        (None, None) => false,
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_of_a_child_read_about_the_tribe_unless_their_role_never_may() {
        let [youth, caregiver, father] = [1, 2, 3].map(|n| PersonId(uuid::Uuid::from_u128(n)));
        let kept = [
            AudienceEntry::for_role(Role::Parent),
            AudienceEntry::for_person(youth),
            AudienceEntry::excluding_person(father),
        ];
        let mut entries = kept.to_vec();
        entries.push(AudienceEntry::for_role(Role::Caregiver));
        entries.push(AudienceEntry::for_person(caregiver));
        let members = [
            (youth, Role::Youth),
            (caregiver, Role::Caregiver),
            (father, Role::Parent),
        ];
        assert_eq!(narrow_to_tribe(entries, &members), kept);
    }
}
