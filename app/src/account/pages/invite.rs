//! `/family/{id}/team/invite`: the people on a team, for its worker, who invites those without an
//! account to make one; for the coordinator of its mentors the mentors alone.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::language::Language;
use model::policy::{can_open_record, may_invite};
use store::team::invitations::{INVITATION_DAYS, InvitablePerson, list_invitable};

use crate::account::forms::invite::{InvitePerson, RevokeInvitation};
use crate::account::view::letter::last_whole_day;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/family/{id}/team/invite`
#[component]
pub fn InvitePage() -> impl IntoView {
    let family: Option<FamilyId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let role = context.require_role(family, may_invite)?;
        let mut tx = context.begin_record_read(family).await?;
        let people = list_invitable(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("account-invite-title");
        let note = text.format(
            "account-invite-body",
            &[("days", i64::from(INVITATION_DAYS).into())],
        );
        // A coordinator of mentors opens no team list, and comes from the home page.
        let (back, label) = if can_open_record(role) {
            (paths::team(family), "account-invite-back")
        } else {
            (paths::HOME.to_owned(), "account-letter-home")
        };
        let body = view! {
            <p>
                <a href=back>{text.get(label)}</a>
            </p>
            <h1>{title.clone()}</h1>
            <p>{note}</p>
            {invitable_list(&context, family, &people)?}
            {other_list(&context, &people)?}
        };
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The people whom the worker may invite, each folded.
fn invitable_list(
    context: &RequestContext,
    family: FamilyId,
    people: &[InvitablePerson],
) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let cards = people
        .iter()
        .filter(|one| one.may_be_invited(today))
        .map(|one| person_card(context, family, one))
        .collect::<Result<Vec<AnyView>, AppError>>()?;
    if cards.is_empty() {
        return Ok(empty_state(text.get("account-invite-none"), None));
    }
    Ok(cards.into_any())
}

/// How far the invitation of a person is.
fn invitation_state(context: &RequestContext, one: &InvitablePerson) -> Result<String, AppError> {
    let text = context.localizer();
    let Some(expires) = one.open_until(context.db.clock().now()) else {
        return Ok(text.get("account-invite-not-yet"));
    };
    let day = text.format_date(last_whole_day(expires, &context.actor()?.zone));
    Ok(match &one.made_by {
        Some(name) => text.format(
            "account-invite-open-by",
            &[("day", day.into()), ("name", name.clone().into())],
        ),
        // Made by the agency, with the command.
        None => text.format("account-invite-open", &[("day", day.into())]),
    })
}

/// The language that the person reads, of those that the portal has; otherwise the worker's own.
fn letter_language(context: &RequestContext, one: &InvitablePerson) -> Language {
    let mut tags = one.languages_read.0.iter();
    tags.find_map(|tag| Language::parse(tag))
        .unwrap_or(context.language)
}

fn person_card(
    context: &RequestContext,
    family: FamilyId,
    one: &InvitablePerson,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let is_open = one.open_until(context.db.clock().now()).is_some();
    let proposed = letter_language(context, one);
    let button = |language: Language, class: &'static str| {
        let key = if is_open {
            "account-invite-again"
        } else {
            "account-invite-make"
        };
        let name = text.language_name(language.language_tag());
        let hidden = vec![
            ("family", family.to_string()),
            ("member", one.person_id.to_string()),
            ("language", language.language_tag().to_owned()),
        ];
        let label = text.format(key, &[("language", name.into())]);
        button_form(InvitePerson::PATH, hidden, class, label)
    };
    let others = Language::ALL
        .iter()
        .filter(|language| **language != proposed)
        .map(|language| button(*language, "btn secondary"))
        .collect_view();
    let revoke = is_open.then(|| {
        let hidden = vec![
            ("family", family.to_string()),
            ("member", one.person_id.to_string()),
        ];
        let label = text.get("account-invite-revoke");
        button_form(RevokeInvitation::PATH, hidden, "btn link", label)
    });
    let view = view! {
        <details class="disclosure">
            <summary>
                // One element: as two, name and role would be beside each other in columns.
                <span>
                    <bdi>{one.name.clone()}</bdi>
                    " · "
                    {text.role_name(one.role)}
                </span>
            </summary>
            <p>{invitation_state(context, one)?}</p>
            {is_open.then(|| view! { <p>{text.get("account-invite-replaces")}</p> })}
            {button(proposed, "btn")}
            <p class="muted">{text.get("account-invite-other-language")}</p>
            <div class="row">{others}</div>
            {revoke}
        </details>
    };
    Ok(view.into_any())
}

/// The people who need no invitation, and those whom only the agency invites.
fn other_list(context: &RequestContext, people: &[InvitablePerson]) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let section = |title: &'static str, is_listed: &dyn Fn(&InvitablePerson) -> bool| {
        let rows: Vec<AnyView> = people
            .iter()
            .filter(|one| is_listed(one))
            .map(|one| name_row(text, one))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{text.get(title)}</h2>
                <ul>{rows}</ul>
            }
        })
    };
    let view = view! {
        {section("account-invite-have", &|one| one.has_account)}
        {section(
            "account-invite-agency",
            &|one| { !one.has_account && !one.may_be_invited(today) },
        )}
    };
    Ok(view.into_any())
}

fn name_row(text: Localizer, one: &InvitablePerson) -> AnyView {
    view! {
        <li>
            <bdi>{one.name.clone()}</bdi>
            " · "
            {text.role_name(one.role)}
        </li>
    }
    .into_any()
}
