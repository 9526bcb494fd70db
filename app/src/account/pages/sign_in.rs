//! `/sign-in`.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::authentication::{self, DemoPerson};

use crate::account::forms;
use crate::account::passkey_forms::AskPasskey;
use crate::account::second_step::PendingSignIn;
use crate::account::view::about::about_portal;
use crate::account::view::form_fields::sign_in_fields;
use crate::account::view::second_step::{app_setup, code_fields};
use crate::account::view::staff::staff_sign_in;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;

/// `/sign-in`
#[component]
pub fn SignIn() -> impl IntoView {
    render_page(async |context: RequestContext| {
        if let Some(pending) = context.pending_sign_in().await? {
            return code_page(&context, pending).await;
        }
        let text = context.localizer();
        let state = context.stored_form(forms::SignIn::PATH).await?;
        // The page says only that there is a form: anyone who reads it may be another person than
        // the one who filled it in.
        let has_form = context.has_form_for_sign_in().await?;
        let people = if context.config.demo {
            authentication::list_demo_people(&context.db).await?
        } else {
            Vec::new()
        };
        let locked = context.locked_device_use().await?;
        let fields = sign_in_fields(text, state.as_ref(), locked.unwrap_or_default());
        // Below the form, which suits everyone: a passkey is offered and never pushed.
        let passkey = context.config.webauthn.is_some().then(|| {
            button_form(
                AskPasskey::PATH,
                Vec::new(),
                "btn secondary",
                text.get("account-passkey-ask"),
            )
        });
        let body = view! {
            <h1>{text.get("account-sign-in-title")}</h1>
            {error_summary(text, state.as_ref())}
            {(locked.is_some() && !has_form).then(|| info_notice(text.get("account-locked")))}
            {has_form.then(|| info_notice(text.get("account-kept")))}
            {about_portal(text, context.config.agency_name.as_deref())}
            <p>{text.get("account-promise")}</p>
            {demo_people_view(text, people)}
            {page_form(&context, forms::SignIn::PATH, fields)}
            {passkey}
            <p>
                <a href=paths::RECOVER>{text.get("account-recover-title")}</a>
            </p>
            <h2>{text.get("account-first-title")}</h2>
            <p>{text.get("account-first-body")}</p>
            <p>
                <a class="btn secondary" href=paths::WELCOME>
                    {text.get("account-first-link")}
                </a>
            </p>
            {staff_sign_in(&context, "")}
        };
        let layout = PageLayout {
            title: text.get("account-sign-in-title"),
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The page after the passphrase: the code of the authenticator app, which a person without one
/// sets up first.
async fn code_page(context: &RequestContext, pending: PendingSignIn) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(forms::FinishSignIn::PATH).await?;
    let app = pending
        .new_secret
        .map(|new| app_setup(text, &new.secret()))
        .transpose()?;
    let body = view! {
        <h1>{text.get("account-second-step-title")}</h1>
        {error_summary(text, state.as_ref())}
        {app}
        {page_form(context, forms::FinishSignIn::PATH, code_fields(text, state.as_ref()))}
        <p>{text.get("account-second-step-lost")}</p>
        {button_form(
            paths::SIGN_OUT,
            Vec::new(),
            "btn neutral",
            text.get("account-second-step-over"),
        )}
    };
    let layout = PageLayout {
        title: text.get("account-second-step-title"),
        has_errors: is_rejected(state.as_ref()),
        has_main_form: true,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// Demo people, grouped by family.
fn demo_people_view(text: Localizer, people: Vec<DemoPerson>) -> AnyView {
    if people.is_empty() {
        return ().into_any();
    }
    let mut families: Vec<(String, Vec<AnyView>)> = Vec::new();
    for person in people {
        // The query lists people without a team too. They would see empty pages.
        let (Some(family), Some(role)) = (person.family, person.role) else {
            continue;
        };
        let label = text.format(
            "account-demo-person",
            &[
                ("name", person.name.into()),
                ("role", text.role_name(role).into()),
            ],
        );
        let button = button_form(
            forms::SignInAsDemo::PATH,
            vec![("person", person.id.to_string())],
            "btn secondary",
            label,
        );
        match families.last_mut().filter(|(name, _)| *name == family) {
            Some((_, buttons)) => buttons.push(button),
            None => families.push((family, vec![button])),
        }
    }
    let families = families
        .into_iter()
        .map(|(name, buttons)| {
            view! {
                <details class="card">
                    <summary lang="en">{name}</summary>
                    <div class="row">{buttons}</div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="demo" aria-labelledby="demo">
            <h2 id="demo">{text.get("account-demo-title")}</h2>
            <p>{text.get("account-demo-body")}</p>
            {families}
        </section>
    }
    .into_any()
}
