//! `/family/{id}/messages/new`: the form that starts a group thread with participants chosen by
//! name.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::FamilyId;
use model::policy::can_create_group;
use store::Intent;
use store::messages::{self, RecipientCandidate};

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::participants::CreateGroupThread;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::{info_notice, success_notice};
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{RadioGroup, error_view};
use crate::ui::spoken_name::spoken_name;

/// `/family/{id}/messages/new`
#[component]
pub fn NewGroup() -> impl IntoView {
    let family: Option<FamilyId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let is_created = use_query_map().read_untracked().get("begun").is_some();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let role = context.actor()?.membership_in(family)?.role;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Only people to whom this person may write: the list must not show the mentor of the other
        // parent.
        let people = messages::list_family_recipients(&mut tx, family).await?;
        drop(tx);
        // With fewer than two others the conversation is one between two people, which
        // `/messages/new/{person}` starts.
        if people.len() < 2 {
            return Err(AppError::NotFound);
        }
        let state = context.stored_form(CreateGroupThread::PATH).await?;
        // The warning cannot wait for the choice, because the page works without JavaScript.
        let parents = people.iter().filter(|p| p.role.is_parent()).count();
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {can_create_group(role).then(|| kind_choice(text, state.as_ref()))}
            {participant_choice(text, state.as_ref(), &people)}
            <button class="btn">{text.get("messages-begin")}</button>
        };
        let body = view! {
            <h1>{text.get("messages-several")}</h1>
            {is_created.then(|| success_notice(text.get("messages-begun")))}
            {error_summary(text, state.as_ref())}
            <p>{text.get("messages-several-hint")}</p>
            {(parents > 1).then(|| info_notice(text.get("messages-two-parents")))}
            {page_form(&context, CreateGroupThread::PATH, fields.into_any())}
        };
        let layout = PageLayout {
            title: text.get("messages-several"),
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The value of a field in a redisplayed form, else an empty string.
fn stored_value(state: Option<&FormState>, name: &str) -> String {
    state.map(|s| s.field_value(name)).unwrap_or_default()
}

/// Whether the conversation is one of the team or of the family alone.
fn kind_choice(text: Localizer, state: Option<&FormState>) -> AnyView {
    let options = vec![
        ("team".to_owned(), text.get("messages-kind-team")),
        ("family".to_owned(), text.get("messages-kind-family")),
    ];
    let chosen = Some(stored_value(state, "kind"))
        .filter(|kind| !kind.is_empty())
        .unwrap_or_else(|| "team".to_owned());
    RadioGroup {
        name: "kind",
        legend: text.get("messages-kind"),
        options,
        chosen,
        ..RadioGroup::default()
    }
    .view()
}

/// A checkbox for each person who can take part.
fn participant_choice(
    text: Localizer,
    state: Option<&FormState>,
    people: &[RecipientCandidate],
) -> AnyView {
    let boxes = people
        .iter()
        .enumerate()
        .map(|(i, person)| {
            // One field for each person, because a list in one field would need brackets in its
            // name (`form::checked_ids`).
            let field = format!("people-{}", person.person_id);
            // The error summary links to `#people`.
            let id = if i == 0 {
                "people".to_owned()
            } else {
                format!("people-at-{i}")
            };
            let checked = stored_value(state, &field) == "yes";
            let name = isolate_bidi(&person.name).into_any();
            view! {
                <label class="choice" for=id.clone()>
                    <input type="checkbox" id=id.clone() name=field value="yes" checked=checked />
                    <span>
                        {spoken_name(name, person.pronunciation.as_deref())}
                        {format!(" · {}", text.role_name(person.role))}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field choices">
            <legend>{text.get("messages-who")}</legend>
            {error_view("people", field_error_message(text, state, "people"))}
            {boxes}
        </fieldset>
    }
    .into_any()
}
