//! Messages and threads: limits, kinds and validation.

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use crate::Code;
use crate::files::Kept;
use crate::id::{FormId, MessageId, PersonId, ThreadId};
#[cfg(feature = "server")]
use crate::language::written_in;

/// Maximum length of a message in characters. A longer text is rejected and returned to the writer
/// in full.
pub const BODY_MAX: usize = 5_000;
/// Maximum length of a stored draft in characters: more than a message may have, so that no typed
/// text is truncated.
pub const DRAFT_MAX: usize = 20_000;
/// Maximum number of preceding messages that an interpreter may read as context.
pub const BEFORE_MAX: i32 = 10;
/// Messages per page of a thread.
pub const PAGE: i64 = 50;
/// Maximum number of messages in one part of a printed thread and in one batch of an export.
pub const EXPORT_MESSAGES: i64 = 500;
/// Maximum size of the texts of one such part in bytes, except where a single message is larger.
pub const EXPORT_BYTES: usize = 256 * 1024;

macro_rules! slugs {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $one:ident = $slug:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$what])* $one),* }

        impl $name {
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$one => $slug),* }
            }
            pub fn parse(slug: &str) -> Option<Self> {
                match slug { $($slug => Some(Self::$one),)* _ => None }
            }
        }
        #[cfg(feature = "server")]
        crate::column::text_column!($name);
    };
}

slugs! {
    /// Kind of a thread. It never changes.
    ThreadKind {
        /// Between two people.
        Pair = "pair",
        /// Between several people on a family's team.
        Team = "team",
        /// Between family members only.
        Family = "family",
    }
}

slugs! {
    /// Kind of a message: text that a person wrote, or a system message about the thread.
    MessageKind {
        Words = "words",
        /// The thread was created.
        Began = "began",
        /// A participant was added and can read the messages from this one on.
        Joined = "joined",
        /// A participant left the thread or is no longer on the team.
        Left = "left",
        /// A participant was removed.
        TakenOff = "taken_off",
        /// A worker was replaced by another worker.
        Handover = "handover",
        /// An interpreter translated a message; the body is the sequence number of that message.
        Translated = "translated",
    }
}

slugs! {
    /// How a mentor and the parent they support were in contact.
    Contact {
        Call = "call",
        Visit = "visit",
        Text = "text",
        /// In person: at a meeting, in court or at an appointment.
        Beside = "beside",
    }
}

impl Contact {
    pub const ALL: [Self; 4] = [Self::Call, Self::Visit, Self::Text, Self::Beside];
}

/// Destination of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum To {
    /// An existing thread.
    Thread(ThreadId),
    /// A person on the writer's team: the thread of the two is found or created.
    Person(PersonId),
}

/// A validated message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub form: FormId,
    pub to: To,
    /// The language it is written in, as a BCP 47 tag.
    pub language: String,
    pub body: String,
    /// True when a worker marked the message as urgent.
    pub urgent: bool,
    /// Attachments. Their bytes are stored under `id` before the message is inserted.
    pub files: Vec<Kept>,
    /// The id of the message, if storing its attachments required it before the insert.
    pub id: Option<MessageId>,
}

#[cfg(feature = "server")]
impl Draft {
    /// # Errors
    /// `messages-blank` without visible text, `messages-long` above 5,000 characters.
    pub fn parse(form: FormId, to: To, language: &str, body: &str) -> Result<Self, Code> {
        Self::with(form, to, language, body, false)
    }

    /// Like `parse`, but with `files` (the message has attachments) the text may be empty.
    ///
    /// # Errors
    /// As for `parse`.
    pub fn with(form: FormId, to: To, language: &str, body: &str, files: bool) -> Result<Self, Code> {
        // Converts CRLF to LF, so that browser and server count the same length.
        let body = crate::text::words(body);
        if body.is_empty() && !files {
            return Err("messages-blank");
        }
        if body.chars().count() > BODY_MAX {
            return Err("messages-long");
        }
        Ok(Self { form, to, language: written_in(&body, language), body, urgent: false, files: Vec::new(), id: None })
    }
}

/// Number of characters left before a message is too long, as shown in the composer; negative above
/// the limit.
pub fn left(body: &str) -> i64 {
    i64::try_from(BODY_MAX).unwrap_or(0) - i64::try_from(body.chars().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn parse(body: &str) -> Result<Draft, Code> {
        Draft::parse(FormId(Uuid::nil()), To::Person(PersonId(Uuid::nil())), "en", body)
    }

    #[test]
    fn empty_words_are_refused() {
        for nothing in [" \r\n ", "\u{200B}", "\u{2800}", "\u{3164}", "\u{7}", "\u{FE0F}\u{200D}"] {
            assert_eq!(parse(nothing), Err("messages-blank"), "{nothing:?}");
        }
    }

    #[test]
    fn length_is_counted_in_signs_not_bytes() {
        assert!(parse(&"م".repeat(BODY_MAX)).is_ok());
        assert_eq!(parse(&"a".repeat(BODY_MAX + 1)), Err("messages-long"));
        assert_eq!(left("abc"), 4_997);
    }
}
