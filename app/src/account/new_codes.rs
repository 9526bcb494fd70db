//! Codes that a page shows once, after the form that made them. Between the two requests the
//! session has only the id of the form: the codes follow from that id and the session's token,
//! which the browser alone has.

use model::id::FormId;
use serde::{Deserialize, Serialize};
use store::authentication::recovery::derive_codes;

use crate::error::AppError;
use crate::request::context::RequestContext;

/// Session key of the codes that are not shown yet. There is one: the next form replaces it.
pub(in crate::account) const NEW_CODES_KEY: &str = "new_codes";
/// Lifetime of codes that no page has shown, in seconds.
const NEW_CODES_SECONDS: i64 = 600;
/// What the codes of a recovery card are about. Other codes are about the id of a person.
pub const CARD: &str = "card";

/// Codes that are not shown yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct NewCodes {
    form: FormId,
    about: String,
    /// When they were made, in seconds since the Unix epoch.
    at: i64,
}

/// The codes of a form, the same each time it is sent in this session.
///
/// # Errors
/// `SignedOut` without a stored session.
pub fn derive_for_session(
    context: &RequestContext,
    form: FormId,
    count: usize,
) -> Result<Vec<String>, AppError> {
    let token = context.session.id().ok_or(AppError::SignedOut)?;
    Ok(derive_codes(&token.to_string(), form, count))
}

/// Lets the next page about this show the codes of the form.
///
/// # Errors
/// `Busy` when the session store fails.
pub async fn store_for_page(
    context: &RequestContext,
    form: FormId,
    about: &str,
) -> Result<(), AppError> {
    let codes = NewCodes {
        form,
        about: about.to_owned(),
        at: context.db.clock().now().as_second(),
    };
    context.insert_session_value(NEW_CODES_KEY, codes).await
}

/// The codes about this, once.
///
/// # Errors
/// `Busy` when the session store fails.
pub async fn take_for_page(
    context: &RequestContext,
    about: &str,
    count: usize,
) -> Result<Option<Vec<String>>, AppError> {
    let stored: Option<NewCodes> = context.session_value(NEW_CODES_KEY).await?;
    // Those about something else wait for their page.
    let Some(codes) = stored.filter(|codes| codes.about == about) else {
        return Ok(None);
    };
    context.remove_session_value(NEW_CODES_KEY).await?;
    if codes.at + NEW_CODES_SECONDS <= context.db.clock().now().as_second() {
        return Ok(None);
    }
    derive_for_session(context, codes.form, count).map(Some)
}

/// Where the code is typed: the address of the page, without its scheme, as it is read from paper.
pub fn printed_address(host: Option<&str>) -> String {
    format!("{}{}", host.unwrap_or_default(), crate::paths::RECOVER)
}
