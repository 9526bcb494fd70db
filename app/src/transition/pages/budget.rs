//! `/transition/budget`: a young person's own budget for a month.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::TransitionPart;
use model::transition::budget::{MAX_LINES, MoneyDirection};
use store::Intent;
use store::transition::budget::{BudgetLine, list_budget};
use store::transition::own_transition;
use store::transition::release::load_release;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::transition::forms::budget::RemoveBudgetLine;
use crate::transition::view::money::{budget_lines, budget_totals, is_short};
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::release_line::release_line;
use crate::ui::error_summary::error_summary;

/// `/transition/budget`
#[component]
pub fn BudgetPage() -> impl IntoView {
    render_page(async |context: RequestContext| budget_page(&context).await)
}

async fn budget_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(RemoveBudgetLine::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let lines = list_budget(&mut tx, own.owner).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Budget).await?;
    tx.commit().await?;
    let title = text.get_value(TransitionPart::Budget);
    // The store refuses more lines, so the links to add one are left out.
    let has_room = lines.len() < MAX_LINES;
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, TransitionPart::Budget, &release)}
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-budget-lead")}</p>
        {budget_totals(text, &lines)}
        {is_short(&lines).then(|| view! { <p>{text.get("transition-budget-short-help")}</p> })}
        {direction_section(text, &lines, MoneyDirection::In, has_room)}
        {direction_section(text, &lines, MoneyDirection::Out, has_room)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

fn direction_section(
    text: Localizer,
    lines: &[BudgetLine],
    direction: MoneyDirection,
    has_room: bool,
) -> AnyView {
    let add = match direction {
        MoneyDirection::In => "transition-budget-add-in",
        MoneyDirection::Out => "transition-budget-add-out",
    };
    let list = budget_lines(text, lines, direction, true).unwrap_or_else(|| {
        view! { <p class="muted">{text.get("transition-budget-none")}</p> }.into_any()
    });
    let add = has_room.then(|| {
        view! {
            <p>
                <a class="btn secondary" href=paths::add_budget_line(direction)>
                    {text.get(add)}
                </a>
            </p>
        }
    });
    view! {
        <h2>{text.get_value(direction)}</h2>
        {list}
        {add}
    }
    .into_any()
}
