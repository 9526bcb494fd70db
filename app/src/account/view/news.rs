//! What happened to one's account since one last signed in, for the page that a sign-in leads to.

use leptos::prelude::*;

use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::icon::Icon;

/// A notice with a link to the events that the person had not seen when they signed in; nothing
/// without any. It stays until they say that they have read them.
///
/// # Errors
/// `Busy` when the session store fails.
pub async fn account_news(context: &RequestContext) -> Result<Option<AnyView>, AppError> {
    let (text, unseen) = (context.localizer(), context.unseen_account_events().await?);
    if unseen == 0 {
        return Ok(None);
    }
    let words = text.format("account-events-unseen", &[("count", unseen.into())]);
    let notice = view! {
        <div class="notice-info">
            {Icon::Info.view()}
            <p>
                <a class="btn link" href=paths::ACCOUNT_EVENTS>
                    {words}
                </a>
            </p>
        </div>
    };
    Ok(Some(notice.into_any()))
}
