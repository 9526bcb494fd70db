//! What the two of a commitment do: the young person asks, the adult answers. Each act adds a
//! version, so that neither overwrites what the other has read.

use jiff_sqlx::ToSqlx;
use model::id::{CommitmentId, FamilyId, FormId, PersonId};
use model::transition::people::{
    CommitmentAct, CommitmentAdult, CommitmentKind, CommitmentParty, CommitmentStep,
    CommitmentTerms, ContactRhythm, ContactWay, NewCommitment,
};
use uuid::Uuid;

use super::access::{OwnTransition, own_transition_for_update};
use super::people::{Commitment, CommitmentHistory, read_commitment};
use super::release::list_candidates;
use crate::db::{run_on, unique_violation_as_race};
use crate::notifications::outbox::commitments::enqueue_for_version;
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// Adds a commitment that the actor asks an adult for. Idempotent: the same form again changes
/// nothing.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own; `Invalid("team-about")` for someone whom they
/// may not ask; `Conflict` when the form id was used for another commitment; `Raced` when a
/// concurrent request stored the same form.
pub async fn add_commitment(
    tx: &mut Tx,
    form: FormId,
    new: &NewCommitment,
) -> Result<CommitmentId, Error> {
    let own = own_transition_for_update(tx).await?;
    let id = CommitmentId(form.0);
    match read_commitment(tx, id).await {
        Ok(known) => {
            return if is_same(&known, new) {
                Ok(id)
            } else {
                Err(Error::Conflict)
            };
        }
        // There is none with this id, or it is between two others, where the insert fails.
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    let (adult, name, said_on) = match &new.adult {
        CommitmentAdult::Member(person) => {
            // A forged form could ask a person whom the owner does not know, who would learn of the
            // plan.
            let candidates = list_candidates(tx, &own).await?;
            let found = candidates.iter().find(|one| one.person_id == *person);
            let found = found.ok_or(Error::Invalid("team-about"))?;
            (Some(*person), found.name.clone(), None)
        }
        CommitmentAdult::Named { name, said_on } => (None, name.clone(), *said_on),
    };
    insert_commitment(tx, (id, own.family), &own, (adult, &name)).await?;
    let act = if said_on.is_some() {
        CommitmentAct::SaidYes
    } else {
        CommitmentAct::Ask
    };
    let step = CommitmentStep {
        act,
        terms: Some(new.terms.clone()),
        reason: None,
        said_on,
    };
    insert_version(tx, (form.0, id, 1), &step, &new.terms).await?;
    if let Some(adult) = adult {
        enqueue_for_version(tx, form.0, adult).await?;
    }
    Ok(id)
}

/// Whether the commitment was added by the same form.
fn is_same(known: &CommitmentHistory, new: &NewCommitment) -> bool {
    // The form is compared with the first version: the two may have gone on since it was sent.
    let first = known.earlier.last().unwrap_or(&known.commitment.version);
    let is_same_adult = match &new.adult {
        CommitmentAdult::Member(person) => known.commitment.adult_id == Some(*person),
        CommitmentAdult::Named { name, said_on } => {
            known.commitment.adult_id.is_none()
                && known.commitment.adult == *name
                && first.said_on.as_ref().map(|day| day.to_jiff()) == *said_on
        }
    };
    let stored = (
        first.kind,
        &first.words,
        first.contact_way,
        first.contact_rhythm,
    );
    let terms = &new.terms;
    known.party == CommitmentParty::Owner
        && is_same_adult
        && stored == (terms.kind, &terms.words, terms.way, terms.rhythm)
}

async fn insert_commitment(
    tx: &mut Tx,
    (id, family): (CommitmentId, FamilyId),
    own: &OwnTransition,
    (adult, name): (Option<PersonId>, &str),
) -> Result<(), Error> {
    let now = tx.now();
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_commitment (id, owner_id, family_id, adult_id, adult_name, \
            owner_name, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(id)
    .bind(own.owner)
    .bind(family)
    .bind(adult)
    .bind(name)
    .bind(&own.name)
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

async fn insert_version(
    tx: &mut Tx,
    (id, commitment, revision): (Uuid, CommitmentId, i32),
    step: &CommitmentStep,
    terms: &CommitmentTerms,
) -> Result<(), Error> {
    let (me, now, today) = (tx.actor_id()?, tx.now(), tx.today());
    let (reason, reason_language) = match &step.reason {
        Some((reason, language)) => (Some(reason.as_str()), Some(language.as_str())),
        None => (None, None),
    };
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO transition_commitment_version (id, commitment_id, revision, act, \
                actor_id, kind, words, language, contact_way, contact_rhythm, reason, \
                reason_language, said_on, created_at, day) VALUES ($1, $2, $3, $4, $5, $6, $7, \
                $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(id)
        .bind(commitment)
        .bind(revision)
        .bind(step.act)
        .bind(me)
        .bind(terms.kind)
        .bind(&terms.words)
        .bind(&terms.language)
        .bind(terms.way)
        .bind(terms.rhythm)
        .bind(reason)
        .bind(reason_language)
        .bind(step.said_on.map(|day| day.to_sqlx()))
        .bind(now)
        .bind(today)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Does something with a commitment, as one of the two. `revision` is that of the version that the
/// actor has read. Idempotent: the same form again changes nothing. `Stale` when the other one has
/// done something since.
///
/// # Errors
/// `NotFound` for anyone but the two, and for what they may not do; `Conflict` when the form id was
/// used for another act; `Raced` when a concurrent request added a version.
pub async fn take_step(
    tx: &mut Tx,
    id: CommitmentId,
    (form, revision): (FormId, i32),
    step: &CommitmentStep,
) -> Result<SaveOutcome<CommitmentParty>, Error> {
    let found = read_commitment(tx, id).await?;
    let party = found.party;
    if party == CommitmentParty::Owner {
        own_transition_for_update(tx).await?;
    }
    // Before it is checked whether it may be done: a form that was sent twice was accepted the
    // first time.
    if let Some(known) = find_step(tx, id, form).await? {
        let is_same = known.is_same(step);
        return is_same
            .then_some(SaveOutcome::Saved(party))
            .ok_or(Error::Conflict);
    }
    let commitment = &found.commitment;
    if commitment.version.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    if !commitment.allows(party, step.act) {
        return Err(Error::NotFound);
    }
    // An act without terms, such as an end, repeats those that held.
    let terms = step
        .terms
        .clone()
        .unwrap_or_else(|| stored_terms(commitment));
    insert_version(tx, (form.0, id, revision + 1), step, &terms).await?;
    if let Some(recipient) = recipient(commitment, party, step.act) {
        enqueue_for_version(tx, form.0, recipient).await?;
    }
    Ok(SaveOutcome::Saved(party))
}

/// Checks that the actor is one of the two, before a form with an error comes back.
///
/// # Errors
/// `NotFound` for anyone else.
pub async fn require_party(tx: &mut Tx, id: CommitmentId) -> Result<(), Error> {
    read_commitment(tx, id).await.map(|_| ())
}

/// Who is told. An adult is not told that a commitment has ended: the page says so, kindly.
fn recipient(
    commitment: &Commitment,
    party: CommitmentParty,
    act: CommitmentAct,
) -> Option<PersonId> {
    match party {
        CommitmentParty::Adult => Some(commitment.owner_id),
        CommitmentParty::Owner => commitment.adult_id.filter(|_| act != CommitmentAct::End),
    }
}

fn stored_terms(commitment: &Commitment) -> CommitmentTerms {
    let version = &commitment.version;
    CommitmentTerms {
        kind: version.kind,
        words: version.words.clone(),
        language: version.language.clone(),
        way: version.contact_way,
        rhythm: version.contact_rhythm,
    }
}

/// What the actor did with a form.
#[derive(sqlx::FromRow)]
struct StoredStep {
    act: CommitmentAct,
    kind: CommitmentKind,
    words: Option<String>,
    contact_way: ContactWay,
    contact_rhythm: ContactRhythm,
    reason: Option<String>,
}

impl StoredStep {
    fn is_same(&self, step: &CommitmentStep) -> bool {
        let has_terms = |terms: &CommitmentTerms| {
            (
                self.kind,
                &self.words,
                self.contact_way,
                self.contact_rhythm,
            ) == (terms.kind, &terms.words, terms.way, terms.rhythm)
        };
        self.act == step.act
            && step.terms.as_ref().is_none_or(has_terms)
            && self.reason.as_ref() == step.reason.as_ref().map(|(reason, _)| reason)
    }
}

/// What the actor did with this form, if it was sent before.
async fn find_step(
    tx: &mut Tx,
    id: CommitmentId,
    form: FormId,
) -> Result<Option<StoredStep>, Error> {
    // A step of the other one with this id is not the same form.
    let me = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query_as(
        "SELECT v.act, v.kind, v.words, v.contact_way, v.contact_rhythm, v.reason FROM \
            transition_commitment_version v WHERE v.id = $1 AND v.commitment_id = $2 AND \
            v.actor_id = $3"
    )
    .bind(form)
    .bind(id)
    .bind(me)
    .fetch_optional(c))
}
