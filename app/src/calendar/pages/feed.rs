//! `/calendar/feed`: the private address with which the calendar of a phone stays up to date.

use http::header;
use http::request::Parts;
use leptos::prelude::*;
use store::Intent;
use store::calendar::feed;

use crate::calendar::forms::NEW_FEED_KEY;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;

/// `/calendar/feed`
#[component]
pub fn FeedPage() -> impl IntoView {
    // The middleware accepts only hosts of this portal.
    let host = use_context::<Parts>().and_then(|parts| {
        let host = parts.headers.get(header::HOST)?;
        host.to_str().ok().map(str::to_owned)
    });
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let has_feed = feed::has_feed(&mut tx).await?;
        tx.commit().await?;
        // Shown once: only the digest of the token is stored.
        let token = take_new_token(&context).await?;
        let fresh = host
            .zip(token)
            .map(|(host, token)| new_address(&context, &host, &token));
        let title = text.get("calendar-feed-title");
        let body = view! {
            <h1>{title.clone()}</h1>
            <p>{text.get("calendar-feed-body")}</p>
            <p>{text.get("calendar-feed-secret")}</p>
            {fresh}
            {feed_buttons(text, has_feed)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
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
        return button("/api/calendar/feed", "btn", "calendar-feed-create");
    }
    view! {
        <p class="muted">{text.get("calendar-feed-on")}</p>
        <div class="row">
            {button("/api/calendar/feed-off", "btn secondary", "calendar-feed-revoke")}
            {button("/api/calendar/feed", "btn secondary", "calendar-feed-again")}
        </div>
    }
    .into_any()
}
