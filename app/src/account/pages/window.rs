//! `/account/window`: the title and the icon of the window.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::details::WindowLook;

use super::self_identification::back_link;
use crate::account::forms::details::SaveWindowLook;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::ui::field::RadioGroup;

/// `/account/window`
#[component]
pub fn WindowPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        // A form that was kept when a session ended comes back as it was sent.
        let state = context.stored_form(SaveWindowLook::PATH).await?;
        let stored = context.profile()?.window_look;
        let chosen = state.as_ref().map_or_else(
            || stored.map_or("usual", WindowLook::slug).to_owned(),
            |state| state.field_value("look"),
        );
        let looks = WindowLook::ALL
            .iter()
            .map(|look| (look.slug().to_owned(), text.get_value(*look)));
        let mut options = vec![("usual".to_owned(), text.get("account-window-usual"))];
        options.extend(looks);
        let choice = RadioGroup {
            name: "look",
            legend: text.get("account-window-choice"),
            options,
            chosen,
            ..RadioGroup::default()
        };
        let fields = view! {
            {choice.view()}
            <button class="btn">{text.get("account-details-save")}</button>
        };
        let title = text.get("account-window-title");
        let body = view! {
            {back_link(text)}
            <h1>{title.clone()}</h1>
            <p>{text.get("account-window-body")}</p>
            <p>{text.get("account-window-limit")}</p>
            <p>{text.get("account-window-reader")}</p>
            {page_form(&context, SaveWindowLook::PATH, fields.into_any())}
        };
        // A choice of one tap is not stored when the language is changed.
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
