//! What people read before they have an account: what the portal is, who runs it and who reads
//! what; and what the quick exit cannot do.

use leptos::prelude::*;

use crate::i18n::Localizer;

/// What the portal is, and the agency that runs it, if it is known.
pub(in crate::account) fn about_portal(text: Localizer, agency: Option<&str>) -> AnyView {
    let run_by = match agency {
        Some(agency) => text.format("account-run-by", &[("agency", agency.into())]),
        None => text.get("account-run-by-your-agency"),
    };
    view! { <p>{text.get("account-about")} " " {run_by}</p> }.into_any()
}

/// Who reads what: the promises to a family, or what staff should know.
pub(in crate::account) fn who_reads(text: Localizer, is_family_member: bool) -> AnyView {
    if !is_family_member {
        return view! { <p>{text.get("account-reads-staff")}</p> }.into_any();
    }
    view! {
        <h2>{text.get("account-reads-title")}</h2>
        <ul>
            <li>{text.get("account-reads-team")}</li>
            <li>{text.get("account-reads-words")}</li>
            <li>{text.get("account-reads-log")}</li>
        </ul>
    }
    .into_any()
}

/// Three limits of the quick exit are named, so that no one relies on the button for more: the
/// browser's history, what was typed, and software that watches the phone.
pub(in crate::account) fn exit_limits(text: Localizer) -> AnyView {
    view! {
        <ul>
            <li>{text.get("account-exit-history")}</li>
            <li>{text.get("account-exit-typed")}</li>
            <li>{text.get("account-exit-watch")}</li>
        </ul>
    }
    .into_any()
}
