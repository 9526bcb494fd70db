//! What others see of the adults who will be there: who said yes, and to what.

use leptos::prelude::*;
use model::transition::TransitionPart;
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::people::{Commitment, list_released};

use super::commitment::terms_list;
use super::released_section::ReleasedSection;
use crate::error::AppError;
use crate::request::context::RequestContext;

/// The commitments that hold. One statement; none when the part is not shown.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    if !released.shows(TransitionPart::People) {
        return Ok(Vec::new());
    }
    let commitments = list_released(tx, released).await?;
    let rows: Vec<AnyView> = commitments.iter().map(|one| row(context, one)).collect();
    let text = context.localizer();
    let body = if rows.is_empty() {
        view! { <p>{text.get("transition-people-shown-none")}</p> }.into_any()
    } else {
        view! { <ul role="list">{rows}</ul> }.into_any()
    };
    Ok(vec![ReleasedSection {
        part: TransitionPart::People,
        body,
    }])
}

fn row(context: &RequestContext, commitment: &Commitment) -> AnyView {
    let text = context.localizer();
    let left = commitment
        .has_left()
        .then(|| view! { <p class="muted">{text.get("transition-people-shown-left")}</p> });
    view! {
        <li class="card stack">
            <p>
                <b>
                    <bdi>{commitment.adult.clone()}</bdi>
                </b>
            </p>
            {terms_list(text, &commitment.version)}
            {left}
        </li>
    }
    .into_any()
}
