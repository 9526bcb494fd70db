//! `/account/again`: proving who one is before an act that needs it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::account::CredentialKind;

use crate::account::view::form_fields::proof_fields;
use crate::account::view::staff::prove_again_link;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;

/// `/account/again`
#[component]
pub fn AgainPage() -> impl IntoView {
    let from = use_query_map().read_untracked().get("from");
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form("account/again").await?;
        // The refused form comes back to the address without the parameter.
        let page = state
            .as_ref()
            .map(|state| state.field_value("page"))
            .or(from)
            .unwrap_or_default();
        // Who signs in with the identity provider has no passphrase to ask for.
        let proof = if context.credential().await? == CredentialKind::StaffIdentity {
            prove_again_link(text, &page)
        } else {
            let fields = proof_fields(text, state.as_ref(), page);
            page_form(&context, "/api/account/again", fields)
        };
        let body = view! {
            <h1>{text.get("account-again-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("account-again-body")}</p>
            {proof}
        };
        let layout = PageLayout {
            title: text.get("account-again-title"),
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
