//! `/family/{id}/team/member/…`: the worker finds someone with an account, adds them in a role, and
//! changes or ends what they have.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, PersonId};
use model::policy::{is_assignable, may_be_succeeded, may_keep_memberships};
use model::role::Role;
use store::team::list_members;
use store::team::memberships::{
    Membership, PersonToAdd, find_people_to_add, find_person_to_add, list_other_memberships,
};
use store::team::preview::{ProposedMembership, RecordPreview, read_preview};

use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{page_form, return_fields};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::membership::{AddMember, FindPerson};
use crate::team::view::membership::{
    assignable_roles, membership_fields, mentee_select, period, preview_section,
};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::writing_language::writing_language_select;

/// The person in the address.
pub(super) fn member_from_path() -> Option<PersonId> {
    use_params_map()
        .read_untracked()
        .get("member")
        .and_then(|id| id.parse().ok())
}

/// The role in the address, if someone can be given it.
pub(super) fn role_from_path() -> Option<Role> {
    use_params_map()
        .read_untracked()
        .get("role")
        .and_then(|slug| Role::parse(&slug))
        .filter(|role| is_assignable(*role))
}

/// `/family/{id}/team/member/add`
#[component]
pub fn FindMemberPage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, may_keep_memberships)?;
        let typed = context
            .search_words(&paths::add_team_member(family))
            .await?;
        // A search that waits for a sign-in comes back as a form.
        let state = context.stored_form(FindPerson::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let found = find_people_to_add(&mut tx, family, &typed).await?;
        let others = list_other_memberships(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("team-member-add");
        let today = context.actor()?.today;
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            <p>{text.get("team-find-note")}</p>
            {find_form(&context, family, &typed, state.as_ref())}
            {found_list(text, family, &found)}
            {other_list(text, family, today, &others)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The search. What is typed is in no address, as for the filter of a list.
fn find_form(
    context: &RequestContext,
    family: FamilyId,
    typed: &str,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let field = InputField {
        name: "words",
        kind: "search",
        label: text.get("team-find"),
        value: filled.value_or_stored("words", Some(typed.to_owned())),
        // Suggestions of the browser would show the names to the next person who uses it.
        autocomplete: "off",
        ..InputField::default()
    };
    view! {
        <search>
            <form class="list-filter" method="post" action=FindPerson::PATH>
                {return_fields(context, FindPerson::PATH)}
                <input type="hidden" name="family" value=family.to_string() />
                {field.view()}
                <button class="btn secondary">{text.get("common-filter-go")}</button>
            </form>
        </search>
    }
    .into_any()
}

fn found_list(text: Localizer, family: FamilyId, found: &[PersonToAdd]) -> AnyView {
    if found.is_empty() {
        return empty_state(text.get("team-find-none"), None);
    }
    let rows = found.iter().map(|one| ListRow {
        href: Some(paths::choose_member_role(family, one.person_id)),
        title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
        ..ListRow::default()
    });
    link_list(rows.collect())
}

/// The people who have left, or who come later.
fn other_list(
    text: Localizer,
    family: FamilyId,
    today: Date,
    others: &[Membership],
) -> Option<AnyView> {
    let rows = |is_shown: &dyn Fn(&Membership) -> bool| -> Vec<ListRow> {
        let shown = others.iter().filter(|one| is_shown(one));
        let row = |one: &Membership| ListRow {
            href: Some(paths::team_member_as(family, one.person_id, one.role)),
            title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
            small: format!(
                "{} · {}",
                text.role_name(one.role),
                period(text, one.since.to_jiff(), one.end())
            ),
            ..ListRow::default()
        };
        shown.map(row).collect()
    };
    // Today's members are on the team list and not in these two.
    let (coming, former) = (
        rows(&|one| !one.has_ended(today)),
        rows(&|one| one.has_ended(today)),
    );
    let section = |title: &'static str, rows: Vec<ListRow>| {
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{text.get(title)}</h2>
                {link_list(rows)}
            }
        })
    };
    let lists = view! {
        {section("team-coming", coming)}
        {section("team-former", former)}
    };
    (!others.is_empty()).then(|| lists.into_any())
}

/// `/family/{id}/team/member/add/{member}`
#[component]
pub fn ChooseMemberRole() -> impl IntoView {
    let (family, person) = (family_from_path(), member_from_path());
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, person) = family.zip(person).ok_or(AppError::NotFound)?;
        context.require_role(family, may_keep_memberships)?;
        let mut tx = context.begin_record_read(family).await?;
        let found = find_person_to_add(&mut tx, family, person).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format("team-add-one", &[("name", found.name.clone().into())]);
        let rows = assignable_roles().map(|role| ListRow {
            href: Some(paths::add_member_as(family, person, role)),
            title: Some(text.role_name(role).into_any()),
            ..ListRow::default()
        });
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            <p>{text.get("team-choose-role")}</p>
            {link_list(rows.collect())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/team/member/add/{member}/{role}`
#[component]
pub fn AddMemberPage() -> impl IntoView {
    let (family, person, role) = (family_from_path(), member_from_path(), role_from_path());
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, person) = family.zip(person).ok_or(AppError::NotFound)?;
        let role = role.ok_or(AppError::NotFound)?;
        context.require_role(family, may_keep_memberships)?;
        let state = context.stored_form(AddMember::PATH).await?;
        let proposed = ProposedMembership {
            person: Some(person),
            role,
            // The mentee is chosen in the form below, after the preview was read.
            mentee: None,
        };
        let mut tx = context.begin_record_read(family).await?;
        let found = find_person_to_add(&mut tx, family, person).await?;
        let members = list_members(&mut tx, family).await?;
        let preview = read_preview(&mut tx, family, proposed).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let today = context.actor()?.today;
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="member" value=person.to_string() />
            <input type="hidden" name="role" value=role.slug() />
            {(role == Role::Mentor).then(|| mentee_select(&filled, &members, None))}
            {membership_fields(&filled, today, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("team-member-add-now")}</button>
        };
        let title = text.format(
            "team-add-as",
            &[
                ("name", found.name.clone().into()),
                ("role", text.role_name(role).into()),
            ],
        );
        let form = page_form(&context, AddMember::PATH, fields.into_any());
        Ok(add_page(
            &context,
            (family, person, role),
            title,
            &preview,
            form,
            state.as_ref(),
        ))
    })
}

/// The preview comes first: it is shown before a person is added.
fn add_page(
    context: &RequestContext,
    (family, person, role): (FamilyId, PersonId, Role),
    title: String,
    preview: &RecordPreview,
    form: AnyView,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let body = view! {
        {team_link(context, family)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state)}
        {preview_section(text, (family, role, Some(person)), preview)}
        {form}
    };
    html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    )
}

/// The way to hand over, for those who can.
pub(super) fn hand_over_link(
    text: Localizer,
    family: FamilyId,
    one: &Membership,
) -> Option<AnyView> {
    may_be_succeeded(one.role).then(|| {
        view! {
            <p>
                <a class="btn secondary" href=paths::hand_over(family, one.person_id)>
                    {text.get("team-hand-over")}
                </a>
            </p>
        }
        .into_any()
    })
}
