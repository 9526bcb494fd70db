//! A whole conversation as a table, UTF-8, with commas: time on the agency's clock, name, language, words, number of files.
//! Made while it is sent, batch by batch, so that any length takes the memory of one batch.

use std::io;

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use model::id::ThreadId;
use store::Intent;
use store::messages::{Message, export};

use super::paper::when;
use crate::actor::Visit;
use crate::error::Error;
use crate::limits::{EXPORTS, Turn};

/// A mark at the beginning tells spreadsheets that this is UTF-8.
const HEAD: &str = "\u{FEFF}at,from,language,words,files\r\n";

/// Where an export is. Its turn is the person's, and lives as long as the answer.
struct Export {
    visit: Visit,
    thread: ThreadId,
    after: i64,
    upto: i64,
    _turn: Turn,
}

/// The table in pieces. An error after the first one breaks the answer off, so that half a table never looks whole.
///
/// # Errors
/// `NotFound` as for the page; `Busy` while this person has another document made.
pub async fn csv(visit: Visit, thread: ThreadId) -> Result<impl Stream<Item = io::Result<String>> + Send, Error> {
    let turn = EXPORTS.enter(visit.actor()?.person).await?;
    let mut tx = visit.look_at_threads().await?;
    let upto = export::begin(&mut tx, thread).await?;
    tx.save().await?;
    let export = Export { visit, thread, after: 0, upto, _turn: turn };
    let rows = stream::try_unfold(export, |mut export| async move {
        let messages = export.next().await?;
        let Some(last) = messages.last() else { return Ok(None) };
        export.after = last.seq;
        let rows = messages.iter().filter(|message| message.is_words()).map(|message| row(&export.visit, message)).collect::<Result<String, Error>>()?;
        Ok(Some((rows, export)))
    });
    let rows = rows.map_err(|error: Error| {
        tracing::error!(?error, "an export broke off");
        io::Error::other("the export broke off")
    });
    Ok(stream::once(async { Ok(HEAD.to_owned()) }).chain(rows))
}

impl Export {
    async fn next(&self) -> Result<Vec<Message>, Error> {
        if self.after >= self.upto {
            return Ok(Vec::new());
        }
        let mut tx = self.visit.act(Intent::Read).await?;
        Ok(export::batch(&mut tx, self.thread, self.after, self.upto, self.visit.language.code()).await?)
    }
}

fn row(visit: &Visit, message: &Message) -> Result<String, Error> {
    let cells = [
        when(visit, message)?.strftime("%Y-%m-%d %H:%M").to_string(),
        message.author.clone(),
        message.language.clone(),
        message.body.clone(),
        message.files().len().to_string(),
    ];
    Ok(cells.map(|cell| quoted(&cell)).join(",") + "\r\n")
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
