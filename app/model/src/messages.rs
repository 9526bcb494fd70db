//! What a message may be.

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use crate::Code;
use crate::files::Kept;
use crate::id::{FormId, MessageId, PersonId, ThreadId};
#[cfg(feature = "server")]
use crate::language::written_in;

/// Longest message, in characters. Longer words come back to the writer, whole.
pub const BODY_MAX: usize = 5_000;
/// Longest text kept as a draft, in characters: more than a message, so that nothing typed is cut.
pub const DRAFT_MAX: usize = 20_000;
/// Most messages before the one asked for that an interpreter may read to understand it.
pub const BEFORE_MAX: i32 = 10;
/// Messages drawn on one page of a thread.
pub const PAGE: i64 = 50;
/// Most messages of one part of a conversation on paper, and of one batch of an export.
pub const EXPORT_MESSAGES: i64 = 500;
/// Most words of one such part, in bytes, unless a single message has more.
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
    /// Who a conversation is for. It never changes its kind.
    ThreadKind {
        /// Two people.
        Pair = "pair",
        /// Several people, somebody who works for the family among them.
        Team = "team",
        /// People of the family only.
        Family = "family",
    }
}

slugs! {
    /// What a message is: words, or something that is told to everyone who reads.
    MessageKind {
        Words = "words",
        /// Somebody began the conversation.
        Began = "began",
        /// Somebody was put in, and reads from here on.
        Joined = "joined",
        /// Somebody left, or is not on the team any more.
        Left = "left",
        /// Somebody was taken off.
        TakenOff = "taken_off",
        /// A worker's place went to another one.
        Handover = "handover",
        /// An interpreter read a message and put it into another language; the body is its number.
        Translated = "translated",
    }
}

slugs! {
    /// How a parent partner met the parent they walk with.
    Contact {
        Call = "call",
        Visit = "visit",
        Text = "text",
        /// At a meeting, in court or at an appointment.
        Beside = "beside",
    }
}

impl Contact {
    pub const ALL: [Self; 4] = [Self::Call, Self::Visit, Self::Text, Self::Beside];
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum To {
    /// A thread that is there already.
    Thread(ThreadId),
    /// A person on the writer's team: the thread of the two is found or begun.
    Person(PersonId),
}

/// A message that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub form: FormId,
    pub to: To,
    /// The language it is written in, as a BCP 47 tag.
    pub language: String,
    pub body: String,
    /// True where a worker says that it can't wait.
    pub urgent: bool,
    /// What is sent with it. Its bytes are kept under `id` before the message is written.
    pub files: Vec<Kept>,
    /// The message's own id, where it was needed before the message was written.
    pub id: Option<MessageId>,
}

#[cfg(feature = "server")]
impl Draft {
    /// # Errors
    /// `messages-blank` when nothing that shows was typed, `messages-long` above 5,000 characters.
    pub fn parse(form: FormId, to: To, language: &str, body: &str) -> Result<Self, Code> {
        Self::with(form, to, language, body, false)
    }

    /// The same; with `files` to come the words may be left out.
    ///
    /// # Errors
    /// As `parse`.
    pub fn with(form: FormId, to: To, language: &str, body: &str, files: bool) -> Result<Self, Code> {
        // A browser sends line ends as two signs; one is kept, so that lengths agree on both sides.
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

/// Signs left before a message is too long, as the composer counts them.
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
