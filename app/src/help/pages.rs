//! `/help`

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::phone::call_link;
use crate::ui::summary_list::summary_list;

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

/// `/help`
#[component]
pub fn Help() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let body = view! {
            <h1>{text.get("help-title")}</h1>
            <h2>{text.get("help-call")}</h2>
            {phone_numbers(&context)}
            <p class="muted">{text.get("help-clock")}</p>
            <h2>{text.get("help-words")}</h2>
            {GLOSSARY_TERMS.into_iter().map(|term| glossary_entry(text, term)).collect_view()}
            <h2>{text.get("help-private")}</h2>
            <p>{text.get("help-private-body")}</p>
            <p>
                <a href=paths::EXIT>{text.get("help-exit")}</a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("help-title"),
                nav_item: NavItem::Help,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn phone_numbers(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    summary_list(vec![
        (text.get("help-line-agency"), call_link(context.help_line())),
        (text.get("help-line-danger"), call_link("911")),
        (text.get("help-line-talk"), call_link("988")),
        (text.get("help-line-needs"), call_link("211")),
        (text.get("help-line-relay"), call_link("711")),
    ])
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
