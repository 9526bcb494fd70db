//! The page after sign-in.

use jiff::tz::TimeZone;
use model::id::PersonId;

use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;

/// The page to which a person who has just signed in is redirected: the sign-in page where a second
/// step is asked for first; that of a form that was kept when an earlier session ended; else, until
/// they have said that they read it, the page that explains the quick exit; else the home page.
/// `context` was built before they signed in and has no profile.
///
/// # Errors
/// `Busy` when the session store or the database fails.
pub(super) async fn page_after_sign_in(
    context: &RequestContext,
    person: PersonId,
) -> Result<String, AppError> {
    // No page knows the person yet, and the one about the quick exit would not say what is missing.
    if context.pending_sign_in().await?.is_some() {
        return Ok(paths::SIGN_IN.to_owned());
    }
    // What was typed comes first: the explanation waits for the next sign-in, but a kept form
    // expires.
    if let Some(page) = context.stored_form_page(person).await? {
        return Ok(page);
    }
    let profile = context.db.load_profile(person, &TimeZone::UTC).await?;
    let page = if profile.exit_explained {
        paths::HOME
    } else {
        paths::EXIT
    };
    Ok(page.to_owned())
}
