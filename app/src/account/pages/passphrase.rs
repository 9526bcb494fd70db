//! `/account/passphrase`: choosing a new passphrase while signed in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::CredentialKind;
use store::Intent;
use store::authentication::has_passphrase;

use super::own::account_link;
use crate::account::passphrase_forms::ChangePassphrase;
use crate::account::passphrase_strength::offered_passphrase;
use crate::account::view::form_fields::change_passphrase_fields;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;

/// `/account/passphrase`
#[component]
pub fn PassphrasePage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // An agency may take nothing but its identity provider from its staff.
        let profile = context.profile()?;
        let has_passphrase = has_passphrase(&mut tx).await?
            && !profile.refuses_credential(CredentialKind::Passphrase);
        tx.commit().await?;
        let state = context.stored_form(ChangePassphrase::PATH).await?;
        let main = if has_passphrase {
            passphrase_form(&context, state.as_ref())
        } else {
            view! { <p>{text.get("account-new-passphrase-none")}</p> }.into_any()
        };
        let title = text.get("account-new-passphrase-title");
        let body = view! {
            {account_link(text)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {main}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: has_passphrase,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

fn passphrase_form(context: &RequestContext, state: Option<&FormState>) -> AnyView {
    let text = context.localizer();
    // Not another one where only the current one was wrong: the person may have written it down.
    let is_open = |state: &FormState| state.field_error("passphrase").is_some();
    let offered = state
        .is_none_or(is_open)
        .then(|| offered_passphrase(context.language));
    let fields = change_passphrase_fields(text, state, offered);
    view! {
        <p>{text.get("account-new-passphrase-body")}</p>
        {page_form(context, ChangePassphrase::PATH, fields)}
        <p>
            <a href=paths::RECOVER>{text.get("account-new-passphrase-forgot")}</a>
        </p>
    }
    .into_any()
}
