//! Exports a whole conversation as CSV in UTF-8: time in the agency's time zone, author, language,
//! text, number of attachments. It is streamed in batches, so that memory does not grow with the
//! length of the conversation.

use std::io;

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use model::id::ThreadId;
use store::Intent;
use store::messages::{Message, export};

use super::paper::when;
use crate::actor::Visit;
use crate::error::Error;
use crate::limits::{EXPORTS, Turn};

/// Begins with a byte order mark, by which spreadsheets recognize UTF-8.
const HEAD: &str = "\u{FEFF}at,from,language,words,files\r\n";

/// The state of a streamed export. `_turn` is the person's export permit, held until the response
/// ends.
struct Export {
    visit: Visit,
    thread: ThreadId,
    after: i64,
    upto: i64,
    _turn: Turn,
}

/// The CSV as a stream. An error after the first piece aborts the response, so that a partial file
/// never looks complete.
///
/// # Errors
/// `NotFound` when the signed-in person does not read the conversation; `Busy` while another export
/// of this person is running.
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

/// Quotes a cell, and prevents CSV injection: text that a spreadsheet could run as a formula gets
/// an apostrophe in front.
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
