//! `/family/{id}/calendar/{event}/notes`: a worker writes the notes of an event.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{EventId, FamilyId};
use store::calendar::notes::{EventForNotes, notes_due, read_for_notes};

use crate::calendar::forms::notes::{PromiseEventNotes, SaveEventNotes};
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::calendar::view::notes::{notes_view, promise_line};
use crate::calendar::view::notes_fields::notes_fields;
use crate::error::AppError;
use crate::page::form::{page_form, return_fields};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary_of;
use crate::ui::field::InputField;
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/calendar/{event}/notes`
#[component]
pub fn EventNotesPage() -> impl IntoView {
    let map = use_params_map();
    let params = map.read_untracked();
    let family: Option<FamilyId> = params.get("id").and_then(|id| id.parse().ok());
    let event: Option<EventId> = params.get("event").and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, today) = (context.localizer(), context.actor()?.today);
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let (state, due_state) = (
            context.stored_form(SaveEventNotes::PATH).await?,
            context.stored_form(PromiseEventNotes::PATH).await?,
        );
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to every role but a worker. The page has no other check of the role.
        let language = context.language.language_tag();
        let found = read_for_notes(&mut tx, family, event, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("calendar-notes-write");
        let when = format!(
            "{} · {} · {}",
            event_name(text, &found.event),
            event_day(text, today, &found.event),
            event_time(text, &found.event)
        );
        let stale = state.as_ref().and_then(|state| state.field_error("stale"));
        // Only after an edit conflict: otherwise the form itself has what is stored.
        let stored = found.parts.notes.as_ref().filter(|_| stale.is_some());
        let draft = found.parts.notes.as_ref().filter(|notes| !notes.published);
        let body = view! {
            <p>
                <a href=paths::calendar_event(family, event)>{text.get("calendar-back-event")}</a>
            </p>
            <h1>{title.clone()}</h1>
            <p>
                <b>{when}</b>
            </p>
            {error_summary_of(text, &[state.as_ref(), due_state.as_ref()])}
            {stored
                .map(|notes| {
                    view! {
                        <div id="stale">
                            <h2>{text.get("team-stored")}</h2>
                            {notes_view(&context, today, notes, None)}
                        </div>
                    }
                })}
            {draft
                .map(|_| {
                    view! { <p class="notice-info">{text.get("calendar-notes-is-draft")}</p> }
                })}
            {main_form(&context, family, &found, state.as_ref())}
            {due_section(&context, family, &found, due_state.as_ref())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            has_errors: is_rejected(state.as_ref()) || is_rejected(due_state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

fn main_form(
    context: &RequestContext,
    family: FamilyId,
    found: &EventForNotes,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let notes = found.parts.notes.as_ref();
    let language = notes.map(|notes| notes.result.language.as_str());
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="event" value=found.event.id.to_string() />
        <input
            type="hidden"
            name="revision"
            value=base_revision(state, "revision", found.revision())
        />
        {notes_fields(context, found, state)}
        {writing_language_select(context, state, language)}
        <p class="hint">{text.get("calendar-notes-readers")}</p>
        <div class="row">
            <button class="btn" name="act" value="publish">
                {text.get("calendar-notes-publish")}
            </button>
            <button class="btn secondary" name="act" value="draft">
                {text.get("calendar-notes-keep")}
            </button>
        </div>
    };
    page_form(context, SaveEventNotes::PATH, fields.into_any())
}

/// The day by which the notes are promised, and the form for another one.
fn due_section(
    context: &RequestContext,
    family: FamilyId,
    found: &EventForNotes,
    state: Option<&FormState>,
) -> Option<AnyView> {
    let (text, actor) = (context.localizer(), context.actor().ok()?);
    // Notes that are published need no day by which they are promised.
    if found
        .parts
        .notes
        .as_ref()
        .is_some_and(|notes| notes.published)
    {
        return None;
    }
    let due = notes_due(&found.event, found.parts.promised, actor.today);
    let filled = FormValues { text, state };
    let day = InputField {
        name: "due",
        kind: "date",
        label: text.get("calendar-notes-due"),
        hint: text.get("calendar-notes-due-hint"),
        value: filled.value_or_stored("due", due.map(|due| due.to_string())),
        error: filled.field_error_message("due"),
        autocomplete: "off",
        ..InputField::default()
    };
    let view = view! {
        <h2>{text.get("calendar-notes-due-title")}</h2>
        {promise_line(text, actor.today, due)}
        <form method="post" action=PromiseEventNotes::PATH novalidate>
            {return_fields(context, PromiseEventNotes::PATH)}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="event" value=found.event.id.to_string() />
            {day.view()}
            <button class="btn secondary">{text.get("calendar-notes-due-save")}</button>
        </form>
    };
    Some(view.into_any())
}
