//! Server functions for search and for the filters of lists.

use leptos::prelude::*;

/// Stores the words of a search, or of the filter of a list of names, in the session and redirects
/// to their page. `from` is the address of that page.
#[server(prefix = "/api", endpoint = "messages/search")]
pub async fn store_search_query(
    #[server(default)] words: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::store_search_query(&words, &from).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::see_other;
    use crate::request::local_path::without_query;

    /// The pages whose lists can be filtered.
    const FILTERED_PAGES: [&str; 3] = [paths::HOME, paths::FAMILIES, paths::CHOOSE_RECIPIENT];

    pub async fn store_search_query(words: &str, from: &str) -> Result<(), AppError> {
        let context = request_context();
        // Only an address that is written here, because anyone can set the field.
        let page = FILTERED_PAGES
            .into_iter()
            .find(|page| *page == without_query(from))
            .unwrap_or(paths::SEARCH_MESSAGES);
        context.store_search_words(page, words).await?;
        see_other(page);
        Ok(())
    }
}
