//! Making a pick, taking it back, and refusing it.

use model::id::{AudienceId, FamilyId, FormId, TeamPickId};
use model::policy::{ResourceKind, default_roles, may_keep_memberships};
use model::role::Role;
use model::team::TeamMemberRef;
use model::team::membership::{MAX_PICKS, NewPick};

use super::{TeamPick, find_pick, list_candidates, list_picks, may_pick};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry, private_to};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::team::contacts::{find_contact, is_for_team};
use crate::team::load_members;
use crate::{Error, Tx};

/// Stores a pick of the actor. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but a youth of 14 or more; `Invalid("team-about")` for someone whom they
/// may not pick, `Invalid("team-pick-twice")` for someone whom they have picked,
/// `Invalid("team-pick-two")` for a third; `Conflict` when the form id was already used with other
/// values; `Raced` when a concurrent request stored the same form or place.
pub async fn add_pick(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    new: NewPick,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    if !may_pick(tx).await? {
        return Err(Error::NotFound);
    }
    let id = TeamPickId(form.0);
    let audience = choose_audience(tx, family, new).await?;
    if let Some(known) = find_pick(tx, family, id).await? {
        let is_same = known.who() == Some(new.who) && known.audience_id == audience;
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    let members = load_members(tx, family).await?;
    let candidates = list_candidates(tx, family, members.clone()).await?;
    if !candidates.iter().any(|one| one.who() == new.who) {
        return Err(Error::Invalid("team-about"));
    }
    let me = tx.actor_id()?;
    let picks = list_picks(tx, family, &members).await?;
    let mine: Vec<&TeamPick> = picks.iter().filter(|pick| pick.youth_id == me).collect();
    // A person who was refused is not asked for again without a word with the worker.
    if mine.iter().any(|pick| pick.who() == Some(new.who)) {
        return Err(Error::Invalid("team-pick-twice"));
    }
    let is_free = |place: &i32| {
        let mut taken = mine.iter().filter(|pick| !pick.is_refused());
        // A refused pick gives its place back: a refusal must not use up one of the two.
        !taken.any(|pick| pick.place == *place)
    };
    let last = i32::try_from(MAX_PICKS).unwrap_or(i32::MAX);
    let place = (1..=last).find(is_free);
    let place = place.ok_or(Error::Invalid("team-pick-two"))?;
    insert_pick(tx, (family, id, place), audience, new).await
}

async fn insert_pick(
    tx: &mut OpenRecord<'_>,
    (family, id, place): (FamilyId, TeamPickId, i32),
    audience: AudienceId,
    new: NewPick,
) -> Result<(), Error> {
    let (me, now) = (tx.actor_id()?, tx.now());
    let (person, contact) = match new.who {
        TeamMemberRef::Person(person) => (Some(person), None),
        TeamMemberRef::Contact(contact) => (None, Some(contact)),
    };
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO team_pick (id, family_id, audience_id, youth_id, place, person_id, \
            contact_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    )
    .bind(id)
    .bind(family)
    .bind(audience)
    .bind(me)
    .bind(place)
    .bind(person)
    .bind(contact)
    .bind(now)
    .execute(c));
    // The place is unique for each youth: of two tabs that pick at the same instant, one is
    // repeated and finds the place taken.
    unique_violation_as_race(inserted).map(|_| ())
}

/// Who sees a pick. One of a contact whom not everyone may know is never for the team.
async fn choose_audience(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    new: NewPick,
) -> Result<AudienceId, Error> {
    let me = tx.actor_id()?;
    let mut for_team = new.for_team;
    if let TeamMemberRef::Contact(contact) = new.who {
        let contact = find_contact(tx, family, contact).await?;
        let contact = contact.ok_or(Error::Invalid("team-about"))?;
        for_team = for_team && is_for_team(tx, contact.audience_id).await?;
    }
    let mut entries = vec![
        AudienceEntry::for_person(me),
        AudienceEntry::for_role(Role::Worker),
    ];
    if for_team {
        let team = default_roles(ResourceKind::Team).into_iter();
        entries.extend(team.map(AudienceEntry::for_role));
    }
    audience::find_or_add(tx, family, entries).await
}

/// Takes a pick of the actor back. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but the youth who picked; `Conflict` when it was refused.
pub async fn end_pick(tx: &mut Tx, family: FamilyId, id: TeamPickId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    let (me, now) = (tx.actor_id()?, tx.now());
    let pick = find_pick(tx, family, id).await?;
    // A member who may see the pick and did not make it is answered as if it were not there.
    let pick = pick.filter(|pick| pick.youth_id == me && tx.role == Role::Youth);
    if pick.ok_or(Error::NotFound)?.is_refused() {
        return Err(Error::Conflict);
    }
    run_on!(tx, |c| sqlx::query(
        "UPDATE team_pick SET ended_at = $3 WHERE family_id = $1 AND id = $2 AND youth_id = $4 AND \
            ended_at IS NULL AND refused_at IS NULL"
    )
    .bind(family)
    .bind(id)
    .bind(now)
    .bind(me)
    .execute(c))?;
    Ok(())
}

/// Refuses a pick, with the reason that the youth reads. Idempotent: repeating the same refusal
/// changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a pick that they may not see; `Conflict`
/// when it was taken back, or refused with another reason.
pub async fn refuse_pick(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamPickId,
    (reason, language): (&str, &str),
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    if !may_keep_memberships(tx.role) {
        return Err(Error::NotFound);
    }
    let pick = find_pick(tx, family, id).await?.ok_or(Error::NotFound)?;
    if let Some(refusal) = pick.refusal_id {
        let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT t.body FROM text t WHERE t.id = $1"
        )
        .bind(refusal)
        .fetch_optional(c))?;
        let is_same = row.is_some_and(|(body,)| body == reason);
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    let audience = audience::find_or_add(tx, family, private_to(pick.youth_id)).await?;
    let text = insert_text(tx, family, audience, None, language, reason).await?;
    let (me, now) = (tx.actor_id()?, tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE team_pick SET refusal_id = $3, refused_by_id = $4, refused_at = $5 WHERE family_id \
            = $1 AND id = $2 AND ended_at IS NULL AND refused_at IS NULL"
    )
    .bind(family)
    .bind(id)
    .bind(text)
    .bind(me)
    .bind(now)
    .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}
