//! Importing conversations. An import adds messages and participants; it never changes existing
//! ones.

use jiff_sqlx::ToSqlx;
use model::id::{FormId, MessageId, PersonId, ThreadId};
use model::import::{ImportMessage, ImportThread, local_to_timestamp};
use model::messages::ThreadKind;

use super::ImportTransaction;
use super::import_text::{FamilyContext, language_tag};
use crate::Error;
use crate::db::run_on;
use crate::messages::thread_pair_key;

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
        participants.sort_unstable();
        participants.dedup();
        let (id, last_seq) = self
            .find_or_add_thread(context, thread, &participants)
            .await?;
        let seq = self.import_messages(context, thread, id, last_seq).await?;
        run_on!(self.tx, |c| sqlx::query(
            "UPDATE thread SET last_seq = $2 WHERE id = $1"
        )
        .bind(id)
        .bind(seq)
        .execute(c))?;
        self.add_participants(thread, id, participants, seq).await
    }

    /// Finds the thread, or adds it. Returns its id and the number of its last message.
    async fn find_or_add_thread(
        &mut self,
        context: &FamilyContext<'_>,
        thread: &ImportThread,
        participants: &[PersonId],
    ) -> Result<(ThreadId, i64), Error> {
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
        if let Some(found) = found {
            return Ok(found);
        }
        let of_family = thread
            .readers
            .iter()
            .all(|key| context.is_family_member(key));
        let kind = match pair_key {
            Some(_) => ThreadKind::Pair,
            None if of_family => ThreadKind::Family,
            None => ThreadKind::Team,
        };
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
        Ok((id, 0))
    }

    /// Adds the messages that the thread does not have yet. Returns the number of its last message.
    async fn import_messages(
        &mut self,
        context: &FamilyContext<'_>,
        thread: &ImportThread,
        id: ThreadId,
        mut seq: i64,
    ) -> Result<i64, Error> {
        let known: Vec<(Option<String>,)> = run_on!(self.tx, |c| sqlx::query_as(
            "SELECT key FROM message WHERE thread_id = $1"
        )
        .bind(id)
        .fetch_all(c))?;
        for message in &thread.messages {
            if known
                .iter()
                .any(|(key,)| key.as_deref() == Some(&message.key))
            {
                continue;
            }
            seq += 1;
            self.insert_message(context, id, seq, message).await?;
        }
        Ok(seq)
    }

    async fn insert_message(
        &mut self,
        context: &FamilyContext<'_>,
        thread: ThreadId,
        seq: i64,
        message: &ImportMessage,
    ) -> Result<(), Error> {
        let at = local_to_timestamp(message.at, &self.zone)
            .map_err(|_| Error::Refused("the agency's time zone is not known".into()))?;
        let (row, form): (MessageId, FormId) = (self.tx.clock().new_id(), self.tx.clock().new_id());
        let from = self.person_id(&message.from)?;
        // Readers see that the agency entered the message: the family member did not write it in
        // the portal.
        let entered_by_agency = context.is_family_member(&message.from);
        run_on!(self.tx, |c| {
            sqlx::query(
                "INSERT INTO message (id, thread_id, seq, author_id, form_id, key, language, \
                    body, entered_by_agency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
                    $9, $10)",
            )
            .bind(row)
            .bind(thread)
            .bind(seq)
            .bind(from)
            .bind(form)
            .bind(&message.key)
            .bind(language_tag(&message.language))
            .bind(&message.text)
            .bind(entered_by_agency)
            .bind(at.to_sqlx())
            .execute(c)
        })?;
        Ok(())
    }

    async fn add_participants(
        &mut self,
        thread: &ImportThread,
        id: ThreadId,
        participants: Vec<PersonId>,
        last_seq: i64,
    ) -> Result<(), Error> {
        // The author of the last message has read everything before it.
        let last = thread
            .messages
            .last()
            .map(|message| self.person_id(&message.from))
            .transpose()?;
        for participant in participants {
            let read = if Some(participant) == last {
                last_seq
            } else {
                0
            };
            run_on!(self.tx, |c| {
                sqlx::query(
                    "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, \
                    read_seq) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING",
                )
                .bind(id)
                .bind(participant)
                .bind(read)
                .execute(c)
            })?;
        }
        Ok(())
    }
}
