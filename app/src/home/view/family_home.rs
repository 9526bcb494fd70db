//! Parts of the home page: events, steps, news, mentors and replies.

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::EventKind;
use model::id::{FamilyId, ThreadId};
use store::events::UpcomingEvent;
use store::home::{ActivityItem, OpenStep, SupervisedMentor};
use store::plan::replies::PendingReply;

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::plan::view::replies;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// The greeting of the signed-in person.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub fn greeting_text(context: &RequestContext) -> Result<String, AppError> {
    Ok(context.localizer().format(
        "home-hello",
        &[("name", context.profile()?.name.clone().into())],
    ))
}

/// The name of an event kind.
pub fn event_kind_name(text: Localizer, kind: EventKind) -> String {
    text.get_value(kind)
}

/// The next event, as a large card.
pub fn next_event_card(text: Localizer, today: Date, event: &UpcomingEvent) -> AnyView {
    let starts = event.starts.to_jiff();
    let kind = event_kind_name(text, event.kind);
    let time = match &event.ends {
        Some(ends) => text.format(
            "home-from-to",
            &[
                ("from", text.format_time(starts).into()),
                ("to", text.format_time(ends.to_jiff()).into()),
            ],
        ),
        None => text.format_time(starts),
    };
    // For any other day `relative_day` returns the date, which the card shows already.
    let near = (0..=1)
        .contains(&model::calendar::days_until(today, starts.date()))
        .then(|| text.relative_day(today, starts.date()));
    let about = to_translated_text(&event.about);
    view! {
        <div class="card next-meeting">
            // Hidden from screen readers, which read the full date below instead.
            <div class="date-badge" aria-hidden="true">
                <span>{text.month_name(starts.month())}</span>
                <b>{starts.day()}</b>
                <span>{text.weekday_name(starts.date().weekday())}</span>
            </div>
            <div>
                <h3>{kind}</h3>
                <p>
                    <span class="visually-hidden">{text.format_day(starts.date())} ". "</span>
                    {near
                        .map(|near| {
                            view! {
                                <b>{near}</b>
                                " · "
                            }
                        })}
                    <bdi>{time}</bdi>
                </p>
                {event
                    .place
                    .clone()
                    .map(|place| {
                        view! {
                            <p>
                                <bdi>{place}</bdi>
                            </p>
                        }
                    })}
                <p class="muted">{about.inline_text(text)}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Later events, one row each.
pub fn later_event_rows(text: Localizer, today: Date, events: &[UpcomingEvent]) -> AnyView {
    if events.is_empty() {
        return ().into_any();
    }
    link_list(
        events
            .iter()
            .map(|event| {
                let starts = event.starts.to_jiff();
                let kind = event_kind_name(text, event.kind);
                // Without a link: an event has no page of its own.
                let when = text.format(
                    "home-when",
                    &[
                        ("day", text.relative_day(today, starts.date()).into()),
                        ("time", text.format_time(starts).into()),
                    ],
                );
                ListRow {
                    title: Some(kind.into_any()),
                    small: when,
                    ..ListRow::default()
                }
            })
            .collect(),
    )
}

/// When a step is due, as text, and a tag that says whether the agency is late. A family's own step
/// is never called late.
pub fn due_text_and_tag(
    text: Localizer,
    today: Date,
    step: &OpenStep,
) -> (String, Option<(&'static str, String)>) {
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
        (true, ..0) => Some((
            "urgent",
            text.format("home-late", &[("days", (-days).into())]),
        )),
        (true, _) => Some(("", text.get("home-on-time"))),
        (false, ..0) => Some(("attention", text.get("home-stuck"))),
        (false, _) => None,
    };
    (small, tag)
}

/// Steps as rows that link to their plan items.
pub fn step_rows(text: Localizer, today: Date, family: FamilyId, steps: &[&OpenStep]) -> AnyView {
    link_list(
        steps
            .iter()
            .map(|step| {
                let (small, tag) = due_text_and_tag(text, today, step);
                // The list has what the agency owes, with the worker who does it, or the reader's
                // own steps, which need no name.
                let small = match step.owner.as_ref().filter(|_| step.owed_by_agency) {
                    Some(owner) => text.format(
                        "home-who-when",
                        &[("name", owner.clone().into()), ("when", small.into())],
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
            .collect(),
    )
}

/// What is new: unread messages and changed plans.
pub fn news_section(text: Localizer, today: Date, news: &[ActivityItem]) -> AnyView {
    let rows = if news.is_empty() {
        empty_state(
            text.get("home-new-empty"),
            Some((
                paths::CHOOSE_RECIPIENT.to_owned(),
                text.get("messages-start"),
            )),
        )
    } else {
        activity_rows(text, today, news)
    };
    view! {
        <h2>{text.get("home-new")}</h2>
        {rows}
    }
    .into_any()
}

/// Unread messages and changed plans, as rows with links.
fn activity_rows(text: Localizer, today: Date, news: &[ActivityItem]) -> AnyView {
    link_list(
        news.iter()
            .filter_map(|one| match one.thread_id {
                Some(thread) => Some(unread_row(text, thread, one)),
                None => plan_version_row(text, today, one),
            })
            .collect(),
    )
}

/// Who wrote, and how many unread messages.
fn unread_row(text: Localizer, thread: ThreadId, one: &ActivityItem) -> ListRow {
    // Nothing of the text: showing it would be a read of the conversation, which the access log has
    // to record.
    let title = text.format(
        "home-wrote",
        &[("name", one.name.clone().unwrap_or_default().into())],
    );
    let small = one
        .role
        .map(|role| text.role_name(role))
        .unwrap_or_default();
    let tag = Some((
        "attention",
        text.format("common-unread", &[("count", one.unread.into())]),
    ));
    ListRow {
        href: Some(paths::thread(thread)),
        title: Some(title.into_any()),
        small,
        tag,
        ..ListRow::default()
    }
}

fn plan_version_row(text: Localizer, today: Date, one: &ActivityItem) -> Option<ListRow> {
    // As a string, because Fluent would group the digits of a number.
    let title = text.format(
        "home-plan-changed",
        &[("version", one.version.to_string().into())],
    );
    let since = one
        .since
        .as_ref()
        .map(|since| text.relative_day(today, since.to_jiff()));
    let small = [one.name.as_deref().map(isolate_bidi), since]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    Some(ListRow {
        href: Some(paths::plan_version(one.family_id?, one.version)),
        title: Some(title.into_any()),
        small,
        ..ListRow::default()
    })
}

/// Mentors, for their coordinator: each row links to a thread with the mentor.
pub fn mentor_rows(text: Localizer, partners: &[SupervisedMentor]) -> AnyView {
    link_list(
        partners
            .iter()
            .map(|one| ListRow {
                href: Some(paths::new_thread(one.person_id)),
                title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
                small: text.format("home-partner-walks", &[("count", one.parents.into())]),
                ..ListRow::default()
            })
            .collect(),
    )
}

/// Replies to the plan and their outcomes, as rows with links.
pub fn reply_rows(
    text: Localizer,
    today: Date,
    family: FamilyId,
    waiting: &[PendingReply],
    is_family_member: bool,
) -> AnyView {
    link_list(
        waiting
            .iter()
            .map(|one| {
                // A family member gets their own replies only, so the title need not say whose they
                // are.
                let kind = replies::reply_kind_label(text, one.kind);
                let title = if is_family_member {
                    kind
                } else {
                    text.format(
                        "home-said",
                        &[("name", one.author.clone().into()), ("kind", kind.into())],
                    )
                };
                let due = one.answer_due.to_jiff();
                let (small, tag) = match one.outcome {
                    // An answered reply stays in its author's list for two weeks.
                    Some(outcome) => (
                        replies::outcome_label(text, one.kind, outcome),
                        ("done", text.get("home-answered")),
                    ),
                    None if due < today => (
                        text.format("home-was-due", &[("day", text.format_day(due).into())]),
                        ("urgent", text.get("plan-late")),
                    ),
                    None => (
                        text.format(
                            "home-answer-by",
                            &[("day", text.relative_day(today, due).into())],
                        ),
                        ("attention", text.get("home-waits")),
                    ),
                };
                ListRow {
                    href: Some(paths::plan_reply(family, one.id)),
                    title: Some(title.into_any()),
                    small,
                    tag: Some(tag),
                    ..ListRow::default()
                }
            })
            .collect(),
    )
}
