//! `/family/{id}/sharing`, and `/sharing`, which redirects to it.

use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, PersonId};
use model::role::Role;
use store::Actor;
use store::access_log::{
    AccessLogDay, AccessLogDays, AccessLogFilter, DailyVisit, RecordPart, list_days,
};

use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/sharing`
#[component]
pub fn RedirectToSharing() -> impl IntoView {
    render_page(async |context: RequestContext| {
        crate::home::pages::redirect_to_family_page(&context, "sharing")
    })
}

/// `/family/{id}/sharing`
#[component]
pub fn AccessLogPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let filter = parse_filter();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let filter = filter?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to roles that never see the log.
        let log = list_days(&mut tx, family, filter).await?;
        // Commits the entry of a reader from outside the family: their look at the log is logged
        // too.
        tx.commit().await?;
        let actor = context.actor()?;
        let role = actor.membership_in(family)?.role;
        let body = view! {
            <h1>{text.get("sharing-title")}</h1>
            <p>{text.get("sharing-body")}</p>
            {filter_links(text, family, filter, &log)}
            {day_list(text, actor, role, filter, &log)}
            {older_link(text, family, filter, &log)}
            <p>{text.get("sharing-wrong")}</p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("sharing-title"),
                nav_item: NavItem::More,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The filter in the query of the address. An invalid id is the id of no person; an invalid date is
/// ignored.
fn parse_filter() -> Result<AccessLogFilter, AppError> {
    let map = use_query_map();
    let query = map.read_untracked();
    let person = query
        .get("person")
        .map(|id| id.parse::<PersonId>().map_err(|_| AppError::NotFound))
        .transpose()?;
    let before = query.get("before").and_then(|date| date.parse().ok());
    Ok(AccessLogFilter { person, before })
}

/// The address of the page with this filter.
fn page_address(family: FamilyId, filter: AccessLogFilter) -> String {
    let person = filter.person.map(|person| format!("person={person}"));
    // By day and not by a page number: entries that are added meanwhile would move others to the
    // next page, where they would appear twice.
    let before = filter.before.map(|date| format!("before={date}"));
    let query: Vec<String> = person.into_iter().chain(before).collect();
    if query.is_empty() {
        paths::sharing(family)
    } else {
        format!("{}?{}", paths::sharing(family), query.join("&"))
    }
}

/// Links that show one person's visits only. They name the people of this page, which costs no
/// further statement.
fn filter_links(
    text: Localizer,
    family: FamilyId,
    filter: AccessLogFilter,
    log: &AccessLogDays,
) -> Option<AnyView> {
    let mut people: Vec<(PersonId, String)> = Vec::new();
    for visit in log.days.iter().flat_map(|day| &day.visits) {
        if people.iter().all(|(known, _)| *known != visit.person) {
            people.push((visit.person, visit.name.clone()));
        }
    }
    // One person's log needs a way back; that of everyone, a choice of at least two.
    if filter.person.is_none() && people.len() < 2 {
        return None;
    }
    let everyone = std::iter::once((None, text.get("sharing-filter-all")));
    let links = everyone
        .chain(people.into_iter().map(|(id, name)| (Some(id), name)))
        .map(|(person, label)| {
            let before = None;
            let href = page_address(family, AccessLogFilter { person, before });
            let current = (person == filter.person).then_some("true");
            view! {
                <li>
                    <a class="btn neutral small" href=href aria-current=current>
                        <bdi>{label}</bdi>
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <nav class="access-filter" aria-labelledby="access-filter">
                <p class="muted" id="access-filter">
                    {text.get("sharing-filter")}
                </p>
                <ul class="row" role="list">
                    {links}
                </ul>
            </nav>
        }
        .into_any(),
    )
}

fn day_list(
    text: Localizer,
    actor: &Actor,
    role: Role,
    filter: AccessLogFilter,
    log: &AccessLogDays,
) -> AnyView {
    if log.days.is_empty() {
        let words = if filter.before.is_some() {
            text.get("sharing-empty-before")
        } else {
            text.get("sharing-empty")
        };
        return empty_state(words, None);
    }
    let days = log
        .days
        .iter()
        .map(|day| day_view(text, actor, role, day))
        .collect_view();
    view! { <div class="access-log">{days}</div> }.into_any()
}

fn day_view(text: Localizer, actor: &Actor, role: Role, day: &AccessLogDay) -> AnyView {
    // The names of days leave the year out.
    let heading = if day.date.year() == actor.today.year() {
        text.relative_day(actor.today, day.date)
    } else {
        text.format_date(day.date)
    };
    let visits = day
        .visits
        .iter()
        .map(|visit| visit_row(text, actor, role, visit))
        .collect_view();
    view! {
        <h2>{capitalize_line(&heading)}</h2>
        <ol role="list">{visits}</ol>
    }
    .into_any()
}

/// Who viewed the record, why they may, what they read and when. `role` is that of the reader of
/// this page.
fn visit_row(text: Localizer, actor: &Actor, role: Role, visit: &DailyVisit) -> AnyView {
    // "Your worker" is right for the family only.
    let why = reason_key(visit.role)
        .filter(|_| role.is_family())
        .map_or_else(|| text.role_name(visit.role), |key| text.get(key));
    let mut parts: Vec<String> = Vec::new();
    for part in &visit.parts {
        let words = text.get(part_key(*part));
        // Several conversations are one part for the reader, and so are several texts.
        if !parts.contains(&words) {
            parts.push(words);
        }
    }
    view! {
        <li>
            <p>
                <b>
                    <bdi>{visit.name.clone()}</bdi>
                </b>
            </p>
            <p class="muted">{why}</p>
            <p>{parts.join(" · ")}</p>
            <p class="muted">{visit_times(text, actor, visit)}</p>
        </li>
    }
    .into_any()
}

/// The first and the last time of a visit, or one time where both are in the same minute.
fn visit_times(text: Localizer, actor: &Actor, visit: &DailyVisit) -> String {
    let time = |at: Timestamp| text.format_time(at.to_zoned(actor.zone.clone()).datetime());
    let (first, last) = (time(visit.first_at), time(visit.last_at));
    if first == last {
        return first;
    }
    text.format(
        "sharing-times",
        &[("first", first.into()), ("last", last.into())],
    )
}

const fn part_key(part: RecordPart) -> &'static str {
    match part {
        RecordPart::Home => "sharing-what-home",
        RecordPart::Plan => "sharing-what-plan",
        RecordPart::Team => "sharing-what-team",
        RecordPart::Tribe => "sharing-what-tribe",
        RecordPart::Transition => "sharing-what-transition",
        RecordPart::Calendar => "sharing-what-calendar",
        RecordPart::Thread(_) => "sharing-what-thread",
        RecordPart::Text(_) => "sharing-what-text",
        RecordPart::AccessLog => "sharing-what-sharing",
    }
}

/// Why a person with this role may read the family's record, in words for the family.
const fn reason_key(role: Role) -> Option<&'static str> {
    match role {
        Role::Caregiver => Some("sharing-why-caregiver"),
        Role::Mentor => Some("sharing-why-mentor"),
        Role::MentorCoordinator => Some("sharing-why-mentor-coordinator"),
        Role::Worker => Some("sharing-why-worker"),
        Role::Supervisor => Some("sharing-why-supervisor"),
        Role::TribalRepresentative => Some("sharing-why-tribal-representative"),
        Role::Interpreter => Some("sharing-why-interpreter"),
        // The family is not logged, and an administrator opens no record.
        Role::Parent
        | Role::Guardian
        | Role::IndianCustodian
        | Role::Youth
        | Role::Administrator => None,
    }
}

/// The link to earlier days. They may turn out to have no entries.
fn older_link(
    text: Localizer,
    family: FamilyId,
    filter: AccessLogFilter,
    log: &AccessLogDays,
) -> Option<AnyView> {
    let before = log.older_before?;
    let href = page_address(
        family,
        AccessLogFilter {
            before: Some(before),
            ..filter
        },
    );
    Some(
        view! {
            <p>
                <a class="btn secondary" href=href>
                    {text.get("common-older")}
                </a>
            </p>
        }
        .into_any(),
    )
}
