//! The forms of the transition plan.

pub mod area;
pub mod budget;
pub mod dates;
pub mod document;
pub mod ninety_day;
pub mod note;
pub mod people;
pub mod records;
pub mod release;
pub mod right_questions;
pub mod rights;
pub mod say;
pub mod skills;
pub mod stay;
pub mod step;
pub mod vault;

#[cfg(feature = "ssr")]
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::context::RequestContext;

/// Called before an invalid field is reported: anyone without a plan of their own gets 404,
/// whatever they typed.
#[cfg(feature = "ssr")]
async fn require_plan(context: &RequestContext) -> Result<(), AppError> {
    let mut tx = context.begin_transaction(store::Intent::Read).await?;
    store::transition::own_transition(&mut tx).await?;
    Ok(())
}
