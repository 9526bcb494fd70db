//! Attachments of a message that was not sent yet, stored in the session under the form's id. The
//! author does not have to choose or record them again, although browsers do not restore file
//! inputs. Files of a form that is never sent are deleted after a day.

use model::files::Kept;
use model::id::{FormId, MessageId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::FormState;

/// Session key.
const KEY: &str = "held";
/// Maximum number of forms per session with held files; the oldest is dropped.
const MOST: usize = 4;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Held {
    person: PersonId,
    form: FormId,
    /// The id reserved for the message that the files will belong to.
    pub message: MessageId,
    pub files: Vec<Kept>,
}

impl Held {
    pub fn new(visit: &Visit, form: FormId, message: MessageId, files: Vec<Kept>) -> Result<Self, Error> {
        Ok(Self { person: visit.actor()?.person, form, message, files })
    }

    pub async fn keep(&self, visit: &Visit) -> Result<(), Error> {
        let mut all = Self::all(visit).await?;
        all.retain(|held| held.form != self.form);
        all.push(self.clone());
        all.drain(..all.len().saturating_sub(MOST));
        visit.session.insert(KEY, all).await.map_err(Error::session)
    }

    /// The files held for this form, only for the person who sent it.
    pub async fn of(visit: &Visit, form: FormId) -> Result<Option<Self>, Error> {
        let person = visit.actor()?.person;
        Ok(Self::all(visit).await?.into_iter().find(|held| held.form == form && held.person == person))
    }

    async fn all(visit: &Visit) -> Result<Vec<Self>, Error> {
        let all = visit.session.get::<serde_json::Value>(KEY).await.map_err(Error::session)?;
        // An older release may have stored another format. Its files are ignored.
        Ok(all.and_then(|all| serde_json::from_value(all).ok()).unwrap_or_default())
    }

    /// Adds to a redisplayed form how many files are held for it. The files of a session that has
    /// ended are not counted.
    pub async fn confirmed(visit: &Visit, state: Option<FormState>) -> Result<Option<FormState>, Error> {
        let Some(state) = state else { return Ok(None) };
        let held = match state.value("form").parse() {
            Ok(form) => Self::of(visit, form).await?.map_or(0, |held| held.files.len()),
            Err(_) => 0,
        };
        Ok(Some(state.with_value("held", &held.to_string())))
    }

    /// Forgets the files held for this form. Writes the session only if there are any.
    pub async fn let_go(visit: &Visit, form: FormId) -> Result<(), Error> {
        let mut all = Self::all(visit).await?;
        let before = all.len();
        all.retain(|held| held.form != form);
        if all.len() == before { Ok(()) } else { visit.session.insert(KEY, all).await.map_err(Error::session) }
    }
}
