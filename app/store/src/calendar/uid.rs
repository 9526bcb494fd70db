//! The identifiers of events in calendar files.

use hmac::{Hmac, KeyInit, Mac};
use model::id::{EventId, PersonId};
use sha2::Sha256;

use crate::db::run_on;
use crate::{Error, Tx};

/// The key of this installation, which makes the identifiers tell nothing: neither the id of the
/// event nor that two people have the same one.
pub struct UidKey(Hmac<Sha256>);

impl UidKey {
    /// # Errors
    /// `NotFound` when the transaction has no actor. Also when the database fails.
    pub async fn load(tx: &mut Tx) -> Result<Self, Error> {
        tx.actor_id()?;
        let found: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT key FROM calendar_key WHERE id = 1"
        )
        .fetch_optional(c))?;
        let (key,) = found.ok_or(Error::NotFound)?;
        Self::from_key(&key)
    }

    fn from_key(key: &str) -> Result<Self, Error> {
        // HMAC accepts keys of any length, so this error does not occur.
        Hmac::new_from_slice(key.as_bytes())
            .map(Self)
            .map_err(|_| Error::NotFound)
    }

    /// The identifier of an event in the files of a person. It stays when the event changes.
    /// Another person's file has another one, so that two calendars do not tell that their owners
    /// meet.
    pub fn event_uid(&self, event: EventId, person: PersonId) -> String {
        let mac = self.0.clone().chain_update(format!("{event} {person}"));
        base16ct::lower::encode_string(&mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_identifier_depends_on_the_key_the_event_and_the_person() {
        let uid = |key: &str, event, person| {
            let (event, person) = (Uuid::from_u128(event), Uuid::from_u128(person));
            let key = UidKey::from_key(key).unwrap();
            key.event_uid(EventId(event), PersonId(person))
        };
        let first = uid("key", 1, 2);
        assert_eq!((first.len(), uid("key", 1, 2)), (64, first.clone()));
        for other in [uid("other", 1, 2), uid("key", 3, 2), uid("key", 1, 3)] {
            assert_ne!(other, first);
        }
    }
}
