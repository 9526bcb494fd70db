//! `/exit`.

use leptos::prelude::*;

use crate::account::view::about::exit_limits;
use crate::page::{PageLayout, exit_shortcut_hint, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;

/// `/exit`: what quick exit does, and what it cannot do.
#[component]
pub fn Exit() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let on = if context.profile.is_some() {
            paths::HOME
        } else {
            paths::SIGN_IN
        };
        let body = view! {
            <h1>{text.get("account-exit-title")}</h1>
            <p>{text.get("account-exit-does")}</p>
            {exit_shortcut_hint(text)}
            {exit_limits(text)}
            <p>
                <a class="btn" href=on>
                    {text.get("account-exit-on")}
                </a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("account-exit-title"),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
