//! The messages of a conversation as a list, with its days and the divider before the first unread
//! message.

use leptos::prelude::*;
use model::id::PersonId;
use store::messages::{ThreadMessage, ThreadView};

use super::message::{MessageViewer, local_date, message_view};
use crate::paths::THREAD_OPENING_ID;
use crate::ui::empty::empty_state;

/// Whether this is one of the messages that the unread count of the navigation bar counts. `me` is
/// the signed-in person.
pub(in crate::messages) fn is_unread(
    thread: &ThreadView,
    message: &ThreadMessage,
    me: PersonId,
) -> bool {
    message.seq > thread.read_seq && message.author_id != me && message.is_text_message()
}

/// The first message of this page that the signed-in person `me` has not read.
fn first_unread(thread: &ThreadView, me: PersonId) -> Option<i64> {
    thread
        .messages
        .iter()
        .find(|message| is_unread(thread, message, me))
        .map(|message| message.seq)
}

/// One page of messages. `paths::thread` opens it at the divider before the first unread message.
pub(in crate::messages) fn message_list(
    viewer: &MessageViewer<'_>,
    thread: &ThreadView,
) -> AnyView {
    let (text, actor) = (viewer.text, viewer.actor);
    if thread.messages.is_empty() {
        return empty_state(text.get("messages-thread-empty"), None);
    }
    let first_unread = first_unread(thread, actor.person);
    let mut last = None;
    // The dates are in the agency's time zone, and so are those of `Live`, which continues this
    // list.
    let rows = thread
        .messages
        .iter()
        .map(|message| {
            let on = local_date(viewer, message);
            let day = (last.replace(on) != Some(on)).then(
                || view! { <li class="day-separator">{text.relative_day(actor.today, on)}</li> },
            );
            let divider = (first_unread == Some(message.seq)).then(|| {
                view! {
                    <li class="unread-divider" id=THREAD_OPENING_ID>
                        {text.get("messages-unread-divider")}
                    </li>
                }
            });
            let (class, inside) = message_view(viewer, message);
            view! {
                {day}
                {divider}
                <li class=class id=format!("m{}", message.seq)>
                    {inside}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="thread" role="list">
            {rows}
        </ol>
    }
    .into_any()
}

/// Where `paths::thread` opens a page on which every message is read: at its end.
pub(in crate::messages) fn end_of_messages(thread: &ThreadView, me: PersonId) -> Option<AnyView> {
    // An element of its own, because the last message may be higher than the window.
    first_unread(thread, me)
        .is_none()
        .then(|| view! { <div class="thread-end" id=THREAD_OPENING_ID></div> }.into_any())
}
