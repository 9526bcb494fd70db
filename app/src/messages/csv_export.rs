//! Exports a whole conversation as CSV in UTF-8: time in the agency's time zone, author, language,
//! text, number of attachments. It is streamed in batches, so that memory does not grow with the
//! length of the conversation.

use std::io;

use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use model::id::ThreadId;
use store::Intent;
use store::messages::{ThreadMessage, export};

use super::print_document::local_time;
use crate::concurrency_limits::{EXPORTS, ExclusivePermit};
use crate::error::AppError;
use crate::request_context::RequestContext;

/// Begins with a byte order mark, by which spreadsheets recognize UTF-8.
const CSV_HEADER: &str = "\u{FEFF}at,from,language,words,files\r\n";

/// The state of a streamed export. `_permit` is the person's export permit, held until the response
/// ends.
struct CsvExport {
    visit: RequestContext,
    thread: ThreadId,
    after: i64,
    last_seq: i64,
    _permit: ExclusivePermit,
}

/// The CSV as a stream. An error after the first piece aborts the response, so that a partial file
/// never looks complete.
///
/// # Errors
/// `NotFound` when the signed-in person does not read the conversation; `Busy` while another export
/// of this person is running.
pub async fn stream_csv(
    visit: RequestContext,
    thread: ThreadId,
) -> Result<impl Stream<Item = io::Result<String>> + Send, AppError> {
    let permit = EXPORTS.acquire_permit(visit.actor()?.person).await?;
    let mut tx = visit.begin_thread_read().await?;
    // The export ends at the message that is the newest one now, whatever is written meanwhile.
    let upto = export::begin_export(&mut tx, thread).await?;
    // Commits the access log entry before the first row is sent.
    tx.commit().await?;
    let export = CsvExport {
        visit,
        thread,
        after: 0,
        last_seq: upto,
        _permit: permit,
    };
    let rows = stream::try_unfold(export, |mut export| async move {
        let messages = export.next_batch().await?;
        let Some(last) = messages.last() else {
            return Ok(None);
        };
        export.after = last.seq;
        let rows = messages
            .iter()
            .filter(|message| message.is_text_message())
            .map(|message| csv_row(&export.visit, message))
            .collect::<Result<String, AppError>>()?;
        Ok(Some((rows, export)))
    });
    let rows = rows.map_err(|error: AppError| {
        tracing::error!(?error, "an export broke off");
        io::Error::other("the export broke off")
    });
    Ok(stream::once(async { Ok(CSV_HEADER.to_owned()) }).chain(rows))
}

impl CsvExport {
    async fn next_batch(&self) -> Result<Vec<ThreadMessage>, AppError> {
        if self.after >= self.last_seq {
            return Ok(Vec::new());
        }
        // One transaction for each batch: a slow download must not hold a database connection.
        let mut tx = self.visit.begin_transaction(Intent::Read).await?;
        Ok(export::load_next_batch(
            &mut tx,
            self.thread,
            self.after,
            self.last_seq,
            self.visit.language.language_tag(),
        )
        .await?)
    }
}

fn csv_row(visit: &RequestContext, message: &ThreadMessage) -> Result<String, AppError> {
    let cells = [
        local_time(visit, message)?
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        message.author.clone(),
        message.language.clone(),
        message.body.clone(),
        message.attachments().len().to_string(),
    ];
    Ok(cells.map(|cell| quote_cell(&cell)).join(",") + "\r\n")
}

/// Quotes a cell, and prevents CSV injection: text that a spreadsheet could run as a formula gets
/// an apostrophe in front.
fn quote_cell(cell: &str) -> String {
    // With the full-width forms of the signs, which spreadsheets accept as well.
    let formula = cell.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    format!(
        "\"{}{}\"",
        if formula { "'" } else { "" },
        cell.replace('"', "\"\"")
    )
}

#[cfg(test)]
mod tests {
    use super::quote_cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quote_cell("Hello, \"you\""), "\"Hello, \"\"you\"\"\"");
        for formula in [
            "=HYPERLINK(\"http://evil\")",
            "+1",
            "-1",
            "@SUM(A1)",
            // Spreadsheets skip white space before a formula.
            "  =1",
            "\t=1",
            "＝1",
        ] {
            assert!(quote_cell(formula).starts_with("\"'"), "{formula}");
        }
    }
}
