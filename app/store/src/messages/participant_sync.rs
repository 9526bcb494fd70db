//! A background task that synchronizes the participants of conversations with team membership. A
//! person whose membership ended leaves, and a worker is replaced by the next worker. It runs
//! periodically, because a membership ends by date, without any request.

use model::id::{AgencyId, FamilyId, PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind};
use model::role::Role;

use super::groups::{append_system_message_as, next_seq};
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::visibility::text_denied_to_interpreter;
use crate::{Db, Error, Tx};

/// An active participant who is no longer on the team of the thread's family.
#[derive(sqlx::FromRow)]
struct DepartedMember {
    thread_id: ThreadId,
    kind: ThreadKind,
    family_id: FamilyId,
    person_id: PersonId,
    role: Option<Role>,
}

/// An SQL condition: the person is on the family's team on the day `$2`. Both arguments are SQL
/// expressions.
macro_rules! is_member {
    ($family:literal, $person:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership m WHERE m.family_id = ",
            $family,
            " AND m.person_id = ",
            $person,
            " AND m.since <= $2 AND (m.until IS NULL OR m.until > $2))"
        )
    };
}

/// Synchronizes the conversations of every agency in one transaction. Returns the number of
/// participants who left or returned, plus the number of released interpreter claims.
///
/// # Errors
/// When the database fails.
pub async fn sync_with_membership(db: &Db) -> Result<usize, Error> {
    let mut tx = db
        .acting_as_system("synchronize participants with membership")
        .await?;
    // Agency by agency, because a membership ends on a date in the agency's time zone.
    let agencies: Vec<(AgencyId, String)> =
        run_on!(tx, |c| sqlx::query_as("SELECT id, time_zone FROM agency")
            .fetch_all(c))?;
    let mut changed = 0;
    for (agency, zone) in agencies {
        let today = tx.today_in(&zone);
        changed += remove_departed_members(&mut tx, agency, today).await?
            + reactivate_returning_members(&mut tx, agency, today).await?
            + usize::try_from(release_claims(&mut tx, agency, today).await?).unwrap_or(0);
    }
    if changed > 0 {
        tx.publish_on_commit(ChangeEvent::Membership);
    }
    tx.commit().await?;
    Ok(changed)
}

/// Removes the participants who are no longer on the team of their conversation's family, and
/// returns their number.
async fn remove_departed_members(
    tx: &mut Tx,
    agency: AgencyId,
    today: jiff_sqlx::Date,
) -> Result<usize, Error> {
    // A conversation that belongs to no family has no team that a person could leave.
    let departed: Vec<DepartedMember> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT h.id AS thread_id, h.kind, h.family_id, o.person_id, ",
            "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND \
            a.person_id = o.person_id) AS role ",
            "FROM thread h JOIN thread_participant o ON o.thread_id = h.id AND o.left_at IS NULL \
            WHERE h.agency_id = $1 AND h.family_id IS NOT NULL AND NOT ",
            is_member!("h.family_id", "o.person_id"),
            " ORDER BY h.id, o.person_id"
        ))
        .bind(agency)
        .bind(today)
        .fetch_all(c)
    })?;
    for member in &departed {
        remove_departed(tx, member, today).await?;
    }
    Ok(departed.len())
}

/// Reactivates the participants of conversations of two who are on the family's team again, and
/// returns their number.
async fn reactivate_returning_members(
    tx: &mut Tx,
    agency: AgencyId,
    today: jiff_sqlx::Date,
) -> Result<usize, Error> {
    // Only conversations of two: two people have one in each family, so without this they could
    // never write to each other again. A group is managed by one of its participants.
    let returning: Vec<(ThreadId, PersonId)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT h.id, o.person_id FROM thread h JOIN thread_participant o ON o.thread_id = \
            h.id AND o.left_at IS NOT NULL ",
            "WHERE h.agency_id = $1 AND h.kind = 'pair' AND h.family_id IS NOT NULL AND ",
            is_member!("h.family_id", "o.person_id")
        ))
        .bind(agency)
        .bind(today)
        .fetch_all(c)
    })?;
    for (thread, person) in &returning {
        // Keeping `visible_from_seq` reveals no message that was written during the absence: `send`
        // rejects a message when there is no other active participant.
        run_on!(tx, |c| sqlx::query(
            "UPDATE thread_participant SET left_at = NULL WHERE thread_id = $1 AND person_id = $2"
        )
        .bind(*thread)
        .bind(*person)
        .execute(c))?;
        let seq = next_seq(tx, *thread).await?;
        append_system_message_as(tx, *thread, seq, MessageKind::Joined, *person, *person).await?;
    }
    Ok(returning.len())
}

/// Releases claims of interpreters who are no longer on the family's team, or whom an audience
/// excludes from the text, and returns their number. Otherwise no other interpreter could claim
/// these requests. The requests themselves stay open.
async fn release_claims(
    tx: &mut Tx,
    agency: AgencyId,
    today: jiff_sqlx::Date,
) -> Result<u64, Error> {
    let texts = run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE text_interpretation SET claimed_by = NULL WHERE done_on IS NULL AND claimed_by \
            IS NOT NULL AND text_id IN (SELECT t.id FROM text t JOIN family f ON f.id = \
            t.family_id WHERE f.agency_id = $1) AND (NOT EXISTS (SELECT 1 FROM text t JOIN \
            membership m ON m.family_id = t.family_id AND m.person_id = \
            text_interpretation.claimed_by AND m.role = 'interpreter' AND m.since <= $2 AND \
            (m.until IS NULL OR m.until > $2) WHERE t.id = text_interpretation.text_id) OR ",
            text_denied_to_interpreter!(
                "text_interpretation.text_id",
                "text_interpretation.claimed_by"
            ),
            ")"
        ))
        .bind(agency)
        .bind(today)
        .execute(c)
    })?;
    let messages = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE interpretation_request SET claimed_by = NULL WHERE done_at IS NULL AND claimed_by IS NOT NULL AND thread_id IN (SELECT h.id FROM thread h WHERE h.agency_id = $1)
         AND NOT EXISTS (SELECT 1 FROM thread h JOIN membership m ON m.family_id = h.family_id AND m.person_id = interpretation_request.claimed_by AND m.role = 'interpreter'
             AND m.since <= $2 AND (m.until IS NULL OR m.until > $2) WHERE h.id = interpretation_request.thread_id)")
        .bind(agency).bind(today).execute(c)
    })?;
    Ok(texts + messages)
}

/// Removes a participant whose membership ended, with their draft, and writes the system messages,
/// for a worker also that of the handover.
async fn remove_departed(
    tx: &mut Tx,
    member: &DepartedMember,
    today: jiff_sqlx::Date,
) -> Result<(), Error> {
    let now = tx.now();
    // The row stays, so that the others still see who took part.
    run_on!(tx, |c| sqlx::query(
        "UPDATE thread_participant SET left_at = $3 WHERE thread_id = $1 AND person_id = $2"
    )
    .bind(member.thread_id)
    .bind(member.person_id)
    .bind(now)
    .execute(c))?;
    // A person who has left cannot send it any more.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM draft WHERE person_id = $1 AND target_id = $2"
    )
    .bind(member.person_id)
    .bind(member.thread_id.0)
    .execute(c))?;
    let seq = next_seq(tx, member.thread_id).await?;
    append_system_message_as(
        tx,
        member.thread_id,
        seq,
        MessageKind::Left,
        member.person_id,
        member.person_id,
    )
    .await?;
    tx.publish_on_commit(ChangeEvent::Thread(member.thread_id));
    if member.role == Some(Role::Worker) {
        hand_over_to_successor(tx, member, today).await?;
    }
    Ok(())
}

/// Names the worker who succeeds a worker in a conversation, and adds them if it is a team
/// conversation. Does nothing when the family has no other worker, or that worker is a participant
/// already.
async fn hand_over_to_successor(
    tx: &mut Tx,
    member: &DepartedMember,
    today: jiff_sqlx::Date,
) -> Result<(), Error> {
    let successor: Option<(PersonId,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT m.person_id FROM membership m WHERE m.family_id = $1 AND m.role = 'worker' AND m.person_id <> $3 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2)
         ORDER BY m.coordinator DESC, m.since DESC, m.person_id LIMIT 1")
        .bind(member.family_id).bind(today).bind(member.person_id).fetch_optional(c)
    })?;
    let Some((worker,)) = successor else {
        return Ok(());
    };
    let already_active: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT 1 FROM thread_participant WHERE thread_id = $1 AND person_id = $2 AND \
            left_at IS NULL",
        )
        .bind(member.thread_id)
        .bind(worker)
        .fetch_optional(c)
    })?;
    if already_active.is_some() {
        return Ok(());
    }
    let seq = next_seq(tx, member.thread_id).await?;
    // The successor joins a team conversation and can read from here on. They never join a
    // conversation of two people, which must stay private between those two.
    if member.kind == ThreadKind::Team {
        run_on!(tx, |c| {
            sqlx::query("INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, delivered_seq) VALUES ($1, $2, $3, $3 - 1, $3 - 1)
            ON CONFLICT (thread_id, person_id) DO UPDATE SET left_at = NULL, visible_from_seq = excluded.visible_from_seq, read_seq = excluded.read_seq")
            .bind(member.thread_id).bind(worker).bind(seq).execute(c)
        })?;
    }
    append_system_message_as(
        tx,
        member.thread_id,
        seq,
        MessageKind::Handover,
        member.person_id,
        worker,
    )
    .await
}
