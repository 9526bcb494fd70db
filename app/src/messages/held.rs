//! Files that came with words which were not sent yet, kept for the same form: nobody has to choose, or say, them again.
//! A browser fills in no file. Those of a form that is never sent are swept away after a day.

use model::files::Kept;
use model::id::{FormId, MessageId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::Visit;
use crate::error::Error;

/// The session's key.
const KEY: &str = "held";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Held {
    person: PersonId,
    form: FormId,
    /// The message that they will belong to.
    pub message: MessageId,
    pub files: Vec<Kept>,
}

impl Held {
    pub fn new(visit: &Visit, form: FormId, message: MessageId, files: Vec<Kept>) -> Result<Self, Error> {
        Ok(Self { person: visit.actor()?.person, form, message, files })
    }

    pub async fn keep(&self, visit: &Visit) -> Result<(), Error> {
        visit.session.insert(KEY, self).await.map_err(Error::session)
    }

    /// What is held for this form, and only for whoever sent it.
    pub async fn of(visit: &Visit, form: FormId) -> Result<Option<Self>, Error> {
        let held = visit.session.get::<Self>(KEY).await.map_err(Error::session)?;
        let person = visit.actor()?.person;
        Ok(held.filter(|held| held.form == form && held.person == person))
    }

    /// Nothing is held any more. The session is only written where something was.
    pub async fn let_go(visit: &Visit) -> Result<(), Error> {
        visit.session.remove::<Self>(KEY).await.map(|_| ()).map_err(Error::session)
    }
}
