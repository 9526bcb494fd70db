//! `/family/{id}/team/propose`, `/family/{id}/team/object` and
//! `/family/{id}/team/request/{team_request}`: what a family member says about the team, and the
//! answer.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, TeamRequestId};
use model::role::Role;
use model::team::{TeamMemberRef, TeamRequestKind, TeamRequestOutcome, may_keep_contacts};
use store::team::requests::{self, RequestWithTexts};
use store::team::{list_contacts, list_members};

use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::request::{Answer, Object, Propose};
use crate::team::view::contact_fields::{kind_select, short_field, what_they_see};
use crate::team::view::requests::RequestView;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{RadioGroup, SelectField};
use crate::ui::writing_language::writing_language_select;

/// Who reads the reason: the narrowest is chosen.
fn sharing_choice(filled: &FormValues<'_>) -> AnyView {
    let text = filled.text;
    RadioGroup {
        name: "who",
        legend: text.get("team-who"),
        options: vec![
            ("own".into(), text.get("team-share-own")),
            ("wide".into(), text.get("team-share-wide")),
        ],
        chosen: filled.value_or_stored("who", Some("own".into())),
        ..RadioGroup::default()
    }
    .view()
}

/// The document of a page with one form.
fn form_page(
    context: &RequestContext,
    title: String,
    state: Option<&FormState>,
    body: AnyView,
) -> AnyView {
    html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state),
            has_main_form: true,
            ..PageLayout::default()
        },
        body,
    )
}

/// `/family/{id}/team/propose`
#[component]
pub fn ProposeTeamMember() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        // Checked here, because the page reads nothing from the store that would refuse others.
        context.require_role(family, Role::is_family)?;
        let state = context.stored_form(Propose::PATH).await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {short_field(&filled, "name", "team-name", None)}
            {kind_select(&filled, None)}
            {short_field(&filled, "reach", "team-reach", None)}
            {filled.text_area("words", "team-propose-why", None)}
            {writing_language_select(&context, state.as_ref(), None)}
            {sharing_choice(&filled)}
            <button class="btn">{text.get("team-send")}</button>
        };
        let title = text.get("team-propose");
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("team-propose-note")}</p>
            {what_they_see(text)}
            {page_form(&context, Propose::PATH, fields.into_any())}
        };
        Ok(form_page(&context, title, state.as_ref(), body.into_any()))
    })
}

/// Everyone whom the signed-in person may name, after an empty first option.
async fn people_to_name(
    context: &RequestContext,
    family: FamilyId,
) -> Result<Vec<(String, String)>, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let mut tx = context.begin_record_read(family).await?;
    let members = list_members(&mut tx, family).await?;
    let contacts = list_contacts(&mut tx, family).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let with_role = |name: &str, what: String| {
        text.format(
            "messages-name-role",
            &[("name", name.to_owned().into()), ("role", what.into())],
        )
    };
    let mut options = vec![(String::new(), text.get("team-choose"))];
    // The store refuses an objection to oneself.
    for member in members.iter().filter(|one| one.person_id != actor.person) {
        options.push((
            TeamMemberRef::Person(member.person_id).to_string(),
            with_role(&member.name, text.role_name(member.role)),
        ));
    }
    for contact in contacts.iter().filter(|one| one.is_current(actor.today)) {
        options.push((
            TeamMemberRef::Contact(contact.id).to_string(),
            with_role(&contact.name, text.get_value(contact.kind)),
        ));
    }
    Ok(options)
}

/// `/family/{id}/team/object`
#[component]
pub fn ObjectToTeamMember() -> impl IntoView {
    let family = family_from_path();
    let about = use_query_map().read_untracked().get("about");
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, Role::is_family)?;
        let state = context.stored_form(Object::PATH).await?;
        let options = people_to_name(&context, family).await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let person = SelectField {
            name: "about",
            label: text.get("team-object-about"),
            options,
            chosen: filled.value_or_stored("about", about),
            error: filled.field_error_message("about"),
            ..SelectField::default()
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {person.view()}
            {filled.text_area("words", "team-object-why", None)}
            {writing_language_select(&context, state.as_ref(), None)}
            {sharing_choice(&filled)}
            <button class="btn">{text.get("team-send")}</button>
        };
        let title = text.get("team-object");
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("team-object-note")}</p>
            {page_form(&context, Object::PATH, fields.into_any())}
        };
        Ok(form_page(&context, title, state.as_ref(), body.into_any()))
    })
}

/// `/family/{id}/team/request/{team_request}`
#[component]
pub fn TeamRequestPage() -> impl IntoView {
    let family = family_from_path();
    let id = use_params_map()
        .read_untracked()
        .get("team_request")
        .and_then(|id| id.parse::<TeamRequestId>().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let id = id.ok_or(AppError::NotFound)?;
        let state = context.stored_form(Answer::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let asked = requests::read_request(&mut tx, family, id, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let can_answer = asked.request.can_be_answered_by(asked.role);
        let card = RequestView {
            context: &context,
            family,
            role: asked.role,
            texts: &asked.texts,
            // The form is on this page.
            on_list: false,
        }
        .card(&asked.request);
        let title = text.get("team-request");
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <ul role="list">{card}</ul>
            {can_answer.then(|| answer_form(&context, family, id, state.as_ref()))}
            {add_link(text, family, &asked)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: can_answer,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// For the worker who said yes to a proposal: the form that adds the person.
fn add_link(text: Localizer, family: FamilyId, asked: &RequestWithTexts) -> Option<AnyView> {
    let request = &asked.request;
    let is_accepted = request.kind == TeamRequestKind::Propose
        && request.outcome == Some(TeamRequestOutcome::Accepted);
    (is_accepted && may_keep_contacts(asked.role)).then(|| {
        view! {
            <p>
                <a class="btn" href=paths::add_team_contact(family, Some(request.id))>
                    {text.get("team-add")}
                </a>
            </p>
        }
        .into_any()
    })
}

fn answer_form(
    context: &RequestContext,
    family: FamilyId,
    request: TeamRequestId,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let outcomes = RadioGroup {
        name: "outcome",
        legend: text.get("plan-answer-what"),
        options: TeamRequestOutcome::ALL
            .iter()
            .map(|each| (each.slug().to_owned(), text.get_value(*each)))
            .collect(),
        chosen: filled.value_or_stored("outcome", None),
        error: filled.field_error_message("outcome"),
        ..RadioGroup::default()
    };
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="request" value=request.to_string() />
        {outcomes.view()}
        {filled.text_area("words", "plan-answer-words", None)}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("plan-answer-send")}</button>
    };
    page_form(context, Answer::PATH, fields.into_any())
}
