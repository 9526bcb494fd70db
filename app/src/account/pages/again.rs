//! `/account/again`: proving who one is before an act that needs it, with the passphrase or a
//! passkey.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::account::CredentialKind;
use store::Intent;
use store::authentication::passkeys::list_own_passkeys;

use crate::account::forms::ProveAgain;
use crate::account::passkey::PasskeyAct;
use crate::account::passkey_forms::{AskPasskey, ProveWithPasskey};
use crate::account::view::form_fields::proof_fields;
use crate::account::view::passkey::passkey_fields;
use crate::account::view::staff::prove_again_link;
use crate::error::AppError;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary_of;

/// `/account/again`
#[component]
pub fn AgainPage() -> impl IntoView {
    let from = use_query_map().read_untracked().get("from");
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let options = context.passkey_options(PasskeyAct::Use).await?;
        let has_challenge = options.is_some();
        let typed = context.stored_form(ProveAgain::PATH).await?;
        // Not beside a new challenge: the error is of the one before.
        let answered = context
            .stored_form(ProveWithPasskey::PATH)
            .await?
            .filter(|_| !has_challenge);
        // The refused form comes back to the address without the parameter.
        let page = from
            .or_else(|| Some(typed.as_ref().or(answered.as_ref())?.field_value("page")))
            .unwrap_or_default();
        let passkey = passkey_way(&context, options, &page).await?;
        // Who signs in with the identity provider has no passphrase to ask for.
        let proof = if context.credential().await? == CredentialKind::StaffIdentity {
            prove_again_link(text, &page)
        } else {
            let fields = proof_fields(text, typed.as_ref(), page);
            let form = page_form(&context, ProveAgain::PATH, fields);
            view! {
                {form}
                <p>
                    <a href=paths::RECOVER>{text.get("account-new-passphrase-forgot")}</a>
                </p>
            }
            .into_any()
        };
        let has_errors = is_rejected(typed.as_ref()) || is_rejected(answered.as_ref());
        let body = view! {
            <h1>{text.get("account-again-title")}</h1>
            {error_summary_of(text, &[typed.as_ref(), answered.as_ref()])}
            <p>{text.get("account-again-body")}</p>
            {proof}
            {passkey}
        };
        let layout = PageLayout {
            title: text.get("account-again-title"),
            nav_item: NavItem::More,
            has_errors,
            has_main_form: true,
            script: has_challenge.then_some(PageScript::Passkey),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The button that uses a passkey, or the one that asks for a challenge first; nothing for a person
/// without passkeys.
async fn passkey_way(
    context: &RequestContext,
    options: Option<String>,
    page: &str,
) -> Result<Option<AnyView>, AppError> {
    let text = context.localizer();
    if let Some(options) = options {
        let label = text.get("account-passkey-use");
        let fields = passkey_fields(text, options, ().into_any(), label);
        let page = page.to_owned();
        let form = view! {
            <form method="post" action=ProveWithPasskey::PATH>
                <input type="hidden" name="page" value=page />
                {fields}
            </form>
        };
        return Ok(Some(form.into_any()));
    }
    if context.config.webauthn.is_none() {
        return Ok(None);
    }
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let has_passkeys = !list_own_passkeys(&mut tx).await?.is_empty();
    Ok(has_passkeys.then(|| {
        button_form(
            AskPasskey::PATH,
            vec![("page", page.to_owned())],
            "btn secondary",
            text.get("account-passkey-instead"),
        )
    }))
}
