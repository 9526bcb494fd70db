//! A whole conversation to take along: a page to print, a PDF, a table. As far as its reader may read it, and no further.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::ThreadId;
use store::Intent;
use store::messages::{Message, search};

use crate::actor::Visit;
use crate::error::Error;
use crate::text::Text;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::paper::{Block, Run, sheet};

async fn read(visit: &Visit, thread: ThreadId) -> Result<Vec<Message>, Error> {
    let mut tx = visit.act(Intent::Write).await?;
    let all = search::whole(&mut tx, thread, visit.language.code()).await?;
    tx.save().await?;
    Ok(all)
}

fn when(visit: &Visit, message: &Message) -> Result<jiff::civil::DateTime, Error> {
    Ok(message.at.to_jiff().to_zoned(visit.actor()?.zone.clone()).datetime())
}

fn blocks(visit: &Visit, all: &[Message]) -> Result<Vec<Block>, Error> {
    let text = visit.text();
    let ours = |words: String| Run { language: text.0.code().to_owned(), words };
    let mut blocks = vec![Block::Heading(1, ours(text.say("messages-paper-title"))), Block::Small(ours(text.say("messages-paper-hint")))];
    let mut last = None;
    for message in all {
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

/// The words of a message, and how many files were sent with it.
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
    draw(async move |visit: Visit| {
        let (text, id) = (visit.text(), id.ok_or(Error::NotFound)?);
        let all = read(&visit, id).await?;
        let body = view! {
            <p class="on-screen"><a href=format!("/messages/{id}")>{text.say("messages-back")}</a></p>
            <p class="on-screen soft">{text.say("messages-paper-careful")}</p>
            <p class="on-screen row">
                {visit.site.fonts.is_some().then(|| view! { <a class="btn plain" href=format!("/messages/{id}/pdf")>{text.say("plan-print-pdf")}</a> })}
                <a class="btn plain" href=format!("/messages/{id}/table")>{text.say("messages-paper-table")}</a>
            </p>
            {sheet(blocks(&visit, &all)?)}
        };
        Ok(document(&visit, Layout { title: text.say("messages-paper-title"), place: Place::Messages, ..Layout::default() }, body.into_any()))
    })
}

/// The same as a tagged PDF.
///
/// # Errors
/// `NotFound` as for the page, and where the fonts are missing; `Broken` when the document could not be written.
pub async fn pdf(visit: Visit, thread: ThreadId) -> Result<Vec<u8>, Error> {
    let fonts = visit.site.fonts.clone().ok_or(Error::NotFound)?;
    let all = read(&visit, thread).await?;
    crate::ui::paper::write(fonts, blocks(&visit, &all)?, visit.text().say("messages-paper-title"), visit.language.code()).await
}

/// The same as a table, UTF-8, with commas: time on the agency's clock, name, language, words, number of files.
///
/// # Errors
/// `NotFound` as for the page.
pub async fn table(visit: Visit, thread: ThreadId) -> Result<String, Error> {
    let all = read(&visit, thread).await?;
    // A mark at the beginning tells spreadsheets that this is UTF-8.
    let mut out = String::from("\u{FEFF}at,from,language,words,files\r\n");
    for message in all.iter().filter(|message| message.is_words()) {
        let cells = [
            when(&visit, message)?.strftime("%Y-%m-%d %H:%M").to_string(),
            message.author.clone(),
            message.language.clone(),
            message.body.clone(),
            message.files().len().to_string(),
        ];
        out.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        out.push_str("\r\n");
    }
    Ok(out)
}

/// A cell that a spreadsheet shows and never runs: what could be a formula begins with an apostrophe.
fn quoted(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quoted("Hello, \"you\""), "\"Hello, \"\"you\"\"\"");
        for formula in ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1"] {
            assert!(quoted(formula).starts_with("\"'"), "{formula}");
        }
    }
}
