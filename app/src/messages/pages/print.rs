//! A conversation as a print view and as a PDF, limited to what the signed-in person may read. A
//! long one is split into ranges, newest first, to bound memory and the length of the document; the
//! CSV export (`csv_export`) has all of it.

use documents::{DocumentBlock, TextRun};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::ThreadId;
use store::messages::ThreadMessage;
use store::messages::export::{self, ExportRange};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::pdf_export::render_pdf_export;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::concurrency_limits::EXPORTS;
use crate::request::context::RequestContext;
use crate::ui::print_view::print_view;

/// The range of messages that ends before message `before`, or the newest range.
async fn read_range(
    context: &RequestContext,
    thread: ThreadId,
    before: Option<i64>,
) -> Result<ExportRange, AppError> {
    let mut tx = context.begin_thread_read().await?;
    let range =
        export::load_range(&mut tx, thread, before, context.language.language_tag()).await?;
    // Commits the access log entry of the export.
    tx.commit().await?;
    Ok(range)
}

/// Parses `?before=`. An invalid number is an error, so that it never selects another range.
///
/// # Errors
/// `NotFound` when `before` is not a number.
pub fn parse_before(before: Option<&str>) -> Result<Option<i64>, AppError> {
    before
        .map(|seq| seq.parse().map_err(|_| AppError::NotFound))
        .transpose()
}

pub(in crate::messages) fn local_time(
    context: &RequestContext,
    message: &ThreadMessage,
) -> Result<jiff::civil::DateTime, AppError> {
    Ok(message
        .created_at
        .to_jiff()
        .to_zoned(context.actor()?.zone.clone())
        .datetime())
}

/// What the document contains: the whole conversation, or the first and the last day of this range.
fn range_hint(
    context: &RequestContext,
    range: &ExportRange,
    before: Option<i64>,
) -> Result<String, AppError> {
    let text = context.localizer();
    let (Some(first), Some(last)) = (range.messages.first(), range.messages.last()) else {
        return Ok(text.get("messages-paper-hint"));
    };
    // Paper must not look complete when it holds only a part of the conversation.
    if !range.earlier && before.is_none() {
        return Ok(text.get("messages-paper-hint"));
    }
    let day = |message| Ok::<_, AppError>(text.format_date(local_time(context, message)?.date()));
    Ok(text.format(
        "messages-paper-part",
        &[("first", day(first)?.into()), ("last", day(last)?.into())],
    ))
}

fn document_blocks(
    context: &RequestContext,
    range: &ExportRange,
    before: Option<i64>,
) -> Result<Vec<DocumentBlock>, AppError> {
    let text = context.localizer();
    // A message keeps its own language, and the portal's text has that of the document: text
    // direction and screen readers depend on it.
    let ours = |words: String| TextRun {
        language: text.0.language_tag().to_owned(),
        words,
    };
    let mut blocks = vec![
        DocumentBlock::Heading(1, ours(text.get("messages-paper-title"))),
        DocumentBlock::Small(ours(range_hint(context, range, before)?)),
        DocumentBlock::Small(ours(text.format(
            "common-paper-printed",
            &[("day", text.format_date(context.actor()?.today).into())],
        ))),
    ];
    let mut last = None;
    for message in &range.messages {
        let at = local_time(context, message)?;
        if last.replace(at.date()) != Some(at.date()) {
            blocks.push(DocumentBlock::Heading(2, ours(text.format_date(at.date()))));
        }
        let by = ours(format!("{} · {}", message.author, text.format_time(at)));
        if message.is_text_message() {
            blocks.push(DocumentBlock::Quote(
                TextRun {
                    language: message.language.clone(),
                    words: message_text(text, message),
                },
                Some(by),
            ));
            if let Some(made) = message.human_translation() {
                blocks.push(DocumentBlock::Quote(
                    ours(made.body.to_owned()),
                    Some(ours(text.format(
                        "messages-paper-interpreter",
                        &[("name", made.by.to_owned().into())],
                    ))),
                ));
            }
        } else {
            blocks.push(DocumentBlock::Small(ours(
                crate::messages::view::message::system_message_text(text, message),
            )));
        }
    }
    Ok(blocks)
}

/// The message's text, followed by the number of attached files in parentheses if there are any. A
/// message of files alone: only that number.
fn message_text(text: Localizer, message: &ThreadMessage) -> String {
    let count = i64::try_from(message.attachments().len()).unwrap_or(0);
    // The files are not in the document. Paper must not hold less than the screen without saying
    // so.
    match (message.body.is_empty(), count) {
        (_, 0) => message.body.clone(),
        (true, _) => text.format("messages-paper-files", &[("count", count.into())]),
        (false, _) => format!(
            "{} ({})",
            message.body,
            text.format("messages-paper-files", &[("count", count.into())])
        ),
    }
}

/// `/messages/{id}/print`
#[component]
pub fn PrintThread() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let before = use_query_map().read_untracked().get("before");
    render_page(async move |context: RequestContext| {
        let (text, id, before) = (
            context.localizer(),
            id.ok_or(AppError::NotFound)?,
            parse_before(before.as_deref())?,
        );
        let range = read_range(&context, id, before).await?;
        let body = view! {
            <p class="no-print">
                <a href=paths::thread(id)>{text.get("messages-back")}</a>
            </p>
            <p class="no-print muted">{text.get("messages-paper-careful")}</p>
            {download_links(&context, id, before)}
            {range_links(text, id, &range, before)}
            {print_view(document_blocks(&context, &range, before)?)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-paper-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn button_link(text: Localizer, href: String, key: &str) -> AnyView {
    view! {
        <a class="btn secondary" href=href>
            {text.get(key)}
        </a>
    }
    .into_any()
}

/// The shown range as a PDF, and the whole conversation as CSV.
fn download_links(context: &RequestContext, id: ThreadId, before: Option<i64>) -> AnyView {
    let text = context.localizer();
    // The PDF is of the range that is shown. The CSV needs none: it is streamed, so its length is
    // not limited.
    let query = before
        .map(|seq| format!("?before={seq}"))
        .unwrap_or_default();
    let pdf = context.config.pdf_fonts.is_some().then(|| {
        let href = format!("{}{query}", paths::thread_pdf(id));
        button_link(text, href, "plan-print-pdf")
    });
    view! {
        <p class="no-print row">
            {pdf} {button_link(text, paths::thread_table(id), "messages-paper-table")}
        </p>
    }
    .into_any()
}

/// Links to the other ranges of a conversation that is too long for one document.
fn range_links(
    text: Localizer,
    id: ThreadId,
    range: &ExportRange,
    before: Option<i64>,
) -> Option<AnyView> {
    let print = paths::print_thread(id);
    let earlier = range
        .messages
        .first()
        .filter(|_| range.earlier)
        .map(|first| {
            let href = format!("{print}?before={}", first.seq);
            button_link(text, href, "messages-paper-earlier")
        });
    let newest = before.map(|_| button_link(text, print.clone(), "messages-newest"));
    (earlier.is_some() || newest.is_some()).then(|| {
        view! {
            <p class="no-print muted">{text.get("messages-paper-parts")}</p>
            <p class="no-print row">{earlier}{newest}</p>
        }
        .into_any()
    })
}

/// The same range as a tagged PDF.
///
/// # Errors
/// `NotFound` as for the page, and when no fonts are configured; `Busy` while another export of
/// this person is running; `Internal` when the PDF could not be written.
pub async fn render_thread_pdf(
    context: RequestContext,
    thread: ThreadId,
    before: Option<i64>,
) -> Result<Vec<u8>, AppError> {
    let fonts = context.config.pdf_fonts.clone().ok_or(AppError::NotFound)?;
    // Acquired before the messages are loaded, so that it limits that memory as well.
    let permit = EXPORTS.acquire_permit(context.actor()?.person).await?;
    let blocks = document_blocks(
        &context,
        &read_range(&context, thread, before).await?,
        before,
    )?;
    render_pdf_export(
        fonts,
        permit,
        blocks,
        context.localizer().get("messages-paper-title"),
        context.language.language_tag(),
    )
    .await
}
