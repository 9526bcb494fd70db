//! `/cookies`.

use leptos::prelude::*;

use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;

/// `/cookies`: what to do in a browser that rejects cookies and therefore cannot sign in.
#[component]
pub fn Cookies() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let title = text.get("account-cookies-title");
        let body = view! {
            <h1>{title.clone()}</h1>
            <p>{text.get("account-cookies-body")}</p>
            <ul>
                <li>{text.get("account-cookies-settings")}</li>
                <li>{text.get("account-cookies-app")}</li>
                <li>{text.get("account-cookies-call")}</li>
            </ul>
            <p>
                <a class="btn" href=paths::SIGN_IN>
                    {text.get("error-again")}
                </a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
