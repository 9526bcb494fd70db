//! The signed-in person's conversations: as rows of their page, and beside an open conversation.
//! With people, days and numbers, but no message text.

use leptos::prelude::*;
use model::id::ThreadId;
use store::Actor;
use store::messages::ThreadListRow;

use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::view::excerpt::name_initial;
use crate::page::{SideLink, SideList, name_of_family};
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag};
use crate::ui::spoken_name::spoken_name;

/// The maximum number of initials before the names in a row.
const MAX_INITIALS: usize = 3;
/// How many conversations are listed beside an open one. They are part of every page of a
/// conversation, also on a phone, which does not show them.
const MAX_BESIDE: usize = 12;

/// One conversation of the list.
struct ListedConversation {
    id: ThreadId,
    /// The first letters of the first few names.
    initials: Vec<String>,
    names: String,
    /// How to say the name, where there is one.
    pronunciation: Option<String>,
    /// The role of the other person, the family for those who have several, and the last day.
    small: String,
    unread: i64,
}

/// The rows of the page of all conversations.
pub fn conversation_rows(
    text: Localizer,
    actor: &Actor,
    lines: Vec<ThreadListRow>,
) -> Vec<ListRow> {
    listed_conversations(text, actor, lines)
        .into_iter()
        .map(|one| {
            let names = view! {
                {initials_view(one.initials)}
                {one.names}
            };
            ListRow {
                href: Some(paths::thread(one.id)),
                tag: unread_label(text, one.unread).map(RowTag::attention),
                title: Some(spoken_name(names.into_any(), one.pronunciation.as_deref())),
                small: one.small,
                ..ListRow::default()
            }
        })
        .collect()
}

/// The newest conversations, beside the one that is open. All messages of the open one count as
/// read: its page shows them.
pub fn conversations_beside(
    text: Localizer,
    actor: &Actor,
    lines: Vec<ThreadListRow>,
    open: ThreadId,
) -> SideList {
    let conversations = listed_conversations(text, actor, lines);
    let has_more = conversations.len() > MAX_BESIDE;
    let links = conversations
        .into_iter()
        .take(MAX_BESIDE)
        .map(|one| SideLink {
            href: paths::thread(one.id),
            title: one.names,
            small: [
                one.pronunciation.as_deref().map(isolate_bidi),
                Some(one.small),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
            unread: unread_label(text, one.unread).filter(|_| one.id != open),
            current: (one.id == open).then_some("page"),
        })
        .collect();
    SideList {
        label: text.get("messages-title"),
        links,
        all: has_more.then(|| (paths::MESSAGES, text.get("messages-list-all"))),
    }
}

fn listed_conversations(
    text: Localizer,
    actor: &Actor,
    lines: Vec<ThreadListRow>,
) -> Vec<ListedConversation> {
    group_by_thread(lines)
        .into_iter()
        .filter_map(|(id, lines)| listed_conversation(text, actor, id, &lines))
        .collect()
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

fn listed_conversation(
    text: Localizer,
    actor: &Actor,
    id: ThreadId,
    lines: &[ThreadListRow],
) -> Option<ListedConversation> {
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
    // As the role below.
    let pronunciation = match shown.as_slice() {
        [(one, _)] => one.pronunciation.clone(),
        _ => None,
    };
    // The role is shown beside a single name only. Beside several it would not say whose it is.
    let role = match shown.as_slice() {
        [] => Some(text.get("messages-list-closed")),
        [(one, _)] if closed => one.role.map(|_| text.get("messages-list-closed")),
        [(one, _)] => one.role.map(|role| text.role_name(role)),
        _ => None,
    };
    let family = first
        .family_id
        .and_then(|family| name_of_family(actor, family))
        .map(isolate_bidi);
    Some(ListedConversation {
        id,
        initials: shown
            .iter()
            .take(MAX_INITIALS)
            .map(|(_, name)| name_initial(name))
            .collect(),
        names,
        pronunciation,
        small: [role, family, when]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        unread: first.unread,
    })
}

fn unread_label(text: Localizer, unread: i64) -> Option<String> {
    (unread > 0).then(|| text.format("common-unread", &[("count", unread.into())]))
}

/// The initials of the people in a conversation, before their names.
fn initials_view(initials: Vec<String>) -> AnyView {
    // Hidden from screen readers, because the names follow in full.
    let initials = initials
        .into_iter()
        .map(|letter| view! { <span class="avatar">{letter}</span> })
        .collect_view();
    view! {
        <span class="avatars" aria-hidden="true">
            {initials}
        </span>
    }
    .into_any()
}
