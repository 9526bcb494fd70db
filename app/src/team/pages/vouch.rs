//! `/family/{id}/team/vouch/{holder}`: a member of the team who has checked in person who it is
//! makes a code for someone who cannot sign in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::account::{VOUCHED_CODE_MINUTES, group_code};
use model::id::{FamilyId, PersonId};
use model::policy::{can_open_record, may_vouch};
use model::role::Role;
use store::Intent;
use store::authentication::recovery::find_holder;

use super::{family_from_path, team_link};
use crate::account::new_codes::{printed_address, take_for_page};
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::request::host::request_host;
use crate::team::forms::vouch::Vouch;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::error_view;

/// `/family/{id}/team/vouch/{holder}`
#[component]
pub fn VouchPage() -> impl IntoView {
    let (family, host) = (family_from_path(), request_host());
    let holder: Option<PersonId> = use_params_map()
        .read_untracked()
        .get("holder")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, holder) = family.zip(holder).ok_or(AppError::NotFound)?;
        let role = context.require_role(family, may_vouch)?;
        let state = context.stored_form(Vouch::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let name = find_holder(&mut tx, family, holder).await?;
        tx.commit().await?;
        // Shown once: only the digest of the code is stored.
        let codes = take_for_page(&context, &holder.to_string(), 1).await?;
        let title = text.format("team-vouch-title", &[("name", name.clone().into())]);
        let body = view! {
            // A coordinator of mentors opens no team list.
            {can_open_record(role).then(|| team_link(&context, family))}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {match codes.as_deref() {
                Some([code]) => new_code(&context, host.as_deref(), code, &name),
                _ => vouch_form(&context, (family, role, holder), &name, state.as_ref()),
            }}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The code that was just made, to read out or to copy by hand.
fn new_code(context: &RequestContext, host: Option<&str>, code: &str, name: &str) -> AnyView {
    let text = context.localizer();
    let only = text.format(
        "team-vouch-only",
        &[
            ("name", name.to_owned().into()),
            ("minutes", VOUCHED_CODE_MINUTES.into()),
        ],
    );
    view! {
        <div class="card" role="status">
            <p>{text.format("team-vouch-where", &[("name", name.to_owned().into())])}</p>
            <p>
                <bdi dir="ltr">{printed_address(host)}</bdi>
            </p>
            <p class="recovery-codes">
                <bdi dir="ltr">{group_code(code)}</bdi>
            </p>
            <p>{only}</p>
        </div>
    }
    .into_any()
}

fn vouch_form(
    context: &RequestContext,
    (family, role, holder): (FamilyId, Role, PersonId),
    name: &str,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let about_holder = |key: &str| text.format(key, &[("name", name.to_owned().into())]);
    let what = text.format(
        "team-vouch-what",
        &[
            ("name", name.to_owned().into()),
            ("minutes", VOUCHED_CODE_MINUTES.into()),
        ],
    );
    // A worker invites everyone for whom they vouch; a coordinator of mentors only the mentors.
    let has_no_account = state.and_then(|state| state.field_error("in_person"))
        == Some("account-recovery-no-account");
    let invites = has_no_account && role == Role::Worker;
    // Never checked in advance: each code needs a check. A form that came back has what was chosen.
    let checked = state.is_some_and(|state| state.field_value("in_person") == "yes");
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="holder" value=holder.to_string() />
        {error_view("in_person", field_error_message(text, state, "in_person"))}
        <label class="choice" for="in_person">
            <input
                type="checkbox"
                id="in_person"
                name="in_person"
                value="yes"
                checked=checked
            />
            <span>{about_holder("team-vouch-checked")}</span>
        </label>
        <button class="btn">{text.get("team-vouch-make")}</button>
    };
    view! {
        <p>{what}</p>
        <p>{about_holder("team-vouch-told")}</p>
        {page_form(context, Vouch::PATH, fields.into_any())}
        {invites
            .then(|| {
                view! {
                    <p>
                        <a class="btn secondary" href=paths::invite(family)>
                            {about_holder("account-invite-person")}
                        </a>
                    </p>
                }
            })}
    }
    .into_any()
}
