//! `/messages`: the signed-in person's conversations, most recent first. The submodules hold the
//! other pages of the feature.

pub mod absence;
pub mod interpretation;
pub mod mentor_contacts;
pub mod new_group;
pub mod new_thread;
pub mod notification_preferences;
pub mod participants;
pub mod print;
pub mod search;
pub mod text_interpretation;
pub mod thread;

use leptos::prelude::*;
use model::policy::may_set_absence;
use model::role::Role;
use store::messages;
use store::{Actor, Intent};

use crate::i18n::Localizer;
use crate::messages::view::conversation_list::conversation_rows;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// `/messages`
#[component]
pub fn MessagesPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Not logged as access to a record, because the list has names, dates and numbers, and no
        // text.
        let lines = messages::list_threads(&mut tx).await?;
        drop(tx);
        let rows = conversation_rows(text, actor, lines);
        let body = view! {
            <h1>{text.get("messages-title")}</h1>
            <p class="row">
                <a class="btn" href=paths::CHOOSE_RECIPIENT>
                    {text.get("messages-start")}
                </a>
                <a class="btn secondary" href=paths::SEARCH_MESSAGES>
                    {text.get("messages-search-title")}
                </a>
            </p>
            {if rows.is_empty() {
                empty_state(text.get("messages-empty"), None)
            } else {
                link_list(rows)
            }}
            {link_list(other_pages(text, actor))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// Rows for the pages about messages that are no conversation.
fn other_pages(text: Localizer, actor: &Actor) -> Vec<ListRow> {
    // A parent finds the list of contacts in the conversation with their mentor.
    let notes = |role: Role| matches!(role, Role::Mentor | Role::MentorCoordinator);
    let contacts = actor
        .has_role_where(notes)
        .then(|| (paths::MENTOR_CONTACTS, text.get("messages-contact-title")));
    let notices = Some((
        paths::NOTIFICATION_PREFERENCES,
        text.get("messages-notify-title"),
    ));
    let away = actor
        .has_role_where(may_set_absence)
        .then(|| (paths::ABSENCE, text.get("messages-away-title")));
    [contacts, notices, away]
        .into_iter()
        .flatten()
        .map(|(href, title)| ListRow {
            href: Some(href.to_owned()),
            title: Some(title.into_any()),
            ..ListRow::default()
        })
        .collect()
}
