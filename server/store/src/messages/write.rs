//! Writing to a thread: durable, in order, once.

use std::collections::HashSet;

use model::files::Kept;
use model::id::{FormId, MessageId, PersonId, ThreadId};
use model::messages::{DRAFT_MAX, Draft, ThreadKind, To};

use super::people;
use sqlx::types::{Json, Uuid};

use crate::bell::Ring;
use crate::db::{on, once};
use crate::notify::outbox;
use crate::text::on_team;
use crate::{Error, Tx};

/// Where a message has come to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub thread: ThreadId,
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct Before {
    thread_id: ThreadId,
    seq: i64,
    body: String,
    files: Option<Json<Vec<Kept>>>,
    reader: Option<PersonId>,
}

/// Writes a message. The same form sent again is the same message.
///
/// # Errors
/// `NotFound` when the actor does not read the thread, or may not write to the person; `Conflict` when the form
/// was used for other words or files. Then nothing was written.
pub async fn send(tx: &mut Tx, draft: &Draft) -> Result<Sent, Error> {
    let thread = match draft.to {
        To::Thread(thread) => thread,
        To::Person(to) => match before(tx, draft).await? {
            Some(sent) => return Ok(sent),
            None => begin(tx, to).await?,
        },
    };
    let said = if tx.is_postgres() { say(tx, thread, draft).await } else { write(tx, thread, draft).await };
    let Some(seq) = once(said)? else { return before(tx, draft).await?.ok_or(Error::NotFound) };
    tx.ring_after(Ring::Thread(thread));
    Ok(Sent { thread, seq })
}

/// A message with files was given its id before they were kept.
fn message_id(tx: &Tx, draft: &Draft) -> MessageId {
    draft.id.unwrap_or_else(|| tx.clock().mint())
}

/// What drafts for it are kept under.
fn kept_under(draft: &Draft) -> Uuid {
    match draft.to {
        To::Thread(thread) => thread.0,
        To::Person(to) => to.0,
    }
}

fn attached(draft: &Draft) -> Option<Json<&Vec<Kept>>> {
    (!draft.files.is_empty()).then_some(Json(&draft.files))
}

/// The number of a message just written; none where its writer may not write there, nobody else reads it, or its form was
/// used before. A whole message in one question: each way to the database and back is a tenth of what it takes.
async fn say(tx: &mut Tx, thread: ThreadId, draft: &Draft) -> Result<Option<i64>, Error> {
    let (id, about, files, now) = (message_id(tx, draft), kept_under(draft), attached(draft), tx.now());
    let (noticed, due) = outbox::when(tx);
    let seq = on!(tx, c => sqlx::query_scalar::<_, Option<i64>>("SELECT alongside_say($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(thread).bind(draft.form).bind(id).bind(about).bind(&draft.language).bind(&draft.body).bind(files).bind(now)
        .bind(draft.urgent).bind(noticed).bind(due).fetch_optional(c))?;
    Ok(seq.flatten())
}

/// The same for SQLite, which keeps no functions.
async fn write(tx: &mut Tx, thread: ThreadId, draft: &Draft) -> Result<Option<i64>, Error> {
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    let seq: Option<(i64,)> = on!(tx, c => sqlx::query_as(concat!(
        "UPDATE thread SET last_seq = last_seq + 1 WHERE id = $3 AND (family_id IS NULL OR ", on_team!("thread.family_id"), ") ",
        "AND EXISTS (SELECT 1 FROM reader r WHERE r.thread_id = thread.id AND r.person_id = $1 AND r.left_at IS NULL) ",
        // Words that nobody else would read are not taken; the page says whom to write to instead.
        "AND EXISTS (SELECT 1 FROM reader o WHERE o.thread_id = thread.id AND o.person_id <> $1 AND o.left_at IS NULL) ",
        "AND NOT EXISTS (SELECT 1 FROM message x WHERE x.author_id = $1 AND x.form_id = $4) RETURNING last_seq"))
        .bind(person).bind(today).bind(thread).bind(draft.form).fetch_optional(c))?;
    let Some((seq,)) = seq else { return Ok(None) };
    let (id, about, files) = (message_id(tx, draft), kept_under(draft), attached(draft));
    on!(tx, c => sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files, entered_by_agency, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
         UPDATE reader SET read_seq = $3 WHERE thread_id = $2 AND person_id = $4 AND read_seq = $3 - 1;
         DELETE FROM draft WHERE person_id = $4 AND (about = $2 OR about = $11)")
        .bind(id).bind(thread).bind(seq).bind(person).bind(draft.form).bind(&draft.language).bind(&draft.body).bind(files).bind(false).bind(now).bind(about)
        .execute(c))?;
    outbox::put(tx, thread, seq, person, draft.urgent).await?;
    Ok(Some(seq))
}

/// What this form has become already.
///
/// # Errors
/// `Conflict` when it was used for other words or other files.
async fn before(tx: &mut Tx, draft: &Draft) -> Result<Option<Sent>, Error> {
    let person = tx.person()?;
    let before: Option<Before> = on!(tx, c => sqlx::query_as(
        "SELECT x.thread_id, x.seq, x.body, x.files, r.person_id AS reader FROM message x
         LEFT JOIN reader r ON r.thread_id = x.thread_id AND r.person_id = $3 WHERE x.author_id = $1 AND x.form_id = $2")
        .bind(person).bind(draft.form).bind(kept_under(draft)).fetch_optional(c))?;
    let Some(before) = before else { return Ok(None) };
    let same = match draft.to {
        To::Thread(thread) => thread == before.thread_id,
        To::Person(_) => before.reader.is_some(),
    };
    let kept = before.files.as_ref().map_or(&[][..], |files| files.0.as_slice());
    if same && before.body == draft.body && has_files(kept, &draft.files) {
        Ok(Some(Sent { thread: before.thread_id, seq: before.seq }))
    } else {
        Err(Error::Conflict)
    }
}

/// Whether a message that was kept has the files that came with its form this time. A form that is sent again from an error
/// page comes without them, because no browser fills in a file: the message that was kept has all it brings.
fn has_files(kept: &[Kept], sent: &[Kept]) -> bool {
    sent.is_empty() || (kept.len() == sent.len() && kept.iter().zip(sent).all(|(kept, sent)| kept.same(sent)))
}

/// Every message that has files. For the job that looks after files.
pub(crate) async fn with_files(tx: &mut Tx) -> Result<HashSet<MessageId>, Error> {
    let rows: Vec<(MessageId,)> = on!(tx, c => sqlx::query_as("SELECT id FROM message WHERE files IS NOT NULL").fetch_all(c))?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Finds the thread of the actor and one other person, or begins it.
async fn begin(tx: &mut Tx, to: PersonId) -> Result<ThreadId, Error> {
    let candidate = people(tx).await?.into_iter().find(|p| p.person_id == to).ok_or(Error::NotFound)?;
    if let Some(thread) = candidate.thread_id {
        return Ok(thread);
    }
    let (me, agency, now) = (tx.person()?, tx.actor()?.agency, tx.now());
    let pair = people::pair_key(candidate.family_id, me, to);
    let thread: ThreadId = tx.clock().mint();
    if tx.is_postgres() {
        // Row-level security lets the app write no participants; this function begins a conversation whole or not at all.
        let begun = on!(tx, c => sqlx::query_scalar::<_, bool>("SELECT alongside_begin_pair($1, $2, $3, $4, $5)")
            .bind(thread).bind(candidate.family_id).bind(to).bind(&pair).bind(now).fetch_optional(c));
        return if once(begun)? == Some(true) { Ok(thread) } else { Err(Error::NotFound) };
    }
    let made = on!(tx, c => sqlx::query(
        "INSERT INTO thread (id, agency_id, family_id, kind, by_id, pair, created_at, last_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)")
        .bind(thread).bind(agency).bind(candidate.family_id).bind(ThreadKind::Pair).bind(me).bind(&pair).bind(now).execute(c));
    once(made)?;
    for reader in [me, to] {
        on!(tx, c => sqlx::query("INSERT INTO reader (thread_id, person_id, from_seq, read_seq) VALUES ($1, $2, 1, 0)")
            .bind(thread).bind(reader).execute(c))?;
    }
    Ok(thread)
}

/// Keeps what is being typed, for this person alone. Empty words clear the draft. `form` is the form it is typed into: once that
/// was sent, what comes of it later is older than the message, or equal to it, and is not kept.
///
/// # Errors
/// `NotFound` when the actor may write neither to this thread nor to this person, `Invalid("messages-long")` above 20,000 characters.
pub async fn save_draft(tx: &mut Tx, to: To, form: Option<FormId>, body: &str) -> Result<(), Error> {
    let (person, now) = (tx.person()?, tx.now());
    let about = may_write(tx, to).await?;
    if body.chars().count() > DRAFT_MAX {
        return Err(Error::Invalid("messages-long"));
    }
    let sent: Option<(MessageId,)> =
        on!(tx, c => sqlx::query_as("SELECT id FROM message WHERE author_id = $1 AND form_id = $2").bind(person).bind(form).fetch_optional(c))?;
    if sent.is_some() {
        return Ok(());
    }
    if model::text::is_blank(body) {
        on!(tx, c => sqlx::query("DELETE FROM draft WHERE person_id = $1 AND about = $2").bind(person).bind(about).execute(c))?;
    } else {
        on!(tx, c => sqlx::query("INSERT INTO draft (person_id, about, body, at, form_id) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person_id, about) DO UPDATE SET body = excluded.body, at = excluded.at, form_id = excluded.form_id")
            .bind(person).bind(about).bind(body).bind(now).bind(form).execute(c))?;
    }
    Ok(())
}

/// Whether the actor may write there; the id that drafts for it are kept under.
///
/// # Errors
/// `NotFound` when they may write neither to this thread nor to this person.
pub async fn may_write(tx: &mut Tx, to: To) -> Result<Uuid, Error> {
    let (person, today) = (tx.person()?, tx.today());
    Ok(match to {
        To::Thread(thread) => {
            let row: Option<(ThreadId,)> = on!(tx, c => sqlx::query_as(concat!(
                "SELECT h.id FROM reader r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ", super::reads!()))
                .bind(person).bind(today).bind(thread).fetch_optional(c))?;
            row.ok_or(Error::NotFound)?.0.0
        }
        To::Person(to) => people(tx).await?.into_iter().find(|p| p.person_id == to).ok_or(Error::NotFound)?.person_id.0,
    })
}
