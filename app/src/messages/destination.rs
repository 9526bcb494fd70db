//! Where a message goes, and how: what the form of the composer and its island have in common.

use model::messages::MessageDestination;
use model::policy::is_agency_staff;

use crate::error::AppError;
use crate::request::context::RequestContext;

/// The thread that a form names, or else the person.
pub fn parse_destination(thread: &str, person: &str) -> Result<MessageDestination, AppError> {
    if thread.is_empty() {
        person
            .parse()
            .map(MessageDestination::Person)
            .map_err(|_| AppError::NotFound)
    } else {
        thread
            .parse()
            .map(MessageDestination::Thread)
            .map_err(|_| AppError::NotFound)
    }
}

/// Whether the signed-in person works for families, and so may mark a message as urgent.
pub fn may_mark_urgent(context: &RequestContext) -> Result<bool, AppError> {
    Ok(context.actor()?.has_role_where(is_agency_staff))
}
