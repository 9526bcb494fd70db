//! `/calendar/feed`: the private address with which the calendar of a phone stays up to date.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::FeedContent;
use model::policy::is_logged;
use store::Intent;
use store::calendar::feed;
use strum::VariantArray;

use crate::calendar::forms::{CreateFeed, NEW_FEED_KEY, RevokeFeed, SaveFeedContent};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, return_fields};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::request::host::request_host;
use crate::ui::error_summary::error_summary;
use crate::ui::field::RadioGroup;

/// `/calendar/feed`
#[component]
pub fn FeedPage() -> impl IntoView {
    let host = request_host();
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(SaveFeedContent::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let content = feed::find_content(&mut tx).await?;
        tx.commit().await?;
        // Shown once: only the digest of the token is stored.
        let token = take_new_token(&context).await?;
        let fresh = host
            .zip(token)
            .map(|(host, token)| new_address(&context, &host, &token));
        let title = text.get("calendar-feed-title");
        let body = view! {
            <p>
                <a href=paths::OWN_CALENDAR>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("calendar-feed-body")}</p>
            <p>{text.get("calendar-feed-secret")}</p>
            {fresh}
            {feed_buttons(text, content.is_some())}
            {content.map(|content| content_form(&context, content, state.as_ref()))}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The token of an address that was just made, once.
async fn take_new_token(context: &RequestContext) -> Result<Option<String>, AppError> {
    let session = &context.session;
    let token: Option<String> = session
        .get(NEW_FEED_KEY)
        .await
        .map_err(AppError::from_session_error)?;
    // Removing what is not there would change the session of everyone who opens the page.
    if token.is_some() {
        session
            .remove::<String>(NEW_FEED_KEY)
            .await
            .map_err(AppError::from_session_error)?;
    }
    Ok(token)
}

/// The address that was just made, to open or to copy.
fn new_address(context: &RequestContext, host: &str, token: &str) -> AnyView {
    let text = context.localizer();
    let path = paths::calendar_feed_file(token);
    let scheme = if context.config.secure {
        "https"
    } else {
        "http"
    };
    view! {
        <div class="card" role="status">
            <p>
                <b>{text.get("calendar-feed-new")}</b>
            </p>
            <p>
                <bdi class="feed-address" dir="ltr">
                    {format!("{scheme}://{host}{path}")}
                </bdi>
            </p>
            // Calendars on phones register this scheme.
            <p>
                <a class="btn" href=format!("webcal://{host}{path}")>
                    {text.get("calendar-feed-open")}
                </a>
            </p>
        </div>
    }
    .into_any()
}

fn feed_buttons(text: Localizer, has_feed: bool) -> AnyView {
    let button = |action, class, key: &str| button_form(action, Vec::new(), class, text.get(key));
    if !has_feed {
        return button(CreateFeed::PATH, "btn", "calendar-feed-create");
    }
    view! {
        <p class="muted">{text.get("calendar-feed-on")}</p>
        <div class="row">
            {button(RevokeFeed::PATH, "btn secondary", "calendar-feed-revoke")}
            {button(CreateFeed::PATH, "btn secondary", "calendar-feed-again")}
        </div>
    }
    .into_any()
}

/// What the address tells. Only for members of a family: of other families it tells times.
fn content_form(
    context: &RequestContext,
    content: FeedContent,
    state: Option<&FormState>,
) -> Option<AnyView> {
    let text = context.localizer();
    let filled = FormValues { text, state };
    context
        .actor()
        .is_ok_and(|actor| actor.has_role_where(|role| !is_logged(role)))
        .then(|| {
            let choice = RadioGroup {
                name: "content",
                legend: text.get("calendar-feed-content"),
                hint: text.get("calendar-take-seen"),
                options: FeedContent::VARIANTS
                    .iter()
                    .map(|one| (one.slug().to_owned(), text.get_value(*one)))
                    .collect(),
                chosen: filled.value_or_stored("content", Some(content.slug().to_owned())),
                error: filled.field_error_message("content"),
            };
            view! {
                <form method="post" action=SaveFeedContent::PATH novalidate>
                    {return_fields(context, SaveFeedContent::PATH)}
                    {choice.view()}
                    <button class="btn secondary">{text.get("calendar-feed-content-save")}</button>
                </form>
            }
            .into_any()
        })
}
