//! `/`, `/families`, `/family/{id}`.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::policy::can_open_record;
use model::role::Role;
use store::{Intent, home, messages};

use super::view;
use crate::error::AppError;
use crate::form::see_other;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// `/`: the family's page for a family member of one family, else the list of families.
#[component]
pub fn HomePage() -> impl IntoView {
    render_page(async |visit: RequestContext| {
        let actor = visit.actor()?;
        match actor.teams.as_slice() {
            [team] if team.role.is_family() => family_page(&visit, team.family_id).await,
            _ => caseload(&visit).await,
        }
    })
}

/// `/families`
#[component]
pub fn FamiliesPage() -> impl IntoView {
    render_page(async |visit: RequestContext| caseload(&visit).await)
}

/// `/family/{id}`
#[component]
pub fn FamilyPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |visit: RequestContext| {
        family_page(&visit, id.ok_or(AppError::NotFound)?).await
    })
}

/// Redirects a short address such as `/plan` to that page of the person's only family, or to the
/// list of families.
pub fn redirect_to_family_page(visit: &RequestContext, page: &str) -> Result<AnyView, AppError> {
    match visit.actor()?.teams.as_slice() {
        [team] => see_other(&format!("/family/{}/{page}", team.family_id)),
        _ => see_other("/families"),
    }
    Ok(().into_any())
}

fn greeting_text(text: Localizer, visit: &RequestContext) -> Result<String, AppError> {
    Ok(text.format(
        "home-hello",
        &[("name", visit.profile()?.name.clone().into())],
    ))
}

async fn family_page(visit: &RequestContext, id: FamilyId) -> Result<AnyView, AppError> {
    let (text, actor) = (visit.localizer(), visit.actor()?);
    let mut tx = visit.begin_record_read(id).await?;
    let home = home::read_home(&mut tx, id, visit.language.language_tag()).await?;
    tx.commit().await?;
    let plan = format!("/family/{id}/plan");
    let is_family_member = home.role.is_family();
    let title = if is_family_member {
        greeting_text(text, visit)?
    } else {
        isolate_bidi(&actor.membership_in(id)?.family)
    };
    let owed: Vec<_> = home.steps.iter().filter(|step| step.owed).collect();
    let own: Vec<_> = home
        .steps
        .iter()
        .filter(|step| !step.owed && step.owner_id == Some(actor.person))
        .collect();
    let next = match home.events.split_first() {
        Some((first, rest)) => view! {
            {view::next_event_card(text, actor.today, first)}
            {view::later_event_rows(text, actor.today, rest)}
        }
        .into_any(),
        None => empty_state(text.get("home-next-empty"), None),
    };
    let news = if home.activity.is_empty() {
        empty_state(
            text.get("home-new-empty"),
            Some(("/messages/new".into(), text.get("messages-start"))),
        )
    } else {
        view::activity_rows(text, actor.today, &home.activity)
    };
    let wanted = home
        .translation_demand
        .iter()
        .map(|w| {
            let words = text.format(
                "home-wanted",
                &[
                    ("count", w.texts.into()),
                    ("language", text.language_name(&w.language).into()),
                ],
            );
            ListRow {
                title: Some(words.into_any()),
                ..ListRow::default()
            }
        })
        .collect::<Vec<_>>();
    let see_plan = (!is_family_member).then(|| {
        view! {
            <p>
                <a class="btn plain" href=plan.clone()>
                    {text.get("plan-title")}
                </a>
            </p>
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {(!is_family_member).then(|| view! { <p class="soft">{text.get("home-looked")}</p> })}
        {see_plan}
        <h2>{text.get("home-next")}</h2>
        {next}
        {(!owed.is_empty())
            .then(|| {
                view! {
                    <h2>
                        {text.get(if is_family_member { "home-owed" } else { "home-agency-owes" })}
                    </h2>
                    {view::step_rows(text, actor.today, &plan, &owed)}
                }
            })}
        {(!home.pending_replies.is_empty())
            .then(|| {
                view! {
                    <h2>
                        {text.get(if is_family_member { "home-asked" } else { "home-to-answer" })}
                    </h2>
                    {view::reply_rows(
                        text,
                        actor.today,
                        &plan,
                        &home.pending_replies,
                        is_family_member,
                    )}
                }
            })}
        {(is_family_member || !own.is_empty())
            .then(|| {
                view! {
                    <h2>{text.get("home-steps")}</h2>
                    {if own.is_empty() {
                        empty_state(
                            text.get("home-steps-empty"),
                            Some((plan.clone(), text.get("home-see-plan"))),
                        )
                    } else {
                        view::step_rows(text, actor.today, &plan, &own)
                    }}
                }
            })}
        {is_family_member
            .then(|| {
                view! {
                    <h2>{text.get("home-new")}</h2>
                    {news}
                }
            })}
        {(!wanted.is_empty())
            .then(|| {
                view! {
                    <h2>{text.get("home-wanted-title")}</h2>
                    {link_list(wanted)}
                }
            })}
    };
    Ok(html_document(
        visit,
        PageLayout {
            title,
            nav_item: NavItem::Home,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The families on whose team the person is, and what is new.
async fn caseload(visit: &RequestContext) -> Result<AnyView, AppError> {
    let (text, actor) = (visit.localizer(), visit.actor()?);
    let mut tx = visit.begin_transaction(Intent::Read).await?;
    let news = home::unread_activity(&mut tx).await?;
    let backlogs = if actor.has_role_where(|role| role == Role::Supervisor) {
        messages::staff::list_worker_backlogs(&mut tx).await?
    } else {
        Vec::new()
    };
    let is_coordinator = actor.has_role_where(|role| role == Role::MentorCoordinator);
    let mentors = if is_coordinator {
        home::supervised_mentors(&mut tx).await?
    } else {
        Vec::new()
    };
    drop(tx);
    let waiting = backlogs
        .iter()
        .map(|one| ListRow {
            title: Some(isolate_bidi(&one.name).into_any()),
            small: actor
                .membership_in(one.family)
                .map(|team| isolate_bidi(&team.family))
                .unwrap_or_default(),
            tag: Some((
                "late",
                text.format(
                    "home-unread-days",
                    &[(
                        "count",
                        (visit.db.clock().now().duration_since(one.since).as_hours() / 24).into(),
                    )],
                ),
            )),
            ..ListRow::default()
        })
        .collect::<Vec<_>>();
    let families = actor
        .teams
        .iter()
        .filter(|team| can_open_record(team.role))
        .map(|team| ListRow {
            href: Some(format!("/family/{}", team.family_id)),
            title: Some(isolate_bidi(&team.family).into_any()),
            small: text.role_name(team.role),
            ..ListRow::default()
        })
        .collect::<Vec<_>>();
    let interprets = actor.has_role_where(|role| role == Role::Interpreter);
    let queue = interprets.then(|| {
        view! {
            <p>
                <a class="btn" href="/messages/queue">
                    {text.get("messages-queue-title")}
                </a>
            </p>
        }
    });
    let is_mentor = actor.has_role_where(|role| role == Role::Mentor);
    let title = greeting_text(text, visit)?;
    let body = view! {
        <h1>{title.clone()}</h1>
        {queue}
        {(!waiting.is_empty())
            .then(|| {
                view! {
                    <h2>{text.get("home-unread")}</h2>
                    <p class="soft">{text.get("home-unread-hint")}</p>
                    {link_list(waiting)}
                }
            })}
        <h2>{text.get("home-new")}</h2>
        {if news.is_empty() {
            empty_state(
                text.get("home-new-empty"),
                Some(("/messages/new".into(), text.get("messages-start"))),
            )
        } else {
            view::activity_rows(text, actor.today, &news)
        }}
        {is_coordinator
            .then(|| {
                view! {
                    <h2>{text.get("home-partners")}</h2>
                    {if mentors.is_empty() {
                        empty_state(text.get("home-partners-empty"), None)
                    } else {
                        view::mentor_rows(text, &mentors)
                    }}
                }
            })}
        {(!(is_coordinator || interprets) || !families.is_empty())
            .then(|| {
                view! {
                    <h2>{text.get(if is_mentor { "home-walk-with" } else { "home-families" })}</h2>
                }
            })}
        {if (is_coordinator || interprets) && families.is_empty() {
            ().into_any()
        } else if families.is_empty() {
            empty_state(text.get("home-families-empty"), None)
        } else {
            link_list(families)
        }}
    };
    Ok(html_document(
        visit,
        PageLayout {
            title,
            nav_item: NavItem::Home,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}
