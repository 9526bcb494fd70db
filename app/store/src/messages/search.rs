//! Full-text search in the messages that the actor may read, with a time limit.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use runtime::blocking_pool::Cancellation;

use super::{ThreadMessage, actor_reads_thread, message_query, open_messages};
use crate::authored_text::actor_is_member;
use crate::db::{EngineTransaction, run_on, run_on_postgres};
use crate::{Error, Tx};

/// The maximum number of search results.
const MAX_SEARCH_RESULTS: usize = 50;
/// One more than the maximum, which tells whether there are older messages.
const SELECTED_MESSAGES: i64 = MAX_SEARCH_RESULTS as i64 + 1;
/// The timeout of a search.
// A search holds a database connection for as long as it runs.
const SEARCH_TIMEOUT: Duration = Duration::from_secs(3);
/// The number of SQLite virtual machine instructions between two calls of the progress handler,
/// which take some microseconds.
const PROGRESS_HANDLER_STEPS: i32 = 1_000;

/// The syntax of a full-text query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuerySyntax {
    /// Of `to_tsquery`.
    Postgres,
    /// Of an FTS5 table of SQLite.
    Sqlite,
}

/// Converts typed text into a full-text query in `syntax`. It matches messages that contain every
/// word, each as a prefix. Only alphanumeric words are used, so typed text cannot inject query
/// syntax. `None` when no word was typed.
fn full_text_query(typed: &str, syntax: QuerySyntax) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        // Bounds the work: each word is a prefix search of its own.
        .take(12)
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        return None;
    }
    let each = words.iter().map(|word| match syntax {
        QuerySyntax::Postgres => format!("{word}:*"),
        QuerySyntax::Sqlite => format!("\"{word}\"*"),
    });
    Some(each.collect::<Vec<_>>().join(match syntax {
        QuerySyntax::Postgres => " & ",
        QuerySyntax::Sqlite => " ",
    }))
}

/// A time limit and cancellation for the statements of one transaction. The SQLite progress handler
/// stays installed on the pooled connection, so dropping this value deactivates it: otherwise it
/// would interrupt the next transaction on that connection.
struct StatementLimit(Arc<AtomicBool>);

impl StatementLimit {
    /// PostgreSQL gets a `statement_timeout`. On SQLite the progress handler interrupts the
    /// statement when the request is canceled, or the returned `Cancellation` is.
    async fn install_limit(
        tx: &mut Tx,
        cancellation: &Cancellation,
    ) -> Result<(Self, Cancellation), Error> {
        let (limit, interrupt) = (
            Self(Arc::new(AtomicBool::new(true))),
            Cancellation::default(),
        );
        match &mut tx.inner {
            EngineTransaction::Postgres(inner) => {
                // SET takes no bound parameter. The number is a constant of this file.
                let set = format!(
                    "SET LOCAL statement_timeout = {}",
                    SEARCH_TIMEOUT.as_millis()
                );
                run_on_postgres!(inner, |c| sqlx::query(sqlx::AssertSqlSafe(set))
                    .persistent(false)
                    .execute(c))?;
            }
            EngineTransaction::Sqlite(inner) => {
                let (active, gone, over) =
                    (limit.0.clone(), cancellation.clone(), interrupt.clone());
                inner.lock_handle().await?.set_progress_handler(
                    PROGRESS_HANDLER_STEPS,
                    move || {
                        !(active.load(Ordering::SeqCst)
                            && (gone.is_cancelled() || over.is_cancelled()))
                    },
                );
            }
        }
        Ok((limit, interrupt))
    }
}

impl Drop for StatementLimit {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// The messages that a search found.
#[derive(Debug, Clone, Default)]
pub struct FoundMessages {
    /// The newest `MAX_SEARCH_RESULTS` at most, the newest first.
    pub messages: Vec<ThreadMessage>,
    /// Whether older messages match, too.
    pub has_older: bool,
}

/// The messages whose text or translation contains all typed words. Writes an access log entry for
/// each conversation with a result.
///
/// # Errors
/// `Busy` on timeout or cancellation; any other error when the database fails.
pub async fn search_messages(
    tx: &mut Tx,
    typed: &str,
    language: &str,
    cancellation: &Cancellation,
) -> Result<FoundMessages, Error> {
    let syntax = match tx.inner {
        EngineTransaction::Postgres(_) => QuerySyntax::Postgres,
        EngineTransaction::Sqlite(_) => QuerySyntax::Sqlite,
    };
    let Some(text_query) = full_text_query(typed, syntax) else {
        return Ok(FoundMessages::default());
    };
    // Held until the end of the search, because dropping it switches the limit off.
    let (_limit, interrupt) = StatementLimit::install_limit(tx, cancellation).await?;
    let found = {
        let found = run_search_query(tx, &text_query, language);
        tokio::pin!(found);
        tokio::select! {
            found = &mut found => found,
            () = tokio::time::sleep(SEARCH_TIMEOUT) => {
                interrupt.cancel();
                // The interrupted statement ends at once, and the connection stays usable.
                found.await
            }
        }
    };
    let mut messages = match found {
        // SQLITE_INTERRUPT and PostgreSQL's query_canceled.
        Err(Error::Db(sqlx::Error::Database(db)))
            if matches!(db.code().as_deref(), Some("9" | "57014")) =>
        {
            return Err(Error::Busy);
        }
        other => other?,
    };
    // Before `open_messages`: what is not shown is not in the access log.
    let has_older = messages.len() > MAX_SEARCH_RESULTS;
    messages.truncate(MAX_SEARCH_RESULTS);
    open_messages(tx, &mut messages).await?;
    // The query sorts by id, which contains the creation time of the row. For an imported message
    // that is the time of the import, so the results are sorted again by the time of the message.
    messages.sort_by_key(|one| std::cmp::Reverse(one.created_at.to_jiff()));
    Ok(FoundMessages {
        messages,
        has_older,
    })
}

async fn run_search_query(
    tx: &mut Tx,
    text_query: &str,
    language: &str,
) -> Result<Vec<ThreadMessage>, Error> {
    // `$4` is always 0. It is there so that the language is `$6`, as `message_query!` expects.
    let (person, today) = (tx.actor_id()?, tx.today());
    // The full-text condition differs between the engines; the authorization condition is the same.
    if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
            "SELECT ", message_query!(), "WHERE x.kind = 'words' AND x.seq >= $4 AND (x.words @@ \
                to_tsquery('simple', alongside_fold_text($3)) ",
            "OR EXISTS (SELECT 1 FROM message_translation f WHERE f.thread_id = x.thread_id AND \
                f.seq = x.seq AND f.words @@ to_tsquery('simple', alongside_fold_text($3)))) AND ",
            actor_reads_thread!(), " ORDER BY x.id DESC LIMIT $5"))
            .bind(person).bind(today).bind(text_query).bind(0_i64).bind(SELECTED_MESSAGES).bind(language).fetch_all(c)
        })
    } else {
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
                "SELECT ",
                message_query!(),
                "WHERE x.kind = 'words' AND x.seq >= $4 AND EXISTS \
                (SELECT 1 FROM message_search_row w JOIN message_search_index f ON f.rowid = w.id ",
                "WHERE w.thread_id = x.thread_id AND w.seq = x.seq AND f.body MATCH $3) AND ",
                actor_reads_thread!(),
                " ORDER BY x.id DESC LIMIT $5"
            ))
            .bind(person)
            .bind(today)
            .bind(text_query)
            .bind(0_i64)
            .bind(SELECTED_MESSAGES)
            .bind(language)
            .fetch_all(c)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{QuerySyntax, full_text_query};

    #[test]
    fn query_operators_are_treated_as_words() {
        assert_eq!(
            full_text_query("La reunión!", QuerySyntax::Postgres).unwrap(),
            "la:* & reunión:*"
        );
        assert_eq!(
            // An operator or a column filter of the query language must become an ordinary word.
            full_text_query("a\" OR body:*", QuerySyntax::Sqlite).unwrap(),
            "\"a\"* \"or\"* \"body\"*"
        );
        assert_eq!(
            full_text_query("'; DROP TABLE message --", QuerySyntax::Postgres).unwrap(),
            "drop:* & table:* & message:*"
        );
        assert_eq!(full_text_query(" -- ", QuerySyntax::Sqlite), None);
    }
}
