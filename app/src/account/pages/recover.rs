//! `/recover`: the ways back in for people who cannot sign in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::account::recovery_forms::RecoverAccount;
use crate::account::view::form_fields::recover_fields;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;

/// `/recover`
#[component]
pub fn RecoverPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(RecoverAccount::PATH).await?;
        let title = text.get("account-recover-title");
        let fields = recover_fields(text, state.as_ref());
        // The way without a code comes second: below an error it must not push the form out of
        // sight.
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("account-recover-body")}</p>
            {state
                .is_none()
                .then(|| {
                    view! {
                        <p>
                            <a href="#no-code">{text.get("account-recover-none-title")}</a>
                        </p>
                    }
                })}
            {page_form(&context, RecoverAccount::PATH, fields)}
            <h2 id="no-code">{text.get("account-recover-none-title")}</h2>
            <p>{text.get("account-recover-none-who")}</p>
            <p>{text.get("account-recover-none-how")}</p>
            <p>
                <a href=paths::SIGN_IN>{text.get("account-recover-remembered")}</a>
            </p>
        };
        let layout = PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
