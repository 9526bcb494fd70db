//! What adults see of a ninety-day plan: the link to what the young person agreed to, and below
//! health whether they want to name a person who decides for them.

use leptos::prelude::*;
use model::transition::TransitionPart;
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::ninety_day_copies::{find_released_copy, read_released_wish};

use super::ninety_day::local_day;
use super::released_section::ReleasedSection;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;

/// The wish, where the part `health` is shown, and the link to the newest copy below the first
/// part. At most two statements.
///
/// # Errors
/// When the database fails.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    let text = context.localizer();
    let mut sections = Vec::new();
    if released.shows(TransitionPart::Health)
        && let Some(wish) = read_released_wish(tx, released).await?
    {
        let name = released.name.clone();
        let body = view! {
            <h3>{text.format("transition-ninety-wish-theirs", &[("name", name.into())])}</h3>
            <p>{text.get_value(wish)}</p>
        };
        sections.push(ReleasedSection {
            part: TransitionPart::Health,
            body: body.into_any(),
        });
    }
    if let Some(first) = released.parts.first()
        && let Some(at) = find_released_copy(tx, released).await?
    {
        let day = text.format_date(local_day(context, at)?);
        let name = released.name.clone();
        let label = text.format(
            "transition-ninety-their-link",
            &[("name", name.into()), ("day", day.into())],
        );
        let href = paths::agreed_plan_of(released.family, released.youth);
        let body = view! {
            <p>
                <a href=href>{label}</a>
            </p>
        };
        sections.push(ReleasedSection {
            part: *first,
            body: body.into_any(),
        });
    }
    Ok(sections)
}
