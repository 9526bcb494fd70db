//! What people brought to an event in their own words.

use leptos::prelude::*;
use model::id::{EventId, FamilyId};
use store::Actor;
use store::authored_text::AuthoredText;
use store::calendar::EventWithDetails;
use store::calendar::parts::EventWords;
use store::events::EventSummary;

use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::notice::without_notice;

/// The id of the words on the page of an event.
const WORDS_ID: &str = "words-brought";

/// Whether an event is ahead, so that people can bring words to it.
fn is_ahead(context: &RequestContext, actor: &Actor, event: &EventSummary) -> bool {
    let now = context.db.clock().now().to_zoned(actor.zone.clone());
    !event.cancelled && event.starts.to_jiff() > now.datetime()
}

/// On the page of an event, above everything else: what people brought, the family first, and the
/// way to bring something.
pub fn words_section(
    context: &RequestContext,
    actor: &Actor,
    family: FamilyId,
    found: &EventWithDetails,
) -> Option<AnyView> {
    let text = context.localizer();
    let event = &found.event;
    let is_open = is_ahead(context, actor, event);
    if !event.kind.has_words_and_notes() || (!is_open && found.parts.words.is_empty()) {
        return None;
    }
    let rows = found
        .parts
        .words
        .iter()
        .map(|one| words_row(context, actor, one))
        .collect::<Vec<_>>();
    let list = (!rows.is_empty()).then(|| {
        view! {
            <ul class="card stack" role="list">
                {rows}
            </ul>
        }
    });
    let view = view! {
        <h2 id=WORDS_ID>{text.get("calendar-words-first")}</h2>
        {list}
        {is_open.then(|| write_link(text, family, event.id))}
    };
    Some(view.into_any())
}

fn write_link(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    view! {
        <p>
            <a class="btn secondary" href=paths::event_words(family, event)>
                {text.get("calendar-words-write")}
            </a>
        </p>
    }
    .into_any()
}

/// The words of one person; their author also reads who else can read them.
fn words_row(context: &RequestContext, actor: &Actor, one: &EventWords) -> AnyView {
    let text = context.localizer();
    let author = one.author.clone().unwrap_or_default();
    // For other readers it would tell from whom the author keeps the words.
    let readers = (one.author_id == Some(actor.person))
        .then(|| view! { <p class="muted">{text.get_value(one.readers)}</p> });
    view! {
        <li>
            <p>
                <b>
                    <bdi>{author}</bdi>
                </b>
                " · "
                {text.get_value(one.kind)}
            </p>
            {brought_words(context, &one.words)}
            {readers}
            {one.answer.as_ref().map(|answer| answer_view(context, answer))}
        </li>
    }
    .into_any()
}

/// How the notes say that it was answered.
fn answer_view(context: &RequestContext, answer: &AuthoredText) -> AnyView {
    view! {
        <p class="muted">{context.localizer().get("calendar-notes-answer")}</p>
        {brought_words(context, answer)}
    }
    .into_any()
}

/// A text of a person, with what translations there are.
pub fn brought_words(context: &RequestContext, words: &AuthoredText) -> AnyView {
    let text = context.localizer();
    let words = to_translated_text(words);
    view! {
        <p>{words.inline_text_with_call_links(text)}</p>
        {words.translation_details(text, &without_notice(&context.path_and_query))}
    }
    .into_any()
}
