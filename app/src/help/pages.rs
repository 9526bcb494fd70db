//! `/help`

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::page::{
    HelpLine, NavItem, PageLayout, exit_shortcut_hint, help_line_list, html_document, render_page,
};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::summary_list::summary_list;

/// Child-welfare terms that the portal uses, each with its meaning.
const GLOSSARY_TERMS: [(&str, &str); 15] = [
    ("help-word-plan", "help-word-plan-means"),
    ("help-word-goal", "help-word-goal-means"),
    ("help-word-permanency", "help-word-permanency-means"),
    ("help-word-concurrent", "help-word-concurrent-means"),
    ("help-word-review", "help-word-review-means"),
    ("help-word-safety-plan", "help-word-safety-plan-means"),
    ("help-word-family-time", "help-word-family-time-means"),
    ("help-word-hearing", "help-word-hearing-means"),
    ("help-word-court-order", "help-word-court-order-means"),
    ("help-word-gal", "help-word-gal-means"),
    ("help-word-worker", "help-word-worker-means"),
    ("help-word-coordinator", "help-word-coordinator-means"),
    ("help-word-supervisor", "help-word-supervisor-means"),
    ("help-word-mentor", "help-word-mentor-means"),
    ("help-word-tribal", "help-word-tribal-means"),
];

/// The numbers to call.
const HELP_LINES: [HelpLine; 5] = [
    HelpLine::Agency,
    HelpLine::Emergency,
    HelpLine::Crisis,
    HelpLine::BasicNeeds,
    HelpLine::Relay,
];

/// `/help`
#[component]
pub fn Help() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let body = view! {
            <h1>{text.get("help-title")}</h1>
            <h2>{text.get("help-call")}</h2>
            {help_line_list(&context, &HELP_LINES)}
            <p class="muted">{text.get("help-clock")}</p>
            {glossary(text)}
            <h2>{text.get("account-language-title")}</h2>
            <p>{text.get("common-reviewed")}</p>
            <h2>{text.get("help-private")}</h2>
            <p>{text.get("help-private-body")}</p>
            <p>
                <a href=paths::EXIT>{text.get("help-exit")}</a>
            </p>
            {exit_shortcut_hint(text)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("help-title"),
                nav_item: NavItem::More,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The terms with their meanings, in one section that is closed at first.
fn glossary(text: Localizer) -> AnyView {
    let entries = GLOSSARY_TERMS
        .into_iter()
        .map(|(term, meaning)| (text.get(term), text.get(meaning).into_any()))
        .collect();
    view! {
        <details class="card collapsible">
            <summary>{text.get("help-words")}</summary>
            {summary_list(entries)}
        </details>
    }
    .into_any()
}
