//! The forms with which a young person says how they take part in a meeting, and who should not be
//! there. Everything can be changed until the meeting starts.

use model::id::{EventId, ExclusionId, FormId, PersonId, TeamContactId};
use model::role::Role;
use model::team::TeamMemberRef;
use model::transition::say::{ExcludedPerson, NewExclusion, SayWay, names_member};

use super::access::{OwnTransition, own_transition_for_update};
use super::say::{find_ahead, list_candidates};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::team::{TeamMember, load_members};
use crate::{Error, Tx};

/// Opens the calendar of the actor's family for a form about a meeting that is ahead.
async fn open_meeting<'t>(
    tx: &'t mut Tx,
    own: &OwnTransition,
    event: EventId,
) -> Result<OpenRecord<'t>, Error> {
    let mut tx = open_record_for_update(tx, own.family, RecordPart::Calendar).await?;
    if tx.role != Role::Youth {
        return Err(Error::NotFound);
    }
    // Without a language, because nothing of the meeting is shown.
    find_ahead(&mut tx, own.family, event, "").await?;
    Ok(tx)
}

/// Checks that the actor may want something for this meeting, before a form with an error comes
/// back.
///
/// # Errors
/// `NotFound` when they may not.
pub async fn require_meeting(tx: &mut Tx, event: EventId) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    open_meeting(tx, &own, event).await.map(|_| ())
}

/// Says how the actor takes part in a meeting. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but a young person on the team who sees the meeting, and once it has
/// started. Also when the database fails.
pub async fn save_say(tx: &mut Tx, event: EventId, way: SayWay) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let tx = &mut open_meeting(tx, &own, event).await?;
    let now = tx.now();
    // The last answer holds; no history of it is kept.
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_say (owner_id, event_id, family_id, way, changed_at) VALUES ($1, \
            $2, $3, $4, $5) ON CONFLICT (owner_id, event_id) DO UPDATE SET way = excluded.way, \
            changed_at = excluded.changed_at"
    )
    .bind(own.owner)
    .bind(event)
    .bind(own.family)
    .bind(way)
    .bind(now)
    .execute(c))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct StoredExclusion {
    event_id: EventId,
    person_id: Option<PersonId>,
    contact_id: Option<TeamContactId>,
    name: Option<String>,
    words: Option<String>,
}

/// Names someone who should not be at a meeting. Idempotent: the same form again changes nothing.
///
/// # Errors
/// As `save_say`; `Invalid("team-about")` for someone whom the actor may not name,
/// `Invalid("transition-one-worker")` when no worker but the one who is named reads it,
/// `Invalid("transition-on-list")` for a typed name of someone on the team list, who would read it;
/// `Conflict` when the form id was used for something else; `Raced` when a concurrent request
/// stored the same form.
pub async fn add_exclusion(
    tx: &mut Tx,
    event: EventId,
    form: FormId,
    new: &NewExclusion,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let tx = &mut open_meeting(tx, &own, event).await?;
    let (person, contact, name) = match &new.who {
        ExcludedPerson::Member(TeamMemberRef::Person(person)) => (Some(*person), None, None),
        ExcludedPerson::Member(TeamMemberRef::Contact(contact)) => (None, Some(*contact), None),
        ExcludedPerson::Named(name) => (None, None, Some(name.clone())),
    };
    if let Some(known) = find_exclusion(tx, ExclusionId(form.0)).await? {
        let is_same = (known.event_id, known.person_id, known.contact_id)
            == (event, person, contact)
            && (&known.name, &known.words) == (&name, &new.words);
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    // After the look-up: the person who was named may have left the team since.
    check_named(tx, &own, new).await?;
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO transition_exclusion (id, owner_id, event_id, family_id, person_id, \
                contact_id, name, words, language, created_at) VALUES ($1, $2, $3, $4, $5, $6, \
                $7, $8, $9, $10)",
        )
        .bind(form)
        .bind(own.owner)
        .bind(event)
        .bind(own.family)
        .bind(person)
        .bind(contact)
        .bind(&name)
        .bind(&new.words)
        .bind(&new.language)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

async fn check_named(
    tx: &mut OpenRecord<'_>,
    own: &OwnTransition,
    new: &NewExclusion,
) -> Result<(), Error> {
    let members = load_members(tx, own.family).await?;
    match &new.who {
        ExcludedPerson::Named(name) => {
            // A typed name excludes no account from the readers, so a person on the list has to be
            // chosen.
            let is_listed = members.iter().any(|one| names_member(name, &one.name));
            if is_listed {
                return Err(Error::Invalid("transition-on-list"));
            }
        }
        ExcludedPerson::Member(who) => {
            let candidates = list_candidates(tx, own, &members).await?;
            if !candidates.iter().any(|one| one.who == *who) {
                return Err(Error::Invalid("team-about"));
            }
            // A supervisor reads it only if they see the meeting, so a worker has to be there who
            // does.
            let reads = |one: &TeamMember| {
                one.role == Role::Worker && TeamMemberRef::Person(one.person_id) != *who
            };
            if !members.iter().any(reads) {
                return Err(Error::Invalid("transition-one-worker"));
            }
        }
    }
    Ok(())
}

async fn find_exclusion(
    tx: &mut OpenRecord<'_>,
    id: ExclusionId,
) -> Result<Option<StoredExclusion>, Error> {
    let me = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query_as(
        "SELECT x.event_id, x.person_id, x.contact_id, x.name, x.words FROM transition_exclusion x \
            WHERE x.id = $1 AND x.owner_id = $2"
    )
    .bind(id)
    .bind(me)
    .fetch_optional(c))
}

/// Takes back that someone should not be at a meeting. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but the young person who named them. Also when the database fails.
pub async fn withdraw_exclusion(tx: &mut Tx, id: ExclusionId) -> Result<EventId, Error> {
    let own = own_transition_for_update(tx).await?;
    let tx = &mut open_record_for_update(tx, own.family, RecordPart::Calendar).await?;
    let stored = find_exclusion(tx, id).await?.ok_or(Error::NotFound)?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "UPDATE transition_exclusion SET withdrawn_at = $3 WHERE id = $1 AND owner_id = $2 AND \
            withdrawn_at IS NULL"
    )
    .bind(id)
    .bind(own.owner)
    .bind(now)
    .execute(c))?;
    Ok(stored.event_id)
}
