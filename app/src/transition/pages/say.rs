//! `/transition/say`: what the young person wants for their meetings. `/transition/say/{event}`:
//! what they want for one: what is said, how they take part, and who should not be there.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::EventId;
use model::transition::TransitionPart;
use model::transition::people::WITHOUT_ACCOUNT;
use model::transition::say::SayWay;
use store::Intent;
use store::transition::say::{
    MeetingExclusion, MeetingPage, OwnMeeting, list_meetings, read_meeting,
};
use store::transition::{OwnTransition, own_transition};
use strum::VariantArray;

use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::calendar::view::words::brought_words;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form, return_fields};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::say::{AddExclusion, EndExclusion, SaveSay};
use crate::transition::view::commitment::own_words;
use crate::transition::view::plan_links::{back_link, part_link};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary_of;
use crate::ui::field::{InputField, RadioGroup, SelectField};
use crate::ui::link_list::{ListRow, RowTag, link_list};
use crate::ui::writing_language::writing_language_select;

/// `/transition/say`
#[component]
pub fn SayPage() -> impl IntoView {
    render_page(async |context: RequestContext| say_page(&context).await)
}

async fn say_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let language = context.language.language_tag();
    let meetings = list_meetings(&mut tx, &own, language).await?;
    tx.commit().await?;
    let row = |meeting: &OwnMeeting| {
        let event = &meeting.event;
        let when = format!(
            "{} · {}",
            event_day(text, today, event),
            event_time(text, event)
        );
        // Naming a person who should not be there is optional and does not count.
        let is_ready = meeting.words.is_some() && meeting.way.is_some();
        ListRow {
            href: Some(paths::transition_say(event.id)),
            title: Some(event_name(text, event).into_any()),
            small: when,
            tag: is_ready.then(|| RowTag::done(text.get("transition-say-ready"))),
            ..ListRow::default()
        }
    };
    let list = if meetings.is_empty() {
        empty_state(text.get("transition-say-none"), None)
    } else {
        link_list(meetings.iter().map(row).collect())
    };
    let title = text.get("transition-say-title");
    let body = view! {
        {part_link(text, TransitionPart::People)}
        <h1>{title.clone()}</h1>
        <p>{text.get("transition-say-intro")}</p>
        {list}
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// `/transition/say/{event}`
#[component]
pub fn MeetingSayPage() -> impl IntoView {
    let event: Option<EventId> = use_params_map()
        .read_untracked()
        .get("event")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        meeting_page(&context, event.ok_or(AppError::NotFound)?).await
    })
}

async fn meeting_page(context: &RequestContext, event: EventId) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let language = context.language.language_tag();
    let found = read_meeting(&mut tx, &own, event, language).await?;
    tx.commit().await?;
    // The page has two forms, and each of them can come back by itself.
    let say = context.stored_form(SaveSay::PATH).await?;
    let without = context.stored_form(AddExclusion::PATH).await?;
    let states = [say.as_ref(), without.as_ref()];
    let meeting = &found.meeting.event;
    let when = format!(
        "{} · {}",
        event_day(text, today, meeting),
        event_time(text, meeting)
    );
    let title = event_name(text, meeting);
    let body = view! {
        {back_link(paths::TRANSITION_SAY, text.get("transition-say-title"))}
        <h1>{title.clone()}</h1>
        <p>
            <b>{when}</b>
        </p>
        {error_summary_of(text, &states)}
        {words_section(context, &own, &found)}
        {way_section(context, &found, say.as_ref())}
        {without_section(context, &own, &found, without.as_ref())}
    };
    let layout = PageLayout {
        title,
        has_errors: states.into_iter().any(is_rejected),
        has_main_form: true,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// What the young person wants said. It is written on the page for words, which everyone has.
fn words_section(context: &RequestContext, own: &OwnTransition, found: &MeetingPage) -> AnyView {
    let text = context.localizer();
    let (event, words) = (found.meeting.event.id, found.meeting.words.as_ref());
    let label = if words.is_some() {
        "calendar-words-change"
    } else {
        "calendar-words-write"
    };
    view! {
        <h2>{text.get("transition-say-words")}</h2>
        {words.map(|words| view! { <div class="card">{brought_words(context, words)}</div> })}
        <p>
            <a class="btn secondary" href=paths::event_words(own.family, event)>
                {text.get(label)}
            </a>
        </p>
    }
    .into_any()
}

/// How they take part. A voice message is recorded in the conversation with a worker.
fn way_section(
    context: &RequestContext,
    found: &MeetingPage,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let stored = found.meeting.way;
    let way = RadioGroup {
        name: "way",
        legend: text.get("transition-say-way"),
        hint: text.get("transition-say-way-hint"),
        options: SayWay::VARIANTS
            .iter()
            .map(|one| (one.slug().to_owned(), text.get_value(*one)))
            .collect(),
        chosen: filled.value_or_stored("way", stored.map(|one| one.slug().to_owned())),
        error: filled.field_error_message("way"),
    };
    let event = found.meeting.event.id.to_string();
    // Recordings are sent as messages, where they are checked, so the page leads to
    // a conversation.
    let record = (stored == Some(SayWay::Voice)).then(|| voice_links(text, found));
    view! {
        <form method="post" action=SaveSay::PATH novalidate>
            {return_fields(context, SaveSay::PATH)}
            <input type="hidden" name="event" value=event />
            {way.view()}
            <button class="btn">{text.get("transition-say-save")}</button>
        </form>
        {record}
    }
    .into_any()
}

fn voice_links(text: Localizer, found: &MeetingPage) -> AnyView {
    let links = found
        .workers
        .iter()
        .map(|worker| {
            let label = text.format(
                "transition-say-record",
                &[("name", worker.name.clone().into())],
            );
            view! {
                <p>
                    <a class="btn secondary" href=paths::new_thread(worker.person_id)>
                        {label}
                    </a>
                </p>
            }
        })
        .collect_view();
    view! {
        <p>{text.get("transition-say-voice-note")}</p>
        {links}
    }
    .into_any()
}

/// Who should not be there, with what it means: who reads it, and that the person does not.
fn without_section(
    context: &RequestContext,
    own: &OwnTransition,
    found: &MeetingPage,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let rows = found
        .meeting
        .exclusions
        .iter()
        .map(|one| exclusion_row(text, one))
        .collect_view();
    let form = exclusion_form(context, found, state);
    // Open when the form came back, so that its errors are not folded away. The link below it is
    // for what goes beyond meetings: that a person leaves the team.
    view! {
        <h2>{text.get("transition-say-without")}</h2>
        <p>{text.get("transition-say-without-note")}</p>
        <ul role="list">{rows}</ul>
        <details class="disclosure" open=state.is_some()>
            <summary>{text.get("transition-say-without-add")}</summary>
            {form}
        </details>
        <p>{text.get("transition-say-without-worker")}</p>
        <p>
            <a href=paths::object_to_team_member(own.family, None)>{text.get("team-object")}</a>
        </p>
    }
    .into_any()
}

fn exclusion_row(text: Localizer, one: &MeetingExclusion) -> AnyView {
    let words = one
        .words
        .as_ref()
        .map(|words| view! { <p>{own_words(words, &one.language)}</p> });
    let fields = vec![("row", one.id.to_string())];
    let label = text.get("transition-say-without-end");
    view! {
        <li class="card">
            <p>
                <b>
                    <bdi>{one.name.clone()}</bdi>
                </b>
            </p>
            {words}
            {button_form(EndExclusion::PATH, fields, "btn secondary", label)}
        </li>
    }
    .into_any()
}

fn exclusion_form(
    context: &RequestContext,
    found: &MeetingPage,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(found.candidates.iter().map(|one| {
        let label = one.role.map_or_else(
            || one.name.clone(),
            |role| {
                text.format(
                    "messages-name-role",
                    &[
                        ("name", one.name.clone().into()),
                        ("role", text.role_name(role).into()),
                    ],
                )
            },
        );
        (one.who.to_string(), label)
    }));
    // Last, after everyone by name: a name that is typed is read by all workers (`names_member`).
    let other = text.get("transition-people-other");
    options.push((WITHOUT_ACCOUNT.to_owned(), other));
    let who = SelectField {
        name: "who",
        label: text.get("transition-say-without-who"),
        options,
        chosen: filled.value_or_stored("who", None),
        error: filled.field_error_message("who"),
        ..SelectField::default()
    };
    let name = InputField {
        name: "name",
        label: text.get("transition-people-name"),
        hint: text.get("transition-say-name-hint"),
        value: filled.value_or_stored("name", None),
        error: filled.field_error_message("name"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="event" value=found.meeting.event.id.to_string() />
        {who.view()}
        {name.view()}
        {filled.text_area("words", "transition-say-without-why", None)}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("transition-say-without-save")}</button>
    };
    page_form(context, AddExclusion::PATH, fields.into_any())
}
