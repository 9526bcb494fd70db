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
pub mod thread;

use leptos::prelude::*;
use model::id::ThreadId;
use model::policy::may_set_absence;
use model::role::Role;
use store::messages::{self, ThreadListRow};
use store::{Actor, Intent};

use crate::i18n::{Localizer, isolate_bidi};
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
        let rows = group_by_thread(lines)
            .into_iter()
            .filter_map(|(id, lines)| thread_row(text, actor, id, &lines))
            .collect::<Vec<_>>();
        // A parent finds the list of contacts in the conversation with their mentor.
        let notes = |role: Role| matches!(role, Role::Mentor | Role::MentorCoordinator);
        let contacts = actor
            .has_role_where(notes)
            .then(|| link_paragraph(paths::MENTOR_CONTACTS, text.get("messages-contact-title")));
        let away = actor
            .has_role_where(may_set_absence)
            .then(|| link_paragraph(paths::ABSENCE, text.get("messages-away-title")));
        let body = view! {
            <h1>{text.get("messages-title")}</h1>
            {if rows.is_empty() {
                empty_state(text.get("messages-empty"), None)
            } else {
                link_list(rows)
            }}
            <p>
                <a class="btn" href=paths::CHOOSE_RECIPIENT>
                    {text.get("messages-start")}
                </a>
            </p>
            {link_paragraph(paths::SEARCH_MESSAGES, text.get("messages-search-title"))}
            {contacts}
            {link_paragraph(paths::NOTIFICATION_PREFERENCES, text.get("messages-notify-title"))}
            {away}
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

/// The rows of each conversation together; `list_threads` returns them next to each other.
fn group_by_thread(lines: Vec<ThreadListRow>) -> Vec<(ThreadId, Vec<ThreadListRow>)> {
    let mut threads: Vec<(ThreadId, Vec<ThreadListRow>)> = Vec::new();
    for line in lines {
        match threads.last_mut().filter(|(id, _)| *id == line.thread_id) {
            Some((_, all)) => all.push(line),
            None => threads.push((line.thread_id, vec![line])),
        }
    }
    threads
}

fn link_paragraph(href: &'static str, label: String) -> AnyView {
    view! {
        <p>
            <a href=href>{label}</a>
        </p>
    }
    .into_any()
}

/// One conversation as a list row: participants, date and unread count, but no message text.
fn thread_row(
    text: Localizer,
    actor: &Actor,
    id: ThreadId,
    lines: &[ThreadListRow],
) -> Option<ListRow> {
    let first = lines.first()?;
    // A former participant is named only where no other reader is left: a conversation that goes on
    // is listed by the people who read it now.
    let closed = lines.iter().all(|line| line.gone || line.name.is_none());
    let shown: Vec<(&ThreadListRow, &str)> = lines
        .iter()
        .filter(|line| closed || !line.gone)
        .filter_map(|line| line.name.as_deref().map(|name| (line, name)))
        .collect();
    let names = shown
        .iter()
        .map(|(_, one)| isolate_bidi(one))
        .collect::<Vec<_>>()
        .join(" · ");
    let names = if names.is_empty() {
        text.get("messages-alone")
    } else {
        names
    };
    let when = first.last_at.as_ref().map(|at| {
        text.relative_day(
            actor.today,
            at.to_jiff().to_zoned(actor.zone.clone()).date(),
        )
    });
    // The role is shown beside a single name only. Beside several it would not say whose it is.
    let role = match shown.as_slice() {
        [] => Some(text.get("messages-list-closed")),
        [(one, _)] if closed => one.role.map(|_| text.get("messages-list-closed")),
        [(one, _)] => one.role.map(|role| text.role_name(role)),
        _ => None,
    };
    let small = [role, when]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let tag = (first.unread > 0).then(|| {
        (
            "attention",
            text.format("common-unread", &[("count", first.unread.into())]),
        )
    });
    Some(ListRow {
        href: Some(paths::thread(id)),
        title: Some(names.into_any()),
        small,
        tag,
        ..ListRow::default()
    })
}
