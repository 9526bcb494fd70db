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
use model::id::ThreadId;
use model::policy::may_set_absence;
use model::role::Role;
use store::messages::{self, ThreadListRow};
use store::{Actor, Intent};

use crate::i18n::Localizer;
use crate::messages::view::excerpt::name_initial;
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

/// The maximum number of initials before the names in a row.
const MAX_INITIALS: usize = 3;

/// The initials of the people in a conversation, before their names.
fn initials_view(shown: &[(&ThreadListRow, &str)]) -> AnyView {
    // Hidden from screen readers, because the names follow in full.
    let initials = shown
        .iter()
        .take(MAX_INITIALS)
        .map(|(_, name)| view! { <span class="avatar">{name_initial(name)}</span> })
        .collect_view();
    view! {
        <span class="avatars" aria-hidden="true">
            {initials}
        </span>
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
    let names: Vec<String> = shown.iter().map(|(_, one)| (*one).to_owned()).collect();
    let names = if names.is_empty() {
        text.get("messages-alone")
    } else {
        text.format_list(&names)
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
        title: Some(
            view! {
                {initials_view(&shown)}
                {names}
            }
            .into_any(),
        ),
        small,
        tag,
        ..ListRow::default()
    })
}
