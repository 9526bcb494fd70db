//! Exports a whole conversation as CSV in UTF-8: time in the agency's time zone, author, language,
//! text, number of attachments. It is streamed in batches, so that memory does not grow with the
//! length of the conversation.

use std::io;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use model::id::ThreadId;
use store::Intent;
use store::messages::{ThreadMessage, export};

use super::pages::print::local_time;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::concurrency_limits::{EXPORTS, ExclusivePermit};
use crate::request::context::RequestContext;

/// By which spreadsheets recognize UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The names of the columns, in the order of `row_cells`.
const COLUMN_KEYS: [&str; 5] = [
    "messages-column-time",
    "messages-column-author",
    "messages-column-language",
    "messages-column-words",
    "messages-column-files",
];

/// The state of a streamed export. `_permit` is the person's export permit, held until the response
/// ends.
struct CsvExport {
    context: RequestContext,
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
    context: RequestContext,
    thread: ThreadId,
) -> Result<impl Stream<Item = io::Result<Vec<u8>>> + Send, AppError> {
    let permit = EXPORTS.acquire_permit(context.actor()?.person).await?;
    let header = header_row(context.localizer()).map_err(io::Error::other);
    let mut tx = context.begin_thread_read().await?;
    // The export ends at the message that is the newest one now, whatever is written meanwhile.
    let upto = export::begin_export(&mut tx, thread).await?;
    // Commits the access log entry before the first row is sent.
    tx.commit().await?;
    let export = CsvExport {
        context,
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
            .map(|message| row_cells(&export.context, message))
            .collect::<Result<Vec<_>, AppError>>()?;
        let rows = write_rows(rows).map_err(|error| {
            tracing::error!(%error, "rows of an export could not be written");
            AppError::Internal
        })?;
        Ok(Some((rows, export)))
    });
    let rows = rows.map_err(|error: AppError| {
        tracing::error!(?error, "an export broke off");
        io::Error::other("the export broke off")
    });
    Ok(stream::once(async move { header }).chain(rows))
}

/// The byte order mark, and the names of the columns in the reader's language.
fn header_row(text: Localizer) -> csv::Result<Vec<u8>> {
    let names = write_rows(vec![COLUMN_KEYS.map(|key| text.get(key))])?;
    Ok([BYTE_ORDER_MARK.as_bytes(), names.as_slice()].concat())
}

impl CsvExport {
    async fn next_batch(&self) -> Result<Vec<ThreadMessage>, AppError> {
        if self.after >= self.last_seq {
            return Ok(Vec::new());
        }
        // One transaction for each batch: a slow download must not hold a database connection.
        let mut tx = self.context.begin_transaction(Intent::Read).await?;
        Ok(export::load_next_batch(
            &mut tx,
            self.thread,
            self.after,
            self.last_seq,
            self.context.language.language_tag(),
        )
        .await?)
    }
}

fn row_cells(context: &RequestContext, message: &ThreadMessage) -> Result<[String; 5], AppError> {
    Ok([
        local_time(context, message)?
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        message.author.clone(),
        context.localizer().language_name(&message.language),
        message.body.clone(),
        message.attachments().len().to_string(),
    ])
}

/// The rows as CSV, every cell quoted.
pub(crate) fn write_rows<const N: usize>(rows: Vec<[String; N]>) -> csv::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for cells in rows {
        writer.write_record(cells.map(prevent_formula))?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

/// Prevents CSV injection: text that a spreadsheet could run as a formula gets an apostrophe in
/// front.
fn prevent_formula(cell: String) -> String {
    // With the full-width forms of the signs, which spreadsheets accept as well.
    let formula = cell.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::write_rows;

    fn write_cell(cell: &str) -> String {
        String::from_utf8(write_rows(vec![[cell.to_owned()]]).unwrap()).unwrap()
    }

    #[test]
    fn a_csv_reader_reads_what_was_written() {
        let cells = ["Hello, \"you\"\r\nthere", "", "; é"].map(str::to_owned);
        let written = write_rows(vec![cells.clone(), cells.clone()]).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&written[..]);
        let read: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(read, [cells.to_vec(), cells.to_vec()]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(write_cell("Hello, \"you\""), "\"Hello, \"\"you\"\"\"\r\n");
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
            assert!(write_cell(formula).starts_with("\"'"), "{formula}");
        }
    }
}
