//! `/family/{id}/team/add` and `/family/{id}/team/contact/{contact}`: the worker keeps the people
//! without an account.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, TeamContactId, TeamRequestId};
use model::team::{ContactReaders, may_keep_contacts};
use store::stored_by;
use store::team::contacts::EditableContact;
use store::team::{TeamMember, contacts, list_members, requests};

use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form, return_fields};
use crate::page::stored_record::{is_stale, stored_card, stored_facts};
use crate::page::{PageLayout, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::contact::{AddContact, EndContact, SaveContact};
use crate::team::view::contact_fields::{contact_fields, date_field, what_they_see};
use crate::ui::error_summary::{error_summary, error_summary_of};
use crate::ui::writing_language::writing_language_select;

/// What the form to add someone shows.
struct AddPage {
    members: Vec<TeamMember>,
    /// The form that came back, or one that is filled in from a proposal.
    state: Option<FormState>,
}

async fn load_add_page(
    context: &RequestContext,
    family: FamilyId,
    request: Option<TeamRequestId>,
) -> Result<AddPage, AppError> {
    context.require_role(family, may_keep_contacts)?;
    let state = context.stored_form(AddContact::PATH).await?;
    let language = context.language.language_tag();
    let mut tx = context.begin_record_read(family).await?;
    let members = list_members(&mut tx, family).await?;
    // A form that came back has what the worker typed, and is not filled in from the proposal
    // again.
    let state = match request.filter(|_| state.is_none()) {
        Some(id) => {
            let asked = requests::read_request(&mut tx, family, id, language).await?;
            let kind = asked.request.contact_kind.map(|kind| kind.slug());
            let prefilled = FormState::default()
                .with_value("name", asked.request.name.as_deref().unwrap_or_default())
                .with_value("kind", kind.unwrap_or_default())
                .with_value("phone", asked.request.reach.as_deref().unwrap_or_default())
                .with_value("since", &context.actor()?.today.to_string());
            Some(prefilled)
        }
        None => state,
    };
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    Ok(AddPage { members, state })
}

/// `/family/{id}/team/add`
#[component]
pub fn AddTeamContact() -> impl IntoView {
    let family = family_from_path();
    let request = use_query_map()
        .read_untracked()
        .get("request")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let AddPage { members, state } = load_add_page(&context, family, request).await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let today = context.actor()?.today;
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {contact_fields(&filled, today, &members, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("team-save")}</button>
        };
        let title = text.get("team-add");
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {what_they_see(text)}
            {page_form(&context, AddContact::PATH, fields.into_any())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/team/contact/{contact}`
#[component]
pub fn EditTeamContact() -> impl IntoView {
    let family = family_from_path();
    let id = use_params_map()
        .read_untracked()
        .get("contact")
        .and_then(|id| id.parse::<TeamContactId>().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let id = id.ok_or(AppError::NotFound)?;
        let (state, end_state) = (
            context.stored_form(SaveContact::PATH).await?,
            context.stored_form(EndContact::PATH).await?,
        );
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let stored = contacts::read_contact(&mut tx, family, id).await?;
        let members = list_members(&mut tx, family).await?;
        let (mut by, stale) = (None, is_stale(state.as_ref()));
        // Only after an edit conflict does the page say who saved the other version.
        if stale {
            by = stored_by::find_for_contact(&mut tx, family, id).await?;
        }
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format(
            "team-change-one",
            &[("name", stored.contact.name.clone().into())],
        );
        let today = context.actor()?.today;
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary_of(text, &[state.as_ref(), end_state.as_ref()])}
            {stale
                .then(|| {
                    stored_card(&context, by.as_ref(), contact_facts(text, &stored, &members))
                })}
            {edit_form(&context, (family, today), &stored, &members, state.as_ref())}
            {end_section(&context, (family, today), &stored, end_state.as_ref())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()) || is_rejected(end_state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// Who reads about a contact, in the words of the form.
fn reader_name(text: Localizer, readers: Option<ContactReaders>, members: &[TeamMember]) -> String {
    match readers {
        None => text.get("team-who-keep"),
        Some(ContactReaders::Team) => text.get("team-who-team"),
        Some(ContactReaders::OnlyWith(person)) => {
            // Someone who has left the team has no name here, and reads nothing.
            let member = members.iter().find(|member| member.person_id == person);
            member.map_or_else(
                || text.get("team-who-keep"),
                |member| text.format("team-who-only", &[("name", member.name.clone().into())]),
            )
        }
    }
}

/// What is stored, in the words of the form.
fn contact_facts(text: Localizer, stored: &EditableContact, members: &[TeamMember]) -> AnyView {
    let contact = &stored.contact;
    let note = stored.note.as_ref().map(|(body, _)| body.clone());
    let languages: Vec<String> = contact
        .languages
        .0
        .iter()
        .map(|tag| text.language_name(tag))
        .collect();
    let facts = [
        ("team-name", Some(contact.name.clone())),
        ("team-kind-label", Some(text.get_value(contact.kind))),
        ("team-organization", contact.organization.clone()),
        ("team-phone-label", contact.phone.clone()),
        (
            "team-speaks",
            (!languages.is_empty()).then(|| text.format_list(&languages)),
        ),
        ("team-hours", contact.hours.clone()),
        ("team-note", note),
        (
            "team-since",
            Some(text.format_date(contact.since.to_jiff())),
        ),
        // Left out, the form would show the therapist of one parent to the other again.
        ("team-who", Some(reader_name(text, stored.readers, members))),
    ];
    stored_facts(text, facts)
}

fn edit_form(
    context: &RequestContext,
    (family, today): (FamilyId, Date),
    stored: &EditableContact,
    members: &[TeamMember],
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let language = stored.note.as_ref().map(|(_, language)| language.as_str());
    let revision = base_revision(state, "revision", stored.contact.revision);
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="contact" value=stored.contact.id.to_string() />
        <input type="hidden" name="revision" value=revision />
        {contact_fields(&filled, today, members, Some(stored))}
        {writing_language_select(context, state, language)}
        <button class="btn">{text.get("team-save")}</button>
    };
    page_form(context, SaveContact::PATH, fields.into_any())
}

/// The form that ends the person's place on the team; for someone who has left, the way back.
fn end_section(
    context: &RequestContext,
    (family, today): (FamilyId, Date),
    stored: &EditableContact,
    state: Option<&FormState>,
) -> AnyView {
    let (text, id) = (context.localizer(), stored.contact.id);
    // A person who has left cannot be ended again.
    if let Some(until) = &stored.contact.until {
        let fields = vec![
            ("family", family.to_string()),
            ("contact", id.to_string()),
            ("act", "restore".to_owned()),
        ];
        let since = text.format(
            "team-not-since",
            &[("day", text.format_date(until.to_jiff()).into())],
        );
        return view! {
            <h2>{text.get("team-former")}</h2>
            <p>{since}</p>
            {button_form(EndContact::PATH, fields, "btn secondary", text.get("team-restore"))}
        }
        .into_any();
    }
    let filled = FormValues { text, state };
    view! {
        <h2>{text.get("team-end-title")}</h2>
        <form method="post" action=EndContact::PATH novalidate>
            {return_fields(context, EndContact::PATH)}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="contact" value=id.to_string() />
            {date_field(&filled, "until", "team-until", today)}
            <button class="btn secondary">{text.get("team-end")}</button>
        </form>
    }
    .into_any()
}
