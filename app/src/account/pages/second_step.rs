//! `/account/second-step`: one's authenticator app.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::staff::may_have_authenticator_app;
use store::Intent;
use store::authentication::totp::find_totp_secret;

use super::own::account_link;
use crate::account::forms::{AddApp, BeginApp, RemoveApp};
use crate::account::view::second_step::{app_setup, code_fields};
use crate::error::AppError;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;

/// `/account/second-step`
#[component]
pub fn SecondStepPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        if !context.actor()?.has_role_where(may_have_authenticator_app) {
            return Err(AppError::NotFound);
        }
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let has_app = find_totp_secret(&mut tx).await?.is_some();
        drop(tx);
        let state = context.stored_form(AddApp::PATH).await?;
        let new = context.new_totp_secret().await?.filter(|_| !has_app);
        let app = match new {
            _ if has_app => button_form(
                RemoveApp::PATH,
                Vec::new(),
                "btn secondary",
                text.get("account-app-remove"),
            ),
            Some(new) => view! {
                {app_setup(text, &new.secret())?}
                {page_form(&context, AddApp::PATH, code_fields(text, state.as_ref()))}
            }
            .into_any(),
            None => view! {
                <p>{text.get("account-app-why")}</p>
                {button_form(BeginApp::PATH, Vec::new(), "btn", text.get("account-app-begin"))}
            }
            .into_any(),
        };
        let words = if has_app {
            text.get("account-app-on")
        } else {
            text.get("account-app-off")
        };
        let body = view! {
            {account_link(text)}
            <h1>{text.get("account-app-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{words}</p>
            {app}
        };
        let layout = PageLayout {
            title: text.get("account-app-title"),
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
