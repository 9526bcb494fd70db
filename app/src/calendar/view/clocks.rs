//! Statutory clocks: each as a card or a row, and until when written comments can be given.

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::days_until;
use model::case_clock::{COMMENT_SOURCE, ClockKind};
use model::id::FamilyId;
use model::policy::may_comment_before_review;
use model::role::Role;
use model::working_days::is_in_time;
use store::Tx;
use store::calendar::EventWithDetails;
use store::calendar::clocks::{ClockEvent, FamilyClock, FamilyClocks, find_comments_due};

use crate::enum_messages::clock_explanation_key;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, RowTag, link_list};
use crate::ui::summary_list::summary_list;

/// What a clock is for, in a few sentences.
fn explanation(text: Localizer, kind: ClockKind) -> String {
    text.get(&clock_explanation_key(kind))
}

/// The name of a clock, with the child whose it is.
fn clock_title(text: Localizer, one: &FamilyClock) -> String {
    let title = text.get_value(one.clock.kind);
    match &one.child {
        Some(child) => format!("{title} · {}", isolate_bidi(child)),
        None => title,
    }
}

/// How late a missed clock is.
fn late_tag(text: Localizer, today: Date, due: Date) -> Option<RowTag> {
    let days = days_until(due, today);
    (days > 0).then(|| RowTag::urgent(text.format("home-late", &[("days", days.into())])))
}

/// On Today: the clock that is due first, as a row that leads to all of them.
pub fn next_clock_row(
    text: Localizer,
    today: Date,
    family: FamilyId,
    next: Option<&FamilyClock>,
) -> Option<AnyView> {
    let next = next?;
    let due = next.clock.due;
    let small = if next.clock.is_missed(today) {
        let day = text.format_date(due);
        text.format("home-was-due", &[("day", day.into())])
    } else {
        text.format("home-by", &[("day", text.format_date(due).into())])
    };
    Some(link_list(vec![ListRow {
        href: Some(paths::calendar_clocks(family)),
        title: Some(clock_title(text, next).into_any()),
        small,
        tag: late_tag(text, today, due),
        ..ListRow::default()
    }]))
}

/// A card for each clock.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub fn clock_cards(
    context: &RequestContext,
    family: FamilyId,
    found: &FamilyClocks,
) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let cards = found.clocks.iter().map(|one| {
        let kind = one.clock.kind;
        let planned = found.planned.iter().find(|event| event.is_for(kind));
        let tag = late_tag(text, today, one.clock.due).map(RowTag::view);
        let law = text.format("calendar-clock-law", &[("law", kind.source().into())]);
        view! {
            <div class="card stack">
                <h2>{clock_title(text, one)} " " {tag}</h2>
                <p>{explanation(text, kind)}</p>
                {missed_words(text, today, one, found.role)}
                {summary_list(facts(context, family, one, planned, found.role))}
                <p class="muted">{law}</p>
            </div>
        }
    });
    Ok(cards.collect_view().into_any())
}

/// For everyone who sees the clock: that it was missed, in the same words.
fn missed_words(text: Localizer, today: Date, one: &FamilyClock, role: Role) -> Option<AnyView> {
    let day = text.format_date(one.clock.due);
    one.clock.is_missed(today).then(|| {
        let ask = role.is_family().then(|| text.get("calendar-clock-ask"));
        view! {
            <p>
                <b>{text.format("calendar-clock-missed", &[("day", day.into())])}</b>
            </p>
            {ask.map(|ask| view! { <p>{ask}</p> })}
        }
        .into_any()
    })
}

/// By when, what is planned, until when to comment, and from what the day is counted.
fn facts(
    context: &RequestContext,
    family: FamilyId,
    one: &FamilyClock,
    planned: Option<&ClockEvent>,
    role: Role,
) -> Vec<(String, AnyView)> {
    let text = context.localizer();
    let clock = &one.clock;
    let from = format!(
        "{} · {}",
        text.get_value(clock.from.kind),
        text.format_date(clock.from.day)
    );
    let mut rows = vec![
        (
            text.get("calendar-clock-due"),
            text.format_date(clock.due).into_any(),
        ),
        (
            text.get("calendar-clock-planned"),
            planned_words(text, family, clock.due, planned),
        ),
    ];
    let comments = planned
        .filter(|_| may_comment_before_review(role))
        .and_then(|event| event.comments_due);
    if let Some(day) = comments {
        let law = text.format("calendar-clock-law", &[("law", COMMENT_SOURCE.into())]);
        let words = view! {
            <p>{comments_words(context, day)}</p>
            <p class="muted">{law}</p>
        };
        rows.push((text.get("calendar-comments"), words.into_any()));
    }
    rows.push((text.get("calendar-clock-from"), from.into_any()));
    rows
}

fn planned_words(
    text: Localizer,
    family: FamilyId,
    due: Date,
    planned: Option<&ClockEvent>,
) -> AnyView {
    let Some(event) = planned else {
        return text.get("calendar-clock-not-planned").into_any();
    };
    let when = text.format(
        "home-when",
        &[
            ("day", text.format_date(event.starts.date()).into()),
            ("time", text.format_time(event.starts).into()),
        ],
    );
    let is_late = event.starts.date() > due;
    view! {
        <a href=paths::calendar_event(family, event.event)>{when}</a>
        {is_late.then(|| view! { <p>{text.get("calendar-clock-planned-late")}</p> })}
    }
    .into_any()
}

/// Until when written comments can be given, or until when they could.
fn comments_words(context: &RequestContext, day: Date) -> String {
    let text = context.localizer();
    let now = context.db.clock().now();
    let is_open = context
        .actor()
        .is_ok_and(|actor| is_in_time(now, day, &actor.zone));
    let key = if is_open {
        "calendar-comments-until"
    } else {
        "calendar-comments-over"
    };
    text.format(key, &[("day", text.format_date(day).into())])
}

/// On the page of a permanency review or hearing, for those who may give written comments: until
/// when they can. At most one statement; `None` for other events and other people.
///
/// # Errors
/// A database error.
pub async fn written_comments(
    context: &RequestContext,
    tx: &mut Tx,
    family: FamilyId,
    found: &EventWithDetails,
) -> Result<Option<String>, AppError> {
    let (event, day) = (&found.event, found.event.starts.to_jiff().date());
    // Assumes the most that an import can state, only to save the query for events that never
    // count.
    let may_be_for_clock = ClockKind::of_event(event.kind, Some(ClockKind::PermanencyHearing));
    if may_be_for_clock.is_none() || event.cancelled || !may_comment_before_review(found.role) {
        return Ok(None);
    }
    let due = find_comments_due(tx, family, event.id, (event.kind, day)).await?;
    Ok(due.map(|day| comments_words(context, day)))
}
