//! `/messages/new`: the choice of a recipient; `/messages/new/{person}`: the first message to one
//! person.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::PersonId;
use model::language::Language;
use model::role::Role;
use store::messages::{self, RecipientCandidate};
use store::{Actor, Intent, TeamMembership};

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::search::StoreSearchQuery;
use crate::messages::forms::send::SendMessage;
use crate::messages::pending_attachments::PendingAttachments;
use crate::messages::view::composer::{ComposerForm, ComposerTarget, composer_view};
use crate::messages::view::participants_notice::participants_notice;
use crate::page::list_filter::ListFilter;
use crate::page::{NavItem, PageLayout, html_document, name_of_family, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::spoken_name::spoken_name;

/// The path of the page to write to `person`: their common thread, or `/messages/new/{person}`.
pub fn compose_path(person: &RecipientCandidate) -> String {
    match person.thread_id {
        Some(thread) => paths::thread(thread),
        None => paths::new_thread(person.person_id),
    }
}

/// `/messages/new`: everyone the signed-in person may write to, with the role in plain words. For
/// people on one team the most recent contact comes first; for others the people of each family are
/// together.
#[component]
pub fn ChooseRecipient() -> impl IntoView {
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let filter =
            ListFilter::load(&context, StoreSearchQuery::PATH, paths::CHOOSE_RECIPIENT).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Names of people on one's teams are not logged as access to a record.
        let people = messages::list_recipients(&mut tx).await?;
        drop(tx);
        let body = view! {
            <h1>{text.get("messages-new-title")}</h1>
            {filter.view(&context, paths::CHOOSE_RECIPIENT, people.len())}
            {recipient_lists(text, actor, &people, &filter)}
            {not_sure_hint(text, actor, &people)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-new-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The people who match the filter: one list, or one below the name of each family.
fn recipient_lists(
    text: Localizer,
    actor: &Actor,
    people: &[RecipientCandidate],
    filter: &ListFilter,
) -> AnyView {
    if people.is_empty() {
        return empty_state(text.get("messages-new-empty"), None);
    }
    // A person with two roles in a family has two memberships in it.
    let mut families: Vec<&TeamMembership> = actor.teams.iter().collect();
    families.dedup_by_key(|team| team.family_id);
    let (mut lists, mut unnamed) = (Vec::new(), Vec::new());
    for team in families {
        let rows = family_rows(text, actor, team, people, filter);
        if name_of_family(actor, team.family_id).is_none() {
            unnamed.extend(rows);
        } else if !rows.is_empty() {
            let list = view! {
                <h2>{isolate_bidi(&team.family)}</h2>
                {link_list(rows)}
            };
            lists.push(list.into_any());
        }
    }
    if lists.is_empty() && unnamed.is_empty() {
        return empty_state(text.get("common-filter-none"), None);
    }
    view! {
        {lists.into_iter().collect_view()}
        {link_list(unnamed)}
    }
    .into_any()
}

/// The people of one family, and the way to write to several of them.
fn family_rows(
    text: Localizer,
    actor: &Actor,
    team: &TeamMembership,
    people: &[RecipientCandidate],
    filter: &ListFilter,
) -> Vec<ListRow> {
    let is_named = name_of_family(actor, team.family_id).is_some();
    // Below the name of each family that they have in common; in a list without names once.
    let own: Vec<(&RecipientCandidate, Role)> = people
        .iter()
        .filter(|person| is_named || person.family_id == team.family_id)
        .filter_map(|person| Some((person, person.role_in(team.family_id)?)))
        .collect();
    let family = if is_named { team.family.as_str() } else { "" };
    let mut rows: Vec<ListRow> = own
        .iter()
        .filter(|(person, _)| {
            // Those who cannot type the letters of a name type how it sounds.
            let said = person.pronunciation.as_deref().unwrap_or_default();
            let joined = said.replace('-', "");
            filter.matches(&[person.name.as_str(), said, &joined, family])
        })
        .map(|(person, role)| ListRow {
            href: Some(compose_path(person)),
            title: Some(spoken_name(
                isolate_bidi(&person.name).into_any(),
                person.pronunciation.as_deref(),
            )),
            // Families are told what each role can be asked; staff know that.
            small: if actor.is_family_member() {
                role_with_purpose(text, *role)
            } else {
                text.role_name(*role)
            },
            ..ListRow::default()
        })
        .collect();
    if !rows.is_empty() && own.len() > 1 {
        rows.push(ListRow {
            href: Some(paths::new_group(team.family_id)),
            title: Some(text.get("messages-several").into_any()),
            // Equal titles of several links are hard to tell apart.
            small: if family.is_empty() {
                String::new()
            } else {
                isolate_bidi(family)
            },
            ..ListRow::default()
        });
    }
    rows
}

/// Whom to ask when unsure.
fn not_sure_hint(text: Localizer, actor: &Actor, people: &[RecipientCandidate]) -> AnyView {
    // Family members who do not know whom to ask can write to the coordinator of their team.
    let lead = people
        .iter()
        .find(|p| p.coordinator)
        .filter(|_| actor.is_family_member());
    match lead {
        Some(lead) => view! {
            <p>
                <a class="btn secondary" href=compose_path(lead)>
                    {text.format("messages-not-sure-write", &[("name", lead.name.clone().into())])}
                </a>
            </p>
        }
        .into_any(),
        None => view! { <p class="muted">{text.get("messages-not-sure")}</p> }.into_any(),
    }
}

/// A role, and what to ask a person in that role.
pub fn role_with_purpose(text: Localizer, role: Role) -> String {
    let what = match role {
        Role::Worker => "messages-for-worker",
        Role::Mentor => "messages-for-mentor",
        Role::Supervisor => "messages-for-supervisor",
        _ => return text.role_name(role),
    };
    text.format(
        "messages-role-for",
        &[
            ("role", text.role_name(role).into()),
            ("what", text.get(what).into()),
        ],
    )
}

/// `/messages/new/{person}`: the form for the first message. Redirects to the thread if the two
/// already have one.
#[component]
pub fn NewThread() -> impl IntoView {
    let person: Option<PersonId> = use_params_map()
        .read_untracked()
        .get("person")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, person) = (context.localizer(), person.ok_or(AppError::NotFound)?);
        let (recipient, draft) = load_recipient(&context, person).await?;
        // Two people have at most one conversation in a family, so a second one cannot be started.
        if let Some(thread) = recipient.thread_id {
            crate::request::form::see_other(&paths::thread(thread));
            return Ok(().into_any());
        }
        let state = load_composer_state(&context, person).await?;
        let title = text.format_list(&[text.get("messages-you"), recipient.name.clone()]);
        let form = ComposerForm {
            target: ComposerTarget::Person(person),
            label: text.format("messages-to", &[("name", recipient.name.clone().into())]),
            state: state.as_ref(),
            draft,
            // There is no earlier message from which the language could be taken.
            last_language: None,
            recipient_language: recipient
                .preferred_language()
                .and_then(|tag| Language::parse(&tag)),
        };
        let family = recipient.family_id;
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {participants_notice(
                context.actor()?,
                text,
                &[(recipient.name, Some(recipient.role))],
                Some(family),
                None,
            )}
            <div class="conversation">{empty_state(text.get("messages-thread-empty"), None)}</div>
            {composer_view(&context, form)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            has_island: true,
            family: Some(family),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The person to write to, and the draft to them.
async fn load_recipient(
    context: &RequestContext,
    person: PersonId,
) -> Result<(RecipientCandidate, Option<String>), AppError> {
    let mut tx = context.begin_transaction(Intent::Read).await?;
    // Found in the list, because the list has only people to whom the signed-in person may write.
    let recipient = messages::list_recipients(&mut tx)
        .await?
        .into_iter()
        .find(|p| p.person_id == person)
        .ok_or(AppError::NotFound)?;
    let draft = messages::load_draft(&mut tx, person).await?;
    Ok((recipient, draft))
}

/// The state of the composer's form, if it is redisplayed for this person.
async fn load_composer_state(
    context: &RequestContext,
    person: PersonId,
) -> Result<Option<FormState>, AppError> {
    let state = context
        // A message belongs to its recipient, whatever the address of the page was.
        .stored_form_where(SendMessage::PATH, |form| {
            form.field_value("to") == person.to_string()
        })
        .await?;
    PendingAttachments::with_pending_count(context, state).await
}
