//! The participants of a conversation: listing, adding and removing them, and the read receipt
//! setting.

use model::id::{FamilyId, PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind};
use model::policy::{Together, may_share};
use model::role::Role;

use super::together::{ParticipantChange, change_participant, next, tell, tends};
use super::{Candidate, people_of, read_together, reads};
use crate::bell::Ring;
use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// An active or former participant; `left_at` is `None` while active.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Reader {
    pub person_id: PersonId,
    pub name: String,
    pub role: Option<Role>,
    walks_with: Option<PersonId>,
    pub from_seq: i64,
    /// The time of the first message that they may read.
    pub since: Option<jiff_sqlx::Timestamp>,
    pub left_at: Option<jiff_sqlx::Timestamp>,
    /// True when the actor was in the conversation at the same time as this person.
    together: bool,
    pub receipts: Option<bool>,
}

/// The participants of a conversation, and the changes that the actor may make.
#[derive(Debug, Clone)]
pub struct Readers {
    pub kind: ThreadKind,
    pub readers: Vec<Reader>,
    /// The people whom the actor may add.
    pub others: Vec<Candidate>,
    /// True when the actor may add and remove participants.
    pub tends: bool,
}

#[derive(sqlx::FromRow)]
struct Head {
    kind: ThreadKind,
    by_id: Option<PersonId>,
    family_id: Option<FamilyId>,
    my_role: Option<Role>,
}

async fn head(tx: &mut Tx, thread: ThreadId) -> Result<Head, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let head: Option<Head> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.kind, h.by_id, h.family_id, (SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = $1) AS my_role ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ", reads!()))
        .bind(person).bind(today).bind(thread).fetch_optional(c))?;
    head.ok_or(Error::NotFound)
}

/// The active participants of a conversation, and the former ones who were in it at the same time
/// as the actor.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn of(tx: &mut Tx, thread: ThreadId) -> Result<Readers, Error> {
    let mut all = ever(tx, thread).await?;
    all.readers.retain(|reader| reader.together);
    Ok(all)
}

/// Every active and former participant, including those that `of` hides from the actor: adding a
/// former participant must reactivate the existing row.
async fn ever(tx: &mut Tx, thread: ThreadId) -> Result<Readers, Error> {
    let (me, head) = (tx.person()?, head(tx, thread).await?);
    let readers: Vec<Reader> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT o.person_id, coalesce(p.chosen_name, p.name) AS name, o.from_seq, o.left_at, o.receipts, ", read_together!(), " AS together,
           (SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role,
           (SELECT a.walks_with FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id AND a.walks_with IS NOT NULL) AS walks_with,
           (SELECT x.at FROM message x WHERE x.thread_id = h.id AND x.seq = o.from_seq) AS since
         FROM reader r JOIN thread h ON h.id = r.thread_id JOIN reader o ON o.thread_id = h.id JOIN person p ON p.id = o.person_id
         WHERE h.id = $1 AND r.person_id = $2 ORDER BY o.left_at IS NOT NULL, o.from_seq, p.id"))
        .bind(thread).bind(me).fetch_all(c))?;
    let tends = tends(head.kind, head.by_id, me, head.my_role);
    let mut others = Vec::new();
    if let (true, Some(family)) = (tends, head.family_id) {
        let here: Vec<Together> = company(&readers).collect();
        others = people_of(tx, family).await?;
        others.retain(|p| here.iter().all(|known| known.person != p.person_id) && may_share(head.kind, &[here.as_slice(), &[p.together()]].concat()).is_ok());
    }
    Ok(Readers { kind: head.kind, readers, others, tends })
}

fn company(readers: &[Reader]) -> impl Iterator<Item = Together> {
    readers.iter().filter(|r| r.left_at.is_none()).filter_map(|r| Some(Together { person: r.person_id, role: r.role?, walks_with: r.walks_with }))
}

/// Adds a participant, who can read messages from now on. A system message tells all participants.
/// Idempotent: adding an active participant changes nothing.
///
/// # Errors
/// `NotFound` when the actor may not add this person.
pub async fn add(tx: &mut Tx, thread: ThreadId, person: PersonId) -> Result<(), Error> {
    let all = ever(tx, thread).await?;
    if all.tends && all.readers.iter().any(|r| r.person_id == person && r.left_at.is_none()) {
        return Ok(());
    }
    if !all.others.iter().any(|p| p.person_id == person) {
        return Err(Error::NotFound);
    }
    if tx.is_postgres() {
        change_participant(tx, ParticipantChange::Add, thread, person).await?;
        tx.ring(Ring::Thread(thread));
        return Ok(());
    }
    let seq = next(tx, thread).await?;
    if all.readers.iter().any(|r| r.person_id == person) {
        on!(tx, c => sqlx::query("UPDATE reader SET left_at = NULL, from_seq = $3, read_seq = $3 - 1, reached_seq = $3 - 1 WHERE thread_id = $1 AND person_id = $2")
            .bind(thread).bind(person).bind(seq).execute(c))?;
    } else {
        on!(tx, c => sqlx::query("INSERT INTO reader (thread_id, person_id, from_seq, read_seq, reached_seq) VALUES ($1, $2, $3, $3 - 1, $3 - 1)")
            .bind(thread).bind(person).bind(seq).execute(c))?;
    }
    tell(tx, thread, seq, MessageKind::Joined, person).await?;
    tx.ring(Ring::Thread(thread));
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
    let (me, now) = (tx.person()?, tx.now());
    let all = ever(tx, thread).await?;
    let may = person == me || all.tends;
    if all.kind == ThreadKind::Pair || !may {
        return Err(Error::NotFound);
    }
    if !all.readers.iter().any(|r| r.person_id == person && r.left_at.is_none()) {
        return Ok(());
    }
    if tx.is_postgres() {
        change_participant(tx, ParticipantChange::Remove, thread, person).await?;
    } else {
        let seq = next(tx, thread).await?;
        let kind = if person == me { MessageKind::Left } else { MessageKind::TakenOff };
        tell(tx, thread, seq, kind, person).await?;
        on!(tx, c => sqlx::query("UPDATE reader SET left_at = $3 WHERE thread_id = $1 AND person_id = $2").bind(thread).bind(person).bind(now).execute(c))?;
    }
    on!(tx, c => sqlx::query("DELETE FROM draft WHERE person_id = $1 AND about = $2 AND person_id = $3").bind(person).bind(thread.0).bind(me).execute(c))?;
    tx.ring(Ring::Thread(thread));
    tx.ring(Ring::People);
    Ok(())
}

/// Sets whether the actor shares read receipts with the other participants of this conversation.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn receipts(tx: &mut Tx, thread: ThreadId, show: bool) -> Result<(), Error> {
    let me = tx.person()?;
    head(tx, thread).await?;
    on!(tx, c => sqlx::query("UPDATE reader SET receipts = $3 WHERE thread_id = $1 AND person_id = $2").bind(thread).bind(me).bind(show).execute(c))?;
    tx.ring(Ring::Thread(thread));
    Ok(())
}
