//! `/messages/{id}/interpret/{seq}`: the request for an interpreter; `/messages/queue` and
//! `/messages/queue/{request}`: the interpreter's queue of requests.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::files::AttachmentKind;
use model::id::{InterpretationId, ThreadId};
use model::messages::MAX_CONTEXT_MESSAGES;
use store::messages::interpretation::{self, InterpreterView, PendingRequest};
use store::{Actor, Intent, translations};

use super::text_interpretation::{text_request_page, text_row};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::messages::forms;
use crate::messages::view::attachments::{audio_player, with_access_log_id};
use crate::messages::view::interpretation::{
    age_label, claim_page, release_form, request_heading, translation_fields,
};
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::{info_notice, success_notice};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::RadioGroup;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// `/messages/{id}/interpret/{seq}`: the form that requests an interpreter for a message and sets
/// how many earlier messages the interpreter may read.
#[component]
pub fn RequestInterpreter() -> impl IntoView {
    let params = use_params_map().read_untracked().clone();
    let thread: Option<ThreadId> = params.get("id").and_then(|id| id.parse().ok());
    let seq: Option<i64> = params.get("seq").and_then(|seq| seq.parse().ok());
    let translation_failed = use_query_map().read_untracked().get("machine").is_some();
    render_page(async move |context: RequestContext| {
        let (text, thread, seq) = (
            context.localizer(),
            thread.ok_or(AppError::NotFound)?,
            seq.ok_or(AppError::NotFound)?,
        );
        let mut tx = context.begin_thread_read().await?;
        // Opened and not only read: the page shows the message, so the family's access log must say
        // so.
        let original = interpretation::open_original(&mut tx, thread, seq).await?;
        tx.commit().await?;
        let state = context
            .stored_form(forms::interpretation::RequestInterpreter::PATH)
            .await?;
        let fields = view! {
            <input type="hidden" name="thread" value=thread.to_string() />
            <input type="hidden" name="seq" value=seq.to_string() />
            {context_choice(text, state.as_ref())}
            <button class="btn">{text.get("messages-interpret-ask")}</button>
        };
        // The message keeps its own language and direction, in which it is read aloud and laid out.
        let body = view! {
            <h1>{text.get("messages-interpret-title")}</h1>
            <blockquote class="card" lang=original.language dir="auto">
                {original.body}
            </blockquote>
            {translation_failed.then(|| info_notice(text.get("messages-machine-no")))}
            <p>{text.get("messages-interpret-hint")}</p>
            {page_form(
                &context,
                forms::interpretation::RequestInterpreter::PATH,
                fields.into_any(),
            )}
            <p>
                <a href=paths::message_page(thread, seq)>{text.get("messages-back")}</a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-interpret-title"),
                nav_item: NavItem::Messages,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// How many earlier messages the interpreter may read.
fn context_choice(text: Localizer, state: Option<&FormState>) -> AnyView {
    let options = [
        (0, "messages-interpret-only"),
        (3, "messages-interpret-three"),
        (MAX_CONTEXT_MESSAGES, "messages-interpret-ten"),
    ];
    // Nothing but the message itself is preselected: more is disclosed only by choice.
    let chosen = state.map_or_else(|| "0".to_owned(), |state| state.field_value("before"));
    RadioGroup {
        name: "before",
        legend: text.get("messages-interpret-before"),
        options: options
            .into_iter()
            .map(|(count, key)| (count.to_string(), text.get(key)))
            .collect(),
        chosen,
        ..RadioGroup::default()
    }
    .view()
}

/// `/messages/queue`: the waiting messages and texts, without words or names.
#[component]
pub fn InterpretationQueue() -> impl IntoView {
    let is_saved = use_query_map().read_untracked().get("done").is_some();
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Not logged, because the queue has neither texts nor names.
        let waiting = translations::load_interpreter_queue(&mut tx).await?;
        drop(tx);
        // No day was promised for a message: in a conversation people wait from the day they ask.
        let messages = waiting
            .messages
            .iter()
            .map(|one| (one.day_in(&actor.zone), request_row(text, actor, one)));
        let texts = waiting.texts.iter().map(|one| {
            let row = text_row(text, actor.today, one);
            (one.answer_due.to_jiff(), row)
        });
        // What is due first comes first, whether it is a text or a message.
        let mut rows: Vec<_> = messages.chain(texts).collect();
        rows.sort_by_key(|(day, _)| *day);
        let rows: Vec<ListRow> = rows.into_iter().map(|(_, row)| row).collect();
        let body = view! {
            <h1>{text.get("messages-queue-title")}</h1>
            {is_saved.then(|| success_notice(text.get("messages-queue-done")))}
            {if rows.is_empty() {
                empty_state(text.get("messages-queue-empty"), None)
            } else {
                link_list(rows)
            }}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-queue-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn request_row(text: Localizer, actor: &Actor, one: &PendingRequest) -> ListRow {
    ListRow {
        href: Some(paths::interpretation_request(one.id)),
        title: Some(request_title(text, one).into_any()),
        small: age_label(text, actor.today, one.day_in(&actor.zone)),
        // A claimed request is absent for all other interpreters, so this one is the reader's own.
        tag: one
            .claimed_by
            .map(|_| RowTag::attention(text.get("messages-queue-yours"))),
        ..ListRow::default()
    }
}

/// Names only the language, because the queue is shown before anyone has claimed the request.
fn request_title(text: Localizer, one: &PendingRequest) -> String {
    text.format(
        "messages-queue-into",
        &[("language", text.language_name(&one.language).into())],
    )
}

/// `/messages/queue/{request}`: one message or text. Its words are shown once the interpreter has
/// claimed it.
#[component]
pub fn InterpretationRequest() -> impl IntoView {
    let id: Option<InterpretationId> = use_params_map()
        .read_untracked()
        .get("request")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let id = id.ok_or(AppError::NotFound)?;
        // A write transaction, because reading a claimed request is written to the access log.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let one = match interpretation::find_pending_request(&mut tx, id).await {
            // The addresses of messages and texts have the same form.
            Err(store::Error::NotFound) => return text_request_page(&context, tx, id).await,
            found => found?,
        };
        // Opening the page claims nothing: a prefetch or a link on another site would otherwise
        // take the request away from the other interpreters.
        if one.claimed_by.is_none() {
            // Without a commit: the page shows no message, so nothing is logged.
            let facts = age_label(text, actor.today, one.day_in(&actor.zone));
            return Ok(claim_page(&context, id, request_title(text, &one), facts));
        }
        let interpretation::ClaimedRequest {
            request: one,
            messages,
        } = interpretation::open_claimed_request(&mut tx, id).await?;
        tx.commit().await?;
        let state = context
            .stored_form(forms::interpretation::SubmitInterpretation::PATH)
            .await?;
        // The message to translate is the last one; those before it are its context.
        let (last, before) = messages.split_last().ok_or(AppError::NotFound)?;
        let fields = translation_fields(text, state.as_ref(), id, &one.language);
        let title = request_title(text, &one);
        let facts = age_label(text, actor.today, one.day_in(&actor.zone));
        // A claimed request is absent for all other interpreters, so the page must offer a way to
        // give it back.
        let body = view! {
            {request_heading(text, &title, facts)}
            {error_summary(text, state.as_ref())}
            {info_notice(text.get("messages-translate-rules"))}
            {(!before.is_empty()).then(|| earlier_messages(text, id, before))}
            {interpreter_message_view(text, id, last)}
            {page_form(&context, forms::interpretation::SubmitInterpretation::PATH, fields)}
            {release_form(text, id)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Messages,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The messages before the one to translate, collapsed.
fn earlier_messages(
    text: Localizer,
    id: InterpretationId,
    messages: &[InterpreterView],
) -> AnyView {
    view! {
        <details class="disclosure">
            <summary>{text.get("messages-translate-before")}</summary>
            {messages.iter().map(|one| interpreter_message_view(text, id, one)).collect_view()}
        </details>
    }
    .into_any()
}

/// One message for the interpreter. Shows the role of the author instead of the name, and of the
/// files only the recordings: an interpreter is asked for words.
fn interpreter_message_view(
    text: Localizer,
    id: InterpretationId,
    one: &InterpreterView,
) -> AnyView {
    let role = one.role.map(|role| text.role_name(role));
    let voices = one
        .attachments()
        .iter()
        .enumerate()
        .filter(|(_, file)| file.kind == AttachmentKind::Audio)
        .map(|(n, file)| {
            // With the id of this page's log entry, so that playing a recording is not logged as
            // another reading.
            let href =
                with_access_log_id(paths::interpretation_file(id, one.seq, n), one.log_entry_id);
            audio_player(text, file, href, text.get("messages-translate-voice"))
        })
        .collect_view();
    view! {
        <div class="card">
            {role.map(|role| view! { <p class="muted">{role}</p> })} {voices}
            <p lang=one.language.clone() dir="auto">
                {one.body.clone()}
            </p>
        </div>
    }
    .into_any()
}
