//! What the server and the islands of a conversation send each other.

use serde::{Deserialize, Serialize};

/// The labels that the composer shows, in the language of the signed-in person.
// Sent with the page, because the browser's module contains no Fluent messages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ComposerLabels {
    pub saved: String,
    pub not_saved: String,
    /// `{n}` is replaced by the number of characters.
    pub left: String,
    pub too_long: String,
    pub sending: String,
    pub sent: String,
    pub waiting: String,
    pub earlier: String,
}

/// A message, rendered by the server in the language of the signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderedMessage {
    pub seq: i64,
    /// The date it was written, in the agency's time zone and in ISO 8601.
    pub date: String,
    /// The same date, as displayed.
    pub date_label: String,
    pub class: String,
    pub html: String,
}

/// New messages, and the read receipt of the signed-in person's last message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessages {
    pub fresh: Vec<RenderedMessage>,
    pub receipt: String,
    /// True if the response is full, so that more messages may follow.
    pub more: bool,
}

/// The result of `post_message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SendOutcome {
    /// The message is stored. `next` is the form id for the next message.
    Sent { next: String },
    /// The form id was used before with another text, which is stored; this text is not. `next` is
    /// a new form id.
    Earlier { next: String },
    /// Not stored. If the page submits the form itself, the answer says why, with the text filled
    /// in.
    Refused,
}

/// The error for a client whose session has ended, or who does not read the conversation any more:
/// it must not retry. Any other error, of the server or of a proxy, may be temporary.
pub const THREAD_GONE: &str = "gone";
