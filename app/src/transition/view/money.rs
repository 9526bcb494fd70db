//! Amounts of money, and how a budget is drawn: for its owner with links, for adults without.

use leptos::prelude::*;
use model::transition::budget::{BudgetTotals, MoneyDirection};
use model::transition::money::Cents;
use store::transition::budget::{BudgetLine, add_up};

use crate::i18n::Localizer;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list};
use crate::ui::summary_list::summary_list;

/// An amount as the language writes it, without a sign.
pub(crate) fn amount_text(text: Localizer, amount: Cents) -> String {
    text.format(
        "transition-money-amount",
        &[("amount", amount.to_plain_text().into())],
    )
}

/// What comes in, what goes out, and what is left; nothing for a budget without lines.
pub(crate) fn budget_totals(text: Localizer, lines: &[BudgetLine]) -> Option<AnyView> {
    // Also nothing for sums that are too large to count.
    let totals = add_up(lines).filter(|_| !lines.is_empty())?;
    let row = |direction: MoneyDirection, sum: Cents| {
        let sum = amount_text(text, sum);
        (text.get_value(direction), view! { <b>{sum}</b> }.into_any())
    };
    let rows = vec![
        row(MoneyDirection::In, totals.money_in),
        row(MoneyDirection::Out, totals.money_out),
    ];
    Some(
        view! {
            <div class="card budget-totals">
                {summary_list(rows)}
                <p>
                    <b>{left_text(text, &totals)}</b>
                </p>
            </div>
        }
        .into_any(),
    )
}

/// What is left, in plain words and without a minus sign.
fn left_text(text: Localizer, totals: &BudgetTotals) -> String {
    let key = match totals.left.0 {
        0 => return text.get("transition-budget-even"),
        1.. => "transition-budget-left",
        _ => "transition-budget-short",
    };
    text.format(key, &[("amount", amount_text(text, totals.left).into())])
}

/// Whether more goes out than comes in.
pub(crate) fn is_short(lines: &[BudgetLine]) -> bool {
    add_up(lines).is_some_and(|totals| totals.left < Cents::default())
}

/// The lines of one direction; `None` without any. Those of the owner are links to change them.
pub(crate) fn budget_lines(
    text: Localizer,
    lines: &[BudgetLine],
    direction: MoneyDirection,
    is_owner: bool,
) -> Option<AnyView> {
    let rows: Vec<ListRow> = lines
        .iter()
        .filter(|line| line.direction == direction)
        .map(|line| ListRow {
            href: is_owner.then(|| paths::budget_line(line.id)),
            title: Some(view! { <bdi dir="auto">{line_name(text, line)}</bdi> }.into_any()),
            tag: Some(RowTag {
                class: "budget-amount",
                label: amount_text(text, line.amount),
            }),
            ..ListRow::default()
        })
        .collect();
    (!rows.is_empty()).then(|| link_list(rows))
}

/// Own words, else the label of the suggestion.
pub(crate) fn line_name(text: Localizer, line: &BudgetLine) -> String {
    line.name
        .clone()
        .unwrap_or_else(|| text.get_value(line.item))
}
