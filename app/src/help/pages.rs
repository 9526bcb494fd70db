//! `/help`

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::page::{
    HelpLine, NavItem, PageLayout, exit_shortcut_hint, help_line_list, html_document, render_page,
};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::phone::text_with_call_links;

/// Child-welfare terms that the portal uses. keys: help-word-*
const GLOSSARY_TERMS: [&str; 10] = [
    "plan",
    "goal",
    "permanency",
    "concurrent",
    "family-time",
    "hearing",
    "gal",
    "mentor",
    "coordinator",
    "like-kin",
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
            <p class="muted">{text_with_call_links(&text.get("help-clock"))}</p>
            <h2>{text.get("help-words")}</h2>
            {GLOSSARY_TERMS.into_iter().map(|term| glossary_entry(text, term)).collect_view()}
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

fn glossary_entry(text: Localizer, term: &str) -> AnyView {
    let meaning = text.get(&format!("help-word-{term}-means"));
    view! {
        <details class="disclosure">
            <summary>{text.get(&format!("help-word-{term}"))}</summary>
            <p>{meaning}</p>
        </details>
    }
    .into_any()
}
