//! Messages and threads: limits, kinds and validation.

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use crate::ErrorCode;
use crate::files::Attachment;
use crate::id::{FormId, MessageId, PersonId, ThreadId};
#[cfg(feature = "server")]
use crate::language::detect_language;
use crate::slug_enum::slug_enum;

/// Maximum length of a message in characters. A longer text is rejected and returned to the writer
/// in full.
pub const MAX_BODY_CHARS: usize = 5_000;
/// Maximum length of a stored draft in characters: more than a message may have, so that no typed
/// text is truncated.
pub const MAX_DRAFT_CHARS: usize = 20_000;
/// Maximum number of preceding messages that an interpreter may read as context.
pub const MAX_CONTEXT_MESSAGES: i32 = 10;
/// Messages per page of a thread.
pub const THREAD_PAGE_SIZE: i64 = 50;
/// Maximum number of messages in one part of a printed thread and in one batch of an export.
pub const EXPORT_BATCH_MESSAGES: i64 = 500;
/// Maximum size of the texts of one such part in bytes, except where a single message is larger.
pub const EXPORT_BATCH_BYTES: usize = 256 * 1024;

slug_enum! {
    /// Kind of a thread. It never changes.
    #[derive(Serialize, Deserialize)]
    pub enum ThreadKind {
        /// Between two people.
        Pair = "pair",
        /// Between several people on a family's team.
        Team = "team",
        /// Between family members only.
        Family = "family",
    }
}

slug_enum! {
    /// Kind of a message: text that a person wrote, or a system message about the thread.
    #[derive(Serialize, Deserialize, strum::VariantArray)]
    pub enum MessageKind {
        Text = "words",
        /// The thread was created.
        Created = "began",
        /// A participant was added and can read the messages from this one on.
        Joined = "joined",
        /// A participant left the thread or is no longer on the team.
        Left = "left",
        /// A participant was removed.
        Removed = "taken_off",
        /// A worker was replaced by another worker.
        Handover = "handover",
        /// An interpreter translated a message; the body is the sequence number of that message.
        Translated = "translated",
    }
}

slug_enum! {
    /// How a mentor and the parent they support were in contact.
    #[derive(Serialize, Deserialize, strum::VariantArray)]
    pub enum ContactKind {
        Call = "call",
        Visit = "visit",
        Text = "text",
        /// In person: at a meeting, in court or at an appointment.
        InPerson = "beside",
    }
}

impl ContactKind {
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;
}

/// Destination of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageDestination {
    /// An existing thread.
    Thread(ThreadId),
    /// A person on the writer's team: the thread of the two is found or created.
    Person(PersonId),
}

/// Whether a message must have a text.
#[cfg(feature = "server")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRule {
    /// The text must not be blank.
    Required,
    /// The text may be empty, because the message has attachments.
    Optional,
}

/// A validated message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub form: FormId,
    pub to: MessageDestination,
    /// The language it is written in, as a BCP 47 tag.
    pub language: String,
    pub body: String,
    /// True when a worker marked the message as urgent.
    pub urgent: bool,
    /// Attachments. Their bytes are stored under `id` before the message is inserted.
    pub files: Vec<Attachment>,
    /// The id of the message, if storing its attachments required it before the insert.
    pub id: Option<MessageId>,
}

#[cfg(feature = "server")]
impl NewMessage {
    /// # Errors
    /// `messages-blank` without visible text, `messages-long` above 5,000 characters.
    pub fn parse(
        form: FormId,
        to: MessageDestination,
        language: &str,
        body: &str,
    ) -> Result<Self, ErrorCode> {
        Self::parse_with_attachments(form, to, language, body, BodyRule::Required)
    }

    /// Like `parse`, for a message that may have attachments.
    ///
    /// # Errors
    /// As for `parse`.
    pub fn parse_with_attachments(
        form: FormId,
        to: MessageDestination,
        language: &str,
        body: &str,
        body_rule: BodyRule,
    ) -> Result<Self, ErrorCode> {
        // Converts CRLF to LF, so that browser and server count the same length.
        let body = crate::text::normalize_text(body);
        if body.is_empty() && body_rule == BodyRule::Required {
            return Err("messages-blank");
        }
        if body.chars().count() > MAX_BODY_CHARS {
            return Err("messages-long");
        }
        Ok(Self {
            form,
            to,
            language: detect_language(&body, language),
            body,
            urgent: false,
            files: Vec::new(),
            id: None,
        })
    }
}

/// Number of characters left before a message is too long, as shown in the composer; negative above
/// the limit.
pub fn remaining_chars(body: &str) -> i64 {
    i64::try_from(MAX_BODY_CHARS).unwrap_or(0)
        - i64::try_from(body.chars().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn parse_body(body: &str) -> Result<NewMessage, ErrorCode> {
        NewMessage::parse(
            FormId(Uuid::nil()),
            MessageDestination::Person(PersonId(Uuid::nil())),
            "en",
            body,
        )
    }

    #[test]
    fn empty_words_are_refused() {
        for nothing in [
            " \r\n ",
            "\u{200B}",
            // Characters that fonts draw as nothing; a person would be notified of an empty
            // message.
            "\u{2800}",
            "\u{3164}",
            "\u{7}",
            "\u{FE0F}\u{200D}",
        ] {
            assert_eq!(parse_body(nothing), Err("messages-blank"), "{nothing:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        // This letter has two bytes: a limit in bytes would allow half as much Arabic.
        assert!(parse_body(&"م".repeat(MAX_BODY_CHARS)).is_ok());
        assert_eq!(
            parse_body(&"a".repeat(MAX_BODY_CHARS + 1)),
            Err("messages-long")
        );
        assert_eq!(remaining_chars("abc"), 4_997);
    }
}
