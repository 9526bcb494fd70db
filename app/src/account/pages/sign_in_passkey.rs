//! `/sign-in/passkey`: signing in with a passkey. Also the one page for every answer of a passkey
//! that is not valid.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::account::passkey::PasskeyAct;
use crate::account::passkey_forms::{AskPasskey, SignInWithPasskey};
use crate::account::view::form_fields::device_choice;
use crate::account::view::passkey::passkey_fields;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;

/// `/sign-in/passkey`
#[component]
pub fn SignInPasskey() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let options = context.passkey_options(PasskeyAct::Use).await?;
        let state = context.stored_form(SignInWithPasskey::PATH).await?;
        let locked = context.locked_device_use().await?;
        let has_challenge = options.is_some();
        // A new challenge is asked for by a form, because opening an address changes nothing.
        let form = match options {
            Some(options) => {
                let device = device_choice(text, state.as_ref(), locked.unwrap_or_default());
                let label = text.get("account-passkey-use");
                let fields = passkey_fields(text, options, device, label);
                page_form(&context, SignInWithPasskey::PATH, fields)
            }
            None if context.config.webauthn.is_none() => {
                view! { <p>{text.get("account-passkey-missing")}</p> }.into_any()
            }
            None => button_form(
                AskPasskey::PATH,
                Vec::new(),
                "btn",
                text.get("account-passkey-ask"),
            ),
        };
        // Not beside a new challenge: the error is of the one before.
        let refused = state.filter(|_| !has_challenge);
        let body = view! {
            <h1>{text.get("account-passkey-title")}</h1>
            {error_summary(text, refused.as_ref())}
            <p>{text.get("account-passkey-body")}</p>
            {form}
            <p>
                <a href=paths::SIGN_IN>{text.get("account-passkey-passphrase")}</a>
            </p>
        };
        let layout = PageLayout {
            title: text.get("account-passkey-title"),
            has_errors: is_rejected(refused.as_ref()),
            has_main_form: has_challenge,
            script: has_challenge.then_some(PageScript::Passkey),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
