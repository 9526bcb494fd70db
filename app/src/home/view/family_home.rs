//! Parts of a family's home page: events, steps and replies.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::FamilyId;
use store::events::EventSummary;
use store::home::OpenStep;
use store::plan::replies::PendingReply;

use crate::calendar::view::answer::answer_buttons;
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_row, event_time};
use crate::calendar::view::needs::own_needs_line;
use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::authored_text::to_translated_text;
use crate::page::notice::notice_about;
use crate::paths;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::replies;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// The greeting of the signed-in person.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub fn greeting_text(context: &RequestContext) -> Result<String, AppError> {
    Ok(context.localizer().format(
        "home-hello",
        &[("name", context.profile()?.first_name.clone().into())],
    ))
}

/// For a young person: the way to their own transition plan. Also on the page of someone who has
/// left the team, to which no other page leads.
pub fn own_transition_link(context: &RequestContext) -> Option<AnyView> {
    let profile = context.profile.as_ref()?;
    profile.has_transition.then(|| {
        let words = context.localizer().get("transition-open");
        view! {
            <p>
                <a class="btn secondary" href=paths::TRANSITION>
                    {words}
                </a>
            </p>
        }
        .into_any()
    })
}

/// The next event, as a large card whose heading opens it. With `may_answer`, buttons to answer it.
pub fn next_event_card(
    context: &RequestContext,
    today: Date,
    family: FamilyId,
    event: &EventSummary,
    may_answer: bool,
) -> AnyView {
    let text = context.localizer();
    let starts = event.starts.to_jiff();
    // For any other day `relative_day` returns the date, which the card shows already.
    let near = (0..=1)
        .contains(&model::calendar::days_until(today, starts.date()))
        .then(|| text.relative_day(today, starts.date()));
    let about = to_translated_text(&event.about);
    let needs = own_needs_line(text, event);
    view! {
        {notice_about(context, &event.id.to_string())}
        <div class="card next-meeting">
            // Hidden from screen readers, which read the full date below instead.
            <div class="date-badge" aria-hidden="true">
                <span>{capitalize_line(&text.month_name(starts.month()))}</span>
                <b>{starts.day()}</b>
                <span>
                    {capitalize_line(&text.weekday_name(starts.date().weekday()))}
                </span>
            </div>
            <div>
                <h3>
                    <a href=paths::calendar_event(family, event.id)>
                        {event_name(text, event)}
                    </a>
                </h3>
                <p>
                    <span class="visually-hidden">{text.format_day(starts.date())} ". "</span>
                    {near
                        .map(|near| {
                            view! {
                                <b>{near}</b>
                                " · "
                            }
                        })}
                    <bdi>{event_time(text, event)}</bdi>
                </p>
                {event
                    .place
                    .clone()
                    .map(|place| {
                        view! {
                            <p class="event-place">
                                <bdi>{place}</bdi>
                            </p>
                        }
                    })}
            </div>
            // Below the date, where a sentence needs fewer lines.
            <div class="event-about">
                <p class="muted">{about.inline_text(text)}</p>
                {(!needs.is_empty()).then(|| view! { <p>{needs}</p> })}
            </div>
            {may_answer
                .then(|| {
                    view! {
                        <div class="event-answer">{answer_buttons(context, family, event)}</div>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Later events, one row each, which opens the event.
pub fn later_event_rows(
    text: Localizer,
    today: Date,
    family: FamilyId,
    events: &[EventSummary],
) -> AnyView {
    link_list(
        events
            .iter()
            .map(|event| event_row(text, today, family, event))
            .collect(),
    )
}

/// When a step is due, as text, and a tag that says whether the agency is late. A family's own step
/// is never called late.
pub fn due_text_and_tag(text: Localizer, today: Date, step: &OpenStep) -> (String, Option<RowTag>) {
    let Some(due) = step.due.as_ref().map(|due| due.to_jiff()) else {
        return (text.get("home-any-time"), None);
    };
    let days = model::calendar::days_until(today, due);
    let small = if days < 0 {
        text.format("home-was-due", &[("day", text.format_day(due).into())])
    } else {
        text.format("home-by", &[("day", text.relative_day(today, due).into())])
    };
    // A family member's step past its day asks whether they are stuck: no red label, no blame.
    let tag = match (step.owed_by_agency, days) {
        (true, ..0) => Some(RowTag::urgent(
            text.format("home-late", &[("days", (-days).into())]),
        )),
        (true, _) => Some(RowTag::plain(text.get("home-on-time"))),
        (false, ..0) => Some(RowTag::attention(text.get("home-stuck"))),
        (false, _) => None,
    };
    (small, tag)
}

/// Steps as rows that link to their plan items.
pub fn step_rows(
    text: Localizer,
    today: Date,
    family: FamilyId,
    steps: &[&OpenStep],
    is_family_member: bool,
) -> Vec<ListRow> {
    steps
        .iter()
        .map(|step| {
            let (small, tag) = due_text_and_tag(text, today, step);
            // The list has what the agency owes, with the worker who does it, or the reader's own
            // steps, which need no name.
            let owner = if is_family_member {
                step.owner_first_name()
            } else {
                step.owner.clone()
            };
            let small = match owner.filter(|_| step.owed_by_agency) {
                Some(owner) => text.format(
                    "home-who-when",
                    &[("name", owner.into()), ("when", small.into())],
                ),
                None => small,
            };
            ListRow {
                href: Some(paths::plan_item(family, step.id)),
                title: Some(to_translated_text(&step.words).inline_text(text)),
                small,
                tag,
                ..ListRow::default()
            }
        })
        .collect()
}

/// What a reply is about: the words of the plan item or of the reply, else the section, else the
/// kind of the reply.
fn reply_subject(text: Localizer, one: &PendingReply, is_family_member: bool) -> AnyView {
    match (one.subject(text.0.language_tag()), one.section) {
        (Some((words, language)), _) => view! {
            <bdi lang=language.to_owned() dir="auto">
                {words.to_owned()}
            </bdi>
        }
        .into_any(),
        (None, Some(section)) => {
            let reader = if is_family_member {
                PlanReader::Family
            } else {
                PlanReader::Team
            };
            replies::section_title(text, reader, section).into_any()
        }
        (None, None) => replies::reply_kind_label(text, one.kind).into_any(),
    }
}

/// What was said, and by whom unless the reader said it; then the answer, or when it is due.
fn reply_details(
    text: Localizer,
    today: Date,
    one: &PendingReply,
    is_family_member: bool,
) -> (String, RowTag) {
    let kind = replies::reply_kind_label(text, one.kind);
    // A family member gets their own replies only.
    let said = if is_family_member {
        kind
    } else {
        text.format(
            "home-said",
            &[("name", one.author.clone().into()), ("kind", kind.into())],
        )
    };
    let due = one.answer_due.to_jiff();
    let (state, tag) = match one.outcome {
        // An answered reply stays in its author's list for two weeks.
        Some(outcome) => (
            replies::outcome_label(text, one.kind, outcome),
            RowTag::done(text.get("home-answered")),
        ),
        None if due < today => (
            text.format("home-was-due", &[("day", text.format_day(due).into())]),
            RowTag::urgent(text.get("plan-late")),
        ),
        None => (
            text.format(
                "home-answer-by",
                &[("day", text.relative_day(today, due).into())],
            ),
            RowTag::attention(text.get("home-waits")),
        ),
    };
    (format!("{said} · {state}"), tag)
}

/// Replies to the plan and their outcomes, as rows with links.
pub fn reply_rows(
    text: Localizer,
    today: Date,
    family: FamilyId,
    waiting: &[PendingReply],
    is_family_member: bool,
) -> Vec<ListRow> {
    waiting
        .iter()
        .map(|one| {
            let (small, tag) = reply_details(text, today, one, is_family_member);
            ListRow {
                href: Some(paths::plan_reply(family, one.id)),
                title: Some(reply_subject(text, one, is_family_member)),
                small,
                tag: Some(tag),
                ..ListRow::default()
            }
        })
        .collect()
}
