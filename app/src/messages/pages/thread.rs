//! `/messages/{id}`: a conversation with its participants, its messages and the composer.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{PersonId, ThreadId};
use model::language::Language;
use model::messages::ThreadKind;
use store::messages::{self, RecipientCandidate, ThreadListRow, ThreadView as Read};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::messages::forms::send::SendMessage;
use crate::messages::islands::live_thread::Live;
use crate::messages::pending_attachments::PendingAttachments;
use crate::messages::view::composer::{ComposerForm, ComposerTarget, composer_view};
use crate::messages::view::conversation_list::conversations_beside;
use crate::messages::view::message::{MessageViewer, local_date, receipt_text};
use crate::messages::view::message_list::{end_of_messages, is_unread, message_list};
use crate::messages::view::participants_notice::participants_notice;
use crate::messages::view::thread_notices::{absence_notices, next_step_view, undelivered_notice};
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::read_aloud::read_aloud_labels;

/// `/messages/{id}`
#[component]
pub fn ThreadPage() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let query = use_query_map().read_untracked().clone();
    // An invalid number selects the newest page, because it comes from the address and must not
    // fail.
    let number = |name: &str| query.get(name).and_then(|seq| seq.parse::<i64>().ok());
    // `?at=` selects the newest page if it shows that message, else the page on which that message
    // is the last one. Saturating, because the number is user input.
    let before = number("before").or_else(|| number("at").map(|at| at.saturating_add(1)));
    render_page(async move |context: RequestContext| {
        let mut loaded = load_thread(&context, id.ok_or(AppError::NotFound)?, before).await?;
        let me = context.actor()?.person;
        // The unread count was loaded before this page marked its messages as read: without this,
        // the navigation bar would count what the page shows.
        let context = context.with_unread_reduced_by(newly_read_count(&loaded.thread, me));
        let title = thread_title(context.localizer(), &loaded.thread);
        let body = thread_body(&context, &loaded, title.clone())?;
        let beside = conversations_beside(
            context.localizer(),
            context.actor()?,
            std::mem::take(&mut loaded.conversations),
            loaded.thread.id,
        );
        let layout = PageLayout {
            title,
            nav_item: NavItem::Messages,
            has_errors: is_rejected(loaded.state.as_ref()),
            has_main_form: has_composer(&loaded.thread),
            has_island: true,
            script: Some(PageScript::Speech),
            family: loaded.thread.family_id,
            beside: Some(beside),
        };
        Ok(html_document(&context, layout, body))
    })
}

/// What the page shows.
struct LoadedThread {
    thread: Read,
    /// All conversations of the signed-in person, for the list beside this one.
    conversations: Vec<ThreadListRow>,
    /// The people to whom the signed-in person may write; empty when the page refers to none.
    people: Vec<RecipientCandidate>,
    /// The composer's form, if it is redisplayed.
    state: Option<FormState>,
}

async fn load_thread(
    context: &RequestContext,
    id: ThreadId,
    before: Option<i64>,
) -> Result<LoadedThread, AppError> {
    let mut tx = context.begin_thread_read().await?;
    let thread =
        messages::read_thread(&mut tx, id, before, context.language.language_tag()).await?;
    // Other people to write to are only needed when no other reader is left or a participant is
    // away and has a cover.
    let refers_to_others = is_closed(&thread)
        || thread
            .other_participants
            .iter()
            .any(|other| other.cover.is_some());
    let people = if refers_to_others {
        messages::list_recipients(&mut tx).await?
    } else {
        Vec::new()
    };
    let conversations = messages::list_threads(&mut tx).await?;
    context.commit_thread_read(tx).await?;
    let state = load_composer_state(context, &thread).await?;
    Ok(LoadedThread {
        thread,
        conversations,
        people,
        state,
    })
}

/// The state of the composer's form, if it is redisplayed in this conversation.
async fn load_composer_state(
    context: &RequestContext,
    thread: &Read,
) -> Result<Option<FormState>, AppError> {
    let id = thread.id.to_string();
    let recipient = thread
        .other_participants
        .first()
        .filter(|_| thread.kind == ThreadKind::Pair)
        .map(|other| other.person_id.to_string());
    // A form posted to a person, before the two had a thread, is redisplayed here too.
    let belongs_to_thread = |form: &FormState| {
        form.field_value("thread") == id
            || recipient
                .as_ref()
                .is_some_and(|recipient| form.field_value("to") == *recipient)
    };
    let state = context
        .stored_form_where(SendMessage::PATH, belongs_to_thread)
        .await?;
    PendingAttachments::with_pending_count(context, state).await
}

/// Whether nobody else reads the conversation any more.
fn is_closed(thread: &Read) -> bool {
    thread.other_participants.is_empty()
}

/// Whether this page has the composer. New messages do not appear on a page of older ones, so it is
/// only on the newest page.
fn has_composer(thread: &Read) -> bool {
    thread.is_newest_page && !is_closed(thread)
}

/// The number of unread messages of others that this page shows.
fn newly_read_count(thread: &Read, me: PersonId) -> usize {
    thread
        .messages
        .iter()
        .filter(|message| is_unread(thread, message, me))
        .count()
}

fn thread_title(text: Localizer, thread: &Read) -> String {
    let shown = if is_closed(thread) {
        &thread.former_participants
    } else {
        &thread.other_participants
    };
    if shown.is_empty() {
        return text.get("messages-alone");
    }
    let names: Vec<String> = std::iter::once(text.get("messages-you"))
        .chain(shown.iter().map(|other| other.name.clone()))
        .collect();
    text.format_list(&names)
}

fn thread_body(
    context: &RequestContext,
    loaded: &LoadedThread,
    title: String,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let (thread, state) = (&loaded.thread, loaded.state.as_ref());
    let viewer = MessageViewer::from_context(context)?;
    // Live updates only on the newest page: elsewhere a new message would follow an old one without
    // those between them.
    let foot = thread_foot(context, loaded)?;
    Ok(view! {
        <h1>{title}</h1>
        {error_summary(text, state)}
        {readers_view(&viewer, thread)}
        <div class="conversation">
            {older_link(text, thread)} {message_list(&viewer, thread)}
            {thread.is_newest_page.then(|| live_updates(context, &viewer, thread))}
            {has_composer(thread).then(|| notices_before_writing(&viewer, loaded))}
        </div>
        {end_of_messages(thread, viewer.actor.person)}
        {read_aloud_labels(text)}
        {foot}
    }
    .into_any())
}

/// Who reads the conversation, or that nobody else does.
fn readers_view(viewer: &MessageViewer<'_>, thread: &Read) -> AnyView {
    if is_closed(thread) {
        return info_notice(viewer.text.get("messages-closed"));
    }
    let readers: Vec<_> = thread
        .other_participants
        .iter()
        .map(|other| (other.name.clone(), other.role))
        .collect();
    participants_notice(
        viewer.actor,
        viewer.text,
        &readers,
        thread.family_id,
        Some((thread.id, thread.kind)),
    )
}

fn older_link(text: Localizer, thread: &Read) -> Option<AnyView> {
    let first = thread.messages.first().filter(|_| thread.has_older)?;
    // At the end of the older messages, where reading upwards goes on.
    let href = format!(
        "{}?before={}#{}",
        paths::thread_page(thread.id),
        first.seq,
        paths::THREAD_OPENING_ID
    );
    Some(
        view! {
            <p>
                <a class="btn secondary" href=href>
                    {text.get("messages-older")}
                </a>
            </p>
        }
        .into_any(),
    )
}

/// The island that shows new messages, and without JavaScript a link that reloads the page.
fn live_updates(context: &RequestContext, viewer: &MessageViewer<'_>, thread: &Read) -> AnyView {
    let text = viewer.text;
    let last = thread.messages.last();
    view! {
        <Live
            thread=thread.id.to_string()
            after=last.map_or(0, |last| last.seq)
            day=last.map(|last| local_date(viewer, last).to_string()).unwrap_or_default()
            receipt=receipt_text(text, thread.receipt.as_ref(), thread.kind)
            disconnected_notice=text.get("messages-disconnected")
        />
        <noscript>
            <p>
                <a class="btn secondary small" href=reload_address(context, thread.id)>
                    {text.get("messages-look-again")}
                </a>
            </p>
        </noscript>
    }
    .into_any()
}

/// What a person should know before they write: who was not reached, and who is away.
fn notices_before_writing(viewer: &MessageViewer<'_>, loaded: &LoadedThread) -> AnyView {
    let (text, thread) = (viewer.text, &loaded.thread);
    view! {
        {undelivered_notice(text, viewer.actor, thread)}
        {absence_notices(text, thread, &loaded.people)}
    }
    .into_any()
}

/// The address of this page, to load it again.
fn reload_address(context: &RequestContext, thread: ThreadId) -> String {
    // With a query every other time: a link to the address that is open, with a fragment, only
    // scrolls to the fragment and loads nothing.
    if context.path_and_query.contains("?again") {
        paths::thread(thread)
    } else {
        format!(
            "{}?again=1#{}",
            paths::thread_page(thread),
            paths::THREAD_OPENING_ID
        )
    }
}

/// What follows the messages: the composer, or what can be done where there is none.
fn thread_foot(context: &RequestContext, loaded: &LoadedThread) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let thread = &loaded.thread;
    if !thread.is_newest_page {
        return Ok(view! {
            <p>
                <a class="btn" href=paths::thread(thread.id)>
                    {text.get("messages-newest")}
                </a>
            </p>
        }
        .into_any());
    }
    // Without a composer the page must still say how to reach the team.
    if is_closed(thread) {
        return Ok(next_step_view(context, thread, &loaded.people));
    }
    let form = composer_form(text, loaded, actor.person);
    Ok(composer_view(context, form))
}

fn composer_form(text: Localizer, loaded: &LoadedThread, me: PersonId) -> ComposerForm<'_> {
    let thread = &loaded.thread;
    let label = match thread.other_participants.as_slice() {
        [one] => text.format("messages-to", &[("name", one.name.clone().into())]),
        _ => text.get("messages-to-all"),
    };
    // Only with exactly one other participant is there a single language to write in.
    let recipient_language = match thread.other_participants.as_slice() {
        [one] => one.preferred_language.as_deref().and_then(Language::parse),
        _ => None,
    };
    // The language of the author's last message is preselected, because the page's language does
    // not tell in which one they write. What the agency entered in their name does not count.
    let own = thread
        .messages
        .iter()
        .rev()
        .find(|m| m.author_id == me && m.is_text_message() && !m.entered_by_agency);
    ComposerForm {
        target: ComposerTarget::Thread(thread.id),
        label,
        state: loaded.state.as_ref(),
        draft: thread.draft.clone(),
        last_language: own.map(|own| own.language.as_str()),
        recipient_language,
    }
}
