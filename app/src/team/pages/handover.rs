//! `/family/{id}/team/handover/{member}`: a worker hands over from a worker or a mentor to another
//! person.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, PersonId};
use model::policy::may_keep_memberships;
use model::role::Role;
use store::team::handover::{OpenDuties, OpenHandover, read_handover};
use store::team::memberships::{PersonToAdd, find_people_to_add};

use super::membership::member_from_path;
use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::handover::HandOver;
use crate::team::view::membership::day_field;
use crate::ui::error_summary::error_summary;
use crate::ui::field::SelectField;
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/team/handover/{member}`
#[component]
pub fn HandOverPage() -> impl IntoView {
    let (family, person) = (family_from_path(), member_from_path());
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, person) = family.zip(person).ok_or(AppError::NotFound)?;
        context.require_role(family, may_keep_memberships)?;
        let state = context.stored_form(HandOver::PATH).await?;
        // Whom the worker looked for on the page that adds people can take over, too.
        let typed = context
            .search_words(&paths::add_team_member(family))
            .await?;
        let mut tx = context.begin_record_read(family).await?;
        let open = read_handover(&mut tx, family, person).await?;
        let mut people = find_people_to_add(&mut tx, family, &typed).await?;
        // Without any, the form could not be sent.
        if people.is_empty() {
            people = find_people_to_add(&mut tx, family, "").await?;
        }
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let name = open.membership.name.clone();
        let title = text.format("team-hand-over-from", &[("name", name.into())]);
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {duty_list(text, open.membership.role, open.duties)}
            {handover_form(&context, family, &open, &people, state.as_ref())}
            <p>
                <a href=paths::add_team_member(family)>{text.get("team-find")}</a>
            </p>
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

/// What goes to the person who takes over, and what does not.
fn duty_list(text: Localizer, role: Role, duties: OpenDuties) -> AnyView {
    // A mentor has steps and none of the other duties of a worker.
    if role == Role::Mentor {
        return view! {
            <p>
                {text
                    .format(
                        "team-duty-mentor",
                        &[("count", duties.steps.into())],
                    )}
            </p>
            <p>{text.get("team-duty-private")}</p>
        }
        .into_any();
    }
    let lines = [
        ("team-duty-steps", duties.steps),
        ("team-duty-replies", duties.replies),
        ("team-duty-requests", duties.requests),
        ("team-duty-translations", duties.translations),
    ]
    .map(|(key, count)| view! { <li>{text.format(key, &[("count", count.into())])}</li> });
    view! {
        <h2>{text.get("team-duties")}</h2>
        <ul>{lines.into_iter().collect_view()}</ul>
        <p>{text.get("team-duty-plan")}</p>
        <p>{text.get("team-duty-private")}</p>
    }
    .into_any()
}

fn successor_select(filled: &FormValues<'_>, leaver: PersonId, people: &[PersonToAdd]) -> AnyView {
    let text = filled.text;
    // The search also finds the person who hands over.
    let others = people.iter().filter(|one| one.person_id != leaver);
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(others.map(|one| (one.person_id.to_string(), one.name.clone())));
    SelectField {
        name: "successor",
        label: text.get("team-successor-label"),
        options,
        chosen: filled.value_or_stored("successor", None),
        error: filled.field_error_message("successor"),
        ..SelectField::default()
    }
    .view()
}

fn handover_form(
    context: &RequestContext,
    family: FamilyId,
    open: &OpenHandover,
    people: &[PersonToAdd],
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let membership = &open.membership;
    let revision = base_revision(state, "revision", membership.revision);
    let today = context.profile.as_ref().map(|profile| profile.actor.today);
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="member" value=membership.person_id.to_string() />
        <input type="hidden" name="current" value=membership.role.slug() />
        <input type="hidden" name="revision" value=revision />
        {successor_select(&filled, membership.person_id, people)}
        {day_field(&filled, "from_day", "team-from-day", today)}
        {filled.text_area("why", "team-why", None)}
        {filled.text_area("words", "team-handover-words", None)}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("team-hand-over-now")}</button>
    };
    page_form(context, HandOver::PATH, fields.into_any())
}
