//! `/messages/search`: full-text search in the signed-in person's own conversations. The query is
//! stored in the session, not in the URL, because the browser's history keeps URLs.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use runtime::blocking_pool::Cancellation;
use store::Actor;
use store::messages::search::{self, FoundMessages};
use store::messages::{ThreadListRow, ThreadMessage, list_threads};
use tracing::Instrument;

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::search::StoreSearchQuery;
use crate::messages::view::excerpt::{ExcerptPiece, contains_term, search_excerpt};
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, name_of_family, render_page};
use crate::paths;
use crate::request::concurrency_limits::SEARCHES;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::field::InputField;
use crate::ui::link_list::{ListRow, link_list};

/// `/messages/search`
#[component]
pub fn SearchMessages() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let words = context.search_words(paths::SEARCH_MESSAGES).await?;
        let found = if words.is_empty() {
            None
        } else {
            Some(run_search(&context, words.clone()).await?)
        };
        // A form that was kept across a change of the language has newer words than the last
        // search.
        let typed = context
            .stored_form(StoreSearchQuery::PATH)
            .await?
            .map_or_else(|| words.clone(), |form| form.field_value("words"));
        let field = InputField {
            name: "words",
            label: text.get("messages-search-label"),
            value: typed,
            // Suggestions of the browser would show earlier searches to the next person who uses
            // it.
            autocomplete: "off",
            ..InputField::default()
        };
        let fields = view! {
            {field.view()}
            <button class="btn">{text.get("messages-search-go")}</button>
        };
        let results = found.map(|found| results_view(text, actor, &found, &words));
        let body = view! {
            <h1>{text.get("messages-search-title")}</h1>
            <search>{page_form(&context, StoreSearchQuery::PATH, fields.into_any())}</search>
            <div role="status">{results}</div>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-search-title"),
                nav_item: NavItem::Messages,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The messages that were found, whether there are older ones, and the signed-in person's
/// conversations.
struct SearchResults {
    messages: Vec<ThreadMessage>,
    has_older: bool,
    threads: Vec<ThreadListRow>,
}

/// Runs the search, one at a time per person. It runs in a spawned task, so that the permit is held
/// until the database query ends; if the request is dropped, `Cancellation` stops the query.
async fn run_search(context: &RequestContext, words: String) -> Result<SearchResults, AppError> {
    let permit = SEARCHES.acquire_permit(context.actor()?.person).await?;
    let (context, cancellation) = (context.clone(), Cancellation::default());
    let _cancel = cancellation.cancel_on_drop();
    let found = async move {
        let _turn = permit;
        let mut tx = context.begin_thread_read().await?;
        let FoundMessages {
            messages,
            has_older,
        } = search::search_messages(
            &mut tx,
            &words,
            context.language.language_tag(),
            &cancellation,
        )
        .await?;
        // The conversations only name where a message was found.
        let threads = if messages.is_empty() {
            Vec::new()
        } else {
            list_threads(&mut tx).await?
        };
        // Commits the access log entries of the conversations that the results are from.
        tx.commit().await?;
        Ok(SearchResults {
            messages,
            has_older,
            threads,
        })
    };
    tokio::spawn(found.in_current_span())
        .await
        .map_err(|_| AppError::Internal)?
}

fn results_view(text: Localizer, actor: &Actor, found: &SearchResults, words: &str) -> AnyView {
    if found.messages.is_empty() {
        return empty_state(text.get("messages-search-none"), None);
    }
    let count = i64::try_from(found.messages.len()).unwrap_or(0);
    let rows = found
        .messages
        .iter()
        .map(|message| {
            let author = author_label(text, actor, message, &found.threads);
            result_row(text, actor, message, author, words)
        })
        .collect();
    let newest = found.has_older.then(|| {
        let words = text.format("messages-search-newest", &[("count", count.into())]);
        view! { <p class="muted">{words}</p> }
    });
    view! {
        <h2>{text.format("messages-search-found", &[("count", count.into())])}</h2>
        {newest}
        {link_list(rows)}
    }
    .into_any()
}

/// Who wrote a message, with whom the conversation is, and about which family, for those who have
/// several.
fn author_label(
    text: Localizer,
    actor: &Actor,
    message: &ThreadMessage,
    threads: &[ThreadListRow],
) -> String {
    let is_own = message.author_id == actor.person;
    let thread: Vec<&ThreadListRow> = threads
        .iter()
        .filter(|other| other.thread_id == message.thread_id)
        .collect();
    let names: Vec<String> = thread
        .iter()
        .filter(|other| !other.gone)
        .filter_map(|other| other.name.as_deref())
        .filter(|name| is_own || *name != message.author)
        .map(str::to_owned)
        .collect();
    let who = match (is_own, names.is_empty()) {
        (true, true) => text.get("messages-you"),
        (true, false) => text.format(
            "messages-search-own",
            &[("names", text.format_list(&names).into())],
        ),
        // The author is the only other person.
        (false, true) => isolate_bidi(&message.author),
        (false, false) => text.format(
            "messages-search-among",
            &[
                ("name", message.author.clone().into()),
                ("names", text.format_list(&names).into()),
            ],
        ),
    };
    let family = thread
        .first()
        .and_then(|one| name_of_family(actor, one.family_id?))
        .map(isolate_bidi);
    [Some(who), family]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn result_row(
    text: Localizer,
    actor: &Actor,
    message: &ThreadMessage,
    author: String,
    typed: &str,
) -> ListRow {
    let at = message.created_at.to_jiff().to_zoned(actor.zone.clone());
    // The match may be in the interpreter's or the machine's translation and not in the original.
    let made = [message.human_translation(), message.machine_translation()]
        .into_iter()
        .flatten()
        .map(|made| made.body);
    // The translation is shown only where the original does not match: the author's own words come
    // first.
    let (words, language) = match made
        .filter(|_| !contains_term(&message.body, typed))
        .find(|words| contains_term(words, typed))
    {
        Some(words) => (words, text.0.language_tag()),
        None => (message.body.as_str(), message.language.as_str()),
    };
    let pieces = search_excerpt(words, typed).into_iter().map(
        |ExcerptPiece {
             text: words,
             is_match: found,
         }| match found {
            true => view! { <mark>{words}</mark> }.into_any(),
            false => words.into_any(),
        },
    );
    ListRow {
        href: Some(paths::message_page(message.thread_id, message.seq)),
        title: Some(
            view! {
                <bdi lang=language.to_owned() dir="auto">
                    {pieces.collect_view()}
                </bdi>
            }
            .into_any(),
        ),
        small: format!("{author} · {}", text.relative_day(actor.today, at.date())),
        ..ListRow::default()
    }
}
