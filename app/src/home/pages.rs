//! `/`, `/families`, `/family/{id}`.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::{days_until, days_until_age};
use model::id::FamilyId;
use model::role::Role;
use store::Actor;
use store::events::EventSummary;
use store::home::{self, FamilyHome};
use store::translations::TranslationDemand;

use super::view::caseload::caseload_page;
use super::view::family_home as view;
use super::view::news::{NameForm, folded_news_section, news_section};
use super::view::people::people_section;
use crate::account::view::news::account_news;
use crate::calendar::view::clocks::next_clock_row;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::see_other;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, folded_list, link_list};

/// The number of promises, steps and replies of each kind that a family member sees at once: what
/// is due first, or was answered. The page is to fit two phone screens.
const SHOWN_ROWS: usize = 1;

/// `/`: the family's page for a family member of one family, else the list of families.
#[component]
pub fn HomePage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let actor = context.actor()?;
        // A parent who is on the teams of two families chooses one first, as a worker does.
        match actor.teams.as_slice() {
            [team] if team.role.is_family() => family_page(&context, team.family_id).await,
            _ => caseload_page(&context, paths::HOME).await,
        }
    })
}

/// `/families`
#[component]
pub fn FamiliesPage() -> impl IntoView {
    render_page(async |context: RequestContext| caseload_page(&context, paths::FAMILIES).await)
}

/// `/family/{id}`
#[component]
pub fn FamilyPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        family_page(&context, id.ok_or(AppError::NotFound)?).await
    })
}

/// Redirects a short address such as `/plan` to that page of the person's only family, or to the
/// list of families.
pub fn redirect_to_family_page(context: &RequestContext, page: &str) -> Result<AnyView, AppError> {
    match context.actor()?.teams.as_slice() {
        // Any role, unlike on the home page: with one team there is only one plan or log to open.
        [team] => see_other(&format!("{}/{page}", paths::family(team.family_id))),
        _ => see_other(paths::FAMILIES),
    }
    Ok(().into_any())
}

async fn family_page(context: &RequestContext, id: FamilyId) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let mut tx = context.begin_record_read(id).await?;
    let home = home::read_home(&mut tx, id, context.language.language_tag()).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let is_family_member = home.role.is_family();
    let title = if is_family_member {
        view::greeting_text(context)?
    } else {
        isolate_bidi(&actor.membership_in(id)?.family)
    };
    // For readers outside the family, what is new is on `caseload_page`, which covers all of their
    // families.
    let news = is_family_member
        .then(|| folded_news_section(text, actor.today, &home.activity, NameForm::First));
    // Where no one can be written to from the list of people, and nothing is new.
    let no_news = (is_family_member && home.activity.is_empty() && home.people.is_empty())
        .then(|| news_section(text, actor.today, &[], NameForm::First, true));
    // On the page that a sign-in leads to: for others that is the list of families.
    let account_news = if is_family_member {
        account_news(context).await?
    } else {
        None
    };
    // What the agency owes comes before what the reader has to do.
    let body = view! {
        {page_top(text, id, title.clone(), is_family_member)}
        {account_news}
        {days_to_adulthood(context, actor.today, home.role)}
        {(home.role == Role::Youth).then(|| view::own_transition_link(context))}
        {news}
        <h2>{text.get("home-next")}</h2>
        {upcoming_events(context, actor, id, &home)}
        {people_section(text, &home.people)}
        {(is_family_member && !is_in_navigation(actor)).then(|| team_link(text, id))}
        {owed_steps_section(text, actor.today, id, &home)}
        {pending_replies_section(text, actor.today, id, &home)}
        {own_steps_section(text, actor, id, &home)}
        {no_news}
        {translation_demand_section(text, id, &home.translation_demand)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            nav_item: NavItem::Home,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// For a youth in the year before their 18th birthday: in how many days it is.
fn days_to_adulthood(context: &RequestContext, today: Date, role: Role) -> Option<AnyView> {
    let born = context.profile.as_ref()?.date_of_birth?;
    let days = days_until_age(born, 18, today);
    (role == Role::Youth && (1..=365).contains(&days)).then(|| {
        let words = context
            .localizer()
            .format("home-days-to-18", &[("days", days.into())]);
        view! { <p class="muted">{words}</p> }.into_any()
    })
}

/// The heading with the way to the safety plan beside it. For a reader from outside the family also
/// that the family sees this access, and links to the plan and to the team.
fn page_top(text: Localizer, id: FamilyId, title: String, is_family_member: bool) -> AnyView {
    if is_family_member {
        return view! {
            <div class="today-top">
                <h1>{title}</h1>
                {safety_plan_link(text, id)}
            </div>
        }
        .into_any();
    }
    view! {
        <h1>{title}</h1>
        <p class="muted">{text.get("home-looked")}</p>
        // Family members have the plan in the navigation bar.
        <p class="row">
            <a class="btn secondary small" href=paths::plan(id)>
                {text.get("plan-title-team")}
            </a>
            <a class="btn secondary small" href=paths::team(id)>
                {text.get("team-title-team")}
            </a>
            {safety_plan_link(text, id)}
        </p>
    }
    .into_any()
}

/// Whether the navigation bar leads to the pages of this family. It does for people of one family;
/// this page then repeats none of these links.
fn is_in_navigation(actor: &Actor) -> bool {
    actor.teams.len() == 1
}

/// For a family member of several families, below the people to write to: everyone on the team.
fn team_link(text: Localizer, id: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::team(id)>{text.get("home-team")}</a>
        </p>
    }
    .into_any()
}

/// In a crisis the safety plan is one tap away. The link is the same for every reader, because the
/// page also answers where there is no safety plan, or none that the reader may see.
fn safety_plan_link(text: Localizer, id: FamilyId) -> AnyView {
    view! {
        <a class="btn secondary small" href=paths::safety_plan(id)>
            {text.get("plan-safety-open")}
        </a>
    }
    .into_any()
}

/// The next event, those after it, and where the navigation bar does not lead to all of them, the
/// way there. A family member sees only those of today and tomorrow after the first one.
fn upcoming_events(
    context: &RequestContext,
    actor: &Actor,
    id: FamilyId,
    home: &FamilyHome,
) -> AnyView {
    let (text, today) = (context.localizer(), actor.today);
    let is_family_member = home.role.is_family();
    let list = match home.events.split_first() {
        Some((first, rest)) => {
            let rest = if is_family_member {
                soon_events(today, rest)
            } else {
                rest
            };
            view! {
                {view::next_event_card(context, today, id, first, is_family_member)}
                {view::later_event_rows(text, today, id, rest)}
            }
            .into_any()
        }
        None if is_family_member => empty_state(text.get("home-next-empty"), None),
        None => empty_state(text.get("home-next-none"), None),
    };
    let all = (!is_in_navigation(actor)).then(|| {
        view! {
            <p>
                <a href=paths::calendar(id)>{text.get("calendar-open")}</a>
            </p>
        }
    });
    view! {
        {list}
        {next_clock_row(text, today, id, home.next_clock.as_ref())}
        {all}
    }
    .into_any()
}

/// Of events in the order of time, those that begin today or tomorrow.
fn soon_events(today: Date, events: &[EventSummary]) -> &[EventSummary] {
    let is_soon = |event: &EventSummary| days_until(today, event.starts.to_jiff().date()) <= 1;
    let end = events.iter().take_while(|event| is_soon(event)).count();
    &events[..end]
}

/// For a family member the first row, with the others folded; for staff, whose work they are, all.
fn shown_list(text: Localizer, rows: Vec<ListRow>, is_family_member: bool) -> AnyView {
    if is_family_member {
        folded_list(text, rows, SHOWN_ROWS)
    } else {
        link_list(rows)
    }
}

/// The steps that the agency owes to the family.
fn owed_steps_section(
    text: Localizer,
    today: Date,
    id: FamilyId,
    home: &FamilyHome,
) -> Option<AnyView> {
    // Every reader sees these: what the agency promised is no less visible than what a parent has
    // to do.
    let owed: Vec<_> = home
        .steps
        .iter()
        .filter(|step| step.owed_by_agency)
        .collect();
    let is_family = home.role.is_family();
    let title = match home.role {
        _ if is_family => "home-owed",
        Role::Worker => "home-we-promised",
        _ => "home-agency-owes",
    };
    (!owed.is_empty()).then(|| {
        view! {
            <h2>{text.get(title)}</h2>
            {shown_list(text, view::step_rows(text, today, id, &owed, is_family), is_family)}
        }
        .into_any()
    })
}

/// The replies to the plan that the reader wrote, or has to answer.
fn pending_replies_section(
    text: Localizer,
    today: Date,
    id: FamilyId,
    home: &FamilyHome,
) -> Option<AnyView> {
    let is_family_member = home.role.is_family();
    let title = if is_family_member {
        "home-asked"
    } else {
        "home-to-answer"
    };
    (!home.pending_replies.is_empty()).then(|| {
        view! {
            <h2>{text.get(title)}</h2>
            {shown_list(
                text,
                view::reply_rows(text, today, id, &home.pending_replies, is_family_member),
                is_family_member,
            )}
        }
        .into_any()
    })
}

/// The reader's own steps. A family member sees the section also without any.
fn own_steps_section(
    text: Localizer,
    actor: &Actor,
    id: FamilyId,
    home: &FamilyHome,
) -> Option<AnyView> {
    // A worker can be named as the owner of a step that the agency owes. It is then in the section
    // above.
    let own: Vec<_> = home
        .steps
        .iter()
        .filter(|step| !step.owed_by_agency && step.owner_id == Some(actor.person))
        .collect();
    let is_family = home.role.is_family();
    if own.is_empty() && !is_family {
        return None;
    }
    let rows = if own.is_empty() {
        let plan = (paths::plan(id), text.get("home-see-plan"));
        empty_state(
            text.get("home-steps-empty"),
            (!is_in_navigation(actor)).then_some(plan),
        )
    } else {
        let rows = view::step_rows(text, actor.today, id, &own, is_family);
        shown_list(text, rows, is_family)
    };
    Some(
        view! {
            <h2>{text.get("home-steps")}</h2>
            {rows}
        }
        .into_any(),
    )
}

/// The languages into which the family asked for translations, and of how many texts. Each row
/// leads to the page where the worker can write them.
fn translation_demand_section(
    text: Localizer,
    id: FamilyId,
    demand: &[TranslationDemand],
) -> Option<AnyView> {
    // Empty for everyone but a worker (`store::home::read_home`).
    let rows = demand
        .iter()
        .map(|one| {
            let words = text.format(
                "home-wanted",
                &[
                    ("count", one.texts.into()),
                    ("language", text.language_name(&one.language).into()),
                ],
            );
            ListRow {
                href: Some(paths::translations(id)),
                title: Some(words.into_any()),
                ..ListRow::default()
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("home-wanted-title")}</h2>
            {link_list(rows)}
        }
        .into_any()
    })
}
