//! A description list: pairs of name and value.

use leptos::prelude::*;

/// The list; empty without rows.
pub fn summary_list(rows: Vec<(String, AnyView)>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary-list">{rows}</dl> }.into_any()
}
