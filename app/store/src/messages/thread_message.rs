//! A message of a thread with its translations and attachments, and the query that loads it.

use model::files::Attachment;
use model::id::{FamilyId, MessageId, PersonId, ThreadId};
use model::messages::MessageKind;
use sqlx::types::{Json, Uuid};

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ThreadMessage {
    pub id: MessageId,
    pub thread_id: ThreadId,
    pub family_id: Option<FamilyId>,
    pub seq: i64,
    pub kind: MessageKind,
    /// For a system message: the name of the person it is about.
    pub about: Option<String>,
    pub author_id: PersonId,
    pub author: String,
    pub language: String,
    pub body: String,
    /// The attachments.
    files: Option<Json<Vec<Attachment>>>,
    pub entered_by_agency: bool,
    pub created_at: jiff_sqlx::Timestamp,
    /// The interpreter's translation into the actor's language, the interpreter's name, and the
    /// time.
    tr_body: Option<String>,
    tr_by: Option<String>,
    tr_at: Option<jiff_sqlx::Timestamp>,
    /// The machine translation into the actor's language, and the host of the service.
    machine_body: Option<String>,
    machine_by: Option<String>,
    /// True when an interpreter's translation into the actor's language has been requested.
    pub asked: bool,
    /// The id of the entry about this read in the family's access log.
    #[sqlx(skip)]
    pub log_entry_id: Option<Uuid>,
}

/// A translation of a message. `by` is the interpreter's name or the host of the translation
/// service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageTranslation<'a> {
    pub body: &'a str,
    pub by: &'a str,
    /// The time of an interpreter's translation; `None` for a machine translation.
    pub at: Option<jiff::Timestamp>,
}

impl ThreadMessage {
    /// True for a message that a person wrote, false for a system message.
    pub fn is_text_message(&self) -> bool {
        self.kind == MessageKind::Text
    }

    /// The interpreter's translation, if there is one.
    pub fn human_translation(&self) -> Option<MessageTranslation<'_>> {
        Some(MessageTranslation {
            body: self.tr_body.as_deref()?,
            by: self.tr_by.as_deref()?,
            at: Some(self.tr_at.as_ref()?.to_jiff()),
        })
    }

    /// The machine translation, if there is one.
    pub fn machine_translation(&self) -> Option<MessageTranslation<'_>> {
        Some(MessageTranslation {
            body: self.machine_body.as_deref()?,
            by: self.machine_by.as_deref()?,
            at: None,
        })
    }

    /// The attachments: images, PDF documents and voice messages.
    pub fn attachments(&self) -> &[Attachment] {
        self.files.as_ref().map_or(&[], |files| files.0.as_slice())
    }
}

/// The columns and the `FROM` clause that produce `ThreadMessage` rows. `$6` is the actor's
/// language.
macro_rules! message_query {
    // Two joins for the translations, because an interpreter's and a machine's can both exist.
    () => {
        "x.id, x.thread_id, h.family_id, x.seq, x.kind, coalesce(xa.chosen_name, xa.name) AS \
            about, x.author_id, coalesce(p.chosen_name, p.name) AS author, x.language, x.body, \
            x.files, x.entered_by_agency, x.created_at, \
         tr.body AS tr_body, tr.made_by AS tr_by, tr.created_at AS tr_at, mt.body AS machine_body, \
            mt.made_by AS machine_by, (q.id IS NOT NULL) AS asked \
         FROM thread_participant r JOIN thread h ON h.id = r.thread_id JOIN message x ON \
            x.thread_id = h.id AND x.seq >= r.visible_from_seq JOIN person p ON p.id = x.author_id \
         LEFT JOIN person xa ON xa.id = x.about_id \
         LEFT JOIN message_translation tr ON tr.thread_id = x.thread_id AND tr.seq = x.seq AND \
            tr.language = $6 AND tr.machine = FALSE \
         LEFT JOIN message_translation mt ON mt.thread_id = x.thread_id AND mt.seq = x.seq AND \
            mt.language = $6 AND mt.machine = TRUE \
         LEFT JOIN interpretation_request q ON q.thread_id = x.thread_id AND q.seq = x.seq AND \
            q.language = $6 "
    };
}

pub(crate) use message_query;
