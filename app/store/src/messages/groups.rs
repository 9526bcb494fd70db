//! Group conversations, and the helpers that write system messages and change participants.

use model::id::{FamilyId, FormId, MessageId, PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind};
use model::policy::{ProposedParticipant, can_create_group, check_group};
use model::role::Role;
use sqlx::types::Json;

use super::list_family_recipients;
use crate::db::{EngineTransaction, run_on, unique_violation_as_race};
use crate::notifications::outbox;
use crate::notifications::outbox::Urgency;
use crate::{Error, Tx};

/// A new group conversation.
#[derive(Debug, Clone)]
pub struct NewGroupThread {
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
pub async fn create_group(tx: &mut Tx, new: &NewGroupThread) -> Result<ThreadId, Error> {
    // The thread id is the form id, so that a resubmitted form finds the thread even when its
    // creator is not a participant.
    let thread = ThreadId(new.form.0);
    if has_created(tx, thread).await? {
        return Ok(thread);
    }
    let participants = propose_participants(tx, new).await?;
    if tx.is_postgres() {
        create_group_in_postgres(tx, new, &participants).await?;
    } else {
        create_group_in_sqlite(tx, new, &participants).await?;
    }
    Ok(thread)
}

/// The participants of a new group conversation: the people named in the form and, in a team
/// conversation, the person who creates it.
///
/// # Errors
/// `NotFound` and `Invalid` as for `create_group`.
async fn propose_participants(
    tx: &mut Tx,
    new: &NewGroupThread,
) -> Result<Vec<ProposedParticipant>, Error> {
    let me = tx.actor_id()?;
    let team = tx.actor()?.membership_in(new.family)?.clone();
    let includes_creator = new.kind == ThreadKind::Team;
    let may_begin =
        includes_creator || (new.kind == ThreadKind::Family && can_create_group(team.role));
    if !may_begin {
        return Err(Error::NotFound);
    }
    // Only people to whom the actor may write, so that a forged form cannot add someone else.
    let candidates = list_family_recipients(tx, new.family).await?;
    let mut participants: Vec<ProposedParticipant> = Vec::new();
    // A person who is named twice, as by a repeated form field, becomes one participant.
    for person in new.people.iter().filter(|person| **person != me) {
        let found = candidates
            .iter()
            .find(|p| p.person_id == *person)
            .ok_or(Error::NotFound)?;
        if participants.iter().all(|known| known.person != *person) {
            participants.push(found.to_proposed_participant());
        }
    }
    if participants.len() < 2 {
        return Err(Error::Invalid("messages-choose-two"));
    }
    if includes_creator {
        participants.push(ProposedParticipant {
            person: me,
            role: team.role,
            walks_with: team.mentee_id,
        });
    }
    check_group(new.kind, &participants).map_err(Error::Invalid)?;
    Ok(participants)
}

/// Creates the conversation on SQLite, with its participants and the system message.
///
/// # Errors
/// `Raced` when a concurrent request created it.
async fn create_group_in_sqlite(
    tx: &mut Tx,
    new: &NewGroupThread,
    participants: &[ProposedParticipant],
) -> Result<(), Error> {
    let (me, agency, now) = (tx.actor_id()?, tx.actor()?.agency, tx.now());
    let thread = ThreadId(new.form.0);
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO thread (id, agency_id, family_id, kind, created_by_id, created_at, last_seq) \
            VALUES ($1, $2, $3, $4, $5, $6, 1)")
        .bind(thread).bind(agency).bind(new.family).bind(new.kind).bind(me).bind(now).execute(c)
    });
    unique_violation_as_race(inserted)?;
    for reader in participants {
        // The creator knows of the system message, which is number 1, so it is not unread for them.
        let read = i64::from(reader.person == me);
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, \
                delivered_seq) VALUES ($1, $2, 1, $3, $3)",
            )
            .bind(thread)
            .bind(reader.person)
            .bind(read)
            .execute(c)
        })?;
    }
    append_system_message(tx, thread, 1, MessageKind::Created, me).await?;
    tx.publish_on_commit(crate::change_bus::ChangeEvent::Membership);
    Ok(())
}

/// Creates the conversation on PostgreSQL with a database function, because row-level security does
/// not let the portal insert participants.
///
/// # Errors
/// `NotFound` when the function denies it, `Raced` when a concurrent request created it.
async fn create_group_in_postgres(
    tx: &mut Tx,
    new: &NewGroupThread,
    participants: &[ProposedParticipant],
) -> Result<(), Error> {
    let (me, now) = (tx.actor_id()?, tx.now());
    let times = outbox::due_times(tx);
    let (message, form): (MessageId, FormId) = (tx.clock().new_id(), tx.clock().new_id());
    // The function adds the creator itself, so that no one can create a conversation in another
    // person's name.
    let others: Vec<PersonId> = participants
        .iter()
        .map(|one| one.person)
        .filter(|person| *person != me)
        .collect();
    let created = run_on!(tx, |c| {
        sqlx::query_scalar::<_, bool>(
            "SELECT alongside_create_group($1, $2, $3, ARRAY(SELECT \
            jsonb_array_elements_text($4)::uuid), $5, $6, $7, $8, $9)",
        )
        .bind(ThreadId(new.form.0))
        .bind(new.family)
        .bind(new.kind)
        .bind(Json(&others))
        .bind(message)
        .bind(form)
        .bind(now)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .fetch_optional(c)
    });
    if unique_violation_as_race(created)? == Some(true) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Whether the actor has created this thread. On PostgreSQL a function answers this, because
/// row-level security hides a thread from a creator who is not a participant.
async fn has_created(tx: &mut Tx, thread: ThreadId) -> Result<bool, Error> {
    let me = tx.actor_id()?;
    let found: Option<(bool,)> = if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT alongside_created_thread($1)"
        )
        .bind(thread)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT TRUE FROM thread WHERE id = $1 AND created_by_id = $2"
        )
        .bind(thread)
        .bind(me)
        .fetch_optional(c))?
    };
    Ok(found.is_some_and(|(began,)| began))
}

/// Inserts a system message with the actor as its author, and enqueues the notifications.
pub(super) async fn append_system_message(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    kind: MessageKind,
    about: PersonId,
) -> Result<(), Error> {
    let me = tx.actor_id()?;
    append_system_message_as(tx, thread, seq, kind, me, about).await
}

/// As `append_system_message`, with `by` as the author. For background tasks, which have no actor.
pub(super) async fn append_system_message_as(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    kind: MessageKind,
    by: PersonId,
    about: PersonId,
) -> Result<(), Error> {
    let now = tx.now();
    // Without a text: the page words a system message in the language of its reader.
    let (id, form): (MessageId, FormId) = (tx.clock().new_id(), tx.clock().new_id());
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, \
            body, entered_by_agency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'en', '', $8, \
            $9)")
        .bind(id).bind(thread).bind(seq).bind(by).bind(form).bind(kind).bind(about).bind(false).bind(now).execute(c)
    })?;
    outbox::enqueue_for_thread(tx, thread, seq, by, Urgency::Normal).await
}

/// Adds or removes a participant on PostgreSQL, and writes the system message. A database function
/// does both, because row-level security does not let the portal write participants or system
/// messages.
///
/// # Errors
/// `NotFound` when the actor may not make this change.
pub(super) async fn change_participant_in_postgres(
    tx: &mut Tx,
    change: ParticipantChange,
    thread: ThreadId,
    person: PersonId,
) -> Result<(), Error> {
    let now = tx.now();
    let times = outbox::due_times(tx);
    let (id, form): (MessageId, FormId) = (tx.clock().new_id(), tx.clock().new_id());
    let sql = match change {
        ParticipantChange::Add => "SELECT alongside_add_participant($1, $2, $3, $4, $5, $6, $7)",
        ParticipantChange::Remove => {
            "SELECT alongside_remove_participant($1, $2, $3, $4, $5, $6, $7)"
        }
    };
    let seq = run_on!(tx, |c| sqlx::query_scalar::<_, Option<i64>>(sql)
        .bind(thread)
        .bind(person)
        .bind(id)
        .bind(form)
        .bind(now)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .fetch_optional(c));
    unique_violation_as_race(seq)?
        .flatten()
        .map(|_| ())
        .ok_or(Error::NotFound)
}

/// A change of a conversation's participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParticipantChange {
    Add,
    Remove,
}

/// Increments the thread's message counter and returns the new number. The update locks the
/// thread's row until the end of the transaction, which keeps the numbers unique and without gaps.
pub(super) async fn next_seq(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let row: Option<(i64,)> = run_on!(tx, |c| sqlx::query_as(
        "UPDATE thread SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq"
    )
    .bind(thread)
    .fetch_optional(c))?;
    row.map(|(seq,)| seq).ok_or(Error::NotFound)
}

/// Whether the actor may add and remove participants: in a team conversation only, its creator and
/// the family's worker.
pub(super) fn can_manage_participants(
    kind: ThreadKind,
    by: Option<PersonId>,
    me: PersonId,
    role: Option<Role>,
) -> bool {
    kind == ThreadKind::Team && (by == Some(me) || role == Some(Role::Worker))
}
