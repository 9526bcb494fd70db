//! Importing conversations. An import adds messages and participants; it never changes existing
//! ones.

use std::collections::HashSet;

use jiff_sqlx::ToSqlx;
use model::id::{FormId, MessageId, PersonId, ThreadId};
use model::import::{ImportMessage, ImportThread, local_to_timestamp};
use model::messages::ThreadKind;

use super::ImportTransaction;
use super::import_text::{FamilyContext, language_tag};
use crate::Error;
use crate::db::{bulk_insert, run_on};
use crate::messages::thread_pair_key;

/// A thread to which the messages of the file are added.
struct TargetThread {
    id: ThreadId,
    /// The number of its last message.
    last_seq: i64,
    is_new: bool,
}

struct MessageInsert<'a> {
    id: MessageId,
    seq: i64,
    author: PersonId,
    form: FormId,
    /// True when a family member is named as the author: they did not write it in the portal, and
    /// readers see that the agency entered it.
    entered: bool,
    at: jiff::Timestamp,
    message: &'a ImportMessage,
}

fn thread_kind(
    context: &FamilyContext<'_>,
    thread: &ImportThread,
    participants: &[PersonId],
) -> ThreadKind {
    let of_family = thread
        .readers
        .iter()
        .all(|key| context.is_family_member(key));
    match participants {
        [_, _] => ThreadKind::Pair,
        _ if of_family => ThreadKind::Family,
        _ => ThreadKind::Team,
    }
}

impl ImportTransaction {
    pub(crate) async fn import_thread(
        &mut self,
        context: &FamilyContext<'_>,
        thread: &ImportThread,
    ) -> Result<(), Error> {
        let mut participants = thread
            .readers
            .iter()
            .map(|key| self.person_id(key))
            .collect::<Result<Vec<_>, _>>()?;
        // With a person twice, a conversation of two would become a group.
        participants.sort_unstable();
        participants.dedup();
        let target = self
            .find_or_add_thread(context, thread, &participants)
            .await?;
        let last_seq = self.import_messages(context, thread, &target).await?;
        run_on!(self.tx, |c| sqlx::query(
            "UPDATE thread SET last_seq = $2 WHERE id = $1"
        )
        .bind(target.id)
        .bind(last_seq)
        .execute(c))?;
        self.add_participants(thread, target.id, &participants, last_seq)
            .await
    }

    /// Finds the thread, or adds it.
    async fn find_or_add_thread(
        &mut self,
        context: &FamilyContext<'_>,
        thread: &ImportThread,
        participants: &[PersonId],
    ) -> Result<TargetThread, Error> {
        let pair_key = match participants {
            [first, second] => Some(thread_pair_key(context.family, *first, *second)),
            _ => None,
        };
        let (id, now): (ThreadId, _) = (self.tx.clock().new_id(), self.tx.now());
        // Two people may have started their thread in the portal before the file contains it. The
        // import then adds its messages to that thread, because a pair has only one.
        // An update that changes nothing locks the row on PostgreSQL: a message sent meanwhile
        // would otherwise be given the number that this import writes, or lose its own when it is
        // written back.
        let found: Option<(ThreadId, i64)> = run_on!(self.tx, |c| {
            sqlx::query_as(
                "UPDATE thread SET last_seq = last_seq WHERE (family_id = $1 AND key = $2) OR \
                pair_key = $3 RETURNING id, last_seq",
            )
            .bind(context.family)
            .bind(&thread.key)
            .bind(&pair_key)
            .fetch_optional(c)
        })?;
        if let Some((id, last_seq)) = found {
            return Ok(TargetThread {
                id,
                last_seq,
                is_new: false,
            });
        }
        let kind = thread_kind(context, thread, participants);
        run_on!(self.tx, |c| {
            sqlx::query(
                "INSERT INTO thread (id, agency_id, family_id, key, kind, pair_key, \
                        created_at, last_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
            )
            .bind(id)
            .bind(self.agency)
            .bind(context.family)
            .bind(&thread.key)
            .bind(kind)
            .bind(&pair_key)
            .bind(now)
            .execute(c)
        })?;
        Ok(TargetThread {
            id,
            last_seq: 0,
            is_new: true,
        })
    }

    /// Adds the messages that the thread does not have yet. Returns the number of its last message.
    async fn import_messages(
        &mut self,
        context: &FamilyContext<'_>,
        thread: &ImportThread,
        target: &TargetThread,
    ) -> Result<i64, Error> {
        let known = self.load_message_keys(target).await?;
        let mut rows: Vec<MessageInsert<'_>> = Vec::new();
        let mut seq = target.last_seq;
        for message in &thread.messages {
            if known.contains(&message.key) {
                continue;
            }
            seq += 1;
            rows.push(MessageInsert {
                id: self.tx.clock().new_id(),
                seq,
                author: self.person_id(&message.from)?,
                form: self.tx.clock().new_id(),
                entered: context.is_family_member(&message.from),
                at: local_to_timestamp(message.at, &self.zone)
                    .map_err(|_| Error::Refused("the agency's time zone is not known".into()))?,
                message,
            });
        }
        let thread_id = target.id;
        bulk_insert!(
            self.tx,
            "INSERT INTO message (id, thread_id, seq, author_id, form_id, key, language, body, \
                entered_by_agency, created_at) ",
            rows,
            |row, m| row
                .push_bind(m.id)
                .push_bind(thread_id)
                .push_bind(m.seq)
                .push_bind(m.author)
                .push_bind(m.form)
                .push_bind(m.message.key.clone())
                .push_bind(language_tag(&m.message.language))
                .push_bind(m.message.text.clone())
                .push_bind(m.entered)
                .push_bind(m.at.to_sqlx()),
            ""
        );
        Ok(seq)
    }

    /// The import keys of the messages of a thread.
    async fn load_message_keys(&mut self, target: &TargetThread) -> Result<HashSet<String>, Error> {
        if target.is_new {
            return Ok(HashSet::new());
        }
        let keys: Vec<(String,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT key FROM message WHERE thread_id = $1 AND key IS NOT NULL"
        )
        .bind(target.id)
        .fetch_all(c))?;
        Ok(keys.into_iter().map(|(key,)| key).collect())
    }

    async fn add_participants(
        &mut self,
        thread: &ImportThread,
        id: ThreadId,
        participants: &[PersonId],
        last_seq: i64,
    ) -> Result<(), Error> {
        // The author of the last message has read everything before it.
        let last = thread
            .messages
            .last()
            .map(|message| self.person_id(&message.from))
            .transpose()?;
        // Stored participants stay as they are: what they have read, and that they have left.
        bulk_insert!(
            self.tx,
            "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq) ",
            participants,
            |row, participant| row
                .push_bind(id)
                .push_bind(*participant)
                .push_bind(1_i64)
                .push_bind(if Some(*participant) == last {
                    last_seq
                } else {
                    0
                }),
            " ON CONFLICT DO NOTHING"
        );
        Ok(())
    }
}
