//! A conversation as a print view and as a PDF, limited to what the signed-in person may read. A
//! long one is split into ranges, newest first, to bound memory and the length of the document; the
//! CSV export (`csv_export`) has all of it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::ThreadId;
use store::messages::Message;
use store::messages::export::{self, Range};

use crate::actor::Visit;
use crate::error::Error;
use crate::limits::EXPORTS;
use crate::text::Text;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::paper::{Block, Run, sheet};

/// The range of messages that ends before message `before`, or the newest range.
async fn read(visit: &Visit, thread: ThreadId, before: Option<i64>) -> Result<Range, Error> {
    let mut tx = visit.look_at_threads().await?;
    let range = export::range(&mut tx, thread, before, visit.language.code()).await?;
    tx.save().await?;
    Ok(range)
}

/// Parses `?before=`. An invalid number is an error, so that it never selects another range.
///
/// # Errors
/// `NotFound` when `before` is not a number.
pub fn parse_before(before: Option<&str>) -> Result<Option<i64>, Error> {
    before.map(|seq| seq.parse().map_err(|_| Error::NotFound)).transpose()
}

pub(super) fn when(visit: &Visit, message: &Message) -> Result<jiff::civil::DateTime, Error> {
    Ok(message.at.to_jiff().to_zoned(visit.actor()?.zone.clone()).datetime())
}

/// What the document contains: the whole conversation, or the first and the last day of this range.
fn hint(visit: &Visit, range: &Range, before: Option<i64>) -> Result<String, Error> {
    let text = visit.text();
    let (Some(first), Some(last)) = (range.messages.first(), range.messages.last()) else { return Ok(text.say("messages-paper-hint")) };
    if !range.earlier && before.is_none() {
        return Ok(text.say("messages-paper-hint"));
    }
    let day = |message| Ok::<_, Error>(text.date(when(visit, message)?.date()));
    Ok(text.with("messages-paper-part", &[("first", day(first)?.into()), ("last", day(last)?.into())]))
}

fn blocks(visit: &Visit, range: &Range, before: Option<i64>) -> Result<Vec<Block>, Error> {
    let text = visit.text();
    let ours = |words: String| Run { language: text.0.code().to_owned(), words };
    let mut blocks = vec![Block::Heading(1, ours(text.say("messages-paper-title"))), Block::Small(ours(hint(visit, range, before)?))];
    let mut last = None;
    for message in &range.messages {
        let at = when(visit, message)?;
        if last.replace(at.date()) != Some(at.date()) {
            blocks.push(Block::Heading(2, ours(text.date(at.date()))));
        }
        let by = ours(format!("{} · {}", message.author, text.time(at)));
        if message.is_words() {
            blocks.push(Block::Quote(Run { language: message.language.clone(), words: body(text, message) }, Some(by)));
            if let Some(made) = message.interpreted() {
                blocks.push(Block::Quote(
                    ours(made.body.to_owned()),
                    Some(ours(text.with("messages-paper-interpreter", &[("name", made.by.to_owned().into())]))),
                ));
            }
        } else {
            blocks.push(Block::Small(ours(super::part::told_words(text, message))));
        }
    }
    Ok(blocks)
}

/// The text of a message, and the number of files attached to it.
fn body(text: Text, message: &Message) -> String {
    let count = i64::try_from(message.files().len()).unwrap_or(0);
    match (message.body.is_empty(), count) {
        (_, 0) => message.body.clone(),
        (true, _) => text.with("messages-paper-files", &[("count", count.into())]),
        (false, _) => format!("{} ({})", message.body, text.with("messages-paper-files", &[("count", count.into())])),
    }
}

/// `/messages/{id}/print`
#[component]
pub fn PrintThread() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    let before = use_query_map().read_untracked().get("before");
    draw(async move |visit: Visit| {
        let (text, id, before) = (visit.text(), id.ok_or(Error::NotFound)?, parse_before(before.as_deref())?);
        let range = read(&visit, id, before).await?;
        let link = |href: String, key: &str| view! { <a class="btn plain" href=href>{text.say(key)}</a> };
        let from = before.map(|seq| format!("?before={seq}")).unwrap_or_default();
        let earlier =
            range.messages.first().filter(|_| range.earlier).map(|first| link(format!("/messages/{id}/print?before={}", first.seq), "messages-paper-earlier"));
        let newest = before.map(|_| link(format!("/messages/{id}/print"), "messages-newest"));
        let parts = (earlier.is_some() || newest.is_some())
            .then(|| view! { <p class="on-screen soft">{text.say("messages-paper-parts")}</p><p class="on-screen row">{earlier}{newest}</p> });
        let body = view! {
            <p class="on-screen"><a href=format!("/messages/{id}")>{text.say("messages-back")}</a></p>
            <p class="on-screen soft">{text.say("messages-paper-careful")}</p>
            <p class="on-screen row">
                {visit.site.fonts.is_some().then(|| link(format!("/messages/{id}/pdf{from}"), "plan-print-pdf"))}
                {link(format!("/messages/{id}/table"), "messages-paper-table")}
            </p>
            {parts}
            {sheet(blocks(&visit, &range, before)?)}
        };
        Ok(document(&visit, Layout { title: text.say("messages-paper-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// The same range as a tagged PDF.
///
/// # Errors
/// `NotFound` as for the page, and when no fonts are configured; `Busy` while another export of
/// this person is running; `Broken` when the PDF could not be written.
pub async fn pdf(visit: Visit, thread: ThreadId, before: Option<i64>) -> Result<Vec<u8>, Error> {
    let fonts = visit.site.fonts.clone().ok_or(Error::NotFound)?;
    let turn = EXPORTS.enter(visit.actor()?.person).await?;
    let blocks = blocks(&visit, &read(&visit, thread, before).await?, before)?;
    crate::ui::paper::write(fonts, turn, blocks, visit.text().say("messages-paper-title"), visit.language.code()).await
}
