//! What adults see of a budget.

use leptos::prelude::*;
use model::transition::TransitionPart;
use model::transition::budget::MoneyDirection;
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::budget::{BudgetLine, list_budget};

use super::money::{budget_lines, budget_totals};
use super::released_section::ReleasedSection;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;

/// What `released.parts` shows of the budget. One statement; none when it is not shown.
///
/// # Errors
/// When the database fails.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    if !released.shows(TransitionPart::Budget) {
        return Ok(Vec::new());
    }
    let text = context.localizer();
    let lines = list_budget(tx, released.youth).await?;
    let body = if lines.is_empty() {
        view! { <p class="muted">{text.get("transition-budget-none")}</p> }.into_any()
    } else {
        view! {
            {budget_totals(text, &lines)}
            {direction_list(text, &lines, MoneyDirection::In)}
            {direction_list(text, &lines, MoneyDirection::Out)}
        }
        .into_any()
    };
    Ok(vec![ReleasedSection {
        part: TransitionPart::Budget,
        body,
    }])
}

fn direction_list(
    text: Localizer,
    lines: &[BudgetLine],
    direction: MoneyDirection,
) -> Option<AnyView> {
    let list = budget_lines(text, lines, direction, false)?;
    Some(
        view! {
            <h3>{text.get_value(direction)}</h3>
            {list}
        }
        .into_any(),
    )
}
