//! The pieces of the second step: setting up an authenticator app, and the field for its code.

use leptos::prelude::*;
use model::account::group_code;
use store::authentication::totp::TotpSecret;

use crate::account::totp::app_address;
use crate::account::view::qr::qr_view;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::InputField;

/// How to add the secret to an app: a code to scan, the key to type, and a link for an app on the
/// same phone.
///
/// # Errors
/// `Internal` when the address of the secret is too long to scan.
pub(in crate::account) fn app_setup(
    text: Localizer,
    secret: &TotpSecret,
) -> Result<AnyView, AppError> {
    let key = group_code(&secret.0);
    let square = qr_view(text.get("account-app-square"), &app_address(secret))?;
    let view = view! {
        <p>{text.get("account-app-why")}</p>
        <ol>
            <li>{text.get("account-app-get")}</li>
            // The ways to one end are one step.
            <li>
                <p>{text.get("account-app-scan")}</p>
                {square}
                <p>
                    {text.get("account-app-key")} " "
                    <bdi dir="ltr" class="app-key" translate="no">
                        {key}
                    </bdi>
                </p>
                <p>
                    <a class="btn link" href=app_address(secret)>
                        {text.get("account-app-open")}
                    </a>
                </p>
            </li>
            <li>{text.get("account-app-code")}</li>
        </ol>
    };
    Ok(view.into_any())
}

/// The field for the code, and the button.
pub(in crate::account) fn code_fields(text: Localizer, state: Option<&FormState>) -> AnyView {
    let code = InputField {
        name: "code",
        label: text.get("account-second-step-label"),
        hint: text.get("account-second-step-hint"),
        error: field_error_message(text, state, "code"),
        autocomplete: "one-time-code",
        direction: Some("ltr"),
        ..InputField::default()
    };
    view! {
        {code.view()}
        <button class="btn">{text.get("account-second-step-go")}</button>
    }
    .into_any()
}
