//! The fields of the account forms: sign-in, invitation code and new account.

use leptos::prelude::*;
use model::account::PASSPHRASE_MIN;

use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::InputField;

pub(in crate::account) fn sign_in_fields(
    text: Localizer,
    name: String,
    error: Option<String>,
) -> AnyView {
    // The `autocomplete` values let password managers fill in both fields.
    let name = InputField {
        name: "name",
        label: text.get("account-name-label"),
        value: name,
        error,
        autocomplete: "username",
        ..InputField::default()
    };
    // Without an error of its own: to say which of the two fields is wrong would reveal which names
    // exist.
    let passphrase = InputField {
        name: "passphrase",
        kind: "password",
        label: text.get("account-passphrase-label"),
        autocomplete: "current-password",
        ..InputField::default()
    };
    view! {
        {name.view()}
        {passphrase.view()}
        <button class="btn">{text.get("account-sign-in")}</button>
    }
    .into_any()
}

pub(in crate::account) fn code_field(text: Localizer, error: Option<String>) -> AnyView {
    let (label, hint) = (
        text.get("account-code-label"),
        text.get("account-code-hint"),
    );
    // Without the typed value: anyone who sees a code that is not redeemed yet can use it.
    InputField {
        name: "code",
        label,
        hint,
        error,
        autocomplete: "one-time-code",
        ..InputField::default()
    }
    .view()
}

/// Fields to choose a sign-in name and a passphrase.
pub(in crate::account) fn new_account_fields(
    text: Localizer,
    state: Option<&FormState>,
) -> AnyView {
    let name = InputField {
        name: "name",
        label: text.get("account-choose-name"),
        hint: text.get("account-choose-name-hint"),
        value: state.map(|s| s.field_value("name")).unwrap_or_default(),
        error: field_error_message(text, state, "name"),
        autocomplete: "username",
        ..InputField::default()
    };
    let passphrase = InputField {
        name: "passphrase",
        kind: "password",
        label: text.get("account-choose-passphrase"),
        hint: text.format(
            "account-choose-passphrase-hint",
            &[("count", PASSPHRASE_MIN.into())],
        ),
        error: field_error_message(text, state, "passphrase"),
        autocomplete: "new-password",
        ..InputField::default()
    };
    view! {
        {name.view()}
        {passphrase.view()}
        <button class="btn">{text.get("account-accept")}</button>
    }
    .into_any()
}

/// The account form with this `action`, to fill in again below an error: with the typed name, but
/// never a passphrase or code. `None` where `action` is no account form.
pub fn account_form_after_error(
    context: &RequestContext,
    action: &str,
    name: &str,
) -> Option<AnyView> {
    let text = context.localizer();
    // `action` is the address of the request. The page only gets an address that is written here,
    // because a passphrase is typed into its form.
    let (action, fields) = match action {
        "/api/account/sign-in" => (
            "/api/account/sign-in",
            sign_in_fields(text, name.to_owned(), None),
        ),
        "/api/account/code" => {
            let fields = view! {
                {code_field(text, None)}
                <button class="btn">{text.get("account-code-go")}</button>
            };
            ("/api/account/code", fields.into_any())
        }
        "/api/account/accept" => {
            let state = FormState::default().with_value("name", name);
            (
                "/api/account/accept",
                view! {
                    {code_field(text, None)}
                    {new_account_fields(text, Some(&state))}
                }
                .into_any(),
            )
        }
        _ => return None,
    };
    Some(page_form(context, action, fields))
}
