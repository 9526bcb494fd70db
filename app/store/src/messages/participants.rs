//! The participants of a conversation: listing, adding and removing them, and the read receipt
//! setting.

use model::id::{FamilyId, PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind};
use model::policy::{ProposedParticipant, check_group};
use model::role::Role;

use super::groups::{
    ParticipantChange, append_system_message, can_manage_participants,
    change_participant_in_postgres, next_seq,
};
use super::{
    RecipientCandidate, actor_reads_thread, list_family_recipients, participants_overlapped,
};
use crate::authored_text::actor_is_member;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Error, Tx};

/// An active or former participant; `left_at` is `None` while active.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Participant {
    pub person_id: PersonId,
    pub name: String,
    pub pronouns: Option<String>,
    /// How to say the name, as its owner wrote it.
    pub pronunciation: Option<String>,
    pub role: Option<Role>,
    mentee_id: Option<PersonId>,
    pub visible_from_seq: i64,
    /// The time of the first message that they may read.
    pub since: Option<jiff_sqlx::Timestamp>,
    pub left_at: Option<jiff_sqlx::Timestamp>,
    /// True when the actor was in the conversation at the same time as this person.
    together: bool,
    pub receipts: Option<bool>,
}

/// The participants of a conversation, and the changes that the actor may make.
#[derive(Debug, Clone)]
pub struct ThreadParticipants {
    pub kind: ThreadKind,
    pub participants: Vec<Participant>,
    /// The people whom the actor may add.
    pub candidates: Vec<RecipientCandidate>,
    /// True when the actor may add and remove participants.
    pub can_manage: bool,
}

#[derive(sqlx::FromRow)]
struct ParticipantsHeadRow {
    kind: ThreadKind,
    created_by_id: Option<PersonId>,
    family_id: Option<FamilyId>,
    my_role: Option<Role>,
}

async fn load_participants_head(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<ParticipantsHeadRow, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let head: Option<ParticipantsHeadRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT h.kind, h.created_by_id, h.family_id, (SELECT min(a.role) FROM membership a \
            WHERE a.family_id = h.family_id AND a.person_id = $1) AS my_role ",
            "FROM thread_participant r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ",
            actor_reads_thread!()
        ))
        .bind(person)
        .bind(today)
        .bind(thread)
        .fetch_optional(c)
    })?;
    head.ok_or(Error::NotFound)
}

/// The active participants of a conversation, and the former ones who were in it at the same time
/// as the actor.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn list_visible(tx: &mut Tx, thread: ThreadId) -> Result<ThreadParticipants, Error> {
    let mut all = list_with_hidden(tx, thread).await?;
    // A parent who joins later must not learn who left before, such as the mentor of the other
    // parent.
    all.participants.retain(|reader| reader.together);
    Ok(all)
}

/// Every active and former participant, including those that `list_visible` hides from the actor:
/// adding a former participant must reactivate the existing row.
async fn list_with_hidden(tx: &mut Tx, thread: ThreadId) -> Result<ThreadParticipants, Error> {
    let (me, head) = (tx.actor_id()?, load_participants_head(tx, thread).await?);
    // Without `actor_reads_thread!`: `load_participants_head` has just checked that.
    let participants: Vec<Participant> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT o.person_id, coalesce(p.chosen_name, p.name) AS name, p.pronouns, \
            p.pronunciation, o.visible_from_seq, o.left_at, o.receipts, ",
            participants_overlapped!(),
            " AS together,
           (SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id \
            = p.id) AS role,
           (SELECT a.mentee_id FROM membership a WHERE a.family_id = h.family_id AND a.person_id \
            = p.id AND a.mentee_id IS NOT NULL) AS mentee_id,
           (SELECT x.created_at FROM message x WHERE x.thread_id = h.id AND x.seq = \
            o.visible_from_seq) AS since
         FROM thread_participant r JOIN thread h ON h.id = r.thread_id JOIN thread_participant o \
            ON o.thread_id = h.id JOIN person p ON p.id = o.person_id
         WHERE h.id = $1 AND r.person_id = $2 ORDER BY o.left_at IS NOT NULL, o.visible_from_seq, \
            p.id"
        ))
        .bind(thread)
        .bind(me)
        .fetch_all(c)
    })?;
    let can_manage = can_manage_participants(head.kind, head.created_by_id, me, head.my_role);
    let mut candidates = Vec::new();
    if let (true, Some(family)) = (can_manage, head.family_id) {
        // Each candidate is checked together with the people who are in the conversation, because
        // two people who may each be in it need not be allowed in it together.
        let active: Vec<ProposedParticipant> = active_participants(&participants).collect();
        candidates = list_family_recipients(tx, family).await?;
        candidates.retain(|p| {
            active.iter().all(|known| known.person != p.person_id)
                && check_group(
                    head.kind,
                    &[active.as_slice(), &[p.to_proposed_participant()]].concat(),
                )
                .is_ok()
        });
    }
    Ok(ThreadParticipants {
        kind: head.kind,
        participants,
        candidates,
        can_manage,
    })
}

fn active_participants(participants: &[Participant]) -> impl Iterator<Item = ProposedParticipant> {
    participants
        .iter()
        .filter(|r| r.left_at.is_none())
        .filter_map(|r| {
            Some(ProposedParticipant {
                person: r.person_id,
                role: r.role?,
                walks_with: r.mentee_id,
            })
        })
}

/// Adds a participant, who can read messages from now on. A system message tells all participants.
/// Idempotent: adding an active participant changes nothing.
///
/// # Errors
/// `NotFound` when the actor may not add this person.
pub async fn add(tx: &mut Tx, thread: ThreadId, person: PersonId) -> Result<(), Error> {
    let all = list_with_hidden(tx, thread).await?;
    if all.can_manage
        && all
            .participants
            .iter()
            .any(|r| r.person_id == person && r.left_at.is_none())
    {
        return Ok(());
    }
    // `candidates` is empty for an actor who may not add anybody.
    if !all.candidates.iter().any(|p| p.person_id == person) {
        return Err(Error::NotFound);
    }
    if tx.is_postgres() {
        change_participant_in_postgres(tx, ParticipantChange::Add, thread, person).await?;
        tx.publish_on_commit(ChangeEvent::Thread(thread));
        return Ok(());
    }
    // Also a person who returns reads only from here on, and nothing that was written meanwhile.
    let seq = next_seq(tx, thread).await?;
    if all.participants.iter().any(|r| r.person_id == person) {
        run_on!(tx, |c| {
            sqlx::query(
                "UPDATE thread_participant SET left_at = NULL, visible_from_seq = $3, read_seq = \
                $3 - 1, delivered_seq = $3 - 1 WHERE thread_id = $1 AND person_id = $2",
            )
            .bind(thread)
            .bind(person)
            .bind(seq)
            .execute(c)
        })?;
    } else {
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, \
                delivered_seq) VALUES ($1, $2, $3, $3 - 1, $3 - 1)",
            )
            .bind(thread)
            .bind(person)
            .bind(seq)
            .execute(c)
        })?;
    }
    append_system_message(tx, thread, seq, MessageKind::Joined, person).await?;
    tx.publish_on_commit(ChangeEvent::Thread(thread));
    Ok(())
}

/// Removes a participant, or lets the actor leave. The removed person can no longer read the
/// conversation. A system message tells all participants. Idempotent: removing a person who is not
/// an active participant changes nothing.
///
/// # Errors
/// `NotFound` when the actor may not remove this person, and for a conversation of two people,
/// which cannot be left.
pub async fn remove(tx: &mut Tx, thread: ThreadId, person: PersonId) -> Result<(), Error> {
    let (me, now) = (tx.actor_id()?, tx.now());
    let all = list_with_hidden(tx, thread).await?;
    // Every participant may leave; only those who manage it may remove another person.
    let may = person == me || all.can_manage;
    if all.kind == ThreadKind::Pair || !may {
        return Err(Error::NotFound);
    }
    if !all
        .participants
        .iter()
        .any(|r| r.person_id == person && r.left_at.is_none())
    {
        return Ok(());
    }
    if tx.is_postgres() {
        change_participant_in_postgres(tx, ParticipantChange::Remove, thread, person).await?;
    } else {
        let seq = next_seq(tx, thread).await?;
        let kind = if person == me {
            MessageKind::Left
        } else {
            MessageKind::Removed
        };
        append_system_message(tx, thread, seq, kind, person).await?;
        run_on!(tx, |c| sqlx::query(
            "UPDATE thread_participant SET left_at = $3 WHERE thread_id = $1 AND person_id = $2"
        )
        .bind(thread)
        .bind(person)
        .bind(now)
        .execute(c))?;
    }
    // Only the actor's own draft: row-level security lets no one delete that of another person.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM draft WHERE person_id = $1 AND target_id = $2 AND person_id = $3"
    )
    .bind(person)
    .bind(thread.0)
    .bind(me)
    .execute(c))?;
    tx.publish_on_commit(ChangeEvent::Thread(thread));
    tx.publish_on_commit(ChangeEvent::Membership);
    Ok(())
}

/// Whether a participant shares read receipts in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptSetting {
    /// The other participants see what the person has read, and the person sees it of those who
    /// share theirs.
    Shared,
    /// Neither the others nor the person see receipts of each other.
    Hidden,
}

/// Sets whether the actor shares read receipts with the other participants of this conversation.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn set_read_receipts(
    tx: &mut Tx,
    thread: ThreadId,
    setting: ReceiptSetting,
) -> Result<(), Error> {
    let me = tx.actor_id()?;
    // Only to refuse a person who does not take part.
    load_participants_head(tx, thread).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE thread_participant SET receipts = $3 WHERE thread_id = $1 AND person_id = $2"
    )
    .bind(thread)
    .bind(me)
    .bind(setting == ReceiptSetting::Shared)
    .execute(c))?;
    // Open pages of the others show or hide the receipts without a reload.
    tx.publish_on_commit(ChangeEvent::Thread(thread));
    Ok(())
}
