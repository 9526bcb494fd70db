//! What adults see of the checklist of skills.

use leptos::prelude::*;
use model::transition::TransitionPart;
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::skills::list_skills;

use super::released_section::ReleasedSection;
use super::skills::released_answers;
use crate::error::AppError;
use crate::request::context::RequestContext;

/// What `released.parts` shows of the skills. One statement; none when they are not shown.
///
/// # Errors
/// When the database fails.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    if !released.shows(TransitionPart::Skills) {
        return Ok(Vec::new());
    }
    let text = context.localizer();
    let answers = list_skills(tx, released.youth).await?;
    let body = released_answers(text, &answers).unwrap_or_else(|| {
        view! { <p class="muted">{text.get("transition-skills-none")}</p> }.into_any()
    });
    Ok(vec![ReleasedSection {
        part: TransitionPart::Skills,
        body,
    }])
}
