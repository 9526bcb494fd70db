//! The letter with a new invitation code. It is held in the session of the worker who made it until
//! its page has shown it once: the database has only the digest of the code.

use model::id::{FamilyId, PersonId};
use model::language::Language;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::request::context::RequestContext;

/// Session key of the letter that was just made.
const NEW_LETTER_KEY: &str = "new_invitation_letter";

/// What the letter needs. Without `Debug`, which would print the code.
#[derive(Serialize, Deserialize)]
pub struct NewLetter {
    /// The session survives a sign-in as another person, who must not see the letter.
    pub made_by: PersonId,
    pub family: FamilyId,
    pub person: PersonId,
    pub language: Language,
    pub code: String,
    /// When the code expires, in seconds since the Unix epoch.
    pub expires: i64,
}

/// Keeps the letter for its page, in the place of an earlier one.
///
/// # Errors
/// `Busy` when the session store fails.
pub async fn store_letter(context: &RequestContext, letter: &NewLetter) -> Result<(), AppError> {
    // In the session and in no address: the browser's history keeps addresses.
    context.insert_session_value(NEW_LETTER_KEY, letter).await
}

/// The letter that the actor has just made, once.
///
/// # Errors
/// `Busy` when the session store fails; `SignedOut` without a signed-in person.
pub async fn take_letter(context: &RequestContext) -> Result<Option<NewLetter>, AppError> {
    let actor = context.actor()?.person;
    let letter: Option<NewLetter> = context.session_value(NEW_LETTER_KEY).await?;
    // Removing what is not there would change the session of everyone who opens the page.
    if letter.is_some() {
        context.remove_session_value(NEW_LETTER_KEY).await?;
    }
    Ok(letter.filter(|letter| letter.made_by == actor))
}
