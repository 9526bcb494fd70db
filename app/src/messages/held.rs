//! Files that came with words which were not sent yet, kept for the same form: nobody has to choose, or say, them again.
//! A browser fills in no file. Those of a form that is never sent are swept away after a day.

use model::files::Kept;
use model::id::{FormId, MessageId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::FormState;

/// The session's key.
const KEY: &str = "held";
/// Most forms of one session whose files are held.
const MOST: usize = 4;

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
        let mut all = Self::all(visit).await?;
        all.retain(|held| held.form != self.form);
        all.push(self.clone());
        all.drain(..all.len().saturating_sub(MOST));
        visit.session.insert(KEY, all).await.map_err(Error::session)
    }

    /// What is held for this form, and only for whoever sent it.
    pub async fn of(visit: &Visit, form: FormId) -> Result<Option<Self>, Error> {
        let person = visit.actor()?.person;
        Ok(Self::all(visit).await?.into_iter().find(|held| held.form == form && held.person == person))
    }

    async fn all(visit: &Visit) -> Result<Vec<Self>, Error> {
        let all = visit.session.get::<serde_json::Value>(KEY).await.map_err(Error::session)?;
        // What an older version of this program has kept may look otherwise.
        Ok(all.and_then(|all| serde_json::from_value(all).ok()).unwrap_or_default())
    }

    /// A form that came back, saying how many files are held for it: those that were in a session that has ended are not.
    pub async fn confirmed(visit: &Visit, state: Option<FormState>) -> Result<Option<FormState>, Error> {
        let Some(state) = state else { return Ok(None) };
        let held = match state.value("form").parse() {
            Ok(form) => Self::of(visit, form).await?.map_or(0, |held| held.files.len()),
            Err(_) => 0,
        };
        Ok(Some(state.with_value("held", &held.to_string())))
    }

    /// Nothing is held for this form any more. The session is only written where something was.
    pub async fn let_go(visit: &Visit, form: FormId) -> Result<(), Error> {
        let mut all = Self::all(visit).await?;
        let before = all.len();
        all.retain(|held| held.form != form);
        if all.len() == before { Ok(()) } else { visit.session.insert(KEY, all).await.map_err(Error::session) }
    }
}
