//! `/welcome` and `/welcome/{code}`.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::account::{group_code, normalize_code};
use model::language::Language;
use store::authentication::Invitee;

use crate::account::passphrase_strength::offered_passphrase;
use crate::account::throttle;
use crate::account::view::about::{about_portal, who_reads};
use crate::account::view::form_fields::{code_field, new_account_fields};
use crate::account::view::staff::staff_sign_in;
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::{error_summary, field_error_message};

use super::language::{language_buttons, language_question};
use crate::account::forms::{CreateAccount, SubmitInvitationCode};

/// `/welcome`
#[component]
pub fn Welcome() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(SubmitInvitationCode::PATH).await?;
        let typed = state
            .as_ref()
            .map(|s| s.field_value("code"))
            .unwrap_or_default();
        let error = field_error_message(text, state.as_ref(), "code");
        let body = view! {
            <h1>{text.get("account-welcome-title")}</h1>
            {error_summary(text, state.as_ref())}
            {about_portal(text, context.config.agency_name.as_deref())}
            {code_form(&context, typed, error)}
            <p>
                <a href=paths::SIGN_IN>{text.get("account-have-name")}</a>
            </p>
        };
        // `has_main_form` stays false: the code is the only field, and a change of language does
        // not store its value, so there is nothing to preserve.
        let layout = PageLayout {
            title: text.get("account-welcome-title"),
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

fn code_form(context: &RequestContext, typed: String, error: Option<String>) -> AnyView {
    let text = context.localizer();
    let fields = view! {
        {code_field(text, typed, error)}
        <button class="btn">{text.get("account-code-go")}</button>
    };
    page_form(context, SubmitInvitationCode::PATH, fields.into_any())
}

/// `/welcome/{code}`: first the language, then what the portal is, a name and a passphrase.
#[component]
pub fn WelcomeCode() -> impl IntoView {
    let code = normalize_code(
        &use_params_map()
            .read_untracked()
            .get("code")
            .unwrap_or_default(),
    );
    render_page(async move |context: RequestContext| {
        let invitee = match throttle::invited_person(&context, &code).await {
            Ok(invitee) => invitee,
            Err(AppError::NotFound) => return Ok(invalid_code_page(&context, &code)),
            Err(other) => return Err(other),
        };
        // Before the fields: the language of the page is only a guess from the browser's settings
        // so far.
        if context.language_chosen {
            new_account_page(&context, code, &invitee).await
        } else {
            Ok(choose_language_page(&context, &code))
        }
    })
}

fn choose_language_page(context: &RequestContext, code: &str) -> AnyView {
    let text = context.localizer();
    let body = view! {
        <h1>{text.get("account-welcome-title")}</h1>
        {language_question()}
        {language_buttons(context, &paths::welcome_code(code))}
    };
    html_document(
        context,
        PageLayout {
            title: text.get("account-welcome-title"),
            ..PageLayout::default()
        },
        body.into_any(),
    )
}

async fn new_account_page(
    context: &RequestContext,
    code: String,
    invitee: &Invitee,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(CreateAccount::PATH).await?;
    let has_errors = is_rejected(state.as_ref());
    // Not again above a form that has come back: it was read, and the errors would be out of sight.
    let introduction = (!has_errors).then(|| {
        view! {
            // The first page in the chosen language. English needs no translator.
            {(context.language != Language::En)
                .then(|| info_notice(text.get("common-reviewed")))}
            {about_portal(text, Some(&invitee.agency))}
            {who_reads(text, invitee.is_family_member)}
            <h2>{text.get("account-choose-title")}</h2>
        }
    });
    // Where the agency has an identity provider, its staff may use it or, if the agency says so,
    // must.
    let staff = invitee.is_staff.then(|| staff_sign_in(context, &code));
    let has_choice = invitee.is_staff
        && !invitee.needs_identity_provider
        && context.config.identity_provider.is_some();
    let other_way = has_choice.then(|| view! { <h2>{text.get("account-staff-or")}</h2> });
    let account =
        (!invitee.needs_identity_provider).then(|| new_account_form(context, code, state.as_ref()));
    let body = view! {
        <h1>{text.get("account-welcome-title")}</h1>
        {error_summary(text, state.as_ref())}
        {introduction}
        {staff}
        {other_way}
        {account}
    };
    let layout = PageLayout {
        title: text.get("account-welcome-title"),
        has_errors,
        has_main_form: true,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// The name and the passphrase of the new account.
fn new_account_form(context: &RequestContext, code: String, state: Option<&FormState>) -> AnyView {
    let text = context.localizer();
    // Not another one where only the name came back: the person may have written the first one
    // down.
    let is_open = |state: &FormState| state.field_error("passphrase").is_some();
    let offered = state
        .is_none_or(is_open)
        .then(|| offered_passphrase(context.language));
    let fields = view! {
        <input type="hidden" name="code" value=code />
        {new_account_fields(text, state, offered)}
    };
    view! {
        <p>{text.get("account-welcome-body")}</p>
        {page_form(context, CreateAccount::PATH, fields.into_any())}
    }
    .into_any()
}

/// The page of every code that is not valid, mistyped, used, expired or revoked: it does not say
/// which, or the finder of a lost paper could tell whether its person has an account. The code
/// comes back to be compared with the paper.
fn invalid_code_page(context: &RequestContext, code: &str) -> AnyView {
    let text = context.localizer();
    AppError::NotFound.set_status();
    let title = text.get("account-invalid-title");
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{text.get("account-invalid-body")}</p>
        {code_form(context, group_code(code), None)}
        <p>{text.get("account-invalid-used")}</p>
        <p>
            <a class="btn secondary" href=paths::SIGN_IN>
                {text.get("account-sign-in")}
            </a>
        </p>
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    html_document(context, layout, body.into_any())
}
