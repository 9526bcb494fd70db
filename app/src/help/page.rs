//! `/help`

use leptos::prelude::*;

use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
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
    render_page(async |visit: RequestContext| {
        let text = visit.localizer();
        let phone = visit.help_line().to_owned();
        let call = |number: &str| {
            view! {
                <a href=format!("tel:{number}")>
                    <bdi dir="ltr">{number.to_owned()}</bdi>
                </a>
            }
            .into_any()
        };
        let lines = summary_list(vec![
            (text.get("help-line-agency"), call(&phone)),
            (text.get("help-line-danger"), call("911")),
            (text.get("help-line-talk"), call("988")),
            (text.get("help-line-needs"), call("211")),
            (text.get("help-line-relay"), call("711")),
        ]);
        let words = GLOSSARY_TERMS
            .into_iter()
            .map(|word| {
                let term = text.get(&format!("help-word-{word}"));
                let meaning = text.get(&format!("help-word-{word}-means"));
                view! {
                    <details class="term">
                        <summary>{term}</summary>
                        <p>{meaning}</p>
                    </details>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{text.get("help-title")}</h1>
            <h2>{text.get("help-call")}</h2>
            {lines}
            <p class="soft">{text.get("help-clock")}</p>
            <h2>{text.get("help-words")}</h2>
            {words}
            <h2>{text.get("help-private")}</h2>
            <p>{text.get("help-private-body")}</p>
            <p>
                <a href="/exit">{text.get("help-exit")}</a>
            </p>
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title: text.get("help-title"),
                nav_item: NavItem::Help,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
