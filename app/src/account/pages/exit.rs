//! `/exit`.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::account::forms::details::ConfirmExit;
use crate::account::view::about::exit_limits;
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{PageLayout, exit_shortcut_hint, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;

/// `/exit`: what quick exit does, and what it cannot do. People are led here once, when they first
/// sign in, and find it again on the page with help.
#[component]
pub fn Exit() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let body = view! {
            <h1>{text.get("account-exit-title")}</h1>
            <p>{text.get("account-exit-does")}</p>
            {exit_shortcut_hint(text)}
            <h2>{text.get("account-exit-limits")}</h2>
            {exit_limits(text)}
            {continue_button(&context, text)}
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

/// The way on. Until a person has said that they read the page, it is a form that records that.
fn continue_button(context: &RequestContext, text: Localizer) -> AnyView {
    let label = text.get("account-exit-on");
    let href = match &context.profile {
        Some(profile) if !profile.exit_explained => {
            return button_form(ConfirmExit::PATH, Vec::new(), "btn", label);
        }
        Some(_) => paths::HOME,
        None => paths::SIGN_IN,
    };
    view! {
        <p>
            <a class="btn" href=href>
                {label}
            </a>
        </p>
    }
    .into_any()
}
