//! `/help`

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::page::{
    HelpLine, NavItem, PageLayout, exit_shortcut_hint, help_line_list, html_document, render_page,
};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::summary_list::summary_list;

/// Child-welfare terms that the portal uses. keys: help-word-*
const GLOSSARY_TERMS: [&str; 15] = [
    "plan",
    "goal",
    "permanency",
    "concurrent",
    "review",
    "safety-plan",
    "family-time",
    "hearing",
    "court-order",
    "gal",
    "worker",
    "coordinator",
    "supervisor",
    "mentor",
    "tribal",
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
        .map(|term| {
            let meaning = text.get(&format!("help-word-{term}-means"));
            (text.get(&format!("help-word-{term}")), meaning.into_any())
        })
        .collect();
    view! {
        <details class="card collapsible">
            <summary>{text.get("help-words")}</summary>
            {summary_list(entries)}
        </details>
    }
    .into_any()
}
