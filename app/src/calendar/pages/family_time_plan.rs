//! `/family/{id}/calendar/family-time/add`, `…/{family_time}/edit` and `…/{family_time}/visit`: a
//! worker writes a plan for family time and adds visits to it.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::family_time::{Visit, VisitBalance, VisitState};
use model::id::{EventId, FamilyId, FamilyTimeId};
use model::policy::may_keep_family_time;
use store::calendar::family_time::links::{UnplannedEvent, read_with_unplanned};
use store::calendar::family_time::plans::{EditablePlan, read_choices, read_plan};
use store::calendar::family_time::{FamilyTime, FamilyTimePlan};

use crate::calendar::forms::family_time::{AddFamilyTime, SaveFamilyTime};
use crate::calendar::forms::visit::{AddVisit, LinkVisit};
use crate::calendar::view::event_fields::time_fields;
use crate::calendar::view::family_time::{day_and_time, plan_title, visit_when};
use crate::calendar::view::family_time_fields::{SIBLINGS, plan_fields};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{page_form, return_fields};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary_of;
use crate::ui::field::SelectField;
use crate::ui::summary_list::summary_list;
use crate::ui::writing_language::writing_language_select;

fn family_from_path() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

fn plan_from_path() -> Option<FamilyTimeId> {
    use_params_map()
        .read_untracked()
        .get("family_time")
        .and_then(|id| id.parse().ok())
}

/// The document of a form page.
fn form_document(
    context: &RequestContext,
    family: FamilyId,
    title: String,
    states: &[Option<&FormState>],
    form: AnyView,
) -> AnyView {
    let text = context.localizer();
    let body = view! {
        <p>
            <a href=paths::family_time(family)>{text.get("calendar-time-back")}</a>
        </p>
        <h1>{title.clone()}</h1>
        {error_summary_of(text, states)}
        {form}
    };
    let layout = PageLayout {
        title,
        nav_item: NavItem::Calendar,
        has_errors: states.iter().copied().any(is_rejected),
        has_main_form: true,
        ..PageLayout::default()
    };
    html_document(context, layout, body.into_any())
}

/// `/family/{id}/calendar/family-time/add`
#[component]
pub fn AddFamilyTimePage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, may_keep_family_time)?;
        let state = context.stored_form(AddFamilyTime::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let choices = read_choices(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {plan_fields(&filled, &choices, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("calendar-time-save")}</button>
        };
        let form = page_form(&context, AddFamilyTime::PATH, fields.into_any());
        let title = text.get("calendar-time-add");
        Ok(form_document(
            &context,
            family,
            title,
            &[state.as_ref()],
            form,
        ))
    })
}

/// `/family/{id}/calendar/family-time/{family_time}/edit`
#[component]
pub fn EditFamilyTimePage() -> impl IntoView {
    let (family, plan) = (family_from_path(), plan_from_path());
    render_page(async move |context: RequestContext| {
        let (text, today) = (context.localizer(), context.actor()?.today);
        let (family, plan) = family.zip(plan).ok_or(AppError::NotFound)?;
        let state = context.stored_form(SaveFamilyTime::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to every role but a worker. The page has no other check of the role.
        let language = context.language.language_tag();
        let stored = read_plan(&mut tx, family, plan, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        // The parent of a stored plan cannot be changed, and the form is invalid without one.
        let parent = stored.plan.parent_id;
        let revision = base_revision(state.as_ref(), "revision", stored.plan.revision);
        let language = stored.often.as_ref().map(|words| words.language.clone());
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="plan" value=plan.to_string() />
            <input type="hidden" name="revision" value=revision />
            <input
                type="hidden"
                name="parent"
                value=parent.map_or_else(|| SIBLINGS.to_owned(), |parent| parent.to_string())
            />
            {plan_fields(&filled, &stored.choices, Some(&stored))}
            {writing_language_select(&context, state.as_ref(), language.as_deref())}
            <button class="btn">{text.get("calendar-time-save")}</button>
        };
        let form = view! {
            {stored_card(text, &stored, state.as_ref())}
            {page_form(&context, SaveFamilyTime::PATH, fields.into_any())}
            {history_section(text, today, &stored)}
        };
        let title = text.get("calendar-time-edit");
        let form = form.into_any();
        Ok(form_document(
            &context,
            family,
            title,
            &[state.as_ref()],
            form,
        ))
    })
}

/// After an edit conflict: what is stored, above what was typed.
fn stored_card(
    text: Localizer,
    stored: &EditablePlan,
    state: Option<&FormState>,
) -> Option<AnyView> {
    state?.field_error("stale")?;
    let plan = &stored.plan;
    let names: Vec<String> = stored
        .choices
        .invitable
        .iter()
        .filter(|one| stored.hidden.contains(&one.person_id))
        .map(|one| one.name.clone())
        .collect();
    let hidden = (!names.is_empty()).then(|| text.format_list(&names));
    let body = |words: &Option<store::authored_text::AuthoredText>| {
        words.as_ref().map(|words| words.body.clone())
    };
    let facts = [
        ("calendar-time-often", body(&stored.often)),
        ("calendar-where", plan.place.clone()),
        ("calendar-time-level", Some(text.get_value(plan.level))),
        ("calendar-time-supervisor", plan.supervisor.clone()),
        ("calendar-time-transport", body(&stored.transport)),
        ("calendar-time-step", body(&stored.next)),
        // If this were left out, saving the form would show the place to a person from whom it is
        // hidden.
        ("calendar-hide", hidden),
    ];
    let rows = facts
        .into_iter()
        .filter_map(|(label, value)| {
            let value = value?;
            Some((
                text.get(label),
                view! { <bdi dir="auto">{value}</bdi> }.into_any(),
            ))
        })
        .collect();
    Some(
        view! {
            <div class="card" id="stale">
                <h2>{text.get("team-stored")}</h2>
                {summary_list(rows)}
            </div>
        }
        .into_any(),
    )
}

/// Who did what to the plan, the latest first, with the supervision that it had before.
fn history_section(text: Localizer, today: Date, stored: &EditablePlan) -> Option<AnyView> {
    let rows = stored
        .changes
        .iter()
        .map(|one| {
            let day = text.relative_day(today, one.since.to_jiff());
            let before = one.level_before.map(|level| {
                text.format("calendar-before", &[("when", text.get_value(level).into())])
            });
            view! {
                <li>
                    {text.get_value(one.act)} " · " <bdi>{one.name.clone()}</bdi> " · " {day}
                    {before.map(|before| view! { <p class="muted">{before}</p> })}
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("calendar-time-history")}</summary>
                <ul role="list">{rows}</ul>
            </details>
        }
        .into_any()
    })
}

/// `/family/{id}/calendar/family-time/{family_time}/visit`
#[component]
pub fn AddVisitPage() -> impl IntoView {
    let (family, plan) = (family_from_path(), plan_from_path());
    // The visit that a link of the page of the family time makes up for.
    let preset = use_query_map().read_untracked().get("for");
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, plan) = family.zip(plan).ok_or(AppError::NotFound)?;
        context.require_role(family, may_keep_family_time)?;
        let state = context.stored_form(AddVisit::PATH).await?;
        let link_state = context.stored_form(LinkVisit::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let (found, unplanned) = read_with_unplanned(&mut tx, family, language).await?;
        let of = found.plans.iter().find(|one| one.id == plan);
        // Before the commit: where this plan is not found, nothing was shown and nothing is logged.
        let of = of.ok_or(AppError::NotFound)?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let names = text.format_list(&found.children_of(plan));
        // Every event needs words. These fit most visits, and the worker can change them.
        let about = text.format("calendar-visit-about", &[("names", names.into())]);
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="plan" value=plan.to_string() />
            {makes_up_select(&context, &filled, &found, of, preset)?}
            {time_fields(&filled, None)}
            {filled.text_area("about", "calendar-visit-about-label", Some(about))}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("calendar-visit-add")}</button>
        };
        let form = view! {
            <p>
                <b>{plan_title(text, of, &found.children_of(plan))}</b>
            </p>
            <p>{text.get("calendar-visit-add-hint")}</p>
            {page_form(&context, AddVisit::PATH, fields.into_any())}
            {link_section(&context, (family, plan), &unplanned, link_state.as_ref())}
        };
        let (title, form) = (text.get("calendar-visit-add"), form.into_any());
        let states = [state.as_ref(), link_state.as_ref()];
        Ok(form_document(&context, family, title, &states, form))
    })
}

/// The form that makes an event in the calendar a visit of the plan; nothing without one to choose.
fn link_section(
    context: &RequestContext,
    (family, plan): (FamilyId, FamilyTimeId),
    unplanned: &[UnplannedEvent],
    state: Option<&FormState>,
) -> Option<AnyView> {
    // A refused form is shown again even if the last event to choose was linked meanwhile.
    if unplanned.is_empty() && !is_rejected(state) {
        return None;
    }
    let text = context.localizer();
    let filled = FormValues { text, state };
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(unplanned.iter().map(|event| {
        let starts = event.starts.to_jiff();
        let when = day_and_time(text, starts.date(), text.format_time(starts));
        (event.id.to_string(), when)
    }));
    let select = SelectField {
        name: "event",
        label: text.get("calendar-visit-link-which"),
        hint: text.get("calendar-visit-link-hint"),
        options,
        chosen: filled.value_or_stored("event", None),
        error: filled.field_error_message("event"),
    };
    let view = view! {
        <h2>{text.get("calendar-visit-link-title")}</h2>
        <form method="post" action=LinkVisit::PATH novalidate>
            {return_fields(context, LinkVisit::PATH)}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="plan" value=plan.to_string() />
            {select.view()}
            <button class="btn secondary">{text.get("calendar-visit-link")}</button>
        </form>
    };
    Some(view.into_any())
}

/// The visits that are owed and that no other visit is planned for; nothing without any.
fn makes_up_select(
    context: &RequestContext,
    filled: &FormValues<'_>,
    found: &FamilyTime,
    plan: &FamilyTimePlan,
    preset: Option<String>,
) -> Result<Option<AnyView>, AppError> {
    let (text, zone) = (filled.text, &context.actor()?.zone);
    let visits = found.visits_of(plan.id);
    let counted: Vec<Visit> = visits.iter().map(|visit| visit.to_visit(zone)).collect();
    let owed = VisitBalance::owed_visits(&counted);
    // Otherwise two visits could be planned to make up for one.
    let is_planned = |id: EventId| {
        let makes_up = |visit: &Visit| visit.makes_up == Some(id);
        counted
            .iter()
            .any(|visit| makes_up(visit) && visit.state == VisitState::Open)
    };
    let mut options = vec![(String::new(), text.get("calendar-visit-makes-up-none"))];
    options.extend(
        visits
            .iter()
            .filter(|visit| owed.contains(&visit.event_id) && !is_planned(visit.event_id))
            .map(|visit| (visit.event_id.to_string(), visit_when(text, visit))),
    );
    let error = filled.field_error_message("makes_up");
    // Only the empty option is left. With an error the field stays, because the summary links to
    // it.
    if options.len() == 1 && error.is_none() {
        return Ok(None);
    }
    let select = SelectField {
        name: "makes_up",
        label: text.get("calendar-visit-makes-up-label"),
        options,
        chosen: filled.value_or_stored("makes_up", preset),
        error,
        ..SelectField::default()
    };
    Ok(Some(select.view()))
}
