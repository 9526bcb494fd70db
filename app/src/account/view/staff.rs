//! The links to the identity provider of the agency.

use leptos::prelude::*;
use model::account::DeviceUse;

use crate::i18n::Localizer;
use crate::page::percent_encode;
use crate::paths;
use crate::request::context::RequestContext;

/// For people who work with families: one link for each answer to the question whose device it is;
/// nothing without an identity provider. `code` is an invitation code, or empty.
// Links and no form: Chromium would apply the `form-action` of the page to every redirect of the
// provider, which may lead on to another site.
pub(in crate::account) fn staff_sign_in(context: &RequestContext, code: &str) -> AnyView {
    if context.config.identity_provider.is_none() {
        return ().into_any();
    }
    let text = context.localizer();
    let shared = text.format(
        "account-staff-shared",
        &[("minutes", DeviceUse::Shared.idle_minutes().into())],
    );
    view! {
        <h2>{text.get("account-staff-title")}</h2>
        <p>{text.get("account-staff-body")}</p>
        <div class="row">
            <a class="btn secondary" href=paths::staff_sign_in(DeviceUse::Own, code)>
                {text.get("account-staff-own")}
            </a>
            <a class="btn secondary" href=paths::staff_sign_in(DeviceUse::Shared, code)>
                {shared}
            </a>
        </div>
    }
    .into_any()
}

/// A link to the identity provider, for a person who has to prove again who they are; it leads back
/// to `page`.
pub(in crate::account) fn prove_again_link(text: Localizer, page: &str) -> AnyView {
    let href = format!("{}?from={}", paths::STAFF_SIGN_IN, percent_encode(page));
    view! {
        <p>
            <a class="btn" href=href>
                {text.get("account-staff-again")}
            </a>
        </p>
    }
    .into_any()
}
