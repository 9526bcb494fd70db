//! The road: the milestones of a young person in the order of their days, and what is due by when.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::TransitionDates;
use model::transition::clock::{
    Milestone, MilestoneKind, TransitionDuty, milestones, transition_duties,
};
use store::transition::done::{Done, DoneDuty};

use crate::i18n::Localizer;

/// The sentence that tells a young person what changes.
const fn change_key(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Fourteen => "transition-change-fourteen",
        MilestoneKind::Sixteen => "transition-change-sixteen",
        MilestoneKind::SeventeenAndHalf => "transition-change-seventeen-half",
        MilestoneKind::NinetyDays => "transition-change-ninety-days",
        MilestoneKind::Eighteen => "transition-change-eighteen",
        MilestoneKind::CareEnds => "transition-change-care-ends",
        MilestoneKind::TwentyOne => "transition-change-twenty-one",
        MilestoneKind::TwentyThree => "transition-change-twenty-three",
    }
}

/// All milestones as a list: what has come is marked, and the young person reads what changes at
/// the next one. The list can be read without seeing its line.
pub(in crate::transition) fn road_list(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
    today: Date,
    reader: RoadReader,
) -> AnyView {
    let road = milestones(born, dates);
    let next = road.iter().find(|one| !one.has_come(today)).copied();
    let rows = road
        .into_iter()
        .map(|one| {
            let is_next = Some(one) == next;
            // The sentences address the young person.
            let change = (is_next && reader == RoadReader::Youth).then(|| change_key(one.kind));
            road_stop(text, one, today, is_next, change)
        })
        .collect_view();
    view! {
        <ol class="road" role="list">
            {rows}
        </ol>
    }
    .into_any()
}

/// One milestone; `change` is the key of the sentence that says what changes then. What changes at
/// each of them is in the folded details.
fn road_stop(
    text: Localizer,
    stop: Milestone,
    today: Date,
    is_next: bool,
    change: Option<&'static str>,
) -> AnyView {
    let (class, state) = if stop.has_come(today) {
        ("road-past", text.get("transition-road-past"))
    } else if is_next {
        ("road-next", text.get("transition-road-next"))
    } else {
        ("road-later", String::new())
    };
    let change = change.map(|key| view! { <p>{text.get(key)}</p> });
    view! {
        <li class=class aria-current=is_next.then_some("step")>
            <p>
                <b>{text.get_value(stop.kind)}</b>
                " · "
                {text.format_date(stop.day)}
                " "
                <small>{state}</small>
            </p>
            {change}
        </li>
    }
    .into_any()
}

/// Every stop with what changes there and the law behind it.
pub(in crate::transition) fn road_details(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
) -> AnyView {
    let rows = milestones(born, dates)
        .into_iter()
        .map(|one| {
            let law = text.format("transition-law", &[("law", one.kind.source().into())]);
            view! {
                <li>
                    <b>{text.get_value(one.kind)}</b>
                    ": "
                    {text.get(change_key(one.kind))}
                    " "
                    <small>{law}</small>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="card">
            <summary>{text.get("transition-road-details")}</summary>
            <ul class="duty-list">{rows}</ul>
        </details>
    }
    .into_any()
}

/// What is due today, who does it and by when, with the law behind it, and what of it was done;
/// nothing where nothing is due.
pub(in crate::transition) fn duty_list(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
    today: Date,
    (reader, done): (RoadReader, &Done),
) -> Option<AnyView> {
    let due = transition_duties(born, dates, today);
    let rows = due.iter().map(|one| match done.find(one.kind) {
        Some(found) => done_row(text, *found),
        None => duty_row(text, one, today, reader),
    });
    let rows = rows.collect_view();
    (!due.is_empty()).then(|| view! { <ul class="duty-list">{rows}</ul> }.into_any())
}

/// Who reads the milestones and duties: the young person, or an adult of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::transition) enum RoadReader {
    Youth,
    Adult,
}

/// A duty of which the data of the plan says that it was done.
fn done_row(text: Localizer, done: DoneDuty) -> AnyView {
    let words = done.day.map_or_else(
        || text.get("transition-duty-done"),
        |day| {
            let day = text.format_date(day);
            text.format("transition-duty-done-on", &[("day", day.into())])
        },
    );
    view! {
        <li>
            <b>{text.get_value(done.kind)}</b>
            " "
            <span class="tag done">{words}</span>
        </li>
    }
    .into_any()
}

fn duty_row(text: Localizer, duty: &TransitionDuty, today: Date, reader: RoadReader) -> AnyView {
    let by = match (reader, duty.kind.is_shared()) {
        (RoadReader::Youth, true) => "transition-by-you-both",
        (RoadReader::Youth, false) => "transition-by-your-worker",
        (RoadReader::Adult, true) => "transition-by-both",
        (RoadReader::Adult, false) => "transition-by-agency",
    };
    // Of a duty that leaves no row it is not known whether it was done, so it is not called late.
    let key = if duty.is_late(today) {
        "transition-was-due"
    } else {
        "transition-due"
    };
    let when = text.format(key, &[("day", text.format_date(duty.due).into())]);
    let law = text.format("transition-law", &[("law", duty.kind.source().into())]);
    view! {
        <li>
            <b>{text.get_value(duty.kind)}</b>
            <br />
            {text.get(by)}
            " "
            {when}
            " "
            <small>{law}</small>
        </li>
    }
    .into_any()
}
