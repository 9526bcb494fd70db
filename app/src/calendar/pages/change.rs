//! `/family/{id}/calendar/add` and `/family/{id}/calendar/{event}/edit`: a worker adds, changes and
//! cancels an event.

use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::EventTopic;
use model::id::{EventId, FamilyId, PersonId};
use model::policy::may_change_events;
use store::calendar::editable::{EditableEvent, list_invitable, read_editable};
use store::stored_by;

use crate::calendar::view::event_fields::event_fields;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form, return_fields};
use crate::page::stored_record::{is_stale, stored_card, stored_facts};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::{error_summary, error_summary_of};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/calendar/add`
#[component]
pub fn AddEventPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse::<FamilyId>().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, may_change_events)?;
        let state = context.stored_form("calendar/add").await?;
        let mut tx = context.begin_record_read(family).await?;
        let invitable = list_invitable(&mut tx, family).await?;
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {event_fields(&filled, &invitable, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("calendar-save")}</button>
        };
        let title = text.get("calendar-add");
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("calendar-told")}</p>
            {page_form(&context, "/api/calendar/add", fields.into_any())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Calendar,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/calendar/{event}/edit`
#[component]
pub fn EditEventPage() -> impl IntoView {
    let map = use_params_map();
    let params = map.read_untracked();
    let family: Option<FamilyId> = params.get("id").and_then(|id| id.parse().ok());
    let event: Option<EventId> = params.get("event").and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, today) = (context.localizer(), context.actor()?.today);
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let (state, cancel_state) = (
            context.stored_form("calendar/save").await?,
            context.stored_form("calendar/cancel").await?,
        );
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let language = context.language.language_tag();
        let stored = read_editable(&mut tx, family, event, language).await?;
        let (mut by, stale) = (None, is_stale(state.as_ref()));
        if stale {
            by = stored_by::find_for_event(&mut tx, family, event).await?;
        }
        tx.commit().await?;
        // A form that came back is shown even if another worker cancelled the event meanwhile.
        let is_edited = !stored.event.cancelled || state.is_some();
        let title = text.get("calendar-edit");
        let body = view! {
            <p>
                <a href=paths::calendar_event(family, event)>{text.get("calendar-back-event")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary_of(text, &[state.as_ref(), cancel_state.as_ref()])}
            {stored.event.cancelled.then(|| restore_section(text, family, event))}
            {stale
                .then(|| {
                    stored_card(&context, by.as_ref(), event_facts(text, today, &stored))
                })}
            {is_edited.then(|| edit_form(&context, family, &stored, state.as_ref()))}
            {(!stored.event.cancelled)
                .then(|| cancel_section(&context, family, event, cancel_state.as_ref()))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Calendar,
                has_errors: is_rejected(state.as_ref()) || is_rejected(cancel_state.as_ref()),
                has_main_form: is_edited,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn edit_form(
    context: &RequestContext,
    family: FamilyId,
    stored: &EditableEvent,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let revision = base_revision(state, "revision", stored.event.revision);
    let language = Some(stored.event.about.language.as_str());
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="event" value=stored.event.id.to_string() />
        <input type="hidden" name="revision" value=revision />
        {event_fields(&filled, &stored.invitable, Some(stored))}
        {writing_language_select(context, state, language)}
        <button class="btn">{text.get("calendar-save")}</button>
    };
    view! {
        <p>{text.get("calendar-told")}</p>
        {page_form(context, "/api/calendar/save", fields.into_any())}
    }
    .into_any()
}

/// What is stored, in the words of the form.
fn event_facts(text: Localizer, today: Date, stored: &EditableEvent) -> AnyView {
    let event = &stored.event;
    let names = |people: &BTreeSet<PersonId>| {
        let names: Vec<String> = stored
            .invitable
            .iter()
            .filter(|one| people.contains(&one.person_id))
            .map(|one| one.name.clone())
            .collect();
        (!names.is_empty()).then(|| text.format_list(&names))
    };
    let detail = |topic| stored.detail(topic).map(str::to_owned);
    let when = format!(
        "{} · {}",
        event_day(text, today, event),
        event_time(text, event)
    );
    let facts = [
        ("calendar-kind-label", Some(text.get_value(event.kind))),
        ("calendar-day-label", Some(when)),
        ("calendar-about-label", Some(event.about.body.clone())),
        ("calendar-where", event.place.clone()),
        ("calendar-topic-way", detail(EventTopic::Way)),
        ("calendar-link-label", event.remote_link.clone()),
        ("calendar-invite", names(&stored.people)),
        // Left out, the form would show the place to someone again.
        ("calendar-hide", names(&stored.hidden)),
        ("calendar-topic-bring", detail(EventTopic::Bring)),
        ("calendar-topic-after", detail(EventTopic::After)),
    ];
    stored_facts(text, facts)
}

/// For a cancelled event: the way back.
fn restore_section(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    let fields = vec![
        ("family", family.to_string()),
        ("event", event.to_string()),
        ("act", "restore".to_owned()),
    ];
    let label = text.get("calendar-restore");
    view! {
        <p>{text.get("calendar-restore-first")}</p>
        {button_form("/api/calendar/cancel", fields, "btn secondary", label)}
    }
    .into_any()
}

fn cancel_section(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    view! {
        <h2>{text.get("calendar-cancel-title")}</h2>
        <form method="post" action="/api/calendar/cancel" novalidate>
            {return_fields(context, "/api/calendar/cancel")}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="event" value=event.to_string() />
            {filled.text_area("why", "calendar-why", None)}
            <button class="btn secondary">{text.get("calendar-cancel")}</button>
        </form>
    }
    .into_any()
}
