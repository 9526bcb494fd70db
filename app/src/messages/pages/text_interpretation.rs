//! A text of the plan in the interpreters' queue: its row, and its page at
//! `/messages/queue/{request}`.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::InterpretationId;
use store::Tx;
use store::translations::{self, ClaimedText, PendingText};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::messages::forms::interpretation::SubmitInterpretation;
use crate::messages::view::interpretation::{
    age_label, claim_page, release_form, request_heading, translation_fields,
};
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::link_list::{ListRow, RowTag};

pub(super) fn text_row(text: Localizer, today: Date, one: &PendingText) -> ListRow {
    let due = one.answer_due.to_jiff();
    let tag = if one.is_claimed {
        Some(RowTag::attention(text.get("messages-queue-yours")))
    } else {
        (due < today).then(|| RowTag::urgent(text.get("plan-late")))
    };
    ListRow {
        href: Some(paths::interpretation_request(one.id)),
        title: Some(text_title(text, one).into_any()),
        small: waiting_facts(text, today, one),
        tag,
        ..ListRow::default()
    }
}

/// The age of the request and the due day of the translation, as one line of text.
fn waiting_facts(text: Localizer, today: Date, one: &PendingText) -> String {
    let due = text.relative_day(today, one.answer_due.to_jiff());
    format!(
        "{} · {}",
        age_label(text, today, one.asked_on.to_jiff()),
        text.format("messages-queue-due", &[("day", due.into())])
    )
}

/// Names only the language, because the queue is shown before anyone has claimed the text.
fn text_title(text: Localizer, one: &PendingText) -> String {
    text.format(
        "messages-queue-text",
        &[("language", text.language_name(&one.language).into())],
    )
}

/// The page of one text, in the transaction of the page, which may write the access log.
///
/// # Errors
/// `NotFound` when the text is not in the reader's queue.
pub(super) async fn text_request_page(
    context: &RequestContext,
    mut tx: Tx,
    id: InterpretationId,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let one = translations::find_pending_text(&mut tx, id).await?;
    let title = text_title(text, &one);
    let facts = waiting_facts(text, context.actor()?.today, &one);
    if !one.is_claimed {
        // Without a commit: the page shows no words, so nothing is logged.
        return Ok(claim_page(context, id, title, facts));
    }
    let words = translations::open_claimed_text(&mut tx, &one).await?;
    tx.commit().await?;
    let state = context.stored_form(SubmitInterpretation::PATH).await?;
    let fields = translation_fields(text, state.as_ref(), id, &one.language);
    let body = view! {
        {request_heading(text, &title, facts)}
        {error_summary(text, state.as_ref())}
        {info_notice(text.get("messages-translate-rules"))}
        {words_card(text, words)}
        {page_form(context, SubmitInterpretation::PATH, fields)}
        {release_form(text, id)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The words, with the role of their author instead of the name.
fn words_card(text: Localizer, claimed: ClaimedText) -> AnyView {
    let role = claimed.author_role.map(|role| text.role_name(role));
    view! {
        <div class="card">
            {role.map(|role| view! { <p class="muted">{role}</p> })}
            <p lang=claimed.written_in dir="auto">
                {claimed.words}
            </p>
        </div>
    }
    .into_any()
}
