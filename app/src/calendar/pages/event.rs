//! `/family/{id}/calendar/{event}`: what to know before an event.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::{EventAct, EventTopic, is_remote_link, is_upcoming, length_in_minutes};
use model::id::{DecisionId, EventId, FamilyId};
use model::policy::may_change_events;
use store::Actor;
use store::calendar::answers::PersonAnswer;
use store::calendar::{self, EventDetail, EventWithDetails, InvitedPerson};
use store::events::EventSummary;
use store::transition::say::read_wishes;

use crate::calendar::forms::change::CancelEvent;
use crate::calendar::forms::needs::AnswerNeed;
use crate::calendar::forms::notes::SayOwnPosition;
use crate::calendar::forms::{AnswerEvent, SettleAnswer};
use crate::calendar::view::answer::{answer_section, answers_section};
use crate::calendar::view::clashes::own_clashes;
use crate::calendar::view::clocks::written_comments;
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time, length_in_words};
use crate::calendar::view::needs::{needs_section, own_needs_link};
use crate::calendar::view::notes::notes_section;
use crate::calendar::view::visit_part::VisitPart;
use crate::calendar::view::words::words_section;
use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::authored_text::to_translated_text;
use crate::page::form::typed_words_card;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::transition::view::meeting_wishes::meeting_wishes;
use crate::ui::error_summary::error_summary_of;
use crate::ui::summary_list::summary_list;

/// `/family/{id}/calendar/{event}`
#[component]
pub fn EventPage() -> impl IntoView {
    let map = use_params_map();
    let params = map.read_untracked();
    let family: Option<FamilyId> = params.get("id").and_then(|id| id.parse().ok());
    let event: Option<EventId> = params.get("event").and_then(|id| id.parse().ok());
    let query = use_query_map().read_untracked().get("decision");
    let decision: Option<DecisionId> = query.and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let found = calendar::read_event(&mut tx, family, event, language).await?;
        let visit = VisitPart::load(&context, &mut tx, family, &found).await?;
        let comments = written_comments(&context, &mut tx, family, &found).await?;
        let wishes = read_wishes(&mut tx, family, &found.event).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let state = context.stored_form(AnswerEvent::PATH).await?;
        let position = context.stored_form(SayOwnPosition::PATH).await?;
        let settle_state = context.stored_form(SettleAnswer::PATH).await?;
        let need_state = context.stored_form(AnswerNeed::PATH).await?;
        // Of a worker who canceled an event that was canceled already.
        let cancel_state = context.stored_form(CancelEvent::PATH).await?;
        let cancel_state = cancel_state.filter(|_| found.event.cancelled);
        let is_over = is_over(&context, actor, &found.event);
        let is_off = found.event.cancelled;
        // A worker who is not invited reads the page too, and is not asked to come.
        let may_answer = !is_over && !is_off && is_concerned(actor, &found);
        let (own, others): (Vec<&PersonAnswer>, Vec<_>) = found
            .answers
            .iter()
            .partition(|one| one.person_id == actor.person);
        let own = own.first().copied();
        let notes = notes_section(
            &context,
            actor,
            family,
            &found,
            (position.as_ref(), decision),
        );
        // Before the event, where it is matters more than by when its notes are promised.
        let are_notes_first = is_over || found.parts.notes.is_some();
        let (notes_first, notes_last) = if are_notes_first {
            (notes, None)
        } else {
            (None, notes)
        };
        let form =
            may_answer.then(|| answer_section(&context, family, &found, own, state.as_ref()));
        let title = event_name(text, &found.event);
        let states = [
            state.as_ref(),
            position.as_ref(),
            settle_state.as_ref(),
            need_state.as_ref(),
            cancel_state.as_ref(),
            visit.as_ref().and_then(VisitPart::stored_form),
        ];
        let has_errors = states.into_iter().any(is_rejected);
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary_of(text, &states)}
            {typed_words_card(text, cancel_state.as_ref(), "why")}
            {when_line(text, actor, &found)}
            {is_off.then(|| cancelled_card(&context, &found))}
            {is_over.then(|| view! { <p class="muted">{text.get("calendar-over")}</p> })}
            {(!may_answer).then(|| typed_words_card(text, state.as_ref(), "words")).flatten()}
            {comments.map(|words| view! { <p>{words}</p> })}
            {words_section(&context, actor, family, &found)}
            {meeting_wishes(text, &wishes)}
            {notes_first}
            {may_answer.then(|| own_clashes(text, actor.today, family, &found.attendance.clashes))}
            {facts_card(&context, actor, &found)}
            {source_line(text, &found)}
            {form}
            {may_answer.then(|| own_needs_link(text, family, &found.event))}
            {notes_last}
            {visit.as_ref().and_then(|visit| visit.view(&context, family, found.role))}
            {(!is_over).then(|| take_section(text, family, event))}
            {answers_section(&context, family, event, &others, settle_state.as_ref())}
            {needs_section(&context, family, event, &found.attendance.needs, need_state.as_ref())}
            {may_change_events(found.role).then(|| edit_link(text, family, event))}
            {history_section(text, actor, &found)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            has_errors,
            has_main_form: may_answer,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// That it is canceled, and why.
fn cancelled_card(context: &RequestContext, found: &EventWithDetails) -> AnyView {
    let text = context.localizer();
    let reason = found.reason.as_ref().map(|reason| {
        let words = to_translated_text(reason);
        view! {
            <p>{words.inline_text_with_call_links(text)}</p>
            {words.translation_details(text, &context.path_and_query)}
        }
    });
    view! {
        <div class="card">
            <p>
                <b>{text.get("calendar-is-cancelled")}</b>
            </p>
            {reason}
        </div>
    }
    .into_any()
}

fn edit_link(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    view! {
        <p>
            <a class="btn secondary" href=paths::edit_calendar_event(family, event)>
                {text.get("calendar-edit")}
            </a>
        </p>
    }
    .into_any()
}

/// Where the event comes from: a court list, a worker who added it, or the agency's files.
fn source_line(text: Localizer, found: &EventWithDetails) -> AnyView {
    let listed_on = found.event.listed_on.as_ref();
    let added = found.changes.iter().find(|one| one.act == EventAct::Add);
    let source = match (listed_on, added) {
        (Some(day), _) => {
            let day = text.format_date(day.to_jiff());
            text.format("calendar-source-court", &[("day", day.into())])
        }
        (None, Some(one)) => {
            let name = one.name.clone();
            text.format("calendar-source-added", &[("name", name.into())])
        }
        (None, None) => text.get("calendar-source-agency"),
    };
    view! { <p class="muted">{source}</p> }.into_any()
}

/// Who did what to the event, the latest first; for a worker, with the time that it had before.
fn history_section(text: Localizer, actor: &Actor, found: &EventWithDetails) -> Option<AnyView> {
    let rows = found
        .changes
        .iter()
        .map(|one| {
            let day = text.relative_day(actor.today, one.since.to_jiff());
            let before = one.starts_before.as_ref().map(|starts| {
                let starts = starts.to_jiff();
                let when = text.format(
                    "home-when",
                    &[
                        ("day", text.format_date(starts.date()).into()),
                        ("time", text.format_time(starts).into()),
                    ],
                );
                text.format("calendar-before", &[("when", when.into())])
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
                <summary>{text.get("calendar-history")}</summary>
                <ul role="list">{rows}</ul>
            </details>
        }
        .into_any()
    })
}

fn when_line(text: Localizer, actor: &Actor, found: &EventWithDetails) -> AnyView {
    view! {
        <p>
            <b>{capitalize_line(&event_day(text, actor.today, &found.event))}</b>
            " · "
            <bdi>{event_time(text, &found.event)}</bdi>
        </p>
    }
    .into_any()
}

pub(super) fn is_over(context: &RequestContext, actor: &Actor, event: &EventSummary) -> bool {
    let now = context.db.clock().now().to_zoned(actor.zone.clone());
    let (starts, ends) = (&event.starts, event.ends.as_ref());
    !is_upcoming(
        now.datetime(),
        starts.to_jiff(),
        ends.map(|ends| ends.to_jiff()),
    )
}

/// Whether the reader is asked to answer: a member of the family, or a person who is invited.
fn is_concerned(actor: &Actor, found: &EventWithDetails) -> bool {
    let is_me = |one: &InvitedPerson| one.person_id == actor.person;
    found.role.is_family() || found.invited.iter().any(is_me)
}

/// Files for the calendar of a phone.
fn take_section(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    view! {
        <h2>{text.get("calendar-take-title")}</h2>
        <p>{text.get("calendar-take-neutral")}</p>
        <p>
            <a class="btn secondary" href=paths::calendar_file(family, event)>
                {text.get("calendar-take")}
            </a>
        </p>
        <details class="disclosure">
            <summary>{text.get("calendar-take-more")}</summary>
            <p>{text.get("calendar-take-seen")}</p>
            <p>
                <a class="btn secondary" href=paths::detailed_calendar_file(family, event)>
                    {text.get("calendar-take-details")}
                </a>
            </p>
        </details>
    }
    .into_any()
}

/// What it decides, then one fact each. A fact that is not known, or is withheld from the reader,
/// is left out.
fn facts_card(context: &RequestContext, actor: &Actor, found: &EventWithDetails) -> AnyView {
    let text = context.localizer();
    let event = &found.event;
    let about = to_translated_text(&event.about);
    let place = event
        .place
        .clone()
        .map(|place| view! { <bdi>{place}</bdi> }.into_any());
    let length = event
        .ends
        .as_ref()
        .and_then(|ends| length_in_minutes(event.starts.to_jiff(), ends.to_jiff(), &actor.zone));
    let detail = |topic| detail_row(context, found, topic);
    let fact = |key: &str, value: Option<AnyView>| value.map(|value| (text.get(key), value));
    let rows = [
        fact("calendar-where", place),
        detail(EventTopic::Way),
        detail(EventTopic::Court),
        detail(EventTopic::Join),
        fact(
            "calendar-video",
            video_link(text, event.remote_link.as_deref()),
        ),
        fact(
            "calendar-length",
            length.map(|minutes| length_in_words(text, minutes).into_any()),
        ),
        fact("calendar-people", invited_list(text, &found.invited)),
        detail(EventTopic::Bring),
        detail(EventTopic::After),
    ];
    view! {
        <div class="card stack">
            <div>
                <p>{about.inline_text_with_call_links(text)}</p>
                {about.translation_details(text, &context.path_and_query)}
            </div>
            {summary_list(rows.into_iter().flatten().collect())}
        </div>
    }
    .into_any()
}

fn detail_row(
    context: &RequestContext,
    found: &EventWithDetails,
    topic: EventTopic,
) -> Option<(String, AnyView)> {
    let text = context.localizer();
    let detail: &EventDetail = found.details.iter().find(|one| one.topic == topic)?;
    let words = to_translated_text(&detail.words);
    let value = view! {
        {words.inline_text_with_call_links(text)}
        {words.translation_details(text, &context.path_and_query)}
    };
    Some((text.get_value(topic), value.into_any()))
}

/// A link to take part by video. Checked again here: other systems write to the table, too.
fn video_link(text: Localizer, address: Option<&str>) -> Option<AnyView> {
    let address = address
        .filter(|address| is_remote_link(address))?
        .to_owned();
    // The address of this page is not for the service that the link leads to.
    let view = view! {
        <a href=address rel="noreferrer noopener">
            {text.get("calendar-join")}
        </a>
    };
    Some(view.into_any())
}

fn invited_list(text: Localizer, invited: &[InvitedPerson]) -> Option<AnyView> {
    let rows = invited
        .iter()
        .map(|one| {
            view! {
                <li>
                    <bdi>{one.name.clone()}</bdi>
                    " · "
                    {text.role_name(one.role)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <ul role="list">{rows}</ul> }.into_any())
}
