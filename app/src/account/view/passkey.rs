//! The button that makes or uses a passkey.

use leptos::prelude::*;

use crate::i18n::Localizer;

/// The fields of a form for a passkey, with the button that makes or uses it. The script of the
/// page (`passkey.js`) shows them and fills in the answer: without script a browser has no
/// passkeys, and the page says so. `options` is the challenge for the browser, as JSON.
pub(in crate::account) fn passkey_fields(
    text: Localizer,
    options: String,
    fields: AnyView,
    label: String,
) -> AnyView {
    view! {
        <input type="hidden" name="credential" value="" />
        <p id="no-passkey">{text.get("account-passkey-missing")}</p>
        <div
            id="passkey"
            hidden
            data-options=options
            data-no=text.get("account-passkey-failed")
            data-known=text.get("account-passkey-known")
        >
            {fields}
            <button class="btn">{label}</button>
            <p role="status"></p>
        </div>
    }
    .into_any()
}
