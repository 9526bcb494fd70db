//! Searching in one's own conversations, and having a whole one: to print, to keep. Only over what one may read.

use model::id::ThreadId;

use super::{Message, message, open_messages, open_thread, reads};
use crate::db::{Inner, on};
use crate::text::on_team;
use crate::{Error, Tx};

/// Most messages that a search shows.
pub const FOUND_MAX: i64 = 50;
/// Most messages of one export; more than a conversation of years has.
const ALL_MAX: i64 = 20_000;

/// The words somebody typed, as the engine's own question: every word, each also as the beginning of a longer one.
fn question(typed: &str, postgres: bool) -> Option<String> {
    let words: Vec<String> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).map(str::to_lowercase).collect();
    if words.is_empty() {
        return None;
    }
    let each = words.iter().map(|word| if postgres { format!("{word}:*") } else { format!("\"{word}\"*") });
    Some(each.collect::<Vec<_>>().join(if postgres { " & " } else { " " }))
}

/// Messages in which all these words are, or in a translation of them, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn search(tx: &mut Tx, typed: &str, language: &str) -> Result<Vec<Message>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let postgres = matches!(tx.inner, Inner::Postgres(_));
    let Some(asked) = question(typed, postgres) else { return Ok(Vec::new()) };
    // Each engine has its own way of looking for words; the fence around them is the same.
    let mut found: Vec<Message> = if postgres {
        on!(tx, c => sqlx::query_as(concat!(
            "SELECT ", message!(), "WHERE x.kind = 'words' AND x.seq >= $4 AND (x.words @@ to_tsquery('simple', alongside_plain($3)) ",
            "OR EXISTS (SELECT 1 FROM message_translation f WHERE f.thread_id = x.thread_id AND f.seq = x.seq AND f.words @@ to_tsquery('simple', alongside_plain($3)))) AND ",
            reads!(), " ORDER BY x.id DESC LIMIT $5"))
            .bind(person).bind(today).bind(&asked).bind(0_i64).bind(FOUND_MAX).bind(language).fetch_all(c))?
    } else {
        on!(tx, c => sqlx::query_as(concat!(
            "SELECT ", message!(), "WHERE x.kind = 'words' AND x.seq >= $4 AND EXISTS (SELECT 1 FROM message_word w JOIN message_words f ON f.rowid = w.id ",
            "WHERE w.thread_id = x.thread_id AND w.seq = x.seq AND f.body MATCH $3) AND ", reads!(), " ORDER BY x.id DESC LIMIT $5"))
            .bind(person).bind(today).bind(&asked).bind(0_i64).bind(FOUND_MAX).bind(language).fetch_all(c))?
    };
    open_messages(tx, &mut found).await?;
    // Ids are of the moment they were written; those of an import are not.
    found.sort_by_key(|one| std::cmp::Reverse(one.at.to_jiff()));
    Ok(found)
}

/// A whole conversation, the oldest words first, as far as the actor may read it. That it was taken is logged as a look.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn whole(tx: &mut Tx, thread: ThreadId, language: &str) -> Result<Vec<Message>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let head = super::head(tx, thread).await?;
    let family = head.first().ok_or(Error::NotFound)?.family_id;
    open_thread(tx, thread, family).await?;
    on!(tx, c => sqlx::query_as(concat!("SELECT ", message!(), "WHERE h.id = $3 AND x.seq >= $4 AND ", reads!(), " ORDER BY x.seq LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(0_i64).bind(ALL_MAX).bind(language).fetch_all(c))
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn what_is_typed_is_words_and_never_a_command() {
        assert_eq!(question("La reunión!", true).unwrap(), "la:* & reunión:*");
        assert_eq!(question("a\" OR body:*", false).unwrap(), "\"a\"* \"or\"* \"body\"*");
        assert_eq!(question("'; DROP TABLE message --", true).unwrap(), "drop:* & table:* & message:*");
        assert_eq!(question(" -- ", false), None);
    }
}
