//! `/family/{id}/calendar/add` and `/family/{id}/calendar/{event}/edit`: a worker adds, changes and
//! cancels an event.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff_sqlx::ToSqlx;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::EventTopic;
use model::id::{EventId, FamilyId, PersonId};
use model::policy::may_change_events;
use store::calendar::clashes::{EventTime, PersonClash, find_clashes};
use store::calendar::editable::{EditableEvent, list_invitable, read_editable};
use store::calendar::kinds::{AgencyKind, list_agency_kinds};
use store::stored_by;

use crate::calendar::forms::change::{AddEvent, CancelEvent, SaveEvent};
use crate::calendar::forms::submitted::submitted_time;
use crate::calendar::view::clashes::invited_clashes;
use crate::calendar::view::event_fields::event_fields;
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::calendar::view::series_fields::{kept_note, later_choice};
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
        let (state, actor) = (context.stored_form(AddEvent::PATH).await?, context.actor()?);
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let invitable = list_invitable(&mut tx, family).await?;
        let kinds = list_agency_kinds(&mut tx, family, language).await?;
        // Only a form that comes back has a time to compare with other events.
        let mut clashes = Vec::new();
        if let Some((time, people)) = state
            .as_ref()
            .and_then(|state| submitted_time(state, None, &actor.zone))
        {
            clashes = find_clashes(&mut tx, family, &time, &people, language).await?;
        }
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {event_fields(&filled, &kinds, &invitable, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            {save_buttons(text)}
        };
        let title = text.get("calendar-add");
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {checked_clashes(text, actor.today, family, &clashes, state.as_ref())}
            <p>{text.get("calendar-told")}</p>
            {page_form(&context, AddEvent::PATH, fields.into_any())}
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
    let moved_to = requested_time();
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let today = actor.today;
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let (state, cancel_state) = (
            context.stored_form(SaveEvent::PATH).await?,
            context.stored_form(CancelEvent::PATH).await?,
        );
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to every role but a worker. The page has no other check of the role.
        let language = context.language.language_tag();
        let mut stored = read_editable(&mut tx, family, event, language).await?;
        // From the link with which a worker grants a proposed time. It only fills in the form.
        if let Some(to) = moved_to {
            move_to(&mut stored, to);
        }
        let kinds = list_agency_kinds(&mut tx, family, language).await?;
        // What the form shows is compared, and not what is stored: that is what would be saved.
        let (time, people) = state
            .as_ref()
            .and_then(|state| submitted_time(state, Some(event), &actor.zone))
            .unwrap_or_else(|| (EventTime::of(&stored.event), stored.people.clone()));
        let clashes = find_clashes(&mut tx, family, &time, &people, language).await?;
        let (mut by, stale) = (None, is_stale(state.as_ref()));
        // Only after an edit conflict does the page say who saved the other version.
        if stale {
            by = stored_by::find_for_event(&mut tx, family, event).await?;
        }
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        // A refused form is shown even if another worker canceled the event meanwhile.
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
            {checked_clashes(text, today, family, &clashes, state.as_ref())}
            {is_edited
                .then(|| edit_form(&context, family, (&stored, kinds.as_slice()), state.as_ref()))}
            {(!stored.event.cancelled)
                .then(|| cancel_section(&context, family, &stored, cancel_state.as_ref()))}
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
    (stored, kinds): (&EditableEvent, &[AgencyKind]),
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
        {event_fields(&filled, kinds, &stored.invitable, Some(stored))}
        {later_choice(&filled, "later", "calendar-later-change", stored.later)}
        {kept_note(text, stored.kept)}
        {writing_language_select(context, state, language)}
        {save_buttons(text)}
    };
    view! {
        <p>{text.get("calendar-told")}</p>
        {page_form(context, SaveEvent::PATH, fields.into_any())}
    }
    .into_any()
}

/// The time in the query of the address, to which the form moves the event. One that is no time is
/// left out.
fn requested_time() -> Option<DateTime> {
    let to = use_query_map().read_untracked().get("to")?;
    let to: DateTime = to.parse().ok()?;
    (1900..=2200).contains(&to.year()).then_some(to)
}

/// Fills in another time, and an end that leaves the event as long as it is.
fn move_to(stored: &mut EditableEvent, to: DateTime) {
    let event = &mut stored.event;
    let (starts, ends) = (event.starts.to_jiff(), event.ends.as_ref());
    let ends = ends.map(|ends| to.saturating_add(starts.duration_until(ends.to_jiff())));
    event.starts = to.to_sqlx();
    event.ends = ends.map(|ends| ends.to_sqlx());
}

/// The button that saves, and the one that only looks at who has something else at that time.
fn save_buttons(text: Localizer) -> AnyView {
    view! {
        <div class="row">
            <button class="btn">{text.get("calendar-save")}</button>
            <button class="btn secondary" name="act" value="check">
                {text.get("calendar-check")}
            </button>
        </div>
    }
    .into_any()
}

/// The people who have another event or are busy at the time of the form; after a check without
/// any, a sentence that says so.
fn checked_clashes(
    text: Localizer,
    today: Date,
    family: FamilyId,
    clashes: &[PersonClash],
    state: Option<&FormState>,
) -> Option<AnyView> {
    let is_checked = state.is_some_and(|state| state.field_value("act") == "check");
    // Without the sentence, a check that finds nothing would look as if the button had no effect.
    invited_clashes(text, today, family, clashes).or_else(|| {
        (is_checked && !is_rejected(state))
            .then(|| view! { <p id="clashes">{text.get("calendar-clash-none")}</p> }.into_any())
    })
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
    let kind = event_name(text, event);
    let when = format!(
        "{} · {}",
        event_day(text, today, event),
        event_time(text, event)
    );
    let facts = [
        ("calendar-kind-label", Some(kind)),
        ("calendar-day-label", Some(when)),
        ("calendar-about-label", Some(event.about.body.clone())),
        ("calendar-where", event.place.clone()),
        ("calendar-topic-way", detail(EventTopic::Way)),
        ("calendar-topic-court", detail(EventTopic::Court)),
        ("calendar-topic-join", detail(EventTopic::Join)),
        ("calendar-link-label", event.remote_link.clone()),
        ("calendar-invite", names(&stored.people)),
        // If this were left out, saving the form would show the place to a person from whom it is
        // hidden.
        ("calendar-hide", names(&stored.hidden)),
        ("calendar-topic-bring", detail(EventTopic::Bring)),
        ("calendar-topic-after", detail(EventTopic::After)),
    ];
    stored_facts(text, facts)
}

/// For a canceled event: the way back.
fn restore_section(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    let fields = vec![
        ("family", family.to_string()),
        ("event", event.to_string()),
        ("act", "restore".to_owned()),
    ];
    let label = text.get("calendar-restore");
    view! {
        <p>{text.get("calendar-restore-first")}</p>
        {button_form(CancelEvent::PATH, fields, "btn secondary", label)}
    }
    .into_any()
}

fn cancel_section(
    context: &RequestContext,
    family: FamilyId,
    stored: &EditableEvent,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let event = stored.event.id.to_string();
    let later = later_choice(
        &filled,
        "cancel-later",
        "calendar-later-cancel",
        stored.later + stored.kept,
    );
    view! {
        <h2>{text.get("calendar-cancel-title")}</h2>
        <form method="post" action=CancelEvent::PATH novalidate>
            {return_fields(context, CancelEvent::PATH)}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="event" value=event />
            {filled.text_area("why", "calendar-why", None)}
            {later}
            <button class="btn secondary">{text.get("calendar-cancel")}</button>
        </form>
    }
    .into_any()
}
