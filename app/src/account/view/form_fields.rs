//! The fields of the account forms: sign-in, invitation code and new account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::{DeviceUse, PASSPHRASE_MIN};

use crate::account::forms::{CreateAccount, ProveAgain, SignIn, SubmitInvitationCode};
use crate::account::passphrase_forms::ChangePassphrase;
use crate::account::recovery_forms::RecoverAccount;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{InputField, RadioGroup};

fn typed_value(state: Option<&FormState>, field: &str) -> String {
    state.map(|s| s.field_value(field)).unwrap_or_default()
}

/// The fields of sign-in; `device` is the answer that is chosen at first.
pub(in crate::account) fn sign_in_fields(
    text: Localizer,
    state: Option<&FormState>,
    device: DeviceUse,
) -> AnyView {
    view! {
        {credential_fields(text, state)}
        {device_choice(text, state, device)}
        <button class="btn">{text.get("account-sign-in")}</button>
    }
    .into_any()
}

/// The fields with which a signed-in person proves who they are, to return to `page`.
pub(in crate::account) fn proof_fields(
    text: Localizer,
    state: Option<&FormState>,
    page: String,
) -> AnyView {
    view! {
        <input type="hidden" name="page" value=page />
        {credential_fields(text, state)}
        <button class="btn">{text.get("account-again")}</button>
    }
    .into_any()
}

/// Sign-in name and passphrase.
fn credential_fields(text: Localizer, state: Option<&FormState>) -> AnyView {
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
        {sign_in_name(text, state)}
        {passphrase.view()}
        {show_passphrase(text)}
    }
    .into_any()
}

/// The sign-in name that a person has. With the `autocomplete` values of this field and of the
/// passphrases, a password manager fills them in and keeps a new passphrase.
fn sign_in_name(text: Localizer, state: Option<&FormState>) -> AnyView {
    InputField {
        name: "name",
        label: text.get("account-name-label"),
        value: typed_value(state, "name"),
        error: field_error_message(text, state, "name"),
        autocomplete: "username",
        ..InputField::default()
    }
    .view()
}

/// The code, in groups of four where one comes back to be corrected.
pub(in crate::account) fn code_field(
    text: Localizer,
    value: String,
    error: Option<String>,
) -> AnyView {
    let (label, hint) = (
        text.get("account-code-label"),
        text.get("account-code-hint"),
    );
    InputField {
        name: "code",
        label,
        hint,
        value,
        error,
        autocomplete: "one-time-code",
        // From right to left, groups that begin with a digit would change places.
        direction: Some("ltr"),
        ..InputField::default()
    }
    .view()
}

/// Fields to choose a sign-in name and a passphrase, with one to take if the person likes it.
pub(in crate::account) fn new_account_fields(
    text: Localizer,
    state: Option<&FormState>,
    offered: Option<String>,
) -> AnyView {
    let name = InputField {
        name: "name",
        label: text.get("account-choose-name"),
        hint: text.get("account-choose-name-hint"),
        value: typed_value(state, "name"),
        error: field_error_message(text, state, "name"),
        autocomplete: "username",
        ..InputField::default()
    };
    view! {
        {name.view()}
        {offered.map(|words| offered_passphrase_view(text, "account-offered", words))}
        {new_passphrase(text, state, text.get("account-choose-passphrase"))}
        {show_passphrase(text)}
        {device_choice(text, state, DeviceUse::default())}
        <button class="btn">{text.get("account-accept")}</button>
    }
    .into_any()
}

/// A passphrase of random words, to be written down and typed: what a person has typed once they
/// remember better than what was filled in for them.
fn offered_passphrase_view(text: Localizer, offer: &str, words: String) -> AnyView {
    // Translated by the browser, it would be another passphrase.
    view! {
        <div class="card">
            <p>{text.get(offer)}</p>
            <p class="offered-passphrase" translate="no">
                <b>{words}</b>
            </p>
            <p class="muted">{text.get("account-offered-other")}</p>
        </div>
    }
    .into_any()
}

/// Fields to replace one's passphrase by a new one, with one to take if the person likes it.
pub(in crate::account) fn change_passphrase_fields(
    text: Localizer,
    state: Option<&FormState>,
    offered: Option<String>,
) -> AnyView {
    let current = InputField {
        name: "current_passphrase",
        kind: "password",
        label: text.get("account-new-passphrase-current"),
        autocomplete: "current-password",
        ..InputField::default()
    };
    let offer = "account-new-passphrase-offered";
    view! {
        {sign_in_name(text, state)}
        {current.view()}
        {offered.map(|words| offered_passphrase_view(text, offer, words))}
        {new_passphrase(text, state, text.get("account-recover-passphrase"))}
        {show_passphrase(text)}
        <p>{text.get("account-new-passphrase-ends")}</p>
        <button class="btn">{text.get("account-new-passphrase-go")}</button>
    }
    .into_any()
}

/// The field of a passphrase that is chosen now: the first one, or one in the place of another.
fn new_passphrase(text: Localizer, state: Option<&FormState>, label: String) -> AnyView {
    InputField {
        name: "passphrase",
        kind: "password",
        label,
        hint: text.format(
            "account-choose-passphrase-hint",
            &[("count", PASSPHRASE_MIN.into())],
        ),
        error: field_error_message(text, state, "passphrase"),
        autocomplete: "new-password",
        ..InputField::default()
    }
    .view()
}

/// Fields to use a recovery code and to choose a new passphrase.
pub(in crate::account) fn recover_fields(text: Localizer, state: Option<&FormState>) -> AnyView {
    // A code that was not refused did not come back either: the finder of one can use it.
    let hint = match state {
        Some(state) if state.field_error("code").is_none() => {
            text.get("account-recover-code-retype")
        }
        _ => text.get("account-recover-code-hint"),
    };
    let code = InputField {
        name: "code",
        label: text.get("account-recover-code"),
        hint,
        error: field_error_message(text, state, "code"),
        autocomplete: "one-time-code",
        // From right to left, groups that begin with a digit would change places.
        direction: Some("ltr"),
        ..InputField::default()
    };
    view! {
        {code.view()}
        {new_passphrase(text, state, text.get("account-recover-passphrase"))}
        {show_passphrase(text)}
        {device_choice(text, state, DeviceUse::default())}
        <button class="btn">{text.get("account-recover-go")}</button>
    }
    .into_any()
}

/// A box to check that shows the passphrase. The script of the page (`ui/exit.js`) makes it appear:
/// without script it could do nothing.
fn show_passphrase(text: Localizer) -> AnyView {
    // `autocomplete`, because Firefox would check the box again when the page is loaded again, and
    // the passphrase would be hidden.
    view! {
        <div class="show-passphrase" hidden data-shows="passphrase">
            <label class="choice">
                <input type="checkbox" autocomplete="off" />
                <span>{text.get("account-show-passphrase")}</span>
            </label>
        </div>
    }
    .into_any()
}

/// Whether the session is on the person's own phone or computer.
pub(in crate::account) fn device_choice(
    text: Localizer,
    state: Option<&FormState>,
    device: DeviceUse,
) -> AnyView {
    let shared = text.format(
        "account-device-shared",
        &[("minutes", DeviceUse::Shared.idle_minutes().into())],
    );
    RadioGroup {
        name: "device",
        legend: text.get("account-device"),
        // The safer answer first, which is also the one that is chosen already.
        options: vec![
            (DeviceUse::Shared.slug().to_owned(), shared),
            (
                DeviceUse::Own.slug().to_owned(),
                text.get("account-device-own"),
            ),
        ],
        chosen: DeviceUse::parse(&typed_value(state, "device"))
            .unwrap_or(device)
            .slug()
            .to_owned(),
        ..RadioGroup::default()
    }
    .view()
}

/// The account form with this `action`, to fill in again below an error: with what was typed, but
/// never a passphrase or code. `None` where `action` is no account form.
pub fn account_form_after_error(
    context: &RequestContext,
    action: &str,
    typed: &FormState,
) -> Option<AnyView> {
    let text = context.localizer();
    // `action` is the address of the request. The page only gets the address of a form that is
    // named here, because a passphrase is typed into it. The code is left out, because it was not
    // looked up: anyone who sees one that is not redeemed yet can use it.
    let (action, fields) = match action {
        SignIn::PATH => (
            SignIn::PATH,
            sign_in_fields(text, Some(typed), DeviceUse::default()),
        ),
        SubmitInvitationCode::PATH => {
            let fields = view! {
                {code_field(text, String::new(), None)}
                <button class="btn">{text.get("account-code-go")}</button>
            };
            (SubmitInvitationCode::PATH, fields.into_any())
        }
        RecoverAccount::PATH => (RecoverAccount::PATH, recover_fields(text, Some(typed))),
        ChangePassphrase::PATH => (
            ChangePassphrase::PATH,
            change_passphrase_fields(text, Some(typed), None),
        ),
        ProveAgain::PATH => (
            ProveAgain::PATH,
            proof_fields(text, Some(typed), typed.field_value("page")),
        ),
        CreateAccount::PATH => (
            CreateAccount::PATH,
            view! {
                {code_field(text, String::new(), None)}
                {new_account_fields(text, Some(typed), None)}
            }
            .into_any(),
        ),
        _ => return None,
    };
    Some(page_form(context, action, fields))
}
