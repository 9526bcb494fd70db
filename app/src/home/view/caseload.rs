//! The families on whose teams the signed-in person is, and what is new, for everyone who is not a
//! family member of one family.

use leptos::prelude::*;
use model::policy::can_open_record;
use model::role::Role;
use store::home::{self, ActivityItem, SupervisedMentor};
use store::messages::staff::{self, WorkerBacklog};
use store::{Actor, Intent};

use super::family_home as view;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::{NavItem, PageLayout, html_document};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

struct Caseload {
    news: Vec<ActivityItem>,
    /// For a supervisor.
    backlogs: Vec<WorkerBacklog>,
    /// For a mentor coordinator; `None` for anyone else.
    mentors: Option<Vec<SupervisedMentor>>,
}

async fn load_caseload(context: &RequestContext) -> Result<Caseload, AppError> {
    let actor = context.actor()?;
    // Not a read of any family's record: the names of one's own families, and the number and age of
    // unread messages, are not in the access log.
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let news = home::unread_activity(&mut tx).await?;
    // Both queries return nothing for other roles. Without them the page takes fewer statements.
    let backlogs = if actor.has_role_where(|role| role == Role::Supervisor) {
        staff::list_worker_backlogs(&mut tx).await?
    } else {
        Vec::new()
    };
    let mentors = if actor.has_role_where(|role| role == Role::MentorCoordinator) {
        Some(home::supervised_mentors(&mut tx).await?)
    } else {
        None
    };
    // The transaction ends without a commit: nothing was written.
    Ok(Caseload {
        news,
        backlogs,
        mentors,
    })
}

pub(in crate::home) async fn caseload_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let caseload = load_caseload(context).await?;
    let title = view::greeting_text(context)?;
    let is_interpreter = actor.has_role_where(|role| role == Role::Interpreter);
    let body = view! {
        <h1>{title.clone()}</h1>
        {is_interpreter.then(|| queue_link(text))}
        {backlog_section(context, actor, &caseload.backlogs)}
        {view::news_section(text, actor.today, &caseload.news)}
        {caseload.mentors.as_deref().map(|mentors| mentor_section(text, mentors))}
        {family_section(text, actor)}
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

fn queue_link(text: Localizer) -> AnyView {
    view! {
        <p>
            <a class="btn" href=paths::INTERPRETATION_QUEUE>
                {text.get("messages-queue-title")}
            </a>
        </p>
    }
    .into_any()
}

/// Workers who have left messages of a family unread. A supervisor sees how long, but neither the
/// text nor the author: nobody reads a conversation without being named in it.
fn backlog_section(
    context: &RequestContext,
    actor: &Actor,
    backlogs: &[WorkerBacklog],
) -> Option<AnyView> {
    let text = context.localizer();
    let now = context.db.clock().now();
    let rows = backlogs
        .iter()
        .map(|one| {
            // At least 2: the store reports messages that have been unread for over 48 hours.
            let days = now.duration_since(one.since).as_hours() / 24;
            ListRow {
                // Without `href`: a supervisor may not open the conversation.
                title: Some(isolate_bidi(&one.name).into_any()),
                small: actor
                    .membership_in(one.family)
                    .map(|team| isolate_bidi(&team.family))
                    .unwrap_or_default(),
                tag: Some((
                    "urgent",
                    text.format("home-unread-days", &[("count", days.into())]),
                )),
                ..ListRow::default()
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("home-unread")}</h2>
            <p class="muted">{text.get("home-unread-hint")}</p>
            {link_list(rows)}
        }
        .into_any()
    })
}

fn mentor_section(text: Localizer, mentors: &[SupervisedMentor]) -> AnyView {
    let rows = if mentors.is_empty() {
        empty_state(text.get("home-partners-empty"), None)
    } else {
        view::mentor_rows(text, mentors)
    };
    view! {
        <h2>{text.get("home-partners")}</h2>
        {rows}
    }
    .into_any()
}

/// The families whose record the signed-in person may open.
fn family_section(text: Localizer, actor: &Actor) -> AnyView {
    let families = actor
        .teams
        .iter()
        // An interpreter or a coordinator is on the team too, but the family's page answers 404 to
        // them.
        .filter(|team| can_open_record(team.role))
        .map(|team| ListRow {
            href: Some(paths::family(team.family_id)),
            title: Some(isolate_bidi(&team.family).into_any()),
            small: text.role_name(team.role),
            ..ListRow::default()
        })
        .collect::<Vec<_>>();
    // These roles open no record: an empty list would tell them to wait for a family that never
    // appears.
    let opens_no_record = |role: Role| matches!(role, Role::MentorCoordinator | Role::Interpreter);
    if families.is_empty() && actor.has_role_where(opens_no_record) {
        return ().into_any();
    }
    let title = if actor.has_role_where(|role| role == Role::Mentor) {
        "home-walk-with"
    } else {
        "home-families"
    };
    let list = if families.is_empty() {
        empty_state(text.get("home-families-empty"), None)
    } else {
        link_list(families)
    };
    view! {
        <h2>{text.get(title)}</h2>
        {list}
    }
    .into_any()
}
