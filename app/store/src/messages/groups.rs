//! Group conversations, and the helpers that write system messages and change participants.

use model::id::{FamilyId, FormId, MessageId, PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind};
use model::policy::{Together, may_gather, may_share};
use model::role::Role;
use sqlx::types::Json;

use super::people_of;
use crate::db::{Inner, on, once};
use crate::notify::outbox;
use crate::{Error, Tx};

/// A new group conversation.
#[derive(Debug, Clone)]
pub struct Gathering {
    pub form: FormId,
    pub family: FamilyId,
    pub kind: ThreadKind,
    /// The participants, without the person who creates the conversation.
    pub people: Vec<PersonId>,
}

/// Creates a group conversation. One of kind `Family` is created by a worker, who does not become a
/// participant. Idempotent: resubmitting the same form returns the existing conversation.
///
/// # Errors
/// `NotFound` when the actor may not write to one of the people, or may not create this kind of
/// conversation; `Invalid` with an error code when these people may not be in one conversation;
/// `Raced` when a concurrent request stored the same form.
pub async fn gather(tx: &mut Tx, new: &Gathering) -> Result<ThreadId, Error> {
    let (me, now) = (tx.person()?, tx.now());
    if begun(tx, ThreadId(new.form.0)).await? {
        return Ok(ThreadId(new.form.0));
    }
    let (agency, team) = {
        let actor = tx.actor()?;
        (actor.agency, actor.team(new.family)?.clone())
    };
    let reads_it = new.kind == ThreadKind::Team;
    let may_begin = reads_it || (new.kind == ThreadKind::Family && may_gather(team.role));
    if !may_begin {
        return Err(Error::NotFound);
    }
    let candidates = people_of(tx, new.family).await?;
    let mut company: Vec<Together> = Vec::new();
    for person in new.people.iter().filter(|person| **person != me) {
        let found = candidates.iter().find(|p| p.person_id == *person).ok_or(Error::NotFound)?;
        if company.iter().all(|known| known.person != *person) {
            company.push(found.together());
        }
    }
    if company.len() < 2 {
        return Err(Error::Invalid("messages-choose-two"));
    }
    if reads_it {
        company.push(Together { person: me, role: team.role, walks_with: team.walks_with });
    }
    may_share(new.kind, &company).map_err(Error::Invalid)?;
    // The thread id is the form id, so that a resubmitted form finds the thread even when its
    // creator is not a participant.
    let thread = ThreadId(new.form.0);
    if tx.is_postgres() {
        begin_group(tx, new, &company).await?;
        return Ok(thread);
    }
    let made = on!(tx, c => sqlx::query(
        "INSERT INTO thread (id, agency_id, family_id, kind, by_id, created_at, last_seq) VALUES ($1, $2, $3, $4, $5, $6, 1)")
        .bind(thread).bind(agency).bind(new.family).bind(new.kind).bind(me).bind(now).execute(c));
    once(made)?;
    for reader in &company {
        let read = i64::from(reader.person == me);
        on!(tx, c => sqlx::query("INSERT INTO reader (thread_id, person_id, from_seq, read_seq, reached_seq) VALUES ($1, $2, 1, $3, $3)")
            .bind(thread).bind(reader.person).bind(read).execute(c))?;
    }
    tell(tx, thread, 1, MessageKind::Began, me).await?;
    tx.ring(crate::bell::Ring::People);
    Ok(thread)
}

/// Creates the conversation on PostgreSQL with a database function, because row-level security does
/// not let the portal insert participants.
///
/// # Errors
/// `NotFound` when the function denies it, `Raced` when a concurrent request created it.
async fn begin_group(tx: &mut Tx, new: &Gathering, company: &[Together]) -> Result<(), Error> {
    let (me, now) = (tx.person()?, tx.now());
    let (noticed, due) = outbox::when(tx);
    let (message, form): (MessageId, FormId) = (tx.clock().mint(), tx.clock().mint());
    let others: Vec<PersonId> = company.iter().map(|one| one.person).filter(|person| *person != me).collect();
    let begun = on!(tx, c => sqlx::query_scalar::<_, bool>(
        "SELECT alongside_begin_group($1, $2, $3, ARRAY(SELECT jsonb_array_elements_text($4)::uuid), $5, $6, $7, $8, $9)")
        .bind(ThreadId(new.form.0)).bind(new.family).bind(new.kind).bind(Json(&others)).bind(message).bind(form).bind(now).bind(noticed).bind(due)
        .fetch_optional(c));
    if once(begun)? == Some(true) { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether the actor has created this thread. On PostgreSQL a function answers this, because
/// row-level security hides a thread from a creator who is not a participant.
async fn begun(tx: &mut Tx, thread: ThreadId) -> Result<bool, Error> {
    let me = tx.person()?;
    let found: Option<(bool,)> = if matches!(tx.inner, Inner::Postgres(_)) {
        on!(tx, c => sqlx::query_as("SELECT alongside_began($1)").bind(thread).fetch_optional(c))?
    } else {
        on!(tx, c => sqlx::query_as("SELECT TRUE FROM thread WHERE id = $1 AND by_id = $2").bind(thread).bind(me).fetch_optional(c))?
    };
    Ok(found.is_some_and(|(began,)| began))
}

/// Inserts a system message with the actor as its author, and enqueues the notifications.
pub(super) async fn tell(tx: &mut Tx, thread: ThreadId, seq: i64, kind: MessageKind, about: PersonId) -> Result<(), Error> {
    let me = tx.person()?;
    write(tx, thread, seq, kind, me, about).await
}

/// As `tell`, with `by` as the author. For background tasks, which have no actor.
pub(super) async fn write(tx: &mut Tx, thread: ThreadId, seq: i64, kind: MessageKind, by: PersonId, about: PersonId) -> Result<(), Error> {
    let now = tx.now();
    let (id, form): (MessageId, FormId) = (tx.clock().mint(), tx.clock().mint());
    on!(tx, c => sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body, entered_by_agency, at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'en', '', $8, $9)")
        .bind(id).bind(thread).bind(seq).bind(by).bind(form).bind(kind).bind(about).bind(false).bind(now).execute(c))?;
    outbox::put(tx, thread, seq, by, false).await
}

/// Adds or removes a participant on PostgreSQL, and writes the system message. A database function
/// does both, because row-level security does not let the portal write participants or system
/// messages.
///
/// # Errors
/// `NotFound` when the actor may not make this change.
pub(super) async fn change_participant(tx: &mut Tx, change: ParticipantChange, thread: ThreadId, person: PersonId) -> Result<(), Error> {
    let now = tx.now();
    let (noticed, due) = outbox::when(tx);
    let (id, form): (MessageId, FormId) = (tx.clock().mint(), tx.clock().mint());
    let sql = match change {
        ParticipantChange::Add => "SELECT alongside_add_participant($1, $2, $3, $4, $5, $6, $7)",
        ParticipantChange::Remove => "SELECT alongside_remove_participant($1, $2, $3, $4, $5, $6, $7)",
    };
    let seq = on!(tx, c => sqlx::query_scalar::<_, Option<i64>>(sql)
        .bind(thread).bind(person).bind(id).bind(form).bind(now).bind(noticed).bind(due).fetch_optional(c));
    once(seq)?.flatten().map(|_| ()).ok_or(Error::NotFound)
}

/// A change of a conversation's participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParticipantChange {
    Add,
    Remove,
}

/// Increments the thread's message counter and returns the new number. The update locks the
/// thread's row until the end of the transaction, which keeps the numbers unique and without gaps.
pub(super) async fn next(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let row: Option<(i64,)> =
        on!(tx, c => sqlx::query_as("UPDATE thread SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq").bind(thread).fetch_optional(c))?;
    row.map(|(seq,)| seq).ok_or(Error::NotFound)
}

/// Whether the actor may add and remove participants: in a team conversation only, its creator and
/// the family's worker.
pub(super) fn tends(kind: ThreadKind, by: Option<PersonId>, me: PersonId, role: Option<Role>) -> bool {
    kind == ThreadKind::Team && (by == Some(me) || role == Some(Role::Worker))
}
