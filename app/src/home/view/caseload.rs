//! What waits in all families on whose teams the signed-in person is, and these families, for
//! everyone who is not a family member of one family.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::policy::can_open_record;
use model::role::Role;
use store::home::duties::{self, Duty, DutySubject};
use store::home::mentees::{self, Mentee};
use store::home::{self, ActivityItem, SupervisedMentor};
use store::messages::staff::{self, WorkerBacklog};
use store::translations::{self, InterpreterQueue};
use store::{Actor, Intent, TeamMembership};

use super::duties::{SHOWN_ROWS, duty_section, family_name, family_summary, week_section};
use super::family_home as view;
use super::mentees::mentee_row;
use super::mentors::mentor_section;
use super::news::{NameForm, news_section};
use super::queue::queue_section;
use crate::account::view::news::account_news;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::search::StoreSearchQuery;
use crate::page::list_filter::ListFilter;
use crate::page::{NavItem, PageLayout, html_document};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, RowTag, folded_list, link_list};

struct Caseload {
    news: Vec<ActivityItem>,
    /// For a worker or a supervisor.
    duties: Vec<Duty>,
    /// For a supervisor.
    backlogs: Vec<WorkerBacklog>,
    /// For an interpreter; `None` for anyone else.
    queue: Option<InterpreterQueue>,
    /// For a mentor coordinator; `None` for anyone else.
    mentors: Option<Vec<SupervisedMentor>>,
    /// For a mentor.
    mentees: Vec<Mentee>,
    /// The families whose record the signed-in person may open.
    families: Vec<TeamMembership>,
}

impl Caseload {
    /// Leaves out the rows whose names do not match.
    fn retain_matching(&mut self, actor: &Actor, filter: &ListFilter) {
        // A coordinator or an interpreter does not get to know families by looking for their names.
        let known_name = |id| match actor.membership_in(id) {
            Ok(team) if can_open_record(team.role) => team.family.as_str(),
            _ => "",
        };
        self.news.retain(|one| {
            let family = one.family_id.map(known_name).unwrap_or_default();
            filter.matches(&[one.name.as_deref().unwrap_or_default(), family])
        });
        self.duties.retain(|duty| {
            let person = duty.person.as_deref().unwrap_or_default();
            filter.matches(&[person, family_name(actor, duty.family_id)])
        });
        self.backlogs
            .retain(|one| filter.matches(&[one.name.as_str(), known_name(one.family)]));
        if let Some(mentors) = &mut self.mentors {
            mentors.retain(|one| filter.matches(&[one.name.as_str()]));
        }
        self.mentees
            .retain(|one| filter.matches(&[one.name.as_str(), known_name(one.family_id)]));
        self.families
            .retain(|team| filter.matches(&[team.family.as_str()]));
    }

    fn is_empty(&self) -> bool {
        self.news.is_empty()
            && self.duties.is_empty()
            && self.backlogs.is_empty()
            && self.mentors.as_ref().is_none_or(Vec::is_empty)
            && self.mentees.is_empty()
            && self.families.is_empty()
    }
}

async fn load_caseload(context: &RequestContext) -> Result<Caseload, AppError> {
    let actor = context.actor()?;
    let has = |wanted: Role| actor.has_role_where(|role| role == wanted);
    // Not a read of any family's record: names, numbers and days of one's own families are not in
    // the access log, and nothing here contains a text.
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let news = home::unread_activity(&mut tx).await?;
    // These queries return nothing for other roles. Without them the page takes fewer statements.
    let duties = if has(Role::Worker) || has(Role::Supervisor) {
        duties::list_duties(&mut tx, context.language.language_tag()).await?
    } else {
        Vec::new()
    };
    let backlogs = if has(Role::Supervisor) {
        staff::list_worker_backlogs(&mut tx).await?
    } else {
        Vec::new()
    };
    let queue = if has(Role::Interpreter) {
        match translations::load_interpreter_queue(&mut tx).await {
            // An interpreter who is under age gets nothing to interpret.
            Err(store::Error::NotFound) => None,
            found => Some(found?),
        }
    } else {
        None
    };
    let mentors = if has(Role::MentorCoordinator) {
        Some(home::supervised_mentors(&mut tx).await?)
    } else {
        None
    };
    let mentees = if has(Role::Mentor) {
        mentees::list_mentees(&mut tx).await?
    } else {
        Vec::new()
    };
    // An interpreter or a coordinator is on the team too, but the family's page answers 404 to
    // them. A mentor's families are listed by their parents.
    let is_listed = |team: &&TeamMembership| {
        can_open_record(team.role) && !mentees.iter().any(|one| one.family_id == team.family_id)
    };
    let families = actor.teams.iter().filter(is_listed).cloned().collect();
    // The transaction ends without a commit: nothing was written.
    Ok(Caseload {
        news,
        duties,
        backlogs,
        queue,
        mentors,
        mentees,
        families,
    })
}

/// The page. `path` is its address, for the filter.
pub(in crate::home) async fn caseload_page(
    context: &RequestContext,
    path: &'static str,
) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let filter = ListFilter::load(context, StoreSearchQuery::PATH, path).await?;
    let mut caseload = load_caseload(context).await?;
    let filter_form = filter.view(context, path, actor.teams.len());
    caseload.retain_matching(actor, &filter);
    let title = view::greeting_text(context)?;
    let account_news = account_news(context).await?;
    let sections = if filter.is_active() && caseload.is_empty() {
        empty_state(text.get("common-filter-none"), None)
    } else {
        caseload_sections(context, actor, &caseload, &filter)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {account_news}
        {actor.teams.is_empty().then(|| view::own_transition_link(context))}
        {filter_form}
        {sections}
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

fn caseload_sections(
    context: &RequestContext,
    actor: &Actor,
    caseload: &Caseload,
    filter: &ListFilter,
) -> AnyView {
    let text = context.localizer();
    let has = |wanted: Role| actor.has_role_where(|role| role == wanted);
    let shows_empty = !filter.is_active();
    let is_worker = has(Role::Worker);
    // A supervisor sees this section only when something is late.
    let has_duties = caseload
        .duties
        .iter()
        .any(|duty| !matches!(duty.subject, DutySubject::Event(..)));
    // An interpreter or a coordinator may have no one to write to.
    let may_write = actor.has_role_where(can_open_record);
    view! {
        {caseload.queue.as_ref().map(|queue| queue_section(text, actor, queue))}
        {(has_duties || (is_worker && shows_empty))
            .then(|| duty_section(text, actor, &caseload.duties, is_worker))}
        {backlog_section(context, actor, &caseload.backlogs)}
        {(shows_empty || !caseload.news.is_empty())
            .then(|| {
                news_section(text, actor.today, &caseload.news, NameForm::Full, may_write)
            })}
        {week_section(text, actor, &caseload.duties)}
        {caseload.mentors.as_deref().map(|mentors| mentor_section(context, actor, mentors))}
        {family_section(text, actor, caseload, shows_empty)}
    }
    .into_any()
}

/// Workers who have left messages of a family unread. A supervisor sees how long, but neither the
/// text nor the author, because only its participants may read a conversation.
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
            // A supervisor may not open the conversation, but can write to the worker.
            let write = view! {
                <div class="row-action">
                    <a class="btn secondary small" href=paths::new_thread(one.worker)>
                        {text.format("home-write-to", &[("name", one.name.clone().into())])}
                    </a>
                </div>
            };
            ListRow {
                title: Some(isolate_bidi(&one.name).into_any()),
                small: isolate_bidi(family_name(actor, one.family)),
                tag: Some(RowTag::urgent(
                    text.format("home-unread-days", &[("count", days.into())]),
                )),
                below: Some(write.into_any()),
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

/// The parents whom the signed-in person supports, and the families whose record they may open.
fn family_section(
    text: Localizer,
    actor: &Actor,
    caseload: &Caseload,
    shows_empty: bool,
) -> Option<AnyView> {
    let mut rows: Vec<ListRow> = caseload
        .mentees
        .iter()
        .map(|one| mentee_row(text, actor, one))
        .collect();
    rows.extend(
        caseload
            .families
            .iter()
            .map(|team| family_row(text, actor, team, &caseload.duties)),
    );
    // These roles open no record: an empty list would tell them to wait for a family that never
    // appears.
    let opens_no_record = |role: Role| !can_open_record(role);
    if rows.is_empty() && (!shows_empty || actor.has_role_where(opens_no_record)) {
        return None;
    }
    let title = if actor.has_role_where(|role| role == Role::Mentor) {
        "home-walk-with"
    } else {
        "home-families"
    };
    let list = if rows.is_empty() {
        empty_state(text.get("home-families-empty"), None)
    } else {
        folded_list(text, rows, SHOWN_ROWS)
    };
    Some(
        view! {
            <h2>{text.get(title)}</h2>
            {list}
        }
        .into_any(),
    )
}

/// A family. Its worker sees how much is due there, and its supervisor whether something is late.
/// Others see the role that they have, unless it is the same in each of their families.
fn family_row(text: Localizer, actor: &Actor, team: &TeamMembership, duties: &[Duty]) -> ListRow {
    let own: Vec<&Duty> = duties
        .iter()
        .filter(|duty| duty.family_id == team.family_id)
        .collect();
    let (summary, late) = family_summary(text, actor, &own);
    let has_one_role = actor.teams.iter().all(|other| other.role == team.role);
    let (small, tag) = match team.role {
        Role::Worker => (summary, late),
        Role::Supervisor => (String::new(), late),
        _ if has_one_role => (String::new(), None),
        role => (text.role_name(role), None),
    };
    ListRow {
        href: Some(paths::family(team.family_id)),
        title: Some(isolate_bidi(&team.family).into_any()),
        small,
        tag,
        ..ListRow::default()
    }
}
