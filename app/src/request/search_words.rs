//! What the signed-in person looks for in their messages or in a list of names. It is stored in the
//! session and not in an address: addresses stay in the history of a browser that others use too.

use model::id::PersonId;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::request::context::RequestContext;

/// Maximum length of the words, in characters, because every request reads the session.
const MAX_WORDS_CHARS: usize = 200;
/// Lifetime in seconds. Limited, because a list that was filtered earlier leaves rows out.
const LIFETIME_SECONDS: i64 = 3_600;

/// The words for one page, who typed them, and when in seconds since the Unix epoch.
#[derive(Debug, Serialize, Deserialize)]
struct SearchWords {
    person: PersonId,
    at: i64,
    words: String,
}

/// The session key of a page's words.
fn session_key(page: &str) -> String {
    format!("search {page}")
}

impl RequestContext {
    /// Stores the words for `page`, one of the application's own addresses; empty words remove
    /// them.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the session store fails.
    pub async fn store_search_words(&self, page: &str, typed: &str) -> Result<(), AppError> {
        let person = self.actor()?.person;
        let words: String = model::text::normalize_text(typed)
            .chars()
            .take(MAX_WORDS_CHARS)
            .collect();
        let key = session_key(page);
        if words.is_empty() {
            return self
                .session
                .remove_value(&key)
                .await
                .map(|_| ())
                .map_err(AppError::from_session_error);
        }
        let at = self.db.clock().now().as_second();
        self.session
            .insert(&key, SearchWords { person, at, words })
            .await
            .map_err(AppError::from_session_error)
    }

    /// What the signed-in person looks for on `page`; empty if nothing.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the session store fails.
    pub async fn search_words(&self, page: &str) -> Result<String, AppError> {
        let person = self.actor()?.person;
        let stored: Option<SearchWords> = self
            .session
            .get(&session_key(page))
            .await
            .map_err(AppError::from_session_error)?;
        let now = self.db.clock().now().as_second();
        // The session's data survives a sign-in as another person, who must not see these words.
        Ok(stored
            .filter(|stored| stored.person == person && stored.at + LIFETIME_SECONDS > now)
            .map(|stored| stored.words)
            .unwrap_or_default())
    }
}
