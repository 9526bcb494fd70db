//! `/family/{id}/team`, and `/team`, which redirects to it.

pub mod contact;
pub mod handover;
pub mod member_edit;
pub mod membership;
pub mod picked;
pub mod preview;
pub mod request;
pub mod tribe;
pub mod tribe_forms;
pub mod vouch;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::policy::may_read_former_members;
use model::role::Role;
use model::team::may_keep_contacts;
use store::team::Team;
use store::team::former_members::{FormerMembers, read_former_members};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::reader::PlanReader;
use crate::request::context::RequestContext;
use crate::team::view::membership::period;
use crate::team::view::person_card::{TeamView, quoted_text};
use crate::team::view::picked::{handover_section, pick_section};
use crate::team::view::requests::request_section;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// The title of the team list, in the form for its reader.
fn team_title(text: Localizer, reader: PlanReader) -> String {
    text.get(reader.heading_key("team-title"))
}

fn family_from_path() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// The link back to the team list.
fn team_link(context: &RequestContext, family: FamilyId) -> AnyView {
    let title = team_title(context.localizer(), PlanReader::of(context, family));
    view! {
        <p>
            <a href=paths::team(family)>{title}</a>
        </p>
    }
    .into_any()
}

/// `/team`
#[component]
pub fn RedirectToTeam() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "team")
    })
}

/// `/family/{id}/team`
#[component]
pub fn TeamPage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let team = store::team::read_team(&mut tx, family, context.language.language_tag()).await?;
        let tribe = tribe::shows_tribe_link(&mut tx, family, team.role).await?;
        // For those who read the reasons, and no statement for other readers.
        let former = if may_read_former_members(team.role) {
            let language = context.language.language_tag();
            read_former_members(&mut tx, family, language).await?
        } else {
            FormerMembers::default()
        };
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = team_title(text, PlanReader::from_role(team.role));
        let cards = TeamView {
            context: &context,
            text,
            family,
            team: &team,
        };
        let today = context.actor()?.today;
        let body = view! {
            <h1>{title.clone()}</h1>
            {action_links(text, family, team.role)}
            {handover_section(&context, &team)}
            {pick_section(&context, family, &team)}
            {transition_link(text, family, &team)}
            {tribe.then(|| tribe::tribe_link(text, family))}
            {member_section(&cards, "team-work", |role| !role.is_family())}
            {member_section(&cards, "team-family", Role::is_family)}
            {contact_section(&cards, today)}
            {request_section(&context, family, &team)}
            {former_people(&context, family, &team, &former)}
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

/// Where the team has a youth, for the others on it: what the youth shares of their transition
/// plan.
fn transition_link(text: Localizer, family: FamilyId, team: &Team) -> Option<AnyView> {
    let has_youth = team.members.iter().any(|one| one.role == Role::Youth);
    (has_youth && team.role != Role::Youth).then(|| {
        view! {
            <p>
                <a href=paths::transition_of_family(family)>
                    {text.get("transition-youths-title")}
                </a>
            </p>
        }
        .into_any()
    })
}

/// What the reader may do about the team. The way to object to someone is with that person.
fn action_links(text: Localizer, family: FamilyId, role: Role) -> Option<AnyView> {
    // The family proposes, and the worker decides and adds.
    let links = if role.is_family() {
        vec![(paths::propose_team_member(family), "team-propose")]
    } else if may_keep_contacts(role) {
        vec![
            (paths::add_team_member(family), "team-member-add"),
            (paths::add_team_contact(family, None), "team-add"),
            (paths::invite(family), "account-invite-link"),
        ]
    } else {
        return None;
    };
    let links = links
        .into_iter()
        .map(|(href, label)| {
            view! {
                <a class="btn secondary" href=href>
                    {text.get(label)}
                </a>
            }
        })
        .collect_view();
    Some(view! { <p class="row">{links}</p> }.into_any())
}

/// The people with a membership whose role is one of these.
fn member_section(
    cards: &TeamView<'_>,
    title: &'static str,
    is_shown: impl Fn(Role) -> bool,
) -> Option<AnyView> {
    let rows: Vec<AnyView> = cards
        .team
        .members
        .iter()
        .filter(|member| is_shown(member.role))
        .map(|member| cards.member_card(member))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{cards.text.get(title)}</h2>
            <ul class="link-list" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}

/// The people without an account.
fn contact_section(cards: &TeamView<'_>, today: Date) -> AnyView {
    let rows: Vec<AnyView> = cards
        .team
        .contacts
        .iter()
        .filter(|contact| contact.is_current(today))
        .map(|contact| cards.contact_card(contact))
        .collect();
    let list = if rows.is_empty() {
        empty_state(cards.text.get("team-around-empty"), None)
    } else {
        view! {
            <ul class="link-list" role="list">
                {rows}
            </ul>
        }
        .into_any()
    };
    view! {
        <h2>{cards.text.get("team-around")}</h2>
        <p class="muted">{cards.text.get("team-around-note")}</p>
        {list}
    }
    .into_any()
}

/// For the worker and the supervisor: the people who were on the team and why they left, folded.
/// For the worker a membership opens with its history, and someone without an account with the way
/// to put them back.
fn former_people(
    context: &RequestContext,
    family: FamilyId,
    team: &Team,
    former: &FormerMembers,
) -> Option<AnyView> {
    let (text, today) = (context.localizer(), context.actor().ok()?.today);
    let opens = may_keep_contacts(team.role);
    let members = former.members.iter().map(|one| {
        let (since, until) = one.period();
        ListRow {
            href: opens.then(|| paths::team_member_as(family, one.person_id, one.role)),
            title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
            small: format!(
                "{} · {}",
                text.role_name(one.role),
                period(text, since, Some(until))
            ),
            below: quoted_text(context, &former.texts, one.reason_id),
            ..ListRow::default()
        }
    });
    let contacts = team.contacts.iter();
    let contacts = contacts.filter(|contact| opens && !contact.is_current(today));
    let contacts = contacts.map(|contact| ListRow {
        href: Some(paths::team_contact(family, contact.id)),
        title: Some(view! { <bdi>{contact.name.clone()}</bdi> }.into_any()),
        small: text.get_value(contact.kind),
        ..ListRow::default()
    });
    let rows: Vec<ListRow> = members.chain(contacts).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("team-were")}</summary>
                {link_list(rows)}
            </details>
        }
        .into_any()
    })
}
