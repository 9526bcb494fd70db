//! The row from which the recipient of a notification is read, and the state of the message in it.

use model::notify::NotificationFrequency;

use super::{ClaimedNotification, NotificationSubject};

/// The state of the message for the recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadState {
    /// Unread, and the recipient must be notified.
    Unread,
    /// Read already.
    Read,
    /// Unread and not urgent, and the recipient was notified of another unread message in the
    /// thread, recently of another translation, or of something about an event or a commitment
    /// since this was new.
    AlreadyNotified,
    /// The recipient is not a participant of the thread any more, has left the family's team, or
    /// may no longer see the text or the event. Also for a reminder that no longer applies.
    NotParticipant,
}

#[derive(sqlx::FromRow)]
pub(super) struct RecipientRow {
    pub(super) language: Option<String>,
    pub(super) languages_read: sqlx::types::Json<Vec<String>>,
    pub(super) time_zone: String,
    pub(super) mode: Option<NotificationFrequency>,
    pub(super) safe_from: Option<i32>,
    pub(super) safe_until: Option<i32>,
    pub(super) read_seq: Option<i64>,
    pub(super) gone: bool,
    pub(super) delivered_at: Option<i64>,
}

impl RecipientRow {
    pub(super) fn read_state(&self, notice: &ClaimedNotification) -> ReadState {
        // Only a conversation has a read mark.
        let is_read = match notice.subject {
            NotificationSubject::Message { seq, .. } => self.read_seq >= Some(seq),
            NotificationSubject::Translation { .. }
            | NotificationSubject::Event(_)
            | NotificationSubject::Commitment(_)
            | NotificationSubject::AccountEvent(_) => false,
        };
        // Checked first: a person who has left must not be told of later messages.
        if self.gone {
            ReadState::NotParticipant
        } else if is_read {
            ReadState::Read
        } else if self.delivered_at.is_some() && !notice.urgent {
            ReadState::AlreadyNotified
        } else {
            ReadState::Unread
        }
    }
}
